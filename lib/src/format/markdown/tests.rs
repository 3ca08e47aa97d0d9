use super::Markdown;
use crate::dom::Document;
use crate::event::*;
use crate::format::Links;
use crate::page::{Page, ParseOptions};
use crate::read::ReadOptions;
use proptest::prelude::*;
use pulldown_cmark as cmark;
use std::borrow::Cow;

fn write(markdown: &Markdown, events: Vec<Event<'static>>) -> String {
    let page = Page::parse(b"<html lang=cs><body>", &ParseOptions::new()).expect("a page");
    let mut out = Vec::new();
    let events: Vec<Event<'_>> = events;
    markdown.write(&page, events.into_iter(), &mut out).expect("memory takes all");
    String::from_utf8(out).expect("Markdown is UTF-8")
}

fn read(html: &str) -> String {
    let html = format!("<html lang=cs><body>{html}");
    let page = Page::parse(html.as_bytes(), &ParseOptions::new()).expect("a page");
    let mut out = Vec::new();
    let events = page.read(&ReadOptions::new());
    Markdown::new().write(&page, events, &mut out).expect("memory takes all");
    String::from_utf8(out).expect("Markdown is UTF-8")
}

fn text(text: &'static str) -> Event<'static> {
    Event::Text(Cow::Borrowed(text))
}

fn element(tag: Tag<'static>, content: Vec<Event<'static>>) -> Vec<Event<'static>> {
    let end = Event::End(tag.end());
    let start = Event::Start(tag, Attributes::new(Document::ROOT));
    std::iter::once(start).chain(content).chain([end]).collect()
}

fn paragraph(words: &'static str) -> Vec<Event<'static>> {
    element(Tag::Paragraph { implied: true }, vec![text(words)])
}

fn link(block: bool) -> Tag<'static> {
    Tag::Link(Box::new(Link {
        href: Cow::Borrowed("/a(b)_c"),
        new_window: false,
        hreflang: None,
        block,
    }))
}

