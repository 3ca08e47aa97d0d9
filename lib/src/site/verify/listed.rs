//! The site map lists exactly the pages that are to be listed.

use super::Verify;
use super::gap::{Gap, GapKind};
use crate::error::Error;
use crate::site::folder::Folder;
use crate::site::{output, paths};
use crate::sitemap::Xml;
use std::collections::BTreeSet;

/// `pages`: the numbers and keys of those that are no empty files.
pub(super) fn gaps(
    verify: &Verify,
    folder: &Folder,
    pages: &[(u32, String)],
) -> Result<Vec<Gap>, Error> {
    let map = folder.site_map(pages.iter().cloned())?;
    let mut listed = BTreeSet::new();
    for file in Xml::new().files(&map) {
        let found = output::read(&verify.output.join(file.name())).unwrap_or_default();
        listed.extend(locations(&found));
    }
    let expected: BTreeSet<String> = map
        .entries()
        .map(|entry| entry.location().to_owned())
        .chain(Xml::new().files(&map).iter().skip(1).map(|f| [map.base(), f.name()].concat()))
        .collect();
    let gap = |location: &String, kind| {
        let path = location.strip_prefix(map.base()).unwrap_or(location);
        Gap { path: paths::shown(path), version: None, kind }
    };
    let missing = expected.difference(&listed).map(|loc| gap(loc, GapKind::NotInSiteMap));
    let extra = listed.difference(&expected).map(|loc| gap(loc, GapKind::WronglyInSiteMap));
    Ok(missing.chain(extra).collect())
}

/// The addresses of a site map.
fn locations(xml: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(xml);
    let after = text.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next());
    after
        .filter_map(|loc| quick_xml::escape::unescape(loc).ok().map(|loc| loc.into_owned()))
        .collect()
}
