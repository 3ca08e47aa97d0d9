//! What the caller knows of a page before it is parsed.

use crate::limits::Limits;

/// What the caller knows of a page before it is parsed.
#[derive(Debug, Clone, Default)]
pub struct ParseOptions {
    pub(super) encoding: Option<String>,
    pub(super) language: Option<String>,
    pub(super) url: Option<String>,
    pub(super) limits: Limits,
}

impl ParseOptions {
    /// Nothing is known: encoding, language and address come from the page itself.
    pub fn new() -> Self {
        ParseOptions::default()
    }

    /// The encoding, as a label of the Encoding Standard: what a server says in `Content-Type`.
    /// A byte order mark still wins.
    pub fn with_encoding(mut self, label: impl Into<String>) -> Self {
        self.encoding = Some(label.into());
        self
    }

    /// The page's language, as a BCP 47 tag, for a page that does not say it itself or says it wrong.
    pub fn with_language(mut self, tag: impl Into<String>) -> Self {
        self.language = Some(tag.into());
        self
    }

    /// The page's own absolute address. Without it, the page's canonical link or `og:url` counts.
    pub fn with_url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// How large a page may be.
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }
}
