//! stand-in
use super::RegionKind;
use crate::dom::{NodeId, Tag};
use crate::page::Page;
#[derive(Debug)]
pub(crate) struct Region {
    pub(crate) kind: RegionKind,
    pub(crate) root: NodeId,
}
#[derive(Debug)]
pub(crate) struct Regions {
    list: Vec<Region>,
}
impl Regions {
    pub(crate) fn find(page: &Page) -> Regions {
        let mut list = Vec::new();
        let Some(body) = page.body() else { return Regions { list } };
        for id in page.document.descendants(body) {
            let kind = match page.document.tag(id) {
                Tag::Main => RegionKind::Main,
                Tag::Nav => RegionKind::Navigation,
                Tag::Aside => RegionKind::Complementary,
                Tag::Header => RegionKind::Banner,
                Tag::Footer => RegionKind::ContentInfo,
                _ => continue,
            };
            list.push(Region { kind, root: id });
        }
        if !list.iter().any(|r| r.kind == RegionKind::Main) {
            list.insert(0, Region { kind: RegionKind::Main, root: body });
        }
        Regions { list }
    }
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Region> {
        self.list.iter()
    }
    pub(crate) fn kind_of(&self, root: NodeId) -> Option<RegionKind> {
        self.list.iter().find(|r| r.root == root).map(|r| r.kind)
    }
}
