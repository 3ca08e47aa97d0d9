use super::{RegionEvidence, Regions};
use crate::page::{Page, ParseOptions};
use crate::{Content, Event, ReadOptions, RegionKind, Tag};
use std::collections::HashMap;
use std::path::Path;
use std::process::Command;

mod fixtures;

/// Enough of a sentence to be running text.
const SENTENCE: &str =
    "The office is open on working days and answers letters within thirty days of receipt.";

fn parse(body: &str) -> Page {
    let html = body.replace('~', SENTENCE);
    Page::from_html(&html, &ParseOptions::new()).expect("a page")
}

/// The regions as "kind id" in tree order.
fn regions(body: &str) -> Vec<String> {
    let page = parse(body);
    let found = Regions::find(&page);
    let id = |node| match page.document.attr(node, "id") {
        Some(id) => format!("#{id}"),
        None => page.document.name(node).to_owned(),
    };
    found.iter().map(|region| format!("{:?} {}", region.kind, id(region.root))).collect()
}

/// RegionEvidence the first main region is one.
fn why(body: &str) -> RegionEvidence {
    let page = parse(body);
    let found = Regions::find(&page);
    let main = found.iter().find(|region| region.kind == RegionKind::Main);
    main.expect("a main region").why.clone()
}

/// The text of the main content alone.
fn only_main(page: &Page) -> String {
    let mut all = String::new();
    for event in page.read(&ReadOptions::new().with_only_main(true)) {
        match event {
            Event::Text(text) => all.push_str(&text),
            Event::Start(tag, _) if is_inline(&tag) => {}
            Event::End(_) => {}
            _ => all.push(' '),
        }
    }
    all
}

/// Whether words go on from before the element.
fn is_inline(tag: &Tag) -> bool {
    matches!(tag, Tag::Link { .. } | Tag::Emphasis | Tag::Strong)
}

#[test]
fn landmarks_by_element() {
    let page = "<header id=h>~</header><nav id=n>~</nav><main id=m>~</main><aside id=a>~</aside>\
                <search id=s>~</search><footer id=f>~</footer>";
    let want = ["Banner #h", "Navigation #n", "Main #m", "Complementary #a", "Search #s"];
    assert_eq!(regions(page), [&want[..], &["ContentInfo #f"]].concat());
    assert_eq!(why(page), RegionEvidence::Element);
}

#[test]
fn a_role_overrides_the_element() {
    let page = "<nav role=none>~</nav><div role=Navigation id=n>~</div><main role=article>~</main>\
                <div role='bogus main' id=m>~~~</div><aside role=bogus id=a>~</aside>";
    assert_eq!(regions(page), ["Navigation #n", "Main #m", "Complementary #a"]);
    assert_eq!(why(page), RegionEvidence::Role);
}

#[test]
fn the_header_of_a_part_is_no_banner() {
    let page = "<main id=m><header>~</header>~~</main><article><footer>~</footer></article>\
                <div role=region><header>~</header></div>";
    assert_eq!(regions(page), ["Main #m"]);
}

#[test]
fn hidden_and_empty_landmarks_do_not_count() {
    let page =
        "<main hidden>~</main><main></main><main id=m>~</main><nav style='display:none'>~</nav>";
    assert_eq!(regions(page), ["Main #m"]);
}

#[test]
fn several_mains_are_all_main() {
    assert_eq!(regions("<main id=a>~</main><p>~</p><main id=b>~</main>"), ["Main #a", "Main #b"]);
}

#[test]
fn no_region_stands_around_the_main_content() {
    assert_eq!(regions("<form role=search><main id=m>~</main></form>"), ["Main #m"]);
}

#[test]
fn no_region_stands_where_a_cut_would_harm() {
    let page = "<main id=m><ul><li><nav>~</nav></ul><table><tr><th>~<tr><td><aside>~</aside></table>\
                <details><nav>~</nav></details><dl><dd><aside>~</aside></dl></main>";
    assert_eq!(regions(page), ["Main #m"]);
}

