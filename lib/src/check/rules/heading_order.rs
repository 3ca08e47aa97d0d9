//! Levels of headings that skip one.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    id: "heading-order",
    title: "Levels of headings go down one by one.",
    criteria: &["1.3.1"],
    advice: true,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "People who move by headings take a skipped level for a part that they have missed.",
    hint: "Use the level that is one below the heading it belongs to; sizes are a matter of \
          style.",
    bad: "<html lang=en><title>News</title><h1>News</h1><h4>The office has moved</h4>",
    good: "<html lang=en><title>News</title><h1>News</h1><h2>The office has moved</h2>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let mut before = None;
    for heading in cx.headings() {
        if let Some(before) = before.filter(|before| heading.level > before + 1) {
            let level = heading.level;
            c.fail(
                heading.node,
                format!("A heading of level {level} follows one of level {before}."),
            );
        }
        before = Some(heading.level);
    }
}
