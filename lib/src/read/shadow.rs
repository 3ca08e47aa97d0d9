//! Shadow trees are read in the place of their hosts' children.

use super::Reading;
use super::enter::collapse;
use crate::dom::NodeId;
use crate::ledger::Reason;

impl Reading<'_> {
    /// Reads a shadow tree in the place of its host's children, and what is assigned to a slot in the
    /// place of the slot's own content.
    pub(super) fn flatten(&mut self, node: NodeId) {
        if let Some(&fragment) = self.shadows.trees.get(&node) {
            for child in self.shadows.unassigned.remove(&node).unwrap_or_default() {
                self.unslotted(child);
            }
            self.skip(node);
            self.walks.push(self.page.document.walk(fragment));
        } else if let Some(assigned) = self.shadows.assigned.remove(&node) {
            // The slot's own content would be shown if nothing were assigned to it.
            self.left_out(node, Reason::Hidden);
            let walks = assigned.into_iter().rev().map(|child| self.page.document.walk(child));
            self.walks.extend(walks);
        }
    }

    /// Leaves out what is in an element whose content is skipped (CSS Containment 2, 4).
    pub(super) fn skip_content(&mut self, node: NodeId) {
        for child in self.page.document.children(node) {
            self.unslotted(child);
        }
        self.skip(node);
    }

    fn unslotted(&mut self, child: NodeId) {
        match self.page.document.text(child) {
            Some(text) if text.trim().is_empty() => {}
            Some(text) => self.ledger.note(Reason::Hidden, child, collapse(text)),
            None => self.note_left_out(child, Reason::Hidden),
        }
    }
}
