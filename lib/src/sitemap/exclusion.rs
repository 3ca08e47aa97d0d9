//! Which pages no site map lists, and why.

use std::fmt;

/// Why a page is not in the site map.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Exclusion {
    /// It asks search engines to leave it out.
    NoIndex,
    /// It names another page of the site as its canonical address.
    Canonical(String),
    /// It names an address outside of the site as its own.
    OtherSite(String),
    /// It sends its readers on by `meta http-equiv=refresh`.
    Refresh(String),
    /// It is what the server shows for an error.
    ErrorPage,
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
            Exclusion::Canonical(_) => "canonical-elsewhere",
            Exclusion::OtherSite(_) => "other-site",
            Exclusion::Refresh(_) => "refresh",
            Exclusion::ErrorPage => "error-page",
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
            Exclusion::Canonical(to) => write!(f, "it names another page as canonical: {to}"),
            Exclusion::OtherSite(to) => {
                write!(f, "its canonical address is outside the site: {to}")
            }
            Exclusion::Refresh(to) => write!(f, "it sends its readers on to {to} (meta refresh)"),
            Exclusion::ErrorPage => f.write_str("it is the page for an error"),
            Exclusion::Duplicate(of) => write!(f, "it is the same as {of}"),
            Exclusion::TooLong => f.write_str("its address has more than 2,048 characters"),
            Exclusion::Unreadable(why) => write!(f, "it cannot be read: {why}"),
        }
    }
}

/// Whether a page is what a server shows for an error: by its name (`404.html`, `error-404.html`),
/// or by a title that says no more than that.
pub(super) fn is_error_page(file: &str, title: &str) -> bool {
    let stem = file.split('.').next().unwrap_or_default().to_ascii_lowercase();
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
    use super::is_error_page;

    #[test]
    fn knows_error_pages() {
        for (file, title) in [
            ("404.html", ""),
            ("error-503.html", ""),
            ("chyba404.aspx", ""),
            ("x.html", "Stránka nenalezena – Ministerstvo"),
            ("x.html", "Error 404"),
        ] {
            assert!(is_error_page(file, title), "{file} {title}");
        }
        for (file, title) in [
            ("1404.html", "Rok 1404"),
            ("zakon-500.html", "500 let pošty"),
            ("450.html", ""),
            ("x.html", "404"),
            ("error.html", "Errors in forms"),
            ("x.html", ""),
        ] {
            assert!(!is_error_page(file, title), "{file} {title}");
        }
    }
}
