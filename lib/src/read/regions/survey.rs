//! One pass over the page that adds up, for every element, how much text of which kind it holds.

use super::landmark::is_part;
use crate::css::Display;
use crate::dom::{Document, NodeId, Ns, Step, Tag};
use crate::page::Page;
use crate::read::tables::{Purpose, purpose};

/// A line of text shorter than this is a label, a caption, a menu entry; about ten words.
const RUNNING: u32 = 50;

/// What an element holds. Text is counted in characters that are no white space: words need no
/// spaces in every script.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) text: u32,
    /// Text of links and buttons.
    pub(super) links: u32,
    /// Text in sentences: lines of some length that are not mostly links.
    pub(super) running: u32,
    /// The number of links.
    pub(super) anchors: u32,
    /// The number of those that lead to a place within the page.
    pub(super) fragments: u32,
    /// The number of first level headings.
    pub(super) titles: u32,
    /// Text in sentences that stands before the element.
    pub(super) before: u32,
    /// The innermost article, section, aside … around it.
    pub(super) part: Option<NodeId>,
    pub(super) place: Place,
}

/// Whether an element may be the root of a region, or have one within.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Place {
    /// Not a block, or not shown.
    #[default]
    No,
    /// A block that is cut nowhere within: a list, a paragraph, a data table.
    Closed,
    /// A block that can be taken apart.
    Open,
    /// Not a region itself, but its children may be: table rows.
    Through,
}

impl Sums {
    fn add(&mut self, other: Sums) {
        self.text += other.text;
        self.links += other.links;
        self.running += other.running;
        self.anchors += other.anchors;
        self.fragments += other.fragments;
        self.titles += other.titles;
    }

    /// The share of link text, in percent.
    pub(super) fn link_share(self) -> u8 {
        percent(self.links, self.text)
    }
}

pub(super) fn percent(part: u32, whole: u32) -> u8 {
    let share = u64::from(part) * 100 / u64::from(whole.max(1));
    share.min(100) as u8
}

/// The text since the last block began or ended.
#[derive(Debug, Default)]
struct Line {
    plain: u32,
    links: u32,
}

/// What tells a data table from one that only sets the layout.
struct Table {
    node: NodeId,
    headers: bool,
    parts: bool,
}

pub(super) struct Survey {
    pub(super) body: NodeId,
    sums: Vec<Sums>,
    /// The first links of the page that lead to a place within it.
    skips: Vec<NodeId>,
    /// The first headings of the first level, in tree order.
    pub(super) titles: Vec<NodeId>,
}

/// A page has one title; where it has more, the last ones stand in its middle.
const MAX_TITLES: usize = 16;

/// What holds this share of the sentences is the page rather than a part of it, in percent.
const MOST_OF_PAGE: u64 = 60;

/// The head and the foot of a page have at most one in so many characters of its sentences between
/// them and the edge.
const EDGE: u32 = 10;

/// Skip links come first; later ones are the table of contents or notes.
const SKIPS: usize = 8;

struct Pass<'p> {
    page: &'p Page,
    sums: Vec<Sums>,
    line: Line,
    /// How many links and buttons are open.
    links: u32,
    tables: Vec<Table>,
    skips: Vec<NodeId>,
    titles: Vec<NodeId>,
    /// Text in sentences so far.
    running: u32,
    /// The parts of the page that are open.
    parts: Vec<NodeId>,
}

impl Survey {
    pub(super) fn of(page: &Page, body: NodeId) -> Survey {
        let document = &page.document;
        let mut pass = Pass {
            page,
            sums: vec![Sums::default(); document.len()],
            line: Line::default(),
            links: 0,
            tables: Vec::new(),
            skips: Vec::new(),
            titles: Vec::new(),
            running: 0,
            parts: Vec::new(),
        };
        let mut walk = document.walk(body);
        while let Some(step) = walk.next() {
            match step {
                Step::Enter(id) if pass.enter(id) => {}
                Step::Enter(id) => walk.skip_children(id),
                Step::Leave(id) => pass.leave(id),
            }
        }
        Survey { body, sums: pass.sums, skips: pass.skips, titles: pass.titles }
    }

