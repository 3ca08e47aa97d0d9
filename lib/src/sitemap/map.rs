//! A site as all its pages tell of it.

use super::address;
use super::exclusion::Exclusion;
use super::fault::Fault;
use super::outline::{self, Leaf, Node};
use super::people::Line;
use super::survey::{Record, SiteMap};
use super::titles::SiteNames;
use super::xml::Entry;
use crate::language::is_known;

impl SiteMap {
    /// The address of the site's root.
    pub fn base(&self) -> &str {
        self.base.as_str()
    }

    /// The pages that are listed, in the order of their addresses.
    pub fn entries(&self) -> impl Iterator<Item = Entry> + Clone + use<'_> {
        self.listed.iter().map(|&id| self.entry(id))
    }

    /// The pages that are not listed, by their paths, and why.
    pub fn left_out(&self) -> impl Iterator<Item = (String, &Exclusion)> {
        self.records.iter().filter_map(|(&id, record)| {
            let exclusion = record.exclusion.as_ref()?;
            Some((address::shown(&self.keys.get(id as usize)), exclusion))
        })
    }

    /// What the site should put right, by path.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The language of the home page, or of the first that says one that there is.
    pub fn language(&self) -> Option<&str> {
        let mut records = self.listed.iter().map(|&id| self.record(id));
        records.find_map(|record| record.language.as_deref().filter(|tag| is_known(tag)))
    }

    /// The absolute address of a file at the root of the site.
    pub(super) fn absolute(&self, file: &str) -> String {
        self.base.absolute(file)
    }

    fn record(&self, id: u32) -> &Record {
        &self.records[&id]
    }

    fn location(&self, id: u32) -> String {
        self.base.absolute(address::address(&self.keys.get(id as usize), self.no_extension))
    }

    fn entry(&self, id: u32) -> Entry {
        let record = self.record(id);
        let mut entry = Entry::new(self.location(id));
        if let Some(date) = &record.modified {
            entry = entry.with_modified(&**date);
        }
        self.alternates(id).into_iter().fold(entry, |entry, (language, page)| {
            entry.with_alternate(language, self.location(page))
        })
    }

    /// The languages of a page with others that are listed and name it in return. The page itself
    /// is among them: by its own word, else by that of the others.
    fn alternates(&self, id: u32) -> Vec<(&str, u32)> {
        let named = |page: u32| {
            let alternates = self.record(page).alternates.iter();
            alternates.filter_map(|(language, _, file)| Some((&**language, (*file)?)))
        };
        let mut found: Vec<_> = named(id)
            .filter(|&(_, file)| self.listed.binary_search(&file).is_ok())
            .filter(|&(_, file)| file == id || named(file).any(|(_, back)| back == id))
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
    pub(super) fn lines(&self) -> Vec<Line> {
        let place = |id: u32| self.listed.binary_search(&id).ok();
        let keys: Vec<String> = self.listed.iter().map(|&id| self.keys.get(id as usize)).collect();
        let leaves: Vec<_> = self
            .listed
            .iter()
            .zip(&keys)
            .map(|(&id, key)| Leaf {
                key,
                trail: self
                    .record(id)
                    .trail
                    .iter()
                    .rev()
                    .filter(|&&to| to != id)
                    .find_map(|&to| place(to)),
                menu: self.menus.get(&id).and_then(|&(parent, at)| Some((place(parent)?, at))),
            })
            .collect();
        let titles = self.listed.iter().map(|&id| &*self.record(id).title);
        let names = SiteNames::of(titles);
        let line = |(depth, node): (usize, Node<'_>)| match node {
            Node::Page(page) => {
                let id = self.listed[page];
                let (record, key) = (self.record(id), &self.keys.get(id as usize));
                let name = match names.without(&record.title) {
                    "" => last_segment(key),
                    title => title.to_owned(),
                };
                let language = record.language.clone().filter(|_| !record.title.is_empty());
                Line { depth, name, language, address: Some(self.location(id)) }
            }
            Node::Folder(folder) => {
                Line { depth, name: last_segment(folder), language: None, address: None }
            }
        };
        outline::lines(&leaves).into_iter().map(line).collect()
    }
}

/// What a page or folder without a title is called: the end of its path.
fn last_segment(key: &str) -> String {
    let path = address::shown(address::address(key, true).trim_end_matches('/'));
    let name = path.rsplit('/').next().unwrap_or_default();
    name.replace(['-', '_'], " ")
}
