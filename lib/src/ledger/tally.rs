//! How many words a reading kept, moved, changed and left out.

use super::{Effect, Ledger, Reason};
use crate::dom::{NodeId, Tag as Html};
use crate::event::{Event, Tag, TagEnd};
use crate::page::Page;
use crate::read::text::visible_text;
use serde::Serialize;
use std::collections::BTreeMap;

/// The words of a page, by what a reading did with them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct WordCounts {
    /// Words that are read; those that were moved or changed are among them. The title is not.
    pub kept: usize,
    /// Words in parts that are read before or after others than on the page.
    pub moved: usize,
    /// Words of things that became something else: a link that became text, a formula.
    pub changed: usize,
    /// Words that are not read.
    pub left_out: usize,
    /// How many words were changed or left out for each reason.
    pub reasons: BTreeMap<Reason, usize>,
}

/// Counts the words of a reading as its events go by.
///
/// ```
/// use textify::{Page, ParseOptions, ReadOptions, Tally};
///
/// let html = "<nav>Home</nav><main>All is well.<p hidden>Draft</main>";
/// let page = Page::from_html(html, &ParseOptions::new())?;
/// let mut tally = Tally::new(&page);
/// let mut reading = page.read(&ReadOptions::new());
/// reading.by_ref().for_each(|event| tally.see(&event));
/// let words = tally.finish(reading.ledger());
/// assert_eq!((words.kept, words.moved, words.left_out), (4, 1, 1));
/// # Ok::<(), textify::Error>(())
/// ```
#[derive(Debug)]
pub struct Tally<'p> {
    page: &'p Page,
    /// The regions that stand in no other, in reading order.
    parts: Vec<Part>,
    depth: usize,
    in_title: bool,
    /// Whether the last text ended within a word.
    within_word: bool,
}

#[derive(Debug, Default)]
struct Part {
    /// The first element or text in it; nodes are numbered as they stand in the page.
    first: Option<NodeId>,
    words: usize,
}

impl<'p> Tally<'p> {
    /// Nothing counted yet.
    pub fn new(page: &'p Page) -> Tally<'p> {
        Tally { page, parts: Vec::new(), depth: 0, in_title: false, within_word: false }
    }

    /// Counts one event of a reading of the page.
    pub fn see(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Title, _) => self.in_title = true,
            Event::End(TagEnd::Title) => self.in_title = false,
            Event::Start(Tag::Region { .. }, _) => {
                if self.depth == 0 {
                    self.parts.push(Part::default());
                }
                self.depth += 1;
            }
            Event::End(TagEnd::Region) => self.depth = self.depth.saturating_sub(1),
            Event::Start(_, attributes) | Event::Control(_, attributes) => {
                self.part().first.get_or_insert(attributes.node);
            }
            _ => {}
        }
        match event {
            Event::Text(text) => return self.text(text),
            Event::Image(image) if !image.captioned => self.apart(image.alt.as_deref()),
            Event::Control(control, attributes) => {
                let label = attributes.unshown_name();
                let options = control.options.iter().map(|choice| &*choice.label);
                label.into_iter().chain(options).for_each(|said| self.apart(Some(said)));
            }
            Event::Start(tag, _) if is_phrase(tag.end()) => return,
            Event::End(end) if is_phrase(*end) => return,
            _ => {}
        }
        self.within_word = false;
    }

    fn part(&mut self) -> &mut Part {
        if self.parts.is_empty() {
            self.parts.push(Part::default());
        }
        let last = self.parts.len() - 1;
        &mut self.parts[last]
    }

    fn apart(&mut self, text: Option<&str>) {
        self.within_word = false;
        self.text(text.unwrap_or_default());
        self.within_word = false;
    }

    fn text(&mut self, text: &str) {
        if self.in_title {
            return;
        }
        let (count, within) = count(text, self.within_word);
        self.part().words += count;
        self.within_word = within;
    }

    fn is_object(&self, node: NodeId) -> bool {
        matches!(self.page.document.tag(node), Html::Object | Html::Applet)
    }

    /// All that was counted, with what the ledger of the same reading says.
    pub fn finish(&self, ledger: &Ledger) -> WordCounts {
        let mut counts = WordCounts::default();
        counts.kept = self.parts.iter().map(|part| part.words).sum();
        counts.moved = counts.kept - in_place(&self.parts);
        for note in &ledger.notes {
            let effect = note.reason.effect();
            let words = match (effect, note.reason) {
                (Effect::Noted, _) => continue,
                // The entry holds an address.
                (_, Reason::DecorativeImage) => continue,
                (_, Reason::Embedded) if self.is_object(note.node) => continue,
                (_, Reason::ScriptLink | Reason::InvalidAddress) => {
                    count(&visible_text(self.page, note.node), false).0
                }
                _ => count(&note.text, false).0,
            };
            if words == 0 {
                continue;
            }
            match effect {
                Effect::LeftOut => counts.left_out += words,
                _ => counts.changed += words,
            }
            *counts.reasons.entry(note.reason).or_default() += words;
        }
        counts
    }
}

