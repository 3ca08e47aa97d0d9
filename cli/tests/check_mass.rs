//! The check of a whole site: long reports, baselines that hold, paths that services understand.

mod common;
use common::Room;
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;

/// A page with a file name and a class that a build generates, an image without a description and
/// as many links without a name.
fn page(build: &str, title: &str, before: &str, links: usize) -> String {
    let mut page = format!(
        "<!DOCTYPE html><html lang=en><link rel=stylesheet href='/app.{build}.css'><title>{title}</title>\n\
         {before}<main class='css-{build}'><h1>{title}</h1>\n\
         <p class='text-{build}'><img src='/img/map.{build}.png'></p>\n"
    );
    for at in 0..links {
        let _ = writeln!(page, "<a id='link-{build}' href='/news/{at}'></a>");
    }
    page + "</main></html>"
}

/// A site whose configuration names a baseline.
fn site() -> Room {
    let room = Room::new();
    fs::create_dir_all(room.path("site/news")).unwrap();
    room.write(
        "textify.toml",
        "[check]\nbaseline = 'known.json'\nselect = ['link-name', 'image-alt-present']\n",
    );
    room.write("site/index.html", page("3f2a9c1b", "Town", "", 2));
    room.write("site/news/index.html", page("3f2a9c1b", "News", "", 1));
    room.run(["check", "site", "--update-baseline"]).fine();
    room
}

#[test]
fn a_baseline_holds_however_the_site_is_named() {
    let room = site();
    let whole = room.path("site");
    for named in ["site", "./site", "site/../site/", &whole.to_string_lossy()] {
        let ran = room.run(["check", named]);
        assert_eq!(ran.code, Some(0), "{named}: {}{}", ran.out, ran.err);
        assert!(
            ran.out.contains("5 findings accepted") && ran.err.is_empty(),
            "{named}: {}",
            ran.err
        );
    }
    let below = room.run_in("site/news", ["check", ".."]);
    assert_eq!(below.code, Some(0), "{}{}", below.out, below.err);
    let known = room.read("known.json");
    assert!(known.contains("\"site/news/index.html\""), "{known}");
}

