//! What is written into pages of any encoding, and into reports about any page.

use super::super::report::{Format, PageReport, Report, ReportOptions};
use super::super::{Check, apply_fixes};
use crate::page::{Page, ParseOptions};
use encoding_rs::{Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250};

/// A page in an encoding whose header cell has a scope that is none.
fn with_scope(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let html = format!(
        "<!doctype html><meta charset={}><html lang=en><title>{text}</title>\
         <table><tr><th title={text} scope=\"column\">{text}<tr><td>120</table>",
        encoding.name()
    );
    let utf16 = |bytes: fn(u16) -> [u8; 2]| {
        std::iter::once(0xfeff).chain(html.encode_utf16()).flat_map(bytes).collect()
    };
    match encoding {
        it if it == UTF_16LE => utf16(u16::to_le_bytes),
        it if it == UTF_16BE => utf16(u16::to_be_bytes),
        it => it.encode(&html).0.into_owned(),
    }
}

#[test]
fn fixes_are_written_in_the_encoding_of_the_page() {
    let pages = [
        ("Žluť", UTF_8),
        ("Žluť", WINDOWS_1250),
        ("Žluť", UTF_16LE),
        ("Žluť", UTF_16BE),
        ("日本", SHIFT_JIS),
        ("日本", ISO_2022_JP),
    ];
    for (text, encoding) in pages {
        let bytes = with_scope(text, encoding);
        let page = Page::parse(&bytes, &ParseOptions::new()).expect("a page");
        assert_eq!(page.encoding(), encoding.name());
        let checked = Check::new().page(&page);
        let fixed = apply_fixes(&bytes, checked.findings(), false);
        assert_eq!(fixed.applied, 1, "{}", encoding.name());
        let expected = page.source().replace("\"column\"", "\"col\"");
        assert_eq!(encoding.decode(&fixed.bytes).0, expected, "{}", encoding.name());
    }
}

#[test]
fn edits_of_iso_2022_jp_keep_every_other_character() {
    // Escape sequences stand before and after 日本; one more leads to the Roman set.
    let bytes = b"<meta charset=iso-2022-jp><p title=\x1b$BF|K\\\x1b(B>\x1b(Ja~\x1b$BF|\x1b(B";
    let page = Page::parse(bytes, &ParseOptions::new()).expect("a page");
    let source = page.source().to_owned();
    assert_eq!(source, "<meta charset=iso-2022-jp><p title=日本>a‾日");
    let places: Vec<_> = source.char_indices().map(|(at, _)| at).chain([source.len()]).collect();
    for (number, &start) in places.iter().enumerate() {
        for &end in &places[number..] {
            for text in ["", "\"x~\"", "é"] {
                let (range, new) = page.edit(start..end, text);
                let mut edited = bytes.to_vec();
                edited.splice(range, new);
                let text = text.replace('~', "&#126;").replace('é', "&#233;");
                let expected = format!("{}{text}{}", &source[..start], &source[end..]);
                assert_eq!(ISO_2022_JP.decode(&edited).0, expected, "{start}..{end}");
            }
        }
    }
}

#[test]
fn junit_holds_no_character_that_xml_forbids() {
    let html = "<!doctype html><html lang=en><title>T\u{1}</title><h1>H</h1><img src='x\u{fffe}\u{ffff}.png'>";
    let page = Page::from_html(html, &ParseOptions::new()).expect("a page");
    let checked = Check::new().page(&page);
    assert!(checked.findings().iter().any(|it| it.location().markup.contains('\u{fffe}')));
    let report = Report::new(vec![PageReport::new("a\u{ffff}.html", checked)]);
    let mut out = Vec::new();
    let junit = Format::find("junit").expect("a format");
    junit.write(&report, &ReportOptions::new(), &mut out).expect("memory takes all");
    let out = String::from_utf8(out).expect("UTF-8");
    assert!(!out.contains(['\u{fffe}', '\u{ffff}', '\u{1}']), "{out}");
    assert!(out.contains("a.html"), "{out}");
}
