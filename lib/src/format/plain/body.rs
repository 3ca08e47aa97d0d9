//! Blocks: what stands on lines of its own.

use super::{Plain, columns};
use crate::event::{Attributes, Event, Link, Numbering, Tag, TagEnd};
use crate::format::blocks::{self, Labelled, Regions};
use crate::format::references::References;
use crate::format::sheet::{Gap, Sheet};
use crate::format::table::OpenTables;
use crate::format::{Links, Tables};
use crate::format::{text, words};
use crate::i18n::Phrases;
use crate::read::RegionKind;
use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, Write};

/// What is known of an open element beside its kind.
#[derive(Debug)]
pub(super) enum Data<'p> {
    Nothing,
    Level(u8),
    Numbering(Numbering),
    Link(Box<Link<'p>>),
    /// An expansion that is still to be said.
    Expansion(&'p str),
    Region(Option<Cow<'p, str>>),
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

#[derive(Debug)]
pub(super) struct Body<'p> {
    pub(super) sheet: Sheet,
    pub(super) links: Links,
    region_names: bool,
    pub(super) phrases: &'static Phrases,
    pub(super) references: References<'p>,
    /// The text of the block that is being read.
    pub(super) text: String,
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
    /// Links around blocks that have not said where they lead.
    pub(super) unsaid: Vec<usize>,
    regions: Regions,
    /// The region that goes on after one within it.
    resumed: Option<usize>,
    tables: OpenTables,
    table_layout: Tables,
}

impl<'p> Body<'p> {
    pub(super) fn new(language: Option<&'p str>, settings: &Plain) -> Self {
        Body {
            sheet: Sheet::new(settings.width),
            links: settings.links,
            region_names: settings.region_names,
            phrases: Phrases::of(language),
            references: References::default(),
            text: String::new(),
            block: 0,
            open: Vec::new(),
            inner: None,
            langs: language.into_iter().collect(),
            expansions: HashSet::new(),
            after_script: false,
            unsaid: Vec::new(),
            regions: Regions::default(),
            resumed: None,
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
        if self.references.addresses().is_empty() {
            return;
        }
        self.sheet.raise_gap(Gap::Blank);
        self.underlined(&self.phrases.links, "-");
        let mut line = String::new();
        for (at, address) in self.references.addresses().iter().enumerate() {
            line.clear();
            line.push_str(&format!("[{}] ", at + 1));
            text::push_address(&mut line, address);
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

    fn inner(&self) -> Option<&Open<'p>> {
        self.open.get(self.inner?)
    }

    pub(super) fn inner_tag(&self) -> Option<TagEnd> {
        self.inner().map(|open| open.tag)
    }

    /// Makes room for a block.
    fn begin_block(&mut self, tag: &Tag<'p>) {
        self.flush();
        let kind = tag.end();
        if self.resumed.take_if(|region| Some(*region) == self.inner).is_some()
            && kind != TagEnd::Region
            && self.regions.resume()
        {
            self.name_region(true);
        }
        let Some(outer) = self.inner.and_then(|at| self.open.get_mut(at)) else {
            return self.sheet.raise_gap(Gap::Blank);
        };
        if outer.lines == self.sheet.lines() && kind != TagEnd::Region {
            // The first block of an element begins where the element does.
            return;
        }
        let gap = gap(tag, outer.tag);
        match kind {
            TagEnd::List if gap == Gap::Line && !outer.loose => self.sheet.set_gap(Gap::Line),
            _ => self.sheet.raise_gap(gap),
        }
        outer.loose |= self.sheet.gap() == Gap::Blank;
    }

    fn indent(&mut self, open: impl FnOnce(&mut Sheet)) {
        open(&mut self.sheet);
        if let Some(open) = self.open.last_mut() {
            open.indented = true;
        }
    }

    fn open_block(&mut self, tag: Tag<'p>) {
        match tag {
            Tag::Heading { level } => self.data(Data::Level(level)),
            Tag::Title => self.data(Data::Level(1)),
            Tag::List { numbering, .. } => self.data(Data::Numbering(numbering)),
            Tag::Item { number } => self.item(number),
            Tag::Description => self.indent(|sheet| sheet.open("    ")),
            Tag::BlockQuote => self.indent(|sheet| sheet.open("> ")),
            Tag::Preformatted => self.indent(|sheet| sheet.open("    ")),
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
            Tag::Table(table) => self.open_table(table.summary.as_deref()),
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
        let list = self.open.iter().rev().nth(1);
        let numbering = match list.map(|open| &open.data) {
            Some(Data::Numbering(numbering)) => *numbering,
            _ => Numbering::Decimal,
        };
        self.indent(|sheet| match number {
            Some(number) => sheet.open_marked(&format!("{}. ", words::number(number, numbering))),
            None => sheet.open_marked("- "),
        });
    }

    /// A name that the page gives without showing it.
    fn name(&mut self, name: &str) {
        let mut line = String::new();
        text::push(&mut line, name);
        self.sheet.paragraph(&line);
        self.sheet.raise_gap(Gap::Line);
    }

    fn open_region(&mut self, kind: RegionKind, label: Option<Cow<'p, str>>, shown: bool) {
        let named =
            self.regions.begin(kind, Labelled::of(label.as_deref(), shown)) && self.region_names;
        self.data(Data::Region(label));
        if named {
            self.name_region(!shown);
        }
    }

    /// Announces the innermost region, with the label that the page has for it or without.
    fn name_region(&mut self, labelled: bool) {
        let Some(Data::Region(label)) = self.inner().map(|open| &open.data) else { return };
        let label = label.as_deref().filter(|_| labelled);
        let mut line = String::from("== ");
        text::push(&mut line, &self.regions.announcement(self.here(), label));
        line.push_str(" ==");
        self.sheet.raise_gap(Gap::Blank);
        self.sheet.paragraph(&line);
        self.sheet.raise_gap(Gap::Blank);
    }

    fn open_table(&mut self, summary: Option<&str>) {
        self.tables.begin();
        if let Some(summary) = summary.filter(|summary| !summary.trim().is_empty()) {
            self.name(summary);
        }
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
            TagEnd::Region => {
                self.regions.end();
                self.resumed = self.inner;
            }
            TagEnd::Cell => {
                if let Some(table) = self.tables.last() {
                    table.end_cell(&mut self.sheet);
                }
            }
            TagEnd::Table => self.close_table(),
            _ => {}
        }
        if open.indented {
            self.sheet.close();
        }
        let outer = self.inner.and_then(|at| self.open.get_mut(at));
        let around = outer.as_ref().map_or(TagEnd::Region, |outer| outer.tag);
        match open.tag {
            _ if open.lines == self.sheet.lines() => {}
            TagEnd::Item | TagEnd::Description | TagEnd::Term => {
                let gap = if open.loose { Gap::Blank } else { Gap::Line };
                self.sheet.set_gap(gap);
            }
            TagEnd::List | TagEnd::DescriptionList if is_tight(around) => {}
            TagEnd::Legend | TagEnd::Summary | TagEnd::Link | TagEnd::Row | TagEnd::Cell => {}
            TagEnd::Paragraph | TagEnd::FigureCaption if is_tight(around) => {}
            _ => self.sheet.raise_gap(Gap::Blank),
        }
        if let Some(outer) = outer {
            outer.loose |=
                open.loose && matches!(open.tag, TagEnd::Item | TagEnd::List | TagEnd::Description);
        }
    }

    fn close_table(&mut self) {
        let Some(table) = self.tables.end() else { return };
        // Within a cell columns would be wrapped again.
        let rows = self.table_layout == Tables::Rows || !self.tables.is_empty();
        if rows || !columns::write(&table, &mut self.sheet) {
            columns::write_rows(&table, &mut self.sheet);
        }
    }

    fn rule(&mut self) {
        self.flush();
        self.sheet.raise_gap(Gap::Blank);
        let width = self.sheet.room().min(40);
        self.sheet.line(&"-".repeat(width));
        self.sheet.raise_gap(Gap::Blank);
    }

    /// Writes the text that has been read as a block.
    pub(super) fn flush(&mut self) {
        self.after_script = false;
        if self.text.is_empty() {
            return;
        }
        if !self.text.trim().is_empty() {
            self.say_block_links();
            let text = std::mem::take(&mut self.text);
            match self.inner().map(|open| (open.tag, &open.data)) {
                Some((TagEnd::Preformatted, _)) => self.sheet.verbatim(&text),
                Some((_, &Data::Level(level))) if !self.sheet.is_tight() => {
                    self.heading(text.trim_end(), level);
                }
                _ => {
                    self.sheet.paragraph(text.trim_end());
                }
            }
            self.text = text;
        }
        self.text.clear();
        self.block += 1;
    }

    fn heading(&mut self, text: &str, level: u8) {
        match level {
            0 | 1 => self.underlined(text, "="),
            2 => self.underlined(text, "-"),
            _ => {
                let marks = usize::from(level.min(9));
                self.sheet.open_marked(&"######### "[9 - marks..]);
                self.sheet.paragraph(text);
                self.sheet.close();
            }
        }
    }

    fn underlined(&mut self, text: &str, line: &str) {
        let width = self.sheet.paragraph(text).min(self.sheet.room());
        self.sheet.line(&line.repeat(width));
        self.sheet.raise_gap(Gap::Blank);
    }
}

/// Whether the blocks of an element stand close together, where each is but a line of text.
fn is_tight(around: TagEnd) -> bool {
    use TagEnd::*;
    matches!(
        around,
        Item | Description | Term | Cell | Figure | Legend | Summary | Address | FigureCaption
    )
}

/// What separates a block from the one before it.
fn gap(tag: &Tag<'_>, around: TagEnd) -> Gap {
    match tag {
        Tag::Item { .. } | Tag::Term | Tag::Description => Gap::Line,
        Tag::Paragraph { implied: true }
        | Tag::List { .. }
        | Tag::DescriptionList
        | Tag::FigureCaption
            if is_tight(around) =>
        {
            Gap::Line
        }
        Tag::Paragraph { .. } if matches!(around, TagEnd::Legend | TagEnd::Summary) => Gap::Line,
        Tag::Link(_) => Gap::Line,
        _ => Gap::Blank,
    }
}
