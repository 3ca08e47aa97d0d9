//! SARIF 2.1.0 (OASIS), for code scanning.

use super::{PageReport, Report, ReportOptions, VERSION};
use crate::check::finding::Finding;
use crate::check::rule::{Outcome, Rule, Severity};
use crate::check::rules::RULES;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io;

/// What a path may not hold as it is in a URI reference (RFC 3986, 3.3).
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Most results that GitHub reads of a run.
const RESULTS_MAX: usize = 25_000;

/// Where the W3C gives advice that belongs to no criterion.
const ADVICE: &str = "https://www.w3.org/WAI/tips/developing/";

pub(super) fn write(
    report: &Report,
    options: &ReportOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut results = Vec::new();
    let mut notifications = Vec::new();
    for page in report.pages() {
        if let Some(error) = &page.error {
            notifications.push(json!({
                "level": "error",
                "message": { "text": format!("{} could not be checked: {error}", page.path) },
                "locations": [{ "physicalLocation": { "artifactLocation": artifact(page) } }],
            }));
        }
        // What is accepted is left out: code scanning shows a suppressed result as an open one.
        let mut alike = HashMap::new();
        results.extend(page.findings.iter().map(|finding| {
            let count = alike.entry(finding.fingerprint()).or_insert(0);
            *count += 1;
            (page, finding, *count)
        }));
    }
    if results.len() > RESULTS_MAX {
        let left_out = results.len() - RESULTS_MAX;
        results.sort_by_key(|(_, finding, _)| finding.severity());
        results.truncate(RESULTS_MAX);
        let text = format!("{left_out} findings of the lowest severity are left out.");
        notifications.push(json!({ "level": "warning", "message": { "text": text } }));
    }
    let results: Vec<_> = results.iter().map(|it| result(it.0, it.1, it.2)).collect();
    let sarif = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "textify",
                "semanticVersion": VERSION,
                "rules": RULES.iter().map(|rule| descriptor(rule, options)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": report.pages().iter().all(|page| page.error.is_none()),
                "toolExecutionNotifications": notifications,
            }],
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &sarif)?;
    out.write_all(b"\n")
}

fn artifact(page: &PageReport) -> Value {
    // A colon in the first segment would make it a scheme (RFC 3986, 4.2).
    let path = utf8_percent_encode(&page.path, PATH).to_string();
    let first = path.split('/').next().unwrap_or_default();
    let path = if first.contains(':') { format!("./{path}") } else { path };
    json!({ "uri": path })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Review | Severity::Info => "note",
    }
}

fn descriptor(rule: &Rule, options: &ReportOptions) -> Value {
    let mut tags = vec!["accessibility".to_owned()];
    for criterion in rule.criteria() {
        tags.push(format!("wcag{}", criterion.number()));
        tags.extend(criterion.en301549(options.edition).map(|clause| format!("en301549:{clause}")));
    }
    tags.extend(rule.act().iter().map(|id| format!("act:{id}")));
    let markdown = format!(
        "{}\n\n{}\n\nNot so:\n\n```html\n{}\n```\n\nBut so:\n\n```html\n{}\n```\n",
        rule.who(),
        rule.hint(),
        rule.bad_example(),
        rule.good_example()
    );
    json!({
        "id": rule.id(),
        "shortDescription": { "text": rule.title() },
        "fullDescription": { "text": rule.who() },
        "help": { "text": rule.hint(), "markdown": markdown },
        "helpUri": rule.help_url().unwrap_or_else(|| ADVICE.to_owned()),
        "defaultConfiguration": { "level": level(rule.severity()) },
        "properties": { "tags": tags },
    })
}

fn result(page: &PageReport, found: &Finding, count: usize) -> Value {
    let location = found.location();
    let mut physical = json!({ "artifactLocation": artifact(page) });
    if location.line > 0 {
        physical["region"] = json!({
            "startLine": location.line,
            "startColumn": location.column,
            "endLine": location.end_line,
            "endColumn": location.end_column,
            "snippet": { "text": location.markup },
        });
    }
    // A result that is no failure has no level (SARIF 2.1.0, 3.27.10).
    let (kind, level) = match (found.outcome(), found.severity()) {
        (Outcome::CantTell, _) => ("review", "none"),
        (_, Severity::Info) => ("informational", "none"),
        (_, severity) => ("fail", level(severity)),
    };
    json!({
        "ruleId": found.rule().id(),
        "ruleIndex": RULES.iter().position(|rule| *rule == found.rule()),
        "kind": kind,
        "level": level,
        "message": { "text": format!("{} {}", found.message(), found.hint()) },
        "locations": [{
            "physicalLocation": physical,
            "logicalLocations": [{ "fullyQualifiedName": location.element, "kind": "element" }],
        }],
        "partialFingerprints": {
            "textify/v1": format!("{:016x}:{count}", found.fingerprint()),
        },
    })
}
