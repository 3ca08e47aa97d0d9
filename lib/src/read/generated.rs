//! Text that a style sheet adds to the page.

use super::Reading;
use super::enter::collapse;
use super::signs::{has_no_words, is_bullet, is_dash, is_quotation_mark};
use super::space::is_blank;
use crate::css::{Font, Generated, WhiteSpace};
use crate::dom::{NodeId, Tag as Html};
use crate::escape::is_private;
use crate::ledger::Reason;

/// On which side of an element's content generated text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
}

impl<'p> Reading<'p> {
    /// Reads what `::before` or `::after` says. It is shown, so it is text like any other, but for
    /// what is decoration by evidence: pictures, signs of icon fonts, lone arrows and bullets. Where
    /// something is left out, the words beside it stay apart.
    pub(super) fn generated(&mut self, node: NodeId, generated: Option<&'p Generated>, side: Side) {
        let Some(generated) = generated else { return };
        if side == Side::Before && self.said_marker.take_if(|item| *item == node).is_some() {
            return;
        }
        if !generated.visible {
            return self.unsaid(node, generated, Reason::Invisible);
        }
        if self.is_said_otherwise(node, generated) {
            return;
        }
        if self.decorates(node, generated, side) {
            return self.unsaid(node, generated, Reason::Decoration);
        }
        let block = generated.display.is_block();
        let separates =
            matches!(generated.text.trim(), "|" | "·" | "•" | ">" | "~" | "¦") && !generated.quotes;
        let alone = generated.alternative.is_some()
            || generated.display.is_atomic()
            || generated.picture
            || separates;
        if block {
            self.flow.boundary();
        }
        if alone {
            self.flow.apart();
        }
        self.flow.node = Some(node);
        for piece in generated.spoken().split(is_private) {
            self.flow.text(piece, generated.white_space);
        }
        if alone {
            self.flow.apart();
        }
        if block {
            self.flow.boundary();
        }
    }

    /// Leaves out generated text; the words beside it do not run together.
    fn unsaid(&mut self, node: NodeId, generated: &Generated, reason: Reason) {
        let shown = collapse(&generated.text);
        if !shown.chars().all(is_blank) {
            self.ledger.note(reason, node, shown);
        }
        self.flow.apart();
    }

    /// Whether the outputs say the same themselves: where a link leads, what an abbreviation stands
    /// for, the marks of a quotation.
    fn is_said_otherwise(&self, node: NodeId, generated: &Generated) -> bool {
        let tag = self.page.document.tag(node);
        generated.address
            || (generated.title && matches!(tag, Html::Abbr | Html::Acronym))
            || (tag == Html::Q && is_quotation(generated))
    }

    /// Whether there is evidence that it only decorates.
    fn decorates(&self, node: NodeId, generated: &Generated, side: Side) -> bool {
        let spoken = generated.spoken();
        if generated.alternative.is_some() {
            return spoken.trim().is_empty();
        }
        let breaks = spoken.contains('\n')
            && !matches!(generated.white_space, WhiteSpace::Normal | WhiteSpace::NoWrap);
        if breaks {
            return false;
        }
        let mut signs = spoken.chars().filter(|&c| !is_blank(c));
        if generated.font == Font::Icons || signs.clone().all(is_private) {
            return true;
        }
        // Between marks on both sides stands a quotation.
        let styles = &self.page.styles;
        let around = [styles.before(node), styles.after(node)];
        if generated.quotes || around.into_iter().all(|side| side.is_some_and(is_quotation)) {
            return false;
        }
        // At the beginning of a line a dash is the mark of an item, unless a number follows, and a
        // separator separates nothing.
        let leads = side == Side::Before && !self.flow.is_started();
        let is_mark = |c| is_bullet(c) || leads && (is_dash(c) || "·>|/".contains(c));
        let signs_number = leads && !spoken.ends_with(' ') && self.begins_with_number(node);
        signs.all(is_mark) && !signs_number && has_no_words(spoken)
    }

    /// Whether the first word of an element is a number: a sign before it is part of that.
    fn begins_with_number(&self, node: NodeId) -> bool {
        let document = &self.page.document;
        let mut texts = document.descendants(node).filter_map(|id| document.text(id));
        let first = texts.find_map(|text| text.trim_start().chars().next());
        first.is_some_and(|c| c.is_ascii_digit())
    }
}

/// Whether generated text is quotation marks and nothing else.
fn is_quotation(generated: &Generated) -> bool {
    let text = generated.text.trim();
    generated.quotes || !text.is_empty() && text.chars().all(is_quotation_mark)
}
