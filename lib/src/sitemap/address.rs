//! The addresses of a site's files, and which file an address leads to.

use crate::error::{Error, ErrorKind};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};
use std::borrow::Cow;
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};
use url::Url;

/// All but `pchar` (RFC 3986, 3.3).
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// The names of pages that a server gives for their folder.
const INDEX_NAMES: [&str; 8] = [
    "index.html",
    "index.htm",
    "index.xhtml",
    "index.php",
    "index.aspx",
    "default.html",
    "default.htm",
    "default.aspx",
];

/// The endings that a server may leave out.
const PAGE_ENDINGS: [&str; 3] = [".html", ".htm", ".xhtml"];

/// A file's path below the site's root, percent-encoded: what files are known by. `None` for a path
/// that does not stay below it.
pub(super) fn key(path: &Path) -> Option<Box<str>> {
    let mut key = String::new();
    for component in path.components() {
        match component {
            Component::Normal(name) => {
                if !key.is_empty() {
                    key.push('/');
                }
                key.extend(percent_encode(name.as_encoded_bytes(), SEGMENT));
            }
            Component::CurDir => {}
            _ => return None,
        }
    }
    (!key.is_empty()).then(|| key.into())
}

/// The path that a key stands for; `None` where it would lead out of the root.
pub(crate) fn path_of(key: &str) -> Option<PathBuf> {
    let mut path = PathBuf::new();
    for part in key.split('/') {
        let name = name_of(percent_decode_str(part).collect())?;
        let only = Path::new(&name).components().collect::<Vec<_>>();
        match only[..] {
            [Component::Normal(component)] if component == name => path.push(component),
            _ => return None,
        }
    }
    Some(path)
}

/// A name of these bytes, if the system has one.
#[cfg(unix)]
pub(crate) fn name_of(bytes: Vec<u8>) -> Option<OsString> {
    Some(std::os::unix::ffi::OsStringExt::from_vec(bytes))
}

#[cfg(not(unix))]
pub(crate) fn name_of(bytes: Vec<u8>) -> Option<OsString> {
    String::from_utf8(bytes).ok().map(OsString::from)
}

/// The path that a key stands for, as people read it.
pub(super) fn shown(key: &str) -> String {
    percent_decode_str(key).decode_utf8_lossy().into_owned()
}

/// The folder of a key, with its final slash; empty for the root.
pub(super) fn folder(key: &str) -> &str {
    &key[..key.rfind('/').map_or(0, |at| at + 1)]
}

/// Whether a server gives this page for its folder.
pub(crate) fn is_index(key: &str) -> bool {
    INDEX_NAMES.iter().any(|name| key[folder(key).len()..].eq_ignore_ascii_case(name))
}

/// Where an address leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To a file of the site, and a fragment of it.
    File(u32, Option<String>),
    /// Into the site, but to no file of it.
    Nowhere,
    /// Out of the site: another host, or a path beside the site's.
    Outside(String),
    /// To nothing that is fetched: mail, telephone, script.
    Other,
}

/// The address of a site's root, and how its pages are served.
#[derive(Debug, Clone)]
pub(super) struct Base {
    url: Url,
    no_extension: bool,
}

impl Base {
    pub(super) fn new(address: &str) -> Result<Base, Error> {
        let refused = || ErrorKind::BadBase(address.to_owned());
        let mut url = Url::parse(address.trim()).map_err(|_| refused())?;
        let web = matches!(url.scheme(), "http" | "https") && url.has_host();
        let bare = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        if !web || !bare || url.password().is_some() {
            return Err(refused().into());
        }
        if !url.path().ends_with('/') {
            url.set_path(&format!("{}/", url.path()));
        }
        Ok(Base { url, no_extension: false })
    }

    /// Whether the site is served without the endings of its pages.
    pub(super) fn with_no_extension(self, no_extension: bool) -> Base {
        Base { no_extension, ..self }
    }

    /// Whether the endings of pages are no part of their addresses.
    pub(super) fn hides_endings(&self) -> bool {
        self.no_extension
    }

    /// The address of a file below the root, as it is served.
    pub(super) fn address<'k>(&self, key: &'k str) -> &'k str {
        address(key, self.no_extension)
    }

    /// The same in full.
    pub(super) fn location(&self, key: &str) -> String {
        self.absolute(self.address(key))
    }

    pub(super) fn as_str(&self) -> &str {
        self.url.as_str()
    }

    /// The absolute address of what has this address below the root.
    pub(super) fn absolute(&self, address: &str) -> String {
        [self.url.as_str(), address].concat()
    }

    /// The address that the relative ones of a page begin from.
    pub(super) fn of_page(&self, key: &str, base: Option<&str>) -> Url {
        let page = self.url.join(&format!("./{key}")).unwrap_or_else(|_| self.url.clone());
        base.and_then(|base| page.join(base).ok()).unwrap_or(page)
    }

    /// The part of an address below the site's root; `None` for one elsewhere. The two may differ
    /// in scheme: the same pages are served by both.
    fn below<'u>(&self, url: &'u Url) -> Option<&'u str> {
        let same = url.host() == self.url.host() && url.port() == self.url.port();
        same.then(|| url.path().strip_prefix(self.url.path())).flatten().or_else(|| {
            // The root itself, without its slash.
            (same && url.path() == self.url.path().trim_end_matches('/')).then_some("")
        })
    }

    /// Where a link leads; `from`: [`Base::of_page`].
    pub(super) fn target(
        &self,
        from: &Url,
        href: &str,
        file: &dyn Fn(&str) -> Option<u32>,
    ) -> Target {
        let url = match from.join(href) {
            Ok(url) => url,
            Err(_) => return Target::Nowhere,
        };
        if !matches!(url.scheme(), "http" | "https") {
            return Target::Other;
        }
        let Some(path) = self.below(&url) else { return Target::Outside(url.into()) };
        match find(&normal(path), url.query(), file) {
            Some(found) => Target::File(found, url.fragment().map(str::to_owned)),
            None => Target::Nowhere,
        }
    }
}

