//! The user agent's own style sheet (HTML Standard, 15.3; SVG 2, appendix "User agent style sheet").

use super::text_style::font_named;
use super::{Display, Font, ListStyle, Script, Style, TextTransform, WhiteSpace};
use crate::dom::{Document, NodeId, Ns, Tag};

/// An element's style before the page's own rules: inherited values and the user agent's.
pub(super) fn default_style(document: &Document, id: NodeId, parent: Style) -> Style {
    let mut style = Style { display: default_display(document, id), ..parent.inherited() };
    let tag = document.tag(id);
    if tag == Tag::Font {
        style.font = document.attr(id, "face").map_or(style.font, font_named);
    }
    match tag {
        Tag::Pre | Tag::Listing | Tag::Xmp | Tag::Plaintext => {
            let wraps = tag == Tag::Pre && document.has_attr(id, "wrap");
            style.white_space = if wraps { WhiteSpace::PreWrap } else { WhiteSpace::Pre };
        }
        Tag::Textarea => style.white_space = WhiteSpace::PreWrap,
        Tag::Option | Tag::Nobr => style.white_space = WhiteSpace::NoWrap,
        Tag::Td | Tag::Th if document.has_attr(id, "nowrap") => {
            style.white_space = WhiteSpace::NoWrap;
        }
        // Quirks Mode Standard, 3.4: tables do not inherit how their surroundings are spaced.
        Tag::Table if document.quirks() => style.white_space = WhiteSpace::Normal,
        _ => {}
    }
    if matches!(tag, Tag::Button | Tag::Input | Tag::Select | Tag::Textarea) {
        style.text_transform = TextTransform::None;
    }
    match document.attr(id, "dir") {
        Some(dir) if dir.eq_ignore_ascii_case("rtl") => style.rtl = true,
        Some(dir) if dir.eq_ignore_ascii_case("ltr") => style.rtl = false,
        _ => {}
    }
    let kind = || document.attr(id, "type").and_then(ListStyle::of_attribute);
    match tag {
        Tag::Ol => style.list_style = kind().unwrap_or(ListStyle::DECIMAL),
        Tag::Ul | Tag::Menu | Tag::Dir => style.list_style = kind().unwrap_or(ListStyle::DISC),
        Tag::Li => style.list_style = kind().unwrap_or(style.list_style),
        _ => {}
    }
    letters(tag, &mut style);
    if document.ns(id) == Ns::Svg {
        presentation_attributes(document, id, &mut style);
    }
    style
}

/// How the letters of elements stand and are cut (HTML Standard, 15.3.3 to 15.3.5).
fn letters(tag: Tag, style: &mut Style) {
    use Tag::{Address, B, Button, Cite, Del, Dfn, Em, H1, H2, H3, H4, H5, H6, I, Input, Optgroup};
    use Tag::{S, Select, Strike, Strong, Sub, Sup, Textarea, Th, Var};
    match tag {
        B | Strong | Th | H1 | H2 | H3 | H4 | H5 | H6 | Optgroup => style.bold = true,
        Em | I | Cite | Var | Dfn | Address => style.italic = true,
        Del | S | Strike => style.struck = true,
        Sub => style.script = Script::Sub,
        Sup => style.script = Script::Super,
        Button | Input | Select | Textarea => {
            (style.font, style.bold, style.italic) = (Font::Text, false, false);
        }
        _ => {}
    }
}

fn is_none(value: &str) -> bool {
    value.eq_ignore_ascii_case("none")
}

fn presentation_attributes(document: &Document, id: NodeId, style: &mut Style) {
    if document.attr(id, "display").is_some_and(is_none) {
        style.display = Display::None;
    }
    match document.attr(id, "visibility") {
        Some("hidden" | "collapse") => style.invisible = true,
        Some("visible") => style.invisible = false,
        _ => {}
    }
}

fn default_display(document: &Document, id: NodeId) -> Display {
    use Tag::*;
    match document.ns(id) {
        Ns::Html => {}
        Ns::Svg => return svg_display(document.name(id)),
        _ => return Display::Inline,
    }
    let tag = document.tag(id);
    // `hidden=until-found` too: nothing of it is seen until somebody searches for it.
    if document.has_attr(id, "hidden") && tag != Embed {
        return Display::None;
    }
    let closed_dialog = tag == Dialog && !document.has_attr(id, "open");
    let popover = document.has_attr(id, "popover") && (tag != Dialog || closed_dialog);
    let soundless = tag == Audio && !document.has_attr(id, "controls");
    let hidden_input = tag == Input
        && document.attr(id, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("hidden"));
    if closed_dialog || popover || soundless || hidden_input {
        return Display::None;
    }
    match tag {
        Area | Base | Basefont | Datalist | Head | Link | Meta | Noembed | Noframes | Param
        | Rp | Script | Style | Template | Title => Display::None,
        Address | Article | Aside | Blockquote | Body | Center | Dd | Details | Dialog | Dir
        | Div | Dl | Dt | Fieldset | Figcaption | Figure | Footer | Form | Frame | Frameset
        | H1 | H2 | H3 | H4 | H5 | H6 | Header | Hgroup | Hr | Html | Legend | Listing | Main
        | Menu | Nav | Ol | Optgroup | Option | P | Plaintext | Pre | Search | Section
        | Summary | Ul | Xmp => Display::Block,
        Li => Display::ListItem,
        Table => Display::Table,
        Caption => Display::Caption,
        Thead | Tbody | Tfoot => Display::RowGroup,
        Tr => Display::Row,
        Td | Th => Display::Cell,
        Col | Colgroup => Display::Column,
        Button | Input | Select | Textarea | Meter | Progress | Marquee => Display::InlineBlock,
        Slot => Display::Contents,
        _ => Display::Inline,
    }
}

/// SVG 2: text and foreign objects are blocks, and some elements are never rendered directly.
fn svg_display(name: &str) -> Display {
    match name {
        "text" | "foreignObject" => Display::Block,
        "clipPath" | "cursor" | "defs" | "desc" | "filter" | "hatch" | "linearGradient"
        | "marker" | "mask" | "metadata" | "pattern" | "radialGradient" | "script" | "stop"
        | "style" | "symbol" | "title" => Display::None,
        _ => Display::Inline,
    }
}
