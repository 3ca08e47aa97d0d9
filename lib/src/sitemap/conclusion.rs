//! What can be told of a site when every page of it has been seen.

use super::address;
use super::exclusion::Exclusion;
use super::fault::FaultKind;
use super::keys::Keys;
use super::map::SiteMap;
use super::survey::{Survey, hash};
use super::told::{Ties, Told, Wanted};
use crate::language::is_known;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

/// A page and the number of what is kept of it.
pub(super) type Seen = (u32, u32);

impl Survey {
    /// All that can be told now that every page has been seen.
    pub fn finish(mut self) -> SiteMap {
        let numbered = self.seen.iter().zip(0..).map(|(&(id, _), number)| (id, number));
        let mut pages: Vec<Seen> = numbered.collect();
        // Of a page that was added twice the last counts.
        pages.sort_unstable_by_key(|&(id, number)| (id, Reverse(number)));
        pages.dedup_by_key(|page| page.0);
        self.alternates.sort();
        if self.wants {
            self.dead_fragments(&pages);
        }
        pages.retain(|(id, _)| !self.left_out.contains_key(id));
        self.duplicates(&mut pages);
        self.lonely_and_nameless(&pages);
        self.one_way_alternates(&pages);
        self.faults.sort();
        let language = self.language(&pages);
        let Survey { base, no_extension, keys, told, .. } = self;
        let Survey { alternates, left_out, faults, menus, .. } = self;
        SiteMap {
            base,
            no_extension,
            language,
            keys,
            told,
            alternates,
            left_out,
            listed: pages,
            faults,
            menus,
        }
    }

    /// The language of the home page, or of the first that says one that there is.
    fn language(&self, pages: &[Seen]) -> Option<String> {
        let mut reader = self.told.reader();
        pages.iter().find_map(|&(_, number)| {
            let language = Told::of(reader.get(number)).language;
            is_known(language).then(|| language.to_owned())
        })
    }

    /// Of pages with the same address or the same bytes one is listed: that with the shortest path.
    fn duplicates(&mut self, pages: &mut Vec<Seen>) {
        let address = |id: u32| {
            let key = self.keys.get(id as usize);
            hash(address::address(&key, self.no_extension))
        };
        let same = alike(pages.iter().map(|&(id, _)| (address(id), id)));
        leave_out(&mut self.left_out, &self.keys, &same);
        pages.retain(|(id, _)| !self.left_out.contains_key(id));
        let content = |number: u32| self.seen[number as usize].1;
        let same = alike(pages.iter().map(|&(id, number)| (content(number), id)));
        leave_out(&mut self.left_out, &self.keys, &same);
        pages.retain(|(id, _)| !self.left_out.contains_key(id));
    }

    /// Links to fragments that their pages do not have. Of what is no page nobody knows them.
    fn dead_fragments(&mut self, pages: &[Seen]) {
        let mut missing: HashSet<(u32, u64)> = HashSet::new();
        let is_page = |id: u32| pages.binary_search_by_key(&id, |page| page.0).is_ok();
        self.each_tied(pages, |_, ties| {
            let wanted = ties.wanted.iter().filter(|wanted| is_page(wanted.target));
            missing.extend(wanted.flat_map(names));
        });
        self.each_tied(pages, |id, ties| {
            for name in ties.ids {
                missing.remove(&(id, hash(name)));
            }
        });
        let mut found = Vec::new();
        self.each_tied(pages, |id, ties| {
            let wanted = ties.wanted.iter();
            let dead = wanted.filter(|it| names(it).iter().all(|name| missing.contains(name)));
            found.extend(dead.map(|it| (id, it.line, it.href.to_owned())));
        });
        for (id, line, href) in found {
            self.fault(id, Some(line), FaultKind::DeadFragment(href));
        }
    }

    fn each_tied(&self, pages: &[Seen], mut show: impl FnMut(u32, Ties<'_>)) {
        let mut reader = self.ties.reader();
        pages.iter().for_each(|&(id, number)| show(id, Ties::of(reader.get(number))));
    }

    /// Orphans, and pages without a title of their own.
    fn lonely_and_nameless(&mut self, pages: &[Seen]) {
        let mut reader = self.told.reader();
        let (mut found, mut titles) = (Vec::new(), Vec::with_capacity(pages.len()));
        for &(id, number) in pages {
            let home = || address::address(&self.keys.get(id as usize), false).is_empty();
            if !self.linked.contains(id) && !home() {
                found.push((id, FaultKind::Orphan));
            }
            match Told::of(reader.get(number)).title {
                "" => found.push((id, FaultKind::Untitled)),
                title => titles.push((hash(title), id)),
            }
        }
        for group in alike(titles) {
            let first = address::shown(&self.keys.get(group[0] as usize));
            for &id in &group[1..] {
                let at = pages.binary_search_by_key(&id, |page| page.0).unwrap_or_default();
                let title = Told::of(reader.get(pages[at].1)).title.to_owned();
                let kind = FaultKind::RepeatedTitle { title, first: first.clone() };
                found.push((id, kind));
            }
        }
        found.into_iter().for_each(|(id, kind)| self.fault(id, None, kind));
    }

    fn one_way_alternates(&mut self, pages: &[Seen]) {
        let mut found = Vec::new();
        self.each_tied(pages, |id, ties| {
            for (language, href, file) in ties.alternates {
                let back = |file: u32| file == id || self.alternates.names(file, id);
                if !file.is_some_and(back) {
                    let (language, href) = (language.to_owned(), href.to_owned());
                    found.push((id, FaultKind::OneWayAlternate { language, href }));
                }
            }
        });
        found.into_iter().for_each(|(id, kind)| self.fault(id, None, kind));
    }
}

/// The names by which a fragment may be found: as it stands, and decoded.
fn names(wanted: &Wanted<'_>) -> [(u32, u64); 2] {
    let decoded = address::shown(wanted.fragment);
    [hash(wanted.fragment), hash(decoded.as_str())].map(|name| (wanted.target, name))
}

/// Groups of pages, in their order, that have the same hash.
fn alike(hashes: impl IntoIterator<Item = (u64, u32)>) -> Vec<Vec<u32>> {
    let mut hashes: Vec<(u64, u32)> = hashes.into_iter().collect();
    hashes.sort_unstable();
    let groups = hashes.chunk_by(|one, other| one.0 == other.0).filter(|group| group.len() > 1);
    groups.map(|group| group.iter().map(|&(_, id)| id).collect()).collect()
}

/// Leaves out all of each group but the one with the shortest path.
fn leave_out(left_out: &mut BTreeMap<u32, Exclusion>, keys: &Keys, groups: &[Vec<u32>]) {
    for group in groups {
        let path = |&id: &u32| {
            let key = keys.get(id as usize);
            (key.len(), key)
        };
        let Some(plainest) = group.iter().min_by_key(|id| path(id)) else { continue };
        let others = group.iter().filter(|id| *id != plainest);
        let why = Exclusion::Duplicate(address::shown(&keys.get(*plainest as usize)));
        left_out.extend(others.map(|&id| (id, why.clone())));
    }
}
