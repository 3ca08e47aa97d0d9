//! Decorated pages: the original in them, byte for byte, and the links at their beginning.

use super::*;
use crate::dom::Syntax;
use crate::page::ParseOptions;
use base64::{Engine, engine::general_purpose::STANDARD};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

fn links() -> QuickLinks {
    QuickLinks::new()
        .with_text_version("text/a.html")
        .with_site_map("sitemap.html")
        .with_language("en", "en/a.html")
        .with_canonical("https://example.org/a.html")
}

fn decorated(source: &[u8]) -> Result<Decorated, Undecorated> {
    let page = Page::parse(source, &ParseOptions::new()).expect("a page");
    links().decorate(&page)
}

/// The page without what was inserted.
fn without(decorated: &Decorated) -> Vec<u8> {
    let (mut bytes, mut from) = (Vec::new(), 0);
    for insertion in decorated.insertions() {
        bytes.extend_from_slice(&decorated.bytes()[from..insertion.start]);
        from = insertion.end;
    }
    bytes.extend_from_slice(&decorated.bytes()[from..]);
    bytes
}

/// The page with marks for the insertions: `{head}`, `{nav}`, `{id}`.
fn marked(source: &str) -> String {
    let decorated = decorated(source.as_bytes()).expect("a page to decorate");
    assert_eq!(without(&decorated), source.as_bytes());
    let (mut marked, mut from) = (String::new(), 0);
    let text = |range: Range<usize>| std::str::from_utf8(&decorated.bytes()[range]).unwrap();
    for insertion in decorated.insertions() {
        marked.push_str(text(from..insertion.start));
        marked.push_str(match text(insertion.clone()) {
            inserted if inserted.contains("<link") => "{head}",
            inserted if inserted.contains("<textify-links") => "{nav}",
            _ => "{id}",
        });
        from = insertion.end;
    }
    marked + text(from..decorated.bytes().len())
}

#[test]
fn inserts_at_the_beginning_of_the_body() {
    let cases = [
        ("<title>T</title><body class=a><p>A", "<title>T</title>{head}<body class=a>{nav}<p{id}>A"),
        ("<title>T</title>Text <p>A", "<title>T</title>{head}{nav}Text <p>A"),
        ("<!-- c --><!DOCTYPE html>\n<p>A", "<!-- c --><!DOCTYPE html>{head}{nav}\n<p{id}>A"),
        ("Hello", "{head}{nav}Hello"),
        (
            "<html><head><meta charset=utf-8><style>a>b{}</style></head><body>A",
            "<html><head><meta charset=utf-8><style>a>b{}</style>{head}</head><body>{nav}A",
        ),
        (
            "<body>A<main><h1>M</h1><p>Text of the page</main>",
            "{head}<body>{nav}A<main{id}><h1>M</h1><p>Text of the page</main>",
        ),
        (
            "<body>A<main id=x><h1>M</h1><p>Text of the page</main>",
            "{head}<body>{nav}A<main id=x><h1>M</h1><p>Text of the page</main>",
        ),
        (
            "<title>T</title><noscript><b>No scripts</b></noscript><link rel=a href=b><body>A",
            "<title>T</title>{head}{nav}<noscript><b>No scripts</b></noscript><link rel=a href=b><body>A",
        ),
        ("<script>'<body>'</script><body>A", "<script>'<body>'</script>{head}<body>{nav}A"),
    ];
    for (source, expected) in cases {
        assert_eq!(marked(source), expected);
    }
}