#[test]
fn a_landmark_in_the_main_content_stays_but_for_those_who_want_only_that() {
    let page = parse("<main id=m><nav id=toc>Contents</nav><p>~</main>");
    let found = Regions::find(&page);
    let toc = found.iter().find(|region| region.kind == RegionKind::Navigation).expect("nav");
    assert!(toc.nested);
    assert!(found.leaves_out(toc.root, Content::Main));
    assert!(!found.leaves_out(toc.root, Content::All));
    assert!(!only_main(&page).contains("Contents"));
}

#[test]
fn what_is_named_as_no_content_is_an_extra_of_the_main_region() {
    let page = parse("<main><p>~<p>~<p>~<p>~<div class=comments>Well said</div></main>");
    assert_eq!(Regions::find(&page).iter().count(), 1);
    assert!(!only_main(&page).contains("Well said"));
    let page = parse("<main><p>Short.<div class=comments><p>~<p>~</div></main>");
    assert!(only_main(&page).contains("The office"), "most of the content is content");
}

#[test]
fn main_content_by_a_skip_link() {
    let page = "<p><a href='#nowhere'>Menu</a> <a href='#c7'>Content</a></p><div><ul><li>x</ul>\
                </div><div id=c7><p>~<p>~</div>";
    assert_eq!(why(page), RegionEvidence::Skip);
    assert!(regions(page).contains(&"Main #c7".to_owned()));
    let anchor = page.replace("id=c7>", "id=x><a name=c7></a>");
    assert_eq!(why(&anchor), RegionEvidence::Skip);
}

#[test]
fn main_content_by_its_name_in_many_languages() {
    for name in ["content", "obsah", "mainContent", "hlavni_obsah", "inhalt", "contenu", "tresc"] {
        let page = format!("<div id=x><b>Office</b></div><div id={name}><p>~<p>~</div>");
        assert_eq!(why(&page), RegionEvidence::Id(name.to_owned()));
    }
}

#[test]
fn main_content_by_markup_of_the_article() {
    let page = "<div>Office</div><div id=t itemprop='text articleBody'><p>~<p>~</div>";
    assert_eq!(why(page), RegionEvidence::Article);
    assert_eq!(why("<div>Office</div><article><p>~<p>~</article>"), RegionEvidence::Article);
}

#[test]
fn main_content_by_its_text_with_the_title() {
    let page =
        "<div id=x><div id=y><h1>Title</h1><div id=z><p>~<p>~<p>~</div></div><div>Hm</div></div>";
    assert!(matches!(why(page), RegionEvidence::Text { percent: 100 }));
    assert_eq!(regions(page), ["Main #y"]);
}

#[test]
fn main_content_in_a_layout_table_within_a_form() {
    let page = "<form id=aspnet><table><tr><td id=menu1><a href=a>One</a> <a href=b>Two</a> \
                <a href=c>Three</a><td id=text>~<br><br>~</table></form>";
    assert_eq!(regions(page), ["Navigation #menu1", "Main #text"]);
}

#[test]
fn a_page_without_parts_is_main_but_for_its_furniture() {
    let page = "<div id=header>Office</div><h1>Title</h1><p>~<p>~<div id=footer>Contact</div>";
    assert_eq!(why(page), RegionEvidence::WholePage);
    assert_eq!(regions(page), ["Main body", "Banner #header", "ContentInfo #footer"]);
    assert!(!only_main(&parse(page)).contains("Contact"));
}

#[test]
fn a_footer_with_the_only_sentence_is_no_content() {
    let links = "<li><a href=x>A page of the site with a name</a>".repeat(20);
    let page = format!("<div id=p><div id=list><ul>{links}</ul></div><div id=footer>~</div></div>");
    assert_eq!(regions(&page).last().map(String::as_str), Some("ContentInfo #footer"));
}

#[test]
fn menus_search_forms_and_skip_links_are_found() {
    let links = "<a href=a>One</a> <a href=b>Two</a> <a href=c>Three</a>";
    let page = format!(
        "<div id=j>Skip to <a href='#content'>the whole content</a></div><div id=l>{links}</div>\
         <form id=q><input name=q></form><div id=content><p>~<p>{links}</div>"
    );
    assert_eq!(regions(&page), ["Navigation #j", "Navigation #l", "Search #q", "Main #content"]);
}