fn row(number: usize, cells: [&'static str; 2]) -> Vec<Event<'static>> {
    let cell = |column: usize, words| {
        let (scope, headers) = match number {
            0 => (Some(Scope::Column), vec![]),
            _ => (None, vec![(0, column)]),
        };
        let cell = Cell {
            row: number,
            column,
            row_span: 1,
            column_span: 1,
            scope,
            headers,
            abbreviation: None,
            names_headers: false,
            is_named: false,
        };
        element(Tag::Cell(Box::new(cell)), words)
    };
    let [first, second] = cells.map(paragraph);
    element(
        Tag::Row { group: RowGroup::Body, first: false },
        [cell(0, first), cell(1, second)].concat(),
    )
}

fn table(rows: Vec<Vec<Event<'static>>>) -> Vec<Event<'static>> {
    let table = Table { columns: 2, rows: rows.len(), column_groups: Vec::new() };
    element(Tag::Table(Box::new(table)), rows.concat())
}

/// What a reader of CommonMark sees as text, and the events that are no text.
fn parsed(markdown: &str) -> (String, Vec<cmark::Event<'_>>) {
    let mut said = String::new();
    let mut others = Vec::new();
    let options = cmark::Options::ENABLE_TABLES | cmark::Options::ENABLE_STRIKETHROUGH;
    for event in cmark::Parser::new_ext(markdown, options) {
        match event {
            cmark::Event::Text(text) | cmark::Event::Code(text) => said.push_str(&text),
            cmark::Event::SoftBreak | cmark::Event::HardBreak => said.push(' '),
            other => others.push(other),
        }
    }
    (said, others)
}

#[test]
fn blocks_are_commonmark() {
    assert_eq!(read("<h2>Nadpis #</h2><p>a<br>b<hr>"), "## Nadpis \\#\n\na\\\nb\n\n___\n");
    assert_eq!(read("<ul><li>a<ul><li>b</ul><li>c</ul>"), "- a\n  - b\n- c\n");
    assert_eq!(read("<ol start=9><li>a<li><p>b<p>c</ol>"), "9. a\n10. b\n\n    c\n");
    assert_eq!(read("<ol type=a><li>a</ol>"), "- a. a\n");
    assert_eq!(read("<ul><li>a</ul><ul><li>b</ul>"), "- a\n\n* b\n");
    assert_eq!(read("<blockquote><p>a<p>b</blockquote>"), "> a\n>\n> b\n");
    assert_eq!(read("<pre>a\n```\n  b</pre>"), "````\na\n```\n  b\n````\n");
    assert_eq!(read("<dl><dt>a<dd>b<dt>c<dd>d</dl>"), "**a**\n\n- b\n\n**c**\n\n- d\n");
}

#[test]
fn marks_hold_what_they_enclose() {
    assert_eq!(read("<p>a <b>b</b> <i>c <b>d</b></i>"), "a **b** *c d*\n");
    assert_eq!(read("<p>a<b>, b!</b>c"), "a, b!c\n");
    assert_eq!(read("<p><b>b!</b>c <b>b!</b> c"), "b!c **b!** c\n");
    assert_eq!(read("<p><code>a`b</code> <code>*</code>"), "``a`b`` `*`\n");
    assert_eq!(read("<p>10<sup>2</sup>"), "10^2\n");
}

#[test]
fn links_are_references_or_inline() {
    let html = "<p><a href='/a(b)'>c</a>! <a href='/a(b)'>d</a>";
    assert_eq!(read(html), "[c][1]! [d][1]\n\n[1]: /a\\(b\\)\n");
    let events = || element(Tag::Heading { level: 1 }, element(link(false), vec![text("c")]));
    let inline = Markdown::new().with_links(Links::Inline);
    assert_eq!(write(&inline, events()), "# [c](/a\\(b\\)\\_c)\n");
    assert_eq!(write(&Markdown::new().with_links(Links::None), events()), "# c\n");
    let around = element(link(true), [paragraph("a!"), paragraph("b")].concat());
    assert_eq!(write(&inline, around), "[a!](/a\\(b\\)\\_c)\n\nb\n");
    let after_mark = [text("Pozor!")].into_iter().chain(element(link(false), vec![text("c")]));
    let paragraph = element(Tag::Paragraph { implied: false }, after_mark.collect());
    let out = write(&inline, paragraph);
    assert!(
        !parsed(&out).1.iter().any(|e| matches!(e, cmark::Event::Start(cmark::Tag::Image { .. })))
    );
}

#[test]
fn a_link_without_words_in_code_is_kept() {
    let silent = element(Tag::Code, element(link(false), Vec::new()));
    let paragraph = element(Tag::Paragraph { implied: false }, [silent, vec![text("a")]].concat());
    let out = write(&Markdown::new().with_links(Links::Inline), paragraph);
    assert!(out.contains("/a(b)") || out.contains("/a\\(b"), "{out}");
}

#[test]
fn simple_tables_are_tables_and_others_lists() {
    let simple = table(vec![row(0, ["a|b", "c"]), row(1, ["d", "*"])]);
    assert_eq!(write(&Markdown::new(), simple), "| a&#124;b | c |\n| --- | --- |\n| d | \\* |\n");
    let headless = table(vec![row(1, ["1.", "b"]), row(2, ["- c", "d"])]);
    assert_eq!(write(&Markdown::new(), headless), "- 1.; b\n- \\- c; d\n");
    let mut corner = row(0, ["", "Adults"]);
    if let Some(Event::Start(Tag::Cell(cell), _)) = corner.get_mut(1) {
        cell.scope = None;
    }
    let corner = write(&Markdown::new(), table(vec![corner, row(1, ["Passport", "600"])]));
    assert_eq!(corner, "|  | Adults |\n| --- | --- |\n| Passport | 600 |\n");
}

#[test]
fn nothing_of_the_page_is_html() {
    let out =
        write(&Markdown::new(), paragraph("<script>alert(1)</script> &amp; <b> <!-- -->\x1b"));
    let (said, others) = parsed(&out);
    assert_eq!(said, "<script>alert(1)</script> &amp; <b> <!-- -->");
    assert!(
        !others.iter().any(|e| matches!(e, cmark::Event::Html(_) | cmark::Event::InlineHtml(_)))
    );
}

const PIECES: [&str; 40] = [
    "a",
    "b c",
    " ",
    "*",
    "**",
    "_",
    "__",
    "`",
    "```",
    "[",
    "]",
    "(",
    ")",
    "](",
    "[1]: /x",
    "<",
    ">",
    "<b>",
    "&",
    "amp;",
    "&lt;",
    "#",
    "## ",
    "-",
    "- ",
    "+ ",
    "1. ",
    "23)",
    "=",
    "===",
    "---",
    "~~",
    "!",
    "![",
    "|",
    "\\",
    "\\\\",
    "http://a.example",
    ":",
    "^",
];

fn any_text() -> impl Strategy<Value = Vec<Event<'static>>> {
    let pieces = prop::sample::select(&PIECES[..]).prop_map(|piece| vec![text(piece)]);
    let inline = prop::sample::select(vec![
        Tag::Emphasis,
        Tag::Strong,
        Tag::Code,
        Tag::Mark,
        Tag::Superscript,
        link(false),
    ]);
    let leaf = prop_oneof![12 => pieces, 1 => Just(vec![Event::Break])];
    leaf.prop_recursive(3, 24, 5, move |inner| {
        (inline.clone(), prop::collection::vec(inner, 0..5))
            .prop_map(|(tag, content)| element(tag, content.concat()))
    })
}

fn any_blocks() -> impl Strategy<Value = Vec<Event<'static>>> {
    let list =
        |start| Tag::List { start, reversed: false, numbering: Numbering::Decimal, style: None };
    let leaf = prop::sample::select(vec![
        Tag::Paragraph { implied: false },
        Tag::Heading { level: 2 },
        Tag::Term,
        Tag::Preformatted,
    ]);
    let around = prop::sample::select(vec![
        list(None),
        list(Some(1)),
        Tag::Item { number: None, marker: None },
        Tag::Item { number: Some(7), marker: None },
        Tag::BlockQuote,
        Tag::Description,
        link(true),
    ]);
    let words = prop::collection::vec(any_text(), 0..6);
    let blocks = (leaf, words).prop_map(|(tag, words)| element(tag, words.concat()));
    blocks.prop_recursive(3, 24, 4, move |inner| {
        (around.clone(), prop::collection::vec(inner, 0..4))
            .prop_map(|(tag, content)| element(tag, content.concat()))
    })
}

/// What counts of a text: spaces come and go with blocks, `^` keeps digits apart, and brackets stand
/// around a raised sum.
fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '^' | '(' | ')')).collect()
}

