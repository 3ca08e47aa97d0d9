//! Links within the page that lead nowhere.

use crate::check::context::Checker;
use crate::check::fragments::{Fragment, fragment};
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "fragment-target-exists",
    title: "A link into the page leads to a place that exists.",
    criteria: &["2.4.1"],
    advice: true,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "Nothing happens when the link is followed, and people without sight cannot tell why.",
    hint: "Give the place that the link should lead to the id that the link names.",
    bad: "<html lang=en><title>News</title><a href=#april>News of April</a><h2 id=apr>April</h2>",
    good: "<html lang=en><title>News</title><a href=#april>News of April</a><h2 id=april>April</h2>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for link in cx.any(&[Tag::A, Tag::Area]) {
        if let Some(Fragment::Missing(id)) = fragment(cx, link) {
            let message = format!("The link leads to “#{id}”, which the page does not have.");
            c.fail(link, message).cause = Some(id.to_owned());
        }
    }
}
