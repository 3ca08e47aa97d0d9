//! The facts of a page from its tree.

use super::facts::Facts;
use super::harvest::{Harvest, INTEGRATION_POINTS, TRAIL_ATTRIBUTES, TRAIL_NAMES};
use super::scan;
use crate::dom::{Data, Document, NodeId, Ns, Span, Tag};
use crate::page::Page;
use memchr::memmem;
use std::cell::RefCell;

impl Page {
    /// The facts of the page, as [`scan`](crate::scan) reads them from its bytes.
    pub fn facts(&self) -> Facts {
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
            let place = self.page.place_of(tag).bytes.start;
            scan::tag(&self.page.source[tag.range()], place, &self.harvest);
        }
    }

    fn element(&mut self, node: NodeId, start: usize) {
        let document = &self.page.document;
        if document.ns(node) != Ns::Html || start < self.noscript || self.in_template(node) {
            return;
        }
        let attr = |name: &str| document.attr(node, name).map(str::to_owned);
        let of = |name: &str| document.attr(node, name).unwrap_or_default();
        if self.trail.is_none() && holds_trail(document, node) {
            self.trail = Some(node);
        }
        match document.tag(node) {
            Tag::Noscript => self.noscript = self.page.end_of_noscript(start),
            Tag::Html => self.harvest.get_mut().root(attr("lang"), attr("xml:lang")),
            Tag::Title if self.harvest.get_mut().title() => {
                self.harvest.get_mut().title_text(&document.text_content(node));
            }
            Tag::Base => self.harvest.get_mut().base(attr("href")),
            Tag::Link => self.harvest.get_mut().link(of("rel"), attr("hreflang"), attr("href")),
            Tag::Meta => {
                let name = ["name", "property", "itemprop"].iter().find_map(|name| attr(name));
                self.harvest.get_mut().meta(name, attr("http-equiv"), of("content").to_owned());
            }
            Tag::Time if document.has_attr(node, "datetime") => {
                self.harvest.get_mut().time(of("itemprop"), of("class"), of("datetime"));
            }
            Tag::A | Tag::Area => self.link(node),
            Tag::Frame | Tag::Iframe => self.reference(node, "src", false),
            _ => {}
        }
        if let Some(id) = attr("id")
            && !INTEGRATION_POINTS.contains(&document.name(node))
        {
            self.harvest.get_mut().id(id);
        }
        if let (Tag::A, Some(name)) = (document.tag(node), attr("name")) {
            self.harvest.get_mut().id(name);
        }
    }

    fn link(&mut self, node: NodeId) {
        let holder = self.trail;
        let mut around = self.page.document.ancestors(node);
        let trail = holder.is_some_and(|holder| around.any(|ancestor| ancestor == holder));
        self.reference(node, "href", trail);
    }

    fn reference(&mut self, node: NodeId, name: &str, trail: bool) {
        if let (Some(address), Some(place)) =
            (self.page.document.attr(node, name), self.page.place(node))
        {
            self.harvest.get_mut().reference(address, place.bytes.start, trail);
        }
    }

    fn in_template(&self, node: NodeId) -> bool {
        let document = &self.page.document;
        document.ancestors(node).any(|id| matches!(document.data(id), Data::Fragment))
    }
}

/// Whether an element is named as the page's breadcrumbs.
fn holds_trail(document: &Document, node: NodeId) -> bool {
    let values = TRAIL_ATTRIBUTES.iter().filter_map(|name| document.attr(node, name));
    values.map(str::to_ascii_lowercase).any(|value| TRAIL_NAMES.iter().any(|n| value.contains(n)))
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
