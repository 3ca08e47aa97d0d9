//! Text in HTML and XML that says what it says and is no markup.

use std::borrow::Cow;

/// Writes text for an element so that nothing in it is markup.
pub(crate) fn text(out: &mut String, text: &str) {
    push(out, text, |c| matches!(c, '&' | '<' | '>'));
}

/// Text for an element or for a value in quotes.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    value(&mut out, text);
    out
}

/// Writes an attribute with a leading space.
pub(crate) fn attribute(out: &mut String, name: &str, text: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    value(out, text);
    out.push('"');
}

fn value(out: &mut String, text: &str) {
    push(out, text, |c| matches!(c, '&' | '<' | '>' | '"'));
}

fn push(out: &mut String, text: &str, is_markup: impl Fn(char) -> bool) {
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| is_markup(c) || is_forbidden(c)) {
        out.push_str(&rest[..at]);
        let found = rest[at..].chars().next().unwrap_or_default();
        out.push_str(match found {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            // A vertical tab keeps words apart.
            found if found.is_whitespace() => " ",
            _ => "",
        });
        rest = &rest[at + found.len_utf8()..];
    }
    out.push_str(rest);
}

/// Whether a character is left out of HTML, so that what stands around it comes together.
pub(crate) fn is_dropped(c: char) -> bool {
    is_forbidden(c) && !c.is_whitespace()
}

/// Whether anything of a text is left in HTML that somebody sees or hears, whatever the fonts.
pub(crate) fn says_something(text: &str) -> bool {
    text.contains(|c: char| {
        !c.is_whitespace() && !is_dropped(c) && !is_invisible(c) && !is_private(c)
    })
}

/// Characters without width that only say how their neighbours are set.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Characters that mean nothing without the font of the page: those for private use.
pub(crate) fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Controls and noncharacters (HTML Standard, 13.1.4: text must not contain them).
fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
        || (c as u32 & 0xfffe) == 0xfffe
}

/// Text for an XML document: without the characters that XML 1.0 does not allow (2.2, `Char`), which
/// cannot be written as references either.
pub(crate) fn xml_text(text: &str) -> Cow<'_, str> {
    match text.contains(|c| !is_xml(c)) {
        true => text.replace(|c| !is_xml(c), "").into(),
        false => text.into(),
    }
}

fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_nobody_sees_or_hears_say_nothing() {
        for text in [
            "",
            " \u{a0}",
            "\u{fffe}",
            "\u{1}\u{fdd0}",
            "\u{e000}\u{f8ff}",
            "\u{ad}\u{200b}\u{feff}",
        ] {
            assert!(!says_something(text), "{text:?}");
        }
        assert!(says_something("\u{200b}a") && says_something("\u{fffd}"));
    }

    #[test]
    fn xml_holds_only_its_characters() {
        assert!(matches!(xml_text("a\tž\u{85}\u{fdd0}\u{fffd}𝄞\u{1ffff}"), Cow::Borrowed(_)));
        assert_eq!(xml_text("a\u{0}b\u{1f}\u{fffe}c\u{ffff}\u{b}\u{7f}"), "abc\u{7f}");
    }

    #[test]
    fn nothing_is_markup() {
        let mut out = escaped("a < b & c > d\u{0}\u{1b}[0m");
        attribute(&mut out, "title", "\"it's\"");
        text(&mut out, " \"so\"\u{b}\u{fffe}");
        assert_eq!(out, "a &lt; b &amp; c &gt; d[0m title=\"&quot;it's&quot;\" \"so\" ");
    }
}
