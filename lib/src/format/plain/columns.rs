//! Data tables: as columns where they fit, else row by row.

use crate::event::RowGroup;
use crate::format::sheet::{Gap, Sheet};
use crate::format::table::Grid;
use crate::format::wrap::{Lines, width};
use std::ops::Range;

/// What stands between two columns.
const BETWEEN: usize = 2;
/// A column is not squeezed below this, or its words would stand one below the other.
const MIN_COLUMN: usize = 12;
/// Where a row takes more lines than this, it is easier to read cell by cell.
const MAX_LINES: usize = 3;

/// A row of the page as it is seen: its slots with the first column and the columns of each.
type Placed = Vec<(usize, Range<usize>)>;

/// Writes a table as columns; `false` where that would be hard to read.
pub(super) fn write(grid: &Grid, sheet: &mut Sheet) -> bool {
    let Some(rows) = place(grid) else { return false };
    let room = sheet.room();
    let Some(widths) = fit(grid, &rows, room) else { return false };
    let mut lines = String::new();
    let mut ends = Vec::with_capacity(rows.len());
    // Padding must stay in proportion to what is said.
    let budget = grid.length().saturating_mul(16).saturating_add(4096);
    let mut tall = false;
    for (row, group, names) in &rows {
        let height = write_row(grid, row, &widths, &mut lines);
        if height > MAX_LINES || lines.len() > budget {
            return false;
        }
        tall |= height > 1 && !names && *group != RowGroup::Head;
        ends.push(lines.len());
    }
    let heads = rows.iter().take_while(|(_, _, names)| *names).count();
    let mut start = 0;
    for (at, &end) in ends.iter().enumerate() {
        lines[start..end].lines().for_each(|line| sheet.line(line));
        start = end;
        if at + 1 == heads && heads < ends.len() {
            let dashes = widths.iter().map(|&width| "-".repeat(width)).collect::<Vec<_>>();
            sheet.line(&dashes.join("  "));
        } else if tall && at >= heads {
            sheet.raise_gap(Gap::Blank);
        }
    }
    true
}

/// The rows with all that is seen in them: a cell that spans rows is said in each of them, as
/// every row must make sense by itself. `None` where the table is mostly holes.
fn place(grid: &Grid) -> Option<Vec<(Placed, RowGroup, bool)>> {
    if grid.columns.saturating_mul(grid.rows().count()) > 8 * grid.slots.len() + 64 {
        return None;
    }
    let mut spanning: Vec<Option<usize>> = vec![None; grid.columns];
    let mut rows = Vec::new();
    for (row, group) in grid.rows() {
        let number = grid.slots[row.start].cell.row;
        let mut placed = Placed::new();
        for at in spanning.iter_mut() {
            at.take_if(|slot| {
                let cell = &grid.slots[*slot].cell;
                cell.row.saturating_add(cell.row_span) <= number
            });
        }
        let names = grid.names_columns(row.clone(), group);
        // What names columns is said once.
        let again = spanning.iter().flatten().filter(|_| !names);
        placed.extend(again.map(|&slot| (slot, columns(grid, slot))));
        for slot in row.clone() {
            let columns = columns(grid, slot);
            if grid.slots[slot].cell.row_span > 1 {
                spanning[columns.start] = Some(slot);
            }
            placed.push((slot, columns));
        }
        placed.sort_by_key(|(_, columns)| columns.start);
        // Cells that overlap cannot stand side by side.
        if placed.windows(2).any(|pair| pair[0].1.end > pair[1].1.start) {
            return None;
        }
        rows.push((placed, group, names));
    }
    Some(rows)
}

fn columns(grid: &Grid, slot: usize) -> Range<usize> {
    let cell = &grid.slots[slot].cell;
    cell.column..cell.column.saturating_add(cell.column_span.max(1))
}

