//! The roles that ARIA in HTML allows on each element.

use crate::aria::Role;
use crate::aria::allowed::{Allowed, allowed};
use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    id: "aria-role-on-element",
    title: "A role is one that its element may have.",
    criteria: &["4.1.2"],
    advice: true,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "An element that behaves otherwise than its role says confuses those who only hear of \
          the role.",
    hint: "Use an element that has the role by itself, or put the role on a div or span around or \
          in the element.",
    bad: "<html lang=en><title>Town</title><h1>Town</h1><ul><li><a href=a role=heading aria-level=2>News</a></ul>",
    good: "<html lang=en><title>Town</title><h1>Town</h1><h2><a href=a>News</a></h2>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.having("role") {
        let Some(role) = cx.asked_role(node).filter(|_| !cx.hidden(node)) else { continue };
        let name = role.name();
        let Some(allowed) = allowed(&cx.aria, node) else { continue };
        let fits = match allowed {
            Allowed::Any => true,
            Allowed::These(roles) => roles.split(' ').any(|one| Role::named(one) == Some(role)),
        };
        let element = cx.doc.name(node);
        if !fits {
            c.fail(node, format!("The element {element} may not have the role {name}."));
        }
    }
}
