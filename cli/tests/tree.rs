//! `textify tree`: what assistive technology is told of a page.

mod common;

use common::Room;

const PAGE: &str = "<html lang=cs><h1>Úřad</h1><nav aria-label=Menu><a href=/ title=Hlavní>Domů</a></nav>\
    <p hidden id=p lang=en>Soon</p>";

#[test]
fn one_line_for_each_element() {
    let room = Room::new();
    room.write("page.html", PAGE);
    let done = room.run(["tree", "page.html"]);
    done.fine();
    assert!(done.out.contains("heading “Úřad”, level 1 (h1, 1:15)\n"), "{}", done.out);
    assert!(done.out.contains("link “Domů”, described as “Hlavní” (a, "), "{}", done.out);
    assert!(!done.out.contains("paragraph"), "{}", done.out);
}

#[test]
fn selected_elements_come_one_by_one_though_unexposed() {
    let room = Room::new();
    room.write("page.html", PAGE);
    let done = room.run(["tree", "page.html", "--select", "#p, a", "--format", "json"]);
    done.fine();
    let at = |text: &str| done.out.find(text).unwrap_or_else(|| panic!("{text} in {}", done.out));
    assert!(at("\"role\": \"link\"") < at("\"role\": \"paragraph\""));
    at("\"exposed\": false");
    at("\"language\": \"en\"");
}

#[test]
fn a_wrong_selector_is_named() {
    let room = Room::new();
    room.write("page.html", PAGE);
    let done = room.run(["tree", "page.html", "--select", "a[["]);
    assert_eq!((done.code, done.out.as_str()), (Some(2), ""));
    assert!(done.err.contains("a[[") && done.err.contains("hint:"), "{}", done.err);
}
