//! The pages of a site, seen one by one.

use super::address::{self, Base, Target};
use super::exclusion::{Exclusion, is_error_page};
use super::fault::{Fault, FaultKind};
use super::keys::Keys;
use super::menu;
use crate::error::Error;
use crate::language::primary;
use crate::page::{Page, ParseOptions};
use crate::stream::{Facts, scan};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use url::Url;

/// Whether a file is a page, by its name and how it begins: `.html` is one; what a program made,
/// such as `.aspx` or a name without ending, is one if it begins as HTML does.
pub fn is_page(path: &Path, head: &[u8]) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let ending = |name: &str| name.rsplit_once('.').map(|(_, ending)| ending.to_owned());
    // `wget --mirror` leaves the query in the name.
    let bare = name.split(['?', '@']).next().unwrap_or_default();
    let is_html = |name: &str| {
        matches!(ending(name).as_deref(), Some("html" | "htm" | "xhtml" | "xht" | "shtml"))
    };
    if is_html(&name) || is_html(bare) {
        return true;
    }
    let made = matches!(
        ending(bare).as_deref(),
        None | Some("asp" | "aspx" | "php" | "jsp" | "jspx" | "do" | "cgi" | "pl" | "cfm")
    );
    made && begins_as_html(head)
}

/// As in the MIME Sniffing Standard, 7.1, for the tags that pages begin with.
fn begins_as_html(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let starts: [&[u8]; 7] =
        [b"<!doctype html", b"<html", b"<head", b"<title", b"<body", b"<!--", b"<?xml"];
    starts
        .iter()
        .any(|start| head.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)))
}

/// A page in another language: the tag, the address as the page writes it, the file.
pub(super) type Alternate = (Box<str>, Box<str>, Option<u32>);

/// Little of a page that has been seen.
#[derive(Debug, Default)]
pub(super) struct Record {
    pub(super) title: Box<str>,
    pub(super) language: Option<Box<str>>,
    pub(super) modified: Option<Box<str>>,
    pub(super) exclusion: Option<Exclusion>,
    /// The page in other languages.
    pub(super) alternates: Box<[Alternate]>,
    /// The files that its breadcrumbs lead through.
    pub(super) trail: Box<[u32]>,
    /// What fragments may lead to, as hashes.
    ids: Box<[u64]>,
}

/// A link to a fragment of another page.
#[derive(Debug)]
struct Wanted {
    target: u32,
    fragment: u64,
    decoded: u64,
    from: u32,
    line: u32,
    href: Box<str>,
}

/// Sees the pages of a site one by one. Of each it keeps little, so that memory grows only slowly
/// with their number.
#[derive(Debug)]
pub struct Survey {
    base: Base,
    no_extension: bool,
    keys: Arc<Keys>,
    records: BTreeMap<u32, Record>,
    /// The listed pages by their addresses and by their contents, as hashes.
    addresses: HashMap<u64, u32>,
    contents: HashMap<u64, u32>,
    linked: HashSet<u32>,
    wanted: Vec<Wanted>,
    faults: Vec<Fault>,
    /// The languages whose menus have been read.
    languages: HashSet<Box<str>>,
    /// The page that a menu puts each page under, and its place there.
    menus: HashMap<u32, (u32, usize)>,
}

impl Survey {
    /// Begins with the address of the site's root and the paths of all its files below that, pages
    /// and others: links may lead to any of them.
    ///
    /// # Errors
    ///
    /// When the address is not an absolute one of `http` or `https`.
    pub fn new<P: AsRef<Path>>(
        base: &str,
        files: impl IntoIterator<Item = P>,
    ) -> Result<Survey, Error> {
        let keys = files.into_iter().filter_map(|path| address::key(path.as_ref()));
        Survey::of(base, Arc::new(Keys::sorted(keys.collect())))
    }

    /// The same with the keys of the files.
    pub(crate) fn of(base: &str, keys: Arc<Keys>) -> Result<Survey, Error> {
        Ok(Survey {
            base: Base::new(base)?,
            no_extension: false,
            keys,
            records: BTreeMap::new(),
            addresses: HashMap::new(),
            contents: HashMap::new(),
            linked: HashSet::new(),
            wanted: Vec::new(),
            faults: Vec::new(),
            languages: HashSet::new(),
            menus: HashMap::new(),
        })
    }

