//! Shadow trees, which a page declares by templates: what is shown is the flattened tree (DOM, 4.2.2;
//! HTML Standard, 4.12.3).

use super::{Data, Document, NodeId, Step, Tag};
use std::collections::HashMap;

/// Which shadow tree stands for the children of an element, and where these are shown.
#[derive(Debug, Default)]
pub(crate) struct ShadowTrees {
    /// The fragment of each host's shadow tree.
    pub(crate) trees: HashMap<NodeId, NodeId>,
    /// What is assigned to each slot, in tree order.
    pub(crate) assigned: HashMap<NodeId, Vec<NodeId>>,
    /// The children of each host that no slot takes.
    pub(crate) unassigned: HashMap<NodeId, Vec<NodeId>>,
}

impl ShadowTrees {
    pub(crate) fn of(document: &Document) -> ShadowTrees {
        let mut shadows = ShadowTrees::default();
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
                Step::Enter(id) if document.tag(id) == Tag::Slot => {
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
