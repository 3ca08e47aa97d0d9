//! The regions of a page: its landmarks, and where it has none what structure, names and link
//! density say instead, each with the evidence for it.
//!
//! Regions only group. Nothing is decided here about what is read, only about where it stands.

use super::{Content, RegionKind};
use crate::dom::NodeId;
use crate::page::Page;
use std::collections::{HashMap, HashSet};
use std::fmt;

mod boilerplate;
mod headings;
mod landmark;
mod main;
mod names;
mod survey;
mod title;

#[cfg(test)]
mod tests;

/// What the choice of a region rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RegionEvidence {
    /// Its element is a landmark: `main`, `nav`, `aside` …
    Element,
    /// Its `role` attribute.
    Role,
    /// Its id or class.
    Id(String),
    /// It is marked up as the body of an article.
    Article,
    /// It is mostly links.
    Links {
        /// The share of link text in its text.
        percent: u8,
    },
    /// It holds most of the page's running text.
    Text {
        /// Its share of that text.
        percent: u8,
    },
    /// A skip link leads to it.
    Skip,
    /// It is a list of skip links.
    SkipLinks,
    /// Its form searches.
    Form,
    /// Its heading.
    Heading(String),
    /// The title of the page stands in it, right before the main content.
    Title,
    /// Nothing sets a part of the page off from the rest.
    WholePage,
}

impl fmt::Display for RegionEvidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RegionEvidence::Element => f.write_str("its element is a landmark"),
            RegionEvidence::Role => f.write_str("its role says so"),
            RegionEvidence::Id(name) => write!(f, "its id or class is “{name}”"),
            RegionEvidence::Article => f.write_str("it is marked up as the article"),
            RegionEvidence::Links { percent } => write!(f, "{percent} % of its text are links"),
            RegionEvidence::Text { percent } => {
                write!(f, "it holds {percent} % of the running text")
            }
            RegionEvidence::Skip => f.write_str("a skip link leads to it"),
            RegionEvidence::SkipLinks => f.write_str("it holds the skip links"),
            RegionEvidence::Form => f.write_str("its form searches"),
            RegionEvidence::Heading(heading) => write!(f, "its heading is “{heading}”"),
            RegionEvidence::Title => f.write_str("the title of the page stands in it"),
            RegionEvidence::WholePage => {
                f.write_str("nothing sets off a part of the page as its content")
            }
        }
    }
}

/// A part of the page with a purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Region {
    pub(crate) kind: RegionKind,
    pub(crate) root: NodeId,
    pub(crate) why: RegionEvidence,
    /// A landmark of the page's own within the main content: it is read where it stands.
    pub(crate) nested: bool,
}

impl Region {
    /// Whether the page itself marks it as what it is.
    pub(crate) fn is_landmark(&self) -> bool {
        matches!(self.why, RegionEvidence::Element | RegionEvidence::Role)
    }
}

/// What stands within the main content and is none of it: navigation and lists of links that the
/// page marks, and what is named as such.
#[derive(Debug, Clone)]
pub(crate) struct InlineBoilerplate {
    pub(crate) region: Region,
    /// Whether no reader would miss it; else only those who want the main content alone go without it.
    certain: bool,
}

/// The regions of a page in tree order. A region may stand within another one.
#[derive(Debug, Default)]
pub(crate) struct Regions {
    list: Vec<Region>,
    kinds: HashMap<NodeId, RegionKind>,
    inline: HashMap<NodeId, InlineBoilerplate>,
    /// Asides beside the main content that may be some of it: sentences that promote nothing.
    prose: HashSet<NodeId>,
}

impl Regions {
    /// The regions of a page, found once.
    pub(crate) fn of(page: &Page) -> &Regions {
        page.regions.get_or_make(|| Regions::find(page))
    }

    pub(super) fn find(page: &Page) -> Regions {
        let Some(body) = page.body() else { return Regions::default() };
        let survey = survey::Survey::of(page, body);
        let landmarks = landmark::find(page, &survey);
        let mains = main::find(page, &survey, &landmarks);
        let found = boilerplate::complete(page, &survey, landmarks, mains);
        let kinds = found.regions.iter().map(|region| (region.root, region.kind)).collect();
        let inline = found.inline.into_iter().map(|inline| (inline.region.root, inline));
        let prose = found
            .regions
            .iter()
            .filter(|region| boilerplate::may_be_content(page, &survey, region));
        let prose = prose.map(|region| region.root).collect();
        Regions { inline: inline.collect(), kinds, prose, list: found.regions }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Region> {
        self.list.iter()
    }

    /// The kind of the region that this node is the root of.
    pub(crate) fn kind_of(&self, root: NodeId) -> Option<RegionKind> {
        self.kinds.get(&root).copied()
    }

    /// Whether a selection goes without what begins here: boilerplate within the main content, and
    /// regions beside it. Where all is read, everything stays.
    pub(crate) fn leaves_out(&self, root: NodeId, content: Content) -> bool {
        let inline = || self.inline.get(&root);
        match content {
            Content::All => false,
            Content::WithoutBoilerplate => inline().is_some_and(|inline| inline.certain),
            Content::Main => inline().is_some(),
        }
    }

    /// Whether a region beside the main content is read with it.
    pub(crate) fn accompanies(&self, root: NodeId, content: Content) -> bool {
        match content {
            Content::All => true,
            Content::WithoutBoilerplate => self.prose.contains(&root),
            Content::Main => false,
        }
    }
}
