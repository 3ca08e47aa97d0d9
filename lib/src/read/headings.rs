//! Headings, the doubled and the unclosed ones too.

use super::Reading;
use super::enter::{After, has_words};
use super::text::visible_text;
use crate::dom::{Document, NodeId, Tag as Html};
use crate::event::{Tag, TagEnd};
use crate::ledger::Reason;
use crate::page::Page;

impl Reading<'_> {
    pub(super) fn heading(&mut self, node: NodeId, level: u8) -> After {
        if holds_heading(self.page, node) {
            return self.unclosed_heading(node, level);
        }
        let text = visible_text(self.page, node);
        let doubled = self.flow.after_heading() && text == self.last_heading && !text.is_empty();
        if doubled && is_plain(&self.page.document, node) {
            self.left_out(node, Reason::DoubledHeading);
            return After::Nothing;
        }
        self.only_images = !has_words(&self.page.document, node);
        let after = self.context(node, Tag::Heading { level });
        if after == After::Context {
            self.last_heading = text;
        }
        after
    }

    /// A heading that holds others was never closed: what it says is what stands before the
    /// first block in it.
    fn unclosed_heading(&mut self, node: NodeId, level: u8) -> After {
        self.unclosed_heading = self.context(node, Tag::Heading { level }) == After::Context;
        if self.unclosed_heading { After::Unclosed } else { After::Boundary }
    }

    /// Ends an unclosed heading where a block begins, or another heading.
    pub(super) fn end_heading_before(&mut self, node: NodeId) {
        if !self.unclosed_heading || self.flow.top() != Some(TagEnd::Heading) {
            return;
        }
        let page = self.page;
        let block = page.styles.of(node).display.is_block();
        if block || heading_level(page, node, page.document.tag(node)).is_some() {
            self.end_unclosed_heading();
        }
    }

    pub(super) fn end_unclosed_heading(&mut self) {
        if std::mem::take(&mut self.unclosed_heading) {
            self.flow.close();
        }
    }
}

/// Whether a heading is within another one.
fn holds_heading(page: &Page, node: NodeId) -> bool {
    let document = &page.document;
    let mut within = document.descendants(node).filter(|&id| id != node);
    within.any(|id| heading_level(page, id, document.tag(id)).is_some())
}

/// The level of a heading element, or of an element with that role.
pub(super) fn heading_level(page: &Page, node: NodeId, tag: Html) -> Option<u8> {
    let document = &page.document;
    let role = document.attr(node, "role").and_then(|r| r.split_ascii_whitespace().next());
    let own = match tag {
        Html::H1 => Some(1),
        Html::H2 => Some(2),
        Html::H3 => Some(3),
        Html::H4 => Some(4),
        Html::H5 => Some(5),
        Html::H6 => Some(6),
        _ => None,
    };
    match role {
        Some("presentation" | "none") => None,
        Some("heading") => {
            let level = document.attr(node, "aria-level").and_then(|l| l.trim().parse().ok());
            level.filter(|level| *level > 0).or(own).or(Some(2))
        }
        _ => own,
    }
}

/// Whether an element holds text and nothing that works or is seen otherwise.
fn is_plain(document: &Document, node: NodeId) -> bool {
    document.descendants(node).all(|id| {
        !matches!(
            document.tag(id),
            Html::A | Html::Img | Html::Button | Html::Input | Html::Select | Html::Textarea
        )
    })
}
