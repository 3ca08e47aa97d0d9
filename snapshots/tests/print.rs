//! The print version: the seed's article from its two chapters, and nothing lost on any page.

use crate::common::{Count, Source, Tree, Words, fixtures, said, shared, without_style};
use crate::ledger::accounted;
use std::fs;
use textify::format::{Chapter, Print};
use textify::{Event, Page, ParseOptions, ReadOptions};

/// What stands around the article in the ministry's own print version.
const FURNITURE: [&str; 6] = [
    "Ministerstvo vnitra České republiky",
    "Přejdi na",
    "Efektivní veřejná správa",
    "Rychlé linky: Mapa serveru Textová verze English Rozšířené vyhledávání",
    "Hlavní menu",
    "vytisknout e-mailem",
];

const ADDRESSES: [&str; 2] = [
    "https://www.mvcr.cz/mvcren/docDetail.aspx?docid=131147&docType=ART",
    "https://www.mvcr.cz/mvcren/docDetail.aspx?docid=131147&docType=ART&q=Y2hudW09Mg%3D%3D",
];

fn chapters() -> Vec<Page> {
    let sources = fixtures();
    let page = |(name, address): (&str, &str)| {
        let source = sources.iter().find(|source| source.name == name).expect("a chapter");
        let options = ParseOptions::new().with_url(address);
        Page::parse(&source.bytes, &options).expect("a page")
    };
    ["mvcr/emn-1", "mvcr/emn-2"].into_iter().zip(ADDRESSES).map(page).collect()
}

fn printed(pages: &[Page]) -> String {
    let chapters: Vec<_> = pages.iter().map(|it| Chapter::new(it, Chapter::reading(it))).collect();
    let mut out = Vec::new();
    Print::new().write(&chapters, &mut out).expect("memory");
    String::from_utf8(out).expect("UTF-8")
}

/// The text of a document, one line for each block.
fn lines(html: &str) -> Vec<String> {
    let body = html.split("<body>").nth(1).expect("a body");
    let mut text = String::new();
    for piece in body.split('<') {
        let (tag, words) = piece.split_once('>').unwrap_or(("", piece));
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        if !["a", "em", "span", "time", "strong"].contains(&name) {
            text.push('\n');
        }
        text.push_str(words);
    }
    let text = text.replace("&amp;", "&").replace("[1] ", "").replace('\u{a0}', " ");
    let folded = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    text.lines().map(folded).filter(|line| !line.is_empty()).collect()
}

#[test]
fn the_seed_is_printed_from_its_chapters() {
    let html = printed(&chapters());
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../mvcr");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("emn.chapters", without_style(&html)));

    let Some(seed) = shared("seed/emn-print-page.txt") else { return };
    let seed = fs::read_to_string(seed).expect("a readable text");
    let folded = |line: &str| {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        line.trim_start_matches('•').trim().to_owned()
    };
    let mut expected: Vec<String> = seed.lines().map(folded).collect();
    expected.retain(|line| !line.is_empty() && !FURNITURE.contains(&&**line));
    // A heading that stands twice in a row is said once.
    expected.dedup();
    let ours = lines(&html);
    let own = |line: &&String| {
        let about = ["Source:", "Date:", "Language:", "Contents", "Links", "Ministry of"];
        about.iter().any(|start| line.starts_with(start))
            || line.starts_with("https://www.mvcr.cz/")
            || *line == "English"
            || *line == "29 April 2010"
    };
    let article: Vec<_> = ours.iter().filter(|line| !own(line)).cloned().collect();
    let signature = "Department for Asylum and Migration Policy, 29th April 2010";
    assert!(article.iter().any(|line| line == signature), "{article:#?}");
    let mut without: Vec<_> = article.into_iter().filter(|line| line != signature).collect();
    without.dedup();
    assert_eq!(without, expected);
    for said in ["Source: ", "Date: 29 April 2010", "Language: English"].iter().chain(&ADDRESSES) {
        assert!(ours.join(" ").contains(said), "{said} is not said");
    }
}

/// The words that are neither on paper nor in the ledger.
fn lost(source: &Source) -> Option<String> {
    let page = source.page();
    let mut reading = Chapter::reading(&page);
    let events: Vec<Event<'_>> = reading.by_ref().collect();
    let ledger = accounted(&page, reading.ledger());
    let chapter = Chapter::new(&page, events);
    if chapter.is_empty() {
        return None;
    }
    let mut out = Vec::new();
    Print::new().write(&[chapter], &mut out).expect("memory");
    let html = String::from_utf8(out).expect("UTF-8");
    let words: Words = said(&Tree::parse(&html));
    // The name of the window gives way to the heading that says what the page is.
    let mut all: Count = ledger.with(&words).with(&Words::of(&page.title()));
    // A reading of the main content alone notes what the rest shows, not what the rest hides or
    // calls its fields: for that the reading of the whole page answers.
    let mut whole = page.read(&ReadOptions::new());
    for event in whole.by_ref() {
        if let Event::Start(_, attributes) | Event::Control(_, attributes) = event {
            all.add(&Words::of(attributes.name().unwrap_or_default()));
        }
    }
    all = all.and(&accounted(&page, whole.ledger()));
    let missing = all.take_all(&said(&source.tree(&page)));
    let first = missing.iter().take(40).cloned().collect::<Vec<_>>().join(" ");
    (!missing.is_empty()).then(|| format!("{}: {first}", source.name))
}

#[test]
fn no_word_of_a_fixture_is_lost_on_paper() {
    let losses: Vec<_> = fixtures().iter().filter_map(lost).collect();
    assert!(losses.is_empty(), "neither on paper nor in the ledger:\n{}", losses.join("\n"));
}

#[test]
fn ids_are_unique_among_chapters() {
    let chapter = |name: &str| {
        let html = format!(
            "<html lang=en><title>Fees {name}</title><h1>Fees {name}</h1><p id=header-3-1-1>\
             <table border=1 summary=s><tr><th id=x>Fee {name}<td headers='x y'>5<th id=y>Kind</table>\
             <table border=1><tr><th id=z>More<td headers='z y'>5</table>"
        );
        Page::from_html(&html, &ParseOptions::new()).expect("a page")
    };
    let html = printed(&[chapter("A"), chapter("B")]);
    let ids = html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default());
    let ids: Vec<_> = ids.collect();
    let unique: std::collections::HashSet<_> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len(), "{ids:?}");
    for named in html.split(" headers=\"").skip(1) {
        let named = named.split('"').next().unwrap_or_default();
        assert!(named.split(' ').all(|id| ids.contains(&id)), "{named} is not among {ids:?}");
    }
}

#[test]
fn a_summary_keeps_its_heading() {
    let html = "<html lang=en><title>Fees</title><details open><summary><h2>Fees</h2></summary>Two</details>";
    let page = Page::from_html(html, &ParseOptions::new()).expect("a page");
    let out = printed(&[page]);
    assert!(out.contains("<summary><h2>Fees</h2>"), "{out}");
}
