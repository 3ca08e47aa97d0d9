use super::*;
use crate::ParseOptions;
use crate::dom::{Document, Tag};
use crate::event::Scope;
use proptest::prelude::*;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::time::Instant;

fn page(html: &str) -> Page {
    Page::from_html(html, &ParseOptions::new()).unwrap()
}

fn first_table(page: &Page) -> NodeId {
    let document = &page.document;
    document.descendants(Document::ROOT).find(|&id| document.tag(id) == Tag::Table).unwrap()
}

fn formed(html: &str) -> (Page, TableModel) {
    let page = page(html);
    let model = model(&page, first_table(&page));
    (page, model)
}

/// The cells in reading order as `text@row,column+row_spanxcolumn_span`.
fn cells(html: &str) -> String {
    let (page, model) = formed(html);
    let mut out = String::new();
    for cell in &model.grid.cells {
        let text = page.document.text_content(cell.node);
        let text = text.trim();
        write!(out, "{text}@{},{}", cell.row, cell.column).unwrap();
        if (cell.row_span, cell.column_span) != (1, 1) {
            write!(out, "+{}x{}", cell.row_span, cell.column_span).unwrap();
        }
        out.push(' ');
    }
    out.trim_end().to_owned()
}

/// The headers of the cell that says `text`, by their own text.
fn headers(html: &str, text: &str) -> Vec<String> {
    let (page, model) = formed(html);
    let says = |cell: &&grid::GridCell| page.document.text_content(cell.node).trim() == text;
    let by_slot: HashMap<_, _> =
        model.grid.cells.iter().map(|c| ((c.row, c.column), c.node)).collect();
    let cell = model.cell(model.grid.cells.iter().find(says).unwrap().node).unwrap();
    let name = |slot| page.document.text_content(by_slot[slot]).trim().to_owned();
    cell.headers.iter().map(name).collect()
}

fn scope(html: &str, text: &str) -> Option<Scope> {
    let (page, model) = formed(html);
    let says = |cell: &&grid::GridCell| page.document.text_content(cell.node).trim() == text;
    model.cell(model.grid.cells.iter().find(says).unwrap().node).unwrap().scope
}

#[test]
fn spans_move_the_cells_after_them() {
    let html = "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d<tr><td>e<td>f<td>g</table>";
    assert_eq!(cells(html), "a@0,0+2x1 b@0,1+1x2 c@1,1 d@1,2 e@2,0 f@2,1 g@2,2");
}

#[test]
fn spans_follow_the_rules_for_integers() {
    let one = |attr: &str| {
        cells(&format!("<table><tr><td {attr}>x<td>y<tr><td>1<td>2<td>3<tr><td>4</table>"))
            .split_once(' ')
            .unwrap()
            .0
            .to_owned()
    };
    for wrong in ["colspan=0", "colspan=-2", "colspan=two", "colspan", "rowspan=-1", "rowspan=''"] {
        assert_eq!(one(wrong), "x@0,0", "{wrong}");
    }
    for two in ["colspan=2", "colspan=' 2'", "colspan=+2", "colspan=2.9", "colspan='2 px'"] {
        assert_eq!(one(two), "x@0,0+1x2", "{two}");
    }
    assert_eq!(one("rowspan=0"), "x@0,0+3x1");
    assert_eq!(one("rowspan=99999999999999999999999"), "x@0,0+3x1");
}

#[test]
fn rows_end_with_their_group() {
    let html = "<table><thead><tr><th rowspan=9>a<th>b</thead>\
        <tbody><tr><td rowspan=0>c<td>d<tr><td>e</tbody><tbody><tr><td>f</table>";
    assert_eq!(cells(html), "a@0,0 b@0,1 c@1,0+2x1 d@1,1 e@2,1 f@3,0");
}

