//! What a page says, put so that two pages can be compared.

use super::GapKind;
use crate::dom::Document;
use crate::escape::is_dropped;
use crate::event::{Attributes, Control, Event, Tag, TagEnd};
use crate::page::Page;
use crate::read::ReadOptions;
use std::collections::{HashMap, HashSet};

/// How many words are named of those that differ.
const NAMED: usize = 12;

/// What is said: words, where links lead, which languages are spoken, and of which elements all is.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    words: Vec<String>,
    links: Vec<String>,
    languages: Vec<String>,
    shape: Vec<String>,
    /// Text of a line that goes on: an element within it does not end a word.
    line: String,
}

/// Stands in a word where a link ends within it: print may put the number of an address there.
const SEAM: char = '\u{1}';

impl Said {
    /// What a page says: its title, whole even where the first heading repeats it, its texts, the
    /// alternatives of its images, the names of its controls.
    pub(super) fn of(page: &Page) -> Said {
        let mut said = Said::default();
        said.say(&page.title());
        let is_title = |event: &Event<'_>| matches!(event, Event::Start(Tag::Title, _));
        let mut events = page.read(&ReadOptions::new()).peekable();
        if events.next_if(is_title).is_some() {
            events.by_ref().find(|event| matches!(event, Event::End(TagEnd::Title)));
        }
        events.for_each(|event| said.event(&event));
        said.end_line();
        said
    }

