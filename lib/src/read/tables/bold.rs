//! Header cells that only look like it: a first row in bold above others that are not.

use super::grid::{Grid, GridCell};
use crate::dom::NodeId;
use crate::escape::says_something;
use crate::page::Page;

/// So many nodes of a cell are looked at: more is no header.
const MOST: usize = 200;

/// The cells of the first row by their numbers, where it is in bold, each of its cells says something, and the
/// second row is not all in bold too.
pub(super) fn header_row(page: &Page, grid: &Grid) -> Vec<usize> {
    let row = |number: usize| {
        let cells = grid.cells.iter().enumerate();
        cells.filter(move |(_, cell)| cell.row == number)
    };
    let is_bold = |(_, cell): (usize, &GridCell)| in_bold(page, cell.node);
    let heads_columns = |(_, cell): (usize, &GridCell)| cell.row_span == 1 && cell.column_span == 1;
    let fills = row(0).count() == grid.columns && row(0).all(heads_columns);
    if grid.columns < 2 || grid.rows.len() < 2 || !fills {
        return Vec::new();
    }
    match row(0).all(is_bold) && !row(1).all(is_bold) {
        true => row(0).map(|(at, _)| at).collect(),
        false => Vec::new(),
    }
}

/// Whether a cell has text, and all of it is in bold.
fn in_bold(page: &Page, cell: NodeId) -> bool {
    let document = &page.document;
    let mut texts = document
        .descendants(cell)
        .take(MOST)
        .filter(|&id| document.text(id).is_some_and(says_something))
        .map(|id| document.parent(id).is_some_and(|parent| page.styles.of(parent).bold))
        .peekable();
    texts.peek().is_some() && texts.all(|is_bold| is_bold)
}
