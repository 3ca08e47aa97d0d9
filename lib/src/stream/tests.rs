//! What a page says of itself, by both ways of reading it.

use crate::page::{Page, ParseOptions};
use crate::stream::{Facts, ResourceKind, scan};

/// The facts of a page, which are the same from its bytes and from its tree.
fn facts(page: &[u8]) -> Facts {
    let options = ParseOptions::new();
    let stream = scan(page, &options).unwrap();
    let tree = Page::parse(page, &options).unwrap().facts().clone();
    assert_eq!(stream, tree, "{}", String::from_utf8_lossy(page));
    stream
}

#[test]
fn a_canonical_link_counts_in_the_head_only() {
    let canonical = |page: &str| facts(page.as_bytes()).canonical().map(str::to_owned);
    for page in [
        "<title>T</title><link rel=canonical href=/a><p>x",
        "<html><head><script>x</script><noscript><img src=x></noscript><link rel='CANONICAL x' href=/a></head><body>",
        "<head></head><link rel=canonical href=/a><body><link rel=canonical href=/b>",
        "<template><p>x</p></template><link rel=canonical href=/a><p>x",
    ] {
        assert_eq!(canonical(page).as_deref(), Some("/a"), "{page}");
    }
    for page in [
        "<title>T</title><body><link rel=canonical href=/a>",
        "<title>T</title><p>x</p><link rel=canonical href=/a>",
        "<title>T</title><svg><g></g></svg><link rel=canonical href=/a>",
        "<title>T</title><math><mi>x</mi></math><link rel=canonical href=/a>",
        "<head><img src=x><link rel=canonical href=/a></head>",
    ] {
        assert_eq!(canonical(page), None, "{page}");
    }
}

#[test]
fn addresses_for_social_networks() {
    let page =
        b"<meta property=og:url content=' https://a.example/x '><meta property=og:url content=/y>";
    assert_eq!(facts(page).og_url(), Some("https://a.example/x"));
    assert_eq!(facts(b"<meta property=og:url content=''><p>x").og_url(), None);
}

#[test]
fn dates_in_json_ld() {
    let modified = |page: &[u8]| facts(page).modified().map(str::to_owned);
    let script = r#"<script type="Application/LD+JSON">{"headline":"<\/p>","dateModified":"2010-04-29"}</SCRIPT>"#;
    let other = r#"<script type="application/ld+json">{"datePublished":"2009-01-02"}</script>"#;
    assert_eq!(modified(script.as_bytes()).as_deref(), Some("2010-04-29"));
    assert_eq!(modified([other, script].concat().as_bytes()).as_deref(), Some("2010-04-29"));
    assert_eq!(modified(other.as_bytes()).as_deref(), Some("2009-01-02"));
    let said = format!("{script}<meta name=dcterms.modified content=2011-01-01>");
    assert_eq!(modified(said.as_bytes()).as_deref(), Some("2010-04-29"));
    let plain = script.replace("Application/LD+JSON", "text/javascript");
    assert_eq!(modified(plain.as_bytes()), None);
    // The letters around the date are in another encoding.
    let czech = b"<meta charset=windows-1250><script type=application/ld+json>\
        {\"headline\":\"P\xf8\xedli\x9a\",\"dateModified\":\"2010-04-29\"}</script>";
    assert_eq!(modified(czech).as_deref(), Some("2010-04-29"));
    let open = script.strip_suffix("</SCRIPT>").unwrap();
    assert_eq!(modified(open.as_bytes()).as_deref(), Some("2010-04-29"));
}

#[test]
fn files_that_a_page_loads() {
    use ResourceKind::{Image, Media, Script, StyleSheet};
    let page = "<link rel='icon' href=i.ico><link rel=stylesheet href=' a.css '><link rel=next href=n>\
        <script src=s.js></script><image src=a.png srcset='b.png 2x'><picture><source srcset=c.png></picture>\
        <video src=v.mp4 poster=p.png><track src=t.vtt></video><audio><source src=a.mp3></audio>\
        <object data=o.svg></object><input type=IMAGE src=go.png><input src=no.png><img src=''>\
        <noscript><img src=unseen.png></noscript><template><img src=unseen.png></template>";
    let found = facts(page.as_bytes());
    let found: Vec<_> = found.resources().iter().map(|it| (it.kind, &*it.href)).collect();
    assert_eq!(
        found,
        [
            (Image, "i.ico"),
            (StyleSheet, "a.css"),
            (Script, "s.js"),
            (Image, "a.png"),
            (Image, "b.png"),
            (Image, "c.png"),
            (Media, "v.mp4"),
            (Image, "p.png"),
            (Media, "t.vtt"),
            (Media, "a.mp3"),
            (Media, "o.svg"),
            (Image, "go.png"),
        ]
    );
    let bytes: Vec<u8> =
        "\u{feff}<p>x<img src=a.png>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(facts(&bytes).resources()[0].offset, 2 * 5);
}
