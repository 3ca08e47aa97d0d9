//! The pages of a site, seen one by one.

use super::address::{self, Base};
use super::addresses::{Addresses, OwnAddress};
use super::alternates::Alternates;
use super::conclusion::Seen;
use super::exclusion::Exclusion;
use super::fault::{FaultKind, Faults};
use super::keys::{Bits, Keys};
use super::look::{Look, Menu, Tells};
use super::own_address;
use super::packed::Packed;
use super::robots::RobotsTxt;
use super::url_rules::UrlRules;
use crate::error::Error;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
    pub(super) addresses: Addresses,
    pub(super) rules: UrlRules,
    pub(super) robots: Option<RobotsTxt>,
    /// The pages that were seen, in that order.
    pub(super) seen: Vec<Seen>,
    /// The hashes of their bytes.
    pub(super) contents: Vec<u64>,
    /// What pages say of themselves: title, language, date, breadcrumbs.
    pub(super) told: Packed,
    /// Where they lead and what leads into them: alternates, links to fragments, what these name.
    pub(super) ties: Packed,
    /// Whether faults are looked for.
    pub(super) finds_faults: bool,
    pub(super) alternates: Alternates,
    pub(super) left_out: BTreeMap<u32, Exclusion>,
    pub(super) linked: Bits,
    pub(super) faults: Faults,
    /// The languages whose menus have been read.
    pub(super) languages: HashSet<Box<str>>,
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
        let keys = Arc::new(Keys::sorted(keys.collect()));
        Ok(Survey::of(Addresses::new(Base::new(base)?, keys)))
    }

    /// The same with the addresses of the files.
    pub(super) fn of(addresses: Addresses) -> Survey {
        let keys = &addresses.keys;
        // Memory that is not used costs nothing; to move what is kept as it grows does.
        let (seen, contents) = (Vec::with_capacity(keys.len()), Vec::with_capacity(keys.len()));
        Survey {
            addresses,
            rules: UrlRules::new(),
            robots: None,
            seen,
            contents,
            told: Packed::default(),
            ties: Packed::default(),
            finds_faults: true,
            alternates: Alternates::default(),
            left_out: BTreeMap::new(),
            linked: Bits::default(),
            faults: Faults::default(),
            languages: HashSet::new(),
            menus: HashMap::new(),
        }
    }

    /// Whether the site is served without the endings of its pages: `news` for `news.html`.
    pub fn with_no_extension(mut self, no_extension: bool) -> Self {
        self.addresses.base.no_extension = no_extension;
        self
    }

    /// How the addresses of files follow from their paths.
    pub fn with_url_rules(mut self, rules: UrlRules) -> Self {
        self.addresses.base.index = rules.index_names().clone();
        Survey { rules, ..self }
    }

    /// The site's `robots.txt`: pages that it disallows to all robots are left out.
    pub fn with_robots_txt(self, text: &[u8]) -> Self {
        Survey { robots: Some(RobotsTxt::new(text)), ..self }
    }

    /// The address of a page by its own word and by the rules for addresses, where that is not the one of
    /// its path. `head`: how the page begins, best as far as [`has_head`](super::has_head) asks for.
    pub fn own_address(&self, path: &Path, head: &[u8]) -> Option<OwnAddress> {
        let key = address::key(path)?;
        let id = self.addresses.keys.find(&key)?;
        own_address::claim(&self.addresses, &self.rules, (id, &key), head)
    }

    /// The addresses of pages that are not those of their paths; an address that several pages claim
    /// by the same right is that of none. To be said before any page is looked at: links that lead to these
    /// addresses lead to the pages, and site maps list them.
    pub fn with_addresses(self, own: impl IntoIterator<Item = OwnAddress>) -> Self {
        let addresses = self.addresses.clone().with_own(own.into_iter().collect());
        Survey { addresses, ..self }
    }

    /// The paths that the list of addresses names and that are none of the site's files.
    pub fn unknown_paths(&self) -> impl Iterator<Item = String> + use<'_> {
        let keys = &self.addresses.keys;
        self.rules.unknown(|key| keys.find(key).is_some()).map(address::shown)
    }

    /// Whether faults are looked for, as they are by default: else the map has none, and is made
    /// sooner and in less memory.
    pub fn with_faults(self, finds_faults: bool) -> Self {
        Survey { finds_faults, ..self }
    }

    /// Takes a page into account: its path below the root, and its bytes.
    ///
    /// Pages are best added in the order of [`Survey::paths`]: the menus are those of the first index
    /// page in each language. Of those that are the same, the one with the shortest path is listed.
    pub fn add(&mut self, path: &Path, bytes: &[u8]) {
        let look = self.look(path, bytes);
        look.into_iter().for_each(|look| self.add_look(look));
    }

    /// Looks at a page without taking it into account yet: several can be looked at at once.
    ///
    /// Nothing is told of a page whose path is none of the site's files.
    ///
    /// ```
    /// # use textify::sitemap::Survey;
    /// # use std::path::Path;
    /// let mut survey = Survey::new("https://www.example.org/", ["a.html"])?;
    /// let look = survey.look(Path::new("a.html"), b"<title>A</title>");
    /// look.into_iter().for_each(|look| survey.add_look(look));
    /// assert_eq!(survey.finish().entries().count(), 1);
    /// # Ok::<(), textify::Error>(())
    /// ```
    pub fn look(&self, path: &Path, bytes: &[u8]) -> Option<Look> {
        let id = self.addresses.keys.find(&address::key(path)?)?;
        Some(self.look_at(id, bytes))
    }

    /// The same with the number of the page.
    pub(crate) fn look_at(&self, id: u32, bytes: &[u8]) -> Look {
        Look::at(self, id, bytes)
    }

    /// Takes a page into account that was looked at by this survey, as [`Survey::add`] does.
    pub fn add_look(&mut self, Look { id, exclusion, tells }: Look) {
        self.left_out.extend(exclusion.map(|exclusion| (id, exclusion)));
        if let Some(tells) = tells {
            self.take(id, *tells);
        }
    }

    /// Takes a page into account that cannot be read, and why.
    pub fn add_unreadable(&mut self, path: &Path, why: &str) {
        let keys = &self.addresses.keys;
        if let Some(id) = address::key(path).and_then(|key| keys.find(&key)) {
            self.left_out.insert(id, Exclusion::Unreadable(why.to_owned()));
        }
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
        let keys = Arc::clone(&self.addresses.keys);
        (0..keys.len()).filter_map(move |number| address::path_of(&keys.get(number)))
    }

    fn take(&mut self, id: u32, tells: Tells) {
        tells.leads.iter().for_each(|&to| self.linked.insert(to));
        tells.faults.into_iter().for_each(|(line, fault)| self.fault(id, line, fault));
        for (language, file) in &tells.alternates {
            self.alternates.add(id, language, *file);
        }
        if let Some(menu) = tells.menu {
            self.take_menu(id, menu);
        }
        self.told.push(tells.told.bytes());
        self.ties.push(tells.ties.bytes());
        self.seen.push((id, self.seen.len() as u32));
        self.contents.push(tells.content);
    }

    /// The menus of a language are those of the first page that has them.
    fn take_menu(&mut self, id: u32, Menu { language, links }: Menu) {
        if !self.languages.insert(language) {
            return;
        }
        let mut above: Vec<(usize, u32)> = Vec::new();
        for (depth, file) in links {
            above.retain(|&(other, _)| other < depth);
            let parent = above.last().map_or(id, |&(_, file)| file);
            if file != id && file != parent {
                let place = self.menus.len();
                self.menus.entry(file).or_insert((parent, place));
                above.push((depth, file));
            }
        }
    }

    pub(super) fn fault(&mut self, id: u32, line: Option<usize>, kind: FaultKind) {
        self.faults.add(id, line, kind);
    }
}

pub(super) fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
