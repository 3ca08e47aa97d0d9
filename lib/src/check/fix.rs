//! Edits of the source that mend findings: byte-exact, everything else untouched.

use super::context::Context;
use super::finding::{Finding, Fix};
use crate::dom::NodeId;
use std::ops::Range;

/// What became of a source when fixes were applied.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fixed {
    /// The source with the fixes.
    pub bytes: Vec<u8>,
    /// How many fixes were applied.
    pub applied: usize,
    /// How many were not, since another edit of the same place came first; a second run has them.
    pub skipped: usize,
}

/// Applies the fixes of findings to the source that they were found in; with `all` those too that
/// a person should look at afterwards.
///
/// ```
/// use textify::{Page, ParseOptions, check::{Check, apply_fixes}};
///
/// let source = b"<table><tr><th SCOPE='column'>Fee<tr><td>120</table>";
/// let page = Page::parse(source, &ParseOptions::new())?;
/// let fixed = apply_fixes(source, Check::new().page(&page).findings(), false);
/// assert_eq!(fixed.bytes, b"<table><tr><th SCOPE=\"col\">Fee<tr><td>120</table>");
/// # Ok::<(), textify::Error>(())
/// ```
pub fn apply_fixes<'f>(
    source: &[u8],
    findings: impl IntoIterator<Item = &'f Finding>,
    all: bool,
) -> Fixed {
    let fixes = findings.into_iter().filter_map(Finding::fix).filter(|fix| all || fix.safe);
    let mut edits: Vec<&(Range<usize>, Vec<u8>)> = Vec::new();
    let (mut applied, mut skipped) = (0, 0);
    for fix in fixes {
        let free = |(range, _): &(Range<usize>, Vec<u8>)| {
            let at = edits.partition_point(|(other, _)| other.end < range.start);
            edits.get(at).is_none_or(|(other, _)| other.start > range.end)
        };
        if fix.edits.iter().all(free) && fix.edits.iter().all(|(r, _)| r.end <= source.len()) {
            applied += 1;
            for edit in &fix.edits {
                let at = edits.partition_point(|(other, _)| other.end < edit.0.start);
                edits.insert(at, edit);
            }
        } else {
            skipped += 1;
        }
    }
    let mut bytes = Vec::with_capacity(source.len());
    let mut from = 0;
    for (range, text) in edits {
        bytes.extend_from_slice(&source[from..range.start]);
        bytes.extend_from_slice(text);
        from = range.end;
    }
    bytes.extend_from_slice(&source[from..]);
    Fixed { bytes, applied, skipped }
}

/// An attribute in the source of a start tag: where its name begins, and its value with its quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Written {
    name: Range<usize>,
    value: Option<Range<usize>>,
}

impl Written {
    /// From the white space before the name to the end of the value.
    fn whole(&self, tag: &str) -> Range<usize> {
        let before = tag[..self.name.start].trim_ascii_end().len();
        before..self.value.as_ref().map_or(self.name.end, |value| value.end)
    }
}

/// The attributes of a start tag (HTML Standard, 13.2.5.32 to 13.2.5.39).
fn attributes(tag: &str) -> Vec<Written> {
    let bytes = tag.as_bytes();
    let end = bytes.len().saturating_sub(1);
    let space = |at: usize| bytes[at].is_ascii_whitespace();
    let mut found = Vec::new();
    let mut at = 1;
    while at < end && !space(at) && bytes[at] != b'/' {
        at += 1;
    }
    loop {
        while at < end && (space(at) || bytes[at] == b'/') {
            at += 1;
        }
        if at >= end {
            return found;
        }
        let start = at;
        // An equals sign at the beginning belongs to the name.
        at += 1;
        while at < end && !space(at) && !matches!(bytes[at], b'=' | b'/') {
            at += 1;
        }
        let name = start..at;
        let mut ahead = at;
        while ahead < end && space(ahead) {
            ahead += 1;
        }
        let value = (ahead < end && bytes[ahead] == b'=').then(|| value(bytes, ahead + 1, end));
        at = value.as_ref().map_or(at, |value| value.end);
        found.push(Written { name, value });
    }
}

