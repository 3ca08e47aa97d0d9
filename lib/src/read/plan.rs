//! In which order the regions of a page are read.

use super::regions::Regions;
use super::{Order, ReadOptions, RegionKind};
use crate::dom::{NodeId, NodeSet};
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
        if options.order == Order::Source && !options.only_main {
            plan.stages.push_back(Stage::Walk(body));
            return plan;
        }
        if !options.only_main {
            plan.stages.push_back(Stage::Title);
        }
        plan.apart = apart(page, regions);
        plan.region(RegionKind::Main, regions);
        if options.only_main {
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

    /// All roots of one kind as one region.
    fn region(&mut self, kind: RegionKind, regions: &Regions) {
        let roots = regions.iter().filter(|r| r.kind == kind && self.apart.contains(r.root));
        let roots: Vec<_> = roots.map(|region| region.root).collect();
        let Some(&first) = roots.first() else { return };
        self.stages.push_back(Stage::Open(kind, first));
        self.stages.extend(roots.into_iter().map(Stage::Walk));
        self.stages.push_back(Stage::Close);
    }

    /// Every root of one kind as a region of its own.
    fn each(&mut self, kind: RegionKind, regions: &Regions) {
        for region in regions.iter().filter(|r| r.kind == kind) {
            if self.apart.contains(region.root) {
                let root = region.root;
                self.stages.extend([Stage::Open(kind, root), Stage::Walk(root), Stage::Close]);
            }
        }
    }

    pub(super) fn next(&mut self) -> Option<Stage> {
        self.stages.pop_front()
    }

    pub(super) fn is_apart(&self, node: NodeId) -> bool {
        self.apart.contains(node)
    }
}

/// The regions with a place of their own: those in no other region, the main content wherever it
/// is, and what a page keeps in its header, since that comes late in content order.
fn apart(page: &Page, regions: &Regions) -> NodeSet {
    let nested_in = |root| page.document.ancestors(root).find_map(|id| regions.kind_of(id));
    let is_apart = |region: &&super::regions::Region| match nested_in(region.root) {
        None | Some(RegionKind::Banner) => true,
        Some(RegionKind::Main) => !region.nested,
        Some(_) => region.kind == RegionKind::Main,
    };
    let mut set = NodeSet::new(&page.document);
    set.extend(regions.iter().filter(is_apart).map(|region| region.root));
    set
}
