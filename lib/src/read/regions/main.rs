//! The main content of a page: its landmark, else where its running text is.

use super::landmark::may_be_root;
use super::names::Named;
use super::survey::{Place, Sums, Survey, percent};
use super::{Region, RegionKind, Why, names};
use crate::dom::{Document, NodeId, Step, Tag};
use crate::page::Page;

/// An element with this share of the content holds nearly all of it, in percent.
const NEARLY_ALL: u64 = 90;
/// What names itself the content must hold this share of it.
const MOST: u64 = 60;
/// A part of the page with more than this share of its content is no furniture, whatever it is
/// called.
pub(super) const FURNITURE: u64 = 35;

/// The main regions in tree order: the first one visible, and others that the page marks.
pub(super) fn find(page: &Page, survey: &Survey, landmarks: &[Region]) -> Vec<Region> {
    let marked: Vec<Region> = landmarks
        .iter()
        .filter(|region| region.kind == RegionKind::Main && survey.sums(region.root).text > 0)
        .cloned()
        .collect();
    if !marked.is_empty() {
        return marked;
    }
    let search = Search::new(page, survey, landmarks);
    let path = search.path();
    let (at, why) = search.choose(&path);
    let (root, why) = match path.get(at) {
        Some(&id) if at > 0 => (id, why),
        _ => (survey.body, Why::WholePage),
    };
    vec![Region { kind: RegionKind::Main, root, why, nested: false }]
}

struct Search<'s> {
    document: &'s Document,
    survey: &'s Survey,
    /// For every element, what the furniture within it weighs.
    furniture: Vec<Weight>,
}

/// Text by how much it speaks for main content.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    text: u64,
    titles: u32,
}

/// Sentences speak for content, short lines less, links least.
fn weight(sums: Sums) -> u64 {
    let plain = u64::from(sums.text - sums.links);
    u64::from(sums.running) * 8 + plain * 2 + u64::from(sums.links)
}

impl<'s> Search<'s> {
    fn new(page: &'s Page, survey: &'s Survey, landmarks: &[Region]) -> Self {
        let document = &page.document;
        let mut furniture = vec![Weight::default(); document.len()];
        let mut marked = landmarks.iter().peekable();
        let mut open = Vec::new();
        for step in survey.blocks(page) {
            let id = match step {
                Step::Enter(id) => {
                    open.push(marked.next_if(|region| region.root == id).map(|region| region.kind));
                    continue;
                }
                Step::Leave(id) => id,
            };
            let landmark = open.pop().flatten();
            let sums = survey.sums(id);
            let furniture_here = match landmark {
                // The whole page may stand in a form that is marked as a search.
                Some(RegionKind::Navigation | RegionKind::ContentInfo) => true,
                Some(kind) => is_small(survey, id, survey.body, kind, FURNITURE),
                None => named_furniture(document, survey, id)
                    .is_some_and(|kind| is_small(survey, id, survey.body, kind, FURNITURE)),
            };
            if furniture_here {
                furniture[id.index()] = Weight { text: weight(sums), titles: sums.titles };
            }
            if let Some(parent) = document.parent(id) {
                let inner = furniture[id.index()];
                furniture[parent.index()].text += inner.text;
                furniture[parent.index()].titles += inner.titles;
            }
        }
        Search { document, survey, furniture }
    }

    /// What an element weighs without the furniture in it.
    fn content(&self, id: NodeId) -> u64 {
        weight(self.survey.sums(id)) - self.furniture[id.index()].text
    }

    fn has_title(&self, id: NodeId) -> bool {
        self.survey.sums(id).titles > self.furniture[id.index()].titles
    }

    /// From the body down to where the content parts: always the heaviest child.
    fn path(&self) -> Vec<NodeId> {
        let least = self.content(self.survey.body) * MOST;
        let mut path = vec![self.survey.body];
        let mut last = self.survey.body;
        loop {
            let open = matches!(self.survey.place(last), Place::Open | Place::Through);
            let children = self.document.children(last).filter(|_| open);
            let blocks = children.filter(|&id| self.survey.place(id) != Place::No);
            // The first of equals, so that the choice is the page's order.
            let heaviest = blocks.max_by_key(|&id| (self.content(id), std::cmp::Reverse(id)));
            match heaviest {
                Some(id) if self.content(id) > 0 && self.content(id) * 100 >= least => {
                    path.push(id);
                    last = id;
                }
                _ => return path,
            }
        }
    }

    /// The place on the path that is the main content, and the reason.
    fn choose(&self, path: &[NodeId]) -> (usize, Why) {
        let all = self.content(self.survey.body);
        let holds = |id: NodeId, share| self.content(id) * 100 >= all * share;
        let by_text = path.iter().rposition(|&id| holds(id, NEARLY_ALL)).unwrap_or(0);
        let named = path
            .iter()
            .enumerate()
            .skip(1)
            .rev()
            .find_map(|(at, &id)| Some((at, self.evidence(id)?)));
        let (mut at, why) = match named {
            Some((at, why)) if at > by_text => (at, Some(why)),
            _ => (by_text, None),
        };
        // A title above the text belongs to it, as long as not much else comes with it.
        if let Some(above) = path[..=at].iter().rposition(|&id| self.has_title(id))
            && self.content(path[above]) * 100 <= self.content(path[at]) * 120
        {
            at = above;
        }
        // An unnamed box in the box that is named: the name is the better reason.
        if self.evidence(path[at]).is_none()
            && let Some(above) = path[..at].iter().rposition(|&id| self.evidence(id).is_some())
            && self.content(path[above]) * 100 <= self.content(path[at]) * 105
        {
            at = above;
        }
        while at > 0 && !may_be_root(self.document, self.survey, path[at]) {
            at -= 1;
        }
        let running = |id| self.survey.sums(id).running;
        let percent = percent(running(path[at]), running(self.survey.body));
        let why = self.evidence(path[at]).or(why).unwrap_or(Why::Text { percent });
        (at, why)
    }

    /// What marks an element as the main content.
    fn evidence(&self, id: NodeId) -> Option<Why> {
        let document = self.document;
        if self.survey.is_skip_target(document, id) {
            return Some(Why::Skip);
        }
        let article_body = document
            .attr(id, "itemprop")
            .is_some_and(|names| names.split_ascii_whitespace().any(|name| name == "articleBody"));
        if article_body || document.tag(id) == Tag::Article {
            return Some(Why::Article);
        }
        match names::of(document, id) {
            Some((Named::Region(RegionKind::Main), name)) => Some(Why::Id(name.to_owned())),
            _ => None,
        }
    }
}

/// What furniture an element's names say it is; extras count as asides.
fn named_furniture(document: &Document, survey: &Survey, id: NodeId) -> Option<RegionKind> {
    match names::of(document, id).filter(|_| may_be_root(document, survey, id))? {
        (Named::Region(RegionKind::Main), _) => None,
        (Named::Region(kind), _) => Some(kind),
        (Named::Extra, _) => Some(RegionKind::Complementary),
    }
}

/// Whether an element holds no more than a share, in percent, of what another one holds. A footer
/// may have the only sentence of a page of links: there the length of the text counts, too.
pub(super) fn is_small(
    survey: &Survey,
    id: NodeId,
    whole: NodeId,
    kind: RegionKind,
    share: u64,
) -> bool {
    let (here, whole) = (survey.sums(id), survey.sums(whole));
    let frame = matches!(kind, RegionKind::Banner | RegionKind::ContentInfo);
    weight(here) * 100 <= weight(whole) * share
        || frame && u64::from(here.text) * 100 <= u64::from(whole.text) * share
}
