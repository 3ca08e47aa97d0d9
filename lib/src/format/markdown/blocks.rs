//! Blocks as they are written: paragraphs, code, rules.

use super::body::{Body, Marks};
use super::escape;
use crate::format::Links;
use crate::format::lines::{Data, Style};
use crate::format::sheet::Gap;
use std::borrow::Cow;

impl<'p> Body<'p> {
    /// Writes the text that has been read as a block.
    pub(super) fn flush(&mut self) {
        self.after_script = false;
        self.style.emphasis = None;
        if self.text.is_empty() {
            return;
        }
        if !self.text.trim().is_empty() {
            self.say_block_links();
            let mut text = std::mem::take(&mut self.text);
            if !self.style.number.is_empty() && !Marks::is_verbatim(self) {
                text.insert_str(0, &std::mem::take(&mut self.style.number));
            }
            self.write_block(&text);
            self.text = text;
        }
        self.text.clear();
        self.block += 1;
        self.style.linked = false;
    }

    pub(super) fn write_block(&mut self, text: &str) {
        if Marks::is_verbatim(self) {
            return self.write_code(text);
        }
        let text = text.trim();
        let level = self.inner().and_then(|open| match open.data {
            Data::Level(level) => Some(usize::from(level.clamp(1, 6))),
            _ => None,
        });
        if let Some(level) = level.filter(|_| !self.sheet.is_tight()) {
            let mut line = format!("{} {}", "#".repeat(level), text.replace('\n', " "));
            if line.ends_with('#') {
                line.insert(line.len() - 1, '\\');
            }
            return self.sheet.line(&line);
        }
        if self.is_bold() && !text.contains('\n') {
            return self.sheet.line(&format!("**{text}**"));
        }
        let mut lines = text.split('\n').peekable();
        let mut written = String::with_capacity(text.len() + 2);
        while let Some(line) = lines.next() {
            written.clear();
            let start = if self.sheet.is_tight() { None } else { escape::block_start(line) };
            let (head, rest) = line.split_at(start.unwrap_or(0));
            written.push_str(head);
            written.push_str(if start.is_some() { "\\" } else { "" });
            written.push_str(rest);
            if lines.peek().is_some() && !self.sheet.is_tight() {
                written.push('\\');
            }
            self.sheet.line(&written);
        }
    }

    pub(super) fn write_code(&mut self, text: &str) {
        let fence = "`".repeat(escape::longest_run(text).max(2) + 1);
        self.sheet.line(&fence);
        self.sheet.verbatim(text.trim_end());
        self.sheet.set_gap(Gap::Line);
        self.sheet.line(&fence);
        self.sheet.raise_gap(Gap::Blank);
        for link in std::mem::take(&mut self.style.held_links) {
            let mut line = String::from("[");
            escape::push(&mut line, &mut self.style.scratch, &link);
            line.push(']');
            self.push_target(&mut line, &link);
            self.sheet.line(&line);
            self.sheet.raise_gap(Gap::Blank);
        }
    }

    /// Adds where a link leads, after its text.
    pub(super) fn push_target(&mut self, out: &mut String, href: &Cow<'p, str>) {
        match self.links {
            Links::List => out.push_str(&format!("[{}]", self.references.number(href))),
            _ => {
                out.push('(');
                escape::push_address(out, href);
                out.push(')');
            }
        }
    }
}
