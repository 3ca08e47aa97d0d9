//! HTML as the outputs that are HTML share it: an element for each of a reading, and what text,
//! attributes and addresses may hold.

mod controls;
mod elements;
mod late;
mod links;
mod lists;
mod names;
mod own;
mod regions;
mod tables;

pub(super) use elements::Body;
pub(super) use names::direction;
pub(super) use own::own_words;
pub(super) use regions::Landmark;

pub(super) fn link(out: &mut String, href: &str, name: &str) {
    out.push_str("<a");
    links::address(out, "href", href);
    out.push('>');
    text(out, name);
    out.push_str("</a>");
}

/// Writes text so that nothing in it is markup; control characters have no place in HTML.
pub(super) fn text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| matches!(c, '&' | '<' | '>') || is_forbidden(c)) {
        out.push_str(&rest[..at]);
        let found = rest[at..].chars().next().unwrap_or_default();
        out.push_str(match found {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
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

/// Writes an attribute with a leading space.
pub(super) fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c if is_forbidden(c) => {}
            c => out.push(c),
        }
    }
    out.push('"');
}
