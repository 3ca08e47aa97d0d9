//! One document of one or more chapters: its title, its table of contents, and where links within
//! it lead.

use super::Chapter;
use super::about::{About, day};
use super::dates::Day;
use super::outline::{Lead, Outline, folded, same};
use crate::event::{Event, Tag};
use crate::i18n::Phrases;
use crate::read::RegionKind;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use url::Url;

/// The most headings that are compared with a page's title.
const COMPARED: usize = 8;

/// A chapter and its place in the document.
#[derive(Debug)]
pub(super) struct Part<'a> {
    pub(super) chapter: &'a Chapter<'a>,
    pub(super) phrases: &'static Phrases,
    /// The language of what is printed: a page in one language may hold an article in another.
    pub(super) language: Option<&'a str>,
    pub(super) outline: Outline<'a>,
    pub(super) lead: Lead,
    pub(super) day: Option<Day>,
    /// The id of the chapter itself; empty where it is all of the document.
    pub(super) id: String,
    /// What the level of each heading grows by.
    shift: i16,
    /// The ids that other chapters have too, and what they are here.
    renamed: HashMap<&'a str, String>,
    /// The ids of headings that need one, by the places of their starts.
    given: HashMap<usize, String>,
    sections: HashMap<&'a str, Option<usize>>,
    /// What sections are called whose headings say what others say too, by their numbers.
    told_apart: HashMap<usize, String>,
}

/// Where a link leads.
#[derive(Debug, PartialEq)]
pub(super) enum Target<'a> {
    /// To a place in the document, under the heading of that text; an empty one where there is none but
    /// the title of the document, which needs not be looked for.
    Here { id: String, section: Cow<'a, str> },
    /// Out of the document.
    Away(Cow<'a, str>),
    /// To no place that is printed.
    Nowhere,
}

/// A document.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    /// The title where it is none of the headings of the only chapter.
    pub(super) title: Option<String>,
    pub(super) site: Option<String>,
    pub(super) organisation: Option<String>,
    pub(super) parts: Vec<Part<'a>>,
    /// Ids and names of what the table of contents leads to.
    pub(super) contents: Vec<(String, String)>,
    /// The chapters by their addresses.
    addresses: HashMap<String, usize>,
    taken: HashSet<String>,
}

