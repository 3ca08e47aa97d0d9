//! The facts of a page from its tree.

use super::facts::Facts;
use super::harvest::{Harvest, StartTag, TRAIL_ATTRIBUTES, names_trail, until_end_of_script};
use super::scan;
use crate::dom::{Data, Document, NodeId, Ns, Span, Tag};
use crate::page::Page;
use memchr::memmem;
use std::borrow::Cow;
use std::cell::RefCell;

impl Page {
    /// The facts of the page, as [`scan`](crate::scan) reads them from its bytes.
    pub fn facts(&self) -> &Facts {
        self.facts.get_or_init(|| self.gather_facts())
    }

    fn gather_facts(&self) -> Facts {
        let document = &self.document;
        let mut gathering =
            Gathering { page: self, harvest: RefCell::default(), noscript: 0, trail: None };
        // A tag without an element says no less.
        let mut lost: Vec<_> = document.lost_tags().collect();
        lost.sort_unstable_by_key(|span| span.start);
        let mut lost = lost.into_iter().peekable();
        // Elements are made in the order of their tags; those that no tag made are copies.
        for node in document.all() {
            if let Some(span) = document.start_tag(node) {
                while let Some(before) = lost.next_if(|lost| lost.start < span.start) {
                    gathering.lost(before);
                }
                gathering.element(node, span.start as usize);
            }
        }
        lost.for_each(|span| gathering.lost(span));
        gathering.harvest.into_inner().finish()
    }
}

struct Gathering<'p> {
    page: &'p Page,
    harvest: RefCell<Harvest>,
    /// Where the content of the last `noscript` ends. A browser with scripts takes it for text, and
    /// what the parser makes of it without them need not stay within the element.
    noscript: usize,
    /// The element that holds the breadcrumbs.
    trail: Option<NodeId>,
}

impl Gathering<'_> {
    fn lost(&mut self, tag: Span) {
        if tag.start as usize >= self.noscript {
            let place = self.page.source_bytes(tag.range()).start;
            scan::tag(&self.page.source[tag.range()], place, &self.harvest);
        }
    }

    fn element(&mut self, node: NodeId, start: usize) {
        let document = &self.page.document;
        if start < self.noscript || self.in_template(node) {
            return;
        }
        if document.ns(node) != Ns::Html {
            return self.harvest.get_mut().foreign();
        }
        if self.trail.is_none() && holds_trail(document, node) {
            self.trail = Some(node);
        }
        match document.tag(node) {
            Tag::Noscript => self.noscript = self.page.end_of_noscript(start),
            Tag::Title if self.harvest.get_mut().title() => {
                self.harvest.get_mut().title_text(&document.child_text(node));
            }
            _ => {}
        }
        let tag = Element { page: self.page, node, trail: self.trail };
        self.harvest.get_mut().element(&tag);
    }

    fn in_template(&self, node: NodeId) -> bool {
        let document = &self.page.document;
        document.ancestors(node).any(|id| matches!(document.data(id), Data::Fragment))
    }
}

/// The start tag of an element of the tree.
struct Element<'p> {
    page: &'p Page,
    node: NodeId,
    trail: Option<NodeId>,
}

impl StartTag for Element<'_> {
    fn name(&self) -> &[u8] {
        self.page.document.name(self.node).as_bytes()
    }

    fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        self.page.document.attr(self.node, name).map(Cow::Borrowed)
    }

    fn offset(&self) -> Option<usize> {
        self.page.place(self.node).map(|place| place.bytes.start)
    }

    fn within_trail(&self) -> bool {
        let mut around = self.page.document.ancestors(self.node);
        self.trail.is_some_and(|holder| around.any(|ancestor| ancestor == holder))
    }

    fn script(&self) -> Cow<'_, str> {
        let end = self.page.document.start_tag(self.node).map(|span| span.end as usize);
        let rest = end.and_then(|end| self.page.source.get(end..)).unwrap_or_default();
        rest[..until_end_of_script(rest.as_bytes())].into()
    }
}

/// Whether an element is named as the page's breadcrumbs.
fn holds_trail(document: &Document, node: NodeId) -> bool {
    let mut values = TRAIL_ATTRIBUTES.iter().filter_map(|name| document.attr(node, name));
    values.any(|value| names_trail(value.as_bytes()))
}

impl Page {
    /// Where the end tag of a `noscript` stands, that begins at `start` (offsets of decoded text).
    fn end_of_noscript(&self, start: usize) -> usize {
        let rest = &self.source.as_bytes()[start..];
        let mut ends = memmem::find_iter(rest, b"</");
        let name = b"noscript";
        let end = ends.find(|at| {
            rest.get(at + 2..at + 2 + name.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(name))
        });
        end.map_or(self.source.len(), |end| start + end)
    }
}
