//! What the head of a version says to search engines.

use crate::escape::attribute;
use crate::page::{Page, is_canonical};

/// Writes the canonical address, where it is one, and the directives of the pages for robots: a version
/// may be indexed where its page may.
pub(super) fn write<'p>(
    out: &mut String,
    canonical: Option<&str>,
    pages: impl Iterator<Item = &'p Page>,
) {
    if let Some(url) = canonical.filter(|url| is_canonical(url)) {
        out.push_str("<link rel=\"canonical\"");
        attribute(out, "href", url);
        out.push_str(">\n");
    }
    let mut said = Vec::new();
    for (name, content) in pages.flat_map(Page::robots) {
        if said.contains(&(name, content)) {
            continue;
        }
        said.push((name, content));
        out.push_str("<meta");
        attribute(out, "name", name);
        attribute(out, "content", content);
        out.push_str(">\n");
    }
}
