//! Parts of the page that have a name: regions, and sections, articles, groups and notes that an
//! author names.

use super::enter::After;
use super::{Reading, RegionKind, text};
use crate::aria::Role;
use crate::dom::{NodeId, Tag as Html};
use crate::event::{Attributes, Tag};
use std::borrow::Cow;

/// The roles of parts that are kept for their names.
const NAMED_PARTS: [&str; 16] = [
    "alert",
    "alertdialog",
    "article",
    "application",
    "dialog",
    "document",
    "feed",
    "form",
    "group",
    "log",
    "note",
    "region",
    "status",
    "tabpanel",
    "timer",
    "toolbar",
];

impl<'p> Reading<'p> {
    /// Gives a landmark its accessible name; where the page gives none, what a menu or an aside begins
    /// with: a heading, or words that end in a colon.
    pub(super) fn name_region(
        &self,
        root: NodeId,
        kind: RegionKind,
        attributes: &mut Attributes<'p>,
    ) {
        if matches!(kind, RegionKind::Other) {
            return attributes.set_name(None, false);
        }
        // Elsewhere a title is a tooltip.
        let title = || {
            let title = self.aria.filled(root, "title")?;
            self.aria.role(root).is_some_and(Role::is_landmark).then_some(Cow::Borrowed(title))
        };
        if let Some(name) = self.aria.label(root).or_else(title) {
            let shown = text::opens_with(self.page, root, &name);
            return attributes.set_name(Some(name), shown);
        }
        let begins = matches!(kind, RegionKind::Navigation | RegionKind::Complementary);
        let name = begins.then(|| text::opening_words(self.page, root)).flatten();
        let shown = name.is_some();
        attributes.set_name(name.map(Cow::Owned), shown);
    }

    /// The role of an element that is kept as a part of the page for its name.
    pub(super) fn section_role(&self, node: NodeId) -> Option<&'static str> {
        let tag = self.page.document.tag(node);
        let named_itself = matches!(tag, Html::Form | Html::Table | Html::A | Html::Output);
        if named_itself || !self.aria.is_named_by_author(node) {
            return None;
        }
        let role = self.aria.role(node)?.name();
        let role = NAMED_PARTS.into_iter().find(|named| *named == role)?;
        self.aria.accessible(node)?.name.is_some().then_some(role)
    }

    /// A part of the page for its name.
    pub(super) fn section(&mut self, node: NodeId) -> After {
        match self.section_role(node) {
            Some(role) => self.context(node, Tag::Section { role }),
            None => self.block(node),
        }
    }
}
