//! The rules that match an element.

use super::quirks_mode;
use crate::css::element::{Node, Work};
use crate::css::index::Index;
use crate::css::selector::PseudoElement;
use crate::css::sheet::{Rule, Sheet};
use crate::css::value::Declaration;
use crate::dom::{Document, NodeId};
use selectors::bloom::BloomFilter;
use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, SelectorCaches,
};
use selectors::matching::matches_selector;

/// The steps that keeping an answer is taken for.
const KEPT_STEPS: usize = 8;

/// A rule that matches, by its strength among declarations of the same importance.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Match {
    layer: u32,
    specificity: u32,
    /// How near the root of its `@scope` is, the nearest the greatest; 0 without one.
    proximity: u32,
    pub(super) number: u32,
}

/// The rules that match an element and its pseudo-elements.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) element: Vec<Match>,
    /// Those for the element that hang on a container query.
    pub(super) containers: Vec<Match>,
    pub(super) letter: Vec<Match>,
    pub(super) before: Vec<Match>,
    pub(super) after: Vec<Match>,
    pub(super) marker: Vec<Match>,
    pub(super) placeholder: Vec<Match>,
    /// The shadow tree that the element stands in; 0 for the document.
    pub(super) tree: u32,
}

impl Found {
    fn of(&mut self, rule: &Rule) -> &mut Vec<Match> {
        match rule.pseudo {
            Some(PseudoElement::FirstLetter) => &mut self.letter,
            Some(PseudoElement::Before) => &mut self.before,
            Some(PseudoElement::After) => &mut self.after,
            Some(PseudoElement::Marker) => &mut self.marker,
            Some(PseudoElement::Placeholder) => &mut self.placeholder,
            Some(PseudoElement::Other) | None if rule.container => &mut self.containers,
            Some(PseudoElement::Other) | None => &mut self.element,
        }
    }
}

/// What matching needs beside the document, where the page has a sheet.
pub(super) struct Matcher<'d> {
    pub(super) sheet: &'d Sheet,
    /// The rules of the document and of each shadow tree.
    indexes: Vec<Index>,
    /// Names, ids and classes of the open elements: most descendant selectors fail by them.
    pub(super) filter: BloomFilter,
    caches: SelectorCaches,
    pub(super) work: Work,
    /// The same for what rests on `:has()`, whose cost may grow with the page at every element.
    pub(super) relations: Work,
}

impl<'d> Matcher<'d> {
    /// `relations`: whether rules with `:has()` count.
    pub(super) fn new(
        document: &Document,
        sheet: &'d Sheet,
        relations: bool,
        work: u64,
    ) -> Matcher<'d> {
        let index = |tree| Index::new(&sheet.rules, tree, document.quirks(), relations);
        Matcher {
            sheet,
            indexes: (0..=sheet.trees.len() as u32).map(index).collect(),
            filter: BloomFilter::new(),
            caches: SelectorCaches::default(),
            work: Work::new(work),
            relations: Work::new(work),
        }
    }

    pub(super) fn matches(
        &mut self,
        document: &Document,
        id: NodeId,
        focus: Option<NodeId>,
        found: &mut Found,
    ) {
        let inner = self.sheet.tree_within(id);
        for (tree, from_within) in [(Some(found.tree), false), (inner, true)] {
            let Some(tree) = tree else { continue };
            let Matcher { sheet, indexes, filter, caches, work, relations } = self;
            let Some(index) = indexes.get(tree as usize) else { continue };
            index.each_candidate(document, id, |candidates| {
                for &number in candidates {
                    let rule = &sheet.rules[number as usize];
                    if from_within && !rule.host {
                        continue;
                    }
                    let work = work_for(rule, work, relations);
                    let node = Node { document, id, work, focus };
                    if !work.take(rule.cost as usize) {
                        return;
                    }
                    if let Some(proximity) = holds(sheet, rule, node, filter, caches) {
                        let specificity = rule.selector.specificity();
                        work.take(sheet.blocks[rule.block as usize].len());
                        let layer = rule.layer;
                        found.of(rule).push(Match { layer, specificity, proximity, number });
                    }
                }
            });
        }
    }

    /// Whether one rule matches an element.
    pub(super) fn matches_one(
        &mut self,
        document: &Document,
        id: NodeId,
        number: u32,
        focus: Option<NodeId>,
    ) -> bool {
        let Matcher { sheet, filter, caches, work, relations, .. } = self;
        let rule = &sheet.rules[number as usize];
        let work = work_for(rule, work, relations);
        let node = Node { document, id, work, focus };
        work.take(rule.cost as usize) && holds(sheet, rule, node, filter, caches).is_some()
    }
}

/// What an attempt to match a rule takes its steps from. The engine remembers each answer to `:has()`:
/// for what that keeps, more is taken.
fn work_for<'w>(rule: &Rule, work: &'w Work, relations: &'w Work) -> &'w Work {
    if rule.relates {
        relations.take(KEPT_STEPS);
        return relations;
    }
    work
}

/// Whether a rule matches an element, and how near the root of its scope is.
fn holds(
    sheet: &Sheet,
    rule: &Rule,
    node: Node<'_>,
    filter: &BloomFilter,
    caches: &mut SelectorCaches,
) -> Option<u32> {
    let mode = match rule.pseudo {
        Some(_) => MatchingMode::ForStatelessPseudoElement,
        None => MatchingMode::Normal,
    };
    let mut context = MatchingContext::new(
        mode,
        Some(filter),
        caches,
        quirks_mode(node.document.quirks()),
        NeedsSelectorFlags::No,
        MatchingForInvalidation::No,
    );
    let host = sheet.host_of(rule.tree).map(|id| Node { id, ..node });
    context.with_shadow_host(host, |context| match rule.scope {
        None => {
            let hashes = Some(&rule.hashes);
            matches_selector(&rule.selector, 0, hashes, node, context).then_some(0)
        }
        Some(scope) => sheet.scopes.proximity(scope, rule, node, context),
    })
}

/// The declarations that hold, the weakest first: normal ones by layer, specificity and order,
/// then the `style` attribute's, then the important ones, among which earlier layers are stronger.
pub(super) fn in_order<'s>(
    sheet: Option<&'s Sheet>,
    matches: &mut [Match],
    attribute: &'s [Declaration],
) -> Vec<&'s Declaration> {
    let mut order: Vec<&Declaration> = Vec::new();
    matches.sort_unstable();
    let block = |found: &Match| {
        let rule = |sheet: &'s Sheet| &sheet.rules[found.number as usize];
        let blocks = sheet.map(|sheet| &sheet.blocks[rule(sheet).block as usize]);
        blocks.into_iter().flatten()
    };
    let normal = matches.iter().flat_map(block).chain(attribute);
    order.extend(normal.filter(|declaration| !declaration.important));
    if matches.iter().flat_map(block).any(|declaration| declaration.important) {
        let weaker_layer = |found: &Match| Match { layer: u32::MAX - found.layer, ..*found };
        matches.sort_unstable_by_key(weaker_layer);
        order.extend(matches.iter().flat_map(block).filter(|declaration| declaration.important));
    }
    order.extend(attribute.iter().filter(|declaration| declaration.important));
    order
}
