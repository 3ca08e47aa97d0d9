//! What a page shows or says, read from a tree that textify has no part in: html5ever's own
//! `RcDom`. It knows nothing of style: what is hidden counts like everything else, since the
//! ledger must name it.

use super::words::Words;
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ParseOpts, QualName, ns, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::cell::Ref;
use std::collections::HashMap;

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

impl Tree {
    /// All attributes: of which element, name and value, in tree order.
    pub(crate) fn attributes(&self) -> Vec<(String, String, String)> {
        let mut found = Vec::new();
        let mut open = vec![self.0.document.clone()];
        while let Some(node) = open.pop() {
            if let NodeData::Element { name, attrs, .. } = &node.data {
                found.extend(attrs.borrow().iter().map(|attr| {
                    let value = attr.value.to_string();
                    (name.local.to_string(), attr.name.local.to_string(), value)
                }));
            }
            open.extend(node.children.borrow().iter().rev().cloned());
        }
        found
    }
}

/// One step of the walk: no recursion, pages may be deep.
enum Step {
    /// With whether it stands within an element whose text is one line: its pieces may be together
    /// or apart there.
    Enter(Handle, bool),
    /// The end of an element that stands apart from what is around it.
    Boundary,
}

/// The ids of elements that say something, for those that are named by them. Of several with one
/// id the first counts.
struct Named(HashMap<String, bool>);

impl Named {
    fn of(tree: &Tree) -> Named {
        let mut named = HashMap::new();
        let mut open = vec![tree.0.document.clone()];
        while let Some(node) = open.pop() {
            if let NodeData::Element { name, attrs, .. } = &node.data {
                let element = Element { name: known(name), attrs: attrs.borrow() };
                if let Some(id) = element.attr("id") {
                    named.entry(id.to_owned()).or_insert_with(|| has_text(&node));
                }
            }
            open.extend(node.children.borrow().iter().rev().cloned());
        }
        Named(named)
    }

    /// Whether one of the ids leads to an element that says something.
    fn any(&self, ids: &str) -> bool {
        ids.split_ascii_whitespace().any(|id| self.0.get(id) == Some(&true))
    }
}

/// The words that a page shows or says, in tree order.
pub(crate) fn said(tree: &Tree) -> Words {
    let named = Named::of(tree);
    let mut words = Words::default();
    let mut steps = vec![Step::Enter(tree.0.document.clone(), false)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node, in_line) => {
                let inner = enter(&node, in_line, &named, &mut words);
                steps.extend(inner.into_iter().rev());
            }
            Step::Boundary => words.boundary(),
        }
    }
    words.boundary();
    words
}

/// Says what a node says; gives what comes next.
fn enter(node: &Handle, in_line: bool, named: &Named, words: &mut Words) -> Vec<Step> {
    let mut children = node.children.borrow().clone();
    let mut inner_line = in_line;
    let mut end = None;
    match &node.data {
        NodeData::Text { contents } => words.text(&contents.borrow()),
        NodeData::Element { name, attrs, template_contents, .. } => {
            let element = Element { name: known(name), attrs: attrs.borrow() };
            if element.has("shadowrootmode") {
                children.extend(template_contents.borrow().iter().cloned());
            } else if element.is_silent() {
                return Vec::new();
            }
            if element.stands_apart() && !in_line {
                words.boundary();
                end = Some(Step::Boundary);
            }
            inner_line |= matches!(element.name, "button" | "option");
            // A name that the element begins with is said by its text.
            let shown = if element.takes_name() { solid(&text_of(node)) } else { String::new() };
            let said = element.says(has_text(node), named);
            for text in said.into_iter().filter(|text| !shown.starts_with(&solid(text))) {
                if in_line { words.text(text) } else { words.apart(text) }
            }
            if let Some(hint) = element.hint() {
                words.hint(hint);
            }
            if element.replaces_text(|| text_of(node)) {
                children.clear();
            }
        }
        _ => {}
    }
    children.into_iter().map(|child| Step::Enter(child, inner_line)).chain(end).collect()
}

/// The text of an element and of those within it.
fn text_of(root: &Handle) -> String {
    let (mut text, mut open) = (String::new(), vec![root.clone()]);
    while let Some(node) = open.pop() {
        if let NodeData::Text { contents } = &node.data {
            text.push_str(&contents.borrow());
        }
        open.extend(node.children.borrow().iter().rev().cloned());
    }
    text
}

