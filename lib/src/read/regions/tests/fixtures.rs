//! The regions of the pages in `fixtures/regions/`: each says in a comment what is expected of it.

use crate::dom::NodeId;
use crate::page::{Page, ParseOptions};
use crate::read::Content;
use crate::read::regions::Regions;
use std::path::Path;

/// "main#id" or "main".
fn selector(page: &Page, node: NodeId) -> String {
    let name = page.document.name(node);
    page.document.attr(node, "id").map_or(name.to_owned(), |id| format!("{name}#{id}"))
}

/// The regions in tree order, then what is left out of the main content, a line each.
fn found(page: &Page) -> Vec<String> {
    let regions = Regions::find(page);
    let mut lines: Vec<_> = regions
        .iter()
        .map(|region| {
            let printed = regions.accompanies(region.root, Content::WithoutBoilerplate);
            let nested = if region.nested { ", in its place" } else { "" };
            let printed = if printed { ", printed" } else { "" };
            let (kind, why) = (region.kind, &region.why);
            format!("{kind:?} {}: {why}{nested}{printed}", selector(page, region.root))
        })
        .collect();
    let mut inline: Vec<_> = regions.inline.values().collect();
    inline.sort_by_key(|inline| inline.region.root);
    lines.extend(inline.into_iter().map(|inline| {
        let from = if inline.certain { "all" } else { "main" };
        let (root, why) = (inline.region.root, &inline.region.why);
        format!("left out of {from} {}: {why}", selector(page, root))
    }));
    lines
}

#[test]
fn fixtures_have_the_expected_regions() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/regions");
    let mut wrong = Vec::new();
    let mut pages: Vec<_> = std::fs::read_dir(folder).expect("fixtures/regions").collect();
    assert!(pages.len() >= 40, "{} fixtures", pages.len());
    pages.sort_by_key(|entry| entry.as_ref().expect("an entry").file_name());
    for path in pages.into_iter().map(|entry| entry.expect("an entry").path()) {
        let html = std::fs::read_to_string(&path).expect("a page");
        let comment = html.split_once("<!--").and_then(|(_, rest)| rest.split_once("-->"));
        let expected = comment.expect("a comment with the regions").0;
        let expected: Vec<_> =
            expected.lines().map(str::trim).filter(|it| !it.is_empty()).collect();
        let found = found(&Page::from_html(&html, &ParseOptions::new()).expect("a page"));
        if expected != found {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            wrong.push(format!("{name}\n  expected {expected:#?}\n  found {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
