//! Forming a table (HTML Standard, 4.9.12.1): where each cell stands.

use crate::css::Display;
use crate::dom::{NodeId, Tag};
use crate::event::RowGroup;
use crate::page::Page;
use crate::read::roles::{table_part, table_parts};
use std::ops::Range;

/// How many runs of cells may grow downward at once; cells of any further run end in their row.
/// Neighbours that end together are one run, so that real tables have a few of them.
const GROWING: usize = 256;

/// A cell and the slots that it covers.
#[derive(Debug)]
pub(super) struct GridCell {
    pub(super) node: NodeId,
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) row_span: usize,
    pub(super) column_span: usize,
}

impl GridCell {
    pub(super) fn rows(&self) -> Range<usize> {
        self.row..self.row + self.row_span
    }

    pub(super) fn columns(&self) -> Range<usize> {
        self.column..self.column + self.column_span
    }
}

#[derive(Debug)]
pub(super) struct GridRow {
    pub(super) node: NodeId,
    pub(super) kind: RowGroup,
    /// The row group that it stands in, counted from 0.
    pub(super) group: usize,
}

/// The geometry of a table. Its cells are in the order of rows.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) cells: Vec<GridCell>,
    pub(super) rows: Vec<GridRow>,
    pub(super) columns: usize,
    pub(super) column_groups: Vec<Range<usize>>,
    pub(super) caption: Option<NodeId>,
    /// Whether cells overlap anywhere.
    pub(super) overlaps: bool,
}

/// Neighbouring cells that reach into further rows, down to the same one.
#[derive(Debug, Clone)]
struct Run {
    columns: Range<usize>,
    until: usize,
}

/// The row groups of a table in reading order, each with its rows.
struct Group {
    kind: RowGroup,
    rows: Vec<NodeId>,
}

impl Grid {
    /// Two steps differ from the standard, both in the reader's favour: the first `thead`
    /// is read first and the first `tfoot` last, wherever they stand, as CSS renders them, and rows and columns in which no cell begins are no
    /// part of the table: they show nothing of their own.
    pub(super) fn new(page: &Page, table: NodeId) -> Grid {
        let mut grid = Grid::default();
        for (number, group) in grid.parts(page, table).into_iter().enumerate() {
            grid.place(page, number, &group);
        }
        grid.drop_empty_columns();
        grid.drop_empty_rows();
        grid
    }

    /// The children of the table: caption and column groups are kept, row groups returned.
    fn parts(&mut self, page: &Page, table: NodeId) -> Vec<Group> {
        let document = &page.document;
        let shown = |id: &NodeId| page.styles.of(*id).display != Display::None;
        let (mut head, mut bodies, mut foot) = (None, Vec::<Group>::new(), None);
        let mut loose = false;
        let mut columns = 0;
        for child in table_parts(document, table).into_iter().filter(shown) {
            let tag = table_part(document, child);
            let rows = || {
                let is_row = |id: &NodeId| table_part(document, *id) == Tag::Tr && shown(id);
                table_parts(document, child).into_iter().filter(is_row).collect()
            };
            match tag {
                Tag::Caption => self.caption = self.caption.or(Some(child)),
                // Columns are declared before the rows (step 9), later ones have no effect.
                Tag::Colgroup if head.is_none() && bodies.is_empty() && foot.is_none() => {
                    let width = group_width(page, child);
                    self.column_groups.push(columns..columns + width);
                    columns += width;
                }
                Tag::Thead if head.is_none() => {
                    head = Some(Group { kind: RowGroup::Head, rows: rows() });
                }
                Tag::Tfoot if foot.is_none() => {
                    foot = Some(Group { kind: RowGroup::Foot, rows: rows() });
                }
                Tag::Thead | Tag::Tbody | Tag::Tfoot => {
                    bodies.push(Group { kind: RowGroup::Body, rows: rows() });
                }
                // A row outside any group, which only a script or XHTML can make.
                Tag::Tr => match bodies.last_mut().filter(|_| loose) {
                    Some(group) => group.rows.push(child),
                    None => bodies.push(Group { kind: RowGroup::Body, rows: vec![child] }),
                },
                _ => continue,
            }
            loose = tag == Tag::Tr;
        }
        head.into_iter().chain(bodies).chain(foot).collect()
    }

    /// Processes the rows of one group; no cell grows out of its group.
    fn place(&mut self, page: &Page, number: usize, group: &Group) {
        let first = self.rows.len();
        let end = first + group.rows.len();
        let mut growing: Vec<Run> = Vec::new();
        for (row, &node) in (first..).zip(&group.rows) {
            self.rows.push(GridRow { node, kind: group.kind, group: number });
            self.place_row(page, row, end, &mut growing);
        }
    }

