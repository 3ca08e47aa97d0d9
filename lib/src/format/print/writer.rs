//! The body of a printed chapter: the HTML that outputs share, with what paper asks for.

use super::blanks::Own;
use super::outline::{Lead, said};
use super::plan::{Part, Plan, Target};
use super::{Images, Print, blanks, pictures, tables};
use crate::escape::{attribute, text};
use crate::event::{Attributes, Control, Direction, Event, Image, Link, Tag, TagEnd};
use crate::format::Links;
use crate::format::markup::Body;
use crate::format::references::{References, is_news, readable};
use crate::format::text::push_address;
use crate::read::RegionKind;
use std::borrow::Cow;
use std::collections::HashSet;

/// What the chapters of a document share.
#[derive(Debug)]
pub(super) struct Shared<'a> {
    pub(super) print: &'a Print,
    pub(super) plan: &'a Plan<'a>,
    pub(super) references: References<'a>,
    /// What the page says of the targets of links, in the order of their numbers.
    pub(super) titles: Vec<Option<Cow<'a, str>>>,
    /// The abbreviations that have been expanded.
    expanded: HashSet<&'a str>,
    /// How many tables there are in the chapters that have been written.
    tables: usize,
}

/// A link that is open: what is written after it depends on what it says.
#[derive(Debug)]
struct OpenLink<'a> {
    said: String,
    note: LinkNote<'a>,
    block: bool,
}

#[derive(Debug)]
enum LinkNote<'a> {
    None,
    Address { href: Cow<'a, str>, title: Option<Cow<'a, str>> },
    Section(Cow<'a, str>),
}

/// Writes one chapter.
pub(super) struct Writer<'a, 's> {
    shared: &'s mut Shared<'a>,
    part: &'a Part<'a>,
    pub(super) body: Body<'a>,
    links: Vec<OpenLink<'a>>,
    abbreviations: Vec<(&'a str, String)>,
    tables: tables::Open,
    /// How many labels are open.
    labels: usize,
    /// What is to be known of a box, until its label has been read.
    remarks: String,
}

impl<'a> Shared<'a> {
    pub(super) fn new(print: &'a Print, plan: &'a Plan<'a>) -> Self {
        let (references, titles) = (References::default(), Vec::new());
        Shared { print, plan, references, titles, expanded: HashSet::new(), tables: 0 }
    }

    /// The number of an address, and what is said of it.
    fn number(&mut self, href: &Cow<'a, str>, title: Option<Cow<'a, str>>) -> usize {
        let number = self.references.number(href);
        if number > self.titles.len() {
            self.titles.push(title);
        }
        number
    }
}

impl<'a, 's> Writer<'a, 's> {
    pub(super) fn new(shared: &'s mut Shared<'a>, part: &'a Part<'a>) -> Self {
        let body = Body::new(part.chapter.page, part.phrases)
            .into_chapter(shared.plan.taken(), shared.tables);
        let (links, abbreviations) = (Vec::new(), Vec::new());
        let tables = tables::Open::default();
        let remarks = String::new();
        Writer { shared, part, body, links, abbreviations, tables, labels: 0, remarks }
    }

    /// The heading of the chapter and its body.
    pub(super) fn write(mut self, level: u8) -> (String, String) {
        let events = &self.part.chapter.events;
        match &self.part.lead {
            Lead::Heading(number) => {
                let range = self.part.outline.headings[*number].events.clone();
                if let Event::Start(_, attributes) = &events[range.start] {
                    let attributes = self.attributes(attributes);
                    self.body.event(Event::Start(Tag::Heading { level }, attributes));
                }
                for (at, event) in range.clone().zip(&events[range]).skip(1) {
                    self.event(at, event);
                }
            }
            Lead::Title(title) => {
                let end = format!("</h{level}>\n");
                self.body.out.push_str(&format!("<h{level}>"));
                text(&mut self.body.out, title);
                self.body.out.push_str(&end);
            }
        }
        let lead = std::mem::take(&mut self.body.out);
        let mut at = 0;
        while let Some(event) = events.get(at) {
            at = self.step(at, event);
        }
        self.shared.tables = self.body.tables();
        (lead, self.body.close())
    }

