//! More than one way leads to a page.

use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::check::site::SiteChecker;

pub(super) const RULE: Rule = Rule {
    id: "multiple-ways",
    title: "Pages of a site are found in more than one way.",
    criteria: &["2.4.5"],
    advice: false,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "Some find a page by its words, some by the plan of the site, some by following menus; \
          one way alone shuts out the others.",
    hint: "Offer a search or a site map on every page.",
    bad: "<html lang=en><title>Home</title><h1>Town</h1><nav><a href=page-1.html>Fees</a> <a href=page-2.html>Hours</a></nav>\n---\n<html lang=en><title>Fees</title><h1>Fees</h1>\n---\n<html lang=en><title>Hours</title><h1>Hours</h1>",
    good: "<html lang=en><title>Home</title><h1>Town</h1><search><form><input name=q aria-label=Search></form></search><nav><a href=page-1.html>Fees</a> <a href=page-2.html>Hours</a></nav>\n---\n<html lang=en><title>Fees</title><h1>Fees</h1>\n---\n<html lang=en><title>Hours</title><h1>Hours</h1>",
    check: Check::Site(check),
};

/// Fewer pages than this are all seen at a glance.
const FEWEST: usize = 3;

/// By what links a page is found.
#[derive(Clone, Copy, Default)]
struct Ways {
    menu: bool,
    content: bool,
}

fn check(c: &mut SiteChecker<'_>) {
    let (pages, links) = (c.pages, c.links());
    let covered = pages.iter().any(|page| page.facts.search || page.facts.site_map);
    let Some(home) = links.home().filter(|_| pages.len() >= FEWEST && !covered) else { return };
    let mut ways = vec![Ways::default(); pages.len()];
    for (from, page) in pages.iter().enumerate() {
        let to = |href: &str| links.target(from, page, href).filter(|&to| to != from);
        let furniture = page.facts.furniture.iter().filter(|link| !link.place.is_empty());
        furniture.filter_map(|link| to(&link.href)).for_each(|to| ways[to].menu = true);
        page.facts
            .content
            .iter()
            .filter_map(|href| to(href))
            .for_each(|to| ways[to].content = true);
    }
    if ways.iter().all(|ways| !ways.menu) {
        // Which links are a menu and which are content is not known.
        let message = "The site has neither search nor site map: see whether each page is found \
                       in more than one way.";
        c.review(home, &pages[home].facts.top, message);
        return;
    }
    // A page that no other links to is a step of a process, an error page or not yet published.
    let single: Vec<usize> = (0..pages.len())
        .filter(|&page| page != home && ways[page].menu != ways[page].content)
        .collect();
    if let Some(&first) = single.first() {
        let path = &pages[first].path;
        let found = match single.len() {
            1 => format!("1 of its pages is found in one way only, {path}"),
            many => format!("{many} of its pages are found in one way only, such as {path}"),
        };
        let message = format!("The site has neither search nor site map: {found}.");
        c.fail(home, &pages[home].facts.top, message);
    }
}
