//! The main content of a page: its landmark, else where its running text is.

use super::boilerplate::named;
use super::headings::is_prose;
use super::landmark::may_be_root;
use super::names::Named;
use super::survey::{Place, Sums, Survey, percent};
use super::{Region, RegionEvidence, RegionKind, names, title};
use crate::dom::{Document, NodeId, Step, Tag};
use crate::page::Page;

/// An element with this share of the content holds nearly all of it, in percent.
const NEARLY_ALL: u64 = 90;
/// On the way from the body to the content an element holds at least this share of it.
const MOST: u64 = 60;
/// What the page marks as main content must hold this share of its running text.
const MARKED: u64 = 50;
/// A part beside the main content with this share of the running text belongs to it.
const BESIDE: u64 = 2;
/// A part of the page with more than this share of its content is no boilerplate, whatever it is
/// called.
pub(super) const BOILERPLATE: u64 = 35;

/// The main regions: those that the page marks, if they hold what it says, else where its running
/// text is. Several where the text stands in several parts.
pub(super) fn find(page: &Page, survey: &Survey, landmarks: &[Region]) -> Vec<Region> {
    let (marked, around): (Vec<Region>, Vec<Region>) =
        landmarks.iter().cloned().partition(|region| region.kind == RegionKind::Main);
    let search = Search::new(page, survey, &around);
    let marked: Vec<_> =
        marked.into_iter().filter(|region| survey.sums(region.root).text > 0).collect();
    let held: u64 = marked.iter().map(|region| search.running(region.root)).sum();
    let mut mains = marked;
    // A mark on a small part of what the page says is wrong.
    if mains.is_empty() || held * 100 < search.running(survey.body) * MARKED {
        mains = search.mains();
    }
    mains.extend(title::before(page, survey, &around, &mains));
    mains
}

struct Search<'s> {
    document: &'s Document,
    survey: &'s Survey,
    /// For every element, what the boilerplate within it weighs.
    boilerplate: Vec<Weight>,
}

/// Text by how much it speaks for main content.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    text: u64,
    running: u64,
    titles: u32,
}

impl Weight {
    fn of(sums: Sums) -> Weight {
        Weight { text: weight(sums), running: u64::from(sums.running), titles: sums.titles }
    }
}

/// Sentences speak for content, short lines less, links least.
fn weight(sums: Sums) -> u64 {
    let plain = u64::from(sums.text - sums.links);
    u64::from(sums.running) * 8 + plain * 2 + u64::from(sums.links)
}

impl<'s> Search<'s> {
    fn new(page: &'s Page, survey: &'s Survey, landmarks: &[Region]) -> Self {
        let document = &page.document;
        let mut boilerplate = vec![Weight::default(); document.len()];
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
            let is_boilerplate = match landmark {
                // The whole page may stand in a form that is marked as a search.
                Some(RegionKind::Navigation | RegionKind::ContentInfo) => true,
                Some(kind) => is_small(survey, id, survey.body, kind, BOILERPLATE),
                None => named(document, survey, id)
                    .is_some_and(|(kind, _)| is_small(survey, id, survey.body, kind, BOILERPLATE)),
            };
            if is_boilerplate {
                boilerplate[id.index()] = Weight::of(survey.sums(id));
            }
            if let Some(parent) = document.parent(id) {
                let inner = boilerplate[id.index()];
                boilerplate[parent.index()].text += inner.text;
                boilerplate[parent.index()].running += inner.running;
                boilerplate[parent.index()].titles += inner.titles;
            }
        }
        Search { document, survey, boilerplate }
    }

    /// What an element weighs without the boilerplate in it.
    fn content(&self, id: NodeId) -> u64 {
        weight(self.survey.sums(id)) - self.boilerplate[id.index()].text
    }

    /// How much running text an element holds without the boilerplate in it.
    fn running(&self, id: NodeId) -> u64 {
        u64::from(self.survey.sums(id).running) - self.boilerplate[id.index()].running
    }

    fn has_title(&self, id: NodeId) -> bool {
        self.survey.sums(id).titles > self.boilerplate[id.index()].titles
    }

    /// The part that holds the content, and what of it stands beside that.
    fn mains(&self) -> Vec<Region> {
        let path = self.path();
        let (at, why) = self.choose(&path);
        let (root, why) = match path.get(at) {
            Some(&id) if at > 0 => (id, why),
            _ => (self.survey.body, RegionEvidence::WholePage),
        };
        let mut mains = vec![Region { kind: RegionKind::Main, root, why, nested: false }];
        for pair in path[..=at].windows(2) {
            let beside = self.document.children(pair[0]).filter(|&id| self.belongs(id, pair[1]));
            mains.extend(beside.map(|root| {
                let percent = percent(
                    self.survey.sums(root).running,
                    self.survey.sums(self.survey.body).running,
                );
                let why = RegionEvidence::Text { percent };
                Region { kind: RegionKind::Main, root, why, nested: false }
            }));
        }
        mains
    }

    /// Whether an element beside the main content is some of it: one of the same kind, or sentences.
    fn belongs(&self, id: NodeId, main: NodeId) -> bool {
        if id == main || self.survey.place(id) == Place::No || self.content(id) == 0 {
            return false;
        }
        let class = |id| self.document.attr(id, "class").map(str::trim).filter(|it| !it.is_empty());
        let alike = self.document.tag(id) == self.document.tag(main)
            && class(id).is_some()
            && class(id) == class(main);
        let running = self.running(id);
        alike && running > 0
            || is_prose(self.survey, id) && running * 100 >= self.running(self.survey.body) * BESIDE
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
    fn choose(&self, path: &[NodeId]) -> (usize, RegionEvidence) {
        let all = self.content(self.survey.body);
        let holds = |id: NodeId, share| self.content(id) * 100 >= all * share;
        let by_text = path.iter().rposition(|&id| holds(id, NEARLY_ALL)).unwrap_or(0);
        let named = path
            .iter()
            .enumerate()
            .skip(1)
            .rev()
            .filter(|&(_, &id)| {
                self.running(id) * 100 >= self.running(self.survey.body) * NEARLY_ALL
            })
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
        let why = self.evidence(path[at]).or(why).unwrap_or(RegionEvidence::Text { percent });
        (at, why)
    }

    /// What marks an element as the main content.
    fn evidence(&self, id: NodeId) -> Option<RegionEvidence> {
        let document = self.document;
        if self.survey.is_skip_target(document, id) {
            return Some(RegionEvidence::Skip);
        }
        let article_body = document
            .attr(id, "itemprop")
            .is_some_and(|names| names.split_ascii_whitespace().any(|name| name == "articleBody"));
        if article_body || document.tag(id) == Tag::Article {
            return Some(RegionEvidence::Article);
        }
        match names::of(document, id) {
            Some((Named::Region(RegionKind::Main), name)) => {
                Some(RegionEvidence::Id(name.to_owned()))
            }
            _ => None,
        }
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
