//! Workflow commands of GitHub Actions: each finding stands beside its line.

use super::{Report, ReportOptions, summary};
use crate::check::rule::Severity;
use std::io;

pub(super) fn write(
    report: &Report,
    _options: &ReportOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    for page in report.pages() {
        let file = property(&page.path);
        if let Some(error) = &page.error {
            writeln!(out, "::error file={file}::could not be checked: {}", data(error))?;
        }
        for found in &page.findings {
            let command = match found.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Review | Severity::Info => "notice",
            };
            let location = found.location();
            let (line, end_line) = (location.line.max(1), location.end_line.max(1));
            write!(out, "::{command} file={file},line={line},endLine={end_line}")?;
            // Columns of an annotation are allowed only within one line.
            if line == end_line && location.column > 0 {
                write!(out, ",col={},endColumn={}", location.column, location.end_column)?;
            }
            let title = property(found.rule().id());
            let text = data(&format!("{} {}", found.message(), found.hint()));
            writeln!(out, ",title={title}::{text}")?;
        }
    }
    writeln!(out, "textify: {}", summary(|severity| report.count(severity)))
}

/// The text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a command's property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
