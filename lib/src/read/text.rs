//! The text of a part of the page in one line, as names and labels need it.

use super::space::{runs_together, without_soft_hyphens};
use crate::css::Display;
use crate::dom::{Data, NodeId, Ns, Step, Tag};
use crate::escape::says_something;
use crate::page::Page;
use percent_encoding::percent_decode_str;
use url::Url;

/// The visible text of a subtree: white space collapsed, images by their alternative text, blocks
/// separated by a space.
pub(crate) fn visible_text(page: &Page, root: NodeId) -> String {
    text_without(page, root, |_| false)
}

/// The visible text of a subtree, some elements left out.
pub(super) fn text_without(page: &Page, root: NodeId, without: impl Fn(NodeId) -> bool) -> String {
    let seen = |id| shown(page, id) && !without(id);
    collect(page, root, seen, |id| !page.styles.of(id).invisible)
}

/// The text that is seen in an element, or would be if the element itself was.
pub(super) fn text_within(page: &Page, root: NodeId) -> String {
    let gone = page.styles.of(root).invisible;
    let seen = |id| id == root || shown(page, id);
    collect(page, root, seen, |id| gone || !page.styles.of(id).invisible)
}

/// Whether an element is rendered, or names a drawing that is.
fn shown(page: &Page, id: NodeId) -> bool {
    let drawn = || page.document.ns(id) == Ns::Svg && page.document.name(id) == "title";
    page.styles.of(id).display != Display::None || drawn()
}

/// Whether an element is not rendered, or rendered without being seen.
pub(super) fn hidden(page: &Page, node: NodeId) -> bool {
    let gone = |id| page.styles.of(id).display == Display::None;
    page.styles.of(node).invisible || gone(node) || page.document.ancestors(node).any(gone)
}

/// A text of several words, or `None` where there is nothing but white space.
pub(super) fn filled(value: Option<&str>) -> Option<&str> {
    value.map(str::trim).filter(|value| says_something(value))
}

/// One line of text in the making.
struct Line {
    text: String,
    gap: bool,
    /// Whether what comes next must not run into what stands before it.
    apart: bool,
}

impl Line {
    fn push(&mut self, text: &str) {
        for (at, word) in text.split(|c: char| c.is_ascii_whitespace()).enumerate() {
            self.gap |= at > 0;
            if word.is_empty() {
                continue;
            }
            self.gap |= std::mem::take(&mut self.apart)
                && runs_together(self.text.chars().next_back(), word);
            if self.gap && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.gap = false;
            self.text.push_str(word);
        }
    }
}

fn collect(
    page: &Page,
    root: NodeId,
    seen: impl Fn(NodeId) -> bool,
    visible: impl Fn(NodeId) -> bool,
) -> String {
    let document = &page.document;
    let mut line = Line { text: String::new(), gap: false, apart: false };
    let mut walk = document.walk(root);
    while let Some(step) = walk.next() {
        let (Step::Enter(id) | Step::Leave(id)) = step;
        let entering = step == Step::Enter(id);
        match document.data(id) {
            Data::Text(_) if entering && visible(id) => {
                line.push(document.text(id).unwrap_or_default());
            }
            Data::Element(_) if entering && (!seen(id) || never_text(page, id)) => {
                walk.skip_children(id);
            }
            Data::Element(_) => {
                let style = page.styles.of(id);
                line.gap |= style.display.is_block() || document.ns(id) == Ns::Svg;
                line.gap |= matches!(document.tag(id), Tag::Br | Tag::Rt);
                line.apart |= style.display.is_atomic();
                if !entering {
                    continue;
                }
                if let Some(alternative) = replacement(page, id) {
                    if visible(id) {
                        line.gap = true;
                        line.push(alternative);
                        line.gap = true;
                    }
                    walk.skip_children(id);
                }
            }
            _ => {}
        }
    }
    // A no-break space at either end is padding, not text.
    match says_something(&line.text) {
        true => line.text.trim().to_owned(),
        false => String::new(),
    }
}

