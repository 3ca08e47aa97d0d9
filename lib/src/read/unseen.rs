//! What a reading leaves out: the ledger has its words, and what works unseen is kept.

use super::Reading;
use super::enter::collapse;
use crate::dom::{Document, NodeId, Step, Tag as Html};
use crate::ledger::Reason;

impl Reading<'_> {
    /// Leaves out an element with its content, and says so where it has any. What works unseen is
    /// kept: places that links lead to, and hidden fields.
    pub(super) fn left_out(&mut self, node: NodeId, reason: Reason) {
        self.note_left_out(node, reason);
        self.skip(node);
    }

    /// As [`left_out`](Self::left_out), of an element that has not been entered.
    pub(super) fn note_left_out(&mut self, node: NodeId, reason: Reason) {
        let document = &self.page.document;
        let mut text = String::new();
        let mut walk = document.walk(node);
        while let Some(step) = walk.next() {
            let Step::Enter(id) = step else { continue };
            match document.tag(id) {
                Html::Script | Html::Style | Html::Template => walk.skip_children(id),
                Html::Input => self.hidden_field(id),
                _ if self.facts.targets.contains(id) => self.anchor(id),
                _ => {}
            }
            for piece in document.text(id).into_iter().chain(names(document, id)) {
                text.push(' ');
                text.push_str(piece);
            }
        }
        let text = collapse(&text);
        if !text.is_empty() {
            self.ledger.note(reason, node, text);
        }
    }
}

/// What an element says by its attributes.
fn names(document: &Document, node: NodeId) -> impl Iterator<Item = &str> {
    let keyword = document.attr(node, "type").unwrap_or_default().to_ascii_lowercase();
    let names: &[&str] = match document.tag(node) {
        Html::Img | Html::Area | Html::Applet => &["alt", "aria-label"],
        Html::Iframe | Html::Frame | Html::Object | Html::Embed => &["title", "aria-label"],
        Html::Option => &["label", "value"],
        Html::Optgroup | Html::Track => &["label"],
        Html::Input => match &*keyword {
            "hidden" | "password" | "file" => &[],
            "checkbox" | "radio" | "range" | "color" => &["aria-label"],
            "image" => &["alt", "aria-label"],
            _ => &["value", "placeholder", "aria-label"],
        },
        Html::Textarea => &["placeholder", "aria-label"],
        _ if document.is_element(node) => &["aria-label"],
        _ => &[],
    };
    names.iter().filter_map(move |name| document.attr(node, name))
}
