//! Reports of a check, one file a format.

mod earl;
mod github;
mod gitlab;
mod group;
mod html;
mod human;
mod json;
mod junit;
mod plain;
mod sarif;
mod summary;

use super::Checked;
use super::finding::Finding;
use super::rule::Severity;
use super::suppress::Suppression;
use super::wcag::Edition;
pub use group::FindingGroup;
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

    /// The report with other paths, such as those that a service expects: relative to the root of
    /// a repository.
    pub fn with_paths(&self, path: impl Fn(&str) -> String) -> Report {
        let pages = self.pages.iter();
        let renamed = pages.map(|page| PageReport { path: path(&page.path), ..page.clone() });
        Report::new(renamed.collect())
    }

    /// Whether the report has so many causes that its shortened form is a summary.
    pub fn is_long(&self) -> bool {
        self.groups().len() > summary::CAUSES_MAX
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
    shortened: bool,
    statistics: bool,
    width: Option<usize>,
}

impl ReportOptions {
    /// Without colour and complete, with the clauses of EN 301 549 as the law refers to them.
    pub fn new() -> Self {
        ReportOptions::default()
    }

    /// Whether a format for terminals may use colour.
    pub fn with_colour(mut self, colour: bool) -> Self {
        self.colour = colour;
        self
    }

    /// Whether the formats for people, `human` and `plain`, are shortened: more than 50 causes
    /// become a summary by rule, and of the places of one cause the first are named.
    pub fn with_shortened(mut self, shortened: bool) -> Self {
        self.shortened = shortened;
        self
    }

    /// Whether the formats for people end with the number of findings of each rule.
    pub fn with_statistics(mut self, statistics: bool) -> Self {
        self.statistics = statistics;
        self
    }

    /// The width of the terminal, in columns, at which the format `human` wraps its lines.
    pub fn with_width(mut self, width: Option<usize>) -> Self {
        self.width = width;
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

    /// Whether a service reads it that knows files by their path in the repository.
    pub fn needs_repository_paths(&self) -> bool {
        matches!(self.name, "sarif" | "gitlab" | "github" | "junit")
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

/// "WCAG 1.1.1 Non-text Content (A)" of a failure; of advice only which criterion it is about.
fn related(found: &Finding) -> String {
    let criteria: Vec<_> = found
        .criteria()
        .map(|c| format!("WCAG {} {} ({})", c.number(), c.name(), c.level()))
        .collect();
    match (criteria.is_empty(), found.rule().is_advice()) {
        (true, false) => String::new(),
        (true, true) => "advice".to_owned(),
        (false, true) => format!("advice, not a failure of {}", criteria.join(", ")),
        (false, false) => criteria.join(", "),
    }
}

/// A text wrapped at the width of the terminal; its first line and its further ones are indented.
fn wrapped(text: &str, first: &str, further: &str, options: &ReportOptions) -> String {
    let width = options.width.unwrap_or(usize::MAX).max(WIDTH_MIN);
    let wrapping = textwrap::Options::new(width).initial_indent(first).subsequent_indent(further);
    // Paths and rules must stay what they are, or they cannot be copied.
    let wrapping = wrapping.break_words(false);
    textwrap::fill(text, wrapping.word_splitter(textwrap::WordSplitter::NoHyphenation))
}

/// The narrowest terminal that lines are wrapped for, in columns.
const WIDTH_MIN: usize = 40;

/// The last lines of a report for people: statistics, and what was found in all.
fn closing(
    report: &Report,
    groups: &[FindingGroup<'_>],
    options: &ReportOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    if options.statistics {
        summary::statistics(groups, out)?;
    }
    let accepted: usize = report.pages().iter().map(|page| page.suppressed.len()).sum();
    let accepted = match accepted {
        0 => String::new(),
        count => format!(" {} accepted.", counted(count, "finding")),
    };
    let found = in_all(|severity| report.count(severity));
    writeln!(out, "Checked {}: {found}.{accepted}", pages(report))
}

/// "2 errors, 1 warning": what there is most of to do first.
fn in_all(count: impl Fn(Severity) -> usize) -> String {
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