#[test]
fn the_head_is_read_first_and_the_foot_last() {
    let html = "<table><caption>C</caption><tfoot><tr id=f><td>f</tfoot><tbody><tr id=b><td>b</tbody>\
        <thead><tr id=h><td>h</thead><thead><tr id=h2><td>h2</thead></table>";
    let (page, model) = formed(html);
    let ids: Vec<_> =
        model.rows_in_order().iter().map(|&r| page.document.attr(r, "id").unwrap()).collect();
    assert_eq!(ids, ["h", "b", "h2", "f"]);
    let groups: Vec<_> = model.rows_in_order().iter().map(|&row| model.group(row).0).collect();
    use RowGroup::{Body, Foot, Head};
    assert_eq!(groups, [Head, Body, Body, Foot]);
    assert_eq!(cells(html), "h@0,0 b@1,0 h2@2,0 f@3,0");
    assert!(model.caption().is_some());
}

#[test]
fn nested_and_hidden_cells_are_not_the_tables_own() {
    let html = "<table><tr><td>a<table id=in><tr><td>x<td>y<td>z</table><td style='display:none'>b\
        <td>c<tr hidden><td>d<td>e<td>f</table>";
    let (page, model) = formed(html);
    assert_eq!((model.rows(), model.columns()), (1, 2));
    let inner = page.by_id("in").unwrap();
    let cell = page.document.descendants(inner).find(|&n| page.document.tag(n) == Tag::Td);
    assert_eq!(model.cell(cell.unwrap()), None);
    assert_eq!(super::model(&page, inner).columns(), 3);
}

#[test]
fn columns_in_which_nothing_begins_do_not_count() {
    assert_eq!(cells("<table><tr><td colspan=1000>a<td>b<tr><td>c</table>"), "a@0,0 b@0,1 c@1,0");
    let (_, model) = formed("<table><col span=900><tr><td colspan=3>a<tr><td>b<td>c</table>");
    assert_eq!(model.columns(), 2);
}

const GRADES: &str =
    "<table><tr><td><th>Maths<th>Art<tr><th>Eva<td>1<td>2<tr><th>Jan<td>3<td>4</table>";

#[test]
fn first_row_and_first_column_are_headers_by_themselves() {
    assert_eq!(scope(GRADES, "Art"), Some(Scope::Column));
    assert_eq!(scope(GRADES, "Jan"), Some(Scope::Row));
    assert_eq!(scope(GRADES, "4"), None);
    assert_eq!(headers(GRADES, "4"), ["Art", "Jan"]);
    assert_eq!(headers(GRADES, "Jan"), [""; 0]);
}

#[test]
fn scope_decides_where_it_is_given() {
    let html =
        "<table><tr><th scope=row>a<td>1<th>b<td>2<tr><td SCOPE=ROW>c<td>3<td>4<td>5</table>";
    assert_eq!(scope(html, "a"), Some(Scope::Row));
    assert_eq!(scope(html, "c"), Some(Scope::Row));
    assert_eq!(headers(html, "1"), ["a"]);
    assert_eq!(headers(html, "5"), ["c"]);
    // A column header is none of the cells beside it.
    let html = "<table><tr><th scope=col>a<td>1<tr><td>2<td>3</table>";
    assert_eq!(headers(html, "1"), [""; 0]);
    assert_eq!(headers(html, "2"), ["a"]);
}

#[test]
fn named_headers_replace_the_implied_ones() {
    let html = "<p id=p></p><table><tr><th id=x>X<th id=y>Y<tr><td headers='y p x y'>1\
        <td headers=''>2<tr><td headers=gone>3<td id=self headers='self'>4</table>";
    assert_eq!(headers(html, "1"), ["Y", "X"]);
    assert_eq!(headers(html, "2"), [""; 0]);
    assert_eq!(headers(html, "3"), ["X"]);
    assert_eq!(headers(html, "4"), ["Y"]);
}

#[test]
fn a_header_of_the_same_width_hides_the_one_behind_it() {
    let html = "<table><tr><th>A<th>B<tr><td>1<td>2<tr><th>C<th>D<tr><td>3<td>4</table>";
    assert_eq!(headers(html, "1"), ["A"]);
    assert_eq!(headers(html, "3"), ["C"]);
    // One of another width does not, nor does one that touches it.
    let html = "<table><tr><th>A<th>B<tr><td>1<td>2<tr><th colspan=2>S<tr><td>3<td>4</table>";
    assert_eq!(headers(html, "4"), ["B", "S"]);
    let html = "<table><tr><th>A<th>B<tr><th>C<th>D<tr><td>3<td>4</table>";
    assert_eq!(headers(html, "4"), ["B", "D"]);
    assert_eq!(headers(html, "D"), ["B"]);
}

