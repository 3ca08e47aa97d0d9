//! What is open in the flow.

use super::Flow;
use crate::event::TagEnd;

impl Flow<'_> {
    /// Whether text would stand in a link now.
    pub(in crate::read) fn in_link(&self) -> bool {
        self.inlines.iter().any(|inline| inline.tag.end() == TagEnd::Link)
            || self.contexts.iter().any(|context| context.end == TagEnd::Link)
    }

    /// Whether text would stand in something that is one phrase: what only seems to stand elsewhere
    /// does not end it.
    pub(in crate::read) fn in_phrase(&self) -> bool {
        let is_phrase = |end| matches!(end, TagEnd::Link | TagEnd::Label | TagEnd::Abbreviation);
        self.holds_text() || self.inlines.iter().any(|inline| is_phrase(inline.tag.end()))
    }

    /// Whether the innermost context is an item that content outside any item has made.
    pub(in crate::read) fn implies_item(&self) -> bool {
        self.contexts.last().is_some_and(|c| c.implied && c.end == TagEnd::Item)
    }

    /// Whether the innermost context is a description that content outside any has made.
    pub(in crate::read) fn implies_description(&self) -> bool {
        self.contexts.last().is_some_and(|c| c.implied && c.end == TagEnd::Description)
    }

    /// Whether a link is open that nothing has been said in.
    pub(super) fn link_waits(&self) -> bool {
        self.inlines[self.open_inlines.min(self.inlines.len())..]
            .iter()
            .any(|inline| inline.tag.end() == TagEnd::Link && !inline.used)
    }
}