    /// Whether the site is served without the endings of its pages: `news` for `news.html`.
    pub fn with_no_extension(mut self, no_extension: bool) -> Self {
        self.no_extension = no_extension;
        self
    }

    /// Takes a page into account: its path below the root, and its bytes.
    ///
    /// Pages are best added in the order of [`Survey::order`]: of two that are the same, the first
    /// is listed, and the menus are those of the first index page in each language.
    pub fn add(&mut self, path: &Path, bytes: &[u8]) {
        if let Some(id) = address::key(path).and_then(|key| self.keys.find(&key)) {
            self.see(id, bytes);
        }
    }

    /// The same with the number of the page.
    pub(crate) fn see(&mut self, id: u32, bytes: &[u8]) {
        match scan(bytes, &ParseOptions::new()) {
            Ok(facts) => {
                let record = self.record(id, &facts, bytes);
                if record.exclusion.is_none() {
                    self.read_menus(id, &facts, bytes);
                }
                self.records.insert(id, record);
            }
            Err(error) => self.see_unreadable(id, &error.to_string()),
        }
    }

    /// Takes a page into account that cannot be read, and why.
    pub fn add_unreadable(&mut self, path: &Path, why: &str) {
        if let Some(id) = address::key(path).and_then(|key| self.keys.find(&key)) {
            self.see_unreadable(id, why);
        }
    }

    fn see_unreadable(&mut self, id: u32, why: &str) {
        let exclusion = Some(Exclusion::Unreadable(why.to_owned()));
        self.records.insert(id, Record { exclusion, ..Record::default() });
    }

    /// The given paths in the order in which pages are best added.
    pub fn order(&self, paths: &mut [PathBuf]) {
        let place = |path: &PathBuf| address::key(path).and_then(|key| self.keys.find(&key));
        paths.sort_by_cached_key(place);
    }

    fn target(&self, from: &Url, href: &str) -> Target {
        self.base.target(from, href, &|key: &str| self.keys.find(key))
    }

    fn record(&mut self, id: u32, facts: &Facts, bytes: &[u8]) -> Record {
        let from = self.base.of_page(&self.keys.get(id as usize), facts.base());
        let file = |href: &str| match self.target(&from, href) {
            Target::File(file, _) => Some(file),
            _ => None,
        };
        let alternates = facts.alternates().iter();
        let alternates = alternates
            .filter(|to| !matches!(self.target(&from, &to.href), Target::Outside(_)))
            .map(|to| (to.language.as_str().into(), to.href.as_str().into(), file(&to.href)));
        let mut record = Record {
            title: facts.title().into(),
            language: facts.language().map(Into::into),
            modified: facts.modified().map(Into::into),
            exclusion: None,
            alternates: alternates.collect(),
            trail: facts.trail().iter().filter_map(|href| file(href)).collect(),
            ids: facts.ids().iter().map(|id| hash(id.as_str())).collect(),
        };
        // Whoever is sent on arrives there as by a link.
        let sent = facts.refresh().and_then(file).filter(|&to| to != id);
        self.linked.extend(sent);
        record.exclusion = self.exclusion(id, facts, &from, bytes);
        self.links(id, facts, &from, bytes);
        record
    }

