//! What every version of a public body's page has to lead to: the accessibility statement, the
//! feedback mechanism, and the same page in other languages.

mod common;

use common::Room;
use std::fs;

const BASE: [&str; 2] = ["--base-url", "https://www.urad.example/"];
const LINKS: [&str; 4] = [
    "--accessibility-statement",
    "https://www.urad.example/prohlaseni",
    "--accessibility-feedback",
    "pristupnost@urad.example",
];

fn site() -> Room {
    let room = Room::new();
    fs::create_dir_all(room.path("in/en")).unwrap();
    let page = |language: &str, other: &str, href: &str, title: &str| {
        format!(
            "<!DOCTYPE html><html lang={language}><meta charset=utf-8><title>{title}</title>\
             <link rel=alternate hreflang={other} href={href}><h1>{title}</h1><p>{title}."
        )
    };
    room.write("in/pasy.html", page("cs", "en", "/en/passports.html", "Pasy"));
    room.write("in/en/passports.html", page("en", "cs", "/pasy.html", "Passports"));
    room
}

#[test]
fn every_version_links_the_statement_and_the_feedback() {
    let room = site();
    let ran = room.run(["export", "in", "out"].iter().chain(&BASE).chain(&LINKS));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    for (path, name) in [
        ("pasy.html", "Prohlášení o přístupnosti"),
        ("en/passports.html", "Accessibility statement"),
    ] {
        let link = format!("<a href=\"https://www.urad.example/prohlaseni\">{name}</a>");
        let text = room.read(format!("out/text/{path}"));
        assert!(text.contains(&link) && text.contains("mailto:pristupnost@urad.example"), "{text}");
        // Paper shows the addresses themselves.
        let print = room.read(format!("out/print/{path}"));
        assert!(print.contains(&format!("{name}:</dt>")), "{print}");
        assert!(print.contains(">https://www.urad.example/prohlaseni</a>"), "{print}");
        assert!(print.contains(">pristupnost@urad.example</a>"), "{print}");
    }
    let verified = room.run(["verify", "out", "--source", "in"].iter().chain(&BASE).chain(&LINKS));
    assert_eq!(verified.code, Some(0), "{}", verified.err);
}

#[test]
fn text_versions_lead_to_each_other_across_languages() {
    let room = site();
    let ran = room.run(["export", "in", "out"].iter().chain(&BASE));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let czech = room.read("out/text/pasy.html");
    let english = "<a href=\"en/passports.html\" hreflang=\"en\" lang=\"en\">English</a>";
    assert!(czech.contains(english), "{czech}");
    let text = room.read("out/text/en/passports.html");
    let czech = "<a href=\"../pasy.html\" hreflang=\"cs\" lang=\"cs\">Česky</a>";
    assert!(text.contains(czech), "{text}");
    assert!(!text.contains("Accessibility"), "{text}");
}

#[test]
fn an_address_that_is_none_is_refused() {
    let room = site();
    let bad = ["export", "in", "out", "--accessibility-statement", "prohlaseni.html"];
    let ran = room.run(bad.iter().chain(&BASE));
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("--accessibility-statement: “prohlaseni.html” is not"), "{}", ran.err);
    assert!(!room.path("out").exists());
}
