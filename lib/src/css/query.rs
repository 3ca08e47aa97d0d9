//! Elements by selector, for people who ask for them.

use super::cascade::quirks_mode;
use super::element::{Node, Work};
use super::selector::{self, Selectors};
use crate::dom::{Document, NodeId, Step};
use cssparser::Parser;
use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, SelectorCaches,
};
use selectors::matching::matches_selector_list;
use selectors::parser::{ParseRelative, SelectorList};

/// How many steps of matching one query may take.
const STEPS: u64 = 200_000_000;

/// A list of selectors.
#[derive(Debug, Clone)]
pub(crate) struct Query(SelectorList<Selectors>);

impl Query {
    /// `None` for what is no selector, or one that depends on more than a page at rest.
    pub(crate) fn parse(text: &str) -> Option<Query> {
        let mut input = Parser::new(text);
        let list = selector::parse(&mut input, ParseRelative::No).ok()?;
        input.is_exhausted().then_some(Query(list))
    }

    /// The elements that match, in tree order.
    pub(crate) fn elements(&self, document: &Document) -> Vec<NodeId> {
        let work = Work::new(STEPS);
        let mut caches = SelectorCaches::default();
        let mut found = Vec::new();
        for step in document.walk(Document::ROOT) {
            let Step::Enter(id) = step else { continue };
            if !document.is_element(id) {
                continue;
            }
            let node = Node { document, id, work: &work, focus: None };
            let mut context = MatchingContext::new(
                MatchingMode::Normal,
                None,
                &mut caches,
                quirks_mode(document.quirks()),
                NeedsSelectorFlags::No,
                MatchingForInvalidation::No,
            );
            if matches_selector_list(&self.0, node, &mut context) {
                found.push(id);
            }
        }
        found
    }
}
