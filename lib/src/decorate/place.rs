//! Where links go into a page.

use crate::css::Display;
use crate::dom::{Document, NodeId, Step, Tag};
use crate::page::Page;
use memchr::{memchr, memmem};

/// The most skip links that a page begins with: a longer row is its table of contents.
const MOST: usize = 6;

/// The most letters before a skip link, such as those of a note that scripts take away.
const BEFORE: usize = 200;

/// The place behind the skip links that a page begins with, if it has such. Whoever goes through a page
/// by its links comes to these first, as its author wanted (WCAG 2.2, technique G1), and then to others.
pub(super) fn after_skip_links(page: &Page, body: NodeId) -> Option<usize> {
    let document = &page.document;
    let mut passed = last_skip_link(page, body)?;
    let shows = |&node: &NodeId| {
        let gone = page.styles.of(node).display == Display::None || document.tag(node) == Tag::Br;
        match document.text(node) {
            Some(text) => !text.trim().is_empty(),
            None => document.is_element(node) && !gone,
        }
    };
    // Out of what holds nothing else, to what follows.
    while passed != body {
        let after = std::iter::successors(document.next_sibling(passed), |&node| {
            document.next_sibling(node)
        });
        let parent = document.parent(passed)?;
        if let Some(next) = after.into_iter().find(shows) {
            let takes_any = matches!(
                document.tag(parent),
                Tag::Body | Tag::Div | Tag::Header | Tag::Section | Tag::Form | Tag::Center
            );
            return Some(document.start_tag(next).filter(|_| takes_any)?.start as usize);
        }
        passed = parent;
    }
    None
}

/// The last of the links within the page that come before other links; behind a text, of those that
/// say that they are skip links.
fn last_skip_link(page: &Page, body: NodeId) -> Option<NodeId> {
    let document = &page.document;
    let (mut last, mut count, mut letters) = (None, 0, 0);
    let mut walk = document.walk(body);
    while let Some(step) = walk.next() {
        let Step::Enter(node) = step else { continue };
        letters += document.text(node).map_or(0, |text| text.trim().len());
        if letters > BEFORE {
            break;
        }
        if !document.is_element(node) {
            continue;
        }
        match (document.tag(node), document.attr(node, "href")) {
            _ if page.styles.of(node).display == Display::None => walk.skip_children(node),
            // Not there where scripts run.
            (Tag::Noscript, _) => walk.skip_children(node),
            (Tag::A, Some(href)) if href.len() > 1 && href.starts_with('#') => {
                if letters == 0 || says_skip(document, node) {
                    (last, count) = (Some(node), count + 1);
                }
                walk.skip_children(node);
            }
            (Tag::A | Tag::Area, Some(_)) | (Tag::Iframe, _) => break,
            _ => {}
        }
    }
    last.filter(|_| count <= MOST)
}

/// Whether a link is called a skip link, by its text or by its class.
fn says_skip(document: &Document, link: NodeId) -> bool {
    let has = |text: &str| text.to_ascii_lowercase().contains("skip");
    document.attr(link, "class").is_some_and(has) || has(&document.text_content(link))
}

/// Where the content of the head ends: behind its last element, so that the encoding that it
/// declares stays where it is looked for.
pub(super) fn end_of_head(page: &Page) -> Option<usize> {
    let document = &page.document;
    let html = document.children(Document::ROOT).find(|&id| document.tag(id) == Tag::Html)?;
    let head = document.children(html).find(|&id| document.tag(id) == Tag::Head)?;
    let last = document
        .children(head)
        .filter_map(|id| Some((document.start_tag(id)?.end, id)))
        .max_by_key(|&(end, _)| end);
    if let Some((end, last)) = last {
        return end_of(page, last, end as usize);
    }
    let open = document.start_tag(head).or(document.start_tag(html));
    Some(open.map_or_else(|| after_doctype(page.source()), |span| span.end as usize))
}

/// Where an element of the head ends, whose start tag ends at `start`.
fn end_of(page: &Page, element: NodeId, start: usize) -> Option<usize> {
    let document = &page.document;
    match document.tag(element) {
        Tag::Meta | Tag::Link | Tag::Base | Tag::Basefont | Tag::Bgsound => Some(start),
        // Its content may begin the body, where scripts do not run.
        Tag::Noscript => Some(document.start_tag(element)?.start as usize),
        Tag::Title | Tag::Style | Tag::Script => {
            let source = page.source().as_bytes();
            let name = document.name(element).as_bytes();
            let mut ends = memmem::find_iter(&source[start..], b"</").map(|at| start + at);
            let end = ends.find(|at| {
                let found = source.get(at + 2..at + 2 + name.len());
                found.is_some_and(|found| found.eq_ignore_ascii_case(name))
            })?;
            Some(end + memchr(b'>', &source[end..])? + 1)
        }
        // Others may hold anything.
        _ => None,
    }
}

/// The end of what stands before every tag: white space, comments, the doctype, an XML declaration.
fn after_doctype(source: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &source[at..];
        let trimmed = rest.trim_start();
        let end = match trimmed {
            _ if trimmed.starts_with("<!--") => trimmed.find("-->").map(|end| end + "-->".len()),
            _ if trimmed.starts_with("<!") || trimmed.starts_with("<?") => {
                trimmed.find('>').map(|end| end + 1)
            }
            _ => None,
        };
        match end {
            Some(end) => at += rest.len() - trimmed.len() + end,
            None => return at,
        }
    }
}
