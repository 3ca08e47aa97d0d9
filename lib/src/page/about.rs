//! What a page says of itself in its head.

use super::Page;
use crate::dom::{NodeId, Tag};

impl Page {
    /// The content of the first `meta` element that has one of these names, the earlier names first.
    /// Open Graph has its names in `property`; both are taken.
    pub(crate) fn meta(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.metas(name).next())
    }

    fn metas<'p>(&'p self, name: &str) -> impl Iterator<Item = &'p str> {
        let document = &self.document;
        let named = move |id: &NodeId, attr: &str| {
            document.attr(*id, attr).is_some_and(|it| it.trim().eq_ignore_ascii_case(name))
        };
        let metas = document.all().filter(move |&id| document.tag(id) == Tag::Meta);
        metas
            .filter(move |id| ["name", "property", "itemprop"].iter().any(|attr| named(id, attr)))
            .filter_map(|id| document.attr(id, "content"))
            .map(str::trim)
            .filter(|content| !content.is_empty())
    }
}
