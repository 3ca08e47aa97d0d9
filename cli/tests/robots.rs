//! Output for search engines: directives, `robots.txt`, site maps beside those of the site.

mod common;

use common::{Ran, Room, page};

const BASE: &str = "--base-url=https://www.example.org/";

fn ran(room: &Room, args: &[&str]) -> Ran {
    let ran = room.run(args);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    ran
}

#[test]
fn versions_ask_of_robots_what_their_page_asks() {
    let directives = "<meta name=robots content=\"noindex, nofollow\">\
        <meta name=Googlebot content='max-snippet:50, unavailable_after: 2030-01-01'>\
        <meta name=description content=noarchive><meta name=robots content=\"noindex, nofollow\">";
    let room =
        Room::with_site(&[("a.html", &page("A", directives, "")), ("b.html", &page("B", "", ""))]);
    ran(&room, &["export", "in", "out", BASE]);
    for version in ["text", "print"] {
        let asks = room.read(format!("out/{version}/a.html"));
        let robots = "<meta name=\"robots\" content=\"noindex, nofollow\">";
        assert_eq!(asks.matches(robots).count(), 1, "{asks}");
        let google = "name=\"Googlebot\" content=\"max-snippet:50, unavailable_after: 2030-01-01\"";
        assert!(asks.contains(google) && !asks.contains("noarchive"), "{asks}");
        assert!(!room.read(format!("out/{version}/b.html")).contains("robots"));
    }
    ran(&room, &["verify", "out", BASE]);
    // A version that lost them, and one that got some, as after an edit by hand.
    let (a, b) = (room.read("out/text/a.html"), room.read("out/print/b.html"));
    room.write("out/text/a.html", a.replace("<meta name=\"robots\"", "<meta name=\"x\""));
    let asks = "<meta name=robots content=noindex><title>";
    room.write("out/print/b.html", b.replace("<title>", asks));
    let found = room.run(["verify", "out", BASE]);
    assert_eq!(found.code, Some(1), "{}", found.out);
    for gap in [
        "a.html: the page asks of search engines: Googlebot: max-snippet:50, unavailable_after: \
         2030-01-01; robots: noindex, nofollow; its text version: Googlebot: max-snippet:50, \
         unavailable_after: 2030-01-01",
        "b.html: the page asks of search engines: nothing; its print version: robots: noindex",
    ] {
        assert!(found.out.contains(gap), "{gap}\n{}", found.out);
    }
}

#[test]
fn robots_txt_leaves_pages_out_and_needs_lines_for_their_versions() {
    let robots = "User-agent: *\nDisallow: /in/\nAllow: /in/open\n\nUser-agent: x\nDisallow: /\n";
    let room = Room::with_site(&[
        ("index.html", &page("Home", "", "<a href=in/a.html>A</a><a href=in/open.html>O</a>")),
        ("in/a.html", &page("A", "", "")),
        ("in/open.html", &page("Open", "", "")),
        ("robots.txt", robots),
    ]);
    let lines = [
        "Disallow: /print/in/",
        "Disallow: /text/in/",
        "Allow: /print/in/open",
        "Allow: /text/in/open",
    ];
    let map = ran(&room, &["sitemap", "in", BASE]);
    assert!(map.err.contains("in/a.html: left out: robots.txt disallows it: /in/"), "{}", map.err);
    assert!(!map.out.contains("in/a.html") && map.out.contains("in/open.html"), "{}", map.out);
    assert!(lines.iter().all(|line| map.err.lines().any(|it| it == *line)), "{}", map.err);

    // The second run has nothing to do, and says the same.
    for _ in 0..2 {
        let made = ran(&room, &["export", "in", "out", BASE]);
        assert!(lines.iter().all(|line| made.err.lines().any(|it| it == *line)), "{}", made.err);
    }
    assert!(room.path("out/text/in/a.html").exists() && room.path("out/print/in/a.html").exists());
    assert!(!room.read("out/sitemap.xml").contains("in/a.html"));
    assert_eq!(room.read("out/robots.txt"), robots);
    ran(&room, &["verify", "out", BASE]);

    // With these lines nothing more is needed.
    room.write("in/robots.txt", format!("{robots}\nUser-agent: *\n{}\n", lines.join("\n")));
    let made = ran(&room, &["export", "in", "out", BASE]);
    assert!(!made.err.contains("Disallow"), "{}", made.err);
}

