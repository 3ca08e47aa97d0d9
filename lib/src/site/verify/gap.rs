//! What a verification finds.

use crate::site::Part;
use std::fmt;

/// What is missing or differs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Gap {
    /// The path of the page below the root of the site.
    pub path: String,
    /// The version that it is about; `None` where it is about the page itself.
    pub version: Option<Part>,
    /// What is wrong.
    pub kind: GapKind,
}

/// The kinds of gaps.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum GapKind {
    /// The page of the source is not in the site.
    NoOriginal,
    /// The original in the site is not the source with links inserted.
    OtherOriginal,
    /// There is no such version, or none that can be read.
    NoVersion(String),
    /// The page's beginning has no link to the version.
    NotReachable,
    /// The version's beginning has no link to the page.
    NoWayBack,
    /// The version, or a part of it, is in another language.
    OtherLanguage {
        /// The language to be expected.
        page: String,
        /// That of the version.
        version: String,
    },
    /// The version lacks what the page says: the first words of that.
    LacksWords(String),
    /// The version says what the page does not: the first words of that.
    AddsWords(String),
    /// The version says the same in another order: the first words out of place.
    Reordered(String),
    /// The version says the same words by other elements: the first that differ.
    OtherStructure {
        /// The element to be expected.
        expected: String,
        /// That of the version.
        found: String,
    },
    /// The version lacks a link of the page, or the link leads elsewhere.
    LacksLink(String),
    /// The version has a link that the page has not.
    AddsLink(String),
    /// A rule of the check fails for the version.
    Finding(String),
    /// The file is among the versions, but there is no such page (any more).
    NoPage,
    /// The site map lacks the page.
    NotInSiteMap,
    /// The site map lists what is no page for it.
    WronglyInSiteMap,
}

impl GapKind {
    /// The kind in one word, for machines.
    pub fn code(&self) -> &'static str {
        match self {
            GapKind::NoOriginal => "no-original",
            GapKind::OtherOriginal => "other-original",
            GapKind::NoVersion(_) => "no-version",
            GapKind::NotReachable => "not-reachable",
            GapKind::NoWayBack => "no-way-back",
            GapKind::OtherLanguage { .. } => "other-language",
            GapKind::LacksWords(_) => "lacks-words",
            GapKind::AddsWords(_) => "adds-words",
            GapKind::Reordered(_) => "reordered",
            GapKind::OtherStructure { .. } => "other-structure",
            GapKind::LacksLink(_) => "lacks-link",
            GapKind::AddsLink(_) => "adds-link",
            GapKind::Finding(_) => "finding",
            GapKind::NoPage => "no-page",
            GapKind::NotInSiteMap => "not-in-site-map",
            GapKind::WronglyInSiteMap => "wrongly-in-site-map",
        }
    }
}

impl fmt::Display for Gap {
    /// What is wrong in one sentence, without the path.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let it = match self.version {
            Some(Part::Print) => "print version",
            _ => "text version",
        };
        match &self.kind {
            GapKind::NoOriginal => f.write_str("the page is not in the site"),
            GapKind::OtherOriginal => {
                f.write_str("the page in the site is not that of the source with links inserted")
            }
            GapKind::NoVersion(why) => write!(f, "there is no {it}: {why}"),
            GapKind::NotReachable => {
                write!(f, "no link at the beginning of the page leads to its {it}")
            }
            GapKind::NoWayBack => {
                write!(f, "no link at the beginning of the {it} leads to the page")
            }
            GapKind::OtherLanguage { page, version } => {
                write!(f, "the page says “{page}”, its {it} “{version}” for the language")
            }
            GapKind::LacksWords(words) => write!(f, "the {it} lacks: {words}"),
            GapKind::AddsWords(words) => write!(f, "the {it} adds: {words}"),
            GapKind::Reordered(words) => write!(f, "the {it} has another order at: {words}"),
            GapKind::OtherStructure { expected, found } => {
                write!(f, "the {it} has “{found}” in the place of “{expected}”")
            }
            GapKind::LacksLink(href) => write!(f, "the {it} has no link that leads to {href}"),
            GapKind::AddsLink(href) => write!(f, "the {it} adds a link to {href}"),
            GapKind::Finding(what) => write!(f, "the {it} fails the check: {what}"),
            GapKind::NoPage => write!(f, "there is no page of which this is the {it}"),
            GapKind::NotInSiteMap => f.write_str("the site map lacks it"),
            GapKind::WronglyInSiteMap => f.write_str("the site map lists it, and should not"),
        }
    }
}
