//! Skip links that lead nowhere.

use crate::check::context::Checker;
use crate::check::fragments::{Fragment, fragment};
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::check::words::is_skip_link;
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "skip-link-target",
    title: "A link that skips parts of the page leads to a place that exists.",
    criteria: &["2.4.1"],
    advice: false,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Error,
    svg: false,
    who: "People without a mouse follow the link to pass over menus, and are left where they \
          were.",
    hint: "Give the content that the link should lead to the id that the link names.",
    bad: "<html lang=en><title>News</title><a href=#content>Skip to content</a><main id=main><h1>News</h1></main>",
    good: "<html lang=en><title>News</title><a href=#main>Skip to content</a><main id=main><h1>News</h1></main>",
    check: Check::Page(check),
};

/// Among so many links at the beginning of a page skip links are looked for.
const FIRST: usize = 6;

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let links = cx.all(Tag::A).filter(|&id| cx.doc.has_attr(id, "href") && !cx.hidden(id));
    for link in links.take(FIRST) {
        if let (Some(Fragment::Missing(id)), true) =
            (fragment(cx, link), is_skip_link(&cx.text(link)))
        {
            c.fail(link, format!("The skip link leads to “#{id}”, which the page does not have."));
        }
    }
}
