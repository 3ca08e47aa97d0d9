//! Input made to hurt: answered or refused, with every word that is kept in its place.

use super::super::Document;
use super::super::flatten::is_apart;
use crate::error::{Error, ErrorKind};
use crate::limits::Limits;

fn parse(source: &str) -> Result<Document, Error> {
    super::super::parse(source, super::super::Syntax::Html, &Limits::new())
}

fn refusal(source: &str) -> &'static str {
    match parse(source) {
        Err(error) => match *error.kind() {
            ErrorKind::TooLarge { what, .. } => what,
            _ => panic!("refused for another reason: {error}"),
        },
        Ok(document) => panic!("answered with {} nodes", document.len()),
    }
}

fn depth(document: &Document) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for step in document.walk(Document::ROOT) {
        match step {
            super::Step::Enter(_) => depth += 1,
            super::Step::Leave(_) => depth -= 1,
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// The words of a page, apart where an element sets them apart.
fn words(document: &Document) -> Vec<String> {
    let mut text = String::new();
    for step in document.walk(Document::ROOT) {
        let (super::Step::Enter(id) | super::Step::Leave(id)) = step;
        if is_apart(&document.name(id).into()) {
            text.push(' ');
        }
        if step == super::Step::Enter(id) {
            text += document.text(id).unwrap_or_default();
        }
    }
    text.split_whitespace().map(str::to_string).collect()
}

/// `open` and a word in each, ever deeper, then all closed and a last word.
fn nested(open: impl Fn(usize) -> String, close: &str, count: usize) -> (String, Vec<String>) {
    let word = |n: usize| format!("w{n}");
    let mut source: String = (0..count).map(|n| open(n) + &word(n)).collect();
    source += &close.repeat(count);
    source += "<p>last";
    let mut words: Vec<_> = (0..count).map(word).collect();
    words.push("last".into());
    (source, words)
}

#[test]
fn deep_containers_are_flattened_with_all_their_words() {
    for (open, close) in [
        ("<div>", "</div>"),
        ("<ul><li>", "</li></ul>"),
        ("<ul><li>", "</ul>"),
        ("<dl><dt>", "</dl>"),
        ("<table><tr><td>", "</table>"),
        ("<table><caption>c</caption><tbody><tr><th>", "</th></tr></tbody></table>"),
        ("<section/><blockquote>", "</blockquote></section>"),
        ("<custom-element><div>", "</custom-element>"),
        ("<svg><g><desc><div>", "</div></desc></g></svg>"),
    ] {
        let (source, mut expected) = nested(|_| open.to_string(), close, 1_000);
        let document = parse(&source).unwrap();
        let mut found = words(&document);
        found.retain(|word| word != "c");
        expected.retain(|word| word != "c");
        assert!(found == expected, "{open}: {:?}", first_difference(&found, &expected));
        assert!(!document.flattened().is_empty(), "{open}");
        assert!(depth(&document) < 600 || open.contains("svg"), "{open}: {}", depth(&document));
        let tag = document.flattened()[0].range();
        assert!(open.contains(&source[tag.clone()]), "{open}: {}", &source[tag]);
    }
}

fn first_difference(found: &[String], expected: &[String]) -> Option<(usize, String, String)> {
    let at = (0..).zip(found.iter().zip(expected)).find(|(_, (a, b))| a != b)?;
    Some((at.0, at.1.0.clone(), at.1.1.clone()))
}

#[test]
fn inline_elements_are_flattened_without_splitting_words() {
    let source = "<div>".repeat(600) + "f<b>oo</b>b<time>a</time>r<x-y>!</x-y><div>new</div>end";
    assert_eq!(words(&parse(&source).unwrap()), ["foobar!", "new", "end"]);
}

#[test]
fn text_below_the_limit_does_not_turn_into_markup() {
    for name in ["script", "style", "textarea", "xmp", "title", "iframe", "noembed", "noframes"] {
        let deep = "<div>".repeat(512);
        let source = format!("{deep}<{name}><i>a</i></{name}>b</div></div>c");
        let document = parse(&source).unwrap();
        let made = document.descendants(Document::ROOT).find(|&id| document.name(id) == name);
        let made = made.unwrap_or_else(|| panic!("{name} was dropped"));
        assert_eq!(document.text_content(made), "<i>a</i>", "{name}");
        assert!(document.descendants(Document::ROOT).all(|id| document.name(id) != "i"), "{name}");
    }
    let source = "<div>".repeat(512) + "<select><option>a<option selected>b</select>c";
    let document = parse(&source).unwrap();
    let options = document.descendants(Document::ROOT).filter(|&id| document.name(id) == "option");
    assert_eq!(options.count(), 2);
}

#[test]
fn end_tags_close_what_they_opened() {
    // 600 levels closed one by one: what follows is as shallow as it is written.
    let source = "<main>".to_string() + &"<div>".repeat(600) + "x" + &"</div>".repeat(600);
    let source = source + "<section><p>y</section>";
    let document = parse(&source).unwrap();
    let section = document.descendants(Document::ROOT).find(|&id| document.name(id) == "section");
    let section = section.expect("a shallow sibling is not flattened");
    assert_eq!(document.name(document.parent(section).unwrap()), "main");
    assert_eq!(document.flattened().len(), 600 - (512 - 3), "html, body, main and the rest");

    // Dropped elements that nobody closed go with the table that held them.
    let unclosed = "<div>".repeat(505) + "<table><tr><td>" + &"<div>".repeat(9) + "a</table>";
    let source = unclosed + &"</div>".repeat(505) + "<div>b</div><main>c</main>";
    let document = parse(&source).unwrap();
    let main = document.descendants(Document::ROOT).find(|&id| document.name(id) == "main");
    let parent = document.parent(main.expect("a shallow sibling is not flattened"));
    assert_eq!(document.name(parent.unwrap()), "body");
}

#[test]
fn nesting_of_what_cannot_be_flattened_is_refused() {
    for open in ["<svg>", "<math>", "<template>"] {
        assert_eq!(refusal(&open.repeat(100_000)), "levels of nesting", "{open}");
    }
}

#[test]
fn formatting_elements_do_not_multiply_without_end() {
    for (open, close) in [("<b>", ""), ("<a>", ""), ("<nobr>", ""), ("<i>", "</i>")] {
        let (source, expected) = nested(|_| open.to_string(), close, 5_000);
        assert_eq!(words(&parse(&source).unwrap()).concat(), expected.concat(), "{open}");
    }
    let (source, expected) = nested(|n| format!("<font size={n}>"), "", 5_000);
    assert_eq!(words(&parse(&source).unwrap()).concat(), expected.concat());
    let source: String = (0..100_000).map(|n| format!("<p><b id=b{n}>x</p>")).collect();
    assert_eq!(refusal(&source), "bytes of rebuilt attributes");
    assert_eq!(refusal(&"<b><p>x".repeat(1_000_000)), "nodes");
    let long = format!("<p><b title='{}'></p>", "x".repeat(1 << 20)) + &"<p>x</p>".repeat(10_000);
    assert_eq!(refusal(&long), "bytes of rebuilt attributes");
}

#[test]
fn attributes_are_counted_before_they_are_paid_for() {
    let many = |attribute: &str| attribute.repeat(200_000);
    for attributes in [" a", " a=b", " a = b", " a='>'", "a=''", "/a", " =a", " a\tb\n"] {
        for tag in ["p", "/p", "textarea", "svg"] {
            let source = format!("text > more <{tag} {}>end", many(attributes));
            assert_eq!(refusal(&source), "attributes on one element", "{tag}{attributes}");
        }
    }
    let value = "a > b ".repeat(200_000);
    let fits =
        format!("<p title=\"{value}\">x<!-- {value} -->y<script>{value}</script></ {value}>");
    assert_eq!(
        words(&parse(&fits).unwrap())[0],
        "xy".to_string() + value.split(' ').next().unwrap()
    );
}

#[test]
fn attributes_of_open_formatting_elements_are_not_compared_without_end() {
    let attributes: String = (0..500).map(|n| format!(" a{n}")).collect();
    let source: String = (0..3_000).map(|n| format!("<font{attributes} b={n}>x")).collect();
    assert_eq!(refusal(&source), "attributes on nested formatting elements");
    // One beside the other they are compared with nothing.
    let source: String = (0..3_000).map(|n| format!("<a{attributes} b={n}>x</a>")).collect();
    assert_eq!(words(&parse(&source).unwrap()), ["x".repeat(3_000)]);
}

#[test]
fn text_comes_in_one_piece_whatever_stands_in_it() {
    for piece in ["<", "</", "</>", "\0", "a\0", "&", "&no", "\r", "]]>", "<svg>\0", "<3 "] {
        let document = parse(&piece.repeat(300_000)).or_else(|_| parse(&piece.repeat(3_000)));
        let document = document.unwrap_or_else(|error| panic!("{piece:?}: {error}"));
        let texts = document.all().filter(|&id| document.text(id).is_some()).count();
        assert!(texts <= 1 || piece.contains("svg"), "{piece:?}: {texts} texts");
    }
}

#[test]
fn moved_text_grows_in_one_place() {
    let source = "<table>".to_string() + &"<tr a=b>x<td>y</td>".repeat(50_000);
    let document = parse(&source).unwrap();
    let text = document.text_content(Document::ROOT);
    assert!(text == "x".repeat(50_000) + &"y".repeat(50_000));
}

#[test]
fn stray_end_tags_in_the_deep_are_refused_in_time() {
    let source = "<div>".repeat(600) + &"</x>".repeat(200_000);
    assert_eq!(refusal(&source), "stray end tags below the depth limit");
    let source = "<div>".repeat(500) + &"</x>".repeat(200_000) + "y";
    assert_eq!(words(&parse(&source).unwrap()), ["y"]);
}
