//! Where the links within a page lead: its main content and its search.

use crate::aria::Aria;
use crate::dom::{NodeId, Tag};
use crate::page::{Page, has_token};
use crate::stream::Facts;
use url::Url;

/// What a link within the page begins with: nothing, but where a `base` element sends all links
/// elsewhere the page's own address. `None` where that is not known.
pub(super) fn within(page: &Page, facts: &Facts) -> Option<String> {
    let Some(base) = facts.base() else { return Some(String::new()) };
    let own = Url::parse(page.url()?).ok()?;
    let relative = own.join(base).ok()?.make_relative(&own);
    Some(relative.filter(|it| !it.contains(':')).unwrap_or_else(|| own.into()))
}

/// Where a skip link leads.
pub(super) struct Target {
    pub(super) id: String,
    /// Where the id is to be inserted, if the element has none.
    pub(super) at: Option<usize>,
}

/// The id of an element, or the place for one in its start tag, if that stands after the links. A
/// start tag of the rebuilt kind stands elsewhere and may not be touched.
pub(super) fn target(page: &Page, element: NodeId, own_id: &str, after: usize) -> Option<Target> {
    let document = &page.document;
    if let Some(id) = document.attr(element, "id").filter(|id| page.by_id(id) == Some(element)) {
        let plain = !id.contains(|c: char| c.is_whitespace() || c.is_control());
        return plain.then(|| Target { id: id.to_owned(), at: None });
    }
    let start = document.start_tag(element)?.start as usize;
    let name = document.name(element);
    let at = start + 1 + name.len();
    let written = page.source().get(start + 1..at)?;
    let free = written.eq_ignore_ascii_case(name) && page.by_id(own_id).is_none();
    (free && start >= after && !document.has_attr(element, "id"))
        .then(|| Target { id: own_id.to_owned(), at: Some(at) })
}

pub(super) const MAIN_ID: &str = "textify-main";
pub(super) const SEARCH_ID: &str = "textify-search";

/// The site's own search.
pub(super) enum Search {
    /// On a page of its own.
    Link(String),
    /// In this page.
    Form(NodeId),
}

/// The search that a page has: a landmark, a field for it, or a link that says that it leads there. A
/// description for the search field of browsers (OpenSearch) is nothing to be read.
pub(super) fn search(page: &Page) -> Option<Search> {
    let document = &page.document;
    let is = |node: NodeId, name: &str, value: &str| {
        document.attr(node, name).is_some_and(|it| it.trim().eq_ignore_ascii_case(value))
    };
    let form = |node: NodeId| {
        is(node, "role", "search")
            || document.name(node) == "search"
            || (document.tag(node) == Tag::Input && is(node, "type", "search"))
    };
    let link = |node: NodeId| {
        let named = matches!(document.tag(node), Tag::A | Tag::Area | Tag::Link)
            && has_token(document.attr(node, "rel"), "search");
        let read =
            document.attr(node, "type").is_none_or(|it| it.eq_ignore_ascii_case("text/html"));
        document.attr(node, "href").filter(|_| named && read).map(str::trim)
    };
    let aria = Aria::new(page);
    let seen = |&node: &NodeId| form(node) && aria.visible(node) && !page.unseen(node);
    let form = || document.all().find(seen).map(Search::Form);
    document.all().find_map(link).map(|href| Search::Link(href.to_owned())).or_else(form)
}