/// Text as it is compared: white space collapsed, in lower case.
fn solid(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether anything in an element can be read.
fn has_text(root: &Handle) -> bool {
    let mut open = vec![root.clone()];
    while let Some(node) = open.pop() {
        let found = match &node.data {
            NodeData::Text { contents } => !contents.borrow().trim().is_empty(),
            NodeData::Element { name, attrs, .. } => {
                &*name.local == "img" && Element { name: "img", attrs: attrs.borrow() }.is_named()
            }
            _ => false,
        };
        if found {
            return true;
        }
        open.extend(node.children.borrow().iter().cloned());
    }
    false
}

/// The name of an element that means anything: in drawings and formulas only a few do.
fn known(name: &QualName) -> &str {
    const FOREIGN: [&str; 8] =
        ["annotation", "annotation-xml", "math", "metadata", "script", "style", "svg", "title"];
    let local = &*name.local;
    if name.ns == ns!(html) || FOREIGN.contains(&local) { local } else { "" }
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

    fn is_named(&self) -> bool {
        self.attr("alt").or(self.attr("aria-label")).is_some()
    }

    /// What no browser shows, scripting off: code, and what stands by for scripts.
    fn is_silent(&self) -> bool {
        matches!(
            self.name,
            "script" | "style" | "template" | "metadata" | "annotation" | "annotation-xml"
        )
    }

    /// Elements that end the word before them, because they stand on lines or in boxes of their
    /// own (HTML Standard, 15.3). All others, unknown ones too, are within the text.
    fn stands_apart(&self) -> bool {
        const APART: &str = " address applet area article aside audio blockquote body br button \
            canvas caption center col colgroup datalist dd details dialog dir div dl dt embed \
            fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header \
            hgroup hr html iframe img input legend li link listing main map marquee menu meta \
            meter nav noembed noframes noscript object ol optgroup option output p plaintext pre \
            progress rp rt rtc search section select source summary svg table tbody td template \
            textarea tfoot th thead title tr track ul video xmp ";
        APART.contains(&format!(" {} ", self.name))
    }

    /// A choice shows its `label` instead of its text: where both are the same, one is enough.
    fn replaces_text(&self, text: impl FnOnce() -> String) -> bool {
        let label = self.attr("label").filter(|_| self.name == "option");
        label.is_some_and(|label| text().split_whitespace().eq(label.split_whitespace()))
    }

    /// What the element says beside its text.
    fn says(&self, has_text: bool, named: &Named) -> Vec<&str> {
        // A name given by ARIA is said in the place of the text: one of the two must be there.
        let names: &[&str] = match self.name {
            // Other text of the page names it, and is asked for where it stands.
            "img" if self.attr("aria-labelledby").is_some_and(|ids| named.any(ids)) => &[],
            "img" if self.attr("alt").is_some() => &["alt"],
            "img" => &["aria-label"],
            "area" => &["alt"],
            "iframe" | "frame" | "object" | "embed" => &["title"],
            "track" | "optgroup" => &["label"],
            "option" if self.attr("label").is_some() => &["label"],
            "option" if !has_text => &["value"],
            "input" => self.input(),
            "select" => &["aria-label"],
            // A formula may be said by its alternative, which is no TeX, instead of its text.
            "math" if self.attr("aria-label").is_some() => &["aria-label"],
            "math" if self.attr("alttext").is_some_and(|text| !text.contains(['\\', '{'])) => {
                &["alttext"]
            }
            "applet" if !has_text => &["alt"],
            "textarea" => &["aria-label"],
            "a" if !self.has("href") => &[],
            "a" | "button" | "svg" | "video" | "audio" if !has_text => &["aria-label"],
            _ if self.takes_name() => &["aria-label"],
            _ => &[],
        };
        names.iter().filter_map(|name| self.attr(name)).collect()
    }

    /// Whether it is a part of the page that is identified by its name, by what it is or by its role
    /// (WAI-ARIA 1.2, 5.2.8.5: other roles and elements may not be named). Menus and asides are
    /// announced together where they are alike.
    fn takes_name(&self) -> bool {
        const ELEMENTS: &str = " article blockquote details dl fieldset figure form h1 h2 h3 h4 h5 h6 ol \
            section table ul ";
        const ROLES: &str = " alert alertdialog article button checkbox combobox dialog feed figure \
            form grid group list listbox meter note progressbar radio radiogroup region searchbox slider spinbutton status switch tab table tabpanel \
            textbox treegrid ";
        let within = |list: &str, name: &str| list.contains(&format!(" {name} "));
        match self.attr("role").and_then(|role| role.split_ascii_whitespace().next()) {
            // The text of a link identifies it.
            Some(_) if self.name == "a" && self.has("href") => false,
            Some(role) => within(ROLES, role),
            None => within(ELEMENTS, self.name),
        }
    }

    /// What an empty field shows: often only its label again.
    fn hint(&self) -> Option<&str> {
        let shown = matches!(self.name, "input" | "textarea") && self.attr("value").is_none();
        self.attr("placeholder").filter(|_| shown)
    }

    fn input(&self) -> &'static [&'static str] {
        match &*self.attr("type").unwrap_or_default().to_ascii_lowercase() {
            "hidden" => &[],
            "checkbox" | "radio" | "password" | "file" | "range" | "color" => &["aria-label"],
            "image" if self.attr("alt").is_some() => &["alt"],
            "image" => &["aria-label"],
            "submit" | "reset" | "button" if self.attr("aria-label").is_none() => &["value"],
            "submit" | "reset" | "button" => &["aria-label"],
            _ => &["value", "aria-label"],
        }
    }
}
