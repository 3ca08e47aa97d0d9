//! Elements within a line that mean something: emphasis, code, changes, times, abbreviations.

use super::Reading;
use super::enter::After;
use super::microsyntax::is_datetime;
use crate::dom::{NodeId, Tag as Html};
use crate::escape::says_something;
use crate::event::Tag;
use crate::ledger::Reason;

/// Most nodes of a reading aid that are looked at for its first word.
const RUBY_NODES_MAX: usize = 64;

impl<'p> Reading<'p> {
    /// An element within a line, by its kind.
    pub(super) fn inline_kind(&mut self, node: NodeId, tag: Html) -> After {
        let page = self.page;
        let attr = |name: &str| page.document.attr(node, name);
        let tag = match tag {
            Html::Em | Html::I => Tag::Emphasis,
            Html::Strong | Html::B => Tag::Strong,
            Html::Code | Html::Tt => Tag::Code,
            Html::Kbd => Tag::Keyboard,
            Html::Samp => Tag::Sample,
            Html::Var => Tag::Variable,
            Html::Sub => Tag::Subscript,
            Html::Sup => Tag::Superscript,
            Html::Del | Html::S | Html::Strike => Tag::Deleted,
            Html::Ins => Tag::Inserted,
            Html::Mark => Tag::Mark,
            Html::Small => Tag::Small,
            Html::Q if self.quotes_itself(node) => return self.other(node),
            Html::Q => Tag::Quote,
            Html::Cite => Tag::Cite,
            Html::Dfn => Tag::Definition,
            // Without an annotation it is text like any other (HTML Standard, 4.5.10), and so is that elsewhere.
            Html::Ruby if !self.is_annotated(node) => return self.block(node),
            Html::Ruby => Tag::Ruby,
            Html::Rt if self.in_ruby(node) => {
                // What is left out keeps its neighbours apart.
                let mut within = self.page.document.descendants(node).take(RUBY_NODES_MAX);
                let says = |id| self.page.document.text(id).is_some_and(says_something);
                if !within.any(says) {
                    self.flow.apart();
                }
                Tag::RubyText
            }
            Html::Bdo => Tag::BidiOverride,
            Html::Abbr | Html::Acronym if attr("title").is_some_and(|t| !t.trim().is_empty()) => {
                Tag::Abbreviation { title: attr("title").unwrap_or_default().trim() }
            }
            Html::Time if attr("datetime").is_some() => {
                let datetime = attr("datetime").unwrap_or_default().trim();
                if !is_datetime(datetime) {
                    self.ledger.note(Reason::InvalidValue, node, datetime);
                    return self.other(node);
                }
                Tag::Time { datetime }
            }
            Html::Label => match self.label_of(node) {
                Some(tag) => tag,
                None => return self.block(node),
            },
            _ => return self.embedded(node, tag),
        };
        self.inline(node, tag)
    }

    /// Whether one of the first pronunciations in a `ruby` element says something.
    fn is_annotated(&self, ruby: NodeId) -> bool {
        let document = &self.page.document;
        let says = |id| document.text(id).is_some_and(says_something);
        let annotates = |rt: NodeId| document.descendants(rt).take(RUBY_NODES_MAX).any(says);
        let mut children = document.children(ruby).take(RUBY_NODES_MAX);
        children.any(|child| document.tag(child) == Html::Rt && annotates(child))
    }

    fn in_ruby(&self, node: NodeId) -> bool {
        let document = &self.page.document;
        let is_ruby = |&parent: &NodeId| document.tag(parent) == Html::Ruby;
        document.parent(node).filter(is_ruby).is_some_and(|ruby| self.is_annotated(ruby))
    }
}
