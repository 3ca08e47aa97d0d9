//! What one page tells of itself and where it leads.

use super::address::{self, Target};
use super::addresses::{AddressSource, PageUrls};
use super::exclusion::{Exclusion, by_kind};
use super::fault::FaultKind;
use super::menu;
use super::packed::Record;
use super::survey::{Survey, hash};
use super::told::{Ties, Told, Wanted};
use crate::dom::Syntax;
use crate::language::{primary, registered};
use crate::page::{Page, ParseOptions};
use crate::stream::{Facts, scan};
use std::collections::HashSet;

/// What one look at a page told, for [`Survey::add_look`].
#[derive(Debug)]
pub struct Look {
    pub(super) id: u32,
    /// Why it is not listed, as far as it tells by itself.
    pub(super) exclusion: Option<Exclusion>,
    /// What it tells where it can be read.
    pub(super) tells: Option<Box<Tells>>,
}

/// What a page tells.
#[derive(Debug)]
pub(super) struct Tells {
    /// The hash of its bytes.
    pub(super) content: u64,
    /// What it says of itself.
    pub(super) told: Record,
    /// What ties it to other pages.
    pub(super) ties: Record,
    /// Its versions in other languages.
    pub(super) alternates: Vec<(String, u32)>,
    /// The files that it leads to, as often as it does.
    pub(super) leads: Vec<u32>,
    /// The faults that it shows by itself, and their lines.
    pub(super) faults: Vec<(Option<usize>, FaultKind)>,
    pub(super) menu: Option<Menu>,
}

/// The menus of a home page.
#[derive(Debug)]
pub(super) struct Menu {
    pub(super) language: Box<str>,
    /// How deep each link stands, and the file that it leads to.
    pub(super) links: Vec<(usize, u32)>,
}

/// sitemaps.org: "This value must be less than 2,048 characters."
const LONGEST_ADDRESS: usize = 2_047;

impl Look {
    /// Looks at the page of a number.
    pub(super) fn at(survey: &Survey, id: u32, bytes: &[u8]) -> Look {
        let key = &survey.addresses.keys.get(id as usize);
        let options = ParseOptions::new().with_syntax(Syntax::of_name(key));
        let facts = match scan(bytes, &options) {
            Ok(facts) => facts,
            Err(error) => {
                let exclusion = Some(Exclusion::Unreadable(error.to_string()));
                return Look { id, exclusion, tells: None };
            }
        };
        let from = survey.addresses.of_page(Some(id), key, facts.base());
        let looking = Looking { survey, id, key, facts: &facts, from, bytes };
        let exclusion = looking.exclusion();
        let listed = exclusion.is_none();
        Look { id, exclusion, tells: Some(Box::new(looking.tells(listed))) }
    }
}

/// A page that is looked at.
struct Looking<'l> {
    survey: &'l Survey,
    id: u32,
    key: &'l str,
    facts: &'l Facts,
    /// What its addresses are relative to.
    from: PageUrls,
    bytes: &'l [u8],
}

/// Gathers the faults of a page: each once, with the line of the first place.
struct Found<'b> {
    lines: Lines<'b>,
    told: HashSet<FaultKind>,
    all: Vec<(Option<usize>, FaultKind)>,
}

impl Found<'_> {
    fn add(&mut self, offset: Option<usize>, kind: FaultKind) {
        if self.told.insert(kind.clone()) {
            self.all.push((offset.map(|offset| self.lines.of(offset)), kind));
        }
    }
}

