//! The headings of a page, as assistive technology finds them.

use super::context::Context;
use crate::dom::{NodeId, Tag};

/// A heading and its level.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heading {
    pub(crate) node: NodeId,
    pub(crate) level: u32,
}

/// The headings that are not hidden, in tree order (HTML-AAM, `h1` to `h6`; WAI-ARIA, `heading`).
pub(super) fn headings(cx: &Context<'_>) -> Vec<Heading> {
    cx.elements().filter_map(|id| heading(cx, id)).filter(|it| !cx.hidden(it.node)).collect()
}

fn heading(cx: &Context<'_>, node: NodeId) -> Option<Heading> {
    let own = match cx.doc.tag(node) {
        Tag::H1 => Some(1),
        Tag::H2 => Some(2),
        Tag::H3 => Some(3),
        Tag::H4 => Some(4),
        Tag::H5 => Some(5),
        Tag::H6 => Some(6),
        _ => None,
    };
    let role = cx.filled(node, "role");
    if own.is_none() && role.is_none() {
        return None;
    }
    let asked = cx.filled(node, "aria-level").and_then(|level| level.parse().ok());
    let asked = asked.filter(|&level: &u32| level > 0);
    let level = match role {
        Some(role) if role.eq_ignore_ascii_case("heading") => asked.or(own).unwrap_or(2),
        Some(_) => return None,
        None => asked.filter(|_| own.is_some()).or(own)?,
    };
    Some(Heading { node, level })
}
