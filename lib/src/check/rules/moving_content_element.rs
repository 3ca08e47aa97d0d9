//! Text that moves or blinks by an element of its own (WCAG 2.2.2, F16).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "moving-content-element",
    title: "No text moves or blinks.",
    criteria: &["2.2.2"],
    advice: false,
    act: &["efbfc7"],
    decidable: Decidable::Dom,
    severity: Severity::Error,
    svg: false,
    who: "People who read slowly cannot follow moving text, and others cannot read anything beside it.",
    hint: "Write the text as an ordinary paragraph.",
    bad: "<html lang=en><title>News</title><marquee>The office is closed on Friday.</marquee>",
    good: "<html lang=en><title>News</title><p>The office is closed on Friday.",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.any(&[Tag::Marquee, Tag::Blink]) {
        if !cx.visible(node) {
            continue;
        }
        match cx.doc.tag(node) {
            Tag::Marquee => c.fail(node, "The text moves, and nobody can stop it."),
            // Browsers of today no longer blink.
            _ => c.warn(node, "The text is marked to blink."),
        };
    }
}
