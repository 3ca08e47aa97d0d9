//! Blocks: what stands on lines of its own.

use super::{Markdown, escape, tables};
use crate::event::{Attributes, Event, Link, Numbering, Tag, TagEnd};
use crate::format::blocks::{self, Labelled, Regions};
use crate::format::references::References;
use crate::format::sheet::{Gap, Sheet};
use crate::format::table::OpenTables;
use crate::format::words;
use crate::format::{Links, Tables};
use crate::read::RegionKind;
use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, Write};

/// What is known of an open element beside its kind.
#[derive(Debug)]
pub(super) enum Data<'p> {
    Nothing,
    Level(u8),
    List(Numbering, bool, Marker),
    Link(Box<Link<'p>>),
    /// An expansion that is still to be said.
    Expansion(&'p str),
    Region(Option<Cow<'p, str>>),
}

/// How the items of a list are marked: differently from those of a list right before it, or
/// the two would be one (CommonMark 0.31, 5.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    First,
    Second,
}

/// An element that is open.
#[derive(Debug)]
pub(super) struct Open<'p> {
    pub(super) tag: TagEnd,
    pub(super) data: Data<'p>,
    /// Where its text begins, in which block.
    pub(super) at: (usize, usize),
    /// The block around it.
    outer: Option<usize>,
    is_block: bool,
    /// Whether it has a level of indentation.
    indented: bool,
    has_lang: bool,
    /// How many lines there were when it began.
    lines: usize,
    /// Whether blank lines separate what is in it.
    loose: bool,
}

/// Emphasis that has just been marked.
#[derive(Debug)]
pub(super) struct Emphasis {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) mark: usize,
    /// Whether the closing mark is one whatever follows.
    pub(super) closes_before_letters: bool,
}

#[derive(Debug)]
pub(super) struct Body<'p> {
    pub(super) sheet: Sheet,
    pub(super) links: Links,
    pub(super) references: References<'p>,
    /// The text of the block that is being read, as Markdown; `\n` for line breaks.
    pub(super) text: String,
    pub(super) scratch: String,
    /// How many blocks have been written.
    pub(super) block: usize,
    pub(super) open: Vec<Open<'p>>,
    /// The innermost block.
    inner: Option<usize>,
    pub(super) langs: Vec<&'p str>,
    /// The expansions that have been said.
    pub(super) expansions: HashSet<&'p str>,
    /// A raised or lowered number has just ended: digits must not join it.
    pub(super) after_script: bool,
    pub(super) emphasis: Option<Emphasis>,
    /// How many of these are open.
    pub(super) emphases: usize,
    pub(super) code: usize,
    pub(super) in_links: usize,
    /// Links within code, which cannot hold them.
    pub(super) held_links: Vec<Cow<'p, str>>,
    /// Links around blocks that have not said where they lead.
    pub(super) unsaid: Vec<usize>,
    /// Whether the block that is being read has a link.
    pub(super) linked: bool,
    regions: Regions,
    /// A number that no marker can hold, to be said before the text of its item.
    pub(super) number: String,
    /// The region that goes on after one within it.
    resumed: Option<usize>,
    /// How many lines there were after the list that ended last, and how it was marked.
    last_list: Option<(usize, bool, Marker)>,
    tables: OpenTables,
    table_layout: Tables,
}

impl<'p> Body<'p> {
    pub(super) fn new(language: Option<&'p str>, settings: &Markdown) -> Self {
        Body {
            sheet: Sheet::new(0),
            links: settings.links,
            references: References::default(),
            text: String::new(),
            scratch: String::new(),
            block: 0,
            open: Vec::new(),
            inner: None,
            langs: language.into_iter().collect(),
            expansions: HashSet::new(),
            after_script: false,
            emphasis: None,
            emphases: 0,
            code: 0,
            in_links: 0,
            held_links: Vec::new(),
            unsaid: Vec::new(),
            linked: false,
            regions: Regions::default(),
            number: String::new(),
            resumed: None,
            last_list: None,
            tables: OpenTables::default(),
            table_layout: settings.tables,
        }
    }

    pub(super) fn pass_on(&mut self, out: &mut impl Write, at_least: usize) -> io::Result<()> {
        match self.tables.is_empty() {
            true => self.sheet.pass_on(out, at_least),
            false => Ok(()),
        }
    }

