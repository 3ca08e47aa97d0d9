//! What a control within a name says: its value (accname 1.2, 2C).

use super::Aria;
use crate::dom::{NodeId, Tag};

/// What stands for a control in the name of another element.
pub(super) enum Embedded {
    /// This text.
    Text(String),
    /// The content of these elements.
    Content(Vec<NodeId>),
}

impl Aria<'_> {
    /// The value of a control as text, for people; `None` for what has no value.
    pub(crate) fn value(&self, node: NodeId) -> Option<String> {
        let text = match self.embedded(node)? {
            Embedded::Text(text) => text,
            Embedded::Content(nodes) => {
                let texts = nodes.into_iter().map(|id| self.doc.text_content(id));
                texts.collect::<Vec<_>>().join(", ")
            }
        };
        Some(text.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The value of an element that is a control with one; `None` for all others.
    pub(super) fn embedded(&self, node: NodeId) -> Option<Embedded> {
        let role = self.role(node)?;
        match role.name() {
            "textbox" | "searchbox" => Some(self.text_value(node)),
            "combobox" | "listbox" => Some(self.chosen(node)),
            "slider" | "spinbutton" | "progressbar" | "meter" | "scrollbar" => {
                Some(Embedded::Text(self.range_value(node)))
            }
            _ => None,
        }
    }

    fn text_value(&self, node: NodeId) -> Embedded {
        match self.doc.tag(node) {
            Tag::Input => Embedded::Text(self.doc.attr(node, "value").unwrap_or_default().into()),
            Tag::Textarea => Embedded::Text(self.doc.text_content(node)),
            _ => Embedded::Content(self.children(node)),
        }
    }

    /// The chosen options of a list, or the text in the field of a combobox.
    fn chosen(&self, node: NodeId) -> Embedded {
        if self.doc.tag(node) == Tag::Input {
            return self.text_value(node);
        }
        let native = self.doc.tag(node) == Tag::Select;
        let (mut field, mut chosen, mut first) = (None, Vec::new(), None);
        let mut open = vec![node];
        // Children may be owned: this is a walk of the accessibility tree, not of the document.
        while let Some(id) = open.pop() {
            let is_option = match native {
                true => self.doc.tag(id) == Tag::Option,
                false => self.is_any(id, &["option", "treeitem", "row", "gridcell"]),
            };
            if is_option {
                let selected = match native {
                    true => self.doc.has_attr(id, "selected"),
                    false => {
                        self.doc.attr(id, "aria-selected") == Some("true")
                            || self.doc.attr(id, "aria-checked") == Some("true")
                    }
                };
                first = first.or(Some(id));
                chosen.extend(selected.then_some(id));
                continue;
            }
            let text = id != node && self.is_any(id, &["textbox", "searchbox"]);
            field = field.or(text.then_some(id));
            open.extend(self.children(id).into_iter().rev());
        }
        if let (Some(field), true) = (field, self.is_any(node, &["combobox"])) {
            return self.text_value(field);
        }
        let several = self.doc.has_attr(node, "multiple");
        if native && !several {
            // Of several the last is chosen, without any the first (HTML, "ask for a reset").
            return Embedded::Content(chosen.pop().or(first).into_iter().collect());
        }
        if chosen.is_empty() && self.is_any(node, &["combobox"]) && first.is_none() {
            return Embedded::Content(self.children(node));
        }
        Embedded::Content(chosen)
    }

    fn range_value(&self, node: NodeId) -> String {
        let given = self.filled(node, "aria-valuetext").or(self.filled(node, "aria-valuenow"));
        let native = || match self.doc.tag(node) {
            Tag::Input | Tag::Meter | Tag::Progress => self.filled(node, "value"),
            _ => None,
        };
        given.or_else(native).unwrap_or_default().to_owned()
    }
}
