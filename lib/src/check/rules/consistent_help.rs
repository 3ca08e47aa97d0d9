//! Ways to get help stand in the same place and order on every page.

use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::check::site::SiteChecker;
use crate::check::site::SiteLink;
use std::collections::HashMap;

pub(super) const RULE: Rule = Rule {
    id: "consistent-help",
    title: "Help is in the same place on every page.",
    criteria: &["3.2.6"],
    advice: false,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Review,
    svg: false,
    who: "People who need help find it where they found it before, however tired or confused \
          they are.",
    hint: "Put contact, help and answers into the same part of every page, in the same order.",
    bad: "<html lang=en><title>A</title><header><a href=tel:123>Call us</a></header>\n---\n<html lang=en><title>B</title><footer><a href=tel:123>Call us</a></footer>",
    good: "<html lang=en><title>A</title><footer><a href=tel:123>Call us</a></footer>\n---\n<html lang=en><title>B</title><footer><a href=tel:123>Call us</a></footer>",
    check: Check::Site(check),
};

/// Where a link leads, as one that pages have in common.
#[derive(PartialEq, Eq, Hash, Clone)]
enum Target<'c> {
    Page(usize),
    Address(&'c str),
}

/// The ways to get help on one page, each once, in its order.
type Help<'c> = Vec<(Target<'c>, &'c SiteLink)>;

/// How often the pages of a language have their help in this order, and the first page that has it.
type Orders<'c> = HashMap<Vec<(Target<'c>, &'c str)>, (usize, usize)>;

fn check(c: &mut SiteChecker<'_>) {
    let (pages, resolver) = (c.pages, c.links());
    let mut usual: HashMap<&str, Orders<'_>> = HashMap::new();
    let mut all: Vec<Help<'_>> = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let mut help = Help::new();
        for link in page.facts.furniture.iter().filter(|link| link.help.is_some()) {
            let target = resolver.target(index, page, &link.href);
            let target = target.map_or(Target::Address(&link.href), Target::Page);
            // Outside of all landmarks anything may be the content of the page.
            if !link.place.is_empty() && !help.iter().any(|(other, _)| *other == target) {
                help.push((target, link));
            }
        }
        let order = help.iter().map(|(to, link)| (to.clone(), link.place.as_str())).collect();
        usual.entry(&page.facts.language).or_default().entry(order).or_insert((0, index)).0 += 1;
        all.push(help);
    }
    for (index, page) in pages.iter().enumerate() {
        let orders = usual.get(page.facts.language.as_str());
        // Pages without any help are no measure.
        let orders = orders.into_iter().flatten().filter(|(order, _)| !order.is_empty());
        let most = orders.max_by_key(|(_, (count, first))| (*count, std::cmp::Reverse(*first)));
        if let Some((_, &(_, first))) = most {
            compare(c, index, &all[index], (first, &all[first]));
        }
    }
}

fn compare(c: &mut SiteChecker<'_>, page: usize, help: &Help<'_>, usual: (usize, &Help<'_>)) {
    let (path, mut last) = (c.pages[usual.0].path, None);
    for (target, link) in help {
        let Some(at) = usual.1.iter().position(|(other, _)| other == target) else { continue };
        let Some(location) = &link.help else { continue };
        let name = &link.name;
        let message = if usual.1[at].1.place != link.place {
            format!("“{name}” stands in another part of the page than on {path}.")
        } else if last.is_some_and(|last| at < last) {
            format!("“{name}” stands in another order than on {path}.")
        } else {
            last = Some(at);
            continue;
        };
        c.review(page, location, message);
    }
}
