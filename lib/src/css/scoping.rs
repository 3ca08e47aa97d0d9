//! `@scope`: rules that hold for a part of the tree only (CSS Cascading and Inheritance 6, 2.5).

use super::element::Node;
use super::selector::Selectors;
use super::sheet::Rule;
use crate::dom::NodeId;
use selectors::Element;
use selectors::context::MatchingContext;
use selectors::matching::{matches_selector, matches_selector_list};
use selectors::parser::SelectorList;

/// One `@scope`.
#[derive(Debug)]
pub(super) struct Scoping {
    /// The elements that its rules hold within; nothing where that is `owner`.
    pub(super) start: Option<SelectorList<Selectors>>,
    /// The elements that end it.
    pub(super) end: Option<SelectorList<Selectors>>,
    /// The parent of the `style` element; nothing for the root of the page.
    pub(super) owner: Option<NodeId>,
    /// The scope around it.
    pub(super) outer: Option<u32>,
}

/// All scopes of a page's sheets.
#[derive(Debug, Default)]
pub(super) struct Scopes(Vec<Scoping>);

impl Scopes {
    pub(super) fn add(&mut self, scoping: Scoping) -> u32 {
        self.0.push(scoping);
        self.0.len() as u32 - 1
    }

    /// Whether a scoped rule matches an element, and how near the root is for which it does.
    pub(super) fn proximity(
        &self,
        scope: u32,
        rule: &Rule,
        node: Node<'_>,
        context: &mut MatchingContext<'_, Selectors>,
    ) -> Option<u32> {
        let mut root = Some(node);
        for steps in 0.. {
            let here = root.filter(|_| node.work.take(1 + rule.cost as usize))?;
            if self.contains(scope, here, node, context) {
                let within = |context: &mut MatchingContext<'_, Selectors>| {
                    matches_selector(&rule.selector, 0, Some(&rule.hashes), node, context)
                };
                if context.nest_for_scope(Some(here.opaque()), within) {
                    return Some(u32::MAX - steps);
                }
            }
            root = here.parent_element();
        }
        None
    }

    /// Whether an element is the root of a scope that another is in.
    fn contains(
        &self,
        scope: u32,
        root: Node<'_>,
        node: Node<'_>,
        context: &mut MatchingContext<'_, Selectors>,
    ) -> bool {
        let Some(scoping) = self.0.get(scope as usize) else { return false };
        let begins = match &scoping.start {
            Some(start) => context.nest_for_scope_condition(None, |context| {
                without_filter(context, |context| matches_selector_list(start, root, context))
            }),
            None => match scoping.owner {
                Some(owner) => owner == root.id,
                None => root.is_root(),
            },
        };
        begins
            && !ends(scoping, root, node, context)
            && self.is_within_outer(scoping, root, context)
    }

    /// Scopes nest as sheets do, which is bounded.
    fn is_within_outer(
        &self,
        scoping: &Scoping,
        root: Node<'_>,
        context: &mut MatchingContext<'_, Selectors>,
    ) -> bool {
        let Some(outer) = scoping.outer else { return true };
        let mut around = Some(root);
        while let Some(here) = around.filter(|_| root.work.take(1)) {
            if self.contains(outer, here, root, context) {
                return true;
            }
            around = here.parent_element();
        }
        false
    }
}

/// Whether a limit lies between the root of a scope and an element, or is the element.
fn ends(
    scoping: &Scoping,
    root: Node<'_>,
    node: Node<'_>,
    context: &mut MatchingContext<'_, Selectors>,
) -> bool {
    let Some(end) = &scoping.end else { return false };
    let mut around = Some(node);
    while let Some(here) = around.filter(|_| node.work.take(1)) {
        let limit = context.nest_for_scope_condition(Some(root.opaque()), |context| {
            without_filter(context, |context| matches_selector_list(end, here, context))
        });
        if limit {
            return true;
        }
        if here.id == root.id {
            return false;
        }
        around = here.parent_element();
    }
    false
}

/// The filter knows what is around the element that is matched, not around others.
fn without_filter<T>(
    context: &mut MatchingContext<'_, Selectors>,
    ask: impl FnOnce(&mut MatchingContext<'_, Selectors>) -> T,
) -> T {
    let filter = context.bloom_filter.take();
    let answer = ask(context);
    context.bloom_filter = filter;
    answer
}
