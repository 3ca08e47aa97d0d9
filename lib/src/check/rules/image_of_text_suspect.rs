//! ACT 0va7u6, in part: images that seem to hold text.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::css::Extent;
use crate::dom::{NodeId, Tag};

pub(super) const RULE: Rule = Rule {
    id: "image-of-text-suspect",
    title: "Text is text, not an image of it.",
    criteria: &["1.4.5"],
    advice: false,
    act: &["0va7u6"],
    decidable: Decidable::Partial,
    severity: Severity::Review,
    svg: false,
    who: "People who enlarge text, change its colours or its font cannot do so with an image.",
    hint: "Write the text as text, and style it.",
    bad: "<html lang=en><title>Town</title><img src=banner.png width=900 height=120 alt='Summer fair on the town square from Friday to Sunday'>",
    good: "<html lang=en><title>Town</title><p class=banner>Summer fair on the town square from Friday to Sunday</p>",
    check: Check::Page(check),
};

/// An alternative of so many words may be what is written on the image.
const WORDS: usize = 5;
/// So many times as wide as high is the shape of a line of text.
const WIDE: f32 = 3.0;

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for image in cx.any(&[Tag::Img, Tag::Input]).filter(|&id| cx.aria.exposed(id)) {
        if cx.doc.tag(image) == Tag::Input && !cx.aria.is_any(image, &["button"]) {
            continue;
        }
        let Some(alt) = cx.filled(image, "alt") else { continue };
        let words = alt.split_whitespace().count();
        let named = is_named_for_text(cx.filled(image, "src").unwrap_or_default());
        if words >= WORDS && (named || is_wide(c, image)) {
            c.review(
                image,
                "The image is wide and has a long alternative: see whether it is an image of text.",
            );
        }
    }
}

fn is_named_for_text(source: &str) -> bool {
    let path = source.split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let mut words = file.split(|c: char| !c.is_ascii_alphabetic());
    words.any(|word| {
        matches!(word, "banner" | "heading" | "headline" | "slogan" | "text" | "quote" | "teaser")
    })
}

fn is_wide(c: &Checker<'_>, image: NodeId) -> bool {
    let looks = c.cx.page.computed(image);
    let px = |extent| if let Extent::Px(px) = extent { Some(px) } else { None };
    let length = |name: &str, styled: Option<Extent>| {
        styled.and_then(px).or_else(|| c.cx.filled(image, name)?.parse().ok())
    };
    let (width, height) = (looks.width().value(), looks.height().value());
    match (length("width", width), length("height", height)) {
        (Some(width), Some(height)) => height >= 10.0 && width >= 150.0 && width / height >= WIDE,
        _ => false,
    }
}
