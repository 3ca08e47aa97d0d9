//! The landmark of the main content.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "main-landmark-one",
    title: "A page has one main landmark.",
    criteria: &["1.3.1"],
    advice: true,
    act: &["b40fd1"],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "With one key a screen reader leads to the main content, if it is marked, and to the \
          right one, if there is only one.",
    hint: "Put the content that only this page has into one main element.",
    bad: "<html lang=en><title>News</title><div id=content><h1>News</h1><p>The office has moved.</div>",
    good: "<html lang=en><title>News</title><main><h1>News</h1><p>The office has moved.</main>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let Some(body) = cx.all(Tag::Body).next() else { return };
    let is_main = |&id: &crate::dom::NodeId| match cx.filled(id, "role") {
        Some(role) => role.eq_ignore_ascii_case("main"),
        None => cx.doc.tag(id) == Tag::Main,
    };
    let mains: Vec<_> = cx.elements().filter(is_main).filter(|&id| !cx.hidden(id)).collect();
    match mains.as_slice() {
        [] => {
            let parts = cx.parts();
            let passed = parts.content.is_none() || parts.has_landmark(cx);
            let finding = c.fail(body, "The page has no main landmark.");
            finding.act = if passed { &[] } else { &["b40fd1"] };
        }
        [_, others @ ..] => {
            for &other in others {
                c.fail(other, "The page has another main landmark before this one.").act = &[];
            }
        }
    }
}
