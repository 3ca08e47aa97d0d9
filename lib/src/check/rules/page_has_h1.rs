//! The heading that names the page.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "page-has-h1",
    title: "A page has a heading of level 1.",
    criteria: &["2.4.6"],
    advice: true,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "People who move by headings look for the one of level 1 to learn where the content \
          begins.",
    hint: "Make the title of the content an h1.",
    bad: "<html lang=en><title>News</title><h2>News</h2><p>The office has moved.",
    good: "<html lang=en><title>News</title><h1>News</h1><p>The office has moved.",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    // A frameset has no content of its own.
    let Some(body) = cx.all(Tag::Body).next() else { return };
    if !cx.headings().iter().any(|heading| heading.level == 1) {
        c.fail(body, "The page has no heading of level 1.");
    }
}
