//! The place of every start tag, beside what lol_html reports and by hand.

use super::super::{Document, NodeId};
use super::{pages, parse};
use lol_html::{RewriteStrSettings, element, rewrite_str};
use std::cell::RefCell;
use std::ops::Range;

/// Name and place of every start tag, as lol_html sees them.
fn lol_tags(source: &str) -> Vec<(String, Range<usize>)> {
    let found = RefCell::new(Vec::new());
    let handler = element!("*", |element| {
        let place = element.source_location().bytes();
        found.borrow_mut().push((element.tag_name(), place));
        Ok(())
    });
    let settings =
        RewriteStrSettings::new().append_element_content_handler(handler).with_strict(false);
    rewrite_str(source, settings).expect("lol_html rewrites any text when it is not strict");
    found.into_inner()
}

/// Elements with a span, in source order.
fn tagged(document: &Document) -> Vec<(NodeId, Range<usize>)> {
    let elements = document.descendants(Document::ROOT);
    let mut tagged: Vec<_> =
        elements.filter_map(|id| Some((id, document.start_tag(id)?.range()))).collect();
    tagged.sort_by_key(|(_, range)| range.start);
    tagged
}

/// What every span must be, whatever the page: `<name ...>` of its element, each used once.
pub(super) fn check_spans(source: &str, document: &Document) -> Result<(), String> {
    let mut end = 0;
    for (id, range) in tagged(document) {
        let name = document.name(id);
        let tag = source.get(range.clone()).ok_or(format!("{name} {range:?}: no slice of text"))?;
        let written = tag[1..].split(|c: char| c.is_ascii_whitespace() || "/>".contains(c)).next();
        // The tokenizer reads NUL in a tag's name as U+FFFD.
        let written = written.unwrap_or_default().replace('\0', "\u{fffd}");
        let named = written.eq_ignore_ascii_case(name) || (name == "img" && written == "image");
        if !(tag.starts_with('<') && tag.ends_with('>') && named) {
            return Err(format!("{name} {range:?} is {tag:?}"));
        }
        if range.start < end {
            return Err(format!("{name} {range:?} begins before byte {end}"));
        }
        end = range.end;
    }
    Ok(())
}

