//! ACT 2779a5: a page has a title that is not empty.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::{Ns, Tag};

pub(super) const RULE: Rule = Rule {
    id: "page-title-present",
    title: "Every page has a title.",
    criteria: &["2.4.2"],
    advice: false,
    act: &["2779a5"],
    decidable: Decidable::Dom,
    severity: Severity::Error,
    svg: false,
    who: "The title is the first that a screen reader says, and the name of tab, bookmark and search \
          result: without it nobody knows which page this is.",
    hint: "Give the page a title element in its head that names the page, then the site.",
    bad: "<html lang=en><title></title><h1>Opening hours</h1>",
    good: "<html lang=en><title>Opening hours - Town hall</title><h1>Opening hours</h1>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    // The title of the document is its first title element, wherever it stands (HTML, 3.1.5).
    match cx.all(Tag::Title).find(|&id| cx.doc.ns(id) == Ns::Html) {
        Some(title) if cx.page.title().is_empty() => {
            c.fail(title, "The page's title is empty.");
        }
        Some(_) => {}
        None => {
            if let Some(root) = cx.root() {
                c.fail(root, "The page has no title.");
            }
        }
    }
}
