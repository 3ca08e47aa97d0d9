//! What people want to know of a file before they load it: its type and its size.

use super::Reading;
use super::text::visible_text;
use crate::dom::{Data, Document, NodeId, Tag as Html};
use crate::i18n::Phrases;
use crate::page::{LinkedFile, Page};

/// Types of files by the names that people know, each with the media types (RFC 6838) and the words
/// that mean it. What shows in a browser as a page does is not among them.
const TYPES: [(&str, &[&str]); 33] = [
    ("pdf", &["application/pdf", "acrobat"]),
    ("doc", &["application/msword", "word"]),
    ("docx", &["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "word"]),
    ("xls", &["application/vnd.ms-excel", "excel"]),
    ("xlsx", &["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "excel"]),
    ("ppt", &["application/vnd.ms-powerpoint", "powerpoint"]),
    (
        "pptx",
        &[
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "powerpoint",
        ],
    ),
    ("odt", &["application/vnd.oasis.opendocument.text"]),
    ("ods", &["application/vnd.oasis.opendocument.spreadsheet"]),
    ("odp", &["application/vnd.oasis.opendocument.presentation"]),
    ("rtf", &["application/rtf", "text/rtf"]),
    ("txt", &["text/plain"]),
    ("csv", &["text/csv"]),
    ("xml", &["application/xml", "text/xml"]),
    ("json", &["application/json"]),
    ("zip", &["application/zip", "application/x-zip-compressed"]),
    ("7z", &["application/x-7z-compressed"]),
    ("rar", &["application/vnd.rar", "application/x-rar-compressed"]),
    ("gz", &["application/gzip", "application/x-gzip"]),
    ("epub", &["application/epub+zip"]),
    ("ics", &["text/calendar"]),
    ("mp3", &["audio/mpeg", "audio/mp3"]),
    ("wav", &["audio/wav", "audio/x-wav"]),
    ("ogg", &["audio/ogg", "video/ogg", "application/ogg"]),
    ("mp4", &["video/mp4", "audio/mp4"]),
    ("webm", &["video/webm", "audio/webm"]),
    ("avi", &["video/x-msvideo"]),
    ("mov", &["video/quicktime"]),
    ("jpg", &["image/jpeg", "jpeg"]),
    ("png", &["image/png"]),
    ("gif", &["image/gif"]),
    ("tif", &["image/tiff", "tiff"]),
    ("svg", &["image/svg+xml"]),
];

/// Units of sizes as authors write them, in lower case.
const UNITS: [&str; 25] = [
    "kb", "mb", "gb", "kib", "mib", "gib", "ko", "mo", "go", "kio", "mio", "byte", "bytes", "bajt",
    "bajty", "bajtů", "bajtov", "octets", "кб", "мб", "гб", "kbyte", "kt", "mt", "gt",
];

/// How far around a link the page is searched for what it says of the file itself, in bytes of text
/// and in nodes.
const NEAR: (usize, usize) = (160, 80);

impl<'p> Reading<'p> {
    /// What a link says of its file in brackets, where the page does not: its type and its size, each
    /// only where it is certain. An address is not: `.aspx` may give anything.
    pub(super) fn file_facts(&self, link: NodeId, target: &str, name: &str) -> Option<String> {
        let page = self.page;
        let attr = |name| page.document.attr(link, name);
        let size = match page.linked_file(target) {
            LinkedFile::Present { bytes } => Some(bytes),
            _ => None,
        };
        let declared = attr("type").and_then(by_media_type);
        let named = attr("download").and_then(by_name);
        // The name of a file that is there means what it says.
        let there = size.and_then(|_| by_name(path(target)));
        let kind = declared.or(named).or(there)?;
        if page.document.tag(link) == Html::Object && PICTURES.contains(&kind) {
            return None;
        }
        let mut said = visible_text(page, link);
        for more in [name, attr("aria-label").unwrap_or_default()] {
            said.push(' ');
            said.push_str(more);
        }
        said.push(' ');
        around(page, link, &mut said);
        let size = size.filter(|_| !says_size(&said));
        let size = size.map(|bytes| Phrases::of(self.here.lang).size(bytes));
        match (says_type(&said, kind), size) {
            (true, None) => None,
            (true, Some(size)) => Some(format!("({size})")),
            (false, None) => Some(format!("({kind})")),
            (false, Some(size)) => Some(format!("({kind}, {size})")),
        }
    }
}

/// Types of files that a page shows in its place.
const PICTURES: [&str; 5] = ["jpg", "png", "gif", "tif", "svg"];

/// Whether an embedded file is one that people open or keep, by what the page says of it.
pub(super) fn is_document(page: &Page, node: NodeId, target: &str) -> bool {
    let declared = page.document.attr(node, "type").and_then(by_media_type);
    let kind = declared.or_else(|| by_name(path(target)));
    kind.is_some_and(|kind| !PICTURES.contains(&kind))
}

fn by_media_type(value: &str) -> Option<&'static str> {
    let value = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !value.contains('/') {
        return None;
    }
    TYPES.iter().find(|(_, names)| names.contains(&&*value)).map(|(kind, _)| *kind)
}

/// The type of a file by the ending of its name.
fn by_name(name: &str) -> Option<&'static str> {
    let (_, ending) = name.rsplit_once('.')?;
    let ending = ending.trim().to_ascii_lowercase();
    let known = |(kind, names): &&(&str, &[&str])| ending == *kind || names.contains(&&*ending);
    TYPES.iter().find(known).map(|(kind, _)| *kind)
}

fn path(target: &str) -> &str {
    target.split(['?', '#']).next().unwrap_or_default()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a text names a type of files, in whatever case.
fn says_type(text: &str, kind: &str) -> bool {
    let names = TYPES.iter().find(|(known, _)| *known == kind).map_or(&[][..], |(_, names)| names);
    words(text).any(|word| {
        word.eq_ignore_ascii_case(kind) || names.iter().any(|name| name.eq_ignore_ascii_case(word))
    })
}

/// Whether a text has a size: a number and a unit, apart or in one.
fn says_size(text: &str) -> bool {
    // A small letter may be any word.
    let is_unit = |word: &str| word == "B" || UNITS.contains(&&*word.to_lowercase());
    let mut after_number = false;
    for word in words(text) {
        let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = unit.len() < word.len();
        if !unit.is_empty() && (after_number || number) && is_unit(unit) {
            return true;
        }
        after_number = number && unit.is_empty();
    }
    false
}

/// What stands beside a link and belongs to it: all up to the next link, and what its part of the
/// page begins with, where no other link is between.
fn around(page: &Page, link: NodeId, said: &mut String) {
    let document = &page.document;
    let own = document.attr(link, "href");
    let other = |id: NodeId| {
        let target = document.attr(id, "href");
        document.tag(id) == Html::A && target.is_some() && target != own
    };
    let mut before = String::new();
    let back = std::iter::successors(previous(document, link), |&id| previous(document, id));
    for id in back.take(NEAR.1) {
        let tag = document.tag(id);
        if before.len() > NEAR.0 || other(id) || is_part(tag) || matches!(tag, Html::P | Html::Div)
        {
            if other(id) {
                before.clear();
            }
            break;
        }
        push(document, id, &mut before);
    }
    let (length, mut steps) = (said.len(), 0);
    let mut next = after(document, link);
    while let Some(id) = next.filter(|_| steps < NEAR.1 && said.len() < length + NEAR.0) {
        if other(id) || is_heading(document.tag(id)) {
            break;
        }
        push(document, id, said);
        steps += 1;
        next = document.first_child(id).or_else(|| after(document, id));
    }
    said.push_str(&before);
}

/// Adds the text of a node, and a space.
fn push(document: &Document, id: NodeId, said: &mut String) {
    let words = match document.data(id) {
        Data::Text(_) => document.text(id),
        _ if document.tag(id) == Html::Img => document.attr(id, "alt"),
        _ => None,
    };
    said.push_str(words.unwrap_or_default());
    said.push(' ');
}

/// Whether an element is a part of the page of its own: what is said in it belongs to it alone.
fn is_part(tag: Html) -> bool {
    use Html::{Article, Body, Dd, Dl, Li, Main, Ol, Section, Table, Tr, Ul};
    matches!(tag, Li | Tr | Dd | Dl | Ul | Ol | Table | Section | Article | Main | Body)
}

fn is_heading(tag: Html) -> bool {
    matches!(tag, Html::H1 | Html::H2 | Html::H3 | Html::H4 | Html::H5 | Html::H6)
}

/// The node before this one in the order of the page, its ancestors among them.
fn previous(document: &Document, id: NodeId) -> Option<NodeId> {
    let Some(mut node) = document.prev_sibling(id) else { return document.parent(id) };
    while let Some(last) = document.last_child(node) {
        node = last;
    }
    Some(node)
}

/// The node that comes after all of this one, within its part of the page.
fn after(document: &Document, id: NodeId) -> Option<NodeId> {
    let mut node = id;
    loop {
        if is_part(document.tag(node)) {
            return None;
        }
        match document.next_sibling(node) {
            Some(next) => return Some(next),
            None => node = document.parent(node)?,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::format::Plain;
    use crate::{LinkedFile, Page, ParseOptions, ReadOptions};

    fn text(html: &str) -> String {
        let files = |address: &str| match address {
            "a.pdf" => LinkedFile::Present { bytes: 56_000 },
            "/deep/b.zip" => LinkedFile::Present { bytes: 1_234_567 },
            "page.html" | "page.aspx" => LinkedFile::Present { bytes: 9_000 },
            _ => LinkedFile::Missing,
        };
        let options = ParseOptions::new().with_language("cs").with_files(files);
        let page = Page::from_html(&format!("<main>{html}"), &options).unwrap();
        let mut out = Vec::new();
        let plain = Plain::new().with_links(crate::format::Links::None).with_region_names(false);
        plain.write(&page, page.read(&ReadOptions::new()), &mut out).unwrap();
        String::from_utf8(out).unwrap().trim().to_owned()
    }

    #[test]
    fn links_to_files_say_type_and_size() {
        assert_eq!(text("<a href=a.pdf>A</a>"), "A (pdf, 56 kB)");
        assert_eq!(text("<a href=./a.pdf?v=1#p>A</a>"), "A");
        assert_eq!(text("<a href=a.pdf#page=2>A</a>, b"), "A (pdf, 56 kB), b");
        assert_eq!(text("<a href=/deep/b.zip>B</a>"), "B (zip, 1,2 MB)");
        assert_eq!(text("<a href=x.aspx type=application/pdf>A</a>"), "A (pdf)");
        assert_eq!(text("<a href=x?id=1 download=Z.DOCX>A</a>"), "A (docx)");
        assert_eq!(text("<a href=a.pdf aria-label='A 1'>A</a> b"), "A (pdf, 56 kB) b");
        assert_eq!(text("<a href=a.pdf><h2>A</h2><p>B</p></a>").matches("56 kB").count(), 1);
    }

    #[test]
    fn nothing_is_made_of_endings_and_pages() {
        for href in ["page.html", "page.aspx", "gone.pdf", "x.php", "mailto:a@b.pdf"] {
            assert_eq!(text(&format!("<a href={href}>A</a>")), "A", "{href}");
        }
        assert_eq!(text("<a href=x type=text/html>A</a>"), "A");
    }

    #[test]
    fn nothing_is_said_twice() {
        for said in [
            "<a href=a.pdf>A (pdf, 56 kB)</a>",
            "<a href=a.pdf>A</a> (PDF, 56 KB)",
            "<a href=a.pdf>A</a> <span>[56kB pdf]</span>",
            "PDF 1,2 MB: <a href=a.pdf>A</a>",
            "<li><a href=a.pdf>A</a><div>Acrobat, 0.1 MiB</div>",
            "<div><div><a href=a.pdf>A</a></div><p>56 kB, pdf</div>",
            "<table><tr><td><a href=a.pdf>A</a><td>PDF<td>55,9 kB</table>",
            "<dl><dt><a href=a.pdf>A</a><dd>pdf, 12 bytes</dl>",
        ] {
            let text = text(said);
            assert!(!text.contains("56 kB)") || said.contains("56 kB)"), "{text}");
            assert!(text.to_lowercase().matches("pdf").count() < 2, "{text}");
        }
    }

    #[test]
    fn what_the_page_does_not_say_is_added() {
        assert_eq!(text("<a href=a.pdf>A (pdf)</a>"), "A (pdf) (56 kB)");
        assert_eq!(text("<a href=a.pdf>A</a> 56 kB"), "A (pdf) 56 kB");
        assert_eq!(text("<a href=a.pdf>A</a> <a href=b>PDF 1 MB</a>"), "A (pdf, 56 kB) PDF 1 MB");
        let list = text("<ul><li><a href=a.pdf>A</a><li><a href=b>B</a> (pdf, 3 kB)</ul>");
        assert_eq!(list, "- A (pdf, 56 kB)\n- B (pdf, 3 kB)");
    }
}