#[test]
fn a_header_in_the_way_hides_though_it_does_not_apply() {
    let html = "<table><tr><th>A<th>B<tr><td>1<td>2<tr><th scope=row>r<td>3<tr><td>4<td>5</table>";
    assert_eq!(headers(html, "4"), [""; 0]);
    assert_eq!(headers(html, "5"), ["B"]);
}

#[test]
fn headers_of_all_spanned_columns_and_rows_apply_once() {
    let html = "<table><tr><td><th colspan=2>AB<th>C<tr><th>r<td>0<td colspan=2 rowspan=2>1\
        <tr><th>s<td>2<tr><th>t<td>3<td>4<td>5</table>";
    assert_eq!(headers(html, "1"), ["AB", "C", "r", "s"]);
    let html = "<table><tr><th colspan=2>AB<tr><td>1<td>2<tr><td colspan=2>3</table>";
    assert_eq!(headers(html, "3"), ["AB"]);
}

#[test]
fn empty_headers_apply_to_nothing() {
    let html = "<table><tr><th>A<th>&nbsp;<tr><td>1<td>2</table>";
    assert_eq!(headers(html, "2"), [""; 0]);
}

#[test]
fn group_headers_apply_within_their_group() {
    let html = "<table><tbody><tr><th scope=rowgroup>G<td>0<tr><td>1<td>2\
        <tbody><tr><td>3<td>4</table>";
    assert_eq!(headers(html, "2"), ["G"]);
    assert_eq!(headers(html, "4"), [""; 0]);
    let html = "<table><colgroup span=2><colgroup span=2><tr><th scope=colgroup>P<td>p<th scope=colgroup>Q\
        <td>q<tr><td>1<td>2<td>3<td>4</table>";
    assert_eq!(headers(html, "2"), ["P"]);
    assert_eq!(headers(html, "3"), ["Q"]);
}

#[test]
fn a_column_group_without_colgroup_is_what_its_header_spans() {
    let html = "<table><tr><th scope=colgroup colspan=2>P<th scope=colgroup colspan=2>Q\
        <tr><th>a<th>b<th>c<th>d<tr><td>1<td>2<td>3<td>4</table>";
    assert_eq!(headers(html, "2"), ["P", "b"]);
    assert_eq!(headers(html, "3"), ["Q", "c"]);
}

#[test]
fn repeated_section_headings_do_not_hide_the_first_row() {
    let mut html = "<table><tr><th>A<th>B".to_owned();
    for section in 0..2000 {
        write!(html, "<tr><th colspan=2>S{section}<tr><td>x{section}<td>y{section}").unwrap();
    }
    assert_eq!(headers(&html, "y1999"), ["B", "S1999"]);
}

#[test]
fn span_bombs_cost_nothing() {
    let start = Instant::now();
    let row = "<tr>".to_owned() + &"<td rowspan=65534 colspan=1000>x<th rowspan=0>y".repeat(50);
    let (_, model) = formed(&("<table>".to_owned() + &row.repeat(200)));
    assert_eq!(model.rows(), 200);
    assert!(model.columns() <= model.grid.cells.len());
    let all: usize =
        model.grid.cells.iter().map(|c| model.cell(c.node).unwrap().headers.len()).sum();
    assert!(all <= model.grid.cells.len() * 3 * 16);
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
}

#[test]
fn large_tables_are_quick() {
    let mut html = "<table><tr>".to_owned() + &"<th>h".repeat(20);
    for row in 0..10_000 {
        write!(html, "<tr><th>{row}{}", "<td>1".repeat(19)).unwrap();
    }
    let page = page(&html);
    let start = Instant::now();
    let model = model(&page, first_table(&page));
    let count: usize =
        model.grid.cells.iter().map(|c| model.cell(c.node).unwrap().headers.len()).sum();
    assert_eq!(count, 10_000 * (19 * 2 + 1));
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
}

