//! The names that elements have by HTML itself, before their content counts (HTML-AAM 1.0, 4.1).

use super::Aria;
use super::name::Part;
use crate::dom::{NodeId, Ns, Tag};
use crate::escape::says_something;
use std::borrow::Cow;

impl<'p> Aria<'p> {
    /// The parts of the name that HTML gives an element: texts, and elements whose content counts.
    /// An empty list is no name, and other sources have their turn.
    pub(super) fn native(&self, node: NodeId) -> Vec<Part<'p>> {
        let doc = self.doc;
        if doc.ns(node) == Ns::Svg {
            return self.svg_title(node);
        }
        if doc.ns(node) == Ns::MathMl {
            let alternative = self.filled(node, "alttext").filter(|_| doc.name(node) == "math");
            return alternative.map(|text| Part::Text(text.into())).into_iter().collect();
        }
        let text = |name: &str| self.filled(node, name).map(|text| Part::Text(text.into()));
        let child = |tag: Tag| doc.children(node).find(|&id| doc.tag(id) == tag);
        let content = |part: Option<NodeId>| part.map(Part::Content).into_iter().collect();
        let labels = || self.page.labels_of(node).iter().copied().map(Part::Content).collect();
        match doc.tag(node) {
            Tag::Img | Tag::Area => text("alt").into_iter().collect(),
            Tag::Input => {
                let labels: Vec<Part<'_>> = labels();
                if labels.is_empty() { self.button_value(node) } else { labels }
            }
            Tag::Button
            | Tag::Meter
            | Tag::Output
            | Tag::Progress
            | Tag::Select
            | Tag::Textarea => labels(),
            Tag::Fieldset => content(child(Tag::Legend)),
            Tag::Figure => content(child(Tag::Figcaption)),
            Tag::Table => content(child(Tag::Caption)),
            Tag::Optgroup => text("label").into_iter().collect(),
            Tag::Option => text("label").into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// What HTML or SVG itself gives an element besides its name (HTML-AAM 1.0, 4.1; SVG-AAM 1.0,
    /// 8.2).
    pub(super) fn native_description(&self, node: NodeId) -> Option<String> {
        let doc = self.doc;
        match doc.tag(node) {
            _ if doc.ns(node) == Ns::Svg => {
                let mut descriptions = doc.children(node).filter(|&id| doc.name(id) == "desc");
                descriptions.next().map(|id| doc.text_content(id))
            }
            Tag::Table => self.filled(node, "summary").map(str::to_owned),
            Tag::Input => self.button_value(node).into_iter().find_map(|part| match part {
                Part::Text(text) => Some(text.into_owned()),
                Part::Content(_) => None,
            }),
            _ => None,
        }
    }

    /// The words on a button that is an `input`.
    fn button_value(&self, node: NodeId) -> Vec<Part<'p>> {
        let kind = self.filled(node, "type").unwrap_or_default().to_ascii_lowercase();
        let value = || self.filled(node, "value");
        let words = match kind.as_str() {
            "button" => value(),
            // What browsers write where the page says nothing.
            "submit" => Some(self.doc.attr(node, "value").map_or("Submit", str::trim)),
            "reset" => Some(self.doc.attr(node, "value").map_or("Reset", str::trim)),
            "image" => self
                .filled(node, "alt")
                .or_else(value)
                .or_else(|| self.filled(node, "title").is_none().then_some("Submit Query")),
            _ => None,
        };
        let words = words.filter(|words| !words.is_empty());
        words.map(|words| Part::Text(words.into())).into_iter().collect()
    }

    /// The `title` of an SVG element (SVG-AAM 1.0, 8.1), or that of its link.
    fn svg_title(&self, node: NodeId) -> Vec<Part<'p>> {
        let doc = self.doc;
        let titles = doc.children(node).filter(|&id| doc.name(id) == "title");
        let title = titles.map(|id| doc.text_content(id)).find(|text| says_something(text));
        let linked = || doc.attr_ns(node, Ns::XLink, "title").map(Cow::Borrowed);
        title.map(Cow::Owned).or_else(linked).map(Part::Text).into_iter().collect()
    }
}
