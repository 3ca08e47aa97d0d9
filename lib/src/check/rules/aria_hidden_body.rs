//! A page that is hidden as a whole.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "aria-hidden-body",
    title: "The page as a whole is not hidden from assistive technology.",
    criteria: &["4.1.2"],
    advice: false,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Error,
    svg: false,
    who: "A screen reader finds an empty page.",
    hint: "Take aria-hidden away from the body.",
    bad: "<html lang=en><title>News</title><body aria-hidden=true><h1>News</h1>",
    good: "<html lang=en><title>News</title><body><h1>News</h1>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.any(&[Tag::Html, Tag::Body]) {
        if cx.doc.attr(node, "aria-hidden") == Some("true") {
            c.fail(node, "aria-hidden hides the whole page.");
        }
    }
}
