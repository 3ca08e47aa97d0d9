//! The elements that give a page its sheets (HTML Standard, 4.2.4, 4.2.6 and 4.6.7.21).

use super::source::Loader;
use crate::dom::{Data, Document, NodeId, Ns, Tag};
use cssparser::Parser;

/// An element that is or refers to a sheet.
pub(super) struct Owner<'d> {
    pub(super) node: NodeId,
    /// The address of a `link`; a `style` element holds its sheet itself.
    pub(super) reference: Option<&'d str>,
    /// The fragment of the shadow tree that it is a sheet of, and its host.
    pub(super) tree: Option<(NodeId, NodeId)>,
}

/// The sheets that apply, in the order of the page.
pub(super) fn sheets<'d>(document: &'d Document, loader: &mut Loader<'_>) -> Vec<Owner<'d>> {
    let mut preferred = None;
    let candidates = document.descendants(Document::ROOT).filter_map(|node| {
        let owner = owner(document, node)?;
        Some((owner, document.attr(node, "title").filter(|title| !title.is_empty())))
    });
    let applied = candidates.filter(|(owner, title)| {
        let alternate = is_alternate(document, owner.node);
        // Of the sheets with a title those of the first apply (CSSOM 1, 6.2.5).
        let of_set = match title {
            None => !alternate,
            Some(title) if alternate => preferred == Some(*title),
            Some(title) => *preferred.get_or_insert(*title) == *title,
        };
        of_set && applies(document, owner.node, loader)
    });
    applied.map(|(owner, _)| owner).collect()
}

fn owner(document: &Document, node: NodeId) -> Option<Owner<'_>> {
    let reference = match document.tag(node) {
        Tag::Link if has_relation(document, node, "stylesheet") => {
            let href = document.attr(node, "href").filter(|href| !href.trim().is_empty());
            Some(href.filter(|_| !document.has_attr(node, "disabled"))?)
        }
        Tag::Style => None,
        Tag::Other if document.ns(node) == Ns::Svg && document.name(node) == "style" => None,
        _ => return None,
    };
    let mut around = document.ancestors(node);
    let fragment = around.find(|&id| matches!(document.data(id), Data::Fragment));
    let tree = match fragment {
        // What stands in any other template is not on the page.
        Some(fragment) => Some((fragment, document.shadow_host(fragment)?)),
        None => None,
    };
    let in_template = around.any(|id| {
        matches!(document.data(id), Data::Fragment) && document.shadow_host(id).is_none()
    });
    (!in_template).then_some(Owner { node, reference, tree })
}

fn has_relation(document: &Document, node: NodeId, relation: &str) -> bool {
    let relations = document.attr(node, "rel").unwrap_or_default();
    relations.split_ascii_whitespace().any(|own| own.eq_ignore_ascii_case(relation))
}

fn is_alternate(document: &Document, node: NodeId) -> bool {
    document.tag(node) == Tag::Link && has_relation(document, node, "alternate")
}

/// Whether it is a CSS sheet for the medium.
fn applies(document: &Document, node: NodeId, loader: &mut Loader<'_>) -> bool {
    let kind = document.attr(node, "type").unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let media = document.attr(node, "media").unwrap_or_default();
    (kind.is_empty() || kind.eq_ignore_ascii_case("text/css"))
        && loader.holds(&mut Parser::new(media))
}
