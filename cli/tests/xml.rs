//! Pages in XML, by the ending of their names.

mod common;

use common::Room;

const BASE: [&str; 2] = ["--base-url", "https://www.urad.example/"];

fn page(title: &str, head: &str, content: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"en\"><head>{head}\
         <title>{title}</title></head><body><h1>{title}</h1>{content}</body></html>\n"
    )
}

#[test]
fn xhtml_is_read_as_xml() {
    let room = Room::new();
    let source =
        page("Fees", "<script src=\"a.js\"/>", "<p>One &lt; two</p><p><![CDATA[a < b]]></p>");
    room.write("fees.xhtml", &source);
    let text = room.run(["fees.xhtml"]);
    let text = text.fine();
    assert!(text.contains("Fees\n") && text.contains("One < two\n\na < b\n"), "{text}");
    // The same file is another page where its name says HTML: there the script is never closed.
    room.write("fees.html", &source);
    assert!(!room.run(["fees.html"]).out.contains("One"));
    let checked = room.run(["check", "fees.xhtml"]);
    assert_eq!(checked.code, Some(0), "{}{}", checked.out, checked.err);
}

#[test]
fn what_is_not_well_formed_is_read_as_html_and_told() {
    let room = Room::new();
    room.write("fees.xht", page("Fees", "", "<p>One<br>two</p>"));
    let ran = room.run(["fees.xht"]);
    assert!(ran.out.contains("One\ntwo"), "{}", ran.out);
    let warning =
        "textify: fees.xht: warning: it is not well-formed XML, and is read as HTML: line 2: ";
    assert!(ran.err.starts_with(warning), "{}", ran.err);
    assert_eq!(ran.code, Some(0));
}

#[test]
fn a_site_keeps_its_xml() {
    let room = Room::with_site(&[
        (
            "index.xhtml",
            &page("Home", "<script src=\"a.js\"/>", "<p>Welcome <a href=\"b.xhtml\">B</a></p>"),
        ),
        ("b.xhtml", &page("Broken", "", "<p>Here<br>there</p>")),
    ]);
    let ran = room.run(["export", "in", "out"].iter().chain(&BASE));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let note = "b.xhtml: warning: read as HTML, since it is not well-formed XML: line 2: ";
    assert!(ran.err.contains(note), "{}", ran.err);
    assert!(!ran.err.contains("index.xhtml: "), "{}", ran.err);
    assert!(room.read("out/text/index.xhtml.html").contains("Welcome"));
    assert!(room.read("out/sitemap.html").contains(">Home</a>"));
    // Nothing is warned of, so it is well-formed with its links, too.
    assert!(room.read("out/index.xhtml").contains("<textify-links"));
    let again = room.run(["out/index.xhtml", "-o", "again.txt"]);
    assert!(!again.err.contains("well-formed"), "{}", again.err);
    let verified = room.run(["verify", "out", "--source", "in"].iter().chain(&BASE));
    assert_eq!((verified.code, verified.out.as_str()), (Some(0), ""), "{}", verified.err);
}
