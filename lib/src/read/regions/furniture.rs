//! What stands around the main content, where the page has no landmarks for it.

use super::landmark::may_be_root;
use super::survey::{Place, Survey};
use super::{Region, RegionKind, Why, names};
use crate::dom::{Document, NodeId, Step, Tag};
use crate::page::Page;
use std::collections::HashSet;

/// A block with this share of link text is a menu, in percent.
const MOSTLY_LINKS: u8 = 70;
/// Fewer links make no menu.
const MENU: u32 = 3;

/// All regions in tree order: the main ones, the landmarks around and within them, and the
/// furniture that no landmark marks.
pub(super) fn complete(
    page: &Page,
    survey: &Survey,
    landmarks: Vec<Region>,
    mains: Vec<Region>,
) -> Vec<Region> {
    let document = &page.document;
    let around_main = ancestors(document, &mains);
    let around_any: HashSet<NodeId> =
        ancestors(document, &landmarks).union(&around_main).copied().collect();
    let mut guess = Guess { document, survey, around_main, around_any, within: Vec::new() };
    let mut mains = mains.into_iter().peekable();
    let mut landmarks = landmarks.into_iter().peekable();
    let mut list = Vec::new();
    for step in survey.blocks(page) {
        let id = match step {
            Step::Enter(id) => id,
            Step::Leave(id) => {
                guess.within.pop_if(|(root, _)| *root == id);
                continue;
            }
        };
        let landmark = landmarks.next_if(|region| region.root == id);
        let main = mains.next_if(|region| region.root == id);
        let found = main
            .or(landmark.filter(|region| {
                region.kind != RegionKind::Main && !guess.around_main.contains(&id)
            }))
            .or_else(|| guess.at(id));
        if let Some(mut region) = found {
            region.nested = guess.in_main() && region.kind != RegionKind::Main;
            guess.within.push((id, region.kind));
            list.push(region);
        }
    }
    list
}

fn ancestors(document: &Document, regions: &[Region]) -> HashSet<NodeId> {
    let mut set = HashSet::new();
    for region in regions {
        // Whoever is in the set has brought its ancestors along.
        let new = document.ancestors(region.root).take_while(|&id| set.insert(id));
        new.for_each(drop);
    }
    set
}

struct Guess<'s> {
    document: &'s Document,
    survey: &'s Survey,
    around_main: HashSet<NodeId>,
    around_any: HashSet<NodeId>,
    /// The regions that are open.
    within: Vec<(NodeId, RegionKind)>,
}

impl Guess<'_> {
    /// Whether this place is in a main region that is a part of the page.
    fn in_main(&self) -> bool {
        self.within.iter().any(|&(id, kind)| kind == RegionKind::Main && id != self.survey.body)
    }

    fn at(&self, id: NodeId) -> Option<Region> {
        if self.around_main.contains(&id) || !may_be_root(self.document, self.survey, id) {
            return None;
        }
        let (kind, why) = match self.within.last() {
            None => self.named(id).or_else(|| self.by_content(id)),
            // The whole page is main: only what is plainly none of it is taken out.
            Some(&(root, RegionKind::Main)) if root == self.survey.body => self.named(id),
            // Menus and search forms are found within the head of the page, too.
            Some((_, RegionKind::Banner)) => {
                self.named(id).or_else(|| self.by_content(id)).filter(|(kind, _)| {
                    matches!(kind, RegionKind::Navigation | RegionKind::Search)
                })
            }
            Some(_) => None,
        }?;
        Some(Region { kind, root: id, why, nested: false })
    }

    fn named(&self, id: NodeId) -> Option<(RegionKind, Why)> {
        let (kind, name) = names::of(self.document, id)?;
        (kind != RegionKind::Main).then(|| (kind, Why::Id(name.to_owned())))
    }

    fn by_content(&self, id: NodeId) -> Option<(RegionKind, Why)> {
        let sums = self.survey.sums(id);
        if self.around_any.contains(&id) {
            return None;
        }
        let percent = sums.link_share();
        if sums.anchors >= MENU && percent >= MOSTLY_LINKS {
            return Some((RegionKind::Navigation, Why::Links { percent }));
        }
        None
    }
}
