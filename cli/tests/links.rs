//! The links in original pages: seen whatever the style sheets of a site say, and printed for templates.

mod common;

use common::{Ran, Room};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const BASE: [&str; 2] = ["--base-url", "https://www.example.org/"];

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("fixtures/links")
}

/// Of each page whether its links are seen in Chromium: those that are inserted, and plain ones.
/// `.ci/browser/links.mjs` holds it to that.
fn expected() -> BTreeMap<String, BTreeMap<String, bool>> {
    let text = fs::read_to_string(fixtures().join("expected.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The pages whose links are seen, or are not, of one kind.
fn pages(kind: &str, seen: bool) -> BTreeSet<String> {
    expected().into_iter().filter(|(_, page)| page[kind] == seen).map(|(name, _)| name).collect()
}

fn verify(room: &Room, more: &[&str]) -> serde_json::Value {
    let ran = room.run(["verify", "out", "--format", "json"].iter().chain(&BASE).chain(more));
    serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.err))
}

/// The pages that have a gap of one kind.
fn with_gap(report: &serde_json::Value, code: &str) -> BTreeSet<String> {
    let gaps = report["gaps"].as_array().unwrap().iter().filter(|gap| gap["gap"] == code);
    gaps.map(|gap| gap["path"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn verify_sees_links_where_a_browser_does() {
    let room = Room::new();
    let source = fixtures();
    let ran = room.run(
        ["export".as_ref(), source.as_os_str(), "out".as_ref()]
            .into_iter()
            .chain(BASE.map(AsRef::as_ref)),
    );
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let report = verify(&room, &[]);
    assert_eq!(with_gap(&report, "link-hidden"), pages("inserted", false));
    assert_eq!(with_gap(&report, "not-reachable"), BTreeSet::new());
    assert_eq!(with_gap(&report, "links-move"), BTreeSet::new());
    // The same links as somebody writes them who knows nothing of the style of the page.
    for name in expected().keys() {
        let page = fs::read_to_string(source.join(name)).unwrap();
        let links = format!(
            "<body>\n<!--textify--><nav aria-label=\"Quick links\"><ul><li><a href=\"text/{name}\">Text version</a></li>\
             <li><a href=\"print/{name}\">Print version</a></li></ul></nav><!--/textify-->"
        );
        room.write(format!("out/{name}"), page.replacen("<body>\n", &(links + "\n"), 1));
    }
    let report = verify(&room, &[]);
    assert_eq!(with_gap(&report, "link-hidden"), pages("plain", false));
}

/// A site of one page with a sheet of its own, and one on another host.
fn site(sheet: &str) -> Room {
    let room = Room::new();
    fs::create_dir_all(room.path("in/css")).unwrap();
    let page = "<!DOCTYPE html><html lang=en><title>Fees</title><link rel=stylesheet href=css/site.css>\
        <link rel=stylesheet href=https://cdn.example/a.css><body><h1>Fees</h1><p>A permit costs ten euros.</p></body></html>";
    room.write("in/fees.html", page);
    room.write("in/news.html", page.replace("Fees", "News"));
    room.write("in/css/site.css", sheet);
    room
}

fn export(room: &Room, more: &[&str]) -> Ran {
    let ran = room.run(["export", "in", "out"].iter().chain(&BASE).chain(more));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    ran
}

#[test]
fn a_sheet_that_cannot_be_read_is_one_notice() {
    let room = site("p{margin:0}");
    export(&room, &[]);
    let ran = room.run(["verify", "out"].iter().chain(&BASE));
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    assert_eq!(ran.err.matches("could not be read").count(), 1, "{}", ran.err);
    assert!(ran.err.contains("https://cdn.example/a.css: warning: "), "{}", ran.err);
    assert!(ran.err.contains("may hide the links on 2 pages"), "{}", ran.err);
}

#[test]
fn the_style_may_be_a_sheet_of_its_own() {
    let room = site("p{margin:0}");
    let css = ["--css", "css/links.css"];
    export(&room, &css);
    let page = room.read("out/fees.html");
    assert!(page.contains("<link rel=\"stylesheet\" href=\"css/links.css\" />"), "{page}");
    assert!(!page.contains("<style") && !page.contains("style="), "{page}");
    assert!(room.read("out/css/links.css").contains("all:initial"));
    assert_eq!(with_gap(&verify(&room, &css), "link-hidden"), BTreeSet::new());
    assert!(export(&room, &css).err.contains("; 0 files written, "));
    // The site's own sheet is kept, and it is what verify goes by.
    room.write("in/css/links.css", ".textify-links{display:none}");
    export(&room, &css);
    assert_eq!(room.read("out/css/links.css"), ".textify-links{display:none}");
    let both = ["fees.html", "news.html"].map(str::to_owned);
    assert_eq!(with_gap(&verify(&room, &css), "link-hidden"), BTreeSet::from(both));
    // Without it, it goes.
    fs::remove_file(room.path("in/css/links.css")).unwrap();
    export(&room, &[]);
    assert!(!room.path("out/css/links.css").exists());
    room.run(["export", "in", "out", "--css", "../x.css"].iter().chain(&BASE)).refused(
        "export: ../x.css: it is not the path of a style sheet in the site",
        "give one below the root of the site with --css, such as css/links.css",
    );
}

#[test]
fn rules_that_count_children_are_found_out() {
    let room = site("body>h1:first-child{display:none}body>h1{float:left}");
    export(&room, &[]);
    // The heading is hidden as long as it is the first: the links go behind it.
    assert_eq!(with_gap(&verify(&room, &[]), "links-move"), BTreeSet::new());
    room.write("in/css/site.css", "body>h1:nth-child(1){float:left}");
    export(&room, &[]);
    let both = BTreeSet::from(["fees.html", "news.html"].map(str::to_owned));
    assert_eq!(with_gap(&verify(&room, &[]), "links-move"), both);
    export(&room, &["--links-at", "end"]);
    let report = verify(&room, &["--links-at", "end"]);
    assert_eq!(report["gaps"].as_array().unwrap().len(), 0, "{report}");
    assert!(room.read("out/fees.html").ends_with("<!--/textify--></body></html>"));
}

#[test]
fn links_are_printed_for_a_template() {
    let room = site("");
    export(&room, &[]);
    // A page of the site has what the export inserts.
    let ran = room.run(["links", "in", "--for", "fees.html"].iter().chain(&BASE));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let page = room.read("out/fees.html");
    let parts: Vec<&str> = ran.out.trim_end().split("\n\n").collect();
    assert_eq!(parts.len(), 2, "{}", ran.out);
    assert!(parts.iter().all(|part| page.contains(part)), "{}", ran.out);
    assert!(ran.err.contains("style-src 'sha256-"), "{}", ran.err);
    // One that is none, from what is known of it, by the settings of the export.
    room.write(
        "textify.toml",
        "[export]\nbase-url = 'https://www.example.org/'\ntext-dir = 'plain'\nlinks = 'end'\n",
    );
    let ran = room.run([
        "links",
        "--for",
        "/news/item.php",
        "--lang",
        "cs",
        "--main",
        "obsah",
        "--title",
        "A & B",
    ]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(
        ran.out.contains("<a href=\"../plain/news/item.php.html\">Textová verze</a>"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("<a href=\"../print/news/item.php.html\">"), "{}", ran.out);
    assert!(
        ran.out
            .contains("<link rel=\"canonical\" href=\"https://www.example.org/news/item.php\" />"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("<a href=\"#obsah\">")
            && ran.out.contains("subject=A%20%26%20B&amp;body="),
        "{}",
        ran.out
    );
    assert_eq!(ran.out.trim_end().split("\n\n").count(), 3, "{}", ran.out);
    room.run(["links", "--for", "../x.html"]).refused(
        "links: ../x.html: it is no path below the root of a site",
        "give one such as news/today.html",
    );
}

#[test]
fn links_lead_there_whatever_the_base_of_the_page() {
    for base in ["a/b/", "a//b/", "/", "//www.example.org/x//y", "https://other.example/"] {
        let page = format!(
            "<!DOCTYPE html><html lang=en><title>T</title><base href=\"{base}\"><h1>T</h1><p>Text"
        );
        let room = Room::with_site(&[("index.html", &page)]);
        let ran = export(&room, &[]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        let verified = room.run(["verify", "out"].iter().chain(&BASE));
        assert_eq!(verified.code, Some(0), "{base}: {}", verified.out);
    }
}
