//! Tests of all rules alike: their metadata, their examples and their fixtures.

mod edits;
mod hostile;

use super::report::{PageReport, Report};
use super::*;
use crate::page::{LinkedFile, ParseOptions};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The findings of one rule in the pages of a site, or in one page.
fn found(rule: &'static Rule, pages: &[(String, Vec<u8>)]) -> Vec<Finding> {
    let check = Check {
        level: Level::AAA,
        select: vec![rule.id.parse().expect("a rule's id")],
        ignore: Vec::new(),
    };
    let checked: Vec<_> = pages
        .iter()
        .map(|(path, bytes)| {
            let options = ParseOptions::new().with_files(linked);
            let page = Page::parse(bytes, &options).expect("a page");
            (path.as_str(), check.page(&page))
        })
        .collect();
    let site: Vec<_> = checked.iter().map(|(path, checked)| (*path, checked)).collect();
    let compared = check.site(&site).findings;
    let compared = compared.into_iter().map(|(_, finding)| finding);
    let alone = checked.iter().flat_map(|(_, checked)| checked.findings().iter().cloned());
    alone.chain(compared).collect()
}

/// What pages of the tests link to: `fixtures/files/`.
fn linked(address: &str) -> LinkedFile {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/files"));
    match fs::metadata(folder.join(address)) {
        Ok(file) => LinkedFile::Present { bytes: file.len() },
        Err(_) => LinkedFile::Missing,
    }
}

fn example(text: &str) -> Vec<(String, Vec<u8>)> {
    let page = |(index, part): (usize, &str)| (format!("page-{index}.html"), part.into());
    text.split("\n---\n").enumerate().map(page).collect()
}

