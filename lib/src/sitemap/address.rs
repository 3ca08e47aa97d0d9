//! The addresses of a site's files, and which file an address leads to.

use super::index_names::{IndexNames, is_usual};
use super::keys::Keys;
use crate::error::{Error, ErrorKind};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};
use std::borrow::Cow;
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};
use url::{Host, Url};

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

/// The endings that a server may leave out.
const PAGE_ENDINGS: [&str; 3] = [".html", ".htm", ".xhtml"];

/// A name in a path, percent-encoded.
pub(super) fn segment(name: &str) -> String {
    percent_encode(name.as_bytes(), SEGMENT).to_string()
}

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

/// Whether a server gives this page for its folder, by the usual names of indexes.
pub(crate) fn is_index(key: &str) -> bool {
    is_usual(&key[folder(key).len()..])
}

/// Where an address leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To a file of the site, and a fragment of it.
    File(u32, Option<String>),
    /// Into the site, but to no file of it: the address below the root.
    Nowhere(String),
    /// Out of the site: another host, or a path beside the site's.
    Outside(String),
    /// To a file of the computer that the page was written on.
    LocalFile,
    /// To a server of the reader's own computer.
    LocalHost(String),
    /// To nothing that is fetched: mail, telephone, script.
    Other,
}

/// The address of a site's root, and how its pages are served.
#[derive(Debug, Clone)]
pub(super) struct Base {
    url: Url,
    /// Whether the site is served without the endings of its pages.
    pub(super) no_extension: bool,
    pub(super) index: IndexNames,
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
        Ok(Base { url, no_extension: false, index: IndexNames::default() })
    }

    /// The address of a file below the root by its path: that of its folder for an index, without its
    /// ending where the server leaves that out.
    pub(super) fn by_path<'k>(&self, key: &'k str) -> &'k str {
        if self.index.contains(key) { folder(key) } else { without_ending(key, self.no_extension) }
    }

    pub(super) fn as_str(&self) -> &str {
        self.url.as_str()
    }

    /// The absolute address of what has this address below the root.
    pub(super) fn absolute(&self, address: &str) -> String {
        [self.url.as_str(), address].concat()
    }

    /// The same as it is parsed.
    pub(super) fn url(&self, address: &str) -> Url {
        Url::parse(&self.absolute(address)).unwrap_or_else(|_| self.url.clone())
    }

    /// An address as the caller or a page writes it, below the root; `None` for one elsewhere.
    pub(super) fn written(&self, from: &Url, address: &str) -> Option<String> {
        let url = from.join(address).ok()?;
        let path = self.below(&url)?;
        Some(with_query(&normal(path), url.query()))
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

    /// Where an address of a page leads. `own`: the file that has an address which is not that of its
    /// path.
    pub(super) fn target(
        &self,
        from: &Url,
        href: &str,
        keys: &Keys,
        own: &dyn Fn(&str) -> Option<u32>,
    ) -> Target {
        // A share of a network: `\\server\folder`.
        if href.starts_with("\\\\") {
            return Target::LocalFile;
        }
        let Ok(url) = from.join(href) else { return Target::Nowhere(href.to_owned()) };
        match url.scheme() {
            "http" | "https" => {}
            // A drive: `C:\folder`.
            scheme if scheme == "file" || scheme.len() == 1 => return Target::LocalFile,
            _ => return Target::Other,
        }
        let Some(path) = self.below(&url) else {
            let local = is_loopback(&url) && !is_loopback(&self.url);
            return if local { Target::LocalHost(url.into()) } else { Target::Outside(url.into()) };
        };
        let (path, query) = (normal(path), url.query());
        let found = own(&with_query(&path, query)).or_else(|| self.find(&path, query, keys));
        match found {
            Some(found) => Target::File(found, url.fragment().map(str::to_owned)),
            None => Target::Nowhere(with_query(&path, query)),
        }
    }

    /// The file that a server without programs gives for an address, or the one that `wget --mirror`
    /// made of an address with a query.
    pub(super) fn find(&self, path: &str, query: Option<&str>, keys: &Keys) -> Option<u32> {
        if let Some(query) = query.filter(|query| !query.is_empty()) {
            let query = normal(query).replace('/', "%2F");
            for mark in ["%3F", "@"] {
                let name = format!("{path}{mark}{query}");
                let found = keys.find(&name).or_else(|| keys.find(&format!("{name}.html")));
                if found.is_some() {
                    return found;
                }
            }
        }
        if path.is_empty() || path.ends_with('/') {
            return self.index.find(path, keys);
        }
        let ending = || PAGE_ENDINGS.iter().find_map(|end| keys.find(&format!("{path}{end}")));
        let index = || self.index.find(&format!("{path}/"), keys);
        keys.find(path).or_else(ending).or_else(index)
    }
}

/// Whether an address leads to the reader's own computer.
fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name == "localhost" || name.ends_with(".localhost")
        }
        Some(Host::Ipv4(ip)) => ip.is_loopback() || ip.is_unspecified(),
        Some(Host::Ipv6(ip)) => ip.is_loopback() || ip.is_unspecified(),
        None => false,
    }
}

fn with_query(path: &str, query: Option<&str>) -> String {
    match query.filter(|query| !query.is_empty()) {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
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

/// A path without its ending, where the server leaves that out.
pub(super) fn without_ending(key: &str, no_extension: bool) -> &str {
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
        let keys = Keys::sorted(FILES.iter().map(|&key| key.into()).collect());
        match base.target(&base.url(from), href, &keys, &|_| None) {
            Target::File(found, fragment) => {
                let key = keys.get(found as usize);
                let number = FILES.iter().position(|file| *file == key).unwrap();
                Target::File(number as u32, fragment)
            }
            target => target,
        }
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
        assert_eq!(target(base, "index.html", "EN"), Target::Nowhere("EN".to_owned()));
        assert_eq!(target(base, "index.html", "příklad a.html"), file(2));
        assert_eq!(target(base, "index.html", "p%c5%99%C3%ADklad%20a"), file(2));
        assert_eq!(target(base, "index.html", "doc.aspx?id=1&chnum=2"), file(3));
        assert_eq!(target(base, "index.html", "doc.aspx?id=7"), file(4));
        let nowhere = |address: &str| Target::Nowhere(address.to_owned());
        assert_eq!(target(base, "index.html", "a+b.html"), nowhere("a+b.html"));
        assert_eq!(target(base, "en/index.html", "../x/?a=b"), nowhere("x/?a=b"));
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
    fn knows_addresses_that_lead_to_nobody_else() {
        let to = |href| target("https://example.org/", "index.html", href);
        for href in ["file:///C:/a.doc", "C:\\a.doc", "\\\\server\\a.doc", "FILE://server/a.doc"] {
            assert_eq!(to(href), Target::LocalFile, "{href}");
        }
        for href in [
            "http://localhost:8080/a",
            "//127.0.0.1/",
            "http://[::1]/",
            "http://dev.localhost/",
            "http://0.0.0.0/",
        ] {
            assert!(matches!(to(href), Target::LocalHost(_)), "{href}");
        }
        assert!(matches!(to("http://localhost.example/"), Target::Outside(_)));
        let local = target("http://localhost:8000/", "index.html", "http://localhost:8000/en/");
        assert_eq!(local, Target::File(1, None));
        let beside = target("http://localhost:8000/", "index.html", "http://localhost/");
        assert!(matches!(beside, Target::Outside(_)));
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
