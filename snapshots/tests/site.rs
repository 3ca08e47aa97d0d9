//! The site maps of the fixture site, and what they leave out and find at fault.

use crate::common::{root, site};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use textify::sitemap::{People, SiteMap, Survey, Xml};

/// What is expected of the site as a whole.
pub(crate) const SITE: [&str; 4] = ["report", "sitemap.html", "sitemap.txt", "sitemap.xml"];

/// All files of the fixture site, by their paths below its root.
fn files() -> Vec<PathBuf> {
    let home = root().join("fixtures/site");
    let (mut folders, mut files) = (vec![home.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a readable folder") {
            let path = entry.expect("a readable folder").path();
            match path.is_dir() {
                true => folders.push(path),
                false => files.push(path.strip_prefix(&home).expect("a path below").to_path_buf()),
            }
        }
    }
    files
}

fn map(no_extension: bool) -> SiteMap {
    let survey = Survey::new("https://www.urad.example/", files()).expect("an address");
    let mut survey = survey.with_no_extension(no_extension);
    let home = root().join("fixtures/site");
    let pages = site();
    let below = |path: &Path| path.strip_prefix(&home).expect("a path below").to_path_buf();
    let pages: Vec<_> = pages.iter().map(|page| below(&page.path)).collect();
    for path in survey.paths().filter(|path| pages.contains(path)) {
        survey.add(&path, &fs::read(home.join(&path)).expect("a readable page"));
    }
    survey.finish()
}

fn written(write: impl Fn(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).expect("memory takes everything");
    String::from_utf8(bytes).expect("all outputs are UTF-8")
}

/// What is left out, and what is at fault.
fn report(map: &SiteMap) -> String {
    let mut report = String::new();
    for (path, why) in map.left_out() {
        let _ = writeln!(report, "{path}: {}: {why}", why.code());
    }
    report.push('\n');
    for fault in map.faults() {
        let _ = writeln!(report, "{}: {}", fault.kind().code(), fault.kind());
        for (path, line) in fault.places() {
            let line = line.map(|line| format!(":{line}")).unwrap_or_default();
            let _ = writeln!(report, "  {path}{line}");
        }
    }
    report
}

fn check(name: &str, content: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("site"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, content));
}

/// The style is that of every page that textify writes.
fn without_style(html: &str) -> String {
    let (before, rest) = html.split_once("<style>").expect("a style");
    let (_, after) = rest.split_once("</style>").expect("its end");
    format!("{before}<style></style>{after}")
}

#[test]
fn the_site_is_mapped() {
    let map = map(false);
    let files = Xml::new().files(&map);
    assert_eq!(files.len(), 1);
    let outputs = [
        report(&map),
        without_style(&written(|out| People::new().html(&map, out))),
        written(|out| People::new().text(&map, out)),
        written(|out| files[0].write(out)),
    ];
    SITE.iter().zip(&outputs).for_each(|(name, output)| check(name, output));
}

#[test]
fn endings_may_be_left_out() {
    let map = map(true);
    let addresses: Vec<_> = map.entries().map(|entry| entry.location().to_owned()).collect();
    assert!(addresses.contains(&"https://www.urad.example/sluzby/pasy".to_owned()));
    assert!(addresses.iter().all(|address| !address.ends_with(".html")), "{addresses:?}");
}

#[test]
fn the_order_of_adding_changes_no_address() {
    let ordered = map(false);
    let mut survey = Survey::new("https://www.urad.example/", files()).expect("an address");
    let home = root().join("fixtures/site");
    for page in site().iter().rev() {
        survey.add(page.path.strip_prefix(&home).expect("a path below"), &page.bytes);
    }
    let reversed = survey.finish();
    assert!(ordered.entries().eq(reversed.entries()));
    assert_eq!(report(&ordered), report(&reversed));
}
