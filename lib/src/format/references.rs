//! Where links lead: numbers for their addresses, each address once.

use super::text;
use std::borrow::Cow;
use std::collections::HashMap;

/// The addresses that are listed at the end, in the order of their first links.
#[derive(Debug, Default)]
pub(super) struct References<'p> {
    numbers: HashMap<Cow<'p, str>, usize>,
    addresses: Vec<Cow<'p, str>>,
}

impl<'p> References<'p> {
    /// The number of an address.
    pub(super) fn number(&mut self, href: &Cow<'p, str>) -> usize {
        if let Some(&number) = self.numbers.get(href) {
            return number;
        }
        self.addresses.push(href.clone());
        self.numbers.insert(href.clone(), self.addresses.len());
        self.addresses.len()
    }

    pub(super) fn addresses(&self) -> &[Cow<'p, str>] {
        &self.addresses
    }
}

/// Whether an address tells anything beside the text of its link. Within the page it does not:
/// `#…` means nothing outside a browser. Nor does it where the text is the address already.
pub(super) fn is_news(href: &str, said: &str) -> bool {
    if href.is_empty() || href.starts_with('#') {
        return false;
    }
    let said = said.trim();
    if said.is_empty() || said.len() + 9 < href.len() || href.len() * 3 < said.len() {
        return true;
    }
    let mut written = String::new();
    text::push_address(&mut written, href);
    let scheme = ["mailto:", "tel:", "https://", "http://"].iter().find_map(|scheme| {
        let start = written.get(..scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then(|| &written[scheme.len()..])
    });
    let bare = scheme.unwrap_or(&written).trim_end_matches('/');
    let same = |said: &str| said == written || said.trim_end_matches('/') == bare;
    // Telephone numbers are written with spaces for the eye.
    let is_number = written.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("tel:"));
    let closed: String = said.chars().filter(|c| !c.is_whitespace()).collect();
    !same(said) && !(is_number && same(&closed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_each_address_once() {
        let mut references = References::default();
        let mut number = |href: &'static str| references.number(&Cow::Borrowed(href));
        assert_eq!([number("/a"), number("/b"), number("/a")], [1, 2, 1]);
        assert_eq!(references.addresses(), ["/a", "/b"]);
    }

    #[test]
    fn knows_what_the_text_says_already() {
        assert!(!is_news("mailto:a@b.example", "a@b.example"));
        assert!(!is_news("tel:+420123456789", "+420 123\u{a0}456 789"));
        assert!(!is_news("https://a.example/", "a.example"));
        assert!(!is_news("#top", "Up"));
        assert!(is_news("mailto:a@b.example", "Write to us"));
        assert!(is_news("https://a.example/b", "a.example"));
    }
}
