//! Menus have the same links in the same order on every page, and the same names for them.

use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::check::site::SiteChecker;
use std::collections::HashMap;

pub(super) const RULE: Rule = Rule {
    id: "consistent-navigation",
    title: "Menus keep their order and their names across pages.",
    criteria: &["3.2.3", "3.2.4"],
    advice: false,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Review,
    svg: false,
    who: "People who cannot see the whole page at once find a link again where they found it \
          before.",
    hint: "Build the menu from one template, and add links to its end or as a level below.",
    bad: "<html lang=en><title>A</title><nav><a href=page-0.html>Home</a> <a href=page-1.html>Fees</a></nav>\n---\n<html lang=en><title>B</title><nav><a href=page-1.html>Fees</a> <a href=page-0.html>Home</a></nav>",
    good: "<html lang=en><title>A</title><nav><a href=page-0.html>Home</a> <a href=page-1.html>Fees</a></nav>\n---\n<html lang=en><title>B</title><nav><a href=page-0.html>Home</a> <a href=page-1.html>Fees</a></nav>",
    check: Check::Site(check),
};

/// A menu of a page: where its links lead, each once, and what they are called.
struct Links<'c> {
    page: usize,
    menu: usize,
    links: Vec<(usize, &'c str)>,
}

fn check(c: &mut SiteChecker<'_>) {
    for group in groups(c) {
        // The order that most pages have is the one that people learn.
        let mut orders: HashMap<Vec<usize>, (usize, usize)> = HashMap::new();
        for (index, menu) in group.iter().enumerate() {
            let order = menu.links.iter().map(|(to, _)| *to).collect();
            orders.entry(order).or_insert((0, index)).0 += 1;
        }
        let most = orders.values().max_by_key(|&&(count, first)| (count, std::cmp::Reverse(first)));
        let Some(&(_, usual)) = most else { continue };
        let usual = &group[usual];
        let places: HashMap<usize, (usize, &str)> =
            usual.links.iter().enumerate().map(|(at, &(to, name))| (to, (at, name))).collect();
        for menu in &group {
            compare(c, menu, usual.page, &places);
        }
    }
}

/// The menus of the site: those with one name, on pages of one language, belong together.
fn groups<'c>(c: &SiteChecker<'c>) -> Vec<Vec<Links<'c>>> {
    let (pages, resolver) = (c.pages, c.links());
    let mut known: HashMap<(&str, &str), usize> = HashMap::new();
    let mut groups: Vec<Vec<Links<'c>>> = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let mut menus: Vec<Vec<(usize, &str)>> = vec![Vec::new(); page.facts.menus.len()];
        for link in &page.facts.furniture {
            let Some(menu) = link.menu else { continue };
            let Some(to) = resolver.target(index, page, &link.href) else { continue };
            if !menus[menu].iter().any(|&(other, _)| other == to) {
                menus[menu].push((to, &link.name));
            }
        }
        for (menu, links) in menus.into_iter().enumerate() {
            let key = (page.facts.menus[menu].key.as_str(), page.facts.language.as_str());
            let group = *known.entry(key).or_insert(groups.len());
            if group == groups.len() {
                groups.push(Vec::new());
            }
            groups[group].push(Links { page: index, menu, links });
        }
    }
    groups
}

fn compare(
    c: &mut SiteChecker<'_>,
    menu: &Links<'_>,
    usual: usize,
    places: &HashMap<usize, (usize, &str)>,
) {
    let (pages, mut last) = (c.pages, None);
    let location = &pages[menu.page].facts.menus[menu.menu].location;
    for &(to, name) in &menu.links {
        let Some(&(at, other)) = places.get(&to) else { continue };
        let (own, usually) = (name.trim().to_lowercase(), other.trim().to_lowercase());
        // A name with an addition, such as "current page", is the same name.
        if !own.contains(&usually) && !usually.contains(&own) {
            let message = format!(
                "The menu calls “{name}” what it calls “{other}” on {}.",
                pages[usual].path
            );
            c.review(menu.page, location, message).criteria = &["3.2.4"];
        }
        if last.is_some_and(|last| at < last) {
            let message =
                format!("In the menu “{name}” stands elsewhere than on {}.", pages[usual].path);
            c.review(menu.page, location, message).criteria = &["3.2.3"];
            return;
        }
        last = Some(at);
    }
}
