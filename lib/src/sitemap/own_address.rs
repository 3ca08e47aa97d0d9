//! What a page and its caller say of the page's address.

use super::address::Target;
use super::addresses::{AddressSource, Addresses, OwnAddress};
use super::url_rules::UrlRules;
use crate::page::ParseOptions;
use crate::stream::{Facts, scan};

/// How much of a page is looked at for its head, in bytes.
#[cfg(feature = "site")]
pub(crate) const MAX_HEAD_BYTES: usize = 256 << 10;

/// Whether the bytes that a page begins with hold all of its head.
///
/// ```
/// use textify::sitemap::has_head;
///
/// assert!(has_head(b"<html><title>News</title><BODY class=news>"));
/// assert!(!has_head(b"<html><title>News</title>"));
/// ```
pub fn has_head(bytes: &[u8]) -> bool {
    end_of_head(bytes).is_some()
}

/// Where the body begins.
fn end_of_head(bytes: &[u8]) -> Option<usize> {
    let mut tags = memchr::memchr_iter(b'<', bytes);
    tags.find(|at| bytes.get(at + 1..at + 5).is_some_and(|it| it.eq_ignore_ascii_case(b"body")))
}

/// The address that a file claims where that is not the one of its path; `head`: how it begins.
/// `plain`: the files of the site with the addresses of their paths.
pub(super) fn claim(
    plain: &Addresses,
    rules: &UrlRules,
    (id, key): (u32, &str),
    head: &[u8],
) -> Option<OwnAddress> {
    let (root, by_path) = (plain.base.url(""), plain.of(id, key));
    let below = |address: &str| plain.base.written(&root, address);
    let given = rules.listed(key).and_then(below).map(|to| (AddressSource::List, to));
    let given = given.or_else(|| {
        let address = rules.by_rule(key)?;
        Some((AddressSource::Rule, below(&address)?))
    });
    let found = given.or_else(|| {
        let address = rules.mirrored(key, head, &plain.base)?;
        let is_free = |address: &String| !leads_elsewhere(plain, id, address);
        Some((AddressSource::Mirror, below(&address).filter(is_free)?))
    });
    let (source, address) = found.or_else(|| said(plain, (id, key), head))?;
    (address != by_path).then_some(OwnAddress { id, source, address })
}

/// Whether an address below the root is that of another file by its path.
fn leads_elsewhere(plain: &Addresses, id: u32, address: &str) -> bool {
    let (path, query) = match address.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (address, None),
    };
    let find = |query| plain.base.find(path, query, &plain.keys);
    // A file that answers every query is a program, and none of the pages that it made.
    let is_program = |file: u32| query.is_some() && find(None) == Some(file);
    find(query).is_some_and(|file| file != id && !is_program(file))
}

/// What the page itself says of its address.
fn said(plain: &Addresses, (id, key): (u32, &str), head: &[u8]) -> Option<(AddressSource, String)> {
    let says = ["canonical", "og:url"].iter().any(|word| contains(head, word.as_bytes()));
    if !says {
        return None;
    }
    let head = &head[..end_of_head(head).unwrap_or(head.len())];
    let facts = scan(head, &ParseOptions::new()).ok()?;
    match facts.canonical() {
        Some(href) => canonical(plain, (id, key), &facts, href),
        None => og_url(plain, (id, key), &facts),
    }
}

/// Whether a text holds a word, whatever its case.
fn contains(text: &[u8], word: &[u8]) -> bool {
    let (first, rest) = word.split_first().unwrap_or((&0, &[]));
    let mut places = memchr::memchr2_iter(*first, first.to_ascii_uppercase(), text);
    places.any(|at| {
        text.get(at + 1..at + 1 + rest.len()).is_some_and(|found| found.eq_ignore_ascii_case(rest))
    })
}

fn canonical(
    plain: &Addresses,
    (id, key): (u32, &str),
    facts: &Facts,
    href: &str,
) -> Option<(AddressSource, String)> {
    let from = plain.of_page(None, key, facts.base());
    let address = plain.base.written(&from.first, href)?;
    if plain.misspelt(&address).is_some() {
        return None;
    }
    match plain.target(&from, href) {
        Target::File(file, _) if file == id => Some((AddressSource::Confirmed, address)),
        Target::File(..) if leads_elsewhere(plain, id, &address) => None,
        Target::File(..) | Target::Nowhere(_) => Some((AddressSource::Canonical, address)),
        _ => None,
    }
}

fn og_url(
    plain: &Addresses,
    (id, key): (u32, &str),
    facts: &Facts,
) -> Option<(AddressSource, String)> {
    let href = facts.og_url()?;
    let from = plain.of_page(None, key, facts.base());
    let address = plain.base.written(&from.first, href)?;
    let is_own = !leads_elsewhere(plain, id, &address) && plain.misspelt(&address).is_none();
    is_own.then_some((AddressSource::OpenGraph, address))
}
