//! The body of the page: an HTML element for each of the reading.

use super::names::{direction, holds_elements, plain_element};
use super::tables::Rows;
use super::{address, attribute, text};
use crate::event::{Attributes, Event, FormId, Image, Link, Numbering, Tag, TagEnd};
use crate::i18n::Phrases;
use crate::page::Page;
use crate::read::RegionKind;
use std::collections::{HashMap, HashSet};

/// An element that is open in the output.
#[derive(Debug)]
pub(super) struct Open {
    tag: TagEnd,
    /// The end tag; empty where the element has none of its own.
    pub(super) end: &'static str,
    /// Where its content begins in the output.
    pub(super) content: usize,
    /// Where its start tag begins.
    pub(super) start: usize,
    /// The number that the next item of this list has by itself.
    next: Option<i64>,
    step: i64,
}

#[derive(Debug)]
pub(super) struct Body<'p> {
    pub(super) page: &'p Page,
    pub(super) phrases: &'static Phrases,
    pub(super) out: String,
    open: Vec<Open>,
    ids: HashSet<&'p str>,
    /// The ids and names of the landmarks, for the links at the beginning.
    landmarks: Vec<(String, String)>,
    names: HashMap<String, usize>,
    has: HashSet<RegionKind>,
    pub(super) tables: Vec<Rows>,
    pub(super) table_count: usize,
    forms: Vec<FormId>,
}

impl<'p> Body<'p> {
    pub(super) fn new(page: &'p Page, phrases: &'static Phrases) -> Self {
        Body {
            page,
            phrases,
            out: String::new(),
            open: Vec::new(),
            ids: HashSet::new(),
            landmarks: Vec::new(),
            names: HashMap::new(),
            has: HashSet::new(),
            tables: Vec::new(),
            table_count: 0,
            forms: Vec::new(),
        }
    }

