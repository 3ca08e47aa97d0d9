//! Where links lead: numbers for their addresses, each address once.

use super::text;
use crate::dom::Tag;
use crate::page::Page;
use std::borrow::Cow;
use std::collections::HashMap;

/// The addresses that are listed at the end, in the order of their first links.
#[derive(Debug, Default)]
pub(super) struct References<'p> {
    numbers: HashMap<Cow<'p, str>, usize>,
    /// What stands before each number in brackets.
    sign: &'static str,
    addresses: Vec<Cow<'p, str>>,
}

impl<'p> References<'p> {
    /// The references of a page: where it has numbers in brackets itself, such as those of notes, other signs than
    /// `[1]`.
    pub(super) fn of(page: &Page) -> References<'p> {
        let document = &page.document;
        let is_text = |node| !matches!(document.tag(node), Tag::Script | Tag::Style);
        let has = |node| document.text(node).is_some_and(has_number_in_brackets);
        let mut nodes = document.all();
        let own = nodes.any(|node| has(node) && document.parent(node).is_none_or(is_text));
        References { sign: if own { "L" } else { "" }, ..References::default() }
    }

    /// The sign for a number.
    pub(super) fn sign(&self, number: usize) -> String {
        format!("[{}{number}]", self.sign)
    }

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

/// Whether a text has a number such as `[1]`.
fn has_number_in_brackets(text: &str) -> bool {
    text.split('[').skip(1).any(|rest| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        (1..=3).contains(&digits) && rest[digits..].starts_with(']')
    })
}

/// Whether an address tells anything beside the text of its link. Within the page it does not:
/// `#…` means nothing outside a browser. Nor does it where the text is the address already.
pub(super) fn is_news(href: &str, said: &str) -> bool {
    if href.is_empty() || href.starts_with('#') {
        return false;
    }
    let said = said.trim();
    if let Some(person) = person(href) {
        return !says_person(said, person);
    }
    if said.is_empty() || said.len() + 9 < href.len() || href.len() * 3 < said.len() {
        return true;
    }
    let mut written = String::new();
    text::push_address(&mut written, href);
    let scheme = ["https://", "http://"].iter().find_map(|scheme| {
        let start = written.get(..scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then(|| &written[scheme.len()..])
    });
    let bare = scheme.unwrap_or(&written).trim_end_matches('/');
    let same = |said: &str| said == written || said.trim_end_matches('/') == bare;
    !same(said)
}

/// Whom an address of mail or telephone is of: what people write down.
fn person(href: &str) -> Option<&str> {
    let (scheme, rest) = href.trim().split_once(':')?;
    let person = match &*scheme.to_ascii_lowercase() {
        "mailto" => rest.split('?').next(),
        "tel" => Some(rest),
        _ => None,
    };
    person.filter(|person| !person.is_empty())
}

/// An address as people read it: of mail and telephone without what only a program needs.
pub(super) fn readable(href: &str) -> &str {
    person(href).unwrap_or(href)
}

/// Whether a text holds an address, or the digits of a number, which people group for the eye and
/// write without the country's own number.
fn says_person(said: &str, person: &str) -> bool {
    const NATIONAL: usize = 9;
    if person.contains('@') {
        return said.to_lowercase().contains(&person.to_lowercase());
    }
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (number, said) = (digits(person), digits(said));
    let end = &number[number.len().saturating_sub(NATIONAL)..];
    !end.is_empty() && said.contains(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_links_are_not_those_of_notes() {
        let sign = |html: &str| {
            let page = Page::from_html(html, &crate::ParseOptions::new()).expect("a small page");
            References::of(&page).sign(1)
        };
        assert_eq!(sign("<p>See the law."), "[1]");
        assert_eq!(sign("<p>As said [2], see the law.<p>[2] A note."), "[L1]");
        // An index in a script is no note, nor are other things in brackets.
        assert_eq!(sign("<script>a[1]</script><p>See [the law] [2024-1]."), "[1]");
    }

    #[test]
    fn numbers_each_address_once() {
        let mut references = References::default();
        let mut number = |href: &'static str| references.number(&Cow::Borrowed(href));
        assert_eq!([number("/a"), number("/b"), number("/a")], [1, 2, 1]);
        assert_eq!(references.addresses(), ["/a", "/b"]);
    }

    #[test]
    fn people_read_addresses_without_schemes() {
        assert_eq!(readable("mailto:a@b.example?subject=x"), "a@b.example");
        assert_eq!(readable("tel:+420974811111"), "+420974811111");
        assert_eq!(readable("https://a.example/?q=1"), "https://a.example/?q=1");
        assert_eq!(readable("mailto:?subject=x"), "mailto:?subject=x");
    }

    #[test]
    fn knows_what_the_text_says_already() {
        assert!(!is_news("mailto:a@b.example", "a@b.example"));
        assert!(!is_news("tel:+420123456789", "+420 123\u{a0}456 789"));
        assert!(!is_news("tel:+420974811111", "Tel.: 974 811 111"));
        assert!(!is_news("MAILTO:A@b.example?subject=x", "Write to a@b.example"));
        assert!(is_news("tel:+420974811111", "974 811 112"));
        assert!(is_news("tel:+420974811111", "Call us"));
        assert!(is_news("mailto:?subject=x", "Send"));
        assert!(!is_news("https://a.example/", "a.example"));
        assert!(!is_news("#top", "Up"));
        assert!(is_news("mailto:a@b.example", "Write to us"));
        assert!(is_news("https://a.example/b", "a.example"));
    }
}
