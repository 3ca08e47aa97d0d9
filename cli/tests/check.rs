//! The accessibility check as people and CI call it.

mod common;
use common::Room;
use serde_json::Value;

const MOVING: &str = "<!DOCTYPE html><html lang=en><title>News</title><main><h1>News</h1>\n\
    <marquee>Closed on Friday.</marquee></main>";
const CLEAN: &str = "<!DOCTYPE html><html lang=en><title>Hours</title><main><h1>Hours</h1></main>";

fn room() -> Room {
    let room = Room::new();
    room.write("moving.html", MOVING);
    room.write("clean.html", CLEAN);
    room
}

#[test]
fn the_exit_status_tells_whether_there_are_errors() {
    let room = room();
    assert_eq!(room.run(["check", "clean.html"]).fine(), "Checked 1 page: nothing found.\n");
    let ran = room.run(["check", "moving.html"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(
        ran.out.contains("Error in moving.html, line 2, column 1: The text moves"),
        "{}",
        ran.out
    );
    assert_eq!(room.run(["check", "--fail-on", "never", "moving.html"]).code, Some(0));
    let warned = ["check", "--ignore", "moving-content-element", "moving.html"];
    assert_eq!(room.run(warned).code, Some(0));
    let many = ["check", "--ignore=moving-content-element", "--max-warnings=0", "moving.html"];
    assert_eq!(room.run(many).code, Some(1));
}

#[test]
fn a_folder_is_searched_and_its_pages_compared() {
    let room = room();
    std::fs::create_dir(room.path("site")).unwrap();
    room.write("site/a.html", CLEAN);
    room.write("site/b.htm", CLEAN);
    room.write("site/picture.png", [0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0]);
    let report: Value =
        serde_json::from_str(room.run(["check", "--format=json", "site"]).fine()).unwrap();
    let paths: Vec<_> = report["pages"].as_array().unwrap().iter().map(|p| &p["path"]).collect();
    assert_eq!(paths, ["site/a.html", "site/b.htm"]);
    assert_eq!(report["pages"][1]["findings"][0]["rule"], "page-title-unique-in-site");
}

#[test]
fn what_cannot_be_checked_is_never_a_green_run() {
    let room = room();
    let ran = room.run(["check", "clean.html", "gone.html"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.out.contains("gone.html: could not be checked"), "{}", ran.out);
    std::fs::create_dir(room.path("empty")).unwrap();
    room.run(["check", "empty"]).refused(
        "empty: there is no page in the folder",
        "give a folder with .html, .htm, .xhtml or .svg files",
    );
}

#[test]
fn a_baseline_accepts_what_was_there_before() {
    let room = room();
    let with = ["check", "--baseline", "known.json", "moving.html"];
    assert_eq!(room.run(with).code, Some(2), "a baseline that is not there");
    room.run(["check", "--baseline", "known.json", "--update-baseline", "moving.html"]).fine();
    room.run(with).fine();
    room.write("moving.html", CLEAN);
    let ran = room.run(with);
    assert_eq!(ran.code, Some(0));
    assert!(ran.err.contains("there is no such finding any more"), "{}", ran.err);
}

#[test]
fn a_page_that_cannot_be_read_is_told_once_when_others_are_mended() {
    let room = Room::new();
    room.write(
        "table.html",
        "<!doctype html><html lang=en><title>T</title><main><h1>T</h1>\
        <table><tr><th scope=column>Fee<tr><td>120</table></main>",
    );
    let ran = room.run(["check", "--fix", "gone.html", "table.html"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(ran.err.matches("gone.html: ").count(), 1, "{}", ran.err);
    assert!(room.read("table.html").contains("scope=\"col\""));
}

#[test]
fn safe_fixes_change_what_they_mend_and_nothing_else() {
    let room = room();
    let table = |scope: &[u8]| {
        let mut page = b"<!DOCTYPE html><html lang=cs><meta charset=windows-1250><title>".to_vec();
        page.extend(b"\xda\xf8ad</title>\r\n<main><h1>\xda\xf8ad</h1><table><tr><th scope=");
        page.extend(scope);
        page.extend(b">Poplatek<tr><td>120</table></main>");
        page
    };
    room.write("table.html", table(b"'column'"));
    let shown = room.run(["check", "--diff", "table.html"]);
    assert!(shown.out.contains("+<main>") && shown.out.contains("scope=\"col\""), "{}", shown.out);
    assert_eq!(std::fs::read(room.path("table.html")).unwrap(), table(b"'column'"));
    for _ in 0..2 {
        assert_eq!(room.run(["check", "--fix", "table.html"]).code, Some(0));
        assert_eq!(std::fs::read(room.path("table.html")).unwrap(), table(b"\"col\""));
    }
}

#[test]
fn every_format_is_written_to_its_file() {
    let room = room();
    let formats = ["human", "plain", "json", "sarif", "junit", "github", "gitlab", "html", "earl"];
    let outputs = formats.map(|format| format!("--output={format}=report.{format}"));
    let pages = ["check".to_owned(), "moving.html".to_owned(), "clean.html".to_owned()];
    assert_eq!(room.run(pages.iter().chain(&outputs)).code, Some(1));
    for format in formats {
        let report = room.read(format!("report.{format}"));
        assert!(
            report.contains("moving-content-element") || format == "human",
            "{format}: {report}"
        );
    }
    for format in ["json", "sarif", "gitlab", "earl"] {
        serde_json::from_str::<Value>(&room.read(format!("report.{format}"))).expect("JSON");
    }
}

#[test]
fn rules_are_explained_and_misspelt_ones_guessed() {
    let room = Room::new();
    let text = room.run(["explain", "viewport-zoom"]);
    assert!(text.fine().starts_with("## viewport-zoom\n"), "{}", text.out);
    let ran = room.run(["explain", "viewport-zom"]);
    assert!(ran.err.contains("did you mean viewport-zoom?"), "{}", ran.err);
    let listed = room.run(["check", "--list-rules", "--level", "aaa"]);
    assert!(listed.fine().lines().count() > 20);
}
