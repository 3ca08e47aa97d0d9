//! What rules see of a page, and how they tell what they found.

use super::files::{FileLink, file_links};
use super::finding::{Finding, Location};
use super::headings::{Heading, headings};
use super::locate::Locator;
use super::prose;
use super::repeated::Parts;
use super::rule::{Outcome, Rule, Severity};
use super::wcag::Level;
use crate::aria::{Aria, Role};
use crate::dom::{Document, NodeId, NodeMap, Step, Tag};
use crate::escape::says_something;
use crate::language::{Detected, ShortMap};
use crate::page::Page;
use crate::read::tables::{self, Evidence};
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// So many bytes of a text are enough for everybody who asks for it.
const LONG: usize = 400;
/// And of one text node so many.
const LONGEST: usize = 8_000;

/// A page as rules see it: what several of them ask for is worked out once.
pub(crate) struct Context<'p> {
    pub(crate) page: &'p Page,
    pub(crate) doc: &'p Document,
    pub(crate) aria: Aria<'p>,
    /// The level that is asked for: some rules are stricter at a higher one.
    pub(crate) level: Level,
    /// Whether the document is an image: an SVG file of its own.
    pub(crate) svg: bool,
    elements: Vec<NodeId>,
    by_tag: HashMap<Tag, Vec<NodeId>>,
    locator: Locator<'p>,
    by_attribute: ByAttribute<'p>,
    known: Known,
}

/// What is worked out when it is asked for first.
#[derive(Default)]
struct Known {
    /// The places of the elements of a role among all elements.
    by_role: OnceCell<ShortMap<&'static str, Vec<usize>>>,
    texts: RefCell<NodeMap<Rc<str>>>,
    tables: RefCell<NodeMap<(bool, Evidence)>>,
    headings: OnceCell<Vec<Heading>>,
    file_links: OnceCell<Vec<FileLink>>,
    parts: OnceCell<Parts>,
    spoken: OnceCell<Option<Detected>>,
}

/// Elements by what attributes they have, in tree order.
#[derive(Default)]
struct ByAttribute<'p> {
    named: HashMap<&'p str, Vec<NodeId>>,
    /// Those that have any state or property of WAI-ARIA, or what is spelt like one.
    aria: Vec<NodeId>,
}

impl<'p> ByAttribute<'p> {
    fn of(doc: &'p Document, elements: &[NodeId]) -> Self {
        let mut by_attribute = ByAttribute::default();
        for &id in elements {
            for (_, name, _) in doc.attrs(id).filter(|(prefix, ..)| prefix.is_none()) {
                by_attribute.named.entry(name).or_default().push(id);
                if name.starts_with("aria-") && by_attribute.aria.last() != Some(&id) {
                    by_attribute.aria.push(id);
                }
            }
        }
        by_attribute
    }
}

impl<'p> Context<'p> {
    pub(crate) fn new(page: &'p Page, level: Level) -> Self {
        let doc = &page.document;
        let (mut elements, mut by_tag) = (Vec::new(), HashMap::<_, Vec<_>>::new());
        let mut walk = doc.walk(Document::ROOT);
        while let Some(step) = walk.next() {
            let Step::Enter(id) = step else { continue };
            if doc.is_element(id) {
                elements.push(id);
                by_tag.entry(doc.tag(id)).or_default().push(id);
                // What a template holds is no part of the page.
                if doc.tag(id) == Tag::Template {
                    walk.skip_children(id);
                }
            }
        }
        let svg = page.is_svg();
        let locator = Locator::new(page, &elements);
        let aria = Aria::new(page);
        let (by_attribute, known) = (ByAttribute::of(doc, &elements), Known::default());
        Context { page, doc, aria, level, svg, elements, by_tag, locator, by_attribute, known }
    }

    /// All elements in tree order, without the contents of templates.
    pub(crate) fn elements(&self) -> impl Iterator<Item = NodeId> {
        self.elements.iter().copied()
    }