proptest! {
    #[test]
    fn text_in_is_text_out(events in any_blocks()) {
        let said: String = events.iter().filter_map(|event| match event {
            Event::Text(text) => Some(text.as_ref()),
            _ => None,
        }).collect();
        let out = write(&Markdown::new().with_links(Links::None), events);
        let (back, _) = parsed(&out);
        prop_assert_eq!(solid(&back), solid(&said), "{}", out);
        prop_assert!(out.lines().all(|line| line == line.trim_end()));
        prop_assert!(!out.contains("\n\n\n"));
    }

    #[test]
    fn links_stay_links(words in prop::collection::vec(any_text(), 1..6)) {
        let has_text = |event: &Event<'_>| matches!(event, Event::Text(text) if !text.trim().is_empty());
        let out = write(&Markdown::new().with_links(Links::Inline),
            element(Tag::Paragraph { implied: false }, words.concat()));
        let (_, others) = parsed(&out);
        let is_link = |e: &cmark::Event<'_>| matches!(e,
            cmark::Event::Start(cmark::Tag::Link { dest_url, .. }) if &**dest_url == "/a(b)_c");
        let is_image = |e: &cmark::Event<'_>| matches!(e, cmark::Event::Start(cmark::Tag::Image { .. }));
        let wanted = words.concat().iter().filter(|e| matches!(e, Event::Start(Tag::Link(_), _))).count();
        let seen = others.iter().filter(|e| is_link(e)).count();
        // Links do not nest: of some, only the outermost is one.
        prop_assert!(wanted == 0 || seen > 0 || !words.concat().iter().any(has_text), "{}", out);
        prop_assert!(!others.iter().any(is_image), "{}", out);
    }
}

#[test]
fn only_a_first_item_follows_a_paragraph_at_once() {
    let item = |value: u8| read(&format!("<ul><li>Before<ol><li value={value}>a<li>b</ol></ul>"));
    assert_eq!(item(1), "- Before\n  1. a\n  2. b\n");
    assert_eq!(item(7), "- Before\n\n  7. a\n  8. b\n");
}

#[test]
fn a_table_in_a_cell_is_said_in_lines() {
    let inner = "<table><tr><th>a<th>b</tr><tr><td>1<td>2</tr><tr><td>3<td>4</tr></table>";
    let out = read(&format!(
        "<table><tr><th>Name<th>Note</tr><tr><th>South<td>{inner}</tr><tr><th>North<td>-</table>"
    ));
    assert!(out.contains("South, Note: a: 1; b: 2\\\n"), "{out}");
    assert!(!out.contains("\\\\"), "{out}");
}

#[test]
fn numbers_keep_their_values() {
    let list = "<ol><li>a<li value=5>b<li>c<li value=2>d</ol>";
    assert_eq!(read(list), "1. a\n\n5) b\n6) c\n\n2. d\n");
}

#[test]
fn two_breaks_part_paragraphs() {
    assert_eq!(read("<p>a<br><br>b<br>c"), "a\n\nb\\\nc\n");
    // Not where the text is within something else.
    assert_eq!(read("<p><em>a<br><br>b</em>"), "a\\\nb\n");
}
