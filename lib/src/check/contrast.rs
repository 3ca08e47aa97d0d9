//! The contrast of text and what is behind it (WCAG 2.2, 1.4.3 and 1.4.6), as far as colours tell.

use super::context::{Checker, Context};
use crate::css::{Computed, Image, Rgba};
use crate::dom::{Document, NodeId, NodeSet, Ns, Tag};
use std::cell::Cell;

/// The ratios that a level asks for.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    pub(super) ordinary: f64,
    pub(super) large: f64,
}

/// Where a text comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    Content,
    /// The value of a control.
    Value,
    Placeholder,
}

impl Source {
    fn noun(self) -> &'static str {
        match self {
            Source::Placeholder => "placeholder",
            Source::Content | Source::Value => "text",
        }
    }

    fn looks<'p>(self, cx: &Context<'p>, node: NodeId) -> &'p Computed {
        match self {
            Source::Placeholder => cx.page.placeholder(node),
            Source::Content | Source::Value => cx.page.computed(node),
        }
    }
}

/// The element that makes a contrast uncertain, and why.
type Uncertain = (NodeId, &'static str);

/// Tells texts of too little contrast, and what a person must look at.
pub(super) fn check(c: &mut Checker<'_>, wanted: Wanted) {
    let cx = c.cx;
    if !cx.style_is_known() {
        unread(c);
    }
    let (inactive, layers) = (inactive(cx), Layers::of(cx));
    let mut told = NodeSet::new(cx.doc);
    let texts = cx.elements().filter(|&id| !inactive.contains(id));
    let texts = texts.filter_map(|id| Some((id, source(cx, id)?)));
    let texts = texts.filter(|&(id, _)| cx.visible(id) && !cx.page.unseen(id));
    for (node, source) in texts.collect::<Vec<_>>() {
        text(c, Text { node, source }, wanted, &layers, &mut told);
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

/// What text an element shows of its own that says something.
fn source(cx: &Context<'_>, node: NodeId) -> Option<Source> {
    let says = |text: &str| text.contains(char::is_alphanumeric);
    let has = |name: &str| cx.doc.attr(node, name).is_some_and(says);
    let kind = cx.doc.attr(node, "type").unwrap_or_default().to_ascii_lowercase();
    // Drawings have paints of their own.
    if cx.doc.ns(node) != Ns::Html {
        return None;
    }
    match cx.doc.tag(node) {
        Tag::Script | Tag::Style | Tag::Title | Tag::Noscript => None,
        Tag::Input if matches!(&*kind, "submit" | "reset" | "button") => {
            has("value").then_some(Source::Value)
        }
        Tag::Input => {
            let dots = kind == "password";
            let pictures = ["hidden", "checkbox", "radio", "image", "range", "file", "color"]
                .contains(&&*kind);
            match has("value") {
                _ if pictures => None,
                true => (!dots).then_some(Source::Value),
                false => has("placeholder").then_some(Source::Placeholder),
            }
        }
        tag => {
            let own = cx.doc.children(node).any(|id| cx.doc.text(id).is_some_and(says));
            let empty = tag == Tag::Textarea && has("placeholder");
            own.then_some(Source::Content).or_else(|| empty.then_some(Source::Placeholder))
        }
    }
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
        for label in labels {
            // What is in it already came with it, or comes on its way to the end.
            if !inactive.contains(label) {
                inactive.extend(cx.doc.descendants(label));
            }
        }
    }
    inactive
}

/// What elements do to the colours of texts within them.
struct Layers {
    /// The elements that are not opaque, and all that is in them.
    faded: NodeSet,
    /// The nearest element around each, or itself, that changes a colour or makes it uncertain:
    /// most change none.
    nearest: Vec<Option<NodeId>>,
    /// The last contrast: most texts are of the colours of the one before.
    last: Cell<Option<(Rgba, Rgba, f64)>>,
}

impl Layers {
    fn of(cx: &Context<'_>) -> Layers {
        let (faded, nearest) = (NodeSet::new(cx.doc), vec![None; cx.doc.len()]);
        let mut layers = Layers { faded, nearest, last: Cell::new(None) };
        for id in cx.elements() {
            let (parent, looks) = (cx.doc.parent(id), cx.page.computed(id));
            let around = parent.is_some_and(|parent| layers.faded.contains(parent));
            let faded = around || !looks.opacity().is(|opacity| opacity >= 1.0);
            if faded {
                layers.faded.insert(id);
            }
            let plain = !faded
                && looks.effect().is(|effect| !effect)
                && looks.background_image().is(|image| image == Image::None)
                && looks.background_color().is(|color| color.alpha == 0)
                && !cx.page.styles.of(id).absolute;
            layers.nearest[id.index()] = match plain {
                true => layers.around(parent),
                false => Some(id),
            };
        }
        layers
    }

    fn ratio(&self, color: Rgba, ground: Rgba) -> f64 {
        match self.last.get() {
            Some((text, behind, ratio)) if (text, behind) == (color, ground) => ratio,
            _ => {
                let ratio = color.contrast(ground);
                self.last.set(Some((color, ground, ratio)));
                ratio
            }
        }
    }

    /// The nearest element that counts, from one outwards.
    fn around(&self, node: Option<NodeId>) -> Option<NodeId> {
        self.nearest[node?.index()]
    }
}

/// A text of the page: its element, and where it comes from.
#[derive(Clone, Copy)]
struct Text {
    node: NodeId,
    source: Source,
}

fn text(
    c: &mut Checker<'_>,
    Text { node, source }: Text,
    wanted: Wanted,
    layers: &Layers,
    told: &mut NodeSet,
) {
    let cx = c.cx;
    let what = source.noun();
    let looks = source.looks(cx, node);
    let large = looks.font_size().is(|size| {
        // 18 points, or 14 where bold.
        size >= 24.0 || (size >= 18.66 && looks.font_weight().is(|weight| weight >= 700.0))
    });
    let least = if large { wanted.large } else { wanted.ordinary };
    let Some(color) = looks.color().value() else {
        // Where the page leaves a field as it is, each browser's own grey is its own matter.
        let plain =
            source == Source::Placeholder && cx.page.computed(node).background_color().is_initial();
        if !plain {
            c.review(
                node,
                format!("The contrast of the {what} cannot be told: its colour is not certain."),
            );
        }
        return;
    };
    let color = match source {
        Source::Placeholder => color.faded(looks.opacity().value().unwrap_or(1.0)),
        Source::Content | Source::Value => color,
    };
    let grounds = match seen(cx, node, color, layers) {
        Ok(pairs) => pairs,
        Err((because, why)) => {
            if !told.contains(because) {
                told.extend([because]);
                c.review(because, format!("The contrast of the {what} cannot be told: {why}."));
            }
            return;
        }
    };
    compare(c, Text { node, source }, least, &grounds, layers);
}

/// Tells of the pair of colours that is the easiest to read among those that are too close.
fn compare(
    c: &mut Checker<'_>,
    Text { node, source }: Text,
    least: f64,
    grounds: &[(Rgba, Rgba)],
    layers: &Layers,
) {
    let cx = c.cx;
    let what = source.noun();
    let looks = source.looks(cx, node);
    let ratio = |&(color, ground): &(Rgba, Rgba)| layers.ratio(color, ground);
    let poor: Vec<_> = grounds.iter().copied().filter(|pair| ratio(pair) < least).collect();
    let best = poor.iter().max_by(|a, b| ratio(a).total_cmp(&ratio(b)));
    let Some(&(color, ground)) = best.filter(|_| looks.font_size().value().is_some()) else {
        return;
    };
    if poor.len() < grounds.len() {
        c.review(
            node,
            format!("The contrast of the {what} is too little on a part of what is behind it."),
        );
        return;
    }
    let ratio = color.contrast(ground);
    let message = format!(
        "The contrast of the {what} is {:.2}:1 ({} on {}); at least {least}:1 is asked for.",
        (ratio * 100.0).floor() / 100.0,
        hex(color),
        hex(ground)
    );
    let letters = cx.text(node).chars().filter(|c| c.is_alphanumeric()).count();
    // Text of the colour of its ground is not seen by anybody; a single sign may be no text.
    let legible = ratio > 1.0 && (letters > 1 || source != Source::Content);
    let sure = cx.style_is_known() && legible;
    if sure && !looks.text_shadow().is(|shadow| shadow) {
        c.fail(node, message);
    } else {
        // The same colours come from the same style.
        let cause = Some(message.clone());
        c.review(node, message).cause = cause;
    }
}

/// The colours of an element's text and of what is behind it, as they are seen: one pair, or those
/// along a gradient. From the text outwards to the canvas, which is white, each element lays its
/// background below, and fades with its opacity all that it holds (CSS Color 4, 3.3).
fn seen(
    cx: &Context<'_>,
    node: NodeId,
    color: Rgba,
    layers: &Layers,
) -> Result<Vec<(Rgba, Rgba)>, Uncertain> {
    let mut pairs = vec![(color, Rgba::TRANSPARENT)];
    let (mut moved, mut gradient) = (None, false);
    let first = layers.around(Some(node));
    for id in std::iter::successors(first, |&id| layers.around(cx.doc.parent(id))) {
        let (solid, looks) = (is_solid(&pairs), cx.page.computed(id));
        if solid && !layers.faded.contains(id) {
            break;
        }
        if !looks.effect().is(|effect| !effect) {
            return Err((id, "a filter, mask or blend mode changes the colours"));
        }
        if !solid {
            lay(cx, id, &mut pairs, &mut gradient)?;
        }
        let Some(opacity) = looks.opacity().value() else {
            return Err((id, "its opacity is not certain"));
        };
        for (text, ground) in pairs.iter_mut().filter(|_| opacity < 1.0) {
            (*text, *ground) = (text.faded(opacity), ground.faded(opacity));
        }
        if cx.page.styles.of(id).absolute && !is_solid(&pairs) {
            moved = Some(id);
        }
    }
    // What stands elsewhere than in its place may stand on anything.
    if let Some(id) = moved {
        return Err((id, "it is positioned over other content"));
    }
    let on_canvas =
        |(text, ground): (Rgba, Rgba)| (text.over(Rgba::WHITE), ground.over(Rgba::WHITE));
    Ok(pairs.into_iter().map(on_canvas).collect())
}

fn is_solid(pairs: &[(Rgba, Rgba)]) -> bool {
    pairs.iter().all(|(_, ground)| ground.alpha == 255)
}

/// Lays the background of an element below a text and what is behind it already.
fn lay(
    cx: &Context<'_>,
    id: NodeId,
    pairs: &mut Vec<(Rgba, Rgba)>,
    gradient: &mut bool,
) -> Result<(), Uncertain> {
    let looks = cx.page.computed(id);
    let below = |(text, ground): (Rgba, Rgba), layer| (text.over(layer), ground.over(layer));
    match looks.background_image().value() {
        Some(Image::None) => {}
        Some(Image::Gradient(stops)) if !*gradient => {
            *gradient = true;
            // Beside a gradient that does not fill its element the colour below it shows.
            let samples = stops.samples().into_iter().chain([Rgba::TRANSPARENT]);
            let all = samples.flat_map(|sample| pairs.iter().map(move |&pair| below(pair, sample)));
            *pairs = all.collect();
        }
        _ => return Err((id, "a picture or gradient is behind it")),
    }
    match looks.background_color().value() {
        Some(color) => pairs.iter_mut().for_each(|pair| *pair = below(*pair, color)),
        None => return Err((id, "the colour behind it is not certain")),
    }
    Ok(())
}

fn hex(color: Rgba) -> String {
    format!("#{:02x}{:02x}{:02x}", color.red, color.green, color.blue)
}
