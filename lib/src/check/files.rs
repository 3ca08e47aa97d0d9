//! Links to documents: what they say of the file, and what is known of it.

use super::context::Context;
use super::finding::Fix;
use crate::dom::{NodeId, Tag};
use crate::language::primary;
use std::ops::Range;

/// The types of documents by the endings of their names, and other words for each.
const TYPES: &[(&str, &[&str])] = &[
    ("pdf", &[]),
    ("doc", &["word", "docx"]),
    ("docx", &["word", "doc"]),
    ("odt", &["writer", "opendocument"]),
    ("rtf", &[]),
    ("xls", &["excel", "xlsx"]),
    ("xlsx", &["excel", "xls"]),
    ("ods", &["calc", "opendocument"]),
    ("csv", &[]),
    ("ppt", &["powerpoint", "pptx"]),
    ("pptx", &["powerpoint", "ppt"]),
    ("odp", &["impress", "opendocument"]),
    ("zip", &[]),
    ("rar", &[]),
    ("7z", &[]),
    ("epub", &[]),
    ("fo", &["zfo"]),
    ("zfo", &["fo"]),
];

/// The units of sizes, lower case, as languages write them, and how many thousands of bytes.
const UNITS: &[(&str, i32)] = &[
    ("b", 0),
    ("bytes", 0),
    ("byte", 0),
    ("bajtů", 0),
    ("kb", 1),
    ("kib", 1),
    ("ko", 1),
    ("kt", 1),
    ("кб", 1),
    ("mb", 2),
    ("mib", 2),
    ("mo", 2),
    ("mt", 2),
    ("мб", 2),
    ("gb", 3),
    ("gib", 3),
    ("go", 3),
    ("gt", 3),
    ("гб", 3),
];

/// So many bytes after its start tag the end tag of a link is looked for.
const NEAR: usize = 2_000;

/// A link to a document.
#[derive(Debug)]
pub(crate) struct FileLink {
    pub(crate) node: NodeId,
    pub(crate) href: String,
    /// The type of the file: the ending of its name, lower case.
    pub(crate) kind: &'static str,
    /// The link's name and what follows it in its line.
    pub(crate) text: String,
}

/// A size that a text tells.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Size {
    pub(crate) number: f64,
    /// What the last digit stands for.
    step: f64,
    power: i32,
    /// Where it stands in the text.
    pub(crate) place: Range<usize>,
}

impl Size {
    /// Whether a file may be said to be of this size, in units of 1000 or 1024, rounded either way.
    pub(crate) fn fits(&self, bytes: u64) -> bool {
        [1000_f64, 1024.0].into_iter().any(|unit| {
            let real = bytes as f64 / unit.powi(self.power);
            (real - self.number).abs() <= self.step.max(self.number * 0.05)
        })
    }
}

/// The links to documents that are there for all.
pub(crate) fn file_links(cx: &Context<'_>) -> Vec<FileLink> {
    let links = cx.all(Tag::A).filter(|&id| !cx.hidden(id));
    links.filter_map(|node| file_link(cx, node)).collect()
}

fn file_link(cx: &Context<'_>, node: NodeId) -> Option<FileLink> {
    let href = cx.filled(node, "href")?;
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let (_, ending) = path.rsplit('/').next()?.rsplit_once('.')?;
    let &(kind, _) = TYPES.iter().find(|(kind, _)| ending.eq_ignore_ascii_case(kind))?;
    let mut text = cx.aria.name(node).text;
    // What follows within the line speaks of the link, up to the next one.
    let after = std::iter::successors(cx.doc.next_sibling(node), |&id| cx.doc.next_sibling(id));
    for id in after {
        let links = |id| matches!(cx.doc.tag(id), Tag::A | Tag::Br);
        let blocks = |id| cx.doc.is_element(id) && cx.page.styles.of(id).display.is_block();
        if links(id) || blocks(id) || cx.doc.descendants(id).any(links) || text.len() > 600 {
            break;
        }
        text.push(' ');
        text.push_str(cx.doc.text(id).unwrap_or(&cx.text(id)));
    }
    Some(FileLink { node, href: href.to_owned(), kind, text })
}

/// The words of a text with their places; a number and its unit are two, however they are written.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    for (at, c) in text.char_indices() {
        let kind = match c {
            _ if c.is_ascii_digit() => 1,
            '.' | ',' if last == Some(1) => 1,
            _ if c.is_alphabetic() => 2,
            _ => 0,
        };
        match words.last_mut() {
            Some(word) if kind != 0 && last == Some(kind) => word.end = at + c.len_utf8(),
            _ if kind != 0 => words.push(at..at + c.len_utf8()),
            _ => {}
        }
        last = Some(kind);
    }
    words
}

