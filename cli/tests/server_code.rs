//! Files with code for the server: programs, not the pages that they make.

mod common;

use common::{PAGE, Ran, Room};
use std::fs;

const BASE: [&str; 2] = ["--base-url", "https://www.urad.example/"];

const PROGRAMS: [(&str, &str, &str); 8] = [
    ("head.php", "PHP code", "<?php include 'lib.inc'; ?><!DOCTYPE html><title>T</title><p>a"),
    ("title.html", "PHP code", "<!DOCTYPE html><title><?= $title ?></title><p>a"),
    ("index.php", "PHP code", "<?php require __DIR__ . '/app.php';"),
    (
        "default.asp",
        "ASP, ASP.NET or JSP code",
        "<%@ Language=VBScript %><html><title>T</title><p>a",
    ),
    (
        "list.aspx",
        "ASP, ASP.NET or JSP code",
        "<!DOCTYPE html><title>T</title><form runat=\"server\">",
    ),
    ("list.jsp", "ASP, ASP.NET or JSP code", "<%= new java.util.Date() %><p>a"),
    (
        "tag.html",
        "ASP, ASP.NET or JSP code",
        "<!DOCTYPE html><title>T</title><a href=\"<%= a %>\">a</a>",
    ),
    (
        "menu.shtml",
        "server-side includes",
        "<!DOCTYPE html><!--#include file=\"a.html\" --><title>T</title>",
    ),
];

/// Pages that look like programs to somebody who looks at names or single signs.
const PAGES: [(&str, &str); 4] = [
    ("mirror.php", "<!DOCTYPE html><html lang=en><title>Mirror</title><h1>Fees</h1><p>5 <% 7</p>"),
    (
        "Default.aspx",
        "<!DOCTYPE html><html lang=en><title>Saved</title><h1>Fees</h1><p>As received</p>",
    ),
    (
        "old.xhtml",
        "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\
                   <head><title>Old</title></head><body><h1>Fees</h1><p>None</p></body></html>",
    ),
    (
        "script.html",
        "<!DOCTYPE html><html lang=en><title>Script</title><h1>Fees</h1><p>None</p>\
                     <script>var a = '<?php echo 1 ?>' + \"<%= b %>\"</script>",
    ),
];

fn room() -> Room {
    let room = Room::with_site(&[("index.html", PAGE)]);
    PROGRAMS.iter().for_each(|(name, _, text)| room.write_deep(format!("in/{name}"), text));
    PAGES.iter().for_each(|(name, text)| room.write_deep(format!("in/{name}"), text));
    room
}

fn export(room: &Room) -> Ran {
    room.run(["export", "in", "out"].iter().chain(&BASE))
}

/// Demands that each program is named once.
fn all_are_named(err: &str) {
    for (name, code, _) in PROGRAMS {
        let lines: Vec<_> =
            err.lines().filter(|line| line.contains(&format!("{name}: warning: "))).collect();
        assert_eq!(lines.len(), 1, "{name}: {err}");
        assert!(lines[0].contains(&format!("it holds {code}")), "{}", lines[0]);
        assert!(lines[0].contains("export the pages as a browser receives them"), "{}", lines[0]);
    }
    for (name, _) in PAGES {
        assert!(!err.contains(&format!("{name}: warning")), "{err}");
    }
}

#[test]
fn programs_are_copied_and_named() {
    let room = room();
    for _ in 0..2 {
        let ran = export(&room);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        all_are_named(&ran.err);
        assert!(ran.err.contains("a server that does not run it shows its source"), "{}", ran.err);
        assert!(ran.err.contains("textify: 5 pages; "), "{}", ran.err);
    }
    let map = room.read("out/sitemap.xml");
    for (name, _, text) in PROGRAMS {
        assert_eq!(room.read(format!("out/{name}")), text, "{name}");
        assert!(!map.contains(name), "{map}");
    }
    for (name, _) in PAGES {
        assert!(room.read(format!("out/{name}")).contains("<!--textify-->"), "{name}");
    }
    let versions = room.files("out/text");
    assert_eq!(versions.len(), 5, "{versions:?}");
    let ran = room.run(["verify", "out", "--source", "in"].iter().chain(&BASE));
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
}

#[test]
fn check_and_site_map_pass_them_over() {
    let room = room();
    let ran = room.run(["check", "in", "--format", "json", "--fail-on", "never"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    all_are_named(&ran.err);
    assert_eq!(ran.out.matches("\"path\": \"in/").count(), 5, "{}", ran.out);
    let ran = room.run(["sitemap", "in"].iter().chain(&BASE));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    all_are_named(&ran.err);
    assert!(!ran.out.contains("head.php") && ran.out.contains("mirror.php"), "{}", ran.out);
    room.run(["check", "in/tag.html"]).refused_at_end(
        "check: there is no page, only programs",
        "give the pages as a browser receives them",
    );
}

#[test]
fn a_folder_of_programs_has_no_page() {
    let room = Room::with_site(&[("index.php", "<?php a();"), ("b.php", "<?php b() ?><p>b")]);
    let ran = export(&room);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("in: there is no page in it, only programs: "), "{}", ran.err);
    assert!(
        ran.err.ends_with("hint: export the pages as a browser receives them\n"),
        "{}",
        ran.err
    );
    assert!(!room.path("out").exists());
}

#[test]
fn braces_of_templates_are_a_notice() {
    let braces = PAGE.replace("The office", "{{ office.name }}");
    let tex = PAGE.replace("<p>", "<script>var a = '{% if %}'</script><p title='{{ a }}'>");
    let room = Room::with_site(&[("a.html", &braces), ("b.html", &braces), ("c.html", &tex)]);
    for _ in 0..2 {
        let ran = export(&room);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        let line = "textify: note: 2 pages show what may be instructions of a template ({{ or {%), first a.html\n";
        assert!(ran.err.contains(line), "{}", ran.err);
    }
    assert!(fs::read_dir(room.path("out/text")).unwrap().count() == 3);
}
