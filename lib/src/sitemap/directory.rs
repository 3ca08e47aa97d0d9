//! The files of a site and where their links lead, for what else is made of a whole site.

use super::address::{self, Base, Target};
use super::addresses::{Addresses, OwnAddress, PageUrls};
use super::keys::{Bits, Keys};
use super::own_address;
use super::survey::Survey;
use super::url_rules::UrlRules;
use crate::error::Error;
use std::path::Path;
use std::sync::Arc;
use url::Url;

/// The files of a site.
#[derive(Debug)]
pub(crate) struct Directory {
    addresses: Addresses,
    /// The numbers of those that are pages.
    pages: Bits,
}

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Leads {
    /// To a file of the site, by its key, and a fragment of it.
    File(String, Option<String>),
    /// Anywhere else.
    Away,
}

/// A path below the root, percent-encoded: what files are known by.
pub(crate) fn key_of(path: &Path) -> Option<String> {
    address::key(path).map(String::from)
}

impl Directory {
    /// `pages`: which of the files are pages.
    pub(crate) fn new(base: &str, keys: Arc<Keys>, pages: Bits) -> Result<Directory, Error> {
        Ok(Directory { addresses: Addresses::new(Base::new(base)?, keys), pages })
    }

    /// Whether the site is served without the endings of its pages, and how else addresses follow from
    /// paths.
    pub(crate) fn with_rules(mut self, no_extension: bool, rules: &UrlRules) -> Directory {
        self.addresses.base.no_extension = no_extension;
        self.addresses.base.index = rules.index_names().clone();
        self
    }

    /// The address that a page claims; `head`: how it begins.
    pub(crate) fn claim(&self, rules: &UrlRules, page: u32, head: &[u8]) -> Option<OwnAddress> {
        let key = self.addresses.keys.get(page as usize);
        own_address::claim(&self.addresses, rules, (page, &key), head)
    }

    /// The addresses that pages claim, and which of the files are pages.
    pub(crate) fn with_addresses(self, own: Vec<OwnAddress>, pages: Bits) -> Directory {
        Directory { addresses: self.addresses.with_own(own), pages }
    }

    /// The same addresses for the files of another folder.
    pub(crate) fn addresses_for(&self, keys: Arc<Keys>) -> Directory {
        let addresses = self.addresses.for_files(keys);
        Directory { addresses, pages: Bits::default() }
    }

    /// The absolute address of the root.
    pub(crate) fn root(&self) -> String {
        self.addresses.base.absolute("")
    }

    /// Where an absolute address leads that a relative one of a page was resolved to.
    pub(crate) fn leads_resolved(&self, key: &str, href: &str) -> Leads {
        let leads = self.leads(key, None, href);
        let PageUrls { first, second } = self.urls(key);
        let (Leads::Away, Some(second)) = (&leads, second) else { return leads };
        // The other address of the page may be the one that its links are written for.
        let relative = Url::parse(href).ok().and_then(|to| first.make_relative(&to));
        let other = relative.and_then(|relative| second.join(&relative).ok());
        other.map_or(leads, |url| self.leads(key, None, url.as_str()))
    }

    /// Adds to a hash all that the addresses depend on.
    pub(crate) fn digest(&self, add: impl FnMut(&[u8])) {
        self.addresses.digest(add);
    }

    /// Begins to survey the site for its map alone.
    pub(crate) fn survey(&self) -> Survey {
        Survey::of(self.addresses.clone()).with_faults(false)
    }

    /// The numbers and keys of all pages, in the order of their addresses.
    pub(crate) fn pages(&self) -> impl Iterator<Item = (u32, String)> + use<'_> {
        (0..).zip(self.addresses.keys.iter()).filter(|&(number, _)| self.pages.contains(number))
    }

    /// The place of a file in that order.
    pub(crate) fn number(&self, key: &str) -> Option<u32> {
        self.addresses.keys.find(key)
    }

    pub(crate) fn is_page(&self, key: &str) -> bool {
        self.number(key).is_some_and(|number| self.pages.contains(number))
    }

    /// The same by its number.
    pub(crate) fn is_page_at(&self, number: u32) -> bool {
        self.pages.contains(number)
    }

    /// The absolute address of a file, as the site map has it; an index has that of its folder.
    pub(crate) fn absolute(&self, key: &str) -> String {
        match self.number(key) {
            Some(number) => self.addresses.location(number),
            None => self.addresses.base.absolute(self.addresses.base.by_path(key)),
        }
    }

    /// Whether any file has another address than its path says.
    pub(crate) fn has_own_addresses(&self) -> bool {
        self.addresses.differ_from_paths()
    }

    /// Whether a file has another address than its path says.
    pub(crate) fn has_own_address(&self, key: &str) -> bool {
        self.number(key).is_some_and(|number| self.addresses.source(number).is_some())
    }

    /// What the relative addresses of a page are resolved against, its `base` element aside.
    pub(crate) fn urls(&self, key: &str) -> PageUrls {
        self.addresses.of_page(self.number(key), key, None)
    }

    /// The address of one file as seen from another.
    pub(crate) fn relative(&self, from: &str, to: &str) -> String {
        let base = &self.addresses.base;
        let (from, to) = (base.url(from), base.url(to));
        let relative = from.make_relative(&to).unwrap_or_else(|| to.to_string());
        match relative.as_str() {
            // The file itself.
            "" => {
                to.path_segments().and_then(|mut parts| parts.next_back()).unwrap_or(".").to_owned()
            }
            // A colon in the first segment would make it a scheme (RFC 3986, 4.2).
            path if path.split('/').next().is_some_and(|first| first.contains(':')) => {
                format!("./{path}")
            }
            _ => relative,
        }
    }

    /// The address of a file as a link of a page is to have it; `base` is the `href` of the page's
    /// `base` element, which relative addresses begin from.
    pub(crate) fn seen_from(&self, key: &str, base: Option<&str>, to: &str) -> String {
        if base.is_none() {
            return self.relative(key, to);
        }
        let from = self.addresses.of_page(None, key, base).first;
        let address = self.addresses.base.absolute(to);
        let Ok(to) = Url::parse(&address) else { return address };
        // An empty address would be the page, not its base; one below a folder without a name would lead elsewhere.
        let leads = |it: &String| from.join(it).is_ok_and(|found| found == to);
        let relative = from.make_relative(&to).filter(|it| !it.is_empty() && !it.contains(':'));
        relative.filter(leads).unwrap_or(address)
    }

    /// Where a link of a page leads; `base` is the `href` of its `base` element.
    pub(crate) fn leads(&self, key: &str, base: Option<&str>, href: &str) -> Leads {
        let from = self.addresses.of_page(self.number(key), key, base);
        match self.addresses.target(&from, href) {
            Target::File(file, fragment) => {
                Leads::File(self.addresses.keys.get(file as usize), fragment)
            }
            _ => Leads::Away,
        }
    }
}
