//! Tables: row groups in the order that HTML wants, spans and scopes.

use super::attribute;
use super::elements::{Body, Open};
use crate::event::{Attributes, Cell, RowGroup, Scope, TagEnd};

/// The rows of a table that is open.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// The row group that is open, and where it begins.
    group: Option<(RowGroup, usize)>,
    /// A `tfoot`, which may stand before the body in old pages; HTML wants it last.
    foot: String,
}

impl<'p> Body<'p> {
    pub(super) fn row(&mut self, group: RowGroup, attributes: &Attributes<'p>) {
        let open = self.tables.last().and_then(|rows| rows.group);
        if open.is_none_or(|(open, _)| open != group) {
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
        self.open(TagEnd::Row, "tr", "</tr>\n", attributes, |_| {});
    }

    fn close_group(&mut self) {
        let Some(rows) = self.tables.last_mut() else { return };
        let Some((group, start)) = rows.group.take() else { return };
        self.out.push_str(match group {
            RowGroup::Head => "</thead>\n",
            RowGroup::Body => "</tbody>\n",
            RowGroup::Foot => "</tfoot>\n",
        });
        if group == RowGroup::Foot {
            rows.foot.push_str(&self.out.split_off(start));
        }
    }

    pub(super) fn close_table(&mut self) {
        self.close_group();
        if let Some(rows) = self.tables.pop() {
            self.out.push_str(&rows.foot);
        }
    }

    pub(super) fn cell(&mut self, cell: &Cell, attributes: &Attributes<'p>) {
        let (name, end) = match cell.scope {
            Some(_) => ("th", "</th>\n"),
            None => ("td", "</td>\n"),
        };
        self.open(TagEnd::Cell, name, end, attributes, |out| {
            for (name, span) in [("colspan", cell.column_span), ("rowspan", cell.row_span)] {
                if span > 1 {
                    attribute(out, name, &span.to_string());
                }
            }
            match cell.scope {
                Some(Scope::Column) => attribute(out, "scope", "col"),
                Some(Scope::Row) => attribute(out, "scope", "row"),
                Some(Scope::ColumnGroup) => attribute(out, "scope", "colgroup"),
                Some(Scope::RowGroup) => attribute(out, "scope", "rowgroup"),
                None => {}
            }
        });
    }

    /// A caption may stand anywhere in old tables; HTML wants it first.
    pub(super) fn lift_caption(&mut self, start: usize) {
        let Some(first) = self.table_content().filter(|&first| first < start) else { return };
        let caption = self.out.split_off(start);
        self.out.insert_str(first, &caption);
        if let Some((_, group)) = self.tables.last_mut().and_then(|rows| rows.group.as_mut()) {
            *group += caption.len();
        }
    }

    /// A header without text heads nothing: it is written as an empty data cell.
    pub(super) fn empty_header(&mut self, open: &mut Open) {
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
