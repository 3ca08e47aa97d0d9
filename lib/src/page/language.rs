//! The language and direction of a page and of its parts.

use super::Page;
use super::spoken::{LanguageEvidence, Languages};
use crate::dom::{Document, NodeId, Ns, Tag};
use crate::language::registered;

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
    /// The page's language as a BCP 47 tag: what the caller said, else `lang` of the root element
    /// or the body, else the pragma-set default language (`meta http-equiv="content-language"`),
    /// else the one that its text is plainly in. Text that is plainly in another language than the
    /// page says wins, but not over the caller.
    pub fn language(&self) -> Option<&str> {
        self.languages().page.as_ref().map(|(tag, _)| &**tag)
    }

    /// What [`language`](Self::language) rests on.
    pub fn language_evidence(&self) -> Option<LanguageEvidence> {
        self.languages().page.as_ref().map(|(_, evidence)| *evidence)
    }

    /// What the text says of its languages; found once, when first asked for.
    pub(crate) fn languages(&self) -> &Languages {
        self.languages.get_or_init(|| Languages::of(self))
    }

    /// The language that the caller or the page says.
    pub(crate) fn declared_language(&self) -> Option<(&str, LanguageEvidence)> {
        let document = &self.document;
        if let Some(given) = self.language.as_deref() {
            return Some((given, LanguageEvidence::Given));
        }
        let html = document.children(Document::ROOT).find(|&id| document.tag(id) == Tag::Html);
        let own = html.into_iter().chain(self.body()).find_map(|id| self.own_language(id));
        let pragma = || Some((self.pragma_language()?, LanguageEvidence::Pragma));
        own.map(|tag| (tag, LanguageEvidence::Declared)).or_else(pragma)
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
        // The parser gives attributes a namespace in foreign elements only.
        let foreign = !matches!(self.document.ns(node), Ns::Html | Ns::None);
        let xml = if foreign { self.document.attr_ns(node, Ns::Xml, "lang") } else { None };
        xml.or_else(|| self.document.attr(node, "lang"))
            .or_else(|| self.document.attr(node, "xml:lang"))
            .and_then(|tag| registered(tag.trim()))
    }

    /// The language that an element claims, where there is no such language.
    pub(crate) fn invalid_language(&self, node: NodeId) -> Option<&str> {
        let claimed = self.document.attr(node, "lang").map(str::trim).filter(|tag| !tag.is_empty());
        claimed.filter(|_| self.own_language(node).is_none())
    }

    /// The language that a part of the page sets for itself: not the page as a whole.
    pub(crate) fn part_language(&self, node: NodeId) -> Option<&str> {
        let document = &self.document;
        let whole = match document.tag(node) {
            Tag::Html => true,
            Tag::Body => document.parent(node).is_none_or(|html| self.own_language(html).is_none()),
            _ => false,
        };
        if whole { None } else { self.own_language(node) }
    }

    /// The language of a node: its own, or that of the nearest element around it that has one.
    pub(crate) fn language_at(&self, node: NodeId) -> Option<&str> {
        let mut around = std::iter::once(node).chain(self.document.ancestors(node));
        around.find_map(|id| self.part_language(id)).or_else(|| self.language())
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
