//! Landmarks of one kind that cannot be told apart.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use std::collections::HashMap;

pub(super) const RULE: Rule = Rule {
    id: "landmark-unique-name",
    title: "Landmarks of the same kind have names that differ.",
    criteria: &["1.3.1"],
    advice: true,
    act: &[],
    decidable: Decidable::Css,
    severity: Severity::Warning,
    svg: false,
    who: "A screen reader lists “navigation, navigation”, and nobody knows which is which.",
    hint: "Name each by aria-label, or by aria-labelledby with its heading.",
    bad: "<html lang=en><title>News</title><nav><a href=/>Home</a></nav><nav><a href=#a>April</a></nav>",
    good: "<html lang=en><title>News</title><nav aria-label=Site><a href=/>Home</a></nav><nav aria-label='On this page'><a href=#a>April</a></nav>",
    check: Check::Page(check),
};

const LANDMARKS: &[&str] = &["navigation", "complementary", "region", "form", "search"];

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let mut first = HashMap::new();
    for landmark in cx.with_role(LANDMARKS) {
        let role = cx.aria.role(landmark).map_or("", |role| role.name());
        let name = cx.aria.name(landmark).text.to_lowercase();
        let Some(other) = first.insert((role, name.clone()), landmark) else { continue };
        let line = cx.line(other);
        let called =
            if name.is_empty() { "no name".to_owned() } else { format!("the name “{name}”") };
        c.fail(landmark, format!("This landmark ({role}) has {called}, as that on line {line}."));
    }
}
