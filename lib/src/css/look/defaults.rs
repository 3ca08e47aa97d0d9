//! How elements look where the page says nothing (HTML Standard, 15), and by its old attributes.

use super::super::color::{self, Rgba};
use super::super::length::Length;
use super::{Align, Computed, Extent, Given, Image, Item, Known, Look};
use crate::dom::{Document, NodeId, Ns, Tag};

/// The initial values.
pub(super) fn initial() -> Computed {
    let item = |look: Look| match look {
        Look::Color => Item::Color(Rgba::BLACK),
        Look::BackgroundColor => Item::Color(Rgba::TRANSPARENT),
        Look::FontSize => Item::Number(16.0),
        Look::FontWeight => Item::Number(400.0),
        Look::Opacity => Item::Number(1.0),
        Look::LetterSpacing | Look::WordSpacing | Look::Transform | Look::Rotate => {
            Item::Number(0.0)
        }
        Look::LineHeight | Look::Width | Look::Height | Look::MaxWidth | Look::MaxHeight => {
            Item::Extent(Extent::Auto)
        }
        Look::Top | Look::Right | Look::Bottom | Look::Left => Item::Extent(Extent::Auto),
        Look::TextIndent | Look::PaddingTop => Item::Extent(Extent::Px(0.0)),
        Look::TextAlign => Item::Align(Align::Edge),
        Look::OverflowX | Look::OverflowY => Item::Overflow(super::Overflow::Visible),
        Look::TextShadow | Look::TextFill | Look::TextDecoration => Item::Flag(false),
        Look::BackgroundImage => Item::Image(Image::None),
        Look::Effect | Look::Clip | Look::ClipPath => Item::Flag(false),
        Look::Outline | Look::BorderBottom => Item::Flag(false),
        Look::FlexColumn | Look::FlexWrap | Look::GridRows => Item::Flag(false),
        Look::TransformAway | Look::Translate | Look::Scale | Look::ZIndex => Item::Flag(false),
    };
    Computed(Look::ALL.map(|look| Known::Initial(item(look))))
}

/// What the user agent's sheet says of an element, to be computed as a sheet's values are.
pub(super) fn user_agent(document: &Document, id: NodeId, set: &mut dyn FnMut(Look, Given)) {
    use Tag::*;
    if document.ns(id) != Ns::Html {
        return;
    }
    let tag = document.tag(id);
    let mut item = |look, item| set(look, Given::Item(item));
    match tag {
        B | Strong | Th | H1 | H2 | H3 | H4 | H5 | H6 => {
            item(Look::FontWeight, Item::Number(700.0))
        }
        Mark => {
            item(Look::Color, Item::Color(Rgba::BLACK));
            item(Look::BackgroundColor, Item::Color(Rgba::opaque(255, 255, 0)));
        }
        A | Area if document.has_attr(id, "href") => {
            item(Look::Color, Item::Color(Rgba::opaque(0, 0, 238)));
            item(Look::TextDecoration, Item::Flag(true));
        }
        U | Ins | S | Del | Strike => item(Look::TextDecoration, Item::Flag(true)),
        Button | Input | Select | Textarea => control(document, id, &mut item),
        Table if document.quirks() => {
            // Quirks Mode Standard, 3.4.
            item(Look::Color, Item::Color(Rgba::BLACK));
            item(Look::FontSize, Item::Number(16.0));
            item(Look::FontWeight, Item::Number(400.0));
        }
        _ => {}
    }
    if matches!(tag, Th | Center | Caption) {
        item(Look::TextAlign, Item::Align(Align::Center));
    }
    let em = match tag {
        H1 => 2.0,
        H2 => 1.5,
        H3 => 1.17,
        H5 => 0.83,
        H6 => 0.67,
        // A medium size of 13 instead of 16 pixels.
        Code | Kbd | Samp | Tt | Pre | Listing | Xmp | Plaintext => 13.0 / 16.0,
        _ => 1.0,
    };
    if em != 1.0 {
        set(Look::FontSize, Given::Length(Length::Em(em)));
    }
    if matches!(tag, Small | Sub | Sup | Big) {
        set(Look::FontSize, Given::Step(tag == Big));
    }
}

