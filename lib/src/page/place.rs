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
        let lines = self.lines.get_or_init(|| line_starts(&self.source));
        let start = span.start as usize;
        let line = lines.partition_point(|&at| at <= start);
        let column = self.source[lines[line - 1]..start].chars().count() + 1;
        Place { line, column, bytes: self.source_bytes(span.range()) }
    }

    /// An edit of the decoded source as one of the bytes of the file: what its encoding lacks is
    /// written as a character reference.
    pub(crate) fn edit(&self, decoded: Range<usize>, text: &str) -> (Range<usize>, Vec<u8>) {
        let encoding = self.encoding.output_encoding();
        (self.source_bytes(decoded), encoding.encode(text).0.into_owned())
    }

    fn source_bytes(&self, decoded: Range<usize>) -> Range<usize> {
        match &self.legacy {
            None => decoded,
            Some(Legacy { bytes, encoding, map }) => {
                let map = map.get_or_init(|| SourceMap::new(bytes, encoding));
                map.source(decoded.start)..map.source(decoded.end)
            }
        }
    }
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
