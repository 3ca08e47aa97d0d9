//! What the reader decides, on pages of a few lines.

use super::{Order, ReadOptions};
use crate::event::{Event, Tag, TagEnd};
use crate::ledger::Reason;
use crate::page::{Page, ParseOptions};

fn page(html: &str) -> Page {
    Page::from_html(html, &ParseOptions::new().with_language("en")).expect("a small page parses")
}

/// The events as one line: tags by name, text in quotes.
fn outline(page: &Page, options: &ReadOptions) -> String {
    let mut out = String::new();
    for event in page.read(options) {
        match event {
            Event::Start(tag, _) => {
                let name = format!("{:?}", tag.end());
                out += &format!("{name}(");
            }
            Event::End(_) => out += ")",
            Event::Text(text) => out += &format!("{text:?}"),
            Event::Break => out += "|",
            Event::Rule => out += "--",
            Event::Image(image) => out += &format!("[{}]", image.alt.as_deref().unwrap_or("?")),
            Event::Control(control, _) => out += &format!("<{:?}>", control.kind),
            Event::Hidden { name, .. } => out += &format!("<hidden {name}>"),
            Event::Anchor(id) => out += &format!("#{id}"),
        }
    }
    out
}

fn body(html: &str) -> String {
    let page = page(html);
    let all = outline(&page, &ReadOptions::new().with_only_main(true));
    let inner = all.strip_prefix("Region(").and_then(|rest| rest.strip_suffix(')'));
    inner.unwrap_or(&all).to_owned()
}

fn reasons(html: &str) -> Vec<(Reason, String)> {
    let page = page(html);
    let ledger = page.read(&ReadOptions::new()).into_ledger();
    ledger.entries(&page).map(|entry| (entry.reason, entry.text)).collect()
}

