//! What stands around the main content, where the page has no landmarks for it.

use super::landmark::may_be_root;
use super::main::{FURNITURE, is_small};
use super::names::{self, Named};
use super::survey::Survey;
use super::{Region, RegionKind, Why};
use super::{headings, landmark};
use crate::dom::{Document, NodeId, Step, Tag};
use crate::page::Page;
use std::collections::HashSet;

/// A block with this share of link text is a menu, in percent.
const MOSTLY_LINKS: u8 = 70;
/// With less than this a text is no menu, whatever it is called.
const FEW_LINKS: u8 = 20;
/// Fewer links make no menu.
const MENU: u32 = 3;
/// More text than this is no list of skip links, no search form.
const SHORT: u32 = 200;
/// Within the main content, what is not of it is smaller than this, in percent.
const EXTRA: u64 = 20;

/// The regions of a page, and what is not content within the main ones.
#[derive(Default)]
pub(super) struct Found {
    pub(super) regions: Vec<Region>,
    pub(super) extras: Vec<Region>,
}

/// All regions in tree order: the main ones, the landmarks around and within them, and the
/// furniture that no landmark marks.
pub(super) fn complete(
    page: &Page,
    survey: &Survey,
    landmarks: Vec<Region>,
    mains: Vec<Region>,
) -> Found {
    let document = &page.document;
    let around_main = ancestors(document, &mains);
    let around_any = &ancestors(document, &landmarks) | &around_main;
    let mut guess = Guess { page, document, survey, around_main, around_any, within: Vec::new() };
    let mut mains = mains.into_iter().peekable();
    let mut landmarks = landmarks.into_iter().peekable();
    let mut found = Found::default();
    for step in survey.blocks(page) {
        let id = match step {
            Step::Enter(id) => id,
            Step::Leave(id) => {
                guess.within.pop_if(|open| open.root == id);
                continue;
            }
        };
        let landmark = landmarks
            .next_if(|region| region.root == id)
            .filter(|region| region.kind != RegionKind::Main && !guess.around_main.contains(&id));
        if let Some(mut region) = mains.next_if(|region| region.root == id).or(landmark) {
            region.nested = region.kind != RegionKind::Main && guess.in_firm_main();
            guess.open(&region);
            found.regions.push(region);
        } else if let Some(region) = guess.at(id) {
            guess.open(&region);
            let list = if region.nested { &mut found.extras } else { &mut found.regions };
            list.push(region);
        }
    }
    found
}

fn ancestors(document: &Document, regions: &[Region]) -> HashSet<NodeId> {
    let mut set = HashSet::new();
    for region in regions {
        // Whoever is in the set has brought its ancestors along.
        document.ancestors(region.root).take_while(|&id| set.insert(id)).for_each(drop);
    }
    set
}

/// A region that the walk is in.
struct Open {
    root: NodeId,
    kind: RegionKind,
    /// A main region that holds the text, but perhaps more: furniture is taken out of it.
    loose: bool,
}

struct Guess<'s> {
    page: &'s Page,
    document: &'s Document,
    survey: &'s Survey,
    around_main: HashSet<NodeId>,
    around_any: HashSet<NodeId>,
    /// The regions that are open.
    within: Vec<Open>,
}

