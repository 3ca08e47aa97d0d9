//! Whether a stream of tags says all: only the parser knows where a template, a drawing or a formula
//! ends whose tags do not nest (HTML Standard, 13.2.6.5), and what it drops after a frameset.
//!
//! The answer errs on one side: what looks wrong is left to the parser, which is slower.

use memchr::{memchr, memmem};

/// Elements without content (HTML Standard, 13.1.2).
const VOID: &[&[u8]] = &[
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta",
    b"source", b"track", b"wbr",
];
/// Elements whose content is text (13.1.2), for which a tag in it is none.
const TEXT: &[&[u8]] =
    &[b"iframe", b"noembed", b"noframes", b"script", b"style", b"textarea", b"title", b"xmp"];
/// Start tags that end a drawing or a formula (13.2.6.5).
const BREAKOUT: &[&[u8]] = &[
    b"b",
    b"big",
    b"blockquote",
    b"body",
    b"br",
    b"center",
    b"code",
    b"dd",
    b"div",
    b"dl",
    b"dt",
    b"em",
    b"embed",
    b"font",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"head",
    b"hr",
    b"i",
    b"img",
    b"li",
    b"listing",
    b"menu",
    b"meta",
    b"nobr",
    b"ol",
    b"p",
    b"pre",
    b"ruby",
    b"s",
    b"small",
    b"span",
    b"strong",
    b"strike",
    b"sub",
    b"sup",
    b"table",
    b"tt",
    b"u",
    b"ul",
    b"var",
];
/// Parts of drawings and formulas that hold HTML (13.2.6, integration points).
const INTEGRATION: &[&[u8]] =
    &[b"desc", b"foreignobject", b"mi", b"mn", b"mo", b"ms", b"mtext", b"title"];

/// A tag as its source has it, its name in small letters.
struct Tag {
    name: Vec<u8>,
    is_end: bool,
    is_self_closing: bool,
}

/// An open element of a template, a drawing or a formula.
struct Open {
    name: Vec<u8>,
    /// Whether its children belong to a drawing or a formula.
    is_foreign: bool,
}

/// Whether all tags in templates, drawings and formulas nest, and there is no frameset.
pub(super) fn is_simple(source: &[u8]) -> bool {
    let mut open: Vec<Open> = Vec::new();
    let mut rest = source;
    while let Some(at) = memchr(b'<', rest) {
        rest = &rest[at + 1..];
        let starts = starts_region(rest);
        if open.is_empty() && starts.is_none() {
            continue;
        }
        if starts == Some(Region::Frameset) {
            return false;
        }
        if let Some(comment) = rest.strip_prefix(b"!--") {
            let Some(end) = memmem::find(comment, b"-->") else { return false };
            rest = &comment[end..];
            continue;
        }
        let Some((tag, length)) = tag(rest) else {
            match rest.first() {
                Some(b'!' | b'?' | b'/') => return false,
                // A sign of text.
                _ => continue,
            }
        };
        rest = &rest[length..];
        let is_foreign = open.last().is_some_and(|last| last.is_foreign);
        if !tag.is_end && !is_foreign && TEXT.contains(&&*tag.name) {
            // The rewriter does not know that HTML begins there.
            if open.iter().any(|outer| outer.is_foreign) {
                return false;
            }
            let Some(end) = end_of_text(rest, &tag.name) else { return false };
            rest = &rest[end..];
        } else if !nests(&mut open, tag) {
            return false;
        }
    }
    open.is_empty()
}

#[derive(PartialEq, Eq)]
enum Region {
    Nested,
    Frameset,
}

/// Whether a tag begins what must nest.
fn starts_region(tag: &[u8]) -> Option<Region> {
    let begins = |name: &[u8]| {
        let end = tag.get(name.len()).is_none_or(|&byte| is_end_of_name(byte));
        end && tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
    };
    match tag.first()?.to_ascii_lowercase() {
        b's' if begins(b"svg") => Some(Region::Nested),
        b'm' if begins(b"math") => Some(Region::Nested),
        b't' if begins(b"template") => Some(Region::Nested),
        // A browser with scripts takes its content for text, the parser of the tree for tags.
        b'n' if begins(b"noscript") => Some(Region::Nested),
        b'f' if begins(b"frameset") => Some(Region::Frameset),
        _ => None,
    }
}

fn is_end_of_name(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r' | b'/' | b'>')
}

