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
mod manifest;
mod output;
mod paths;
mod printing;
mod run;
mod seen;
mod stamp;
mod unchanged;
mod verify;
mod versions;
mod walk;

use crate::error::Error;
use crate::format::Print;
use crate::sitemap::{Keys, Survey};
use manifest::{Hash, Source};
use output::Output;
use run::Run;
use std::path::{Component, Path, PathBuf};
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

/// Where the versions go, and which are made.
#[derive(Debug, Clone)]
struct Settings {
    text: String,
    print: String,
    parts: Vec<Part>,
    no_extension: bool,
    paper: Print,
}

impl Default for Settings {
    fn default() -> Self {
        let parts = vec![Part::Text, Part::Print, Part::SiteMap];
        let (text, print) = ("text".to_owned(), "print".to_owned());
        Settings { text, print, parts, no_extension: false, paper: Print::new() }
    }
}

impl Settings {
    fn makes(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }

    /// The kinds of versions that are made.
    fn versions(&self) -> impl Iterator<Item = Part> {
        [Part::Text, Part::Print].into_iter().filter(|&part| self.makes(part))
    }

    /// The folder for a kind of versions.
    fn folder(&self, part: Part) -> &str {
        if part == Part::Print { &self.print } else { &self.text }
    }

    /// The folders of the versions are textify's own.
    fn check(&self, source: &Path, keys: &Keys) -> Result<(), Error> {
        let mut taken = Vec::new();
        for part in self.versions() {
            let name = self.folder(part);
            let hint = match part {
                Part::Print => "give another name with --print-dir",
                _ => "give another name with --text-dir",
            };
            let folder = Path::new(name);
            let parts: Vec<_> = folder.components().collect();
            if !matches!(parts[..], [Component::Normal(part)] if part == name) {
                return Err(output::problem(folder, "it is not the name of a folder", hint));
            }
            if taken.contains(&name) {
                let what = "text versions and print versions cannot share a folder";
                return Err(output::problem(folder, what, hint));
            }
            let own = paths::key(folder);
            let inside = keys.get(keys.first_from(&format!("{own}/")) as usize);
            if keys.find(&own).is_some() || inside.starts_with(&format!("{own}/")) {
                let what = format!("the site has a folder “{name}” of its own");
                return Err(output::problem(source, what, hint));
            }
            taken.push(name);
        }
        Ok(())
    }
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

    /// The folder for text versions, below the output folder: `text` unless something else is said.
    pub fn with_text_dir(mut self, name: impl Into<String>) -> Self {
        self.settings.text = name.into();
        self
    }

    /// The folder for print versions, below the output folder: `print` unless something else is said.
    pub fn with_print_dir(mut self, name: impl Into<String>) -> Self {
        self.settings.print = name.into();
        self
    }

    /// The parts to be made; all unless something else is said.
    pub fn with_parts(mut self, parts: impl IntoIterator<Item = Part>) -> Self {
        self.settings.parts = parts.into_iter().collect();
        self
    }

    /// Whether the site is served without the endings of its pages: the site map lists `/news` for
    /// `news.html`.
    pub fn with_no_extension(mut self, no_extension: bool) -> Self {
        self.settings.no_extension = no_extension;
        self
    }

    /// How print versions are written: their size, links, images and codes.
    pub fn with_print(mut self, print: Print) -> Self {
        self.settings.paper = print;
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
