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
