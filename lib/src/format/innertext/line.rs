//! White space and letters within lines (CSS Text 3, 4.1, as `innerText` modifies it).

use crate::css::case::{self, Before, Casing};
use crate::css::{TextTransform, WhiteSpace};
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// A piece of the result (HTML Standard, rendered text collection steps).
#[derive(Debug)]
enum Item {
    /// A slice of the collected text.
    Text(Range<usize>),
    /// A single character: a collapsible space, the tab after a cell, the newline after a row.
    Char(char),
    /// A required line break count.
    Break(usize),
    /// What turned out not to be there.
    Nothing,
}

/// A place in the result that may still be filled.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot(usize);

/// How a text is shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub(super) white_space: WhiteSpace,
    pub(super) transform: TextTransform,
    pub(super) casing: Casing,
    pub(super) visible: bool,
}

/// Where an inline formatting context stands in its current line.
#[derive(Debug)]
struct Line {
    /// Nothing stands in the line yet: collapsible spaces vanish.
    start: bool,
    /// The collapsible space that the line ends with, which vanishes if the line ends here.
    space: Option<usize>,
    before: Before,
    /// The transform that waits for the block's first letter.
    first_letter: Option<TextTransform>,
}

impl Line {
    fn new() -> Line {
        Line { start: true, space: None, before: [None; 2], first_letter: None }
    }
}

/// The text collected so far, and the lines that are open: the innermost one is written to.
#[derive(Debug)]
pub(super) struct Lines {
    items: Vec<Item>,
    text: String,
    line: Line,
    outer: Vec<Line>,
}

impl Lines {
    pub(super) fn new() -> Lines {
        let (items, outer) = (Vec::new(), Vec::new());
        Lines { items, text: String::new(), line: Line::new(), outer }
    }

    /// Opens lines of their own within the current one.
    pub(super) fn open(&mut self) {
        self.outer.push(std::mem::replace(&mut self.line, Line::new()));
    }

    pub(super) fn close(&mut self) {
        self.end_line();
        if let Some(line) = self.outer.pop() {
            self.line = line;
        }
    }

    /// Ends the current line: a collapsible space before the end vanishes.
    pub(super) fn end_line(&mut self) {
        if let Some(space) = self.line.space {
            self.items[space] = Item::Nothing;
        }
        self.line = Line { first_letter: self.line.first_letter, ..Line::new() };
    }

    /// How the first letter is written that comes next in these lines.
    pub(super) fn set_first_letter(&mut self, transform: Option<TextTransform>) {
        self.line.first_letter = transform;
    }

    /// Something other than text stands in the line, such as an image.
    pub(super) fn object(&mut self) {
        self.line = Line { start: false, ..Line::new() };
    }

    /// Text that is seen in the line and is not in the page; its last character is given.
    pub(super) fn unseen(&mut self, last: Option<char>) {
        self.keep_space();
        self.line.start = false;
        self.line.before = [None, last];
    }

    pub(super) fn line_break(&mut self, visible: bool) {
        self.end_line();
        if visible {
            self.items.push(Item::Char('\n'));
        }
    }

    /// A required line break count.
    pub(super) fn require(&mut self, count: usize) {
        if count > 0 {
            self.items.push(Item::Break(count));
        }
    }

    pub(super) fn slot(&mut self) -> Slot {
        self.items.push(Item::Nothing);
        Slot(self.items.len() - 1)
    }

    pub(super) fn fill(&mut self, slot: Slot, with: char) {
        self.items[slot.0] = Item::Char(with);
    }

    pub(super) fn text(&mut self, text: &str, look: Look) {
        match look.white_space {
            WhiteSpace::Normal | WhiteSpace::NoWrap => self.collapsed(text, look),
            WhiteSpace::PreLine => self.broken(text, look, Lines::collapsed),
            WhiteSpace::Pre | WhiteSpace::PreWrap | WhiteSpace::BreakSpaces => {
                self.broken(text, look, Lines::write);
            }
        }
    }

    /// A text whose line breaks are kept.
    fn broken(&mut self, text: &str, look: Look, part: fn(&mut Lines, &str, Look)) {
        for (at, segment) in text.split('\n').enumerate() {
            if at > 0 {
                self.line_break(look.visible);
            }
            if !segment.is_empty() {
                part(self, segment, look);
            }
        }
    }

