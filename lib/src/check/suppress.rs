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
use crate::dom::{Document, NodeId, Span, Step};
use serde::{Deserialize, Serialize};
use std::cell::OnceCell;
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
    /// What it speaks for; the whole page stands at the root.
    target: Option<NodeId>,
    rules: Vec<&'p str>,
    reason: Option<&'p str>,
    used: Vec<bool>,
}

/// The comments of a page that ignore rules.
pub(crate) struct Comments<'p> {
    comments: Vec<Comment<'p>>,
    /// The first comment that ignores a rule for an element, and at which place it names it.
    ignored: HashMap<(NodeId, &'p str), (usize, usize)>,
}

impl<'p> Comments<'p> {
    pub(crate) fn find(doc: &'p Document) -> Self {
        let mut comments = Vec::new();
        for node in doc.all() {
            let Some(text) = doc.comment(node).map(str::trim_ascii) else { continue };
            let Some(rest) = text.strip_prefix("textify-ignore") else { continue };
            let (rules, reason) = match rest.split_once("--") {
                Some((rules, reason)) => (rules, Some(reason.trim()).filter(|r| !r.is_empty())),
                None => (rest, None),
            };
            let parts = |c: char| c == ',' || c.is_ascii_whitespace();
            let rules: Vec<_> = rules.split(parts).filter(|rule| !rule.is_empty()).collect();
            let used = vec![false; rules.len()];
            comments.push(Comment { node, target: None, rules, reason, used });
        }
        // From the last on: of several in a row each finds what the next one has found.
        let mut targets = HashMap::new();
        for comment in comments.iter_mut().rev() {
            comment.target = target(doc, comment.node, &targets);
            targets.insert(comment.node, comment.target);
        }
        let mut ignored = HashMap::new();
        for (index, comment) in comments.iter().enumerate() {
            let Some(element) = comment.target else { continue };
            for (at, rule) in comment.rules.iter().enumerate() {
                ignored.entry((element, *rule)).or_insert((index, at));
            }
        }
        Comments { comments, ignored }
    }

    /// The comment that accepts a finding, if one does.
    pub(crate) fn accept(&mut self, doc: &Document, finding: &Finding) -> Option<Suppression> {
        if self.comments.is_empty() {
            return None;
        }
        let node = finding.node?;
        let mut around = std::iter::once(node).chain(doc.ancestors(node));
        let &(index, at) = around.find_map(|id| self.ignored.get(&(id, finding.rule.id)))?;
        let comment = &mut self.comments[index];
        comment.used[at] = true;
        let reason = comment.reason.map(str::to_owned);
        Some(Suppression { by: SuppressedBy::Comment, reason })
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
        let (mut ignores, starts) = (Vec::new(), OnceCell::new());
        for comment in &self.comments {
            let Some(element) = comment.target else { continue };
            let sites = RULES.iter().filter(|rule| rule.is_for_sites());
            for rule in sites.filter(|rule| comment.rules.contains(&rule.id)) {
                let starts = starts.get_or_init(|| starts_within(cx.doc));
                ignores.push(SiteIgnore {
                    rule: rule.id.to_owned(),
                    reason: comment.reason.map(str::to_owned),
                    location: cx.locate(comment.node),
                    bytes: begun(cx, element, starts),
                });
            }
        }
        ignores.sort_by_key(|ignore| ignore.bytes.start);
        ignores
    }
}

fn unneeded(id: &str) -> String {
    format!("{id} finds nothing here: the comment is not needed.")
}

/// Of each node the first and the last place where a start tag begins, its own and those in it.
fn starts_within(doc: &Document) -> Vec<Option<(u32, u32)>> {
    let mut starts: Vec<Option<(u32, u32)>> = vec![None; doc.len()];
    for step in doc.walk(Document::ROOT) {
        let Step::Leave(id) = step else { continue };
        let own = doc.start_tag(id).map(|span| (span.start, span.start));
        starts[id.index()] = joined(starts[id.index()], own);
        if let Some(parent) = doc.parent(id) {
            starts[parent.index()] = joined(starts[parent.index()], starts[id.index()]);
        }
    }
    starts
}

fn joined(one: Option<(u32, u32)>, other: Option<(u32, u32)>) -> Option<(u32, u32)> {
    match (one, other) {
        (Some((first, last)), Some((from, to))) => Some((first.min(from), last.max(to))),
        _ => one.or(other),
    }
}

/// The bytes in which the start tags of an element and of all that is in it begin.
fn begun(cx: &Context<'_>, element: NodeId, starts: &[Option<(u32, u32)>]) -> Range<usize> {
    if element == Document::ROOT {
        return 0..usize::MAX;
    }
    starts[element.index()].map_or(0..0, |(start, end)| {
        let bytes = cx.page.place_of(Span { start, end }).bytes;
        bytes.start..bytes.end + 1
    })
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
/// whole document. What comments after it speak for is known.
fn target(
    doc: &Document,
    comment: NodeId,
    known: &HashMap<NodeId, Option<NodeId>>,
) -> Option<NodeId> {
    if doc.parent(comment) == Some(Document::ROOT) {
        return Some(Document::ROOT);
    }
    let mut after = std::iter::successors(doc.next_sibling(comment), |&id| doc.next_sibling(id));
    after.find_map(|id| match doc.is_element(id) {
        true => Some(Some(id)),
        false => known.get(&id).copied(),
    })?
}
