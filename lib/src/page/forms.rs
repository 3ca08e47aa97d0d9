//! What belongs to which form (HTML Standard, 4.10).

use super::Page;
use crate::dom::{NodeId, Tag};

impl Page {
    /// Whether an element is labelable (HTML Standard, 4.10.2). Whether a custom element is, only its
    /// script knows.
    pub(crate) fn labelable(&self, node: NodeId) -> bool {
        match self.document.tag(node) {
            Tag::Button | Tag::Meter | Tag::Output | Tag::Progress => true,
            Tag::Select | Tag::Textarea => true,
            Tag::Input => {
                let kind = self.document.attr(node, "type").unwrap_or_default();
                !kind.eq_ignore_ascii_case("hidden")
            }
            _ => false,
        }
    }

    /// The form that a control belongs to (HTML Standard, 4.10.17.3, "reset the form owner").
    pub(crate) fn form_owner(&self, control: NodeId) -> Option<NodeId> {
        let document = &self.document;
        let is_form = |id: &NodeId| document.tag(*id) == Tag::Form;
        match document.attr(control, "form") {
            Some(id) => self.by_id(id).filter(is_form),
            None => {
                let parsed = document.form_owner(control);
                parsed.or_else(|| document.ancestors(control).find(is_form))
            }
        }
    }
}
