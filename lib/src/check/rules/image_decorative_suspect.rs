//! ACT e88epe, in part: images that are kept from screen readers and seem to tell something.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::css::{Extent, Image, Known};
use crate::dom::{NodeId, Tag};
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule {
    id: "image-decorative-suspect",
    title: "An image that is hidden from screen readers tells nothing.",
    criteria: &["1.1.1"],
    advice: false,
    act: &["e88epe"],
    decidable: Decidable::Partial,
    severity: Severity::Warning,
    svg: false,
    who: "People who do not see the image do not learn that there is something to miss.",
    hint: "Say in alt what the image tells, if it tells anything.",
    bad: "<html lang=en><title>Town</title><p><img src=town-logo.png alt=''>",
    good: "<html lang=en><title>Town</title><p><img src=town-logo.png alt='Town of Lhota'>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for image in cx.all(Tag::Img).filter(|&id| cx.visible(id) && !cx.page.unseen(id)) {
        if cx.aria.exposed(image) || cx.aria.in_leaf(image) {
            continue;
        }
        let alt = cx.filled(image, "alt");
        let hidden = cx.hidden(image);
        if is_logo(c, image) && !stands_beside_text(c, image) {
            let message =
                "The name of the file says that the image is a logo, and nothing else does.";
            match cx.style_is_known() {
                true => c.fail(image, message),
                false => c.review(image, message),
            };
        } else if let Some(alt) = alt.filter(|_| !hidden) {
            c.review(image, format!("Nobody hears the alternative of the image: “{alt}”."));
        } else if is_captioned(c, image) {
            c.review(image, "The image has a caption and no text alternative.");
        }
    }
    let titled = cx.having("title").filter(|&id| !cx.doc.has_attr(id, "style"));
    let may_be = cx.having("style").chain(titled);
    for node in may_be.filter(|&id| is_background_picture(c, id)).collect::<Vec<_>>() {
        c.review(node, "A picture stands behind an empty element, where nobody hears of it.");
    }
    let drawn = |&id: &NodeId| cx.visible(id) && !cx.aria.is_named_by_author(id);
    let words = words_drawn(c);
    let only = cx.all(Tag::Canvas).nth(1).is_none();
    for canvas in cx.all(Tag::Canvas).filter(drawn).collect::<Vec<_>>() {
        let silent = cx.explicit_role(canvas).is_none() && cx.text(canvas).is_empty();
        let written = match cx.filled(canvas, "id") {
            _ if only => !words.is_empty(),
            id => id.is_some_and(|id| words.contains(id)),
        };
        if silent && written {
            c.fail(canvas, "A script writes text on the canvas, which nobody hears.");
        }
    }
}

/// Up to so many pixels high or wide a picture is an ornament.
const SMALL: f32 = 32.0;

/// Whether an element has nothing in it but a picture of its own behind it (WCAG 2.2, F3): one that
/// its own `style` names, not one of the design, or that has a `title`; not repeated, and not small.
fn is_background_picture(c: &Checker<'_>, node: NodeId) -> bool {
    let cx = c.cx;
    let style = cx.filled(node, "style").unwrap_or_default().to_ascii_lowercase();
    let own = style.contains("url(") && style.contains("background") && !style.contains("repeat-");
    let (titled, block) =
        (cx.filled(node, "title").is_some(), [Tag::Div, Tag::Span, Tag::A, Tag::Figure]);
    if !(own || titled) || !block.contains(&cx.doc.tag(node)) {
        return false;
    }
    let looks = cx.page.computed(node);
    let small = |extent: Known<Extent>| extent.is(|it| matches!(it, Extent::Px(px) if px <= SMALL));
    let says = |id: NodeId| {
        cx.doc.text(id).is_some_and(|text| !text.trim().is_empty())
            || matches!(
                cx.doc.tag(id),
                Tag::Img | Tag::Iframe | Tag::Video | Tag::Canvas | Tag::Input
            )
    };
    matches!(looks.background_image().value(), Some(Image::Other))
        && !small(looks.width())
        && !small(looks.height())
        && !cx.doc.descendants(node).any(says)
        && cx.filled(node, "role").is_none()
        && cx.filled(node, "aria-label").is_none()
        && !cx.hidden(node)
}

/// Whether the name of the file has “logo” as a word.
fn is_logo(c: &Checker<'_>, image: NodeId) -> bool {
    let source = c.cx.filled(image, "src").unwrap_or_default();
    let path = source.split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    file.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word == "logo")
}

/// So many nodes around an image are looked at.
const NEAR: usize = 200;

/// Whether text stands beside an image, which may say what it shows: in the same link, in the block
/// around it or the one around that.
fn stands_beside_text(c: &Checker<'_>, image: NodeId) -> bool {
    let cx = c.cx;
    let named = |id: NodeId| !cx.aria.name(id).text.is_empty();
    if cx.around(image, Tag::A).is_some_and(named) {
        return true;
    }
    let says = |id| cx.doc.text(id).is_some_and(|text| text.contains(char::is_alphanumeric));
    let image_says = |id| cx.doc.tag(id) == Tag::Img && id != image && cx.aria.exposed(id);
    let tells = |id| says(id) && cx.visible(id) || image_says(id);
    let whole = [Tag::Body, Tag::Main, Tag::Header, Tag::Footer];
    let blocks = cx.doc.ancestors(image).filter(|&id| cx.page.styles.of(id).display.is_block());
    blocks.take(2).any(|block| match whole.contains(&cx.doc.tag(block)) {
        true => cx.doc.children(block).take(NEAR).any(tells),
        false => cx.doc.descendants(block).take(NEAR).any(tells),
    })
}

fn is_captioned(c: &Checker<'_>, image: NodeId) -> bool {
    let cx = c.cx;
    cx.around(image, Tag::Figure).is_some_and(|figure| {
        cx.doc.children(figure).take(NEAR).any(|id| cx.doc.tag(id) == Tag::Figcaption)
    })
}

/// The words of the scripts that draw text, the ids of their canvases among them.
fn words_drawn<'p>(c: &Checker<'p>) -> HashSet<&'p str> {
    let doc = c.cx.doc;
    let codes = c.cx.all(Tag::Script).flat_map(|script| doc.children(script));
    let codes = codes.filter_map(|id| doc.text(id));
    let drawing = codes.filter(|it| it.contains(".fillText(") || it.contains(".strokeText("));
    let parts = |c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'));
    drawing.flat_map(|code| code.split(parts)).collect()
}
