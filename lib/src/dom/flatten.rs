//! Which tags are dropped where a page nests too deep, and which end tags go with them.

use html5ever::{LocalName, local_name};
use std::collections::HashMap;

/// The start tags that were dropped and are still open, each with the depth it would have had.
#[derive(Default)]
pub(super) struct Dropped {
    open: Vec<(LocalName, usize)>,
    count: HashMap<LocalName, usize>,
}

impl Dropped {
    pub(super) fn push(&mut self, name: LocalName, depth: usize) {
        *self.count.entry(name.clone()).or_default() += 1;
        self.open.push((name, depth));
    }

    pub(super) fn has(&self, name: &LocalName) -> bool {
        self.count.get(name).is_some_and(|&count| count > 0)
    }

    fn pop(&mut self) -> Option<LocalName> {
        let (name, _) = self.open.pop()?;
        if let Some(count) = self.count.get_mut(&name) {
            *count -= 1;
        }
        Some(name)
    }

    /// Closes the innermost dropped element of this name and all inside it.
    pub(super) fn close(&mut self, name: &LocalName) -> bool {
        let found = self.has(name);
        while found && self.pop().is_some_and(|open| open != *name) {}
        found
    }

    /// Forgets what lay inside an element that has been closed: children are at `depth` now.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.open.last().is_some_and(|&(_, inside)| inside > depth) {
            self.pop();
        }
    }
}

/// Whether an element only holds others, so that it can be dropped and its content kept. Elements
/// that switch the tokenizer's state, hold no content or open another kind of content may not.
pub(super) fn is_container(name: &LocalName) -> bool {
    !matches!(
        *name,
        local_name!("script")
            | local_name!("style")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("xmp")
            | local_name!("iframe")
            | local_name!("noscript")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("plaintext")
            | local_name!("template")
            | local_name!("select")
            | local_name!("option")
            | local_name!("optgroup")
            | local_name!("svg")
            | local_name!("math")
            | local_name!("html")
            | local_name!("head")
            | local_name!("body")
            | local_name!("frameset")
            | local_name!("frame")
            | local_name!("form")
            | local_name!("area")
            | local_name!("base")
            | local_name!("basefont")
            | local_name!("bgsound")
            | local_name!("br")
            | local_name!("col")
            | local_name!("embed")
            | local_name!("hr")
            | local_name!("image")
            | local_name!("img")
            | local_name!("input")
            | local_name!("keygen")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("param")
            | local_name!("source")
            | local_name!("track")
            | local_name!("wbr")
    )
}

/// The parts of a table go only where their table went: text in a table without cells would be
/// moved before it.
pub(super) fn is_table_part(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("caption")
            | local_name!("colgroup")
            | local_name!("tbody")
            | local_name!("thead")
            | local_name!("tfoot")
            | local_name!("tr")
            | local_name!("td")
            | local_name!("th")
    )
}

/// Whether an element is set apart from the words beside it (HTML Standard, "Flow content" in
/// "Rendering", and cells); unknown elements are inline.
pub(super) fn is_apart(name: &LocalName) -> bool {
    is_table_part(name)
        || matches!(
            *name,
            local_name!("address")
                | local_name!("article")
                | local_name!("aside")
                | local_name!("blockquote")
                | local_name!("button")
                | local_name!("center")
                | local_name!("dd")
                | local_name!("details")
                | local_name!("dialog")
                | local_name!("dir")
                | local_name!("div")
                | local_name!("dl")
                | local_name!("dt")
                | local_name!("fieldset")
                | local_name!("figcaption")
                | local_name!("figure")
                | local_name!("footer")
                | local_name!("h1")
                | local_name!("h2")
                | local_name!("h3")
                | local_name!("h4")
                | local_name!("h5")
                | local_name!("h6")
                | local_name!("header")
                | local_name!("hgroup")
                | local_name!("legend")
                | local_name!("li")
                | local_name!("listing")
                | local_name!("main")
                | local_name!("marquee")
                | local_name!("menu")
                | local_name!("nav")
                | local_name!("object")
                | local_name!("ol")
                | local_name!("p")
                | local_name!("pre")
                | local_name!("search")
                | local_name!("section")
                | local_name!("summary")
                | local_name!("table")
                | local_name!("ul")
        )
}

/// HTML Standard, 13.2.4.2, "Formatting".
pub(super) fn is_formatting(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}
