//! Reports of a check, one file a format.

mod earl;
mod github;
mod gitlab;
mod html;
mod human;
mod json;
mod junit;
mod plain;
mod sarif;

use super::Checked;
use super::finding::Finding;
use super::rule::Severity;
use super::suppress::Suppression;
use super::wcag::Edition;
use std::io;

/// The checked pages, in the order in which they were asked for.
#[derive(Debug, Clone, Default)]
pub struct Report {
    pub(super) pages: Vec<PageReport>,
}

/// What became of one page.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PageReport {
    /// Where the page is, as the user named it, with `/` between folders.
    pub path: String,
    /// What was found, in the order of the source.
    pub findings: Vec<Finding>,
    /// What was found and has been accepted.
    pub suppressed: Vec<(Finding, Suppression)>,
    /// Why the page could not be checked, if it could not.
    pub error: Option<String>,
}

impl PageReport {
    /// A page that was checked.
    pub fn new(path: impl Into<String>, checked: Checked) -> Self {
        let Checked { findings, suppressed, .. } = checked;
        PageReport { path: path.into(), findings, suppressed, error: None }
    }

    /// A page that could not be checked, and why.
    pub fn failed(path: impl Into<String>, error: impl Into<String>) -> Self {
        let (findings, suppressed) = (Vec::new(), Vec::new());
        PageReport { path: path.into(), findings, suppressed, error: Some(error.into()) }
    }

    /// How many findings there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

impl Report {
    /// A report of these pages.
    pub fn new(pages: Vec<PageReport>) -> Self {
        Report { pages }
    }

    /// The pages, in the order in which they were asked for.
    pub fn pages(&self) -> &[PageReport] {
        &self.pages
    }

    /// All findings, each with its page.
    pub fn findings(&self) -> impl Iterator<Item = (&PageReport, &Finding)> {
        self.pages.iter().flat_map(|page| page.findings.iter().map(move |found| (page, found)))
    }

    /// How many findings there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.pages.iter().map(|page| page.count(severity)).sum()
    }
}

/// How a report is written.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReportOptions {
    colour: bool,
    edition: Edition,
}

impl ReportOptions {
    /// Without colour, with the clauses of EN 301 549 as the law refers to them.
    pub fn new() -> Self {
        ReportOptions::default()
    }

    /// Whether a format for terminals may use colour.
    pub fn with_colour(mut self, colour: bool) -> Self {
        self.colour = colour;
        self
    }

    /// The edition of EN 301 549 whose clauses are named.
    pub fn with_edition(mut self, edition: Edition) -> Self {
        self.edition = edition;
        self
    }
}

type Write = fn(&Report, &ReportOptions, &mut dyn io::Write) -> io::Result<()>;

/// A format of reports.
#[derive(Debug)]
pub struct Format {
    name: &'static str,
    about: &'static str,
    write: Write,
}

impl Format {
    /// The name by which it is asked for.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What it is for, in a few words.
    pub fn about(&self) -> &'static str {
        self.about
    }

    /// The format of a name.
    pub fn find(name: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// Writes a report.
    ///
    /// # Errors
    ///
    /// When writing fails.
    pub fn write(
        &self,
        report: &Report,
        options: &ReportOptions,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        (self.write)(report, options, out)
    }
}

const fn format(name: &'static str, about: &'static str, write: Write) -> Format {
    Format { name, about, write }
}

/// All formats of reports.
pub const FORMATS: &[Format] = &[
    format("human", "for the eye, on a terminal", human::write),
    format("plain", "sentences, for the ear and for logs", plain::write),
    format("json", "for programs of one's own", json::write),
    format("sarif", "SARIF 2.1.0, for code scanning", sarif::write),
    format("junit", "JUnit XML, for test reports", junit::write),
    format("github", "annotations of GitHub Actions", github::write),
    format("gitlab", "GitLab Code Quality", gitlab::write),
    format("html", "an accessible page, to keep and to hand on", html::write),
    format("earl", "EARL as JSON-LD, for audits", earl::write),
];

/// The JSON schema of the format `json` (JSON Schema, 2020-12).
pub const JSON_SCHEMA: &str = include_str!("../../schemas/check.json");

/// The version of this library, which reports name.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// "1 error", "2 errors".
fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// "3 pages", or "2 pages, 1 could not be checked": what was not checked is never counted as fine.
fn pages(report: &Report) -> String {
    let failed = report.pages.iter().filter(|page| page.error.is_some()).count();
    let checked = counted(report.pages.len() - failed, "page");
    if failed == 0 { checked } else { format!("{checked}, {failed} could not be checked") }
}

/// Text without characters that would steer a terminal; each is replaced by as many question marks
/// as it has bytes, so that places stay what they are.
fn harmless(text: &str) -> String {
    let steers = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    let replaced = |c: char| if steers(c) { "?".repeat(c.len_utf8()) } else { c.to_string() };
    text.chars().map(replaced).collect()
}

/// "2 errors, 1 warning": what there is most of to do first.
fn summary(count: impl Fn(Severity) -> usize) -> String {
    let nouns = [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Review, "review"),
        (Severity::Info, "note"),
    ];
    let counts = nouns.map(|(severity, noun)| (count(severity), noun));
    let told: Vec<_> =
        counts.iter().filter(|(n, _)| *n > 0).map(|(n, noun)| counted(*n, noun)).collect();
    if told.is_empty() { "nothing found".to_owned() } else { told.join(", ") }
}
