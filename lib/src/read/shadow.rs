//! Shadow trees, which a page declares by templates: what is shown is the flattened tree (DOM, 4.2.2;
//! HTML Standard, 4.12.3).

use super::Reading;
use super::enter::collapse;
use crate::dom::{Data, Document, NodeId, Step, Tag as Html};
use crate::ledger::Reason;
use crate::page::Page;
use std::collections::HashMap;

/// Which shadow tree stands for the children of an element, and where these are shown.
#[derive(Debug, Default)]
pub(super) struct Shadows {
    /// The fragment of each host's shadow tree.
    trees: HashMap<NodeId, NodeId>,
    /// What is assigned to each slot, in tree order.
    assigned: HashMap<NodeId, Vec<NodeId>>,
    /// The children of each host that no slot takes.
    unassigned: HashMap<NodeId, Vec<NodeId>>,
}

impl Shadows {
    pub(super) fn find(page: &Page) -> Shadows {
        let document = &page.document;
        let mut shadows = Shadows::default();
        for template in document.all().filter(|&id| document.declares_shadow_tree(id)) {
            let fragment =
                document.children(template).find(|&id| matches!(document.data(id), Data::Fragment));
            // A host has one shadow tree, that of its first template.
            if let (Some(host), Some(fragment)) = (document.parent(template), fragment)
                && !shadows.trees.contains_key(&host)
            {
                shadows.trees.insert(host, fragment);
                shadows.assign(document, host, template, fragment);
            }
        }
        shadows
    }

    /// Finds a slot for each child of a host (DOM, 4.2.2.3): the first one with its name.
    fn assign(&mut self, document: &Document, host: NodeId, template: NodeId, fragment: NodeId) {
        let mut slots = HashMap::new();
        let mut walk = document.walk(fragment);
        while let Some(step) = walk.next() {
            match step {
                Step::Enter(id)
                    if id != fragment && matches!(document.data(id), Data::Fragment) =>
                {
                    walk.skip_children(id);
                }
                Step::Enter(id) if document.tag(id) == Html::Slot => {
                    slots.entry(document.attr(id, "name").unwrap_or_default()).or_insert(id);
                }
                _ => {}
            }
        }
        for child in document.children(host).filter(|&child| child != template) {
            let name = match document.data(child) {
                Data::Element(_) => document.attr(child, "slot").unwrap_or_default(),
                Data::Text(_) => "",
                _ => continue,
            };
            match slots.get(name) {
                Some(&slot) => self.assigned.entry(slot).or_default().push(child),
                None => self.unassigned.entry(host).or_default().push(child),
            }
        }
    }
}

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
