//! What stands within text.

use super::body::{Body, Data, Open};
use super::escape;
use crate::event::{Image, Link, Tag, TagEnd};
use crate::format::Links;
use crate::format::blocks::between_numbers;
use crate::format::references::is_news;
use crate::format::text;
use crate::i18n::Phrases;
use std::borrow::Cow;

impl<'p> Body<'p> {
    /// Adds text of the page.
    pub(super) fn words(&mut self, words: &str) {
        let after_script = std::mem::take(&mut self.after_script);
        if let Some(first) = words.chars().next() {
            self.keep_digits_apart(first, after_script);
        }
        if self.is_verbatim() {
            text::push_verbatim(&mut self.text, words);
        } else if self.code > 0 {
            text::push(&mut self.text, words);
        } else {
            self.say(words);
        }
    }

    /// Adds what keeps a number above or below the line apart from the numbers beside it.
    fn keep_digits_apart(&mut self, first: char, after_script: bool) {
        let begun = |open: &&Open<'p>| open.at == (self.block, self.text.len());
        // The number of a note is a link above the line: what stands right within counts too.
        let mut since = self.open.iter().rev().take_while(begun).map(|open| open.tag);
        let script = since.find(|tag| matches!(tag, TagEnd::Superscript | TagEnd::Subscript));
        let before = self.text.chars().next_back();
        if let Some(mark) = between_numbers(before, script, after_script, first) {
            self.say(mark.encode_utf8(&mut [0; 4]));
        }
    }

    /// Adds words that are no markup.
    pub(super) fn say(&mut self, words: &str) {
        self.after_script = false;
        if let Some(emphasis) = self.emphasis.take()
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
        if self.is_verbatim() || self.code > 0 {
            text::push(&mut self.text, words);
        } else {
            escape::push(&mut self.text, &mut self.scratch, words);
        }
    }

    pub(super) fn line_break(&mut self) {
        self.after_script = false;
        if self.is_verbatim() {
            return self.text.push('\n');
        }
        if self.code > 0 {
            return text::push(&mut self.text, " ");
        }
        self.text.truncate(self.text.trim_end_matches(' ').len());
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    pub(super) fn image(&mut self, image: &Image<'_>) {
        match &image.alt {
            Some(alt) if image.alone => self.say(alt),
            Some(alt) => self.say(&format!("[{}]", alt.trim())),
            None => self.say(&format!("[{}]", self.here().image_without_description)),
        }
    }

    pub(super) fn open_inline(&mut self, tag: Tag<'p>) {
        match tag {
            Tag::Link(link) => {
                self.data(Data::Link(link));
                self.in_links += 1;
            }
            Tag::Abbreviation { title } => {
                if self.expansions.insert(title) {
                    self.data(Data::Expansion(title));
                }
            }
            Tag::Emphasis | Tag::Strong => self.emphases += 1,
            Tag::Code | Tag::Keyboard | Tag::Sample => self.code += 1,
            Tag::Deleted => self.say(&format!("[{}: ", self.here().deleted)),
            Tag::Quote => self.say(self.here().quotes(self.quotations() - 1)[0]),
            Tag::RubyText => self.say(" ("),
            _ => {}
        }
    }

    pub(super) fn close_inline(&mut self, open: &Open<'p>) {
        match &open.data {
            Data::Link(link) => {
                self.in_links -= 1;
                return self.close_link(link, open);
            }
            Data::Expansion(title) => return self.expand(title, open),
            _ => {}
        }
        match open.tag {
            TagEnd::Emphasis => self.close_emphasis(open, "*"),
            TagEnd::Strong => self.close_emphasis(open, "**"),
            TagEnd::Code | TagEnd::Keyboard | TagEnd::Sample => self.close_code(open),
            TagEnd::Superscript | TagEnd::Subscript => self.after_script = true,
            TagEnd::Deleted => self.append("]"),
            TagEnd::Quote => self.append(self.here().quotes(self.quotations())[1]),
            TagEnd::RubyText => self.append(")"),
            _ => {}
        }
    }

    /// The phrases of the language that is spoken here.
    pub(super) fn here(&self) -> &'static Phrases {
        Phrases::of(self.langs.last().copied())
    }

    /// How many quotations within text are open.
    fn quotations(&self) -> usize {
        self.open.iter().filter(|open| open.tag == TagEnd::Quote).count()
    }

    /// Adds to the word before, ahead of the space after it.
    fn append(&mut self, words: &str) {
        let spaced = self.text.ends_with(' ') && !self.is_verbatim();
        if spaced {
            self.text.pop();
        }
        self.say(words);
        if spaced {
            self.text.push(' ');
        }
    }

    /// Where in the text of this block an element began to speak, and where it ended, without the
    /// spaces around; `None` where it said nothing.
    fn said(&self, open: &Open<'p>) -> Option<(usize, usize)> {
        let (block, at) = open.at;
        let from = if block == self.block { at } else { 0 };
        let said = self.text.get(from..)?;
        let end = from + said.trim_end().len();
        let start = from + (said.len() - said.trim_start().len());
        (start < end).then_some((start, end))
    }

    fn expand(&mut self, title: &str, open: &Open<'p>) {
        if let Some((start, end)) = self.said(open)
            && self.text[start..end] != *title.trim()
        {
            self.append(&format!(" ({})", title.trim()));
        }
    }

    /// Emphasis within emphasis is not marked, nor is what marks could not hold together (6.2).
    fn close_emphasis(&mut self, open: &Open<'p>, mark: &str) {
        self.emphases -= 1;
        let free = self.emphases == 0 && self.code == 0 && !self.is_verbatim() && !self.is_bold();
        let Some((start, end)) = self.said(open).filter(|_| free) else { return };
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
        self.emphasis = Some(super::body::Emphasis { start, end, mark, closes_before_letters });
    }

    fn close_code(&mut self, open: &Open<'p>) {
        self.code -= 1;
        if self.code > 0 || self.is_verbatim() {
            return;
        }
        let Some((start, end)) = self.said(open) else { return };
        let rest = self.text.split_off(end);
        let code = self.text.split_off(start);
        if self.text.ends_with('`') {
            // Two strings of backticks would become one.
            self.text.push(' ');
        }
        escape::code(&mut self.text, &code);
        self.text.push_str(&rest);
        for link in std::mem::take(&mut self.held_links) {
            self.say_address(&link);
        }
    }

    fn close_link(&mut self, link: &Link<'p>, open: &Open<'p>) {
        if self.said(open).is_none()
            && open.at.0 == self.block
            && let Some(label) = &link.label
        {
            self.say(label);
        }
        let leads = self.links != Links::None && is_news(&link.href, "");
        if !leads || self.in_links > 0 {
            return;
        }
        if self.code > 0 || self.is_verbatim() {
            return self.held_links.push(link.href.clone());
        }
        match self.said(open) {
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
        self.emphasis = None;
        self.linked = true;
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
            if self.is_verbatim() {
                self.held_links.push(href);
            } else if self.linked {
                self.say_address(&href);
            } else {
                let end = self.text.trim_end().len();
                self.wrap_link(&href, 0, end);
            }
        }
    }

    /// A link around blocks that had no text.
    pub(super) fn close_block_link(&mut self, open: &Open<'p>) {
        if self.unsaid.pop_if(|at| *at == self.open.len()).is_none() {
            return;
        }
        if let Data::Link(link) = &open.data {
            self.close_link(link, open);
            self.flush();
        }
    }
}
