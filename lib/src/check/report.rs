//! Reports of a check, one file a format.

mod json;

use super::finding::Finding;
use std::io::{self, Write};

/// The checked pages, in the order in which they were asked for.
#[derive(Debug, Clone, Default)]
pub struct Report {
    pages: Vec<PageReport>,
}

/// What became of one page.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PageReport {
    /// Where the page is, as the user named it, with `/` between folders.
    pub path: String,
    /// What was found, in the order of the source.
    pub findings: Vec<Finding>,
    /// Why the page could not be checked, if it could not.
    pub error: Option<String>,
}

impl PageReport {
    /// A page that was checked.
    pub fn new(path: impl Into<String>, findings: Vec<Finding>) -> Self {
        PageReport { path: path.into(), findings, error: None }
    }

    /// A page that could not be checked, and why.
    pub fn failed(path: impl Into<String>, error: impl Into<String>) -> Self {
        PageReport { path: path.into(), findings: Vec::new(), error: Some(error.into()) }
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
}

/// A format of reports.
#[derive(Debug)]
pub struct Format {
    name: &'static str,
    write: fn(&Report, &mut dyn Write) -> io::Result<()>,
}

impl Format {
    /// The name by which it is asked for.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Writes a report.
    ///
    /// # Errors
    ///
    /// When writing fails.
    pub fn write(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        (self.write)(report, out)
    }
}

/// All formats of reports.
pub const FORMATS: &[Format] = &[Format { name: "json", write: json::write }];
