mod scopes;

use super::{Display, ListStyle, Style, Styles, Surroundings, TextTransform, WhiteSpace};
use crate::dom::{self, Document};
use crate::limits::Limits;
use std::time::{Duration, Instant};

fn parsed(html: &str) -> (Document, Styles) {
    let document = dom::parse(html, dom::Syntax::Html, &Limits::new()).expect("a small page");
    let styles = Styles::new(&document, Surroundings::default());
    (document, styles)
}

fn style_of(id: &str, html: &str) -> Style {
    let (document, styles) = parsed(html);
    let found = document.descendants(Document::ROOT).find(|&n| document.attr(n, "id") == Some(id));
    styles.of(found.expect("the element under test"))
}

/// Whether `#x`, a span in a `p.note` in a `div#box`, is hidden by a sheet.
fn hides(css: &str) -> bool {
    let html = format!(
        "<!doctype html><style>{css}</style><div id=box lang=cs-CZ><p class='note big'>\
         <i>a</i><span id=x class='Mark' data-kind=Draft title='one two'>b</span><b>c</b></p></div>"
    );
    style_of("x", &html).display == Display::None
}

fn display(declarations: &str) -> Display {
    style_of("x", &format!("<!doctype html><div><div id=x style='{declarations}'>a</div></div>"))
        .display
}

#[test]
fn selectors_match_by_the_static_tree() {
    for selector in [
        "span",
        "SPAN",
        "#x",
        ".Mark",
        "*",
        "#box span",
        "#box > p > span",
        "i + span",
        "i ~ span",
        "[data-kind]",
        "[data-kind=Draft]",
        "[data-kind=draft i]",
        "[data-kind^=Dr]",
        "[title~=two]",
        "p.note.big span",
        ":not(i, b)",
        ":is(span, em)",
        ":where(.note) > span",
        ":nth-child(2)",
        "span:nth-last-child(2)",
        ":only-of-type",
        "p:first-child > span",
        ":root #x",
        ":lang(cs) > p > span",
        ":is(:hover, span)",
        "a:hover, span",
        "p { > span",
        "span { &",
        "p:has(b) span",
        "p:HAS(> i + span) > span",
        "span:has(+ b)",
        "body:has(.big) span",
        "span:not(:has(b))",
        "p { &:has(i ~ b) span",
    ] {
        let close = if selector.contains('{') { "}" } else { "" };
        assert!(hides(&format!("{selector} {{ display: none }} {close}")), "{selector}");
    }
}

#[test]
fn selectors_that_do_not_match_leave_the_element_alone() {
    for selector in [
        "em",
        ".mark",
        "#box > span",
        "b + span",
        "[data-kind=draft]",
        "span:hover",
        "span:first-child",
        "span:empty",
        "span::before",
        "span::first-letter",
        "span:after",
        ":lang(en) span",
        "span:not(.Mark)",
        "span:link",
        "p:has(em) span",
        "p:has(> b + span) span",
        "span:has(b)",
        "span:has(+ i)",
        "p:not(:has(b)) span",
        "p:has() span",
        "span:no-such-thing, span",
        "svg|span",
    ] {
        assert!(!hides(&format!("{selector} {{ display: none }}")), "{selector}");
    }
}

#[test]
fn classes_and_ids_ignore_case_in_quirks_mode_only() {
    let page = "<style>.MARK { display: none } #Y { display: none }</style>\
                <p id=x class=mark>a<p id=y>b";
    assert_eq!(style_of("x", page).display, Display::None);
    assert_eq!(style_of("y", page).display, Display::None);
    assert_eq!(style_of("x", &format!("<!doctype html>{page}")).display, Display::Block);
}

#[test]
fn form_controls_and_links_have_their_states() {
    let page = |selector: &str, element: &str| {
        let html = format!("<!doctype html><style>{selector} {{ float: left }}</style>{element}");
        style_of("x", &html).float
    };
    assert!(page(":link", "<a id=x href=/>a</a>"));
    assert!(!page(":link", "<a id=x>a</a>"));
    assert!(!page(":visited", "<a id=x href=/>a</a>"));
    assert!(page(":checked", "<input id=x type=checkbox checked>"));
    assert!(page(":disabled", "<fieldset disabled><input id=x></fieldset>"));
    assert!(page(":enabled", "<fieldset disabled><legend><input id=x></legend></fieldset>"));
    assert!(page(":required", "<input id=x required>"));
    assert!(page(":empty", "<p id=x><!-- nothing --></p>"));
}

