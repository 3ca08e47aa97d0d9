//! Findings that somebody has accepted, by a comment in the page:
//! `<!-- textify-ignore RULE -- reason -->`.
//!
//! A comment speaks for the element that follows it and all that is in it; one before the `html`
//! element, or at the beginning of the `body` before any element, would be easy to misread: only
//! the first speaks for the whole page.

use super::context::{Checker, Context};
use super::finding::Finding;
use super::rule::{Check, Decidable, Rule, Severity};
use super::rules::RULES;
use crate::dom::{Document, NodeId};
use std::collections::HashMap;

pub(super) const RULE: Rule = Rule {
    id: "ignore-comment-valid",
    title: "A comment that ignores a rule is used, and says why.",
    criteria: &[],
    advice: true,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: true,
    who: "An exception that nobody remembers hides the next fault in the same place.",
    hint: "Write <!-- textify-ignore RULE -- reason -->, and remove it when the fault is mended.",
    bad: "<html lang=en><title>News</title><!-- textify-ignore image-alt-present --><p>News",
    good: "<html lang=en><title>News</title>\
           <!-- textify-ignore moving-content-element -- it stops after a second --><marquee>News</marquee>",
    // Which comments are used is known only when all other rules have had their turn.
    check: Check::Page(|_| {}),
};

/// Who has accepted a finding, and why.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct Suppression {
    /// Where it was accepted.
    pub by: SuppressedBy,
    /// The reason that was given.
    pub reason: Option<String>,
}

/// Where a finding was accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub enum SuppressedBy {
    /// By a comment in the page.
    Comment,
    /// By a baseline.
    Baseline,
}

/// A comment that ignores rules.
struct Comment<'p> {
    node: NodeId,
    rules: Vec<&'p str>,
    reason: Option<&'p str>,
    used: Vec<bool>,
}

/// The comments of a page that ignore rules.
pub(crate) struct Comments<'p> {
    comments: Vec<Comment<'p>>,
    /// The comments that speak for an element; those for the whole page stand at the root.
    by_element: HashMap<NodeId, Vec<usize>>,
}

impl<'p> Comments<'p> {
    pub(crate) fn find(doc: &'p Document) -> Self {
        let mut found = Comments { comments: Vec::new(), by_element: HashMap::new() };
        for node in doc.all() {
            let Some(text) = doc.comment(node).map(str::trim_ascii) else { continue };
            let Some(rest) = text.strip_prefix("textify-ignore") else { continue };
            let (rules, reason) = match rest.split_once("--") {
                Some((rules, reason)) => (rules, Some(reason.trim()).filter(|r| !r.is_empty())),
                None => (rest, None),
            };
            let parts = |c: char| c == ',' || c.is_ascii_whitespace();
            let rules: Vec<_> = rules.split(parts).filter(|rule| !rule.is_empty()).collect();
            if let Some(element) = target(doc, node) {
                found.by_element.entry(element).or_default().push(found.comments.len());
            }
            let used = vec![false; rules.len()];
            found.comments.push(Comment { node, rules, reason, used });
        }
        found
    }

    /// The comment that accepts a finding, if one does.
    pub(crate) fn accept(&mut self, doc: &Document, finding: &Finding) -> Option<Suppression> {
        if self.comments.is_empty() {
            return None;
        }
        let node = finding.node?;
        for id in std::iter::once(node).chain(doc.ancestors(node)) {
            for &index in self.by_element.get(&id).into_iter().flatten() {
                let comment = &mut self.comments[index];
                if let Some(at) = comment.rules.iter().position(|rule| *rule == finding.rule.id) {
                    comment.used[at] = true;
                    let reason = comment.reason.map(str::to_owned);
                    return Some(Suppression { by: SuppressedBy::Comment, reason });
                }
            }
        }
        None
    }

    /// Tells of comments that are wrong: unknown rules, no reason, nothing to ignore.
    pub(crate) fn tell(&self, cx: &Context<'_>, ran: &[&Rule], found: &mut Vec<Finding>) {
        let mut c = Checker::new(cx, &RULE, found);
        for comment in &self.comments {
            if comment.rules.is_empty() {
                c.fail(comment.node, "The comment names no rule to ignore.");
            } else if comment.reason.is_none() {
                c.fail(comment.node, "The comment does not say why the rule is ignored.");
            }
            for (id, used) in comment.rules.iter().zip(&comment.used) {
                if !RULES.iter().any(|rule| rule.id == *id) {
                    c.fail(comment.node, format!("There is no rule “{id}” to ignore."));
                } else if !used && ran.iter().any(|rule| rule.id == *id) {
                    c.fail(
                        comment.node,
                        format!("{id} finds nothing here: the comment is not needed."),
                    );
                }
            }
        }
    }
}

/// The element that a comment speaks for: the next one beside it; before the `html` element, the
/// whole document.
fn target(doc: &Document, comment: NodeId) -> Option<NodeId> {
    if doc.parent(comment) == Some(Document::ROOT) {
        return Some(Document::ROOT);
    }
    let after = std::iter::successors(doc.next_sibling(comment), |&id| doc.next_sibling(id));
    let mut after = after.filter(|&id| doc.is_element(id));
    after.next()
}
