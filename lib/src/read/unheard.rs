//! What is shown but kept from assistive technology: `aria-hidden`.

use super::Reading;
use crate::dom::{Document, NodeId, NodeSet, Step, Tag as Html};

/// So many nodes are looked at for a name that stays.
const MOST: usize = 200;

impl Reading<'_> {
    /// Whether an element's text is to stay hidden from assistive technology: `aria-hidden` says
    /// so, nothing that works stands in it, and no link, heading or label loses its name.
    pub(super) fn unheard(&self, node: NodeId) -> bool {
        let document = &self.page.document;
        if document.attr(node, "aria-hidden") != Some("true") {
            return false;
        }
        let working = self.working.get_or_init(|| working(document));
        let mut around = std::iter::once(node).chain(document.ancestors(node));
        !working.contains(node)
            && match around.find(|&id| is_named_by_content(document.tag(id))) {
                None => true,
                Some(named) => named != node && says_more(document, named),
            }
    }
}

/// The elements that take the focus, and all around them.
fn working(document: &Document) -> NodeSet {
    let mut set = NodeSet::new(document);
    for node in document.all().filter(|&id| works(document, id)) {
        let around = std::iter::once(node).chain(document.ancestors(node));
        for id in around {
            if set.contains(id) {
                break;
            }
            set.extend([id]);
        }
    }
    set
}

fn works(document: &Document, node: NodeId) -> bool {
    match document.tag(node) {
        Html::A | Html::Area => document.has_attr(node, "href"),
        Html::Button | Html::Input | Html::Select | Html::Textarea => true,
        Html::Details | Html::Summary => true,
        Html::Iframe | Html::Object | Html::Embed | Html::Audio | Html::Video => true,
        _ => document.has_attr(node, "tabindex") || document.has_attr(node, "contenteditable"),
    }
}

fn is_named_by_content(tag: Html) -> bool {
    matches!(
        tag,
        Html::A
            | Html::Button
            | Html::Label
            | Html::Legend
            | Html::Caption
            | Html::Summary
            | Html::Th
            | Html::Option
            | Html::Figcaption
            | Html::H1
            | Html::H2
            | Html::H3
            | Html::H4
            | Html::H5
            | Html::H6
    )
}

/// Whether an element has words that are not hidden from assistive technology.
fn says_more(document: &Document, named: NodeId) -> bool {
    let mut walk = document.walk(named);
    let mut steps = 0;
    while let Some(step) = walk.next() {
        steps += 1;
        let Step::Enter(id) = step else { continue };
        if document.attr(id, "aria-hidden") == Some("true") {
            walk.skip_children(id);
        } else if document.text(id).is_some_and(|text| text.contains(char::is_alphanumeric)) {
            return true;
        }
        if steps > MOST {
            return false;
        }
    }
    false
}
