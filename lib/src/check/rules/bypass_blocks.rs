//! ACT cf77f2, in part: ways past what stands on every page.

use crate::check::context::Checker;
use crate::check::fragments::{Fragment, fragment};
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "bypass-blocks",
    title: "What stands on every page can be passed over.",
    criteria: &["2.4.1"],
    advice: false,
    act: &["cf77f2", "047fe0", "ye5d6e"],
    decidable: Decidable::Partial,
    severity: Severity::Error,
    svg: false,
    who: "People without a mouse go through the same menu on every page before they reach what \
          is new.",
    hint: "Put the content into a main element, mark its headings, or begin the page with a link \
          to it.",
    bad: "<html lang=en><title>Fees</title><div><a href=a>A</a> <a href=b>B</a> <a href=c>C</a> <a href=d>D</a> <a href=e>E</a></div><div>A passport costs 120 crowns, a visa 60 crowns.</div>",
    good: "<html lang=en><title>Fees</title><div><a href=a>A</a> <a href=b>B</a> <a href=c>C</a> <a href=d>D</a> <a href=e>E</a></div><main>A passport costs 120 crowns, a visa 60 crowns.</main>",
    check: Check::Page(check),
};

/// So many links before the first text are taken for a menu.
const LINKS: usize = 5;

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let Some(body) = cx.all(Tag::Body).next() else { return };
    let landmark = cx.with_role(&["main"]).next().is_some();
    let heading = cx.headings().iter().any(|heading| !cx.text(heading.node).is_empty());
    let skips =
        || cx.all(Tag::A).any(|link| matches!(fragment(cx, link), Some(Fragment::Element(_))));
    if !landmark && !heading && links_before_text(c) >= LINKS && !skips() {
        c.fail(body, "No heading, no main landmark and no link leads past the menu.");
        return;
    }
    // Each way helps other people; one is enough for the criterion.
    let parts = cx.parts();
    let Some(content) = parts.content else { return };
    if !parts.has_heading(cx) {
        let finding = c.info(content, "The content after the menu has no heading to jump to.");
        finding.act = &["047fe0"];
    }
    if !parts.has_skip(cx) {
        let finding = c.info(content, "No link at the beginning of the page leads to its content.");
        finding.act = &["ye5d6e"];
    }
}

/// How many links stand before the first longer text that is no link.
fn links_before_text(c: &Checker<'_>) -> usize {
    let cx = c.cx;
    let mut links = 0;
    for id in cx.elements().filter(|&id| !cx.hidden(id)) {
        if cx.doc.tag(id) == Tag::A && cx.doc.has_attr(id, "href") {
            links += 1;
        }
        let linked = |node| cx.doc.tag(node) == Tag::A || cx.around(node, Tag::A).is_some();
        let long = cx
            .doc
            .children(id)
            .any(|child| cx.doc.text(child).is_some_and(|text| text.trim().chars().count() > 30));
        let shown = !matches!(cx.doc.tag(id), Tag::Title | Tag::Script | Tag::Style);
        if long && shown && !linked(id) {
            return links;
        }
    }
    // A page that is nothing but links has nothing to skip to.
    0
}