impl Looking<'_> {
    fn target(&self, href: &str) -> Target {
        self.survey.addresses.target(&self.from, href)
    }

    fn file(&self, href: &str) -> Option<u32> {
        match self.target(href) {
            Target::File(file, _) => Some(file),
            _ => None,
        }
    }

    /// `listed`: whether it may be, as far as it tells by itself.
    fn tells(&self, listed: bool) -> Tells {
        let (id, facts) = (self.id, self.facts);
        let trail: Vec<u32> = facts.trail().iter().filter_map(|href| self.file(href)).collect();
        let inside = |href: &str| !matches!(self.target(href), Target::Outside(_));
        let alternates = facts.alternates().iter().filter(|to| inside(&to.href));
        let alternates = alternates.filter(|to| is_hreflang(&to.language));
        let alternates = alternates.map(|to| (&*to.language, &*to.href, self.file(&to.href)));
        let mut ties = Ties { alternates: alternates.collect(), ..Ties::default() };
        let named = ties.alternates.iter().filter_map(|to| Some((to.0.to_owned(), to.2?)));
        let (named, mut leads, mut faults) = (named.collect(), Vec::new(), Vec::new());
        if self.survey.finds_faults {
            // Whoever is sent on arrives there as by a link.
            let sent = facts.refresh().and_then(|href| self.file(href)).filter(|&to| to != id);
            leads.extend(sent);
            faults = self.faults(&mut leads, &mut ties.wanted);
            ties.ids = facts.ids().iter().map(String::as_str).collect();
        }
        Tells {
            content: hash(self.bytes),
            told: Told::record(facts, &trail),
            ties: ties.record(),
            alternates: named,
            leads,
            faults,
            menu: listed.then(|| self.menu()).flatten(),
        }
    }

    /// Why the page is not listed, as far as it tells by itself.
    fn exclusion(&self) -> Option<Exclusion> {
        let Looking { survey: Survey { addresses, robots, .. }, facts, key, id, .. } = self;
        if let Some(why) = by_kind(key, facts.title(), self.bytes) {
            return Some(why);
        }
        if facts.noindex() {
            return Some(Exclusion::NoIndex);
        }
        let own = addresses.location(*id);
        if let Some(rule) = robots.as_ref().and_then(|robots| robots.disallows(&own)) {
            return Some(Exclusion::Disallowed(rule.to_owned()));
        }
        let elsewhere = |href: &str| match self.target(href) {
            Target::File(file, _) => {
                let other = addresses.location(file);
                (file != *id && other != own).then_some((false, other))
            }
            Target::Outside(url) | Target::LocalHost(url) => Some((true, url)),
            Target::Nowhere(to) => Some((false, addresses.base.absolute(&to))),
            Target::LocalFile | Target::Other => None,
        };
        if let Some((_, to)) = facts.refresh().and_then(elsewhere) {
            return Some(Exclusion::Refresh(to));
        }
        let canonical =
            facts.canonical().filter(|_| self.misspelt().is_none() && !self.is_overruled());
        match canonical.and_then(elsewhere) {
            Some((true, to)) => return Some(Exclusion::OtherSite(to)),
            Some((false, to)) => return Some(Exclusion::Canonical(to)),
            None => {}
        }
        (own.len() > LONGEST_ADDRESS).then_some(Exclusion::TooLong)
    }

    /// The canonical address below the root of the site.
    fn canonical(&self) -> Option<String> {
        let base = &self.survey.addresses.base;
        self.facts.canonical().and_then(|href| base.written(&self.from.first, href))
    }

    /// The file whose address the canonical one is but for the case of letters.
    fn misspelt(&self) -> Option<u32> {
        self.survey.addresses.misspelt(&self.canonical()?)
    }

    /// Whether the caller gives the page another address than its canonical one, which is no other
    /// page's.
    fn is_overruled(&self) -> bool {
        let source = self.survey.addresses.source(self.id);
        source.is_some_and(|source| source <= AddressSource::Mirror)
            && self
                .facts
                .canonical()
                .is_some_and(|to| matches!(self.target(to), Target::Nowhere(_)))
    }

    /// What is wrong with the canonical address.
    fn canonical_fault(&self) -> Option<FaultKind> {
        let addresses = &self.survey.addresses;
        let own = self.canonical()?;
        let shown = format!("/{own}");
        if let Some(file) = self.misspelt() {
            let page = format!("/{}", addresses.of(file, &addresses.keys.get(file as usize)));
            return Some(FaultKind::CanonicalCase { written: shown, page });
        }
        if addresses.is_shared(&own) {
            return Some(FaultKind::SharedCanonical(shown));
        }
        let is_alone = addresses.source(self.id) == Some(AddressSource::Canonical)
            || matches!(self.target(self.facts.canonical()?), Target::Nowhere(_));
        is_alone.then_some(FaultKind::CanonicalNowhere(shown))
    }

    /// Follows the links of the page, to files, to none, to fragments, and looks for the files that it loads.
    fn faults(
        &self,
        leads: &mut Vec<u32>,
        wanted: &mut Vec<Wanted<'_>>,
    ) -> Vec<(Option<usize>, FaultKind)> {
        let lines = || Lines { bytes: self.bytes, at: 0, line: 1 };
        let mut found = Found { lines: lines(), told: HashSet::new(), all: Vec::new() };
        let mut asked = HashSet::new();
        for link in self.facts.links() {
            let (at, href) = (Some(link.offset), &link.href);
            match self.target(href) {
                Target::Nowhere(to) => found.add(at, FaultKind::BrokenLink(format!("/{to}"))),
                Target::File(target, fragment) => {
                    leads.extend((target != self.id).then_some(target));
                    let fragment = fragment.as_deref().and_then(named).map(str::to_owned);
                    if let Some(fragment) = fragment.filter(|it| asked.insert((target, it.clone())))
                    {
                        let line = found.lines.of(link.offset);
                        wanted.push(Wanted { target, line, fragment: fragment.into() });
                    }
                }
                Target::LocalFile => found.add(at, FaultKind::LocalFile(href.clone())),
                Target::LocalHost(_) => found.add(at, FaultKind::LocalHost(href.clone())),
                _ => {}
            }
        }
        found.lines = lines();
        for file in self.facts.resources() {
            let (at, href) = (Some(file.offset), &file.href);
            match self.target(href) {
                Target::Nowhere(to) => {
                    let address = format!("/{to}");
                    found.add(at, FaultKind::MissingFile { kind: file.kind, address });
                }
                Target::LocalFile => found.add(at, FaultKind::LocalFile(href.clone())),
                Target::LocalHost(_) => found.add(at, FaultKind::LocalHost(href.clone())),
                _ => {}
            }
        }
        self.canonical_fault().into_iter().for_each(|fault| found.add(None, fault));
        for alternate in self.facts.alternates().iter().filter(|it| !is_hreflang(&it.language)) {
            found.add(None, FaultKind::BadLanguage(alternate.language.clone()));
        }
        found.all
    }

    /// The menus of a language's first page: the one of the root, or of a folder in it.
    fn menu(&self) -> Option<Menu> {
        let language = primary(self.facts.language().unwrap_or_default());
        let addresses = &self.survey.addresses;
        let is_index = addresses.base.index.contains(self.key);
        let is_home = is_index && address::folder(self.key).matches('/').count() <= 1;
        if !is_home || self.survey.languages.contains(language.as_str()) {
            return None;
        }
        let url = addresses.base.absolute(self.key);
        let page = Page::parse(
            self.bytes,
            &ParseOptions::new().with_url(url).with_syntax(Syntax::of_name(self.key)),
        )
        .ok()?;
        let links = menu::links(&page).into_iter();
        let links = links.filter_map(|(depth, href)| Some((depth, self.file(&href)?))).collect();
        Some(Menu { language: language.into(), links })
    }
}

/// Whether a value of `hreflang` is a language tag of a language that there is, or `x-default`.
fn is_hreflang(language: &str) -> bool {
    language.eq_ignore_ascii_case("x-default") || registered(language).is_some()
}

/// The part of a fragment that names an element; the top of a page needs none (HTML Standard,
/// "select the indicated part"), and a text fragment directive names words.
fn named(fragment: &str) -> Option<&str> {
    let name = fragment.split(":~:").next().unwrap_or_default();
    (!name.is_empty() && !name.eq_ignore_ascii_case("top")).then_some(name)
}

/// Counts lines up to ascending offsets.
struct Lines<'b> {
    bytes: &'b [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, offset: usize) -> usize {
        let end = offset.min(self.bytes.len());
        if let Some(passed) = self.bytes.get(self.at..end) {
            self.line += memchr::memchr_iter(b'\n', passed).count();
            self.at = end;
        }
        self.line
    }
}
