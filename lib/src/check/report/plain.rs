//! Sentences: they read well in a screen reader, in a log and in a mail.

use super::{Report, ReportOptions, counted, harmless, pages, summary};
use crate::check::finding::Finding;
use crate::check::rule::Severity;
use std::collections::HashSet;
use std::io;

pub(super) fn write(
    report: &Report,
    options: &ReportOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    // Whom a fault hurts is told once for each rule: the second time it is noise.
    let mut told = HashSet::new();
    for page in report.pages() {
        if let Some(error) = &page.error {
            let (path, error) = (harmless(&page.path), harmless(error));
            writeln!(out, "{path}: could not be checked: {error}.\n")?;
        } else if !page.findings.is_empty() {
            writeln!(
                out,
                "{}: {}.\n",
                harmless(&page.path),
                summary(|severity| page.count(severity))
            )?;
            for found in &page.findings {
                finding(found, options, told.insert(found.rule().id()), out)?;
            }
        }
    }
    let accepted: usize = report.pages().iter().map(|page| page.suppressed.len()).sum();
    let accepted = match accepted {
        0 => String::new(),
        count => format!(" {} accepted.", counted(count, "finding")),
    };
    let pages = pages(report);
    writeln!(out, "Checked {pages}: {}.{accepted}", summary(|severity| report.count(severity)))
}

fn finding(
    found: &Finding,
    options: &ReportOptions,
    first: bool,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let location = found.location();
    let what = match found.severity() {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Review => "For review",
        Severity::Info => "Note",
    };
    match location.line {
        0 => write!(out, "{what}: ")?,
        line => write!(out, "{what} on line {line}, column {}: ", location.column)?,
    }
    writeln!(out, "{}", one_line(&found.message()))?;
    let advice = if found.rule().is_advice() { " (advice)" } else { "" };
    write!(out, "  Rule: {}{advice}", found.rule().id())?;
    for criterion in found.criteria() {
        let (number, name, level) = (criterion.number(), criterion.name(), criterion.level());
        write!(out, "; WCAG {number} {name}, level {level}")?;
    }
    for clause in found.en301549(options.edition) {
        write!(out, "; EN 301 549 {clause}")?;
    }
    writeln!(out)?;
    if !location.element.is_empty() {
        writeln!(out, "  Element: {}", one_line(&location.element))?;
    }
    if !location.markup.is_empty() {
        writeln!(out, "  Source: {}", one_line(&location.markup))?;
    }
    if first {
        writeln!(out, "  Whom it hurts: {}", found.rule().who())?;
    }
    writeln!(out, "  What to do: {}\n", found.hint())
}

/// Harmless text without line breaks.
fn one_line(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    harmless(&words.join(" "))
}
