//! An accessible page: what was found, by page and by rule, with all that can be said by text.

use super::{Report, ReportOptions, pages, summary};
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Severity};
use crate::escape::escaped;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

const STYLE: &str = include_str!("html/style.css");

pub(super) fn write(
    report: &Report,
    options: &ReportOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut page =
        String::from("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.push_str("<title>Accessibility check</title>\n<style>\n");
    page.push_str(STYLE);
    page.push_str("</style>\n</head>\n<body>\n<main>\n<h1>Accessibility check</h1>\n");
    overview(report, &mut page);
    rules(report, &mut page);
    for (index, checked) in report.pages().iter().enumerate() {
        let _ = writeln!(page, "<section aria-labelledby=\"page-{index}\">");
        let _ = writeln!(page, "<h2 id=\"page-{index}\">{}</h2>", escaped(&checked.path));
        if let Some(error) = &checked.error {
            let _ = writeln!(page, "<p>The page could not be checked: {}.</p>", escaped(error));
        } else {
            let _ = writeln!(page, "<p>{}.</p>", summary(|severity| checked.count(severity)));
        }
        if !checked.findings.is_empty() {
            page.push_str("<ol>\n");
            checked.findings.iter().for_each(|found| finding(found, options, &mut page));
            page.push_str("</ol>\n");
        }
        if !checked.suppressed.is_empty() {
            page.push_str("<h3>Accepted</h3>\n<ul>\n");
            for (found, why) in &checked.suppressed {
                let reason = why.reason.as_deref().unwrap_or("no reason given");
                let (message, reason) = (escaped(&found.message()), escaped(reason));
                let _ = writeln!(page, "<li>{message} Reason: {reason}.</li>");
            }
            page.push_str("</ul>\n");
        }
        page.push_str("</section>\n");
    }
    page.push_str("</main>\n</body>\n</html>\n");
    out.write_all(page.as_bytes())
}

/// What was found in all, as a sentence and as a table whose bars repeat its numbers.
fn overview(report: &Report, page: &mut String) {
    let clean = |p: &&super::PageReport| p.error.is_none() && p.findings.is_empty();
    let clean = report.pages().iter().filter(clean).count();
    let found = summary(|severity| report.count(severity));
    let _ = writeln!(page, "<p>Checked {}: {found}. {clean} without findings.</p>", pages(report));
    page.push_str("<p>A machine finds some of the barriers, never all. What is marked for review needs a person.</p>\n");
    let rows = [
        (Severity::Error, "Errors"),
        (Severity::Warning, "Warnings"),
        (Severity::Review, "For review"),
        (Severity::Info, "Notes"),
    ];
    let most = rows.iter().map(|(severity, _)| report.count(*severity)).max().unwrap_or(0).max(1);
    page.push_str("<table>\n<caption>Findings by weight</caption>\n");
    page.push_str("<tr><th scope=\"col\">Weight</th><th scope=\"col\">Findings</th></tr>\n");
    for (severity, name) in rows {
        let count = report.count(severity);
        let share = count * 100 / most;
        let _ = writeln!(
            page,
            "<tr><th scope=\"row\">{name}</th><td>{count} <span class=\"bar\" style=\"width:{share}px\"></span></td></tr>"
        );
    }
    page.push_str("</table>\n");
}

/// The rules that found something, the one with most findings first.
fn rules(report: &Report, page: &mut String) {
    let mut by_rule: BTreeMap<&str, (&Rule, usize)> = BTreeMap::new();
    for (_, found) in report.findings() {
        by_rule.entry(found.rule().id()).or_insert((found.rule(), 0)).1 += 1;
    }
    if by_rule.is_empty() {
        return;
    }
    let mut rows: Vec<_> = by_rule.into_values().collect();
    rows.sort_by_key(|(rule, count)| (std::cmp::Reverse(*count), rule.id()));
    page.push_str("<section aria-labelledby=\"rules\">\n<h2 id=\"rules\">By rule</h2>\n<table>\n");
    page.push_str("<caption>Findings by rule</caption>\n<tr><th scope=\"col\">Rule</th>");
    page.push_str("<th scope=\"col\">What it demands</th><th scope=\"col\">Findings</th></tr>\n");
    for (rule, count) in rows {
        let (id, title) = (rule.id(), escaped(rule.title()));
        let _ = writeln!(
            page,
            "<tr><th scope=\"row\"><code>{id}</code></th><td>{title}</td><td>{count}</td></tr>"
        );
    }
    page.push_str("</table>\n</section>\n");
}

fn finding(found: &Finding, options: &ReportOptions, page: &mut String) {
    let location = found.location();
    let what = found.severity();
    let _ = writeln!(page, "<li class=\"{what}\">");
    let _ = writeln!(
        page,
        "<p><strong>{what}</strong>, line {}, column {}: {}</p>",
        location.line,
        location.column,
        escaped(&found.message())
    );
    if !location.markup.is_empty() {
        let _ = writeln!(page, "<pre><code>{}</code></pre>", escaped(&location.markup));
    }
    page.push_str("<dl>\n");
    let _ = writeln!(page, "<dt>What to do</dt><dd>{}</dd>", escaped(found.hint()));
    let _ = writeln!(page, "<dt>Whom it hurts</dt><dd>{}</dd>", escaped(found.rule().who()));
    let _ = writeln!(page, "<dt>Element</dt><dd><code>{}</code></dd>", escaped(&location.element));
    let _ = writeln!(page, "<dt>Rule</dt><dd><code>{}</code></dd>", found.rule().id());
    for criterion in found.criteria() {
        let (url, number, name) = (criterion.url(), criterion.number(), criterion.name());
        let clause = criterion.en301549(options.edition);
        let clause = clause.map(|clause| format!("; EN 301 549, {clause}")).unwrap_or_default();
        let _ = writeln!(
            page,
            "<dt>Criterion</dt><dd><a href=\"{url}\">WCAG {number} {name}</a>, level {}{clause}</dd>",
            criterion.level()
        );
    }
    page.push_str("</dl>\n</li>\n");
}
