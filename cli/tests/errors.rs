//! Every error is one clear message with a hint, and exit status 2.

mod common;
use common::{OTHER, Room};
use std::fs;

#[test]
fn a_file_that_is_not_there() {
    let missing = "missing.html: there is no such file";
    Room::new().run(["missing.html"]).refused(missing, "check the spelling of the file name");
}

#[test]
fn a_folder_is_no_page() {
    let room = Room::new();
    fs::create_dir(room.path("pages")).unwrap();
    let hint = format!("give the pages in it, such as pages{}*.html", std::path::MAIN_SEPARATOR);
    room.run(["pages"]).refused("pages: it is a folder, not a page", &hint);
}

#[test]
fn nothing_to_read() {
    let room = Room::new();
    room.write("none.html", "");
    room.write("blank.html", " \r\n\t\n");
    for name in ["none.html", "blank.html"] {
        let what = format!("{name}: the input is empty");
        room.run([name]).refused(&what, "give a page with some content");
    }
    room.run(["-"]).refused("standard input: the input is empty", "give a page with some content");
}

#[test]
fn a_binary_file() {
    let room = Room::new();
    room.write("report.html", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
    let hint = "give the HTML page that links to this file";
    room.run(["report.html"])
        .refused("report.html: the input is a PDF document, not an HTML page", hint);
    room.write("mail.html", "From: a@example.org\nSubject: News\nDate: today\n\n<p>News");
    let hint = "save the HTML part of the mail as a file, and give that";
    room.run(["mail.html"]).refused("mail.html: the input is a mail, not an HTML page", hint);
    let hint = "give the HTML page that shows these data";
    room.piped(["-"], b"{\"a\": 1}")
        .refused("standard input: the input is JSON data, not an HTML page", hint);
}

#[test]
fn plain_text_is_no_page_where_its_name_says_so() {
    let room = Room::new();
    for name in ["notes.txt", "style.css"] {
        room.write(name, "p { width < 3 }\nand more\n");
        let what = format!("{name}: the input is plain text, not an HTML page");
        let hint = "read it as it is, or give an HTML page";
        room.run([name]).refused(&what, hint);
        room.run(["print", name]).refused(&what, hint);
        assert!(room.run(["check", name]).err.contains(&what));
    }
    let ran = room.piped(["-"], b"Closed\ntoday\n");
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), "Closed today\n"));
    let warning = "textify: standard input: warning: it has no HTML tags: \
        its lines are read as one paragraph\n";
    assert_eq!(ran.err, warning);
    room.write("page.txt", common::PAGE);
    room.run(["page.txt"]).fine();
}

#[test]
fn options_that_no_standard_knows() {
    let room = Room::new();
    room.run(["--encoding", "utf-88", "page.html"]).refused(
        "--encoding: “utf-88” is not an encoding label of the Encoding Standard",
        "use a label such as utf-8, windows-1250 or iso-8859-2",
    );
    room.run(["--lang", "en_", "page.html"])
        .refused("--lang: “en_” is not a language tag of BCP 47", "did you mean en?");
    for (tag, right) in [("cz", "cs"), ("jp", "ja"), ("en-UK", "en-GB"), ("german", "de")] {
        let what = format!("--lang: “{tag}” is not a language tag of BCP 47");
        let hint = format!("did you mean {right}?");
        room.run(["--lang", tag, "page.html"]).refused(&what, &hint);
        room.run(["print", "--lang", tag, "page.html"]).refused(&what, &hint);
    }
    let sami = room.run(["--lang", "se", "page.html"]);
    let warning = "textify: --lang: warning: “se” is Northern Sami; the tag of Swedish is sv\n";
    assert_eq!((sami.code, sami.err.as_str()), (Some(0), warning));
    room.run(["--url", "news.html", "page.html"]).refused(
        "--url: “news.html” is not an absolute address",
        "begin it with https:// or http://",
    );
    let all = room.run(["--encoding", "x", "--lang", "?", "--url", "y", "page.html"]);
    assert_eq!((all.code, all.err.matches("hint: ").count()), (Some(2), 3), "{}", all.err);
    let usage = room.run(["--to", "papyrus", "page.html"]);
    assert_eq!(usage.code, Some(2));
    assert!(usage.err.contains("papyrus") && usage.err.contains("markdown"), "{}", usage.err);
}

