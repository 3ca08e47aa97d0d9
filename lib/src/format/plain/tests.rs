use super::Plain;
use crate::dom::Document;
use crate::event::*;
use crate::format::Links;
use crate::page::{Page, ParseOptions};
use crate::read::{ReadOptions, RegionKind};
use proptest::prelude::*;
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr;

fn page(language: &str) -> Page {
    let html = format!("<html lang={language}><body>");
    Page::parse(html.as_bytes(), &ParseOptions::new()).expect("a page")
}

fn write(plain: &Plain, events: Vec<Event<'static>>) -> String {
    let page = page("cs");
    let mut out = Vec::new();
    let events: Vec<Event<'_>> = events;
    plain.write(&page, events.into_iter(), &mut out).expect("memory takes all");
    String::from_utf8(out).expect("text is UTF-8")
}

fn read(html: &str) -> String {
    let html = format!("<html lang=cs><body>{html}");
    let page = Page::parse(html.as_bytes(), &ParseOptions::new()).expect("a page");
    let mut out = Vec::new();
    let events = page.read(&ReadOptions::new());
    Plain::new().with_width(40).write(&page, events, &mut out).expect("memory takes all");
    String::from_utf8(out).expect("text is UTF-8")
}

fn start(tag: Tag<'static>) -> Event<'static> {
    Event::Start(tag, Attributes::new(Document::ROOT))
}

/// The start of an element with a name.
fn named(tag: Tag<'static>, name: Option<&'static str>) -> Event<'static> {
    let mut attributes = Attributes::new(Document::ROOT);
    attributes.set_name(name.map(Cow::Borrowed), false);
    Event::Start(tag, attributes)
}

fn text(text: &'static str) -> Event<'static> {
    Event::Text(Cow::Borrowed(text))
}

/// An element with its content.
fn element(tag: Tag<'static>, content: Vec<Event<'static>>) -> Vec<Event<'static>> {
    let end = Event::End(tag.end());
    std::iter::once(start(tag)).chain(content).chain([end]).collect()
}

fn paragraph(words: &'static str) -> Vec<Event<'static>> {
    element(Tag::Paragraph { implied: true }, vec![text(words)])
}

fn region(
    kind: RegionKind,
    label: Option<&'static str>,
    words: &'static str,
) -> Vec<Event<'static>> {
    let mut events = element(Tag::Region { kind }, paragraph(words));
    events[0] = named(Tag::Region { kind }, label);
    events
}

/// A table from its cells: row, column, rows, columns, headers, words.
type TestCell =
    (usize, usize, usize, usize, Option<Scope>, &'static [(usize, usize)], &'static str);

fn table(cells: &[TestCell]) -> Vec<Event<'static>> {
    let mut content = element(Tag::TableCaption, paragraph("Města"));
    for row in cells.chunk_by(|a, b| a.0 == b.0) {
        let mut cells = Vec::new();
        for &(row, column, row_span, column_span, scope, headers, words) in row {
            let headers = headers.to_vec();
            let cell = Cell {
                row,
                column,
                row_span,
                column_span,
                scope,
                headers,
                abbreviation: None,
                names_headers: false,
                is_named: false,
            };
            let words = if words.is_empty() { Vec::new() } else { paragraph(words) };
            cells.extend(element(Tag::Cell(Box::new(cell)), words));
        }
        content.extend(element(Tag::Row { group: RowGroup::Body, first: false }, cells));
    }
    element(Tag::Table(Box::new(Table { columns: 3, rows: 4, column_groups: Vec::new() })), content)
}

const COLUMN: Option<Scope> = Some(Scope::Column);
const CITIES: [TestCell; 8] = [
    (0, 0, 1, 1, COLUMN, &[], "Země"),
    (0, 1, 1, 1, COLUMN, &[], "Město"),
    (0, 2, 1, 1, COLUMN, &[], "Obyvatel"),
    (1, 0, 2, 1, Some(Scope::Row), &[(0, 0)], "Morava"),
    (1, 1, 1, 1, None, &[(0, 1), (1, 0)], "Brno"),
    (1, 2, 1, 1, None, &[(0, 2), (1, 0)], "400 000"),
    (2, 1, 1, 1, None, &[(0, 1), (1, 0)], "Zlín"),
    (2, 2, 1, 1, None, &[(0, 2), (1, 0)], "74 000"),
];

