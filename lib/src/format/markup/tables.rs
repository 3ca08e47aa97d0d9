//! Tables: row groups in the order that HTML wants, spans, scopes, and headers named by their ids
//! where scopes and places do not tell them.

use super::elements::{Body, Open};
use super::links::text_of;
use crate::escape::attribute;
use crate::event::{Attributes, Cell, RowGroup, Scope, Table, TagEnd};
use std::ops::Range;

/// The rows of a table that is open.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// Tells the tables of a page apart.
    number: usize,
    column_groups: bool,
    /// The row group that is open, and where it begins.
    group: Option<(RowGroup, usize)>,
    /// Where the head has its place.
    head: usize,
    /// A `tfoot`, which may stand before the body in old pages; HTML wants it last.
    foot: String,
    slots: Slots,
    /// Whether the row that is open has no cell yet.
    fresh: bool,
    /// The column of the cell that is open, where it is in one only.
    column: Option<usize>,
    /// The longest word of each column, in letters.
    widths: Vec<usize>,
}

/// Which slots of the row that is being written are taken.
#[derive(Debug, Default)]
struct Slots {
    row: usize,
    /// The next column that no cell of this row has taken.
    column: usize,
    /// The cells from rows above that reach into this one or further, by column; of those, as many
    /// as stand before `column` have been passed.
    growing: Vec<Growing>,
    passed: usize,
    started: Vec<Growing>,
}

#[derive(Debug)]
struct Growing {
    columns: Range<usize>,
    /// The first row that it does not reach.
    until: usize,
}

impl Slots {
    fn begin_row(&mut self, row: usize) {
        self.growing.append(&mut self.started);
        self.growing.retain(|cell| cell.until > row);
        self.growing.sort_unstable_by_key(|cell| cell.columns.start);
        (self.row, self.column, self.passed) = (row, 0, 0);
    }

    /// The next free column from here on.
    fn free(&mut self) -> usize {
        while let Some(cell) =
            self.growing.get(self.passed).filter(|c| c.columns.start <= self.column)
        {
            self.column = self.column.max(cell.columns.end);
            self.passed += 1;
        }
        self.column
    }

    /// How many columns from this free one on are free, `wanted` at most.
    fn room(&self, column: usize, wanted: usize) -> usize {
        let next = self.growing.get(self.passed).map_or(usize::MAX, |cell| cell.columns.start);
        wanted.min(next.saturating_sub(column)).max(1)
    }

    fn take(&mut self, columns: Range<usize>, rows: usize) {
        self.column = columns.end;
        if rows > 1 {
            let until = self.row.saturating_add(rows);
            self.started.push(Growing { columns, until });
        }
    }
}

/// The longest word that is kept whole in a cell, in letters.
pub(in crate::format) const LONGEST_WORD: usize = 14;
/// What the borders and the padding of a column take, in letters.
pub(in crate::format) const PADDING: usize = 2;
/// What stands beside one another in a window of 320 CSS pixels, in letters.
const NARROW: usize = 31;
/// Around a table that may be wider than the window: people without a mouse have to reach it to scroll it.
const SCROLL: &str = "<div class=\"scroll\" role=\"group\" tabindex=\"0\">\n";

impl<'p> Body<'p> {
    pub(super) fn table(&mut self, table: &Table, mut attributes: Attributes<'p>) {
        self.table_count += 1;
        let number = self.table_count;
        // Without a caption a title would be the name.
        let accessible = attributes.accessible.as_mut();
        let summary = accessible.and_then(|it| {
            let summary = it.description.take();
            summary.filter(|_| !it.description_shown)
        });
        let summary = summary.map(|summary| {
            let id = self.own_id(&format!("summary-{number}"));
            self.out.push_str("<p");
            attribute(&mut self.out, "id", &id);
            self.out.push('>');
            super::text(&mut self.out, &summary);
            self.out.push_str("</p>\n");
            id
        });
        let column_groups = !table.column_groups.is_empty();
        self.tables.push(Rows { number, column_groups, ..Rows::default() });
        self.open(TagEnd::Table, "table", "</table>\n", &attributes, |out| {
            if let Some(id) = &summary {
                attribute(out, "aria-describedby", id);
            }
        });
        for group in &table.column_groups {
            self.out.push_str("<colgroup");
            if *group > 1 {
                attribute(&mut self.out, "span", &group.to_string());
            }
            self.out.push_str("></colgroup>\n");
        }
        if let Some(rows) = self.tables.last_mut() {
            rows.head = self.out.len();
        }
    }

    pub(super) fn row(&mut self, group: RowGroup, first: bool, attributes: &Attributes<'p>) {
        let open = self.tables.last().and_then(|rows| rows.group);
        if first || open.is_none_or(|(open, _)| open != group) {
            self.close_group();
            if let Some(rows) = self.tables.last_mut() {
                rows.group = Some((group, self.out.len()));
            }
            self.out.push_str(match group {
                RowGroup::Head => "<thead>\n",
                RowGroup::Body => "<tbody>\n",
                RowGroup::Foot => "<tfoot>\n",
            });
        }
        if let Some(rows) = self.tables.last_mut() {
            rows.fresh = true;
        }
        self.open(TagEnd::Row, "tr", "</tr>\n", attributes, |_| {});
    }

    fn close_group(&mut self) {
        let Some(rows) = self.tables.last_mut() else { return };
        rows.slots = Slots::default();
        let Some((group, start)) = rows.group.take() else { return };
        self.out.push_str(match group {
            RowGroup::Head => "</thead>\n",
            RowGroup::Body => "</tbody>\n",
            RowGroup::Foot => "</tfoot>\n",
        });
        match group {
            RowGroup::Foot => rows.foot.push_str(&self.out.split_off(start)),
            RowGroup::Head => {
                let head = self.out.split_off(start);
                self.out.insert_str(rows.head, &head);
            }
            RowGroup::Body => {}
        }
    }

