//! HTML as the outputs that are HTML share it: an element for each of a reading, and what text,
//! attributes and addresses may hold.

mod controls;
mod details;
mod elements;
mod late;
mod links;
mod lists;
mod names;
mod own;
mod regions;
mod tables;

use crate::escape::text;
pub(super) use elements::Body;
pub(super) use names::direction;
pub(super) use own::own_words;
pub(super) use regions::Landmark;
pub(super) use tables::{LONGEST_WORD, PADDING};

pub(super) fn link(out: &mut String, href: &str, name: &str) {
    out.push_str("<a");
    links::address(out, "href", href);
    out.push('>');
    text(out, name);
    out.push_str("</a>");
}
