//! An order of focus that differs from that of the page.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    id: "tabindex-positive",
    title: "No element comes before others in the order of focus by a positive tabindex.",
    criteria: &["2.4.3"],
    advice: true,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "People without a mouse are led through the page in an order that it does not show.",
    hint: "Use tabindex=\"0\", and put the element where it belongs in the source.",
    bad: "<html lang=en><title>Search</title><a href=/>Home</a> <label>Words <input tabindex=1></label>",
    good: "<html lang=en><title>Search</title><a href=/>Home</a> <label>Words <input></label>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.having("tabindex") {
        let index = cx.filled(node, "tabindex").and_then(|text| text.parse::<i64>().ok());
        if let Some(index) = index.filter(|&index| index > 0) {
            c.fail(
                node,
                format!("tabindex={index} takes the element out of the order of the page."),
            );
        }
    }
}
