//! Blocks: what stands on lines of its own.

use super::columns;
use crate::event::{Link, Numbering, Tag, TagEnd};
use crate::format::lines::{self, Data, Style};
use crate::format::references::readable;
use crate::format::sheet::Gap;
use crate::format::table::Grid;
use crate::format::{Tables, text, words};
use crate::i18n::Phrases;

pub(super) type Body<'p> = lines::Body<'p, PlainText>;
pub(super) type Open<'p> = lines::Open<'p, PlainText>;

/// Plain text, with its own words in the page's language.
#[derive(Debug)]
pub(super) struct PlainText {
    pub(super) phrases: &'static Phrases,
}

impl<'p> Style<'p> for PlainText {
    type List = Numbering;

    fn words(body: &mut Body<'p>, words: &str) {
        body.words(words);
    }

    fn say(body: &mut Body<'p>, words: &str) {
        text::push(&mut body.text, words);
    }

    fn line_break(body: &mut Body<'p>) {
        body.line_break();
    }

    fn rule(body: &mut Body<'p>) {
        body.sheet.raise_gap(Gap::Blank);
        let width = body.sheet.room().min(40);
        body.sheet.line(&"-".repeat(width));
        body.sheet.raise_gap(Gap::Blank);
    }

    fn is_verbatim(body: &Body<'p>) -> bool {
        body.inner().is_some_and(|open| open.tag == TagEnd::Preformatted)
    }

    fn name(body: &mut Body<'p>, name: &str) {
        let mut line = String::new();
        text::push(&mut line, name);
        body.sheet.paragraph(&line);
        body.sheet.raise_gap(Gap::Line);
    }

    fn summary(body: &mut Body<'p>, summary: &str) {
        Self::name(body, summary);
    }

    fn region(body: &mut Body<'p>, name: &str) {
        let mut line = String::from("== ");
        text::push(&mut line, name);
        line.push_str(" ==");
        body.sheet.paragraph(&line);
        body.sheet.raise_gap(Gap::Blank);
    }

    fn separate(body: &mut Body<'p>, tag: &Tag<'p>, outer: usize) {
        let outer = &body.open[outer];
        match gap(tag, outer.tag) {
            Gap::Line if matches!(tag, Tag::List { .. }) && !outer.loose => {
                body.sheet.set_gap(Gap::Line);
            }
            gap => body.sheet.raise_gap(gap),
        }
    }

    fn open_block(body: &mut Body<'p>, tag: Tag<'p>) {
        match tag {
            Tag::List { numbering, .. } => body.data(Data::List(numbering)),
            Tag::Item { number, marker } => body.item(number, marker.as_deref()),
            Tag::Description | Tag::Preformatted => body.indent(|sheet| sheet.open("    ")),
            Tag::BlockQuote => body.indent(|sheet| sheet.open("> ")),
            _ => {}
        }
    }