#[test]
fn menus_in_a_named_header_are_regions_of_their_own() {
    let page = "<div id=hlavicka>Office<p id=drobecky><a href=a>Home</a></p></div><main>~</main>";
    assert_eq!(regions(page), ["Banner #hlavicka", "Navigation #drobecky", "Main main"]);
}

#[test]
fn names_tell_states_and_parts_from_regions() {
    for name in ["has-sidebar", "card-header", "text-center", "navod", "justify-content-center"] {
        let page = format!("<div class={name}><b>Office</b></div><main>~</main>");
        assert_eq!(regions(&page), ["Main main"], "{name}");
    }
}

#[test]
fn reasons_are_plain_english() {
    assert_eq!(RegionEvidence::Id("content".into()).to_string(), "its id or class is “content”");
    assert_eq!(RegionEvidence::Links { percent: 80 }.to_string(), "80 % of its text are links");
}

#[test]
fn deep_and_empty_pages_are_answered() {
    assert_eq!(regions("<p>"), ["Main body"]);
    assert_eq!(regions(&"<div class=menu>".repeat(20_000)).len(), 2);
}

fn words(text: &str) -> HashMap<String, usize> {
    let mut words = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()) {
        *words.entry(word.to_lowercase()).or_default() += 1;
    }
    words
}

/// F1 over words, as a mean over the pages.
#[test]
fn main_content_agrees_with_people() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/main");
    let Ok(manifest) = std::fs::read_to_string(corpus.join("MANIFEST.tsv")) else {
        eprintln!("skipped: no corpus of main content");
        return;
    };
    let (mut sum, mut pages) = (0.0, 0.0);
    for id in manifest.lines().skip(1).filter_map(|line| line.split('\t').next()) {
        let packed = corpus.join(format!("{id}.html.gz"));
        let Ok(html) = Command::new("gzip").arg("-dc").arg(packed).output() else {
            eprintln!("skipped: no gzip");
            return;
        };
        let page = Page::parse(&html.stdout, &ParseOptions::new()).expect("a page");
        let got = words(&only_main(&page));
        let want = words(&std::fs::read_to_string(corpus.join(format!("{id}.txt"))).expect("text"));
        let hit: usize = want.iter().map(|(word, n)| n.min(got.get(word).unwrap_or(&0))).sum();
        let all: usize = got.values().chain(want.values()).sum();
        sum += 2.0 * hit as f64 / all as f64;
        pages += 1.0;
    }
    let f1 = sum / pages;
    eprintln!("F1 {f1:.4} over {pages} pages");
    assert!(f1 > 0.81, "F1 {f1:.4}");
}

#[test]
fn headings_tell_what_is_no_content() {
    let main =
        |body: &str| only_main(&parse(&format!("<main><h1>T</h1><p>~~~~~</p>{body}</main>")));
    let cards = "<ul><li><a href=/a>Alpha</a><li><a href=/b>Beta</a></ul>";
    for heading in ["Related products", "» Mohlo by vás zajímat", "Ähnliche Artikel"] {
        let text = main(&format!("<div><div><h2>{heading}</h2></div>{cards}</div>"));
        assert!(!text.contains("Alpha"), "{heading}: {text}");
    }
    assert!(
        !main(&format!("<section aria-label='Similar pages'>{cards}</section>")).contains("Beta")
    );
    assert!(main(&format!("<div><h2>Products</h2>{cards}</div>")).contains("Alpha"));
    assert!(main("<section><h2>Related work</h2><p>~</p></section>").contains("Related work"));
}

#[test]
fn what_opens_over_the_page_is_no_content() {
    let main =
        |body: &str| only_main(&parse(&format!("<main><h1>T</h1><p>~~~~~</p>{body}</main>")));
    assert!(!main("<div role=dialog><p>Size guide</p></div>").contains("Size"));
    assert!(!main("<div aria-modal=true><p>Size guide</p></div>").contains("Size"));
    assert!(!main("<div class='modal fade'><p>Size guide</p></div>").contains("Size"));
    assert!(main("<div><p>Size guide</p></div>").contains("Size"));
}