    fn exclusion(&mut self, id: u32, facts: &Facts, from: &Url, bytes: &[u8]) -> Option<Exclusion> {
        let key = &self.keys.get(id as usize);
        if is_error_page(&key[address::folder(key).len()..], facts.title()) {
            return Some(Exclusion::ErrorPage);
        }
        if facts.noindex() {
            return Some(Exclusion::NoIndex);
        }
        let own = address::address(key, self.no_extension);
        let elsewhere = |href: &str| match self.target(from, href) {
            Target::File(file, _) => {
                let other = self.keys.get(file as usize);
                let other = address::address(&other, self.no_extension);
                (file != id && other != own).then(|| (false, self.base.absolute(other)))
            }
            Target::Outside(url) => Some((true, url)),
            Target::Nowhere => from.join(href).ok().map(|url| (false, url.into())),
            Target::Other => None,
        };
        if let Some((_, to)) = facts.refresh().and_then(elsewhere) {
            return Some(Exclusion::Refresh(to));
        }
        match facts.canonical().and_then(elsewhere) {
            Some((true, to)) => return Some(Exclusion::OtherSite(to)),
            Some((false, to)) => return Some(Exclusion::Canonical(to)),
            None => {}
        }
        if self.base.absolute(own).len() > LONGEST_ADDRESS {
            return Some(Exclusion::TooLong);
        }
        let (own, content) = (hash(own), hash(bytes));
        let twin = self.addresses.get(&own).or_else(|| self.contents.get(&content)).copied();
        match twin.filter(|&twin| twin != id) {
            Some(twin) if !self.is_plainer(id, twin) => Some(self.duplicate_of(twin)),
            twin => {
                if let Some(twin) = twin {
                    let exclusion = Some(self.duplicate_of(id));
                    self.records.entry(twin).or_default().exclusion = exclusion;
                }
                self.addresses.insert(own, id);
                self.contents.insert(content, id);
                None
            }
        }
    }

    /// Whether a page rather than its twin is to be listed: the one with the shorter path.
    fn is_plainer(&self, page: u32, twin: u32) -> bool {
        let [page, twin] = [page, twin].map(|id| self.keys.get(id as usize));
        (page.len(), page) < (twin.len(), twin)
    }

    fn duplicate_of(&self, id: u32) -> Exclusion {
        Exclusion::Duplicate(address::shown(&self.keys.get(id as usize)))
    }

    /// Follows the links of a page.
    fn links(&mut self, id: u32, facts: &Facts, from: &Url, bytes: &[u8]) {
        let mut lines = Lines { bytes, at: 0, line: 1 };
        let mut told = HashSet::new();
        for link in facts.links() {
            let line = lines.of(link.offset);
            match self.target(from, &link.href) {
                Target::Nowhere if told.insert(link.href.as_str()) => {
                    self.fault(id, Some(line), FaultKind::DeadLink(link.href.clone()));
                }
                Target::File(target, fragment) => {
                    if target != id {
                        self.linked.insert(target);
                    }
                    let fragment = fragment.as_deref().and_then(named);
                    if let (Some(fragment), true) = (fragment, told.insert(link.href.as_str())) {
                        self.wanted.push(Wanted {
                            target,
                            fragment: hash(fragment),
                            decoded: hash(address::shown(fragment).as_str()),
                            from: id,
                            line: line as u32,
                            href: link.href.as_str().into(),
                        });
                    }
                }
                _ => {}
            }
        }
    }

    fn fault(&mut self, id: u32, line: Option<usize>, kind: FaultKind) {
        let path = address::shown(&self.keys.get(id as usize));
        self.faults.push(Fault { path, line, kind });
    }

    /// Reads the menus of a language's first page: the one of the root, or of a folder in it.
    fn read_menus(&mut self, id: u32, facts: &Facts, bytes: &[u8]) {
        let key = &self.keys.get(id as usize);
        let language = facts.language().unwrap_or_default();
        let language = primary(language);
        let is_home = address::is_index(key) && address::folder(key).matches('/').count() <= 1;
        if !is_home || self.languages.contains(language.as_str()) {
            return;
        }
        let url = self.base.absolute(key);
        let Ok(page) = Page::parse(bytes, &ParseOptions::new().with_url(url)) else { return };
        let from = self.base.of_page(key, facts.base());
        self.languages.insert(language.into());
        let mut above: Vec<(usize, u32)> = Vec::new();
        for (depth, href) in menu::links(&page) {
            let Target::File(file, _) = self.target(&from, &href) else { continue };
            above.retain(|&(other, _)| other < depth);
            let parent = above.last().map_or(id, |&(_, file)| file);
            if file != id && file != parent {
                let place = self.menus.len();
                self.menus.entry(file).or_insert((parent, place));
                above.push((depth, file));
            }
        }
    }

