//! What a rule found.

use super::identity::Hash;
use super::rule::{Outcome, Rule, Severity};
use super::wcag::{Criterion, Edition};
use crate::dom::NodeId;
use std::ops::Range;

/// A fault, or a place where a person must look.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    pub(crate) rule: &'static Rule,
    pub(crate) outcome: Outcome,
    pub(crate) severity: Severity,
    /// The numbers of the criteria that this finding concerns: those of the rule, or some.
    pub(crate) criteria: &'static [&'static str],
    /// The ACT rules that this finding concerns: those of the rule, or some.
    pub(crate) act: &'static [&'static str],
    /// What is wrong in this place.
    pub(crate) message: String,
    pub(crate) hint: String,
    pub(crate) location: Location,
    pub(crate) node: Option<NodeId>,
    pub(crate) fix: Option<Fix>,
    /// What it has in common with others of its rule that have one cause, where their messages
    /// differ.
    pub(crate) cause: Option<String>,
}

/// Where a finding is, without the page itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct Location {
    /// 1-based line; 0 when the finding has no place in the source.
    pub line: usize,
    /// 1-based column, in code points.
    pub column: usize,
    /// The line on which it ends.
    pub end_line: usize,
    /// The column just after its end.
    pub end_column: usize,
    /// The bytes of the source, in the encoding that the file has.
    pub bytes: Range<usize>,
    /// The path of the element: `main > ul:nth-child(2) > li:nth-child(1) > a`.
    pub element: String,
    /// The source of the start tag, at most some 200 characters of it.
    pub markup: String,
    /// The lines of the source on which it stands, cut where they are long.
    pub excerpt: String,
    /// Where in the excerpt the start tag stands, in bytes.
    pub in_excerpt: Range<usize>,
    /// What the element is known by, wherever it stands.
    pub(crate) identity: u64,
}

/// An edit of the source that mends a finding.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct Fix {
    /// What it does, as a short imperative.
    pub what: String,
    /// Whether it can be applied without a person.
    pub safe: bool,
    /// Bytes of the source, and the bytes that are put in their place, in the encoding of the page.
    pub edits: Vec<(Range<usize>, Vec<u8>)>,
}

impl Finding {
    /// What a rule tells of a place, with the criteria and the hint that are the rule's.
    pub(crate) fn new(
        rule: &'static Rule,
        (outcome, severity): (Outcome, Severity),
        message: String,
        location: Location,
    ) -> Finding {
        Finding {
            rule,
            outcome,
            severity,
            criteria: rule.criteria,
            act: rule.act,
            message,
            hint: rule.hint.to_owned(),
            location,
            node: None,
            fix: None,
            cause: None,
        }
    }

    /// The rule that found it.
    pub fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// How sure it is.
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// How much it weighs.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The success criteria that it concerns.
    pub fn criteria(&self) -> impl Iterator<Item = &'static Criterion> + use<> {
        self.criteria.iter().filter_map(|number| Criterion::find(number))
    }

    /// The clauses of EN 301 549 that it concerns.
    pub fn en301549(&self, edition: Edition) -> Vec<String> {
        self.criteria().filter_map(|criterion| criterion.en301549(edition)).collect()
    }

    /// The ids of the ACT rules that it concerns.
    pub fn act(&self) -> &'static [&'static str] {
        self.act
    }

    /// What is wrong, in one sentence.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do about it.
    pub fn hint(&self) -> &str {
        &self.hint
    }

    /// Where it is.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// How it can be mended without a person, or with a person's consent.
    pub fn fix(&self) -> Option<&Fix> {
        self.fix.as_ref()
    }

    /// A number that findings with the same cause share, on one page or on many: one change of a
    /// template, or one decision, is likely to correct them all.
    pub fn group(&self) -> u64 {
        let cause = self.cause.as_deref().unwrap_or(&self.message);
        let weight = format!("{:?} {:?}", self.outcome, self.severity);
        let hash = Hash::new().add(self.rule.id).add(&weight).add(cause);
        self.criteria.iter().fold(hash, |hash, number| hash.add(number)).value()
    }

    /// A number that stays the same when the page changes elsewhere: of the rule and of what the
    /// element is known by, which are its name, its attributes without generated ones, and its
    /// text if that is short. It does not depend on the wording of the message. Baselines and
    /// reports know a finding by it; findings of a page may share it.
    pub fn fingerprint(&self) -> u64 {
        Hash::new().add(self.rule.id).add(&format!("{:016x}", self.location.identity)).value()
    }
}