#[test]
fn tables_are_columns_where_they_fit() {
    let columns = "Města\n\nZemě    Město  Obyvatel\n------  -----  --------\n\
                   Morava  Brno   400 000\nMorava  Zlín   74 000\n";
    assert_eq!(write(&Plain::new(), table(&CITIES)), columns);
    assert_eq!(write(&Plain::new().with_width(0), table(&CITIES)), columns);
}

#[test]
fn narrow_tables_are_read_row_by_row_with_their_headers() {
    let rows = "Města\n\nZemě\nMorava, Město:\n  Brno\nMorava,\n  Obyvatel: 400\n  000\n\n\
                Morava, Město:\n  Zlín\nMorava,\n  Obyvatel: 74\n  000\n";
    assert_eq!(write(&Plain::new().with_width(16), table(&CITIES)), rows);
}

#[test]
fn long_headers_are_said_once() {
    const LONG: &str = "velmi dlouhé záhlaví, které se v každé buňce číst nedá, protože by jich \
        bylo tolik, že by nad nimi zanikl každý údaj, který tabulka má, a nikdo by ji nedočetl";
    let cells = [
        (0, 0, 1, 1, COLUMN, &[][..], LONG),
        (0, 1, 1, 1, COLUMN, &[][..], "B"),
        (1, 0, 1, 1, None, &[(0, 0)][..], LONG),
        (1, 1, 1, 1, None, &[(0, 1)][..], "2"),
    ];
    let out = write(&Plain::new().with_width(30), table(&cells));
    assert_eq!(out.matches("velmi").count(), 2, "{out}");
    assert!(out.contains("\nB: 2\n"), "{out}");
}

#[test]
fn tables_of_holes_stay_small() {
    let cells: &[TestCell] =
        &[(0, 0, 1, 1, None, &[], "a"), (1, 60_000, 65_534, 1000, None, &[], "b")];
    assert_eq!(write(&Plain::new(), table(cells)), "Města\n\na\nb\n");
}

#[test]
fn regions_are_named_but_for_the_main_content_that_comes_first() {
    let title = element(Tag::Title, vec![text("Úřad")]);
    let main = region(RegionKind::Main, None, "text");
    let menu = region(RegionKind::Navigation, Some("Rychlé odkazy"), "a");
    let first = [title, main.clone(), menu.clone()].concat();
    let expected = "Úřad\n====\n\ntext\n\n== Menu: Rychlé odkazy ==\n\na\n";
    assert_eq!(write(&Plain::new(), first), expected);
    let later = [menu, main].concat();
    let expected = "== Menu: Rychlé odkazy ==\n\na\n\n== Hlavní obsah ==\n\ntext\n";
    assert_eq!(write(&Plain::new(), later), expected);
}

#[test]
fn a_region_that_goes_on_is_named_again() {
    let aside = region(RegionKind::Complementary, None, "b");
    let main = Tag::Region { kind: RegionKind::Main };
    let main = element(main, [paragraph("a"), aside, paragraph("c")].concat());
    let expected = "a\n\n== Související ==\n\nb\n\n== Hlavní obsah ==\n\nc\n";
    assert_eq!(write(&Plain::new(), main), expected);
}

#[test]
fn headings_are_underlined_or_marked() {
    let html =
        "<h1>Žádost</h1><h2>Komu je určena a kdo všechno ji smí podat</h2><h3>Kde</h3><p>Zde";
    let expected = "Žádost\n======\n\nKomu je určena a kdo všechno ji smí\npodat\n\
                    -----------------------------------\n\n### Kde\n\nZde\n";
    assert_eq!(read(html), expected);
}

#[test]
fn lists_are_indented_and_tight_where_their_items_are_lines() {
    let html = "<p>Úvod<ul><li>a<ol type=a start=2><li>b<li>c</ol><li><p>d</ul><p>Konec";
    assert_eq!(read(html), "Úvod\n\n- a\n  b. b\n  c. c\n- d\n\nKonec\n");
    let html = "<ol><li><p>a<p>b<li>c</ol>";
    assert_eq!(read(html), "1. a\n\n   b\n\n2. c\n");
}

#[test]
fn blocks_look_like_what_they_are() {
    assert_eq!(read("<blockquote><p>a<p>b</blockquote>c"), "> a\n>\n> b\n\nc\n");
    assert_eq!(read("<pre>a  b\n\n\tc</pre>"), "    a  b\n\n            c\n");
    assert_eq!(read("<dl><dt>a<dd>b<dt>c<dd>d</dl>"), "a\n    b\nc\n    d\n");
    assert_eq!(read("a<br>b<br><br><br>c<hr>d"), format!("a\nb\n\nc\n\n{}\n\nd\n", "-".repeat(40)));
    assert_eq!(read("<details><summary>a</summary>b</details>"), "a\n\nb\n");
}