#[test]
fn a_site_map_of_the_site_is_kept() {
    let own = "<urlset><url><loc>https://www.example.org/</loc></url></urlset>";
    let room = Room::with_site(&[
        ("index.html", &page("Home", "", "<a href=a.html>A</a><a href=sitemap.html>Map</a>")),
        ("a.html", &page("A", "", "")),
        ("sitemap.html", &page("Map", "", "<a href=a.html>A</a>")),
        ("sitemap.xml", own),
    ]);
    ran(&room, &["export", "in", "out", BASE]);
    assert_eq!(room.read("out/sitemap.xml"), own);
    assert!(room.read("out/sitemap.html").contains("<h1>Map</h1>"));
    let map = room.read("out/textify-sitemap.xml");
    assert!(map.contains("example.org/sitemap.html<") && map.contains("/a.html<"), "{map}");
    assert!(
        room.read("out/textify-sitemap.html")
            .contains("href=\"https://www.example.org/textify-sitemap.html\"")
    );
    assert!(room.path("out/textify-sitemap.txt").exists());
    assert!(room.read("out/a.html").contains("href=\"textify-sitemap.html\""));
    for source in [&["--source", "in"][..], &[]] {
        let args: Vec<&str> = ["verify", "out", BASE].iter().chain(source).copied().collect();
        let verified = ran(&room, &args);
        let notice =
            "sitemap.xml: notice: the site's own site map lacks 2 pages: /a.html, /sitemap.html";
        assert_eq!(verified.err.matches(notice).count(), 1, "{}", verified.err);
    }
    let json = ran(&room, &["verify", "out", BASE, "--format", "json"]).out;
    assert!(json.contains("\"ownSiteMap\"") && json.contains("\"sitemap.html\""), "{json}");

    // The command for site maps alone keeps it, too, and takes its page for people for a page.
    let map = ran(&room, &["sitemap", "in", BASE, "-o", "in"]);
    assert!(
        map.err.contains("Sitemap: https://www.example.org/textify-sitemap.xml"),
        "{}",
        map.err
    );
    assert_eq!(room.read("in/sitemap.xml"), own);
    let written = room.read("in/textify-sitemap.xml");
    assert!(
        written.contains("/sitemap.html<") && !written.contains("textify-sitemap.html<"),
        "{written}"
    );
    ran(&room, &["sitemap", "in", BASE, "-o", "in"]);
    assert_eq!(room.read("in/textify-sitemap.xml"), written);
}

#[test]
fn site_maps_have_the_name_that_is_given() {
    let room = Room::with_site(&[("index.html", &page("Home", "", "")), ("map.xml", "<x/>")]);
    let named = ["--sitemap-name", "mapa"];
    ran(&room, &["export", "in", "out", BASE, named[0], named[1]]);
    assert!(room.path("out/mapa.xml").exists() && !room.path("out/sitemap.xml").exists());
    assert!(room.read("out/index.html").contains("href=\"mapa.html\""));
    ran(&room, &["verify", "out", BASE, named[0], named[1]]);
    ran(&room, &["sitemap", "in", BASE, "-o", "maps", named[0], named[1]]);
    assert!(room.path("maps/mapa.txt").exists());
    for command in [&["export", "in", "out2"][..], &["sitemap", "in"]] {
        for (name, message) in [("map", "map.xml"), ("a/b", "it is not the name of a file")] {
            let refused = room.run(command.iter().chain(&[BASE, named[0], name]));
            assert_eq!(refused.code, Some(2), "{}", refused.err);
            assert!(refused.err.contains(message), "{}", refused.err);
            assert!(
                refused.err.contains("hint: give another name with --sitemap-name"),
                "{}",
                refused.err
            );
        }
    }
}

#[test]
fn what_is_no_page_is_not_listed() {
    let room = Room::with_site(&[
        ("index.html", &page("Home", "", "")),
        ("cs/error/404.html", &page("Not here", "", "")),
        ("errors/denied.html", &page("Denied", "", "")),
        (
            "feed.php",
            "<?xml version='1.0'?>\n<rss version='2.0'><channel><title>News</title></channel></rss>",
        ),
        ("google1a2b3c4d5e6f7a8b.html", "google-site-verification: google1a2b3c4d5e6f7a8b.html"),
        ("_vti_cnf/index.html", &page("Old", "", "")),
        ("_notes/x.html", &page("Notes", "", "")),
        ("_borders/top.htm", &page("Top", "", "")),
    ]);
    let map = ran(&room, &["sitemap", "in", BASE]);
    assert_eq!(map.out.matches("<loc>").count(), 1, "{}", map.out);
    for why in [
        "cs/error/404.html: left out: it is the page for an error",
        "errors/denied.html: left out: it is the page for an error",
        "feed.php: left out: it is a feed",
        "google1a2b3c4d5e6f7a8b.html: left out: it is a search engine's verification file",
        "2 folders of editors (_notes/, _vti_cnf/)",
        "_borders/top.htm: left out: it is in _borders",
    ] {
        assert!(map.err.contains(why), "{why}: {}", map.err);
    }
    // A feed is no page: it is copied as it is.
    ran(&room, &["export", "in", "out", BASE]);
    assert_eq!(room.read("out/feed.php"), room.read("in/feed.php"));
    assert!(!room.path("out/text/feed.php.html").exists());
}

