//! ACT 674b10: roles exist.

use crate::aria::Role;
use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    id: "aria-role-valid",
    title: "A role attribute names a role that exists.",
    criteria: &["4.1.2"],
    advice: false,
    act: &["674b10"],
    decidable: Decidable::Css,
    severity: Severity::Error,
    svg: true,
    who: "Assistive technology takes no notice of the role, and the element is not what it \
          should be.",
    hint: "Use a role of WAI-ARIA 1.2, or leave the attribute out.",
    bad: "<html lang=en><title>Menu</title><div role=buton tabindex=0>Menu</div>",
    good: "<html lang=en><title>Menu</title><div role=button tabindex=0>Menu</div>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.having("role").filter(|&id| !cx.hidden(id)) {
        let Some(roles) = cx.filled(node, "role") else { continue };
        let known = |token: &str| Role::named(&token.to_ascii_lowercase()).is_some();
        if !roles.split_ascii_whitespace().any(known) {
            c.fail(node, format!("“{roles}” is no role."));
        }
    }
}
