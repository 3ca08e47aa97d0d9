//! Controls with several labels.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;
use std::collections::HashMap;

pub(super) const RULE: Rule = Rule {
    id: "form-field-multiple-labels",
    title: "A control has one label.",
    criteria: &["3.3.2"],
    advice: true,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "Some screen readers say only the first of the labels, others only the last.",
    hint: "Put all that names the control into one label, and what explains it into \
          aria-describedby.",
    bad: "<html lang=en><title>Contact</title><label for=n>Name</label><label for=n>as in your passport</label><input id=n>",
    good: "<html lang=en><title>Contact</title><label for=n>Name, as in your passport</label><input id=n>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let mut labels = HashMap::new();
    for label in cx.all(Tag::Label).filter(|&id| !cx.hidden(id)) {
        let Some(control) = cx.filled(label, "for").and_then(|id| cx.page.by_id(id)) else {
            continue;
        };
        let count = labels.entry(control).or_insert(0);
        *count += 1;
        // Files keep a visible label and a button that is one: known and harmless for two checkboxes only.
        if *count == 2 && cx.filled(control, "aria-labelledby").is_none() {
            c.fail(label, "The control that this label names has another label already.");
        }
    }
}
