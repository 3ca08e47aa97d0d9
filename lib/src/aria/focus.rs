//! What the keyboard can reach (HTML Standard, 6.6.2, "focusable area").

use super::Aria;
use crate::dom::{Document, NodeId, Tag};

/// Whether an element takes the focus where it is shown, as far as the document tells.
pub(super) fn takes_focus(doc: &Document, node: NodeId, by_fieldset: impl Fn() -> bool) -> bool {
    let has = |name| doc.has_attr(node, name);
    let in_use = || !is_disabled(doc, node, &by_fieldset);
    let by_itself = match doc.tag(node) {
        Tag::A | Tag::Area => has("href"),
        Tag::Input => in_use() && !is_hidden_input(doc, node),
        Tag::Button | Tag::Select | Tag::Textarea => in_use(),
        Tag::Iframe | Tag::Embed => true,
        Tag::Audio | Tag::Video => has("controls"),
        Tag::Summary => doc.parent(node).is_some_and(|parent| doc.tag(parent) == Tag::Details),
        _ => false,
    };
    let indexed = tab_index(doc, node).is_some() && in_use();
    by_itself || indexed || is_editable(doc, node)
}

fn tab_index(doc: &Document, node: NodeId) -> Option<i64> {
    let text = doc.attr(node, "tabindex")?.trim_ascii_start();
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    text[..text.len() - digits.len() + end].parse().ok()
}

/// Whether a control is disabled, by itself or by a `fieldset` around it (HTML Standard,
/// "disabled").
fn is_disabled(doc: &Document, node: NodeId, by_fieldset: impl Fn() -> bool) -> bool {
    let control = matches!(
        doc.tag(node),
        Tag::Button | Tag::Input | Tag::Select | Tag::Textarea | Tag::Fieldset
    );
    control && (doc.has_attr(node, "disabled") || by_fieldset())
}

fn is_hidden_input(doc: &Document, node: NodeId) -> bool {
    doc.attr(node, "type").is_some_and(|kind| kind.trim_ascii().eq_ignore_ascii_case("hidden"))
}

fn is_editable(doc: &Document, node: NodeId) -> bool {
    let editable = doc.attr(node, "contenteditable");
    editable.is_some_and(|value| !value.trim_ascii().eq_ignore_ascii_case("false"))
}

impl Aria<'_> {
    /// Whether an element takes the focus.
    pub(crate) fn focusable(&self, node: NodeId) -> bool {
        self.doc.is_element(node)
            && self.visible(node)
            && takes_focus(self.doc, node, || self.in_disabled_fieldset(node))
    }

    fn in_disabled_fieldset(&self, node: NodeId) -> bool {
        self.index().inherited[node.index()].disabled
    }

    /// Whether the Tab key reaches an element.
    pub(crate) fn tabbable(&self, node: NodeId) -> bool {
        self.focusable(node) && self.tab_index(node).is_none_or(|index| index >= 0)
    }

    /// The number in `tabindex`, where there is one.
    pub(crate) fn tab_index(&self, node: NodeId) -> Option<i64> {
        tab_index(self.doc, node)
    }

    /// Whether a control is disabled, by HTML or by `aria-disabled`.
    pub(crate) fn disabled(&self, node: NodeId) -> bool {
        is_disabled(self.doc, node, || self.in_disabled_fieldset(node))
            || self.doc.attr(node, "aria-disabled") == Some("true")
    }
}