#[test]
fn the_stronger_declaration_wins() {
    for (css, hidden) in [
        ("span { display: none } span { display: block }", false),
        ("#x { display: none } span { display: block }", true),
        (".note .Mark { display: none } .Mark { display: block }", true),
        (":where(#x) { display: none } span { display: block }", false),
        ("span { display: none !important } #x { display: block }", true),
        ("span { display: none !important } #x { display: block !important }", false),
        ("span { display: none; display: frobnicate }", true),
    ] {
        assert_eq!(hides(css), hidden, "{css}");
    }
    assert_eq!(display("display: none; display: flex"), Display::Flex);
    let html = "<style>#x { display: none !important }</style><p id=x style='display:block'>a";
    assert_eq!(style_of("x", html).display, Display::None);
    let html = html.replace("display:block", "display:block!important");
    assert_eq!(style_of("x", &html).display, Display::Block);
}

#[test]
fn layers_count_before_specificity() {
    for (css, hidden) in [
        ("@layer a { #x { display: none } } span { display: block }", false),
        ("@layer a { #x { display: none } } @layer b { span { display: block } }", false),
        (
            "@layer b, a; @layer a { span { display: none } } @layer b { #x { display: block } }",
            true,
        ),
        ("@layer a { span { display: none } @layer b { #x { display: block } } }", true),
        ("@layer a.b { #x { display: block } } @layer a { span { display: none } }", true),
        ("@layer a { span { display: none !important } } #x { display: block !important }", true),
        ("@layer { span { display: none } } @layer { #x { float: left } }", true),
    ] {
        assert_eq!(hides(css), hidden, "{css}");
    }
}

#[test]
fn media_queries_are_answered_for_a_wide_screen() {
    for (media, holds) in [
        ("screen", true),
        ("all", true),
        ("print", false),
        ("not print", true),
        ("only screen and (min-width: 600px)", true),
        ("(max-width: 600px)", false),
        ("(min-width: 100em)", false),
        ("(width >= 40em)", true),
        ("(20em <= width < 60em)", false),
        ("print, (min-width: 1px)", true),
        ("not all and (monochrome)", true),
        ("(prefers-color-scheme: dark)", false),
        ("(prefers-reduced-motion: no-preference)", true),
        ("(orientation: landscape) and (hover)", true),
        ("(no-such-feature: 1)", false),
        ("not (no-such-feature: 1)", false),
        ("(max-width: 1px) or (min-width: 1px)", true),
        ("(((min-width: 1px)))", true),
        ("nonsense nonsense", false),
    ] {
        let css = format!("@media {media} {{ span {{ display: none }} }}");
        assert_eq!(hides(&css), holds, "{media}");
        let html = format!(
            "<!doctype html><style media='{media}'>#x {{ display: none }}</style><p id=x>a"
        );
        assert_eq!(style_of("x", &html).display == Display::None, holds, "{media} as attribute");
    }
}

#[test]
fn supports_conditions_are_decided() {
    for (condition, holds) in [
        ("(display: grid)", true),
        ("(display: nonsense)", false),
        ("not (display: grid)", false),
        ("(color: red) and (float: left)", true),
        ("(float: up) or (--x: 1)", true),
        ("(-ms-ime-align: auto)", false),
        ("selector(a > b)", true),
        ("selector(p:has(a))", true),
        ("selector(p:has())", false),
    ] {
        let css = format!("@supports {condition} {{ span {{ display: none }} }}");
        assert_eq!(hides(&css), holds, "{condition}");
    }
}

#[test]
fn variables_are_filled_in() {
    for (css, hidden) in [
        (":root { --d: none } #x { display: var(--d) }", true),
        ("#x { display: var(--missing, none) }", true),
        (":root { --a: var(--b); --b: none } #x { display: var( --a ) }", true),
        (":root { --a: none } p { --a: block } #x { display: var(--a) }", false),
        (":root { --a: none } p { --a: initial } #x { display: var(--a, block) }", false),
        ("#x { --a: var(--a); display: var(--a, none) }", true),
        ("#x { --a: var(--b); --b: var(--a); display: var(--a) }", false),
        ("#x { display: none } #x { display: var(--missing) }", false),
    ] {
        assert_eq!(hides(css), hidden, "{css}");
    }
    let html = "<div style='--d: none'><p id=x style='display: var(--d)'>a</div>";
    assert_eq!(style_of("x", html).display, Display::None);
}

#[test]
fn inherited_properties_reach_the_children() {
    let html = "<div style='white-space:pre; text-transform:uppercase; visibility:hidden; \
                direction:rtl; list-style:none; float:left'><span id=x>a</span>\
                <span id=y style='all: initial'>b</span>\
                <span id=z style='visibility:visible; white-space:unset; float:inherit'>c</span></div>";
    let x = style_of("x", html);
    assert_eq!(x.white_space, WhiteSpace::Pre);
    assert_eq!(x.text_transform, TextTransform::Uppercase);
    assert!(x.invisible && x.rtl && x.list_style == ListStyle::NONE && !x.float);
    assert_eq!(style_of("y", html), Style { rtl: true, ..Style::default() });
    let z = style_of("z", html);
    assert!(!z.invisible && z.float);
    assert_eq!((z.white_space, z.display), (WhiteSpace::Pre, Display::Block));
}