fn any_table() -> impl Strategy<Value = Vec<Vec<(u8, u8, bool)>>> {
    let cell = (0..5_u8, 0..4_u8, any::<bool>());
    proptest::collection::vec(proptest::collection::vec(cell, 0..6), 1..7)
}

fn html_of(rows: &[Vec<(u8, u8, bool)>]) -> String {
    let mut html = "<table>".to_owned();
    for row in rows {
        html.push_str("<tr>");
        for (rowspan, colspan, header) in row {
            let tag = if *header { "th" } else { "td" };
            write!(html, "<{tag} rowspan={rowspan} colspan={colspan}>x</{tag}>").unwrap();
        }
    }
    html + "</table>"
}

proptest! {
    #[test]
    fn every_slot_is_in_the_table_and_taken_once(rows in any_table()) {
        let (_, model) = formed(&html_of(&rows));
        // A row in which no cell begins is none.
        prop_assert_eq!(model.rows(), rows.iter().filter(|row| !row.is_empty()).count());
        prop_assert_eq!(model.grid.cells.len(), rows.iter().map(Vec::len).sum::<usize>());
        let mut taken: HashMap<(usize, usize), usize> = HashMap::new();
        for (at, cell) in model.grid.cells.iter().enumerate() {
            prop_assert!(cell.rows().end <= model.rows() && cell.columns().end <= model.columns());
            prop_assert!(cell.row_span > 0 && cell.column_span > 0);
            for slot in cell.rows().flat_map(|row| cell.columns().map(move |column| (row, column))) {
                let Some(other) = taken.insert(slot, at) else { continue };
                // Two cells share a slot only where a wide cell runs into one from above: never
                // where it begins, and never within a row.
                prop_assert!(model.grid.cells[other].row < cell.row);
                prop_assert!(cell.column_span > 1);
                prop_assert!(model.grid.cells[other].column > cell.column);
            }
        }
    }

    #[test]
    fn headers_are_header_cells_elsewhere(rows in any_table()) {
        let (_, model) = formed(&html_of(&rows));
        let slots: HashMap<_, _> =
            model.grid.cells.iter().map(|c| ((c.row, c.column), c.node)).collect();
        for cell in &model.grid.cells {
            let read = model.cell(cell.node).unwrap();
            for slot in &read.headers {
                let header = model.cell(slots[slot]).unwrap();
                prop_assert!(header.scope.is_some());
                prop_assert!((header.row, header.column) != (cell.row, cell.column));
            }
            let mut once = read.headers.clone();
            once.sort_unstable();
            once.dedup();
            prop_assert_eq!(once.len(), read.headers.len());
        }
    }
}

#[test]
fn a_first_row_in_bold_is_a_header_row() {
    let scopes = |html: &str| {
        let page = page(html);
        let model = model_as_seen(&page, first_table(&page));
        let cells = model.grid.cells.iter().map(|cell| model.cell(cell.node).unwrap().scope);
        cells.collect::<Vec<_>>()
    };
    let column = Some(Scope::Column);
    let bold = "<table><tr><td><b>A</b><td><strong>B</strong><tr><td>1<td>2</table>";
    assert_eq!(scopes(bold), [column, column, None, None]);
    let styled =
        "<style>.h{font-weight:700}</style><table><tr class=h><td>A<td>B<tr><td>1<td>2</table>";
    assert_eq!(scopes(styled), [column, column, None, None]);
    for other in [
        // Not all of the row, more than the row, a title, and a table that marks its headers itself.
        "<table><tr><td><b>A</b> x<td><b>B</b><tr><td>1<td>2</table>",
        "<table><tr><td><b>A</b><td><b>B</b><tr><td><b>1</b><td><b>2</b></table>",
        "<table><tr><td colspan=2><b>A</b><tr><td>1<td>2</table>",
    ] {
        assert!(scopes(other).iter().all(Option::is_none), "{other}");
    }
    let marked = "<table><tr><td><b>A</b><td><b>B</b><tr><th>1<td>2</table>";
    assert_eq!(scopes(marked), [None, None, Some(Scope::Row), None]);
    // The check goes by what is marked.
    let page = page(bold);
    let model = model(&page, first_table(&page));
    assert!(model.grid.cells.iter().all(|cell| model.cell(cell.node).unwrap().scope.is_none()));
}