/// Elements whose content is no text of the page, whatever their style.
fn never_text(page: &Page, id: NodeId) -> bool {
    let document = &page.document;
    match document.tag(id) {
        Tag::Script | Tag::Style | Tag::Template | Tag::Noembed | Tag::Noframes => true,
        Tag::Iframe | Tag::Video | Tag::Audio | Tag::Canvas => true,
        // The title of a drawing names it; the rest here describes or prepares.
        Tag::Other if document.ns(id) == Ns::Svg => {
            matches!(document.name(id), "desc" | "metadata" | "defs" | "style" | "script")
        }
        _ => false,
    }
}

/// What stands for an element that shows something else than its content.
fn replacement(page: &Page, id: NodeId) -> Option<&str> {
    let document = &page.document;
    let attr = |name| filled(document.attr(id, name));
    let role_img = attr("role").is_some_and(|role| role.eq_ignore_ascii_case("img"));
    match document.tag(id) {
        Tag::Img => Some(attr("aria-label").or(attr("alt")).unwrap_or_default()),
        Tag::Input => {
            let kind = document.attr(id, "type").unwrap_or_default().to_ascii_lowercase();
            Some(match kind.as_str() {
                "image" => attr("alt").unwrap_or_default(),
                "submit" | "reset" | "button" => attr("value").unwrap_or_default(),
                _ => "",
            })
        }
        Tag::Other if document.name(id) == "svg" => attr("aria-label"),
        _ if role_img => attr("aria-label"),
        _ => None,
    }
}

/// A name for a link, button or area that has no text: its title, else the file that it leads to
/// or shows, else the host.
pub(crate) fn link_name_fallback(page: &Page, node: NodeId) -> Option<String> {
    let document = &page.document;
    if let Some(title) = filled(document.attr(node, "title")) {
        return Some(title.split_ascii_whitespace().collect::<Vec<_>>().join(" "));
    }
    let target = ["href", "src", "data"].into_iter().find_map(|name| document.attr(node, name));
    let target = filled(target)?;
    let target = page.resolve(target);
    let name = match Url::parse(&target) {
        Ok(url) if url.cannot_be_a_base() => match url.scheme() {
            "javascript" | "data" | "about" | "blob" => None,
            _ => Some(decoded(url.path())),
        },
        Ok(url) => {
            let path = last_segment(url.path()).map(decoded);
            path.or_else(|| url.host_str().map(str::to_owned))
        }
        Err(_) => {
            let end = target.find(['?', '#']).unwrap_or(target.len());
            let fragment = || target.split_once('#').map(|(_, fragment)| fragment);
            last_segment(&target[..end]).or_else(fragment).map(decoded)
        }
    };
    name.filter(|name| !name.is_empty())
}

fn last_segment(path: &str) -> Option<&str> {
    path.rsplit('/').find(|segment| !matches!(*segment, "" | "." | ".."))
}

fn decoded(text: &str) -> String {
    let text = percent_decode_str(text).decode_utf8_lossy();
    let text = without_soft_hyphens(&text);
    text.replace(char::is_control, " ").trim().to_owned()
}

/// What a menu or an aside begins with, where that names it: a heading, or words and a colon.
pub(crate) fn opening_words(page: &Page, root: NodeId) -> Option<String> {
    const LONGEST: usize = 60;
    let is_heading = |id: NodeId| is_heading(page.document.tag(id));
    let first = opening(page, root, is_heading)?;
    let words = visible_text(page, first);
    let name = if is_heading(first) { Some(&*words) } else { words.strip_suffix(':') };
    name.map(str::trim).filter(|n| !n.is_empty() && n.chars().count() <= LONGEST).map(str::to_owned)
}

/// Whether a part of the page begins with these very words: as a heading, or as text.
pub(super) fn opens_with(page: &Page, root: NodeId, label: &str) -> bool {
    let document = &page.document;
    let is_heading = |id: NodeId| is_heading(document.tag(id));
    let words = opening(page, root, is_heading).map(|first| visible_text(page, first));
    words.is_some_and(|words| solid(&words) == solid(label))
}

