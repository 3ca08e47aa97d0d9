//! Tables written as HTML and read again: each cell stands where it stood, under the same headers.

use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use textify::format::Html;
use textify::{Event, Page, ParseOptions, ReadOptions, Tag, TagEnd};

/// A cell as it is read: its slot, how many rows it spans, and the texts of its headers.
#[derive(Debug, PartialEq, Eq)]
struct Read {
    slot: (usize, usize),
    row_span: usize,
    header: bool,
    headers: BTreeSet<String>,
}

/// The cells of a page's tables by their texts, which must differ; cells without text are left out.
fn cells(page: &Page) -> BTreeMap<String, Read> {
    let (mut cells, mut texts) = (Vec::new(), HashMap::new());
    let (mut text, mut open) = (String::new(), None);
    for event in page.read(&ReadOptions::new()) {
        match event {
            Event::Start(Tag::Cell(cell), _) => {
                text.clear();
                open = Some(cell);
            }
            Event::Text(piece) => text.push_str(&piece),
            Event::End(TagEnd::Cell) => {
                let cell = open.take().expect("cells do not nest here");
                texts.insert((cell.row, cell.column), text.clone());
                cells.push((text.clone(), cell));
            }
            _ => {}
        }
    }
    let read = |cell: &textify::Cell| Read {
        slot: (cell.row, cell.column),
        row_span: cell.row_span,
        header: cell.scope.is_some(),
        headers: cell
            .headers
            .iter()
            .map(|slot| texts[slot].clone())
            .filter(|t| !t.is_empty())
            .collect(),
    };
    let said = cells.iter().filter(|(text, _)| !text.is_empty());
    said.map(|(text, cell)| (text.clone(), read(cell))).collect()
}

fn parsed(html: &str) -> Page {
    Page::from_html(html, &ParseOptions::new().with_language("en")).expect("it has text")
}

fn again(page: &Page) -> (String, Page) {
    let mut html = Vec::new();
    Html::new().write(page, page.read(&ReadOptions::new()), &mut html).expect("memory takes it");
    let html = String::from_utf8(html).expect("UTF-8");
    let page = parsed(&html);
    (html, page)
}

fn check(html: &str) {
    let page = parsed(html);
    let before = cells(&page);
    let (written, page) = again(&page);
    let mut after = cells(&page);
    for (text, cell) in &before {
        // HTML has no valid way to say that a header does not apply to a cell.
        if let (true, Some(after)) = (cell.headers.is_empty(), after.get_mut(text)) {
            after.headers.clear();
        }
    }
    let table = written.find("<table").map(|at| &written[at..]);
    assert_eq!(before, after, "{html}\n{table:?}");
}

#[derive(Debug, Clone)]
struct Cell {
    tag: &'static str,
    scope: &'static str,
    rowspan: u8,
    colspan: u8,
    blank: bool,
    headers: Option<Vec<u8>>,
}

fn cell() -> impl Strategy<Value = Cell> {
    const SCOPES: [&str; 7] =
        ["", "", "", " scope=col", " scope=row", " scope=colgroup", " scope=rowgroup"];
    let headers = proptest::option::weighted(0.1, proptest::collection::vec(0..12_u8, 0..3));
    (
        prop_oneof![3 => Just("td"), 2 => Just("th")],
        proptest::sample::select(&SCOPES[..]),
        prop_oneof![4 => Just(1_u8), 1 => 0..4_u8],
        prop_oneof![4 => Just(1_u8), 1 => 0..4_u8],
        proptest::bool::weighted(0.15),
        headers,
    )
        .prop_map(|(tag, scope, rowspan, colspan, blank, headers)| Cell {
            tag,
            scope: if tag == "td" { "" } else { scope },
            rowspan,
            colspan,
            blank,
            headers,
        })
}

type Groups = Vec<(&'static str, Vec<Vec<Cell>>)>;

fn groups() -> impl Strategy<Value = (Vec<u8>, Groups)> {
    let row = proptest::collection::vec(cell(), 0..5);
    let rows = proptest::collection::vec(row, 1..4);
    let group = (proptest::sample::select(&["tbody", "tbody", "thead", "tfoot"][..]), rows);
    let columns = proptest::collection::vec(1..3_u8, 0..3);
    (columns, proptest::collection::vec(group, 1..4))
}

fn html_of(columns: &[u8], groups: &Groups) -> String {
    let mut html = String::from("<h1>Page</h1><table><caption>Caption</caption>");
    columns.iter().for_each(|span| write!(html, "<colgroup span={span}></colgroup>").unwrap());
    let mut count = 0;
    for (name, rows) in groups {
        write!(html, "<{name}>").unwrap();
        for row in rows {
            html.push_str("<tr>");
            for cell in row {
                let Cell { tag, scope, rowspan, colspan, .. } = cell;
                write!(html, "<{tag} id=c{count}{scope} rowspan={rowspan} colspan={colspan}")
                    .unwrap();
                if let Some(headers) = &cell.headers {
                    let ids = headers.iter().map(|id| format!("c{id}")).collect::<Vec<_>>();
                    write!(html, " headers='{}'", ids.join(" ")).unwrap();
                }
                let text = if cell.blank { String::new() } else { format!("text{count}") };
                write!(html, ">{text}</{tag}>").unwrap();
                count += 1;
            }
            html.push_str("</tr>");
        }
        write!(html, "</{name}>").unwrap();
    }
    html + "</table>"
}

proptest! {
    #[test]
    fn cells_keep_their_places_and_headers((columns, groups) in groups()) {
        check(&html_of(&columns, &groups));
    }
}

#[test]
fn overlapping_cells_stand_side_by_side() {
    let html =
        "<table><caption>C</caption><tr><th>a<th rowspan=2>b<th>c<tr><td colspan=2>d<td>e</table>";
    let page = parsed(html);
    let (written, page) = again(&page);
    let cells = cells(&page);
    assert_eq!(cells["e"].slot, (1, 2), "{written}");
    assert_eq!(cells["d"].headers.iter().collect::<Vec<_>>(), ["a", "b"]);
    check(html);
}
