//! The findings by rule, and within a rule by cause.

use crate::check::finding::Finding;
use crate::check::report::group::{FindingGroup, RuleGroup};
use crate::check::report::{PageReport, Report, ReportOptions, counted};
use crate::escape::escaped;
use std::collections::HashMap;
use std::fmt::Write as _;

pub(super) fn write(
    report: &Report,
    rules: &[RuleGroup<'_, '_>],
    options: &ReportOptions,
    page: &mut String,
) {
    if rules.is_empty() {
        return;
    }
    let index: HashMap<*const PageReport, usize> = report
        .pages()
        .iter()
        .enumerate()
        .map(|(at, page)| (std::ptr::from_ref(page), at))
        .collect();
    page.push_str("<section aria-labelledby=\"rules\">\n<h2 id=\"rules\">Findings by rule</h2>\n");
    for rule in rules {
        let (severity, id) = (rule.severity, rule.first().rule().id());
        let _ = writeln!(page, "<section class=\"{severity}\">");
        let _ = writeln!(page, "<h3 id=\"{}\">{id}</h3>", anchor(rule));
        let title = escaped(rule.first().rule().title());
        let (findings, pages) = (rule.findings(), counted(rule.pages().len(), "page"));
        let findings = counted(findings, "finding");
        let _ = writeln!(
            page,
            "<p>{title} <strong>{}</strong>: {findings} on {pages}.</p>",
            capitalized(&severity.to_string())
        );
        about(rule.first(), options, page);
        rule.groups.iter().for_each(|group| cause(group, &index, page));
        page.push_str("</section>\n");
    }
    page.push_str("</section>\n");
}

/// The anchor of a rule's findings with one severity.
pub(super) fn anchor(rule: &RuleGroup<'_, '_>) -> String {
    format!("{}-{}", rule.severity, rule.first().rule().id())
}

fn capitalized(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    format!("{}{rest}", first.to_ascii_uppercase())
}

/// What is the same for all findings of a rule.
fn about(found: &Finding, options: &ReportOptions, page: &mut String) {
    let rule = found.rule();
    page.push_str("<details><summary>About this rule</summary>\n<dl>\n");
    let _ = writeln!(page, "<dt>Who is affected</dt><dd>{}</dd>", escaped(rule.who()));
    let _ = writeln!(page, "<dt>How to fix it</dt><dd>{}</dd>", escaped(rule.hint()));
    for criterion in found.criteria() {
        let (url, number, name) = (criterion.url(), criterion.number(), criterion.name());
        let clause = criterion.en301549(options.edition);
        let clause = clause.map(|clause| format!("; EN 301 549, {clause}")).unwrap_or_default();
        let name = escaped(name);
        let term = if rule.is_advice() { "Advice related to" } else { "Criterion" };
        let _ = writeln!(
            page,
            "<dt>{term}</dt><dd><a href=\"{url}\">WCAG {number} {name}</a>, level {}{clause}</dd>",
            criterion.level()
        );
    }
    page.push_str("</dl>\n</details>\n");
}

/// One cause with the source of its first place, its hint where that is not the rule's, and all
/// its places.
fn cause(group: &FindingGroup<'_>, index: &HashMap<*const PageReport, usize>, page: &mut String) {
    let found = group.first();
    let places = group.places();
    let number = match places.len() {
        1 => String::new(),
        more => format!(" ({more})"),
    };
    let message = escaped(found.message());
    let _ = writeln!(page, "<details><summary>{message}{number}</summary>");
    let markup = &found.location().markup;
    if !markup.is_empty() {
        let _ = writeln!(page, "<pre><code>{}</code></pre>", escaped(markup));
    }
    if found.hint() != found.rule().hint() {
        let _ = writeln!(page, "<p>{}</p>", escaped(found.hint()));
    }
    page.push_str("<ul>\n");
    let same_page = |a: &(&PageReport, _), b: &(&PageReport, _)| std::ptr::eq(a.0, b.0);
    for places in places.chunk_by(same_page) {
        let (on, _) = places[0];
        let at = index[&std::ptr::from_ref(on)];
        let _ = write!(page, "<li><a href=\"#p{at}\">{}</a>", escaped(&on.path));
        let in_source = places.iter().map(|(_, found)| found.location());
        let in_source = in_source.filter(|location| location.line > 0);
        let lines: Vec<_> = in_source.map(|at| format!("{}:{}", at.line, at.column)).collect();
        if !lines.is_empty() {
            let _ = write!(page, " {}", lines.join(", "));
        }
        page.push_str("</li>\n");
    }
    page.push_str("</ul></details>\n");
}
