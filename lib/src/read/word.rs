//! The lists of a word processor: paragraphs that say in their style that they are items.

use super::Reading;
use super::enter::{After, collapse};
use super::signs::{is_mere_bullet, pictured};
use crate::css::Display;
use crate::dom::{Document, NodeId, Tag as Html};
use crate::event::{Attributes, Tag, TagEnd};
use crate::ledger::Reason;
use std::borrow::Cow;

/// Deeper levels are the last one.
const MAX_LEVEL: usize = 9;

/// What is open of such a list.
#[derive(Debug, Default)]
pub(super) struct WordLists {
    /// The levels of the lists that are open, each with an open item.
    levels: Vec<usize>,
    /// What the markers of items stand in: they are read with their items.
    marker: Option<NodeId>,
}

impl<'p> Reading<'p> {
    /// A paragraph, or the item that it is by its style.
    pub(super) fn paragraph(&mut self, node: NodeId) -> After {
        if let Some(after) = self.word_item(node) {
            return after;
        }
        let attributes = self.attributes(node);
        self.flow.boundary();
        self.flow.locale = self.here;
        self.flow.begin_paragraph(attributes);
        After::Paragraph
    }

    /// Begins the item that a paragraph is by its style; `None` where it is none.
    fn word_item(&mut self, node: NodeId) -> Option<After> {
        let level = self.word_level(node)?;
        let (holder, marker) = self.word_marker(node)?;
        let numbered = !is_mere_bullet(&marker) && marker != "o";
        while self.word.levels.last().is_some_and(|&open| open > level) {
            self.end_word_list();
        }
        if self.word.levels.last() == Some(&level) {
            self.flow.close();
        } else {
            let start = numbered.then(|| number(&marker).unwrap_or(1));
            let list =
                Tag::List { start, reversed: false, numbering: Default::default(), style: None };
            let attributes = Attributes::new(node);
            if !self.flow.open(list, attributes) {
                return None;
            }
            self.word.levels.push(level);
        }
        let number = numbered.then(|| number(&marker).unwrap_or(1));
        // Numbers as the list writes them need no marker of their own.
        let own = number.filter(|number| format!("{number}.") != marker);
        let marker = own.map(|_| Cow::Owned(marker));
        let attributes = self.attributes(node);
        self.flow.open(Tag::Item { number, marker }, attributes);
        self.ledger.note(
            Reason::TypedMarker,
            node,
            collapse(&self.page.document.text_content(holder)),
        );
        self.word.marker = Some(holder);
        Some(After::WordItem)
    }

    /// Ends the lists where no further item follows; else the item stays open for lists in it.
    pub(super) fn leave_word_item(&mut self, node: NodeId) {
        self.flow.boundary();
        let document = &self.page.document;
        let next = super::lists::next_element(document, node);
        if next
            .is_none_or(|next| self.word_level(next).is_none() || self.word_marker(next).is_none())
        {
            while !self.word.levels.is_empty() {
                self.end_word_list();
            }
        }
    }

    fn end_word_list(&mut self) {
        self.word.levels.pop();
        self.flow.close();
        self.flow.close();
    }

    /// Whether an element is the marker of an item, which has been read.
    pub(super) fn is_word_marker(&self, node: NodeId) -> bool {
        self.word.marker == Some(node)
    }

    /// The level of a paragraph that is an item; 1 where only its class says so.
    fn word_level(&self, node: NodeId) -> Option<usize> {
        let document = &self.page.document;
        if document.tag(node) != Html::P || self.page.styles.of(node).display == Display::None {
            return None;
        }
        if !matches!(self.flow.top(), None | Some(TagEnd::Region | TagEnd::Item | TagEnd::Cell)) {
            return None;
        }
        let style = document.attr(node, "style").unwrap_or_default();
        let class = document.attr(node, "class").unwrap_or_default();
        let declared = style.split(';').find_map(|it| it.trim().strip_prefix("mso-list:"));
        let level = declared
            .and_then(|list| list.split_whitespace().find_map(|word| word.strip_prefix("level")));
        match level {
            Some(level) => level.parse().ok().map(|level: usize| level.clamp(1, MAX_LEVEL)),
            None => class.starts_with("MsoListParagraph").then_some(1),
        }
    }

    /// The element that holds the marker, at the beginning of the paragraph, and what it says.
    fn word_marker(&self, node: NodeId) -> Option<(NodeId, String)> {
        let document = &self.page.document;
        let first = document.children(node).find(|&id| says(document, id))?;
        if !document.is_element(first) {
            return None;
        }
        let ignored = document.descendants(first).find(|&id| {
            document.attr(id, "style").is_some_and(|style| style.contains("mso-list:Ignore"))
        });
        let text = document.text_content(ignored.unwrap_or(first));
        let marker = collapse(&text.replace('\u{a0}', " "));
        let font = self.page.styles.of(ignored.unwrap_or(first)).font;
        let marker = pictured(&marker, font).unwrap_or(marker);
        // Without a declaration only a lone bullet is taken for one.
        let fits = marker.chars().count() <= 12 && (ignored.is_some() || is_mere_bullet(&marker));
        (fits && !marker.is_empty()).then_some((first, marker))
    }
}

fn says(document: &Document, node: NodeId) -> bool {
    document
        .descendants(node)
        .filter_map(|id| document.text(id))
        .any(|text| !text.trim().is_empty())
}

/// The number in a marker such as "3." or "(3)".
fn number(marker: &str) -> Option<i64> {
    let digits: String = marker.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}