#[test]
fn every_page_has_its_start_tags_where_lol_html_sees_them() {
    let (mut failures, mut compared) = (Vec::new(), 0);
    for (path, source) in pages() {
        let document = parse(&source);
        if let Err(why) = check_spans(&source, &document) {
            failures.push(format!("{}: {why}", path.display()));
        }
        let theirs = lol_tags(&source);
        for (id, range) in tagged(&document) {
            let at = theirs.partition_point(|(_, place)| place.start < range.start);
            // Tags that make no element are passed over.
            let Some((name, _)) = theirs.get(at).filter(|(_, place)| *place == range) else {
                // lol_html reads `noscript` as a browser with scripts does: as raw text.
                let raw = at.checked_sub(1).map(|before| &theirs[before]).is_some_and(|before| {
                    let between = &source[before.1.end..range.start];
                    before.0 == "noscript" && !between.contains("</noscript")
                });
                if !raw {
                    let tag = &source[range.clone()];
                    failures.push(format!("{}: {range:?}: {tag:?}: not so", path.display()));
                }
                continue;
            };
            let name = name.replace('\0', "\u{fffd}");
            let same = name.eq_ignore_ascii_case(document.name(id)) || name == "image";
            assert!(same, "{}: {range:?}: {name}, {}", path.display(), document.name(id));
            compared += 1;
        }
        failures.extend(untagged(&document).map(|why| format!("{}: {why}", path.display())));
    }
    println!("{compared} start tags compared");
    assert!(compared > 1_000, "only {compared} tags compared");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Elements without a tag must be those that the parser implies or rebuilds.
fn untagged(document: &Document) -> impl Iterator<Item = String> {
    const IMPLIED: [&str; 8] = ["html", "head", "body", "tbody", "tr", "colgroup", "p", "br"];
    const REBUILT: [&str; 14] = [
        "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt",
        "u",
    ];
    document.descendants(Document::ROOT).filter_map(|id| {
        let name = document.name(id);
        let made = IMPLIED.contains(&name) || REBUILT.contains(&name);
        let lost = document.is_element(id) && document.start_tag(id).is_none() && !made;
        lost.then(|| format!("{name} has no span"))
    })
}

/// Every element in tree order with its tag as the source has it, `name` alone where it has none.
fn tags(source: &str) -> Vec<String> {
    let document = parse(source);
    check_spans(source, &document).unwrap();
    let elements = document.descendants(Document::ROOT).filter(|&id| document.is_element(id));
    let tag = |id| match document.start_tag(id) {
        Some(span) => source[span.range()].to_string(),
        None => document.name(id).to_string(),
    };
    // The first three are implied wherever a case leaves them out.
    elements.map(tag).filter(|tag| !["html", "head", "body"].contains(&&**tag)).collect()
}

#[test]
fn angle_brackets_in_attribute_values() {
    assert_eq!(
        tags("x<a title='1>2>3' b=\">\" c>y<i d='>'>"),
        ["<a title='1>2>3' b=\">\" c>", "<i d='>'>"]
    );
    assert_eq!(tags("<a =\">\" b>"), ["<a =\">"], "an attribute may be named `=\"`");
    assert_eq!(tags("<a b=c'>'><i>"), ["<a b=c'>", "<i>"]);
    assert_eq!(tags("<p></p title='>'>x<b>"), ["<p>", "<b>"]);
}

#[test]
fn text_before_a_tag() {
    assert_eq!(tags("&lt;b&gt; 1 < 2 > 1 <3 <<b>a &amp<i>"), ["<b>", "<i>"]);
    assert_eq!(tags("ěšč €\u{1f600}<b lang=čeština>žluťoučký<i>"), ["<b lang=čeština>", "<i>"]);
    assert_eq!(tags("a\r\nb<b\r\ntitle='\r\n'\r\n>\rc<i>"), ["<b\r\ntitle='\r\n'\r\n>", "<i>"]);
    assert_eq!(tags("\0a<b\0c>\0<i>"), ["<b\0c>", "<i>"]);
    assert_eq!(tags("</><b></><i>"), ["<b>", "<i>"]);
}

#[test]
fn comments_of_every_kind() {
    for comment in [
        "<!-->",
        "<!--->",
        "<!-- > -- > -->",
        "<!-- <u> --!>",
        "<!--!> <u> -->",
        "<!---!><u>-->",
        "<!----!>",
        "<!x <u>",
        "<?x <u>",
        "</ <u>",
        "<!doctype u>",
        "<![CDATA[ <u>",
        "<!--<!--->",
    ] {
        assert_eq!(tags(&format!("a{comment}b<b>{comment}<i>")), ["<b>", "<i>"], "{comment}");
    }
    assert_eq!(tags("<b><!-- <i> --"), ["<b>"]);
}

#[test]
fn text_that_only_looks_like_tags() {
    let source = "<script>'<b>' <!-- <i> --> </b></script a='>'><u>";
    assert_eq!(tags(source), ["<script>", "<u>"]);
    let source = "<script><!--<script></script x=\"-->\"><b></script></script><u>";
    assert_eq!(tags(source), ["<script>", "<u>"]);
    for name in ["textarea", "title", "xmp", "style", "iframe", "noembed", "noframes"] {
        let source = format!("<{name} a='>'><b></{name}x></b></{name} ><i>");
        assert_eq!(tags(&source), [format!("<{name} a='>'>"), "<i>".into()], "{name}");
    }
    assert_eq!(tags("<b><plaintext><i></plaintext><u>"), ["<b>", "<plaintext>"]);
    assert_eq!(
        tags("<svg><![CDATA[ <b> > ]]> <![CDATA[<i>]]><g><![CDATA[>]]><a>"),
        ["<svg>", "<g>", "<a>"]
    );
    assert_eq!(
        tags("<svg><script><g></script><title><b>"),
        ["<svg>", "<script>", "<g>", "<title>", "<b>"]
    );
}

#[test]
fn elements_that_no_tag_made() {
    assert_eq!(
        tags("<table><col><tr><td>x"),
        ["<table>", "colgroup", "<col>", "tbody", "<tr>", "<td>"]
    );
    let foster = "<table><b>x<tr><td>y";
    assert_eq!(tags(foster), ["<b>", "<table>", "tbody", "<tr>", "<td>"]);
    assert_eq!(tags("<p><b id=1>x</p><p>y"), ["<p>", "<b id=1>", "<p>", "b"]);
    assert_eq!(tags("<p><b id=1>x</p><b id=2>y"), ["<p>", "<b id=1>", "b", "<b id=2>"]);
    assert_eq!(tags("<a id=1>x<div>y<a id=2>z"), ["<a id=1>", "<div>", "a", "<a id=2>"]);
    assert_eq!(tags("<b id=1>x<p>y</b>z"), ["<b id=1>", "<p>", "b"]);
    assert_eq!(tags("x</p></br>"), ["p", "br"]);
    assert_eq!(tags("<image src=a>"), ["<image src=a>"]);
}

#[test]
fn tags_that_make_no_element() {
    assert_eq!(tags("<body a=1>x<body b=2>y<i>"), ["<body a=1>", "<i>"]);
    assert_eq!(
        tags("<frameset a=1><frame><b><frame b=2></frameset>"),
        ["<frameset a=1>", "<frame>", "<frame b=2>"]
    );
    assert_eq!(tags("<tr><td>x<b>"), ["<b>"]);
    assert_eq!(tags("x<b title='never closed"), Vec::<String>::new());
    assert_eq!(tags("x<b>y<i"), ["<b>"]);
}
