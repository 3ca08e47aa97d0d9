//! Shortcut keys that several elements share.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use std::collections::HashMap;

pub(super) const RULE: Rule = Rule {
    id: "accesskey-unique",
    title: "No two elements have the same shortcut key.",
    criteria: &[],
    advice: true,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "The key reaches only one of the elements, or neither.",
    hint: "Give each element another key, or none.",
    bad: "<html lang=en><title>Menu</title><a href=/ accesskey=h>Home</a> <a href=/help accesskey=h>Help</a>",
    good: "<html lang=en><title>Menu</title><a href=/ accesskey=h>Home</a> <a href=/help accesskey=1>Help</a>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let mut first = HashMap::new();
    for node in cx.having("accesskey").filter(|&id| cx.visible(id)) {
        let Some(key) = cx.filled(node, "accesskey") else { continue };
        if let Some(other) = first.insert(key.to_lowercase(), node) {
            let line = cx.line(other);
            c.fail(node, format!("The key “{key}” already belongs to the element on line {line}."));
        }
    }
}