/// A path of an address, encoded as keys are.
fn normal(path: &str) -> String {
    let segments = path.split('/').map(|segment| {
        let bytes: Cow<'_, [u8]> = percent_decode_str(segment).into();
        percent_encode(&bytes, SEGMENT).to_string()
    });
    segments.collect::<Vec<_>>().join("/")
}

/// The file that a server without programs gives for an address, or the one that `wget --mirror`
/// made of an address with a query.
fn find(path: &str, query: Option<&str>, file: &dyn Fn(&str) -> Option<u32>) -> Option<u32> {
    if let Some(query) = query.filter(|query| !query.is_empty()) {
        let query = normal(query).replace('/', "%2F");
        for mark in ["%3F", "@"] {
            let name = format!("{path}{mark}{query}");
            let found = file(&name).or_else(|| file(&format!("{name}.html")));
            if found.is_some() {
                return found;
            }
        }
    }
    if path.is_empty() || path.ends_with('/') {
        return INDEX_NAMES.iter().find_map(|name| file(&format!("{path}{name}")));
    }
    let ending = || PAGE_ENDINGS.iter().find_map(|ending| file(&format!("{path}{ending}")));
    let index = || INDEX_NAMES.iter().find_map(|name| file(&format!("{path}/{name}")));
    file(path).or_else(ending).or_else(index)
}

/// The address of a page below the site's root: that of its folder for an index, without its
/// ending where the server leaves that out.
pub(super) fn address(key: &str, no_extension: bool) -> &str {
    if is_index(key) {
        return folder(key);
    }
    let ending = PAGE_ENDINGS.iter().find(|ending| no_extension && key.ends_with(**ending));
    ending.map_or(key, |ending| &key[..key.len() - ending.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [&str; 6] = [
        "index.html",
        "en/index.html",
        "p%C5%99%C3%ADklad%20a.html",
        "doc.aspx%3Fid=1&chnum=2.html",
        "doc.aspx",
        "a%2Bb.html",
    ];

    fn target(base: &str, from: &str, href: &str) -> Target {
        let base = Base::new(base).unwrap();
        let file = |key: &str| FILES.iter().position(|file| *file == key).map(|at| at as u32);
        base.target(&base.of_page(from, None), href, &file)
    }

    #[test]
    fn encodes_paths_by_rfc_3986() {
        let key = |path: &str| key(Path::new(path)).map(String::from);
        assert_eq!(key("a b/č&d'(1)%.html").as_deref(), Some("a%20b/%C4%8D&d'(1)%25.html"));
        assert_eq!(key("./a?b#c").as_deref(), Some("a%3Fb%23c"));
        assert_eq!(key("../a"), None);
        assert_eq!(shown("a%20b/%C4%8D"), "a b/č");
    }

    #[test]
    fn finds_the_file_of_an_address() {
        let base = "https://example.org/";
        let file = |number| Target::File(number, None);
        assert_eq!(target(base, "en/index.html", "../"), file(0));
        assert_eq!(target(base, "index.html", "en"), file(1));
        assert_eq!(target(base, "index.html", "EN"), Target::Nowhere);
        assert_eq!(target(base, "index.html", "příklad a.html"), file(2));
        assert_eq!(target(base, "index.html", "p%c5%99%C3%ADklad%20a"), file(2));
        assert_eq!(target(base, "index.html", "doc.aspx?id=1&chnum=2"), file(3));
        assert_eq!(target(base, "index.html", "doc.aspx?id=7"), file(4));
        assert_eq!(target(base, "index.html", "a+b.html"), Target::Nowhere);
        assert_eq!(target(base, "index.html", "http://example.org/en/"), file(1));
        let there = Target::File(1, Some("top".to_owned()));
        assert_eq!(target(base, "index.html", "//EXAMPLE.org/en/#top"), there);
        assert_eq!(target(base, "index.html", "mailto:a@example.org"), Target::Other);
        assert!(matches!(target(base, "index.html", "https://example.com/"), Target::Outside(_)));
    }

    #[test]
    fn keeps_to_the_path_of_the_root() {
        let base = "https://example.org/site";
        assert_eq!(target(base, "en/index.html", "/site/"), Target::File(0, None));
        assert_eq!(target(base, "index.html", "/site"), Target::File(0, None));
        assert!(matches!(target(base, "index.html", "/other"), Target::Outside(_)));
    }

    #[test]
    fn refuses_a_root_that_is_none() {
        for bad in [
            "",
            "example.org",
            "/site/",
            "ftp://example.org/",
            "https://a@example.org/",
            "https://example.org/?q",
            "mailto:a@b",
        ] {
            assert!(Base::new(bad).is_err(), "{bad}");
        }
    }
}
