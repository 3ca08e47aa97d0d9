//! Properties of everything that is made of a page or a small site, whatever it holds.

mod wild;

use crate::common::{Form, Tree, cases};
use crate::hygiene;
use encoding_rs::Encoding;
use proptest::prelude::*;
use std::collections::HashSet;
use std::fs;
use textify::check::report::{FORMATS, PageReport, Report, ReportOptions};
use textify::check::{Check, Finding, apply_fixes};
use textify::format::{Chapter, Plain, Print};
use textify::site::{Export, Gap, GapKind, Verify};
use textify::{Page, ParseOptions, ReadOptions, scan};

type Checked = Result<(), TestCaseError>;

fn shown(bytes: &[u8]) -> String {
    format!("{:?}", String::from_utf8_lossy(bytes))
}

/// No id stands twice, and what refers to an id finds it.
fn ids(html: &str) -> Result<(), String> {
    let attributes = Tree::parse(html).attributes();
    let mut ids = HashSet::new();
    for (element, _, id) in attributes.iter().filter(|(_, name, _)| name == "id") {
        if !ids.insert(id.as_str()) {
            return Err(format!("the id {id:?} stands twice, the second time at a {element}"));
        }
    }
    const REFERENCES: [&str; 6] =
        ["for", "form", "headers", "list", "aria-labelledby", "aria-describedby"];
    for (element, name, value) in &attributes {
        let lost = |id: &&str| !ids.contains(*id);
        if REFERENCES.contains(&name.as_str())
            && let Some(lost) = value.split_ascii_whitespace().find(lost)
        {
            return Err(format!("<{element} {name}> names {lost:?}, which is no id"));
        }
    }
    Ok(())
}

/// No form begins within another.
fn forms(html: &str) -> Result<(), String> {
    let mut open = false;
    for tag in html.split('<') {
        let begins = tag.starts_with("form ") || tag.starts_with("form>");
        if begins && open {
            return Err("a form within a form".to_owned());
        }
        open = (open || begins) && !tag.starts_with("/form>");
    }
    Ok(())
}

fn document(html: &str) -> Result<(), String> {
    ids(html)?;
    forms(html)?;
    hygiene::well_formed(html)
}

/// XML that a parser reads to its end, of characters that XML allows.
fn xml(text: &str) -> Result<(), String> {
    let allowed = |c| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    if let Some(c) = text.chars().find(|&c| !allowed(c)) {
        return Err(format!("{c:?} is no character of XML"));
    }
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return Ok(()),
            Ok(quick_xml::events::Event::Start(start) | quick_xml::events::Event::Empty(start)) => {
                if let Some(Err(error)) = start.attributes().find(Result::is_err) {
                    return Err(error.to_string());
                }
            }
            Ok(_) => {}
            Err(error) => return Err(error.to_string()),
        }
    }
}

fn outputs(page: &Page, width: usize) -> Result<(), String> {
    for form in [Form::Html, Form::Print] {
        document(&form.of(page)).map_err(|error| format!("{form:?}: {error}"))?;
    }
    for form in [Form::Markdown, Form::Mail, Form::Ledger, Form::InnerText, Form::Accessible] {
        form.of(page);
    }
    let mut plain = Vec::new();
    let events = page.read(&ReadOptions::new());
    Plain::new().with_width(width).write(page, events, &mut plain).map_err(|e| e.to_string())?;
    let plain = String::from_utf8(plain).map_err(|error| error.to_string())?;
    let wide = if width == 0 { usize::MAX } else { width };
    hygiene::width(page, wide, &plain)
}

fn reports(findings: textify::check::Checked) -> Result<(), String> {
    let report = Report::new(vec![PageReport::new("a.html", findings)]);
    for format in FORMATS {
        let mut out = Vec::new();
        format.write(&report, &ReportOptions::new(), &mut out).map_err(|e| e.to_string())?;
        let out = String::from_utf8(out).map_err(|error| error.to_string())?;
        match format.name() {
            "junit" => xml(&out),
            "html" => ids(&out).and_then(|()| forms(&out)),
            _ => Ok(()),
        }
        .map_err(|error| format!("{}: {error}", format.name()))?;
    }
    Ok(())
}

/// A fix changes what it names, and nothing else of the text.
fn fix(bytes: &[u8], page: &Page, finding: &Finding) -> Result<(), String> {
    let Some(fix) = finding.fix() else { return Ok(()) };
    let fixed = apply_fixes(bytes, [finding], true);
    if fixed.applied != 1 {
        return Err(format!("a fix is not applied: {}", fix.what));
    }
    let encoding = Encoding::for_label(page.encoding().as_bytes()).expect("a known encoding");
    let (after, before) = (encoding.decode(&fixed.bytes).0, page.source());
    // The texts of the edits, from the last to the first: what is before an edit keeps its place.
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|(range, _)| range.start);
    let equal = |a: char, b: char| a == b;
    let start = before.chars().zip(after.chars()).take_while(|&(a, b)| equal(a, b)).count();
    let left = before.chars().count().min(after.chars().count()) - start;
    let pairs = before.chars().rev().zip(after.chars().rev());
    let end = pairs.take(left).take_while(|&(a, b)| equal(a, b)).count();
    let middle = |text: &str| {
        let length = text.chars().count() - start - end;
        text.chars().skip(start).take(length).collect::<String>()
    };
    let (old, new) = (middle(before), middle(&after));
    let broken = new.contains('\u{fffd}') && !old.contains('\u{fffd}');
    if broken || edits.len() == 1 && new.contains(['<', '>']) {
        return Err(format!("{}: {old:?} became {new:?}", fix.what));
    }
    Ok(())
}

