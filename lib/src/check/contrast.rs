//! The contrast of text, as far as it can be computed without layout (WCAG 2.2, "contrast ratio").

use super::context::Context;
use crate::css::Rgba;
use crate::dom::{Document, NodeId, Ns, Tag};
use std::collections::HashSet;

/// What is known of the contrast of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Contrast {
    /// The ratio, and whether the text counts as large; `None` where its size is not known.
    Ratio(f64, Option<bool>),
    /// A picture, a position or a value that is not evaluated lies between.
    Unknown,
}

/// Elements with visible text of their own, each with its contrast; what needs none is left out.
pub(crate) fn texts(cx: &Context<'_>) -> Vec<(NodeId, Contrast)> {
    let excused = inactive(cx);
    let mut found = Vec::new();
    for node in cx.elements() {
        let silent = matches!(
            cx.doc.tag(node),
            Tag::Script
                | Tag::Style
                | Tag::Title
                | Tag::Option
                | Tag::Optgroup
                | Tag::Template
                | Tag::Textarea
                | Tag::Noscript
        );
        let says = |id: NodeId| cx.doc.text(id).is_some_and(|text| has_letters(text));
        if silent || cx.doc.ns(node) != Ns::Html || !cx.doc.children(node).any(says) {
            continue;
        }
        let around = std::iter::once(node).chain(cx.doc.ancestors(node));
        let off = around.into_iter().any(|id| excused.contains(&id) || cx.aria.disabled(id));
        if !off && cx.visible(node) && !cx.page.unseen(node) {
            found.push((node, contrast(cx, node)));
        }
    }
    found
}

/// Signs and single letters, such as bullets and the x of a closing button, are no text to read.
fn has_letters(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphanumeric()).nth(1).is_some()
}

/// What names a control that cannot be used: it needs no contrast (WCAG 2.2, 1.4.3, "Incidental").
fn inactive(cx: &Context<'_>) -> HashSet<NodeId> {
    let mut names = HashSet::new();
    for node in cx.elements().filter(|&id| cx.aria.disabled(id)) {
        names.extend(cx.page.labels_of(node));
        names.extend(cx.aria.references(node, "aria-labelledby"));
    }
    names
}

/// Paints the text and its background from the inside out, as one pixel each.
fn contrast(cx: &Context<'_>, node: NodeId) -> Contrast {
    let own = cx.page.computed(node);
    let (Some(color), Some(false)) = (own.color().value(), own.text_shadow().value()) else {
        return Contrast::Unknown;
    };
    let (mut text, mut back) = (color, Rgba::TRANSPARENT);
    for id in std::iter::once(node).chain(cx.doc.ancestors(node)) {
        if id == Document::ROOT {
            break;
        }
        let look = cx.page.computed(id);
        let covered = back.alpha == u8::MAX;
        if !covered {
            let plain = look.background_image().is(|image| !image);
            let Some(colour) = look.background_color().value().filter(|_| plain) else {
                return Contrast::Unknown;
            };
            text = text.over(colour);
            back = back.over(colour);
            // What lies below an element that was moved is not what stands around it.
            if cx.page.styles.of(id).absolute && back.alpha != u8::MAX {
                return Contrast::Unknown;
            }
        }
        let (Some(opacity), Some(false)) = (look.opacity().value(), look.effect().value()) else {
            return Contrast::Unknown;
        };
        if opacity < 1.0 {
            text = text.faded(opacity);
            back = back.faded(opacity);
        }
    }
    let (text, back) = (text.over(Rgba::WHITE), back.over(Rgba::WHITE));
    let size = own.font_size().value().zip(own.font_weight().value());
    // 18 point, or 14 point and bold.
    let large = size.map(|(size, weight)| size >= 24.0 || size >= 18.66 && weight >= 700.0);
    Contrast::Ratio(text.contrast(back), large)
}