#[test]
fn skip_links_of_the_page_stay_first() {
    let cases = [
        ("<body> <a href=#m>Skip</a> <div id=m>A</div>", "<a href=#m>Skip</a> {nav}<div id=m>"),
        (
            "<body><noscript>No</noscript><p hidden>B<ul><li><a href=#m>Skip</a><li><a href=#n>To</a></ul><img src=x>A",
            "<a href=#n>To</a></ul>{nav}<img src=x>",
        ),
        ("<header><p><a href=#m>Skip</a></p><!-- --><h1>A</h1></header>", "</p><!-- -->{nav}<h1"),
        ("<a href=#m>Skip</a><div><a href=#n>To</a><p>A</div>", "<a href=#n>To</a>{nav}<p"),
        (
            "<body><p>Old browser<button>Close</button></p><a class=skip-link href=#m>To text</a><p>A",
            "To text</a>{nav}<p",
        ),
        ("<body><p>Notes <a href=#m>Contents</a><p>A", "<body>{nav}<p"),
        // Not behind other links, in a sentence or a list, or a table of contents.
        ("<body><a href=b>B</a><a href=#m>Skip</a><p>A", "<body>{nav}<a href=b>"),
        ("<body><p><a href=#m>Skip</a> the menu<p>A", "<body>{nav}<p"),
        ("<body><ul><li><a href=#m>Skip</a><li><a href=b>B</a></ul>A", "<body>{nav}<ul>"),
        (
            "<body><a href=#a>1</a><a href=#a>2</a><a href=#a>3</a><a href=#a>4</a><a href=#a>5</a><a href=#a>6</a><a href=#a>7</a><p>A",
            "<body>{nav}<a",
        ),
        ("<body><a href=#m>Skip</a>", "<body>{nav}<a href"),
    ];
    for (source, expected) in cases {
        let marked = marked(source);
        assert!(marked.contains(expected), "{marked} for {expected}");
    }
}

#[test]
fn no_other_navigation_has_its_name() {
    let label = |source: &str| {
        let html = String::from_utf8(decorated(source.as_bytes()).unwrap().bytes).unwrap();
        let at = html.find(" aria-label=\"").unwrap() + " aria-label=\"".len();
        html[at..].split('"').next().unwrap().to_owned()
    };
    let taken = "<html lang=en><body><div role=navigation aria-labelledby=h><h2 id=h>Quick  Links</h2></div>";
    assert_eq!(label(taken), "Quick links: Text version");
    assert_eq!(label("<html lang=en><body><nav><h2>Quick links</h2></nav>"), "Quick links");
}

#[test]
fn leaves_framesets_and_utf_16_as_they_are() {
    let frameset = b"<title>T</title><frameset cols=*><frame src=a.html></frameset>";
    assert_eq!(decorated(frameset).err(), Some(Undecorated::Frameset));
    let wide: Vec<u8> = "\u{feff}<p>A".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(decorated(&wide).err(), Some(Undecorated::Utf16));
    let shadow = b"<title>T</title><body><template shadowrootmode=open><p>A</template><p>B";
    assert_eq!(decorated(shadow).err(), Some(Undecorated::ShadowTree));
}

#[test]
fn writes_in_the_encoding_of_the_page() {
    let source = b"<html lang=cs><meta charset=windows-1250><title>\x8e\xe1dost</title><body><p>P\xf8\xedklad";
    let decorated = decorated(source).unwrap();
    assert_eq!(without(&decorated), source);
    let again = Page::parse(decorated.bytes(), &ParseOptions::new()).unwrap();
    assert_eq!((again.encoding(), again.title().as_str()), ("windows-1250", "Žádost"));
    let text = crate::dom::Document::ROOT;
    assert!(again.document.text_content(text).contains("Textová verze"));
}

#[test]
fn leads_to_the_search_of_the_site() {
    let nav = |source: &str| {
        let decorated = decorated(source.as_bytes()).expect("a page to decorate");
        assert_eq!(without(&decorated), source.as_bytes());
        String::from_utf8_lossy(decorated.bytes()).into_owned()
    };
    let link = |href: &str| format!("<a href=\"{href}\">Search</a>");
    let form = nav("<html lang=en><body><form role=search action=/s><input name=q></form>");
    assert!(form.contains(&link("#textify-search")), "{form}");
    assert!(form.contains("<form id=\"textify-search\" role=search"), "{form}");
    let field = nav("<html lang=en><body><input id=q type=search>");
    assert!(field.contains(&link("#q")), "{field}");
    let page = nav("<html lang=en><head><link rel=search href=s.html></head><body><p>Text");
    assert!(page.contains(&link("s.html")), "{page}");
    for none in [
        "<html lang=en><link rel=search type=application/opensearchdescription+xml href=s>",
        "<html lang=en><body><form role=search hidden><input name=q></form>",
    ] {
        assert!(!nav(none).contains(">Search<"), "{none}");
    }
}