impl<'a> Plan<'a> {
    pub(super) fn new(chapters: &'a [Chapter<'a>], title: Option<&str>) -> Plan<'a> {
        let mut plan = Plan {
            title: title.map(str::to_owned),
            site: None,
            organisation: None,
            parts: Vec::new(),
            contents: Vec::new(),
            addresses: HashMap::new(),
            taken: HashSet::new(),
        };
        let mut outlines: Vec<_> = chapters.iter().map(|it| Outline::of(&it.events)).collect();
        let abouts: Vec<_> = chapters.iter().zip(&outlines).map(|it| about(it.0, it.1)).collect();
        if chapters.len() > 1 {
            let names: Vec<_> = outlines.iter().zip(&abouts).map(names).collect();
            outlines.iter_mut().for_each(|outline| outline.leave_out_lists_of(&names));
            plan.title = plan.title.or_else(|| shared_title(&mut outlines));
            plan.title = plan.title.or_else(|| abouts.first().map(|about| about.title.clone()));
        }
        let first = abouts.iter();
        plan.site = first.clone().find_map(|about| about.site.clone());
        plan.organisation = first.clone().find_map(|about| about.organisation.clone());
        for ((chapter, outline), about) in chapters.iter().zip(outlines).zip(&abouts) {
            let part = plan.part(chapter, outline, &about.title);
            plan.parts.push(part);
        }
        plan.name_chapters();
        plan.tell_sections_apart();
        plan.list_contents();
        plan
    }

    fn part(&self, chapter: &'a Chapter<'a>, mut outline: Outline<'a>, title: &str) -> Part<'a> {
        let language = main_language(&chapter.events).or(chapter.page.language());
        let phrases = Phrases::of(language);
        let lead = match outline.take_lead(title) {
            Some(heading) => Lead::Heading(heading),
            None if !title.is_empty() => Lead::Title(title.to_owned()),
            None => Lead::Title(self.site.clone().unwrap_or(phrases.print_version.clone())),
        };
        let top = outline.rest().map(|heading| i16::from(heading.level)).min().unwrap_or(1);
        Part {
            chapter,
            phrases,
            language,
            day: day(chapter.page, &chapter.events, phrases),
            sections: outline.sections(),
            outline,
            lead,
            id: String::new(),
            shift: 2 - top,
            renamed: HashMap::new(),
            given: HashMap::new(),
            told_apart: HashMap::new(),
        }
    }

    /// Gives headings of the same words the heading above them as well, or the chapter, so that whoever
    /// is sent to one finds it.
    fn tell_sections_apart(&mut self) {
        let several = self.parts.len() > 1;
        let mut counts: HashMap<String, usize> = HashMap::new();
        let headings = self.parts.iter().flat_map(|part| &part.outline.headings);
        for heading in headings {
            *counts.entry(folded(&heading.text)).or_default() += 1;
        }
        for part in &mut self.parts {
            let mut above: Vec<usize> = Vec::new();
            let mut found = HashMap::new();
            for (number, heading) in part.outline.headings.iter().enumerate() {
                let level = |&above: &usize| part.outline.headings[above].level;
                while above.last().is_some_and(|last| level(last) >= heading.level) {
                    above.pop();
                }
                let parent = above.last().copied().filter(|&it| several || !part.is_lead(it));
                above.push(number);
                if counts[&folded(&heading.text)] < 2 || part.is_lead(number) {
                    continue;
                }
                let parent = match parent {
                    Some(parent) => &part.outline.headings[parent].text,
                    None if several => part.name(),
                    None => continue,
                };
                if !same(parent, &heading.text) {
                    found.insert(number, format!("{} – {}", parent.trim(), heading.text.trim()));
                }
            }
            part.told_apart = found;
        }
    }

    /// Gives every chapter an id, and a new one to each id that an earlier chapter has already.
    fn name_chapters(&mut self) {
        let several = self.parts.len() > 1;
        for (number, part) in self.parts.iter_mut().enumerate() {
            let mut ids: Vec<&str> = part.sections.keys().copied().collect();
            ids.sort_unstable();
            for id in ids {
                if !self.taken.insert(id.to_owned()) {
                    let new = free(&self.taken, &format!("{id}-{}", number + 1));
                    self.taken.insert(new.clone());
                    part.renamed.insert(id, new);
                }
            }
        }
        for (number, part) in self.parts.iter_mut().enumerate().filter(|_| several) {
            part.shift += 1;
            part.id = free(&self.taken, &format!("chapter-{}", number + 1));
            self.taken.insert(part.id.clone());
        }
        for (number, part) in self.parts.iter().enumerate() {
            for address in [part.chapter.page.url().map(str::to_owned), part.chapter.location()] {
                if let Some(address) = address.and_then(|it| bare(&it)) {
                    self.addresses.entry(address).or_insert(number);
                }
            }
        }
    }

    /// The ids that the pages of the document and its contents have.
    pub(super) fn taken(&self) -> &HashSet<String> {
        &self.taken
    }

    /// An id that nothing in the document has.
    pub(super) fn own_id(&self, name: &str) -> String {
        free(&self.taken, name)
    }

    /// The table of contents: the chapters; or the chapters of one page that follow one another,
    /// where the page has no list of them itself.
    fn list_contents(&mut self) {
        if self.parts.len() > 1 {
            let entry = |part: &Part<'a>| (part.id.clone(), part.name().to_owned());
            self.contents = self.parts.iter().map(entry).collect();
            return;
        }
        let Some(part) = self.parts.first_mut() else { return };
        let level = part.outline.rest().map(|heading| heading.level).min();
        let tops: Vec<_> =
            part.outline.rest().filter(|heading| Some(heading.level) == level).cloned().collect();
        let enough = if matches!(part.lead, Lead::Title(_)) { 2 } else { 3 };
        if tops.len() < enough || part.lists_itself(&tops) {
            return;
        }
        for heading in tops.into_iter().filter(|heading| !heading.text.trim().is_empty()) {
            let id = match heading.id {
                Some(id) => id.to_owned(),
                None => {
                    let id = free(&self.taken, &format!("section-{}", self.contents.len() + 1));
                    self.taken.insert(id.clone());
                    part.given.insert(heading.events.start, id.clone());
                    id
                }
            };
            self.contents.push((id, heading.text));
        }
    }

    /// Where a link of a chapter leads.
    pub(super) fn target(&'a self, part: &'a Part<'a>, href: &Cow<'a, str>) -> Target<'a> {
        if let Some(fragment) = href.strip_prefix('#') {
            return match (part.place(fragment), part.chapter.page.url()) {
                (Some(here), _) => here,
                (None, Some(url)) if !is_top(fragment) => {
                    Target::Away(format!("{url}#{fragment}").into())
                }
                (None, _) => Target::Nowhere,
            };
        }
        let address = match Url::parse(href) {
            Ok(url) => Some(url),
            Err(_) => part.chapter.location().and_then(|it| Url::parse(&it).ok()?.join(href).ok()),
        };
        let Some(url) = address else { return Target::Away(href.clone()) };
        let chapter = bare(url.as_str()).and_then(|address| self.addresses.get(&address));
        let Some(other) = chapter.map(|&number| &self.parts[number]) else {
            return Target::Away(href.clone());
        };
        let place = url.fragment().and_then(|fragment| other.place(fragment));
        match place {
            Some(place) => place,
            None if other.id.is_empty() => Target::Nowhere,
            None => Target::Here { id: other.id.clone(), section: other.name().into() },
        }
    }
}