#[test]
fn a_page_over_the_byte_limit() {
    let room = Room::new();
    // Sparse: far larger than what the command may take in.
    fs::File::create(room.path("huge.html")).unwrap().set_len(8 << 30).unwrap();
    let hint = "split the page, or raise the limit in the library's Limits";
    let what = format!("huge.html: the page has more than {} bytes", 64 << 20);
    room.run(["huge.html"]).refused(&what, hint);
}

#[test]
fn a_page_over_the_node_limit() {
    let room = Room::new();
    room.write("many.html", "<br>".repeat(3_000_001));
    let hint = "split the page, or raise the limit in the library's Limits";
    room.run(["many.html"]).refused("many.html: the page has more than 3000000 nodes", hint);
}

#[test]
fn an_output_without_its_folder() {
    let room = Room::new();
    let what = "out.txt: it cannot be written: there is no folder ";
    let ran = room.run(["-o", "no/out.txt", "page.html"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains(what) && ran.err.ends_with("\nhint: make the folder first\n"),
        "{}",
        ran.err
    );
    assert_eq!(room.names(), ["other.html", "page.html"]);
}

#[test]
fn a_folder_in_the_way() {
    let room = Room::new();
    fs::create_dir_all(room.path("texts/page.txt")).unwrap();
    let ran = room.run(["-o", "texts/", "page.html"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("page.txt: a folder is in the way\nhint: "), "{}", ran.err);
    assert!(room.path("texts/page.txt").is_dir());
}

#[test]
fn a_file_where_a_folder_should_be() {
    let room = Room::new();
    let ran = room.run(["-o", "other.html/", "page.html"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.starts_with("textify: other.html/: the folder cannot be made: "),
        "{}",
        ran.err
    );
    assert_eq!(room.read("other.html"), OTHER);
}

#[test]
fn a_read_only_output() {
    let room = Room::new();
    room.write("out.txt", "old\n");
    let mut permissions = fs::metadata(room.path("out.txt")).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(room.path("out.txt"), permissions).unwrap();
    let ran = room.run(["-o", "out.txt", "page.html"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("out.txt: it is read-only\nhint: "), "{}", ran.err);
    assert_eq!(room.read("out.txt"), "old\n");
}

#[cfg(unix)]
#[test]
fn a_read_only_folder() {
    use std::os::unix::fs::PermissionsExt;
    let room = Room::new();
    let shut = room.path("shut");
    fs::create_dir(&shut).unwrap();
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(shut.join("probe"), "").is_ok() {
        println!("skipped: this user may write into every folder");
        return;
    }
    let ran = room.run(["-o", "shut/out.txt", "page.html"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("out.txt: it cannot be written: permission denied\nhint: "),
        "{}",
        ran.err
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk() {
    let room = Room::new();
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let output = room.command(["--to", "html", "page.html"]).stdout(full).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.starts_with("textify: standard output: it cannot be written: no space"), "{err}");
}

#[test]
fn an_output_whose_name_tells_no_format() {
    let room = Room::new();
    let hint = "end it in .txt, .html, .md or .eml, or give --to";
    let what = "out.page: the name of the output does not tell its format";
    room.run(["-o", "out.page", "page.html"]).refused(what, hint);
    room.run(["-o", "out.page", "--to", "html", "page.html"]).fine();
    assert!(room.read("out.page").starts_with("<!DOCTYPE html>"));
    room.run(["-o", "out", "page.html"]).fine();
    assert_eq!(room.read("out"), room.run(["page.html"]).fine(), "plain text where it has none");
    if cfg!(unix) {
        assert_eq!(room.run(["-o", "/dev/stdout", "page.html"]).fine(), room.read("out"));
    }
}

#[test]
fn an_output_whose_name_promises_another_format() {
    let room = Room::new();
    let pdf = "a.pdf: the name promises a PDF document, but an HTML page is written";
    let print = "write a.html, and let a browser make the PDF: print it to a file";
    room.run(["print", "-o", "a.pdf", "page.html"]).refused(pdf, print);
    room.run(["--to", "html", "-o", "a.pdf", "page.html"]).refused(pdf, print);
    let ran = room.run(["-o", "a.pdf", "page.html"]);
    assert!(
        ran.err.contains("a.pdf: the name promises a PDF document, which is not written\nhint: ")
    );
    room.run(["--to", "html", "-o", "a.md", "page.html"])
        .refused("a.md: the name promises Markdown, but an HTML page is written", "call it a.html");
    room.run(["--to", "plain", "-o", "a.docx", "page.html"]).refused(
        "a.docx: the name promises a word processor's document, but plain text is written",
        "call it a.txt",
    );
    for ledger in [&["--ledger", "a.csv"][..], &["print", "--ledger", "a.csv"]] {
        room.run(ledger.iter().chain(&["page.html"])).refused(
            "a.csv: the name promises a table in CSV, but JSON is written",
            "call it a.json",
        );
    }
    room.run(["check", "--output", "junit=a.html", "page.html"]).refused(
        "a.html: the name promises an HTML page, but a report in the format junit is written",
        "call it a.xml",
    );
    let base = ["--base-url", "https://example.org/"];
    room.run(["sitemap", "page.html", "--report", "a.txt"].iter().chain(&base))
        .refused("a.txt: the name promises plain text, but JSON is written", "call it a.json");
    room.run(["sitemap", "page.html", "-o", "sitemap.xml"].iter().chain(&base)).refused(
        "sitemap.xml: the name promises XML, but a folder is written",
        "give the name of a folder, such as public/",
    );
    for name in ["a", "a.print", "a.HTM", "/dev/null"] {
        assert_eq!(room.run(["-q", "print", "-o", name, "page.html"]).code, Some(0), "{name}");
    }
    assert_eq!(room.names().iter().filter(|name| name.starts_with("a.")).count(), 2);
}

#[test]
fn an_input_is_never_overwritten() {
    let room = Room::new();
    let hint = "give the output another name or folder";
    let what = "page.html: it is an input, and would be overwritten";
    room.run(["-o", "page.html", "page.html"]).refused(what, hint);
    room.run(["--ledger", "page.html", "page.html"]).refused(what, hint);
    let ran = room.run(["-o", ".", "--to", "html", "other.html", "page.html"]);
    assert_eq!((ran.code, ran.err.matches("would be overwritten").count()), (Some(2), 2));
    assert_eq!(
        (room.read("page.html"), room.read("other.html")),
        (common::PAGE.into(), OTHER.into())
    );
    room.run(["-o", "a.txt", "--ledger", "a.txt", "page.html"])
        .refused("a.txt: the text version and the ledger have one name", hint);
}

#[test]
fn two_inputs_of_one_name() {
    let room = Room::new();
    fs::create_dir(room.path("b")).unwrap();
    room.write("b/page.html", OTHER);
    room.run(["-o", "texts/", "page.html", "b/page.html"]).refused(
        "b/page.html: its output has the name of that of page.html: page.txt",
        "write them to different folders",
    );
    assert!(!room.path("texts").exists());
}

#[test]
fn what_cannot_be_done_together() {
    let room = Room::new();
    let two = ["page.html", "other.html"];
    let with = |args: &[&'static str]| room.run(args.iter().copied().chain(two));
    with(&["--to", "html"]).refused(
        "--to html: several pages do not make one HTML page",
        "give a folder, such as -o texts/",
    );
    with(&["--url", "https://example.org/"])
        .refused("--url: several pages do not have one address", "give the pages one by one");
    room.run(["--ledger", "-", "page.html"]).refused(
        "--ledger: the text version goes to the standard output already",
        "write the text version to a file with -o",
    );
    room.run(["-", "-"]).refused("standard input: it can be read only once", "give - only once");
    room.run(["-o", "texts/", "-"]).refused(
        "standard input: it has no name to call a file in a folder by",
        "give -o the name of a file",
    );
    room.run(["--to", "innertext", "--only", "main", "page.html"]).refused(
        "--to innertext: it is the text of the whole body, with nothing chosen or left out",
        "leave out --ledger and --only, or give --to plain",
    );
}

#[test]
fn one_bad_page_does_not_stop_the_others() {
    let room = Room::new();
    let ran =
        room.run(["--to", "innertext", "missing.html", "page.html", "gone.html", "other.html"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(ran.err.matches("there is no such file\nhint: ").count(), 2, "{}", ran.err);
    assert!(ran.out.contains("nine") && ran.out.contains("desk"), "{}", ran.out);
    let ran = room.run(["--to", "html", "-o", "texts/", "missing.html", "page.html"]);
    assert_eq!(ran.code, Some(2));
    assert!(room.read("texts/page.html").contains("nine"));
}

#[cfg(unix)]
#[test]
fn names_do_not_steer_the_terminal() {
    let ran = Room::new().run(["a\nb\u{1b}[31m\u{202e}.html"]);
    ran.refused(
        r"a\nb\u{1b}[31m\u{202e}.html: there is no such file",
        "check the spelling of the file name",
    );
}
