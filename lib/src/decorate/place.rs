//! Where links go into a page.

use super::LinksPosition;
use super::layout::{after_hidden, instead, is_tight};
use crate::css::Display;
use crate::dom::{Document, NodeId, Step, Tag, end_of_prologue, end_of_text};
use crate::page::Page;

/// The places for what is inserted, each where a browser reads markup.
#[derive(Debug)]
pub(super) struct Places {
    /// In the head; `None` where that has no place.
    pub(super) head: Option<usize>,
    /// At the beginning of the body.
    pub(super) top: usize,
    /// At its end, if that is asked for.
    pub(super) end: Option<usize>,
    /// Whether the one at the beginning is behind skip links of the page.
    pub(super) after_skip_links: bool,
    /// Whether it is certain that all are within the body, and not in what was left open there.
    pub(super) is_certain: bool,
}

impl Places {
    /// `None` where no place can be found in which the body begins.
    pub(super) fn new(page: &Page, body: NodeId, position: LinksPosition) -> Option<Places> {
        let document = &page.document;
        let head = end_of_head(page);
        let begin = document.start_tag(body).map(|span| span.end as usize).or(head)?;
        let skip_links = after_skip_links(page, body);
        let next = skip_links.or_else(|| after_hidden(page, body));
        let (parent, from) = match next {
            Some(next) => (document.parent(next)?, Some(next)),
            None => (body, document.first_child(body)),
        };
        let inner = instead(page, parent, from).and_then(|holder| document.start_tag(holder));
        let outer = next.and_then(|next| document.start_tag(next)).map(|span| span.start as usize);
        let top = inner.map(|span| span.end as usize).or(outer);
        let top = top.filter(|&top| top > begin && is_outside_links(page, top));
        let mut places = Places {
            head: head.filter(|&head| head <= begin),
            top: top.unwrap_or(begin),
            end: None,
            after_skip_links: skip_links.is_some() && top.is_some(),
            is_certain: true,
        };
        // An item at the end of a row is no better than one at its beginning.
        if position == LinksPosition::End && !is_tight(page, body) {
            let end = document.body_end_tag().map(|span| span.start as usize);
            places.end = Some(end.unwrap_or(page.source().len())).filter(|&end| end >= places.top);
            places.is_certain = end.is_some() && !may_be_open(document, body);
        }
        Some(places)
    }
}

/// Whether the last of a page's elements may be one that is never closed and takes no links.
fn may_be_open(document: &Document, body: NodeId) -> bool {
    let last = std::iter::successors(Some(body), |&id| document.last_child(id));
    let takes_links = |id: NodeId| {
        use Tag::*;
        !document.is_element(id)
            || matches!(
                document.tag(id),
                Body | Div
                    | P
                    | Main
                    | Footer
                    | Section
                    | Article
                    | Aside
                    | Nav
                    | Ul
                    | Ol
                    | Li
                    | Header
            )
    };
    !last.into_iter().all(takes_links)
}

/// The most skip links that a page begins with: a longer row is its table of contents.
const MOST: usize = 6;

/// The most letters before a skip link, such as those of a note that scripts take away.
const BEFORE: usize = 200;

/// What follows the skip links that a page begins with, if it has such. People who move from
/// link to link come to these first, as the author wanted (WCAG 2.2, technique G1), and then to others.
fn after_skip_links(page: &Page, body: NodeId) -> Option<NodeId> {
    let document = &page.document;
    let mut passed = last_skip_link(page, body)?;
    let shows = |&node: &NodeId| {
        let gone = page.styles.of(node).display == Display::None || document.tag(node) == Tag::Br;
        match document.text(node) {
            Some(text) => !text.trim().is_empty(),
            None => document.is_element(node) && !gone,
        }
    };
    // Out of what holds nothing else, or is a row, to what follows.
    while passed != body {
        let after = std::iter::successors(document.next_sibling(passed), |&node| {
            document.next_sibling(node)
        });
        let parent = document.parent(passed)?;
        if (parent == body || !is_tight(page, parent))
            && let Some(next) = after.into_iter().find(shows)
        {
            let takes_any = matches!(
                document.tag(parent),
                Tag::Body | Tag::Div | Tag::Header | Tag::Section | Tag::Form | Tag::Center
            );
            return Some(next).filter(|&next| takes_any && document.start_tag(next).is_some());
        }
        passed = parent;
    }
    None
}

/// Whether no link is open at a place: links in links are none.
fn is_outside_links(page: &Page, at: usize) -> bool {
    let document = &page.document;
    let links = document.all().filter(|&id| document.tag(id) == Tag::A);
    let ends = links.filter_map(|id| Some(document.start_tag(id)?.end as usize));
    let last = ends.filter(|&end| end <= at).max();
    last.is_none_or(|last| {
        let between = page.source().as_bytes().get(last..at).unwrap_or_default();
        between.windows(3).any(|tag| tag.eq_ignore_ascii_case(b"</a"))
    })
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
fn end_of_head(page: &Page) -> Option<usize> {
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
    Some(open.map_or_else(|| end_of_prologue(page.source()), |span| span.end as usize))
}

/// Where an element of the head ends, whose start tag ends at `start`.
fn end_of(page: &Page, element: NodeId, start: usize) -> Option<usize> {
    let document = &page.document;
    match document.tag(element) {
        Tag::Meta | Tag::Link | Tag::Base | Tag::Basefont | Tag::Bgsound => Some(start),
        // Its content may begin the body, where scripts do not run.
        Tag::Noscript => Some(document.start_tag(element)?.start as usize),
        Tag::Title | Tag::Style | Tag::Script => {
            end_of_text(page.source(), start, document.name(element))
        }
        // Others may hold anything.
        _ => None,
    }
}
