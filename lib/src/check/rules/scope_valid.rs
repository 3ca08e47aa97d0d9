//! The attribute scope (HTML Standard, 4.9.11).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "scope-valid",
    title: "scope stands on header cells and has one of its four values.",
    criteria: &["1.3.1"],
    advice: false,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Error,
    svg: false,
    who: "A screen reader takes no notice of the attribute and says the wrong headers for cells.",
    hint: "Use scope=\"col\", \"row\", \"colgroup\" or \"rowgroup\" on a th element.",
    bad: "<html lang=en><title>Fees</title><table><tr><th scope=column>Fee<tr><td>120</table>",
    good: "<html lang=en><title>Fees</title><table><tr><th scope=col>Fee<tr><td>120</table>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for cell in cx.any(&[Tag::Th, Tag::Td]) {
        let Some(scope) = cx.doc.attr(cell, "scope") else { continue };
        let known = ["col", "row", "colgroup", "rowgroup"];
        if !known.iter().any(|name| scope.trim_ascii().eq_ignore_ascii_case(name)) {
            let meant = meant(scope).and_then(|value| cx.with_value(cell, "scope", value, true));
            c.fail(cell, format!("“{scope}” is no value of scope.")).fix = meant;
        } else if cx.doc.tag(cell) == Tag::Td {
            // HTML 4 allowed it; assistive technology mostly understands it all the same.
            c.warn(cell, "scope on a td element means nothing.");
        }
    }
}

/// The value that was meant, where it is beyond doubt.
fn meant(scope: &str) -> Option<&'static str> {
    match scope.trim_ascii().to_ascii_lowercase().as_str() {
        "column" | "columns" | "cols" | "colum" => Some("col"),
        "rows" => Some("row"),
        "columngroup" | "col-group" => Some("colgroup"),
        "row-group" => Some("rowgroup"),
        _ => None,
    }
}
