//! A data table held until its end: what its cells say, and under which headers.

use super::sheet::Sheet;
use super::text;
use crate::event::{Cell, RowGroup, Scope};
use std::collections::HashMap;
use std::ops::Range;

/// A header longer than this (bytes) is said once, in its place, and not before each of its cells:
/// a table could make any output of a long header with many cells.
const LONG_HEADER: usize = 160;
/// The same for all headers of one cell.
const LONG_HEADERS: usize = 480;

/// A row of more than this (bytes) is read cell by cell.
const ONE_LINE: usize = 200;

/// A cell and its lines.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) cell: Box<Cell>,
    lines: Range<usize>,
}

/// A table while it is read, from its start to its end.
#[derive(Debug)]
pub(super) struct Table {
    slots: Vec<Slot>,
    /// Where the slots of each row begin, and the part of the table that it is in.
    rows: Vec<(usize, RowGroup)>,
    /// The sheet for the content of cells; while a cell is open, the one around the table.
    sheet: Sheet,
}

/// How deep tables nest that are read as such; those further in are read cell by cell. What is in
/// them would be written anew for each table around.
const NESTED: usize = 4;

/// The tables that are open.
#[derive(Debug, Default)]
pub(super) struct OpenTables {
    open: Vec<Table>,
    /// How many are open that are not read as tables.
    deep: usize,
}

impl OpenTables {
    pub(super) fn begin(&mut self) {
        match self.open.len() < NESTED {
            true => self.open.push(Table::default()),
            false => self.deep += 1,
        }
    }

    /// The innermost table, where it is read as one.
    pub(super) fn last(&mut self) -> Option<&mut Table> {
        self.open.last_mut().filter(|_| self.deep == 0)
    }

    /// Ends the innermost table.
    pub(super) fn end(&mut self) -> Option<Grid> {
        if self.deep > 0 {
            self.deep -= 1;
            return None;
        }
        self.open.pop().map(Table::finish)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }
}

impl Default for Table {
    fn default() -> Self {
        Table { slots: Vec::new(), rows: Vec::new(), sheet: Sheet::tight() }
    }
}

impl Table {
    pub(super) fn begin_row(&mut self, group: RowGroup) {
        self.rows.push((self.slots.len(), group));
    }

    /// Begins a cell: from here on `sheet` takes its content.
    pub(super) fn begin_cell(&mut self, cell: Box<Cell>, sheet: &mut Sheet) {
        if self.rows.is_empty() {
            self.begin_row(RowGroup::Body);
        }
        std::mem::swap(&mut self.sheet, sheet);
        self.slots.push(Slot { cell, lines: sheet.out.len()..sheet.out.len() });
    }

    /// Ends a cell and gives `sheet` back.
    pub(super) fn end_cell(&mut self, sheet: &mut Sheet) {
        if let Some(slot) = self.slots.last_mut() {
            slot.lines.end = sheet.out.len();
        }
        std::mem::swap(&mut self.sheet, sheet);
    }

    fn finish(self) -> Grid {
        let end = |slot: &Slot| slot.cell.column.saturating_add(slot.cell.column_span.max(1));
        let columns = self.slots.iter().map(end).max().unwrap_or(0);
        let place = |slot: &Slot| (slot.cell.row, slot.cell.column);
        let headers = self.slots.iter().enumerate().filter(|(_, slot)| slot.cell.scope.is_some());
        let headers = headers.map(|(at, slot)| (place(slot), at)).collect();
        let ends = self.rows.iter().skip(1).map(|row| row.0).chain([self.slots.len()]);
        let rows = self.rows.iter().zip(ends).map(|(&(start, group), end)| (start..end, group));
        let mut rows: Vec<_> = rows.filter(|(row, _)| !row.is_empty()).collect();
        // A foot may stand before the body in the page.
        rows.sort_by_key(|(row, _)| self.slots[row.start].cell.row);
        let mut grid = Grid {
            used: vec![false; self.slots.len()],
            slots: self.slots,
            rows,
            text: self.sheet.out,
            columns,
            headers,
        };
        grid.mark_used();
        grid
    }
}

/// A table that has been read.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) slots: Vec<Slot>,
    rows: Vec<(Range<usize>, RowGroup)>,
    text: String,
    pub(super) columns: usize,
    headers: HashMap<(usize, usize), usize>,
    /// The header cells that are said before a cell that they head.
    used: Vec<bool>,
}

impl Grid {
    /// The lines of a slot.
    pub(super) fn text(&self, slot: usize) -> &str {
        self.text[self.slots[slot].lines.clone()].trim_end()
    }

    /// What a header is called before the cells that it heads.
    fn name(&self, header: usize) -> &str {
        let abbreviation = self.slots[header].cell.abbreviation.as_deref();
        abbreviation.unwrap_or_else(|| self.text(header).trim_end_matches(':'))
    }

