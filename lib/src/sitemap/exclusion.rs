//! Which pages no site map lists, and why.

use super::address::{folder, shown};
use std::fmt;

/// Why a page is not in the site map.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Exclusion {
    /// It asks search engines to leave it out.
    NoIndex,
    /// `robots.txt` disallows it, by this rule.
    Disallowed(String),
    /// It names another page of the site as its canonical address.
    Canonical(String),
    /// It names an address outside of the site as its own.
    OtherSite(String),
    /// It sends its readers on by `meta http-equiv=refresh`.
    Refresh(String),
    /// It is what the server shows for an error.
    ErrorPage,
    /// It is a feed: RSS or Atom.
    Feed,
    /// It proves to a search engine whose the site is.
    Verification,
    /// It lies in a folder in which an editor of pages keeps data of its own.
    EditorFolder(String),
    /// It has the address or the very bytes of a page that is listed.
    Duplicate(String),
    /// Its address is longer than sitemaps.org allows.
    TooLong,
    /// It cannot be read as a page.
    Unreadable(String),
}

impl Exclusion {
    /// The reason in one word, for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Exclusion::NoIndex => "noindex",
            Exclusion::Disallowed(_) => "robots-txt",
            Exclusion::Canonical(_) => "canonical-elsewhere",
            Exclusion::OtherSite(_) => "other-site",
            Exclusion::Refresh(_) => "refresh",
            Exclusion::ErrorPage => "error-page",
            Exclusion::Feed => "feed",
            Exclusion::Verification => "verification-file",
            Exclusion::EditorFolder(_) => "editor-folder",
            Exclusion::Duplicate(_) => "duplicate",
            Exclusion::TooLong => "address-too-long",
            Exclusion::Unreadable(_) => "unreadable",
        }
    }
}

impl fmt::Display for Exclusion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Exclusion::NoIndex => f.write_str("it asks search engines to leave it out (noindex)"),
            Exclusion::Disallowed(rule) => write!(f, "robots.txt disallows it: {rule}"),
            Exclusion::Canonical(to) => write!(f, "it names another page as canonical: {to}"),
            Exclusion::OtherSite(to) => {
                write!(f, "its canonical address is outside the site: {to}")
            }
            Exclusion::Refresh(to) => write!(f, "it sends its readers on to {to} (meta refresh)"),
            Exclusion::ErrorPage => f.write_str("it is the page for an error"),
            Exclusion::Feed => f.write_str("it is a feed (RSS or Atom)"),
            Exclusion::Verification => f.write_str("it is a search engine's verification file"),
            Exclusion::EditorFolder(name) => {
                write!(f, "it is in {name}, where an editor of pages keeps its own data")
            }
            Exclusion::Duplicate(of) => write!(f, "it is the same as {of}"),
            Exclusion::TooLong => f.write_str("its address has more than 2,048 characters"),
            Exclusion::Unreadable(why) => write!(f, "it cannot be read: {why}"),
        }
    }
}

/// Why a file is no page for a site map, by its path and how it begins.
pub(super) fn by_kind(key: &str, title: &str, head: &[u8]) -> Option<Exclusion> {
    let folder = folder(key);
    let folders = folder.split_terminator('/');
    if let Some(name) = { folders }.find(|name| is_editor_folder(name)) {
        return Some(Exclusion::EditorFolder(shown(name)));
    }
    let file = &key[folder.len()..];
    if is_verification(file) {
        return Some(Exclusion::Verification);
    }
    if is_feed(head) {
        return Some(Exclusion::Feed);
    }
    is_error_page(key, title).then_some(Exclusion::ErrorPage)
}

/// Whether FrontPage or Dreamweaver keep data of their own in folders of this name, authors and
/// passwords among them, and nothing that a page shows.
pub(crate) fn holds_editor_data(name: &str) -> bool {
    const FOLDERS: [&str; 4] = ["_notes", "_mm", "_mmserverscripts", "_baks"];
    let name = name.to_ascii_lowercase();
    name.starts_with("_vti_") || FOLDERS.contains(&name.as_str())
}

/// Whether what is in folders of this name is no page: data of an editor, of macOS or of CVS, or parts
/// that FrontPage makes pages of.
fn is_editor_folder(name: &str) -> bool {
    const FOLDERS: [&str; 6] = ["_borders", "_derived", "_fpclass", "_overlay", "__macosx", "cvs"];
    let lower = name.to_ascii_lowercase();
    holds_editor_data(name) || FOLDERS.contains(&lower.as_str())
}

/// Whether a file proves to a search engine whose the site is: such services give it a name of fixed
/// letters and a long number.
fn is_verification(file: &str) -> bool {
    // What comes before the number, and how many digits it has at least.
    const NAMES: [(&str, usize); 9] = [
        ("google", 12),
        ("yandex_", 8),
        ("pinterest-", 5),
        ("baidu_verify_", 4),
        ("seznam-wmt-", 8),
        ("y_key_", 8),
        ("wmail_", 8),
        ("nortonsw_", 8),
        ("facebook-domain-verification-", 8),
    ];
    let file = file.to_ascii_lowercase();
    let stem = file.split('.').next().unwrap_or_default();
    let is_number = |rest: &str, least: usize, hex: bool| {
        let digit = |byte: u8| byte.is_ascii_hexdigit() || (!hex && byte.is_ascii_alphanumeric());
        rest.len() >= least && rest.bytes().all(|byte| digit(byte) || (!hex && byte == b'-'))
    };
    let named = |&(name, least): &(&str, usize)| {
        // Words may follow the names of the first three: their numbers are hexadecimal.
        let hex = matches!(name, "google" | "yandex_" | "pinterest-");
        stem.strip_prefix(name).is_some_and(|rest| is_number(rest, least, hex))
    };
    matches!(stem, "bingsiteauth" | "livesearchsiteauth") || NAMES.iter().any(named)
}