/// Controls take nothing from the text around them (HTML Standard, 15.5.2).
fn control(document: &Document, id: NodeId, item: &mut impl FnMut(Look, Item)) {
    let tag = document.tag(id);
    let kind = document.attr(id, "type").unwrap_or_default().to_ascii_lowercase();
    let pushed = tag == Tag::Button || matches!(&*kind, "button" | "submit" | "reset");
    let face = if pushed { Rgba::opaque(239, 239, 239) } else { Rgba::WHITE };
    if !(tag == Tag::Input && matches!(&*kind, "checkbox" | "radio" | "image" | "range" | "file")) {
        item(Look::BackgroundColor, Item::Color(face));
    }
    let off = document.has_attr(id, "disabled");
    item(Look::Color, Item::Color(if off { Rgba::opaque(109, 109, 109) } else { Rgba::BLACK }));
    item(Look::FontSize, Item::Number(13.333_333));
    item(Look::FontWeight, Item::Number(400.0));
    item(Look::LineHeight, Item::Extent(Extent::Auto));
    item(Look::LetterSpacing, Item::Number(0.0));
    item(Look::WordSpacing, Item::Number(0.0));
    item(Look::TextIndent, Item::Extent(Extent::Px(0.0)));
    item(Look::TextShadow, Item::Flag(false));
    let align = if pushed { Align::Center } else { Align::Edge };
    item(Look::TextAlign, Item::Align(align));
}

/// What old attributes say: as rules of the page that are weaker than all others (HTML Standard,
/// 15.2: presentational hints).
pub(super) fn hints(document: &Document, id: NodeId, set: &mut dyn FnMut(Look, Given)) {
    use Tag::*;
    if document.ns(id) != Ns::Html {
        return;
    }
    let tag = document.tag(id);
    let attr = |name: &str| document.attr(id, name);
    let mut color = |look, value: std::option::Option<&str>| {
        if let Some(color) = value.and_then(color::legacy) {
            set(look, Given::Item(Item::Color(color)));
        }
    };
    if matches!(tag, Body | Table | Thead | Tbody | Tfoot | Tr | Td | Th | Marquee) {
        color(Look::BackgroundColor, attr("bgcolor"));
    }
    match tag {
        Body => color(Look::Color, attr("text")),
        Font => color(Look::Color, attr("color")),
        A if attr("href").is_some() => {
            let mut bodies = document.ancestors(id).filter(|&outer| document.tag(outer) == Body);
            color(Look::Color, bodies.next().and_then(|body| document.attr(body, "link")));
        }
        _ => {}
    }
    if matches!(tag, Body | Table | Thead | Tbody | Tfoot | Tr | Td | Th)
        && attr("background").is_some_and(|address| !address.trim().is_empty())
    {
        set(Look::BackgroundImage, Given::Item(Item::Image(super::Image::Other)));
    }
    if let Some(size) = attr("size").filter(|_| tag == Font).and_then(font_size) {
        set(Look::FontSize, Given::Item(Item::Number(size)));
    }
    if matches!(tag, P | Div | H1 | H2 | H3 | H4 | H5 | H6 | Td | Th | Tr | Caption | Center) {
        let align = attr("align").unwrap_or_default().to_ascii_lowercase();
        let align = match &*align {
            "justify" => Some(Align::Justify),
            "center" | "middle" => Some(Align::Center),
            "left" | "right" => Some(Align::Edge),
            _ => None,
        };
        if let Some(align) = align {
            set(Look::TextAlign, Given::Item(Item::Align(align)));
        }
    }
    if matches!(tag, Table | Td | Th | Img | Iframe | Video | Object | Embed | Hr | Col) {
        for (name, look) in [("width", Look::Width), ("height", Look::Height)] {
            if let Some(length) = attr(name).and_then(dimension) {
                set(look, Given::Length(length));
            }
        }
    }
}

/// A dimension value (HTML Standard, 2.3.4.4).
fn dimension(value: &str) -> Option<Length> {
    let value = value.trim_start();
    let end = value.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(value.len());
    let number: f32 = value[..end].parse().ok()?;
    let percent = value[end..].starts_with('%');
    Some(if percent { Length::Percent(number) } else { Length::Px(number) })
}

/// The size of a `font` element (HTML Standard, 15.3.4).
fn font_size(value: &str) -> Option<f32> {
    let value = value.trim();
    let digits = value.trim_start_matches(['+', '-']);
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let number: i32 = digits[..end].parse().ok()?;
    let size = match value.chars().next() {
        Some('+') => number.saturating_add(3),
        Some('-') => 3 - number,
        _ => number,
    };
    Some([10.0, 13.0, 16.0, 18.0, 24.0, 32.0, 48.0][(size.clamp(1, 7) - 1) as usize])
}
