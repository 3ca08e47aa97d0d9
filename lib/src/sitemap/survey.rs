//! The pages of a site, seen one by one.

use super::address::{self, Base, Target};
use super::alternates::Alternates;
use super::exclusion::{Exclusion, is_error_page};
use super::fault::{Fault, FaultKind};
use super::keys::{Bits, Keys};
use super::menu;
use super::packed::Packed;
use super::told::{Ties, Told, Wanted};
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

/// Sees the pages of a site one by one. Of each it keeps little, and that compressed, so that memory
/// hardly grows with their number.
#[derive(Debug)]
pub struct Survey {
    pub(super) base: Base,
    pub(super) keys: Arc<Keys>,
    /// The pages that were seen, in that order.
    pub(super) seen: Vec<u32>,
    /// The hashes of their bytes.
    pub(super) contents: Vec<u64>,
    /// What pages say of themselves: title, language, date, breadcrumbs.
    pub(super) told: Packed,
    /// Where they lead and what leads into them: alternates, links to fragments, what these name.
    pub(super) ties: Packed,
    /// Whether there are links to fragments.
    pub(super) wants: bool,
    pub(super) alternates: Alternates,
    pub(super) left_out: BTreeMap<u32, Exclusion>,
    pub(super) linked: Bits,
    pub(super) faults: Vec<Fault>,
    /// The languages whose menus have been read.
    languages: HashSet<Box<str>>,
    /// The page that a menu puts each page under, and its place there.
    pub(super) menus: HashMap<u32, (u32, usize)>,
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
        // Memory that is not used costs nothing; to move what is kept as it grows does.
        let (seen, contents) = (Vec::with_capacity(keys.len()), Vec::with_capacity(keys.len()));
        Ok(Survey {
            base: Base::new(base)?,
            keys,
            seen,
            contents,
            told: Packed::default(),
            ties: Packed::default(),
            wants: false,
            alternates: Alternates::default(),
            left_out: BTreeMap::new(),
            linked: Bits::default(),
            faults: Vec::new(),
            languages: HashSet::new(),
            menus: HashMap::new(),
        })
    }

    /// Whether the site is served without the endings of its pages: `news` for `news.html`.
    pub fn with_no_extension(self, no_extension: bool) -> Self {
        Survey { base: self.base.with_no_extension(no_extension), ..self }
    }

    /// Takes a page into account: its path below the root, and its bytes.
    ///
    /// Pages are best added in the order of [`Survey::paths`]: the menus are those of the first index
    /// page in each language. Of those that are the same, the one with the shortest path is listed.
    pub fn add(&mut self, path: &Path, bytes: &[u8]) {
        if let Some(id) = address::key(path).and_then(|key| self.keys.find(&key)) {
            self.see(id, bytes);
        }
    }

    /// The same with the number of the page.
    pub(crate) fn see(&mut self, id: u32, bytes: &[u8]) {
        match scan(bytes, &ParseOptions::new()) {
            Ok(facts) => self.take(id, &facts, bytes),
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
        self.left_out.insert(id, Exclusion::Unreadable(why.to_owned()));
    }

    /// The paths of all files, in the order in which pages are best added.
    ///
    /// ```
    /// # use textify::sitemap::Survey;
    /// let survey = Survey::new("https://www.example.org/", ["a.html", "b.html", "b/index.html"])?;
    /// let paths: Vec<_> = survey.paths().collect();
    /// assert_eq!(paths, ["a.html", "b.html", "b/index.html"].map(std::path::PathBuf::from));
    /// # Ok::<(), textify::Error>(())
    /// ```
    pub fn paths(&self) -> impl Iterator<Item = PathBuf> + use<> {
        let keys = Arc::clone(&self.keys);
        (0..keys.len()).filter_map(move |number| address::path_of(&keys.get(number)))
    }

    fn target(&self, from: &Url, href: &str) -> Target {
        self.base.target(from, href, &|key: &str| self.keys.find(key))
    }

    fn take(&mut self, id: u32, facts: &Facts, bytes: &[u8]) {
        let from = self.base.of_page(&self.keys.get(id as usize), facts.base());
        let file = |href: &str| match self.target(&from, href) {
            Target::File(file, _) => Some(file),
            _ => None,
        };
        let trail: Vec<u32> = facts.trail().iter().filter_map(|href| file(href)).collect();
        // Whoever is sent on arrives there as by a link.
        let sent = facts.refresh().and_then(file).filter(|&to| to != id);
        let inside = |href: &str| !matches!(self.target(&from, href), Target::Outside(_));
        let alternates = facts.alternates().iter().filter(|to| inside(&to.href));
        let alternates = alternates.map(|to| (&*to.language, &*to.href, file(&to.href))).collect();
        sent.into_iter().for_each(|to| self.linked.insert(to));
        match self.exclusion(id, facts, &from) {
            Some(exclusion) => drop(self.left_out.insert(id, exclusion)),
            None => self.read_menus(id, facts, bytes),
        }
        let wanted = self.links(id, facts, &from, bytes);
        let ids = facts.ids().iter().map(String::as_str).collect();
        let ties = Ties { alternates, wanted, ids };
        for (language, _, file) in &ties.alternates {
            file.iter().for_each(|&file| self.alternates.add(id, language, file));
        }
        self.wants |= !ties.wanted.is_empty();
        self.told.push(Told::record(facts, &trail).bytes());
        self.ties.push(ties.record().bytes());
        self.seen.push(id);
        self.contents.push(hash(bytes));
    }

    /// Why a page is not listed, as far as it tells by itself.
    fn exclusion(&self, id: u32, facts: &Facts, from: &Url) -> Option<Exclusion> {
        let key = &self.keys.get(id as usize);
        if is_error_page(&key[address::folder(key).len()..], facts.title()) {
            return Some(Exclusion::ErrorPage);
        }
        if facts.noindex() {
            return Some(Exclusion::NoIndex);
        }
        let own = self.base.address(key);
        let elsewhere = |href: &str| match self.target(from, href) {
            Target::File(file, _) => {
                let other = self.keys.get(file as usize);
                let other = self.base.address(&other);
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
        None
    }

    /// Follows the links of a page; tells those to fragments.
    fn links<'f>(
        &mut self,
        id: u32,
        facts: &'f Facts,
        from: &Url,
        bytes: &[u8],
    ) -> Vec<Wanted<'f>> {
        let mut wanted = Vec::new();
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
                        let (fragment, href) = (fragment.to_owned().into(), &*link.href);
                        wanted.push(Wanted { target, line, fragment, href });
                    }
                }
                _ => {}
            }
        }
        wanted
    }

    pub(super) fn fault(&mut self, id: u32, line: Option<usize>, kind: FaultKind) {
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
}

/// sitemaps.org: "This value must be less than 2,048 characters."
const LONGEST_ADDRESS: usize = 2_047;

/// The part of a fragment that names an element; the top of a page needs none (HTML Standard,
/// "select the indicated part"), and a text fragment directive names words.
fn named(fragment: &str) -> Option<&str> {
    let name = fragment.split(":~:").next().unwrap_or_default();
    (!name.is_empty() && !name.eq_ignore_ascii_case("top")).then_some(name)
}

pub(super) fn hash(value: impl Hash) -> u64 {
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