/// Whether a file is a feed, by its root element: RSS 2.0, RSS 1.0 or Atom.
pub(crate) fn is_feed(head: &[u8]) -> bool {
    let mut rest = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    // The declaration, comments and instructions come before it.
    while let Some(end) = match rest {
        [b'<', b'!', b'-', b'-', ..] => Some("-->"),
        [b'<', b'?', ..] => Some("?>"),
        [b'<', b'!', ..] => Some(">"),
        _ => None,
    } {
        let Some(at) = memchr::memmem::find(rest, end.as_bytes()) else { return false };
        rest = rest[at + end.len()..].trim_ascii_start();
    }
    ["<rss", "<feed", "<rdf:rdf"].iter().any(|root| {
        let name =
            rest.get(..root.len()).is_some_and(|it| it.eq_ignore_ascii_case(root.as_bytes()));
        name && rest.get(root.len()).is_none_or(|next| b" \t\r\n>/".contains(next))
    })
}

/// Whether a page is what a server shows for an error: by its folder (`errors/`), its name (`404.html`,
/// `error-404.html`), or a title that says no more than that.
fn is_error_page(key: &str, title: &str) -> bool {
    const FOLDERS: [&str; 7] =
        ["error", "errors", "errorpages", "error-pages", "error_pages", "errordocs", "httperrors"];
    let folder = folder(key);
    let inside = folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    if FOLDERS.contains(&inside.to_ascii_lowercase().as_str()) {
        return true;
    }
    let stem = key[folder.len()..].split('.').next().unwrap_or_default().to_ascii_lowercase();
    let bare = ["error", "err", "chyba"].iter().find_map(|word| stem.strip_prefix(word));
    let number = bare.unwrap_or(&stem).trim_start_matches(['-', '_']);
    if is_status(number) || matches!(stem.as_str(), "50x" | "not-found" | "notfound") {
        return true;
    }
    let title = title.to_lowercase();
    let named = ["error ", "http ", "chyba "].iter().find_map(|word| title.strip_prefix(word));
    let words = named.unwrap_or(&title);
    named.is_some_and(is_status)
        || ["404 not found", "page not found", "stránka nenalezena", "stránka nebyla nalezena"]
            .iter()
            .any(|start| words.starts_with(start))
}

/// A status for which servers have a page (RFC 9110, 15.5 and 15.6): not every page with a number
/// for its name is one.
fn is_status(text: &str) -> bool {
    const STATUSES: [&str; 10] =
        ["400", "401", "403", "404", "405", "410", "500", "502", "503", "504"];
    STATUSES.contains(&text)
}

#[cfg(test)]
mod tests {
    use super::{by_kind, is_error_page, is_feed};

    #[test]
    fn knows_error_pages() {
        for (file, title) in [
            ("404.html", ""),
            ("error-503.html", ""),
            ("chyba404.aspx", ""),
            ("x.html", "Stránka nenalezena – Ministerstvo"),
            ("x.html", "Error 404"),
            ("a/b/404.html", ""),
            ("cs/error/zakazano.html", "Zakázáno"),
        ] {
            assert!(is_error_page(file, title), "{file} {title}");
        }
        for (file, title) in [
            ("1404.html", "Rok 1404"),
            ("zakon-500.html", "500 let pošty"),
            ("450.html", ""),
            ("x.html", "404"),
            ("error.html", "Errors in forms"),
            ("errors/2010/report.html", "Report"),
            ("x.html", ""),
        ] {
            assert!(!is_error_page(file, title), "{file} {title}");
        }
    }

    #[test]
    fn knows_feeds_by_their_root() {
        for head in [
            "<rss version=2.0>",
            "\u{feff}<?xml version='1.0'?>\n<!-- News -->\n<?xml-stylesheet href='a>b'?>\n<feed xmlns='x'>",
            "<?xml version='1.0'?><!DOCTYPE rdf:RDF><rdf:RDF>",
        ] {
            assert!(is_feed(head.as_bytes()), "{head}");
        }
        for head in ["<html><rss>", "<feedback>", "<?xml version='1.0'?><html>", "", "<!-- <rss>"] {
            assert!(!is_feed(head.as_bytes()), "{head}");
        }
    }

    #[test]
    fn knows_files_that_are_for_nobody() {
        let code = |key: &str| by_kind(key, "", b"<html>").map(|why| why.code());
        for key in
            ["google1a2b3c4d5e6f7a8b.html", "a/yandex_0123abcd4567.html", "y_key_1a2b3c4d5e6f.html"]
        {
            assert_eq!(code(key), Some("verification-file"), "{key}");
        }
        for key in
            ["_vti_cnf/index.html", "a/_notes/b.html", "A/_VTI_PVT/b.html", "__MACOSX/a.html"]
        {
            assert_eq!(code(key), Some("editor-folder"), "{key}");
        }
        for key in [
            "google.html",
            "googlemaps.html",
            "yandex_metrika.html",
            "_private.html",
            "notes/a.html",
        ] {
            assert_eq!(code(key), None, "{key}");
        }
    }
}
