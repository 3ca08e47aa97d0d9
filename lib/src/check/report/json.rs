//! JSON, for programs of one's own; [`JSON_SCHEMA`](super::JSON_SCHEMA) describes it.

use super::{PageReport, Report, ReportOptions};
use crate::check::finding::Finding;
use crate::check::rule::{Outcome, Severity};
use crate::check::wcag::{Criterion, Edition};
use serde::Serialize;
use std::io;

#[derive(Serialize)]
struct Root<'r> {
    pages: Vec<PageEntry<'r>>,
}

#[derive(Serialize)]
struct PageEntry<'r> {
    path: &'r str,
    findings: Vec<Entry<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressed: Vec<Entry<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'r str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'r> {
    rule: &'static str,
    outcome: Outcome,
    severity: Severity,
    wcag: Vec<&'static Criterion>,
    en301549: Vec<String>,
    act: &'static [&'static str],
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    element: &'r str,
    message: &'r str,
    hint: &'r str,
    fingerprint: String,
    group: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'r str>,
}

impl<'r> Entry<'r> {
    fn new(finding: &'r Finding, edition: Edition, reason: Option<&'r str>) -> Self {
        let location = finding.location();
        Entry {
            rule: finding.rule().id(),
            outcome: finding.outcome(),
            severity: finding.severity(),
            wcag: finding.criteria().collect(),
            en301549: finding.en301549(edition),
            act: finding.act(),
            line: location.line,
            column: location.column,
            end_line: location.end_line,
            end_column: location.end_column,
            element: &location.element,
            message: finding.message(),
            hint: finding.hint(),
            fingerprint: format!("{:016x}", finding.fingerprint()),
            group: format!("{:016x}", finding.group()),
            reason,
        }
    }
}

impl<'r> PageEntry<'r> {
    fn new(page: &'r PageReport, edition: Edition) -> Self {
        let suppressed = page.suppressed.iter().map(|(finding, suppression)| {
            Entry::new(finding, edition, Some(suppression.reason.as_deref().unwrap_or_default()))
        });
        PageEntry {
            path: &page.path,
            findings: page.findings.iter().map(|f| Entry::new(f, edition, None)).collect(),
            suppressed: suppressed.collect(),
            error: page.error.as_deref(),
        }
    }
}

pub(super) fn write(
    report: &Report,
    options: &ReportOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let pages = report.pages().iter().map(|page| PageEntry::new(page, options.edition));
    serde_json::to_writer_pretty(&mut *out, &Root { pages: pages.collect() })?;
    out.write_all(b"\n")
}
