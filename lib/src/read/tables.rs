//! Tables: their geometry, their header cells, and whether they hold data at all.

mod bold;
mod grid;
mod headers;
mod purpose;

use crate::dom::NodeId;
use crate::event::{self, RowGroup};
use crate::page::Page;
use grid::Grid;
use headers::Headers;
use std::collections::HashMap;

pub use purpose::Evidence;
pub(super) use purpose::{Purpose, purpose};

/// A table as the reader needs it.
#[derive(Debug)]
pub(crate) struct TableModel {
    grid: Grid,
    headers: Headers,
    by_node: HashMap<NodeId, usize>,
    rows: Vec<NodeId>,
    groups: HashMap<NodeId, (RowGroup, bool)>,
    /// What each cell is called where it is said before others (`abbr`).
    abbreviations: Vec<Option<String>>,
}

/// Forms a table (HTML Standard, 4.9.12.1) and finds what its headers are.
pub(crate) fn model(page: &Page, table: NodeId) -> TableModel {
    made(page, Grid::new(page, table), &[])
}

/// The same as people see it: where nothing is marked as a header, a first row in bold is one.
pub(super) fn model_as_seen(page: &Page, table: NodeId) -> TableModel {
    let grid = Grid::new(page, table);
    let seen = bold::header_row(page, &grid);
    made(page, grid, &seen)
}

/// `seen`: the cells that look like headers.
fn made(page: &Page, grid: Grid, seen: &[usize]) -> TableModel {
    let by_node = grid.cells.iter().enumerate().map(|(at, cell)| (cell.node, at)).collect();
    let headers = Headers::new(page, &grid, &by_node, seen);
    let rows = grid.rows.iter().map(|row| row.node).collect();
    let mut last = None;
    let groups = grid.rows.iter().map(|row| {
        let first = last.replace(row.group) != Some(row.group);
        (row.node, (row.kind, first))
    });
    let groups = groups.collect();
    let abbreviations = grid.cells.iter().map(|cell| line(page, cell.node, "abbr")).collect();
    TableModel { grid, headers, by_node, rows, groups, abbreviations }
}

/// Whether a table holds data, and what says so.
pub(crate) fn holds_data(page: &Page, table: NodeId) -> (bool, Evidence) {
    match purpose(page, table) {
        Purpose::Data(evidence) => (true, evidence),
        Purpose::Layout(evidence) => (false, evidence),
    }
}

/// An attribute in one line, where it says anything.
fn line(page: &Page, node: NodeId, name: &str) -> Option<String> {
    let text = super::text::filled(page.document.attr(node, name))?;
    Some(text.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
}

impl TableModel {
    /// Number of columns; those in which no cell begins are not counted.
    pub(crate) fn columns(&self) -> usize {
        self.grid.columns
    }

    /// Number of rows.
    pub(crate) fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The table's event.
    pub(super) fn table(&self) -> event::Table {
        let groups = self.grid.column_groups.iter().map(ExactSizeIterator::len);
        event::Table { columns: self.columns(), rows: self.rows(), column_groups: groups.collect() }
    }

    #[cfg(test)]
    /// The caption.
    pub(super) fn caption(&self) -> Option<NodeId> {
        self.grid.caption
    }

    #[cfg(test)]
    /// The rows in reading order: `thead` first, then the body, `tfoot` last.
    pub(super) fn rows_in_order(&self) -> &[NodeId] {
        &self.rows
    }

    /// The part of the table that a row belongs to, and whether a group begins with it.
    pub(super) fn group(&self, row: NodeId) -> (RowGroup, bool) {
        self.groups.get(&row).copied().unwrap_or((RowGroup::Body, false))
    }

    /// A cell of the table; `None` for any other node.
    pub(crate) fn cell(&self, node: NodeId) -> Option<event::Cell> {
        let at = *self.by_node.get(&node)?;
        let cell = &self.grid.cells[at];
        Some(event::Cell {
            row: cell.row,
            column: cell.column,
            row_span: cell.row_span,
            column_span: cell.column_span,
            scope: self.headers.scope(at),
            headers: self.headers.of(&self.grid, at),
            abbreviation: self.abbreviations[at].clone(),
            names_headers: self.headers.must_name(at),
            is_named: self.headers.is_named(at),
        })
    }
}

#[cfg(test)]
mod purpose_tests;
#[cfg(test)]
mod tests;