#[test]
fn every_rule_has_sound_metadata() {
    let mut ids = HashSet::new();
    let mut faults = Vec::new();
    for rule in RULES {
        let id = rule.id;
        let mut demand = |holds: bool, what: &str| {
            if !holds {
                faults.push(format!("{id}: {what}"));
            }
        };
        demand(ids.insert(id), "the id is taken");
        demand(id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "id");
        demand(rule.criteria().count() == rule.criteria.len(), "a criterion that WCAG lacks");
        demand(rule.title.ends_with('.') && rule.who.ends_with('.'), "title and who: sentences");
        demand(rule.hint.ends_with('.'), "the hint is a sentence");
        demand(
            rule.advice || !rule.criteria.is_empty() || rule.severity > Severity::Error,
            "an error needs a criterion",
        );
        demand(!(rule.advice && rule.severity == Severity::Error), "advice is no error");
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn examples_show_the_fault_and_its_absence() {
    let mut faults = Vec::new();
    for rule in RULES {
        if found(rule, &example(rule.bad)).is_empty() {
            faults.push(format!("{}: nothing found in the bad example", rule.id));
        }
        for finding in found(rule, &example(rule.good)) {
            faults.push(format!("{}: the good example: {}", rule.id, finding.message));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A fixture of a rule: a page, or a folder with the pages of a site.
fn fixture(path: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = match path.is_dir() {
        true => list(path),
        false => vec![path.to_owned()],
    };
    files.sort();
    let page = |file: PathBuf| {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        (name, fs::read(&file).expect("a readable fixture"))
    };
    files.into_iter().map(page).collect()
}

fn list(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.map(|entry| entry.expect("a readable folder").path()).collect()
}

/// `fixtures/check/<rule>/` has at least two pages `fail-….html` and two `pass-….html`.
#[test]
fn fixtures_fail_and_pass_as_their_names_say() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/check"));
    let mut faults = Vec::new();
    for rule in RULES {
        let (mut failing, mut passing) = (0, 0);
        for path in list(&root.join(rule.id)) {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let findings = found(rule, &fixture(&path));
            if name.starts_with("fail-") {
                failing += 1;
                if findings.is_empty() {
                    faults.push(format!("{}: nothing found in {name}", rule.id));
                }
            } else {
                passing += 1;
                let told = |f: Finding| format!("{}: {name}: {}", rule.id, f.message);
                faults.extend(findings.into_iter().map(told));
            }
        }
        if failing < 2 || passing < 2 {
            faults.push(format!("{}: {failing} failing and {passing} passing fixtures", rule.id));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_folder_of_fixtures_has_its_rule() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/check"));
    for folder in list(root) {
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        assert!(RULES.iter().any(|rule| rule.id == name), "no rule is called {name}");
    }
}

/// The catalogue has 117 rules; one more looks after the comments that ignore rules.
#[test]
fn the_catalogue_is_complete() {
    assert_eq!(RULES.len(), 118);
}

/// Two pages of one title, and a comment on it in the second.
fn titled(comment: &str) -> Compared {
    let page = |head: &str| {
        let html = format!("<!doctype html><html lang=en>{head}<title>News</title><p>News");
        let page = Page::from_html(&html, &ParseOptions::new()).expect("a page");
        let checked = Check::new().page(&page);
        // What a cache keeps says the same.
        Checked::from_json(&checked.to_json().expect("plain data")).expect("its own JSON")
    };
    let (one, other) = (page(""), page(comment));
    assert!(one.findings().iter().chain(other.findings()).all(|it| it.rule() != &suppress::RULE));
    let rules = ["page-title-unique-in-site", "ignore-comment-valid"];
    let check = Check::new().with_select(rules.map(|rule| rule.parse().expect("a rule")));
    check.site(&[("one.html", &one), ("other.html", &other)])
}

#[test]
fn a_comment_accepts_what_comparing_pages_finds() {
    let open = titled("");
    assert_eq!(open.findings().len(), 1);
    let &(page, _) = &open.findings()[0];
    assert_eq!(page, 1);
    for place in ["", "<meta name=a>"] {
        let comment =
            "<!-- textify-ignore page-title-unique-in-site -- one article in two parts -->";
        let accepted = titled(&format!("{place}{comment}"));
        assert_eq!(accepted.findings(), []);
        let [(1, _, why)] = accepted.suppressed() else { panic!("{accepted:?}") };
        assert_eq!(why.reason.as_deref(), Some("one article in two parts"));
    }
    // A comment on something else accepts nothing, and is told.
    let comment = "<!-- textify-ignore page-title-unique-in-site -- why --><meta name=b>";
    let unused = titled(&format!("<meta name=a>{comment}"));
    let rules: Vec<_> = unused.findings().iter().map(|(_, found)| found.rule().id()).collect();
    assert_eq!(rules, ["ignore-comment-valid", "page-title-unique-in-site"]);
}

#[test]
fn findings_with_one_cause_are_grouped_and_accepted_each() {
    let page = |comment: &str| {
        let fonts = "<font>a</font>".repeat(3);
        let html = format!(
            "<!doctype html><html lang=en><title>T</title>{fonts}{comment}<font>b</font><big>c</big>"
        );
        let page = Page::from_html(&html, &ParseOptions::new()).expect("a page");
        let select = ["obsolete-element".parse().expect("a rule")];
        Check::new().with_select(select).page(&page)
    };
    let grouped = |comment: &str| {
        let (one, other) = (page(comment), page(comment));
        let accepted = one.suppressed().len();
        let pages = [PageReport::new("a.html", one), PageReport::new("b.html", other)];
        let report = Report::new(pages.into());
        let groups = report.groups();
        let told = groups.iter().map(|it| (it.first().message().to_owned(), it.places().len()));
        (told.collect::<Vec<_>>(), accepted)
    };
    let both = |fonts, bigs| {
        let message = |name| format!("The element {name} is obsolete.");
        vec![(message("font"), fonts), (message("big"), bigs)]
    };
    assert_eq!(grouped(""), (both(8, 2), 0));
    let comment = "<!-- textify-ignore obsolete-element -- it came so -->";
    assert_eq!(grouped(comment), (both(6, 2), 1));
}

#[test]
fn a_finding_is_known_when_lines_move() {
    let print = |before: &str| {
        let html = format!(
            "<!doctype html><html lang=en><title>T</title>{before}\
            <input id=a><label for=a>A</label><p id=a><label for=a>B</label>"
        );
        let page = Page::from_html(&html, &ParseOptions::new()).expect("a page");
        let select = ["duplicate-id-referenced".parse().expect("a rule")];
        let checked = Check::new().with_select(select).page(&page);
        let [found] = checked.findings() else { panic!("{:?}", checked.findings()) };
        (found.fingerprint(), found.message().to_owned())
    };
    let (one, other) = (print(""), print("\n\n\n<p>News\n"));
    assert_eq!(one.0, other.0);
    assert_ne!(one.1, other.1);
}
