//! One page and its versions.

use super::gap::{Gap, GapKind};
use super::said::Said;
use super::{Looked, Verify};
use crate::check::{Check, Finding, Outcome, Severity};
use crate::decorate::{QuickLinks, undecorated};
use crate::error::Error;
use crate::page::{Page, ParseOptions};
use crate::read::ReadOptions;
use crate::site::chapters::speaks_of_chapters;
use crate::site::folder::Uses;
use crate::site::printing::reading;
use crate::site::versions::Maker;
use crate::site::{Part, output, paths};
use crate::sitemap::{Directory, Leads};
use crate::stream::{Facts, scan};

/// How far from the beginning a link may stand: behind the skip links and those to other versions.
const BEGINNING: usize = 12;

/// A page as it is looked at.
pub(super) struct One<'v> {
    pub(super) verify: &'v Verify,
    pub(super) maker: &'v Maker<'v>,
    /// The files of the exported site.
    pub(super) directory: &'v Directory,
    pub(super) key: &'v str,
}

/// A version as it is and as it should be.
struct Version<'b> {
    part: Part,
    place: String,
    expected: Option<&'b [u8]>,
}

impl One<'_> {
    pub(super) fn look(&self) -> Result<Looked, Error> {
        let key = self.key;
        let source = self.maker.folder.read(key)?;
        let mut looked = Looked { path: paths::shown(key), ..Looked::default() };
        if source.trim_ascii().is_empty() {
            return Ok(looked);
        }
        looked.is_page = true;
        let found = paths::path(key).map(|path| output::read(&self.verify.output.join(path)));
        let Some(Ok(original)) = found else {
            looked.gap(None, GapKind::NoOriginal);
            let versions = self.maker.settings.versions();
            looked.versions.extend(versions.map(|part| self.maker.place(part, key)));
            return Ok(looked);
        };
        if self.verify.source.is_some() && undecorated(&original) != source {
            looked.gap(None, GapKind::OtherOriginal);
        }
        let uses = Uses::default();
        let Ok(page) = self.maker.folder.parse(key, &source, &uses) else { return Ok(looked) };
        let facts = scan(&original, &ParseOptions::new()).unwrap_or_default();
        looked.is_linked = QuickLinks::new().decorate(&page).is_ok();
        let leads = self.maker.leader(key) == key;
        let prints = self.maker.settings.makes(Part::Print);
        let print = match prints && leads {
            true => self.maker.print_version(key, &page, &uses)?,
            false => None,
        };
        let is_printed = print.is_some() || (prints && !leads);
        if self.maker.settings.makes(Part::Text) {
            let text = self.maker.text_version(key, &page, is_printed);
            let place = self.maker.place(Part::Text, key);
            let version = Version { part: Part::Text, place, expected: Some(&text) };
            self.version(&page, &facts, &version, &mut looked);
        }
        if is_printed {
            let place = self.maker.place(Part::Print, key);
            let version = Version { part: Part::Print, place, expected: print.as_deref() };
            self.version(&page, &facts, &version, &mut looked);
        }
        Ok(looked)
    }

    fn version(&self, page: &Page, facts: &Facts, version: &Version<'_>, looked: &mut Looked) {
        let Version { part, place, expected } = version;
        looked.versions.push(place.clone());
        let Some(path) = paths::path(place) else { return };
        let bytes = match output::read(&self.verify.output.join(path)) {
            Ok(bytes) => bytes,
            Err(error) => return looked.gap(Some(*part), GapKind::NoVersion(error.to_string())),
        };
        let found = match self.parse(place, &bytes) {
            Ok(found) => found,
            Err(error) => return looked.gap(Some(*part), GapKind::NoVersion(error.to_string())),
        };
        // Framesets and UTF-16 pages are copied as they are, and the export says so.
        if looked.is_linked && !self.leads_to(self.key, facts, BEGINNING, place) {
            looked.gap(Some(*part), GapKind::NotReachable);
        }
        let chapters = self.maker.chapters.of(self.key).map_or(1, <[String]>::len);
        let beginning = BEGINNING + 2 * chapters;
        if !self.leads_to(place, &found.facts(), beginning, self.key) {
            looked.gap(Some(*part), GapKind::NoWayBack);
        }
        // The print version of an article is compared once, with its first chapter.
        let Some(expected) = expected else { return };
        for kind in self.compare(page, *part, place, expected, &bytes, &found) {
            looked.gap(Some(*part), kind);
        }
        let checked = Check::new().page(&found);
        let failed =
            |it: &&Finding| it.outcome() == Outcome::Failed && it.severity() == Severity::Error;
        for failed in checked.findings().iter().filter(failed) {
            let what = format!("{}: {}", failed.rule().id(), failed.message());
            looked.gap(Some(*part), GapKind::Finding(what));
        }
    }

    /// Compares a version with what the page says: with its own words, however versions are made,
    /// and with the version that is to be made of it now.
    fn compare(
        &self,
        page: &Page,
        part: Part,
        place: &str,
        expected: &[u8],
        bytes: &[u8],
        found: &Page,
    ) -> Vec<GapKind> {
        let all = |page: &Page| Said::of(page).with_links(|href| self.target(place, href));
        let said = all(found);
        let mut kinds = Vec::new();
        if expected != bytes
            && let Ok(fresh) = self.parse(place, expected)
        {
            let language = |page: &Page| page.language().unwrap_or_default().to_owned();
            if language(&fresh) != language(found) {
                let (page, version) = (language(&fresh), language(found));
                kinds.push(GapKind::OtherLanguage { page, version });
            }
            let other = kinds.is_empty();
            let compared = all(&fresh).compare(&said, &self.furniture());
            let told = |kind: &GapKind| other || !matches!(kind, GapKind::OtherLanguage { .. });
            kinds.extend(compared.into_iter().filter(told));
        }
        if part == Part::Text && kinds.is_empty() {
            let language = page.language().filter(|&own| found.language() != Some(own));
            kinds.extend(language.map(|own| GapKind::OtherLanguage {
                page: own.to_owned(),
                version: found.language().unwrap_or_default().to_owned(),
            }));
        }
        if !kinds.iter().any(|kind| matches!(kind, GapKind::LacksWords(_))) {
            kinds.extend(self.own_words(page, part, found, &said).map(GapKind::LacksWords));
        }
        kinds
    }

    /// The words of the page itself that a version lacks. Print says once what all chapters begin
    /// with, and leaves their lists to its table of contents.
    fn own_words(&self, page: &Page, part: Part, found: &Page, said: &Said) -> Option<String> {
        let (paper, all) = (part == Part::Print, Said::of_file(found));
        let events = if paper { reading(page) } else { page.read(&ReadOptions::new()) };
        // The heading of a list of chapters goes with the list.
        let in_article = paper && self.maker.chapters.of(self.key).is_some();
        let content = Said::of_content(events, paper);
        let content = content.without(|word| in_article && speaks_of_chapters(word));
        content.lacking([said, &all], !paper)
    }

    /// A version, its links as they are at its place.
    fn parse(&self, place: &str, bytes: &[u8]) -> Result<Page, Error> {
        let url = self.directory.absolute(place);
        Page::parse(bytes, &ParseOptions::new().with_url(url))
    }

    /// What a link of a version leads to: the key of a file, or an address elsewhere.
    fn target(&self, place: &str, href: &str) -> String {
        match self.directory.leads(place, None, href) {
            Leads::File(file, fragment) => {
                fragment.map_or_else(|| file.clone(), |part| format!("{file}#{part}"))
            }
            // A version that is missing is one all the same.
            Leads::Away => href.strip_prefix(&self.verify.base).unwrap_or(href).to_owned(),
        }
    }

    /// Where the ways from a version to others lead.
    fn furniture(&self) -> Vec<String> {
        let article = self.maker.article(self.key);
        let files = article.iter().flat_map(|key| {
            [key.clone(), self.maker.place(Part::Text, key), self.maker.place(Part::Print, key)]
        });
        files.collect()
    }

    /// Whether one of the first links of a file leads to another.
    fn leads_to(&self, from: &str, facts: &Facts, beginning: usize, to: &str) -> bool {
        facts.links().iter().take(beginning).any(|link| {
            let leads = self.directory.leads(from, facts.base(), &link.href);
            matches!(leads, Leads::File(file, _) if file == to)
        })
    }
}

impl Looked {
    fn gap(&mut self, version: Option<Part>, kind: GapKind) {
        self.gaps.push(Gap { path: self.path.clone(), version, kind });
    }
}