#[test]
fn links_within_the_page_stay_in_it_whatever_its_base() {
    let source = b"<html lang=en><base href=/><body>A<main id=x><h1>M</h1><p>Text</main>";
    let options = ParseOptions::new().with_url("https://example.org/a/b.html");
    let page = Page::parse(source, &options).unwrap();
    let html = links().decorate(&page).unwrap();
    let html = String::from_utf8_lossy(html.bytes());
    assert!(html.contains("<a href=\"a/b.html#x\">"), "{html}");
    let page = Page::parse(source, &ParseOptions::new()).unwrap();
    let html = links().decorate(&page).unwrap();
    assert!(!String::from_utf8_lossy(html.bytes()).contains("Skip to"));
}

/// The files of a folder and the folders in it.
fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let (mut folders, mut files) = (vec![folder.to_path_buf()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files
}

#[test]
fn changes_no_byte_of_fixtures_and_corpus() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let corpus = root.join("../shared/corpus/pages");
    let mut paths = files(&root.join("fixtures"));
    match corpus.is_dir() {
        true => paths.extend(files(&corpus)),
        false => println!("skipped: no corpus in {}", corpus.display()),
    }
    let mut count = 0;
    for path in paths.iter().filter(|path| path.extension().is_some_and(|it| it == "html")) {
        let source = std::fs::read(path).unwrap();
        let options = ParseOptions::new().with_url("https://example.org/a/b.html");
        let Ok(page) = Page::parse(&source, &options) else { continue };
        let Ok(decorated) = links().with_print_version("print/b.html").decorate(&page) else {
            continue;
        };
        assert_eq!(without(&decorated), source, "{}", path.display());
        #[cfg(feature = "site")]
        assert_eq!(undecorated(decorated.bytes()), source, "{}", path.display());
        let again = Page::parse(decorated.bytes(), &options).unwrap();
        assert_eq!(again.title(), page.title(), "{}", path.display());
        assert_eq!(again.encoding(), page.encoding(), "{}", path.display());
        count += 1;
    }
    assert!(count > 300, "only {count} pages");
}

/// Pieces of pages, among them what moves the beginning of a body.
const PIECES: [&str; 42] = [
    "<!DOCTYPE html>",
    "<html lang=cs>",
    "<head>",
    "</head>",
    "<body>",
    "<body id=b>",
    "<title>T</title>",
    "<title>",
    "<style>a{}</style>",
    "<script>//</script>",
    "<meta charset=utf-8>",
    "<p>",
    "text ",
    "\n",
    "<!-- c -->",
    "<template>",
    "</template>",
    "<table><tr>",
    "<noscript><p></noscript>",
    "<main>",
    "<frameset>",
    "<a href=#m>S</a>",
    "<a href=#m>S",
    "<div>",
    "</titlex>",
    "</title >",
    "<style>",
    "</style",
    "<script>",
    "<script><!--<script>",
    "</script>",
    "<!--a--!>",
    "-->",
    "<!-->",
    "<noscript><style>",
    "<textarea>",
    "<svg><title>",
    "</body>",
    "<select>",
    "<body style=display:flex>",
    "<p hidden>h</p>",
    "ž",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]
    #[test]
    fn changes_no_byte_of_any_page(
        pieces in proptest::collection::vec(0..PIECES.len(), 1..14),
        at_the_end in any::<bool>(),
    ) {
        let source: String = pieces.iter().map(|&at| PIECES[at]).collect();
        let Ok(page) = Page::parse(source.as_bytes(), &ParseOptions::new()) else { return Ok(()) };
        let position = if at_the_end { LinksPosition::End } else { LinksPosition::Top };
        if let Ok(decorated) = links().with_position(position).decorate(&page) {
            prop_assert_eq!(without(&decorated), source.as_bytes());
            let again = Page::parse(decorated.bytes(), &ParseOptions::new()).unwrap();
            let document = &again.document;
            let named = |id: &NodeId| document.name(*id) == "textify-links" && document.has_attr(*id, "role");
            let navs: Vec<_> = document.all().filter(named).collect();
            prop_assert_eq!(navs.len(), 1, "{}", source);
            prop_assert!(document.text_content(navs[0]).len() > 20, "{}", source);
            prop_assert_eq!(again.title(), page.title(), "{}", source);
            // The style is one, and no text of the page.
            let style = |id: &NodeId| document.tag(*id) == Tag::Style && document.text_content(*id) == QuickLinks::STYLE;
            prop_assert_eq!(document.all().filter(style).count(), 1, "{}", source);
        }
    }
}

