//! Walks over the tree: loops, never recursion, since pages nest as deep as they like.

use super::{Document, NodeId};

/// One step of a walk in tree order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Step {
    Enter(NodeId),
    Leave(NodeId),
}

/// Enters and leaves every node of a subtree, its root included.
#[derive(Clone, Debug)]
pub(crate) struct Walk<'d> {
    document: &'d Document,
    root: NodeId,
    next: Option<Step>,
}

impl<'d> Walk<'d> {
    /// The node whose subtree is walked.
    pub(crate) fn root(&self) -> NodeId {
        self.root
    }

    /// Leaves the node that was just entered, without its children.
    pub(crate) fn skip_children(&mut self, entered: NodeId) {
        self.next = Some(Step::Leave(entered));
    }
}

impl Iterator for Walk<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let step = self.next?;
        self.next = match step {
            Step::Enter(id) => {
                Some(self.document.first_child(id).map_or(Step::Leave(id), Step::Enter))
            }
            Step::Leave(id) if id == self.root => None,
            Step::Leave(id) => match self.document.next_sibling(id) {
                Some(next) => Some(Step::Enter(next)),
                None => self.document.parent(id).map(Step::Leave),
            },
        };
        Some(step)
    }
}

impl Document {
    /// Walks a subtree in tree order.
    pub(crate) fn walk(&self, root: NodeId) -> Walk<'_> {
        Walk { document: self, root, next: Some(Step::Enter(root)) }
    }

    /// All nodes that the page has made, in the order in which it made them: that of the source.
    /// Much faster than a walk where the tree does not matter.
    pub(crate) fn all(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.len()).map(NodeId::new)
    }

    /// The nodes of a subtree in tree order, its root first.
    pub(crate) fn descendants(&self, root: NodeId) -> impl Iterator<Item = NodeId> {
        self.walk(root).filter_map(|step| match step {
            Step::Enter(id) => Some(id),
            Step::Leave(_) => None,
        })
    }

    /// The parent, its parent, and so on to the document.
    pub(crate) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.parent(id), |&node| self.parent(node))
    }

    pub(crate) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.first_child(id), |&node| self.next_sibling(node))
    }

    /// The child text content of a node (DOM, 4.11): its own text, not that of its descendants.
    pub(crate) fn child_text(&self, id: NodeId) -> String {
        self.children(id).filter_map(|child| self.text(child)).collect()
    }

    /// The text of a subtree as it stands in the source, not as it is rendered.
    pub(crate) fn text_content(&self, root: NodeId) -> String {
        self.descendants(root).filter_map(|id| self.text(id)).collect()
    }
}
