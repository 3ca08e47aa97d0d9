//! The print page of the European Migration Network against the text that its ministry gave.

use crate::common::{fixtures, plain_without_links, shared};
use std::fs;
use textify::{Event, Order, Page, ReadOptions, Reason, Tag};

fn print_page() -> Page {
    let sources = fixtures();
    let source = sources.iter().find(|source| source.name == "mvcr/emn-print");
    source.expect("the print page").page()
}

fn in_source_order() -> ReadOptions {
    ReadOptions::new().with_order(Order::Source)
}

/// A line as the test compares it: white space folded, no bullet.
fn folded(line: &str) -> String {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    line.trim_start_matches(['•', '-', '*']).trim().to_owned()
}

fn lines(text: &str) -> impl Iterator<Item = String> {
    text.lines().map(folded).filter(|line| !line.is_empty())
}

#[test]
fn every_line_of_the_seed_is_kept_in_its_order() {
    let Some(seed) = shared("seed/emn-print-page.txt") else { return };
    let seed = fs::read_to_string(seed).expect("a readable text");
    let page = print_page();
    let text = plain_without_links(&page, page.read(&in_source_order()));
    let mut seen = std::collections::HashSet::new();
    let distinct = lines(&seed).filter(|line| seen.insert(line.clone()));
    let mut output = lines(&text).peekable();
    for expected in distinct {
        // A line of the output may hold several of the seed.
        while output.next_if(|line| !line.contains(&expected)).is_some() {}
        assert!(output.peek().is_some(), "lost or out of order: {expected}\n\n{text}");
    }
}

#[test]
fn no_heading_stands_twice_in_a_row() {
    let page = print_page();
    let text = plain_without_links(&page, page.read(&in_source_order()));
    let lines: Vec<_> = text.lines().filter(|line| line.contains(char::is_alphanumeric)).collect();
    let headings = ["European Migration Network", "National Contact Points on Integration"];
    for pair in lines.windows(2) {
        let heading = headings.iter().any(|heading| pair[0].starts_with(heading));
        assert!(!heading || pair[0] != pair[1], "{} stands twice\n\n{text}", pair[0]);
    }
    let ledger = page.read(&in_source_order()).into_ledger();
    let doubled = ledger.entries(&page).filter(|entry| entry.reason == Reason::DoubledHeading);
    assert_eq!(doubled.count(), 2);
}

#[test]
fn links_to_nowhere_are_in_the_ledger() {
    let page = print_page();
    let ledger = page.read(&ReadOptions::new()).into_ledger();
    let missing = ledger.entries(&page).filter(|entry| entry.reason == Reason::MissingTarget);
    let targets: Vec<_> = missing.map(|entry| entry.text).collect();
    assert_eq!(targets, ["#prejdi", "#obsah-stranky", "#hlavni-menu"]);
}

#[test]
fn menu_entries_that_are_pictures_have_names() {
    let page = print_page();
    let mut names = Vec::new();
    let mut name: Option<String> = None;
    for event in page.read(&in_source_order()) {
        match (event, &mut name) {
            (Event::Start(Tag::Link(_), _), _) => name = Some(String::new()),
            (Event::End(textify::TagEnd::Link), _) => names.extend(name.take()),
            (Event::Text(text), Some(name)) => name.push_str(&text),
            _ => {}
        }
    }
    for entry in ["about-us", "immigration", "asylum", "contacts"] {
        let spoken = entry.replace('-', " ");
        let named = |name: &String| name.contains(entry) || name.to_lowercase().contains(&spoken);
        assert!(names.iter().any(named), "{entry} has no name: {names:?}");
    }
    let nameless: Vec<_> = names.iter().filter(|name| name.trim().is_empty()).collect();
    assert!(nameless.is_empty(), "{} links have no name", nameless.len());
}
