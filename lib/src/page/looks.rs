//! How the page looks, for the check: computed when it is asked for first.

use super::Page;
use crate::css::{Computed, Focus};
use crate::dom::NodeId;

impl Page {
    /// How an element looks, or the one that a text stands in.
    pub(crate) fn computed(&self, node: NodeId) -> &Computed {
        self.styles.computed(&self.document, node)
    }

    /// How the placeholder of a field looks.
    pub(crate) fn placeholder(&self, field: NodeId) -> &Computed {
        self.styles.placeholder(&self.document, field)
    }

    /// Whether the page may look otherwise on a screen of the other orientation.
    pub(crate) fn turns(&self) -> bool {
        self.styles.turns()
    }

    /// How an element looks on a screen of the other orientation.
    pub(crate) fn computed_turned(&self, node: NodeId) -> &Computed {
        self.styles.computed_turned(&self.document, node)
    }

    /// How the focus of the keyboard is seen on an element.
    pub(crate) fn focus(&self, node: NodeId) -> Focus {
        self.styles.focus(&self.document, node)
    }

    /// Whether all that the page says of its style has been read: else what is computed is not
    /// certain.
    pub(crate) fn is_styled_completely(&self) -> bool {
        self.styles.complete()
    }

    /// Whether a node is rendered where nobody sees it: clipped away, transparent, of no size, or
    /// far off the screen. Such text is written for those who hear the page.
    pub(crate) fn unseen(&self, node: NodeId) -> bool {
        self.styles.unseen(&self.document, node)
    }
}
