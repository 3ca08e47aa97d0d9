//! What stands around the main content, where the page has no landmarks for it.

use super::landmark::may_be_root;
use super::main::{BOILERPLATE, is_small};
use super::names::{self, Named};
use super::survey::Survey;
use super::{InlineBoilerplate, Region, RegionEvidence, RegionKind};
use super::{headings, landmark};
use crate::dom::{Document, NodeId, Step, Tag};
use crate::page::Page;
use std::collections::{HashMap, HashSet};

/// A block with this share of link text is a menu, in percent.
const MOSTLY_LINKS: u8 = 70;
/// With less than this a text is no menu, whatever it is called.
const FEW_LINKS: u8 = 20;
/// Fewer links make no menu.
const MENU: u32 = 3;
/// More text than this is no list of skip links, no search form.
const SHORT: u32 = 200;
/// Within the main content, what is not of it is smaller than this, in percent.
const INLINE: u64 = 20;
/// An aside in the main content with this share of link text is a list of links, in percent.
const LINK_LIST: u8 = 50;

/// The regions of a page, and what is not content within the main ones.
#[derive(Default)]
pub(super) struct Found {
    pub(super) regions: Vec<Region>,
    pub(super) inline: Vec<InlineBoilerplate>,
}

/// All regions in tree order: the main ones, the landmarks around and within them, and the
/// boilerplate that no landmark marks.
pub(super) fn complete(
    page: &Page,
    survey: &Survey,
    landmarks: Vec<Region>,
    mains: Vec<Region>,
) -> Found {
    let document = &page.document;
    // A title in the head of the page makes that head no part of the main content.
    let around_main =
        ancestors(document, mains.iter().filter(|main| main.why != RegionEvidence::Title));
    let around_any = &ancestors(document, landmarks.iter()) | &around_main;
    let mut guess = Guess { page, document, survey, around_main, around_any, within: Vec::new() };
    let mut mains: HashMap<_, _> = mains.into_iter().map(|main| (main.root, main)).collect();
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
        if let Some(mut region) = mains.remove(&id).or(landmark) {
            region.nested = region.kind != RegionKind::Main && guess.stays(&region);
            if region.nested {
                found.inline.extend(guess.left_out(&region));
            }
            guess.open(&region);
            found.regions.push(region);
        } else if let Some(region) = guess.at(id) {
            guess.open(&region);
            found.regions.push(region);
        } else if let Some(inline) = guess.inline(id) {
            guess.open(&inline.region);
            found.inline.push(inline);
        }
    }
    found
}

fn ancestors<'r>(
    document: &Document,
    regions: impl Iterator<Item = &'r Region>,
) -> HashSet<NodeId> {
    let mut set = HashSet::new();
    for region in regions {
        // An element in the set was added with its ancestors.
        document.ancestors(region.root).take_while(|&id| set.insert(id)).for_each(drop);
    }
    set
}

