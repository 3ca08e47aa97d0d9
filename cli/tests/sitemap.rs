//! The site maps that the command writes, and when it does not.

mod common;

use common::Room;
use std::fs;
use std::path::Path;

const BASE: [&str; 2] = ["--base-url", "https://www.example.org/"];

fn room() -> Room {
    let room = Room::new();
    fs::create_dir_all(room.path("site/news")).unwrap();
    room.write("site/index.html", "<html lang=en><title>Home</title><a href=news/>News</a>");
    room.write(
        "site/news/index.html",
        "<title>News</title><a href=../a%20b.html>A</a><a href=no>N</a>",
    );
    room.write("site/a b.html", "<title>A</title>A");
    room.write("site/old.html", "<title>Old</title><meta name=robots content=noindex>");
    room.write("site/paper.pdf", "%PDF-1.4");
    room
}

fn sitemap<'a>(more: &[&'a str]) -> Vec<&'a str> {
    ["sitemap", "site"].into_iter().chain(BASE).chain(more.iter().copied()).collect()
}

#[test]
fn writes_xml_to_the_standard_output() {
    let ran = room().run(sitemap(&[]));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(
        ran.out.starts_with(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- Made by textify -->\n<urlset"
        ),
        "{}",
        ran.out
    );
    for address in ["", "a%20b.html", "news/"] {
        assert!(
            ran.out.contains(&format!("<loc>https://www.example.org/{address}</loc>")),
            "{}",
            ran.out
        );
    }
    assert_eq!(ran.out.matches("<loc>").count(), 3);
    assert!(ran.err.contains("for robots.txt: Sitemap: https://www.example.org/sitemap.xml"));
    assert!(ran.err.contains("old.html: left out: it asks search engines to leave it out"));
    assert!(ran.err.contains("Broken link: /news/no (news/index.html:1)"), "{}", ran.err);
}

#[test]
fn writes_three_files_to_a_folder() {
    let room = room();
    let ran = room.run(sitemap(&["-o", "maps", "--report", "report.json"]));
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    let names = |folder: &str| {
        let entries =
            fs::read_dir(room.path(folder)).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<_> = entries.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        names
    };
    assert_eq!(names("maps"), ["sitemap.html", "sitemap.txt", "sitemap.xml"]);
    let report = room.read("report.json");
    assert!(report.contains("\"reason\": \"noindex\""), "{report}");
    assert!(report.contains("\"fault\": \"broken-link\""), "{report}");

    // Into the site itself: the site maps of the first run are none of its pages.
    let first = [room.run(sitemap(&["-o", "site"])).code, room.run(sitemap(&["-o", "site"])).code];
    assert_eq!(first, [Some(0), Some(0)]);
    assert_eq!(room.read("site/sitemap.xml"), room.read("maps/sitemap.xml"));
    assert!(!Path::new(&room.path("site/robots.txt")).exists());
}

#[test]
fn compresses_on_request() {
    let room = room();
    let ran = room.run(sitemap(&["-o", "maps", "--gzip"]));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let packed = fs::read(room.path("maps/sitemap.xml.gz")).unwrap();
    assert!(packed.starts_with(&[0x1f, 0x8b]));
    assert!(ran.err.contains("Sitemap: https://www.example.org/sitemap.xml.gz"), "{}", ran.err);
}

#[test]
fn takes_single_pages() {
    let room = room();
    let files = ["sitemap", "site/index.html", "site/old.html"];
    let ran = room.run(files.into_iter().chain(BASE));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("<loc>https://www.example.org/site/</loc>"), "{}", ran.out);
}

#[test]
fn refuses_what_it_cannot_map() {
    let room = room();
    fs::create_dir(room.path("empty")).unwrap();
    room.write("empty/notes.txt", "no page");
    let cases: [(&[&str], &str); 7] = [
        (&["site"], "--base-url: it is missing"),
        (&["site", "--base-url", "www.example.org"], "is not the absolute http or https address"),
        (
            &["site", "--base-url", "ftp://example.org/"],
            "is not the absolute http or https address",
        ),
        (&["empty", BASE[0], BASE[1]], "empty: there are no pages in it"),
        (&["nowhere", BASE[0], BASE[1]], "nowhere: there is no such file or folder"),
        (&["../x.html", BASE[0], BASE[1]], "there is no such file or folder"),
        (&["site", "empty", BASE[0], BASE[1]], "site: it is a folder among other paths"),
    ];
    for (args, message) in cases {
        let args = ["sitemap", "-o", "maps"].iter().chain(args);
        let ran = room.run(args);
        assert_eq!(ran.code, Some(2), "{}", ran.err);
        assert!(ran.err.contains(message), "{}", ran.err);
        assert_eq!(
            ran.err.lines().filter(|line| line.starts_with("hint: ")).count(),
            1,
            "{}",
            ran.err
        );
        assert!(ran.err.lines().last().unwrap().starts_with("hint: "), "{}", ran.err);
    }
    assert!(!room.path("maps").exists());
}

#[test]
fn leaves_no_half_of_the_files() {
    let room = room();
    // A folder is in the way of the last file.
    fs::create_dir_all(room.path("maps/sitemap.txt")).unwrap();
    let ran = room.run(sitemap(&["-o", "maps"]));
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("a folder is in the way"), "{}", ran.err);
    let left = fs::read_dir(room.path("maps")).unwrap().count();
    assert_eq!(left, 1);
}
