//! The files of a site and where their links lead, for what else is made of a whole site.

use super::address::{self, Base, Target};
use super::keys::Keys;
use crate::error::Error;
use std::path::{Path, PathBuf};
use url::Url;

/// The files of a site.
#[derive(Debug)]
pub(crate) struct Directory {
    base: Base,
    keys: Keys,
    /// Whether each file is a page.
    pages: Vec<bool>,
}

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Leads<'d> {
    /// To a file of the site, by its key, and a fragment of it.
    File(&'d str, Option<String>),
    /// Anywhere else.
    Away,
}

/// A path below the root, percent-encoded: what files are known by.
pub(crate) fn key_of(path: &Path) -> Option<String> {
    address::key(path).map(String::from)
}

impl Directory {
    /// `is_page`: which of the files are pages, in their order.
    pub(crate) fn new(base: &str, files: &[PathBuf], is_page: &[bool]) -> Result<Directory, Error> {
        let base = Base::new(base)?;
        let keyed =
            || files.iter().enumerate().filter_map(|(at, it)| Some((at, address::key(it)?)));
        let keys = keyed().map(|(_, key)| key).collect();
        let is_page = |at: usize| is_page.get(at).copied().unwrap_or(false);
        let pages = keyed().map(|(at, _)| is_page(at)).collect();
        Ok(Directory { base, keys, pages })
    }

    /// The keys of all files, in the order in which they were given.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter()
    }

    /// The place of a file in that order.
    pub(crate) fn number(&self, key: &str) -> Option<usize> {
        self.keys.find(key).map(|number| number as usize)
    }

    pub(crate) fn is_page(&self, key: &str) -> bool {
        self.number(key).is_some_and(|number| self.pages[number])
    }

    /// The absolute address of a file; an index has that of its folder.
    pub(crate) fn absolute(&self, key: &str) -> String {
        self.base.absolute(address::address(key, false))
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
    pub(crate) fn leads(&self, key: &str, base: Option<&str>, href: &str) -> Leads<'_> {
        let from = self.base.of_page(key, base);
        match self.base.target(&from, href, &|key: &str| self.keys.find(key)) {
            Target::File(file, fragment) => Leads::File(&self.keys[file as usize], fragment),
            _ => Leads::Away,
        }
    }
}
