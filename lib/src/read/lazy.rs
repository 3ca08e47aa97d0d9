//! Images that scripts load late: the page shows a placeholder, and has the image itself in a
//! `noscript` beside it. Both are one image.

use super::Reading;
use super::text::filled;
use crate::dom::{Data, Document, NodeId, Tag as Html};
use crate::ledger::Reason;

/// What an image is in a pair of placeholder and image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pair {
    /// The other one is read.
    Unread,
    /// It is read, and its forms are those of this element.
    Read(NodeId),
}

/// So many nodes of a `noscript` are looked at: one image, or a `picture` with its sources.
const LOOKED_AT: usize = 32;

impl Reading<'_> {
    /// Whether an image is one of a pair. The words are those of the image for readers without scripts,
    /// unless only the placeholder has any; the forms are never the placeholder's.
    pub(super) fn pair(&mut self, image: NodeId) -> Option<Pair> {
        let (placeholder, real) = pair(&self.page.document, image)?;
        let words = |reading: &Self, id| match reading.given_name(id) {
            Some(name) if !name.trim().is_empty() => 2,
            _ => u8::from(reading.page.document.has_attr(id, "alt")),
        };
        let read = match words(self, real) >= words(self, placeholder) {
            true => real,
            false => placeholder,
        };
        if image == read {
            return Some(Pair::Read(real));
        }
        let text = self.given_name(image).unwrap_or_default();
        self.ledger.note(Reason::PlaceholderImage, image, text);
        Some(Pair::Unread)
    }
}

/// The placeholder and the image that an element is one of.
fn pair(document: &Document, image: NodeId) -> Option<(NodeId, NodeId)> {
    let outer = whole(document, image);
    let parent = document.parent(outer)?;
    if document.tag(parent) == Html::Noscript {
        let (placeholder, real) = pair_of(document, parent)?;
        return (real == image).then_some((placeholder, real));
    }
    let beside = [next(document, outer), previous(document, outer)];
    let noscripts = beside.into_iter().flatten().filter(|&id| document.tag(id) == Html::Noscript);
    noscripts.filter_map(|id| pair_of(document, id)).find(|&(placeholder, _)| placeholder == image)
}

/// The image that is all a `noscript` has, and the placeholder for it before or after.
fn pair_of(document: &Document, noscript: NodeId) -> Option<(NodeId, NodeId)> {
    let real = only_image(document, noscript)?;
    let beside = [previous(document, noscript), next(document, noscript)];
    let mut images = beside.into_iter().flatten().filter_map(|id| image_of(document, id));
    Some((images.find(|&id| is_placeholder(document, id, real))?, real))
}

/// The `picture` around an image, or the image.
fn whole(document: &Document, image: NodeId) -> NodeId {
    let parent = document.parent(image);
    parent.filter(|&id| document.tag(id) == Html::Picture).unwrap_or(image)
}

/// The image that an element is, or that a `picture` holds.
fn image_of(document: &Document, id: NodeId) -> Option<NodeId> {
    match document.tag(id) {
        Html::Img => Some(id),
        Html::Picture => {
            document.children(id).take(LOOKED_AT).find(|&id| document.tag(id) == Html::Img)
        }
        _ => None,
    }
}

/// The image that is all that a `noscript` has.
fn only_image(document: &Document, noscript: NodeId) -> Option<NodeId> {
    let mut image = None;
    for (count, id) in document.descendants(noscript).skip(1).enumerate() {
        match document.tag(id) {
            _ if count == LOOKED_AT => return None,
            Html::Img if image.is_none() => image = Some(id),
            Html::Picture | Html::Source => {}
            _ if says_nothing(document, id) => {}
            _ => return None,
        }
    }
    image
}

fn says_nothing(document: &Document, id: NodeId) -> bool {
    match document.data(id) {
        Data::Text(_) => document.text(id).is_some_and(|text| text.trim().is_empty()),
        Data::Element(_) => false,
        _ => true,
    }
}

fn next(document: &Document, id: NodeId) -> Option<NodeId> {
    let mut at = document.next_sibling(id);
    while let Some(id) = at.filter(|&id| says_nothing(document, id)) {
        at = document.next_sibling(id);
    }
    at
}

fn previous(document: &Document, id: NodeId) -> Option<NodeId> {
    let mut at = document.prev_sibling(id);
    while let Some(id) = at.filter(|&id| says_nothing(document, id)) {
        at = document.prev_sibling(id);
    }
    at
}

/// Whether an image says that it stands for another: by the other's address, in an attribute that
/// scripts read or as its own; or by the same words where it has no address, or one that holds data.
fn is_placeholder(document: &Document, image: NodeId, real: NodeId) -> bool {
    let address = document.attr(real, "src").unwrap_or_default().trim();
    if address.is_empty() {
        return false;
    }
    let mut named = document.attrs(image).filter(|(_, name, value)| {
        (*name == "src" || name.starts_with("data-")) && value.trim() == address
    });
    let words = |id| filled(document.attr(id, "alt"));
    let source = document.attr(image, "src").unwrap_or_default().trim_start();
    let stands_for = source.is_empty()
        || source.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"));
    named.next().is_some() || stands_for && words(image).is_some() && words(image) == words(real)
}
