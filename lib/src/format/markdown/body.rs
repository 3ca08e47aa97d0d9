//! Blocks: what stands on lines of its own.

use super::{escape, tables};
use crate::event::{Link, Numbering, Tag, TagEnd};
use crate::format::lines::{self, Data, Style};
use crate::format::sheet::{Gap, Sheet};
use crate::format::table::Grid;
use crate::format::{Links, Tables, words};
use std::borrow::Cow;

pub(super) type Body<'p> = lines::Body<'p, Marks<'p>>;
pub(super) type Open<'p> = lines::Open<'p, Marks<'p>>;

/// How the items of a list are marked: differently from those of a list right before it, or
/// the two would be one (CommonMark 0.31, 5.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    First,
    Second,
}

/// A list: its numbering, whether it is ordered, how its items are marked.
#[derive(Debug, Clone, Copy)]
pub(super) struct List {
    numbering: Numbering,
    /// The number of its last item.
    last: Option<i64>,
    ordered: bool,
    marker: Marker,
    /// Whether it has an item already.
    begun: bool,
}

/// Emphasis that has just been marked.
#[derive(Debug)]
pub(super) struct Emphasis {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) mark: usize,
    /// Whether the closing mark is one whatever follows.
    pub(super) closes_before_letters: bool,
}

/// What has to be known to write Markdown beside the text, in which `\n` stands for line breaks.
#[derive(Debug, Default)]
pub(super) struct Marks<'p> {
    pub(super) scratch: String,
    pub(super) emphasis: Option<Emphasis>,
    /// How many of these are open.
    pub(super) emphases: usize,
    pub(super) code: usize,
    pub(super) in_links: usize,
    /// Links within code, which cannot hold them.
    pub(super) held_links: Vec<Cow<'p, str>>,
    /// Whether the block that is being read has a link.
    pub(super) linked: bool,
    /// A number that no marker can hold, to be said before the text of its item.
    pub(super) number: String,
    /// How many lines there were after the list that ended last, and how it was marked.
    last_list: Option<(usize, bool, Marker)>,
}

impl<'p> Style<'p> for Marks<'p> {
    type List = List;

    fn words(body: &mut Body<'p>, words: &str) {
        body.words(words);
    }

    fn say(body: &mut Body<'p>, words: &str) {
        body.say_escaped(words);
    }

    fn line_break(body: &mut Body<'p>) {
        body.line_break();
    }

    fn rule(body: &mut Body<'p>) {
        body.sheet.raise_gap(Gap::Blank);
        // Neither `-` nor `*`: after a bullet these would make a rule of the list item.
        body.sheet.line("___");
        body.sheet.raise_gap(Gap::Blank);
    }

    /// Preformatted text, which a cell cannot hold.
    fn is_verbatim(body: &Body<'p>) -> bool {
        let tag = body.inner().map(|open| open.tag);
        tag == Some(TagEnd::Preformatted) && !body.sheet.is_tight()
    }

    fn name(body: &mut Body<'p>, name: &str) {
        body.say(name);
        let text = std::mem::take(&mut body.text);
        if !text.trim().is_empty() {
            body.sheet.line(&format!("**{}**", text.trim()));
        }
        body.sheet.raise_gap(Gap::Blank);
    }

    fn summary(body: &mut Body<'p>, summary: &str) {
        body.say(summary);
        body.flush();
        body.sheet.raise_gap(Gap::Blank);
    }

    fn region(body: &mut Body<'p>, name: &str) {
        Self::name(body, name);
    }

    fn separate(body: &mut Body<'p>, tag: &Tag<'p>, outer: usize) {
        let outer = &body.open[outer];
        match tag {
            Tag::Item { .. } => {}
            // A list may follow a paragraph at once if it could be nothing else (5.2).
            Tag::List { start: None | Some(1), .. } if outer.tag == TagEnd::Item => {
                if !outer.loose {
                    body.sheet.set_gap(Gap::Line);
                }
            }
            _ => body.sheet.raise_gap(Gap::Blank),
        }
    }

    fn open_block(body: &mut Body<'p>, tag: Tag<'p>) {
        match tag {
            Tag::List { numbering, start, .. } => {
                let (lines, ordered) = (body.sheet.lines(), start.is_some());
                let marker = match body.style.last_list {
                    Some(last) if last == (lines, ordered, Marker::First) => Marker::Second,
                    _ => Marker::First,
                };
                body.data(Data::List(List {
                    numbering,
                    ordered,
                    marker,
                    begun: false,
                    last: None,
                }));
            }
            Tag::Item { number, marker } => body.item(number, marker.as_deref()),
            Tag::Description => body.indent_block(|sheet| sheet.open_marked("- ")),
            Tag::BlockQuote => body.indent_block(|sheet| sheet.open("> ")),
            _ => {}
        }
    }

    fn open_inline(body: &mut Body<'p>, tag: TagEnd) {
        match tag {
            TagEnd::Link => body.style.in_links += 1,
            TagEnd::Emphasis | TagEnd::Strong => body.style.emphases += 1,
            TagEnd::Code | TagEnd::Keyboard | TagEnd::Sample => body.style.code += 1,
            _ => {}
        }
    }

    fn close_inline(body: &mut Body<'p>, open: &Open<'p>) {
        match open.tag {
            TagEnd::Link => body.style.in_links -= 1,
            TagEnd::Emphasis => body.close_emphasis(open, "*"),
            TagEnd::Strong => body.close_emphasis(open, "**"),
            TagEnd::Code | TagEnd::Keyboard | TagEnd::Sample => body.close_code(open),
            _ => {}
        }
    }

    fn close_link(body: &mut Body<'p>, link: &Link<'p>, open: &Open<'p>) {
        body.close_link(link, open);
    }

    fn table(body: &mut Body<'p>, table: &Grid, layout: Tables) {
        tables::write(table, layout, &mut body.sheet);
    }

    fn after_block(body: &mut Body<'p>, open: &Open<'p>) {
        if open.tag == TagEnd::Item {
            body.style.number.clear();
        }
        match open.tag {
            _ if open.lines == body.sheet.lines() => {}
            TagEnd::Item if !open.loose => body.sheet.set_gap(Gap::Line),
            TagEnd::Link | TagEnd::Row | TagEnd::Cell => {}
            _ => body.sheet.raise_gap(Gap::Blank),
        }
        if let Data::List(list) = open.data {
            body.style.last_list = Some((body.sheet.lines(), list.ordered, list.marker));
        }
        if let Some(outer) = body.around() {
            outer.loose |= open.loose && matches!(open.tag, TagEnd::Item | TagEnd::List);
        }
    }

    fn flush(body: &mut Body<'p>) {
        body.flush();
    }

    fn addresses(body: &mut Body<'p>) {
        let Links::List = body.links else { return };
        body.sheet.raise_gap(Gap::Blank);
        let mut line = String::new();
        for (at, address) in body.references.addresses().iter().enumerate() {
            line.clear();
            line.push_str(&format!("[{}]: ", at + 1));
            escape::push_address(&mut line, address);
            body.sheet.line(&line);
        }
    }
}

