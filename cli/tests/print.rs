//! The documents for paper that the command writes, and when it does not.

mod common;

use common::Room;
use std::fs;

/// A page of a site, with an address of its own.
fn page(name: &str, body: &str) -> String {
    let file = name.to_lowercase();
    format!(
        "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>{name} - Town Hall</title>\
         <link rel=canonical href=https://town.example/{file}.html>\
         <nav><a href=/>Home</a></nav><main><h1>{name}</h1>{body}</main>"
    )
}

fn room() -> Room {
    let room = Room::new();
    room.write(
        "first.html",
        page(
            "First",
            "<p id=top>See <a href=second.html#end>the end</a> and <a href=https://a.example/>others</a>.",
        ),
    );
    room.write("second.html", page("Second", "<p id=end>It ends here.</p><p id=top>Again.</p>"));
    room.write("empty.html", "<!DOCTYPE html><html lang=en><title>Empty</title><body><p hidden>No");
    room.write(
        "pictures.html",
        page("Pictures", "<p>A map:</p><img src=map.png alt='The map'><img src=no.png alt='Lost'>"),
    );
    room.write("map.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0");
    room
}

/// The ids that a document gives, and the places within it that its links lead to.
fn values<'a>(document: &'a str, before: &str) -> Vec<&'a str> {
    document.split(before).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn makes_chapters_of_pages() {
    let ran = room().run(["print", "first.html", "second.html"]);
    let document = ran.fine();
    let (first, second) = (document.find("First</h2>"), document.find("Second</h2>"));
    assert!(first.is_some() && first < second, "{document}");
    let mut ids = values(document, " id=\"");
    for target in values(document, "href=\"#") {
        assert!(ids.contains(&target), "#{target} is nowhere: {document}");
    }
    assert!(!document.contains("second.html#end"), "a link between chapters: {document}");
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "ids are given once: {document}");
    assert!(!document.contains(">Home<"), "menus are left out: {document}");
}

#[test]
fn says_where_links_lead() {
    let room = room();
    let print = |links: &str| room.run(["print", "first.html", "--links", links]).fine().to_owned();
    let list = print("list");
    assert!(list.contains("<span class=\"ref\">[1]</span>"), "{list}");
    assert!(list.contains("class=\"links\"") && list.contains("a.example"), "{list}");
    let inline = print("inline");
    assert!(!inline.contains("class=\"links\"") && inline.contains("class=\"ref\">("), "{inline}");
    let none = print("none");
    assert!(!none.contains("class=\"links\"") && !none.contains("class=\"ref\""), "{none}");
    assert!(none.contains("others"), "{none}");
}

#[test]
fn prints_in_three_sizes() {
    let room = room();
    for (size, points) in [("normal", 12), ("clear", 14), ("large", 18)] {
        let ran = room.run(["print", "first.html", "--size", size]);
        assert!(ran.fine().contains(&format!("html{{font-size:{points}pt}}")), "{}", ran.out);
    }
}

#[test]
fn keeps_images_or_says_them() {
    let room = room();
    let ran = room.run(["print", "pictures.html"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("the image no.png is not beside the page"), "{}", ran.err);
    assert!(!ran.err.contains("map.png"), "{}", ran.err);
    assert!(ran.out.contains("<img src=\"data:image/png;base64,"), "{}", ran.out);
    assert!(ran.out.contains("Lost") && !ran.out.contains("no.png"), "{}", ran.out);
    let alt = room.run(["print", "pictures.html", "--images", "alt"]);
    assert!(!alt.fine().contains("<img") && alt.out.contains("The map"), "{}", alt.out);
    let none = room.run(["print", "pictures.html", "--images", "none"]);
    assert!(!none.fine().contains("<img") && !none.out.contains("The map"), "{}", none.out);
}

#[test]
fn prints_a_code_and_a_day_on_request_only() {
    let room = room();
    let bare = room.run(["print", "first.html"]);
    assert!(!bare.fine().contains("<svg") && !bare.out.contains("<time"), "{}", bare.out);
    let ran = room.run(["print", "first.html", "--qr", "--date=2010-04-29"]);
    assert!(ran.fine().contains("<svg"), "{}", ran.out);
    assert!(ran.out.contains("https://town.example/first.html</a>"), "{}", ran.out);
    assert!(ran.out.contains("<time datetime=\"2010-04-29\">"), "{}", ran.out);
    room.run(["print", "first.html", "--date=29.4.2010"]).refused(
        "--date: “29.4.2010” is not a day",
        "write it as --date=2010-04-29, or leave it out for today",
    );
}

#[test]
fn warns_and_goes_on() {
    let room = room();
    let unknown = "<!DOCTYPE html><html lang=en><title>A</title><nav><a href=/>One line.</a></nav>";
    room.write("unknown.html", unknown);
    let ran = room.run(["print", "unknown.html", "-o", "out.html"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    assert!(ran.err.contains("unknown.html: warning: its address is not known"), "{}", ran.err);
    assert!(ran.err.contains("the whole page is printed"), "{}", ran.err);
    let document = room.read("out.html");
    assert!(document.contains("One line."), "{document}");
    assert!(document.contains("Source:</dt>"), "{document}");
    let given = room.run(["print", "unknown.html", "--url", "https://town.example/unknown"]);
    assert!(!given.err.contains("its address"), "{}", given.err);
    assert!(given.out.contains("https://town.example/unknown</a>"), "{}", given.out);
}

#[test]
fn refuses_what_cannot_be_printed_and_writes_nothing() {
    let room = room();
    let before = room.names();
    let refusals: [(&[&str], &str); 2] = [
        (
            &["empty.html"],
            "textify: empty.html: there is nothing to print\nhint: give a page that shows some text\n",
        ),
        (
            &["first.html", "empty.html"],
            "textify: empty.html: the chapter is empty\nhint: leave it out, or give another page\n",
        ),
    ];
    for (files, message) in refusals {
        let ran = room.run(["print", "-o", "out.html"].iter().chain(files));
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{}", ran.err);
        assert!(ran.err.ends_with(message), "{}", ran.err);
    }
    for target in ["no/such/folder/out.html", "first.html"] {
        let ran = room.run(["print", "first.html", "-o", target]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{target}: {}", ran.err);
        assert!(ran.err.contains("\nhint: "), "{target}: {}", ran.err);
    }
    fs::create_dir(room.path("folder")).unwrap();
    let ran = room.run(["print", "first.html", "-o", "folder"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("the document is one file, this is a folder"), "{}", ran.err);
    fs::remove_dir(room.path("folder")).unwrap();
    assert_eq!(room.names(), before, "no file came or stayed half-written");
}

#[test]
fn writes_a_mail_that_is_the_same_each_time() {
    let room = room();
    let mail = |more: &[&str]| {
        let args = ["first.html", "--to", "mail"].iter().chain(more);
        let ran = room.run(args);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        ran.out
    };
    let bare = mail(&[]);
    assert_eq!(bare, mail(&[]));
    assert!(bare.contains("X-Unsent: 1\r\n") && bare.contains("multipart/alternative"), "{bare}");
    assert!(!bare.contains("\r\nDate:") && !bare.contains("\r\nFrom:"), "{bare}");
    let signed = mail(&["--from", "desk@town.example", "--date=2010-04-29"]);
    assert!(signed.contains("desk@town.example") && signed.contains("29 Apr 2010"), "{signed}");
}
