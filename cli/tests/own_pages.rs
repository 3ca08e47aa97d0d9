//! What textify writes passes its own check: text and print versions and site maps of all fixtures.

mod common;
use common::Room;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// The pages of the fixtures, without those that the check is to find fault with.
fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures");
    let (mut folders, mut pages) = (vec![root.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && path != root.join("check") {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "html")
                // One fixture is empty, and no page.
                && fs::read(&path).is_ok_and(|bytes| !bytes.trim_ascii().is_empty())
            {
                pages.push(path.canonicalize().unwrap());
            }
        }
    }
    pages.sort();
    assert!(pages.len() > 100, "only {} fixtures", pages.len());
    pages
}

/// Demands that a check of paths in a room finds no error, and looks at so many pages.
fn clean(room: &Room, paths: &[&str], pages: usize) {
    let ran = room.run(["check", "--format=json"].iter().chain(paths));
    let report: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.err));
    let list = report["pages"].as_array().unwrap();
    assert!(list.len() >= pages, "only {} pages", list.len());
    let mut errors = String::new();
    for page in list {
        for found in page["findings"].as_array().unwrap() {
            if found["severity"] == "error" {
                errors += &format!("{}: {}\n", page["path"], found);
            }
        }
    }
    assert_eq!((ran.code, errors.as_str(), ran.err.as_str()), (Some(0), "", ""));
}

#[test]
fn text_and_print_versions() {
    let room = Room::new();
    fs::create_dir_all(room.path("own/text")).unwrap();
    fs::create_dir_all(room.path("own/print")).unwrap();
    let pages = fixtures();
    for (number, page) in pages.iter().enumerate() {
        let page = page.to_str().unwrap();
        let file = |kind: &str| format!("own/{kind}/{number}.html");
        let ran = room.run(["--to", "html", "-o", &file("text"), page]);
        assert_eq!(ran.code, Some(0), "{page}: {}", ran.err);
        let ran = room.run(["print", "-o", &file("print"), page]);
        let empty = ran.err.contains("there is nothing to print");
        assert!(ran.code == Some(0) || empty, "{page}: {}", ran.err);
    }
    clean(&room, &["own"], pages.len() * 9 / 5);
}

#[test]
fn the_site_map_and_the_text_versions_of_a_site() {
    let room = Room::new();
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/site");
    let base = "--base-url=https://www.example.org/";
    let args = ["export", base, site.to_str().unwrap(), "out"];
    assert_eq!(room.run(args).code, Some(0));
    clean(&room, &["out/text", "out/sitemap.html"], 4);
}

/// The languages that pages say may be none; the site map then says none either.
#[test]
fn the_site_map_of_pages_with_faults() {
    let room = Room::new();
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures");
    let base = "--base-url=https://www.example.org/";
    assert_eq!(room.run(["sitemap", base, "-o", "map", pages.to_str().unwrap()]).code, Some(0));
    clean(&room, &["map/sitemap.html"], 1);
}

#[test]
fn the_report_of_a_check() {
    let room = Room::new();
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/check");
    let to = "--output=html=report.html";
    assert_eq!(room.run(["check", "--level=aaa", to, pages.to_str().unwrap()]).code, Some(1));
    clean(&room, &["--level=aaa", "report.html"], 1);
}