    pub(super) fn landmarks(&self) -> impl Iterator<Item = (&str, &str)> {
        self.landmarks.iter().map(|(id, name)| (&**id, &**name))
    }

    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.end();
        }
        if !self.has.contains(&RegionKind::Main) {
            self.out.insert_str(0, "<main>\n");
            self.out.push_str("</main>\n");
        }
        self.out
    }

    pub(super) fn event(&mut self, event: Event<'p>) {
        match event {
            Event::Start(tag, attributes) => self.start(tag, attributes),
            Event::End(_) => self.end(),
            Event::Text(words) => {
                self.before_content();
                text(&mut self.out, &words);
            }
            Event::Break => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::Image(image) => self.image(&image),
            Event::Control(control, attributes) => {
                self.before_content();
                self.control(&control, attributes);
            }
            Event::Hidden { name, value, form } => self.hidden(name, value, form),
            Event::Anchor(id) => self.anchor(id),
        }
    }

    fn top(&self) -> Option<TagEnd> {
        self.open.last().map(|open| open.tag)
    }

    /// Where the content of the innermost table begins, if that is what is open.
    pub(super) fn table_content(&self) -> Option<usize> {
        self.open.last().filter(|open| open.tag == TagEnd::Table).map(|open| open.content)
    }

    pub(super) fn is_open(&self, tag: TagEnd) -> bool {
        self.open.iter().any(|open| open.tag == tag)
    }

    pub(super) fn open_form(&mut self, form: FormId) {
        self.push(TagEnd::Form, "</form>\n", self.out.len());
        self.forms.push(form);
    }

    pub(super) fn in_form(&self, form: FormId) -> bool {
        self.forms.last() == Some(&form)
    }

    /// An id that no element of the page has.
    pub(super) fn own_id(&self, name: &str) -> String {
        let mut id = name.to_owned();
        while self.page.by_id(&id).is_some() {
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

    fn image(&mut self, image: &Image<'_>) {
        self.before_content();
        let lang = image.lang.filter(|_| image.alt.is_some());
        if let Some(lang) = lang {
            self.out.push_str("<span");
            attribute(&mut self.out, "lang", lang);
            self.out.push('>');
        }
        match &image.alt {
            Some(alt) if image.alone => text(&mut self.out, alt),
            Some(alt) => text(&mut self.out, &format!("[{alt}]")),
            None => text(&mut self.out, &format!("[{}]", self.phrases.image_without_description)),
        }
        if lang.is_some() {
            self.out.push_str("</span>");
        }
    }

    /// A `details` begins with a summary, even where the page has none.
    fn before_content(&mut self) {
        let bare = self
            .open
            .last()
            .is_some_and(|open| open.tag == TagEnd::Details && open.content == self.out.len());
        if bare {
            self.out.push_str("<summary>");
            text(&mut self.out, &self.phrases.details);
            self.out.push_str("</summary>\n");
        }
    }

    /// Opens an element: start tag with attributes, remembered with its end tag.
    pub(super) fn open(
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
        self.attributes(attributes);
        own(&mut self.out);
        self.out.push('>');
        if holds_elements(tag) {
            self.out.push('\n');
        }
        self.push(tag, end, start);
    }

    fn push(&mut self, tag: TagEnd, end: &'static str, start: usize) {
        let content = self.out.len();
        self.open.push(Open { tag, end, content, start, next: None, step: 1 });
    }

    pub(super) fn attributes(&mut self, attributes: &Attributes<'p>) {
        if let Some(id) = attributes.id.filter(|&id| self.ids.insert(id)) {
            attribute(&mut self.out, "id", id);
        }
        if let Some(lang) = attributes.lang {
            attribute(&mut self.out, "lang", lang);
        }
        if let Some(dir) = attributes.dir {
            attribute(&mut self.out, "dir", direction(dir));
        }
    }

    fn start(&mut self, tag: Tag<'p>, attributes: Attributes<'p>) {
        let end = tag.end();
        if end != TagEnd::Summary {
            self.before_content();
        }
        if let Some((name, close)) = plain_element(end) {
            return self.open(end, name, close, &attributes, |_| {});
        }
        match tag {
            Tag::Region { kind, label, .. } => self.region(kind, label.as_deref(), &attributes),
            Tag::Heading { level } => self.heading(level, &attributes),
            Tag::Paragraph { implied } => self.paragraph(implied, &attributes),
            Tag::List { start, reversed, numbering } => {
                self.list(start, reversed, numbering, &attributes);
            }
            Tag::Item { number } => self.item(number, &attributes),
            Tag::Details { .. } => {
                self.open(end, "details", "</details>\n", &attributes, |out| out.push_str(" open"));
            }
            Tag::FieldSet { label } => {
                self.open(end, "fieldset", "</fieldset>\n", &attributes, |out| {
                    if let Some(label) = label {
                        attribute(out, "aria-label", &label);
                    }
                });
            }
            Tag::Label { .. } if self.is_open(TagEnd::Label) => self.push(end, "", self.out.len()),
            Tag::Label { control } => self.open(end, "label", "</label>", &attributes, |out| {
                if let Some(control) = control {
                    attribute(out, "for", control);
                }
            }),
            Tag::Link(link) => self.link(&link, &attributes),
            Tag::Abbreviation { title } => {
                self.open(end, "abbr", "</abbr>", &attributes, |out| {
                    attribute(out, "title", title)
                });
            }
            Tag::Time { datetime } => self.open(end, "time", "</time>", &attributes, |out| {
                attribute(out, "datetime", datetime);
            }),
            Tag::Form(form) => self.form(&form, &attributes),
            Tag::Table(table) => self.table(&table, &attributes),
            Tag::Row { group, first } => self.row(group, first, &attributes),
            Tag::Cell(cell) => self.cell(&cell, &attributes),
            Tag::Title => self.push(end, "", self.out.len()),
            _ => self.open(end, "span", "</span>", &attributes, |_| {}),
        }
    }

    fn end(&mut self) {
        let Some(mut open) = self.open.pop() else { return };
        match open.tag {
            // The title has its place in the head.
            TagEnd::Title => return self.out.truncate(open.start),
            TagEnd::Cell => self.empty_header(&mut open),
            TagEnd::Table => self.close_table(),
            TagEnd::TableCaption => {
                self.out.push_str(open.end);
                return self.lift_caption(open.start);
            }
            TagEnd::Form => drop(self.forms.pop()),
            TagEnd::Details if self.out.len() == open.content => {
                self.open.push(open);
                self.before_content();
                return self.end();
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
        let marked =
            attributes.id.is_some() || attributes.lang.is_some() || attributes.dir.is_some();
        if phrasing && !first {
            self.out.push_str("<br>\n");
        }
        match (bare, marked) {
            (true, false) => self.push(TagEnd::Paragraph, "", self.out.len()),
            (true, true) => self.open(TagEnd::Paragraph, "span", "</span>", attributes, |_| {}),
            _ => self.open(TagEnd::Paragraph, "p", "</p>\n", attributes, |_| {}),
        }
    }

    fn list(
        &mut self,
        start: Option<i64>,
        reversed: bool,
        numbering: Numbering,
        attributes: &Attributes<'p>,
    ) {
        let kind = match numbering {
            Numbering::Decimal => None,
            Numbering::LowerAlpha => Some("a"),
            Numbering::UpperAlpha => Some("A"),
            Numbering::LowerRoman => Some("i"),
            Numbering::UpperRoman => Some("I"),
        };
        let Some(start) = start else {
            return self.open(TagEnd::List, "ul", "</ul>\n", attributes, |_| {});
        };
        self.open(TagEnd::List, "ol", "</ol>\n", attributes, |out| {
            if start != 1 || reversed {
                attribute(out, "start", &start.to_string());
            }
            if reversed {
                out.push_str(" reversed");
            }
            if let Some(kind) = kind {
                attribute(out, "type", kind);
            }
        });
        if let Some(open) = self.open.last_mut() {
            (open.next, open.step) = (Some(start), if reversed { -1 } else { 1 });
        }
    }

    fn item(&mut self, number: Option<i64>, attributes: &Attributes<'p>) {
        let list = self.open.last_mut().filter(|open| open.tag == TagEnd::List);
        let expected = list.and_then(|list| {
            let expected = list.next?;
            list.next = number.unwrap_or(expected).checked_add(list.step);
            Some(expected)
        });
        self.open(TagEnd::Item, "li", "</li>\n", attributes, |out| {
            if let Some(number) = number.filter(|_| expected.is_some() && number != expected) {
                attribute(out, "value", &number.to_string());
            }
        });
    }

    fn link(&mut self, link: &Link<'p>, attributes: &Attributes<'p>) {
        if self.is_open(TagEnd::Link) {
            // Links do not nest (HTML Standard, 4.5.1).
            return self.push(TagEnd::Link, "", self.out.len());
        }
        let end = if link.block { "</a>\n" } else { "</a>" };
        self.open(TagEnd::Link, "a", end, attributes, |out| {
            address(out, "href", &link.href);
            if let Some(label) = &link.label {
                attribute(out, "aria-label", label);
            }
            if let Some(title) = link.title {
                attribute(out, "title", title);
            }
            if let Some(lang) = link.hreflang {
                attribute(out, "hreflang", lang);
            }
        });
    }

    fn region(&mut self, kind: RegionKind, label: Option<&str>, attributes: &Attributes<'p>) {
        let nested = self.is_open(TagEnd::Region);
        let first = self.has.insert(kind);
        let (name, end, role) = match kind {
            RegionKind::Main if first => ("main", "</main>\n", None),
            RegionKind::Navigation => ("nav", "</nav>\n", None),
            RegionKind::Complementary if !nested => ("aside", "</aside>\n", None),
            RegionKind::Banner if !nested && first => ("header", "</header>\n", None),
            RegionKind::ContentInfo if !nested && first => ("footer", "</footer>\n", None),
            RegionKind::Search => ("div", "</div>\n", Some("search")),
            _ => ("section", "</section>\n", None),
        };
        let title = self.region_name(kind, label);
        let number = self.names.values().sum::<usize>();
        let id = match attributes.id {
            Some(id) => id.to_owned(),
            None => self.own_id(&format!("region-{number}")),
        };
        let named = kind != RegionKind::Main || !first;
        let name_id = self.own_id(&format!("name-{number}"));
        let is_main = name == "main";
        self.open(TagEnd::Region, name, end, attributes, |out| {
            if attributes.id.is_none() {
                attribute(out, "id", &id);
            }
            if let Some(role) = role {
                attribute(out, "role", role);
            }
            if named {
                attribute(out, "aria-labelledby", &name_id);
            } else if let Some(label) = label.filter(|_| is_main) {
                attribute(out, "aria-label", label);
            }
            attribute(out, "tabindex", "-1");
        });
        if named {
            self.out.push_str("<p class=\"name\"");
            attribute(&mut self.out, "id", &name_id);
            self.out.push('>');
            text(&mut self.out, &title);
            self.out.push_str("</p>\n");
        }
        if !nested {
            self.landmarks.push((id, title));
        }
    }

    /// The name of a region, different from that of every other.
    fn region_name(&mut self, kind: RegionKind, label: Option<&str>) -> String {
        let phrase = self.phrases.region(kind);
        let name = match label {
            Some(label) if kind != RegionKind::Main => format!("{phrase}: {label}"),
            _ => phrase.to_owned(),
        };
        let count = self.names.entry(name.clone()).or_default();
        *count += 1;
        match *count {
            1 => name,
            count => format!("{name} {count}"),
        }
    }
}
