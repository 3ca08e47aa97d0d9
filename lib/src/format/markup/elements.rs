//! The body of the page: an HTML element for each of the reading.

use super::late::Late;
use super::lists::{List, Pairs};
use super::names::{direction, holds_elements, plain_element};
use super::own_words;
use super::regions::Landmark;
use super::tables::Rows;
use crate::escape::{attribute, text};
use crate::event::{Attributes, Direction, Event, FormId, Tag, TagEnd};
use crate::i18n::Phrases;
use crate::page::Page;
use crate::read::RegionKind;
use std::collections::{HashMap, HashSet};

/// An element that is open in the output.
#[derive(Debug)]
pub(super) struct Open<'p> {
    tag: TagEnd,
    /// The end tag; empty where the element has none of its own.
    pub(super) end: &'static str,
    /// Where its content begins in the output.
    pub(super) content: usize,
    /// Where its start tag begins.
    pub(super) start: usize,
    note: Note,
    /// The language and the direction that it sets.
    pub(super) lang: Option<&'p str>,
    pub(super) dir: Option<Direction>,
}

/// What is to be remembered of an open element until it ends.
#[derive(Debug)]
pub(super) enum Note {
    Nothing,
    /// The number that the next item of a list has by itself, and how it goes on.
    Numbers {
        next: i64,
        step: i64,
        /// Whether the list says how its items are marked.
        styled: bool,
    },
    Pairs(Pairs),
    /// The label of a link, which may be empty.
    Link {
        label: String,
    },
    /// A `details` has its summary.
    Summary,
}

#[derive(Debug)]
pub(in crate::format) struct Body<'p> {
    pub(super) page: &'p Page,
    pub(super) phrases: &'static Phrases,
    pub(in crate::format) out: String,
    pub(super) open: Vec<Open<'p>>,
    ids: HashSet<&'p str>,
    /// For the links at the beginning.
    pub(super) landmarks: Vec<Landmark<'p>>,
    /// How often each name of a region, section or form has been given, in small letters.
    pub(super) names: HashMap<String, usize>,
    /// How many regions have been written.
    pub(super) region_count: usize,
    pub(super) has: HashSet<RegionKind>,
    has_title_heading: bool,
    /// Forms that hold nothing themselves, since they are empty or within others; they may stand
    /// anywhere.
    pub(super) empty_forms: String,
    /// How many lists of suggestions have been written.
    pub(super) datalists: usize,
    /// Whether a control of the open form needs a script.
    pub(super) script_in_form: bool,
    pub(super) late: Late<'p>,
    pub(super) tables: Vec<Rows>,
    pub(super) table_count: usize,
    /// Whether a table that is wider than the window has a part of its own to scroll in.
    pub(super) scrolls: bool,
    forms: Vec<FormId>,
    /// The ids of the other chapters of the document.
    taken: Option<&'p HashSet<String>>,
}

impl<'p> Body<'p> {
    pub(in crate::format) fn new(page: &'p Page, phrases: &'static Phrases) -> Self {
        Body {
            page,
            phrases,
            out: String::new(),
            open: Vec::new(),
            ids: HashSet::new(),
            landmarks: Vec::new(),
            names: HashMap::new(),
            region_count: 0,
            has: HashSet::new(),
            has_title_heading: false,
            empty_forms: String::new(),
            datalists: 0,
            script_in_form: false,
            late: Late::default(),
            tables: Vec::new(),
            table_count: 0,
            scrolls: false,
            forms: Vec::new(),
            taken: None,
        }
    }

    /// For a screen: what is wider than the window scrolls by itself.
    pub(in crate::format) fn for_screen(self) -> Self {
        Body { scrolls: true, ..self }
    }

    /// A chapter of a document whose elements have these ids; `tables` stand in the chapters before.
    pub(in crate::format) fn into_chapter(self, taken: &'p HashSet<String>, tables: usize) -> Self {
        Body { taken: Some(taken), table_count: tables, ..self }
    }

    pub(in crate::format) fn landmarks(&self) -> &[Landmark<'p>] {
        &self.landmarks
    }

