//! The style of a printed document.

use super::Size;

const STYLE: &str = include_str!("print.css");
const CLEAR: &str = include_str!("clear.css");
const LARGE: &str = include_str!("large.css");

/// Writes the style sheet, with the title at the top of each page and its number at the bottom.
pub(super) fn write(out: &mut String, size: Size, title: &str) {
    let (points, more) = match size {
        Size::Normal => (12, ""),
        Size::Clear => (14, CLEAR),
        Size::Large => (18, LARGE),
    };
    out.push_str(&format!("html{{font-size:{points}pt}}\n"));
    out.push_str(STYLE);
    out.push_str(more);
    // Page numbers are as large as the text; a browser without margin boxes leaves them out.
    let font = format!("font:{points}pt Arial,\"Liberation Sans\",Helvetica,sans-serif");
    out.push_str("@page{@top-left{content:\"");
    string(out, title);
    out.push_str(&format!("\";{font}}}"));
    out.push_str(&format!(
        "@bottom-right{{content:counter(page) \" / \" counter(pages);{font}}}}}\n"
    ));
}

/// The most letters of a title at the top of a page.
const LONGEST: usize = 60;

/// Writes text within a CSS string; what could end it, or the style element, is escaped (CSS
/// Syntax 3, 4.3.7).
fn string(out: &mut String, text: &str) {
    for (at, c) in text.chars().enumerate() {
        match c {
            _ if at == LONGEST => return out.push('…'),
            c if c.is_alphanumeric() || c == ' ' || ",.-–()".contains(c) => out.push(c),
            c => out.push_str(&format!("\\{:x} ", c as u32)),
        }
    }
}