    /// How much the table says.
    pub(super) fn length(&self) -> usize {
        (0..self.slots.len()).map(|slot| self.text(slot).len()).sum()
    }

    /// The rows, as the slots that begin in each; no row is empty.
    pub(super) fn rows(&self) -> impl Iterator<Item = (Range<usize>, RowGroup)> {
        self.rows.iter().cloned()
    }

    /// The rows with all that they say read by themselves: what spans rows belongs to each of them.
    pub(super) fn whole_rows(&self) -> Vec<Vec<usize>> {
        // What is said again must stay in proportion to what there is.
        let mut left = self.length().saturating_mul(4).saturating_add(4096);
        let mut spanning: Vec<usize> = Vec::new();
        let mut rows = Vec::with_capacity(self.rows.len());
        for (row, _) in self.rows() {
            let number = self.slots[row.start].cell.row;
            spanning.retain(|&slot| {
                let cell = &self.slots[slot].cell;
                cell.row.saturating_add(cell.row_span) > number
            });
            let mut whole: Vec<usize> = Vec::with_capacity(row.len());
            for &slot in &spanning {
                let Some(rest) = left.checked_sub(self.text(slot).len()) else { break };
                left = rest;
                whole.push(slot);
            }
            whole.extend(row.clone());
            whole.sort_by_key(|&slot| self.slots[slot].cell.column);
            rows.push(whole);
            spanning.extend(row.filter(|&slot| {
                let cell = &self.slots[slot].cell;
                cell.row_span > 1
                    && cell.scope.is_none()
                    && (1..=LONG_HEADER).contains(&self.text(slot).len())
            }));
        }
        rows
    }

    /// Whether a row does nothing but name the columns below it; the corner above the names of the
    /// rows may be empty.
    pub(super) fn names_columns(&self, row: Range<usize>, group: RowGroup) -> bool {
        let is_column = |slot: &usize| {
            matches!(self.slots[*slot].cell.scope, Some(Scope::Column | Scope::ColumnGroup))
        };
        let mut names = row.clone().filter(|&slot| !self.text(slot).is_empty());
        group == RowGroup::Head
            || (row.clone().any(|slot| is_column(&slot)) && names.all(|slot| is_column(&slot)))
    }

    /// The headers of a slot that are short enough to be said before it: those of its row first,
    /// as it is the row that is read.
    fn headers_of(&self, slot: usize) -> impl Iterator<Item = usize> {
        let cell = &self.slots[slot].cell;
        let of_row =
            |at: &usize| matches!(self.slots[*at].cell.scope, Some(Scope::Row | Scope::RowGroup));
        let found = move || {
            let found = cell.headers.iter().filter_map(|place| self.headers.get(place).copied());
            found.filter(move |&at| at != slot && self.is_short(at))
        };
        let mut room = LONG_HEADERS;
        let rows = found().filter(move |at| of_row(at));
        rows.chain(found().filter(move |at| !of_row(at))).take_while(move |&at| {
            let length = self.name(at).len() + 2;
            room = room.saturating_sub(length);
            room > 0
        })
    }

    fn is_short(&self, header: usize) -> bool {
        let text = self.text(header);
        !text.is_empty() && text.len() <= LONG_HEADER
    }

    fn mark_used(&mut self) {
        let mut used = std::mem::take(&mut self.used);
        for (at, slot) in self.slots.iter().enumerate() {
            if slot.cell.scope.is_none() && !self.text(at).is_empty() {
                // One that is called otherwise there is said in full in its own place.
                let whole = |header: &usize| self.slots[*header].cell.abbreviation.is_none();
                self.headers_of(at).filter(whole).for_each(|header| used[header] = true);
            }
        }
        self.used = used;
    }

    /// What a row of short cells says in one line, where no cell has a header to be told by.
    pub(super) fn one_line(&self, row: &[usize]) -> Option<String> {
        let mut line = String::new();
        for (headers, text) in self.entries(row) {
            if !headers.is_empty() || text.contains('\n') {
                return None;
            }
            if !line.is_empty() {
                line.push_str("; ");
            }
            line.push_str(text);
            if line.len() > ONE_LINE {
                return None;
            }
        }
        (!line.is_empty()).then_some(line)
    }

    /// The cells of a row that say anything, each with the headers that apply to it. Headers that
    /// are said so are not said again.
    pub(super) fn entries(&self, row: &[usize]) -> impl Iterator<Item = (String, &str)> {
        row.iter().filter(|&&at| !self.used[at]).filter_map(move |&at| {
            let text = self.text(at);
            let mut headers = String::new();
            if self.slots[at].cell.scope.is_none() {
                for header in self.headers_of(at) {
                    if !headers.is_empty() {
                        headers.push_str(", ");
                    }
                    text::push(&mut headers, self.name(header));
                }
            }
            (!text.is_empty()).then_some((headers, text))
        })
    }
}
