//! What a site should put right, as its pages tell when they are seen together.

use std::fmt;

/// A fault that shows when the pages of a site are seen together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Fault {
    /// The page's path below the root of the site.
    pub path: String,
    /// The line of the page, for a fault that stands somewhere in it.
    pub line: Option<usize>,
    /// What is wrong.
    pub kind: FaultKind,
}

/// The kinds of faults.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum FaultKind {
    /// No other page of the site links to it.
    Orphan,
    /// A link into the site that leads to no file of it.
    DeadLink(String),
    /// A link to a place that its page does not have.
    DeadFragment(String),
    /// The page has no title.
    Untitled,
    /// Other pages, named here, have the same title.
    RepeatedTitle {
        /// The title.
        title: String,
        /// The path of the first page that has it.
        first: String,
    },
    /// It names another page as its version in some language, which does not name it in return.
    OneWayAlternate {
        /// The language, as the page writes it.
        language: String,
        /// The address, as the page writes it.
        href: String,
    },
}

impl FaultKind {
    /// The kind in one word, for machines.
    pub fn code(&self) -> &'static str {
        match self {
            FaultKind::Orphan => "orphan",
            FaultKind::DeadLink(_) => "dead-link",
            FaultKind::DeadFragment(_) => "dead-fragment",
            FaultKind::Untitled => "no-title",
            FaultKind::RepeatedTitle { .. } => "repeated-title",
            FaultKind::OneWayAlternate { .. } => "one-way-hreflang",
        }
    }
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FaultKind::Orphan => f.write_str("no other page links to it"),
            FaultKind::DeadLink(href) => write!(f, "a link leads nowhere: {href}"),
            FaultKind::DeadFragment(href) => {
                write!(f, "a link leads to a place that is not there: {href}")
            }
            FaultKind::Untitled => f.write_str("it has no title"),
            FaultKind::RepeatedTitle { title, first } => {
                write!(f, "it has the title of {first}: {title}")
            }
            FaultKind::OneWayAlternate { language, href } => {
                write!(f, "its version in “{language}” does not lead back: {href}")
            }
        }
    }
}
