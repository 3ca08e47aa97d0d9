//! Text in HTML that says what it says and is no markup.

/// Text for an element or a value in quotes, without the controls that may not stand there (HTML
/// Standard, 13.1.4).
pub(crate) fn escaped(text: &str) -> String {
    let allowed = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    quick_xml::escape::escape(text.chars().filter(allowed).collect::<String>()).into_owned()
}

/// Writes an attribute with a leading space.
pub(crate) fn attribute(out: &mut String, name: &str, value: &str) {
    out.push_str(&format!(" {name}=\"{}\"", escaped(value)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup() {
        let mut out = escaped("a < b & c > d\u{0}\u{1b}[0m");
        attribute(&mut out, "title", "\"it's\"");
        assert_eq!(out, "a &lt; b &amp; c &gt; d[0m title=\"&quot;it&apos;s&quot;\"");
    }
}