    /// The words that every version has, whatever it is made of: texts, the alternatives of
    /// images, and names of controls that stand nowhere in the text. Paper has no controls, and
    /// the title of the page is not of its content.
    pub(super) fn of_content<'p>(events: impl Iterator<Item = Event<'p>>, paper: bool) -> Said {
        let (mut said, mut in_title) = (Said::default(), false);
        for event in events {
            match &event {
                Event::Start(Tag::Title, _) | Event::End(TagEnd::Title) => {
                    in_title = matches!(event, Event::Start(..));
                }
                Event::Text(_) | Event::Image(_) if !(paper && in_title) => said.event(&event),
                Event::Control(control, attributes) if !paper && !attributes.name_is_shown() => {
                    said.say(attributes.name().unwrap_or_default());
                    control.options.iter().for_each(|choice| said.say(&choice.label));
                }
                Event::Start(tag, _) if !is_inline(tag.end()) => said.end_line(),
                Event::End(tag) if !is_inline(*tag) => said.end_line(),
                Event::Break => said.end_line(),
                Event::End(TagEnd::Link) if paper => said.line.push(SEAM),
                _ => {}
            }
        }
        said.end_line();
        said
    }

    /// The same with its links as they are to be compared.
    pub(super) fn with_links(mut self, target: impl Fn(&str) -> String) -> Said {
        self.links.iter_mut().for_each(|link| *link = target(link));
        self
    }

    /// The same but for some words.
    pub(super) fn without(mut self, left_out: impl Fn(&str) -> bool) -> Said {
        self.words.retain(|word| !left_out(word));
        self
    }

    /// All words of a file, heard or not.
    pub(super) fn of_file(page: &Page) -> Said {
        let mut said = Said::default();
        said.say(&page.document.text_content(Document::ROOT));
        said
    }

    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) => self.line.extend(text.chars().filter(|&c| !is_dropped(c))),
            Event::Image(image) => {
                self.end_line();
                let alt = image.alt.as_deref().filter(|_| !image.captioned);
                self.say(alt.unwrap_or_default());
            }
            Event::Control(control, attributes) => {
                self.end_line();
                self.control(control);
                self.accessible(attributes);
                self.languages.extend(attributes.lang.map(str::to_owned));
            }
            Event::Hidden { name, value, .. } => {
                self.say(name);
                self.say(value);
            }
            Event::Start(tag, attributes) => {
                self.languages.extend(attributes.lang.map(str::to_owned));
                self.start(tag);
                self.accessible(attributes);
            }
            Event::End(tag) if !is_inline(*tag) => self.end_line(),
            Event::Break => self.end_line(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        if !is_inline(tag.end()) {
            self.end_line();
        }
        match tag {
            Tag::Link(link) => {
                self.links.push(link.href.as_ref().to_owned());
            }
            Tag::Form(form) => {
                self.links.extend(form.action.as_ref().map(|it| it.as_ref().to_owned()));
            }
            Tag::Abbreviation { title } => self.say(title),
            _ => {}
        }
        self.shape.push(match tag {
            Tag::Heading { level } => format!("heading of level {level}"),
            tag => format!("{:?}", tag.end()).to_lowercase(),
        });
    }

    /// The name and the description of an element, and which one of a set is the current one.
    fn accessible(&mut self, attributes: &Attributes<'_>) {
        self.say(attributes.name().unwrap_or_default());
        self.say(attributes.description().unwrap_or_default());
        self.shape.extend(attributes.current().map(|it| format!("current {}", it.keyword())));
    }

    /// A control by its kind and what can be chosen in it.
    fn control(&mut self, control: &Control<'_>) {
        self.say(control.placeholder.unwrap_or_default());
        control.options.iter().for_each(|choice| self.say(&choice.label));
        self.shape.push(format!("{:?}", control.kind).to_lowercase());
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.add(&line);
    }

    /// Takes words that stand apart from the line.
    fn say(&mut self, text: &str) {
        match text.contains(is_dropped) {
            true => self.add(&text.replace(is_dropped, "")),
            false => self.add(text),
        }
    }

    fn add(&mut self, text: &str) {
        let words = text.split(|c: char| !c.is_alphanumeric() && c != SEAM);
        let words = words.map(|word| word.trim_matches(SEAM)).filter(|word| !word.is_empty());
        self.words.extend(words.map(str::to_lowercase));
    }

    /// What another must be told to lack or to add if it is to say the same; `furniture` are the
    /// addresses of the ways to other versions, which have a gap of their own.
    pub(super) fn compare(&self, other: &Said, furniture: &[String]) -> Vec<GapKind> {
        let mut kinds = Vec::new();
        let (lacks, adds) =
            (missing(&self.words, &other.words), missing(&other.words, &self.words));
        kinds.extend(named(&lacks).map(GapKind::LacksWords));
        kinds.extend(named(&adds).map(GapKind::AddsWords));
        let same = lacks.is_empty() && adds.is_empty();
        if same && self.words != other.words {
            let pairs = self.words.iter().zip(&other.words);
            let at = pairs.take_while(|(one, two)| one == two).count();
            kinds.push(GapKind::Reordered(
                other.words[at..].iter().take(NAMED).cloned().collect::<Vec<_>>().join(" "),
            ));
        } else if same && self.shape != other.shape {
            let pairs = self.shape.iter().zip(&other.shape);
            let at = pairs.take_while(|(one, two)| one == two).count();
            let found = |shape: &[String]| shape.get(at).cloned().unwrap_or_default();
            let (expected, found) = (found(&self.shape), found(&other.shape));
            kinds.push(GapKind::OtherStructure { expected, found });
        }
        let own = |links: Vec<&String>| {
            links.into_iter().find(|&link| !furniture.contains(link)).cloned()
        };
        if let Some(link) = own(missing(&self.links, &other.links)) {
            kinds.push(GapKind::LacksLink(link));
        } else if lacks.is_empty()
            && other.links.len() > self.links.len()
            && let Some(link) = own(missing(&other.links, &self.links))
        {
            kinds.push(GapKind::AddsLink(link));
        }
        if same && let Some((page, version)) = differing(&self.languages, &other.languages) {
            kinds.push(GapKind::OtherLanguage { page, version });
        }
        kinds
    }

    /// The first words of a page that a file lacks, however that is read: each as often as it is said,
    /// or at all.
    pub(super) fn lacking(&self, versions: [&Said; 2], each: bool) -> Option<String> {
        let [lacks, other] = versions.map(|version| match each {
            true => missing(&self.words, &version.words),
            false => {
                let there: HashSet<&str> = version.words.iter().map(String::as_str).collect();
                let has = |word: &String| {
                    there.contains(&*word.replace(SEAM, ""))
                        || word.split(SEAM).all(|part| part.is_empty() || there.contains(part))
                };
                self.words.iter().filter(|word| !has(word)).collect()
            }
        });
        let other: HashSet<&String> = other.into_iter().collect();
        named(&lacks.into_iter().filter(|word| other.contains(word)).collect::<Vec<_>>())
    }
}

