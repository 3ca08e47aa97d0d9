//! Accessible names and descriptions (Accessible Name and Description Computation 1.2).
//!
//! A name is written from left to right in one walk: every node adds its text, or has its children
//! add theirs. What still has to be done lies on a stack, so that deep pages need no deep calls.

use super::Aria;
use super::value::Embedded;
use crate::css::case::{self, Casing};
use crate::css::{Generated, TextTransform};
use crate::dom::{NodeId, Ns, Tag};
use crate::escape::is_dropped;
use std::borrow::Cow;
use std::collections::HashSet;

/// How many nodes one name may visit: more is no name, and many such names would cost too much.
const BUDGET: usize = 5_000;

/// How much text counts as one node.
const BYTES: usize = 32;

/// How many nodes all names of a page may visit for each node it has, before they are kept short;
/// and how many at least.
pub(super) const TIMES: usize = 8;
pub(super) const AT_LEAST: usize = 500_000;

/// What a name may visit after that.
const SHORT: usize = 50;

/// Where a name comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Source {
    /// `aria-labelledby` or `aria-describedby`
    Reference,
    /// `aria-label` or `aria-description`
    Label,
    /// The element's own way: `alt`, `label`, `legend`, `caption`, `value` …
    Native,
    /// What is in the element.
    Content,
    /// `title`
    Title,
    /// `placeholder`
    Placeholder,
}

/// An accessible name or description.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Name {
    /// The text, white space collapsed; empty where there is none.
    pub(crate) text: String,
    /// Where it comes from; `None` where there is none.
    pub(crate) from: Option<Source>,
}

/// A part of a name.
#[derive(Debug, Clone)]
pub(super) enum Part<'p> {
    Text(Cow<'p, str>),
    Content(NodeId),
}

/// How a node is met.
#[derive(Debug, Clone, Copy, Default)]
struct Mode {
    /// Within what a reference names: no further references are followed.
    referenced: bool,
    /// Within what is hidden and was named all the same.
    hidden: bool,
    /// Its own name only by its content, where the walk begins.
    root: bool,
    /// Named itself, by a reference or as a label: not met on the way.
    direct: bool,
}

enum Task<'p> {
    Enter(NodeId, Mode),
    Text(Cow<'p, str>),
    /// The end of an element: a title speaks where its content said nothing.
    Leave {
        node: NodeId,
        since: usize,
        mode: Mode,
    },
}

/// A name as it is written.
struct Walk<'a, 'p> {
    aria: &'a Aria<'p>,
    /// The element whose name it is: met again within its own label, it says nothing.
    origin: NodeId,
    out: String,
    tasks: Vec<Task<'p>>,
    /// What has spoken: each node is consulted once (accname 1.2, 2F).
    seen: HashSet<NodeId>,
    left: usize,
}

impl<'p> Aria<'p> {
    /// The accessible name of an element.
    pub(crate) fn name(&self, node: NodeId) -> Name {
        if let Some(name) = self.names.borrow().get(&node) {
            return name.clone();
        }
        let name = self.compute_name(node);
        self.names.borrow_mut().insert(node, name.clone());
        name
    }

    fn compute_name(&self, node: NodeId) -> Name {
        let role = self.role(node);
        let named = |text: String, from| Name { text, from: Some(from) };
        if let Some(text) = self.referenced(node, "aria-labelledby") {
            return named(text, Source::Reference);
        }
        if let Some(label) = self.filled(node, "aria-label") {
            return named(collapsed(label), Source::Label);
        }
        // A presentational element has no name but the one that an author insists on.
        if role.is_some_and(|role| role.is_none()) {
            return Name::default();
        }
        let native = self.written(node, self.native(node), Mode::default());
        if !native.is_empty() {
            return named(native, Source::Native);
        }
        let by_content = role.is_some_and(|role| role.is_named_by_content());
        if by_content || matches!(self.doc.tag(node), Tag::Summary) {
            let mode = Mode { root: true, ..Mode::default() };
            let text = self.walked(node, vec![Task::Enter(node, mode)]);
            if !text.is_empty() {
                return named(text, Source::Content);
            }
        }
        if let Some(title) = self.filled(node, "title") {
            return named(collapsed(title), Source::Title);
        }
        let placeholder = match self.doc.tag(node) {
            Tag::Input | Tag::Textarea => self.filled(node, "placeholder"),
            _ => None,
        };
        match placeholder.or_else(|| self.filled(node, "aria-placeholder")) {
            Some(text) => named(collapsed(text), Source::Placeholder),
            None => Name::default(),
        }
    }

