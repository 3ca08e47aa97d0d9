//! What is read from a page's bytes as a stream equals what its tree says.

use crate::common::{Source, corpus, fixtures, site};
use textify::{Facts, ParseOptions, scan};

/// The first place where two lists differ.
fn differing<T: PartialEq + std::fmt::Debug>(tree: &[T], stream: &[T]) -> Option<String> {
    let length = tree.len().max(stream.len());
    let at = (0..length).find(|&at| tree.get(at) != stream.get(at))?;
    Some(format!("tree {:?}, stream {:?} at {at}", tree.get(at), stream.get(at)))
}

pub(crate) fn difference(tree: &Facts, stream: &Facts) -> Option<String> {
    (tree != stream).then(|| {
        let ids = differing(tree.ids(), stream.ids()).map(|found| format!("ids: {found}"));
        let links = differing(tree.links(), stream.links()).map(|found| format!("links: {found}"));
        let trail = differing(tree.trail(), stream.trail()).map(|found| format!("trail: {found}"));
        ids.or(links).or(trail).unwrap_or_else(|| format!("{tree:?}\n{stream:?}"))
    })
}

fn assert_equal(sources: &[Source]) {
    let faults: Vec<_> = sources
        .iter()
        .filter_map(|source| {
            let stream = scan(&source.bytes, &ParseOptions::new()).expect("a page");
            let found = difference(source.page().facts(), &stream)?;
            Some(format!("{}: {found}", source.name))
        })
        .collect();
    assert!(faults.is_empty(), "{} pages differ:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn fixtures_say_the_same_both_ways() {
    assert_equal(&fixtures());
}

#[test]
fn the_site_says_the_same_both_ways() {
    // One of its pages is empty, and no page.
    let pages: Vec<_> = site().into_iter().filter(|page| !page.bytes.is_empty()).collect();
    assert!(pages.len() > 35, "only {} pages", pages.len());
    assert_equal(&pages);
}

#[test]
fn the_corpus_says_the_same_both_ways() {
    assert_equal(&corpus());
}
