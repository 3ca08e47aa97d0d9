//! Content that no landmark holds.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "content-outside-landmarks",
    title: "All content stands in landmarks.",
    criteria: &["1.3.1"],
    advice: true,
    act: &[],
    decidable: Decidable::Css,
    severity: Severity::Info,
    svg: false,
    who: "People who move by landmarks pass over what stands outside of them.",
    hint: "Put the content into main, nav, header, footer or aside.",
    bad: "<html lang=en><title>News</title><main><h1>News</h1></main><p>The office has moved to the square.",
    good: "<html lang=en><title>News</title><main><h1>News</h1><p>The office has moved to the square.</main>",
    check: Check::Page(check),
};

const LANDMARKS: &[&str] = &[
    "banner",
    "complementary",
    "contentinfo",
    "form",
    "main",
    "navigation",
    "region",
    "search",
    "dialog",
    "alertdialog",
    "alert",
    "status",
    "log",
];

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    // Without any landmark the page has another fault, and is told of it.
    if cx.with_role(&["main"]).next().is_none() {
        return;
    }
    let Some(body) = cx.all(Tag::Body).next() else { return };
    for block in cx.doc.children(body).filter(|&id| cx.doc.is_element(id) && !cx.hidden(id)) {
        let landmark = |id| cx.aria.is_any(id, LANDMARKS);
        let holds = cx.doc.descendants(block).any(landmark);
        let skip = cx.doc.descendants(block).any(|id| {
            cx.doc.tag(id) == Tag::A
                && cx
                    .doc
                    .attr(id, "href")
                    .is_some_and(|href| cx.page.resolve(href).starts_with('#'))
        });
        if !holds
            && !skip
            && !cx.text(block).is_empty()
            && !matches!(cx.doc.tag(block), Tag::Script | Tag::Style | Tag::Noscript)
        {
            c.fail(block, "The text stands in no landmark.");
        }
    }
}
