//! Landmarks: what the page itself says about its regions (HTML-AAM 1.0, WAI-ARIA 1.2).

use super::survey::{Place, Survey};
use super::{Region, RegionEvidence, RegionKind};
use crate::aria::Role;
use crate::dom::{Document, NodeId, Ns, Step, Tag};
use crate::page::Page;

/// All landmarks of the page that may be regions, in tree order.
pub(super) fn find(page: &Page, survey: &Survey) -> Vec<Region> {
    let document = &page.document;
    let mut found = Vec::new();
    // How many elements are open within which `header` and `footer` belong to a part of the page.
    let mut parts = 0;
    for step in survey.blocks(page) {
        match step {
            Step::Enter(id) => {
                if may_be_root(document, survey, id)
                    && let Some((kind, why)) = landmark(document, survey, id, parts > 0)
                {
                    found.push(Region { kind, root: id, why, nested: false });
                }
                parts += usize::from(is_part(document, id));
            }
            Step::Leave(id) => parts -= usize::from(is_part(document, id)),
        }
    }
    found
}

/// Whether the rest of the page still reads well when this element is read elsewhere.
pub(super) fn may_be_root(document: &Document, survey: &Survey, id: NodeId) -> bool {
    match survey.place(id) {
        Place::Open => document.tag(id) != Tag::Body,
        Place::Closed => {
            matches!(
                document.tag(id),
                Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir | Tag::Dl | Tag::Table | Tag::P
            )
        }
        Place::Through | Place::No => false,
    }
}

/// The landmark that an element is, if any, and whether its element or its role makes it one.
fn landmark(
    document: &Document,
    survey: &Survey,
    id: NodeId,
    within_part: bool,
) -> Option<(RegionKind, RegionEvidence)> {
    if let Some(role) = role(document, id) {
        let kind = match role {
            "main" => RegionKind::Main,
            "navigation" => RegionKind::Navigation,
            "complementary" => RegionKind::Complementary,
            "banner" => RegionKind::Banner,
            "contentinfo" => RegionKind::ContentInfo,
            "search" => RegionKind::Search,
            _ => return None,
        };
        return Some((kind, RegionEvidence::Role));
    }
    let kind = match document.tag(id) {
        Tag::Main => RegionKind::Main,
        Tag::Nav => RegionKind::Navigation,
        Tag::Aside => RegionKind::Complementary,
        Tag::Search => RegionKind::Search,
        Tag::Header if !within_part && survey.at_start(id) => RegionKind::Banner,
        Tag::Footer if !within_part && survey.at_end(id) => RegionKind::ContentInfo,
        _ => return None,
    };
    Some((kind, RegionEvidence::Element))
}

/// Whether an element is no part of what the page says, but of how it is used: what opens over it,
/// and bars of buttons.
pub(super) fn lies_over_the_page(document: &Document, id: NodeId) -> bool {
    let modal = document.attr(id, "aria-modal").is_some_and(|it| it.eq_ignore_ascii_case("true"));
    let role = || role(document, id);
    modal || matches!(role(), Some("dialog" | "alertdialog" | "toolbar" | "tooltip" | "menu"))
}

/// Whether a `header` within this element is the head of a part, not of the page (HTML-AAM 1.0,
/// `header`: "scoped to the body element").
pub(super) fn is_part(document: &Document, id: NodeId) -> bool {
    if document.ns(id) != Ns::Html {
        return false;
    }
    match role(document, id) {
        Some(role) => {
            matches!(role, "article" | "complementary" | "main" | "navigation" | "region")
        }
        None => matches!(
            document.tag(id),
            Tag::Article | Tag::Aside | Tag::Main | Tag::Nav | Tag::Section
        ),
    }
}

/// The element's explicit role: the first token that ARIA knows (WAI-ARIA 1.2, 8.1).
fn role(document: &Document, id: NodeId) -> Option<&'static str> {
    let mut tokens = document.attr(id, "role")?.split_ascii_whitespace();
    tokens.find_map(|token| Role::named(&token.to_ascii_lowercase())).map(Role::name)
}
