//! The site map lists exactly the pages that are to be listed.

use super::gap::{Gap, GapKind};
use super::{OwnMap, Verify};
use crate::error::Error;
use crate::site::versions::Maker;
use crate::site::{output, paths};
use crate::sitemap::{Bits, Listing, MapName, SiteMap, Xml};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

/// What was found of site maps.
pub(super) struct Listed {
    pub(super) gaps: Vec<Gap>,
    pub(super) own_map_lacks: Option<OwnMap>,
}

/// `pages`: the numbers of those that are no empty files.
pub(super) fn compare(verify: &Verify, maker: &Maker<'_>, pages: &Bits) -> Result<Listed, Error> {
    let folder = &maker.folder;
    let all = folder.directory.pages();
    let map = folder.site_map(all.filter(|&(number, _)| pages.contains(number)))?;
    let own_map_lacks = own_map(verify, maker, &map);
    Ok(Listed { gaps: gaps(verify, maker, &map), own_map_lacks })
}

/// What textify's own site map lacks and what it should not list.
fn gaps(verify: &Verify, maker: &Maker<'_>, map: &SiteMap) -> Vec<Gap> {
    let files = Xml::new().with_name(maker.map_name.clone()).files(map);
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
    missing.chain(extra).collect()
}

/// The most files of a site map of others that are read.
const MAX_FILES: usize = 1_000;

/// What the site's own map lacks, if it has one.
fn own_map(verify: &Verify, maker: &Maker<'_>, map: &SiteMap) -> Option<OwnMap> {
    let usual = MapName::default();
    let is_own = |file: &String| {
        let number = maker.folder.directory.number(file);
        number.is_some() && !maker.map_name.names(file)
    };
    let names = [usual.xml(), "sitemap_index.xml".to_owned(), usual.packed(), usual.text()];
    let file = names.into_iter().find(is_own)?;
    let (mut open, mut seen, mut listed) = (vec![file.clone()], HashSet::new(), HashSet::new());
    while let Some(file) = open.pop().filter(|_| seen.len() < MAX_FILES) {
        let bytes = paths::path(&file).map(|path| output::read(&verify.output.join(path)));
        let Some(Ok(bytes)) = bytes else { continue };
        let Ok(listing) = Listing::read(&bytes) else { continue };
        let below = |address: &String| address.strip_prefix(map.base()).map(str::to_owned);
        let parts = listing.site_maps().iter().filter_map(below);
        open.extend(parts.filter(|part| seen.insert(part.clone())));
        listed.extend(listing.pages().iter().filter_map(below));
    }
    let own = |location: &str| location.strip_prefix(map.base()).unwrap_or(location).to_owned();
    let pages = map.entries().map(|entry| own(entry.location()));
    // Others may write an address with its letters or with their codes.
    let listed: HashSet<String> = listed.iter().map(|address| paths::shown(address)).collect();
    let lacks = pages.map(|page| paths::shown(&page)).filter(|page| !listed.contains(page));
    Some(OwnMap { file, lacks: lacks.collect() })
}

/// The addresses of a site map.
fn locations(xml: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let after = xml.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next());
    after.filter_map(|location| quick_xml::escape::unescape(location).ok())
}
