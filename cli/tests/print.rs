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
    room.write("map.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\x08\0\0\0\0");
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

/// A picture that is so many dots wide.
fn gif(width: u8) -> Vec<u8> {
    [b"GIF89a".as_slice(), &[width, 0, 2, 0, 0, 0, 0]].concat()
}

#[test]
fn prints_the_best_form_of_an_image_that_is_there() {
    let room = Room::new();
    let forms = "<p>Forms:</p><img src=plain.gif srcset='small.gif 1x, sharp.gif 2x, gone.gif 3x' alt=Crest>\
                 <picture><source srcset=wide.gif media='(min-width: 1000px)'>\
                 <source srcset='none.gif 2x' type=image/gif><source srcset=paper.gif media=print>\
                 <img src=plain.gif alt=Map width=90></picture>\
                 <img srcset='lost.gif 2x, lost.gif' src=lost-too.gif alt='No form'>";
    room.write("forms.html", page("Forms", forms));
    for (name, width) in [("plain", 10), ("small", 20), ("sharp", 40), ("wide", 60), ("paper", 80)]
    {
        room.write(format!("{name}.gif"), gif(width));
    }
    let ran = room.run(["print", "forms.html"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let images: Vec<_> = ran.out.split("<img ").skip(1).map(|it| it.split('>').next()).collect();
    let crest = "src=\"data:image/gif;base64,R0lGODlhKAACAAAAAA==\" alt=\"Crest\" width=\"20\"";
    let map = "src=\"data:image/gif;base64,R0lGODlhUAACAAAAAA==\" alt=\"Map\" width=\"90\"";
    assert_eq!(images, [Some(crest), Some(map)]);
    assert!(ran.out.contains("[No form]"), "{}", ran.out);
    let told: Vec<_> = ran.err.lines().filter(|line| line.contains(".gif")).collect();
    let [gone, none, lost, last] = *told else { panic!("{}", ran.err) };
    assert!(gone.ends_with("gone.gif is not beside the page: another source is tried"));
    assert!(none.ends_with("none.gif is not beside the page: another source is tried"));
    assert!(lost.ends_with("lost.gif is not beside the page: another source is tried"));
    assert!(last.ends_with("lost-too.gif is not beside the page: its text alternative is printed"));
}

#[test]
fn prints_an_image_that_scripts_load_late_once() {
    let room = Room::new();
    let late = "<p>Late:</p><img data-src=hall.gif src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' alt=Hall>\
                <noscript><img src=hall.gif alt=Hall></noscript>\
                <p><img data-src=hall.gif alt='Bridge'><noscript><img src=hall.gif></noscript>\
                <p><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' alt='Only a script knows'>";
    room.write("late.html", page("Late", late));
    room.write("hall.gif", gif(30));
    let ran = room.run(["print", "late.html"]);
    let document = ran.fine();
    assert_eq!(document.matches("<img").count(), 2, "{document}");
    assert_eq!(document.matches("Hall").count() - document.matches("Town Hall").count(), 1);
    assert!(document.contains("alt=\"Bridge\"") && document.contains("[Only a script knows]"));
    let text = room.run(["late.html"]);
    assert!(text.fine().contains("[Hall]\n\n[Bridge]\n\n[Only a script knows]"), "{}", text.out);
}

#[test]
fn marks_its_own_words_where_another_language_is_around() {
    let room = Room::new();
    let body = "<p>Short.<section lang=is><h2 id=kafli>Kafli</h2><p>Sjá <a href=#kafli>hér</a>.\
                <form><label>Staður <input required placeholder=Akureyri></label>\
                <select aria-label=Land><option disabled>Noregur</select><input type=submit></form></section>\
                <p>Read <a href=#kafli>this</a>.<p lang=de>Siehe <a href=#kafli>oben</a>.\
                <form><input lang=is aria-label=Aldur required><input lang=de aria-label=Alter required></form>";
    room.write("own.html", page("Own", body));
    let ran = room.run(["print", "own.html"]);
    let document = ran.fine();
    for own in [
        "hér</a> <span class=\"ref\">(<span lang=\"en\">see section</span> “Kafli”)</span>",
        "</span> (<span lang=\"en\">required</span>; Akureyri)",
        "☐ Noregur (<span lang=\"en\">unavailable</span>)",
        "[<span lang=\"en\">Send</span>]",
        "this</a> <span class=\"ref\">(see section “Kafli”)</span>",
        "oben</a> <span class=\"ref\">(siehe Abschnitt „Kafli“)</span>",
        "<span lang=\"is\">Aldur: <span class=\"blank\">\u{a0}</span> (<span lang=\"en\">required</span>)</span>",
        "<span lang=\"de\">Alter: <span class=\"blank\">\u{a0}</span> (erforderlich)</span>",
    ] {
        assert!(document.contains(own), "{own}\n{document}");
    }
}

#[test]
fn sends_readers_to_places_that_they_can_find() {
    let room = Room::new();
    let body = "<p id=end><a href=#oslo>Where to call</a> <a href=#bergen>Whom to call</a>\
                <a href=#fees>What it costs</a></p><h2>Oslo</h2><h3 id=oslo>Contact</h3><p>One.</p><h2>Bergen</h2><h3>Contact</h3><p id=bergen>Two.</p>\
                <h2 id=fees>Fees</h2><p><a href=more.html title=More>More</a> <a href=all.html title='All fees'>More fees</a>\
                <p>Of old.<sup><a href=#note>(1)</a></sup> <a href=#end>Above</a></p><h2>Notes</h2><p id=note>(1) A note.";
    room.write("places.html", page("Places", body));
    let ran = room.run(["print", "places.html"]);
    let document = ran.fine();
    for part in [
        "<sup><a class=\"short\" href=\"#note\">(1)</a></sup> <a href=\"#end\">Above</a></p>",
        "Where to call</a> <span class=\"ref\">(see section “Oslo – Contact”)</span>",
        "Whom to call</a> <span class=\"ref\">(see section “Bergen – Contact”)</span>",
        "What it costs</a> <span class=\"ref\">(see section “Fees”)</span>",
        ">https://town.example/more.html</a></li>",
        ">https://town.example/all.html</a> – All fees</li>",
    ] {
        assert!(document.contains(part), "{part}\n{document}");
    }
    room.write(
        "other.html",
        page("Other", "<h2 id=fees>Fees</h2><p>See <a href=places.html#fees>there</a>."),
    );
    let both = room.run(["print", "places.html", "other.html"]);
    assert!(both.fine().contains("(see section “Places – Fees”)"), "{}", both.out);
}

#[test]
fn says_what_is_to_be_known_of_a_field_once_and_after_its_label() {
    let room = Room::new();
    let body = "<form><p><input type=checkbox id=a required><label for=a>I agree</label></p>\
                <p><label><input type=radio disabled> By post</label> or not</p>\
                <p><input type=checkbox aria-label=News required> and more</p>\
                <p>Town <input aria-describedby=h> <span id=h>as in your passport</span></p>\
                <p>Age <input placeholder=in> inches</p></form>";
    room.write("boxes.html", page("Boxes", body));
    let ran = room.run(["print", "boxes.html"]);
    for part in ["☐ I agree (required)</p>", "☐ By post or not", "☐ News (required) and more</p>"]
    {
        let folded = ran.out.replace("<span id=\"a\"></span>", "");
        assert!(folded.contains(part), "{part}\n{}", ran.out);
    }
}

#[test]
fn marks_a_site_of_another_language_than_its_article() {
    let room = Room::new();
    let html = "<!DOCTYPE html><html lang=cs><meta charset=utf-8><title>Immigration - Úřad města</title><link rel=canonical href=https://town.example/>\
                <main lang=en><h1>Immigration</h1><p>The office is open on Monday and on Wednesday.</main>";
    room.write("both.html", html);
    let ran = room.run(["print", "both.html"]);
    assert!(ran.fine().contains("<html lang=\"en\">"), "{}", ran.out);
    assert!(ran.out.contains("<p class=\"site\" lang=\"cs\">Úřad města</p>"), "{}", ran.out);
}

#[test]
fn the_heading_that_says_the_title_is_the_title() {
    let room = Room::new();
    let html = "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Volunteers / Town Hall</title><link rel=canonical href=https://town.example/>\
                <main><p>Work</p><h2>Volunteers</h2><p>Many.</p><h3>When</h3><p>Now.</main>";
    room.write("alone.html", html);
    let ran = room.run(["print", "alone.html"]);
    assert!(ran.fine().contains("<p class=\"site\">Town Hall</p>"), "{}", ran.out);
    assert!(
        ran.out.contains("<h1>Volunteers</h1>") && ran.out.contains("<h2>When</h2>"),
        "{}",
        ran.out
    );
    assert_eq!(ran.out.matches(">Volunteers</h").count(), 1, "{}", ran.out);
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
    assert!(ran.err.contains("unknown.html: warning: its address is unknown"), "{}", ran.err);
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
