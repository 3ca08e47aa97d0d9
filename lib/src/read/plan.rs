//! In which order the regions of a page are read.

use super::regions::{Region, Regions};
use super::{Content, Order, ReadOptions, RegionKind};
use crate::dom::{NodeId, NodeSet, Tag};
use crate::page::Page;
use std::collections::VecDeque;

/// One step of the plan.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stage {
    Title,
    /// A region begins; the element names it.
    Open(RegionKind, NodeId),
    /// All of a subtree, but for what has its own place in the plan.
    Walk(NodeId),
    Close,
    /// What is not read at all, where only the main content is asked for.
    Outside,
}

#[derive(Debug)]
pub(super) struct Plan {
    stages: VecDeque<Stage>,
    /// Regions that are read by themselves, and so left out of what is around them.
    apart: NodeSet,
}

impl Plan {
    pub(super) fn new(page: &Page, regions: &Regions, options: &ReadOptions) -> Plan {
        let mut plan = Plan { stages: VecDeque::new(), apart: NodeSet::default() };
        let Some(body) = page.body() else { return plan };
        if options.order == Order::Source && options.content == Content::All {
            plan.stages.push_back(Stage::Walk(body));
            return plan;
        }
        if options.content == Content::All {
            plan.stages.push_back(Stage::Title);
        }
        plan.apart = apart(page, regions);
        plan.main(regions);
        if options.content != Content::All {
            let kept =
                regions.iter().filter(|region| regions.accompanies(region.root, options.content));
            kept.for_each(|region| plan.alone(region));
            plan.stages.push_back(Stage::Outside);
            return plan;
        }
        let menus = [RegionKind::Navigation, RegionKind::Search, RegionKind::Complementary];
        menus.into_iter().for_each(|kind| plan.each(kind, regions));
        if !plan.is_apart(body) {
            let rest = [Stage::Open(RegionKind::Other, body), Stage::Walk(body), Stage::Close];
            plan.stages.extend(rest);
        }
        plan.each(RegionKind::Banner, regions);
        plan.each(RegionKind::ContentInfo, regions);
        plan
    }

    /// All parts of the main content as one region, named by what the page marks as that.
    fn main(&mut self, regions: &Regions) {
        let roots = regions.iter().filter(|r| r.kind == RegionKind::Main);
        let roots: Vec<_> = roots.filter(|region| self.apart.contains(region.root)).collect();
        let marked = roots.iter().find(|region| region.is_landmark());
        let Some(first) = marked.or(roots.first()) else { return };
        self.stages.push_back(Stage::Open(RegionKind::Main, first.root));
        self.stages.extend(roots.into_iter().map(|region| Stage::Walk(region.root)));
        self.stages.push_back(Stage::Close);
    }

    /// Every root of one kind as a region of its own.
    fn each(&mut self, kind: RegionKind, regions: &Regions) {
        regions.iter().filter(|region| region.kind == kind).for_each(|region| self.alone(region));
    }

    fn alone(&mut self, region: &Region) {
        if self.apart.contains(region.root) {
            let Region { kind, root, .. } = *region;
            self.stages.extend([Stage::Open(kind, root), Stage::Walk(root), Stage::Close]);
        }
    }

    pub(super) fn next(&mut self) -> Option<Stage> {
        self.stages.pop_front()
    }

    pub(super) fn is_apart(&self, node: NodeId) -> bool {
        self.apart.contains(node)
    }
}

/// Whether the root of a region says something besides.
pub(super) fn is_more_than_region(tag: Tag) -> bool {
    use Tag::*;
    matches!(
        tag,
        Ul | Ol
            | Menu
            | Dir
            | Dl
            | Form
            | P
            | Table
            | H1
            | H2
            | H3
            | H4
            | H5
            | H6
            | Hgroup
            | Pre
            | Blockquote
            | Figure
            | Details
            | Fieldset
    )
}

/// The regions with a place of their own: those in no other region, the main content wherever it
/// is, and what a page keeps in its header, since that comes late in content order.
fn apart(page: &Page, regions: &Regions) -> NodeSet {
    let nested_in = |root| page.document.ancestors(root).find_map(|id| regions.kind_of(id));
    let is_apart = |region: &&Region| match nested_in(region.root) {
        None | Some(RegionKind::Banner) => true,
        Some(RegionKind::Main) => !region.nested,
        Some(_) => region.kind == RegionKind::Main,
    };
    let mut set = NodeSet::new(&page.document);
    set.extend(regions.iter().filter(is_apart).map(|region| region.root));
    set
}
