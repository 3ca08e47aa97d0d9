//! The check of whole sites: site maps, many pages at a time, and what was found before.

mod common;
use common::Room;
use serde_json::Value;
use std::fs;

const MOVING: &str = "<!DOCTYPE html><html lang=en><title>News</title><main><h1>News</h1>\n\
    <marquee>Closed on Friday.</marquee></main>";

fn page(title: &str) -> String {
    format!("<!DOCTYPE html><html lang=en><title>{title}</title><main><h1>{title}</h1></main>")
}

fn site() -> Room {
    let room = Room::new();
    fs::create_dir_all(room.path("site/news/2026 may")).unwrap();
    room.write("site/index.html", page("Home"));
    room.write("site/news/index.html", MOVING);
    room.write("site/news/2026 may/opening.html", page("Opening"));
    room.write("site/unlisted.html", MOVING);
    room
}

fn paths(report: &str) -> Vec<String> {
    let report: Value = serde_json::from_str(report).unwrap();
    let pages = report["pages"].as_array().unwrap().iter();
    pages.map(|page| page["path"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_pages_of_a_site_map_and_no_others_are_checked() {
    let room = site();
    room.write(
        "site/map.xml",
        "<urlset><url><loc>https://example.org/news/</loc></url><url>\
         <loc>https://example.org/news/2026%20may/opening</loc></url>\
         <url><loc>https://example.org/</loc></url><url><loc>https://example.org/#top</loc></url></urlset>",
    );
    let args = ["check", "--format=json", "--root=site", "--fail-on=never", "--sitemap"];
    let ran = room.run(args.iter().chain(&["site/map.xml"]));
    let expected = ["site/news/index.html", "site/news/2026 may/opening.html", "site/index.html"];
    assert_eq!(paths(ran.fine()), expected);
    room.write(
        "site/index.xml",
        "<sitemapindex><sitemap><loc>https://example.org/map.xml</loc></sitemap>\
         <sitemap><loc>https://example.org/index.xml</loc></sitemap></sitemapindex>",
    );
    let ran = room.run(args.iter().chain(&["site/index.xml"]));
    assert_eq!(paths(ran.fine()), expected, "by an index that lists itself too");
}

#[test]
fn a_listed_page_without_a_file_is_no_green_run() {
    let room = site();
    room.write("map.txt", "https://example.org/\nhttps://example.org/gone.html\n");
    let ran = room.run(["check", "--sitemap=map.txt", "--root=site"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.out.contains("https://example.org/gone.html: could not be checked"), "{}", ran.out);
    assert!(ran.err.contains("it has no file in site\nhint: build the page"), "{}", ran.err);

    room.write("map.txt", "https://other.example/\n");
    let base = "--base-url=https://example.org/";
    let ran = room.run(["check", "--sitemap=map.txt", "--root=site", base]);
    assert!(ran.err.contains("it is not below https://example.org/"), "{}", ran.err);
    room.write(
        "map.txt",
        "https://example.org/../../page.html\nhttps://example.org/%2e%2e%2fpage.html",
    );
    let ran = room.run(["check", "--sitemap=map.txt", "--root=site"]);
    assert_eq!(ran.code, Some(2), "nothing outside the root is a page: {}", ran.out);
    assert!(
        ran.out.ends_with("Checked 0 pages, 2 could not be checked: nothing found.\n"),
        "{}",
        ran.out
    );

    room.run(["check", "--sitemap=map.txt"]).refused(
        "--sitemap: where its pages lie is not known",
        "give the folder in which the site was built, with --root",
    );
    room.run(["check", "--sitemap=page.html", "--root=site"]).refused(
        "page.html: it is no site map: its root is neither urlset nor sitemapindex",
        "give a site map of sitemaps.org: XML, or one address a line",
    );
}

#[test]
fn reports_are_the_same_however_many_pages_are_checked_at_a_time() {
    let room = Room::new();
    fs::create_dir(room.path("site")).unwrap();
    for number in 0..60 {
        // The larger the page the later it is done, where several are checked at a time.
        let more = "<p>Open.".repeat((60 - number) * 5);
        room.write(format!("site/{number:02}.html"), format!("{MOVING}{more}"));
    }
    for format in ["json", "sarif", "plain", "html"] {
        let run = |jobs: &str| room.run(["check", "--format", format, "--jobs", jobs, "site"]).out;
        let one = run("1");
        assert!(one.contains("site/59.html"), "{one}");
        assert!(one == run("8") && one == run("3"), "{format}");
    }
    assert_eq!(room.run(["check", "--jobs", "0", "site"]).code, Some(2));
}

/// Contrast is too low, by the linked sheet alone.
const STYLED: &str = "<!DOCTYPE html><html lang=en><title>Fees</title>\
    <link rel=stylesheet href=main.css><main><h1>Fees</h1><p>Two crowns.</p></main>";

#[test]
fn a_cache_changes_no_report_and_sees_a_changed_sheet() {
    let room = Room::new();
    room.write("fees.html", STYLED);
    room.write("main.css", "p { color: #999; background: #fff }");
    let run = |cached: bool| {
        let cache = ["--cache", "kept/"];
        let args = ["check", "--select", "contrast-minimum", "fees.html", "page.html"];
        let ran = room.run(args.iter().chain(cache.iter().take(if cached { 2 } else { 0 })));
        assert_eq!(ran.err, "");
        (ran.code, ran.out)
    };
    let fresh = run(false);
    assert_eq!(fresh.0, Some(1), "{}", fresh.1);
    assert_eq!(run(true), fresh);
    let kept = room.read("kept/textify-check.cache");
    assert_eq!(run(true), fresh);
    assert_eq!(room.read("kept/textify-check.cache"), kept);

    room.write("main.css", "p { color: #111; background: #fff }");
    assert_eq!(run(true).0, Some(0), "the sheet has changed, the page has not");
    assert_eq!(run(true), run(false));
    fs::remove_file(room.path("main.css")).unwrap();
    assert_eq!(run(true), run(false), "a sheet that is gone");
    room.write("main.css", "p { color: #999; background: #fff }");
    assert_eq!(run(true), fresh, "a sheet that has come");
    room.write("fees.html", page("Fees"));
    assert_eq!(run(true).0, Some(0), "the page has changed");
}

#[test]
fn a_cache_is_for_one_set_of_settings() {
    let room = Room::new();
    room.write("fees.html", MOVING);
    let run = |rule: &str| room.run(["check", "--cache=kept", "--select", rule, "fees.html"]).code;
    assert_eq!(run("moving-content-element"), Some(1));
    assert_eq!(run("page-has-h1"), Some(0));
    assert_eq!(run("moving-content-element"), Some(1));
}

#[test]
fn a_damaged_cache_is_told_and_written_anew() {
    let room = Room::new();
    room.write("fees.html", MOVING);
    let args = ["check", "--cache", "kept", "fees.html"];
    let fresh = room.run(args);
    assert_eq!((fresh.code, fresh.err.as_str()), (Some(1), ""));
    let kept = room.read("kept");
    let damaged =
        [kept.replacen("moving", "m0ving", 1), kept[..kept.len() / 2].to_owned(), "?".into()];
    for bytes in damaged {
        room.write("kept", bytes);
        let ran = room.run(args);
        assert_eq!((ran.code, &ran.out), (Some(1), &fresh.out));
        assert_eq!(ran.err, "textify: kept: warning: the cache is damaged, and is written anew\n");
        assert_eq!(room.read("kept"), kept);
    }
    room.run(["check", "--cache", "page.html", "fees.html"]).refused(
        "page.html: it is a page, and no cache",
        "give a folder, or a file that holds nothing else",
    );
}
