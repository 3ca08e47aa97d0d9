//! What the keyboard can reach.

use super::context::Context;
use crate::dom::{NodeId, Tag};

/// Whether an element takes the focus (HTML Standard, "focusable area"), as far as the document and
/// its style tell.
pub(crate) fn is_focusable(cx: &Context<'_>, node: NodeId) -> bool {
    if !cx.doc.is_element(node) || !cx.visible(node) {
        return false;
    }
    let has = |name| cx.doc.has_attr(node, name);
    let by_itself = match cx.doc.tag(node) {
        Tag::A | Tag::Area => has("href"),
        Tag::Input => !is_disabled(cx, node) && !is_hidden_input(cx, node),
        Tag::Button | Tag::Select | Tag::Textarea => !is_disabled(cx, node),
        Tag::Iframe | Tag::Embed => true,
        Tag::Audio | Tag::Video => has("controls"),
        Tag::Summary => {
            let parent = cx.doc.parent(node);
            parent.is_some_and(|parent| cx.doc.tag(parent) == Tag::Details)
        }
        _ => false,
    };
    by_itself || tab_index(cx, node).is_some() && !is_disabled(cx, node) || is_editable(cx, node)
}

/// Whether the Tab key reaches an element.
pub(crate) fn is_tabbable(cx: &Context<'_>, node: NodeId) -> bool {
    is_focusable(cx, node) && tab_index(cx, node).is_none_or(|index| index >= 0)
}

/// Whether something within an element takes the focus.
pub(crate) fn has_focusable(cx: &Context<'_>, node: NodeId) -> bool {
    cx.doc.descendants(node).skip(1).any(|id| is_focusable(cx, id))
}

/// The number in `tabindex`, where there is one.
pub(crate) fn tab_index(cx: &Context<'_>, node: NodeId) -> Option<i64> {
    cx.filled(node, "tabindex")?.parse().ok()
}

/// Whether a control is disabled, by itself or by a `fieldset` around it (HTML Standard,
/// "disabled").
pub(crate) fn is_disabled(cx: &Context<'_>, node: NodeId) -> bool {
    let control = matches!(
        cx.doc.tag(node),
        Tag::Button | Tag::Input | Tag::Select | Tag::Textarea | Tag::Fieldset
    );
    if !control {
        return false;
    }
    let mut inner = node;
    for around in cx.doc.ancestors(node) {
        if cx.doc.tag(around) == Tag::Fieldset && cx.doc.has_attr(around, "disabled") {
            // The controls in its first legend stay in use.
            let legend = cx.doc.children(around).find(|&id| cx.doc.tag(id) == Tag::Legend);
            if legend != Some(inner) {
                return true;
            }
        }
        inner = around;
    }
    cx.doc.has_attr(node, "disabled")
}

fn is_hidden_input(cx: &Context<'_>, node: NodeId) -> bool {
    cx.filled(node, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("hidden"))
}

fn is_editable(cx: &Context<'_>, node: NodeId) -> bool {
    let editable = cx.doc.attr(node, "contenteditable");
    editable.is_some_and(|value| !value.trim_ascii().eq_ignore_ascii_case("false"))
}