    /// Writes the event at a place; gives the place of the next one.
    fn step(&mut self, at: usize, event: &'a Event<'a>) -> usize {
        if self.part.outline.is_left_out(at) {
            if let Event::Start(_, Attributes { id: Some(id), .. }) | Event::Anchor(id) = event {
                self.body.event(Event::Anchor(self.part.id_of(id)));
            }
            return at + 1;
        }
        let next = self.part.chapter.events.get(at + 1);
        let empty = matches!(event, Event::Start(Tag::Form(_), _))
            && matches!(next, Some(Event::End(TagEnd::Form)));
        if empty {
            return at + 2;
        }
        self.event(at, event);
        at + 1
    }

    fn event(&mut self, at: usize, event: &'a Event<'a>) {
        if let Some(said) = said(event) {
            self.links.iter_mut().for_each(|link| link.said.push_str(said));
            self.abbreviations.iter_mut().for_each(|(_, text)| text.push_str(said));
        }
        match event {
            Event::Start(tag, attributes) => self.start(at, tag, &self.attributes(attributes)),
            Event::End(tag) => self.end(*tag),
            Event::Image(image) => self.image(image),
            Event::Control(control, attributes) => {
                self.control(at, control, attributes);
            }
            Event::Hidden { .. } => {}
            Event::Anchor(id) => self.body.event(Event::Anchor(self.part.id_of(id))),
            event => self.body.event(event.clone()),
        }
    }

    /// What is to be known of a box comes after its label, which stands in the label or right before.
    fn control(&mut self, at: usize, control: &'a Control<'a>, attributes: &Attributes<'a>) {
        self.end_label();
        let mut after = self.part.chapter.events[at + 1..].iter().take(2);
        let next =
            after.find(|event| !matches!(event, Event::Text(space) if space.trim().is_empty()));
        let labelled = matches!(next, Some(Event::Start(Tag::Label { control: Some(id) }, _))
            if attributes.id == Some(id));
        let after = next.and_then(said).unwrap_or_default().trim_start();
        if let Some(id) = attributes.id {
            self.body.event(Event::Anchor(self.part.id_of(id)));
        }
        let turned = attributes.dir.is_some_and(|dir| dir != Direction::Auto);
        let marked = attributes.lang.is_some() || turned;
        if marked {
            // Its name is text on paper, and a span can have none.
            self.plain(&attributes.locale());
        }
        let own = self.own();
        blanks::control(&mut self.body.out, control, attributes, &own);
        if blanks::is_box(control) && (self.labels > 0 || labelled) {
            blanks::remarks(&mut self.remarks, control, attributes, after, &own);
        } else {
            blanks::remarks(&mut self.body.out, control, attributes, after, &own);
        }
        if marked {
            self.body.event(Event::End(TagEnd::Span));
        }
    }

    fn end_label(&mut self) {
        self.body.out.push_str(&std::mem::take(&mut self.remarks));
    }

    /// What is said here in textify's own words.
    fn own(&self) -> Own<'static> {
        let mut marks = String::new();
        self.body.own_words_here(&mut marks);
        Own { phrases: self.body.here(), marks }
    }