impl Guess<'_> {
    fn open(&mut self, region: &Region) {
        let loose = matches!(region.why, Why::WholePage | Why::Text { .. });
        self.within.push(Open { root: region.root, kind: region.kind, loose });
    }

    /// Whether this place is in a main region that is marked or named as such.
    fn in_firm_main(&self) -> bool {
        self.within.iter().any(|open| open.kind == RegionKind::Main && !open.loose)
    }

    /// The furniture that begins here, if any.
    fn at(&self, id: NodeId) -> Option<Region> {
        if self.around_main.contains(&id) || !may_be_root(self.document, self.survey, id) {
            return None;
        }
        let Some(open) = self.within.last() else {
            let (kind, why) = self.named(id).or_else(|| self.by_content(id))?;
            return Some(Region { kind, root: id, why, nested: false });
        };
        match open.kind {
            RegionKind::Main => self.in_main(id, open),
            // Menus and search forms are found within the head of the page, too.
            RegionKind::Banner => {
                let (kind, why) = self.named(id).or_else(|| self.by_content(id))?;
                matches!(kind, RegionKind::Navigation | RegionKind::Search).then(|| Region {
                    kind,
                    root: id,
                    why,
                    nested: false,
                })
            }
            _ => None,
        }
    }

    /// Furniture within the main content: taken out of a loose one if it is plainly that, left
    /// where it is in any other.
    fn in_main(&self, id: NodeId, main: &Open) -> Option<Region> {
        let small = |kind, share| is_small(self.survey, id, main.root, kind, share);
        if main.loose {
            let cell = self.document.tag(id) == Tag::Td;
            // Links within the page that stand in its middle are references, not skip links.
            let plainly = |found: &(_, Why)| cell && found.1 != Why::SkipLinks;
            let by_content = || self.by_content(id).filter(plainly);
            let found = self.named(id).or_else(by_content);
            if let Some((kind, why)) = found.filter(|(kind, _)| small(*kind, FURNITURE)) {
                return Some(Region { kind, root: id, why, nested: false });
            }
        }
        let (kind, why, share) = self.extra(id)?;
        small(kind, share).then_some(Region { kind, root: id, why, nested: true })
    }

    /// What is not content within the main content, why, and how much of that it may be.
    fn extra(&self, id: NodeId) -> Option<(RegionKind, Why, u64)> {
        const ASIDE: RegionKind = RegionKind::Complementary;
        let prose = headings::is_prose(self.survey, id);
        if !prose && landmark::lies_over_the_page(self.document, id) {
            return Some((ASIDE, Why::Role, FURNITURE));
        }
        let named = match names::of(self.document, id) {
            Some((Named::Extra, name)) => Some((ASIDE, name)),
            Some((Named::Region(RegionKind::Navigation), _)) if self.is_mute(id) => None,
            // A header or footer in here belongs to a part of the content.
            None
            | Some((
                Named::Region(RegionKind::Main | RegionKind::Banner | RegionKind::ContentInfo),
                _,
            )) => None,
            Some((Named::Region(kind), name)) => Some((kind, name)),
        };
        let named = named.map(|(kind, name)| (kind, Why::Id(name.to_owned()), EXTRA));
        let headed = || {
            let heading = headings::leads_elsewhere(self.page, self.survey, id)?;
            Some((ASIDE, Why::Heading(heading), FURNITURE))
        };
        named.or_else(headed)
    }

    fn named(&self, id: NodeId) -> Option<(RegionKind, Why)> {
        match names::of(self.document, id)? {
            (Named::Extra | Named::Region(RegionKind::Main), _) => None,
            // What says much and links nowhere is no menu, whatever it is called: a heading that a
            // table of contents leads to, for one.
            (Named::Region(RegionKind::Navigation), _) if self.is_mute(id) => None,
            (Named::Region(kind), name) => Some((kind, Why::Id(name.to_owned()))),
        }
    }

    /// Whether an element says much and leads nowhere.
    fn is_mute(&self, id: NodeId) -> bool {
        let sums = self.survey.sums(id);
        let leads = sums.links > 0 || sums.anchors > 0;
        sums.text > 0 && (!leads || (sums.text > SHORT && sums.link_share() < FEW_LINKS))
    }

    fn by_content(&self, id: NodeId) -> Option<(RegionKind, Why)> {
        let sums = self.survey.sums(id);
        if self.around_any.contains(&id) {
            return None;
        }
        let percent = sums.link_share();
        let mostly_links = percent >= MOSTLY_LINKS;
        let within_page = sums.anchors > 0 && sums.fragments == sums.anchors;
        if mostly_links && sums.text <= SHORT && within_page {
            return Some((RegionKind::Navigation, Why::SkipLinks));
        }
        if sums.anchors >= MENU && mostly_links {
            return Some((RegionKind::Navigation, Why::Links { percent }));
        }
        if self.document.tag(id) == Tag::Form && sums.text <= SHORT && self.searches(id) {
            return Some((RegionKind::Search, Why::Form));
        }
        None
    }

    /// Whether a form has a field for what to search.
    fn searches(&self, form: NodeId) -> bool {
        let document = self.document;
        document.descendants(form).filter(|&id| document.tag(id) == Tag::Input).any(|id| {
            let is = |name: &str, value: &str| {
                document.attr(id, name).is_some_and(|found| found.eq_ignore_ascii_case(value))
            };
            is("type", "search")
                || ["q", "s", "query", "search", "hledat", "suche"].iter().any(|n| is("name", n))
        })
    }
}