#[test]
fn collapses_white_space_across_elements() {
    assert_eq!(body("<p> a <b> b</b>  c </p>"), r#"Paragraph("a"" "Strong("b")" c")"#);
    assert_eq!(body("<p>a<b> b </b>c"), r#"Paragraph("a"" "Strong("b")" ""c")"#);
    assert_eq!(body("<p>&nbsp;</p><p>10&nbsp;Kč</p>"), r#"Paragraph("10\u{a0}Kč")"#);
}

#[test]
fn keeps_the_lines_of_preformatted_text() {
    assert_eq!(body("<pre>\na\n  b</pre>"), r#"Preformatted("a\n  b")"#);
}

#[test]
fn breaks_only_between_words() {
    assert_eq!(body("<p><br>a<br> b<br></p>"), r#"Paragraph("a"|"b")"#);
    assert_eq!(body("<p>a<br><br><br><br>b</p>"), r#"Paragraph("a"||"b")"#);
}

#[test]
fn reopens_phrases_around_blocks() {
    assert_eq!(
        body("<b>a<div>b</div>c</b>"),
        r#"Paragraph(Strong("a"))Paragraph(Strong("b"))Paragraph(Strong("c"))"#
    );
}

#[test]
fn keeps_a_link_around_blocks_whole() {
    assert_eq!(body("<a href=x><h2>a</h2><p>b</p></a>"), r#"Link(Heading("a")Paragraph("b"))"#);
}

#[test]
fn writes_nothing_for_what_says_nothing() {
    assert_eq!(
        body("<ul><li></ul><h2></h2><blockquote><p></p></blockquote><p>a"),
        r#"Paragraph("a")"#
    );
}

#[test]
fn puts_loose_content_of_lists_into_items() {
    assert_eq!(
        body("<ul>a<li>b</li><ul><li>c</ul></ul>"),
        r#"List(Item(Paragraph("a"))Item(Paragraph("b")List(Item(Paragraph("c")))))"#
    );
}

#[test]
fn merges_a_heading_that_stands_twice() {
    let html = "<h2>Chapter</h2><div><h2>Chapter</h2><p>Text</p></div>";
    assert_eq!(body(html), r#"Heading("Chapter")Paragraph("Text")"#);
    assert_eq!(reasons(html), [(Reason::DoubledHeading, "Chapter".to_owned())]);
    let linked = "<h2>Chapter</h2><h2><a href=x>Chapter</a></h2>";
    assert_eq!(body(linked), r#"Heading("Chapter")Heading(Link("Chapter"))"#);
}

#[test]
fn a_heading_that_holds_headings_ends_where_a_block_begins() {
    let html = "<h2>One <b>word</b><div>text<ul><li>item</ul><h3>Two</h3></div>end</h2><p>after";
    let read = "Heading(\"One\"\" \"Strong(\"word\"))Paragraph(\"text\")\
                List(Item(Paragraph(\"item\")))Heading(\"Two\")\
                Paragraph(\"end\")Paragraph(\"after\")";
    assert_eq!(body(html), read);
    assert_eq!(body("<h2><div><h3>Two</h3></div></h2>"), r#"Heading("Two")"#);
}

#[test]
fn reads_content_first_and_nothing_twice() {
    let html =
        "<title>T</title><header>Head<nav>Menu</nav></header>Loose<main>Main</main><footer>Foot";
    let page = page(html);
    assert_eq!(
        outline(&page, &ReadOptions::new()),
        "Title(\"T\")Region(Paragraph(\"Main\"))Region(Paragraph(\"Menu\"))\
         Region(Paragraph(\"Loose\"))Region(Paragraph(\"Head\"))Region(Paragraph(\"Foot\"))"
    );
    assert_eq!(
        outline(&page, &ReadOptions::new().with_order(Order::Source)),
        "Region(Paragraph(\"Head\")Region(Paragraph(\"Menu\")))Region(Paragraph(\"Loose\"))\
         Region(Paragraph(\"Main\"))Region(Paragraph(\"Foot\"))"
    );
}

#[test]
fn says_what_only_main_leaves_out() {
    let page = page("<main>a<nav>b</nav></main>");
    let ledger = page.read(&ReadOptions::new().with_only_main(true)).into_ledger();
    let left: Vec<_> = ledger.entries(&page).map(|entry| (entry.reason, entry.text)).collect();
    assert_eq!(left, [(Reason::NotMain, "b".to_owned())]);
}

#[test]
fn says_what_stands_outside_the_main_content() {
    let html = "<header>a<p hidden>x</p></header>b<div><main>c</main><p>d <b>e</b></div><footer>f";
    let page = page(html);
    let mut reading = page.read(&ReadOptions::new().with_only_main(true));
    let read: String = reading.by_ref().filter_map(text_of).collect();
    let ledger = reading.into_ledger();
    let left: Vec<_> = ledger.entries(&page).map(|entry| (entry.reason, entry.text)).collect();
    assert_eq!(read, "c");
    let outside = |text: &str| (Reason::NotMain, text.to_owned());
    assert_eq!(left, ["a", "b", "d e", "f"].map(outside));
}

#[test]
fn names_what_has_no_name() {
    let html = "<p><a href=kontakty.aspx><img src=k.gif></a> <a href=/x/ aria-label=Hledat></a>";
    assert_eq!(body(html), r#"Paragraph(Link("kontakty.aspx")" "Link("Hledat"))"#);
    let expected = [
        (Reason::MissingAlternative, "k.gif".to_owned()),
        (Reason::Nameless, "kontakty.aspx".to_owned()),
    ];
    assert_eq!(reasons(html), expected);
}

#[test]
fn keeps_the_text_of_links_that_may_be_active() {
    for address in ["javascript:x()", " JaVa\tScript:x()", "data:text/html,x", "vbscript:x"] {
        let html = format!("<p><a href='{address}'>a</a>");
        assert_eq!(body(&html), r#"Paragraph("a")"#, "{address}");
        assert_eq!(reasons(&html)[0].0, Reason::ScriptLink, "{address}");
    }
    for address in ["x?a=b:c", "#a:b", "a/b:c", "mailto:a@example.cz"] {
        assert_eq!(body(&format!("<p><a href='{address}'>a</a>")), r#"Paragraph(Link("a"))"#);
    }
}

#[test]
fn keeps_places_that_links_lead_to() {
    let html = "<p><a href='#b'>to b</a> <a href='#d'>to d</a><div id=b>b</div><a name=d></a><p>d";
    assert_eq!(
        body(html),
        r#"Paragraph(Link("to b")" "Link("to d"))Paragraph(#b"b")Paragraph(#d"d")"#
    );
    assert_eq!(reasons("<a href='#nowhere'>x</a>")[0].0, Reason::MissingTarget);
    assert_eq!(reasons("<a href='#top'>x</a><a href='#'>x</a>"), []);
}

#[test]
fn says_where_the_language_changes() {
    let html = "<html lang=cs><p>a <i lang=en>b</i><div lang=de><p>c <b>d</b></div><p>e";
    let page = Page::from_html(html, &ParseOptions::new()).expect("a small page parses");
    let langs: Vec<_> = page
        .read(&ReadOptions::new())
        .filter_map(|event| match event {
            Event::Start(Tag::Region { .. } | Tag::Title, _) => None,
            Event::Start(_, attributes) => Some(attributes.lang),
            _ => None,
        })
        .collect();
    assert_eq!(langs, [None, Some("en"), Some("de"), None, None]);
}

#[test]
fn names_what_is_hidden() {
    let html = "<p hidden>a</p><p style='visibility:hidden'>b</p><script>c</script>";
    let expected = [(Reason::Hidden, "a".to_owned()), (Reason::Invisible, "b".to_owned())];
    assert_eq!(reasons(html), expected);
    let film = "<video><a href=/><div hidden>a</div>b</a></video>";
    assert_eq!(reasons(film), expected[..1]);
}

fn text_of(event: Event<'_>) -> Option<String> {
    match event {
        Event::Text(text) => Some(text.into_owned()),
        _ => None,
    }
}

const CZECH: &str =
    "Žádost o vydání průkazu lze podat na kterémkoli úřadě obce, který je k tomu určen.";
const ENGLISH: &str =
    "The application for a card can be handed in at any of the offices in the country.";

/// The page's language, the languages that its parts get, and what the ledger says of them.
fn languages(html: &str) -> (String, Vec<String>, Vec<(Reason, String)>) {
    let page = Page::from_html(html, &ParseOptions::new()).expect("a small page parses");
    let mut reading = page.read(&ReadOptions::new());
    let parts = reading.by_ref().filter_map(|event| match event {
        Event::Start(tag, attributes) => {
            attributes.lang.map(|lang| format!("{:?} {lang}", tag.end()))
        }
        _ => None,
    });
    let parts = parts.collect();
    let ledger = reading.into_ledger();
    let entries = ledger.entries(&page).map(|entry| (entry.reason, entry.text));
    (page.language().unwrap_or_default().to_owned(), parts, entries.collect())
}

#[test]
fn a_page_without_language_gets_that_of_its_text() {
    let (page, parts, ledger) = languages(&format!("<h1>Průkazy</h1><p>{CZECH}</p>"));
    assert_eq!((&*page, parts.len()), ("cs", 0));
    assert_eq!(ledger, [(Reason::UndeclaredLanguage, "cs".into())]);
    let (page, parts, ledger) = languages("<p>Brno 2010");
    assert_eq!((&*page, parts.len()), ("", 0));
    assert_eq!(ledger, [(Reason::UndeclaredLanguage, String::new())]);
}

#[test]
fn furniture_and_article_may_differ_either_way() {
    let menu =
        "<ul><li>Přejdi na obsah<li>Mapa stránek<li>Rozšířené vyhledávání<li>Úřední deska</ul>";
    let english = format!("<html lang=en><nav>{menu}</nav><main><h1>Cards</h1><p>{ENGLISH}");
    let (page, parts, ledger) = languages(&english);
    assert_eq!((&*page, parts), ("en", vec!["Region cs".into()]));
    assert_eq!(ledger, [(Reason::UnmarkedLanguage, "cs".into())]);
    let czech = format!("<html lang=cs><nav>{menu}</nav><main><h1>Cards</h1><p>{ENGLISH}");
    let (page, parts, _) = languages(&czech);
    assert_eq!((&*page, parts), ("cs", vec!["Region en".into()]));
}

#[test]
fn a_block_in_another_language_is_marked_alone() {
    let html = format!("<html lang=cs><main><p>{CZECH}<p>{ENGLISH}<p>{CZECH}</main>");
    let (_, parts, ledger) = languages(&html);
    assert_eq!(parts, ["Paragraph en"]);
    assert_eq!(ledger, [(Reason::UnmarkedLanguage, "en".into())]);
    let marked = format!("<html lang=cs><main><p>{CZECH}<p lang=en>{ENGLISH}<p>{CZECH}</main>");
    assert_eq!(languages(&marked).2, []);
}

#[test]
fn a_wrong_language_is_said_and_set_right() {
    let html = format!("<html lang=en><main><h1>Průkazy</h1><p>{CZECH}<p>{CZECH}<p>{CZECH}");
    let (page, parts, ledger) = languages(&html);
    assert_eq!((&*page, parts.len()), ("cs", 0));
    assert_eq!(ledger, [(Reason::WrongLanguage, "cs".into())]);
    let part = format!("<html lang=cs><main><p>{CZECH}<p lang=de>{ENGLISH}<p>{CZECH}</main>");
    let (_, parts, ledger) = languages(&part);
    assert_eq!(parts, ["Paragraph en"]);
    assert_eq!(ledger, [(Reason::WrongLanguage, "en".into())]);
}

#[test]
fn headings_in_the_language_of_the_page_keep_it() {
    let questions = "<h2>Kdy a kde si mohu požádat o průkaz?</h2>";
    let html = format!("<html lang=cs><main>{questions}<p>{ENGLISH}{questions}<p>{ENGLISH}</main>");
    assert_eq!(languages(&html).1, ["Paragraph en", "Paragraph en"]);
}

#[test]
fn words_that_a_style_sheet_adds_are_read_and_its_signs_are_not() {
    let style = "<style>b::after { content: ' (new)' } li::before { content: '\u{bb} ' }\
                 i::before { content: '\u{f015}' / 'Home' } p::before { content: 'Note'; display: block }\
                 u::after { content: 'gone'; display: none }</style>";
    let html = format!("{style}<ul><li><b>one</b></ul><p>two <a href=/><i></i></a><u>x</u></p>");
    assert_eq!(
        body(&html),
        "List(Item(Paragraph(Strong(\"one\"\" (new)\"))))Paragraph(\"Note\")\
         Paragraph(\"two\"\" \"Link(Emphasis(\"Home\"))\" \"\"x\")"
    );
    assert_eq!(reasons(&html), [(Reason::Decoration, "\u{bb}".to_owned())]);
}

#[test]
fn what_aria_hides_stays_and_is_marked() {
    let html = "<p aria-hidden=true>a</p><div aria-hidden=true><h2>b</h2><p>c</p></div>\
                <p>d <span aria-hidden=true>e</span></p><div aria-hidden=true><a href=/>f</a></div>\
                <div aria-hidden=true><details>i</details></div>\
                <h3><span aria-hidden=true>g</span></h3><h4>h <b aria-hidden=true>i</b></h4>";
    let page = page(html);
    let mut marked = Vec::new();
    let mut hidden = vec![];
    for event in page.read(&ReadOptions::new()) {
        match event {
            Event::Start(_, attributes) => hidden.push(attributes.aria_hidden),
            Event::End(_) => drop(hidden.pop()),
            Event::Text(text) if hidden.contains(&true) => marked.push(text.trim().to_owned()),
            _ => {}
        }
    }
    assert_eq!(marked, ["a", "b", "c", "e", "i"]);
}

#[test]
fn words_that_nobody_sees_stay_in_their_sentence() {
    let style =
        "<style>.sr { position: absolute; clip-path: inset(50%) } .f { display: flex }</style>";
    let read = |html: &str| body(&format!("{style}{html}"));
    assert_eq!(
        read("<p>See <a href=/>more<span class=sr>of it</span></a>, now.</p>"),
        r#"Paragraph("See"" "Link("more"" ""of it")", now.")"#
    );
    assert_eq!(read("<h2><span class=sr>Part </span>One</h2>"), r#"Heading("Part"" ""One")"#);
    assert_eq!(
        read("<p><a class=f href=/><span>Apply</span><span>now</span></a></p>"),
        r#"Paragraph(Link("Apply"" ""now"))"#
    );
    assert_eq!(read("<p>a</p><div class=sr>b</div>"), r#"Paragraph("a")Paragraph("b")"#);
}

#[test]
fn what_stands_apart_on_the_screen_is_apart() {
    let style = "<style>.b { display: inline-block }</style>";
    let read = |html: &str| body(&format!("{style}{html}"));
    assert_eq!(
        read("<p><a href=/1>One</a><a href=/2>Two</a></p>"),
        r#"Paragraph(Link("One")" "Link("Two"))"#
    );
    assert_eq!(
        read("<p><a href=/1>O</a><a href=/1>ne</a></p>"),
        r#"Paragraph(Link("O")Link("ne"))"#
    );
    assert_eq!(
        read("<p><i class=b>1</i><i class=b>2</i></p>"),
        r#"Paragraph(Emphasis("1")" "Emphasis("2"))"#
    );
    assert_eq!(read("<p>(<span class=b>a</span>)</p>"), r#"Paragraph("(""a"")")"#);
    assert_eq!(read("<p><span class=b>D</span>ear</p>"), r#"Paragraph("D""ear")"#);
}

#[test]
fn a_list_says_its_choices_and_the_ledger_what_stands_beside_them() {
    let html = "<p>Choose: <select><option>A<option label=B>Text of B</option><p>Lost words</p>\
        <optgroup><legend>Group</legend><option>C</optgroup><h2>Lost heading</h2></select>";
    let page = page(html);
    let mut events = page.read(&ReadOptions::new());
    let control = events.find_map(|event| match event {
        Event::Control(control, _) => Some(control),
        _ => None,
    });
    let options = control.expect("a list").options;
    let options: Vec<_> = options.iter().map(|it| (&*it.label, it.group)).collect();
    assert_eq!(options, [("A", None), ("B", None), ("C", Some("Group"))]);
    let hidden = |text: &str| (Reason::Hidden, text.to_owned());
    assert_eq!(reasons(html), [hidden("Text of B"), hidden("Lost words Lost heading")]);
    // Nothing closes this one, and no browser shows what it holds.
    assert_eq!(reasons("<p>a<select><option>A</option><p>the rest"), [hidden("the rest")]);
}

#[test]
fn what_a_hidden_slot_takes_is_in_the_ledger_alone() {
    let html = "<div><template shadowrootmode=open><slot hidden></slot></template>\
        <main>Lost words</main></div><p>b";
    assert_eq!(body(html), "Paragraph(\"b\")");
    assert_eq!(reasons(html), [(Reason::Hidden, "Lost words".to_owned())]);
}

#[test]
fn a_formula_with_html_in_it_is_read_as_its_parts() {
    let html = "<p>The value <math><mi>x</mi><mtext><mo>inner</mo> <a href=/y>link</a></mtext></math> ends";
    let said: String = page(html).read(&ReadOptions::new()).filter_map(text_of).collect();
    assert_eq!(
        said.split_whitespace().collect::<Vec<_>>(),
        ["The", "value", "x", "inner", "link", "ends"]
    );
}

#[test]
fn the_language_of_a_block_within_preformatted_text_ends_with_it() {
    let page = page("<html lang=en><pre>a <div lang=cs>b</div>c</pre>");
    let mut depth = 0;
    for event in page.read(&ReadOptions::new()) {
        match event {
            Event::Start(Tag::Span, _) => depth += 1,
            Event::End(TagEnd::Span) => depth -= 1,
            Event::Text(text) => assert_eq!(depth, usize::from(text.contains('b')), "{text}"),
            _ => {}
        }
    }
}

#[test]
fn a_table_that_nobody_sees_leaves_no_empty_cells() {
    let html =
        "<p>a</p><table border=1 style='visibility:hidden'><tr><th id=b>c<td headers=b>d</table>";
    assert_eq!(body(html), "Paragraph(\"a\")");
    assert!(reasons(html).contains(&(Reason::Invisible, "c".to_owned())));
}