/// The widths of the columns: as wide as their content, or squeezed into the room.
fn fit(grid: &Grid, rows: &[(Placed, RowGroup, bool)], room: usize) -> Option<Vec<usize>> {
    let mut natural = vec![0; grid.columns];
    let mut least = vec![0; grid.columns];
    let mut wide = Vec::new();
    for (slot, columns) in rows.iter().flat_map(|(row, _, _)| row) {
        let text = grid.text(*slot);
        let full = text.lines().map(width).max().unwrap_or(0);
        let word = text.split([' ', '\n']).map(width).max().unwrap_or(0);
        if columns.len() == 1 {
            natural[columns.start] = full.max(natural[columns.start]);
            least[columns.start] = word.max(least[columns.start]);
        } else {
            wide.push((columns.clone(), full, word));
        }
    }
    for (columns, full, _) in &wide {
        natural[columns.end - 1] += full.saturating_sub(span(&natural, columns));
    }
    for (columns, _, word) in &wide {
        // The last columns make room for a long word, but none beyond its natural width.
        let mut lacking = word.saturating_sub(span(&least, columns));
        for column in columns.clone().rev() {
            let more = lacking.min(natural[column].saturating_sub(least[column]));
            least[column] += more;
            lacking -= more;
        }
    }
    let all = 0..grid.columns;
    if span(&natural, &all) <= room {
        return Some(natural);
    }
    let least: Vec<_> =
        least.iter().zip(&natural).map(|(&l, &n)| l.max(n.min(MIN_COLUMN))).collect();
    let spare = room.checked_sub(span(&least, &all))?;
    let more = |(&n, &l): (&usize, &usize)| n.saturating_sub(l) as u128;
    let wanted: u128 = natural.iter().zip(&least).map(more).sum();
    // No share is more than what is spare.
    let share =
        |pair: (&usize, &usize)| *pair.1 + (more(pair) * spare as u128 / wanted.max(1)) as usize;
    Some(natural.iter().zip(&least).map(share).collect())
}

/// The columns that several take together.
fn span(widths: &[usize], columns: &Range<usize>) -> usize {
    let between = columns.len().saturating_sub(1) * BETWEEN;
    widths[columns.clone()].iter().sum::<usize>() + between
}

/// Adds a row; gives how many lines it takes.
fn write_row(grid: &Grid, row: &Placed, widths: &[usize], out: &mut String) -> usize {
    let mut cells: Vec<_> = row.iter().map(|(slot, _)| Lines::new(grid.text(*slot))).collect();
    let mut starts = Vec::with_capacity(widths.len() + 1);
    let mut start = 0;
    for width in widths {
        starts.push(start);
        start += width + BETWEEN;
    }
    let mut height = 0;
    loop {
        let line_start = out.len();
        let (mut column, mut said) = (0, false);
        for (lines, (_, columns)) in cells.iter_mut().zip(row) {
            let Some(line) = lines.next(span(widths, columns)) else { continue };
            said = true;
            let line = line.trim_end();
            if line.is_empty() {
                continue;
            }
            out.extend(std::iter::repeat_n(' ', starts[columns.start].saturating_sub(column)));
            column = column.max(starts[columns.start]) + width(line);
            out.push_str(line);
        }
        if !said || height > MAX_LINES {
            out.truncate(line_start);
            return height;
        }
        out.push('\n');
        height += 1;
    }
}

/// Writes a table row by row, each cell on a line of its own after its headers; a row of short
/// cells without headers is one line.
pub(super) fn write_rows(grid: &Grid, sheet: &mut Sheet) {
    let mut last = 0;
    for row in grid.whole_rows() {
        let mut count = 0;
        let line = grid.one_line(&row).filter(|line| width(line) <= sheet.room());
        if let Some(line) = line {
            sheet.line(&line);
            last = 1;
            continue;
        }
        for (headers, text) in grid.entries(&row) {
            if count == 0 && last > 1 {
                sheet.raise_gap(Gap::Blank);
            }
            count += 1;
            write_entry(&headers, text, sheet);
        }
        if count > 1 {
            sheet.raise_gap(Gap::Blank);
        }
        last = if count > 0 { count } else { last };
    }
}

fn write_entry(headers: &str, text: &str, sheet: &mut Sheet) {
    if text.contains('\n') && !headers.is_empty() {
        sheet.paragraph(&format!("{headers}:"));
        sheet.open("  ");
        sheet.paragraph(text);
        sheet.close();
        return;
    }
    // What follows the first line is indented, so that cells can be told apart.
    let mut entry = String::with_capacity(headers.len() + text.len() + 2);
    if !headers.is_empty() {
        entry.push_str(headers);
        entry.push_str(": ");
    }
    entry.push_str(text);
    sheet.open_hanging("  ");
    sheet.paragraph(&entry);
    sheet.close();
}
