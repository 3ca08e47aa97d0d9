//! The files of a site and where their links lead, for what else is made of a whole site.

use super::address::{self, Base, Target};
use super::keys::{Bits, Keys};
use super::survey::Survey;
use crate::error::Error;
use std::path::Path;
use std::sync::Arc;
use url::Url;

/// The files of a site.
#[derive(Debug)]
pub(crate) struct Directory {
    base: Base,
    keys: Arc<Keys>,
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
        Ok(Directory { base: Base::new(base)?, keys, pages })
    }

    /// Whether the site is served without the endings of its pages.
    pub(crate) fn with_no_extension(self, no_extension: bool) -> Directory {
        Directory { base: self.base.with_no_extension(no_extension), ..self }
    }

    /// Begins to survey the site for its map alone.
    pub(crate) fn survey(&self) -> Survey {
        Survey::of(self.base.clone(), Arc::clone(&self.keys)).with_faults(false)
    }

    /// The numbers and keys of all pages, in the order of their addresses.
    pub(crate) fn pages(&self) -> impl Iterator<Item = (u32, String)> + use<'_> {
        (0..).zip(self.keys.iter()).filter(|&(number, _)| self.pages.contains(number))
    }

    /// The place of a file in that order.
    pub(crate) fn number(&self, key: &str) -> Option<u32> {
        self.keys.find(key)
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
        self.base.location(key)
    }

    /// The address of one file as seen from another.
    pub(crate) fn relative(&self, from: &str, to: &str) -> String {
        let url = |key: &str| Url::parse(&self.base.absolute(key));
        let (Ok(from), Ok(to)) = (url(from), url(to)) else { return self.base.absolute(to) };
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
        let from = self.base.of_page(key, base);
        let address = self.base.absolute(to);
        let relative = Url::parse(&address).ok().and_then(|to| from.make_relative(&to));
        // An empty address would be the page, not its base.
        relative.filter(|it| !it.is_empty() && !it.contains(':')).unwrap_or(address)
    }

    /// Where a link of a page leads; `base` is the `href` of its `base` element.
    pub(crate) fn leads(&self, key: &str, base: Option<&str>, href: &str) -> Leads {
        let from = self.base.of_page(key, base);
        match self.base.target(&from, href, &|key: &str| self.keys.find(key)) {
            Target::File(file, fragment) => Leads::File(self.keys.get(file as usize), fragment),
            _ => Leads::Away,
        }
    }
}
