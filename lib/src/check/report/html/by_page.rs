//! The findings by page, and those that were accepted.

use super::by_rule::anchor;
use crate::check::report::group::RuleGroup;
use crate::check::report::{PageReport, Report, in_all};
use crate::escape::escaped;
use std::collections::HashMap;
use std::fmt::Write as _;

pub(super) fn write(report: &Report, rules: &[RuleGroup<'_, '_>], page: &mut String) {
    let mut by_page: HashMap<*const PageReport, Vec<&RuleGroup<'_, '_>>> = HashMap::new();
    for rule in rules {
        for (on, _) in rule.pages() {
            by_page.entry(std::ptr::from_ref(on)).or_default().push(rule);
        }
    }
    page.push_str("<section aria-labelledby=\"pages\">\n<h2 id=\"pages\">Findings by page</h2>\n");
    for (at, checked) in report.pages().iter().enumerate() {
        let rules = by_page.get(&std::ptr::from_ref(checked)).map_or(&[][..], Vec::as_slice);
        one(at, checked, rules, page);
    }
    page.push_str("</section>\n");
    accepted(report, page);
}

fn one(at: usize, checked: &PageReport, rules: &[&RuleGroup<'_, '_>], page: &mut String) {
    let path = escaped(&checked.path);
    let severities: Vec<_> = rules.iter().map(|rule| rule.severity.to_string()).collect();
    if let Some(error) = &checked.error {
        let error = escaped(error);
        let _ = writeln!(
            page,
            "<p id=\"p{at}\"><strong>{path}</strong> could not be checked: {error}.</p>"
        );
        return;
    }
    let found = in_all(|severity| checked.count(severity));
    if rules.is_empty() {
        let _ = writeln!(page, "<p id=\"p{at}\">{path}: {found}.</p>");
        return;
    }
    let mut classes = severities;
    classes.dedup();
    let classes = classes.join(" ");
    let _ = writeln!(page, "<details id=\"p{at}\" class=\"page {classes}\">");
    let _ = writeln!(page, "<summary>{path}: {found}</summary>\n<ul>");
    for rule in rules {
        let (anchor, id, severity) = (anchor(rule), rule.first().rule().id(), rule.severity);
        let count = rule.groups.iter().flat_map(|group| group.places());
        let count = count.filter(|(on, _)| std::ptr::eq(*on, checked)).count();
        let _ = writeln!(
            page,
            "<li class=\"{severity}\"><a href=\"#{anchor}\">{id}</a>: {count} ({severity})</li>"
        );
    }
    page.push_str("</ul>\n</details>\n");
}

/// What was accepted, each with the reason that was given.
fn accepted(report: &Report, page: &mut String) {
    let mut reasons: Vec<(&str, &str, usize)> = Vec::new();
    let mut known: HashMap<(&str, &str), usize> = HashMap::new();
    for (found, why) in report.pages().iter().flat_map(|page| &page.suppressed) {
        let key = (found.rule().id(), why.reason.as_deref().unwrap_or("no reason given"));
        let at = *known.entry(key).or_insert_with(|| {
            reasons.push((key.0, key.1, 0));
            reasons.len() - 1
        });
        reasons[at].2 += 1;
    }
    if reasons.is_empty() {
        return;
    }
    page.push_str("<section aria-labelledby=\"accepted\">\n");
    page.push_str("<h2 id=\"accepted\">Accepted findings</h2>\n<ul>\n");
    for (rule, reason, count) in reasons {
        let _ = writeln!(page, "<li>{rule}: {count}. Reason: {}.</li>", escaped(reason));
    }
    page.push_str("</ul>\n</section>\n");
}
