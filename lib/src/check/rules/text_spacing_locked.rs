//! ACT 24afc2, 9e45ec and 78fd32: distances in a text can be made wider.

use crate::check::context::{Checker, Context};
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::css::{Computed, Extent, is_important};
use crate::dom::NodeId;

pub(super) const RULE: Rule = Rule {
    id: "text-spacing-locked",
    title: "No style attribute holds narrow distances in a text with !important.",
    criteria: &["1.4.12"],
    advice: false,
    act: &["24afc2", "9e45ec", "78fd32"],
    decidable: Decidable::Css,
    severity: Severity::Error,
    svg: false,
    who: "People with dyslexia or low vision who set letters, words or lines wider in their \
          browser see no change.",
    hint: "Take !important away, or the property out of the style attribute.",
    bad: "<html lang=en><title>Office</title><p style='letter-spacing: 0 !important'>Open at nine",
    good: "<html lang=en><title>Office</title><p style='letter-spacing: 0'>Open at nine",
    check: Check::Page(check),
};

/// A property, the ACT rule about it, and what it should come to (WCAG 2.2, 1.4.12).
struct Distance {
    property: &'static str,
    act: &'static [&'static str],
    /// In font sizes.
    least: f32,
    /// The computed distance in font sizes; nothing where that is not known.
    of: fn(&Computed) -> Option<f32>,
}

const DISTANCES: [Distance; 3] = [
    Distance {
        property: "letter-spacing",
        act: &["24afc2"],
        least: 0.12,
        of: |looks| Some(looks.letter_spacing().value()? / looks.font_size().value()?),
    },
    Distance {
        property: "word-spacing",
        act: &["9e45ec"],
        least: 0.16,
        of: |looks| Some(looks.word_spacing().value()? / looks.font_size().value()?),
    },
    Distance {
        property: "line-height",
        act: &["78fd32"],
        least: 1.5,
        of: |looks| match looks.line_height().value()? {
            Extent::Number(number) => Some(number),
            Extent::Px(px) => Some(px / looks.font_size().value()?),
            // About what the usual fonts have.
            Extent::Auto | Extent::Percent(_) => Some(1.2),
        },
    },
];

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.having("style") {
        let style = cx.doc.attr(node, "style").unwrap_or_default();
        for Distance { property, act, least, of } in DISTANCES {
            if !is_important(style, property) {
                continue;
            }
            let distance = of(cx.page.computed(node));
            // Rounding must not make a fault.
            let Some(distance) = distance.filter(|distance| *distance < least - 0.001) else {
                continue;
            };
            if !has_text(cx, node, distance, of) {
                continue;
            }
            let message = format!(
                "The style attribute holds {property} at {distance:.2} font sizes with \
                 !important; people cannot make it {least}."
            );
            c.fail(node, message).act = act;
        }
    }
}

/// Whether some text that is seen is set with the distance that the element has.
fn has_text(
    cx: &Context<'_>,
    node: NodeId,
    distance: f32,
    of: fn(&Computed) -> Option<f32>,
) -> bool {
    // Lines are counted in the text's own font size, which may be another.
    let same = |id| of(cx.page.computed(id)).is_some_and(|own| (own - distance).abs() < 0.001);
    cx.doc.descendants(node).any(|id| {
        let says = cx.doc.text(id).is_some_and(|text| !text.trim().is_empty());
        says && cx.visible(id) && same(id) && !cx.page.unseen(id)
    })
}
