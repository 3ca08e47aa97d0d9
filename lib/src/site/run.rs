//! One run of an export.

use super::chapters::{Chapters, Signs};
use super::folder::{EXPORT_PAGES, Folder};
use super::manifest::{Hash, Head, Made, Manifest, Source, Writing};
use super::output::{self, Output};
use super::seen::{Seen, Sightings};
use super::stamp::Stamp;
use super::versions::Maker;
use super::{Export, Part, Progress, Report};
use crate::decorate::QuickLinks;
use crate::error::Error;
use crate::sitemap::{Keys, MapName, People, Xml};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What is needed to make a site.
pub(super) struct Run<'e> {
    export: &'e Export,
    keys: &'e Arc<Keys>,
    maker: Maker<'e>,
    output: &'e Output,
    /// What the versions of every page depend on.
    head: Head,
    /// What is special about the names of files, by their keys.
    notes: BTreeMap<String, String>,
    seen: Sightings<'e>,
    /// What pages say of the chapters around them, by their keys.
    signs: BTreeMap<String, Signs>,
}

/// What writes a file.
type Content<'c> = dyn Fn(&mut dyn Write) -> io::Result<()> + 'c;

/// How many files are read and made at once: what is known of them is in memory, and no more.
pub(super) const AT_ONCE: usize = 1024;

/// The rules of the site for robots.
pub(super) const ROBOTS: &str = "robots.txt";

/// What was done for one file of the site.
struct Done {
    source: Source,
    /// Files that were made of it the last time and are not now.
    gone: Vec<Made>,
    /// Whether the file itself is as it was.
    same: bool,
    written: usize,
    kept: usize,
}

/// What an earlier export made, unless this one makes it too.
#[derive(Default)]
struct Gone(HashMap<String, Made>);

impl Gone {
    fn add(&mut self, made: Vec<Made>) {
        self.0.extend(made.into_iter().map(|made| (made.path.clone(), made)));
    }
}