/// A region that the walk is in.
struct Open {
    root: NodeId,
    kind: RegionKind,
    /// A main region that holds the text, but perhaps more: boilerplate is taken out of it.
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
        let loose = matches!(region.why, RegionEvidence::WholePage | RegionEvidence::Text { .. });
        self.within.push(Open { root: region.root, kind: region.kind, loose });
    }

    /// Whether a landmark within the main content stays where its author put it: always where that is
    /// marked or named as such, and an aside in an article or section anywhere.
    fn stays(&self, region: &Region) -> bool {
        let mut mains = self.within.iter().filter(|open| open.kind == RegionKind::Main);
        mains.clone().any(|main| !main.loose)
            || region.kind == RegionKind::Complementary
                && mains.next().is_some()
                && self.survey.in_part(region.root)
    }

    /// A landmark within the main content that is not of it: navigation, and asides that are lists
    /// of links.
    fn left_out(&self, region: &Region) -> Option<InlineBoilerplate> {
        let left_out = match region.kind {
            RegionKind::Navigation => true,
            RegionKind::Complementary => self.survey.sums(region.root).link_share() >= LINK_LIST,
            _ => false,
        };
        left_out.then(|| InlineBoilerplate { region: region.clone(), certain: true })
    }

    /// The boilerplate that begins here, if any.
    fn at(&self, id: NodeId) -> Option<Region> {
        if self.around_main.contains(&id) || !may_be_root(self.document, self.survey, id) {
            return None;
        }
        let region = |(kind, why)| Region { kind, root: id, why, nested: false };
        let Some(open) = self.within.last() else {
            return self.named(id).or_else(|| self.by_content(id)).map(region);
        };
        match open.kind {
            // What is plainly that is taken out of a part that only holds the text.
            RegionKind::Main if open.loose => {
                let cell = self.document.tag(id) == Tag::Td;
                // Links within the page that stand in its middle are references, not skip links.
                let plainly =
                    |found: &(_, RegionEvidence)| cell && found.1 != RegionEvidence::SkipLinks;
                let by_content = || self.by_content(id).filter(plainly);
                let found = self.named(id).or_else(by_content);
                let small = |kind| is_small(self.survey, id, open.root, kind, BOILERPLATE);
                found.filter(|&(kind, _)| small(kind)).map(region)
            }
            // Menus and search forms are found within the head of the page, too.
            RegionKind::Banner => {
                let found = self.named(id).or_else(|| self.by_content(id));
                let kept = [RegionKind::Navigation, RegionKind::Search];
                found.filter(|(kind, _)| kept.contains(kind)).map(region)
            }
            _ => None,
        }
    }

    /// What begins here within the main content and is none of it. It stays in its place.
    fn inline(&self, id: NodeId) -> Option<InlineBoilerplate> {
        const ASIDE: RegionKind = RegionKind::Complementary;
        let main = self.within.last().filter(|open| open.kind == RegionKind::Main)?;
        if self.around_main.contains(&id) || !may_be_root(self.document, self.survey, id) {
            return None;
        }
        let found = |kind, why, certain, share| {
            let region = Region { kind, root: id, why, nested: true };
            let small = is_small(self.survey, id, main.root, kind, share);
            small.then_some(InlineBoilerplate { region, certain })
        };
        let prose = headings::is_prose(self.survey, id);
        if !prose && landmark::lies_over_the_page(self.document, id) {
            return found(ASIDE, RegionEvidence::Role, true, BOILERPLATE);
        }
        if let Some((named, name)) = named_inline(self.document, self.survey, id) {
            let kind = match named {
                Named::Region(kind) => kind,
                _ => ASIDE,
            };
            // Links to print, to send, to share; but not what people say.
            let links = self.survey.sums(id).link_share();
            let certain = named == Named::Promotion || is_menu(named) || links >= LINK_LIST;
            return found(kind, RegionEvidence::Id(name.to_owned()), certain, INLINE);
        }
        let heading = headings::leads_elsewhere(self.page, self.survey, id)?;
        found(ASIDE, RegionEvidence::Heading(heading), true, BOILERPLATE)
    }

    fn named(&self, id: NodeId) -> Option<(RegionKind, RegionEvidence)> {
        // Within the main content, what is no region of the page stays where it is.
        let (kind, name) = match names::of(self.document, id)? {
            (Named::InlineBoilerplate, _) => return None,
            _ => named(self.document, self.survey, id)?,
        };
        Some((kind, RegionEvidence::Id(name.to_owned())))
    }

    fn by_content(&self, id: NodeId) -> Option<(RegionKind, RegionEvidence)> {
        let sums = self.survey.sums(id);
        if self.around_any.contains(&id) {
            return None;
        }
        let percent = sums.link_share();
        let mostly_links = percent >= MOSTLY_LINKS;
        let within_page = sums.anchors > 0 && sums.fragments == sums.anchors;
        if mostly_links && sums.text <= SHORT && within_page {
            return Some((RegionKind::Navigation, RegionEvidence::SkipLinks));
        }
        if sums.anchors >= MENU && mostly_links {
            return Some((RegionKind::Navigation, RegionEvidence::Links { percent }));
        }
        if self.document.tag(id) == Tag::Form && sums.text <= SHORT && self.searches(id) {
            return Some((RegionKind::Search, RegionEvidence::Form));
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

/// The region around the main content that an element's names say it is, where what it holds does
/// not say otherwise; boilerplate within the content counts as an aside.
pub(super) fn named<'d>(
    document: &'d Document,
    survey: &Survey,
    id: NodeId,
) -> Option<(RegionKind, &'d str)> {
    let (named, name) = names::of(document, id).filter(|_| may_be_root(document, survey, id))?;
    let kind = match named {
        Named::Region(kind) => kind,
        Named::Promotion | Named::InlineBoilerplate => RegionKind::Complementary,
    };
    let holds = match kind {
        RegionKind::Main => false,
        RegionKind::Navigation => !is_mute(survey, id),
        // The head of an article is not that of the page, nor are its footnotes the foot.
        RegionKind::Banner => !survey.in_part(id) && survey.at_start(id),
        RegionKind::ContentInfo => !survey.in_part(id) && survey.at_end(id),
        RegionKind::Search => !headings::is_prose(survey, id),
        _ => true,
    };
    holds.then_some((kind, name))
}

/// What an element's names say it is within the main content, where it is none of that: menus,
/// lists of links beside the text, promotion.
fn named_inline<'d>(
    document: &'d Document,
    survey: &Survey,
    id: NodeId,
) -> Option<(Named, &'d str)> {
    let (named, name) = names::of(document, id)?;
    let sums = survey.sums(id);
    let left_out = match named {
        Named::Region(RegionKind::Navigation) => !is_mute(survey, id),
        Named::Region(RegionKind::Search) => !headings::is_prose(survey, id),
        Named::Region(RegionKind::Complementary) => sums.link_share() >= LINK_LIST,
        // A header or footer in here belongs to a part of the content.
        Named::Region(_) => false,
        Named::Promotion | Named::InlineBoilerplate => true,
    };
    left_out.then_some((named, name))
}

/// Whether a name is that of a menu or a search form.
fn is_menu(named: Named) -> bool {
    matches!(named, Named::Region(RegionKind::Navigation | RegionKind::Search))
}

/// Whether an element says much and leads nowhere. That is no menu, whatever it is called: a part
/// of the text that a table of contents leads to, for one.
fn is_mute(survey: &Survey, id: NodeId) -> bool {
    let sums = survey.sums(id);
    let leads = sums.links > 0 || sums.anchors > 0;
    sums.text > 0 && (!leads || (sums.text > SHORT && sums.link_share() < FEW_LINKS))
}

/// Whether an aside may be some of what the page says: sentences that promote nothing.
pub(super) fn may_be_content(page: &Page, survey: &Survey, region: &Region) -> bool {
    let id = region.root;
    let promotes = || matches!(names::of(&page.document, id), Some((Named::Promotion, _)));
    region.kind == RegionKind::Complementary
        && !region.nested
        && headings::is_prose(survey, id)
        && !landmark::lies_over_the_page(&page.document, id)
        && !promotes()
}