/// The type of document that a text names; that of the file where it names several.
pub(crate) fn told_kind(text: &str, kind: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    let parts = |c: char| !c.is_alphanumeric();
    let mut told = Vec::new();
    for word in text.split(parts) {
        for (name, others) in TYPES {
            if *name == word || others.contains(&word) {
                told.push(*name);
            }
        }
    }
    told.iter().copied().find(|name| *name == kind).or_else(|| told.first().copied())
}

/// The first size that a text tells.
pub(crate) fn told_size(text: &str) -> Option<Size> {
    let words = words(text);
    words.windows(2).find_map(|pair| {
        let (number, unit) = (&text[pair[0].clone()], text[pair[1].clone()].to_lowercase());
        let between = text[pair[0].end..pair[1].start].chars().all(char::is_whitespace);
        let &(_, power) = UNITS.iter().find(|(name, _)| *name == unit)?;
        let number = number.trim_end_matches(['.', ',']).replace(',', ".");
        let value: f64 = number.parse().ok().filter(|_| between)?;
        let decimals = number.split_once('.').map_or(0, |(_, rest)| rest.len());
        let step = 10_f64.powi(-(decimals as i32));
        Some(Size { number: value, step, power, place: pair[0].start..pair[1].end })
    })
}

/// A size as the languages of the page write it: `56 kB`, `1,2 MB`.
pub(crate) fn size(bytes: u64, language: &str) -> String {
    let (number, unit) = match bytes {
        0..1_000 => return format!("{bytes} B"),
        1_000..1_000_000 => (bytes as f64 / 1e3, "kB"),
        1_000_000..1_000_000_000 => (bytes as f64 / 1e6, "MB"),
        _ => (bytes as f64 / 1e9, "GB"),
    };
    let decimals = usize::from(unit != "kB" && number < 100.0);
    let text = format!("{number:.decimals$} {unit}");
    let point = matches!(primary(language).as_str(), "en" | "ga" | "mt" | "");
    if point { text } else { text.replace('.', ",") }
}

impl Context<'_> {
    /// The source between a link's start tag and its end tag, where that is plain to see.
    pub(crate) fn link_source(&self, link: NodeId) -> Option<Range<usize>> {
        let start = self.doc.start_tag(link)?.range().end;
        let rest = self.page.source().get(start..)?;
        let rest = &rest[..rest.floor_char_boundary(NEAR)];
        let mut ends = rest.match_indices("</").map(|(at, _)| at);
        let end = ends.find(|&at| {
            let tag = &rest.as_bytes()[at + 2..];
            let name = tag.first().is_some_and(|byte| byte.eq_ignore_ascii_case(&b'a'));
            name && matches!(tag.get(1), Some(b'>' | b' ' | b'\n'))
        })?;
        let inner = &rest[..end];
        let plain = !inner.contains("<!--") && !inner.contains("<script");
        plain.then_some(start..start + end)
    }

    /// A fix that writes a text into the source.
    pub(crate) fn written(&self, place: Range<usize>, text: &str, what: String) -> Fix {
        Fix { what, safe: true, edits: vec![self.page.edit(place, text)] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_people_write_them() {
        let size = |text| told_size(text).map(|size| (size.number, size.power));
        assert_eq!(size("Fees (PDF, 56 kB)"), Some((56.0, 1)));
        assert_eq!(size("Ceník (pdf; 1,2 MB)"), Some((1.2, 2)));
        assert_eq!(size("Tarifs (PDF - 1.2Mo)"), Some((1.2, 2)));
        assert_eq!(size("56\u{a0}кБ"), Some((56.0, 1)));
        assert_eq!(size("Budget 2026, part b"), None);
        assert_eq!(size("In 2026 Bob"), None);
    }

    #[test]
    fn sizes_fit_rounded_in_both_units() {
        let fits = |text, bytes| told_size(text).unwrap().fits(bytes);
        assert!(fits("56 kB", 56_320));
        assert!(fits("55 kB", 56_320));
        assert!(fits("56,3 kB", 56_320));
        assert!(!fits("65 kB", 56_320));
        assert!(!fits("56 MB", 56_320));
        assert!(fits("1 MB", 1_400_000));
    }

    #[test]
    fn sizes_are_written_in_the_page_s_language() {
        assert_eq!(size(56_320, "cs"), "56 kB");
        assert_eq!(size(1_234_567, "cs"), "1,2 MB");
        assert_eq!(size(1_234_567, "en-GB"), "1.2 MB");
        assert_eq!(size(99, "de"), "99 B");
    }

    #[test]
    fn a_text_may_name_several_types() {
        assert_eq!(told_kind("Form (PDF or Word)", "docx"), Some("docx"));
        assert_eq!(told_kind("Form (PDF)", "docx"), Some("pdf"));
        assert_eq!(told_kind("A form", "docx"), None);
    }
}
