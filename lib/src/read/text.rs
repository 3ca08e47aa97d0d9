//! The visible text of a subtree as one line.
use crate::css::Display;
use crate::dom::{NodeId, Step, Tag};
use crate::page::Page;

pub(crate) fn visible_text(page: &Page, root: NodeId) -> String {
    let (document, mut out) = (&page.document, String::new());
    let mut walk = document.walk(root);
    while let Some(step) = walk.next() {
        let Step::Enter(id) = step else { continue };
        if page.styles.of(id).display == Display::None {
            walk.skip_children(id);
            continue;
        }
        if let Some(text) = document.text(id) {
            out.push_str(text);
        }
        if document.tag(id) == Tag::Img {
            out.push_str(document.attr(id, "alt").unwrap_or(""));
        }
        if page.styles.of(id).display.is_block() {
            out.push(' ');
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn link_name_fallback(page: &Page, node: NodeId) -> Option<String> {
    page.document.attr(node, "title").or(page.document.attr(node, "href")).map(str::to_owned)
}

/// What a menu or an aside begins with, where that names it: a heading, or words and a colon.
pub(crate) fn opening_words(page: &Page, root: NodeId) -> Option<String> {
    const LONGEST: usize = 60;
    let document = &page.document;
    let is_shown = |id: &NodeId| page.styles.of(*id).display != Display::None;
    let is_heading = |id: NodeId| {
        matches!(document.tag(id), Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6)
    };
    let first = document.descendants(root).filter(is_shown).find(|&id| {
        is_heading(id) || document.text(id).is_some_and(|text| !text.trim().is_empty())
    })?;
    let words = visible_text(page, first);
    let name = if is_heading(first) { Some(&*words) } else { words.strip_suffix(':') };
    name.map(str::trim).filter(|n| !n.is_empty() && n.chars().count() <= LONGEST).map(str::to_owned)
}
