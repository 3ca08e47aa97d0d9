//! What stands on every page before the content, and the content itself, as far as one page tells.

use super::context::Context;
use super::fragments::{Fragment, fragment};
use crate::dom::{Document, NodeId, NodeSet, Step, Tag};

/// A text of so many letters outside of links is content.
const CONTENT: usize = 30;

/// The parts of a page.
pub(crate) struct Parts {
    /// Menus, headers, asides and the like, with all that is in them.
    repeated: NodeSet,
    /// The element with the first text of the content, if parts that repeat stand before it.
    pub(crate) content: Option<NodeId>,
}

impl Parts {
    pub(crate) fn of(cx: &Context<'_>) -> Parts {
        let mut parts = Parts { repeated: NodeSet::new(cx.doc), content: None };
        let mut before = false;
        for node in cx.elements() {
            if cx.hidden(node) {
                continue;
            }
            let around = cx.doc.parent(node).is_some_and(|id| parts.repeated.contains(id));
            if around || is_repeated(cx, node) {
                parts.repeated.extend([node]);
                before |= parts.content.is_none();
            } else if parts.content.is_none() && is_content(cx, node) {
                if !before {
                    break;
                }
                parts.content = Some(node);
            }
        }
        parts
    }

    /// Whether a heading stands in the content.
    pub(crate) fn has_heading(&self, cx: &Context<'_>) -> bool {
        let own = |node| !self.repeated.contains(node) && !cx.aria.name(node).text.is_empty();
        cx.headings().iter().any(|heading| own(heading.node))
    }

    /// Whether the content stands in a landmark.
    pub(crate) fn has_landmark(&self, cx: &Context<'_>) -> bool {
        let landmark =
            |id| cx.aria.exposed(id) && cx.aria.role(id).is_some_and(|r| r.is_landmark());
        self.content
            .is_some_and(|node| std::iter::once(node).chain(cx.doc.ancestors(node)).any(landmark))
    }

    /// Whether a link or a script leads to the content, past all that stands before it: from where
    /// it leads on, the first text is none that repeats.
    pub(crate) fn has_skip(&self, cx: &Context<'_>) -> bool {
        let mut targets = NodeSet::new(cx.doc);
        let focuses = |id| cx.doc.attr(id, "onclick").is_some_and(|code| code.contains("focus("));
        if cx.having("onclick").any(focuses) {
            return true;
        }
        for link in cx.all(Tag::A) {
            if let Some(Fragment::Element(target)) = fragment(cx, link) {
                targets.extend([target]);
            }
        }
        let mut led = false;
        for step in cx.doc.walk(Document::ROOT) {
            let Step::Enter(id) = step else { continue };
            led |= targets.contains(id);
            let text = cx.doc.text(id).filter(|text| led && !text.trim().is_empty());
            if let Some(parent) = text.and_then(|_| cx.doc.parent(id)) {
                if !self.repeated.contains(parent) {
                    return true;
                }
                led = false;
            }
        }
        false
    }
}

/// Whether an element is one that all pages of a site have in common: by its role, or a list of
/// links.
fn is_repeated(cx: &Context<'_>, node: NodeId) -> bool {
    let roles = ["banner", "complementary", "contentinfo", "navigation", "search"];
    if cx.aria.is_any(node, &roles) && cx.aria.exposed(node) {
        return true;
    }
    if !matches!(cx.doc.tag(node), Tag::Ul | Tag::Ol | Tag::Menu) {
        return false;
    }
    let mut links = 0;
    for id in cx.doc.descendants(node) {
        let text = cx.doc.text(id).is_some_and(|text| !text.trim().is_empty());
        let linked = || cx.around(id, Tag::A).is_some();
        if text && !linked() {
            return false;
        }
        links += usize::from(text);
    }
    links > 1
}

fn is_content(cx: &Context<'_>, node: NodeId) -> bool {
    let own: usize = cx.doc.children(node).filter_map(|id| cx.doc.text(id)).map(letters).sum();
    own >= CONTENT
        && !matches!(cx.doc.tag(node), Tag::A | Tag::Title | Tag::Script | Tag::Style)
        && cx.around(node, Tag::A).is_none()
        && cx.visible(node)
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}
