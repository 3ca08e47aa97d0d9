//! ACT d0f69e: a header cell is the header of something.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::{NodeId, Tag};
use crate::read::tables;
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule {
    id: "table-header-has-cells",
    title: "Every header cell is the header of some cell.",
    criteria: &["1.3.1"],
    advice: false,
    act: &["d0f69e"],
    decidable: Decidable::Css,
    severity: Severity::Error,
    svg: false,
    who: "A screen reader announces a header for cells that are not there, or for none of those \
          that are.",
    hint: "Give the column or row its cells, make the header a td, or name the right header in \
          headers.",
    bad: "<html lang=en><title>Fees</title><table><tr><th>Paper<th>Fee<tr><td>Passport</table>",
    good: "<html lang=en><title>Fees</title><table><tr><th>Paper<th>Fee<tr><td>Passport<td>120</table>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for table in cx.with_role(&["table", "grid", "treegrid"]) {
        let lonely = match cx.doc.tag(table) {
            Tag::Table => in_table(c, table),
            _ => in_grid(c, table),
        };
        for header in lonely {
            c.fail(header, "The header cell is the header of no cell.");
        }
    }
}

/// A cell that says nothing, such as the corner of a table, heads nothing: `table-header-empty` tells of those that
/// should.
fn is_header(c: &Checker<'_>, cell: NodeId) -> bool {
    c.cx.aria.is_any(cell, &["columnheader", "rowheader"])
        && c.cx.aria.exposed(cell)
        && !c.cx.nameless(cell)
}

/// Header cells that the HTML Standard assigns to no cell (4.9.12.2).
fn in_table(c: &Checker<'_>, table: NodeId) -> Vec<NodeId> {
    let cx = c.cx;
    let own = |id: &NodeId| cx.around(*id, Tag::Table) == Some(table);
    let is_cell = |id: &NodeId| matches!(cx.doc.tag(*id), Tag::Td | Tag::Th);
    let cells: Vec<_> = cx.doc.descendants(table).filter(is_cell).filter(own).collect();
    if !cells.iter().any(|&cell| is_header(c, cell)) {
        return Vec::new();
    }
    let model = tables::model(cx.page, table);
    let mut headed = HashSet::new();
    for &cell in &cells {
        headed.extend(model.cell(cell).into_iter().flat_map(|cell| cell.headers));
    }
    let lonely = |&cell: &NodeId| {
        is_header(c, cell)
            && model.cell(cell).is_some_and(|cell| !headed.contains(&(cell.row, cell.column)))
    };
    cells.into_iter().filter(lonely).collect()
}

/// Column headers of a table made by roles that have no cell below them.
fn in_grid(c: &Checker<'_>, grid: NodeId) -> Vec<NodeId> {
    let aria = &c.cx.aria;
    let (mut rows, mut open) = (Vec::new(), vec![grid]);
    while let Some(node) = open.pop() {
        if aria.is_any(node, &["row"]) {
            rows.push(node);
        } else if node == grid || !aria.is_any(node, &["table", "grid", "treegrid"]) {
            open.extend(aria.children(node).into_iter().rev());
        }
    }
    let of = |row: &NodeId| -> Vec<NodeId> {
        let cell =
            |id: &NodeId| aria.is_any(*id, &["cell", "columnheader", "gridcell", "rowheader"]);
        aria.children(*row).into_iter().filter(cell).collect()
    };
    let rows: Vec<_> = rows.iter().map(of).collect();
    // With spans given by attributes the places are not those of the source.
    let spans = |cell: &NodeId| {
        c.cx.doc.has_attr(*cell, "aria-colspan") || c.cx.doc.has_attr(*cell, "aria-colindex")
    };
    if rows.iter().flatten().any(spans) {
        return Vec::new();
    }
    let is_column_header = |cell: NodeId| aria.is_any(cell, &["columnheader"]);
    let cells = || rows.iter().flat_map(|row| row.iter().copied().enumerate());
    let filled = cells().filter(|&(_, cell)| !is_column_header(cell));
    let filled: HashSet<usize> = filled.map(|(column, _)| column).collect();
    let lonely = cells().filter(|&(column, cell)| {
        is_column_header(cell) && is_header(c, cell) && !filled.contains(&column)
    });
    lonely.map(|(_, cell)| cell).collect()
}
