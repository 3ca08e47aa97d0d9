//! Findings with one cause, and the places where they are.

use super::{PageReport, Report};
use crate::check::finding::Finding;
use crate::check::rule::Severity;
use crate::check::rules::RULES;
use std::collections::{HashMap, HashSet};

/// How many places of a cause a shortened report names.
const PLACES_SHOWN: usize = 5;
/// On how many pages a summary names the first place.
const PAGES_SHOWN: usize = 3;

/// Findings of a report that have one cause: the same rule, severity and message, on one page or
/// on many.
#[derive(Debug, Clone)]
pub struct FindingGroup<'r> {
    places: Vec<(&'r PageReport, &'r Finding)>,
}

impl<'r> FindingGroup<'r> {
    pub(super) fn of(places: Vec<(&'r PageReport, &'r Finding)>) -> Self {
        FindingGroup { places }
    }

    /// The first finding: it stands for all where they are reported once.
    pub fn first(&self) -> &'r Finding {
        self.places[0].1
    }

    /// All findings, each with its page, in the order of the report.
    pub fn places(&self) -> &[(&'r PageReport, &'r Finding)] {
        &self.places
    }

    /// `a.html:12:3, 14:1, b.html:4:1 and 3 more`: the places from one on, all or some of them.
    pub(super) fn places_from(&self, first: usize, is_shortened: bool) -> Option<String> {
        let places = self.places.get(first..).filter(|places| !places.is_empty())?;
        let most = if is_shortened { PLACES_SHOWN } else { usize::MAX };
        let mut before = None;
        let named = places.iter().map(|(page, found)| {
            let is_same =
                before.replace(std::ptr::from_ref(*page)) == Some(std::ptr::from_ref(*page));
            place(if is_same { "" } else { &page.path }, found)
        });
        Some(listed(named, places.len(), most))
    }
}

/// Texts after each other, of more than most only the first and the number of the rest.
fn listed(texts: impl Iterator<Item = String>, number: usize, most: usize) -> String {
    // One that is left would take no more room than its number.
    let shown = if number <= most.saturating_add(1) { number } else { most };
    let texts: Vec<_> = texts.take(shown).collect();
    let rest = match number - shown {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{}{rest}", texts.join(", "))
}

/// `a.html:12:3`, or the page alone where the finding has no place in its source.
fn place(path: &str, found: &Finding) -> String {
    match found.location() {
        at if at.line == 0 => path.to_owned(),
        at if path.is_empty() => format!("{}:{}", at.line, at.column),
        at => format!("{path}:{}:{}", at.line, at.column),
    }
}

impl Report {
    /// The findings by cause: the heaviest first, then in the order of the rules, then of the
    /// places.
    pub fn groups(&self) -> Vec<FindingGroup<'_>> {
        let mut groups: Vec<FindingGroup<'_>> = Vec::new();
        let mut known = HashMap::new();
        for (page, finding) in self.findings() {
            let at = *known.entry(finding.group()).or_insert_with(|| {
                groups.push(FindingGroup::of(Vec::new()));
                groups.len() - 1
            });
            groups[at].places.push((page, finding));
        }
        let rules: HashMap<_, _> =
            RULES.iter().enumerate().map(|(at, rule)| (rule.id(), at)).collect();
        groups.sort_by_key(|group| {
            let first = group.first();
            (first.severity(), rules.get(first.rule().id()).copied())
        });
        groups
    }
}

/// The causes of one rule with one severity.
pub(super) struct RuleGroup<'g, 'r> {
    pub(super) severity: Severity,
    pub(super) groups: &'g [FindingGroup<'r>],
}

impl<'r> RuleGroup<'_, 'r> {
    /// The first finding.
    pub(super) fn first(&self) -> &'r Finding {
        self.groups[0].first()
    }

    /// How many findings there are.
    pub(super) fn findings(&self) -> usize {
        self.groups.iter().map(|group| group.places.len()).sum()
    }

    /// The pages on which they are, each once with its first finding, in the order of the report.
    pub(super) fn pages(&self) -> Vec<(&'r PageReport, &'r Finding)> {
        let all = self.groups.iter().flat_map(|group| &group.places).copied();
        let mut seen = HashSet::new();
        all.filter(|(page, _)| seen.insert(std::ptr::from_ref(*page))).collect()
    }

    /// `a.html:12:3, b.html:4:1 and 7 more`: the first place on each of the first pages.
    pub(super) fn first_places(&self) -> String {
        let pages = self.pages();
        let named = pages.iter().map(|(page, found)| place(&page.path, found));
        listed(named, pages.len(), PAGES_SHOWN)
    }
}

/// The groups of a report by severity and rule; within a severity the rule with most findings is
/// the first.
pub(super) fn by_rule<'g, 'r>(groups: &'g [FindingGroup<'r>]) -> Vec<RuleGroup<'g, 'r>> {
    let like = |a: &FindingGroup<'_>, b: &FindingGroup<'_>| {
        (a.first().severity(), a.first().rule()) == (b.first().severity(), b.first().rule())
    };
    let mut rules: Vec<_> = groups
        .chunk_by(like)
        .map(|groups| RuleGroup { severity: groups[0].first().severity(), groups })
        .collect();
    rules.sort_by_key(|rule| (rule.severity, std::cmp::Reverse(rule.findings())));
    rules
}
