//! What a rule found.

use super::rule::{Outcome, Rule, Severity};
use super::wcag::{Criterion, Edition};
use crate::dom::NodeId;
use std::borrow::Cow;
use std::collections::HashMap;
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
    /// What is wrong in this place; that it is found in others too is added when it is told.
    pub(crate) message: String,
    pub(crate) hint: String,
    pub(crate) location: Location,
    pub(crate) node: Option<NodeId>,
    pub(crate) fix: Option<Fix>,
    /// In how many more places of the page the same is found.
    pub(crate) more: usize,
    /// What it has in common with others of its rule that are one fault to mend: these are told
    /// once for the page.
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
            more: 0,
            cause: None,
        }
    }

    /// Whether two findings of a page are one fault to mend.
    fn is_like(&self, other: &Finding) -> bool {
        self.cause.is_some()
            && self.cause == other.cause
            && self.rule == other.rule
            && (self.outcome, self.severity) == (other.outcome, other.severity)
            && self.criteria == other.criteria
    }

    /// Findings of a page of which those that are one fault are told once, with their number.
    pub(crate) fn grouped(findings: Vec<Finding>) -> Vec<Finding> {
        let mut groups: Vec<Finding> = Vec::new();
        let mut by_cause: HashMap<String, Vec<usize>> = HashMap::new();
        for finding in findings {
            let cause = finding.cause.clone();
            let known = cause.as_ref().and_then(|cause| by_cause.get(cause));
            let mut known = known.into_iter().flatten();
            if let Some(&at) = known.find(|&&at| groups[at].is_like(&finding)) {
                groups[at].more += 1;
                continue;
            }
            if let Some(cause) = cause {
                by_cause.entry(cause).or_default().push(groups.len());
            }
            groups.push(finding);
        }
        for finding in &mut groups {
            finding.cause = None;
        }
        groups
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

    /// What is wrong, in one sentence; in another one how often the same is found on the page.
    pub fn message(&self) -> Cow<'_, str> {
        let times = match self.more {
            0 => return Cow::Borrowed(&self.message),
            1 => "once more".to_owned(),
            more => format!("{more} more times"),
        };
        Cow::Owned(format!("{} The same is found {times} on the page.", self.message))
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

    /// A number that stays the same when the page changes elsewhere: of the rule, the element's
    /// markup and what is wrong with it. Baselines and reports know a finding by it.
    pub fn fingerprint(&self) -> u64 {
        // Messages name other places by their lines, which move with all that stands before them.
        let mut message = String::new();
        for (at, part) in self.message.split("on line ").enumerate() {
            message.push_str(if at == 0 {
                part
            } else {
                part.trim_start_matches(|c: char| c.is_ascii_digit())
            });
        }
        let parts = [self.rule.id, &self.location.markup, &message];
        let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
        // FNV-1a of 64 bits: the same on every machine and in every version.
        bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        })
    }
}
