//! The style sheets beside a page and below the root of its site.

mod common;
use common::Room;
use std::fs;

/// A page that links to a sheet by this address; the sheet hides a word.
fn page(address: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Notices</title>\
         <link rel=stylesheet href='{address}'><main><p>seen <b>unseen</b></p></main>"
    )
}

const SHEET: &str = "b { display: none }";

fn site() -> Room {
    let room = Room::new();
    for folder in ["site", "site/css", "site/dir"] {
        fs::create_dir(room.path(folder)).unwrap();
    }
    room.write("outside.css", SHEET);
    room.write("site/css/a b.css", SHEET);
    room.write("site/dir/beside.css", SHEET);
    room
}

/// Whether the sheet at an address is applied to `site/dir/page.html`.
fn applies(room: &Room, address: &str, options: &[&str]) -> bool {
    room.write("site/dir/page.html", page(address));
    let ran = room.run([options, &["site/dir/page.html"]].concat());
    !ran.fine().contains("unseen")
}

#[test]
fn sheets_beside_the_page_are_read() {
    let room = site();
    assert!(applies(&room, "beside.css", &[]));
    assert!(applies(&room, "./beside.css?v=3#x", &[]));
    assert!(applies(&room, "beside.css", &["--root", "site"]));
    assert!(applies(&room, "beside.css", &["--url", "https://example.org/dir/page.html"]));
    assert!(!applies(&room, "missing.css", &[]));
}

#[test]
fn the_root_maps_addresses_of_the_site() {
    let room = site();
    assert!(applies(&room, "/css/a%20b.css", &["--root", "site"]));
    assert!(applies(&room, "../css/a%20b.css", &["--root", "site"]));
    assert!(!applies(&room, "/css/a%20b.css", &[]));
    let url = ["--root", "site", "--url", "https://example.org/dir/page.html"];
    assert!(applies(&room, "https://example.org/css/a%20b.css", &url));
    assert!(!applies(&room, "https://example.com/css/a%20b.css", &url));
}

#[test]
fn nothing_outside_is_read() {
    let room = site();
    assert!(!applies(&room, "../css/a%20b.css", &[]));
    for address in ["../../outside.css", "..%2F..%2Foutside.css", "/../outside.css"] {
        assert!(!applies(&room, address, &["--root", "site"]), "{address}");
    }
    let absolute = room.path("outside.css").display().to_string();
    assert!(!applies(&room, &absolute, &["--root", "site"]));
    assert!(!applies(&room, &format!("file://{absolute}"), &["--root", "site"]));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(room.path("outside.css"), room.path("site/dir/link.css"))
            .unwrap();
        assert!(!applies(&room, "link.css", &["--root", "site"]));
    }
}

#[test]
fn sheets_that_are_not_read_are_told() {
    let room = Room::new();
    let linked =
        page("a.css").replace("<main>", "<link rel=stylesheet href=//cdn.example/b.css><main>");
    room.write("page.html", linked);
    let ran = room.run(["-o", "page.txt", "--ledger", "-", "page.html"]);
    let ledger: serde_json::Value = serde_json::from_str(ran.fine()).unwrap();
    let told: Vec<_> = ledger[0]["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| (entry["reason"].as_str().unwrap(), entry["text"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [("missing-style", "a.css"), ("remote-style", "http://cdn.example/b.css")]);
}

#[test]
fn a_root_must_be_a_folder() {
    let room = Room::new();
    let hint = "give the folder that holds the files of the site";
    for command in [&["--root", "gone"][..], &["check", "--root", "gone"]] {
        let ran = room.run([command, &["page.html"]].concat());
        ran.refused("gone: there is no such folder", hint);
    }
}

/// What is said of a linked file beside the page or below the root, in `site/dir/page.html`.
#[test]
fn files_at_hand_tell_their_type_and_size() {
    let room = site();
    room.write("site/dir/report.pdf", [b'x'; 56_000]);
    room.write("site/list.xlsx", vec![b'x'; 1_234_567]);
    room.write("outside.pdf", "x");
    let said = |href: &str, options: &[&str]| {
        let page = format!(
            "<!DOCTYPE html><html lang=cs><meta charset=utf-8><title>T</title>\
             <main><p><a href='{href}'>Soubor</a></p></main>"
        );
        room.write("site/dir/page.html", page);
        let ran = room.run([options, &["--links", "none", "site/dir/page.html"]].concat());
        ran.fine().lines().last().unwrap_or_default().to_owned()
    };
    assert_eq!(said("report.pdf", &[]), "Soubor (pdf, 56 kB)");
    assert_eq!(said("../list.xlsx", &["--root", "site"]), "Soubor (xlsx, 1,2 MB)");
    assert_eq!(said("/list.xlsx", &["--root", "site"]), "Soubor (xlsx, 1,2 MB)");
    for nothing in ["/list.xlsx", "gone.pdf", "../../outside.pdf", "page.html", "."] {
        assert_eq!(said(nothing, &[]), "Soubor", "{nothing}");
    }
}
