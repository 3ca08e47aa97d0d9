//! ACT 6a7281: states and properties have values that they can have.

use crate::aria::attributes::{self, Value};
use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::NodeId;

pub(super) const RULE: Rule = Rule {
    id: "aria-value-valid",
    title: "Every aria- attribute has a value that WAI-ARIA allows.",
    criteria: &["4.1.2"],
    advice: false,
    act: &["6a7281"],
    decidable: Decidable::Dom,
    severity: Severity::Error,
    svg: true,
    who: "Assistive technology takes no notice of the attribute, and what it should tell is not \
          told.",
    hint: "Use a value that WAI-ARIA 1.2 names for the attribute.",
    bad: "<html lang=en><title>Menu</title><button aria-expanded=yes>Menu</button>",
    good: "<html lang=en><title>Menu</title><button aria-expanded=true>Menu</button>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.having_aria() {
        for (prefix, name, value) in cx.doc.attrs(node) {
            let Some(attribute) = attributes::find(name).filter(|_| prefix.is_none()) else {
                continue;
            };
            let value = value.trim_ascii();
            if value.is_empty() {
                continue;
            }
            match attribute.value {
                Value::Id | Value::Ids if !some_exist(c, value) => {
                    missing(c, node, name, value);
                }
                kind if !is_valid(kind, value) => {
                    c.fail(node, format!("“{value}” is no value of {name}."));
                }
                _ => {}
            }
        }
    }
}

/// References lead somewhere. Where a script may bring what they lead to, a person must look.
fn missing(c: &mut Checker<'_>, node: NodeId, name: &str, value: &str) {
    let message = format!("{name} refers to “{value}”, which the page does not have.");
    let required = c.cx.aria.role(node).is_some_and(|role| role.required().contains(&name));
    let collapsed = c.cx.doc.attr(node, "aria-expanded") == Some("false");
    if required && !collapsed {
        c.fail(node, message);
    } else if matches!(name, "aria-labelledby" | "aria-describedby") {
        c.warn(node, message).act = &[];
    } else {
        c.review(node, message);
    }
}

fn some_exist(c: &Checker<'_>, ids: &str) -> bool {
    ids.split_ascii_whitespace().any(|id| c.cx.page.by_id(id).is_some())
}

fn is_valid(kind: Value, value: &str) -> bool {
    let word = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(value));
    match kind {
        Value::Boolean => word(&["true", "false"]),
        Value::BooleanOrUndefined => word(&["true", "false", "undefined"]),
        Value::Tristate => word(&["true", "false", "mixed", "undefined"]),
        Value::Integer => value.parse::<i64>().is_ok(),
        Value::Number => value.parse::<f64>().is_ok_and(f64::is_finite),
        Value::Id | Value::Ids | Value::Text => true,
        Value::Token(words) => word(words),
        Value::Tokens(words) => value
            .split_ascii_whitespace()
            .all(|token| words.iter().any(|word| word.eq_ignore_ascii_case(token))),
    }
}
