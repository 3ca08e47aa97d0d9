//! ACT 09o5cg: text stands out well from its background.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    id: "contrast-enhanced",
    title: "Text has a contrast of 7 to 1 with its background, large text of 4.5 to 1.",
    criteria: &["1.4.6"],
    advice: false,
    act: &["09o5cg"],
    decidable: Decidable::Partial,
    severity: Severity::Error,
    svg: false,
    who: "People with very low vision cannot read it without help.",
    hint: "Make the text darker or its background lighter, or the other way round.",
    bad: "<html lang=en><title>Fees</title><p style='color:#666'>A passport costs 120 crowns.",
    good: "<html lang=en><title>Fees</title><p style='color:#333'>A passport costs 120 crowns.",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    super::contrast_minimum::judge(c, 7.0, 4.5);
}