impl<'a> Part<'a> {
    /// What the chapter is called.
    pub(super) fn name(&self) -> &str {
        match &self.lead {
            Lead::Heading(number) => &self.outline.headings[*number].text,
            Lead::Title(title) => title,
        }
    }

    fn is_lead(&self, number: usize) -> bool {
        matches!(self.lead, Lead::Heading(lead) if lead == number)
    }

    pub(super) fn level(&self, level: u8) -> u8 {
        u8::try_from(i16::from(level) + self.shift).unwrap_or(u8::MAX).max(1)
    }

    /// What an id of the chapter is in the document.
    pub(super) fn id_of(&'a self, id: &'a str) -> &'a str {
        self.renamed.get(id).map_or(id, String::as_str)
    }

    /// The id that the heading whose start is at this place has been given.
    pub(super) fn given_id(&self, at: usize) -> Option<&str> {
        self.given.get(&at).map(String::as_str)
    }

    fn place(&'a self, fragment: &str) -> Option<Target<'a>> {
        let decoded = percent_decode_str(fragment).decode_utf8_lossy();
        let known = self.sections.get_key_value(fragment);
        let (id, section) = known.or_else(|| self.sections.get_key_value(&*decoded))?;
        let section = match *section {
            Some(number) if !self.is_lead(number) => match self.told_apart.get(&number) {
                Some(name) => name.into(),
                None => (&*self.outline.headings[number].text).into(),
            },
            // The chapter itself, or all of the document.
            _ if self.id.is_empty() => "".into(),
            _ => self.name().into(),
        };
        Some(Target::Here { id: self.id_of(id).to_owned(), section })
    }

    /// Whether links before the first of these headings lead to half of them or more.
    fn lists_itself(&self, tops: &[super::outline::Heading<'a>]) -> bool {
        let Some(first) = tops.first() else { return false };
        let mut linked = HashSet::new();
        for event in &self.chapter.events[..first.events.start] {
            if let Event::Start(Tag::Link(link), _) = event {
                let id = link.href.strip_prefix('#').unwrap_or_default();
                linked.extend(self.sections.get(id).copied().flatten());
            }
        }
        let starts = tops.iter().map(|top| top.events.start);
        let starts: HashSet<_> = starts.collect();
        let hit = |&&number: &&usize| starts.contains(&self.outline.headings[number].events.start);
        linked.iter().filter(hit).count() * 2 >= tops.len()
    }
}

fn about(chapter: &Chapter<'_>, outline: &Outline<'_>) -> About {
    let headings = outline.headings.iter().take(COMPARED).map(|heading| &*heading.text);
    About::of(chapter.page, &headings.collect::<Vec<_>>())
}

/// The language of the main content, where it is not that of the page.
fn main_language<'e>(events: &[Event<'e>]) -> Option<&'e str> {
    events.iter().find_map(|event| match event {
        Event::Start(Tag::Region { kind: RegionKind::Main, .. }, attributes) => attributes.lang,
        _ => None,
    })
}

/// All that a chapter may be called in a list of chapters.
fn names((outline, about): (&Outline<'_>, &About)) -> Vec<String> {
    let headings = outline.headings.iter().take(COMPARED).map(|heading| heading.text.clone());
    std::iter::once(about.title.clone()).chain(headings).collect()
}

/// The heading that every chapter begins with, which says what all of them are part of.
fn shared_title(outlines: &mut [Outline<'_>]) -> Option<String> {
    let leading: Vec<_> = outlines.iter().map(Outline::leading).collect::<Option<_>>()?;
    let text = |(outline, &number): (&Outline<'_>, &usize)| outline.headings[number].text.clone();
    let mut texts = outlines.iter().zip(&leading).map(|(outline, number)| text((outline, number)));
    let first = texts.next()?;
    if !texts.all(|text| same(&first, &text)) {
        return None;
    }
    for (outline, number) in outlines.iter_mut().zip(leading) {
        let heading = outline.headings[number].events.clone();
        outline.leave_out(heading);
    }
    Some(first)
}

/// An address without its fragment.
fn bare(address: &str) -> Option<String> {
    let mut url = Url::parse(address).ok()?;
    url.set_fragment(None);
    Some(url.into())
}

fn free(taken: &HashSet<String>, name: &str) -> String {
    let mut id = name.to_owned();
    while taken.contains(&id) {
        id.push('-');
    }
    id
}

/// Whether a fragment leads to the top of the page (HTML Standard, 7.4.6.4).
fn is_top(fragment: &str) -> bool {
    fragment.is_empty() || fragment.eq_ignore_ascii_case("top")
}