    pub(super) fn sums(&self, id: NodeId) -> Sums {
        self.sums[id.index()]
    }

    /// Whether an element stands in an article or section that is not all of the page.
    pub(super) fn in_part(&self, id: NodeId) -> bool {
        let whole = u64::from(self.sums(self.body).running);
        let is_part = |part| u64::from(self.sums(part).running) * 100 < whole * MOST_OF_PAGE;
        self.sums(id).part.is_some_and(is_part)
    }

    /// Whether an element stands where the head of a page does: hardly a sentence before it.
    pub(super) fn at_start(&self, id: NodeId) -> bool {
        self.sums(id).before <= self.sums(self.body).running / EDGE
    }

    /// Whether an element stands where the foot of a page does: hardly a sentence after it.
    pub(super) fn at_end(&self, id: NodeId) -> bool {
        let (here, whole) = (self.sums(id), self.sums(self.body).running);
        whole - (here.before + here.running).min(whole) <= whole / EDGE
    }

    pub(super) fn place(&self, id: NodeId) -> Place {
        self.sums[id.index()].place
    }

    /// Whether one of the page's first links leads to this element, or to an anchor at its start.
    pub(super) fn is_skip_target(&self, document: &Document, id: NodeId) -> bool {
        let first = document.children(id).find(|&child| document.is_element(child));
        let anchor = first.filter(|&child| document.tag(child) == Tag::A);
        let names = [
            document.attr(id, "id"),
            anchor.and_then(|a| document.attr(a, "id")),
            anchor.and_then(|a| document.attr(a, "name")),
        ];
        self.skips
            .iter()
            .filter_map(|&link| fragment(document, link))
            .any(|target| names.contains(&Some(target)))
    }

    /// Walks the blocks that can be taken apart, and those they consist of.
    pub(super) fn blocks<'p>(&'p self, page: &'p Page) -> impl Iterator<Item = Step> + 'p {
        let mut walk = page.document.walk(self.body);
        std::iter::from_fn(move || {
            loop {
                let step = walk.next()?;
                let (Step::Enter(id) | Step::Leave(id)) = step;
                match (self.place(id), step) {
                    (Place::No, Step::Enter(_)) => walk.skip_children(id),
                    (Place::No, Step::Leave(_)) => {}
                    (Place::Closed, Step::Enter(_)) => {
                        walk.skip_children(id);
                        return Some(step);
                    }
                    _ => return Some(step),
                }
            }
        })
    }
}

