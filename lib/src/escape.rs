//! Text in HTML that says what it says and is no markup.

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

/// Controls and noncharacters (HTML Standard, 13.1.4: text must not contain them).
fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
        || (c as u32 & 0xfffe) == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup() {
        let mut out = escaped("a < b & c > d\u{0}\u{1b}[0m");
        attribute(&mut out, "title", "\"it's\"");
        text(&mut out, " \"so\"\u{b}\u{fffe}");
        assert_eq!(out, "a &lt; b &amp; c &gt; d[0m title=\"&quot;it's&quot;\" \"so\" ");
    }
}
