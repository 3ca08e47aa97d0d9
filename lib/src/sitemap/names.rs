//! What the files of a site map are called.

use memchr::memmem;

/// The name of the files of a site map, without their endings.
///
/// ```
/// use textify::sitemap::MapName;
///
/// // A site map of the site's own is kept.
/// let name = MapName::free(|file| file == "sitemap.xml");
/// assert_eq!(name.xml(), "textify-sitemap.xml");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapName(String);

/// The usual name, and those where the site has files of that.
const NAMES: [&str; 4] =
    ["sitemap", "textify-sitemap", "textify-sitemap-index", "textify-sitemap-other"];

impl Default for MapName {
    fn default() -> Self {
        MapName::new(NAMES[0])
    }
}

impl MapName {
    /// A name, such as `sitemap` for `sitemap.xml`.
    pub fn new(stem: impl Into<String>) -> MapName {
        MapName(stem.into())
    }

    /// `sitemap`, or `textify-sitemap` where the site has a file of that name at its root.
    pub fn free(is_taken: impl Fn(&str) -> bool) -> MapName {
        let mut names = NAMES.map(MapName::new).into_iter();
        let free = names.find(|name| name.taken(&is_taken).is_none());
        free.unwrap_or_else(|| MapName::new(NAMES[NAMES.len() - 1]))
    }

    /// The name that [`MapName::free`] gave when the files were written.
    #[cfg(feature = "site")]
    pub(crate) fn written(is_there: impl Fn(&str) -> bool) -> MapName {
        let mut names = NAMES.map(MapName::new).into_iter().rev();
        names.find(|name| is_there(&name.xml())).unwrap_or_default()
    }

    /// The first of its files that the site has.
    pub fn taken(&self, is_taken: impl Fn(&str) -> bool) -> Option<String> {
        let all = [self.xml(), self.packed(), self.html(), self.text(), self.part(1, ".xml")];
        all.into_iter().find(|file| is_taken(file))
    }

    /// The name of the file for search engines.
    pub fn xml(&self) -> String {
        format!("{}.xml", self.0)
    }

    /// The same, compressed.
    pub fn packed(&self) -> String {
        format!("{}.xml.gz", self.0)
    }

    /// The name of the page for people.
    pub fn html(&self) -> String {
        format!("{}.html", self.0)
    }

    /// The name of the text for people.
    pub fn text(&self) -> String {
        format!("{}.txt", self.0)
    }

    /// The name of a file among several.
    pub(super) fn part(&self, number: usize, ending: &str) -> String {
        format!("{}-{number}{ending}", self.0)
    }

    /// Whether it names a file.
    #[cfg(feature = "site")]
    pub(crate) fn names(&self, file: &str) -> bool {
        let Some(rest) = file.strip_prefix(&self.0) else { return false };
        let number = |rest: &str| {
            let digits = rest.strip_prefix('-').unwrap_or_default();
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        };
        let part = |ending| rest.strip_suffix(ending).is_some_and(number);
        matches!(rest, ".xml" | ".xml.gz" | ".html" | ".txt") || part(".xml") || part(".xml.gz")
    }
}

/// What textify's own files say of themselves.
pub(super) const XML_MARK: &str = "<!-- Made by textify -->";
pub(super) const HTML_MARK: &str = "<meta name=\"generator\" content=\"textify\">";

/// Whether a file that begins like this is a site map of textify's own.
///
/// ```
/// use textify::sitemap::{Survey, Xml, is_own_map};
///
/// let map = Survey::new("https://www.example.org/", ["a.html"])?.finish();
/// let mut file = Vec::new();
/// Xml::new().files(&map)[0].write(&mut file)?;
/// assert!(is_own_map(&file));
/// assert!(!is_own_map(b"<?xml version='1.0'?><urlset></urlset>"));
/// # Ok::<(), textify::Error>(())
/// ```
pub fn is_own_map(head: &[u8]) -> bool {
    let head = &head[..head.len().min(1_024)];
    [XML_MARK, HTML_MARK].iter().any(|mark| memmem::find(head, mark.as_bytes()).is_some())
}
