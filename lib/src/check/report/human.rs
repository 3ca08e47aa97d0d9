//! Findings in their source, for the eye.

use super::group::FindingGroup;
use super::{Report, ReportOptions, closing, harmless, related, summary, wrapped};
use crate::check::finding::Finding;
use crate::check::rule::Severity;
use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::io;

pub(super) fn write(
    report: &Report,
    options: &ReportOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let renderer = if options.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(options.width.unwrap_or(DEFAULT_TERM_WIDTH));
    let groups = report.groups();
    for page in report.pages() {
        if let Some(error) = &page.error {
            let (path, error) = (harmless(&page.path), harmless(error));
            writeln!(out, "{path}: could not be checked: {error}\n")?;
        }
    }
    if summary::is_due(&groups, options) {
        summary::write(&groups, options, out)?;
    } else {
        for found in &groups {
            let shown = Shown::of(found, options);
            writeln!(out, "{}\n", renderer.render(&[group(found.first(), &shown)]))?;
        }
    }
    closing(report, &groups, options, out)
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Review => Level::NOTE.with_name("review"),
        Severity::Info => Level::INFO,
    }
}

/// What is shown of a group.
struct Shown {
    message: String,
    path: String,
    excerpt: String,
    element: String,
    more: Option<String>,
    notes: [String; 2],
}

impl Shown {
    fn of(group: &FindingGroup<'_>, options: &ReportOptions) -> Shown {
        let (page, found) = group.places()[0];
        let place = found.location();
        let why = match related(found) {
            criteria if criteria.is_empty() => found.rule().who().to_owned(),
            criteria => format!("{criteria}: {}", found.rule().who()),
        };
        let more = group.places_from(1, options.shortened);
        // The renderer puts these texts behind a margin, and does not wrap them.
        let noted = |text: &str| {
            let margin = " ".repeat(place.line.max(1).to_string().len() + " = note: ".len());
            let text = wrapped(&harmless(text), &margin, &margin, options);
            let lines = text.lines().map(|line| line.strip_prefix(&margin).unwrap_or(line));
            lines.collect::<Vec<_>>().join("\n")
        };
        Shown {
            message: harmless(found.message()),
            path: harmless(&page.path),
            excerpt: harmless(&place.excerpt),
            element: harmless(&place.element),
            more: more.map(|more| noted(&format!("also in {more}"))),
            notes: [noted(&why), noted(found.hint())],
        }
    }
}

fn group<'a>(found: &Finding, shown: &'a Shown) -> Group<'a> {
    let Shown { message, path, excerpt, element, more, notes } = shown;
    let location = found.location();
    let title = level(found.severity()).primary_title(message).id(found.rule().id());
    let span = location.in_excerpt.clone();
    let fits = !span.is_empty() && excerpt.get(span.clone()).is_some();
    let annotated = |snippet: Snippet<'a, _>| {
        snippet.annotation(AnnotationKind::Primary.span(span.clone()).label(element))
    };
    let snippet = Snippet::source(excerpt).line_start(location.line.max(1));
    // Of a long line only a part is shown: then the renderer cannot know the column.
    let before = excerpt.get(..span.start).map_or(0, |before| before.chars().count());
    let mut group = Group::with_title(title);
    group = match location.line {
        0 => group.element(Origin::path(path)),
        _ if fits && before + 1 == location.column => group.element(annotated(snippet.path(path))),
        line => {
            let origin = Origin::path(path).line(line).char_column(location.column);
            let group = group.element(origin);
            if fits { group.element(annotated(snippet)) } else { group }
        }
    };
    if let Some(more) = more {
        group = group.element(Level::NOTE.message(more));
    }
    group.element(Level::NOTE.message(&notes[0])).element(Level::HELP.message(&notes[1]))
}
