//! The accessibility tree: what assistive technology is told of each element.

use crate::aria::Aria;
use crate::aria::attributes;
use crate::css::Query;
use crate::dom::{Document, NodeId, Ns, Step, Tag};
use crate::error::{Error, ErrorKind};
use crate::page::Page;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes the accessibility tree of a page: role, name, description, states, language and place of
/// its elements, by WAI-ARIA 1.2, HTML-AAM 1.0 and accname 1.2.
///
/// ```
/// use textify::{Page, ParseOptions, format::Tree};
///
/// let page = Page::from_html("<h2>News</h2><a href=/>Home</a>", &ParseOptions::new())?;
/// let mut text = Vec::new();
/// Tree::new().with_select("h2, a").write_text(&page, &mut text)?;
/// assert_eq!(
///     String::from_utf8_lossy(&text),
///     "heading “News”, level 2 (h2, 1:1)\nlink “Home” (a, 1:14)\n"
/// );
/// # Ok::<(), textify::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Tree {
    select: Option<String>,
}

/// An element as assistive technology is told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct AccessibleElement {
    /// Its role; empty where none corresponds.
    pub role: &'static str,
    /// Its accessible name.
    pub name: String,
    /// Its accessible description.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The level of a heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u32>,
    /// Its states, such as `checked`, by their names without `aria-`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub states: BTreeMap<String, String>,
    /// Its language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Whether it is in the accessibility tree.
    pub exposed: bool,
    /// How many exposed elements stand around it.
    pub depth: usize,
    /// The name of the element.
    pub element: String,
    /// The line of its start tag; 0 for an element that no tag of the page made.
    pub line: usize,
    /// The column of its start tag, in code points.
    pub column: usize,
    /// Its attributes as the page has them.
    pub attributes: BTreeMap<String, String>,
}

impl Tree {
    /// All that is exposed.
    pub fn new() -> Self {
        Tree::default()
    }

    /// Only the elements that a selector matches, in document order, those too that are not
    /// exposed.
    pub fn with_select(mut self, selector: impl Into<String>) -> Self {
        self.select = Some(selector.into());
        self
    }

    /// The elements.
    ///
    /// # Errors
    ///
    /// When the selector is none that a page at rest can answer.
    pub fn elements(&self, page: &Page) -> Result<Vec<AccessibleElement>, Error> {
        let aria = Aria::new(page);
        let asked = match &self.select {
            Some(selector) => {
                let wrong = || ErrorKind::BadSelector(selector.clone());
                Some(Query::parse(selector).ok_or_else(wrong)?.elements(&page.document))
            }
            None => None,
        };
        let mut asked = asked.map(|list| list.into_iter().peekable());
        let (mut depth, mut elements) = (0, Vec::new());
        let owned = self.select.is_none();
        let mut open = vec![Step::Enter(Document::ROOT)];
        while let Some(step) = open.pop() {
            if let Step::Enter(id) = step {
                open.push(Step::Leave(id));
                // What was asked for comes as it stands in the page, the tree as it is owned.
                let children = match owned {
                    true => aria.children(id),
                    false => page.document.children(id).collect(),
                };
                open.extend(children.into_iter().rev().map(Step::Enter));
            }
            match step {
                Step::Enter(id) if page.document.is_element(id) => {
                    let told = match &mut asked {
                        Some(list) => list.next_if_eq(&id).is_some(),
                        None => says_something(&aria, id),
                    };
                    if told {
                        elements.push(element(&aria, id, depth));
                    }
                    depth += usize::from(says_something(&aria, id));
                }
                Step::Leave(id) if says_something(&aria, id) => depth -= 1,
                _ => {}
            }
        }
        Ok(elements)
    }

    /// Writes one line for each element, indented by its depth; its language where that is another
    /// than that of the line before.
    ///
    /// # Errors
    ///
    /// As [`Tree::elements`], and when writing fails.
    pub fn write_text(&self, page: &Page, out: &mut dyn Write) -> Result<(), Error> {
        let mut language = page.language().map(str::to_owned);
        for element in self.elements(page)? {
            let foreign = element.language != language;
            // Depth is told by few blanks: a line has to keep room for its words.
            let indent = if self.select.is_some() { 0 } else { element.depth.min(20) };
            write_line(&element, indent, foreign, out)?;
            language = element.language;
        }
        Ok(())
    }

    /// Writes the elements as a list in JSON.
    ///
    /// # Errors
    ///
    /// As [`Tree::elements`], and when writing fails.
    pub fn write_json(&self, page: &Page, out: &mut dyn Write) -> Result<(), Error> {
        let elements = self.elements(page)?;
        serde_json::to_writer_pretty(&mut *out, &elements).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
        Ok(())
    }
}

/// Whether an element is worth a line: exposed, and more than a wrapper.
fn says_something(aria: &Aria<'_>, node: NodeId) -> bool {
    if !aria.doc.is_element(node) || !aria.exposed(node) {
        return false;
    }
    match aria.role(node) {
        Some(role) => role.name() != "generic" || aria.is_named_by_author(node),
        None => {
            let silent = ["head", "link", "meta", "script", "style", "template", "title", "base"];
            aria.focusable(node)
                || aria.is_named_by_author(node) && !silent.contains(&aria.doc.name(node))
        }
    }
}

