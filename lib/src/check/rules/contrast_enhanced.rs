//! ACT 09o5cg: text stands out well from what is behind it.

use crate::check::context::Checker;
use crate::check::contrast::{self, Wanted};
use crate::check::rule::{Check, Decidable, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    id: "contrast-enhanced",
    title: "Text has a contrast of 7:1 to what is behind it, large text of 4.5:1.",
    criteria: &["1.4.6"],
    advice: false,
    act: &["09o5cg"],
    decidable: Decidable::Partial,
    severity: Severity::Error,
    svg: false,
    who: "People with low vision who use no other aid cannot read the text.",
    hint: "Make the text darker or what is behind it lighter, or the other way round.",
    bad: "<html lang=en><title>Office</title><p style='color: #666'>Open at nine",
    good: "<html lang=en><title>Office</title><p style='color: #333'>Open at nine",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    contrast::check(c, Wanted { ordinary: 7.0, large: 4.5 });
}