#[test]
fn keywords_fall_back_to_parent_initial_or_user_agent() {
    assert_eq!(display("display: none; display: revert"), Display::Block);
    assert_eq!(display("display: initial"), Display::Inline);
    assert_eq!(display("display: unset"), Display::Inline);
    assert_eq!(display("display: inherit"), Display::Block);
}

#[test]
fn values_of_each_property() {
    assert_eq!(display("display: INLINE-block"), Display::InlineBlock);
    assert_eq!(display("display: inline flow-root"), Display::InlineBlock);
    assert_eq!(display("display: block flex"), Display::Flex);
    assert_eq!(display("display: table-header-group"), Display::RowGroup);
    assert_eq!(display("display: -ms-flexbox"), Display::Block);
    assert_eq!(display("display: inline list-item"), Display::Inline);
    let of = |css: &str| style_of("x", &format!("<!doctype html><p id=x style='{css}'>a"));
    assert_eq!(of("white-space: nowrap preserve").white_space, WhiteSpace::Pre);
    assert_eq!(of("white-space: pre; text-wrap: wrap").white_space, WhiteSpace::PreWrap);
    assert_eq!(of("white-space-collapse: preserve-breaks").white_space, WhiteSpace::PreLine);
    assert_eq!(
        of("text-transform: capitalize full-width").text_transform,
        TextTransform::Capitalize
    );
    assert!(of("list-style: none inside").list_style == ListStyle::NONE);
    assert_eq!(of("list-style-type: \"\"").list_style, ListStyle::NONE);
    assert_eq!(of("list-style: none square").list_style, ListStyle::DISC);
    assert!(of("position: fixed").out_of_flow());
    assert!(!of("position: relative").out_of_flow());
}

#[test]
fn boxes_that_must_be_blocks_are() {
    let html = "<div style='display:inline-flex'><span style='display:contents'>\
                <span id=x>a</span></span><b id=y style='display:inline-grid;float:left'>c</b></div>\
                <i id=z style='float:right'>b</i><br id=w style='display:contents'>";
    assert_eq!(style_of("x", html).display, Display::Block);
    let y = style_of("y", html);
    assert_eq!((y.display, y.float), (Display::Grid, false));
    assert_eq!(style_of("z", html).display, Display::Block);
    assert_eq!(style_of("w", html).display, Display::None);
}

#[test]
fn hidden_by_the_user_agent() {
    for element in [
        "<p id=x hidden>",
        "<p id=x hidden=until-found>",
        "<dialog id=x>",
        "<div id=x popover>",
        "<input id=x type=Hidden>",
        "<svg><title id=x>a</title></svg>",
        "<svg><g id=x display=none>a</g></svg>",
        "<template id=x></template>",
    ] {
        assert_eq!(style_of("x", element).display, Display::None, "{element}");
    }
    assert_eq!(style_of("x", "<dialog id=x open>").display, Display::Block);
    let shown = "<style>p { display: block }</style><p id=x hidden>a";
    assert_eq!(style_of("x", shown).display, Display::Block);
}

#[test]
fn broken_sheets_lose_their_broken_rules_only() {
    for css in [
        "p:: { display: none } span { display: none }",
        "@import 'other.css'; span { display: none }",
        "@charset 'utf-8'; span { display: none }",
        "@font-face { display: block } span { display: none }",
        "<!-- span { display: none } -->",
        "} i { color: red } span { display: none }",
        "span { colour; 12px; display: none; float: up }",
        "span { color: red; &:hover { display: block } display: none }",
        "span { display: none",
        "@media screen { span { display: none",
        "@namespace svg url(a); span { display: none }",
        "@keyframes a { from { display: block } } span { display: none }",
    ] {
        assert!(hides(css), "{css}");
    }
}

#[test]
fn sheets_that_do_not_apply() {
    for (open, close) in [
        ("<style type=text/less>", "</style>"),
        ("<template><style>", "</style></template>"),
        ("<style media=print>", "</style>"),
    ] {
        let html = format!("<!doctype html><p id=x>a{open}#x {{ display: none }}{close}");
        assert_eq!(style_of("x", &html).display, Display::Block, "{open}");
    }
}