    /// The algorithm for processing rows, with runs of columns in place of slots.
    fn place_row(&mut self, page: &Page, row: usize, end: usize, growing: &mut Vec<Run>) {
        let document = &page.document;
        let is_cell = |id: &NodeId| {
            matches!(table_part(document, *id), Tag::Td | Tag::Th)
                && page.styles.of(*id).display != Display::None
        };
        let mut started: Vec<Run> = Vec::new();
        let (mut column, mut passed) = (0, 0);
        for node in table_parts(document, self.rows[row].node).into_iter().filter(is_cell) {
            // Step 6: the next slot that no cell from above has taken.
            while let Some(run) = growing.get(passed).filter(|run| run.columns.start <= column) {
                if run.until > row {
                    column = column.max(run.columns.end);
                }
                passed += 1;
            }
            let native = matches!(document.tag(node), Tag::Td | Tag::Th);
            let spans = |own, by_role| document.attr(node, if native { own } else { by_role });
            let width = span(spans("colspan", "aria-colspan"), 1..=1000);
            let until = match span(spans("rowspan", "aria-rowspan"), 0..=65_534) {
                0 => end,
                height => (row + height).min(end),
            };
            let columns = column..column + width;
            self.overlaps |= overlaps(&growing[passed..], row, columns.end);
            column = columns.end;
            let until = grow(&mut started, growing.len(), row, &columns, until);
            let (row_span, column_span) = (until - row, width);
            self.cells.push(GridCell { node, row, column: columns.start, row_span, column_span });
        }
        if passed > 0 || !started.is_empty() {
            growing.retain(|run| run.until > row + 1);
        }
        if !started.is_empty() {
            growing.append(&mut started);
            growing.sort_by_key(|run| run.columns.start);
        }
    }

    /// Leaves out the columns in which no cell begins: they show nothing of their own, and one
    /// `colspan` would make a thousand of them.
    fn drop_empty_columns(&mut self) {
        let mut starts: Vec<usize> = self.cells.iter().map(|cell| cell.column).collect();
        starts.sort_unstable();
        starts.dedup();
        let kept = |column: usize| starts.partition_point(|&start| start < column);
        for cell in &mut self.cells {
            let end = kept(cell.column + cell.column_span);
            cell.column = kept(cell.column);
            cell.column_span = end - cell.column;
        }
        for group in &mut self.column_groups {
            *group = kept(group.start)..kept(group.end);
        }
        self.column_groups.retain(|group| !group.is_empty());
        self.columns = starts.len();
    }

    /// Leaves out the rows in which no cell begins.
    fn drop_empty_rows(&mut self) {
        // How many rows before each one are kept.
        let mut kept = vec![0; self.rows.len() + 1];
        self.cells.iter().for_each(|cell| kept[cell.row + 1] = 1);
        for row in 0..self.rows.len() {
            kept[row + 1] += kept[row];
        }
        if kept.last() == Some(&self.rows.len()) {
            return;
        }
        for cell in &mut self.cells {
            let end = kept[cell.row + cell.row_span];
            cell.row = kept[cell.row];
            cell.row_span = end - cell.row;
        }
        let mut row = 0..;
        let has_cells = |row: usize| kept[row + 1] > kept[row];
        self.rows.retain(|_| row.next().is_some_and(has_cells));
    }
}

/// Notes that a cell reaches below its row; returns the row that it ends before.
fn grow(
    started: &mut Vec<Run>,
    others: usize,
    row: usize,
    columns: &Range<usize>,
    until: usize,
) -> usize {
    if until <= row + 1 {
        return until;
    }
    let full = started.len() + others >= GROWING;
    match started.last_mut() {
        Some(run) if run.until == until && run.columns.end == columns.start => {
            run.columns.end = columns.end;
        }
        _ if full => return row + 1,
        _ => started.push(Run { columns: columns.clone(), until }),
    }
    until
}

/// Whether a cell that ends before a column runs into one that comes from above.
fn overlaps(ahead: &[Run], row: usize, end: usize) -> bool {
    ahead.iter().take_while(|run| run.columns.start < end).any(|run| run.until > row)
}

/// The width of a column group: that of its `col` children, else its own `span`.
fn group_width(page: &Page, group: NodeId) -> usize {
    let document = &page.document;
    let width = |id| span(document.attr(id, "span"), 1..=1000);
    let mut columns = document.children(group).filter(|&id| document.tag(id) == Tag::Col);
    match columns.next() {
        Some(first) => width(first) + columns.map(width).sum::<usize>(),
        None => width(group),
    }
}

/// A span by the rules for parsing non-negative integers: clamped to its limits, 1 where it is not
/// a number or below them (HTML Standard, 4.9.11: zero is no `colspan`, but is a `rowspan`).
fn span(value: Option<&str>, limits: std::ops::RangeInclusive<usize>) -> usize {
    let value = value.unwrap_or_default().trim_ascii_start();
    let value = value.strip_prefix('+').unwrap_or(value);
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    // Digits that overflow are a large number, not an error.
    let number = match &value[..digits] {
        "" => return 1,
        digits => digits.parse::<usize>().unwrap_or(usize::MAX),
    };
    if number < *limits.start() { 1 } else { number.min(*limits.end()) }
}
