//! What a page shows or says, read from a tree that textify has no part in: html5ever's own
//! `RcDom`. It knows nothing of style: what is hidden counts like everything else, since the
//! ledger must name it.

use super::words::Words;
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::cell::Ref;

/// A page as the oracle parses it, scripting off.
pub(crate) struct Tree(RcDom);

impl Tree {
    pub(crate) fn parse(html: &str) -> Tree {
        let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..Default::default() };
        let options = ParseOpts { tree_builder, ..Default::default() };
        Tree(parse_document(RcDom::default(), options).one(html))
    }

    /// What the parser had to complain about.
    pub(crate) fn errors(&self) -> Vec<String> {
        self.0.errors.borrow().iter().map(ToString::to_string).collect()
    }

    /// The names of all elements, in tree order.
    pub(crate) fn elements(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut open = vec![self.0.document.clone()];
        while let Some(node) = open.pop() {
            if let NodeData::Element { name, .. } = &node.data {
                names.push(name.local.to_string());
            }
            open.extend(node.children.borrow().iter().rev().cloned());
        }
        names
    }
}

/// One step of the walk: no recursion, pages may be deep.
enum Step {
    Enter(Handle),
    /// The end of an element that stands apart from what is around it.
    Boundary,
}

/// The words that a page shows or says, in tree order.
pub(crate) fn said(tree: &Tree) -> Words {
    let mut words = Words::default();
    let mut steps = vec![Step::Enter(tree.0.document.clone())];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node) => enter(&node, &mut words, &mut steps),
            Step::Boundary => words.boundary(),
        }
    }
    words.boundary();
    words
}

fn enter(node: &Handle, words: &mut Words, steps: &mut Vec<Step>) {
    let mut children = node.children.borrow().clone();
    match &node.data {
        NodeData::Text { contents } => words.text(&contents.borrow()),
        NodeData::Element { name, attrs, template_contents, .. } => {
            let element = Element { name: &name.local, attrs: attrs.borrow() };
            if element.has("shadowrootmode") {
                children.extend(template_contents.borrow().iter().cloned());
            } else if element.is_silent() {
                return;
            }
            if !element.is_within_text() {
                words.boundary();
                steps.push(Step::Boundary);
            }
            let has_text = !children.is_empty();
            element.says(has_text).into_iter().for_each(|text| words.apart(text));
            if element.replaces_text() {
                return;
            }
        }
        _ => {}
    }
    steps.extend(children.into_iter().rev().map(Step::Enter));
}

struct Element<'a> {
    name: &'a str,
    attrs: Ref<'a, Vec<Attribute>>,
}

impl Element<'_> {
    fn attr(&self, name: &str) -> Option<&str> {
        let attr = self.attrs.iter().find(|attr| &*attr.name.local == name)?;
        Some(&attr.value).map(|value| &**value).filter(|value| !value.trim().is_empty())
    }

    fn has(&self, name: &str) -> bool {
        self.attrs.iter().any(|attr| &*attr.name.local == name)
    }

    /// What no browser shows, scripting off: code, and what stands by for scripts.
    fn is_silent(&self) -> bool {
        matches!(
            self.name,
            "script" | "style" | "template" | "metadata" | "annotation" | "annotation-xml"
        )
    }

    /// Elements that do not end a word (HTML Standard, 15.3: those that are `display: inline`).
    fn is_within_text(&self) -> bool {
        matches!(
            self.name,
            "a" | "abbr"
                | "acronym"
                | "b"
                | "bdi"
                | "bdo"
                | "big"
                | "blink"
                | "cite"
                | "code"
                | "data"
                | "del"
                | "dfn"
                | "em"
                | "font"
                | "i"
                | "ins"
                | "kbd"
                | "label"
                | "mark"
                | "nobr"
                | "q"
                | "rb"
                | "rt"
                | "rtc"
                | "ruby"
                | "s"
                | "samp"
                | "small"
                | "span"
                | "strike"
                | "strong"
                | "sub"
                | "sup"
                | "time"
                | "tt"
                | "u"
                | "var"
                | "wbr"
        )
    }

    /// A choice shows its `label` instead of its text.
    fn replaces_text(&self) -> bool {
        self.name == "option" && self.attr("label").is_some()
    }

    /// What the element says beside its text.
    fn says(&self, has_text: bool) -> Vec<&str> {
        let names: &[&str] = match self.name {
            "img" => &["alt", "aria-label"],
            "area" | "applet" => &["alt"],
            "iframe" | "frame" | "object" | "embed" => &["title", "aria-label"],
            "video" | "audio" | "svg" => &["aria-label"],
            "track" | "optgroup" => &["label"],
            "option" if self.attr("label").is_some() => &["label"],
            "option" if !has_text => &["value"],
            "input" => self.input(),
            "button" | "select" => &["aria-label"],
            "textarea" if has_text => &["aria-label"],
            "textarea" => &["aria-label", "placeholder"],
            "a" if !has_text => &["aria-label"],
            _ => &[],
        };
        names.iter().filter_map(|name| self.attr(name)).collect()
    }

    fn input(&self) -> &'static [&'static str] {
        match &*self.attr("type").unwrap_or_default().to_ascii_lowercase() {
            "hidden" => &[],
            "checkbox" | "radio" | "password" | "file" | "range" | "color" => &["aria-label"],
            "image" => &["alt", "aria-label"],
            "submit" | "reset" | "button" => &["value", "aria-label"],
            _ if self.attr("value").is_some() => &["value", "aria-label"],
            _ => &["placeholder", "aria-label"],
        }
    }
}
