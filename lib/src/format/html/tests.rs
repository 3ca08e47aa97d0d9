//! The written page, on pages of a few lines.

use super::Html;
use crate::page::{Page, ParseOptions};
use crate::read::ReadOptions;

fn html(source: &str) -> String {
    let options = ParseOptions::new();
    let page = Page::from_html(source, &options).expect("a small page parses");
    let mut out = Vec::new();
    Html::new().write(&page, page.read(&ReadOptions::new()), &mut out).expect("a Vec takes all");
    String::from_utf8(out).expect("the output is UTF-8")
}

/// What is between the tags of `main`.
fn main(source: &str) -> String {
    let all = html(source);
    let (_, rest) = all.split_once("<main").expect("one main");
    let (_, rest) = rest.split_once(">\n").expect("its start tag ends");
    rest.split("</main>").next().expect("something before the end").trim_end().to_owned()
}

#[test]
fn has_one_main_and_names_its_landmarks() {
    let out = html("<html lang=cs><title>T</title><nav>a</nav><nav>b</nav><main>c</main><aside>d");
    assert_eq!(out.matches("<main").count(), 1);
    assert_eq!(out.matches("<nav").count(), 3);
    for name in ["Menu", "Menu 2", "Související"] {
        assert!(out.contains(&format!(">{name}</p>")), "{name} in {out}");
        assert!(out.contains(&format!(">Přejít na {name}</a>")), "skip to {name} in {out}");
    }
    assert!(out.contains("<title>T – Textová verze</title>"));
}

#[test]
fn skip_links_lead_to_ids_that_are_there() {
    let out = html("<div id=region-1>x</div><nav id=menu>a</nav><main>b</main>");
    for link in out.split("href=\"#").skip(1) {
        let id = link.split('"').next().unwrap_or_default();
        assert_eq!(out.matches(&format!(" id=\"{id}\"")).count(), 1, "{id} in {out}");
    }
}

#[test]
fn keeps_markup_in_text_as_text() {
    assert_eq!(main("<p>&lt;script>a&amp;b\u{1b}[0m"), "<p>&lt;script&gt;a&amp;b[0m</p>");
    assert_eq!(
        main("<p><a href='x?a=&quot;&gt;&lt;b c' title='\"'>t"),
        "<p><a href=\"x?a=%22%3E%3Cb%20c\" title=\"&quot;\">t</a></p>"
    );
}

#[test]
fn writes_loose_text_without_paragraphs_where_it_is_alone() {
    assert_eq!(main("<ul><li>a<li>b<p>c</ul>"), "<ul>\n<li>a</li>\n<li>b\n<p>c</p>\n</li>\n</ul>");
}

#[test]
fn counts_items_as_the_page_does() {
    assert_eq!(
        main("<ol start=3><li>a<li value=7>b<li>c</ol>"),
        "<ol start=\"3\">\n<li>a</li>\n<li value=\"7\">b</li>\n<li>c</li>\n</ol>"
    );
}

#[test]
fn gives_every_details_a_summary() {
    assert!(main("<details>a</details>").starts_with("<details open>\n<summary>Details</summary>"));
}

#[test]
fn points_back_to_the_original() {
    let page = "<link rel=canonical href=https://example.cz/a><p>x";
    let out = html(page);
    assert!(out.contains("<link rel=\"canonical\" href=\"https://example.cz/a\">"));
    let first_link = out.find("<a ").expect("a link");
    assert!(out[first_link..].starts_with("<a href=\"https://example.cz/a\">Original page</a>"));
    assert!(!html("<p>x").contains("canonical"));
}

#[test]
fn styles_stay_small() {
    assert!(super::STYLE.len() < 2048);
}
