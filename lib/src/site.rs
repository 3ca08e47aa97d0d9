//! A whole static site: the text version of every page, its site maps, and the original
//! pages with ways to them. Needs the feature `site`, and is the only part of the library that
//! reads and writes files.
//!
//! ```no_run
//! use textify::site::Export;
//!
//! let report = Export::new("public", "deploy", "https://www.example.org/")?.run(&|_| {})?;
//! println!("{} files written, {} were as they should be", report.written(), report.kept());
//! # Ok::<(), textify::Error>(())
//! ```

mod manifest;
mod output;
mod paths;
mod verify;
mod versions;
mod walk;

use crate::error::Error;
use crate::sitemap::{People, SiteMap, Survey, Xml, is_page};
use manifest::{Made, Manifest, Source};
use output::Output;
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
pub use verify::{Gap, GapKind, Verified, Verify};
use versions::Maker;

/// What of a site is made besides the copies of its files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// Text versions.
    Text,
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
    parts: Vec<Part>,
}

impl Settings {
    fn makes(&self, part: Part) -> bool {
        self.parts.contains(&part)
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

/// What was done for one file of the site.
struct Done {
    key: String,
    source: Source,
    written: usize,
    kept: usize,
    page: bool,
    notes: Vec<String>,
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
        let parts = vec![Part::Text, Part::SiteMap];
        let settings = Settings { text: "text".to_owned(), parts };
        Ok(Export { source: source.into(), output: output.into(), base, settings })
    }

    /// The folder for text versions, below the output folder: `text` unless something else is said.
    pub fn with_text_dir(mut self, name: impl Into<String>) -> Self {
        self.settings.text = name.into();
        self
    }

    /// The parts to be made; all unless something else is said.
    pub fn with_parts(mut self, parts: impl IntoIterator<Item = Part>) -> Self {
        self.settings.parts = parts.into_iter().collect();
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
        self.check_folder(&walked.files)?;
        let output = Output::open(&self.output)?;
        let before = Manifest::read(&output);
        let pages = self.pages(&walked.files)?;
        let maker = Maker::new(&self.base, &self.settings, &walked.files, &pages)?;
        let (done, total) = (AtomicUsize::new(0), walked.files.len());
        let made: Result<Vec<Done>, Error> = walked
            .files
            .par_iter()
            .map(|path| {
                let made = self.make(path, &maker, &before, &output);
                let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                observer(Progress { done, total });
                made
            })
            .collect();
        let mut report = Report { notes: walked.notes, ..Report::default() };
        let mut manifest = Manifest::default();
        for done in made? {
            report.written += done.written;
            report.kept += done.kept;
            report.pages += usize::from(done.page);
            report.notes.extend(done.notes.into_iter().map(|note| (paths::shown(&done.key), note)));
            manifest.sources.insert(done.key, done.source);
        }
        if self.settings.makes(Part::SiteMap) {
            self.site_maps((&walked.files, &pages), &before, &output, &mut manifest, &mut report)?;
        }
        report.removed = output.remove_vanished(&before, &manifest)?;
        manifest.write(&output)?;
        Ok(report)
    }

    /// The folder of the versions is textify's own.
    fn check_folder(&self, files: &[PathBuf]) -> Result<(), Error> {
        let folder = Path::new(&self.settings.text);
        let parts: Vec<_> = folder.components().collect();
        if !matches!(parts[..], [std::path::Component::Normal(_)]) {
            let what = "it is not the name of a folder";
            return Err(output::problem(folder, what, "give a single name with --text-dir"));
        }
        if files.iter().any(|file| file.starts_with(folder)) {
            let what = format!("the site has a folder “{}” of its own", folder.display());
            return Err(output::problem(&self.source, what, "give another name with --text-dir"));
        }
        Ok(())
    }

    /// Makes all versions of one file, or finds that they are there.
    fn make(
        &self,
        path: &Path,
        maker: &Maker,
        before: &Manifest,
        output: &Output,
    ) -> Result<Done, Error> {
        let bytes = output::read(&self.source.join(path))?;
        let key = paths::key(path);
        let state = maker.state(&key, &bytes);
        let page = maker.is_page(&key);
        let mut done = Done {
            key: key.clone(),
            source: Source { state, made: Vec::new(), notes: Vec::new() },
            written: 0,
            kept: 0,
            page,
            notes: Vec::new(),
        };
        if let Some(source) =
            before.sources.get(&key).filter(|source| source.state == done.source.state)
            && source.made.iter().all(|made| output.has(made))
        {
            done.kept = source.made.len();
            done.notes.clone_from(&source.notes);
            done.source = source.clone();
            return Ok(done);
        }
        let (versions, notes) = match page {
            true => maker.page(&key, bytes),
            false => (vec![(key, bytes)], Vec::new()),
        };
        for (key, bytes) in versions {
            match output.put(&key, &bytes)? {
                true => done.written += 1,
                false => done.kept += 1,
            }
            done.source.made.push(Made::new(key, &bytes));
        }
        done.source.notes.clone_from(&notes);
        done.notes = notes;
        Ok(done)
    }

    /// The site maps, of the originals.
    fn site_maps(
        &self,
        (files, pages): (&[PathBuf], &[PathBuf]),
        before: &Manifest,
        output: &Output,
        manifest: &mut Manifest,
        report: &mut Report,
    ) -> Result<(), Error> {
        // Nothing has changed: nor have the site maps.
        let same = before.sources.len() == manifest.sources.len()
            && manifest.sources.iter().all(|(key, source)| {
                before.sources.get(key).is_some_and(|other| other.state == source.state)
            });
        if same && !before.maps.is_empty() && before.maps.iter().all(|made| output.has(made)) {
            report.kept += before.maps.len();
            manifest.maps.clone_from(&before.maps);
            return Ok(());
        }
        let map = self.survey(files, pages)?;
        let mut maps: Vec<(String, Vec<u8>)> = Vec::new();
        for file in Xml::new().files(&map) {
            let mut bytes = Vec::new();
            file.write(&mut bytes)?;
            maps.push((file.name().to_owned(), bytes));
        }
        let (mut html, mut text) = (Vec::new(), Vec::new());
        People::new().html(&map, &mut html)?;
        People::new().text(&map, &mut text)?;
        maps.extend([("sitemap.html".to_owned(), html), ("sitemap.txt".to_owned(), text)]);
        for (key, bytes) in maps {
            // A site map of the site's own stays what it is.
            if manifest.sources.contains_key(&key) {
                let note = "the site has this file of its own: it is kept".to_owned();
                report.notes.push((key, note));
                continue;
            }
            match output.put(&key, &bytes)? {
                true => report.written += 1,
                false => report.kept += 1,
            }
            manifest.maps.push(Made::new(key, &bytes));
        }
        Ok(())
    }

    fn survey(&self, files: &[PathBuf], pages: &[PathBuf]) -> Result<SiteMap, Error> {
        let mut survey = Survey::new(&self.base, files)?;
        let mut order = pages.to_vec();
        survey.order(&mut order);
        for path in order {
            survey.add(&path, &output::read(&self.source.join(&path))?);
        }
        Ok(survey.finish())
    }

    /// Which of the files are pages: some tell by their names, others by how they begin.
    fn pages(&self, files: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
        let mut pages = Vec::new();
        for path in files {
            if is_page(path, b"") || is_page(path, &output::head(&self.source.join(path))?) {
                pages.push(path.clone());
            }
        }
        Ok(pages)
    }
}
