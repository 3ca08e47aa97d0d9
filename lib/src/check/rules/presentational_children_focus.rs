//! ACT 307n5z: nothing within a button or image takes the focus.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    id: "presentational-children-focus",
    title: "Nothing takes the focus within an element whose content is presentational.",
    criteria: &["4.1.2"],
    advice: false,
    act: &["307n5z"],
    decidable: Decidable::Dom,
    severity: Severity::Error,
    svg: false,
    who: "The focus goes to something that a screen reader does not know.",
    hint: "Put the two beside each other, not one into the other.",
    bad: "<html lang=en><title>Terms</title><div role=button tabindex=0>Accept <a href=t.html>the terms</a></div>",
    good: "<html lang=en><title>Terms</title><div role=button tabindex=0>Accept</div> <a href=t.html>The terms</a>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.elements() {
        if cx.aria.in_leaf(node) && cx.aria.tabbable(node) && !cx.hidden(node) {
            c.fail(node, "The element takes the focus within one whose content is presentational.");
        }
    }
}
