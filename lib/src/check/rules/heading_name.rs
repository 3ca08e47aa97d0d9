//! ACT ffd0e9: headings say something.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    id: "heading-name",
    title: "Every heading has text.",
    criteria: &["1.3.1", "2.4.6"],
    advice: false,
    act: &["ffd0e9"],
    decidable: Decidable::Css,
    severity: Severity::Error,
    svg: false,
    who: "People who move by headings stop at one that says nothing.",
    hint: "Write the heading, or use no heading element where there is none.",
    bad: "<html lang=en><title>News</title><h1>News</h1><h2></h2>",
    good: "<html lang=en><title>News</title><h1>News</h1><h2>April</h2>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for heading in cx.with_role(&["heading"]) {
        if cx.nameless(heading) {
            c.fail(heading, "The heading is empty.");
        }
    }
}