    /// The name that ARIA gives an element, whatever it says or is: `aria-labelledby`, else
    /// `aria-label`.
    pub(crate) fn label(&self, node: NodeId) -> Option<Cow<'p, str>> {
        let referenced = || self.referenced(node, "aria-labelledby").map(Cow::Owned);
        let label = || self.filled(node, "aria-label").map(|label| Cow::Borrowed(label.trim()));
        match self.doc.has_attr(node, "aria-labelledby") {
            true => referenced().or_else(label),
            false => label(),
        }
    }

    /// The accessible description of an element.
    pub(crate) fn description(&self, node: NodeId) -> Name {
        let described = |text: String, from| Name { text, from: Some(from) };
        if let Some(text) = self.referenced(node, "aria-describedby") {
            return described(text, Source::Reference);
        }
        if let Some(text) = self.filled(node, "aria-description") {
            return described(collapsed(text), Source::Label);
        }
        let name = self.name(node);
        let candidates = [
            (self.native_description(node), Source::Native),
            (self.filled(node, "title").map(str::to_owned), Source::Title),
        ];
        for (text, from) in candidates {
            let text = text.map(|text| collapsed(&text)).filter(|text| !text.is_empty());
            // What names the element does not describe it too.
            let named =
                |text: &str| text == name.text || from == Source::Title && name.from == Some(from);
            if let Some(text) = text.filter(|text| !named(text)) {
                return described(text, from);
            }
        }
        Name::default()
    }

    /// The text of what an attribute refers to; nothing where that says nothing.
    pub(super) fn referenced(&self, node: NodeId, attribute: &str) -> Option<String> {
        let parts = self.references(node, attribute).into_iter().map(Part::Content).collect();
        let mode = Mode { referenced: true, ..Mode::default() };
        Some(self.written(node, parts, mode)).filter(|text| !text.is_empty())
    }

    /// Parts one after the other.
    fn written(&self, origin: NodeId, parts: Vec<Part<'p>>, mode: Mode) -> String {
        self.walked(origin, self.tasks(parts, mode))
    }

    fn tasks(&self, parts: Vec<Part<'p>>, mode: Mode) -> Vec<Task<'p>> {
        let mut tasks = Vec::new();
        for part in parts.into_iter().rev() {
            tasks.push(Task::Text(" ".into()));
            tasks.push(match part {
                Part::Text(text) => Task::Text(text),
                // A part that is hidden was named on purpose: all of it counts (2A).
                Part::Content(id) => {
                    Task::Enter(id, Mode { hidden: self.hidden(id), direct: true, ..mode })
                }
            });
        }
        tasks
    }

    fn walked(&self, origin: NodeId, tasks: Vec<Task<'p>>) -> String {
        // A page of many long names costs no more than one of some.
        let left = BUDGET.min(self.budget.get());
        let mut walk =
            Walk { aria: self, origin, out: String::new(), tasks, seen: HashSet::new(), left };
        walk.run();
        self.spend(left - walk.left);
        collapsed(&walk.out)
    }

    /// Takes steps from what all names of a page may cost.
    pub(super) fn spend(&self, steps: usize) {
        self.budget.set(self.budget.get().saturating_sub(steps).max(SHORT));
    }
}

