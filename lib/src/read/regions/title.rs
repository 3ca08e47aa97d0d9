//! The title of the page where it stands right before the main content and not in it.

use super::boilerplate::named;
use super::survey::{Place, Survey};
use super::{Region, RegionEvidence, RegionKind};
use crate::dom::{Document, NodeId, NodeSet, Tag};
use crate::page::Page;
use crate::read::headings;
use crate::read::text::visible_text;
use std::collections::HashMap;

/// A title with its date, number and addressee is no longer than this, in characters.
const MAX_TITLE: u32 = 600;
/// With this share of link text it is a menu, in percent.
const MENU: u8 = 50;

/// The parts before the main content that hold the title of the page, where the content itself has none.
pub(super) fn before(
    page: &Page,
    survey: &Survey,
    landmarks: &[Region],
    mains: &[Region],
) -> Vec<Region> {
    let document = &page.document;
    let titled = mains.iter().any(|main| survey.sums(main.root).titles > 0);
    let Some(main) = mains.iter().map(|main| main.root).min().filter(|_| !titled) else {
        return Vec::new();
    };
    let mut around = NodeSet::new(document);
    around.extend(document.ancestors(main));
    let landmarks = landmarks.iter().map(|region| (region.root, region.kind)).collect();
    let finder = Finder { page, document, survey, landmarks, around, main };
    let before = survey.titles.iter().rev().filter(|&&title| title < main);
    let roots = before.copied().find_map(|title| finder.block(title));
    let region =
        |root| Region { kind: RegionKind::Main, root, why: RegionEvidence::Title, nested: false };
    roots.unwrap_or_default().into_iter().map(region).collect()
}

struct Finder<'s> {
    page: &'s Page,
    document: &'s Document,
    survey: &'s Survey,
    landmarks: HashMap<NodeId, RegionKind>,
    /// What is around the main content.
    around: NodeSet,
    main: NodeId,
}

impl Finder<'_> {
    /// The largest part around a title that is still a title, and what follows up to the main content.
    fn block(&self, title: NodeId) -> Option<Vec<NodeId>> {
        let mut block = title;
        for above in self.document.ancestors(title) {
            if self.around.contains(above) {
                break;
            }
            match self.region(above) {
                // The head of the page: the title alone, if it is none of the site.
                Some(RegionKind::Banner) => {
                    return self.is_of_page(title).then(|| vec![title]);
                }
                Some(_) => return None,
                None if self.is_short(above) && self.is_open(above) => block = above,
                None => return self.is_of_page(title).then(|| vec![block]),
            }
        }
        let mut roots = vec![block];
        let mut at = self.document.next_sibling(block);
        while let Some(id) = at.filter(|&id| id != self.main && !self.around.contains(id)) {
            at = self.document.next_sibling(id);
            if !self.document.is_element(id) || self.survey.sums(id).text == 0 {
                continue;
            }
            let known = self.region(id).is_some() || self.survey.place(id) == Place::No;
            if known || !self.is_short(id) {
                continue;
            }
            roots.push(id);
        }
        Some(roots)
    }

    fn region(&self, id: NodeId) -> Option<RegionKind> {
        let named = || named(self.document, self.survey, id).map(|(kind, _)| kind);
        self.landmarks.get(&id).copied().or_else(named)
    }

    fn is_open(&self, id: NodeId) -> bool {
        self.survey.place(id) == Place::Open || self.document.tag(id) == Tag::Hgroup
    }

    fn is_short(&self, id: NodeId) -> bool {
        let sums = self.survey.sums(id);
        sums.text <= MAX_TITLE && sums.link_share() < MENU
    }

    /// Whether the page calls itself by these words, and not only its site.
    fn is_of_page(&self, title: NodeId) -> bool {
        let words = visible_text(self.page, title);
        let whole = self.page.title();
        let (rest, said) = headings::apart(&whole, &words);
        !said.is_empty() && (rest.is_empty() || whole.trim_start().starts_with(said[0]))
    }
}
