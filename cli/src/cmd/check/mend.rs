//! Mends pages, or shows what would be mended.

use super::inputs::Asked;
use crate::output::Whole;
use crate::report::{Problem, Report as Told, count, name, note, reason};
use similar::TextDiff;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;
use textify::check::report::Report;
use textify::check::{Finding, apply_fixes};
use textify::{Page, ParseOptions};

/// Applies the fixes of a report to its pages; with `show` it prints them as a patch instead.
pub(super) fn mend(inputs: &[Asked], report: &Report, all: bool, show: bool, told: &mut Told) {
    let (mut applied, mut pages) = (0, 0);
    for (input, page) in inputs.iter().zip(report.pages()) {
        let fixable = page.findings.iter().any(|finding| finding.fix().is_some());
        let Some(path) = input.page.as_ref().ok().and_then(|page| page.path()).filter(|_| fixable)
        else {
            continue;
        };
        match mend_page(path, &page.findings, all, show) {
            Ok(0) => {}
            Ok(count) => (applied, pages) = (applied + count, pages + 1),
            Err(problem) => told.problem(&problem),
        }
    }
    let what = if show { "could be fixed" } else { "fixed" };
    note(format_args!("{} on {} {what}", count(applied, "finding"), count(pages, "page")));
}

/// Where thousands of lines change, the shortest patch is not worth a longer search.
const LONGEST: Duration = Duration::from_secs(1);

fn mend_page(path: &Path, findings: &[Finding], all: bool, show: bool) -> Result<usize, Problem> {
    let source = fs::read(path).map_err(|error| {
        let what = format_args!("it cannot be read: {}", reason(&error));
        Problem::new(name(path), what, "check that it is still there")
    })?;
    let fixed = apply_fixes(&source, findings, all);
    if fixed.applied == 0 {
        return Ok(0);
    }
    if show {
        let (before, after) = (decoded(&source), decoded(&fixed.bytes));
        let diff = TextDiff::configure().timeout(LONGEST).diff_lines(&before, &after);
        let header = (name(path), name(path));
        let patch = diff.unified_diff().header(&header.0, &header.1).to_string();
        crate::output::delivered(io::stdout().write_all(patch.as_bytes()))?;
    } else {
        let mut file = Whole::create(path)?;
        file.write_all(&fixed.bytes).map_err(|error| file.problem(&error))?;
        file.commit()?;
    }
    Ok(fixed.applied)
}

/// The text of a page of any encoding, to be shown.
fn decoded(bytes: &[u8]) -> String {
    match Page::parse(bytes, &ParseOptions::new()) {
        Ok(page) => page.source().to_owned(),
        Err(_) => String::from_utf8_lossy(bytes).into_owned(),
    }
}