#[test]
fn dates_of_json_ld_and_languages_that_are_none() {
    let dated = r#"<script type="application/ld+json">{"@type":"WebPage","dateModified":"2010-04-29"}</script>"#;
    let published =
        r#"<script type="application/ld+json">{"datePublished":"2011-05-30T08:00:00Z"}</script>"#;
    let languages = "<link rel=alternate hreflang=cs_CZ href=b.html><link rel=alternate hreflang=en href=a.html>";
    let room = Room::with_site(&[
        ("a.html", &page("A", &format!("{dated}{languages}"), "<a href=b.html>B</a>")),
        ("b.html", &page("B", &format!("{published}{languages}"), "<a href=a.html>A</a>")),
    ]);
    let map = ran(&room, &["sitemap", "in", BASE]);
    assert!(map.out.contains("a.html</loc><lastmod>2010-04-29</lastmod>"), "{}", map.out);
    assert!(map.out.contains("b.html</loc><lastmod>2011-05-30T08:00:00Z</lastmod>"), "{}", map.out);
    assert!(!map.out.contains("cs_CZ"), "{}", map.out);
    let fault = "hreflang is not a language tag: “cs_CZ” (2 pages, first a.html)";
    assert!(map.err.contains(fault), "{}", map.err);
}

#[test]
fn faults_are_grouped_by_cause() {
    let links = "<a href=/gone/>G</a><img src=img/no.png alt=N><a href='file:///C:/a.doc'>F</a>";
    let head = "<link rel=stylesheet href=/no.css><script src=no.js></script>";
    let mut files: Vec<(String, String)> = Vec::new();
    for number in 0..30 {
        files.push((format!("p{number:02}.html"), page(&format!("Page {number}"), head, links)));
    }
    for number in 0..15 {
        let only =
            format!("<a href=only{number}>O</a><a href='http://localhost:8080/{number}'>L</a>");
        files.push((format!("q{number:02}.html"), page(&format!("Other {number}"), "", &only)));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, page)| (&**path, &**page)).collect();
    let room = Room::with_site(&files);
    let map = ran(&room, &["sitemap", "in", BASE, "-o", "maps", "--report", "report.json"]);
    for fault in [
        "Orphaned page: no other page links to it (45 pages, first p00.html)",
        "Broken link: /gone/ (30 pages, first p00.html:3)",
        "Missing image: /img/no.png (30 pages, first p00.html:3)",
        "Missing style sheet: /no.css (30 pages, first p00.html:2)",
        "Missing script: /no.js (30 pages, first p00.html:2)",
        "Link to a file on the author's own computer: file:///C:/a.doc (30 pages, first p00.html:3)",
        "Broken link: /only0 (q00.html:3)",
        "Link to the reader's own computer: http://localhost:8080/0 (q00.html:3)",
    ] {
        assert!(map.err.contains(fault), "{fault}: {}", map.err);
    }
    // Sixteen broken links, ten of which are shown; the kind that is seen most comes first.
    assert_eq!(map.err.matches("Broken link: ").count(), 10, "{}", map.err);
    assert!(map.err.contains("textify: and 11 more, all in report.json"), "{}", map.err);
    assert!(map.err.find("Broken link").unwrap() < map.err.find("Missing image").unwrap());
    let report: serde_json::Value = serde_json::from_str(&room.read("report.json")).unwrap();
    let faults = report["faults"].as_array().unwrap();
    let of = |code: &str| faults.iter().filter(|it| it["fault"] == code).collect::<Vec<_>>();
    assert_eq!((of("broken-link").len(), of("localhost").len()), (16, 15));
    let gone = of("broken-link")[0];
    assert_eq!((&gone["pages"], &gone["message"]), (&30.into(), &"Broken link: /gone/".into()));
    assert_eq!(gone["places"].as_array().unwrap().len(), 30);
    assert_eq!(gone["places"][29], serde_json::json!({ "path": "p29.html", "line": 3 }));
}
