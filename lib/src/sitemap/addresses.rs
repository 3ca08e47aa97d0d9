//! The addresses of a site's files: a table beside that of their paths, for those files whose address
//! is another than their path says.

use super::address::{Base, Target};
use super::keys::Keys;
use super::letter_case::AnyCase;
use std::borrow::Cow;
use std::sync::Arc;
use url::Url;

/// Where a file's address is from. What comes first here counts before the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum AddressSource {
    /// The caller's list.
    List,
    /// A mapping rule of the caller.
    Rule,
    /// What a tool that copied the site left in its file.
    Mirror,
    /// The page's canonical link, which leads to the file by its path as well.
    Confirmed,
    /// The page's canonical link, which leads to no file by its path.
    Canonical,
    /// The page's `og:url`.
    OpenGraph,
}

impl AddressSource {
    /// Whether relative links of the page begin from this address: browsers take them from the address at
    /// which they find a page, not from what the page says of itself; tools that copy sites rewrite them.
    fn is_base(self) -> bool {
        matches!(self, AddressSource::List | AddressSource::Rule)
    }
}

/// The address that one file claims for itself, below the root of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnAddress {
    pub(super) id: u32,
    pub(super) source: AddressSource,
    pub(super) address: String,
}

/// The addresses that are not those of paths, front-coded as paths are.
#[derive(Debug, Default)]
struct AddressTable {
    addresses: Keys,
    /// The file of each address.
    files: Vec<u32>,
    /// The number of the address of each file that has one, by files.
    numbers: Vec<(u32, u32, AddressSource)>,
    /// The addresses that several files claim.
    shared: Keys,
}

impl AddressTable {
    fn new(mut claims: Vec<OwnAddress>) -> AddressTable {
        claims.sort_unstable_by(|a, b| {
            (super::keys::order(&a.address, &b.address))
                .then((a.source, a.id).cmp(&(b.source, b.id)))
        });
        let mut table = AddressTable::default();
        for claims in claims.chunk_by(|one, other| one.address == other.address) {
            let OwnAddress { id, source, address } = &claims[0];
            if claims.get(1).is_some_and(|other| other.source == *source) {
                table.shared.push(address);
                continue;
            }
            table.numbers.push((*id, table.files.len() as u32, *source));
            table.addresses.push(address);
            table.files.push(*id);
        }
        table.numbers.sort_unstable_by_key(|it| it.0);
        table
    }

    fn of(&self, id: u32) -> Option<(u32, AddressSource)> {
        let found = self.numbers.binary_search_by_key(&id, |it| it.0).ok()?;
        let (_, number, source) = self.numbers[found];
        Some((number, source))
    }

    fn find(&self, address: &str) -> Option<u32> {
        if self.files.is_empty() {
            return None;
        }
        self.addresses.find(address).map(|number| self.files[number as usize])
    }
}

/// What the relative links of a page are resolved against.
#[derive(Debug, Clone)]
pub(crate) struct PageUrls {
    pub(crate) first: Url,
    /// Where the first leads nowhere: a page may have been copied with or without its links rewritten.
    pub(crate) second: Option<Url>,
}

/// The files of a site: their paths and their addresses.
#[derive(Debug, Clone)]
pub(crate) struct Addresses {
    pub(super) base: Base,
    pub(super) keys: Arc<Keys>,
    table: Arc<AddressTable>,
    any_case: Arc<AnyCase>,
}

impl Addresses {
    /// The addresses are those of the paths.
    pub(super) fn new(base: Base, keys: Arc<Keys>) -> Addresses {
        Addresses { base, keys, table: Arc::default(), any_case: Arc::default() }
    }

    /// The same with what files claim. An address that several claim by the same right is nobody's.
    pub(super) fn with_own(self, claims: Vec<OwnAddress>) -> Addresses {
        Addresses { table: Arc::new(AddressTable::new(claims)), ..self }
    }

    /// The same addresses in another list of files, some of which may not be there.
    #[cfg(feature = "site")]
    pub(super) fn for_files(&self, keys: Arc<Keys>) -> Addresses {
        let claims = self.table.numbers.iter().filter_map(|&(id, number, source)| {
            let id = keys.find(&self.keys.get(id as usize))?;
            Some(OwnAddress { id, source, address: self.table.addresses.get(number as usize) })
        });
        let table = Arc::new(AddressTable::new(claims.collect()));
        Addresses { base: self.base.clone(), keys, table, any_case: Arc::default() }
    }

    /// Whether any file has another address than its path says.
    #[cfg(feature = "site")]
    pub(super) fn differ_from_paths(&self) -> bool {
        !self.table.numbers.is_empty()
    }

