//! The site map lists exactly the pages that are to be listed.

use super::Verify;
use super::gap::{Gap, GapKind};
use crate::error::Error;
use crate::site::folder::Folder;
use crate::site::{output, paths};
use crate::sitemap::{Bits, Xml};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

/// `pages`: the numbers of those that are no empty files.
pub(super) fn gaps(verify: &Verify, folder: &Folder, pages: &Bits) -> Result<Vec<Gap>, Error> {
    let all = folder.directory.pages();
    let map = folder.site_map(all.filter(|&(number, _)| pages.contains(number)))?;
    let files = Xml::new().files(&map);
    let parts = files.iter().skip(1).map(|file| [map.base(), file.name()].concat());
    let pages = map.entries().map(|entry| entry.location().to_owned());
    // Each address that is to be listed, and whether it is.
    let mut expected: HashMap<String, bool> =
        pages.chain(parts).map(|location| (location, false)).collect();
    let mut extra = BTreeSet::new();
    for file in &files {
        let found = output::read(&verify.output.join(file.name())).unwrap_or_default();
        for location in locations(&String::from_utf8_lossy(&found)) {
            match expected.get_mut(&*location) {
                Some(listed) => *listed = true,
                None => drop(extra.insert(location.into_owned())),
            }
        }
    }
    let gap = |location: &str, kind| {
        let path = location.strip_prefix(map.base()).unwrap_or(location);
        Gap { path: paths::shown(path), version: None, kind }
    };
    let missing = expected.iter().filter(|(_, listed)| !**listed);
    let missing = missing.map(|(location, _)| gap(location, GapKind::NotInSiteMap));
    let extra = extra.iter().map(|location| gap(location, GapKind::WronglyInSiteMap));
    Ok(missing.chain(extra).collect())
}

/// The addresses of a site map.
fn locations(xml: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let after = xml.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next());
    after.filter_map(|location| quick_xml::escape::unescape(location).ok())
}
