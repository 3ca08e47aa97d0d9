//! Sentences: they read well in a screen reader, in a log and in a mail.

use super::group::FindingGroup;
use super::{Report, ReportOptions, closing, harmless, related, summary};
use crate::check::rule::Severity;
use std::collections::HashSet;
use std::io;

pub(super) fn write(
    report: &Report,
    options: &ReportOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    for page in report.pages() {
        if let Some(error) = &page.error {
            let (path, error) = (harmless(&page.path), harmless(error));
            writeln!(out, "{path}: could not be checked: {error}.\n")?;
        }
    }
    let groups = report.groups();
    if summary::is_due(&groups, options) {
        summary::write(&groups, options, out)?;
    } else {
        // Who is affected is said once for each rule: the second time it is noise.
        let mut said = HashSet::new();
        for group in &groups {
            write_group(group, options, said.insert(group.first().rule().id()), out)?;
        }
    }
    closing(report, &groups, options, out)
}

fn write_group(
    group: &FindingGroup<'_>,
    options: &ReportOptions,
    is_first: bool,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let (page, found) = group.places()[0];
    let location = found.location();
    let what = match found.severity() {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Review => "For review",
        Severity::Info => "Note",
    };
    write!(out, "{what} in {}", one_line(&page.path))?;
    match location.line {
        0 => write!(out, ": ")?,
        line => write!(out, ", line {line}, column {}: ", location.column)?,
    }
    writeln!(out, "{}", one_line(found.message()))?;
    if let Some(more) = group.places_from(1, options.shortened) {
        writeln!(out, "  Also in: {}", one_line(&more))?;
    }
    write!(out, "  Rule: {}", found.rule().id())?;
    let related = related(found);
    if !related.is_empty() {
        write!(out, "; {related}")?;
    }
    if !found.rule().is_advice() {
        for clause in found.en301549(options.edition) {
            write!(out, "; EN 301 549 {clause}")?;
        }
    }
    writeln!(out)?;
    if !location.element.is_empty() {
        writeln!(out, "  Element: {}", one_line(&location.element))?;
    }
    if !location.markup.is_empty() {
        writeln!(out, "  Source: {}", one_line(&location.markup))?;
    }
    if is_first {
        writeln!(out, "  Who is affected: {}", found.rule().who())?;
    }
    writeln!(out, "  How to fix it: {}\n", found.hint())
}

/// Harmless text without line breaks.
fn one_line(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    harmless(&words.join(" "))
}