    /// The elements of a name, in tree order.
    pub(crate) fn all(&self, tag: Tag) -> impl Iterator<Item = NodeId> {
        self.by_tag.get(&tag).into_iter().flatten().copied()
    }

    /// The elements of several names, in tree order.
    pub(crate) fn any<'c>(&'c self, tags: &'c [Tag]) -> impl Iterator<Item = NodeId> + 'c {
        self.elements().filter(move |&id| tags.contains(&self.doc.tag(id)))
    }

    /// The elements that have an attribute, in tree order.
    pub(crate) fn having(&self, name: &str) -> impl Iterator<Item = NodeId> {
        self.by_attribute.named.get(name).into_iter().flatten().copied()
    }

    /// The elements that have any attribute called `aria-…`, in tree order.
    pub(crate) fn having_aria(&self) -> impl Iterator<Item = NodeId> {
        self.by_attribute.aria.iter().copied()
    }

    /// The elements of some roles, in tree order.
    pub(crate) fn of_role(&self, roles: &[&str]) -> impl Iterator<Item = NodeId> {
        let by_role = self.known.by_role.get_or_init(|| {
            let mut by_role = ShortMap::<_, Vec<_>>::default();
            for (place, id) in self.elements().enumerate() {
                if let Some(role) = self.aria.role(id) {
                    by_role.entry(role.name()).or_default().push(place);
                }
            }
            by_role
        });
        let places = roles.iter().filter_map(|role| by_role.get(role)).flatten();
        let mut places: Vec<usize> = places.copied().collect();
        places.sort_unstable();
        places.into_iter().map(|place| self.elements[place])
    }

    /// Whether the page shows a node, as far as style tells.
    pub(crate) fn visible(&self, node: NodeId) -> bool {
        self.aria.visible(node)
    }

    /// Whether a node is kept from the users of assistive technology.
    pub(crate) fn hidden(&self, node: NodeId) -> bool {
        self.aria.hidden(node)
    }

    /// Whether all that styles the page was read; else what is hidden or drawn is not proved.
    pub(crate) fn style_is_known(&self) -> bool {
        self.page.is_styled_completely()
    }

    /// Whether the accessible name of an element says nothing: a no-break space is none, nor are
    /// characters that nobody sees or hears, or that mean nothing without the font of the page.
    pub(crate) fn nameless(&self, node: NodeId) -> bool {
        !says_something(&self.aria.name(node).text)
    }

    /// The role that the author asks for, whether the element gets it or not.
    pub(crate) fn asked_role(&self, node: NodeId) -> Option<Role> {
        let mut tokens = self.filled(node, "role")?.split_ascii_whitespace();
        tokens.find_map(|token| Role::named(&token.to_ascii_lowercase()))
    }

    /// The exposed elements of some roles, in tree order.
    pub(crate) fn with_role(&self, roles: &[&str]) -> impl Iterator<Item = NodeId> {
        self.of_role(roles).filter(|&id| self.aria.exposed(id))
    }

    /// The role that the element's `role` attribute gives it; `None` where it has its own.
    pub(crate) fn explicit_role(&self, node: NodeId) -> Option<Role> {
        self.filled(node, "role")?;
        let role = self.aria.role(node)?;
        let tokens = self.doc.attr(node, "role").unwrap_or_default().split_ascii_whitespace();
        let mut roles = tokens.filter_map(|token| Role::named(&token.to_ascii_lowercase()));
        roles.any(|named| named == role).then_some(role)
    }

    /// The nearest element of a name around a node.
    pub(crate) fn around(&self, node: NodeId, tag: Tag) -> Option<NodeId> {
        self.doc.ancestors(node).find(|&id| self.doc.tag(id) == tag)
    }

