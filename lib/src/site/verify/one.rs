//! One page and its versions.

use super::gap::{Gap, GapKind};
use super::said::Said;
use super::shown;
use super::{Looked, Verify};
use crate::check::{Check, Finding, Outcome, Severity};
use crate::decorate::{QuickLinks, undecorated};
use crate::error::Error;
use crate::format::Chapter;
use crate::page::{Page, ParseOptions};
use crate::read::ReadOptions;
use crate::site::chapters::speaks_of_chapters;
use crate::site::folder::Uses;
use crate::site::manifest::{Hash, Source};
use crate::site::versions::Maker;
use crate::site::{Part, output, paths};
use crate::sitemap::{Directory, Leads};
use crate::stream::Facts;
use std::collections::BTreeSet;
use url::Url;

/// How far from the beginning of a version its way back may stand: behind those to other versions.
const BEGINNING: usize = 12;

/// A page as it is looked at.
pub(super) struct One<'v> {
    pub(super) verify: &'v Verify,
    pub(super) maker: &'v Maker<'v>,
    /// The files of the exported site.
    pub(super) directory: &'v Directory,
    pub(super) key: &'v str,
    /// What the export says of the page.
    pub(super) known: Option<&'v Source>,
}

/// A version as it should be, and as an earlier state of its page had it.
struct Version {
    part: Part,
    place: String,
    expected: Option<Vec<u8>>,
    earlier: Option<Vec<u8>>,
}

