//! The reading of a page: what it says, in order, as [events](crate::Event).

mod controls;
mod embedded;
mod enter;
mod facts;
mod files;
mod flow;
mod generated;
mod headings;
mod lazy;
mod links;
mod lists;
mod marks;
mod math;
mod microsyntax;
mod only_main;
mod phrasing;
mod plan;
mod regions;
mod roles;
mod sections;
mod shadow;
mod signs;
mod space;
mod speech;
pub(crate) mod tables;
#[cfg(test)]
mod tests;
pub(crate) mod text;
mod unheard;
mod unseen;
mod word;

use crate::aria::Aria;
use crate::css::Unread;
use crate::dom::{Document, NodeId, NodeSet, ShadowTrees, Step, Walk};
use crate::event::{Event, Tag};
use crate::ledger::{Ledger, Reason};
use crate::page::{Page, Place};
use enter::Frame;
use facts::Facts;
use flow::{Flow, Locale};
use lists::Numbers;
use plan::{Plan, Stage};
pub use regions::RegionEvidence;
pub(crate) use regions::Regions;
use speech::Speech;
use std::cell::OnceCell;
use std::collections::HashSet;
pub use tables::Evidence as TableEvidence;
use tables::TableModel;
use word::WordLists;

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

/// How much of a page is read. What is not read goes to the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Content {
    /// Everything.
    #[default]
    All,
    /// Everything but what no reader would miss: menus, search forms, the site's header and footer,
    /// promotion. In doubt a part is kept.
    WithoutBoilerplate,
    /// The main content alone.
    Main,
}

/// How a page is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReadOptions {
    order: Order,
    content: Content,
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

    /// How much of the page is read.
    pub fn with_content(mut self, content: Content) -> Self {
        self.content = content;
        self
    }

    /// Whether only the main content is read; the rest goes to the ledger.
    pub fn with_only_main(self, only_main: bool) -> Self {
        self.with_content(if only_main { Content::Main } else { Content::All })
    }
}

/// A region as it was found, for people who want to know why.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct FoundRegion<'r> {
    /// What it is for.
    pub kind: RegionKind,
    /// The evidence.
    pub why: &'r RegionEvidence,
    /// Where it begins.
    pub place: Option<Place>,
    /// The name of its element.
    pub element: &'r str,
}

/// A table as it was found, for people who want to know why.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct FoundTable {
    /// Whether its rows and columns mean something; else it only arranges its content.
    pub is_data: bool,
    /// The evidence.
    pub why: TableEvidence,
    /// Where it begins.
    pub place: Option<Place>,
}

/// The events of a page, read one by one.
///
/// The ledger grows as events are read; it is complete with the last one.
#[derive(Debug)]
pub struct Reading<'p> {
    page: &'p Page,
    aria: Aria<'p>,
    options: ReadOptions,
    ledger: Ledger,
    facts: Facts,
    speech: Speech,
    regions: &'p Regions,
    plan: Plan,
    /// The walk over a part of the plan, and walks over what is shown in the place of an element in it.
    walks: Vec<Walk<'p>>,
    shadows: ShadowTrees,
    flow: Flow<'p>,
    frames: Vec<Frame<'p>>,
    /// Language and direction of the innermost element.
    here: Locale<'p>,
    lists: Vec<Numbers>,
    tables: Vec<TableModel>,
    /// What each table that has been read is for.
    purposes: Vec<(NodeId, tables::Purpose)>,
    /// Whether the innermost link or heading has no text but images.
    only_images: bool,
    last_heading: String,
    /// The figure around the last image in one, and what its caption says.
    caption: Option<(NodeId, String)>,
    /// What is still to be said of the files that open links lead to.
    file_facts: Vec<(NodeId, String)>,
    /// The lists of a word processor that are open.
    word: WordLists,
    /// The item whose marker was what `::before` adds to it.
    said_marker: Option<NodeId>,
    /// What has been read of elements that are shown at some sizes of their container, by parent.
    variants: HashSet<(Option<NodeId>, String)>,
    /// How many such elements are open.
    open_variants: usize,
    /// Whether a heading is open that its element does not end.
    unclosed_heading: bool,
    /// The title of a drawing that has been said as its name.
    said_title: Option<NodeId>,
    /// The element of the page's title, where the reading begins with it.
    title: Option<NodeId>,
    /// What takes the focus, and all around it; asked for where `aria-hidden` is.
    working: OnceCell<NodeSet>,
    /// The formulas that are read as their parts.
    mixed: OnceCell<NodeSet>,
}

