//! What a site has to know of a page.

use super::resources::Resource;

/// What a site has to know of a page: what it says of itself, and where it leads.
///
/// Addresses stand as they are in the page, white space stripped: relative ones are relative to
/// [`Facts::base`], if there is one, else to the page. What stands in a `noscript` or `template`
/// element, or in SVG and MathML, is no part of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    pub(super) title: String,
    pub(super) language: Option<String>,
    pub(super) noindex: bool,
    pub(super) canonical: Option<String>,
    pub(super) og_url: Option<String>,
    pub(super) refresh: Option<String>,
    pub(super) base: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) alternates: Vec<Alternate>,
    pub(super) trail: Vec<String>,
    pub(super) links: Vec<Reference>,
    pub(super) resources: Vec<Resource>,
    pub(super) ids: Vec<String>,
}

/// The same page in another language: a `link` with `rel=alternate` and `hreflang`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Alternate {
    /// The language, or `x-default`, as the page writes it.
    pub language: String,
    /// Its address.
    pub href: String,
}

/// Where a page leads: a link, an area of an image map, or a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reference {
    /// Its address.
    pub href: String,
    /// Where its start tag begins, in bytes of the file.
    pub offset: usize,
}

impl Facts {
    /// Moves the places of links and files.
    pub(super) fn offsets(&mut self, moved: impl Fn(usize) -> usize) {
        self.links.iter_mut().for_each(|link| link.offset = moved(link.offset));
        self.resources.iter_mut().for_each(|file| file.offset = moved(file.offset));
    }

    /// The text of the first `title`, white space collapsed.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The language of the page, as a BCP 47 tag.
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// Whether the page asks search engines to leave it out (`robots` or `googlebot`).
    pub fn noindex(&self) -> bool {
        self.noindex
    }

    /// The address that the page says is its own: the first `rel=canonical` in its head. One in the
    /// body counts as nothing, as for search engines.
    pub fn canonical(&self) -> Option<&str> {
        self.canonical.as_deref()
    }

    /// The address that the page gives to social networks as its own (`og:url`).
    pub fn og_url(&self) -> Option<&str> {
        self.og_url.as_deref()
    }

    /// Where the page sends its readers (`meta http-equiv=refresh` with an address).
    pub fn refresh(&self) -> Option<&str> {
        self.refresh.as_deref()
    }

    /// The `href` of the first `base` that has one.
    pub fn base(&self) -> Option<&str> {
        self.base.as_deref()
    }

    /// When the page says it was last changed, as a W3C date or date and time: in its `meta` and
    /// `time` elements or in JSON-LD; where it only says when it was published, that.
    pub fn modified(&self) -> Option<&str> {
        self.modified.as_deref()
    }

    /// The page in other languages.
    pub fn alternates(&self) -> &[Alternate] {
        &self.alternates
    }

    /// The addresses of the page's breadcrumb links, from the home page down.
    pub fn trail(&self) -> &[String] {
        &self.trail
    }

    /// Where the page leads, in the order of the source.
    pub fn links(&self) -> &[Reference] {
        &self.links
    }

    /// The files that the page loads, in the order of the source.
    pub fn resources(&self) -> &[Resource] {
        &self.resources
    }

    /// What fragments may lead to: ids, and the names of `a` elements; sorted, each once.
    pub fn ids(&self) -> &[String] {
        &self.ids
    }
}