impl<'p> Walk<'_, 'p> {
    fn run(&mut self) {
        while let Some(task) = self.tasks.pop() {
            match task {
                Task::Text(text) => {
                    let text = self.affordable(&text);
                    self.out.push_str(text);
                }
                Task::Leave { node, since, mode } => self.leave(node, since, mode),
                Task::Enter(node, mode) => {
                    if self.left == 0 {
                        return;
                    }
                    self.left -= 1;
                    self.enter(node, mode);
                }
            }
        }
    }

    fn enter(&mut self, node: NodeId, mode: Mode) {
        let (aria, doc) = (self.aria, self.aria.doc);
        if let Some(text) = doc.text(node) {
            if mode.hidden || aria.visible(node) {
                self.push_text(node, text);
            }
            return;
        }
        let gone = self.is_silent(node) || !mode.hidden && aria.cut_off(node);
        if !doc.is_element(node) || gone {
            return;
        }
        if !self.seen.insert(node) {
            // It has spoken, but what it refers to may have not.
            let text = if mode.referenced { None } else { self.reference(node) };
            self.out.extend(text);
            return;
        }
        let inner = Mode { root: false, direct: false, ..mode };
        if !mode.hidden && !aria.visible(node) {
            // What is within may be visible again.
            self.push_children(node, inner);
            return;
        }
        if node == self.origin && !mode.root && !mode.referenced {
            self.space(node);
            return;
        }
        if doc.tag(node) == Tag::Br {
            self.out.push(' ');
            return;
        }
        self.space(node);
        let parts = if mode.root { None } else { self.spoken(node, mode) };
        let since = self.out.len();
        self.tasks.push(Task::Leave { node, since, mode });
        match parts {
            Some(parts) => self.push_parts(parts, inner),
            None => self.push_content(node, inner),
        }
    }

    /// As much of a text as the walk may still visit.
    fn affordable<'t>(&mut self, text: &'t str) -> &'t str {
        let room = (self.left * BYTES).min(text.len());
        let end = (0..=room).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
        let text = &text[..end];
        self.left -= text.len() / BYTES;
        text
    }

    /// What is never text, shown or hidden.
    fn is_silent(&self, node: NodeId) -> bool {
        let doc = self.aria.doc;
        match doc.ns(node) {
            Ns::Svg => {
                matches!(doc.name(node), "title" | "desc" | "metadata" | "script" | "style")
            }
            _ => matches!(doc.tag(node), Tag::Script | Tag::Style | Tag::Template),
        }
    }

    /// What an element within the walk says instead of its content.
    fn spoken(&mut self, node: NodeId, mode: Mode) -> Option<Vec<Part<'p>>> {
        let aria = self.aria;
        if !mode.referenced
            && let Some(text) = self.reference(node)
        {
            return Some(vec![Part::Text(text.into())]);
        }
        // A control is asked for its value where it stands in the name of another (2C).
        let own = node == self.origin;
        match aria.embedded(node).filter(|_| !own) {
            Some(Embedded::Text(text)) => return Some(vec![Part::Text(text.into())]),
            Some(Embedded::Content(nodes)) => {
                return Some(nodes.into_iter().map(Part::Content).collect());
            }
            None => {}
        }
        if let Some(label) = aria.filled(node, "aria-label") {
            return Some(vec![Part::Text(label.into())]);
        }
        // A menu in a label is a control without a value: what it offers is not said.
        if aria.is_any(node, &["menu", "menubar"]) && !mode.direct {
            return Some(Vec::new());
        }
        // A replaced element has no content of its own; presentational ones say nothing.
        let replaced =
            matches!(aria.doc.tag(node), Tag::Img | Tag::Input | Tag::Area | Tag::Iframe);
        if let Some(picture) = aria.page.styles.replaced(node) {
            return Some(vec![Part::Text(picture.spoken().into())]);
        }
        if aria.role(node).is_some_and(|role| role.is_none()) && replaced {
            return Some(Vec::new());
        }
        let native = match aria.doc.tag(node) {
            // Their parts stand in the content already.
            Tag::Fieldset | Tag::Figure | Tag::Table | Tag::Button | Tag::Select if !own => {
                Vec::new()
            }
            _ => aria.native(node),
        };
        (!native.is_empty() || replaced).then_some(native)
    }

    /// The text of what the element's `aria-labelledby` names. What speaks in it speaks no more in
    /// the rest of this name.
    fn reference(&mut self, node: NodeId) -> Option<String> {
        let aria = self.aria;
        let parts: Vec<Part<'_>> =
            aria.references(node, "aria-labelledby").into_iter().map(Part::Content).collect();
        if parts.is_empty() {
            return None;
        }
        let tasks = aria.tasks(parts, Mode { referenced: true, ..Mode::default() });
        // The element may name itself among others.
        self.seen.remove(&node);
        let (seen, left) = (std::mem::take(&mut self.seen), self.left);
        let mut inner = Walk { aria, origin: node, out: String::new(), tasks, seen, left };
        inner.run();
        self.seen = inner.seen;
        self.left = inner.left;
        self.seen.insert(node);
        Some(collapsed(&inner.out)).filter(|text| !text.is_empty())
    }

    fn push_parts(&mut self, parts: Vec<Part<'p>>, inner: Mode) {
        for part in parts.into_iter().rev() {
            self.tasks.push(Task::Text(" ".into()));
            self.tasks.push(match part {
                Part::Text(text) => Task::Text(text),
                Part::Content(id) => Task::Enter(id, inner),
            });
        }
    }

    /// The children, and what style adds before and after them.
    fn push_content(&mut self, node: NodeId, inner: Mode) {
        let styles = &self.aria.page.styles;
        let at = self.tasks.len();
        self.push_children(node, inner);
        if let Some(after) = styles.after(node) {
            self.tasks.insert(at, Task::Text(self.generated(node, after).into()));
        }
        if let Some(before) = styles.before(node) {
            self.tasks.push(Task::Text(self.generated(node, before).into()));
        }
    }

    fn push_children(&mut self, node: NodeId, inner: Mode) {
        // More than the walk may visit would be put on the stack for nothing.
        let children: Vec<NodeId> = self.aria.each_child(node).take(self.left).collect();
        for id in children.into_iter().rev() {
            // What is owned comes from elsewhere and stands apart.
            let owned = self.aria.is_owned(id);
            self.tasks.extend(owned.then_some(Task::Text(" ".into())));
            self.tasks.push(Task::Enter(id, inner));
            self.tasks.extend(owned.then_some(Task::Text(" ".into())));
        }
    }

    /// Generated text; that of a block stands apart, as a block of the page does.
    fn generated(&self, node: NodeId, content: &Generated) -> String {
        let text = content.spoken();
        let mut out = String::new();
        let apart = content.display.is_block() || content.display.is_atomic();
        out.extend(apart.then_some(' '));
        match &content.alternative {
            Some(_) => out.push_str(text),
            None => self.transform(node, text, [None; 2], &mut out),
        }
        out.extend(apart.then_some(' '));
        out
    }

    /// Text as it is shown: style may change the case of its letters.
    fn push_text(&mut self, node: NodeId, text: &str) {
        let text = self.affordable(text);
        let mut before = self.out.chars().rev();
        let last = before.next();
        let before = [before.next(), last];
        let mut out = std::mem::take(&mut self.out);
        self.transform(node, text, before, &mut out);
        self.out = out;
    }

    fn transform(&self, node: NodeId, text: &str, before: case::Before, out: &mut String) {
        let page = self.aria.page;
        let how = page.styles.of(node).text_transform;
        if how == TextTransform::None || self.aria.as_written {
            out.push_str(text);
        } else {
            let casing = page.language_at(node).map(Casing::of).unwrap_or_default();
            case::transform(text, how, casing, before, out);
        }
    }

    fn leave(&mut self, node: NodeId, since: usize, mode: Mode) {
        let said = self.out[since..].contains(|c: char| !c.is_whitespace());
        // A control has said its value, be it empty (2C).
        let valued = node != self.origin && self.aria.has_value(node);
        let silent = mode.root || valued || self.aria.role(node).is_some_and(|role| role.is_none());
        if let (false, false, Some(title)) = (said, silent, self.aria.filled(node, "title")) {
            self.out.push_str(title);
        }
        self.space(node);
    }

    /// Text of a block does not run into what stands before and after it.
    fn space(&mut self, node: NodeId) {
        let display = self.aria.page.styles.of(node).display;
        if display.is_block() || display.is_atomic() {
            self.out.push(' ');
        }
    }
}

/// Text with its white space collapsed; no-break spaces stay. Controls and noncharacters go: nobody
/// hears them, and a name of them alone is none.
fn collapsed(text: &str) -> String {
    let heard = match text.contains(is_dropped) {
        true => Cow::Owned(text.replace(is_dropped, "")),
        false => Cow::Borrowed(text),
    };
    heard.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