fn parse(bytes: &[u8]) -> Option<Page> {
    Page::parse(bytes, &options()).ok()
}

fn options() -> ParseOptions {
    ParseOptions::new().with_url("https://www.example.org/a.html")
}

fn check_fixes(bytes: &[u8]) -> Result<(), String> {
    let Some(page) = parse(bytes) else { return Ok(()) };
    let findings = Check::new().page(&page);
    findings.findings().iter().try_for_each(|finding| fix(bytes, &page, finding))?;
    reports(findings)
}

/// What is read of a page's bytes equals what its tree says.
fn check_facts(bytes: &[u8]) -> Result<(), String> {
    let Some(page) = parse(bytes) else { return Ok(()) };
    let stream = scan(bytes, &options()).map_err(|error| error.to_string())?;
    crate::facts::difference(page.facts(), &stream).map_or(Ok(()), Err)
}

/// Two pages on paper are one document.
fn check_chapters(pages: &[Vec<u8>]) -> Result<(), String> {
    let parse = |bytes: &Vec<u8>| Page::parse(bytes, &ParseOptions::new()).ok();
    let pages: Vec<_> = pages.iter().filter_map(parse).collect();
    let read = |page| Chapter::new(page, Page::read(page, &ReadOptions::new()));
    let chapters: Vec<_> = pages.iter().map(read).collect();
    let mut out = Vec::new();
    Print::new().write(&chapters, &mut out).map_err(|error| error.to_string())?;
    document(&String::from_utf8(out).map_err(|error| error.to_string())?)
}

const NAMES: [&str; 4] = ["index.html", "a.html", "b/index.html", "b/žluť x.htm"];

/// An export is complete, is right by its own proof, and says nothing new when it is made again.
fn check_site(pages: &[Vec<u8>]) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let (source, output) = (folder.path().join("source"), folder.path().join("output"));
    fs::create_dir_all(source.join("b")).map_err(|error| error.to_string())?;
    for (name, bytes) in NAMES.iter().zip(pages) {
        fs::write(source.join(name), bytes).map_err(|error| error.to_string())?;
    }
    let base = "https://www.example.org/";
    let export = || Export::new(&source, &output, base)?.run(&|_| {});
    export().map_err(|error| error.to_string())?;
    let verified = Verify::new(&output, base).map(|verify| verify.with_source(&source));
    let verified = verified.and_then(|it| it.run()).map_err(|error| error.to_string())?;
    if let Some(gap) = verified.gaps().iter().find(|gap| !is_fault_of_page(gap, pages)) {
        return Err(format!("{gap:?}"));
    }
    let map = fs::read_to_string(output.join("sitemap.xml")).map_err(|error| error.to_string())?;
    xml(&map)?;
    match export().map_err(|error| error.to_string())?.written() {
        0 => Ok(()),
        written => Err(format!("{written} files were written again")),
    }
}

/// Whether a version only keeps a fault that its page has too: a header cell without cells, say.
/// Where header cells say nothing, the version has none.
fn is_fault_of_page(gap: &Gap, pages: &[Vec<u8>]) -> bool {
    let GapKind::Finding(what) = &gap.kind else { return false };
    let page = NAMES.iter().zip(pages).find(|(name, _)| **name == gap.path);
    let Some(page) = page.and_then(|(_, bytes)| parse(bytes)) else { return false };
    let own = Check::new().page(&page);
    let is_same = |id: &str| {
        let is_empty = ["table-header-empty", "table-header-has-cells"].contains(&id)
            && what.starts_with("table-headers-missing: ");
        is_empty || what.starts_with(&format!("{id}: "))
    };
    own.findings().iter().any(|found| is_same(found.rule().id()))
}

fn result(checked: Result<(), String>, pages: &[Vec<u8>]) -> Checked {
    let pages = || pages.iter().map(|page| shown(page)).collect::<Vec<_>>().join("\n");
    checked.map_err(|error| TestCaseError::fail(format!("{error}\n{}", pages())))
}

proptest! {
    #![proptest_config(cases(250))]

    #[test]
    fn every_page_has_valid_outputs(bytes in wild::page(), width in 0_usize..110) {
        result(parse(&bytes).map_or(Ok(()), |page| outputs(&page, width)), &[bytes])?;
    }

    #[test]
    fn every_fix_leaves_the_rest_of_a_page_alone(bytes in wild::page()) {
        result(check_fixes(&bytes), &[bytes])?;
    }

    #[test]
    fn every_page_has_the_same_facts_as_a_stream(bytes in wild::page()) {
        result(check_facts(&bytes), &[bytes])?;
    }

    #[test]
    fn every_two_pages_print_as_one_document(pages in prop::collection::vec(wild::page(), 2..4)) {
        result(check_chapters(&pages), &pages)?;
    }
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn every_small_site_is_exported_without_a_gap(pages in prop::collection::vec(wild::page(), 1..5)) {
        result(check_site(&pages), &pages)?;
    }
}
