//! Workflow commands of GitHub Actions: each cause stands beside the line of its first place, the
//! heaviest first, since GitHub shows few of them.

use super::{Report, ReportOptions, in_all};
use crate::check::finding::Finding;
use crate::check::rule::Severity;
use std::io;

/// Most annotations of one kind that GitHub shows of a step.
const SHOWN_MAX: usize = 10;

pub(super) fn write(
    report: &Report,
    _options: &ReportOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let failed = report.pages().iter().filter_map(|page| Some((page, page.error.as_ref()?)));
    for (page, error) in failed {
        let file = property(&page.path);
        writeln!(out, "::error file={file}::could not be checked: {}", data(error))?;
    }
    let mut written = [0; 3];
    for group in report.groups() {
        let (page, found) = group.places()[0];
        let (kind, command) = match found.severity() {
            Severity::Error => (0, "error"),
            Severity::Warning => (1, "warning"),
            Severity::Review | Severity::Info => (2, "notice"),
        };
        written[kind] += 1;
        if written[kind] <= SHOWN_MAX {
            let more = group.places_from(1, true);
            annotation(command, &page.path, found, more, out)?;
        }
    }
    let left_out: usize = written.iter().map(|count| count.saturating_sub(SHOWN_MAX)).sum();
    if left_out > 0 {
        writeln!(
            out,
            "textify: {left_out} more causes are not annotated: GitHub shows 10 of a kind"
        )?;
    }
    writeln!(out, "textify: {}", in_all(|severity| report.count(severity)))
}

fn annotation(
    command: &str,
    path: &str,
    found: &Finding,
    more: Option<String>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let location = found.location();
    let (line, end_line) = (location.line.max(1), location.end_line.max(1));
    write!(out, "::{command} file={},line={line},endLine={end_line}", property(path))?;
    // Columns of an annotation are allowed only within one line.
    if line == end_line && location.column > 0 {
        write!(out, ",col={},endColumn={}", location.column, location.end_column)?;
    }
    let title = property(found.rule().id());
    let also = more.map(|more| format!(" Also in {more}.")).unwrap_or_default();
    let text = data(&format!("{} {}{also}", found.message(), found.hint()));
    writeln!(out, ",title={title}::{text}")
}

/// The text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a command's property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