#[test]
fn inserts_nothing_where_a_browser_reads_no_markup() {
    for none in [
        "<title>T",
        "<title>T</titlex><p>A",
        "<style>a{}",
        "<style>a{}</styles><p>A",
        "<title>T</title><script>'</script",
        "<script><!--<script></script><p>A",
        "<style>a{}</style",
    ] {
        assert_eq!(decorated(none.as_bytes()).err(), Some(Undecorated::NoPlace), "{none}");
    }
    let cases = [
        ("<title>T</titlex></title ><p>A", "<title>T</titlex></title >{head}{nav}<p{id}>A"),
        (
            "<script><!--<script></script>--></script><p>A",
            "<script><!--<script></script>--></script>{head}{nav}<p{id}>A",
        ),
        ("<!--a--!><textarea>--></textarea>", "<!--a--!>{head}{nav}<textarea>--></textarea>"),
        // Its body is there, and its head has a title that ends in it.
        ("<body><p>A<title>T", "{head}<body>{nav}<p{id}>A<title>T"),
    ];
    for (source, expected) in cases {
        assert_eq!(marked(source), expected);
    }
}

#[test]
fn links_go_where_they_tear_nothing() {
    let cases = [
        // A column takes one more, and so do rows that wrap.
        ("body{display:flex;flex-direction:column}", "<body>{nav}<header>"),
        ("body{display:flex;flex-flow:row wrap}", "<body>{nav}<header>"),
        ("body{display:grid;grid-template-columns:1fr 3fr}", "<body>{nav}<header>"),
        // Items beside each other, rows that are counted.
        ("body{display:flex}", "<main id=m>{nav}<h1>"),
        ("body{display:grid;grid-template-rows:auto 1fr}", "<header>{nav}<p>"),
        (
            "body{display:grid;grid-template:'a' 'b'/1fr} header{display:flex}",
            "<main id=m>{nav}<h1>",
        ),
        // What lies over the page.
        ("header{position:fixed;top:0}", "<main id=m>{nav}<h1>"),
        ("header{position:fixed;bottom:0}", "<body>{nav}<header>"),
        ("header{position:absolute;left:-9999px}", "</header>{nav}<main id=m><h1>"),
        ("header p{position:absolute;top:0}", "<body>{nav}<header>"),
        ("p{margin:0}", "<body>{nav}<header>"),
        // What is not shown stays the first child.
        ("body>:first-child{display:none}", "</header>{nav}<main id=m><h1>"),
        ("body>:first-child{position:absolute;top:-99em}", "</header>{nav}<main id=m><h1>"),
    ];
    for (style, expected) in cases {
        let page = format!(
            "<title>T</title><style>{style}</style><body><header><p>City</header>\
<main id=m><h1>M</h1><p>Text of the page</main>"
        );
        let marked = marked(&page);
        assert!(marked.contains(expected), "{style}: {marked}");
    }
    // What the next element would end is not left to hold the links.
    for (hidden, expected) in [
        ("<p hidden>No script</p>", "</p>{nav}<p{id}>Text"),
        ("<p hidden>No script", "<body>{nav}<p hidden>"),
    ] {
        let marked = marked(&format!("<title>T</title><body>{hidden}<p>Text of the page"));
        assert!(marked.contains(expected), "{hidden}: {marked}");
    }
}

