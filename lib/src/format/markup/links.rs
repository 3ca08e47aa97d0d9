//! Links, their names and their addresses.

use super::elements::{Body, Note, Open};
use crate::escape::{attribute, text};
use crate::event::{Attributes, Link, TagEnd};
use crate::language::registered;
use crate::words::{self, words};

impl<'p> Body<'p> {
    pub(super) fn link(&mut self, link: &Link<'p>, attributes: &Attributes<'p>) {
        if self.is_open(TagEnd::Link) {
            // Links do not nest (HTML Standard, 4.5.1).
            return self.push(TagEnd::Link, "", self.out.len());
        }
        let end = if link.block { "</a>\n" } else { "</a>" };
        self.open(TagEnd::Link, "a", end, attributes, |out| {
            address(out, "href", &link.href);
            if let Some(description) = attributes.description() {
                attribute(out, "title", description);
            }
            let states = attributes.states();
            if let Some(current) = states.current {
                attribute(out, "aria-current", current.keyword());
            }
            if let Some(expanded) = states.expanded {
                attribute(out, "aria-expanded", if expanded { "true" } else { "false" });
            }
            if let Some(lang) = link.hreflang.and_then(registered) {
                attribute(out, "hreflang", lang);
            }
        });
        let label = attributes.name().unwrap_or_default();
        self.note(Note::Link { label: label.to_owned() });
    }

    pub(super) fn end_link(&mut self, open: &Open, label: &str) {
        if !label.is_empty() {
            self.name_link(open, label);
        }
        // What says little is small: it is made large enough to be hit (WCAG 2.5.8).
        if text_of(&self.out[open.content..]).trim().chars().count() < 4 {
            self.out.insert_str(open.start + "<a".len(), " class=\"short\"");
        }
    }

    /// A link's label stands beside its text where it says that text; else people who see the text
    /// and people who hear the label could not talk about the same link (WCAG 2.5.3): then the
    /// label comes first and the text follows in parentheses, for everybody.
    fn name_link(&mut self, open: &Open, label: &str) {
        let shown = &self.out[open.content..];
        if says(label, shown) {
            let mut name = String::new();
            attribute(&mut name, "aria-label", label);
            return self.out.insert_str(open.content - 1, &name);
        }
        let mut name = String::new();
        text(&mut name, label);
        if open.end.ends_with('\n') {
            return self.out.insert_str(open.content, &format!("<p>{name}</p>\n"));
        }
        self.out.insert_str(open.content, &format!("{name} ("));
        self.out.push(')');
    }
}

/// Whether a label holds all words of some markup, in their order. Words in brackets are no part of
/// what somebody would call the link.
fn says(label: &str, markup: &str) -> bool {
    let shown = text_of(markup);
    if shown.contains(['(', '[']) && words::says(label, &shown) {
        return true;
    }
    let label = without_brackets(label);
    let said = |shown: &str| words(shown).is_empty() || words::says(&label, shown);
    said(&shown) && said(&without_brackets(&shown))
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = |c: &char| {
        let around = depth;
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        around == 0 && depth == 0
    };
    text.chars().filter(outside).collect()
}

/// The text between tags that this module's neighbours have written.
pub(super) fn text_of(markup: &str) -> String {
    let mut shown = String::new();
    for piece in markup.split('<') {
        let words = piece.split_once('>').map_or(piece, |(_, words)| words);
        shown.push_str(words);
        shown.push(' ');
    }
    shown.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
}

/// Writes an address as a valid URL string (URL Standard, 4.3): what may not stand in one as it is,
/// is percent-encoded, and a backslash is the slash that browsers take it for.
pub(super) fn address(out: &mut String, name: &str, value: &str) {
    let value = value.trim_matches(|c: char| c.is_ascii_whitespace() || c.is_control());
    let mut encoded = String::with_capacity(value.len() + 16);
    let (path, fragment) = value.find('#').map_or((value, ""), |at| value.split_at(at));
    let host_end = host_end(path);
    let query = path.find('?').unwrap_or(path.len());
    for (at, c) in path.char_indices() {
        match c {
            '[' | ']' if at < host_end => encoded.push(c),
            '\\' if at < query && has_slashes(path) => encoded.push('/'),
            c => push_encoded(&mut encoded, c, &path[at..]),
        }
    }
    for (at, c) in fragment.char_indices() {
        match c {
            '#' if at == 0 => encoded.push('#'),
            '#' => encoded.push_str("%23"),
            c => push_encoded(&mut encoded, c, &fragment[at..]),
        }
    }
    attribute(out, name, &encoded);
}

/// Where the host of an address ends, the only part that brackets may stand in.
fn host_end(address: &str) -> usize {
    let Some(start) = address.find("//").filter(|&at| !address[..at].contains(['/', '?'])) else {
        return 0;
    };
    let rest = &address[start + 2..];
    rest.find(['/', '?', '\\']).map_or(address.len(), |at| start + 2 + at)
}

/// Whether an address has a path with slashes: a relative one, or one of a special scheme.
fn has_slashes(address: &str) -> bool {
    let scheme = address.split(['/', '?', '\\']).next().unwrap_or_default();
    match scheme.split_once(':') {
        Some((scheme, _)) => {
            ["http", "https", "ftp"].iter().any(|special| special.eq_ignore_ascii_case(scheme))
        }
        None => true,
    }
}

/// Writes a character of an address; `rest` begins with it.
fn push_encoded(out: &mut String, c: char, rest: &str) {
    let stands = match c {
        '\t' | '\n' | '\r' => return,
        '%' => {
            let mut digits = rest.bytes().skip(1).take(2);
            digits.len() == 2 && digits.all(|digit| digit.is_ascii_hexdigit())
        }
        c if c.is_ascii() => c.is_ascii_alphanumeric() || "!$&'()*+,-./:;=?@_~".contains(c),
        c => c.is_alphanumeric(),
    };
    if stands {
        return out.push(c);
    }
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        out.push_str(&format!("%{byte:02X}"));
    }
}

#[cfg(test)]
mod tests {
    use super::{address, says};

    #[test]
    fn writes_valid_addresses() {
        let cases = [
            ("a b.html", "a%20b.html"),
            ("x?a[]=1&b={c}|d", "x?a%5B%5D=1&amp;b=%7Bc%7D%7Cd"),
            ("http://[::1]/a[1]", "http://[::1]/a%5B1%5D"),
            ("a\\b?c\\d", "a/b?c%5Cd"),
            ("mailto:a\\b@example.cz", "mailto:a%5Cb@example.cz"),
            ("#a#b", "#a%23b"),
            ("100%.html", "100%25.html"),
            ("a%20b", "a%20b"),
            ("čas\u{202e}.html", "čas%E2%80%AE.html"),
        ];
        for (value, expected) in cases {
            let mut out = String::new();
            address(&mut out, "href", value);
            assert_eq!(out, format!(" href=\"{expected}\""));
        }
    }

    #[test]
    fn knows_whether_a_label_says_the_text() {
        assert!(says("Read more about visas", "<em>Read</em> more …"));
        assert!(says("Next", " » "));
        assert!(says("Read: Mail (now)", "Mail (now)"));
        assert!(!says("X (formerly Twitter)", "Twitter"));
        assert!(!says("Französisch", "FR"));
        assert!(!says("Informationen", "Info"));
    }
}
