//! Lists, numbered as the page numbers them, and lists of terms and descriptions.

use super::elements::{Body, Note, Open};
use crate::escape::attribute;
use crate::event::{Attributes, Numbering, TagEnd};

/// What is known of a list when it begins.
#[derive(Debug)]
pub(super) struct List<'l> {
    pub(super) start: Option<i64>,
    pub(super) reversed: bool,
    pub(super) numbering: Numbering,
    pub(super) style: Option<&'l str>,
}

/// A string of CSS (CSS Syntax 3, 4.3.5).
fn css_string(text: &str) -> String {
    let mut out = String::from("'");
    for c in text.chars() {
        match c {
            '\'' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}

/// What a list of terms and descriptions has so far.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// Where the names of its parts stand in the output, in start tags and end tags.
    names: Vec<usize>,
    terms: bool,
    /// Where its first description begins.
    description: Option<usize>,
    /// Whether a description was there before any term.
    leads: bool,
    /// Whether the last part is a term.
    ends: bool,
}

impl<'p> Body<'p> {
    pub(super) fn list(&mut self, list: &List<'_>, attributes: &Attributes<'p>) {
        let &List { start, reversed, numbering, style } = list;
        let kind = match numbering {
            Numbering::Decimal => None,
            Numbering::LowerAlpha => Some("a"),
            Numbering::UpperAlpha => Some("A"),
            Numbering::LowerRoman => Some("i"),
            Numbering::UpperRoman => Some("I"),
        };
        let Some(start) = start else {
            return self.open(TagEnd::List, "ul", "</ul>\n", attributes, |_| {});
        };
        self.open(TagEnd::List, "ol", "</ol>\n", attributes, |out| {
            if start != 1 || reversed {
                attribute(out, "start", &start.to_string());
            }
            if reversed {
                out.push_str(" reversed");
            }
            if let Some(kind) = kind {
                attribute(out, "type", kind);
            }
            if let Some(style) = style {
                attribute(out, "style", &format!("list-style-type: {style}"));
            }
        });
        let step = if reversed { -1 } else { 1 };
        self.note(Note::Numbers { next: start, step, styled: style.is_some() });
    }

    pub(super) fn item(
        &mut self,
        number: Option<i64>,
        marker: Option<&str>,
        attributes: &Attributes<'p>,
    ) {
        let (mut expected, mut by_list) = (None, false);
        if let Some(Note::Numbers { next, step, styled }) = self.top_note() {
            (expected, by_list) = (Some(*next), *styled);
            *next = number.unwrap_or(*next).saturating_add(*step);
        }
        // What stands among numbered items and has no number is not to get one.
        let unnumbered = expected.is_some() && number.is_none();
        self.open(TagEnd::Item, "li", "</li>\n", attributes, |out| {
            if let Some(number) = number.filter(|_| expected.is_some() && number != expected) {
                attribute(out, "value", &number.to_string());
            }
            match marker {
                Some(marker) if !by_list && !marker.is_empty() => {
                    let string = css_string(&format!("{marker} "));
                    attribute(out, "style", &format!("list-style-type: {string}"));
                }
                Some("") if !by_list => attribute(out, "style", "list-style-type: none"),
                None if unnumbered => attribute(out, "style", "list-style-type: none"),
                _ => {}
            }
        });
    }

    pub(super) fn description_list(&mut self, attributes: &Attributes<'p>) {
        self.open(TagEnd::DescriptionList, "dl", "</dl>\n", attributes, |_| {});
        self.note(Note::Pairs(Pairs::default()));
    }

    /// A term or a description.
    pub(super) fn part(&mut self, end: TagEnd, attributes: &Attributes<'p>) {
        let (name, close) = match end {
            TagEnd::Term => ("dt", "</dt>\n"),
            _ => ("dd", "</dd>\n"),
        };
        self.open(end, name, close, attributes, |_| {});
        let start = self.top_start();
        let Some(Note::Pairs(pairs)) = self.parent_note() else { return };
        pairs.names.push(start + 1);
        pairs.ends = end == TagEnd::Term;
        match pairs.ends {
            true => pairs.terms = true,
            false => {
                pairs.leads |= !pairs.terms;
                pairs.description.get_or_insert(start);
            }
        }
    }

    /// Remembers where the name of a part stands in its end tag, which is about to be written.
    pub(super) fn end_part(&mut self) {
        let at = self.out.len() + "</".len();
        if let Some(Note::Pairs(pairs)) = self.top_note() {
            pairs.names.push(at);
        }
    }

    /// A `dl` is made of groups of terms with their descriptions (HTML Standard, 4.4.9). What has
    /// only the ones or only the others is a list; in a mixed one, what lacks gets an empty place.
    pub(super) fn close_pairs(&mut self, open: &mut Open, pairs: &Pairs) {
        match pairs.description {
            Some(first) if pairs.terms => {
                if pairs.ends {
                    self.out.push_str("<dd></dd>\n");
                }
                if pairs.leads {
                    self.out.insert_str(first, "<dt></dt>\n");
                }
            }
            _ => {
                self.out.replace_range(open.start + 1..open.start + 3, "ul");
                for &at in &pairs.names {
                    self.out.replace_range(at..at + 2, "li");
                }
                open.end = "</ul>\n";
            }
        }
    }
}
