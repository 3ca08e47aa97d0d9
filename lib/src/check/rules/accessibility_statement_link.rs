//! The accessibility statement that Directive (EU) 2016/2102 asks for is reached from the home page, or from every page (Implementing Decision (EU) 2018/1523, Annex).

use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::check::site::SiteChecker;
use crate::check::site::SitePage;

pub(super) const RULE: Rule = Rule {
    id: "accessibility-statement-link",
    title: "The site links to its accessibility statement.",
    criteria: &[],
    advice: false,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "People who meet a barrier read there what does not work, how else to get it, and whom \
          to tell.",
    hint: "Link the statement from the home page or from the footer of every page.",
    bad: "<html lang=en><title>Home</title><main><a href=page-1.html>Fees</a></main>\n---\n<html lang=en><title>Fees</title><main>Fees</main>",
    good: "<html lang=en><title>Home</title><main><a href=page-1.html>Fees</a></main><footer><a href=access.html>Accessibility statement</a></footer>\n---\n<html lang=en><title>Fees</title><main>Fees</main>",
    check: Check::Site(check),
};

fn check(c: &mut SiteChecker<'_>) {
    let (pages, links) = (c.pages, c.links());
    let has_statement = |page: &SitePage<'_>| page.facts.statement;
    let Some(home) = links.home() else { return };
    let to = |href: &str| links.target(home, &pages[home], href).is_some_and(|to| to != home);
    let facts = pages[home].facts;
    // Files that only lie in one folder are no site.
    let is_site = facts.content.iter().any(|href| to(href))
        || facts.furniture.iter().any(|link| to(&link.href));
    if !is_site || facts.statement || pages.iter().all(has_statement) {
        return;
    }
    let others = pages.iter().filter(|page| has_statement(page)).count();
    let message = match others {
        0 => "No page links to an accessibility statement.".to_owned(),
        1 => format!("Only 1 of {} pages links to an accessibility statement.", pages.len()),
        _ => format!("Only {others} of {} pages link to an accessibility statement.", pages.len()),
    };
    c.fail(home, &facts.top, message);
}
