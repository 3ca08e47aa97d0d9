//! Tables on paper: rows of headers that stand at the top of every page, wide tables turned, and the rows of
//! those that are too wide even then broken into lines.

use super::Size;
use crate::event::{Event, RowGroup, Scope, Tag, TagEnd};
use crate::format::markup::{LONGEST_WORD, PADDING};

/// The most rows at the top that are taken for headers.
const HEADERS: usize = 3;

/// How a table stands on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    /// On an upright page.
    Upright,
    /// On a turned page.
    Turned,
    /// On a turned page, each row in as many lines as it takes.
    Broken,
}

impl Width {
    /// What is said of it in the document, where anything is.
    pub(super) fn class(self) -> Option<&'static str> {
        match self {
            Width::Upright => None,
            Width::Turned => Some("wide"),
            Width::Broken => Some("wide broken"),
        }
    }
}

/// The tables that are open.
#[derive(Debug, Default)]
pub(super) struct Open {
    /// Of each: whether it stands on a turned page, and how many rows at its top are headers only.
    stack: Vec<(bool, Option<usize>)>,
}

impl Open {
    /// Begins a table; the class of the turned page that begins with it, if one does.
    pub(super) fn start(&mut self, width: Width) -> Option<&'static str> {
        let class = width.class().filter(|_| self.stack.is_empty());
        self.stack.push((class.is_some(), Some(0)));
        class
    }

    /// Ends a table; whether a turned page ends with it.
    pub(super) fn end(&mut self) -> bool {
        self.stack.pop().is_some_and(|(turned, _)| turned)
    }

    /// The part of the table that a row belongs to: rows of nothing but column headers at the top
    /// are its head, which is repeated on every page; and whether that part begins with the row.
    /// `events` begins with it.
    pub(super) fn group(
        &mut self,
        group: RowGroup,
        first: bool,
        events: &[Event<'_>],
    ) -> (RowGroup, bool) {
        let Some((_, headers)) = self.stack.last_mut() else { return (group, first) };
        if group == RowGroup::Foot {
            return (group, first);
        }
        match headers {
            Some(count) if group == RowGroup::Head => *count += 1,
            Some(count) if *count < HEADERS && is_of_headers(events) => {
                *count += 1;
                return (RowGroup::Head, *count == 1);
            }
            _ => *headers = None,
        }
        (group, first)
    }
}

/// Whether a row has only headers of columns, none of which reaches into the rows below.
fn is_of_headers(row: &[Event<'_>]) -> bool {
    let (mut depth, mut any) = (0_usize, false);
    for event in row {
        match event {
            Event::Start(Tag::Row { .. }, _) => depth += 1,
            Event::End(TagEnd::Row) if depth == 1 => return any,
            Event::End(TagEnd::Row) => depth -= 1,
            Event::Start(Tag::Cell(cell), _) if depth == 1 => {
                let header = matches!(cell.scope, Some(Scope::Column | Scope::ColumnGroup));
                if !header || cell.row_span > 1 {
                    return false;
                }
                any = true;
            }
            _ => {}
        }
    }
    false
}

/// How wide a table stands on paper. `events` begins with it; the tables within count as text.
pub(super) fn width(events: &[Event<'_>], size: Size) -> Width {
    let Some(Event::Start(Tag::Table(table), _)) = events.first() else { return Width::Upright };
    // What stands beside one another on paper of A4, in letters.
    let room = match size {
        Size::Normal => 80,
        Size::Clear => 68,
        Size::Large => 53,
    };
    // Between its margins of 20 mm a turned page has 257 mm, an upright one 170 mm.
    let turned = room * 257 / 170;
    if table.columns * (PADDING + 1) > turned {
        return Width::Broken;
    }
    let mut widths = vec![0_usize; table.columns];
    let (mut depth, mut column) = (0, None);
    for event in events {
        match event {
            Event::Start(Tag::Table(_), _) => depth += 1,
            Event::End(TagEnd::Table) => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            }
            Event::Start(Tag::Cell(cell), _) if depth == 1 => {
                column = (cell.column_span == 1).then_some(cell.column);
            }
            Event::Text(text) => {
                let words = text.split_whitespace().map(|word| word.chars().count());
                if let Some(width) = column.and_then(|column| widths.get_mut(column)) {
                    *width = words.max().unwrap_or(0).min(LONGEST_WORD).max(*width);
                }
            }
            _ => {}
        }
    }
    match widths.iter().map(|width| width.max(&1) + PADDING).sum::<usize>() {
        width if width <= room => Width::Upright,
        width if width <= turned => Width::Turned,
        _ => Width::Broken,
    }
}

#[cfg(test)]
mod tests {
    use super::{Size, Width, width};
    use crate::event::{Event, Tag};
    use crate::page::{Page, ParseOptions};
    use crate::read::ReadOptions;

    fn of(columns: usize, size: Size) -> Width {
        let row = |cell: &str| format!("<tr>{}", cell.repeat(columns));
        let html = format!("<table>{}{}</table>", row("<th>Month"), row("<td>1234"));
        let page = Page::from_html(&html, &ParseOptions::new()).expect("a small page");
        let events: Vec<_> = page.read(&ReadOptions::new()).collect();
        let table = |event: &Event<'_>| matches!(event, Event::Start(Tag::Table(_), _));
        let start = events.iter().position(table).expect("a table");
        width(&events[start..], size)
    }

    #[test]
    fn are_turned_and_broken_as_they_grow() {
        assert_eq!(of(8, Size::Normal), Width::Upright);
        assert_eq!(of(14, Size::Normal), Width::Turned);
        assert_eq!(of(14, Size::Large), Width::Broken);
        assert_eq!(of(60, Size::Normal), Width::Broken);
    }
}