impl Page {
    /// Reads the page: an iterator of [events](Event), to filter, to map, and to give to one of
    /// the [formats](crate::format).
    ///
    /// ```
    /// use textify::{Event, Page, ParseOptions, ReadOptions, Tag};
    ///
    /// let page = Page::parse(b"<h1>One</h1><h2>Two</h2>", &ParseOptions::new())?;
    /// let is_heading = |event: &Event| matches!(event, Event::Start(Tag::Heading { .. }, _));
    /// assert_eq!(page.read(&ReadOptions::new()).filter(is_heading).count(), 2);
    /// # Ok::<(), textify::Error>(())
    /// ```
    pub fn read(&self, options: &ReadOptions) -> Reading<'_> {
        let regions = Regions::of(self);
        let root = Locale { lang: self.language(), ..Locale::default() };
        let mut ledger = Ledger::default();
        if self.styles.ignored_sheets() {
            ledger.note(Reason::IgnoredStyle, Document::ROOT, "");
        }
        if self.styles.without_relations() {
            ledger.note(Reason::IgnoredStyle, Document::ROOT, ":has()");
        }
        for Unread { node, address, remote } in self.styles.unread() {
            let reason = if *remote { Reason::RemoteStyle } else { Reason::MissingStyle };
            ledger.note(reason, *node, address.as_str());
        }
        speech::note_page(self, &mut ledger);
        Reading {
            page: self,
            aria: Aria::as_written(self),
            options: *options,
            ledger,
            facts: Facts::gather(self),
            speech: Speech::of(self, regions),
            plan: Plan::new(self, regions, options),
            regions,
            walks: Vec::new(),
            shadows: ShadowTrees::of(&self.document),
            flow: Flow::new(root),
            frames: Vec::new(),
            here: root,
            lists: Vec::new(),
            tables: Vec::new(),
            purposes: Vec::new(),
            only_images: false,
            last_heading: String::new(),
            caption: None,
            file_facts: Vec::new(),
            word: WordLists::default(),
            said_marker: None,
            variants: HashSet::new(),
            open_variants: 0,
            unclosed_heading: false,
            said_title: None,
            title: self.title_element().filter(|_| options.order == Order::Content),
            working: OnceCell::new(),
            mixed: OnceCell::new(),
        }
    }
}

impl<'p> Reading<'p> {
    /// The regions that the page is read by, in the order of the page.
    pub fn regions(&self) -> impl Iterator<Item = FoundRegion<'_>> {
        self.regions.iter().map(|region| FoundRegion {
            kind: region.kind,
            why: &region.why,
            place: self.page.near(region.root),
            element: self.page.nearest_element(region.root),
        })
    }

    /// The tables that have been read so far, in reading order.
    pub fn tables(&self) -> impl Iterator<Item = FoundTable> {
        self.purposes.iter().map(|(node, purpose)| {
            let (is_data, why) = match purpose {
                tables::Purpose::Data(why) => (true, *why),
                tables::Purpose::Layout(why) => (false, *why),
            };
            FoundTable { is_data, why, place: self.page.near(*node) }
        })
    }

    /// What has been left out or changed so far; complete when the last event is read.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Reads the rest and gives the ledger.
    pub fn into_ledger(mut self) -> Ledger {
        self.by_ref().for_each(drop);
        self.ledger
    }

    /// Goes one step on; `false` at the end of the page.
    fn advance(&mut self) -> bool {
        match self.walks.last_mut().map(Iterator::next) {
            Some(Some(Step::Enter(node))) => self.enter(node),
            Some(Some(Step::Leave(node))) => self.leave(node),
            Some(None) => drop(self.walks.pop()),
            None => match self.plan.next() {
                Some(stage) => self.begin(stage),
                None => return false,
            },
        }
        true
    }

    fn begin(&mut self, stage: Stage) {
        match stage {
            Stage::Title => {
                let title = self.page.title();
                let heading = self.opening_heading();
                let (rest, doubled) = headings::apart(&title, heading.as_deref().unwrap_or(""));
                for part in doubled {
                    self.ledger.note(Reason::DoubledHeading, Document::ROOT, part.to_owned());
                }
                self.flow.title(rest);
            }
            Stage::Open(kind, root) => {
                self.flow.forget_heading();
                self.here = self.locale_around(root);
                self.flow.locale = self.here;
                let mut attributes = self.attributes(root);
                self.name_region(root, kind, &mut attributes);
                self.flow.open(Tag::Region { kind }, attributes);
            }
            Stage::Walk(root) => self.walks.push(self.page.document.walk(root)),
            Stage::Outside => self.note_outside(),
            Stage::Close => {
                self.flow.release();
                self.flow.close();
            }
        }
    }

    /// The heading of the first level that the page's main content begins with.
    fn opening_heading(&self) -> Option<String> {
        let main = self.regions.iter().find(|region| region.kind == RegionKind::Main);
        let root = main.map(|region| region.root).or(self.page.body());
        text::opening_heading(self.page, root?)
    }

    /// The language and direction that an element has from itself or its ancestors.
    fn locale_around(&self, node: NodeId) -> Locale<'p> {
        let page = self.page;
        let around = || std::iter::once(node).chain(page.document.ancestors(node));
        let lang = around().find_map(|id| self.language_of(id)).or(page.language());
        let dir = around().find_map(|id| enter::direction(page, id));
        let unheard = around().any(|id| self.unheard(id));
        Locale { lang, dir, unheard }
    }
}

/// The element that holds the main content, if it has one of its own.
pub(crate) fn main_content(page: &Page) -> Option<NodeId> {
    let regions = Regions::of(page);
    let mains = || regions.iter().filter(|region| region.kind == RegionKind::Main);
    mains().find(|region| region.is_landmark()).or(mains().next()).map(|region| region.root)
}

impl<'p> Iterator for Reading<'p> {
    type Item = Event<'p>;

    fn next(&mut self) -> Option<Event<'p>> {
        loop {
            if let Some(event) = self.flow.next() {
                return Some(event);
            }
            if !self.advance() {
                return None;
            }
        }
    }
}
