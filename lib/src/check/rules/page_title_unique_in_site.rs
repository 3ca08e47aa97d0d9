//! Pages of one site can be told apart by their titles.

use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::check::site::SiteChecker;
use std::collections::HashMap;

pub(super) const RULE: Rule = Rule {
    id: "page-title-unique-in-site",
    title: "No two pages of a site have the same title.",
    criteria: &["2.4.2"],
    advice: true,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "People with several tabs, bookmarks or search results of the site hear or see the same name \
          for each.",
    hint: "Begin each title with what only this page is about.",
    bad: "<html lang=en><title>Town hall</title><h1>Contacts</h1>\n---\n\
          <html lang=en><title>Town hall</title><h1>Opening hours</h1>",
    good: "<html lang=en><title>Contacts - Town hall</title><h1>Contacts</h1>\n---\n\
           <html lang=en><title>Opening hours - Town hall</title><h1>Opening hours</h1>",
    check: Check::Site(check),
};

fn check(c: &mut SiteChecker<'_>) {
    let pages = c.pages;
    let mut first = HashMap::new();
    for (index, page) in pages.iter().enumerate() {
        let title = page.facts.title.as_str();
        if title.is_empty() {
            continue;
        }
        let &mut (earlier, path) = first.entry(title).or_insert((index, page.path));
        if earlier != index {
            let message = format!("The page has the same title as {path}: “{title}”.");
            c.fail(index, &page.facts.title_location, message);
        }
    }
}
