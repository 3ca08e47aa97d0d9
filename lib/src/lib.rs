//! textify reads a rich HTML page and writes what it says as clean, accessible text.
//!
//! Three lines from bytes to a text version:
//!
//! ```
//! use textify::{Page, ParseOptions, ReadOptions, format::Plain};
//!
//! let page = Page::parse(b"<h1>News</h1><p>All is well.", &ParseOptions::new())?;
//! let mut text = Vec::new();
//! Plain::new().write(&page, page.read(&ReadOptions::new()), &mut text)?;
//! # Ok::<(), textify::Error>(())
//! ```

mod aria;
pub mod check;
mod css;
mod decode;
mod decorate;
mod dom;
mod error;
mod escape;
mod event;
pub mod format;
mod i18n;
mod language;
mod ledger;
mod limits;
mod page;
mod read;
#[cfg(feature = "site")]
pub mod site;
pub mod sitemap;
mod stream;
mod words;

pub use css::Media;
pub use decode::{DecodeWarning, Evidence};
pub use decorate::{Decorated, InsertedLinks, LinksPosition, QuickLinks, Undecorated};
pub use dom::{NodeId, Syntax};
pub use error::{Error, ErrorKind, os_message};
pub use event::{
    Accessible, Attributes, Cell, Choice, Control, ControlKind, Current, Direction, Event,
    FieldType, Form, FormId, Formula, Image, ImageSource, Link, Numbering, RowGroup, Scope, States,
    Table, Tag, TagEnd, Toggle,
};
pub use ledger::{Effect, Entry, Ledger, Reason, Tally, WordCounts};
pub use limits::Limits;
pub use page::{LanguageEvidence, LinkedFile, Page, ParseOptions, Place};
pub use read::{
    Content, FoundRegion, FoundTable, Order, ReadOptions, Reading, RegionEvidence, RegionKind,
    TableEvidence,
};
pub use stream::{Alternate, Facts, Reference, Resource, ResourceKind, scan};

// The examples of the README are compiled and run with the documentation's.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