#[test]
fn addresses_are_listed_once() {
    let html = "<a href=/a>a</a>, <a href=/b>b</a>, <a href=/a>c</a> <a href=#x>d</a>
        <a href=mailto:e@f.example>e@f.example</a> <i id=x>x</i>";
    let expected = "a [1], b [2], c [1] d e@f.example x\n\nOdkazy\n------\n\n[1] /a\n[2] /b\n";
    assert_eq!(read(html), expected);
}

#[test]
fn links_around_blocks_lead_after_their_first() {
    let html = "<a href=/a><h3>Nadpis</h3><p>popis</p></a>";
    assert!(read(html).starts_with("### Nadpis [1]\n\npopis\n\nOdkazy\n"), "{}", read(html));
}

#[test]
fn addresses_stand_where_they_are_asked_for() {
    let events = || {
        let link =
            Link { href: Cow::Borrowed("/a b"), new_window: false, hreflang: None, block: false };
        let link = Tag::Link(Box::new(link));
        let start = named(link.clone(), Some("jméno"));
        let end = Event::End(TagEnd::Link);
        let speaking = vec![start.clone(), text("text "), end.clone()];
        element(Tag::Paragraph { implied: false }, [speaking, vec![start, end]].concat())
    };
    let inline = Plain::new().with_links(Links::Inline);
    assert_eq!(write(&inline, events()), "text (/a%20b) jméno (/a%20b)\n");
    assert_eq!(write(&Plain::new().with_links(Links::None), events()), "text jméno\n");
}

#[test]
fn words_say_what_marks_cannot() {
    assert_eq!(
        read("10<sup>2</sup> m<sup>2</sup> H<sub>2</sub>O 1<sup>st</sup>"),
        "10^2 m^2 H2O 1st\n"
    );
    assert_eq!(
        read("<abbr title='Evropská unie'>EU</abbr>, <abbr title='Evropská unie'>EU</abbr>"),
        "EU (Evropská unie), EU\n"
    );
    assert_eq!(read("<del>100 Kč</del> 80 Kč"), "[škrtnuto: 100 Kč] 80 Kč\n");
    assert_eq!(read("<q>a</q> <q lang=en>b</q>"), "„a“ “b”\n");
    assert_eq!(
        read("<img src=a.png><img src=b.png alt='Budova'>"),
        "[obrázek bez popisu] [Budova]\n"
    );
}

fn control(kind: ControlKind) -> Control<'static> {
    Control {
        kind,
        needs_script: false,
        name: None,
        value: None,
        placeholder: None,
        multiple: false,
        options: Vec::new(),
        form: None,
        constraints: Vec::new(),
    }
}

#[test]
fn controls_are_said_in_words() {
    let named = |name_shown, states| Accessible {
        name: Some(Cow::Borrowed("Jméno")),
        name_shown,
        states,
        ..Accessible::default()
    };
    let with = |control: Control<'static>, accessible: Accessible<'static>| {
        let mut attributes = Attributes::new(Document::ROOT);
        attributes.accessible = Some(Box::new(accessible));
        let event = Event::Control(Box::new(control), attributes);
        write(&Plain::new(), element(Tag::Paragraph { implied: true }, vec![event]))
    };
    let said = |control| with(control, named(true, States::default()));
    let field = control(ControlKind::Field(FieldType::Text));
    let value = Some(Cow::Borrowed("Jan"));
    let required = States { required: true, ..States::default() };
    let filled = Control { value, ..field.clone() };
    assert_eq!(with(filled, named(true, required)), "[pole, povinné: Jan]\n");
    let wrong = States { invalid: true, error: Some("chybí".into()), ..States::default() };
    assert_eq!(with(field.clone(), named(true, wrong)), "[pole; chyba: chybí]\n");
    assert_eq!(with(field, named(false, States::default())), "Jméno [pole]\n");
    let secret = control(ControlKind::Field(FieldType::Password));
    assert_eq!(said(Control { value: Some(Cow::Borrowed("x")), ..secret }), "[pole pro heslo]\n");
    let checkbox = control(ControlKind::Checkbox);
    assert_eq!(said(checkbox), "[zaškrtávací pole: nezaškrtnuto]\n");
    let checked = States { checked: Some(Toggle::On), ..States::default() };
    let radio = control(ControlKind::Radio);
    assert_eq!(with(radio, named(true, checked)), "[volba: vybráno]\n");
    let switch = Control { needs_script: true, ..control(ControlKind::Switch) };
    assert_eq!(said(switch), "[přepínač, vyžaduje skript: vypnuto]\n");
    assert_eq!(said(control(ControlKind::Submit)), "[tlačítko Jméno]\n");
    let choice = |label: &'static str, selected| Choice {
        label: Cow::Borrowed(label),
        value: None,
        group: None,
        selected,
        disabled: false,
    };
    let select = control(ControlKind::Select);
    let select = Control { options: vec![choice("a", false), choice("b", true)], ..select };
    assert_eq!(said(select), "[seznam: b; možnosti: a]\n");
}

