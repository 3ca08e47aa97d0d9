//! A long report in short: each rule with its number of findings and its first places.

use super::group::{FindingGroup, RuleGroup, by_rule};
use super::{ReportOptions, counted, harmless, wrapped};
use crate::check::rule::Severity;
use std::io;

/// Most causes that a shortened report writes out; if there are more it is a summary by rule.
pub(super) const CAUSES_MAX: usize = 50;

/// Whether a report is so long that only its summary is written.
pub(super) fn is_due(groups: &[FindingGroup<'_>], options: &ReportOptions) -> bool {
    options.shortened && groups.len() > CAUSES_MAX
}

pub(super) fn write(
    groups: &[FindingGroup<'_>],
    options: &ReportOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let rules = by_rule(groups);
    for rules in rules.chunk_by(|a, b| a.severity == b.severity) {
        let severity = rules[0].severity;
        let findings: usize = rules.iter().map(RuleGroup::findings).sum();
        writeln!(out, "{} ({findings}):", heading(severity))?;
        for rule in rules {
            one(rule, options, out)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// What a severity is called above its findings.
pub(super) fn heading(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Errors",
        Severity::Warning => "Warnings",
        Severity::Review => "For review by a person",
        Severity::Info => "Notes",
    }
}

fn one(
    rule: &RuleGroup<'_, '_>,
    options: &ReportOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let (findings, pages) = (rule.findings(), rule.pages().len());
    let (of, title) = (rule.first().rule(), rule.first().rule().title());
    let pages = counted(pages, "page");
    let line = format!("{}: {findings} on {pages}. {title}", of.id());
    writeln!(out, "{}", wrapped(&line, "  ", "    ", options))?;
    // Errors and warnings are worked on now, so their places are named here.
    if rule.severity <= Severity::Warning {
        let places = rule.first_places();
        writeln!(out, "{}", wrapped(&harmless(&places), "    ", "    ", options))?;
    }
    Ok(())
}

/// `--statistics`: a line for each rule, the one with most findings first.
pub(super) fn statistics(groups: &[FindingGroup<'_>], out: &mut dyn io::Write) -> io::Result<()> {
    let mut rules = by_rule(groups);
    rules.sort_by_key(|rule| (std::cmp::Reverse(rule.findings()), rule.severity));
    let digits = rules.first().map_or(0, |rule| rule.findings().to_string().len());
    for rule in rules {
        let (findings, severity) = (rule.findings(), rule.severity.to_string());
        let pages = counted(rule.pages().len(), "page");
        let id = rule.first().rule().id();
        writeln!(out, "{findings:>digits$} {severity:<7} {id} on {pages}")?;
    }
    Ok(())
}
