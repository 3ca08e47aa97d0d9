//! Where a finding is: line, column, source and path of an element.

use super::finding::Location;
use super::identity::identity;
use crate::dom::{Document, NodeId, Span};
use crate::page::Page;
use std::cell::OnceCell;
use std::ops::Range;

/// How much of a start tag or of a line is quoted, in bytes.
const QUOTED: usize = 200;
/// How many elements a path names.
const STEPS: usize = 10;

/// Finds places.
pub(crate) struct Locator<'p> {
    page: &'p Page,
    elements: Box<[NodeId]>,
    /// The position of each element among the elements of its parent, from 1.
    nth: OnceCell<Vec<u32>>,
}

impl<'p> Locator<'p> {
    pub(crate) fn new(page: &'p Page, elements: &[NodeId]) -> Self {
        Locator { page, elements: elements.into(), nth: OnceCell::new() }
    }

    /// The nearest start tag from a node upwards.
    fn start_tag(&self, node: NodeId) -> Option<Span> {
        let doc = &self.page.document;
        std::iter::once(node).chain(doc.ancestors(node)).find_map(|id| doc.start_tag(id))
    }

    /// The line of an element's start tag, or of the nearest one around it.
    pub(crate) fn line(&self, node: NodeId) -> usize {
        self.start_tag(node).map_or(0, |span| self.page.position(span.start as usize).0)
    }

    /// The place of an element's start tag, or of the nearest one around it.
    pub(crate) fn locate(&self, node: NodeId) -> Location {
        let element = self.path(node);
        let identity = identity(&self.page.document, node);
        let Some(span) = self.start_tag(node) else {
            return Location { element, identity, ..Location::default() };
        };
        let source = self.page.source();
        let tag = span.range();
        let place = self.page.place_of(span);
        let (end_line, end_column) = self.page.position(tag.end);
        let (excerpt, in_excerpt) = excerpt(source, tag.clone());
        Location {
            line: place.line,
            column: place.column,
            end_line,
            end_column,
            bytes: place.bytes,
            element,
            markup: cut(&source[tag.clone()], QUOTED).to_owned(),
            excerpt,
            in_excerpt,
            identity,
        }
    }

    /// `main > ul:nth-child(2) > li:nth-child(1)`, from the nearest element with an id on.
    fn path(&self, node: NodeId) -> String {
        let doc = &self.page.document;
        let mut steps = Vec::new();
        let around = std::iter::once(node).chain(doc.ancestors(node));
        for id in around.filter(|&id| doc.is_element(id)).take(STEPS) {
            let name = Some(doc.name(id)).filter(|name| name.len() <= QUOTED).unwrap_or("*");
            match doc.attr(id, "id") {
                Some(own) if plain(own) && self.page.by_id(own) == Some(id) => {
                    steps.push(format!("{name}#{own}"));
                    break;
                }
                _ if matches!(name, "html" | "head" | "body" | "main") => {
                    steps.push(name.to_owned());
                }
                _ => steps.push(format!("{name}:nth-child({})", self.nth(id))),
            }
        }
        // The two around everything tell nothing where a path goes on below them.
        while steps.len() > 1 && matches!(steps.last().map(String::as_str), Some("html" | "body")) {
            steps.pop();
        }
        steps.reverse();
        steps.join(" > ")
    }

    fn nth(&self, node: NodeId) -> u32 {
        let doc = &self.page.document;
        let nth = self.nth.get_or_init(|| {
            let (mut nth, mut children) = (vec![0; doc.len()], vec![0u32; doc.len()]);
            for &id in &self.elements {
                let parent = doc.parent(id).unwrap_or(Document::ROOT).index();
                children[parent] += 1;
                nth[id.index()] = children[parent];
            }
            nth
        });
        nth[node.index()]
    }
}

/// Whether an id can stand in a selector as it is.
fn plain(id: &str) -> bool {
    id.len() <= QUOTED
        && id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// At most so many bytes of a text.
fn cut(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// The lines around a range, without their end, and the range within them; of long lines only what
/// stands near.
fn excerpt(source: &str, tag: Range<usize>) -> (String, Range<usize>) {
    // Only what stands near is searched: a line may be as long as the page.
    let near = source.ceil_char_boundary(tag.start.saturating_sub(QUOTED));
    let far = source.floor_char_boundary(tag.end.min(tag.start + QUOTED) + QUOTED);
    let from = source[near..tag.start].rfind(['\n', '\r']).map_or(near, |at| near + at + 1);
    let after = source.get(tag.end..far).unwrap_or_default();
    let to = after.find(['\n', '\r']).map_or(far, |at| tag.end + at);
    (source[from..to].to_owned(), tag.start - from..tag.end.min(to) - from)
}
