//! Links into the page itself.

use super::context::Context;
use crate::dom::NodeId;
use percent_encoding::percent_decode_str;

/// Where a link into the page leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fragment<'p> {
    /// To the top of the page.
    Top,
    /// To this element.
    Element(NodeId),
    /// To an id that the page does not have.
    Missing(&'p str),
}

/// The target of a link that leads into the page (HTML Standard, "find a potential indicated
/// element"); `None` for a link to elsewhere.
pub(crate) fn fragment<'p>(cx: &Context<'p>, link: NodeId) -> Option<Fragment<'p>> {
    let id = cx.doc.attr(link, "href")?.trim_ascii().strip_prefix('#')?;
    // A text fragment names words of the page, not an id (URL Fragment Text Directives).
    let id = id.split(":~:").next().unwrap_or_default();
    if id.is_empty() {
        return Some(Fragment::Top);
    }
    let target = |id: &str| cx.page.by_id(id).or_else(|| cx.page.by_name(id));
    let decoded = || percent_decode_str(id).decode_utf8().ok().and_then(|id| target(&id));
    Some(match target(id).or_else(decoded) {
        Some(element) => Fragment::Element(element),
        None if id.eq_ignore_ascii_case("top") => Fragment::Top,
        None => Fragment::Missing(id),
    })
}