fn element(aria: &Aria<'_>, node: NodeId, depth: usize) -> AccessibleElement {
    let (page, doc) = (aria.page, aria.doc);
    let place = page.place(node);
    let language = page.language_at(node).map(str::to_owned);
    let attributes = doc.attrs(node).map(|(prefix, name, value)| {
        let name = prefix.map_or_else(|| name.to_owned(), |prefix| format!("{prefix}:{name}"));
        (name, value.to_owned())
    });
    AccessibleElement {
        role: aria.role(node).map_or("", |role| role.name()),
        name: aria.name(node).text,
        description: aria.description(node).text,
        level: level(aria, node),
        states: states(aria, node),
        language,
        exposed: aria.exposed(node),
        depth,
        element: doc.name(node).to_owned(),
        line: place.as_ref().map_or(0, |place| place.line),
        column: place.as_ref().map_or(0, |place| place.column),
        attributes: attributes.collect(),
    }
}

fn level(aria: &Aria<'_>, node: NodeId) -> Option<u32> {
    if !aria.is_any(node, &["heading"]) {
        return None;
    }
    let own = match aria.doc.tag(node) {
        Tag::H1 => 1,
        Tag::H3 => 3,
        Tag::H4 => 4,
        Tag::H5 => 5,
        Tag::H6 => 6,
        _ => 2,
    };
    let asked = aria.filled(node, "aria-level").and_then(|level| level.parse().ok());
    asked.filter(|&level| level > 0).or(Some(own))
}

/// States and properties that are told besides name and description.
fn states(aria: &Aria<'_>, node: NodeId) -> BTreeMap<String, String> {
    let doc = aria.doc;
    let mut states = BTreeMap::new();
    let told =
        ["aria-label", "aria-labelledby", "aria-describedby", "aria-description", "aria-level"];
    for (_, name, value) in doc.attrs(node) {
        let known = name.starts_with("aria-") && attributes::find(name).is_some();
        if known && !told.contains(&name) && !value.trim().is_empty() {
            states.insert(name["aria-".len()..].to_owned(), value.trim().to_owned());
        }
    }
    if doc.ns(node) != Ns::Html {
        return states;
    }
    for name in ["checked", "disabled", "multiple", "open", "readonly", "required", "selected"] {
        if doc.has_attr(node, name) {
            states.entry(name.to_owned()).or_insert_with(|| "true".to_owned());
        }
    }
    if aria.focusable(node) {
        states.insert("focusable".to_owned(), "true".to_owned());
    }
    if let Some(value) = aria.value(node).filter(|value| !value.is_empty()) {
        states.insert("value".to_owned(), value);
    }
    states
}

fn write_line(
    element: &AccessibleElement,
    indent: usize,
    foreign: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let role = if element.role.is_empty() { "no role" } else { element.role };
    write!(out, "{:indent$}{role}", "")?;
    if !element.name.is_empty() {
        write!(out, " “{}”", harmless(&element.name))?;
    }
    if let Some(level) = element.level {
        write!(out, ", level {level}")?;
    }
    for (name, value) in element.states.iter().filter(|(name, _)| *name != "focusable") {
        match value.as_str() {
            "true" => write!(out, ", {name}")?,
            value => write!(out, ", {name} {}", harmless(value))?,
        }
    }
    if !element.description.is_empty() {
        write!(out, ", described as “{}”", harmless(&element.description))?;
    }
    if let Some(language) = element.language.as_ref().filter(|_| foreign) {
        write!(out, ", language {}", harmless(language))?;
    }
    if !element.exposed {
        write!(out, ", not exposed")?;
    }
    writeln!(out, " ({}, {}:{})", element.element, element.line, element.column)
}

/// Text without what would steer a terminal.
fn harmless(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ParseOptions;

    fn text(html: &str, select: Option<&str>) -> String {
        let page = Page::from_html(html, &ParseOptions::new()).expect("a page");
        let tree = select.into_iter().fold(Tree::new(), Tree::with_select);
        let mut out = Vec::new();
        tree.write_text(&page, &mut out).expect("writing to memory");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn what_is_owned_stands_below_its_owner_and_what_is_asked_for_where_it_was_written() {
        let html = "<h2 id=a>A</h2><ul aria-owns=a></ul>";
        assert_eq!(
            text(html, None),
            "document (html, 0:0)\n list, owns a (ul, 1:16)\n  heading “A”, level 2 (h2, 1:1)\n"
        );
        assert_eq!(
            text(html, Some("h2, ul")),
            "heading “A”, level 2 (h2, 1:1)\nlist, owns a (ul, 1:16)\n"
        );
    }

    #[test]
    fn languages_are_told_where_they_change() {
        assert_eq!(
            text("<html lang=cs><h1>A</h1><h2 lang=en>B</h2><h2>C</h2>", Some("h1, h2")),
            "heading “A”, level 1 (h1, 1:15)\nheading “B”, level 2, language en (h2, 1:25)\n\
             heading “C”, level 2, language cs (h2, 1:43)\n"
        );
    }

    #[test]
    fn deep_pages_need_no_deep_calls() {
        let owns = |i: usize| format!("<p id=n{i} aria-owns=n{}>a", i - 1);
        let html = format!("<p id=n0>a{}", (1..5_000).map(owns).collect::<String>());
        assert_eq!(text(&html, None).lines().count(), 5_001);
    }
}
