//! EARL 1.0, the W3C's evaluation language, as JSON-LD: evidence for an audit.
//!
//! A finding is an assertion about one criterion and one page. What has no finding is not asserted
//! to pass: a machine cannot know.

use super::{PageReport, Report, ReportOptions, VERSION};
use crate::check::finding::Finding;
use crate::check::rule::Outcome;
use serde_json::{Value, json};
use std::io;

pub(super) fn write(
    report: &Report,
    _options: &ReportOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut graph = vec![json!({
        "@id": "_:textify",
        "@type": ["earl:Assertor", "earl:Software"],
        "doap:name": "textify",
        "doap:release": { "doap:revision": VERSION },
    })];
    graph.extend(report.pages().iter().flat_map(assertions));
    let earl = json!({
        "@context": {
            "earl": "http://www.w3.org/ns/earl#",
            "dct": "http://purl.org/dc/terms/",
            "doap": "http://usefulinc.com/ns/doap#",
            "ptr": "http://www.w3.org/2009/pointers#",
        },
        "@graph": graph,
    });
    serde_json::to_writer_pretty(&mut *out, &earl)?;
    out.write_all(b"\n")
}

fn assertions(page: &PageReport) -> Vec<Value> {
    if let Some(error) = &page.error {
        let result = json!({ "outcome": "earl:untested", "description": error });
        return vec![assertion(page, json!("https://www.w3.org/TR/WCAG22/"), &result, None)];
    }
    page.findings.iter().flat_map(|found| finding(page, found)).collect()
}

/// One assertion for each criterion, or one for the rule where it serves none.
fn finding(page: &PageReport, found: &Finding) -> Vec<Value> {
    let outcome = match found.outcome() {
        Outcome::Failed if !found.rule().is_advice() => "earl:failed",
        _ => "earl:cantTell",
    };
    let result = json!({ "outcome": outcome, "description": found.message() });
    let mut tests: Vec<String> = found.criteria().map(|criterion| criterion.url()).collect();
    if tests.is_empty() {
        tests.extend(found.rule().help_url());
    }
    if tests.is_empty() {
        tests.push(format!("_:{}", found.rule().id()));
    }
    tests.into_iter().map(|test| assertion(page, json!(test), &result, Some(found))).collect()
}

fn assertion(page: &PageReport, test: Value, result: &Value, found: Option<&Finding>) -> Value {
    let mut earl_result = json!({
        "@type": "earl:TestResult",
        "earl:outcome": { "@id": result["outcome"] },
        "dct:description": result["description"],
    });
    if let Some(found) = found {
        earl_result["earl:pointer"] = json!({
            "@type": "ptr:LineCharPointer",
            "ptr:lineNumber": found.location().line,
            "ptr:charNumber": found.location().column,
            "ptr:expression": found.location().element,
        });
        earl_result["earl:info"] = json!(format!("{}: {}", found.rule().id(), found.hint()));
    }
    json!({
        "@type": "earl:Assertion",
        "earl:assertedBy": { "@id": "_:textify" },
        "earl:mode": { "@id": "earl:automatic" },
        "earl:subject": { "@type": "earl:TestSubject", "dct:source": page.path },
        "earl:test": { "@id": test },
        "earl:result": earl_result,
    })
}
