//! ACT bc4a75: wholes hold their parts.

use crate::aria::Role;
use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::NodeId;

pub(super) const RULE: Rule = Rule {
    id: "aria-required-children",
    title: "A list, table, menu or tree holds the parts that it is made of.",
    criteria: &["1.3.1"],
    advice: false,
    act: &["bc4a75"],
    decidable: Decidable::Dom,
    severity: Severity::Error,
    svg: false,
    who: "A screen reader says that there is a list or a table, and then cannot say what is in \
          it.",
    hint: "Give the children the roles that the whole is made of.",
    bad: "<html lang=en><title>Papers</title><div role=list><a href=p.html>Passport</a></div>",
    good: "<html lang=en><title>Papers</title><div role=list><div role=listitem><a href=p.html>Passport</a></div></div>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.having("role").filter(|&id| !cx.hidden(id)) {
        let Some(role) = cx.explicit_role(node) else { continue };
        let busy = cx.doc.attr(node, "aria-busy") == Some("true");
        if role.owned().is_empty() || busy {
            continue;
        }
        let parts = parts(c, node);
        let wrong =
            parts.iter().find(|&&part| !role_of(c, part).is_some_and(|own| may_hold(role, own)));
        if let Some(&part) = wrong {
            let other = role_of(c, part).map_or_else(|| cx.doc.name(part), |role| role.name());
            let owned = role.owned().join(", ");
            c.fail(node, format!("The role {role} holds a {other}; it is made of: {owned}."));
        }
    }
}

/// Whether a whole is made of such parts, or such a part may stand in it, as a caption in a table.
fn may_hold(whole: Role, part: Role) -> bool {
    part.is_any(whole.owned()) || part.context().contains(&whole.name())
}

/// The nearest exposed elements within, through those that are nothing by themselves.
fn parts(c: &Checker<'_>, node: NodeId) -> Vec<NodeId> {
    let aria = &c.cx.aria;
    let (mut parts, mut open) = (Vec::new(), aria.children(node));
    while let Some(id) = open.pop() {
        if !c.cx.doc.is_element(id) || c.cx.hidden(id) {
            continue;
        }
        match role_of(c, id) {
            None => open.extend(aria.children(id)),
            Some(role) if role.is_any(&["generic", "none"]) && !aria.focusable(id) => {
                open.extend(aria.children(id));
            }
            Some(_) => parts.push(id),
        }
    }
    parts.reverse();
    parts
}

/// The role that is asked for, even where it cannot stand; else the element's own.
fn role_of(c: &Checker<'_>, node: NodeId) -> Option<Role> {
    let asked = c.cx.asked_role(node).filter(|role| !role.is_none());
    asked.or_else(|| c.cx.aria.role(node))
}
