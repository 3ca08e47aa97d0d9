//! Where one more element tears nothing of a page's layout, as far as the cascade knows it.
//!
//! A line of links is at home in a column of blocks. In a row of flex items it would be one more column; in
//! a grid with rows of its own it would move all others by a row; and under a header that is positioned it
//! would not be seen. In these it goes into the first of the blocks that can hold it.

use crate::css::{Display, Extent};
use crate::dom::{NodeId, Tag};
use crate::page::Page;

/// How many levels of a page are gone down.
const MAX_LEVELS: usize = 16;

/// The padding, in CSS pixels, that may keep the place of a header that lies over the page.
#[cfg(feature = "site")]
const MIN_FREE: f32 = 24.0;

/// Whether one more child would move or squeeze the others.
pub(super) fn is_tight(page: &Page, parent: NodeId) -> bool {
    match page.styles.of(parent).display {
        Display::Flex | Display::InlineFlex => !page.computed(parent).stacks(),
        Display::Grid | Display::InlineGrid => !page.computed(parent).grid_rows().is(|rows| !rows),
        _ => false,
    }
}

/// The element at whose beginning the links go instead of before `from`, the first child of `parent` that
/// is shown behind them; `None` where they can stand there.
pub(super) fn instead(page: &Page, parent: NodeId, from: Option<NodeId>) -> Option<NodeId> {
    let (mut parent, mut from, mut found) = (parent, from, None);
    for _ in 0..MAX_LEVELS {
        let next = if is_tight(page, parent) {
            holder_in_row(page, parent, from)
        } else if let Some(cover) = cover(page, from) {
            siblings(page, page.document.next_sibling(cover)).find(|&id| shows(page, id))
        } else {
            return found;
        };
        let next = next.filter(|&id| holds_blocks(page, id))?;
        (parent, from, found) = (next, page.document.first_child(next), Some(next));
    }
    found
}

/// What follows the elements that a page begins with and does not show: a rule for first children may be
/// what hides them, and they are to stay the first.
pub(super) fn after_hidden(page: &Page, body: NodeId) -> Option<NodeId> {
    let document = &page.document;
    let is_hidden = |id: NodeId| {
        let style = page.styles.of(id);
        style.display == Display::None || (style.absolute && page.unseen(id))
    };
    let mut skipped = None;
    for id in siblings(page, document.first_child(body)) {
        match document.text(id) {
            Some(text) if !text.trim_ascii().is_empty() => return None,
            None if document.is_element(id) && is_hidden(id) => skipped = Some(id),
            None if document.is_element(id) => {
                return Some(id).filter(|&id| skipped.is_some_and(|it| ends_before(page, it, id)));
            }
            _ => {}
        }
    }
    None
}

/// Whether an element has ended where the next one begins, and is not ended by it: what is inserted between
/// them is then in neither.
fn ends_before(page: &Page, element: NodeId, next: NodeId) -> bool {
    let document = &page.document;
    let Some(next) = document.start_tag(next) else { return false };
    // HTML Standard, 13.1.2.4: the end tag of these may be omitted before another element of a body.
    if !matches!(document.tag(element), Tag::P | Tag::Li | Tag::Dt | Tag::Dd) {
        return true;
    }
    let Some(start) = document.start_tag(element) else { return false };
    let between = page.source().get(start.end as usize..next.start as usize);
    let end = format!("</{}", document.name(element));
    between.is_some_and(|text| text.to_ascii_lowercase().contains(&end))
}

/// Of the items of a row or grid the one for the links: the main content, or the first that is a column.
fn holder_in_row(page: &Page, parent: NodeId, from: Option<NodeId>) -> Option<NodeId> {
    let is_row = matches!(page.styles.of(parent).display, Display::Flex | Display::InlineFlex);
    let holders =
        || siblings(page, from).filter(|&id| holds_blocks(page, id) && !is_tight(page, id));
    let main = |&id: &NodeId| {
        page.document.tag(id) == Tag::Main || page.document.attr(id, "role") == Some("main")
    };
    holders().find(|id| is_row && main(id)).or_else(|| holders().next())
}

/// What lies over the links that a page begins with, where nothing keeps its place free.
#[cfg(feature = "site")]
pub(crate) fn lies_over(page: &Page, link: NodeId) -> Option<NodeId> {
    let document = &page.document;
    let body = page.body()?;
    let first = document.ancestors(link).find(|&id| document.parent(id) == Some(body))?;
    let mut before =
        std::iter::successors(document.prev_sibling(first), |&id| document.prev_sibling(id));
    let is_free = |id: NodeId| {
        page.computed(id).padding_top().is(|top| matches!(top, Extent::Px(px) if px < MIN_FREE))
    };
    let at_the_top = !before.any(|id| shows(page, id)) && is_free(body) && is_free(first);
    cover(page, document.next_sibling(first).filter(|_| at_the_top))
}

/// What lies over the beginning of an element, out of the flow: a header that is fixed or positioned.
fn cover(page: &Page, from: Option<NodeId>) -> Option<NodeId> {
    let document = &page.document;
    let mut first = siblings(page, from).find(|&id| shows(page, id));
    for _ in 0..MAX_LEVELS {
        let id = first.filter(|&id| document.is_element(id))?;
        if page.styles.of(id).absolute {
            let computed = page.computed(id);
            let at_the_foot = computed.bottom().is(|edge| edge != Extent::Auto)
                && computed.top().is(|edge| edge == Extent::Auto);
            let is_skip_link = document.tag(id) == Tag::A;
            match is_skip_link || at_the_foot || page.unseen(id) {
                true => {
                    first = siblings(page, document.next_sibling(id)).find(|&id| shows(page, id))
                }
                false => return Some(id),
            }
        } else {
            first = siblings(page, document.first_child(id)).find(|&id| shows(page, id));
        }
    }
    None
}

/// A node and what follows it.
fn siblings(page: &Page, first: Option<NodeId>) -> impl Iterator<Item = NodeId> {
    std::iter::successors(first, |&id| page.document.next_sibling(id))
}

/// Whether a node is an element or a text that takes part in the layout.
fn shows(page: &Page, id: NodeId) -> bool {
    let document = &page.document;
    match document.text(id) {
        Some(text) => !text.trim_ascii().is_empty(),
        None => {
            let script = matches!(document.tag(id), Tag::Noscript | Tag::Template);
            document.is_element(id) && !script && page.styles.of(id).display != Display::None
        }
    }
}

/// Whether an element is a block in the flow of the page that may begin with one more block.
fn holds_blocks(page: &Page, id: NodeId) -> bool {
    let (document, style) = (&page.document, page.styles.of(id));
    let container = matches!(
        document.tag(id),
        Tag::Article | Tag::Center | Tag::Div | Tag::Form | Tag::Header | Tag::Main | Tag::Section
    );
    container
        && style.display.is_block()
        && !style.out_of_flow()
        && document.start_tag(id).is_some()
        && !document.ancestors(id).any(|outer| document.tag(outer) == Tag::A)
        && siblings(page, document.first_child(id)).any(|child| shows(page, child))
}
