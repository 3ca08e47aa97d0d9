//! The page's own address, and what its links resolve against.

use super::Page;
use crate::dom::{NodeId, Tag};
use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use url::Url;

/// An absolute address that something can be relative to.
pub(super) fn absolute(url: &str) -> Option<Url> {
    Url::parse(url.trim()).ok().filter(|url| !url.cannot_be_a_base())
}

impl Page {
    /// The page's own absolute address, where it is known.
    pub fn url(&self) -> Option<&str> {
        self.url.as_ref().map(Url::as_str)
    }

    /// The page's canonical link, else its `og:url`: what it says of its own address. A canonical link
    /// in the body counts as nothing.
    pub(super) fn own_address(&self) -> Option<Url> {
        let document = &self.document;
        let in_head = |id: NodeId| document.ancestors(id).any(|up| document.tag(up) == Tag::Head);
        let with = |tag: Tag, attr: &str, value: &str, target: &str| {
            document
                .all()
                .filter(|&id| document.tag(id) == tag && (tag != Tag::Link || in_head(id)))
                .filter(|&id| has_token(document.attr(id, attr), value))
                .find_map(|id| absolute(document.attr(id, target)?))
        };
        with(Tag::Link, "rel", "canonical", "href")
            .or_else(|| with(Tag::Meta, "property", "og:url", "content"))
    }

    /// The address by which relative ones are resolved, where it is known.
    pub(crate) fn base_url(&self) -> Option<&Url> {
        self.base.as_ref()
    }

    /// The document base URL (HTML Standard, 2.4.3): the first `base` with an `href`, itself
    /// resolved against the page's address.
    pub(super) fn base_address(&self) -> Option<Url> {
        let document = &self.document;
        let base = document
            .all()
            .filter(|&id| document.tag(id) == Tag::Base)
            .find_map(|id| document.attr(id, "href"));
        // A base of another kind would make every relative link one that nothing should follow.
        let is_place = |url: &Url| matches!(url.scheme(), "http" | "https" | "ftp" | "file");
        let own = self.base.as_ref().or(self.url.as_ref());
        match (base, own) {
            (Some(base), Some(url)) => {
                url.join(base.trim()).ok().filter(is_place).or_else(|| own.cloned())
            }
            (Some(base), None) => absolute(base).filter(is_place),
            (None, url) => url.cloned(),
        }
    }

    /// A link's target as an absolute address, where the page's own address is known; else as it
    /// stands, white space stripped. Targets within the page stay fragments.
    pub(crate) fn resolve<'p>(&self, target: &'p str) -> Cow<'p, str> {
        let target = target.trim_matches(|c: char| c.is_ascii_whitespace() || c.is_control());
        if target.starts_with('#') {
            return Cow::Borrowed(target);
        }
        if target.is_empty() && self.base == self.url {
            // The page itself, of which the text version is one form.
            return Cow::Borrowed("#");
        }
        let Some(base) = &self.base else { return Cow::Borrowed(target) };
        if self.is_elsewhere(target) {
            return Cow::Borrowed(target);
        }
        match base.join(target) {
            Ok(url) if self.is_own(&url) => match url.fragment() {
                Some(fragment) => Cow::Owned(format!("#{fragment}")),
                None => Cow::Owned(url.into()),
            },
            Ok(url) if url.as_str() == target => Cow::Borrowed(target),
            Ok(url) => Cow::Owned(url.into()),
            Err(_) => Cow::Borrowed(target),
        }
    }

    /// Whether an address is plainly absolute and of another host: nothing to resolve.
    fn is_elsewhere(&self, target: &str) -> bool {
        let rest = target.strip_prefix("https://").or_else(|| target.strip_prefix("http://"));
        let Some((host, _)) = rest.and_then(|rest| rest.split_once('/')) else { return false };
        let own = self.url.as_ref().and_then(Url::host_str);
        let plain = |byte: u8| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'.' || byte == b'-'
        };
        own != Some(host)
            && host.bytes().all(plain)
            && target.bytes().all(|byte| byte.is_ascii_graphic())
    }

    /// Whether an address is this page's own, fragment aside.
    fn is_own(&self, url: &Url) -> bool {
        let Some(own) = &self.url else { return false };
        let bare = |url: &Url| {
            let mut url = url.clone();
            url.set_fragment(None);
            url
        };
        url.host() == own.host() && url.path() == own.path() && bare(url) == bare(own)
    }

    /// The element that a fragment of this page leads to (HTML Standard, "indicated part").
    pub(crate) fn fragment_target(&self, fragment: &str) -> Option<NodeId> {
        let decoded = percent_decode_str(fragment).decode_utf8_lossy();
        self.by_id(fragment).or_else(|| self.by_id(&decoded)).or_else(|| self.by_name(&decoded))
    }
}

/// Whether an address may be told to search engines as the canonical one: `%3F` stands for the `?` of a
/// query in the name of a file that a tool made, and no server has a page there.
pub(crate) fn is_canonical(url: &str) -> bool {
    !url.contains("%3F") && !url.contains("%3f")
}

/// Whether an attribute of space-separated tokens holds one of them, whatever its case.
pub(crate) fn has_token(value: Option<&str>, token: &str) -> bool {
    value.is_some_and(|v| v.split_ascii_whitespace().any(|t| t.eq_ignore_ascii_case(token)))
}
