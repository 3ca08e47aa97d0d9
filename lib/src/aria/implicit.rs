//! The roles that elements have by themselves (HTML-AAM 1.0, SVG-AAM 1.0).

use super::{Aria, Index};
use crate::dom::{Document, NodeId, Ns, Tag};
use crate::escape::says_something;

/// The role of an element without a `role`; `None` where none corresponds.
pub(super) fn role(aria: &Aria<'_>, node: NodeId, index: &Index) -> Option<&'static str> {
    let doc = aria.doc;
    match doc.ns(node) {
        Ns::Svg => return svg(aria, node),
        Ns::MathMl => return (doc.name(node) == "math").then_some("math"),
        _ => {}
    }
    let around = index.inherited[node.index()];
    let has = |name| doc.has_attr(node, name);
    let named = || aria.is_named_by_author(node);
    Some(match doc.tag(node) {
        Tag::A | Tag::Area => {
            if has("href") {
                "link"
            } else {
                "generic"
            }
        }
        Tag::Article => "article",
        Tag::Aside if !around.in_section || named() => "complementary",
        Tag::Footer if around.in_section || around.in_main => "sectionfooter",
        Tag::Footer => "contentinfo",
        Tag::Header if around.in_section || around.in_main => "sectionheader",
        Tag::Header => "banner",
        Tag::Section if named() => "region",
        Tag::Form if named() => "form",
        Tag::Main => "main",
        Tag::Nav => "navigation",
        Tag::Search => "search",
        Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => "heading",
        Tag::Img | Tag::Image => image(aria, node),
        Tag::Li => item(aria, node, index),
        Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir => "list",
        Tag::Table => "table",
        Tag::Tr | Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Td | Tag::Th => {
            part_of_table(aria, node, index)
        }
        Tag::Input => return input(aria, node),
        Tag::Select => {
            let rows = aria.filled(node, "size").and_then(|size| size.parse().ok());
            if has("multiple") || rows.is_some_and(|rows: u32| rows > 1) {
                "listbox"
            } else {
                "combobox"
            }
        }
        tag => return by_tag(tag),
    })
}

/// The elements whose role depends on nothing else.
fn by_tag(tag: Tag) -> Option<&'static str> {
    Some(match tag {
        Tag::Address | Tag::Details | Tag::Fieldset | Tag::Hgroup | Tag::Optgroup => "group",
        Tag::Aside
        | Tag::B
        | Tag::Bdi
        | Tag::Bdo
        | Tag::Big
        | Tag::Blink
        | Tag::Body
        | Tag::Center => "generic",
        Tag::Data | Tag::Div | Tag::Font | Tag::Form | Tag::I | Tag::Nobr | Tag::Pre | Tag::Q => {
            "generic"
        }
        Tag::Samp | Tag::Section | Tag::Small | Tag::Span | Tag::Tt | Tag::U => "generic",
        Tag::Blockquote => "blockquote",
        Tag::Button => "button",
        Tag::Caption => "caption",
        Tag::Code => "code",
        Tag::Datalist => "listbox",
        Tag::Dd => "definition",
        Tag::Del | Tag::S | Tag::Strike => "deletion",
        Tag::Dfn | Tag::Dt => "term",
        Tag::Dialog => "dialog",
        Tag::Em => "emphasis",
        Tag::Figure => "figure",
        Tag::Hr => "separator",
        Tag::Html => "document",
        Tag::Ins => "insertion",
        Tag::Mark => "mark",
        Tag::Meter => "meter",
        Tag::Option => "option",
        Tag::Output => "status",
        Tag::P => "paragraph",
        Tag::Progress => "progressbar",
        Tag::Strong => "strong",
        Tag::Sub => "subscript",
        Tag::Sup => "superscript",
        Tag::Textarea => "textbox",
        Tag::Time => "time",
        _ => return None,
    })
}

