//! What style means: text raised, lowered, struck through, or set off from the text around it.

use super::Reading;
use super::enter::has_words;
use super::signs::is_quotation_mark;
use super::text::visible_text;
use crate::css::{Script, Style};
use crate::dom::{NodeId, Ns, Tag as Html};
use crate::event::{Attributes, Tag, TagEnd};
use crate::ledger::Reason;

impl<'p> Reading<'p> {
    /// Begins what the style of an element means beside the element itself; says how many elements of
    /// the reading that are.
    pub(super) fn begin_marks(&mut self, node: NodeId, tag: Html) -> u8 {
        let style = self.page.styles.of(node);
        if !(style.struck || style.bold || style.italic || style.script != Script::None) {
            return 0;
        }
        let document = &self.page.document;
        let parent = document.parent(node).map_or(Style::default(), |id| self.page.styles.of(id));
        let marks = [
            is_struck(tag, style).then_some(Tag::Deleted),
            self.script(node, tag, style, parent),
            self.sets_off(node, tag, style.bold && !parent.bold).then_some(Tag::Strong),
            self.sets_off(node, tag, style.italic && !parent.italic).then_some(Tag::Emphasis),
        ];
        if marks.iter().all(Option::is_none)
            || document.ns(node) != Ns::Html
            || !has_words(document, node)
        {
            return 0;
        }
        let mut count = 0;
        for mark in marks.into_iter().flatten() {
            self.flow.open_inline(mark, Attributes::new(node), self.here);
            count += 1;
        }
        count
    }

    pub(super) fn end_marks(&mut self, count: u8) {
        (0..count).for_each(|_| self.flow.close_inline());
    }

    /// Text above or below the line, where the element does not say so itself.
    fn script(&self, node: NodeId, tag: Html, style: Style, parent: Style) -> Option<Tag<'p>> {
        let mark = match style.script {
            Script::None => return None,
            Script::Sub => Tag::Subscript,
            Script::Super => Tag::Superscript,
        };
        let own = matches!(tag, Html::Sub | Html::Sup);
        let within = is_phrase(tag) || matches!(tag, Html::A | Html::Strong | Html::B | Html::Em);
        let applies = within && !own && style.script != parent.script && !self.breaks_line(node);
        applies.then_some(mark)
    }

    /// Whether text that differs from its block is set off from it: not in headings, links and code,
    /// nor where it is all that a cell or a term has.
    fn sets_off(&self, node: NodeId, tag: Html, differs: bool) -> bool {
        let names = matches!(
            self.flow.top(),
            Some(TagEnd::Term | TagEnd::Legend | TagEnd::Summary | TagEnd::TableCaption)
        );
        let whole = || self.flow.top() == Some(TagEnd::Cell) && self.is_alone(node);
        differs
            && is_phrase(tag)
            && !self.breaks_line(node)
            && !names
            && !self.flow.holds_text()
            && !self.flow.in_link()
            && !whole()
    }

    /// Whether nothing stands beside an element.
    fn is_alone(&self, node: NodeId) -> bool {
        let document = &self.page.document;
        let mut siblings = document.parent(node).into_iter().flat_map(|id| document.children(id));
        siblings.all(|id| {
            id == node
                || document.text(id).map_or(!document.is_element(id), |t| t.trim().is_empty())
        })
    }
}

impl Reading<'_> {
    /// Whether an element stands on lines of its own here. One that was specified to stand in a line
    /// stays in it where it is positioned elsewhere, as visually hidden words are, and within a link or
    /// a heading wherever it is seen. A link or picture that is positioned with nothing before it is
    /// none of a sentence.
    pub(super) fn breaks_line(&self, node: NodeId) -> bool {
        let style = self.page.styles.of(node);
        if !style.display.is_block() || !style.lifted {
            return style.display.is_block();
        }
        let alone = matches!(self.page.document.tag(node), Html::A | Html::Img | Html::Iframe)
            && !self.flow.is_started();
        let in_line = (style.absolute && !alone) || (style.float && self.is_initial(node));
        !in_line && !self.flow.in_phrase()
    }

    /// Whether an element stands apart from the words beside it, within their line. Raised and
    /// lowered text belongs to the word before.
    pub(super) fn stands_apart(&self, node: NodeId) -> bool {
        let style = self.page.styles.of(node);
        let script = matches!(self.page.document.tag(node), Html::Sub | Html::Sup);
        style.stands_apart() && style.script == Script::None && !script && !self.breaks_line(node)
    }

    /// Whether an element holds a single letter: it may be the first of the word after it.
    pub(super) fn is_initial(&self, node: NodeId) -> bool {
        let mut texts = self.page.document.children(node).map(|id| self.page.document.text(id));
        let text = texts.next().flatten().map(str::trim).unwrap_or_default();
        let mut letters = text.chars();
        letters.next().is_some_and(char::is_alphabetic)
            && letters.next().is_none()
            && texts.next().is_none()
    }

    /// Whether a `q` has no marks by style, and has them in its text.
    pub(super) fn quotes_itself(&self, node: NodeId) -> bool {
        let document = &self.page.document;
        let mut texts = document.descendants(node).filter_map(|id| document.text(id));
        let first = texts.find_map(|text| text.trim_start().chars().next());
        self.page.styles.is_unquoted(node) && first.is_some_and(is_quotation_mark)
    }

    /// Whether an element is only another form of one beside it, for another size of their container,
    /// and that has been read.
    pub(super) fn is_said_variant(&mut self, node: NodeId) -> bool {
        if !self.page.styles.of(node).variant || self.open_variants > 0 {
            return false;
        }
        let text = visible_text(self.page, node);
        let parent = self.page.document.parent(node);
        !text.is_empty() && !self.variants.insert((parent, text))
    }

    /// Notes where the eye meets items in another order than the reading has them in.
    pub(super) fn note_order(&mut self, node: NodeId) {
        let style = self.page.styles.of(node);
        if style.reordered || style.reversed {
            self.ledger.note(Reason::VisualOrder, node, "");
        }
    }
}

/// A line through text that no element of the page says.
fn is_struck(tag: Html, style: Style) -> bool {
    style.struck && !matches!(tag, Html::Del | Html::S | Html::Strike | Html::Ins)
}

/// Elements that say nothing of their text, or little.
fn is_phrase(tag: Html) -> bool {
    matches!(
        tag,
        Html::Span | Html::Font | Html::Small | Html::U | Html::Big | Html::Abbr | Html::Time
    )
}