#[test]
fn links_may_stand_at_the_end() {
    let ended = |source: &str| {
        let page = Page::parse(source.as_bytes(), &ParseOptions::new()).unwrap();
        let decorated = links().with_position(LinksPosition::End).decorate(&page).unwrap();
        assert_eq!(without(&decorated), source.as_bytes());
        String::from_utf8(decorated.bytes).unwrap()
    };
    let page =
        "<html lang=en><body><p>A<main id=m><h1>M</h1><p>Text of the page</main></body></html>";
    let html = ended(page);
    let skip = "<textify-links class=\"textify-links\" lang=\"en\"><a href=\"#m\">Skip to Main content</a></textify-links>";
    assert!(html.contains(&format!("<body><!--textify-->{skip}<!--/textify--><p>A")), "{html}");
    let end = html.find("<textify-links class=\"textify-links\" role=\"navigation\"").unwrap();
    assert!(end > html.find("</main>").unwrap() && html.ends_with("<!--/textify--></body></html>"));
    // The page's own skip links are enough.
    let html = ended(&page.replace("<p>A", "<a href=#m>Skip</a>"));
    assert_eq!(html.matches("<textify-links").count(), 1);
    // Where the end of the page is within something else, they stand at the top.
    for open in ["<select>", "<textarea>", "<script>"] {
        let html =
            ended(&format!("<html lang=en><body><p>A<main id=m><h1>M</h1></main>{open}</body>"));
        assert!(html.contains("<body><!--textify--><textify-links"), "{open}: {html}");
        assert_eq!(html.matches("<textify-links").count(), 1, "{open}: {html}");
    }
}

#[test]
fn the_style_is_that_of_the_page_or_of_a_sheet() {
    let source = b"<html lang=en><title>T</title><body><p>A";
    let page = Page::parse(source, &ParseOptions::new()).unwrap();
    let links = links().with_style_sheet("a&b.css");
    let html = String::from_utf8(links.decorate(&page).unwrap().bytes).unwrap();
    assert!(html.contains("<link rel=\"stylesheet\" href=\"a&amp;b.css\" />"), "{html}");
    assert!(!html.contains("<style>") && !html.contains("style="), "{html}");
    let hash = Sha256::digest(QuickLinks::STYLE.replace("\r\n", "\n"));
    let hash = STANDARD.encode(hash);
    assert_eq!(QuickLinks::STYLE_HASH, format!("sha256-{hash}"));
}

#[test]
fn pages_that_are_xml_stay_xml() {
    let source = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"x.dtd\">\n\
        <html xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"en\" lang=\"en\"><head><title>T</title></head>\n\
        <body><p>A &amp; B</p><div id=\"main\"><h1>M</h1><p>Text<br /></p></div></body></html>\n";
    let options = ParseOptions::new().with_url("https://example.org/a.html?b=1&c=2");
    let options = options.with_syntax(Syntax::Xml);
    let page = Page::parse(source.as_bytes(), &options).unwrap();
    assert_eq!(page.xml_fault(), None);
    for position in [LinksPosition::Top, LinksPosition::End] {
        let decorated = links().with_position(position).decorate(&page).unwrap();
        let html = String::from_utf8(decorated.bytes).unwrap();
        let mut reader = quick_xml::Reader::from_str(&html);
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(error) => panic!("{error} in {html}"),
            }
        }
        assert!(html.contains("<textify-links") && html.contains("b%3D1"), "{html}");
    }
}

#[test]
fn takes_out_what_earlier_versions_inserted() {
    let before = "<html lang=cs><head><title>T</title><!--textify--><link rel=\"canonical\" href=\"x\" /><!--/textify--></head>\
        <body><!--textify--><nav aria-label=\"Rychlé linky\" lang=\"cs\"><ul><li><a href=\"t\" style=\"display:inline-block\">\
        Textová verze</a></li></ul></nav><!--/textify--><main id=\"textify-main\">A</main>";
    #[cfg(feature = "site")]
    assert_eq!(
        String::from_utf8(undecorated(before.as_bytes())).unwrap(),
        "<html lang=cs><head><title>T</title></head><body><main>A</main>"
    );
    let _ = before;
}