#[test]
fn a_baseline_holds_after_another_build() {
    let room = site();
    let moved = "<header><p>New today</p></header>\n\n";
    room.write("site/index.html", page("99aa07ff", "Town", moved, 2));
    room.write("site/news/index.html", page("99aa07ff", "News", moved, 1));
    let ran = room.run(["check", "site"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    assert!(ran.err.is_empty(), "no entry is stale: {}", ran.err);
    // The wording of the messages does not count either.
    let reworded = room.read("known.json").replace("The link has no name.", "Odkaz nemá název.");
    assert!(reworded.contains("Odkaz"));
    room.write("known.json", reworded);
    room.run(["check", "site"]).fine();
    // A new fault is reported, and only this one.
    room.write("site/index.html", page("99aa07ff", "Town", moved, 3));
    let ran = room.run(["check", "site"]);
    assert_eq!(ran.code, Some(1), "{}", ran.out);
    assert!(ran.out.contains("Checked 2 pages: 1 error. 5 findings accepted."), "{}", ran.out);
}

#[test]
fn stale_entries_are_counted_where_they_are_many() {
    let room = site();
    room.write("site/index.html", page("3f2a9c1b", "Town", "", 20));
    room.run(["check", "site", "--update-baseline"]).fine();
    room.write("site/index.html", page("3f2a9c1b", "Town", "", 0));
    let ran = room.run(["check", "site"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    assert!(ran.err.contains("20 entries have no finding any more"), "{}", ran.err);
}

/// A site with more causes than a report on the terminal writes out.
fn large() -> Room {
    let room = Room::new();
    fs::create_dir(room.path("site")).unwrap();
    for at in 0..30 {
        // Each page repeats the faults of the template, and has two of its own.
        let own = format!("<p><a href='#a{at}'>One</a> <a href='#b{at}'>Two</a></p>");
        room.write(format!("site/p{at:02}.html"), page("3f2a9c1b", &format!("Page {at}"), &own, 3));
    }
    room
}

#[test]
fn a_long_report_is_a_summary_unless_all_is_asked_for() {
    let room = large();
    let short = room.run(["check", "site"]);
    assert!(short.out.starts_with("Errors (120):\n  link-name: 90 on 30 pages."), "{}", short.out);
    assert!(
        short.out.contains("site/p00.html:4:1, site/p01.html:4:1, site/p02.html:4:1 and 27 more")
    );
    assert!(short.out.lines().count() < 20, "{}", short.out);
    assert!(short.err.contains("--full prints every finding"), "{}", short.err);
    let full = room.run(["check", "--full", "site"]);
    let named = room.run(["check", "--format", "plain", "site"]);
    for long in [&full, &named] {
        assert!(long.out.contains("site/p29.html:4:1, 5:1, 6:1"), "all places");
        assert_eq!(long.out.matches("\n  Rule: ").count(), 64, "all causes");
        assert!(long.err.is_empty(), "{}", long.err);
    }
    let quiet = room.run(["-q", "check", "site"]);
    assert!(quiet.err.is_empty(), "{}", quiet.err);
    let counted =
        room.run(["check", "--statistics", "--select=link-name,image-alt-present", "site"]);
    assert!(
        counted.out.contains("\n90 error   link-name on 30 pages\n30 error   image-alt"),
        "{}",
        counted.out
    );
    // One cause with many places names the first of them.
    assert!(
        counted.out.contains(
            "  Also in: site/p00.html:5:1, 6:1, site/p01.html:4:1, 5:1, 6:1 and 84 more\n"
        ),
        "{}",
        counted.out
    );
}

#[test]
fn a_page_that_is_shown_in_part_has_its_own_column() {
    let room = Room::new();
    let before = "<b>x</b>".repeat(100);
    room.write(
        "long.html",
        format!("<!DOCTYPE html><html lang=en><title>T</title>{before}<a href=/></a>"),
    );
    let args = ["check", "--format=human", "--select=link-name", "long.html"];
    let ran = room.run(args);
    assert!(ran.out.contains("--> long.html:1:846\n"), "{}", ran.out);
}

#[test]
fn services_get_paths_from_the_root_of_the_repository() {
    let room = Room::new();
    fs::create_dir_all(room.path("web/site")).unwrap();
    fs::create_dir(room.path(".git")).unwrap();
    room.write("web/site/úřad.html", page("3f2a9c1b", "Town", "", 1));
    let outputs = ["sarif", "gitlab", "junit", "json"].map(|it| format!("--output={it}=out.{it}"));
    let args = |more: &[&str]| {
        let args = ["check", "site", "--fail-on=never"].iter().chain(more);
        args.map(|it| it.to_string()).chain(outputs.clone()).collect::<Vec<_>>()
    };
    let paths = || {
        let json = |name: &str| serde_json::from_str::<Value>(&room.read(name)).unwrap();
        let sarif = &json("web/out.sarif")["runs"][0]["results"][0]["locations"][0];
        let gitlab = json("web/out.gitlab")[0]["location"]["path"].clone();
        let own = json("web/out.json")["pages"][0]["path"].clone();
        let junit = room.read("web/out.junit").contains("file=\"web/site/úřad.html\"");
        (sarif["physicalLocation"]["artifactLocation"]["uri"].clone(), gitlab, own, junit)
    };
    assert_eq!(room.run_in("web", args(&[])).code, Some(0));
    let own = Value::from("site/úřad.html");
    let (sarif, gitlab) = ("web/site/%C3%BA%C5%99ad.html".into(), "web/site/úřad.html".into());
    assert_eq!(paths(), (sarif, gitlab, own.clone(), true));
    assert_eq!(room.run_in("web", args(&["--path-prefix=www/"])).code, Some(0));
    let (sarif, gitlab) = ("www/site/%C3%BA%C5%99ad.html".into(), "www/site/úřad.html".into());
    assert_eq!(paths(), (sarif, gitlab, own, false));
}

#[test]
fn github_gets_what_it_shows_the_heaviest_first() {
    let room = large();
    let ran = room.run(["check", "--format=github", "site"]);
    let errors = ran.out.lines().take_while(|line| line.starts_with("::error ")).count();
    assert_eq!(errors, 2, "the causes of the errors are the first: {}", ran.out);
    let warnings = ran.out.lines().filter(|line| line.starts_with("::warning ")).count();
    assert_eq!(warnings, 10, "{}", ran.out);
    assert!(ran.out.contains("50 more causes are not annotated"), "{}", ran.out);
}

#[test]
fn an_html_report_says_each_thing_once() {
    let room = large();
    let ran = room.run(["check", "--fail-on=never", "--output=html=report.html", "site"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let report = room.read("report.html");
    assert_eq!(report.matches("The link has no name.").count(), 1);
    // Links lead from the rule to the page and back.
    assert!(report.contains("<a href=\"#p29\">site/p29.html</a> 4:1, 5:1, 6:1"));
    assert!(
        report.contains("<details id=\"p29\"") && report.contains("<a href=\"#error-link-name\">")
    );
    assert!(report.contains("<h3 id=\"error-link-name\">") && !report.contains("<details open"));
    assert!(report.len() < 60_000, "{} bytes for 30 pages with 480 findings", report.len());
}
