//! The language and direction of a page and of its parts.

use super::Page;
use crate::dom::{Document, NodeId, Ns, Tag};

/// The `dir` attribute's states (HTML Standard, 3.2.6.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
    /// From the text itself.
    Auto,
}

impl Direction {
    /// The state that a `dir` attribute's keyword stands for.
    pub(crate) fn of(keyword: &str) -> Option<Direction> {
        match keyword {
            word if word.eq_ignore_ascii_case("ltr") => Some(Direction::Ltr),
            word if word.eq_ignore_ascii_case("rtl") => Some(Direction::Rtl),
            word if word.eq_ignore_ascii_case("auto") => Some(Direction::Auto),
            _ => None,
        }
    }
}

impl Page {
    /// The page's language as a BCP 47 tag: what the caller said, else `lang` of the root element,
    /// else the pragma-set default language (`meta http-equiv="content-language"`).
    pub fn language(&self) -> Option<&str> {
        let document = &self.document;
        self.language.as_deref().or_else(|| {
            let html = document.children(Document::ROOT).find(|&id| document.tag(id) == Tag::Html);
            html.and_then(|html| self.own_language(html)).or_else(|| self.pragma_language())
        })
    }

    /// The direction that the root element sets.
    pub(crate) fn direction(&self) -> Option<Direction> {
        let document = &self.document;
        let html = document.children(Document::ROOT).find(|&id| document.tag(id) == Tag::Html)?;
        document.attr(html, "dir").and_then(Direction::of)
    }

    /// The language that an element sets for itself: `xml:lang` before `lang` (HTML Standard,
    /// 3.2.6.2), empty ones ignored since they only say that nobody knows.
    pub(crate) fn own_language(&self, node: NodeId) -> Option<&str> {
        let xml = self.document.attr_ns(node, Ns::Xml, "lang");
        xml.or_else(|| self.document.attr(node, "lang"))
            .or_else(|| self.document.attr(node, "xml:lang"))
            .map(str::trim)
            .filter(|tag| oxilangtag::LanguageTag::parse(*tag).is_ok())
    }

    /// The language of a node: its own, or that of the nearest element around it that has one.
    pub(crate) fn language_at(&self, node: NodeId) -> Option<&str> {
        let mut around = std::iter::once(node).chain(self.document.ancestors(node));
        around.find_map(|id| self.own_language(id)).or_else(|| self.language())
    }

    fn pragma_language(&self) -> Option<&str> {
        let document = &self.document;
        let pragma = document.all().find(|&id| {
            document.tag(id) == Tag::Meta
                && document
                    .attr(id, "http-equiv")
                    .is_some_and(|name| name.eq_ignore_ascii_case("content-language"))
        })?;
        let content = document.attr(pragma, "content")?.trim();
        let single = !content.contains([',', ' ']);
        (single && oxilangtag::LanguageTag::parse(content).is_ok()).then_some(content)
    }
}
