//! Where a node stands in the source: bytes, line and column.

use super::{Legacy, Page};
use crate::decode::SourceMap;
use crate::dom::{NodeId, Span};
use memchr::memchr2;
use std::ops::Range;

/// A place in the source of a page.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Place {
    /// 1-based line.
    pub line: usize,
    /// 1-based column, in code points.
    pub column: usize,
    /// The bytes of the source, in the encoding that the file has.
    pub bytes: Range<usize>,
}

impl Legacy {
    fn map(&self) -> &SourceMap {
        self.map.get_or_init(|| SourceMap::new(&self.bytes, self.encoding))
    }
}

impl Page {
    /// Where the start tag of an element stands; `None` for an element that no tag of the page
    /// made, such as an implied `tbody`, and for other nodes.
    pub fn place(&self, node: NodeId) -> Option<Place> {
        self.document.start_tag(node).map(|span| self.place_of(span))
    }

    /// The place of a node, or of the nearest ancestor that has one: good enough to find it.
    pub(crate) fn near(&self, node: NodeId) -> Option<Place> {
        let mut around = std::iter::once(node).chain(self.document.ancestors(node));
        around.find_map(|id| self.place(id))
    }

    /// The name of an element, or of the one that a text stands in.
    pub(crate) fn nearest_element(&self, node: NodeId) -> &str {
        let document = &self.document;
        let mut around = std::iter::once(node).chain(document.ancestors(node));
        around.find(|&id| document.is_element(id)).map_or("", |id| document.name(id))
    }

    pub(crate) fn place_of(&self, span: Span) -> Place {
        let (line, column) = self.position(span.start as usize);
        Place { line, column, bytes: self.source_bytes(span.range()) }
    }

    /// The line and column of an offset in the decoded source.
    pub(crate) fn position(&self, offset: usize) -> (usize, usize) {
        self.lines.get_or_init(|| Lines::of(&self.source)).locate(&self.source, offset)
    }

    /// An edit of the decoded source as one of the bytes of the file: what its encoding lacks is
    /// written as a character reference.
    pub(crate) fn edit(&self, decoded: Range<usize>, text: &str) -> (Range<usize>, Vec<u8>) {
        match &self.legacy {
            None => (decoded, text.into()),
            Some(legacy) => legacy.map().edit(&legacy.bytes, legacy.encoding, decoded, text),
        }
    }

    /// A range of the decoded source as one of the bytes of the file.
    pub(crate) fn source_bytes(&self, decoded: Range<usize>) -> Range<usize> {
        match &self.legacy {
            None => decoded,
            Some(legacy) => legacy.map().source(decoded.start)..legacy.map().source(decoded.end),
        }
    }
}

/// What it takes to tell lines and columns. A page may be one line of many megabytes, and its findings
/// many thousands: what stands before each is not counted anew.
#[derive(Debug)]
pub(super) struct Lines {
    /// Offsets at which lines begin.
    starts: Vec<usize>,
    /// How many characters begin before each block of the source.
    before: Vec<usize>,
}

impl Lines {
    const BLOCK: usize = 128;

    fn of(source: &str) -> Lines {
        let mut before = vec![0];
        for block in source.as_bytes().chunks(Lines::BLOCK) {
            before.push(before[before.len() - 1] + count_characters(block));
        }
        Lines { starts: line_starts(source), before }
    }

    /// The line and column of an offset, both 1-based.
    fn locate(&self, source: &str, offset: usize) -> (usize, usize) {
        let before = |offset: usize| {
            let block = offset / Lines::BLOCK;
            self.before[block] + count_characters(&source.as_bytes()[block * Lines::BLOCK..offset])
        };
        let line = self.starts.partition_point(|&at| at <= offset);
        (line, before(offset) - before(self.starts[line - 1]) + 1)
    }
}

/// How many characters begin in some bytes of a text: continuation bytes begin none.
fn count_characters(bytes: &[u8]) -> usize {
    // Blocks that a byte can count are counted many bytes at a time.
    let begins = |&byte: &u8| u8::from(!(0x80..0xC0).contains(&byte));
    bytes.chunks(128).map(|block| usize::from(block.iter().map(begins).sum::<u8>())).sum()
}

/// Offsets at which lines begin: after LF, CRLF or a lone CR.
fn line_starts(source: &str) -> Vec<usize> {
    let bytes = source.as_bytes();
    let (mut starts, mut from) = (vec![0], 0);
    while let Some(at) = memchr2(b'\n', b'\r', &bytes[from..]) {
        let at = from + at;
        let crlf = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
        from = at + 1 + usize::from(crlf);
        starts.push(from);
    }
    starts
}

#[cfg(test)]
mod tests {
    use crate::dom::Tag;
    use crate::{Page, ParseOptions};

    /// To count each column from the beginning of its line would take minutes.
    #[test]
    fn columns_of_a_long_line() {
        let source = "ž€<br>𝄞".repeat(200_000) + "\r\n<hr>\r <hr>";
        let page = Page::from_html(&source, &ParseOptions::new()).unwrap();
        let document = &page.document;
        let places = |tag| {
            let nodes = document.all().filter(|&id| document.tag(id) == tag);
            let place = nodes.map(|id| page.place(id).expect("a tag made it"));
            place.map(|place| (place.line, place.column)).collect::<Vec<_>>()
        };
        assert!(places(Tag::Br).into_iter().eq((0..200_000).map(|at| (1, at * 7 + 3))));
        assert_eq!(places(Tag::Hr), [(2, 1), (3, 2)]);
    }
}
