//! ACT a25f45: cells refer to header cells of their own table.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::{NodeId, Tag};
use std::collections::HashMap;

pub(super) const RULE: Rule = Rule {
    id: "td-headers-valid",
    title: "The header cells that a cell names stand in the same table.",
    criteria: &["1.3.1"],
    advice: false,
    act: &["a25f45"],
    decidable: Decidable::Css,
    severity: Severity::Error,
    svg: false,
    who: "A screen reader says the wrong headers for the cell, or none.",
    hint: "Name the ids of header cells of the same table, or leave headers out where scope is \
          enough.",
    bad: "<html lang=en><title>Fees</title><table><tr><th id=fee>Fee<tr><td headers=fees>120</table>",
    good: "<html lang=en><title>Fees</title><table><tr><th id=fee>Fee<tr><td headers=fee>120</table>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    // The ids of the cells of each table; only the first element of an id counts.
    let mut cells: HashMap<&str, (NodeId, Option<NodeId>)> = HashMap::new();
    for cell in cx.any(&[Tag::Td, Tag::Th]) {
        if let Some(id) = cx.filled(cell, "id") {
            cells.entry(id).or_insert_with(|| (cell, cx.around(cell, Tag::Table)));
        }
    }
    for cell in cx.any(&[Tag::Td, Tag::Th]) {
        let Some(headers) = cx.filled(cell, "headers") else { continue };
        let Some(table) = cx.around(cell, Tag::Table) else { continue };
        if cx.hidden(cell) || !is_table(c, table) {
            continue;
        }
        for id in headers.split_ascii_whitespace() {
            let fault = match cells.get(id) {
                Some(&(header, _)) if header == cell => "is the cell itself",
                Some(&(_, Some(around))) if around == table => continue,
                Some(_) => "is a cell of another table",
                None if cx.page.by_id(id).is_some() => "is no cell",
                None => "is not on the page",
            };
            c.fail(cell, format!("The header cell “{id}” {fault}."));
        }
    }
}

/// Whether the element is a table for assistive technology.
fn is_table(c: &Checker<'_>, table: NodeId) -> bool {
    let role = c.cx.filled(table, "role").map(str::to_ascii_lowercase);
    role.is_none_or(|role| matches!(role.as_str(), "table" | "grid" | "treegrid"))
}