/// The most words of parts that stand in the order of the page: all others were moved.
fn in_place(parts: &[Part]) -> usize {
    // The most words of a row of parts that ends at a node; later nodes only with more words.
    let mut best: BTreeMap<NodeId, usize> = BTreeMap::new();
    for part in parts {
        let Some(first) = part.first else { continue };
        let before = best.range(..first).next_back().map_or(0, |(_, words)| *words);
        let words = before + part.words;
        if best.get(&first).is_some_and(|known| *known >= words) {
            continue;
        }
        best.insert(first, words);
        while let Some((&later, _)) =
            best.range(first..).nth(1).filter(|(_, known)| **known <= words)
        {
            best.remove(&later);
        }
    }
    let without_node = parts.iter().filter(|part| part.first.is_none());
    best.values().max().copied().unwrap_or(0) + without_node.map(|part| part.words).sum::<usize>()
}

/// How many words begin in a text, and whether it ends within one. A word is a run of letters and
/// digits.
fn count(text: &str, mut within: bool) -> (usize, bool) {
    let mut words = 0;
    for c in text.chars() {
        let letter = c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}');
        words += usize::from(letter && !within);
        within = letter;
    }
    (words, within)
}

/// Elements that a word may go on after.
fn is_phrase(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Code
            | TagEnd::Keyboard
            | TagEnd::Sample
            | TagEnd::Variable
            | TagEnd::Subscript
            | TagEnd::Superscript
            | TagEnd::Deleted
            | TagEnd::Inserted
            | TagEnd::Mark
            | TagEnd::Small
            | TagEnd::Cite
            | TagEnd::Definition
            | TagEnd::Abbreviation
            | TagEnd::Time
            | TagEnd::Span
            | TagEnd::Link
            | TagEnd::BidiOverride
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Order, ParseOptions, ReadOptions};

    fn tally(html: &str, order: Order) -> WordCounts {
        let page = Page::from_html(html, &ParseOptions::new()).unwrap();
        let mut tally = Tally::new(&page);
        let mut reading = page.read(&ReadOptions::new().with_order(order));
        reading.by_ref().for_each(|event| tally.see(&event));
        tally.finish(reading.ledger())
    }

    #[test]
    fn words_are_runs_of_letters_across_phrases() {
        assert_eq!(count("one, two-three 4 ", false), (4, false));
        assert_eq!(count("go on", true), (1, true));
        let html = "<title>none of it</title><p>A w<b>or</b>d<p>a<img alt='two words'>b";
        assert_eq!(tally(html, Order::Content).kept, 6);
        let html = "<label>name <input></label><select><option>one<option>two</select><button>b";
        assert_eq!(tally(html, Order::Content).kept, 4);
    }

    #[test]
    fn what_is_read_elsewhere_is_moved() {
        let html = "<header>a b</header><nav>c</nav><main>d e f</main><footer>g</footer>";
        // Main content, menu, header, footer: the main content and the footer kept their order.
        let counts = tally(html, Order::Content);
        assert_eq!((counts.kept, counts.moved), (7, 3));
        assert_eq!(tally(html, Order::Source).moved, 0);
        let html = "<main>d e f</main>loose<nav>c</nav>";
        assert_eq!(tally(html, Order::Content).moved, 1);
    }

    #[test]
    fn what_is_changed_or_left_out_has_its_reasons() {
        let html = "<p hidden>a b</p><p style='visibility:hidden'>c</p>\
            <a href='javascript:x()'>two words</a><img alt='' src=a/b.png> d";
        let counts = tally(html, Order::Content);
        assert_eq!((counts.kept, counts.changed, counts.left_out), (3, 2, 3));
        let reasons = [(Reason::Hidden, 2), (Reason::Invisible, 1), (Reason::ScriptLink, 2)];
        assert_eq!(counts.reasons, BTreeMap::from(reasons));
    }
}
