//! ACT 36b590, in part: errors that are told.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    id: "error-message-reference",
    title: "A field that is wrong says what is wrong.",
    criteria: &["3.3.1"],
    advice: false,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Review,
    svg: false,
    who: "A screen reader says “invalid”, and people have to guess why.",
    hint: "Name the text of the error by aria-errormessage or aria-describedby.",
    bad: "<html lang=en><title>Contact</title><label>E-mail <input type=email aria-invalid=true></label>",
    good: "<html lang=en><title>Contact</title><label>E-mail <input type=email aria-invalid=true aria-describedby=e></label><p id=e>The @ is missing.",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for field in cx.having("aria-invalid").filter(|&id| !cx.hidden(id)) {
        let invalid = cx.filled(field, "aria-invalid").is_some_and(|value| value != "false");
        let told = ["aria-errormessage", "aria-describedby"]
            .into_iter()
            .any(|name| !cx.aria.references(field, name).is_empty());
        if invalid && !told {
            c.review(field, "The field is marked as wrong, and no text is named that says why.");
        }
    }
}
