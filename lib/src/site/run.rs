//! One run of an export.

use super::chapters::{Chapters, Signs};
use super::folder::Folder;
use super::manifest::{Hash, Made, Manifest, Source};
use super::output::{self, Output};
use super::versions::{Maker, Versions};
use super::{Export, Part, Progress, Report, paths};
use crate::error::Error;
use crate::sitemap::{People, SiteMap, Survey, Xml};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What is needed to make a site.
pub(super) struct Run<'e> {
    export: &'e Export,
    files: &'e [PathBuf],
    maker: Maker<'e>,
    before: Manifest,
    output: Output,
    /// What is special about the names of the files.
    notes: Vec<(String, String)>,
    /// What was seen of each file.
    seen: Vec<Seen>,
}

/// What a file is, before anything is made of it.
struct Seen {
    /// The hash of its bytes.
    own: Hash,
    /// The hash of its bytes and of all that the versions of every page depend on.
    site: Hash,
    signs: Option<Box<Signs>>,
}

/// What was done for one file of the site.
struct Done {
    key: String,
    source: Source,
    written: usize,
    kept: usize,
    page: bool,
}

impl<'e> Run<'e> {
    pub(super) fn new(export: &'e Export, files: &'e [PathBuf]) -> Result<Run<'e>, Error> {
        let folder = Arc::new(Folder::new(&export.source, &export.base, files, false)?);
        let output = Output::open(&export.output)?;
        let notes = output.check_names(files)?;
        let before = Manifest::read(&output);
        let chapters = Chapters::default();
        let maker = Maker { settings: &export.settings, folder, chapters };
        let mut run = Run { export, files, maker, before, output, notes, seen: Vec::new() };
        let site = run.site();
        let seen: Result<Vec<Seen>, Error> =
            run.files.par_iter().map(|path| run.see(path, site)).collect();
        run.seen = seen?;
        let keys = run.maker.folder.directory.keys();
        let signs =
            keys.zip(&run.seen).filter_map(|(key, seen)| Some((key, &**seen.signs.as_ref()?)));
        run.maker.chapters = Chapters::new(&signs.collect());
        Ok(run)
    }

    /// Makes everything.
    pub(super) fn all(
        &self,
        notes: Vec<(String, String)>,
        observer: &(dyn Fn(Progress) + Sync),
    ) -> Result<Report, Error> {
        let (done, total) = (AtomicUsize::new(0), self.files.len());
        let made: Result<Vec<Done>, Error> = self
            .files
            .par_iter()
            .zip(&self.seen)
            .map(|(path, seen)| {
                let made = self.make(path, seen);
                let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                observer(Progress { done, total });
                made
            })
            .collect();
        let mut report = Report { notes, ..Report::default() };
        report.notes.extend(self.notes.iter().cloned());
        let mut manifest = Manifest::default();
        for Done { key, source, written, kept, page } in made? {
            report.written += written;
            report.kept += kept;
            report.pages += usize::from(page);
            let shown = paths::shown(&key);
            report.notes.extend(source.notes.iter().map(|note| (shown.clone(), note.clone())));
            manifest.sources.insert(key, source);
        }
        if self.export.settings.makes(Part::SiteMap) {
            self.site_maps(&mut manifest, &mut report)?;
        }
        report.removed = self.output.remove_vanished(&self.before, &manifest)?;
        manifest.write(&self.output)?;
        Ok(report)
    }

    /// The hash of all that the versions of every page depend on.
    fn site(&self) -> Hash {
        let mut site = blake3::Hasher::new();
        site.update(env!("CARGO_PKG_VERSION").as_bytes());
        let Export { base, settings, .. } = self.export;
        site.update(format!("{base}\n{settings:?}\n").as_bytes());
        // A link leads to a text version where there is one: which files there are matters.
        let directory = &self.maker.folder.directory;
        for key in directory.keys() {
            let is_page = directory.is_page(key);
            site.update(key.as_bytes()).update(if is_page { b" page\n" } else { b"\n" });
        }
        Hash::of(&site)
    }

    fn see(&self, path: &Path, site: Hash) -> Result<Seen, Error> {
        let key = paths::key(path);
        let folder = &self.maker.folder;
        if !folder.directory.is_page(&key) {
            let own = output::hash_of(&folder.path(&key))?;
            return Ok(Seen { own, site: combined(&[site, own], &key), signs: None });
        }
        let bytes = folder.read(&key)?;
        let own = Hash::of_bytes(&bytes);
        let site = combined(&[site, own], &key);
        let known = self.before.sources.get(&key).filter(|source| source.seen == site);
        let signs = match known {
            Some(source) => source.signs.clone(),
            None if self.export.settings.makes(Part::Print) => Signs::of(folder, &key, &bytes),
            None => None,
        };
        Ok(Seen { own, site, signs: signs.map(Box::new) })
    }

    /// The hash of all that the versions of a file depend on.
    fn state(&self, key: &str, seen: &Seen, uses: &[String]) -> Hash {
        let number = |key: &String| self.maker.folder.directory.number(key);
        let others = uses.iter().filter_map(number).filter_map(|at| self.seen.get(at));
        let hashes: Vec<Hash> = std::iter::once(seen.site).chain(others.map(|it| it.own)).collect();
        let article = self.maker.chapters.of(key).unwrap_or_default();
        combined(&hashes, &[uses.join("\n"), article.join("\n")].join("\n\n"))
    }

    /// Makes all versions of one file, or finds that they are there.
    fn make(&self, path: &Path, seen: &Seen) -> Result<Done, Error> {
        let key = paths::key(path);
        let page = self.maker.folder.directory.is_page(&key);
        let is_same = |source: &&Source| {
            source.state == self.state(&key, seen, &source.uses)
                && source.made.iter().all(|made| self.output.has(made))
        };
        if let Some(source) = self.before.sources.get(&key).filter(is_same) {
            let kept = source.made.len();
            return Ok(Done { key, source: source.clone(), written: 0, kept, page });
        }
        let signs = seen.signs.as_deref().cloned();
        let mut source = Source { seen: seen.site, signs, ..Source::default() };
        let (mut written, mut kept) = (0, 0);
        let mut count = |wrote: bool| *(if wrote { &mut written } else { &mut kept }) += 1;
        if page {
            let bytes = self.maker.folder.read(&key)?;
            let Versions { files, notes, uses } = self.maker.page(&key, bytes)?;
            for (key, bytes) in files {
                count(self.output.put(&key, &bytes)?);
                source.made.push(Made { hash: Hash::of_bytes(&bytes), path: key });
            }
            (source.notes, source.uses) = (notes, uses);
        } else {
            let made = Made { path: key.clone(), hash: seen.own };
            count(self.output.copy(&self.maker.folder.path(&key), &made)?);
            source.made.push(made);
        }
        source.state = self.state(&key, seen, &source.uses);
        Ok(Done { key, source, written, kept, page })
    }

    /// The site maps, of the originals.
    fn site_maps(&self, manifest: &mut Manifest, report: &mut Report) -> Result<(), Error> {
        let before = &self.before;
        // Nothing has changed: nor have the site maps.
        let same = before.sources.len() == manifest.sources.len()
            && manifest.sources.iter().all(|(key, source)| {
                before.sources.get(key).is_some_and(|other| other.seen == source.seen)
            });
        if same && !before.maps.is_empty() && before.maps.iter().all(|made| self.output.has(made)) {
            report.kept += before.maps.len();
            manifest.maps.clone_from(&before.maps);
            return Ok(());
        }
        let map = self.survey()?;
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
            match self.output.put(&key, &bytes)? {
                true => report.written += 1,
                false => report.kept += 1,
            }
            manifest.maps.push(Made { hash: Hash::of_bytes(&bytes), path: key });
        }
        Ok(())
    }

    fn survey(&self) -> Result<SiteMap, Error> {
        let folder = &self.maker.folder;
        let mut survey = Survey::new(&self.export.base, self.files)?;
        let is_page = |path: &&PathBuf| folder.directory.is_page(&paths::key(path));
        let mut order: Vec<PathBuf> = self.files.iter().filter(is_page).cloned().collect();
        survey.order(&mut order);
        for path in order {
            survey.add(&path, &folder.read(&paths::key(&path))?);
        }
        Ok(survey.finish())
    }
}

fn combined(hashes: &[Hash], text: &str) -> Hash {
    let mut all = blake3::Hasher::new();
    for hash in hashes {
        all.update(hash.bytes());
    }
    all.update(text.as_bytes());
    Hash::of(&all)
}
