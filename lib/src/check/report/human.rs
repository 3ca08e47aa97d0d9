//! Findings in their source, for the eye.

use super::{Report, ReportOptions, harmless, pages, summary};
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
            let (path, error) = (harmless(&page.path), harmless(error));
            writeln!(out, "{path}: could not be checked: {error}\n")?;
        }
        for found in &page.findings {
            let place = found.location();
            let shown = Shown {
                message: harmless(&found.message()),
                path: harmless(&page.path),
                excerpt: harmless(&place.excerpt),
                element: harmless(&place.element),
                notes: notes(found),
            };
            let group = group(found, &shown);
            writeln!(out, "{}\n", renderer.render(&[group]))?;
        }
    }
    writeln!(out, "Checked {}: {}.", pages(report), summary(|severity| report.count(severity)))
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Review => Level::NOTE.with_name("review"),
        Severity::Info => Level::INFO,
    }
}

/// What is shown of a finding.
struct Shown {
    message: String,
    path: String,
    excerpt: String,
    element: String,
    notes: [String; 2],
}

fn group<'a>(found: &Finding, shown: &'a Shown) -> Group<'a> {
    let Shown { message, path, excerpt, element, notes } = shown;
    let location = found.location();
    let title = level(found.severity()).primary_title(message).id(found.rule().id());
    let span = location.in_excerpt.clone();
    let fits = span.end <= excerpt.len() && excerpt.get(span.clone()).is_some();
    let snippet = Snippet::source(excerpt).line_start(location.line.max(1)).path(path);
    let snippet = match fits && !span.is_empty() {
        true => snippet.annotation(AnnotationKind::Primary.span(span).label(element)),
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