    /// The text of a subtree, white space collapsed; of long ones the beginning.
    pub(crate) fn text(&self, node: NodeId) -> Rc<str> {
        if let Some(text) = self.known.texts.borrow().get(&node) {
            return Rc::clone(text);
        }
        let mut text = String::new();
        for id in self.doc.descendants(node) {
            for word in self.doc.text(id).unwrap_or_default().split_whitespace() {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(word);
                if text.len() > LONGEST {
                    break;
                }
            }
            if text.len() > LONG {
                break;
            }
        }
        let text: Rc<str> = text.into();
        self.known.texts.borrow_mut().insert(node, Rc::clone(&text));
        text
    }

    /// Whether a table holds data, and what says so.
    pub(crate) fn holds_data(&self, table: NodeId) -> (bool, Evidence) {
        let mut tables = self.known.tables.borrow_mut();
        *tables.entry(table).or_insert_with(|| tables::holds_data(self.page, table))
    }

    /// The headings that are not hidden, in tree order.
    pub(crate) fn headings(&self) -> &[Heading] {
        self.known.headings.get_or_init(|| headings(self))
    }

    /// The links to documents that are there for all.
    pub(crate) fn file_links(&self) -> &[FileLink] {
        self.known.file_links.get_or_init(|| file_links(self))
    }

    /// The language that the text of the page is in, where the page says another or none.
    pub(crate) fn spoken(&self) -> Option<Detected> {
        *self.known.spoken.get_or_init(|| prose::spoken(self))
    }

    /// What stands on every page before the content, and the content.
    pub(crate) fn parts(&self) -> &Parts {
        self.known.parts.get_or_init(|| Parts::of(self))
    }

    /// The document's `html` element.
    pub(crate) fn root(&self) -> Option<NodeId> {
        self.all(Tag::Html).next()
    }

    /// Where a node stands.
    pub(crate) fn locate(&self, node: NodeId) -> Location {
        self.locator.locate(node)
    }

    /// The line that a node stands on.
    pub(crate) fn line(&self, node: NodeId) -> usize {
        self.locator.line(node)
    }

    /// An attribute without the white space around it; `None` also where nothing else is in it.
    pub(crate) fn filled(&self, node: NodeId, name: &str) -> Option<&'p str> {
        self.doc.attr(node, name).map(str::trim_ascii).filter(|value| !value.is_empty())
    }
}

/// A rule at work on a page.
pub(crate) struct Checker<'c> {
    pub(crate) cx: &'c Context<'c>,
    rule: &'static Rule,
    found: &'c mut Vec<Finding>,
}

impl<'c> Checker<'c> {
    pub(crate) fn new(
        cx: &'c Context<'c>,
        rule: &'static Rule,
        found: &'c mut Vec<Finding>,
    ) -> Self {
        Checker { cx, rule, found }
    }

    /// A proved fault, as heavy as the rule has it. A node that no tag of the page made is found at
    /// the nearest element around it. What is given back can be told more of.
    pub(crate) fn fail(&mut self, node: NodeId, message: impl Into<String>) -> &mut Finding {
        self.tell(node, (Outcome::Failed, self.rule.severity), message.into())
    }

    /// A fault that is advice, or found by a heuristic with a margin.
    pub(crate) fn warn(&mut self, node: NodeId, message: impl Into<String>) -> &mut Finding {
        self.tell(node, (Outcome::Failed, Severity::Warning), message.into())
    }

    /// What is worth knowing.
    pub(crate) fn info(&mut self, node: NodeId, message: impl Into<String>) -> &mut Finding {
        self.tell(node, (Outcome::Failed, Severity::Info), message.into())
    }

    /// A place where a person must look.
    pub(crate) fn review(&mut self, node: NodeId, message: impl Into<String>) -> &mut Finding {
        self.tell(node, (Outcome::CantTell, Severity::Review), message.into())
    }

    fn tell(&mut self, node: NodeId, weight: (Outcome, Severity), message: String) -> &mut Finding {
        let finding = Finding::new(self.rule, weight, message, self.cx.locate(node));
        self.found.push(Finding { node: Some(node), ..finding });
        self.found.last_mut().expect("just pushed")
    }
}
