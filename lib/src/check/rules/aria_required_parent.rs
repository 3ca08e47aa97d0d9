//! ACT ff89c9: roles stand in the roles that they are parts of.

use crate::aria::Role;
use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::NodeId;

pub(super) const RULE: Rule = Rule {
    id: "aria-required-parent",
    title: "A part of a widget or structure stands in the whole.",
    criteria: &["1.3.1"],
    advice: false,
    act: &["ff89c9"],
    decidable: Decidable::Css,
    severity: Severity::Error,
    svg: false,
    who: "A screen reader says neither how many parts there are nor which of them this is.",
    hint: "Put the element into one with the role that it is a part of.",
    bad: "<html lang=en><title>Papers</title><div role=listitem>Passport</div>",
    good: "<html lang=en><title>Papers</title><div role=list><div role=listitem>Passport</div></div>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.elements().filter(|&id| !cx.hidden(id) && !cx.aria.in_leaf(id)) {
        let Some(role) = asked(c, node) else { continue };
        let context = role.context();
        if context.is_empty() || role.name() == "caption" || in_context(c, node, context) {
            continue;
        }
        let wanted = context.join(", ");
        c.fail(node, format!("The role {role} has to stand in one of: {wanted}."));
    }
}

/// The role that the author asks for, whether the element gets it or not.
fn asked(c: &Checker<'_>, node: NodeId) -> Option<Role> {
    let roles = c.cx.filled(node, "role")?;
    roles.split_ascii_whitespace().find_map(|token| Role::named(&token.to_ascii_lowercase()))
}

fn in_context(c: &Checker<'_>, node: NodeId, context: &[&str]) -> bool {
    let aria = &c.cx.aria;
    let mut above = aria.parent(node);
    while let Some(parent) = above {
        let role = asked(c, parent).or_else(|| aria.role(parent));
        match role {
            Some(role) if role.is_any(&["generic", "none"]) => {}
            Some(role) => return context.contains(&role.name()),
            None => {}
        }
        above = aria.parent(parent);
    }
    false
}
