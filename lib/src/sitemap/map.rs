//! A site as all its pages tell of it.

use super::address::{self, Base};
use super::alternates::Alternates;
use super::conclusion::Seen;
use super::exclusion::Exclusion;
use super::fault::Fault;
use super::keys::Keys;
use super::outline::{Leaf, Node, Outline};
use super::packed::{Packed, Reader};
use super::people::Line;
use super::titles::SiteNames;
use super::told::Told;
use super::xml::Entry;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A site as all its pages tell of it.
#[derive(Debug)]
pub struct SiteMap {
    pub(super) base: Base,
    pub(super) language: Option<String>,
    pub(super) keys: Arc<Keys>,
    /// What pages say of themselves.
    pub(super) told: Packed,
    pub(super) alternates: Alternates,
    pub(super) left_out: BTreeMap<u32, Exclusion>,
    /// The pages that are listed, in the order of their addresses.
    pub(super) listed: Vec<Seen>,
    pub(super) faults: Vec<Fault>,
    /// The page that a menu puts each page under, and its place there.
    pub(super) menus: HashMap<u32, (u32, usize)>,
}

impl SiteMap {
    /// The address of the site's root.
    pub fn base(&self) -> &str {
        self.base.as_str()
    }

    /// The pages that are listed, in the order of their addresses.
    pub fn entries(&self) -> impl Iterator<Item = Entry> + Clone + use<'_> {
        let mut reader = self.told.reader();
        self.listed.iter().map(move |&page| self.entry(page, &mut reader))
    }

    /// The pages that are not listed, by their paths, and why.
    pub fn left_out(&self) -> impl Iterator<Item = (String, &Exclusion)> {
        let shown = |id: u32| address::shown(&self.keys.get(id as usize));
        self.left_out.iter().map(move |(&id, exclusion)| (shown(id), exclusion))
    }

    /// What the site should put right, by path.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The language of the home page, or of the first that says one that there is.
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// The absolute address of a file at the root of the site.
    pub(super) fn absolute(&self, file: &str) -> String {
        self.base.absolute(file)
    }

    /// Where a page is among those that are listed.
    fn place(&self, id: u32) -> Option<usize> {
        self.listed.binary_search_by_key(&id, |page| page.0).ok()
    }

    fn location(&self, id: u32) -> String {
        self.base.location(&self.keys.get(id as usize))
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
        Outline::new(self.listed.iter().map(|&(id, number)| {
            let trail = Told::of(reader.get(number)).trail.into_iter().rev();
            let menu = self.menus.get(&id);
            Leaf {
                key: self.keys.get(id as usize),
                trail: trail.filter(|&to| to != id).find_map(|to| self.place(to)),
                menu: menu.and_then(|&(parent, at)| Some((self.place(parent)?, at))),
            }
        }))
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
                    "" => last_segment(&map.keys.get(id as usize)),
                    title => title.to_owned(),
                };
                let said = !title.is_empty() && !language.is_empty();
                let language = said.then(|| language.into());
                Line { depth, name, language, address: Some(map.location(id)) }
            }
            Node::Folder(page, length) => {
                let folder = map.keys.get(map.listed[page].0 as usize);
                let name = last_segment(&folder[..length]);
                Line { depth, name, language: None, address: None }
            }
        }
    }
}

/// What a page or folder without a title is called: the end of its path.
fn last_segment(key: &str) -> String {
    let path = address::shown(address::address(key, true).trim_end_matches('/'));
    let name = path.rsplit('/').next().unwrap_or_default();
    name.replace(['-', '_'], " ")
}
