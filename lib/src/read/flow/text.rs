//! Text, its white space, and what keeps words apart.

use super::Flow;
use crate::css::WhiteSpace;
use crate::event::{Event, TagEnd};
use crate::read::space::{is_blank, is_space, run_end, runs_together, without_soft_hyphens};
use std::borrow::Cow;

impl<'p> Flow<'p> {
    /// White space that keeps what comes next apart, if anything does.
    pub(in crate::read) fn space(&mut self) {
        self.space = self.started && self.breaks == 0;
    }

    /// Keeps what comes next from running into what stands before it, where the page has no white
    /// space between them: they stand apart on the screen.
    pub(in crate::read) fn apart(&mut self) {
        self.apart = true;
    }

    /// Keeps a link apart from another one right before it that leads elsewhere.
    pub(in crate::read) fn apart_from_link(&mut self, href: &str) {
        self.apart |= self.last_link.as_deref().is_some_and(|last| last != href);
    }

    /// Puts a space before text to come, where that is to stand apart and would not.
    fn part(&mut self, text: &str) {
        let meets = std::mem::take(&mut self.apart) && self.started && self.breaks == 0;
        if meets && !self.space && runs_together(self.last, text) {
            self.space = true;
        }
    }

    fn write(&mut self, text: Cow<'p, str>) {
        self.last = text.chars().next_back();
        self.queue.push_back(Event::Text(text));
    }

    /// Adds text, its white space processed as CSS Text 3, section 4 says.
    pub(in crate::read) fn text(&mut self, text: &'p str, white_space: WhiteSpace) {
        if text.chars().all(is_blank) && self.link_waits() {
            // A link is not named by white space, whatever its width.
            return self.space();
        }
        match white_space {
            WhiteSpace::Normal | WhiteSpace::NoWrap => self.collapsed(text),
            _ if self.top() == Some(TagEnd::Preformatted) => self.verbatim(text),
            _ => {
                for (at, line) in text.split('\n').enumerate() {
                    if at > 0 {
                        self.line_break();
                    }
                    self.collapsed(line);
                }
            }
        }
    }

    fn verbatim(&mut self, text: &'p str) {
        if !self.started && text.trim().is_empty() {
            return;
        }
        self.part(text);
        self.space &= !text.starts_with(|c: char| c.is_ascii_whitespace());
        self.ready();
        self.write(without_soft_hyphens(text));
    }

    fn collapsed(&mut self, text: &'p str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        loop {
            let from = at;
            while at < bytes.len() && is_space(bytes[at]) {
                at += 1;
            }
            if !self.started {
                // Text that only holds its place (`&nbsp;`) is no text.
                let rest = &text[at..];
                let blank = rest.len() - rest.trim_start_matches(is_blank).len();
                at += blank;
            }
            if at > from {
                self.space();
            }
            if at >= bytes.len() {
                return;
            }
            let end = run_end(bytes, at);
            self.part(&text[at..end]);
            // A single space before the run can be part of it: one event less.
            let joined = self.space && at > from && bytes[at - 1] == b' ';
            let start = if joined && self.paragraph_is_plain() { at - 1 } else { at };
            self.space &= start == at;
            self.ready();
            self.write(without_soft_hyphens(&text[start..end]));
            at = end;
        }
    }

    /// Whether text can be added right away: nothing waits to be opened before it.
    fn paragraph_is_plain(&self) -> bool {
        self.started && self.breaks == 0 && self.open_inlines == self.inlines.len()
    }

    /// Adds text that the page does not have itself.
    pub(in crate::read) fn said(&mut self, text: String) {
        self.space();
        self.formula(text);
    }

    /// Adds text that is not as the page has it, with the white space around it.
    pub(in crate::read) fn signs(&mut self, text: &str) {
        let words = text.trim_matches(|c: char| c.is_whitespace());
        if text.starts_with(char::is_whitespace) {
            self.space();
        }
        if !words.is_empty() {
            self.formula(words.split_ascii_whitespace().collect::<Vec<_>>().join(" "));
        }
        if text.ends_with(char::is_whitespace) {
            self.space();
        }
    }

    /// Adds a formula in words, right where it stands.
    pub(in crate::read) fn formula(&mut self, text: String) {
        self.part(&text);
        self.ready();
        self.write(Cow::Owned(text));
    }
}
