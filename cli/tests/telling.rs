//! What people and programs are told of a page besides its text.

mod common;
use common::Room;
use serde_json::Value;

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("the ledger is JSON")
}

#[test]
fn the_ledger_lists_what_was_left_out() {
    let room = Room::new();
    room.run(["-o", "both.txt", "--ledger", "left.json", "page.html", "other.html"]).fine();
    let ledger = json(&room.read("left.json"));
    assert_eq!(ledger.as_array().map(Vec::len), Some(2));
    let page = &ledger[0];
    assert_eq!(page["path"], "page.html");
    assert_eq!((&page["encoding"], &page["language"]), (&"UTF-8".into(), &"en".into()));
    assert_eq!(page["counts"], serde_json::json!({ "doubled-heading": 1, "hidden": 1 }));
    let words = &page["words"];
    assert_eq!((&words["left-out"], &words["moved"]), (&2.into(), &0.into()), "{words}");
    assert_eq!(words["reasons"], serde_json::json!({ "doubled-heading": 1, "hidden": 1 }));
    assert!(words["kept"].as_u64() > Some(2) && words["changed"] == 0, "{words}");
    let entries = page["entries"].as_array().unwrap();
    let entry = entries.iter().find(|entry| entry["reason"] == "hidden").unwrap();
    assert_eq!((&entry["reason"], &entry["text"]), (&"hidden".into(), &"Draft".into()));
    assert_eq!((&entry["element"], &entry["line"]), (&"p".into(), &1.into()));
    // The title says what the heading says.
    assert_eq!(ledger[1]["counts"], serde_json::json!({ "doubled-heading": 1 }));
}

#[test]
fn the_ledger_may_go_to_the_standard_output() {
    let room = Room::new();
    let ran = room.run(["-o", "page.txt", "--ledger", "-", "page.html"]);
    assert_eq!(json(ran.fine())[0]["path"], "page.html");
    let html = common::PAGE.as_bytes();
    let ran = room.piped(["-o", "page.txt", "--ledger", "-", "-"], html);
    assert_eq!(json(ran.fine())[0]["path"], "-");
}

#[test]
fn only_main_puts_the_rest_into_the_ledger() {
    let room = Room::new();
    room.write("menu.html", "<html lang=en><nav><a href=x>Elsewhere</a></nav><main><p>Here</main>");
    room.run(["--only", "main", "-o", "main.html", "--ledger", "left.json", "menu.html"]).fine();
    assert!(!room.read("main.html").contains("Elsewhere"));
    let ledger = json(&room.read("left.json"));
    let entries = ledger[0]["entries"].as_array().unwrap();
    assert!(
        entries.iter().any(|e| e["reason"] == "not-main" && e["text"] == "Elsewhere"),
        "{entries:?}"
    );
}

#[test]
fn explain_says_how_the_page_was_understood() {
    let room = Room::new();
    room.write("menu.html", "<nav><a href=x>Elsewhere</a></nav><main><p>Here<p hidden>Gone</main>");
    let ran = room.run([
        "--explain",
        "--encoding",
        "latin2",
        "--lang",
        "cs",
        "--to",
        "html",
        "menu.html",
    ]);
    assert_eq!(ran.code, Some(0));
    for sentence in [
        "menu.html:\n",
        "  Encoding: ISO-8859-2, as given by --encoding.\n",
        "  Language: cs, as given by --lang.\n",
        "  Address: unknown",
        "  Menu: the nav element on line 1, because its element is a landmark.\n",
        "  Main content: the main element on line 1, because its element is a landmark.\n",
        "  Kept: 2 words, 1 of them moved.\n",
        "  Left out: 1 word (1 hidden).\n",
        "  1 part that the page hides was left out.\n",
    ] {
        assert!(ran.err.contains(sentence), "{sentence:?} is not in:\n{}", ran.err);
    }
    let ran = room.run(["--explain", "other.html"]);
    assert!(ran.err.contains("  Encoding: UTF-8, as declared in the page.\n"), "{}", ran.err);
    assert!(
        ran.err.contains("  1 title or heading that repeated its neighbour was left out.\n"),
        "{}",
        ran.err
    );
}

#[test]
fn a_page_without_text_is_a_warning() {
    let room = Room::new();
    room.write("quiet.html", "<title>Quiet</title><body><script>speak()</script>");
    let ran = room.run(["--to", "html", "quiet.html"]);
    assert_eq!(ran.code, Some(0));
    assert_eq!(ran.err, "textify: quiet.html: warning: the page shows no text\n");
}

#[test]
fn decoding_that_guessed_is_a_warning() {
    let room = Room::new();
    room.write("odd.html", "<meta charset=utf-88><p>The office opens at nine.");
    let ran = room.run(["odd.html"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.err.starts_with("textify: odd.html: warning: "), "{}", ran.err);
    assert!(ran.err.contains("utf-88"), "{}", ran.err);
}

#[test]
fn the_options_reach_the_reading() {
    let room = Room::new();
    room.write("menu.html", "<nav><a href=x>Elsewhere</a></nav><main><p>Here</main>");
    let places = |args: &[&str]| {
        let ran = room.run(args.iter().copied().chain(["--to", "html", "menu.html"]));
        let html = ran.fine().to_owned();
        (html.find("Here").unwrap(), html.find("Elsewhere").unwrap(), html)
    };
    let (here, elsewhere, _) = places(&[]);
    assert!(here < elsewhere, "content comes first");
    let (here, elsewhere, html) = places(&["--order", "source", "--url", "https://example.org/a/"]);
    assert!(elsewhere < here, "the page's own order");
    assert!(html.contains(r#"href="https://example.org/a/x""#), "{html}");
    let (.., html) = places(&["--lang", "cs"]);
    assert!(html.contains(r#"<html lang="cs">"#), "{html}");
    room.write("latin2.html", b"<p>\xbelu\xbb");
    let ran = room.run(["--encoding", "iso-8859-2", "--to", "innertext", "latin2.html"]);
    assert_eq!(ran.fine(), "žluť\n");
}
