//! ACT afw4f7: text stands out from what is behind it.

use crate::check::context::Checker;
use crate::check::contrast::{self, Wanted};
use crate::check::rule::{Check, Decidable, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    id: "contrast-minimum",
    title: "Text has a contrast of 4.5:1 to what is behind it, large text of 3:1.",
    criteria: &["1.4.3"],
    advice: false,
    act: &["afw4f7"],
    decidable: Decidable::Partial,
    severity: Severity::Error,
    svg: false,
    who: "People with low vision, and everybody in the sun or at a bad screen, cannot read the \
          text.",
    hint: "Make the text darker or what is behind it lighter, or the other way round.",
    bad: "<html lang=en><title>Office</title><p style='color: #aaa'>Open at nine",
    good: "<html lang=en><title>Office</title><p style='color: #595959'>Open at nine",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    contrast::check(c, Wanted { ordinary: 4.5, large: 3.0 });
}