    /// All that can be told now that every page has been seen.
    pub fn finish(mut self) -> SiteMap {
        self.dead_fragments();
        self.lonely_and_nameless();
        self.one_way_alternates();
        self.faults.sort();
        let listed = self.records.iter().filter(|(_, record)| record.exclusion.is_none());
        let listed = listed.map(|(&id, _)| id).collect();
        let Survey { base, no_extension, keys, records, faults, menus, .. } = self;
        SiteMap { base, no_extension, keys, records, listed, faults, menus }
    }

    fn dead_fragments(&mut self) {
        for wanted in std::mem::take(&mut self.wanted) {
            // Of what is no page nobody knows the fragments.
            let Some(record) = self.records.get(&wanted.target) else { continue };
            let there =
                record.ids.contains(&wanted.fragment) || record.ids.contains(&wanted.decoded);
            let readable = !matches!(record.exclusion, Some(Exclusion::Unreadable(_)));
            if readable && !there {
                let kind = FaultKind::DeadFragment(wanted.href.into());
                self.fault(wanted.from, Some(wanted.line as usize), kind);
            }
        }
    }

    /// Orphans, and pages without a title of their own.
    fn lonely_and_nameless(&mut self) {
        let mut titles: HashMap<&str, u32> = HashMap::new();
        let mut found = Vec::new();
        for (&id, record) in &self.records {
            if record.exclusion.is_some() {
                continue;
            }
            let home = address::address(&self.keys.get(id as usize), false).is_empty();
            if !home && !self.linked.contains(&id) {
                found.push((id, FaultKind::Orphan));
            }
            if record.title.is_empty() {
                found.push((id, FaultKind::Untitled));
            } else if let Some(&first) = titles.get(&*record.title) {
                let first = address::shown(&self.keys.get(first as usize));
                let title = record.title.to_string();
                found.push((id, FaultKind::RepeatedTitle { title, first }));
            } else {
                titles.insert(&record.title, id);
            }
        }
        found.into_iter().for_each(|(id, kind)| self.fault(id, None, kind));
    }

    fn one_way_alternates(&mut self) {
        let mut found = Vec::new();
        for (&id, record) in &self.records {
            for (language, href, file) in &record.alternates {
                let back = |file: u32| file == id || names(&self.records, file, id);
                if record.exclusion.is_none() && !file.is_some_and(back) {
                    let (language, href) = (language.to_string(), href.to_string());
                    found.push((id, FaultKind::OneWayAlternate { language, href }));
                }
            }
        }
        found.into_iter().for_each(|(id, kind)| self.fault(id, None, kind));
    }
}

/// sitemaps.org: "This value must be less than 2,048 characters."
const LONGEST_ADDRESS: usize = 2_047;

/// Whether one page names another as its version in some language.
fn names(records: &BTreeMap<u32, Record>, page: u32, other: u32) -> bool {
    let record = records.get(&page);
    record.is_some_and(|record| record.alternates.iter().any(|(.., file)| *file == Some(other)))
}

/// The part of a fragment that names an element; the top of a page needs none (HTML Standard,
/// "select the indicated part"), and a text fragment directive names words.
fn named(fragment: &str) -> Option<&str> {
    let name = fragment.split(":~:").next().unwrap_or_default();
    (!name.is_empty() && !name.eq_ignore_ascii_case("top")).then_some(name)
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Counts lines up to ascending offsets.
struct Lines<'b> {
    bytes: &'b [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, offset: usize) -> usize {
        let end = offset.min(self.bytes.len());
        if let Some(passed) = self.bytes.get(self.at..end) {
            self.line += memchr::memchr_iter(b'\n', passed).count();
            self.at = end;
        }
        self.line
    }
}

/// A site as all its pages tell of it.
#[derive(Debug)]
pub struct SiteMap {
    pub(super) base: Base,
    pub(super) no_extension: bool,
    pub(super) keys: Arc<Keys>,
    pub(super) records: BTreeMap<u32, Record>,
    /// The pages that are listed, in the order of their addresses.
    pub(super) listed: Vec<u32>,
    pub(super) faults: Vec<Fault>,
    pub(super) menus: HashMap<u32, (u32, usize)>,
}
