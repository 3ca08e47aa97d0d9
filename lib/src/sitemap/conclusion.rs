//! What can be told of a site when every page of it has been seen.

use super::address;
use super::exclusion::Exclusion;
use super::fault::FaultKind;
use super::map::SiteMap;
use super::survey::{Survey, hash};
use super::told::{Ties, Told, Wanted};
use crate::language::is_known;
use std::cmp::Reverse;
use std::collections::HashSet;

/// A page and the number of what is kept of it.
pub(super) type Seen = (u32, u32);

impl Survey {
    /// All that can be told now that every page has been seen.
    pub fn finish(mut self) -> SiteMap {
        let mut pages = std::mem::take(&mut self.seen);
        // Of a page that was added twice the last counts.
        pages.sort_unstable_by_key(|&(id, number)| (id, Reverse(number)));
        pages.dedup_by_key(|page| page.0);
        self.alternates.sort();
        if self.finds_faults {
            self.dead_fragments(&pages);
        }
        pages.retain(|(id, _)| !self.left_out.contains_key(id));
        self.duplicates(&mut pages);
        if self.finds_faults {
            self.lonely_and_nameless(&pages);
            self.one_way_alternates(&pages);
        }
        let language = self.language(&pages);
        let Survey { addresses, robots, told, alternates, left_out, faults, menus, .. } = self;
        let (listed, faults) = (pages, faults.sorted());
        SiteMap { addresses, robots, language, told, alternates, left_out, listed, faults, menus }
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
        let key = |id: u32| self.addresses.keys.get(id as usize);
        // With endings, only those of one folder's indexes can be the same.
        let may_be = |&&(id, _): &&Seen| self.addresses.may_coincide(id, &key(id));
        let some: Vec<Seen> = pages.iter().filter(may_be).copied().collect();
        let address = |id: u32| hash(self.addresses.of(id, &key(id)));
        let addresses: Vec<u64> = some.iter().map(|&(id, _)| address(id)).collect();
        self.leave_out(&some, |at| addresses[at]);
        pages.retain(|(id, _)| !self.left_out.contains_key(id));
        let contents = std::mem::take(&mut self.contents);
        self.leave_out(pages, |at| contents[pages[at].1 as usize]);
        pages.retain(|(id, _)| !self.left_out.contains_key(id));
    }

    /// Leaves out all but the one with the shortest path of those that have the same hash.
    fn leave_out(&mut self, pages: &[Seen], hash: impl Fn(usize) -> u64) {
        for group in alike(pages.len(), hash) {
            let ids = group.iter().map(|&at| pages[at as usize].0);
            let path = |id: u32| self.addresses.keys.get(id as usize);
            let plainest = ids.clone().min_by_key(|&id| (path(id).len(), path(id)));
            let Some(plainest) = plainest else { continue };
            let why = Exclusion::Duplicate(address::shown(&path(plainest)));
            let others = ids.filter(|&id| id != plainest);
            self.left_out.extend(others.map(|id| (id, why.clone())));
        }
    }

    /// Links to fragments that their pages do not have. Of what is no page nobody knows them.
    fn dead_fragments(&mut self, pages: &[Seen]) {
        let mut missing: HashSet<(u32, u64)> = HashSet::new();
        let is_page = |id: u32| pages.binary_search_by_key(&id, |page| page.0).is_ok();
        self.each_tied(pages, |_, ties| {
            let wanted = ties.wanted.iter().filter(|wanted| is_page(wanted.target));
            missing.extend(wanted.flat_map(names));
        });
        if missing.is_empty() {
            return;
        }
        self.each_tied(pages, |id, ties| {
            for name in ties.ids {
                missing.remove(&(id, hash(name)));
            }
        });
        let mut found = Vec::new();
        self.each_tied(pages, |id, ties| {
            let wanted = ties.wanted.iter();
            let dead = wanted.filter(|it| names(it).iter().all(|name| missing.contains(name)));
            found.extend(dead.map(|it| (id, it.line, it.target, it.fragment.to_string())));
        });
        for (id, line, target, fragment) in found {
            let to = format!("/{}#{fragment}", self.address(target));
            self.fault(id, Some(line), FaultKind::BrokenFragment(to));
        }
    }

    /// The address of a file below the root.
    fn address(&self, id: u32) -> String {
        let key = self.addresses.keys.get(id as usize);
        self.addresses.of(id, &key).into_owned()
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
            if !self.linked.contains(id) && !self.address(id).is_empty() {
                found.push((id, FaultKind::Orphan));
            }
            let title = Told::of(reader.get(number)).title;
            if title.is_empty() {
                found.push((id, FaultKind::Untitled));
            }
            titles.push(hash(title));
        }
        for group in alike(titles.len(), |at| titles[at]) {
            let title = Told::of(reader.get(pages[group[0] as usize].1)).title.to_owned();
            let same = group.iter().filter(|_| !title.is_empty());
            found.extend(
                same.map(|&at| (pages[at as usize].0, FaultKind::RepeatedTitle(title.clone()))),
            );
        }
        found.into_iter().for_each(|(id, kind)| self.fault(id, None, kind));
    }

    fn one_way_alternates(&mut self, pages: &[Seen]) {
        let mut found = Vec::new();
        self.each_tied(pages, |id, ties| {
            for (language, href, file) in ties.alternates {
                let back = |file: u32| file == id || self.alternates.names(file, id);
                if !file.is_some_and(back) {
                    let address = file.map(|file| format!("/{}", self.address(file)));
                    let address = address.unwrap_or_else(|| href.to_owned());
                    let language = language.to_owned();
                    found.push((id, FaultKind::OneWayAlternate { language, address }));
                }
            }
        });
        found.into_iter().for_each(|(id, kind)| self.fault(id, None, kind));
    }
}

/// The names by which a fragment may be found: as it stands, and decoded.
fn names(wanted: &Wanted<'_>) -> [(u32, u64); 2] {
    let decoded = address::shown(&wanted.fragment);
    [hash(&wanted.fragment), hash(&decoded)].map(|name| (wanted.target, name))
}

/// Groups of what has the same hash, by their places.
fn alike(count: usize, hash: impl Fn(usize) -> u64) -> Vec<Vec<u32>> {
    let mut places: Vec<u32> = (0..count as u32).collect();
    places.sort_unstable_by_key(|&at| (hash(at as usize), at));
    let groups = places.chunk_by(|&one, &other| hash(one as usize) == hash(other as usize));
    groups.filter(|group| group.len() > 1).map(<[u32]>::to_vec).collect()
}
