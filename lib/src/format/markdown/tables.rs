//! Data tables: GitHub's where every cell is one line in one place, else lists.

use crate::format::Tables;
use crate::format::sheet::{Gap, Sheet};
use crate::format::table::Grid;

pub(super) fn write(grid: &Grid, layout: Tables, sheet: &mut Sheet) {
    match layout == Tables::Fit && is_simple(grid) {
        true => write_table(grid, sheet),
        false => write_rows(grid, sheet),
    }
}

/// GFM 0.29, 4.10: one row of headers, then rows of as many cells, all of them inline.
fn is_simple(grid: &Grid) -> bool {
    let mut rows = grid.rows();
    let headed = rows.next().is_some_and(|(row, group)| grid.names_columns(row, group));
    let even = grid.rows().all(|(row, _)| {
        row.len() == grid.columns
            && grid.slots[row.clone()].iter().enumerate().all(|(column, slot)| {
                let cell = &slot.cell;
                cell.column == column && cell.column_span <= 1 && cell.row_span <= 1
            })
    });
    let inline = (0..grid.slots.len()).all(|slot| {
        let text = grid.text(slot);
        // Within code a vertical line could not be written otherwise.
        !text.contains('\n') && !(text.contains('|') && text.contains('`'))
    });
    headed && even && inline && !rows.any(|(row, group)| grid.names_columns(row, group))
}

fn write_table(grid: &Grid, sheet: &mut Sheet) {
    let mut line = String::new();
    for (number, (row, _)) in grid.rows().enumerate() {
        line.clear();
        line.push('|');
        for slot in row {
            line.push(' ');
            line.push_str(&grid.text(slot).replace('|', "&#124;"));
            line.push_str(" |");
        }
        sheet.line(&line);
        if number == 0 {
            sheet.line(&format!("|{}", " --- |".repeat(grid.columns)));
        }
    }
}

/// One item a row, one line a cell.
fn write_rows(grid: &Grid, sheet: &mut Sheet) {
    for row in grid.whole_rows() {
        let mut lines = Vec::new();
        let line = grid.one_line(&row);
        lines.extend(line.clone());
        for (headers, text) in grid.entries(&row).filter(|_| line.is_none()) {
            let mut pieces = text.lines();
            let first = pieces.next().unwrap_or_default();
            match headers.is_empty() {
                true => lines.push(first.to_owned()),
                false => lines.push(format!("{headers}: {first}")),
            }
            lines.extend(pieces.map(str::to_owned));
        }
        if lines.is_empty() {
            // Headers that are said with the cells below them.
            continue;
        }
        if sheet.is_tight() {
            // A cell of another table holds no list.
            sheet.line(&lines.join("; "));
            continue;
        }
        sheet.open_marked("- ");
        let last = lines.len().saturating_sub(1);
        for (at, line) in lines.iter().enumerate() {
            let start = super::escape::block_start(line);
            let (head, rest) = line.split_at(start.unwrap_or(0));
            let escape = if start.is_some() { "\\" } else { "" };
            let end = if at < last { "\\" } else { "" };
            sheet.line(&format!("{head}{escape}{rest}{end}"));
        }
        sheet.close();
        sheet.set_gap(Gap::Line);
    }
}
