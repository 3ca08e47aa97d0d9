//! JSON, for programs of one's own.

use super::{PageReport, Report};
use crate::check::finding::Finding;
use crate::check::rule::{Outcome, Severity};
use crate::check::wcag::{Criterion, Edition};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Root<'r> {
    pages: Vec<PageEntry<'r>>,
}

#[derive(Serialize)]
struct PageEntry<'r> {
    path: &'r str,
    findings: Vec<Entry<'r>>,
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
}

impl<'r> From<&'r Finding> for Entry<'r> {
    fn from(finding: &'r Finding) -> Self {
        let location = finding.location();
        Entry {
            rule: finding.rule().id(),
            outcome: finding.outcome(),
            severity: finding.severity(),
            wcag: finding.criteria().collect(),
            en301549: finding.en301549(Edition::default()),
            act: finding.act(),
            line: location.line,
            column: location.column,
            end_line: location.end_line,
            end_column: location.end_column,
            element: &location.element,
            message: finding.message(),
            hint: finding.hint(),
        }
    }
}

impl<'r> From<&'r PageReport> for PageEntry<'r> {
    fn from(page: &'r PageReport) -> Self {
        let findings = page.findings.iter().map(Entry::from).collect();
        PageEntry { path: &page.path, findings, error: page.error.as_deref() }
    }
}

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let root = Root { pages: report.pages().iter().map(PageEntry::from).collect() };
    serde_json::to_writer_pretty(&mut *out, &root)?;
    out.write_all(b"\n")
}