fn value(bytes: &[u8], mut at: usize, end: usize) -> Range<usize> {
    while at < end && bytes[at].is_ascii_whitespace() {
        at += 1;
    }
    let start = at;
    match bytes.get(at) {
        Some(&quote @ (b'"' | b'\'')) => {
            at += 1;
            while at < end && bytes[at] != quote {
                at += 1;
            }
            start..(at + 1).min(end)
        }
        _ => {
            while at < end && !bytes[at].is_ascii_whitespace() {
                at += 1;
            }
            start..at
        }
    }
}

impl Context<'_> {
    /// A fix that takes an attribute away.
    pub(crate) fn without(&self, node: NodeId, name: &str, safe: bool) -> Option<Fix> {
        let what = format!("Remove the attribute {name}");
        self.edit(node, name, what, safe, |tag, written| (written.whole(tag), String::new()))
    }

    /// A fix that gives an attribute another value.
    pub(crate) fn with_value(
        &self,
        node: NodeId,
        name: &str,
        value: &str,
        safe: bool,
    ) -> Option<Fix> {
        let what = format!("Set {name} to “{value}”");
        let quoted = format!("\"{}\"", value.replace('&', "&amp;").replace('"', "&quot;"));
        self.edit(node, name, what, safe, |_, written| match &written.value {
            Some(range) => (range.clone(), quoted),
            None => (written.name.end..written.name.end, format!("={quoted}")),
        })
    }

    /// A fix that adds an attribute to a start tag.
    pub(crate) fn with_new(
        &self,
        node: NodeId,
        name: &str,
        value: &str,
        safe: bool,
    ) -> Option<Fix> {
        let span = self.doc.start_tag(node)?;
        let at = span.start as usize + 1 + self.doc.name(node).len();
        let value = value.replace('&', "&amp;").replace('"', "&quot;");
        let text = format!(" {name}=\"{value}\"");
        let what = format!("Add {name}=\"{value}\"");
        Some(Fix { what, safe, edits: vec![self.page.edit(at..at, &text)] })
    }

    fn edit(
        &self,
        node: NodeId,
        name: &str,
        what: String,
        safe: bool,
        edit: impl FnOnce(&str, &Written) -> (Range<usize>, String),
    ) -> Option<Fix> {
        let span = self.doc.start_tag(node)?.range();
        let tag = &self.page.source()[span.clone()];
        let all = attributes(tag);
        let written = all.iter().find(|a| tag[a.name.clone()].eq_ignore_ascii_case(name))?;
        let (range, text) = edit(tag, written);
        let range = span.start + range.start..span.start + range.end;
        Some(Fix { what, safe, edits: vec![self.page.edit(range, &text)] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_stand_where_the_tokenizer_finds_them() {
        let tag = "<a\thref = 'x > y'class=b data-x / =odd hidden\nTITLE=\"&lt;\"/>";
        let text = |range: &Range<usize>| &tag[range.clone()];
        let found: Vec<_> =
            attributes(tag).iter().map(|a| (text(&a.name), a.value.as_ref().map(text))).collect();
        assert_eq!(
            found,
            [
                ("href", Some("'x > y'")),
                ("class", Some("b")),
                ("data-x", None),
                ("=odd", None),
                ("hidden", None),
                ("TITLE", Some("\"&lt;\"")),
            ]
        );
    }

    #[test]
    fn edits_of_one_place_are_applied_one_at_a_time() {
        let fix = |range: Range<usize>, text: &str| Fix {
            what: String::new(),
            safe: true,
            edits: vec![(range, text.into())],
        };
        let finding = |fix: Fix| {
            let weight = (super::super::Outcome::Failed, super::super::Severity::Error);
            let rule = super::super::RULES[0];
            let finding = Finding::new(rule, weight, String::new(), Default::default());
            Finding { fix: Some(fix), ..finding }
        };
        let findings = [fix(4..6, "X"), fix(0..1, ""), fix(5..7, "Y")].map(finding);
        let fixed = apply_fixes(b"abcdefgh", &findings, false);
        assert_eq!((fixed.bytes.as_slice(), fixed.applied, fixed.skipped), (&b"bcdXgh"[..], 2, 1));
    }
}
