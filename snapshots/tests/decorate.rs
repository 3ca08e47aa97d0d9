//! Pages with links to their versions: the original's bytes and words, and no others but the links.

use crate::common::{Source, corpus, fixtures, site};
use textify::format::inner_text;
use textify::{Page, ParseOptions, QuickLinks, Undecorated};

fn words(page: &Page) -> Vec<String> {
    inner_text(page).split_whitespace().map(str::to_owned).collect()
}

fn fault(source: &Source) -> Option<String> {
    let links = QuickLinks::new()
        .with_text_version("text/page.html")
        .with_site_map("sitemap.html")
        .with_language("en", "en/page.html");
    // Without the style sheets beside it, as it is read again below.
    let page = Page::parse(&source.bytes, &ParseOptions::new()).expect("a page");
    let decorated = match links.decorate(&page) {
        Ok(decorated) => decorated,
        Err(Undecorated::Frameset | Undecorated::Utf16) => return None,
        Err(why) => return Some(format!("left as it is: {why}")),
    };
    let (mut rest, mut from) = (Vec::new(), 0);
    for insertion in decorated.insertions() {
        rest.extend_from_slice(&decorated.bytes()[from..insertion.start]);
        from = insertion.end;
    }
    rest.extend_from_slice(&decorated.bytes()[from..]);
    if rest != source.bytes {
        return Some("other bytes than the insertions have changed".to_owned());
    }
    let again = Page::parse(decorated.bytes(), &ParseOptions::new()).expect("a page still");
    if again.encoding() != page.encoding() {
        return Some(format!("read as {} and no longer as {}", again.encoding(), page.encoding()));
    }
    let (before, after) = (words(&page), words(&again));
    // What the page hides by style it may hide of the links too.
    let shared = before.iter().zip(&after).take_while(|(was, is)| was == is).count();
    // Behind what comes before the links, often nothing, stands all else.
    let same = after[shared..].ends_with(&before[shared..]);
    (!same)
        .then(|| format!("the words are {after:?} and were {before:?}").chars().take(600).collect())
}

fn assert_unchanged(sources: &[Source]) {
    let faults: Vec<_> = sources
        .iter()
        .filter_map(|source| Some(format!("{}: {}", source.name, fault(source)?)))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn fixtures_say_what_they_said() {
    assert_unchanged(&fixtures());
    let pages: Vec<_> = site().into_iter().filter(|page| !page.bytes.is_empty()).collect();
    assert_unchanged(&pages);
}

#[test]
fn the_corpus_says_what_it_said() {
    assert_unchanged(&corpus());
}
