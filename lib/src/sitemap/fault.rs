//! What a site should put right, as its pages tell when they are seen together.

use super::address;
use super::map::SiteMap;
use crate::stream::ResourceKind;
use std::collections::HashMap;
use std::fmt;

/// A fault of a site: one cause, and all places that show it.
#[derive(Debug, Clone, Copy)]
pub struct Fault<'m> {
    map: &'m SiteMap,
    kind: &'m FaultKind,
    places: &'m [Place],
}

/// A page and the line of it; no line is 0.
pub(super) type Place = (u32, u32);

impl<'m> Fault<'m> {
    /// The cause.
    pub fn kind(&self) -> &'m FaultKind {
        self.kind
    }

    /// How many pages have it.
    pub fn pages(&self) -> usize {
        self.places.len()
    }

    /// The paths of the pages below the root of the site, in their order, each with the line where the
    /// fault stands somewhere in it.
    pub fn places(&self) -> impl Iterator<Item = (String, Option<usize>)> + use<'m> {
        let keys = &self.map.addresses.keys;
        self.places.iter().map(|&(id, line)| {
            let path = address::shown(&keys.get(id as usize));
            (path, (line > 0).then_some(line as usize))
        })
    }
}

impl SiteMap {
    /// What the site should put right, by cause: the most frequent kind first, and of each kind what
    /// most pages have.
    pub fn faults(&self) -> impl ExactSizeIterator<Item = Fault<'_>> {
        self.faults.iter().map(|(kind, places)| Fault { map: self, kind, places })
    }
}

/// The kinds of faults.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FaultKind {
    /// No other page of the site links to the page.
    Orphan,
    /// A link leads to an address of the site at which there is no file.
    BrokenLink(String),
    /// A link leads to a place that its page does not have.
    BrokenFragment(String),
    /// A page loads a file of the site that is not there.
    MissingFile {
        /// What pages use it for.
        kind: ResourceKind,
        /// Its address.
        address: String,
    },
    /// An address leads to a file of the computer that the page was written on.
    LocalFile(String),
    /// An address leads to a server of the reader's own computer.
    LocalHost(String),
    /// The page has no title.
    Untitled,
    /// Several pages have the same title.
    RepeatedTitle(String),
    /// A page is named as the version in some language, and does not name the other in return.
    OneWayAlternate {
        /// The language, as the page writes it.
        language: String,
        /// The address of the page that does not link back.
        address: String,
    },
    /// The `hreflang` of an alternate is no language tag.
    BadLanguage(String),
    /// Several pages say that this canonical address is theirs.
    SharedCanonical(String),
    /// The canonical address of the page is that of no file of the site.
    CanonicalNowhere(String),
    /// The canonical address of the page differs from that of a file in the case of letters only.
    CanonicalCase {
        /// The address, as the page writes it.
        written: String,
        /// The address of the file.
        page: String,
    },
}

impl FaultKind {
    /// The kind in one word, for machines.
    pub fn code(&self) -> &'static str {
        match self {
            FaultKind::Orphan => "orphan",
            FaultKind::BrokenLink(_) => "broken-link",
            FaultKind::BrokenFragment(_) => "broken-fragment",
            FaultKind::MissingFile { kind, .. } => match kind {
                ResourceKind::Image => "missing-image",
                ResourceKind::StyleSheet => "missing-style-sheet",
                ResourceKind::Script => "missing-script",
                ResourceKind::Media => "missing-media",
            },
            FaultKind::LocalFile(_) => "local-file",
            FaultKind::LocalHost(_) => "localhost",
            FaultKind::Untitled => "no-title",
            FaultKind::RepeatedTitle(_) => "repeated-title",
            FaultKind::OneWayAlternate { .. } => "one-way-hreflang",
            FaultKind::BadLanguage(_) => "invalid-hreflang",
            FaultKind::SharedCanonical(_) => "shared-canonical",
            FaultKind::CanonicalNowhere(_) => "canonical-without-file",
            FaultKind::CanonicalCase { .. } => "canonical-case",
        }
    }
}

impl fmt::Display for FaultKind {
    /// What is wrong, without the pages.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FaultKind::Orphan => f.write_str("Orphaned page: no other page links to it"),
            FaultKind::BrokenLink(to) => write!(f, "Broken link: {to}"),
            FaultKind::BrokenFragment(to) => write!(f, "Broken link to a place in a page: {to}"),
            FaultKind::MissingFile { kind, address } => {
                let file = match kind {
                    ResourceKind::Image => "image",
                    ResourceKind::StyleSheet => "style sheet",
                    ResourceKind::Script => "script",
                    ResourceKind::Media => "media file",
                };
                write!(f, "Missing {file}: {address}")
            }
            FaultKind::LocalFile(to) => {
                write!(f, "Link to a file on the author's own computer: {to}")
            }
            FaultKind::LocalHost(to) => write!(f, "Link to the reader's own computer: {to}"),
            FaultKind::Untitled => f.write_str("Page without a title"),
            FaultKind::RepeatedTitle(title) => write!(f, "Pages with the same title: “{title}”"),
            FaultKind::OneWayAlternate { language, address } => {
                write!(f, "Version in “{language}” that does not link back: {address}")
            }
            FaultKind::BadLanguage(language) => {
                write!(f, "hreflang is not a language tag: “{language}”")
            }
            FaultKind::SharedCanonical(to) => {
                write!(f, "Several pages with the same canonical address: {to}")
            }
            FaultKind::CanonicalNowhere(to) => {
                write!(f, "Canonical address that is no file of the site: {to}")
            }
            FaultKind::CanonicalCase { written, page } => {
                write!(f, "Canonical address that differs from {page} in case only: {written}")
            }
        }
    }
}

/// The places of each fault, as they are found.
#[derive(Debug, Default)]
pub(super) struct Faults(HashMap<FaultKind, Vec<Place>>);

impl Faults {
    pub(super) fn add(&mut self, id: u32, line: Option<usize>, kind: FaultKind) {
        let line = line.map_or(0, |line| u32::try_from(line).unwrap_or(u32::MAX));
        self.0.entry(kind).or_default().push((id, line));
    }

    /// The most frequent kind first, and of each kind what most pages have.
    pub(super) fn sorted(self) -> Vec<(FaultKind, Vec<Place>)> {
        let mut of_kind: HashMap<&'static str, usize> = HashMap::new();
        let mut all: Vec<_> = self.0.into_iter().collect();
        for (kind, places) in &mut all {
            places.sort_unstable();
            // Of a page the first place counts.
            places.dedup_by_key(|place| place.0);
            *of_kind.entry(kind.code()).or_default() += places.len();
        }
        let frequent = |kind: &FaultKind| std::cmp::Reverse(of_kind[kind.code()]);
        all.sort_unstable_by(|(a, in_a), (b, in_b)| {
            let kinds = (frequent(a), a.code()).cmp(&(frequent(b), b.code()));
            kinds
                .then(in_b.len().cmp(&in_a.len()))
                .then_with(|| in_a[0].cmp(&in_b[0]))
                .then(a.cmp(b))
        });
        all
    }
}
