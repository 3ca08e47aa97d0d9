//! JUnit XML: a suite for each page, a case for each finding.

use super::{Report, ReportOptions};
use crate::check::finding::Finding;
use crate::check::rule::{Outcome, Severity};
use crate::escape::xml_text;
use quick_junit::{NonSuccessKind, Report as Suites, TestCase, TestCaseStatus, TestSuite};
use std::io;

pub(super) fn write(
    report: &Report,
    _options: &ReportOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut suites = Suites::new("textify");
    for page in report.pages() {
        let mut suite = TestSuite::new(xml_text(&page.path));
        if let Some(error) = &page.error {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
            status.set_message(xml_text(error));
            suite.add_test_case(TestCase::new("checked", status));
        }
        for found in &page.findings {
            suite.add_test_case(case(&page.path, found));
        }
        for (found, suppression) in &page.suppressed {
            let mut status = TestCaseStatus::skipped();
            status.set_message(xml_text(suppression.reason.as_deref().unwrap_or("accepted")));
            suite.add_test_case(TestCase::new(name(found), status));
        }
        if suite.test_cases.is_empty() {
            suite.add_test_case(TestCase::new("checked", TestCaseStatus::success()));
        }
        suites.add_test_suite(suite);
    }
    let xml = suites.to_string().map_err(io::Error::other)?;
    out.write_all(xml.as_bytes())
}

fn name(found: &Finding) -> String {
    let location = found.location();
    format!("{} at {}:{}", found.rule().id(), location.line, location.column)
}

/// Only what is proved fails a test; the rest is a skipped one, with its text.
fn case(path: &str, found: &Finding) -> TestCase {
    let failed = found.outcome() == Outcome::Failed && found.severity() <= Severity::Warning;
    let mut status = match failed {
        true => TestCaseStatus::non_success(NonSuccessKind::Failure),
        false => TestCaseStatus::skipped(),
    };
    let location = found.location();
    let text = format!(
        "{path}:{}:{}\n{}\n{}\n{}",
        location.line,
        location.column,
        location.markup,
        found.message(),
        found.hint()
    );
    status.set_type(found.severity().to_string());
    status.set_message(xml_text(found.message())).set_description(xml_text(&text));
    let mut case = TestCase::new(name(found), status);
    case.set_classname(xml_text(path));
    // GitLab links a case to its file by this attribute.
    case.extra.insert("file".into(), xml_text(path).into_owned().into());
    case
}
