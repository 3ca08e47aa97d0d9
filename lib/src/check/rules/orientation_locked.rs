//! ACT b33eff: a page that turns itself.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Ns;

pub(super) const RULE: Rule = Rule {
    id: "orientation-locked",
    title: "A page can be used upright and sideways.",
    criteria: &["1.3.4"],
    advice: false,
    act: &["b33eff"],
    decidable: Decidable::Css,
    severity: Severity::Error,
    svg: false,
    who: "People whose screen is fixed to a wheelchair or a desk see the page lying on its side.",
    hint: "Take the rotation out of the media query for orientation.",
    bad: "<html lang=en><title>Map</title><style>@media (orientation: portrait) { body { transform: rotate(90deg) } }</style><p>Map",
    good: "<html lang=en><title>Map</title><style>@media (orientation: portrait) { body { width: 100% } }</style><p>Map",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    // A second cascade is made only for pages that ask how the screen is held.
    if !cx.page.source().contains("orientation") {
        return;
    }
    for node in cx.elements().filter(|&id| cx.doc.ns(id) == Ns::Html && cx.visible(id)) {
        let rotation = |look: crate::css::Computed| look.rotation().value();
        let (Some(here), Some(there)) =
            (rotation(cx.page.computed(node)), rotation(cx.page.computed_turned(node)))
        else {
            continue;
        };
        let turned = (here - there).rem_euclid(180.0);
        if (turned - 90.0).abs() < 1.0 {
            c.fail(node, "The page turns itself when the screen is turned.");
        }
    }
}
