//! Findings in their source, for the eye.

use super::{Report, ReportOptions, counted, summary};
use crate::check::finding::Finding;
use crate::check::rule::Severity;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::io;

pub(super) fn write(
    report: &Report,
    options: &ReportOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let renderer = if options.colour { Renderer::styled() } else { Renderer::plain() };
    for page in report.pages() {
        if let Some(error) = &page.error {
            writeln!(out, "{}: could not be checked: {error}\n", page.path)?;
        }
        for found in &page.findings {
            let excerpt = harmless(&found.location().excerpt);
            let notes = notes(found);
            let group = group(found, &page.path, &excerpt, &notes);
            writeln!(out, "{}\n", renderer.render(&[group]))?;
        }
    }
    let pages = counted(report.pages().len(), "page");
    writeln!(out, "Checked {pages}: {}.", summary(|severity| report.count(severity)))
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Review => Level::NOTE.with_name("review"),
        Severity::Info => Level::INFO,
    }
}

fn group<'a>(
    found: &'a Finding,
    path: &'a str,
    excerpt: &'a str,
    notes: &'a [String; 2],
) -> Group<'a> {
    let location = found.location();
    let title = level(found.severity()).primary_title(found.message()).id(found.rule().id());
    let span = location.in_excerpt.clone();
    let fits = span.end <= excerpt.len() && excerpt.get(span.clone()).is_some();
    let snippet = Snippet::source(excerpt).line_start(location.line.max(1)).path(path);
    let snippet = match fits && !span.is_empty() {
        true => snippet.annotation(AnnotationKind::Primary.span(span).label(&location.element)),
        false => snippet,
    };
    let group = Group::with_title(title).element(snippet);
    group.element(Level::NOTE.message(&notes[0])).element(Level::HELP.message(&notes[1]))
}

/// Why it matters, and what to do.
fn notes(found: &Finding) -> [String; 2] {
    let criteria: Vec<_> = found
        .criteria()
        .map(|c| format!("WCAG {} {} ({})", c.number(), c.name(), c.level()))
        .collect();
    let who = found.rule().who();
    let why = match criteria.is_empty() {
        true => who.to_owned(),
        false => format!("{}: {who}", criteria.join(", ")),
    };
    [why, found.hint().to_owned()]
}

/// Source without characters that would steer a terminal; each is replaced by one as long, so that
/// places stay what they are.
fn harmless(text: &str) -> String {
    let steers = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    let replaced = |c: char| if steers(c) { "?".repeat(c.len_utf8()) } else { c.to_string() };
    text.chars().map(replaced).collect()
}
