//! Findings that somebody has accepted, by a comment in the page:
//! `<!-- textify-ignore RULE -- reason -->`.
//!
//! A comment speaks for the element that follows it and all that is in it; one before the `html`
//! element, or at the beginning of the `body` before any element, would be easy to misread: only
//! the first speaks for the whole page.

use super::context::{Checker, Context};
use super::finding::{Finding, Location};
use super::rule::{Check, Decidable, Outcome, Rule, Severity};
use super::rules::RULES;
use crate::dom::{Document, NodeId};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::ops::Range;

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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Suppression {
    /// Where it was accepted.
    pub by: SuppressedBy,
    /// The reason that was given.
    pub reason: Option<String>,
}

/// Where a finding was accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
                let alone = |rule: &&Rule| rule.id == *id && !rule.is_for_sites();
                if !RULES.iter().any(|rule| rule.id == *id) {
                    c.fail(comment.node, format!("There is no rule “{id}” to ignore."));
                } else if !used && ran.iter().any(alone) {
                    c.fail(comment.node, unneeded(id));
                }
            }
        }
    }

    /// What the comments say of rules that compare pages.
    pub(crate) fn of_site(&self, cx: &Context<'_>) -> Vec<SiteIgnore> {
        let mut ignores = Vec::new();
        for (&element, comments) in &self.by_element {
            for comment in comments.iter().map(|&index| &self.comments[index]) {
                let sites = RULES.iter().filter(|rule| rule.is_for_sites());
                ignores.extend(sites.filter(|rule| comment.rules.contains(&rule.id)).map(|rule| {
                    SiteIgnore {
                        rule: rule.id.to_owned(),
                        reason: comment.reason.map(str::to_owned),
                        location: cx.locate(comment.node),
                        bytes: begun(cx, element),
                    }
                }));
            }
        }
        ignores.sort_by_key(|ignore| ignore.bytes.start);
        ignores
    }
}

fn unneeded(id: &str) -> String {
    format!("{id} finds nothing here: the comment is not needed.")
}

/// The bytes in which the start tags of an element and of all that is in it begin.
fn begun(cx: &Context<'_>, element: NodeId) -> Range<usize> {
    if element == Document::ROOT {
        return 0..usize::MAX;
    }
    let within = cx.doc.descendants(element);
    let starts: Vec<_> = within.filter(|&id| cx.doc.start_tag(id).is_some()).collect();
    let begins = |id: &NodeId| cx.doc.start_tag(*id).map(|span| span.start);
    let (first, last) =
        (starts.iter().min_by_key(|id| begins(id)), starts.iter().max_by_key(|id| begins(id)));
    let start = |id: &NodeId| cx.locate(*id).bytes.start;
    first.zip(last).map_or(0..0, |(first, last)| start(first)..start(last) + 1)
}

/// A comment on a rule that compares pages, kept until they are compared.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct SiteIgnore {
    rule: String,
    reason: Option<String>,
    /// Where the comment stands.
    location: Location,
    /// Where the start tags begin that it speaks for.
    bytes: Range<usize>,
}

impl SiteIgnore {
    /// How it accepts a finding, if it does.
    pub(crate) fn accept(&self, finding: &Finding) -> Option<Suppression> {
        let at = finding.location.bytes.start;
        let speaks = self.rule == finding.rule.id && self.bytes.contains(&at);
        let reason = || self.reason.clone();
        speaks.then(|| Suppression { by: SuppressedBy::Comment, reason: reason() })
    }

    /// The finding that nothing was to be ignored, where its rule had its turn.
    pub(crate) fn unused(&self, ran: &[&Rule]) -> Option<Finding> {
        let weight = (Outcome::Failed, RULE.severity);
        let finding = || Finding::new(&RULE, weight, unneeded(&self.rule), self.location.clone());
        ran.iter().any(|rule| rule.id == self.rule).then(finding)
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
