//! A set of nodes: one bit for each node of the page.

use super::{Document, NodeId};

/// Some nodes of one document.
#[derive(Debug, Clone, Default)]
pub(crate) struct NodeSet(Vec<u64>);

impl NodeSet {
    /// An empty set for the nodes of a document.
    pub(crate) fn new(document: &Document) -> NodeSet {
        NodeSet(vec![0; document.len().div_ceil(64)])
    }

    pub(crate) fn insert(&mut self, node: NodeId) {
        if let Some(word) = self.0.get_mut(node.index() / 64) {
            *word |= 1 << (node.index() % 64);
        }
    }

    pub(crate) fn contains(&self, node: NodeId) -> bool {
        self.0.get(node.index() / 64).is_some_and(|word| word >> (node.index() % 64) & 1 == 1)
    }
}

impl Extend<NodeId> for NodeSet {
    fn extend<I: IntoIterator<Item = NodeId>>(&mut self, nodes: I) {
        nodes.into_iter().for_each(|node| self.insert(node));
    }
}
