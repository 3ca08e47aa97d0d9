//! What an element is known by when the page changes around it.
//!
//! Baselines and code scanning must find an accepted element again after a build has renamed its
//! style sheets, moved its lines and given it other classes. So only what the author wrote counts:
//! the name of the element, the attributes that say what it is, and its text.

use crate::dom::{Document, NodeId, Tag};

/// Longest text, in bytes, by which an element is known: the text of a longer part changes daily.
const TEXT_MAX: usize = 200;
/// Most nodes of an element's content that are looked at.
const NODES_MAX: usize = 200;
/// Shortest run of letters and digits mixed, in bytes, that is taken for a hash or a generated id.
const HASH_MIN: usize = 6;
/// Shortest run of digits alone, or of hexadecimal letters alone, that is taken for one.
const NUMBER_MIN: usize = 9;

/// Attributes that say what an element is; not `class`, `style` and what scripts write.
const ATTRIBUTES: &[&str] = &[
    "abbr",
    "alt",
    "autocomplete",
    "content",
    "dir",
    "download",
    "for",
    "headers",
    "href",
    "hreflang",
    "http-equiv",
    "id",
    "kind",
    "label",
    "lang",
    "name",
    "placeholder",
    "poster",
    "property",
    "rel",
    "role",
    "scope",
    "src",
    "srclang",
    "summary",
    "tabindex",
    "target",
    "title",
    "type",
    "usemap",
    "value",
];

/// Addresses of files: what stands behind `?` names a version of them.
const FILES: &[&str] = &["poster", "src"];

/// A hash of FNV-1a with 64 bits over parts of text: the same on every machine and in every version.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hash(u64);

impl Hash {
    pub(super) fn new() -> Hash {
        Hash(0xcbf2_9ce4_8422_2325)
    }

    /// Adds a part and its end.
    pub(super) fn add(self, part: &str) -> Hash {
        part.bytes().chain([0]).fold(self, Hash::byte)
    }

    fn byte(self, byte: u8) -> Hash {
        Hash((self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
    }

    pub(super) fn value(self) -> u64 {
        self.0
    }
}

/// A number by which an element of a page is known.
pub(super) fn identity(doc: &Document, node: NodeId) -> u64 {
    let mut hash = Hash::new();
    if !doc.is_element(node) {
        return hash.add(doc.comment(node).unwrap_or_default().trim()).value();
    }
    hash = attributes(doc, node, hash.add(doc.name(node)));
    if matches!(doc.tag(node), Tag::Html | Tag::Head | Tag::Body) {
        return hash.value();
    }
    if let Some(content) = content(doc, node) {
        hash = hash.add(&content);
    }
    hash.value()
}

fn attributes(doc: &Document, node: NodeId, mut hash: Hash) -> Hash {
    let counts = |name: &str| ATTRIBUTES.contains(&name) || name.starts_with("aria-");
    let is_link = doc.tag(node) == Tag::Link;
    let mut known: Vec<_> = doc.attrs(node).filter(|(_, name, _)| counts(name)).collect();
    known.sort_unstable();
    for (_, name, value) in known {
        let is_file = FILES.contains(&name) || name == "href" && is_link;
        let value =
            if is_file { value.split(['?', '#']).next().unwrap_or_default() } else { value };
        hash = hash.add(name).add(&stable(value));
    }
    hash
}

/// The words and pictures of an element, if they are short.
fn content(doc: &Document, node: NodeId) -> Option<String> {
    let mut content = String::new();
    for (at, id) in doc.descendants(node).enumerate() {
        if at > NODES_MAX || content.len() > TEXT_MAX {
            return None;
        }
        for word in doc.text(id).unwrap_or_default().split_whitespace() {
            content.push_str(word);
            content.push(' ');
            if content.len() > TEXT_MAX {
                return None;
            }
        }
        if id != node && doc.is_element(id) {
            let pictured = ["alt", "src", "aria-label"].map(|name| doc.attr(id, name));
            for value in pictured.into_iter().flatten() {
                content.push_str(&stable(value.split('?').next().unwrap_or_default()));
                content.push(' ');
            }
        }
    }
    Some(content)
}

/// A value without what a build or a session generates: hashes, numbered ids, times.
fn stable(value: &str) -> String {
    let mut stable = String::with_capacity(value.len());
    for part in value.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let run = part.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        stable.push_str(if is_generated(run) { "*" } else { run });
        stable.push_str(&part[run.len()..]);
    }
    stable
}

fn is_generated(run: &str) -> bool {
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    let mixed = digits > 0 && digits < run.len();
    mixed && run.len() >= HASH_MIN
        || run.len() >= NUMBER_MIN && run.bytes().all(|b| b.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Page, ParseOptions};

    fn of(html: &str, tag: Tag) -> u64 {
        let page = Page::from_html(html, &ParseOptions::new()).expect("a page");
        let doc = &page.document;
        let node = doc.all().find(|&id| doc.tag(id) == tag).expect("the element");
        identity(doc, node)
    }

    #[test]
    fn what_a_build_generates_does_not_count() {
        let old =
            "<a class=css-1x2y3z href=/b id=link-18f2c3><img src='/logo.3f2a9c1b.svg?v=1'></a>";
        let new = "<p>Moved</p>\n<a id=link-99aa07 class=css-9q8w7e href=/b data-v=2><img\
            src='/logo.aa00bb11.svg?v=20261201'></a>";
        assert_eq!(of(old, Tag::A), of(&new.replace("img", "img "), Tag::A));
        assert_eq!(stable("app-3f2a9c1b.css"), "app-*.css");
        assert_eq!(stable("vyhlaska-2024-12.pdf"), "vyhlaska-2024-12.pdf");
        assert_eq!((stable("f1a2b"), stable("f1a2b3")), ("f1a2b".to_owned(), "*".to_owned()));
        assert_eq!(
            (stable("20241201"), stable("202412011")),
            ("20241201".to_owned(), "*".to_owned())
        );
    }

    #[test]
    fn what_the_author_wrote_counts() {
        let one = of("<a href=/b>News</a>", Tag::A);
        assert_ne!(one, of("<a href=/c>News</a>", Tag::A));
        assert_ne!(one, of("<a href=/b>Contact</a>", Tag::A));
        assert_ne!(
            of("<a href=/b><img src=a.png></a>", Tag::A),
            of("<a href=/b><img src=b.png></a>", Tag::A)
        );
        assert_ne!(of("<p lang=en>a", Tag::P), of("<p lang=de>a", Tag::P));
    }

    #[test]
    fn the_text_of_a_long_part_does_not_count() {
        let list =
            |first: &str| of(&format!("<ul><p>{first}{}</ul>", "x".repeat(TEXT_MAX)), Tag::Ul);
        assert_eq!(list("Today"), list("Tomorrow"));
        let short = |text: &str| of(&format!("<ul><p>{text}</ul>"), Tag::Ul);
        assert_ne!(short(&"x".repeat(TEXT_MAX - 2)), short(&"y".repeat(TEXT_MAX - 2)));
        assert_eq!(of("<body>One", Tag::Body), of("<body>Two", Tag::Body));
    }
}
