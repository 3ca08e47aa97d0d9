//! Whether the links of a page to its versions are seen, as the cascade has it, and whether the page around
//! them is shown as before.

use crate::css::Display;
use crate::decorate::{LINKS_CLASS, lies_over};
use crate::dom::{Document, NodeId, Step, Tag};
use crate::page::Page;

/// How far from the beginning or the end of a page a link may stand: among the skip links and those to
/// other versions.
const EDGE: usize = 12;

/// The links of a page that are to be looked through first, and whether each stands where people find it.
pub(super) fn links(page: &Page) -> Vec<(NodeId, bool)> {
    let document = &page.document;
    let is_link = |&id: &NodeId| {
        matches!(document.tag(id), Tag::A | Tag::Area) && document.has_attr(id, "href")
    };
    let links: Vec<NodeId> = document.all().filter(is_link).collect();
    let count = links.len();
    let at_an_edge = |(at, id): (usize, NodeId)| {
        (id, at < EDGE || count - at <= EDGE || is_inserted(document, id))
    };
    links.into_iter().enumerate().map(at_an_edge).collect()
}

/// What hides a link, if anything does: the property, and the element that has it.
pub(super) fn hidden_by(page: &Page, link: NodeId) -> Option<String> {
    let document = &page.document;
    if page.styles.of(link).invisible {
        return Some(format!("visibility: hidden on {}", shown(document, link)));
    }
    let mut around = std::iter::once(link).chain(document.ancestors(link));
    let own = around.find_map(|id| {
        if !document.is_element(id) {
            return None;
        }
        let style = page.styles.of(id);
        if style.display == Display::None {
            return Some(format!("display: none on {}", shown(document, id)));
        }
        // The link itself holds what is inherited.
        let inherits = |property: &str| matches!(property, "font-size" | "text-indent");
        let property = page.computed(id).hidden_by(style.absolute);
        let property = property.filter(|&property| id == link || !inherits(property))?;
        Some(format!("{property} on {}", shown(document, id)))
    });
    // Links that were inserted were put where nothing lies over them.
    let cover = || lies_over(page, link).filter(|_| !is_inserted(document, link));
    own.or_else(|| Some(format!("{}, which lies over it", shown(document, cover()?))))
}

fn is_inserted(document: &Document, link: NodeId) -> bool {
    document.ancestors(link).any(|outer| document.name(outer) == LINKS_CLASS)
}

/// The first element of a page that is displayed otherwise once the links are in it: a rule for first or
/// last children is for another one then.
pub(super) fn moved(page: &Page, linked: &Page) -> Option<String> {
    let (before, after) = (elements(page), elements(linked));
    let same =
        |(one, other): (&NodeId, &NodeId)| page.document.name(*one) == linked.document.name(*other);
    if before.len() != after.len() || !before.iter().zip(&after).all(same) {
        return None;
    }
    let style = |page: &Page, id: NodeId| {
        let style = page.styles.of(id);
        (style.display, style.invisible, style.float, style.absolute)
    };
    let mut pairs = before.into_iter().zip(after);
    let (moved, _) = pairs.find(|&(one, other)| style(page, one) != style(linked, other))?;
    Some(shown(&page.document, moved))
}

/// The elements of the body, but for those of the links.
fn elements(page: &Page) -> Vec<NodeId> {
    let document = &page.document;
    let (mut elements, mut walk) = (Vec::new(), document.walk(Document::ROOT));
    while let Some(step) = walk.next() {
        let Step::Enter(id) = step else { continue };
        match document.tag(id) {
            Tag::Head => walk.skip_children(id),
            _ if document.name(id) == LINKS_CLASS => walk.skip_children(id),
            _ if document.is_element(id) => elements.push(id),
            _ => {}
        }
    }
    elements
}

/// An element as its author writes it: its name, its id, its classes.
fn shown(document: &Document, id: NodeId) -> String {
    let mut shown = document.name(id).to_owned();
    if let Some(own) = document.attr(id, "id").filter(|own| !own.trim().is_empty()) {
        shown.extend(["#", own.trim()]);
    }
    for class in document.attr(id, "class").unwrap_or_default().split_ascii_whitespace().take(3) {
        shown.extend([".", class]);
    }
    shown
}
