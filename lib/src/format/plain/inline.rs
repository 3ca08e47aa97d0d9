//! What stands within text.

use super::body::{Body, Open, PlainText};
use crate::event::Link;
use crate::format::Links;
use crate::format::lines::{Data, Style};
use crate::format::references::{is_news, readable};
use crate::format::text;
use std::borrow::Cow;

impl<'p> Body<'p> {
    pub(super) fn words(&mut self, words: &str) {
        let mark = self.mark_between_numbers(words);
        self.text.extend(mark);
        if PlainText::is_verbatim(self) {
            text::push_verbatim(&mut self.text, words);
        } else {
            text::push(&mut self.text, words);
        }
    }

    pub(super) fn line_break(&mut self) {
        if !PlainText::is_verbatim(self) {
            self.text.truncate(self.text.trim_end_matches(' ').len());
            if self.text.is_empty() || self.text.ends_with("\n\n") {
                return;
            }
        }
        self.text.push('\n');
    }

    pub(super) fn close_link(&mut self, link: &Link<'p>, open: &Open<'p>) {
        let said = self.said(open).trim();
        let silent = said.is_empty() && open.at.0 == self.block;
        let news = self.links != Links::None && is_news(&link.href, said);
        let name = open.accessible.as_ref().and_then(|it| it.name.as_deref());
        if let Some(name) = name.filter(|_| silent) {
            self.say(name);
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
            Links::List => {
                let number = self.references.number(href);
                address.push_str(&self.references.sign(number));
            }
            Links::Inline => {
                address.push('(');
                text::push_address(&mut address, readable(href));
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
}
