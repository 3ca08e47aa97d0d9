//! The contrast of text and what is behind it (WCAG 2.2, 1.4.3 and 1.4.6), as far as colours tell.

use super::context::{Checker, Context};
use crate::css::{Image, Rgba};
use crate::dom::{Document, NodeId, NodeSet, Ns, Tag};

/// The ratios that a level asks for.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    pub(super) ordinary: f64,
    pub(super) large: f64,
}

/// What is behind a text.
enum Ground {
    /// The colours that may be: one, or those of a gradient.
    Colors(Vec<Rgba>),
    /// It cannot be known: the element that makes it so, and why.
    Unknown(NodeId, &'static str),
}

/// Tells texts of too little contrast, and what a person must look at.
pub(super) fn check(c: &mut Checker<'_>, wanted: Wanted) {
    let cx = c.cx;
    if !cx.style_is_known() {
        unread(c);
    }
    let inactive = inactive(cx);
    let mut told = NodeSet::new(cx.doc);
    let texts = cx.elements().filter(|&id| !inactive.contains(id) && has_words(cx, id));
    let texts: Vec<NodeId> = texts.filter(|&id| cx.visible(id) && !cx.page.unseen(id)).collect();
    for node in texts {
        text(c, node, wanted, &mut told);
    }
}

/// Sheets that are not at hand may say anything: one review for each page.
fn unread(c: &mut Checker<'_>) {
    let unread = c.cx.page.styles.unread().first();
    let node = unread.map_or(Document::ROOT, |unread| unread.node);
    let name = unread.map_or_else(String::new, |unread| format!(" ({})", unread.address));
    c.review(
        node,
        format!("Not all of the page's style could be read{name}: its colours are not certain."),
    );
}

/// Whether an element has text of its own that says something.
fn has_words(cx: &Context<'_>, node: NodeId) -> bool {
    let says = |id| cx.doc.text(id).is_some_and(|text| text.contains(char::is_alphanumeric));
    // Drawings have paints of their own.
    cx.doc.ns(node) == Ns::Html
        && !matches!(cx.doc.tag(node), Tag::Script | Tag::Style | Tag::Title | Tag::Noscript)
        && cx.doc.children(node).any(says)
}

/// Disabled controls and their labels, with all that is in them: no contrast is asked for.
fn inactive(cx: &Context<'_>) -> NodeSet {
    let mut inactive = NodeSet::new(cx.doc);
    for node in cx.elements() {
        let around = cx.doc.parent(node).is_some_and(|parent| inactive.contains(parent));
        if !around && !cx.aria.disabled(node) {
            continue;
        }
        inactive.extend([node]);
        if around {
            continue;
        }
        let named = cx.aria.references(node, "aria-labelledby");
        let labels = cx.page.labels_of(node).iter().copied().chain(named);
        labels.for_each(|label| inactive.extend(cx.doc.descendants(label)));
    }
    inactive
}

fn text(c: &mut Checker<'_>, node: NodeId, wanted: Wanted, told: &mut NodeSet) {
    let cx = c.cx;
    let looks = cx.page.computed(node);
    let large = looks.font_size().is(|size| {
        // 18 points, or 14 where bold.
        size >= 24.0 || (size >= 18.66 && looks.font_weight().is(|weight| weight >= 700.0))
    });
    let least = if large { wanted.large } else { wanted.ordinary };
    let grounds = match ground(cx, node) {
        Ground::Colors(colors) => colors,
        Ground::Unknown(because, why) => {
            if !told.contains(because) {
                told.extend([because]);
                c.review(because, format!("The contrast of the text cannot be told: {why}."));
            }
            return;
        }
    };
    let Some(color) = looks.color().value() else {
        c.review(node, "The contrast of the text cannot be told: its colour is not certain.");
        return;
    };
    let opacity: f32 =
        around(cx, node).map(|id| cx.page.computed(id).opacity().value().unwrap_or(1.0)).product();
    let color = color.faded(opacity);
    let seen = |&ground: &Rgba| (color.over(ground), ground);
    let ratio = |&(color, ground): &(Rgba, Rgba)| color.contrast(ground);
    let seen: Vec<_> = grounds.iter().map(seen).filter(|pair| ratio(pair) < least).collect();
    let best = seen.iter().max_by(|a, b| ratio(a).total_cmp(&ratio(b)));
    let Some(&(color, ground)) = best.filter(|_| looks.font_size().value().is_some()) else {
        return;
    };
    if seen.len() < grounds.len() {
        c.review(node, "The contrast of the text is too little on a part of what is behind it.");
        return;
    }
    let ratio = color.contrast(ground);
    let message = format!(
        "The contrast of the text is {:.2}:1 ({} on {}); at least {least}:1 is asked for.",
        (ratio * 100.0).floor() / 100.0,
        hex(color),
        hex(ground)
    );
    let letters = cx.text(node).chars().filter(|c| c.is_alphanumeric()).count();
    // Text of the colour of its ground is not seen by anybody; a single sign may be no text.
    let sure = cx.style_is_known() && ratio > 1.0 && letters > 1;
    if sure && !looks.text_shadow().is(|shadow| shadow) {
        c.fail(node, message);
    } else {
        c.review(node, message);
    }
}

fn around<'c>(cx: &'c Context<'_>, node: NodeId) -> impl Iterator<Item = NodeId> + 'c {
    let whole = std::iter::once(node).chain(cx.doc.ancestors(node));
    whole.filter(|&id| cx.doc.is_element(id))
}

/// The colour behind an element's text: its own and those around it, down to the canvas, which is
/// white.
fn ground(cx: &Context<'_>, node: NodeId) -> Ground {
    let mut layers = Vec::new();
    let (mut moved, mut gradient) = (None, None);
    for id in around(cx, node) {
        let looks = cx.page.computed(id);
        if !looks.effect().is(|effect| !effect) {
            return Ground::Unknown(id, "a filter, mask or blend mode changes the colours");
        }
        match looks.background_image().value() {
            Some(Image::None) => {}
            Some(Image::Gradient(stops)) if gradient.is_none() => {
                gradient = Some((stops.samples(), layers.len()));
            }
            _ => return Ground::Unknown(id, "a picture or gradient is behind it"),
        }
        let Some(color) = looks.background_color().value() else {
            return Ground::Unknown(id, "the colour behind it is not certain");
        };
        if color.alpha > 0 {
            layers.push(color);
        }
        if color.alpha == 255 {
            break;
        }
        if cx.page.styles.of(id).absolute {
            moved = Some(id);
        }
    }
    // What stands elsewhere than in its place may stand on anything.
    if let Some(id) = moved {
        return Ground::Unknown(id, "it is positioned over other content");
    }
    let over = |below: Rgba, layers: &[Rgba]| {
        layers.iter().rev().fold(below, |below, layer| layer.over(below))
    };
    let Some((samples, above)) = gradient else {
        return Ground::Colors(vec![over(Rgba::WHITE, &layers)]);
    };
    // Beside a gradient that does not fill its element the colour below it shows.
    let below = over(Rgba::WHITE, &layers[above..]);
    let samples = samples.into_iter().chain([Rgba::TRANSPARENT]);
    Ground::Colors(samples.map(|color| over(color.over(below), &layers[..above])).collect())
}

fn hex(color: Rgba) -> String {
    format!("#{:02x}{:02x}{:02x}", color.red, color.green, color.blue)
}
