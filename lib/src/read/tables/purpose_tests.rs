use super::purpose::{Evidence, Purpose, purpose};
use crate::dom::{Document, Tag};
use crate::page::{Page, ParseOptions};

#[track_caller]
fn is(html: &str, expected: Purpose) {
    let page = Page::from_html(html, &ParseOptions::new()).unwrap();
    let document = &page.document;
    let table = document.descendants(Document::ROOT).find(|&id| document.tag(id) == Tag::Table);
    let found = purpose(&page, table.unwrap());
    let (Purpose::Data(evidence) | Purpose::Layout(evidence)) = found;
    assert_eq!(found, expected, "{evidence}: {html}");
}

#[track_caller]
fn data(html: &str, evidence: Evidence) {
    is(html, Purpose::Data(evidence));
}

#[track_caller]
fn layout(html: &str, evidence: Evidence) {
    is(html, Purpose::Layout(evidence));
}

/// Two columns of short values.
const ROWS: &str = "<tr><td>2008<td>12<tr><td>2009<td>14<tr><td>2010<td>9";

#[test]
fn roles_and_declarations_decide_first() {
    layout(
        &format!("<table role=presentation><caption>C</caption>{ROWS}"),
        Evidence::PresentationRole,
    );
    layout(&format!("<table role='none table'><tr><th>A<th>B{ROWS}"), Evidence::PresentationRole);
    data("<table role=Grid><tr><td>a", Evidence::TableRole);
    layout(&format!("<table datatable=0 border=1>{ROWS}"), Evidence::DataTableAttribute);
}

#[test]
fn markup_of_tables_means_data() {
    data(&format!("<table><caption>Years</caption>{ROWS}"), Evidence::Caption);
    data("<table><tr><td>a<td scope=row>b<tr><td>c<td>d", Evidence::HeaderAssociation);
    data(&format!("<table><tr><th>Year<th>Count{ROWS}"), Evidence::HeaderRow);
    data("<table><tr><th>Phone<td>123", Evidence::HeaderCells);
    data("<table><thead><tr><td>a<td>b</thead><tr><td>c<td>d", Evidence::RowGroups);
    data("<table summary='Counts by year'><tr><td>a<td>b<tr><td>c<td>d", Evidence::Summary);
    data("<table><tr><td abbr=x>a<td>b<tr><td>c<td>d", Evidence::Abbreviation);
    data("<table><col><col><tr><td>a<td>b<tr><td>c<td>d", Evidence::Columns);
}

#[test]
fn a_page_in_a_table_is_no_data() {
    layout("<table><tr><th>Menu<td><h1>News</h1><p>Text", Evidence::PageContent);
    layout("<table><caption>C</caption><tr><td>a", Evidence::SingleCell);
    layout(&format!("<table><tr><th>M<td><table>{ROWS}</table></table>"), Evidence::NestedTable);
    data(
        &format!("<table><caption>C</caption><tr><th>M<td><table>{ROWS}</table></table>"),
        Evidence::Caption,
    );
    let article = "<p>one<p>two<p>three<p>four";
    layout(&format!("<table><tr><th>Menu<td>{article}"), Evidence::ManyBlocks);
    layout("<table><tr><th>Menu<tr><th>Home", Evidence::NoDataCells);
    layout("<table summary=x><tr><td>a<td>b<td>c", Evidence::SingleLine);
    layout("<table><tr><td>a<tr><td>b<tr><td>c", Evidence::SingleLine);
}

#[test]
fn contents_tell_where_nothing_is_declared() {
    let with = |cell: &str| format!("<table border=1>{ROWS}<tr><td>2008<td>{cell}");
    layout(&with("<ul><li>a</ul>"), Evidence::BlockContent);
    layout(&with("<h3>a</h3>b"), Evidence::BlockContent);
    layout(&with("<p>a<p>b"), Evidence::BlockContent);
    data(&with("<p>a"), Evidence::Border);
    layout(&with("<input name=q>"), Evidence::FormControls);
    data(&with("<input name=q type=hidden>1"), Evidence::Border);
    layout(&with(&"long text ".repeat(40)), Evidence::LongText);
    let image = "<td><img src=a.gif alt=A>";
    let images = format!("<tr>{image}{image}").repeat(3);
    layout(&format!("<table border=1>{images}"), Evidence::ImagesOnly);
    let links = "<tr><td><a href=a>a</a><td><a href=b>b</a>".repeat(3);
    layout(&format!("<table border=1>{links}"), Evidence::LinksOnly);
    data(&with("<a href=x>x</a>"), Evidence::Border);
}

#[test]
fn labels_of_their_own_make_a_record_of_long_rows() {
    let with = |label: &str, cell: &str| {
        let rows = "<tr><td>Name<td>Register<tr><td>Kind<td>Service";
        format!("<table>{rows}<tr><td>{label}<td>{cell}")
    };
    let long = "long text ".repeat(40);
    data(&with("Parts", "<ul><li>a<li>b</ul>"), Evidence::Labels);
    data(&with("Parts", &long), Evidence::Labels);
    layout(&with("Name", "<ul><li>a<li>b</ul>"), Evidence::BlockContent);
    layout(&with("<a href=x>Parts</a>", "<ul><li>a</ul>"), Evidence::BlockContent);
    layout(&with("Parts", "<section>a</section>"), Evidence::BlockContent);
    layout(&with(&long, "b"), Evidence::LongText);
}

#[test]
fn borders_or_likeness_of_rows_are_the_last_hint() {
    let two = "<tr><td>a<td>b<tr><td>c<td>d";
    data(&format!("<table border>{two}"), Evidence::Border);
    data(&format!("<table border=0 rules=rows>{two}"), Evidence::Border);
    layout(&format!("<table border=0 rules=none>{two}"), Evidence::NothingSaysData);
    data(&format!("<table>{ROWS}"), Evidence::Regular);
    layout(&format!("<table>{ROWS}<tr><td colspan=2>sum"), Evidence::NothingSaysData);
    layout(&format!("<table>{}", "<tr><td>a<td><td>".repeat(3)), Evidence::NothingSaysData);
}

#[test]
fn what_is_hidden_tells_nothing() {
    data(&format!("<table>{ROWS}<tr hidden><td><h1>x</h1><td>y"), Evidence::Regular);
    data(&format!("<table>{ROWS}<tr><td>1<td>2<h1 hidden>x</h1>"), Evidence::Regular);
}
