//! What a control within a name says: its value (accname 1.2, 2C).

use super::Aria;
use crate::dom::{NodeId, Tag};

/// How many nodes one list of options may have, before the rest is not looked at.
const OPTIONS: usize = 50_000;

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

    /// Whether an element is a control that says its value within a name.
    pub(super) fn has_value(&self, node: NodeId) -> bool {
        const VALUED: &[&str] = &[
            "textbox",
            "searchbox",
            "combobox",
            "listbox",
            "slider",
            "spinbutton",
            "progressbar",
            "meter",
            "scrollbar",
        ];
        self.is_any(node, VALUED) || self.role(node).is_none() && self.picked(node).is_some()
    }

    /// The value of an element that is a control with one; `None` for all others.
    pub(super) fn embedded(&self, node: NodeId) -> Option<Embedded> {
        let Some(role) = self.role(node) else { return self.picked(node) };
        match role.name() {
            "textbox" | "searchbox" => Some(self.text_value(node)),
            "combobox" | "listbox" => Some(self.chosen(node)),
            "slider" | "spinbutton" | "progressbar" | "meter" | "scrollbar" => {
                Some(Embedded::Text(self.range_value(node)))
            }
            _ => None,
        }
    }

    /// What is picked in a field to which no role corresponds, such as a date. Passwords and files
    /// are nobody's to say.
    fn picked(&self, node: NodeId) -> Option<Embedded> {
        let kind = self.filled(node, "type").unwrap_or_default().to_ascii_lowercase();
        let picked =
            ["color", "date", "datetime-local", "month", "time", "week"].contains(&kind.as_str());
        (picked && self.doc.tag(node) == Tag::Input).then(|| self.text_value(node))
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
        let allowed = OPTIONS.min(self.budget.get());
        let mut steps = allowed;
        while let Some(id) = open.pop().filter(|_| steps > 0) {
            steps -= 1;
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
            let children: Vec<NodeId> = self.each_child(id).take(steps).collect();
            open.extend(children.into_iter().rev());
        }
        self.spend(allowed - steps);
        let written = |&id: &NodeId| match self.doc.tag(id) {
            Tag::Input => self.filled(id, "value").is_some(),
            _ => !self.doc.text_content(id).trim().is_empty(),
        };
        let combobox = self.is_any(node, &["combobox"]);
        if let Some(field) = field.filter(|id| combobox && written(id)) {
            return self.text_value(field);
        }
        let several = self.doc.has_attr(node, "multiple");
        if native && !several {
            // Of several the last is chosen, without any the first (HTML, "ask for a reset").
            return Embedded::Content(chosen.pop().or(first).into_iter().collect());
        }
        if chosen.is_empty() && combobox && first.is_none() && field.is_none() {
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
