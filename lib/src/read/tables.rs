//! Tables: their geometry, their header cells, and whether they hold data at all.

mod grid;
mod headers;
mod purpose;

use crate::dom::NodeId;
use crate::event::{self, RowGroup};
use crate::page::Page;
use grid::Grid;
use headers::Headers;
use std::collections::HashMap;

pub(super) use purpose::{Purpose, purpose};

/// A table as the reader needs it.
#[derive(Debug)]
pub(crate) struct TableModel {
    grid: Grid,
    headers: Headers,
    by_node: HashMap<NodeId, usize>,
    rows: Vec<NodeId>,
    groups: HashMap<NodeId, RowGroup>,
    summary: Option<String>,
}

/// Forms a table (HTML Standard, 4.9.12.1) and finds what its headers are.
pub(crate) fn model(page: &Page, table: NodeId) -> TableModel {
    let grid = Grid::new(page, table);
    let by_node = grid.cells.iter().enumerate().map(|(at, cell)| (cell.node, at)).collect();
    let headers = Headers::new(page, &grid, &by_node);
    let rows = grid.rows.iter().map(|row| row.node).collect();
    let groups = grid.rows.iter().map(|row| (row.node, row.kind)).collect();
    let summary = super::text::filled(page.document.attr(table, "summary"))
        .map(|text| text.split_ascii_whitespace().collect::<Vec<_>>().join(" "));
    TableModel { grid, headers, by_node, rows, groups, summary }
}

impl TableModel {
    /// Number of columns; those in which no cell begins are not counted.
    pub(super) fn columns(&self) -> usize {
        self.grid.columns
    }

    /// Number of rows.
    pub(super) fn rows(&self) -> usize {
        self.rows.len()
    }

    #[cfg(test)]
    /// The old `summary` attribute.
    pub(super) fn summary(&self) -> Option<&str> {
        self.summary.as_deref()
    }

    /// The table's event.
    pub(super) fn table(&self) -> event::Table {
        event::Table { columns: self.columns(), rows: self.rows(), summary: self.summary.clone() }
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

    /// The part of the table that a row belongs to.
    pub(super) fn group(&self, row: NodeId) -> RowGroup {
        self.groups.get(&row).copied().unwrap_or(RowGroup::Body)
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
        })
    }
}

#[cfg(test)]
mod purpose_tests;
#[cfg(test)]
mod tests;