/// Whether an element stands within a line.
fn is_inline(tag: TagEnd) -> bool {
    use TagEnd::{
        Abbreviation, BidiOverride, Cite, Code, Definition, Deleted, Emphasis, Formula, Inserted,
        Keyboard, Label, Link, Mark, Quote, Sample, Small, Span, Strong, Subscript, Superscript,
        Time, Variable,
    };
    matches!(
        tag,
        Abbreviation
            | BidiOverride
            | Cite
            | Code
            | Definition
            | Deleted
            | Emphasis
            | Formula
            | Inserted
            | Keyboard
            | Label
            | Link
            | Mark
            | Quote
            | Sample
            | Small
            | Span
            | Strong
            | Subscript
            | Superscript
            | Time
            | Variable
    )
}

/// What is in one list more often than in another, in its order.
fn missing<'s>(all: &'s [String], there: &[String]) -> Vec<&'s String> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    there.iter().for_each(|item| *count.entry(item).or_default() += 1);
    let lacks = |item: &&String| match count.get_mut(item.as_str()) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    };
    all.iter().filter(lacks).collect()
}

fn named(words: &[&String]) -> Option<String> {
    let words: Vec<_> = words.iter().take(NAMED).map(|word| word.replace(SEAM, "")).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn differing(one: &[String], other: &[String]) -> Option<(String, String)> {
    if one == other {
        return None;
    }
    let at = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let found = |list: &[String]| list.get(at).cloned().unwrap_or_default();
    Some((found(one), found(other)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::ParseOptions;

    fn gaps(one: &str, other: &str) -> Vec<&'static str> {
        let said = |html: &str| {
            let page = Page::from_html(html, &ParseOptions::new()).expect("a small page");
            Said::of(&page)
        };
        said(one).compare(&said(other), &[]).iter().map(GapKind::code).collect()
    }

    #[test]
    fn a_number_may_stand_where_a_link_ends() {
        let page = |html: &str| Page::from_html(html, &ParseOptions::new()).expect("a small page");
        let content = page("<p>Old <a href=a>page</a><a href=b>New</a> <a href=c>link</a>s");
        let content = Said::of_content(content.read(&ReadOptions::new()), true);
        for (print, lacks) in [
            ("Old page[1]New[2] links", None),
            ("Old page New links", None),
            ("Old pageNew links", Some("page new")),
            ("Old page[1] link[2]s", Some("new")),
        ] {
            let said = Said::of_file(&page(print));
            assert_eq!(content.lacking([&said, &said], false).as_deref(), lacks, "{print}");
        }
    }

    #[test]
    fn names_what_differs() {
        let page = "<html lang=en><title>T</title><h1>One two</h1><p>Three <a href=a.html>four</a>\
                    <p lang=cs>pět <img src=a alt=six> <label>Seven <input></label>";
        let cases: [(&str, &str, &[&str]); 9] = [
            ("Three", "Three", &[]),
            // No version has controls.
            ("Three", "Th\u{1}ree", &[]),
            ("Three", "", &["lacks-words"]),
            ("Three", "Three more", &["adds-words"]),
            ("One two", "two One", &["reordered"]),
            ("h1>", "h2>", &["other-structure"]),
            ("href=a.html", "href=b.html", &["lacks-link"]),
            ("lang=cs", "", &["other-language"]),
            ("alt=six", "alt=eight", &["lacks-words", "adds-words"]),
        ];
        for (from, to, expected) in cases {
            assert_eq!(gaps(page, &page.replace(from, to)), expected, "{from} → {to}");
        }
        assert_eq!(gaps(page, &page.replace("Seven", "Nine")), ["lacks-words", "adds-words"]);
        let titled = page.replace(">T<", ">One two | T<");
        assert_eq!(gaps(&titled, page), ["lacks-words"]);
        let linked = page.replace("Three", "<a href=c.html>Three</a>");
        assert_eq!(gaps(page, &linked), ["other-structure", "adds-link"]);
    }
}
