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
    /// The site was exported for another address than the one that is expected.
    OtherAddress {
        /// The one in its manifest.
        exported: String,
        /// The one that was given.
        expected: String,
    },
    /// The page of the source is not in the site.
    NoOriginal,
    /// The original in the site is not the source with links inserted.
    OtherOriginal,
    /// There is no such version, or none that can be read.
    NoVersion(String),
    /// Neither the page's beginning nor its end has a link to the version.
    NotReachable,
    /// The page's link to the version is not seen: the property that hides it, and the element.
    LinkHidden(String),
    /// The links that were inserted change how the page is displayed: the first such element.
    LinksMove(String),
    /// The version was made of an earlier state of the page.
    OutOfDate,
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
    /// The version asks other things of search engines than the page: what each asks.
    OtherDirectives {
        /// What is to be expected.
        page: String,
        /// What the version says.
        version: String,
    },
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
    /// Whether the version says other things than the page: a version that is out of date may.
    pub(super) fn is_of_content(&self) -> bool {
        use GapKind::*;
        matches!(
            self,
            OtherLanguage { .. }
                | LacksWords(_)
                | AddsWords(_)
                | Reordered(_)
                | OtherStructure { .. }
                | LacksLink(_)
                | AddsLink(_)
                | OtherDirectives { .. }
        )
    }

    /// The kind in one word, for machines.
    pub fn code(&self) -> &'static str {
        match self {
            GapKind::OtherAddress { .. } => "other-address",
            GapKind::NoOriginal => "no-original",
            GapKind::OtherOriginal => "other-original",
            GapKind::NoVersion(_) => "no-version",
            GapKind::NotReachable => "not-reachable",
            GapKind::LinkHidden(_) => "link-hidden",
            GapKind::LinksMove(_) => "links-move",
            GapKind::OutOfDate => "out-of-date",
            GapKind::NoWayBack => "no-way-back",
            GapKind::OtherLanguage { .. } => "other-language",
            GapKind::LacksWords(_) => "lacks-words",
            GapKind::AddsWords(_) => "adds-words",
            GapKind::Reordered(_) => "reordered",
            GapKind::OtherStructure { .. } => "other-structure",
            GapKind::LacksLink(_) => "lacks-link",
            GapKind::AddsLink(_) => "adds-link",
            GapKind::OtherDirectives { .. } => "other-directives",
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
            GapKind::OtherAddress { exported, expected } => {
                write!(
                    f,
                    "the site was exported for {exported}, not for {expected}: export it again"
                )
            }
            GapKind::NoOriginal => f.write_str("the page is not in the site"),
            GapKind::OtherOriginal => {
                f.write_str("the page in the site is not that of the source with links inserted")
            }
            GapKind::NoVersion(why) => write!(f, "there is no {it}: {why}"),
            GapKind::NotReachable => {
                write!(f, "no link at the beginning or the end of the page leads to its {it}")
            }
            GapKind::LinkHidden(by) => write!(f, "the link to its {it} is hidden by {by}"),
            GapKind::LinksMove(element) => {
                write!(
                    f,
                    "the inserted links change how {element} is displayed: a style rule counts children"
                )
            }
            GapKind::OutOfDate => {
                write!(f, "the {it} is out of date: it was made of an earlier state of the page")
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
            GapKind::OtherDirectives { page, version } => {
                write!(f, "the page asks of search engines: {page}; its {it}: {version}")
            }
            GapKind::Finding(what) => write!(f, "the {it} fails the check: {what}"),
            GapKind::NoPage => write!(f, "there is no page of which this is the {it}"),
            GapKind::NotInSiteMap => f.write_str("the site map lacks it"),
            GapKind::WronglyInSiteMap => f.write_str("the site map lists it, and should not"),
        }
    }
}