    pub(in crate::format) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.end();
        }
        if !self.has.contains(&RegionKind::Main) {
            self.out.insert_str(0, "<main>\n");
            self.out.push_str("</main>\n");
        }
        if !self.has_title_heading {
            let heading = self.title_heading();
            let main = self.out.find("<main").unwrap_or_default();
            let start = self.out[main..].find('\n').map_or(self.out.len(), |end| main + end + 1);
            self.out.insert_str(start, &heading);
        }
        self.out.push_str(&self.empty_forms);
        self.late.settle(self.out)
    }

    /// What has been written, without anything around it.
    pub(in crate::format) fn close(mut self) -> String {
        while !self.open.is_empty() {
            self.end();
        }
        self.late.settle(self.out)
    }

    /// Whoever moves by headings expects the first one to say what the page is: where it has none
    /// of the first level, its title is one.
    fn title_heading(&self) -> String {
        let title = self.page.title();
        let mut heading = String::from("<h1");
        if title.is_empty() {
            own_words(&mut heading, self.phrases, self.page.language(), self.page.direction());
        }
        heading.push('>');
        text(&mut heading, if title.is_empty() { &self.phrases.text_version } else { &title });
        heading.push_str("</h1>\n");
        heading
    }

    pub(in crate::format) fn event(&mut self, event: Event<'p>) {
        match event {
            Event::Start(tag, attributes) => self.start(tag, attributes),
            Event::End(_) => self.end(),
            Event::Text(words) => {
                self.label_speaks();
                text(&mut self.out, &words);
            }
            Event::Break if self.is_open(TagEnd::Preformatted) => self.out.push('\n'),
            Event::Break => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::Image(image) if image.captioned => {}
            Event::Image(image) => {
                self.label_speaks();
                self.image(&image);
            }
            Event::Control(control, attributes) => {
                self.control(&control, attributes);
            }
            Event::Hidden { name, value, form } => self.hidden(name, value, form),
            Event::Anchor(id) => self.anchor(id),
        }
    }

    pub(super) fn top(&self) -> Option<TagEnd> {
        self.open.last().map(|open| open.tag)
    }

    /// Where the content of the innermost table begins, if that is what is open.
    pub(super) fn table_content(&self) -> Option<usize> {
        self.open.last().filter(|open| open.tag == TagEnd::Table).map(|open| open.content)
    }

    pub(super) fn is_open(&self, tag: TagEnd) -> bool {
        self.open.iter().any(|open| open.tag == tag)
    }

    pub(super) fn open_form(&mut self, form: FormId, start: usize) {
        self.push(TagEnd::Form, "</form>\n", start);
        self.forms.push(form);
    }

    pub(super) fn in_form(&self, form: FormId) -> bool {
        self.forms.last() == Some(&form)
    }

    /// How many tables there have been so far.
    pub(in crate::format) fn tables(&self) -> usize {
        self.table_count
    }

    /// An id that no element of the page has, and no place that links lead to.
    pub(super) fn own_id(&self, name: &str) -> String {
        let taken = |id: &str| {
            self.page.by_id(id).or(self.page.by_name(id)).is_some()
                || self.taken.is_some_and(|taken| taken.contains(id))
        };
        let mut id = name.to_owned();
        while taken(&id) {
            id.push('-');
        }
        id
    }

    pub(super) fn anchor(&mut self, id: &'p str) {
        if self.ids.insert(id) {
            self.out.push_str("<span");
            attribute(&mut self.out, "id", id);
            self.out.push_str("></span>");
        }
    }

    /// Opens an element: start tag with attributes, remembered with its end tag.
    pub(in crate::format) fn open(
        &mut self,
        tag: TagEnd,
        name: &str,
        end: &'static str,
        attributes: &Attributes<'p>,
        own: impl FnOnce(&mut String),
    ) {
        let first = self.open.last().is_none_or(|parent| parent.content == self.out.len());
        if end.ends_with('\n') && !first && !self.out.ends_with('\n') {
            // Loose text before a block: they stay apart for whoever reads the source too.
            self.out.push('\n');
        }
        let start = self.out.len();
        self.out.push('<');
        self.out.push_str(name);
        match tag {
            // These say their names in their own way.
            TagEnd::Region | TagEnd::Link => self.basic_attributes(attributes),
            _ => self.attributes(attributes),
        }
        own(&mut self.out);
        self.out.push('>');
        if holds_elements(tag) {
            self.out.push('\n');
        }
        self.push(tag, end, start);
        if let Some(open) = self.open.last_mut() {
            (open.lang, open.dir) = (attributes.lang, attributes.dir);
        }
    }

    pub(in crate::format) fn push(&mut self, tag: TagEnd, end: &'static str, start: usize) {
        let content = self.out.len();
        self.open.push(Open {
            tag,
            end,
            content,
            start,
            note: Note::Nothing,
            lang: None,
            dir: None,
        });
    }

    /// Remembers something of the innermost open element.
    pub(super) fn note(&mut self, note: Note) {
        if let Some(open) = self.open.last_mut() {
            open.note = note;
        }
    }

    pub(super) fn top_note(&mut self) -> Option<&mut Note> {
        self.open.last_mut().map(|open| &mut open.note)
    }

    /// What is remembered of the element around the innermost one.
    pub(super) fn parent_note(&mut self) -> Option<&mut Note> {
        self.open.iter_mut().nth_back(1).map(|open| &mut open.note)
    }

    /// Where the start tag of the innermost open element begins.
    pub(super) fn top_start(&self) -> usize {
        self.open.last().map_or(0, |open| open.start)
    }

    /// The attributes of an element: those that any may have, its name, description and states.
    pub(super) fn attributes(&mut self, attributes: &Attributes<'p>) {
        self.basic_attributes(attributes);
        if let Some(name) = attributes.name() {
            attribute(&mut self.out, "aria-label", name);
        }
        self.description_and_states(attributes);
    }

    /// The same of an element that is named in another way.
    pub(super) fn description_and_states(&mut self, attributes: &Attributes<'p>) {
        let Some(accessible) = &attributes.accessible else { return };
        if let Some(description) = &accessible.description {
            attribute(&mut self.out, "title", description);
        }
        if let Some(current) = accessible.states.current {
            attribute(&mut self.out, "aria-current", current.keyword());
        }
    }

    /// The attributes that any element may have.
    pub(super) fn basic_attributes(&mut self, attributes: &Attributes<'p>) {
        if let Some(id) = attributes.id.filter(|&id| self.ids.insert(id)) {
            attribute(&mut self.out, "id", id);
        }
        if let Some(lang) = attributes.lang {
            attribute(&mut self.out, "lang", lang);
        }
        if let Some(dir) = attributes.dir {
            attribute(&mut self.out, "dir", direction(dir));
        }
        if attributes.aria_hidden {
            attribute(&mut self.out, "aria-hidden", "true");
        }
    }

    fn start(&mut self, tag: Tag<'p>, attributes: Attributes<'p>) {
        let (depth, lang, dir) = (self.open.len(), attributes.lang, attributes.dir);
        self.element(tag, attributes);
        if let Some(open) = self.open.get_mut(depth) {
            (open.lang, open.dir) = (lang, dir);
        }
    }

    fn element(&mut self, tag: Tag<'p>, attributes: Attributes<'p>) {
        let end = tag.end();
        if let Some((name, close)) = plain_element(end) {
            return self.open(end, name, close, &attributes, |_| {});
        }
        match tag {
            Tag::Region { kind } => self.region(kind, &attributes),
            Tag::Section { role } => self.section(role, &attributes),
            Tag::Heading { level } => self.heading(level, &attributes),
            Tag::Paragraph { implied } => self.paragraph(implied, &attributes),
            Tag::List { start, reversed, numbering, style } => {
                self.list(&List { start, reversed, numbering, style }, &attributes);
            }
            Tag::Item { number, marker } => self.item(number, marker.as_deref(), &attributes),
            Tag::DescriptionList => self.description_list(&attributes),
            Tag::Term | Tag::Description => self.part(end, &attributes),
            Tag::Summary => self.summary(&attributes),
            Tag::Details { .. } => {
                self.open(end, "details", "</details>\n", &attributes, |out| out.push_str(" open"));
            }
            Tag::FieldSet => self.open(end, "fieldset", "</fieldset>\n", &attributes, |_| {}),
            Tag::Label { control } => self.label(control, &attributes),
            Tag::Link(link) => self.link(&link, &attributes),
            Tag::Abbreviation { title } => {
                self.open(end, "abbr", "</abbr>", &attributes, |out| {
                    attribute(out, "title", title)
                });
            }
            Tag::Time { datetime } => {
                self.open(end, "time", "</time>", &attributes.described_by_name(), |out| {
                    attribute(out, "datetime", datetime);
                });
            }
            // Its text is for those who cannot read the markup.
            Tag::Formula(formula) => {
                self.out.push_str(&formula.markup);
                self.push(end, "", self.out.len());
            }
            Tag::Form(form) => self.form(&form, &attributes),
            Tag::Table(table) => self.table(&table, attributes),
            Tag::Row { group, first } => self.row(group, first, &attributes),
            Tag::Cell(cell) => self.cell(&cell, &attributes),
            Tag::Title => self.push(end, "", self.out.len()),
            _ => self.open(end, "span", "</span>", &attributes, |_| {}),
        }
    }

    fn end(&mut self) {
        let Some(mut open) = self.open.pop() else { return };
        match (open.tag, std::mem::replace(&mut open.note, Note::Nothing)) {
            // The title has its place in the head.
            (TagEnd::Title, _) => return self.out.truncate(open.start),
            (TagEnd::Formula, _) => return self.out.truncate(open.content),
            (TagEnd::Cell, _) => self.end_cell(&mut open),
            (TagEnd::Table, _) => self.close_table(&mut open),
            (TagEnd::Region, _) => self.end_region(&open),
            (TagEnd::TableCaption, _) => {
                self.out.push_str(open.end);
                return self.lift_caption(open.start);
            }
            (TagEnd::Form, _) => {
                self.end_form();
                self.forms.pop();
                if self.out.len() == open.content {
                    self.empty_forms.push_str(&self.out.split_off(open.start));
                    return self.empty_forms.push_str(open.end);
                }
            }
            (TagEnd::Details, Note::Nothing) => {
                let mut summary = String::from("<summary>");
                text(&mut summary, &self.here().details);
                self.out.insert_str(open.content, &(summary + "</summary>\n"));
            }
            (TagEnd::Summary, _) if open.end == "</summary>\n" => {
                return self.end_summary(open);
            }
            (TagEnd::Label, _) if !open.end.is_empty() => return self.end_label(),
            (TagEnd::Link, Note::Link { label }) => self.end_link(&open, &label),
            (TagEnd::Term | TagEnd::Description, _) => self.end_part(),
            (TagEnd::DescriptionList, Note::Pairs(pairs)) => self.close_pairs(&mut open, &pairs),
            // Without an annotation it is text like any other (HTML Standard, 4.5.10).
            (TagEnd::Ruby, _) if !self.out[open.start..].contains("<rt") => {
                self.out.replace_range(open.start..open.start + "<ruby".len(), "<span");
                open.end = "</span>";
            }
            _ => {}
        }
        self.out.push_str(open.end);
    }

    fn heading(&mut self, level: u8, attributes: &Attributes<'p>) {
        const NAMES: [(&str, &str); 6] = [
            ("h1", "</h1>\n"),
            ("h2", "</h2>\n"),
            ("h3", "</h3>\n"),
            ("h4", "</h4>\n"),
            ("h5", "</h5>\n"),
            ("h6", "</h6>\n"),
        ];
        self.has_title_heading |= level == 1;
        match NAMES.get(usize::from(level).wrapping_sub(1)) {
            Some((name, end)) => self.open(TagEnd::Heading, name, end, attributes, |_| {}),
            None => self.open(TagEnd::Heading, "div", "</div>\n", attributes, |out| {
                attribute(out, "role", "heading");
                attribute(out, "aria-level", &level.to_string());
            }),
        }
    }

    /// Loose text needs no element where it is all that an item or cell holds.
    fn paragraph(&mut self, implied: bool, attributes: &Attributes<'p>) {
        let parent = self.open.last();
        let first = parent.is_some_and(|open| open.content == self.out.len());
        let (bare, phrasing) = match self.top() {
            Some(TagEnd::Summary | TagEnd::Legend) => (true, true),
            Some(
                TagEnd::Item
                | TagEnd::Cell
                | TagEnd::Description
                | TagEnd::Term
                | TagEnd::TableCaption
                | TagEnd::FigureCaption
                | TagEnd::Link
                | TagEnd::Address,
            ) => (implied && first, false),
            _ => (false, false),
        };
        let marked = attributes.id.is_some()
            || attributes.lang.is_some()
            || attributes.dir.is_some()
            || attributes.aria_hidden
            || attributes.accessible.is_some();
        if phrasing && !first {
            self.out.push_str("<br>\n");
        }
        match (bare, marked) {
            (true, false) => self.push(TagEnd::Paragraph, "", self.out.len()),
            (true, true) => self.open(TagEnd::Paragraph, "span", "</span>", attributes, |_| {}),
            _ => self.open(TagEnd::Paragraph, "p", "</p>\n", attributes, |_| {}),
        }
    }
}