    fn attributes(&self, attributes: &Attributes<'a>) -> Attributes<'a> {
        Attributes { id: attributes.id.map(|id| self.part.id_of(id)), ..attributes.clone() }
    }

    fn start(&mut self, at: usize, tag: &'a Tag<'a>, attributes: &Attributes<'a>) {
        match tag {
            Tag::Region { kind } => self.region(*kind, attributes),
            Tag::Heading { level } => {
                let id = attributes.id.or_else(|| self.part.given_id(at));
                let level = self.part.level(*level);
                let attributes = Attributes { id, ..attributes.clone() };
                self.body.event(Event::Start(Tag::Heading { level }, attributes));
            }
            Tag::Form(_) => {
                self.body.open(TagEnd::Region, "div", "</div>\n", attributes, |_| {});
                self.name(attributes);
            }
            Tag::Section { .. } | Tag::Figure | Tag::FieldSet => {
                self.body.event(Event::Start(tag.clone(), attributes.clone()));
                self.name(attributes);
            }
            Tag::List { .. } | Tag::DescriptionList => {
                self.name(attributes);
                self.body.event(Event::Start(tag.clone(), attributes.clone()));
            }
            Tag::Label { .. } => {
                self.labels += 1;
                self.plain(attributes);
            }
            Tag::Link(link) => self.link(link, attributes),
            Tag::Abbreviation { title } => {
                self.abbreviations.push((title, String::new()));
                self.body.event(Event::Start(tag.clone(), attributes.clone()));
            }
            Tag::Table(_) => {
                let width = tables::width(&self.part.chapter.events[at..], self.shared.print.size);
                if let Some(class) = self.tables.start(width) {
                    // On a screen it may be wider than the window: then people have to reach it to scroll it.
                    let start =
                        format!("\n<div class=\"{class}\" role=\"group\" tabindex=\"0\">\n");
                    self.body.out.push_str(&start);
                }
                self.body.event(Event::Start(tag.clone(), attributes.clone()));
                if let Some(name) = attributes.unshown_name() {
                    let caption = Attributes::new(attributes.node);
                    self.body.event(Event::Start(Tag::TableCaption, caption));
                    text(&mut self.body.out, name);
                    self.body.event(Event::End(TagEnd::TableCaption));
                }
            }
            Tag::Row { group, first } => {
                let events = &self.part.chapter.events[at..];
                let (group, first) = self.tables.group(*group, *first, events);
                self.body.event(Event::Start(Tag::Row { group, first }, attributes.clone()));
            }
            tag => self.body.event(Event::Start(tag.clone(), attributes.clone())),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.body.event(Event::End(tag));
        match tag {
            TagEnd::Link => self.end_link(),
            TagEnd::Label => {
                self.labels = self.labels.saturating_sub(1);
                self.end_label();
            }
            TagEnd::Table if self.tables.end() => self.body.out.push_str("</div>\n"),
            TagEnd::Abbreviation => {
                let Some((title, said)) = self.abbreviations.pop() else { return };
                if said.trim() != title && self.shared.expanded.insert(title) {
                    self.body.out.push_str(" (");
                    text(&mut self.body.out, title);
                    self.body.out.push(')');
                }
            }
            _ => {}
        }
    }

    /// The name of an element that the page shows nowhere.
    fn name(&mut self, attributes: &Attributes<'a>) {
        if let Some(name) = attributes.unshown_name() {
            self.body.out.push_str("<p class=\"name\">");
            text(&mut self.body.out, name);
            self.body.out.push_str("</p>\n");
        }
    }

    /// An element that says only language, direction and id, if any of them.
    fn plain(&mut self, attributes: &Attributes<'a>) {
        match attributes.id.is_some() || attributes.lang.is_some() || attributes.dir.is_some() {
            true => self.body.open(TagEnd::Span, "span", "</span>", attributes, |_| {}),
            false => self.body.push(TagEnd::Span, "", self.body.out.len()),
        }
    }

    fn region(&mut self, kind: RegionKind, attributes: &Attributes<'a>) {
        let label = attributes.name();
        if kind == RegionKind::Main {
            return self.body.open(TagEnd::Region, "div", "</div>\n", attributes, |_| {});
        }
        self.body.open(TagEnd::Region, "section", "</section>\n", attributes, |_| {});
        let mut name = String::from("<p class=\"name\"");
        if label.is_none() {
            self.body.own_words_here(&mut name);
        }
        name.push('>');
        text(&mut name, label.unwrap_or(self.body.here().region(kind)));
        name.push_str("</p>\n");
        self.body.out.push_str(&name);
    }

    fn link(&mut self, link: &'a Link<'a>, attributes: &Attributes<'a>) {
        let target = self.shared.plan.target(self.part, &link.href);
        let (href, note) = match target {
            Target::Nowhere => (None, LinkNote::None),
            Target::Here { id, section } => {
                (Some(Cow::Owned(format!("#{id}"))), LinkNote::Section(section))
            }
            Target::Away(href) => {
                let title = attributes.accessible.as_ref().filter(|it| it.description_is_title);
                let title = title.and_then(|it| it.description.clone());
                (Some(href.clone()), LinkNote::Address { href, title })
            }
        };
        self.links.push(OpenLink { said: String::new(), note, block: link.block });
        match href {
            Some(href) => {
                let link = Link { href, new_window: false, ..link.clone() };
                self.body.event(Event::Start(Tag::Link(Box::new(link)), attributes.clone()));
            }
            None if link.block => {
                self.body.open(TagEnd::Region, "div", "</div>\n", attributes, |_| {});
            }
            None => self.plain(attributes),
        }
    }

    fn end_link(&mut self) {
        let Some(link) = self.links.pop() else { return };
        let mut note = String::new();
        match (link.note, self.shared.print.links) {
            (LinkNote::None, _) | (_, Links::None) => return,
            (LinkNote::Section(section), _) => {
                let known = section.trim().is_empty() || is_marker(&link.said);
                if known || super::outline::same(&section, &link.said) {
                    return;
                }
                let own = self.own();
                let [open, close] = own.phrases.quotes(0);
                let section = section.split_whitespace().collect::<Vec<_>>().join(" ");
                note.push('(');
                own.say(&mut note, &own.phrases.see_section);
                text(&mut note, &format!(" {open}{section}{close})"));
            }
            (LinkNote::Address { href, .. }, _) if !is_news(&href, &link.said) => return,
            (LinkNote::Address { href, title }, Links::List) => {
                // What the link says already is not said beside the address again.
                let title = title.filter(|title| !super::outline::same(title, &link.said));
                note = format!("[{}]", self.shared.number(&href, title));
            }
            (LinkNote::Address { href, .. }, Links::Inline) => {
                let mut address = String::new();
                push_address(&mut address, readable(&href));
                text(&mut note, &format!("({address})"));
            }
        }
        let (start, end) = if link.block { ("<p", "</p>\n") } else { (" <span", "</span>") };
        self.body.out.push_str(start);
        attribute(&mut self.body.out, "class", "ref");
        self.body.out.push('>');
        self.body.out.push_str(&note);
        self.body.out.push_str(end);
    }

    fn image(&mut self, image: &'a Image<'a>) {
        let kept = match self.shared.print.images {
            Images::Keep => pictures::of(self.part.chapter, image),
            Images::Alt => None,
            Images::None if image.alone => None,
            Images::None => return,
        };
        let Some((source, width)) = kept else {
            return self.body.event(Event::Image(image.clone()));
        };
        let (words, marks) = self.body.words_of(image);
        let mut markup = String::from("<img");
        attribute(&mut markup, "src", &source);
        attribute(&mut markup, "alt", words);
        if let Some(width) = width {
            attribute(&mut markup, "width", &width.to_string());
        }
        markup.extend([&*marks, ">"]);
        self.body.out.push_str(&markup);
    }
}

/// Whether a link says no more than which note it leads to: on paper the note begins with the same.
fn is_marker(said: &str) -> bool {
    let said = said.trim();
    said.len() <= 6 && said.chars().all(|c| c.is_ascii_digit() || "()[]*†‡.".contains(c))
}
