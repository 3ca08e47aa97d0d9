//! ACT b33eff: the page can be read with the screen upright and lying.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    id: "orientation-locked",
    title: "Nothing is turned by a right angle when the screen is turned.",
    criteria: &["1.3.4"],
    advice: false,
    act: &["b33eff"],
    decidable: Decidable::Css,
    severity: Severity::Error,
    svg: false,
    who: "People whose screen is fixed to a wheelchair or a stand cannot turn it to read the page.",
    hint: "Take the rotation out of the media query for orientation, and let the layout follow the \
          screen.",
    bad: "<html lang=en><title>Office</title><style>@media (orientation: portrait) { body { \
          transform: rotate(90deg) } }</style><p>Open at nine",
    good: "<html lang=en><title>Office</title><style>@media (orientation: portrait) { body { \
           font-size: 1.2em } }</style><p>Open at nine",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    if !cx.page.turns() {
        return;
    }
    for node in cx.elements() {
        let upright = cx.page.computed_turned(node).rotation().value();
        let turned = cx.page.computed(node).rotation().value().zip(upright);
        let Some((lying, upright)) = turned else { continue };
        // 90 and 270 degrees are a right angle to either side.
        let angle = (lying - upright).rem_euclid(180.0);
        let shows = || cx.doc.descendants(node).any(|id| is_content(c, id) && cx.visible(id));
        if (angle - 90.0).abs() <= 1.0 && shows() {
            c.fail(node, "The element is turned by a right angle when the screen is turned.");
        }
    }
}

fn is_content(c: &Checker<'_>, node: crate::dom::NodeId) -> bool {
    use crate::dom::Tag;
    let doc = c.cx.doc;
    let draws = matches!(doc.tag(node), Tag::Img | Tag::Video | Tag::Canvas | Tag::Object);
    draws || doc.text(node).is_some_and(|text| !text.trim().is_empty())
}
