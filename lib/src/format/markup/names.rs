//! The names of HTML for what a reading says.

use crate::event::{Direction, TagEnd};

/// The elements whose content begins on a line of its own in the source.
pub(super) fn holds_elements(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Region
            | TagEnd::List
            | TagEnd::DescriptionList
            | TagEnd::BlockQuote
            | TagEnd::Figure
            | TagEnd::Table
            | TagEnd::Row
            | TagEnd::Details
            | TagEnd::Section
            | TagEnd::FieldSet
    )
}

/// The elements that are written by their name alone.
pub(super) fn plain_element(tag: TagEnd) -> Option<(&'static str, &'static str)> {
    Some(match tag {
        TagEnd::BlockQuote => ("blockquote", "</blockquote>\n"),
        TagEnd::Preformatted => ("pre", "</pre>\n"),
        TagEnd::Figure => ("figure", "</figure>\n"),
        TagEnd::FigureCaption => ("figcaption", "</figcaption>\n"),
        TagEnd::Address => ("address", "</address>\n"),
        TagEnd::TableCaption => ("caption", "</caption>\n"),
        TagEnd::Legend => ("legend", "</legend>\n"),
        TagEnd::Emphasis => ("em", "</em>"),
        TagEnd::Strong => ("strong", "</strong>"),
        TagEnd::Code => ("code", "</code>"),
        TagEnd::Keyboard => ("kbd", "</kbd>"),
        TagEnd::Sample => ("samp", "</samp>"),
        TagEnd::Variable => ("var", "</var>"),
        TagEnd::Subscript => ("sub", "</sub>"),
        TagEnd::Superscript => ("sup", "</sup>"),
        TagEnd::Deleted => ("del", "</del>"),
        TagEnd::Inserted => ("ins", "</ins>"),
        TagEnd::Mark => ("mark", "</mark>"),
        TagEnd::Small => ("small", "</small>"),
        TagEnd::Quote => ("q", "</q>"),
        TagEnd::Cite => ("cite", "</cite>"),
        TagEnd::Definition => ("dfn", "</dfn>"),
        TagEnd::Ruby => ("ruby", "</ruby>"),
        TagEnd::RubyText => ("rt", "</rt>"),
        TagEnd::BidiOverride => ("bdo", "</bdo>"),
        _ => return None,
    })
}

pub(in crate::format) fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
        Direction::Auto => "auto",
    }
}