impl<'p> Body<'p> {
    /// Whether the block is written in bold: it names what follows.
    pub(super) fn is_bold(&self) -> bool {
        let names = |open: &Open<'p>| {
            use TagEnd::{Legend, Summary, TableCaption, Term};
            matches!(open.tag, Term | Legend | Summary | TableCaption)
        };
        let Some(inner) = self.inner().filter(|_| !self.sheet.is_tight()) else { return false };
        let outer = inner.outer.and_then(|at| self.open.get(at));
        names(inner) || (inner.tag == TagEnd::Paragraph && outer.is_some_and(names))
    }

    /// Indents what is in a block; a cell has no lines of its own.
    fn indent_block(&mut self, open: impl FnOnce(&mut Sheet)) {
        if !self.sheet.is_tight() {
            self.indent(open);
        }
    }

    /// Whether a number is the one after that of the last item, if there is one; it is the last then.
    fn goes_on(&mut self, number: Option<i64>) -> bool {
        let list = self.open.iter_mut().rev().nth(1).map(|open| &mut open.data);
        let (Some(Data::List(list)), Some(number)) = (list, number) else { return true };
        list.last.replace(number).is_none_or(|last| last.checked_add(1) == Some(number))
    }

    /// Goes on with another list in the place of the open one.
    fn other_list(&mut self) -> Marker {
        let list = self.open.iter_mut().rev().nth(1).map(|open| &mut open.data);
        let Some(Data::List(list)) = list else { return Marker::First };
        list.marker = match list.marker {
            Marker::First => Marker::Second,
            Marker::Second => Marker::First,
        };
        list.marker
    }

    fn item(&mut self, number: Option<i64>, own_marker: Option<&str>) {
        let list = self.open.iter_mut().rev().nth(1).map(|open| &mut open.data);
        let (numbering, marker, begun) = match list {
            Some(Data::List(List { numbering, marker, begun, .. })) => {
                (*numbering, *marker, std::mem::replace(begun, true))
            }
            _ => (Numbering::Decimal, Marker::First, false),
        };
        let bullet = if marker == Marker::First { "- " } else { "* " };
        let counted = own_marker.and_then(|marker| {
            let number = marker.strip_suffix('.')?;
            number.parse::<i64>().ok().filter(|parsed| parsed.to_string() == number)
        });
        let (number, numbering) = match counted {
            Some(counted) => (Some(counted), Numbering::Decimal),
            None => (number, numbering),
        };
        // CommonMark 0.31, 5.2: at most nine digits.
        let own = numbering == Numbering::Decimal && !self.sheet.is_tight();
        let goes_on = self.goes_on(number);
        if let Some(own_marker) = own_marker.filter(|_| counted.is_none()) {
            self.indent_block(|sheet| sheet.open_marked(bullet));
            let mut written = String::new();
            escape::push(&mut written, &mut self.style.scratch, own_marker);
            if !written.trim().is_empty() {
                self.style.number = format!("{} ", written.trim());
            }
            return;
        }
        match number {
            Some(number @ 0..=999_999_999) if own => {
                // The numbers of a list rise by one; another delimiter begins another list (5.3).
                let marker = if goes_on { marker } else { self.other_list() };
                let end = if marker == Marker::First { "." } else { ")" };
                // Of numbers only 1 may follow a paragraph at once (5.2).
                if !(begun && goes_on) && number != 1 {
                    self.sheet.raise_gap(Gap::Blank);
                }
                self.indent_block(|sheet| sheet.open_marked(&format!("{number}{end} ")));
            }
            Some(number) => {
                self.indent_block(|sheet| sheet.open_marked(bullet));
                self.style.number = format!("{}. ", words::number(number, numbering));
            }
            None => self.indent_block(|sheet| sheet.open_marked(bullet)),
        }
    }
}
