//! Accessible names and descriptions (Accessible Name and Description Computation 1.2).
//!
//! A name is written from left to right in one walk: every node adds its text, or has its children
//! add theirs. What still has to be done lies on a stack, so that deep pages need no deep calls.

use super::Aria;
use super::value::Embedded;
use crate::dom::{NodeId, Tag};
use std::borrow::Cow;

/// How many nodes one name may visit: more is no name, and many such names would cost too much.
const BUDGET: usize = 5_000;

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
pub(super) enum Part {
    Text(String),
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
}

enum Task {
    Enter(NodeId, Mode),
    Text(Cow<'static, str>),
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
    tasks: Vec<Task>,
    left: usize,
}

impl Aria<'_> {
    /// The accessible name of an element.
    pub(crate) fn name(&self, node: NodeId) -> Name {
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
        if let (Tag::Table, Some(text)) = (self.doc.tag(node), self.filled(node, "summary")) {
            return described(collapsed(text), Source::Native);
        }
        match self.filled(node, "title") {
            Some(title) if name.from != Some(Source::Title) && collapsed(title) != name.text => {
                described(collapsed(title), Source::Title)
            }
            _ => Name::default(),
        }
    }

    /// The text of what an attribute refers to; nothing where that says nothing.
    fn referenced(&self, node: NodeId, attribute: &str) -> Option<String> {
        let parts = self.references(node, attribute).into_iter().map(Part::Content).collect();
        let mode = Mode { referenced: true, ..Mode::default() };
        Some(self.written(node, parts, mode)).filter(|text| !text.is_empty())
    }

    /// Parts one after the other.
    fn written(&self, origin: NodeId, parts: Vec<Part>, mode: Mode) -> String {
        let mut tasks = Vec::new();
        for part in parts.into_iter().rev() {
            tasks.push(Task::Text(" ".into()));
            tasks.push(match part {
                Part::Text(text) => Task::Text(text.into()),
                // A part that is hidden was named on purpose: all of it counts.
                Part::Content(id) => {
                    let hidden = self.hidden(id);
                    Task::Enter(id, Mode { hidden, root: mode.referenced && id == origin, ..mode })
                }
            });
        }
        self.walked(origin, tasks)
    }

    fn walked(&self, origin: NodeId, tasks: Vec<Task>) -> String {
        let mut walk = Walk { aria: self, origin, out: String::new(), tasks, left: BUDGET };
        walk.run();
        collapsed(&walk.out)
    }
}

impl Walk<'_, '_> {
    fn run(&mut self) {
        while let Some(task) = self.tasks.pop() {
            match task {
                Task::Text(text) => self.out.push_str(&text),
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
                self.out.push_str(text);
            }
            return;
        }
        let silent =
            matches!(doc.tag(node), Tag::Script | Tag::Style | Tag::Template | Tag::Noscript);
        if !doc.is_element(node) || silent || !mode.hidden && aria.hidden(node) {
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
            Some(parts) => self.push_parts(parts, mode),
            None => self.push_children(node, mode),
        }
    }

    /// What an element within the walk says instead of its content.
    fn spoken(&self, node: NodeId, mode: Mode) -> Option<Vec<Part>> {
        let aria = self.aria;
        if node == self.origin && !mode.referenced {
            return Some(Vec::new());
        }
        if !mode.referenced {
            if let Some(text) = aria.referenced(node, "aria-labelledby") {
                return Some(vec![Part::Text(text)]);
            }
        }
        match aria.embedded(node).filter(|_| node != self.origin) {
            Some(Embedded::Text(text)) => return Some(vec![Part::Text(text)]),
            Some(Embedded::Content(nodes)) => {
                return Some(nodes.into_iter().map(Part::Content).collect());
            }
            None => {}
        }
        if let Some(label) = aria.filled(node, "aria-label") {
            return Some(vec![Part::Text(label.to_owned())]);
        }
        // A replaced element has no content of its own; presentational ones say nothing.
        let replaced =
            matches!(aria.doc.tag(node), Tag::Img | Tag::Input | Tag::Area | Tag::Iframe);
        if let Some(picture) = aria.page.styles.replaced(node) {
            return Some(vec![Part::Text(picture.spoken().to_owned())]);
        }
        if aria.role(node).is_some_and(|role| role.is_none()) && replaced {
            return Some(Vec::new());
        }
        let native = match aria.doc.tag(node) {
            // Their parts stand in the content already.
            Tag::Fieldset | Tag::Figure | Tag::Table | Tag::Button | Tag::Select => Vec::new(),
            _ => aria.native(node),
        };
        (!native.is_empty() || replaced).then_some(native)
    }

    fn push_parts(&mut self, parts: Vec<Part>, mode: Mode) {
        for part in parts.into_iter().rev() {
            self.tasks.push(Task::Text(" ".into()));
            self.tasks.push(match part {
                Part::Text(text) => Task::Text(text.into()),
                Part::Content(id) => Task::Enter(id, Mode { root: true, ..mode }),
            });
        }
    }

    fn push_children(&mut self, node: NodeId, mode: Mode) {
        let styles = &self.aria.page.styles;
        let inner = Mode { root: false, ..mode };
        if let Some(after) = styles.after(node) {
            self.tasks.push(Task::Text(after.spoken().to_owned().into()));
        }
        let children = self.aria.children(node).into_iter().rev();
        self.tasks.extend(children.map(|id| Task::Enter(id, inner)));
        if let Some(before) = styles.before(node) {
            self.tasks.push(Task::Text(before.spoken().to_owned().into()));
        }
    }

    fn leave(&mut self, node: NodeId, since: usize, mode: Mode) {
        let said = self.out[since..].contains(|c: char| !c.is_whitespace());
        if !said && !mode.root {
            if let Some(title) = self.aria.filled(node, "title") {
                self.out.push_str(title);
            }
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

/// Text with its white space collapsed; no-break spaces stay.
fn collapsed(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