/// The tag that begins here, after its `<`, and its length with its `>`.
fn tag(source: &[u8]) -> Option<(Tag, usize)> {
    let is_end = source.first() == Some(&b'/');
    let start = usize::from(is_end);
    source.get(start).filter(|byte| byte.is_ascii_alphabetic())?;
    let length = source[start..].iter().position(|&byte| is_end_of_name(byte))?;
    let name = source[start..start + length].to_ascii_lowercase();
    let (mut at, mut quote) = (start + length, None);
    loop {
        match (*source.get(at)?, quote) {
            (byte, Some(open)) if byte == open => quote = None,
            (_, Some(_)) => {}
            (byte @ (b'"' | b'\''), None) => quote = Some(byte),
            (b'>', None) => break,
            // Another tag within a tag: a quote is missing or too many.
            (b'<', None) => return None,
            _ => {}
        }
        at += 1;
    }
    let is_self_closing = source[at - 1] == b'/';
    Some((Tag { name, is_end, is_self_closing }, at + 1))
}

/// Where the text of an element ends, with its end tag; `None` where it does not end, and where a
/// comment in it may hide the end (13.2.5.20, "script data escaped").
fn end_of_text(source: &[u8], name: &[u8]) -> Option<usize> {
    let is_end = |at: usize| {
        let after = at + 2 + name.len();
        source.get(at + 2..after).is_some_and(|found| found.eq_ignore_ascii_case(name))
            && source.get(after).is_some_and(|&byte| is_end_of_name(byte))
    };
    let end = memmem::find_iter(source, b"</").find(|&at| is_end(at))?;
    if memmem::find(&source[..end], b"<!--").is_some() {
        return None;
    }
    Some(end + memchr(b'>', &source[end..])? + 1)
}

/// Whether a tag stands where it may; then what is open is as it leaves it.
fn nests(open: &mut Vec<Open>, tag: Tag) -> bool {
    let Tag { name, is_end, is_self_closing } = tag;
    if is_end {
        return open.pop().is_some_and(|last| last.name == name);
    }
    let begins_drawing = matches!(&*name, b"svg" | b"math");
    let is_foreign = begins_drawing || open.last().is_some_and(|last| last.is_foreign);
    let name_is_in = |names: &[&[u8]]| names.contains(&&*name);
    if is_foreign {
        if name_is_in(BREAKOUT) || &*name == b"annotation-xml" {
            return false;
        }
        if is_self_closing {
            return true;
        }
        let is_foreign = !name_is_in(INTEGRATION);
        open.push(Open { name, is_foreign });
        return true;
    }
    // All that follows is its text.
    if &*name == b"plaintext" {
        return false;
    }
    if !name_is_in(VOID) {
        open.push(Open { name, is_foreign: false });
    }
    true
}

#[cfg(test)]
mod tests {
    use super::is_simple;

    #[test]
    fn pages_that_nest_are_read_as_a_stream() {
        let simple = [
            "<p>1 < 2 & <b>x<i>y</b></p></svg>",
            "<svg viewBox='0 0 1 1'><!-- a > b --><title>Home</title><path d=M0/><g><use href='#a'/></g></SVG>",
            "<template><p>a</p><img src=a><br></template><p>open",
            "<math><mi>x</mi><mtext><b>y</b></mtext></math>",
            "<svg><foreignObject><div>a</div></foreignObject></svg>",
            "<svg/>",
            "<noscript><iframe src=a></iframe><style>a > b { }</style><p>x</p></noscript>",
            "<template><script>'<b>'</script></template>",
        ];
        for source in simple {
            assert!(is_simple(source.as_bytes()), "{source}");
        }
    }

    #[test]
    fn pages_that_do_not_nest_are_left_to_the_parser() {
        let wild = [
            "<svg>",
            "<svg><g></svg>",
            "<svg><p>a</p></svg>",
            "<svg><foreignObject><title>a</title><a href=b>c</a></foreignObject></svg>",
            "<template><div></template>",
            "<template><script><!-- </script></template>",
            "<noscript><title>two words</noscript><td id=a>",
            "<math><annotation-xml encoding=text/html><b></b></annotation-xml></math>",
            "<svg><a title=\"b></a></svg>",
            "<svg><!-- never closed",
            "<svg><![CDATA[ <g> ]]></svg>",
            "<FRAMESET><frame src=a.html></frameset><title>dropped</title>",
        ];
        for source in wild {
            assert!(!is_simple(source.as_bytes()), "{source}");
        }
    }
}