/// An image with an empty `alt` and no other name is presentational.
fn image(aria: &Aria<'_>, node: NodeId) -> &'static str {
    let empty = aria.doc.attr(node, "alt").is_some_and(|alt| alt.trim_ascii().is_empty());
    let named = aria.filled(node, "aria-label").is_some()
        || !aria.references(node, "aria-labelledby").is_empty()
        || aria.filled(node, "title").is_some();
    if empty && !named { "none" } else { "image" }
}

/// An item that stands in no list is nothing; one of a list with another role neither.
fn item(aria: &Aria<'_>, node: NodeId, index: &Index) -> &'static str {
    let parent = aria.doc.parent(node);
    let role = parent.and_then(|parent| index.roles[parent.index()]);
    if role.is_some_and(|role| role.name() == "list") { "listitem" } else { "generic" }
}

fn part_of_table(aria: &Aria<'_>, node: NodeId, index: &Index) -> &'static str {
    let doc = aria.doc;
    let table = doc.ancestors(node).find(|&id| doc.tag(id) == Tag::Table);
    let role = table.and_then(|table| index.roles[table.index()]).map(|role| role.name());
    let Some(whole @ ("table" | "grid" | "treegrid")) = role else { return "generic" };
    match doc.tag(node) {
        Tag::Tr => "row",
        Tag::Td if whole == "table" => "cell",
        Tag::Td => "gridcell",
        Tag::Th => header(aria, node, index),
        _ => "rowgroup",
    }
}

/// What a `th` heads: by its `scope`, else by where it stands.
fn header(aria: &Aria<'_>, node: NodeId, index: &Index) -> &'static str {
    let doc = aria.doc;
    match aria.filled(node, "scope").map(str::to_ascii_lowercase).as_deref() {
        Some("row" | "rowgroup") => return "rowheader",
        Some("col" | "colgroup") => return "columnheader",
        _ => {}
    }
    let row = doc.parent(node);
    let group = row.and_then(|row| doc.parent(row)).map(|group| doc.tag(group));
    if index.inherited[node.index()].in_data_row && group != Some(Tag::Thead) {
        "rowheader"
    } else {
        "columnheader"
    }
}

fn input(aria: &Aria<'_>, node: NodeId) -> Option<&'static str> {
    let kind = aria.filled(node, "type").unwrap_or("text").to_ascii_lowercase();
    let suggests =
        is_datalist(aria.doc, aria.filled(node, "list").and_then(|id| aria.page.by_id(id)));
    Some(match kind.as_str() {
        "button" | "image" | "reset" | "submit" => "button",
        "checkbox" if aria.doc.has_attr(node, "switch") => "switch",
        "checkbox" => "checkbox",
        "radio" => "radio",
        "range" => "slider",
        "number" => "spinbutton",
        "hidden" | "password" | "color" | "date" | "datetime-local" | "file" | "month" | "time"
        | "week" => return None,
        _ if suggests => "combobox",
        "search" => "searchbox",
        _ => "textbox",
    })
}

fn is_datalist(doc: &Document, list: Option<NodeId>) -> bool {
    list.is_some_and(|list| doc.tag(list) == Tag::Datalist)
}

/// SVG-AAM: shapes are exposed only where somebody names them.
fn svg(aria: &Aria<'_>, node: NodeId) -> Option<&'static str> {
    let doc = aria.doc;
    let titled = || {
        let mut titles = doc.children(node).filter(|&id| matches!(doc.name(id), "title" | "desc"));
        titles.any(|id| says_something(&doc.text_content(id)))
    };
    let named = || {
        let label = aria.filled(node, "aria-label").is_some();
        label || !aria.references(node, "aria-labelledby").is_empty() || titled()
    };
    Some(match doc.name(node) {
        "svg" => "graphics-document",
        "a" => {
            let link = doc.has_attr(node, "href") || doc.attr_ns(node, Ns::XLink, "href").is_some();
            if link { "link" } else { "generic" }
        }
        "image" if named() || !doc.has_attr(node, "aria-label") => "image",
        "text" | "textPath" | "tspan" | "foreignObject" => {
            if named() {
                "group"
            } else {
                "generic"
            }
        }
        "g" | "use" | "symbol" => {
            if named() {
                "group"
            } else {
                "generic"
            }
        }
        "circle" | "ellipse" | "line" | "path" | "polygon" | "polyline" | "rect" | "mesh" => {
            if named() {
                "graphics-symbol"
            } else {
                "generic"
            }
        }
        _ => return None,
    })
}
