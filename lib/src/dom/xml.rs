//! Whether a page is XML (HTML Standard, 14: "The XML syntax").

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// How a page is written.
///
/// A browser goes by the type that a server gives a page: `application/xhtml+xml` is XML, `text/html` is not,
/// whatever the page says of itself. Servers go by the ending of the file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Syntax {
    /// HTML, whose parser takes everything.
    #[default]
    Html,
    /// XML: an empty element ends with its tag (`<script src="a.js"/>`), sections of CDATA are text. Entities
    /// of a DTD are not read, whether it lies elsewhere or in the page: only those of HTML have a meaning.
    ///
    /// A page that is not well-formed is read as HTML, where a browser would show an error; see
    /// [`Page::xml_fault`](crate::Page::xml_fault).
    Xml,
}

impl Syntax {
    /// The syntax of a file by the ending of its name: XML for `.xhtml` and `.xht`.
    ///
    /// ```
    /// use textify::Syntax;
    ///
    /// assert_eq!(Syntax::of_name("en/Fees.XHTML"), Syntax::Xml);
    /// assert_eq!(Syntax::of_name("fees.html"), Syntax::Html);
    /// ```
    pub fn of_name(name: &str) -> Syntax {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        match ending.as_deref() {
            Some("xhtml" | "xht") => Syntax::Xml,
            _ => Syntax::Html,
        }
    }
}

/// The namespace of XHTML.
const XHTML: &[u8] = b"http://www.w3.org/1999/xhtml";

/// Why a text is no page in XML, if it is none: with the line on which that is seen.
pub(crate) fn fault(source: &str) -> Option<String> {
    let mut reader = Reader::from_str(source);
    reader.config_mut().check_comments = true;
    let (mut depth, mut has_root) = (0usize, false);
    let why = loop {
        let is_first = !has_root;
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                has_root = true;
                depth += 1;
                if let Some(why) = fault_of_tag(&tag, is_first) {
                    break why;
                }
            }
            Ok(Event::Empty(tag)) => {
                has_root = true;
                if let Some(why) = fault_of_tag(&tag, is_first) {
                    break why;
                }
            }
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) if depth > 0 => break "an element is not closed".to_owned(),
            Ok(Event::Eof) if !has_root => break "there is no element".to_owned(),
            Ok(Event::Eof) => return None,
            Ok(_) => {}
            Err(error) => break error.to_string(),
        }
    };
    let seen = source.as_bytes().get(..reader.buffer_position() as usize);
    let lines = seen.map_or(0, |seen| memchr::memchr_iter(b'\n', seen).count());
    Some(format!("line {}: {why}", lines + 1))
}

/// What is wrong with a start tag; the first is to be `html` in the namespace of XHTML.
fn fault_of_tag(tag: &BytesStart<'_>, is_first: bool) -> Option<String> {
    let mut is_xhtml = false;
    for attribute in tag.attributes() {
        match attribute {
            Ok(it) => is_xhtml |= it.key.as_ref() == b"xmlns" && *it.value == *XHTML,
            Err(error) => return Some(error.to_string()),
        }
    }
    let is_page = tag.name().as_ref() == b"html" && is_xhtml;
    let says = "the first element is not html in the namespace http://www.w3.org/1999/xhtml";
    (is_first && !is_page).then(|| says.to_owned())
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn knows_well_formed_pages() {
        let page = |rest: &str| {
            format!("<?xml version=\"1.0\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">{rest}")
        };
        assert_eq!(fault(&page("<p>a&nbsp;b<br/><![CDATA[<]]></p></html>\n<!-- x -->")), None);
        for (rest, line) in [
            ("<p>a</html>", "line 2: "),
            ("\n<p a='1' a='2'/></html>", "line 3: "),
            ("\n<p a=1/></html>", "line 3: "),
            ("<p>", "line 2: "),
        ] {
            let found = fault(&page(rest)).unwrap_or_default();
            assert!(found.starts_with(line), "{rest}: {found}");
        }
        for other in ["", "<html><p>a</p></html>", "<svg xmlns='http://www.w3.org/2000/svg'/>"] {
            assert!(fault(other).is_some(), "{other}");
        }
    }
}