#[test]
fn the_first_letter_has_its_own_transform() {
    let html = "<style>p::first-letter { text-transform: uppercase } i:first-letter { float: left }\
                </style><p id=x>a</p><i id=y>b</i>";
    let (document, styles) = parsed(html);
    let letters: Vec<_> =
        document.descendants(Document::ROOT).filter_map(|id| styles.first_letter(id)).collect();
    assert_eq!(letters, [TextTransform::Uppercase]);
    assert_eq!(style_of("x", html).text_transform, TextTransform::None);
}

/// Styles a hostile page in bounded time, and says whether its sheets were ignored.
fn ignores(html: &str) -> bool {
    let document = dom::parse(html, dom::Syntax::Html, &Limits::new()).expect("within the limits");
    let start = Instant::now();
    let ignored = Styles::new(&document, Surroundings::default()).ignored_sheets();
    let elapsed = start.elapsed();
    // Far above what is seen, for slow machines; what is quadratic here takes minutes.
    assert!(elapsed < Duration::from_secs(20), "took {elapsed:?}");
    ignored
}

#[test]
fn hostile_sheets_are_bounded() {
    let rules =
        |rule: &dyn Fn(usize) -> String, count: usize| -> String { (0..count).map(rule).collect() };
    let page = |css: &str, body: &str| format!("<!doctype html><style>{css}</style>{body}");
    let many = "<b class='a b c'>x</b>".repeat(100_000);
    assert!(ignores(&page(&rules(&|n| format!(":not(#q{n}){{float:left}}"), 20_000), &many)));
    assert!(ignores(&page(
        &rules(&|n| format!("b:nth-last-child({n}n){{float:left}}"), 2_000),
        &many
    )));
    assert!(ignores(&page("i ~ b{float:left} u ~ b{float:none}", &many)));
    assert!(ignores(&page(&rules(&|n| format!(".c{n}{{float:left}}"), 70_000), "a")));
    assert!(!ignores(&page(&rules(&|n| format!(".c{n}{{float:left}}"), 20_000), &many)));
}

#[test]
fn hostile_syntax_is_dropped() {
    let page =
        |css: &str| format!("<!doctype html><style>{css}</style>{}", "<p>a</p>".repeat(2_000));
    for css in [
        "{".repeat(200_000),
        "a{".repeat(100_000),
        "@media all{".repeat(100_000),
        format!("{}a", ":not(".repeat(100_000)),
        format!("@supports {} {{}}", "(".repeat(100_000)),
        format!("{} {{ float: left }}", "a+".repeat(100_000) + "a"),
        format!("{} {{ float: left }}", "p+".repeat(200) + "p"),
        format!("p{{ {} float: left {} }}", "&:is(&,&,&,&){".repeat(20), "}".repeat(20)),
        format!(
            "p{{ --a0: none; {} display: var(--a9) }}",
            (1..10)
                .map(|n| format!("--a{n}: {};", format!("var(--a{})", n - 1).repeat(50)))
                .collect::<String>()
        ),
        format!("p {{ display: {} }}", "var(--x,".repeat(50_000)),
        format!("@layer {}a {{}}", "a.".repeat(100_000)),
    ] {
        ignores(&page(&css));
    }
}

#[test]
fn where_has_asks_too_much_only_its_rules_are_dropped() {
    let css = "<style>:has(.none) { float: left } p:has(b) { display: none } \
               .plain { display: none }</style>";
    let chain = "<div>".repeat(500) + &"</div>".repeat(500);
    let page = |chains: usize| {
        let chains = chain.repeat(chains);
        parsed(&format!("<!doctype html>{css}<p id=x><b>a</b></p><p class=plain>b</p>{chains}"))
    };
    for (chains, shown) in [(1, false), (60, true)] {
        let (document, styles) = page(chains);
        let mut all = document.descendants(Document::ROOT);
        let mut is_shown = |name: &str, value: &str| {
            let found = all.find(|&id| document.attr(id, name) == Some(value));
            styles.of(found.expect("the paragraph")).display != Display::None
        };
        assert_eq!((is_shown("id", "x"), is_shown("class", "plain")), (shown, false), "{chains}");
        assert!(!styles.ignored_sheets());
    }
}

/// With the text of all descendants each would hold those within it again.
#[test]
fn the_sheet_of_a_style_element_is_its_own_text() {
    let html = format!(
        "<svg>{}p {{ display: no<g>.x {{}}</g>ne }}</style></svg><p>gone</p><b>here</b>",
        "<style>".repeat(20)
    );
    let (document, styles) = parsed(&html);
    let gone = |name: &str| {
        let mut all = document.all();
        let found = all.find(|&id| document.is_element(id) && document.name(id) == name);
        styles.of(found.expect("an element")).display == Display::None
    };
    assert!(gone("p") && !gone("b"));
}