    pub(super) fn event(&mut self, event: Event<'p>) {
        match event {
            Event::Start(tag, attributes) => self.start(tag, &attributes),
            Event::End(_) => self.end(),
            Event::Text(words) => self.words(&words),
            Event::Break => self.line_break(),
            Event::Rule => self.rule(),
            Event::Image(image) => self.image(&image),
            Event::Control(control, _) => self.say(&words::control(&control, self.here())),
            Event::Hidden { .. } | Event::Anchor(_) => {}
        }
    }

    pub(super) fn finish(&mut self) {
        while !self.open.is_empty() {
            self.end();
        }
        self.flush();
        let Links::List = self.links else { return };
        self.sheet.raise_gap(Gap::Blank);
        let mut line = String::new();
        for (at, address) in self.references.addresses().iter().enumerate() {
            line.clear();
            line.push_str(&format!("[{}]: ", at + 1));
            escape::push_address(&mut line, address);
            self.sheet.line(&line);
        }
    }

    fn start(&mut self, tag: Tag<'p>, attributes: &Attributes<'p>) {
        let kind = tag.end();
        let is_block = blocks::is_block(&tag);
        if is_block {
            self.begin_block(&tag);
        }
        let has_lang = attributes.lang.is_some();
        self.langs.extend(attributes.lang);
        let index = self.open.len();
        self.open.push(Open {
            tag: kind,
            data: Data::Nothing,
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

    pub(super) fn data(&mut self, data: Data<'p>) {
        if let Some(open) = self.open.last_mut() {
            open.data = data;
        }
    }

    pub(super) fn inner(&self) -> Option<&Open<'p>> {
        self.open.get(self.inner?)
    }

    /// Whether lines and spaces are kept: preformatted text, which a cell cannot hold.
    pub(super) fn is_verbatim(&self) -> bool {
        let tag = self.inner().map(|open| open.tag);
        tag == Some(TagEnd::Preformatted) && !self.sheet.is_tight()
    }

    /// Whether the block is written in bold: it names what follows.
    pub(super) fn is_bold(&self) -> bool {
        let names = |open: &Open<'p>| {
            use TagEnd::{Legend, Summary, TableCaption, Term};
            matches!(open.tag, Term | Legend | Summary | TableCaption)
        };
        let Some(inner) = self.inner().filter(|_| !self.sheet.is_tight()) else { return false };
        let outer = inner.outer.and_then(|at| self.open.get(at));
        names(inner) || (inner.tag == TagEnd::Paragraph && outer.is_some_and(names))
    }

    /// Makes room for a block.
    fn begin_block(&mut self, tag: &Tag<'p>) {
        self.flush();
        let kind = tag.end();
        let resumes = self.resumed.take_if(|region| Some(*region) == self.inner).is_some();
        if resumes && kind != TagEnd::Region && self.regions.resume() {
            self.name_region(true);
        }
        let Some(outer) = self.inner.and_then(|at| self.open.get_mut(at)) else {
            return self.sheet.raise_gap(Gap::Blank);
        };
        if outer.lines == self.sheet.lines() && kind != TagEnd::Region {
            // The first block of an element begins where the element does.
            return;
        }
        match tag {
            Tag::Item { .. } => {}
            // A list may follow a paragraph at once if it could be nothing else (5.2).
            Tag::List { start: None | Some(1), .. } if outer.tag == TagEnd::Item => {
                if !outer.loose {
                    self.sheet.set_gap(Gap::Line);
                }
            }
            _ => self.sheet.raise_gap(Gap::Blank),
        }
        outer.loose |= self.sheet.gap() == Gap::Blank;
    }

    fn indent(&mut self, open: impl FnOnce(&mut Sheet)) {
        if self.sheet.is_tight() {
            return;
        }
        open(&mut self.sheet);
        if let Some(open) = self.open.last_mut() {
            open.indented = true;
        }
    }

    fn open_block(&mut self, tag: Tag<'p>) {
        match tag {
            Tag::Heading { level } => self.data(Data::Level(level)),
            Tag::Title => self.data(Data::Level(1)),
            Tag::List { numbering, start, .. } => {
                let (lines, ordered) = (self.sheet.lines(), start.is_some());
                let marker = match self.last_list {
                    Some(last) if last == (lines, ordered, Marker::First) => Marker::Second,
                    _ => Marker::First,
                };
                self.data(Data::List(numbering, ordered, marker));
            }
            Tag::Item { number } => self.item(number),
            Tag::Description => self.indent(|sheet| sheet.open_marked("- ")),
            Tag::BlockQuote => self.indent(|sheet| sheet.open("> ")),
            Tag::Region { kind, label, shown } => self.open_region(kind, label, shown),
            Tag::Link(link) => {
                self.data(Data::Link(link));
                self.unsaid.push(self.open.len() - 1);
            }
            Tag::FieldSet { label: Some(label) } => self.name(&label),
            Tag::Form(form) => {
                if let Some(label) = &form.label {
                    self.name(label);
                }
            }
            Tag::Table(table) => {
                self.tables.begin();
                if let Some(summary) = table.summary.filter(|summary| !summary.trim().is_empty()) {
                    self.paragraph(&summary);
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
            _ => {}
        }
    }

    fn item(&mut self, number: Option<i64>) {
        let list = self.open.iter().rev().nth(1).map(|open| &open.data);
        let (numbering, marker) = match list {
            Some(&Data::List(numbering, _, marker)) => (numbering, marker),
            _ => (Numbering::Decimal, Marker::First),
        };
        let bullet = if marker == Marker::First { "- " } else { "* " };
        // CommonMark 0.31, 5.2: at most nine digits.
        let own = numbering == Numbering::Decimal && !self.sheet.is_tight();
        match number {
            Some(number @ 0..=999_999_999) if own => {
                let end = if marker == Marker::First { "." } else { ")" };
                self.indent(|sheet| sheet.open_marked(&format!("{number}{end} ")));
            }
            Some(number) => {
                self.indent(|sheet| sheet.open_marked(bullet));
                self.number = format!("{}. ", words::number(number, numbering));
            }
            None => self.indent(|sheet| sheet.open_marked(bullet)),
        }
    }

    fn paragraph(&mut self, words: &str) {
        self.say(words);
        self.flush();
        self.sheet.raise_gap(Gap::Blank);
    }

    /// A name that the page gives without showing it as text.
    fn name(&mut self, name: &str) {
        self.say(name);
        let text = std::mem::take(&mut self.text);
        if !text.trim().is_empty() {
            self.sheet.line(&format!("**{}**", text.trim()));
        }
        self.sheet.raise_gap(Gap::Blank);
    }

    fn open_region(&mut self, kind: RegionKind, label: Option<Cow<'p, str>>, shown: bool) {
        let named = self.regions.begin(kind, Labelled::of(label.as_deref(), shown));
        self.data(Data::Region(label));
        if named {
            self.name_region(!shown);
        }
    }

    /// Announces the innermost region, with the label that the page has for it or without.
    fn name_region(&mut self, labelled: bool) {
        let Some(Data::Region(label)) = self.inner().map(|open| &open.data) else { return };
        let label = label.as_deref().map(str::trim).filter(|_| labelled);
        let name = self.regions.announcement(self.here(), label);
        self.sheet.raise_gap(Gap::Blank);
        self.name(&name);
    }

    fn end(&mut self) {
        let Some(is_block) = self.open.last().map(|open| open.is_block) else { return };
        if is_block {
            self.flush();
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

    fn close_block(&mut self, open: &Open<'p>) {
        match open.tag {
            TagEnd::Link => self.close_block_link(open),
            TagEnd::Item => self.number.clear(),
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
                    let layout = match self.tables.is_empty() {
                        true => self.table_layout,
                        false => Tables::Rows,
                    };
                    tables::write(&table, layout, &mut self.sheet);
                }
            }
            _ => {}
        }
        if open.indented {
            self.sheet.close();
        }
        match open.tag {
            _ if open.lines == self.sheet.lines() => {}
            TagEnd::Item if !open.loose => self.sheet.set_gap(Gap::Line),
            TagEnd::Link | TagEnd::Row | TagEnd::Cell => {}
            _ => self.sheet.raise_gap(Gap::Blank),
        }
        if let Data::List(_, ordered, marker) = open.data {
            self.last_list = Some((self.sheet.lines(), ordered, marker));
        }
        if let Some(outer) = self.inner.and_then(|at| self.open.get_mut(at)) {
            outer.loose |= open.loose && matches!(open.tag, TagEnd::Item | TagEnd::List);
        }
    }
}
