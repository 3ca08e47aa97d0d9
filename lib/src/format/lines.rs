//! A text made of lines, as plain text and Markdown are: what is open, what has been said, and the
//! order of the steps. How each thing looks is the [`Style`]'s.

mod beside;
mod scripts;

use super::blocks::{self, Labelled, Regions};
use super::references::References;
use super::sheet::{Gap, Sheet};
use super::table::{Grid, OpenTables};
use super::{Links, Tables, words};
use crate::event::{Accessible, Attributes, Event, Image, Link, Tag, TagEnd};
use crate::i18n::Phrases;
use crate::read::RegionKind;
use std::collections::HashSet;
use std::io::{self, Write};

/// How a text made of lines looks.
pub(super) trait Style<'p>: Sized {
    /// What is to be known of a list when its items begin.
    type List: std::fmt::Debug;

    /// Adds text of the page.
    fn words(body: &mut Body<'p, Self>, words: &str);
    /// Adds words of our own or of an attribute.
    fn say(body: &mut Body<'p, Self>, words: &str);
    fn line_break(body: &mut Body<'p, Self>);
    fn rule(body: &mut Body<'p, Self>);
    /// Whether lines and spaces are kept here.
    fn is_verbatim(body: &Body<'p, Self>) -> bool;
    /// A name that the page gives without showing it.
    fn name(body: &mut Body<'p, Self>, name: &str);
    /// What the page says of a table before it.
    fn summary(body: &mut Body<'p, Self>, summary: &str);
    fn region(body: &mut Body<'p, Self>, name: &str);
    /// Separates a block from what came before it in the element around it.
    fn separate(body: &mut Body<'p, Self>, tag: &Tag<'p>, outer: usize);
    /// Opens a block, so far as this style does it in its own way.
    fn open_block(body: &mut Body<'p, Self>, tag: Tag<'p>);
    /// Opens an element within text, beside what its words say.
    fn open_inline(body: &mut Body<'p, Self>, tag: TagEnd);
    fn close_inline(body: &mut Body<'p, Self>, open: &Open<'p, Self>);
    fn close_link(body: &mut Body<'p, Self>, link: &Link<'p>, open: &Open<'p, Self>);
    /// Writes a table; within a cell of another one its rows.
    fn table(body: &mut Body<'p, Self>, table: &Grid, layout: Tables);
    /// What follows a block, and what the element around it learns from it.
    fn after_block(body: &mut Body<'p, Self>, open: &Open<'p, Self>);
    /// Writes the text that has been read as a block.
    fn flush(body: &mut Body<'p, Self>);
    /// Writes where links lead.
    fn addresses(body: &mut Body<'p, Self>);
}

/// What is known of an open element beside its kind.
#[derive(Debug)]
pub(super) enum Data<'p, L> {
    Nothing,
    Level(u8),
    List(L),
    Link(Box<Link<'p>>),
    /// An expansion that is still to be said.
    Expansion(&'p str),
}

/// An element that is open.
#[derive(Debug)]
pub(super) struct Open<'p, S: Style<'p>> {
    pub(super) tag: TagEnd,
    pub(super) data: Data<'p, S::List>,
    /// What the page says of it beside its content.
    pub(super) accessible: Option<Box<Accessible<'p>>>,
    /// Where its text begins, in which block.
    pub(super) at: (usize, usize),
    /// The block around it.
    pub(super) outer: Option<usize>,
    is_block: bool,
    /// Whether it has a level of indentation.
    indented: bool,
    has_lang: bool,
    /// How many lines there were when it began.
    pub(super) lines: usize,
    /// Whether blank lines separate what is in it.
    pub(super) loose: bool,
}

/// The text that is being written.
#[derive(Debug)]
pub(super) struct Body<'p, S: Style<'p>> {
    /// What only this style has to remember.
    pub(super) style: S,
    pub(super) sheet: Sheet,
    pub(super) links: Links,
    pub(super) references: References<'p>,
    /// The text of the block that is being read.
    pub(super) text: String,
    /// How many blocks have been written.
    pub(super) block: usize,
    pub(super) open: Vec<Open<'p, S>>,
    /// The innermost block.
    inner: Option<usize>,
    langs: Vec<&'p str>,
    /// The expansions that have been said.
    expansions: HashSet<&'p str>,
    /// A raised or lowered number has just ended: digits must not join it.
    pub(super) after_script: bool,
    /// Links around blocks that have not said where they lead.
    pub(super) unsaid: Vec<usize>,
    /// Whether regions are announced.
    region_names: bool,
    /// What is to be said at the end of the next text.
    remark: Option<beside::Remark>,
    regions: Regions,
    /// The region that goes on after one within it.
    resumed: Option<usize>,
    tables: OpenTables,
    table_layout: Tables,
}

impl<'p, S: Style<'p>> Body<'p, S> {
    pub(super) fn new(style: S, sheet: Sheet, language: Option<&'p str>) -> Self {
        Body {
            style,
            sheet,
            links: Links::List,
            references: References::default(),
            text: String::new(),
            block: 0,
            open: Vec::new(),
            inner: None,
            langs: language.into_iter().collect(),
            expansions: HashSet::new(),
            after_script: false,
            unsaid: Vec::new(),
            region_names: true,
            remark: None,
            regions: Regions::default(),
            resumed: None,
            tables: OpenTables::default(),
            table_layout: Tables::Fit,
        }
    }

    pub(super) fn with_references(self, references: References<'p>) -> Self {
        Body { references, ..self }
    }

    pub(super) fn with_links(self, links: Links) -> Self {
        Body { links, ..self }
    }

    pub(super) fn with_tables(self, table_layout: Tables) -> Self {
        Body { table_layout, ..self }
    }

    pub(super) fn with_region_names(self, region_names: bool) -> Self {
        Body { region_names, ..self }
    }

    /// Writes all events, block by block as they come.
    pub(super) fn write(
        mut self,
        events: impl Iterator<Item = Event<'p>>,
        out: &mut impl Write,
    ) -> io::Result<()> {
        /// Enough for one call to be cheap, little enough to stay in the processor's cache.
        const BUFFER: usize = 1 << 15;
        for event in events {
            self.event(event);
            // What a cell says is not laid out before its table ends.
            if self.tables.is_empty() {
                self.sheet.pass_on(out, BUFFER)?;
            }
        }
        while !self.open.is_empty() {
            self.end();
        }
        S::flush(&mut self);
        S::addresses(&mut self);
        self.sheet.pass_on(out, 0)
    }

    fn event(&mut self, event: Event<'p>) {
        match event {
            Event::Start(tag, attributes) => self.start(tag, attributes),
            Event::End(_) => self.end(),
            Event::Text(words) => S::words(self, &words),
            Event::Break => {
                self.after_script = false;
                S::line_break(self);
            }
            Event::Rule => {
                S::flush(self);
                S::rule(self);
            }
            Event::Image(image) if image.captioned => {}
            Event::Image(image) => self.image(&image),
            Event::Control(control, attributes) => {
                self.say(&words::control(&control, &attributes, self.here()));
            }
            Event::Hidden { .. } | Event::Anchor(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'p>, attributes: Attributes<'p>) {
        let kind = tag.end();
        let is_block = blocks::is_block(&tag);
        if is_block {
            self.begin_block(&tag);
        }
        let has_lang = attributes.lang.is_some();
        self.langs.extend(attributes.lang);
        if is_block {
            self.remark = beside::remark(kind, &attributes).or(self.remark.take());
        }
        let index = self.open.len();
        self.open.push(Open {
            tag: kind,
            data: Data::Nothing,
            accessible: attributes.accessible,
            at: (self.block, self.text.len()),
            outer: self.inner,
            is_block,
            indented: false,
            has_lang,
            lines: self.sheet.lines(),
            loose: false,
        });
        if is_block {
            self.inner = Some(index);
            self.open_block(tag);
        } else {
            self.open_inline(tag);
        }
        if let Some(open) = self.open.get_mut(index) {
            // What the block says of itself, its name, is none of its content.
            open.lines = self.sheet.lines();
        }
    }

    fn end(&mut self) {
        let Some(is_block) = self.open.last().map(|open| open.is_block) else { return };
        if is_block {
            self.say_remark();
            S::flush(self);
        }
        let Some(open) = self.open.pop() else { return };
        if is_block {
            self.inner = open.outer;
            self.close_block(&open);
        } else {
            self.close_inline(&open);
        }
        if open.has_lang {
            self.langs.pop();
        }
    }

    pub(super) fn data(&mut self, data: Data<'p, S::List>) {
        if let Some(open) = self.open.last_mut() {
            open.data = data;
        }
    }

    /// The innermost block.
    pub(super) fn inner(&self) -> Option<&Open<'p, S>> {
        self.open.get(self.inner?)
    }

    /// The block around what ended last.
    pub(super) fn around(&mut self) -> Option<&mut Open<'p, S>> {
        self.open.get_mut(self.inner?)
    }

    /// The phrases of the language that is spoken here.
    pub(super) fn here(&self) -> &'static Phrases {
        Phrases::of(self.langs.last().copied())
    }

    pub(super) fn say(&mut self, words: &str) {
        self.after_script = false;
        S::say(self, words);
    }

    pub(super) fn indent(&mut self, open: impl FnOnce(&mut Sheet)) {
        open(&mut self.sheet);
        if let Some(open) = self.open.last_mut() {
            open.indented = true;
        }
    }

    /// Makes room for a block.
    fn begin_block(&mut self, tag: &Tag<'p>) {
        S::flush(self);
        let is_region = tag.end() == TagEnd::Region;
        let resumes = self.resumed.take_if(|region| Some(*region) == self.inner).is_some();
        if resumes && !is_region && self.regions.resume() && tag.end() != TagEnd::Heading {
            // A heading says by itself that the aside is over.
            self.name_region(true);
        }
        let Some((index, outer)) = self.inner.and_then(|at| Some((at, self.open.get(at)?))) else {
            return self.sheet.raise_gap(Gap::Blank);
        };
        // The first block of an element begins where the element does.
        if outer.lines != self.sheet.lines() || is_region {
            S::separate(self, tag, index);
            self.open[index].loose |= self.sheet.gap() == Gap::Blank;
        }
    }

    fn open_block(&mut self, tag: Tag<'p>) {
        match tag {
            Tag::Heading { level } => self.data(Data::Level(level)),
            Tag::Title => self.data(Data::Level(1)),
            Tag::Region { kind } => self.open_region(kind),
            Tag::Link(link) => {
                self.data(Data::Link(link));
                self.unsaid.push(self.open.len() - 1);
            }
            Tag::FieldSet | Tag::Form(_) | Tag::Figure | Tag::Section { .. } => self.name_block(),
            Tag::Details { .. } => self.name_block(),
            Tag::Table(_) => {
                self.name_block();
                self.tables.begin();
                let accessible = self.open.last().and_then(|open| open.accessible.as_ref());
                let summary = accessible.filter(|it| !it.description_shown);
                if let Some(summary) = summary.and_then(|it| it.description.clone()) {
                    S::summary(self, &summary);
                }
            }
            Tag::Row { group, .. } => {
                if let Some(table) = self.tables.last() {
                    table.begin_row(group);
                }
            }
            Tag::Cell(cell) => {
                if let Some(table) = self.tables.last() {
                    table.begin_cell(cell, &mut self.sheet);
                }
            }
            tag => {
                if matches!(tag, Tag::List { .. } | Tag::DescriptionList | Tag::BlockQuote) {
                    self.name_block();
                }
                S::open_block(self, tag);
            }
        }
    }

    fn close_block(&mut self, open: &Open<'p, S>) {
        match open.tag {
            TagEnd::Link => self.close_block_link(open),
            TagEnd::Region => {
                self.regions.end();
                self.resumed = self.inner;
            }
            TagEnd::Cell => {
                if let Some(table) = self.tables.last() {
                    table.end_cell(&mut self.sheet);
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.tables.end() {
                    let outermost = self.tables.is_empty();
                    let layout = if outermost { self.table_layout } else { Tables::Rows };
                    S::table(self, &table, layout);
                }
            }
            _ => {}
        }
        if open.indented {
            self.sheet.close();
        }
        S::after_block(self, open);
    }

    fn open_region(&mut self, kind: RegionKind) {
        let accessible = self.open.last().and_then(|open| open.accessible.as_ref());
        let shown = accessible.is_some_and(|it| it.name_shown);
        let label = accessible.and_then(|it| it.name.as_deref());
        let named = self.regions.begin(kind, Labelled::of(label, shown));
        if named && self.region_names {
            self.name_region(!shown);
        }
    }

    /// Announces the innermost region, with the label that the page has for it or without.
    fn name_region(&mut self, labelled: bool) {
        let accessible = self.inner().and_then(|open| open.accessible.as_ref());
        let label = accessible.and_then(|it| it.name.as_deref()).map(str::trim);
        let name = self.regions.announcement(self.here(), label.filter(|_| labelled));
        self.sheet.raise_gap(Gap::Blank);
        S::region(self, &name);
    }

    fn open_inline(&mut self, tag: Tag<'p>) {
        S::open_inline(self, tag.end());
        match tag {
            Tag::Link(link) => self.data(Data::Link(link)),
            Tag::Abbreviation { title } => {
                if self.expansions.insert(title) {
                    self.data(Data::Expansion(title));
                }
            }
            Tag::Deleted => self.say(&format!("[{}: ", self.here().deleted)),
            Tag::Quote => self.say(self.here().quotes(self.quotations() - 1)[0]),
            Tag::RubyText => self.say(" ("),
            _ => {}
        }
    }

    fn close_inline(&mut self, open: &Open<'p, S>) {
        S::close_inline(self, open);
        match &open.data {
            Data::Link(link) => S::close_link(self, link, open),
            Data::Expansion(title) => self.expand(title.trim(), open),
            _ => {}
        }
        self.close_marks(open);
        self.say_beside(open);
    }

    /// Ends what stands for an element that only marks its text.
    fn close_marks(&mut self, open: &Open<'p, S>) {
        match open.tag {
            TagEnd::Superscript | TagEnd::Subscript => {
                self.bracket_sum(open);
                self.after_script = true;
            }
            TagEnd::Deleted => self.append("]"),
            TagEnd::Quote => self.append(self.here().quotes(self.quotations())[1]),
            TagEnd::RubyText => self.append(")"),
            _ => {}
        }
    }

    /// How many quotations within text are open.
    fn quotations(&self) -> usize {
        self.open.iter().filter(|open| open.tag == TagEnd::Quote).count()
    }

    fn expand(&mut self, title: &str, open: &Open<'p, S>) {
        let said = self.said(open).trim();
        if !said.is_empty() && said != title {
            self.append(&format!(" ({title})"));
        }
    }

    fn image(&mut self, image: &Image<'_>) {
        match (&image.alt, &image.description) {
            (Some(alt), Some(description)) if !image.description_is_title => {
                self.say(&format!("[{}: {description}]", alt.trim()));
            }
            (Some(alt), _) if image.alone => self.say(alt),
            (Some(alt), _) => self.say(&format!("[{}]", alt.trim())),
            (None, _) => self.say(&format!("[{}]", self.here().image_without_description)),
        }
    }

    /// What an element has said, in the block that is being read.
    pub(super) fn said(&self, open: &Open<'p, S>) -> &str {
        let (block, at) = open.at;
        let from = if block == self.block { at } else { 0 };
        self.text.get(from..).unwrap_or_default()
    }

    /// Adds to the word before, ahead of the space after it.
    pub(super) fn append(&mut self, words: &str) {
        let spaced = self.text.ends_with(' ') && !S::is_verbatim(self);
        if spaced {
            self.text.pop();
        }
        self.say(words);
        if spaced {
            self.text.push(' ');
        }
    }

    /// A link around blocks that had no text.
    fn close_block_link(&mut self, open: &Open<'p, S>) {
        if self.unsaid.pop_if(|at| *at == self.open.len()).is_none() {
            return;
        }
        if let Data::Link(link) = &open.data {
            S::close_link(self, link, open);
            S::flush(self);
        }
    }
}
