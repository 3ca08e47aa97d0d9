//! The menus of a home page, as a hierarchy.

use crate::event::{Event, Tag, TagEnd};
use crate::page::Page;
use crate::read::{ReadOptions, RegionKind};

/// The links of a page's menus in their order: how deep each stands in the lists, and its address.
pub(super) fn links(page: &Page) -> Vec<(usize, String)> {
    let (mut regions, mut lists, mut links) = (Vec::new(), 0_usize, Vec::new());
    for event in page.read(&ReadOptions::new()) {
        match event {
            Event::Start(Tag::Region { kind, .. }, _) => regions.push(kind),
            Event::End(TagEnd::Region) => {
                regions.pop();
            }
            Event::Start(Tag::List { .. }, _) => lists += 1,
            Event::End(TagEnd::List) => lists = lists.saturating_sub(1),
            Event::Start(Tag::Link(link), _)
                if lists > 0
                    && regions.last() == Some(&RegionKind::Navigation)
                    && !link.href.starts_with('#') =>
            {
                links.push((lists, link.href.into_owned()));
            }
            _ => {}
        }
    }
    links
}