    /// A text whose white space is one space at most.
    fn collapsed(&mut self, text: &str, look: Look) {
        let mut rest = text;
        while !rest.is_empty() {
            let spaces = rest.len() - rest.trim_start_matches(is_collapsible).len();
            let (space, after) = rest.split_at(spaces);
            let word = after.find(is_collapsible).unwrap_or(after.len());
            let (word, after) = after.split_at(word);
            rest = after;
            if !space.is_empty() && !self.joins(space, word) {
                self.space(look.visible);
            }
            if !word.is_empty() {
                self.write(word, look);
            }
        }
    }

    /// Whether a line break in the source stands for nothing: beside a zero width space, and
    /// between characters of scripts that are written without spaces (CSS Text 3, 4.1.3).
    fn joins(&self, space: &str, word: &str) -> bool {
        let (Some(before), Some(after)) = (self.line.before[1], word.chars().next()) else {
            return false;
        };
        let zero = '\u{200b}';
        space.contains('\n')
            && (before == zero || after == zero || (is_wide(before) && is_wide(after)))
    }

    fn space(&mut self, visible: bool) {
        if self.line.start || self.line.space.is_some() {
            return;
        }
        self.line.space = Some(self.items.len());
        self.items.push(if visible { Item::Char(' ') } else { Item::Nothing });
        self.line.before = [self.line.before[1], Some(' ')];
    }

    /// Writes text as it is, save for its case.
    fn write(&mut self, text: &str, look: Look) {
        let before = self.line.before;
        let mut rest = text;
        self.keep_space();
        let start = self.text.len();
        if let Some(transform) = self.line.first_letter.take() {
            let (letter, after) = text.split_at(first_letter(text));
            if look.visible {
                case::transform(letter, transform, look.casing, before, &mut self.text);
            }
            rest = after;
        }
        if look.visible {
            let before = last_two(before, &text[..text.len() - rest.len()]);
            case::transform(rest, look.transform, look.casing, before, &mut self.text);
        }
        match self.items.last_mut() {
            Some(Item::Text(range)) if range.end == start => range.end = self.text.len(),
            _ => self.items.push(Item::Text(start..self.text.len())),
        }
        self.line.start = false;
        self.line.before = last_two(before, text);
    }

    /// The line goes on after its collapsible space, which therefore stays.
    fn keep_space(&mut self) {
        let Some(space) = self.line.space.take() else { return };
        // Most spaces stand between two words of one text: they need no item of their own.
        if space + 1 == self.items.len() && matches!(self.items[space], Item::Char(_)) {
            let at = self.text.len();
            self.text.push(' ');
            self.items.pop();
            match self.items.last_mut() {
                Some(Item::Text(range)) if range.end == at => range.end = at + 1,
                _ => self.items.push(Item::Text(at..at + 1)),
            }
        }
    }

    /// The result, with the required line breaks that stand between texts.
    pub(super) fn finish(self) -> String {
        let mut result = String::with_capacity(self.text.len() + 16);
        let (mut required, mut started) = (0, false);
        for item in self.items {
            let mut buffer = [0; 4];
            let text = match item {
                Item::Break(count) => {
                    required = required.max(count);
                    continue;
                }
                Item::Text(range) => &self.text[range],
                Item::Char(c) => c.encode_utf8(&mut buffer),
                Item::Nothing => continue,
            };
            if text.is_empty() {
                continue;
            }
            if started {
                result.extend(std::iter::repeat_n('\n', required));
            }
            (required, started) = (0, true);
            result.push_str(text);
        }
        result
    }
}

/// The characters that collapse; a carriage return comes from a reference only (CSS Text 3, 4.1).
pub(super) fn is_collapsible(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// East Asian wide characters, save Hangul, which is written with spaces.
fn is_wide(c: char) -> bool {
    let hangul =
        matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7ff}');
    !hangul && c.width() == Some(2)
}

fn last_two(before: Before, text: &str) -> Before {
    let mut last = text.chars().rev();
    match (last.next(), last.next()) {
        (None, _) => before,
        (Some(last), None) => [before[1], Some(last)],
        (Some(last), second) => [second, Some(last)],
    }
}

/// The end of the first letter, with the punctuation before it (CSS Pseudo-Elements 4, 2.2).
fn first_letter(text: &str) -> usize {
    let letter = text.char_indices().find(|(_, c)| c.is_alphanumeric());
    letter.map_or(text.len(), |(at, c)| at + c.len_utf8())
}
