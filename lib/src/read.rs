//! The reading of a page: what it says, in order, as [events](crate::Event).

#[allow(dead_code, reason = "the reading is built on it next")]
mod tables;
#[allow(dead_code, reason = "the reading is built on it next")]
mod text;

use crate::event::Event;
use crate::ledger::Ledger;
use crate::page::Page;

/// The kind of a region, by its landmark role (WAI-ARIA 1.2, 5.3.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum RegionKind {
    /// The main content.
    Main,
    /// Links for moving about: menus, breadcrumbs, paging.
    Navigation,
    /// A search form.
    Search,
    /// What supplements the main content.
    Complementary,
    /// What no other region claims.
    Other,
    /// The site's header.
    Banner,
    /// The site's footer.
    ContentInfo,
}

/// In which order the regions of a page are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Main content first, then menus, asides, header and footer.
    #[default]
    Content,
    /// As they stand in the page.
    Source,
}

/// How a page is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReadOptions {
    order: Order,
    only_main: bool,
}

impl ReadOptions {
    /// Everything, content first.
    pub fn new() -> Self {
        ReadOptions::default()
    }

    /// In which order regions are read.
    pub fn with_order(mut self, order: Order) -> Self {
        self.order = order;
        self
    }

    /// Whether only the main content is read; the rest goes to the ledger.
    pub fn with_only_main(mut self, only_main: bool) -> Self {
        self.only_main = only_main;
        self
    }
}

/// The events of a page, read one by one.
#[derive(Debug)]
pub struct Reading<'p> {
    page: &'p Page,
    options: ReadOptions,
    ledger: Ledger,
}

impl Page {
    /// Reads the page.
    pub fn read(&self, options: &ReadOptions) -> Reading<'_> {
        Reading { page: self, options: *options, ledger: Ledger::default() }
    }
}

impl Reading<'_> {
    /// What has been left out or changed so far; complete when the last event is read.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }
}

impl<'p> Iterator for Reading<'p> {
    type Item = Event<'p>;

    fn next(&mut self) -> Option<Event<'p>> {
        None
    }
}