impl Pass<'_> {
    /// Whether to go on with the children.
    fn enter(&mut self, id: NodeId) -> bool {
        let document = &self.page.document;
        if let Some(text) = document.text(id) {
            if !self.page.styles.of(id).invisible {
                let count = characters(text);
                let part = if self.links > 0 { &mut self.line.links } else { &mut self.line.plain };
                *part += count;
            }
            return false;
        }
        let display = self.page.styles.of(id).display;
        if !document.is_element(id) || display == Display::None {
            return false;
        }
        if display.is_block()
            && let Some(parent) = document.parent(id)
        {
            self.end_line(parent);
        }
        let tag = document.tag(id);
        let sums = &mut self.sums[id.index()];
        sums.place = place(document, id, tag, display);
        sums.before = self.running;
        sums.part = self.parts.last().copied();
        if is_part(document, id) {
            self.parts.push(id);
        }
        match tag {
            Tag::A if document.has_attr(id, "href") => {
                if fragment(document, id).is_some() {
                    sums.fragments += 1;
                    if self.skips.len() < SKIPS {
                        self.skips.push(id);
                    }
                }
                sums.anchors += 1;
                self.links += 1;
            }
            Tag::Button => self.links += 1,
            Tag::H1 => {
                sums.titles += 1;
                if self.titles.len() < MAX_TITLES {
                    self.titles.push(id);
                }
            }
            _ => {}
        }
        self.note_table(id, tag);
        // Texts of other elements' own: choices, fallback, drawings.
        !matches!(
            tag,
            Tag::Select | Tag::Textarea | Tag::Iframe | Tag::Audio | Tag::Video | Tag::Canvas
        ) && document.ns(id) != Ns::Svg
    }

    fn note_table(&mut self, id: NodeId, tag: Tag) {
        match tag {
            Tag::Th | Tag::Caption | Tag::Thead => {
                if let Some(table) = self.tables.last_mut() {
                    table.headers = true;
                }
            }
            Tag::Table | Tag::H1 | Tag::Form | Tag::Nav | Tag::Main => {
                if let Some(table) = self.tables.last_mut() {
                    table.parts = true;
                }
            }
            _ => {}
        }
        if tag == Tag::Table {
            self.tables.push(Table { node: id, headers: false, parts: false });
        }
    }

    fn leave(&mut self, id: NodeId) {
        let document = &self.page.document;
        if !document.is_element(id) {
            return;
        }
        self.parts.pop_if(|part| *part == id);
        let style = self.page.styles.of(id);
        if style.display.is_block() {
            self.end_line(id);
        }
        match document.tag(id) {
            Tag::A if style.display != Display::None && document.has_attr(id, "href") => {
                self.links -= 1;
            }
            Tag::Button if style.display != Display::None => self.links -= 1,
            Tag::Table if self.tables.last().is_some_and(|table| table.node == id) => {
                if let Some(table) = self.tables.pop()
                    && is_layout(document, &table)
                    && matches!(purpose(self.page, id), Purpose::Layout(_))
                {
                    self.sums[id.index()].place = Place::Open;
                }
            }
            _ => {}
        }
        if let Some(parent) = document.parent(id) {
            let sums = self.sums[id.index()];
            let above = &mut self.sums[parent.index()];
            above.add(sums);
            if sums.place != Place::No && above.place == Place::No {
                above.place = around_blocks(document.tag(parent));
            }
        }
    }

    fn end_line(&mut self, id: NodeId) {
        let Line { plain, links } = std::mem::take(&mut self.line);
        let sums = &mut self.sums[id.index()];
        sums.text += plain + links;
        sums.links += links;
        if plain >= RUNNING && plain >= links {
            sums.running += plain + links;
            self.running += plain + links;
        }
    }
}

/// The place within the page that a link leads to.
fn fragment(document: &Document, link: NodeId) -> Option<&str> {
    let fragment = document.attr(link, "href")?.trim().strip_prefix('#')?;
    (!fragment.is_empty()).then_some(fragment)
}

/// Characters that are no white space.
fn characters(text: &str) -> u32 {
    // The first byte of each character counts, the continuation bytes (0x80–0xBF) do not.
    text.bytes().map(|b| u32::from(b > b' ' && !(0x80..0xC0).contains(&b))).sum()
}

/// Data tables have headers, or a caption; a table that holds the parts of a page has neither.
fn is_layout(document: &Document, table: &Table) -> bool {
    let role = document.attr(table.node, "role").map(str::trim);
    matches!(role, Some("presentation" | "none")) || table.parts || !table.headers
}

/// What an inline element is once it holds blocks. Custom elements are inline by default, and yet
/// pages are built of them.
fn around_blocks(tag: Tag) -> Place {
    use Tag::*;
    match tag {
        Other => Place::Open,
        Span | Font | B | I | Em | Strong | Big | Small | Ins | Del | Noscript | Slot | Abbr
        | Nobr | Data => Place::Through,
        _ => Place::No,
    }
}

fn place(document: &Document, id: NodeId, tag: Tag, display: Display) -> Place {
    use Tag::*;
    match tag {
        _ if document.ns(id) != Ns::Html => Place::No,
        Tbody | Thead | Tfoot | Tr => Place::Through,
        A | Button | Label | Select | Summary | Legend | Figcaption | Li | Dt | Dd | Option
        | Optgroup | Th | Caption => Place::No,
        P | H1 | H2 | H3 | H4 | H5 | H6 | Ul | Ol | Menu | Dir | Dl | Figure | Details | Table
        | Pre | Hr | Listing | Xmp | Plaintext | Marquee | Blockquote | Fieldset | Hgroup => {
            Place::Closed
        }
        Td | Div | Main | Nav | Aside | Header | Footer | Search | Article | Section | Form
        | Body => Place::Open,
        _ if display.is_block() => Place::Open,
        _ => Place::No,
    }
}
