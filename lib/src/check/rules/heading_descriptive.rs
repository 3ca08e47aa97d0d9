//! ACT b49b2e, in part: headings that say nothing of what comes below them.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::check::words::is_placeholder_heading;
use std::collections::HashMap;

pub(super) const RULE: Rule = Rule {
    id: "heading-descriptive",
    title: "A heading says what comes below it.",
    criteria: &["2.4.6"],
    advice: false,
    act: &["b49b2e"],
    decidable: Decidable::Partial,
    severity: Severity::Warning,
    svg: false,
    who: "People who jump from heading to heading do not learn what each part is about.",
    hint: "Say in the heading what its part is about, and what sets it apart from others.",
    bad: "<html lang=en><title>Fees</title><h1>Heading</h1><p>A passport costs 120 crowns.",
    good: "<html lang=en><title>Fees</title><h1>Fees of passports</h1><p>A passport costs 120 crowns.",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    // The headings of the part that each level stands in, with the line of the first of a name.
    let mut parts: Vec<(u32, HashMap<String, usize>)> = Vec::new();
    let mut all: Vec<_> = cx.headings().to_vec();
    all.retain(|heading| cx.visible(heading.node));
    for heading in all {
        let name = cx.aria.name(heading.node).text.trim().to_lowercase();
        if name.is_empty() {
            continue;
        }
        if is_placeholder_heading(&name) {
            c.fail(heading.node, format!("“{name}” does not say what comes below."));
            continue;
        }
        if !name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_numeric) {
            c.review(heading.node, format!("“{name}” may not say what comes below."));
        }
        while parts.last().is_some_and(|(level, _)| *level > heading.level) {
            parts.pop();
        }
        if parts.last().is_none_or(|(level, _)| *level < heading.level) {
            parts.push((heading.level, HashMap::new()));
        }
        let Some((_, names)) = parts.last_mut() else { continue };
        match names.get(&name) {
            Some(line) => {
                let message = format!("The heading on line {line} of the same part is the same.");
                c.review(heading.node, message);
            }
            None => {
                names.insert(name, cx.line(heading.node));
            }
        }
    }
}
