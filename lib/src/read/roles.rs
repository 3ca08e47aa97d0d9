//! What an element is by its role, where that is what another element of HTML is: it is read as that
//! element (WAI-ARIA 1.2, 5.3; HTML-AAM 1.0, 3.5).

use super::{Reading, controls};
use crate::dom::{Document, NodeId, Tag as Html};

impl Reading<'_> {
    /// The element of HTML that an element is by its role, else the one that it is.
    pub(super) fn element_by_role(&self, node: NodeId, tag: Html) -> Html {
        let document = &self.page.document;
        // An item of a presentational list is one of its own if it says so itself.
        let decides = document.has_attr(node, "role")
            || tag == Html::Li
                && document.parent(node).is_some_and(|it| document.has_attr(it, "role"));
        if !decides || controls::is_native(tag) || tag == Html::A && document.has_attr(node, "href")
        {
            return tag;
        }
        let Some(role) = self.aria.role(node) else { return tag };
        if role.is_none() {
            return match tag {
                Html::Ul | Html::Ol | Html::Menu | Html::Dir | Html::Dl => Html::Div,
                // In a list of tabs or a menu it is an item all the same.
                Html::Li if !document.has_attr(node, "role") => Html::Div,
                tag => tag,
            };
        }
        let list = matches!(tag, Html::Ul | Html::Ol | Html::Menu | Html::Dir);
        match role.name() {
            "list" if !list => Html::Ul,
            "listitem" => Html::Li,
            "paragraph" => Html::P,
            "blockquote" => Html::Blockquote,
            "figure" => Html::Figure,
            "caption" if tag != Html::Caption => Html::Figcaption,
            "separator" if document.text_content(node).trim().is_empty() => Html::Hr,
            "deletion" => Html::Del,
            "insertion" => Html::Ins,
            "emphasis" => Html::Em,
            "strong" => Html::Strong,
            "code" => Html::Code,
            "subscript" => Html::Sub,
            "superscript" => Html::Sup,
            "mark" => Html::Mark,
            "term" if tag != Html::Dt => Html::Dfn,
            "table" | "grid" | "treegrid" => Html::Table,
            _ => table_part(document, node),
        }
    }
}

/// What an element is in a table: by its role, else by what it is.
pub(super) fn table_part(document: &Document, node: NodeId) -> Html {
    let tag = document.tag(node);
    let role = document.attr(node, "role").and_then(|role| role.split_ascii_whitespace().next());
    match role.map(str::to_ascii_lowercase).as_deref() {
        Some("row") => Html::Tr,
        Some("cell" | "gridcell") => Html::Td,
        Some("columnheader" | "rowheader") => Html::Th,
        Some("rowgroup") if !matches!(tag, Html::Thead | Html::Tfoot) => Html::Tbody,
        Some("caption") => Html::Caption,
        _ => tag,
    }
}

/// The parts of a table, a row group or a row: its children, and in a table that is made by roles what
/// stands in elements that are nothing.
pub(super) fn table_parts(document: &Document, parent: NodeId) -> Vec<NodeId> {
    let native = |id: NodeId| {
        matches!(document.tag(id), Html::Table | Html::Tr)
            || matches!(document.tag(id), Html::Thead | Html::Tbody | Html::Tfoot)
    };
    if native(parent) {
        return document.children(parent).collect();
    }
    let mut parts = Vec::new();
    let mut walk = document.walk(parent);
    while let Some(step) = walk.next() {
        let crate::dom::Step::Enter(id) = step else { continue };
        let is_part = matches!(
            table_part(document, id),
            Html::Tr
                | Html::Td
                | Html::Th
                | Html::Tbody
                | Html::Thead
                | Html::Tfoot
                | Html::Caption
        );
        if is_part {
            parts.push(id);
        }
        if id != parent && (is_part || document.has_attr(id, "role")) {
            walk.skip_children(id);
        }
    }
    parts
}
