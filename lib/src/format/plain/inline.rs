//! What stands within text.

use super::body::{Body, Data, Open};
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
        let first = words.chars().next();
        let after_script = std::mem::take(&mut self.after_script);
        if let Some(first) = first {
            self.keep_digits_apart(first, after_script);
        }
        if self.is_preformatted() {
            text::push_verbatim(&mut self.text, words);
        } else {
            text::push(&mut self.text, words);
        }
    }

    fn is_preformatted(&self) -> bool {
        self.inner_tag() == Some(TagEnd::Preformatted)
    }

    /// Adds what keeps a number above or below the line apart from the numbers beside it.
    fn keep_digits_apart(&mut self, first: char, after_script: bool) {
        let begun = |open: &&Open<'p>| open.at == (self.block, self.text.len());
        // The number of a note is a link above the line: what stands right within counts too.
        let mut since = self.open.iter().rev().take_while(begun).map(|open| open.tag);
        let script = since.find(|tag| matches!(tag, TagEnd::Superscript | TagEnd::Subscript));
        let before = self.text.chars().next_back();
        if let Some(mark) = between_numbers(before, script, after_script, first) {
            self.text.push(mark);
        }
    }

    /// Adds words of our own or of an attribute.
    pub(super) fn say(&mut self, words: &str) {
        self.after_script = false;
        text::push(&mut self.text, words);
    }

    pub(super) fn line_break(&mut self) {
        self.after_script = false;
        if !self.is_preformatted() {
            self.text.truncate(self.text.trim_end_matches(' ').len());
            if self.text.is_empty() || self.text.ends_with("\n\n") {
                return;
            }
        }
        self.text.push('\n');
    }

    pub(super) fn image(&mut self, image: &Image<'_>) {
        match &image.alt {
            Some(alt) if image.alone => self.say(alt),
            Some(alt) => {
                self.say("[");
                self.say(alt);
                self.say("]");
            }
            None => {
                self.say("[");
                self.say(&self.here().image_without_description);
                self.say("]");
            }
        }
    }

    pub(super) fn open_inline(&mut self, tag: Tag<'p>) {
        match tag {
            Tag::Link(link) => self.data(Data::Link(link)),
            Tag::Abbreviation { title } => {
                if self.expansions.insert(title) {
                    self.data(Data::Expansion(title));
                }
            }
            Tag::Deleted => {
                self.say("[");
                self.say(&self.here().deleted);
                self.say(": ");
            }
            Tag::Quote => self.say(self.here().quotes(self.quotations() - 1)[0]),
            Tag::RubyText => self.say(" ("),
            _ => {}
        }
    }

    pub(super) fn close_inline(&mut self, open: &Open<'p>) {
        match &open.data {
            Data::Link(link) => return self.close_link(link, open),
            Data::Expansion(title) => return self.expand(title, open),
            _ => {}
        }
        match open.tag {
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
        let spaced = self.text.ends_with(' ') && !self.is_preformatted();
        if spaced {
            self.text.pop();
        }
        self.say(words);
        if spaced {
            self.text.push(' ');
        }
    }

    /// What an element has said, in the block that is being read.
    fn said(&self, open: &Open<'p>) -> &str {
        let (block, at) = open.at;
        let from = if block == self.block { at } else { 0 };
        self.text.get(from..).unwrap_or_default()
    }

    fn expand(&mut self, title: &str, open: &Open<'p>) {
        let said = self.said(open).trim();
        if !said.is_empty() && said != title.trim() {
            self.append(&format!(" ({})", title.trim()));
        }
    }

    fn close_link(&mut self, link: &Link<'p>, open: &Open<'p>) {
        let said = self.said(open).trim();
        let silent = said.is_empty() && open.at.0 == self.block;
        let news = self.links != Links::None && is_news(&link.href, said);
        if let Some(label) = link.label.as_deref().filter(|_| silent) {
            self.say(label);
        }
        if news {
            self.lead(&link.href);
        }
    }

    /// Says where a link leads.
    fn lead(&mut self, href: &Cow<'p, str>) {
        let mut address = String::from(if self.text.is_empty() { "" } else { " " });
        match self.links {
            Links::None => return,
            Links::List => address.push_str(&format!("[{}]", self.references.number(href))),
            Links::Inline => {
                address.push('(');
                text::push_address(&mut address, href);
                address.push(')');
            }
        }
        self.append(&address);
    }

    /// Links around blocks say where they lead after the first of these: mostly a heading.
    pub(super) fn say_block_links(&mut self) {
        for at in std::mem::take(&mut self.unsaid) {
            let Some(Data::Link(link)) = self.open.get(at).map(|open| &open.data) else { continue };
            if self.links != Links::None && is_news(&link.href, &self.text) {
                let href = link.href.clone();
                self.lead(&href);
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