#[test]
fn control_characters_never_go_out() {
    let out = write(&Plain::new(), paragraph("a\x1b[2Jb\u{9b}c\u{202e}d\r\n\u{85}e\0"));
    assert_eq!(out, "a[2Jbcd e\n");
}

#[test]
fn an_empty_page_is_empty() {
    assert_eq!(write(&Plain::new(), Vec::new()), "");
    assert_eq!(write(&Plain::new(), paragraph("\u{a0}")), "");
}

#[test]
fn deep_lists_stay_readable_and_fast() {
    let list =
        Tag::List { start: None, reversed: false, numbering: Numbering::Decimal, style: None };
    let mut events = Vec::new();
    for _ in 0..20_000 {
        events.extend([start(list.clone()), start(Tag::Item { number: None, marker: None })]);
        events
            .extend(paragraph("a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g"));
    }
    // The ends that are missing are made up for.
    let out = write(&Plain::new(), events);
    assert!(out.lines().all(|line| line.len() <= 72));
    assert_eq!(out.matches('z').count(), 20_000);
}

/// A random element around random content.
fn any_tag() -> impl Strategy<Value = Tag<'static>> {
    let link = |block| {
        Tag::Link(Box::new(Link {
            href: Cow::Borrowed("/address"),
            new_window: false,
            hreflang: None,
            block,
        }))
    };
    let list =
        |start| Tag::List { start, reversed: false, numbering: Numbering::Decimal, style: None };
    prop::sample::select(vec![
        Tag::Region { kind: RegionKind::Navigation },
        Tag::Heading { level: 1 },
        Tag::Heading { level: 4 },
        Tag::Paragraph { implied: true },
        Tag::Paragraph { implied: false },
        list(None),
        list(Some(9)),
        Tag::Item { number: None, marker: None },
        Tag::Item { number: Some(100), marker: None },
        Tag::DescriptionList,
        Tag::Term,
        Tag::Description,
        Tag::BlockQuote,
        Tag::Figure,
        Tag::FigureCaption,
        Tag::Details { open: false },
        Tag::Summary,
        Tag::Emphasis,
        Tag::Superscript,
        Tag::Quote,
        link(false),
        link(true),
        Tag::Span,
    ])
}

const WORDS: [&str; 12] = [
    "a",
    "slovo",
    "dvě slova",
    " mezera ",
    "Kč\u{a0}12",
    "-",
    "1.",
    "日本語の文章です。",
    "https://a.example/velmi/dlouhá-adresa",
    "👩\u{200d}👩\u{200d}👧 ☺\u{fe0f}",
    "e\u{301}",
    "—",
];

fn any_events() -> impl Strategy<Value = Vec<Event<'static>>> {
    let words = prop::sample::select(&WORDS[..]).prop_map(|words| vec![text(words)]);
    let leaf = prop_oneof![8 => words, 1 => Just(vec![Event::Break]), 1 => Just(vec![Event::Rule])];
    leaf.prop_recursive(6, 60, 6, |inner| {
        (any_tag(), prop::collection::vec(inner, 0..6))
            .prop_map(|(tag, content)| element(tag, content.concat()))
    })
}

/// The letters of a text, in order: where lines end and what marks blocks does not matter.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric())
}

