//! Where the text of an element ends that holds nothing but text.

use memchr::{memchr2, memmem};

/// The "appropriate end tag" of such an element.
pub(super) fn end(text: &[u8], name: &str) -> Option<usize> {
    memmem::find_iter(text, b"</").find(|&at| is_named(&text[at + "</".len()..], name))
}

/// Whether text begins with a whole tag name, in any case.
fn is_named(text: &[u8], name: &str) -> bool {
    let found = text.get(..name.len());
    found.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        && text.get(name.len()).is_some_and(|&byte| super::is_space(byte) || b"/>".contains(&byte))
}

/// How far text is inside what old browsers took for a comment in a script.
enum Escaped {
    No,
    /// "Script data escaped": after `<!--`.
    Once,
    /// "Script data double escaped": after a `<script` in that, the end tag of which ends nothing.
    Twice,
}

/// The end tag of a script (HTML Standard, from "script data state" to "script data double escape
/// end state").
pub(super) fn script_end(text: &[u8]) -> Option<usize> {
    const NAME: &str = "script";
    let (mut escaped, mut at) = (Escaped::No, 0);
    while let Some(found) = memchr2(b'<', b'-', text.get(at..)?) {
        at += found;
        let rest = &text[at..];
        let is_end = rest.starts_with(b"</") && is_named(&rest["</".len()..], NAME);
        at += match escaped {
            Escaped::No | Escaped::Once if is_end => return Some(at),
            Escaped::No if rest.starts_with(b"<!--") => {
                escaped = Escaped::Once;
                // Its hyphens can be those of the end as well.
                "<!".len()
            }
            Escaped::Once | Escaped::Twice if rest.starts_with(b"-->") => {
                escaped = Escaped::No;
                "-->".len()
            }
            Escaped::Once if rest[0] == b'<' && is_named(&rest[1..], NAME) => {
                escaped = Escaped::Twice;
                "<script".len()
            }
            Escaped::Twice if is_end => {
                escaped = Escaped::Once;
                "</script".len()
            }
            _ => 1,
        };
    }
    None
}
