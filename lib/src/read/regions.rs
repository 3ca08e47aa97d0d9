//! The regions of a page: its landmarks, and where it has none what structure, names and link
//! density say instead, each with the evidence for it.
//!
//! Regions only group. Nothing is decided here about what is read, only about where it stands.

use super::RegionKind;
use crate::dom::NodeId;
use crate::page::Page;
use std::collections::HashMap;
use std::fmt;

mod furniture;
mod headings;
mod landmark;
mod main;
mod names;
mod survey;

#[cfg(test)]
mod tests;

/// What the choice of a region rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Why {
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
    /// Nothing sets a part of the page off from the rest.
    WholePage,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::Element => f.write_str("its element is a landmark"),
            Why::Role => f.write_str("its role says so"),
            Why::Id(name) => write!(f, "its id or class is “{name}”"),
            Why::Article => f.write_str("it is marked up as the article"),
            Why::Links { percent } => write!(f, "{percent} % of its text are links"),
            Why::Text { percent } => write!(f, "it holds {percent} % of the running text"),
            Why::Skip => f.write_str("a skip link leads to it"),
            Why::SkipLinks => f.write_str("it holds the skip links"),
            Why::Form => f.write_str("its form searches"),
            Why::Heading(heading) => write!(f, "its heading is “{heading}”"),
            Why::WholePage => f.write_str("nothing sets off a part of the page as its content"),
        }
    }
}

/// A part of the page with a purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Region {
    pub(crate) kind: RegionKind,
    pub(crate) root: NodeId,
    pub(crate) why: Why,
    /// A landmark of the page's own within the main content: it is read where it stands.
    pub(crate) nested: bool,
}

/// The regions of a page in tree order. A region may stand within another one.
#[derive(Debug, Default)]
pub(crate) struct Regions {
    list: Vec<Region>,
    kinds: HashMap<NodeId, RegionKind>,
    extras: HashMap<NodeId, Region>,
}

impl Regions {
    pub(crate) fn find(page: &Page) -> Regions {
        let Some(body) = page.body() else { return Regions::default() };
        let survey = survey::Survey::of(page, body);
        let landmarks = landmark::find(page, &survey);
        let mains = main::find(page, &survey, &landmarks);
        let found = furniture::complete(page, &survey, landmarks, mains);
        let kinds = found.regions.iter().map(|region| (region.root, region.kind)).collect();
        let left_out = |region: &&Region| {
            let kind = region.kind;
            region.nested && matches!(kind, RegionKind::Navigation | RegionKind::Complementary)
        };
        let nested = found.regions.iter().filter(left_out).cloned();
        let extras = found.extras.into_iter().chain(nested).map(|region| (region.root, region));
        Regions { extras: extras.collect(), kinds, list: found.regions }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Region> {
        self.list.iter()
    }

    /// The kind of the region that this node is the root of.
    pub(crate) fn kind_of(&self, root: NodeId) -> Option<RegionKind> {
        self.kinds.get(&root).copied()
    }

    /// What stands within the main content and is none of it: navigation and asides that the page
    /// marks, and what is named as such. Reading keeps it in its place; only who asks for the main
    /// content alone goes without it.
    pub(crate) fn extra(&self, root: NodeId) -> Option<&Region> {
        self.extras.get(&root)
    }
}
