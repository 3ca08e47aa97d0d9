//! A site as all its pages tell of it.

use super::address;
use super::addresses::Addresses;
use super::alternates::Alternates;
use super::conclusion::Seen;
use super::exclusion::Exclusion;
use super::fault::{FaultKind, Place};
use super::outline::{Leaf, Node, Outline};
use super::packed::{Packed, Reader};
use super::people::Line;
use super::robots::RobotsTxt;
use super::titles::SiteNames;
use super::told::Told;
use super::xml::Entry;
use std::collections::{BTreeMap, HashMap};

/// A site as all its pages tell of it.
#[derive(Debug)]
pub struct SiteMap {
    pub(super) addresses: Addresses,
    pub(super) robots: Option<RobotsTxt>,
    pub(super) language: Option<String>,
    /// What pages say of themselves.
    pub(super) told: Packed,
    pub(super) alternates: Alternates,
    pub(super) left_out: BTreeMap<u32, Exclusion>,
    /// The pages that are listed, in the order of their addresses.
    pub(super) listed: Vec<Seen>,
    pub(super) faults: Vec<(FaultKind, Vec<Place>)>,
    /// The page that a menu puts each page under, and its place there.
    pub(super) menus: HashMap<u32, (u32, usize)>,
}

impl SiteMap {
    /// The address of the site's root.
    pub fn base(&self) -> &str {
        self.addresses.base.as_str()
    }

    /// The pages that are listed, in the order of their addresses.
    pub fn entries(&self) -> impl Iterator<Item = Entry> + Clone + use<'_> {
        let mut reader = self.told.reader();
        self.listed.iter().map(move |&page| self.entry(page, &mut reader))
    }

    /// The pages that are not listed, by their paths, and why.
    pub fn left_out(&self) -> impl Iterator<Item = (String, &Exclusion)> {
        let shown = |id: u32| address::shown(&self.addresses.keys.get(id as usize));
        self.left_out.iter().map(move |(&id, exclusion)| (shown(id), exclusion))
    }

    /// The lines that `robots.txt` needs so that robots leave the versions of the pages alone that it
    /// disallows, where these lie in folders of such names, as `textify export` puts them.
    pub fn robots_lines(&self, folders: &[&str]) -> Vec<String> {
        let Some(robots) = &self.robots else { return Vec::new() };
        robots.for_versions(self.base(), folders, &|show| {
            let listed = self.listed.iter().map(|page| page.0);
            for id in listed.chain(self.left_out.keys().copied()) {
                let key = self.addresses.keys.get(id as usize);
                let is_html = address::without_ending(&key, true).len() < key.len();
                let ending = if is_html { "" } else { ".html" };
                let version =
                    |folder| self.addresses.base.absolute(&format!("{folder}/{key}{ending}"));
                let versions: Vec<String> = folders.iter().map(version).collect();
                show(&self.location(id), &versions);
            }
        })
    }

    /// The language of the home page, or of the first that says one that there is.
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// The absolute address of a file at the root of the site.
    pub(super) fn absolute(&self, file: &str) -> String {
        self.addresses.base.absolute(file)
    }

    /// Where a page is among those that are listed.
    fn place(&self, id: u32) -> Option<usize> {
        self.listed.binary_search_by_key(&id, |page| page.0).ok()
    }

    fn location(&self, id: u32) -> String {
        self.addresses.location(id)
    }

    fn entry(&self, (id, number): Seen, reader: &mut Reader<'_>) -> Entry {
        let mut entry = Entry::new(self.location(id));
        let date = Told::of(reader.get(number)).modified;
        if !date.is_empty() {
            entry = entry.with_modified(date);
        }
        self.alternates(id).into_iter().fold(entry, |entry, (language, page)| {
            entry.with_alternate(language, self.location(page))
        })
    }

    /// The languages of a page with others that are listed and name it in return. The page itself
    /// is among them: by its own word, else by that of the others.
    fn alternates(&self, id: u32) -> Vec<(&str, u32)> {
        let named = |page: u32| self.alternates.of(page);
        let mut found: Vec<_> = named(id)
            .filter(|&(_, file)| self.place(file).is_some())
            .filter(|&(_, file)| file == id || self.alternates.names(file, id))
            .collect();
        if found.iter().all(|&(_, file)| file == id) {
            return Vec::new();
        }
        if found.iter().all(|&(_, file)| file != id) {
            let others: Vec<u32> = found.iter().map(|&(_, file)| file).collect();
            let own = others.into_iter().flat_map(named).find(|&(_, file)| file == id);
            found.extend(own);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The outline of the site, by breadcrumbs, menus and addresses.
    pub(super) fn outline(&self) -> Outline {
        let mut reader = self.told.reader();
        let index = &self.addresses.base.index;
        let leaves = self.listed.iter().map(|&(id, number)| {
            let trail = Told::of(reader.get(number)).trail.into_iter().rev();
            let menu = self.menus.get(&id);
            Leaf {
                key: self.addresses.keys.get(id as usize),
                trail: trail.filter(|&to| to != id).find_map(|to| self.place(to)),
                menu: menu.and_then(|&(parent, at)| Some((self.place(parent)?, at))),
            }
        });
        Outline::new(leaves, &|key| index.contains(key))
    }

    /// What writes the lines of an outline.
    pub(super) fn lines(&self) -> Lines<'_> {
        let names = SiteNames::of(|title| {
            let mut reader = self.told.reader();
            self.listed.iter().for_each(|page| title(Told::of(reader.get(page.1)).title));
        });
        Lines { map: self, names, reader: self.told.reader() }
    }
}

/// Tells what stands in the lines of an outline.
#[derive(Debug)]
pub(super) struct Lines<'m> {
    map: &'m SiteMap,
    names: SiteNames,
    reader: Reader<'m>,
}

impl Lines<'_> {
    pub(super) fn line(&mut self, (depth, node): (usize, Node)) -> Line {
        let map = self.map;
        match node {
            Node::Page(page) => {
                let (id, number) = map.listed[page];
                let Told { title, language, .. } = Told::of(self.reader.get(number));
                let name = match self.names.without(title) {
                    "" => last_segment(&map.addresses.keys.get(id as usize)),
                    title => title.to_owned(),
                };
                let said = !title.is_empty() && !language.is_empty();
                let language = said.then(|| language.into());
                Line { depth, name, language, address: Some(map.location(id)) }
            }
            Node::Folder(page, length) => {
                let folder = map.addresses.keys.get(map.listed[page].0 as usize);
                let name = last_segment(&folder[..length]);
                Line { depth, name, language: None, address: None }
            }
        }
    }
}

/// What a page or folder without a title is called: the end of its path.
fn last_segment(key: &str) -> String {
    let path = address::shown(name_of(key).trim_end_matches('/'));
    let name = path.rsplit('/').next().unwrap_or_default();
    name.replace(['-', '_'], " ")
}

/// What a page is called by its path: an index after its folder.
fn name_of(key: &str) -> &str {
    match address::is_index(key) {
        true => address::folder(key),
        false => address::without_ending(key, true),
    }
}
