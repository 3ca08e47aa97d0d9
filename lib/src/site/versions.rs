//! The versions of one page.

use super::{Part, Settings};
use crate::decorate::QuickLinks;
use crate::error::Error;
use crate::event::{Event, Tag};
use crate::format::Html;
use crate::page::{Page, ParseOptions};
use crate::read::ReadOptions;
use crate::sitemap::{Directory, Leads};
use std::borrow::Cow;
use std::path::PathBuf;
use url::Url;

/// Where the version of a page goes: `news.aspx` becomes `news.aspx.html`.
pub(super) fn version_of(folder: &str, key: &str) -> String {
    let is_html = [".html", ".htm", ".xhtml"].iter().any(|ending| key.ends_with(ending));
    format!("{folder}/{key}{}", if is_html { "" } else { ".html" })
}

/// Makes the versions of pages.
#[derive(Debug)]
pub(super) struct Maker {
    settings: Settings,
    directory: Directory,
    /// The hash of all that every page's versions depend on.
    site: blake3::Hash,
}

/// The files made of a page, and what people should know of it.
type Versions = (Vec<(String, Vec<u8>)>, Vec<String>);

impl Maker {
    pub(super) fn new(
        base: &str,
        settings: &Settings,
        files: &[PathBuf],
        pages: &[PathBuf],
    ) -> Result<Maker, Error> {
        let directory = Directory::new(base, files, pages)?;
        let mut site = blake3::Hasher::new();
        site.update(env!("CARGO_PKG_VERSION").as_bytes());
        site.update(format!("{base}\n{settings:?}\n").as_bytes());
        // A link leads to a text version where there is one: which files there are matters.
        for (key, page) in directory.keys() {
            site.update(key.as_bytes()).update(if page { b" page\n" } else { b"\n" });
        }
        Ok(Maker { settings: settings.clone(), directory, site: site.finalize() })
    }

    /// The hash of all that the versions of a file depend on.
    pub(super) fn state(&self, key: &str, bytes: &[u8]) -> String {
        let mut state = blake3::Hasher::new();
        state.update(self.site.as_bytes()).update(key.as_bytes()).update(b"\n").update(bytes);
        state.finalize().to_hex().to_string()
    }

    pub(super) fn is_page(&self, key: &str) -> bool {
        self.directory.is_page(key)
    }

    fn text(&self, key: &str) -> String {
        version_of(&self.settings.text, key)
    }

    /// The original with links, and its versions.
    pub(super) fn page(&self, key: &str, bytes: Vec<u8>) -> Versions {
        let url = self.directory.absolute(key);
        let page = match Page::parse(&bytes, &ParseOptions::new().with_url(url)) {
            Ok(page) => page,
            Err(error) => {
                let note = format!("copied as it is, without versions: {error}");
                return (vec![(key.to_owned(), bytes)], vec![note]);
            }
        };
        let (mut made, mut notes) = (Vec::new(), Vec::new());
        match self.quick_links(key, &page).decorate(&page) {
            Ok(decorated) => made.push((key.to_owned(), decorated.bytes().to_owned())),
            Err(why) => {
                notes.push(format!("copied as it is, without links to its versions: {why}"));
                made.push((key.to_owned(), bytes));
            }
        }
        if self.settings.makes(Part::Text) {
            let place = self.text(key);
            let bytes = self.text_version(&place, key, &page);
            made.push((place, bytes));
        }
        (made, notes)
    }

    fn quick_links(&self, key: &str, page: &Page) -> QuickLinks {
        let to = |other: &str| self.directory.relative(key, other);
        let mut links = QuickLinks::new().with_canonical(self.directory.absolute(key));
        if self.settings.makes(Part::SiteMap) {
            links = links.with_site_map(to("sitemap.html"));
        }
        if self.settings.makes(Part::Text) {
            links = links.with_text_version(to(&self.text(key)));
        }
        let facts = page.facts();
        for alternate in facts.alternates() {
            let own =
                page.language().is_some_and(|own| own.eq_ignore_ascii_case(&alternate.language));
            let known = oxilangtag::LanguageTag::parse(alternate.language.as_str()).is_ok();
            if let Leads::File(other, _) = self.directory.leads(key, facts.base(), &alternate.href)
                && !own
                && known
                && other != key
            {
                links = links.with_language(&alternate.language, to(other));
            }
        }
        links
    }

    /// The text version, its links leading to text versions where there are some.
    fn text_version(&self, place: &str, key: &str, page: &Page) -> Vec<u8> {
        let events = page.read(&ReadOptions::new()).map(|event| match event {
            Event::Start(Tag::Link(mut link), attributes) => {
                if let Some(href) = self.relinked(place, key, &link.href) {
                    link.href = Cow::Owned(href);
                }
                Event::Start(Tag::Link(link), attributes)
            }
            event => event,
        });
        let mut bytes = Vec::new();
        let html = Html::new().with_way_back(self.directory.relative(place, key));
        let written = html.write(page, events, &mut bytes);
        debug_assert!(written.is_ok(), "memory takes everything");
        bytes
    }

    /// A link of a text version, where it stays on the site.
    fn relinked(&self, place: &str, key: &str, href: &str) -> Option<String> {
        if href.starts_with('#') || Url::parse(href).is_err() {
            return None;
        }
        let Leads::File(other, fragment) = self.directory.leads(key, None, href) else {
            return None;
        };
        let target =
            if self.directory.is_page(other) { self.text(other) } else { other.to_owned() };
        let mut link = self.directory.relative(place, &target);
        if let Some(fragment) = fragment {
            link.push('#');
            link.push_str(&fragment);
        }
        Some(link)
    }
}