/// Words as they are compared: letter case, white space and a colon at the end do not count.
fn solid(words: &str) -> String {
    let words = words.trim().trim_end_matches(':').to_lowercase();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_heading(tag: Tag) -> bool {
    matches!(tag, Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6)
}

/// The first of some elements, or of text that is shown, within a part of the page.
fn opening(page: &Page, root: NodeId, wanted: impl Fn(NodeId) -> bool) -> Option<NodeId> {
    let document = &page.document;
    let is_shown = |id: &NodeId| page.styles.of(*id).display != Display::None;
    document
        .descendants(root)
        .filter(is_shown)
        .find(|&id| wanted(id) || document.text(id).is_some_and(|text| !text.trim().is_empty()))
}

/// The heading of the first level that a part of the page begins with.
pub(super) fn opening_heading(page: &Page, root: NodeId) -> Option<String> {
    let is_title = |id| page.document.tag(id) == Tag::H1;
    let first = opening(page, root, is_title).filter(|&id| is_title(id))?;
    Some(visible_text(page, first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ParseOptions;

    fn page(html: &str) -> Page {
        Page::from_html(html, &ParseOptions::new()).unwrap()
    }

    fn text(html: &str) -> String {
        let page = page(html);
        visible_text(&page, page.by_id("t").unwrap())
    }

    #[test]
    fn blocks_are_apart_and_inlines_together() {
        let html = "<div id=t>  one<b>two</b>\n <p>three</p>four<br>five <ul><li>six<li>seven</ul>";
        assert_eq!(text(html), "onetwo three four five six seven");
        assert_eq!(text("<table id=t><tr><td>a<td>b<tr><td>c</table>"), "a b c");
    }

    #[test]
    fn images_speak_and_hidden_parts_do_not() {
        let html = "<p id=t>To <img src=a.gif alt='the map'> <img src=b.gif> <img alt=''>of\
            <span style='display:none'>nothing</span> <script>x()</script><span hidden>no</span>\
            <b style='visibility:hidden'>unseen</b> town";
        assert_eq!(text(html), "To the map of town");
        assert_eq!(text("<a id=t><svg aria-label=Home><path/></svg></a>"), "Home");
        assert_eq!(text("<a id=t><svg><title>Home</title><desc>A house</desc></svg></a>"), "Home");
        assert_eq!(text("<p id=t>&nbsp;10&nbsp;000&nbsp;"), "10\u{a0}000");
    }

    #[test]
    fn deep_trees_need_no_stack() {
        let html = format!("<div id=t>{}x", "<div><b>".repeat(5000));
        assert_eq!(text(&html), "x");
    }

    #[test]
    fn nameless_links_are_named_by_title_file_or_host() {
        let name = |html: &str| {
            let page = page(&format!("<base href='https://example.org/a/'>{html}"));
            link_name_fallback(&page, page.by_id("t").unwrap())
        };
        let is = |html: &str, expected: &str| assert_eq!(name(html).as_deref(), Some(expected));
        is("<a id=t href='x.pdf' title=' The \n form '></a>", "The form");
        is("<a id=t href='/dir/kontakt.aspx?docid=7#top'></a>", "kontakt.aspx");
        is("<a id=t href='v%C3%BDro%C4%8Dn%C3%AD%20zpr%C3%A1va.pdf'></a>", "výroční zpráva.pdf");
        is("<a id=t href='https://example.com/?q=1'></a>", "example.com");
        is("<a id=t href='/dir/sub/'></a>", "sub");
        is("<a id=t href='mailto:office@example.org?subject=x'></a>", "office@example.org");
        is("<a id=t href='#content'></a>", "content");
        is("<input type=image id=t src='img/go.gif'>", "go.gif");
        assert_eq!(name("<a id=t href='javascript:void(0)'></a>"), None);
        assert_eq!(name("<a id=t></a>"), None);
    }

    #[test]
    fn relative_targets_need_no_base() {
        let page = page("<a id=a href='../docs/list.aspx?x=/y'></a><a id=b href='?q=1'></a>");
        let name = |id| link_name_fallback(&page, page.by_id(id).unwrap());
        assert_eq!(name("a").as_deref(), Some("list.aspx"));
        assert_eq!(name("b"), None);
    }
}
