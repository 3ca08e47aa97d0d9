//! An accessible page: what was found, by rule and by page, with links both ways. What is said of a
//! rule or of a cause is written once, however many places it has.

mod by_page;
mod by_rule;

use super::group::{RuleGroup, by_rule};
use super::{Report, ReportOptions, in_all, pages};
use crate::check::rule::Severity;
use std::fmt::Write as _;
use std::io;

const STYLE: &str = include_str!("html/style.css");

/// The severities with their names, the heaviest first.
const SEVERITIES: [(Severity, &str); 4] = [
    (Severity::Error, "Errors"),
    (Severity::Warning, "Warnings"),
    (Severity::Review, "For review"),
    (Severity::Info, "Notes"),
];

pub(super) fn write(
    report: &Report,
    options: &ReportOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let groups = report.groups();
    let rules = by_rule(&groups);
    let mut page =
        String::from("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.push_str("<title>Accessibility check</title>\n<style>\n");
    page.push_str(STYLE);
    page.push_str("</style>\n</head>\n<body>\n<main>\n<h1>Accessibility check</h1>\n");
    overview(report, &rules, &mut page);
    contents(report, &rules, &mut page);
    by_rule::write(report, &rules, options, &mut page);
    by_page::write(report, &rules, &mut page);
    page.push_str("</main>\n</body>\n</html>\n");
    out.write_all(page.as_bytes())
}

/// What was found in all, as a sentence and as a table.
fn overview(report: &Report, rules: &[RuleGroup<'_, '_>], page: &mut String) {
    let clean = |p: &&super::PageReport| p.error.is_none() && p.findings.is_empty();
    let clean = report.pages().iter().filter(clean).count();
    let found = in_all(|severity| report.count(severity));
    let _ = writeln!(page, "<p>Checked {}: {found}. {clean} without findings.</p>", pages(report));
    page.push_str(
        "<p>An automatic check finds some of the barriers, never all. \
         What is marked for review needs a person.</p>\n",
    );
    page.push_str("<table>\n<caption>Findings by severity</caption>\n<tr>");
    for name in ["Severity", "Findings", "Rules", "Pages"] {
        let _ = write!(page, "<th scope=\"col\">{name}</th>");
    }
    page.push_str("</tr>\n");
    for (severity, name) in SEVERITIES {
        let rules = rules.iter().filter(|rule| rule.severity == severity).count();
        let pages = report.pages().iter().filter(|page| page.count(severity) > 0).count();
        let findings = report.count(severity);
        let _ = writeln!(
            page,
            "<tr class=\"{severity}\"><th scope=\"row\">{name}</th><td>{findings}</td>\
             <td>{rules}</td><td>{pages}</td></tr>"
        );
    }
    page.push_str("</table>\n");
}

/// The contents of the page, and which severities it shows.
fn contents(report: &Report, rules: &[RuleGroup<'_, '_>], page: &mut String) {
    if rules.is_empty() {
        return;
    }
    let accepted = report.pages().iter().any(|page| !page.suppressed.is_empty());
    page.push_str("<nav aria-label=\"Contents\">\n<ul>\n");
    page.push_str("<li><a href=\"#rules\">Findings by rule</a></li>\n");
    page.push_str("<li><a href=\"#pages\">Findings by page</a></li>\n");
    if accepted {
        page.push_str("<li><a href=\"#accepted\">Accepted findings</a></li>\n");
    }
    page.push_str("</ul>\n</nav>\n");
    // The style sheet hides what is not chosen: it needs no script.
    page.push_str("<form>\n<fieldset>\n<legend>Show</legend>\n");
    page.push_str(
        "<label><input type=\"radio\" name=\"show\" value=\"all\" checked> All findings</label>\n",
    );
    for (severity, name) in SEVERITIES {
        if report.count(severity) > 0 {
            let _ = writeln!(
                page,
                "<label><input type=\"radio\" name=\"show\" value=\"{severity}\"> {name}</label>"
            );
        }
    }
    page.push_str("</fieldset>\n</form>\n");
}
