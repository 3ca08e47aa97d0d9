//! ACT ff89c9: roles stand in the roles that they are parts of.

use crate::aria::attributes;
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
    for node in cx.having("role").filter(|&id| !cx.hidden(id) && !cx.aria.in_leaf(id)) {
        let Some(role) = cx.asked_role(node) else { continue };
        let context = role.context();
        if context.is_empty() || role.name() == "caption" || in_context(c, node, context) {
            continue;
        }
        let wanted = context.join(", ");
        c.fail(node, format!("The role {role} has to stand in one of: {wanted}."));
    }
}

fn in_context(c: &Checker<'_>, node: NodeId, context: &[&str]) -> bool {
    let aria = &c.cx.aria;
    let mut above = aria.parent(node);
    while let Some(parent) = above {
        let role = c.cx.asked_role(parent).or_else(|| aria.role(parent));
        match role {
            Some(role) if role.is_any(&["generic", "none"]) && !tells(c, parent) => {}
            Some(role) => return context.contains(&role.name()),
            None => {}
        }
        above = aria.parent(parent);
    }
    false
}

/// Whether a global state or property makes an element part of the accessibility tree that would
/// else be nothing.
fn tells(c: &Checker<'_>, node: NodeId) -> bool {
    let global = |name: &str| attributes::find(name).is_some_and(|attribute| attribute.global);
    c.cx.doc.attrs(node).any(|(prefix, name, _)| prefix.is_none() && global(name))
}