/// The pages that a version is compared with.
struct Pages {
    /// The page as it is in the source.
    page: Page,
    /// As it is in the exported site, with its links.
    linked: Option<Page>,
    /// As it was when it was exported, where it has changed since.
    earlier: Option<Page>,
    /// Whether the export knew another state of it.
    has_changed: bool,
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
        let exported = undecorated(&original);
        let is_other = self.verify.source.is_some() && exported != source;
        if is_other {
            looked.gap(None, GapKind::OtherOriginal);
        }
        let uses = Uses::default();
        let parse = |bytes: &[u8]| self.maker.folder.parse(key, bytes, &uses).ok();
        let Some(page) = parse(&source) else { return Ok(looked) };
        let (linked, earlier) = (parse(&original), is_other.then(|| parse(&exported)).flatten());
        let has_changed = self.known.is_some_and(|known| known.own != Hash::of_bytes(&source));
        let pages = Pages { page, linked, earlier, has_changed };
        looked.is_linked = QuickLinks::new().decorate(&pages.page).is_ok();
        if let Some(linked) = pages.linked.as_ref().filter(|_| !is_other) {
            looked.unread = self.unread(linked);
            let moved = shown::moved(&pages.page, linked).map(GapKind::LinksMove);
            moved.into_iter().for_each(|kind| looked.gap(None, kind));
        }
        for version in self.versions(&pages, &uses)? {
            self.version(&pages, &version, &mut looked);
        }
        Ok(looked)
    }

    /// The versions of the page.
    fn versions(&self, pages: &Pages, uses: &Uses) -> Result<Vec<Version>, Error> {
        let (key, maker) = (self.key, self.maker);
        let leads = maker.leader(key) == key;
        let prints = maker.settings.makes(Part::Print);
        let print = |page: Option<&Page>| match page.filter(|_| prints && leads) {
            Some(page) => maker.print_version(key, page, uses),
            None => Ok(None),
        };
        let (expected, earlier) = (print(Some(&pages.page))?, print(pages.earlier.as_ref())?);
        let is_printed = expected.is_some() || (prints && !leads);
        let mut versions = Vec::new();
        if maker.settings.makes(Part::Text) {
            let text = |page: &Page| maker.text_version(key, page, is_printed);
            let (expected, earlier) = (Some(text(&pages.page)), pages.earlier.as_ref().map(text));
            let place = maker.place(Part::Text, key);
            versions.push(Version { part: Part::Text, place, expected, earlier });
        }
        if is_printed {
            let place = maker.place(Part::Print, key);
            versions.push(Version { part: Part::Print, place, expected, earlier });
        }
        Ok(versions)
    }

    fn version(&self, pages: &Pages, version: &Version, looked: &mut Looked) {
        let Version { part, place, expected, .. } = version;
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
        if looked.is_linked
            && let Some(linked) = &pages.linked
            && let Some(kind) = self.way(linked, place)
        {
            looked.gap(Some(*part), kind);
        }
        let chapters = self.maker.chapters.of(self.key).map_or(1, <[String]>::len);
        let beginning = BEGINNING + 2 * chapters;
        if !self.leads_to(place, found.facts(), beginning, self.key) {
            looked.gap(Some(*part), GapKind::NoWayBack);
        }
        // The print version of an article is compared once, with its first chapter.
        let Some(expected) = expected else { return };
        let compare = |page: &Page, expected: &[u8]| {
            self.compare(page, *part, place, expected, &bytes, &found)
        };
        let mut kinds = compare(&pages.page, expected);
        // Either the version says what the page said that was exported, or it is as the export made it.
        let is_of_earlier = || {
            let earlier = pages.earlier.as_ref().zip(version.earlier.as_ref());
            earlier.is_some_and(|(page, expected)| {
                !compare(page, expected).iter().any(GapKind::is_of_content)
            })
        };
        let is_as_made = || {
            let hash = Hash::of_bytes(&bytes);
            let mut made = self.known.iter().flat_map(|known| &known.made);
            pages.has_changed && made.any(|made| made.path == *place && made.hash == hash)
        };
        if kinds.iter().any(GapKind::is_of_content) && (is_as_made() || is_of_earlier()) {
            kinds.retain(|kind| !kind.is_of_content());
            kinds.push(GapKind::OutOfDate);
        }
        kinds.into_iter().for_each(|kind| looked.gap(Some(*part), kind));
        faults(&found).into_iter().for_each(|kind| looked.gap(Some(*part), kind));
    }

    /// What is wrong with the way from the page to a version: there must be a link that people see.
    fn way(&self, linked: &Page, place: &str) -> Option<GapKind> {
        let facts = linked.facts();
        let leads = |id: crate::dom::NodeId| {
            let href = linked.document.attr(id, "href").unwrap_or_default();
            let leads = self.directory.leads(self.key, facts.base(), href);
            matches!(leads, Leads::File(file, _) if file == place)
        };
        let mut hidden = None;
        for (link, _) in shown::links(linked).into_iter().filter(|&(id, found)| found && leads(id))
        {
            hidden = Some(shown::hidden_by(linked, link)?);
        }
        Some(hidden.map_or(GapKind::NotReachable, GapKind::LinkHidden))
    }

    /// The style sheets of a page that could not be read, by their paths in the site or their addresses.
    fn unread(&self, page: &Page) -> Vec<String> {
        let own = Url::parse(&self.directory.absolute(self.key)).ok();
        let unread = page.styles.unread().iter();
        let addresses = unread.map(|sheet| {
            let joined = own.as_ref().and_then(|own| own.join(&sheet.address).ok());
            joined.map_or_else(|| sheet.address.clone(), String::from)
        });
        let below = |address: String| {
            address.strip_prefix(&self.verify.base).map(str::to_owned).unwrap_or(address)
        };
        addresses.map(below).collect()
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
            // A print version of several pages asks what each of them does.
            kinds.extend(other_directives(&fresh, found).filter(|_| part == Part::Print));
        }
        if part == Part::Text && kinds.is_empty() {
            let language = page.language().filter(|&own| found.language() != Some(own));
            kinds.extend(language.map(|own| GapKind::OtherLanguage {
                page: own.to_owned(),
                version: found.language().unwrap_or_default().to_owned(),
            }));
        }
        kinds.extend(other_directives(page, found).filter(|_| part == Part::Text));
        if !kinds.iter().any(|kind| matches!(kind, GapKind::LacksWords(_))) {
            kinds.extend(self.own_words(page, part, found, &said).map(GapKind::LacksWords));
        }
        kinds
    }

    /// The words of the page itself that a version lacks. Print says once what all chapters begin
    /// with, and leaves their lists to its table of contents.
    fn own_words(&self, page: &Page, part: Part, found: &Page, said: &Said) -> Option<String> {
        let (paper, all) = (part == Part::Print, Said::of_file(found));
        let events = if paper { Chapter::reading(page) } else { page.read(&ReadOptions::new()) };
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

/// What a page asks of search engines, where a version asks something else.
fn other_directives(page: &Page, found: &Page) -> Option<GapKind> {
    let of = |page: &Page| -> BTreeSet<String> {
        page.robots().map(|(robot, asks)| format!("{robot}: {asks}")).collect()
    };
    let (asked, said) = (of(page), of(found));
    let shown = |all: BTreeSet<String>| match all.is_empty() {
        true => "nothing".to_owned(),
        false => all.into_iter().collect::<Vec<_>>().join("; "),
    };
    (asked != said).then(|| GapKind::OtherDirectives { page: shown(asked), version: shown(said) })
}

/// The rules of the check that fail for a version. Which language it names is compared with the page;
/// whether that is the one that the page is written in is the page's own fault.
fn faults(found: &Page) -> Vec<GapKind> {
    let checked = Check::new().page(found);
    let failed = |it: &&Finding| {
        let of_version = it.rule().id() != "page-language-mismatch";
        it.outcome() == Outcome::Failed && it.severity() == Severity::Error && of_version
    };
    let failed = checked.findings().iter().filter(failed);
    failed.map(|it| GapKind::Finding(format!("{}: {}", it.rule().id(), it.message()))).collect()
}