    fn open_inline(_: &mut Body<'p>, _: TagEnd) {}

    fn close_inline(_: &mut Body<'p>, _: &Open<'p>) {}

    fn close_link(body: &mut Body<'p>, link: &Link<'p>, open: &Open<'p>) {
        body.close_link(link, open);
    }

    fn table(body: &mut Body<'p>, table: &Grid, layout: Tables) {
        if layout == Tables::Rows || !columns::write(table, &mut body.sheet) {
            columns::write_rows(table, &mut body.sheet);
        }
    }

    fn after_block(body: &mut Body<'p>, open: &Open<'p>) {
        let around = body.around().map_or(TagEnd::Region, |outer| outer.tag);
        match open.tag {
            _ if open.lines == body.sheet.lines() => {}
            TagEnd::Item | TagEnd::Description | TagEnd::Term => {
                body.sheet.set_gap(if open.loose { Gap::Blank } else { Gap::Line });
            }
            TagEnd::List | TagEnd::DescriptionList if is_tight(around) => {}
            TagEnd::Legend | TagEnd::Summary | TagEnd::Link | TagEnd::Row | TagEnd::Cell => {}
            TagEnd::Paragraph | TagEnd::FigureCaption if is_tight(around) => {}
            _ => body.sheet.raise_gap(Gap::Blank),
        }
        if let Some(outer) = body.around() {
            outer.loose |=
                open.loose && matches!(open.tag, TagEnd::Item | TagEnd::List | TagEnd::Description);
        }
    }

    fn flush(body: &mut Body<'p>) {
        body.flush();
    }

    fn addresses(body: &mut Body<'p>) {
        if body.references.addresses().is_empty() {
            return;
        }
        body.sheet.raise_gap(Gap::Blank);
        body.underlined(&body.style.phrases.links, "-");
        let mut line = String::new();
        for (at, address) in body.references.addresses().iter().enumerate() {
            line.clear();
            line.push_str(&body.references.sign(at + 1));
            line.push(' ');
            text::push_address(&mut line, readable(address));
            body.sheet.line(&line);
        }
    }
}

impl<'p> Body<'p> {
    fn item(&mut self, number: Option<i64>, marker: Option<&str>) {
        let list = self.open.iter().rev().nth(1);
        let numbering = match list.map(|open| &open.data) {
            Some(Data::List(numbering)) => *numbering,
            _ => Numbering::Decimal,
        };
        let mut own = String::new();
        text::push(&mut own, marker.unwrap_or_default());
        self.indent(|sheet| match (marker, number) {
            (Some(_), _) if !own.is_empty() => sheet.open_marked(&format!("{own} ")),
            (None, Some(number)) => {
                sheet.open_marked(&format!("{}. ", words::number(number, numbering)));
            }
            _ => sheet.open_marked("- "),
        });
    }

    fn flush(&mut self) {
        self.after_script = false;
        if self.text.is_empty() {
            return;
        }
        if !self.text.trim().is_empty() {
            self.say_block_links();
            let text = std::mem::take(&mut self.text);
            match self.inner().map(|open| (open.tag, &open.data)) {
                Some((TagEnd::Preformatted, _)) => self.sheet.verbatim(&text),
                Some((_, &Data::Level(level))) if !self.sheet.is_tight() => {
                    self.heading(text.trim_end(), level);
                }
                _ => {
                    self.sheet.paragraph(text.trim_end());
                }
            }
            self.text = text;
        }
        self.text.clear();
        self.block += 1;
    }

    fn heading(&mut self, text: &str, level: u8) {
        match level {
            0 | 1 => self.underlined(text, "="),
            2 => self.underlined(text, "-"),
            _ => {
                let marks = usize::from(level.min(9));
                self.sheet.open_marked(&"######### "[9 - marks..]);
                self.sheet.paragraph(text);
                self.sheet.close();
            }
        }
    }

    fn underlined(&mut self, text: &str, line: &str) {
        let width = self.sheet.paragraph(text).min(self.sheet.room());
        self.sheet.line(&line.repeat(width));
        self.sheet.raise_gap(Gap::Blank);
    }
}

/// Whether the blocks of an element stand close together, where each is but a line of text.
fn is_tight(around: TagEnd) -> bool {
    use TagEnd::*;
    matches!(
        around,
        Item | Description | Term | Cell | Figure | Legend | Summary | Address | FigureCaption
    )
}

/// What separates a block from the one before it.
fn gap(tag: &Tag<'_>, around: TagEnd) -> Gap {
    match tag {
        Tag::Item { .. } | Tag::Term | Tag::Description => Gap::Line,
        Tag::Paragraph { implied: true }
        | Tag::List { .. }
        | Tag::DescriptionList
        | Tag::FigureCaption
            if is_tight(around) =>
        {
            Gap::Line
        }
        Tag::Paragraph { .. } if matches!(around, TagEnd::Legend | TagEnd::Summary) => Gap::Line,
        Tag::Link(_) => Gap::Line,
        _ => Gap::Blank,
    }
}
