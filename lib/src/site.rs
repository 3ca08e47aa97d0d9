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

mod cancel;
mod chapters;
mod files;
mod folder;
mod heads;
mod links;
mod manifest;
mod output;
mod paths;
mod policy;
mod printing;
mod run;
mod seen;
mod server_code;
mod settings;
mod stamp;
mod state;
mod unchanged;
mod verify;
mod versions;

use crate::error::Error;
use crate::sitemap::Survey;
use cancel::Cancel;
use files::{Complete, check_apart};
pub use files::{FileFilter, Omission, Omitted, SiteFiles};
use folder::Folder;
pub use links::DynamicPage;
use manifest::{Hash, Source};
use output::Output;
use run::Run;
pub use server_code::ServerCode;
pub use settings::Settings;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
pub use verify::{Gap, GapKind, OwnMap, Verified, Verify};

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
    state: Option<PathBuf>,
    force: bool,
    cancel: Cancel,
}

/// What an export did.
#[derive(Debug, Default)]
pub struct Report {
    written: usize,
    kept: usize,
    removed: usize,
    pages: usize,
    templates: usize,
    first_template: Option<String>,
    omitted: Omitted,
    notes: Vec<(String, String)>,
    robots_lines: Vec<String>,
}

impl Report {
    fn add(&mut self, source: &Source, written: usize, kept: usize) {
        self.written += written;
        self.kept += kept;
        self.pages += usize::from(source.page);
        let shown = paths::shown(&source.path);
        if source.template {
            self.templates += 1;
            self.first_template.get_or_insert_with(|| shown.clone());
        }
        for note in &source.notes {
            let is_line = ["Disallow: ", "Allow: "].iter().any(|start| note.starts_with(start));
            match is_line && source.path == run::ROBOTS {
                true => self.robots_lines.push(note.clone()),
                false => self.notes.push((shown.clone(), note.clone())),
            }
        }
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

    /// The lines that the site's `robots.txt` needs, so that robots leave the versions of those pages alone
    /// that it disallows.
    pub fn robots_lines(&self) -> &[String] {
        &self.robots_lines
    }

    /// How many pages show what may be instructions of a template, such as `{{ title }}`, and the first of
    /// them by path.
    pub fn templates(&self) -> Option<(usize, &str)> {
        self.first_template.as_deref().map(|first| (self.templates, first))
    }

    /// What of the folder was left out.
    pub fn omitted(&self) -> &Omitted {
        &self.omitted
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
        Ok(Export {
            source: source.into(),
            output: output.into(),
            base,
            settings: Settings::default(),
            state: None,
            force: false,
            cancel: Cancel::default(),
        })
    }

    /// How the site is made; by the default settings unless something else is said.
    pub fn with_settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// The folder for the state of the export: what was made of which file, and a lock. Without one it lies
    /// beside the output folder, under the name of that with the ending `.textify`.
    pub fn with_state(mut self, folder: impl Into<PathBuf>) -> Self {
        self.state = Some(folder.into());
        self
    }

    /// Whether to write to a folder with files in it that no export made. Files of the same names are
    /// replaced; none of the others is touched.
    pub fn with_force(mut self, force: bool) -> Self {
        self.force = force;
        self
    }

    /// Stops the export before the next file once this is true; no file is left unfinished.
    pub fn with_cancel(mut self, stopped: Arc<AtomicBool>) -> Self {
        self.cancel = Cancel::new(stopped);
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
    /// When a file cannot be read or written, when there is no page in the folder, when the site uses the
    /// folders of the versions itself, when the output folder holds files that no export made, or when
    /// another export writes to it.
    pub fn run(&self, observer: &(dyn Fn(Progress) + Sync)) -> Result<Report, Error> {
        check_apart(&self.source, &self.output)?;
        let (keys, notes, omitted) = self.files()?;
        self.settings.check(&self.source, &keys)?;
        Folder::check_pages(&self.source, &keys)?;
        let output = Output::open(&self.output, self.state.as_deref(), self.force)?;
        let total = keys.len();
        let mut report = match unchanged::report(self, &output, &keys)? {
            Some(report) => {
                observer(Progress { done: total, total });
                report
            }
            None => Run::new(self, &output, &keys)?.all(observer)?,
        };
        output.state.close()?;
        report.notes.splice(0..0, notes);
        report.omitted = omitted;
        let is_file = |key: &str| keys.find(key).is_some();
        for key in self.settings.url_rules().unknown(is_file) {
            let note = "the list of addresses names it, and the site has no such file".to_owned();
            report.notes.push((paths::shown(key), note));
        }
        Ok(report)
    }

    fn files(&self) -> Result<Complete, Error> {
        let own: Vec<&Path> = [&*self.output].into_iter().chain(self.state.as_deref()).collect();
        SiteFiles::walk(&self.source, self.settings.files(), &own, false)?.complete()
    }

    /// The hash of the settings.
    fn hash(&self) -> Hash {
        let Export { base, settings, .. } = self;
        Hash::of_bytes(format!("{}\n{base}\n{settings:?}\n", env!("CARGO_PKG_VERSION")).as_bytes())
    }
}
