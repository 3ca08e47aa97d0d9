//! What WAI-ARIA advises against.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    id: "aria-deprecated",
    title: "No role or attribute is used that WAI-ARIA has given up.",
    criteria: &["4.1.2"],
    advice: true,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "Assistive technology of today may no longer know it.",
    hint: "Leave it out, or use what WAI-ARIA 1.2 names instead.",
    bad: "<html lang=en><title>Files</title><ul role=directory><li>A</ul>",
    good: "<html lang=en><title>Files</title><ul><li>A</ul>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.having("role") {
        if cx.filled(node, "role").is_some_and(|role| role.eq_ignore_ascii_case("directory")) {
            c.fail(node, "The role directory is given up: use list.");
        }
    }
    for name in ["aria-grabbed", "aria-dropeffect"] {
        for node in cx.having(name).filter(|&id| cx.filled(id, name).is_some()) {
            c.fail(node, format!("The attribute {name} is given up."));
        }
    }
}
