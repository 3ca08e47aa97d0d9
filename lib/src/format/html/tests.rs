//! The written page, on pages of a few lines.

use super::Html;
use crate::format::AccessibilityLinks;
use crate::page::{Page, ParseOptions};
use crate::read::ReadOptions;

fn html(source: &str) -> String {
    let options = ParseOptions::new();
    let page = Page::from_html(source, &options).expect("a small page parses");
    let mut out = Vec::new();
    Html::new().write(&page, page.read(&ReadOptions::new()), &mut out).expect("a Vec takes all");
    String::from_utf8(out).expect("the output is UTF-8")
}

/// What is between the tags of `main`, after the title that stands for a heading.
fn main(source: &str) -> String {
    let all = html(source);
    let (_, rest) = all.split_once("<main").expect("one main");
    let (_, rest) = rest.split_once(">\n").expect("its start tag ends");
    let rest = rest.split("</main>").next().expect("something before the end").trim_end();
    rest.strip_prefix("<h1 lang=\"en\">Text version</h1>\n").unwrap_or(rest).to_owned()
}

#[test]
fn has_one_main_and_names_its_landmarks() {
    let out = html("<html lang=cs><title>T</title><nav>a</nav><nav>b</nav><main>c</main><aside>d");
    assert_eq!(out.matches("<main").count(), 1);
    assert_eq!(out.matches("<nav").count(), 3);
    for name in ["Menu", "Menu 2", "Související"] {
        assert!(out.contains(&format!(">{name}</p>")), "{name} in {out}");
    }
    // Parts that only a number tells apart are landmarks, and no link leads to them.
    let links = out.split("<p>Přejít na:</p>").nth(1).unwrap().split("</nav>").next().unwrap();
    for (name, is_linked) in
        [("Hlavní obsah", true), ("Menu", true), ("Menu 2", false), ("Související", true)]
    {
        assert_eq!(links.contains(&format!(">{name}</a>")), is_linked, "{name} in {links}");
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
        main("<p><a href='x?a=&quot;&gt;&lt;b c' title='\"'>target"),
        "<p><a href=\"x?a=%22%3E%3Cb%20c\" title=\"&quot;\">target</a></p>"
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
    let silent = main("<details><summary>\u{e000}<p></summary>a</details>");
    assert!(silent.contains("Details</summary>"), "{silent}");
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
fn leads_to_other_languages_and_to_the_accessibility_statement() {
    let page = "<html lang=cs><title>Pasy</title><h1>Pasy</h1>";
    let page = Page::from_html(page, &ParseOptions::new()).unwrap();
    let links = AccessibilityLinks::new().with_feedback("pristupnost@urad.example").unwrap();
    let html = Html::new().with_language("en", "../en/passports.html").with_accessibility(links);
    let mut out = Vec::new();
    html.write(&page, page.read(&ReadOptions::new()), &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    let english = "<a href=\"../en/passports.html\" hreflang=\"en\" lang=\"en\">English</a>";
    assert!(out.find(english) < out.find("<h1>"), "{out}");
    let end = "</main>\n<nav aria-label=\"Přístupnost\">\n<ul>\n\
        <li><a href=\"mailto:pristupnost@urad.example\">Nahlásit problém s přístupností</a></li>\n\
        </ul>\n</nav>\n</body>\n</html>\n";
    assert!(out.ends_with(end), "{out}");
}

#[test]
fn styles_stay_small() {
    assert!(super::STYLE.len() < 2048);
}

#[test]
fn has_a_heading_of_the_first_level() {
    assert!(
        html("<title>News</title><h2>a</h2>").contains("tabindex=\"-1\">\n<h1>News</h1>\n<h2>")
    );
    assert_eq!(html("<title>News</title><h1>a</h1>").matches("<h1>").count(), 1);
    assert!(html("<title>T</title>").contains("<main>\n<h1>T</h1>\n</main>"));
}

#[test]
fn links_are_called_what_they_show() {
    assert_eq!(
        main("<p><a href=/fr aria-label=French>FR</a> <a href=a aria-label='More on a'>More</a>"),
        "<p><a href=\"/fr\">French (FR)</a> \
         <a href=\"a\" aria-label=\"More on a\">More</a></p>"
    );
}

#[test]
fn summaries_come_first_and_hold_nothing_that_works() {
    assert_eq!(
        main("<details><p>a</p><summary>b</summary><summary>c</summary></details>"),
        "<details open>\n<summary>b</summary>\n<p>a</p>\n<p>c</p>\n</details>"
    );
    assert_eq!(
        main(
            "<details id=d><summary><a href=target>target</a></summary>a</details><p><a href=#d>b"
        ),
        "<div id=\"d\">\n<div><a href=\"target\">target</a></div>\n<p>a</p>\n</div>\n\
         <p><a class=\"short\" href=\"#d\">b</a></p>"
    );
}

#[test]
fn lists_of_terms_have_both_or_are_lists() {
    assert_eq!(main("<dl><dt>a<dt>b</dl>"), "<ul>\n<li>a</li>\n<li>b</li>\n</ul>");
    assert_eq!(main("<dl><dd>a<p>b</dl>"), "<ul>\n<li>a\n<p>b</p>\n</li>\n</ul>");
    assert_eq!(
        main("<dl><dd>a<dt>b<dd>c<dl><dd>d</dl><dt>e</dl>"),
        "<dl>\n<dt></dt>\n<dd>a</dd>\n<dt>b</dt>\n<dd>c\n<ul>\n<li>d</li>\n</ul>\n</dd>\n\
         <dt>e</dt>\n<dd></dd>\n</dl>"
    );
}

#[test]
fn labels_name_fields_that_are_there() {
    let labelled = main("<label for=x>a</label><input id=x><label>b <input name=y></label>");
    assert!(labelled.contains("<label for=\"x\">a</label>"), "{labelled}");
    assert!(!labelled.contains("aria-label"), "{labelled}");
    let two = main("<label>a <input name=x> <input name=y title=b></label>");
    assert!(two.contains("<span>a") && !two.contains("<label"), "{two}");
    assert!(two.contains("name=\"x\" aria-label=\"a\""), "{two}");
    // A label that reaches over blocks says nothing beside its field.
    let blocks = main("<label><input name=x><div>a</div></label>");
    assert!(blocks.contains("name=\"x\" aria-label=\"a\""), "{blocks}");
    let button = main("<form><label>a <select name=x><option>b</select><button>c</button></label>");
    assert!(button.contains("aria-label=\"a") && !button.contains("<label"), "{button}");
}

#[test]
fn nothing_that_works_stands_in_a_link() {
    let out = main("<a href=target>before <input name=x> after</a>");
    let field = out.find("<input").expect("the field");
    assert_eq!(out[..field].matches("<a ").count(), out[..field].matches("</a>").count(), "{out}");
    assert_eq!(out.matches("<a ").count(), 2, "{out}");
    let out = main("<a href=target>before<p><input name=x></a>");
    assert!(out.starts_with("<p><a href=\"target\">before</a></p>\n<p><input"), "{out}");
}

#[test]
fn empty_forms_stand_at_the_end() {
    let out = html("<table><form action=a><tr><th>b<td><input name=c></form></table>");
    assert!(out.contains("<form id=\"form-1\" action=\"a\">\n</form>\n</body>"), "{out}");
    assert!(out.contains("form=\"form-1\""), "{out}");
}

#[test]
fn controls_name_no_form_that_is_not_written() {
    let out = main("<form id=f hidden>a</form><p><button form=f>Send</button>");
    assert!(out.contains("Send</button>") && !out.contains("form="), "{out}");
}

#[test]
fn no_form_stands_within_another() {
    let out = html("<form action=a><div></form><form action=b lang=cs><input name=c></form>");
    assert_eq!(out.matches("<form").count(), 2, "{out}");
    assert!(out.contains("<form id=\"form-2\" action=\"b\">\n</form>\n</body>"), "{out}");
    assert!(out.contains("name=\"c\" form=\"form-2\""), "{out}");
}

#[test]
fn own_ids_are_nobody_else_s() {
    let out =
        html("<a name=form-1>a</a><a href='#form-1'>b</a><form action=a><input name=c></form>");
    assert!(out.contains("<form id=\"form-1-\""), "{out}");
    assert_eq!(out.matches("id=\"form-1\"").count(), 1, "{out}");
}

#[test]
fn at_most_six_links_lead_to_parts_and_the_search_is_one() {
    let menus: String = ["a", "b", "c", "d", "e", "f", "g"]
        .map(|name| format!("<nav aria-label={name}>{name}</nav>"))
        .concat();
    let out = html(&format!("<main>x</main>{menus}<form role=search><input name=q></form>"));
    let links = out.split("<p>Skip to:</p>").nth(1).unwrap().split("</nav>").next().unwrap();
    assert_eq!(links.matches("<a ").count(), 6, "{links}");
    assert!(links.contains(">Search</a>") && links.contains(">c</a>"), "{links}");
}

#[test]
fn a_region_is_not_named_twice() {
    let out =
        html("<nav aria-label='Main menu'><h2>Main menu</h2><ul><li><a href=a>b</a></ul></nav>");
    assert!(
        out.contains(
            "<nav id=\"region-1\" aria-label=\"Main menu\" lang=\"\" tabindex=\"-1\">\n<h2>"
        ),
        "{out}"
    );
    assert_eq!(out.matches(">Main menu<").count(), 2, "its heading and the link to it: {out}");
    let out = html("<nav aria-label='Main menu'><ul><li><a href=a>b</a></ul></nav>");
    assert!(out.contains("<p class=\"name\" id=\"name-1\">Main menu</p>"), "{out}");
}

#[test]
fn words_stay_whole_in_cells_and_wide_tables_scroll() {
    let row = |cells: &[&str]| {
        let cells: String = cells.iter().map(|cell| format!("<td>{cell}")).collect();
        main(&format!("<table><tr><th>A<th>B<tr>{cells}</table>"))
    };
    assert!(!row(&["one", "two"]).contains("<div"));
    // Fourteen letters and their borders, twice, are more than a narrow window holds; one letter less is not.
    let wide = row(&["a23456789012345", "a2345678901234"]);
    assert!(
        wide.starts_with("<div class=\"scroll\" role=\"group\" tabindex=\"0\">\n<table>"),
        "{wide}"
    );
    assert!(wide.ends_with("</table>\n</div>"), "{wide}");
    assert!(wide.contains("<td class=\"long\">a23456789012345</td>"), "{wide}");
    assert!(wide.contains("<td>a2345678901234</td>"), "{wide}");
    assert!(!row(&["a2345678901234", "a234567890123"]).contains("<div"));
}

#[test]
fn no_region_has_the_name_of_a_section() {
    let out = html(
        "<main>a</main><aside aria-label=Contact>b <section aria-label=contact>c</section></aside>",
    );
    assert!(out.contains(">Contact</p>") && out.contains("aria-label=\"contact 2\""), "{out}");
}