impl<'e> Run<'e> {
    pub(super) fn new(
        export: &'e Export,
        output: &'e Output,
        keys: &'e Arc<Keys>,
    ) -> Result<Run<'e>, Error> {
        let settings = &export.settings;
        let folder = Folder::new(&export.source, &export.base, keys, settings)?;
        let folder = folder.with_cancel(export.cancel.clone());
        let notes = output.check_names(keys)?;
        let is_there = |file: &str| keys.find(file).is_some();
        let map_name = settings.map_name().unwrap_or_else(|| MapName::free(is_there));
        let (folder, chapters) = (Arc::new(folder), Chapters::default());
        let maker = Maker { settings, folder, chapters, map_name };
        let head =
            Head { base: export.base.clone(), settings: export.hash(), site: Hash::default() };
        let (seen, signs) = (Sightings::new(output)?, BTreeMap::new());
        let mut run = Run { export, keys, maker, output, head, notes, seen, signs };
        run.head.site = run.site();
        run.see_all()?;
        run.maker.chapters = Chapters::new(&run.signs);
        Ok(run)
    }

    fn see_all(&mut self) -> Result<(), Error> {
        let mut before = Manifest::read(self.output);
        let same = before.head.site == self.head.site;
        let (mut keys, mut lists) = (self.keys.iter(), HashSet::new());
        loop {
            let batch: Vec<String> = keys.by_ref().take(AT_ONCE).collect();
            if batch.is_empty() {
                return Ok(());
            }
            let known: Vec<_> = batch.iter().map(|it| before.source(it, &mut drop)).collect();
            let seen = batch.par_iter().zip(known).map(|(key, known)| self.see(key, known, same));
            let seen: Result<Vec<(Seen, Option<Signs>)>, Error> = seen.collect();
            let (seen, signs): (Vec<Seen>, Vec<Option<Signs>>) = seen?.into_iter().unzip();
            self.seen.add(seen.into_iter())?;
            for (key, signs) in batch.into_iter().zip(signs) {
                let Some(mut signs) = signs else { continue };
                signs.share(&mut lists);
                self.signs.insert(key, signs);
            }
        }
    }

    /// Makes everything.
    pub(super) fn all(&self, observer: &(dyn Fn(Progress) + Sync)) -> Result<Report, Error> {
        let (mut report, mut gone) = (Report::default(), Gone::default());
        let mut before = Manifest::read(self.output);
        let mut manifest = Writing::new(self.output, self.head.clone())?;
        let mut same = before.head.site == self.head.site;
        let (done, total) = (AtomicUsize::new(0), self.keys.len());
        let mut keys = self.keys.iter();
        for start in (0..total).step_by(AT_ONCE) {
            let batch: Vec<String> = keys.by_ref().take(AT_ONCE).collect();
            let seen = self.seen.range(start..start + batch.len())?;
            let mut vanished = |source: Source| {
                same = false;
                gone.add(source.made);
            };
            let known: Vec<_> = batch.iter().map(|it| before.source(it, &mut vanished)).collect();
            let made = batch.par_iter().zip(seen).zip(known).map(|((key, seen), known)| {
                let made = self.make(key, seen, known);
                let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                observer(Progress { done, total });
                made
            });
            let made: Result<Vec<Done>, Error> = made.collect();
            for made in made? {
                same &= made.same;
                gone.add(made.gone);
                report.add(&made.source, made.written, made.kept);
                manifest.source(&made.source)?;
            }
        }
        let maps = before.maps(&mut |source| {
            same = false;
            gone.add(source.made);
        });
        let mut now = Vec::new();
        if self.export.settings.makes(Part::SiteMap) {
            now = self.site_maps(&maps, same, &mut report)?;
        }
        self.style_sheet(&mut now, &mut report)?;
        gone.add(maps);
        let manifest = manifest.finish(&now)?;
        if !gone.0.is_empty() {
            manifest.each(&mut |made| drop(gone.0.remove(&made.path)))?;
        }
        for (_, made) in gone.0 {
            report.removed += usize::from(self.output.remove(made)?);
        }
        manifest.commit()?;
        Ok(report)
    }

    /// The hash of all that the versions of every page depend on.
    fn site(&self) -> Hash {
        let mut site = blake3::Hasher::new();
        site.update(self.head.settings.bytes());
        // A link leads to a text version where there is one: which files there are matters.
        let folder = &self.maker.folder;
        folder.directory.digest(|bytes| {
            site.update(bytes);
        });
        for (key, number) in self.keys.iter().zip(0..) {
            site.update(key.as_bytes()).update(match folder.directory.is_page_at(number) {
                true if folder.has_versions(&key) => b" page\n",
                true => b" unreadable page\n",
                false => b"\n",
            });
        }
        Hash::of(&site)
    }

    /// `known`: what the last export says of the file, `same`: whether it was of the same site.
    fn see(
        &self,
        key: &str,
        known: Option<Source>,
        same: bool,
    ) -> Result<(Seen, Option<Signs>), Error> {
        let folder = &self.maker.folder;
        let file = folder.path(key);
        // Before it is read: what changes it later changes the stamp too.
        let stamp = Stamp::of(&file);
        let unchanged = known.as_ref().filter(|known| stamp.is_some() && known.stamp == stamp);
        let is_page = folder.directory.is_page(key);
        let bytes = match is_page && unchanged.is_none() {
            true => Some(folder.read(key)?),
            false => None,
        };
        let own = match (&bytes, unchanged) {
            (Some(bytes), _) => Hash::of_bytes(bytes),
            (None, Some(known)) => known.own,
            (None, None) => output::hash_of(&file)?,
        };
        let signs = match known.filter(|known| same && known.own == own) {
            Some(known) => known.signs,
            None if is_page && self.export.settings.makes(Part::Print) => {
                Signs::of(folder, key, &bytes.map_or_else(|| folder.read(key), Ok)?)
            }
            None => None,
        };
        Ok((Seen { own, stamp }, signs))
    }

    /// The hash of all that the versions of a file depend on.
    fn state(&self, key: &str, seen: Seen, uses: &[String]) -> Result<Hash, Error> {
        let mut hashes = vec![self.head.site, seen.own];
        for number in uses.iter().filter_map(|key| self.keys.find(key)) {
            hashes.push(self.seen.own(number)?);
        }
        let article = self.maker.chapters.of(key).unwrap_or_default();
        Ok(combined(&hashes, &[key, &uses.join("\n"), &article.join("\n")].join("\n\n")))
    }

    /// Makes all versions of one file, or finds that they are there.
    fn make(&self, key: &str, seen: Seen, known: Option<Source>) -> Result<Done, Error> {
        self.export.cancel.check()?;
        let page = self.maker.folder.directory.is_page(key);
        let same = known.as_ref().is_some_and(|known| known.own == seen.own);
        let (stamp, mut gone) = (self.output.settled(seen.stamp), Vec::new());
        if let Some(mut source) = known {
            if source.state == self.state(key, seen, &source.uses)?
                && source.made.iter_mut().all(|made| self.output.has(made))
            {
                let kept = source.made.len();
                source.stamp = stamp;
                return Ok(Done { source, gone, same, written: 0, kept });
            }
            gone = source.made;
        }
        let (own, signs, path) = (seen.own, self.signs.get(key).cloned(), key.to_owned());
        let mut source = Source { own, stamp, signs, path, page, ..Source::default() };
        let (mut written, mut kept) = (0, 0);
        let mut count = |wrote: bool| *(if wrote { &mut written } else { &mut kept }) += 1;
        let mut is_copy = !page;
        if page {
            let bytes = self.maker.folder.read(key)?;
            let versions = self.maker.page(key, bytes)?;
            is_copy = versions.is_copy;
            for (key, bytes) in versions.files {
                count(self.output.put(&key, &bytes)?);
                source.made.push(self.made(key, Hash::of_bytes(&bytes)));
            }
            (source.notes, source.uses) = (versions.notes, versions.uses);
            source.template = versions.is_template;
        }
        if is_copy {
            let mut made = Made { path: key.to_owned(), hash: own, stamp: None };
            count(self.output.copy(&self.maker.folder.path(key), &mut made)?);
            source.made.insert(0, self.made(key.to_owned(), own));
        }
        if key == ROBOTS {
            source.notes = self.robots_lines();
        }
        source.notes.extend(self.maker.folder.program(key).map(|code| {
            format!(
                "it holds {code}: it is copied as it is, without versions, and a server that does not run \
                 it shows its source; {EXPORT_PAGES}"
            )
        }));
        source.notes.extend(self.notes.get(key).cloned());
        // What was changed meanwhile may have been made of either: the next run makes it anew.
        if Stamp::of(&self.maker.folder.path(key)) == seen.stamp {
            source.state = self.state(key, seen, &source.uses)?;
        }
        gone.retain(|old| source.made.iter().all(|made| made.path != old.path));
        Ok(Done { source, gone, same, written, kept })
    }

    /// The lines that `robots.txt` needs for the versions of the pages that it disallows.
    fn robots_lines(&self) -> Vec<String> {
        let settings = &self.export.settings;
        let folders: Vec<&str> = settings.versions().map(|part| settings.folder(part)).collect();
        self.maker.folder.robots_lines(&folders, |key| {
            settings.versions().map(|part| self.maker.place(part, key)).collect()
        })
    }

    fn made(&self, path: String, hash: Hash) -> Made {
        Made { stamp: self.output.stamp(&path), path, hash }
    }

    /// The style sheet of the links, where that is a file and the site has none of that name.
    fn style_sheet(&self, now: &mut Vec<Made>, report: &mut Report) -> Result<(), Error> {
        let Some(key) = self.export.settings.style_sheet() else { return Ok(()) };
        // It is there where the site maps are as they were.
        if self.keys.find(&key).is_none() && now.iter().all(|made| made.path != key) {
            let style = QuickLinks::STYLE.as_bytes();
            let wrote = self.output.put(&key, style)?;
            *(if wrote { &mut report.written } else { &mut report.kept }) += 1;
            now.push(self.made(key, Hash::of_bytes(style)));
        }
        Ok(())
    }

    /// The site maps, of the originals. Where none of these has changed, nor have the site maps.
    fn site_maps(
        &self,
        before: &[Made],
        same: bool,
        report: &mut Report,
    ) -> Result<Vec<Made>, Error> {
        let mut now = before.to_vec();
        if same && !now.is_empty() && now.iter_mut().all(|made| self.output.has(made)) {
            report.kept += now.len();
            return Ok(now);
        }
        now.clear();
        let folder = &self.maker.folder;
        let map = folder.site_map(folder.directory.pages())?;
        let mut put = |key: &str, content: &Content<'_>| {
            let (hash, wrote) = self.output.stream(key, content)?;
            *(if wrote { &mut report.written } else { &mut report.kept }) += 1;
            now.push(self.made(key.to_owned(), hash));
            Ok::<(), Error>(())
        };
        let name = &self.maker.map_name;
        for file in Xml::new().with_name(name.clone()).files(&map) {
            put(file.name(), &|mut out| file.write(&mut out))?;
        }
        let people = People::new().with_name(name.clone());
        put(&name.html(), &|mut out| people.html(&map, &mut out))?;
        put(&name.text(), &|mut out| people.text(&map, &mut out))?;
        Ok(now)
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
