//! What stands within text.

use super::body::{Body, Emphasis, Marks, Open};
use super::escape;
use crate::event::{Link, TagEnd};
use crate::format::Links;
use crate::format::lines::{Data, Style};
use crate::format::references::is_news;
use crate::format::sheet::Gap;
use crate::format::text;
use std::borrow::Cow;

impl<'p> Body<'p> {
    pub(super) fn words(&mut self, words: &str) {
        if let Some(mark) = self.mark_between_numbers(words) {
            self.say(mark.encode_utf8(&mut [0; 4]));
        }
        if Marks::is_verbatim(self) {
            text::push_verbatim(&mut self.text, words);
        } else if self.style.code > 0 {
            text::push(&mut self.text, words);
        } else {
            self.say(words);
        }
    }

    /// Adds words that are no markup.
    pub(super) fn say_escaped(&mut self, words: &str) {
        if let Some(emphasis) = self.style.emphasis.take()
            && emphasis.end == self.text.len()
            && words.starts_with(|c: char| !c.is_whitespace())
            && !emphasis.closes_before_letters
        {
            // The mark would not end the emphasis here (6.2): rather none than a stray one.
            self.text.truncate(self.text.len() - emphasis.mark);
            self.text.replace_range(emphasis.start..emphasis.start + emphasis.mark, "");
            let begun_since = |open: &&mut Open<'p>| open.at == (self.block, emphasis.end);
            for open in self.open.iter_mut().rev().take_while(begun_since) {
                open.at.1 -= 2 * emphasis.mark;
            }
        }
        if Marks::is_verbatim(self) || self.style.code > 0 {
            text::push(&mut self.text, words);
        } else {
            escape::push(&mut self.text, &mut self.style.scratch, words);
        }
    }

    pub(super) fn line_break(&mut self) {
        if Marks::is_verbatim(self) {
            return self.text.push('\n');
        }
        if self.style.code > 0 {
            return text::push(&mut self.text, " ");
        }
        self.text.truncate(self.text.trim_end_matches(' ').len());
        if self.text.ends_with('\n') && self.is_in_paragraph_alone() {
            // Two breaks are how old pages part paragraphs.
            self.text.pop();
            Marks::flush(self);
            return self.sheet.raise_gap(Gap::Blank);
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Whether the text stands in a paragraph, and in nothing that it could not be taken out of.
    fn is_in_paragraph_alone(&self) -> bool {
        self.open.last().is_some_and(|open| open.tag == TagEnd::Paragraph)
    }

    /// Where in the text of this block an element began to speak, and where it ended, without the
    /// spaces around; `None` where it said nothing.
    fn said_at(&self, open: &Open<'p>) -> Option<(usize, usize)> {
        let (block, at) = open.at;
        let from = if block == self.block { at } else { 0 };
        let said = self.text.get(from..)?;
        let end = from + said.trim_end().len();
        let start = from + (said.len() - said.trim_start().len());
        (start < end).then_some((start, end))
    }

    /// Emphasis within emphasis is not marked, nor is what marks could not hold together (6.2).
    pub(super) fn close_emphasis(&mut self, open: &Open<'p>, mark: &str) {
        self.style.emphases -= 1;
        let free = self.style.emphases == 0
            && self.style.code == 0
            && !Marks::is_verbatim(self)
            && !self.is_bold();
        let Some((start, end)) = self.said_at(open).filter(|_| free) else { return };
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let said = &self.text[start..end];
        let before = self.text[..start].chars().next_back();
        let opens = word(said.chars().next()) || before.is_none_or(char::is_whitespace);
        if !opens || before == Some('*') || said.contains('\n') {
            return;
        }
        let closes_before_letters = word(said.chars().next_back());
        let rest = self.text.split_off(end);
        self.text.insert_str(start, mark);
        self.text.push_str(mark);
        let end = self.text.len();
        self.text.push_str(&rest);
        let mark = mark.len();
        self.style.emphasis = Some(Emphasis { start, end, mark, closes_before_letters });
    }

    pub(super) fn close_code(&mut self, open: &Open<'p>) {
        self.style.code -= 1;
        if self.style.code > 0 || Marks::is_verbatim(self) {
            return;
        }
        if let Some((start, end)) = self.said_at(open) {
            let rest = self.text.split_off(end);
            let code = self.text.split_off(start);
            if self.text.ends_with('`') {
                // Two strings of backticks would become one.
                self.text.push(' ');
            }
            escape::code(&mut self.text, &code);
            self.text.push_str(&rest);
        }
        // A link may have said nothing, and the code with it.
        for link in std::mem::take(&mut self.style.held_links) {
            self.say_address(&link);
        }
    }

    pub(super) fn close_link(&mut self, link: &Link<'p>, open: &Open<'p>) {
        if self.said_at(open).is_none()
            && open.at.0 == self.block
            && let Some(name) = open.accessible.as_ref().and_then(|it| it.name.as_deref())
        {
            self.say(name);
        }
        let leads = self.links != Links::None && is_news(&link.href, "");
        if !leads || self.style.in_links > 0 {
            return;
        }
        if self.style.code > 0 || Marks::is_verbatim(self) {
            return self.style.held_links.push(link.href.clone());
        }
        match self.said_at(open) {
            Some((start, end)) => self.wrap_link(&link.href, start, end),
            None if open.at.0 == self.block => self.say_address(&link.href),
            None => {}
        }
    }

    /// Makes a part of the text a link.
    fn wrap_link(&mut self, href: &Cow<'p, str>, start: usize, end: usize) {
        let rest = self.text.split_off(end);
        let mut start = start;
        if self.text[..start].ends_with('!') {
            // An exclamation mark before a bracket would make it an image.
            self.text.insert(start - 1, '\\');
            start += 1;
        }
        self.text.insert(start, '[');
        self.style.emphasis = None;
        self.style.linked = true;
        self.text.push(']');
        let mut text = std::mem::take(&mut self.text);
        self.push_target(&mut text, href);
        self.text = text;
        self.text.push_str(&rest);
    }

    /// Adds a link whose text is its address.
    pub(super) fn say_address(&mut self, href: &Cow<'p, str>) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.say(href);
        let end = self.text.len();
        self.wrap_link(href, start, end);
    }

    /// Links around blocks are links of the first of these: mostly a heading.
    pub(super) fn say_block_links(&mut self) {
        for at in std::mem::take(&mut self.unsaid) {
            let Some(Data::Link(link)) = self.open.get(at).map(|open| &open.data) else { continue };
            if self.links == Links::None || !is_news(&link.href, "") {
                continue;
            }
            let href = link.href.clone();
            if Marks::is_verbatim(self) {
                self.style.held_links.push(href);
            } else if self.style.linked {
                self.say_address(&href);
            } else {
                let end = self.text.trim_end().len();
                self.wrap_link(&href, 0, end);
            }
        }
    }
}