    pub(super) fn close_table(&mut self, open: &mut Open<'p>) {
        self.close_group();
        let Some(rows) = self.tables.pop() else { return };
        self.out.push_str(&rows.foot);
        let width: usize = rows.widths.iter().map(|width| width.max(&1) + PADDING).sum();
        if self.scrolls && self.tables.is_empty() && width > NARROW {
            self.out.insert_str(open.start, SCROLL);
            open.end = "</table>\n</div>\n";
        }
    }

    /// Words stay whole in their cells, but for those that would take half of a narrow window: a cell with such may
    /// break them anywhere.
    pub(super) fn end_cell(&mut self, open: &mut Open<'p>) {
        // Tables in cells are text of theirs: nothing is looked at twice.
        if self.tables.len() > 1 {
            return self.empty_header(open);
        }
        let text = text_of(&self.out[open.content..]);
        let longest = text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
        if let Some(rows) = self.tables.last_mut()
            && let Some(column) = rows.column.take()
        {
            if rows.widths.len() <= column {
                rows.widths.resize(column + 1, 0);
            }
            rows.widths[column] = rows.widths[column].max(longest.min(LONGEST_WORD));
        }
        if longest > LONGEST_WORD && self.out[..open.content].ends_with('>') {
            self.out.insert_str(open.content - 1, " class=\"long\"");
        }
        self.empty_header(open);
    }

    /// The id of a header cell that others name.
    fn header_id(&self, (row, column): (usize, usize)) -> String {
        let table = self.tables.last().map_or(0, |rows| rows.number);
        self.own_id(&format!("header-{table}-{}-{}", row + 1, column + 1))
    }

    pub(super) fn cell(&mut self, cell: &Cell, attributes: &Attributes<'p>) {
        let columns = self.place(cell);
        if let Some(rows) = self.tables.last_mut() {
            rows.column = (columns == 1).then_some(cell.column);
        }
        let (name, end) = match cell.scope {
            Some(_) => ("th", "</th>\n"),
            None => ("td", "</td>\n"),
        };
        let spans = [("colspan", columns), ("rowspan", cell.row_span)];
        let column_groups = self.tables.last().is_some_and(|rows| rows.column_groups);
        let id = cell.is_named.then(|| self.header_id((cell.row, cell.column)));
        let headers: Vec<String> = match cell.names_headers {
            true => cell.headers.iter().map(|&slot| self.header_id(slot)).collect(),
            false => Vec::new(),
        };
        let own = Attributes { id: attributes.id.filter(|_| id.is_none()), ..attributes.clone() };
        self.open(TagEnd::Cell, name, end, &own, |out| {
            for (name, span) in spans.into_iter().filter(|(_, span)| *span > 1) {
                attribute(out, name, &span.to_string());
            }
            // No header at all cannot be said (the attribute must name one).
            if !headers.is_empty() {
                attribute(out, "headers", &headers.join(" "));
            }
            if let Some(id) = &id {
                attribute(out, "id", id);
            }
            match cell.scope {
                // Without column groups it can only mean the columns that it spans.
                Some(Scope::ColumnGroup) if column_groups => attribute(out, "scope", "colgroup"),
                Some(Scope::Column | Scope::ColumnGroup) => attribute(out, "scope", "col"),
                Some(Scope::Row) => attribute(out, "scope", "row"),
                Some(Scope::RowGroup) => attribute(out, "scope", "rowgroup"),
                None => return,
            }
            if let Some(abbreviation) = &cell.abbreviation {
                attribute(out, "abbr", abbreviation);
            }
        });
        if let Some(anchor) = attributes.id.filter(|_| id.is_some()) {
            self.anchor(anchor);
        }
    }

    /// Finds the place of a cell in the row that is being written; gives how many columns it may
    /// span there. Cells that overlap in the page stand side by side: where one is cut short, empty
    /// cells keep the next in its place.
    fn place(&mut self, cell: &Cell) -> usize {
        let Some(rows) = self.tables.last_mut() else { return cell.column_span };
        if std::mem::take(&mut rows.fresh) {
            rows.slots.begin_row(cell.row);
        }
        loop {
            let column = rows.slots.free();
            if column >= cell.column {
                let columns = rows.slots.room(column, cell.column_span);
                rows.slots.take(column..column + columns, cell.row_span);
                return columns;
            }
            let columns = rows.slots.room(column, cell.column - column);
            rows.slots.take(column..column + columns, 1);
            self.out.push_str("<td");
            if columns > 1 {
                attribute(&mut self.out, "colspan", &columns.to_string());
            }
            self.out.push_str("></td>\n");
        }
    }

    /// A caption may stand anywhere in old tables; HTML wants it first.
    pub(super) fn lift_caption(&mut self, start: usize) {
        let Some(first) = self.table_content() else { return };
        let caption = self.out.split_off(start);
        self.out.insert_str(first, &caption);
        if let Some(rows) = self.tables.last_mut() {
            rows.head += caption.len();
            if let Some((_, group)) = &mut rows.group {
                *group += caption.len();
            }
        }
    }

    /// A header without text heads nothing: it is written as an empty data cell.
    fn empty_header(&mut self, open: &mut Open) {
        if open.end == "</th>\n" && open.content == self.out.len() {
            open.end = "</td>\n";
            let start = self.out.split_off(open.start);
            self.out.push_str("<td");
            let spans = start.trim_start_matches("<th").split(" scope=").next().unwrap_or_default();
            self.out.push_str(spans.trim_end_matches('>'));
            self.out.push('>');
        }
    }
}
