//! What must be known of the whole page before its first event: link targets, forms, and which
//! links stand around blocks.

use crate::dom::{Document, NodeId, NodeSet, Tag as Html};
use crate::event::FormId;
use crate::page::Page;
use std::collections::HashMap;

#[derive(Debug)]
pub(super) struct Facts {
    /// The elements that links of the page lead to.
    pub(super) targets: NodeSet,
    pub(super) forms: HashMap<NodeId, FormId>,
    /// Elements that group controls by their role.
    pub(super) groups: NodeSet,
    /// Links with blocks inside, and with nothing that cannot stand in a link.
    pub(super) block_links: NodeSet,
}

impl Facts {
    pub(super) fn gather(page: &Page) -> Facts {
        let document = &page.document;
        let (mut targets, mut forms) = (NodeSet::new(document), HashMap::new());
        let mut groups = NodeSet::new(document);
        let (mut with_blocks, mut with_controls) = (Vec::new(), NodeSet::new(document));
        for node in document.all() {
            match document.tag(node) {
                Html::A | Html::Area => {
                    targets.extend(fragment(page, node).and_then(|f| page.fragment_target(f)))
                }
                // Of what stands in a select only the options are read.
                Html::Form if !within_select(document, node) => {
                    forms.insert(node, FormId(forms.len()));
                }
                Html::Input | Html::Select | Html::Textarea | Html::Button => {
                    let is_link = |id: &NodeId| document.tag(*id) == Html::A;
                    with_controls.extend(document.ancestors(node).find(is_link));
                    let is_group = |&id: &NodeId| is_group(page, id);
                    groups.extend(document.ancestors(node).find(is_group));
                }
                _ => {}
            }
            let style = page.styles.of(node);
            if document.is_element(node) && style.breaks_line() && !style.lifted {
                with_blocks.extend(link_around(page, node));
            }
        }
        let mut block_links = NodeSet::new(document);
        block_links.extend(with_blocks.into_iter().filter(|&link| !with_controls.contains(link)));
        Facts { targets, forms, groups, block_links }
    }
}

fn within_select(document: &Document, node: NodeId) -> bool {
    document.ancestors(node).any(|id| document.tag(id) == Html::Select)
}

/// Whether an element that is nothing else is a group by its role.
fn is_group(page: &Page, node: NodeId) -> bool {
    let role = page.document.attr(node, "role").and_then(|r| r.split_ascii_whitespace().next());
    role.is_some_and(|role| matches!(&*role.to_ascii_lowercase(), "group" | "radiogroup"))
        && matches!(page.document.tag(node), Html::Div | Html::Span | Html::Section | Html::P)
}

/// The fragment of a link that stays on the page.
pub(super) fn fragment(page: &Page, link: NodeId) -> Option<&str> {
    let href = page.document.attr(link, "href")?.trim();
    let (before, fragment) = href.split_once('#')?;
    let stays = before.is_empty() || page.resolve(href).starts_with('#');
    (stays && !fragment.is_empty()).then_some(fragment)
}

/// The link that a block stands in, with nothing but inline elements between.
fn link_around(page: &Page, block: NodeId) -> Option<NodeId> {
    for node in page.document.ancestors(block) {
        if page.document.tag(node) == Html::A {
            return Some(node);
        }
        if page.styles.of(node).breaks_line() {
            return None;
        }
    }
    None
}
