//! Drawings made by a script.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "canvas-alternative",
    title: "What a script draws is told in words.",
    criteria: &["1.1.1"],
    advice: false,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Review,
    svg: false,
    who: "People who do not see the drawing find nothing in its place.",
    hint: "Put words that tell the same into the canvas element, or name it by aria-label.",
    bad: "<html lang=en><title>Visitors</title><canvas id=chart></canvas>",
    good: "<html lang=en><title>Visitors</title><canvas id=chart>120 visitors in May, 140 in June.</canvas>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for canvas in cx.all(Tag::Canvas).filter(|&id| !cx.hidden(id)) {
        let fallback = cx
            .doc
            .descendants(canvas)
            .skip(1)
            .any(|id| cx.doc.text(id).is_some_and(|text| !text.trim().is_empty()));
        let presentational = cx.aria.role(canvas).is_some_and(|role| role.is_none());
        if !fallback && !presentational && cx.nameless(canvas) {
            c.review(canvas, "What is drawn here may be told nowhere in words.");
        }
    }
}
