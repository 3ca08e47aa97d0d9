//! What is open while events are made.

use crate::event::{Attributes, Direction, Tag, TagEnd};

/// Language and direction at a place of the page.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(in crate::read) struct Locale<'p> {
    pub(in crate::read) lang: Option<&'p str>,
    pub(in crate::read) dir: Option<Direction>,
    /// Whether assistive technology is kept from it.
    pub(in crate::read) unheard: bool,
}

/// An element of the reading that holds others.
#[derive(Debug)]
pub(super) struct Context<'p> {
    pub(super) end: TagEnd,
    /// Its start, until it is written.
    pub(super) start: Option<(Tag<'p>, Attributes<'p>)>,
    pub(super) locale: Locale<'p>,
    /// Made by the flow itself, for content where the parent wants an element around it.
    pub(super) implied: bool,
}

impl Context<'_> {
    /// Whether it holds text as it is, and no blocks.
    pub(super) fn holds_text(&self) -> bool {
        matches!(self.end, TagEnd::Heading | TagEnd::Preformatted | TagEnd::Title)
    }
}

/// An element within text: written only around text, again in each paragraph that it reaches into.
#[derive(Debug)]
pub(super) struct Inline<'p> {
    pub(super) tag: Tag<'p>,
    pub(super) attributes: Attributes<'p>,
    pub(super) locale: Locale<'p>,
    pub(super) used: bool,
}

/// Whether a new `child` ends an implied element of kind `open`.
pub(super) fn is_sibling(open: TagEnd, child: TagEnd) -> bool {
    match open {
        TagEnd::Item => child == TagEnd::Item,
        TagEnd::Description => matches!(child, TagEnd::Term | TagEnd::Description),
        TagEnd::Region => matches!(child, TagEnd::Region | TagEnd::Form),
        _ => false,
    }
}
