//! The headings of a chapter, and which of them says what the chapter is.

use crate::event::{Event, Tag, TagEnd};
use std::collections::HashMap;
use std::ops::Range;

/// A heading of a chapter.
#[derive(Debug, Clone)]
pub(super) struct Heading<'e> {
    /// Its events, from its start to its end.
    pub(super) events: Range<usize>,
    pub(super) level: u8,
    pub(super) text: String,
    pub(super) id: Option<&'e str>,
    /// Whether it is what people click at to open more.
    pub(super) in_summary: bool,
}

/// What a chapter consists of, as far as its place in a document depends on it.
#[derive(Debug)]
pub(super) struct Outline<'e> {
    events: &'e [Event<'e>],
    pub(super) headings: Vec<Heading<'e>>,
    /// The events that are not printed where they stand.
    left_out: Vec<bool>,
}

/// What stands at the head of a chapter.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Lead {
    /// One of its headings.
    Heading(usize),
    /// None of its headings says what it is.
    Title(String),
}

impl<'e> Outline<'e> {
    pub(super) fn of(events: &'e [Event<'e>]) -> Outline<'e> {
        let mut outline =
            Outline { events, headings: Vec::new(), left_out: vec![false; events.len()] };
        let (mut title, mut open): (Option<usize>, Option<Heading<'e>>) = (None, None);
        let mut summary = false;
        for (at, event) in events.iter().enumerate() {
            match event {
                Event::Start(Tag::Title, _) => title = Some(at),
                Event::End(TagEnd::Title) => {
                    if let Some(start) = title.take() {
                        outline.leave_out(start..at + 1);
                    }
                }
                Event::Start(Tag::Heading { level }, attributes) => {
                    let (level, id) = (*level, attributes.id);
                    let (events, text) = (at..at + 1, String::new());
                    open = Some(Heading { events, level, text, id, in_summary: summary });
                }
                Event::End(TagEnd::Heading) => {
                    if let Some(mut heading) = open.take() {
                        heading.events.end = at + 1;
                        outline.headings.push(heading);
                    }
                }
                Event::Start(Tag::Summary, _) => summary = true,
                Event::End(TagEnd::Summary) => summary = false,
                event => {
                    if let (Some(heading), Some(said)) = (&mut open, said(event)) {
                        heading.text.push_str(said);
                    }
                }
            }
        }
        outline
    }

    pub(super) fn leave_out(&mut self, range: Range<usize>) {
        self.left_out[range].fill(true);
    }

    pub(super) fn is_left_out(&self, at: usize) -> bool {
        self.left_out[at]
    }

    /// The headings that are printed where they stand.
    pub(super) fn rest(&self) -> impl Iterator<Item = &Heading<'e>> {
        self.headings.iter().filter(|heading| !self.left_out[heading.events.start])
    }

    /// The number of the heading that the chapter begins with.
    pub(super) fn leading(&self) -> Option<usize> {
        let printed = self.events.iter().enumerate().filter(|&(at, _)| !self.left_out[at]);
        for (at, event) in printed {
            match event {
                Event::Start(Tag::Heading { .. }, _) => {
                    return self.headings.iter().position(|heading| heading.events.start == at);
                }
                Event::Image(_) | Event::Control(..) => return None,
                Event::Text(text) if !text.trim().is_empty() => return None,
                _ => {}
            }
        }
        None
    }

    /// Takes the heading that says what the chapter is from its place: the only one of the highest
    /// level, where no other comes before it, or the one that says what the title of the page says, at
    /// the beginning or alone on its level.
    pub(super) fn take_lead(&mut self, title: &str) -> Option<usize> {
        let first = self.headings.iter().position(|h| !self.left_out[h.events.start])?;
        let level = self.rest().map(|heading| heading.level).min()?;
        let alone = self.rest().filter(|heading| heading.level == level).count() == 1;
        let (heading, leading) = (&self.headings[first], self.leading() == Some(first));
        let highest = heading.level == level;
        let lone = highest && alone && (level == 1 || leading);
        let titled = highest && (leading || alone) && same(&heading.text, title);
        if heading.in_summary || !(lone || titled) {
            return None;
        }
        self.leave_out(heading.events.clone());
        Some(first)
    }

    /// Leaves out the lists whose items say what all chapters are called, in their order, with the
    /// headings right before them: the table of contents says that.
    pub(super) fn leave_out_lists_of(&mut self, chapters: &[Vec<String>]) {
        let mut lists = Vec::new();
        let mut open: Option<(usize, usize, Vec<String>)> = None;
        for (at, event) in self.events.iter().enumerate() {
            match (event, &mut open) {
                (Event::Start(Tag::List { .. }, _), None) => open = Some((at, 0, Vec::new())),
                (Event::Start(Tag::List { .. }, _), Some((_, depth, _))) => *depth += 1,
                (Event::End(TagEnd::List), Some((start, 0, items))) => {
                    let names = |(item, chapter): (&String, &Vec<String>)| {
                        chapter.iter().any(|name| same(name, item))
                    };
                    if items.len() == chapters.len() && items.iter().zip(chapters).all(names) {
                        let headed = |heading: &&Heading<'_>| heading.events.end == *start;
                        let heading = self.headings.iter().find(headed);
                        lists.push(heading.map_or(*start, |it| it.events.start)..at + 1);
                    }
                    open = None;
                }
                (Event::End(TagEnd::List), Some((_, depth, _))) => *depth -= 1,
                (Event::Start(Tag::Item { .. }, _), Some((_, 0, items))) => {
                    items.push(String::new());
                }
                (event, Some((.., items))) => {
                    if let (Some(item), Some(said)) = (items.last_mut(), said(event)) {
                        item.push_str(said);
                    }
                }
                _ => {}
            }
        }
        lists.into_iter().for_each(|list| self.leave_out(list));
    }

    /// For each id of the chapter the number of the heading that it stands under, or at.
    pub(super) fn sections(&self) -> HashMap<&'e str, Option<usize>> {
        let (mut sections, mut pending) = (HashMap::new(), Vec::new());
        let (mut next, mut under) = (0, None);
        for (at, event) in self.events.iter().enumerate() {
            let begins = self.headings.get(next).is_some_and(|h| h.events.start == at);
            if begins {
                under = Some(next);
                next += 1;
                // What stands right before a heading leads to it.
                sections.extend(pending.drain(..).map(|id| (id, under)));
            }
            match event {
                Event::Start(_, attributes) | Event::Control(_, attributes) => {
                    pending.extend(attributes.id);
                }
                Event::Anchor(id) => pending.push(id),
                _ => {}
            }
            if begins || said(event).is_some() {
                sections.extend(pending.drain(..).map(|id| (id, under)));
            }
        }
        sections.extend(pending.into_iter().map(|id| (id, under)));
        sections
    }
}

/// What an event says in words.
pub(super) fn said<'a>(event: &'a Event<'_>) -> Option<&'a str> {
    match event {
        Event::Text(text) => Some(text),
        Event::Break => Some(" "),
        Event::Image(image) => image.alt.as_deref(),
        _ => None,
    }
}

/// What a text says, white space and case aside.
pub(super) fn folded(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two texts say the same, white space and case aside.
pub(super) fn same(one: &str, other: &str) -> bool {
    !one.trim().is_empty() && folded(one) == folded(other)
}
