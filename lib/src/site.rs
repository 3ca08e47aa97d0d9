//! A whole static site: the text version and the print version of every page, its site maps, and
//! the original pages with ways to them. Needs the feature `site`, and is the only part of the
//! library that reads and writes files.
//!
//! ```no_run
//! use textify::site::Export;
//!
//! let report = Export::new("public", "deploy", "https://www.example.org/")?.run(&|_| {})?;
//! println!("{} files written, {} were as they should be", report.written(), report.kept());
//! # Ok::<(), textify::Error>(())
//! ```

mod chapters;
mod folder;
mod links;
mod manifest;
mod output;
mod paths;
mod policy;
mod printing;
mod run;
mod seen;
mod settings;
mod stamp;
mod unchanged;
mod verify;
mod versions;
mod walk;

use crate::error::Error;
use crate::sitemap::Survey;
pub use links::DynamicPage;
use manifest::{Hash, Source};
use output::Output;
use run::Run;
pub use settings::Settings;
use std::path::PathBuf;
pub use verify::{Gap, GapKind, Verified, Verify};

/// What of a site is made besides the copies of its files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Part {
    /// Text versions.
    Text,
    /// Print versions; chapters on separate pages share one.
    Print,
    /// Site maps.
    SiteMap,
}

/// How far an export has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// The files of the site that are done.
    pub done: usize,
    /// All its files.
    pub total: usize,
}

/// Makes the complete site out of a folder of pages.
#[derive(Debug)]
pub struct Export {
    source: PathBuf,
    output: PathBuf,
    base: String,
    settings: Settings,
}

/// What an export did.
#[derive(Debug, Default)]
pub struct Report {
    written: usize,
    kept: usize,
    removed: usize,
    pages: usize,
    notes: Vec<(String, String)>,
}

impl Report {
    fn add(&mut self, source: &Source, written: usize, kept: usize) {
        self.written += written;
        self.kept += kept;
        self.pages += usize::from(source.page);
        let shown = paths::shown(&source.path);
        self.notes.extend(source.notes.iter().map(|note| (shown.clone(), note.clone())));
    }

    /// How many files were written.
    pub fn written(&self) -> usize {
        self.written
    }

    /// How many files were there already as they should be.
    pub fn kept(&self) -> usize {
        self.kept
    }

    /// How many files of an earlier export were removed.
    pub fn removed(&self) -> usize {
        self.removed
    }

    /// How many of the site's files are pages.
    pub fn pages(&self) -> usize {
        self.pages
    }

    /// What people should know: a path of the site, and what was special there.
    pub fn notes(&self) -> &[(String, String)] {
        &self.notes
    }
}

impl Export {
    /// The folder of the site, the folder to write to, and the address of the site's root.
    ///
    /// # Errors
    ///
    /// When the address is not an absolute one of `http` or `https`.
    pub fn new(
        source: impl Into<PathBuf>,
        output: impl Into<PathBuf>,
        base: &str,
    ) -> Result<Export, Error> {
        let base = Survey::new(base, [""; 0])?.finish().base().to_owned();
        let settings = Settings::default();
        Ok(Export { source: source.into(), output: output.into(), base, settings })
    }

    /// How the site is made; by the default settings unless something else is said.
    pub fn with_settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// Makes the site, and tells how far it has come.
    ///
    /// Every file is written under another name and put in its place whole. A second run rewrites
    /// what has changed and removes what has vanished. An export that was cut short is finished by
    /// the next.
    ///
    /// # Errors
    ///
    /// When a file cannot be read or written, when the site uses the folders of the versions
    /// itself, or when another export writes to the same folder.
    pub fn run(&self, observer: &(dyn Fn(Progress) + Sync)) -> Result<Report, Error> {
        let walked = walk::files(&self.source, &self.output)?;
        self.settings.check(&self.source, &walked.keys)?;
        let output = Output::open(&self.output)?;
        let total = walked.keys.len();
        let mut report = match unchanged::report(self, &output, &walked.keys)? {
            Some(report) => {
                observer(Progress { done: total, total });
                report
            }
            None => Run::new(self, &output, &walked.keys)?.all(observer)?,
        };
        output.close()?;
        report.notes.splice(0..0, walked.notes);
        Ok(report)
    }

    /// The hash of the settings.
    fn hash(&self) -> Hash {
        let Export { base, settings, .. } = self;
        Hash::of_bytes(format!("{}\n{base}\n{settings:?}\n", env!("CARGO_PKG_VERSION")).as_bytes())
    }
}