proptest! {
    #[test]
    fn every_word_is_kept_in_order(events in any_events(), width in 0usize..60) {
        let said: Vec<_> = events.iter().filter_map(|event| match event {
            Event::Text(text) => Some(text.clone()),
            _ => None,
        }).collect();
        let out = write(&Plain::new().with_width(width).with_links(Links::None), events);
        let mut written = letters(&out);
        for letter in said.iter().flat_map(|text| letters(text)) {
            prop_assert!(written.any(|c| c == letter), "{letter} of {said:?} is lost:\n{out}");
        }
    }

    #[test]
    fn lines_are_as_asked(events in any_events(), width in 30usize..60) {
        let out = write(&Plain::new().with_width(width), events);
        prop_assert!(out.is_empty() || out.ends_with('\n'));
        prop_assert!(!out.contains("\n\n\n") && !out.starts_with('\n') && !out.ends_with("\n\n"));
        for line in out.lines() {
            prop_assert_eq!(line, line.trim_end(), "trailing blanks");
            // The numbers of items within items stand before the first word, and cannot leave it.
            let said = line.trim_start_matches(|c: char| c.is_ascii_digit() || ". -".contains(c));
            let words = said.split(' ').filter(|word| word.chars().any(char::is_alphanumeric));
            let wide = line.width() > width && words.count() > 2;
            prop_assert!(!wide, "wider than {}: {}", width, line);
        }
    }
}

#[test]
fn long_lists_are_cut_and_counted() {
    let options: String = (1..=387).map(|n| format!("<option>n{n}")).collect();
    let page = format!("<html lang=en><label>N <select>{options}<option selected>last</select>");
    let page = Page::from_html(&page, &crate::ParseOptions::new()).expect("a page");
    let mut out = Vec::new();
    let events = page.read(&crate::ReadOptions::new());
    Plain::new().with_width(0).write(&page, events, &mut out).expect("memory takes all");
    let out = String::from_utf8(out).expect("UTF-8");
    assert!(out.contains("N [list: last; choices: n1, n2,"), "{out}");
    assert!(out.contains(", n200 and 187 more]"), "{out}");
}

/// A table with a wide first column, a short second one, and a cell over both.
fn spanned(wide: &str, short: &str, spanning: &str, width: usize) -> String {
    let html = format!(
        "<html lang=en><table border=1><tr><th>Service<th>Fee<tr><td>{wide}<td>{short}\
         <tr><td>a stamp<td>7<tr><td colspan=2>{spanning}</table>"
    );
    let page = Page::from_html(&html, &crate::ParseOptions::new()).expect("a page");
    at_width(&page, width)
}

/// A page as plain text of so many columns.
fn at_width(page: &Page, width: usize) -> String {
    let mut out = Vec::new();
    let events = page.read(&crate::ReadOptions::new());
    Plain::new().with_width(width).write(page, events, &mut out).expect("memory takes all");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn a_long_word_over_columns_takes_room_where_there_is_some() {
    let wide = "a copy of a document that is kept in the archive of the office";
    let out = spanned(wide, "5", "Rechtsbehelfsbelehrungsverfahrensordnungen", 60);
    let first = "a copy of a document that is kept in the archive of the";
    assert!(out.contains(&format!("{first}  5\noffice\n")), "{out}");
    assert!(out.contains("\nRechtsbehelfsbelehrungsverfahrensordnungen\n"), "{out}");
}

/// Some words of one letter each, of very different lengths.
fn cell() -> impl Strategy<Value = String> {
    prop::collection::vec(prop_oneof![3 => 1_usize..8, 1 => 20_usize..90], 0..14).prop_map(
        |lengths| lengths.iter().map(|&length| "x".repeat(length)).collect::<Vec<_>>().join(" "),
    )
}

proptest! {
    #[test]
    fn tables_fit_any_width(rows in prop::collection::vec((cell(), cell(), cell(), 0_usize..4), 1..6)) {
        let mut html = "<html lang=en><table border=1><tr><th>One<th>Two<th>Three".to_owned();
        for (one, two, three, kind) in &rows {
            html.push_str(&match kind {
                0 => format!("<tr><td>{one}<td>{two}<td>{three}"),
                1 => format!("<tr><td colspan=2>{one}<td>{three}"),
                2 => format!("<tr><td>{one}<td colspan=2>{two}"),
                _ => format!("<tr><td colspan=3>{one} {two}"),
            });
        }
        let page = Page::from_html(&html, &crate::ParseOptions::new()).expect("a page");
        for width in 0..130 {
            let out = at_width(&page, width);
            // A line is wider only where it is one word, after the names of its columns.
            for line in out.lines().filter(|line| width > 0 && line.width() > width) {
                let words = line.trim_start().split(' ').filter(|word| !word.ends_with([':', ',']));
                prop_assert!(words.count() <= 1, "wider than {}: {}", width, line);
            }
        }
    }
}
