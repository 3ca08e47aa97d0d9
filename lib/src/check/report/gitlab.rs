//! GitLab's Code Quality report: a JSON list in the manner of Code Climate.

use super::{Report, ReportOptions};
use crate::check::rule::Severity;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io;

pub(super) fn write(
    report: &Report,
    _options: &ReportOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut issues = Vec::new();
    for page in report.pages() {
        if let Some(error) = &page.error {
            let description = format!("could not be checked: {error}");
            issues.push(issue("unchecked", &description, "blocker", &page.path, 1, &page.path));
        }
        // Two findings that are alike in all but their place need fingerprints of their own.
        let mut alike: HashMap<u64, usize> = HashMap::new();
        for found in &page.findings {
            let severity = match found.severity() {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Review | Severity::Info => "info",
            };
            let count = alike.entry(found.fingerprint()).or_insert(0);
            *count += 1;
            let print = format!("{:016x}-{count}-{}", found.fingerprint(), page.path);
            let (rule, line) = (found.rule().id(), found.location().line.max(1));
            issues.push(issue(rule, found.message(), severity, &page.path, line, &print));
        }
    }
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    out.write_all(b"\n")
}

fn issue(
    rule: &str,
    description: &str,
    severity: &str,
    path: &str,
    line: usize,
    fingerprint: &str,
) -> Value {
    json!({
        "type": "issue",
        "check_name": rule,
        "description": description,
        "categories": ["Style"],
        "severity": severity,
        "fingerprint": fingerprint,
        "location": { "path": path, "lines": { "begin": line } },
    })
}