    /// The address of a file below the root.
    pub(super) fn of<'k>(&self, id: u32, key: &'k str) -> Cow<'k, str> {
        match self.table.of(id) {
            Some((number, _)) => self.table.addresses.get(number as usize).into(),
            None => self.base.by_path(key).into(),
        }
    }

    /// The same in full.
    pub(super) fn location(&self, id: u32) -> String {
        self.base.absolute(&self.of(id, &self.keys.get(id as usize)))
    }

    /// Where the address of a file is from, where it is not that of its path.
    pub(super) fn source(&self, id: u32) -> Option<AddressSource> {
        self.table.of(id).map(|found| found.1)
    }

    /// The file that an address below the root leads to in another case of letters only, where it leads to none as
    /// it is written.
    pub(super) fn misspelt(&self, address: &str) -> Option<u32> {
        let (path, query) = match address.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (address, None),
        };
        let leads = self.base.find(path, query, &self.keys).is_some();
        if leads { None } else { self.any_case.find(address, &self.base, &self.keys) }
    }

    /// Whether an address below the root is one that several files claim.
    pub(super) fn is_shared(&self, address: &str) -> bool {
        self.table.shared.find(address).is_some()
    }

    /// Whether a file may have the address of another.
    pub(super) fn may_coincide(&self, id: u32, key: &str) -> bool {
        self.base.no_extension || self.base.index.contains(key) || self.table.of(id).is_some()
    }

    /// What the relative links of a page begin from: its address and its path, or its `base` element.
    pub(crate) fn of_page(&self, id: Option<u32>, key: &str, base: Option<&str>) -> PageUrls {
        let with_base = |url: Url| base.and_then(|base| url.join(base).ok()).unwrap_or(url);
        let by_path = with_base(self.base.url(key));
        match id.and_then(|id| self.table.of(id)) {
            Some((number, source)) => {
                let own = self.table.addresses.get(number as usize);
                let own = with_base(self.base.url(&own));
                let (first, second) =
                    if source.is_base() { (own, by_path) } else { (by_path, own) };
                let second = (first != second).then_some(second);
                PageUrls { first, second }
            }
            None => PageUrls { first: by_path, second: None },
        }
    }

    /// Where a link of a page leads.
    pub(super) fn target(&self, from: &PageUrls, href: &str) -> Target {
        let to = |from: &Url| {
            self.base.target(from, href, &self.keys, &|address| self.table.find(address))
        };
        let found = to(&from.first);
        let second = match found {
            Target::Nowhere(_) | Target::Outside(_) => from.second.as_ref().map(to),
            _ => None,
        };
        second.filter(|second| matches!(second, Target::File(..))).unwrap_or(found)
    }

    /// Adds to a hash all that links and versions depend on.
    #[cfg(feature = "site")]
    pub(crate) fn digest(&self, mut add: impl FnMut(&[u8])) {
        add(format!("{:?}\n", self.base).as_bytes());
        for &(file, number, source) in &self.table.numbers {
            let address = self.table.addresses.get(number as usize);
            add(format!("{file} {source:?} {address}\n").as_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(claims: &[(&str, AddressSource, &str)]) -> Addresses {
        let files = ["a.html", "b.html", "dir/c.html", "index.html", "x.png", "dir/y.png"];
        let keys = Keys::sorted(files.iter().map(|&file| file.into()).collect());
        let plain = Addresses::new(Base::new("https://example.org/").unwrap(), Arc::new(keys));
        let claims = claims.iter().map(|&(key, source, address)| {
            let (id, address) = (plain.keys.find(key).unwrap(), address.to_owned());
            OwnAddress { id, source, address }
        });
        let claims = claims.collect();
        plain.with_own(claims)
    }

    fn of(addresses: &Addresses, key: &str) -> String {
        addresses.location(addresses.keys.find(key).unwrap())
    }

    #[test]
    fn the_better_claim_wins_and_equal_ones_both_lose() {
        use AddressSource::{Canonical, List};
        let all = addresses(&[
            ("a.html", Canonical, "news?id=1"),
            ("b.html", List, "news?id=1"),
            ("dir/c.html", Canonical, "news?id=2"),
            ("index.html", Canonical, "news?id=2"),
        ]);
        assert_eq!(of(&all, "b.html"), "https://example.org/news?id=1");
        assert_eq!(of(&all, "a.html"), "https://example.org/a.html");
        assert_eq!(of(&all, "dir/c.html"), "https://example.org/dir/c.html");
        assert_eq!(of(&all, "index.html"), "https://example.org/");
        assert!(all.is_shared("news?id=2") && !all.is_shared("news?id=1"));
    }

    #[test]
    fn links_find_the_file_of_an_address() {
        let all = addresses(&[("dir/c.html", AddressSource::List, "news?id=1")]);
        let to = |from: &str, href: &str| {
            let from = all.of_page(all.keys.find(from), from, None);
            match all.target(&from, href) {
                Target::File(file, _) => all.keys.get(file as usize),
                other => format!("{other:?}"),
            }
        };
        assert_eq!(to("a.html", "/news?id=1#top"), "dir/c.html");
        assert_eq!(to("a.html", "dir/c.html"), "dir/c.html");
        assert_eq!(to("a.html", "news?id=2"), "Nowhere(\"news?id=2\")");
        // The caller says where the page is served; a tool may have rewritten its links all the same.
        assert_eq!(to("dir/c.html", "x.png"), "x.png");
        assert_eq!(to("dir/c.html", "y.png"), "dir/y.png");
        assert_eq!(to("dir/c.html", "z.png"), "Nowhere(\"z.png\")");
        let says = addresses(&[("dir/c.html", AddressSource::Canonical, "news/1")]);
        let from = says.of_page(says.keys.find("dir/c.html"), "dir/c.html", None);
        assert_eq!(says.target(&from, "z.png"), Target::Nowhere("dir/z.png".to_owned()));
    }
}
