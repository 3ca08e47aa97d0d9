//! What each element of a page becomes in its reading.

use super::flow::Locale;
use super::generated::Side;
use super::headings::heading_level;
use super::plan::is_more_than_region;
use super::signs::{is_icon, pictured};
use super::{Reading, RegionKind, controls, text};
use crate::css::Display;
use crate::dom::{Data, Document, NodeId, Tag as Html};
use crate::escape::{is_private, says_something};
use crate::event::{Attributes, Direction, Event, Tag, TagEnd};
use crate::ledger::Reason;
use crate::page::Page;

/// An element that has been entered, and what is to be done when it is left.
#[derive(Debug)]
pub(super) struct Frame<'p> {
    node: NodeId,
    after: After,
    /// Whether a region that the page reads in its place ends with the element.
    region: bool,
    /// Whether it stands apart from the words beside it, in their line.
    apart: bool,
    /// How many elements of the reading its style has made around it.
    marks: u8,
    /// Whether a container query decides if it is shown.
    variant: bool,
    here: Locale<'p>,
    block: Locale<'p>,
    only_images: bool,
}

/// What an element is among the regions of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Region {
    No,
    /// It has its own place in the plan.
    Elsewhere,
    /// The plan has begun it already, or it cannot begin here.
    Planned,
    Opened,
}

/// What leaving an element takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    Nothing,
    /// What follows it on the line stands apart.
    Space,
    Boundary,
    Paragraph,
    Context,
    /// A heading that ends before its element does.
    Unclosed,
    List,
    Item,
    /// An item of a list of a word processor.
    WordItem,
    Table,
    Inline,
    /// An inline element on lines of its own.
    InlineBlock,
    Link,
    /// A link on lines of its own.
    LinkLine,
    /// A link around blocks.
    LinkBlock,
}

impl Frame<'_> {
    pub(super) fn is_list(&self) -> bool {
        self.after == After::List
    }
}

impl<'p> Reading<'p> {
    pub(super) fn enter(&mut self, node: NodeId) {
        let page = self.page;
        self.flow.node = Some(node);
        match page.document.data(node) {
            Data::Element(_) => self.element(node),
            Data::Text(_) => self.text(node),
            _ => {}
        }
    }

    fn text(&mut self, node: NodeId) {
        let page = self.page;
        let text = page.document.text(node).unwrap_or_default();
        let style = page.styles.of(node);
        if style.invisible {
            if !text.trim().is_empty() {
                self.ledger.note(Reason::Invisible, node, collapse(text));
            }
            // It takes its place all the same.
            return self.flow.space();
        }
        if is_icon(text) {
            self.ledger.note(Reason::Decoration, node, collapse(text));
            return self.flow.apart();
        }
        self.note_controls(node, text);
        if let Some(signs) = pictured(text, style.font) {
            self.ledger.note(Reason::PictureFont, node, collapse(text));
            return self.flow.signs(&signs);
        }
        if !says_something(text) && text.contains(is_private) {
            self.ledger.note(Reason::Decoration, node, collapse(text));
            return self.flow.apart();
        }
        // Characters that no HTML may hold say nothing by themselves.
        let text = match says_something(text) || text.trim().is_empty() {
            true => text,
            false if text.contains(char::is_whitespace) => " ",
            false => return,
        };
        self.flow.text(text, style.white_space);
    }

    fn element(&mut self, node: NodeId) {
        let page = self.page;
        let tag = page.document.tag(node);
        let shown = page.styles.of(node).display != Display::None;
        let odd = matches!(tag, Html::Area | Html::Template | Html::Noframes);
        if !shown && !odd {
            return match self.said_title.take_if(|title| *title == node) {
                Some(title) => self.skip(title),
                // It is the title that the reading begins with.
                None if self.title == Some(node) => self.skip(node),
                None => self.left_out(node, Reason::Hidden),
            };
        }
        self.end_heading_before(node);
        self.end_open_item_before(node);
        if self.is_word_marker(node) {
            return self.skip(node);
        }
        if self.is_said_variant(node) {
            return self.left_out(node, Reason::Variant);
        }
        let (here, block, only_images) = (self.here, self.flow.locale, self.only_images);
        self.here.lang = self.language_of(node).or(self.here.lang);
        self.here.dir = direction(page, node).or(self.here.dir);
        self.here.unheard = self.here.unheard || self.unheard(node);
        let region = self.region(node);
        if region == Region::Elsewhere {
            self.here = here;
            return self.skip(node);
        }
        self.note_language(node);
        let apart = self.stands_apart(node);
        if apart {
            self.flow.apart();
        }
        self.note_order(node);
        let marks = if region == Region::No { self.begin_marks(node, tag) } else { 0 };
        let after = match region {
            Region::No => self.kind(node, tag),
            _ if is_more_than_region(tag) => self.kind(node, tag),
            _ => After::Boundary,
        };
        let region = region == Region::Opened;
        let variant = page.styles.of(node).variant;
        self.open_variants += usize::from(variant);
        let frame = Frame { node, after, region, apart, marks, variant, here, block, only_images };
        self.frames.push(frame);
        if page.styles.of(node).skips_content {
            return self.skip_content(node);
        }
        self.generated(node, page.styles.before(node), Side::Before);
        self.flatten(node);
    }

    pub(super) fn leave(&mut self, node: NodeId) {
        if self.frames.last().is_none_or(|frame| frame.node != node) {
            return;
        }
        if !self.page.styles.of(node).skips_content {
            self.generated(node, self.page.styles.after(node), Side::After);
        }
        let Some(frame) = self.frames.pop() else { return };
        self.open_variants -= usize::from(frame.variant);
        if frame.after == After::List {
            self.end_open_item();
        }
        match frame.after {
            After::Nothing => {}
            After::Space => self.flow.apart(),
            After::Boundary => self.flow.boundary(),
            After::Paragraph => {
                self.flow.end_paragraph();
            }
            After::Context | After::List | After::Table => self.close(node),
            After::Item => self.leave_item(node),
            After::WordItem => self.leave_word_item(node),
            After::Unclosed => {
                self.end_unclosed_heading();
                self.flow.boundary();
            }
            After::Link | After::LinkLine | After::LinkBlock => {
                self.leave_link(node, frame.after);
            }
            After::Inline => self.flow.close_inline(),
            After::InlineBlock => {
                self.flow.boundary();
                self.flow.close_inline();
            }
        }
        match frame.after {
            After::List => drop(self.lists.pop()),
            After::Table => drop(self.tables.pop()),
            _ => {}
        }
        self.end_marks(frame.marks);
        if frame.apart && !self.is_initial(node) {
            self.flow.apart();
        }
        if frame.region {
            self.flow.release();
            self.flow.close();
            self.flow.forget_heading();
        }
        self.here = frame.here;
        self.flow.locale = frame.block;
        self.only_images = frame.only_images;
    }

    /// Ends a context; where it had nothing to say, a place that is linked to stays.
    pub(super) fn close(&mut self, node: NodeId) {
        if !self.flow.is_written() {
            self.anchor(node);
            if let Some(name) = self.aria.accessible(node).and_then(|it| it.name) {
                self.ledger.note(Reason::Hidden, node, name);
            }
        }
        self.flow.close();
    }

    /// Leaves out the children of the element that was just entered.
    pub(super) fn skip(&mut self, node: NodeId) {
        if let Some(walk) = self.walks.last_mut() {
            walk.skip_children(node);
        }
    }

    /// Begins the region that an element is the root of.
    fn region(&mut self, node: NodeId) -> Region {
        let kind = self.regions.kind_of(node);
        let planned = self.plan.is_apart(node);
        let elsewhere = planned && self.walk_root() != Some(node);
        let content = self.options.content;
        let left_out = match elsewhere {
            true => kind != Some(RegionKind::Main) && !self.regions.accompanies(node, content),
            false => self.regions.leaves_out(node, content),
        };
        if left_out {
            self.left_out(node, Reason::NotMain);
            return Region::Elsewhere;
        }
        let Some(kind) = kind else { return Region::No };
        self.flow.boundary();
        if elsewhere {
            return Region::Elsewhere;
        }
        self.flow.locale = self.here;
        if planned {
            return Region::Planned;
        }
        self.flow.forget_heading();
        let mut attributes = Attributes::new(node);
        if !is_more_than_region(self.page.document.tag(node)) {
            attributes = self.attributes(node);
        }
        self.name_region(node, kind, &mut attributes);
        match self.flow.open(Tag::Region { kind }, attributes) {
            true => Region::Opened,
            false => Region::Planned,
        }
    }

    fn walk_root(&self) -> Option<NodeId> {
        self.walks.first().map(|walk| walk.root())
    }

    /// The attributes that every element may have. An id counts for the first element only.
    pub(super) fn attributes(&mut self, node: NodeId) -> Attributes<'p> {
        let page = self.page;
        let mut attributes = Attributes::new(node);
        attributes.accessible = self.aria.accessible(node);
        if let Some(id) = page.document.attr(node, "id").filter(|id| !id.is_empty()) {
            if page.by_id(id) == Some(node) && !id.contains(|c: char| c.is_ascii_whitespace()) {
                attributes.id = Some(id);
            } else {
                self.ledger.note(Reason::UnusableId, node, id);
            }
        }
        attributes
    }

    /// The attributes of something within text.
    pub(super) fn localised(&mut self, node: NodeId) -> Attributes<'p> {
        let Attributes { lang, dir, aria_hidden, .. } = self.flow.localised(node, self.here);
        Attributes { lang, dir, aria_hidden, ..self.attributes(node) }
    }

    /// Marks the place of an element that something links to.
    pub(super) fn anchor(&mut self, node: NodeId) {
        if !self.facts.targets.contains(node) {
            return;
        }
        let id = self.attributes(node).id;
        if let Some(id) = id.or_else(|| self.page.document.attr(node, "name")) {
            self.flow.hold(Event::Anchor(id));
        }
    }

    /// A block that is nothing else.
    pub(super) fn block(&mut self, node: NodeId) -> After {
        self.anchor(node);
        if !self.breaks_line(node) || self.is_current(node) {
            return self.phrase(node);
        }
        self.flow.boundary();
        if self.flow.holds_text() {
            return match self.phrase(node) {
                After::Inline | After::InlineBlock => After::InlineBlock,
                _ => After::Boundary,
            };
        }
        self.flow.locale = self.here;
        After::Boundary
    }

    /// Text that is nothing else: only its language or direction can matter.
    fn phrase(&mut self, node: NodeId) -> After {
        let page = self.page;
        let own = self.language_of(node).is_some() || direction(page, node).is_some();
        let current = self.is_current(node);
        if !own && !current && !self.unheard(node) {
            return After::Nothing;
        }
        let mut attributes = Attributes::new(node);
        attributes.accessible = self.aria.accessible(node).filter(|_| current);
        let block = page.styles.of(node).display.is_block();
        if block {
            self.flow.boundary();
        }
        self.flow.open_inline(Tag::Span, attributes, self.here);
        if block { After::InlineBlock } else { After::Inline }
    }

    /// Whether an element is the current one of a set: it is kept for that even where it is nothing
    /// else.
    fn is_current(&self, node: NodeId) -> bool {
        self.page.document.has_attr(node, "aria-current")
            && self.aria.states(node).current.is_some()
    }

    /// An element that holds others.
    pub(super) fn context(&mut self, node: NodeId, tag: Tag<'p>) -> After {
        let outer = self.flow.locale;
        self.flow.locale = self.here;
        let mut attributes = self.attributes(node);
        // A name that the element begins with is shown there.
        if let Some(name) = attributes.unshown_name()
            && text::opens_with(self.page, node, name)
            && let Some(accessible) = &mut attributes.accessible
        {
            accessible.name_shown = true;
        }
        if self.flow.open(tag, attributes) {
            return After::Context;
        }
        self.flow.locale = outer;
        self.anchor(node);
        After::Boundary
    }

    /// An element within text.
    pub(super) fn inline(&mut self, node: NodeId, tag: Tag<'p>) -> After {
        let block = self.breaks_line(node);
        if block {
            self.flow.boundary();
            self.flow.locale = self.here;
        }
        let attributes = self.attributes(node);
        self.flow.open_inline(tag, attributes, self.here);
        if block { After::InlineBlock } else { After::Inline }
    }

    fn kind(&mut self, node: NodeId, tag: Html) -> After {
        let page = self.page;
        if let Some(level) = heading_level(page, node, tag) {
            return self.heading(node, level);
        }
        if self.is_picture(node, tag) {
            return self.picture(node);
        }
        let tag = self.element_by_role(node, tag);
        if controls::is_widget(&self.aria, node) {
            return self.control(node);
        }
        match tag {
            Html::Other => self.foreign(node),
            Html::P => self.paragraph(node),
            Html::Br => self.leaf(|flow| flow.line_break()),
            Html::Hr => self.leaf(|flow| flow.block(Event::Rule)),
            Html::Ul | Html::Ol | Html::Menu | Html::Dir => self.list(node, tag),
            Html::Li => self.item(node),
            Html::Dl => self.context(node, Tag::DescriptionList),
            Html::Dt if self.in_description_list() => self.context(node, Tag::Term),
            Html::Dd if self.in_description_list() => self.context(node, Tag::Description),
            Html::Blockquote => self.context(node, Tag::BlockQuote),
            Html::Pre | Html::Listing | Html::Xmp | Html::Plaintext => {
                self.context(node, Tag::Preformatted)
            }
            Html::Figure => self.context(node, Tag::Figure),
            Html::Figcaption if self.flow.top() == Some(TagEnd::Figure) => {
                self.context(node, Tag::FigureCaption)
            }
            Html::Address => self.context(node, Tag::Address),
            Html::Details => {
                self.context(node, Tag::Details { open: page.document.has_attr(node, "open") })
            }
            Html::Summary if self.flow.top() == Some(TagEnd::Details) => {
                self.context(node, Tag::Summary)
            }
            Html::Fieldset => self.group(node),
            _ if self.facts.groups.contains(node) && self.aria.label(node).is_some() => {
                self.group(node)
            }
            _ if self.section_role(node).is_some() => self.section(node),
            Html::Legend if self.flow.top() == Some(TagEnd::FieldSet) => {
                self.context(node, Tag::Legend)
            }
            Html::Table => self.table(node),
            Html::Caption | Html::Tr | Html::Td | Html::Th => self.table_part(node, tag),
            Html::Form => self.form(node),
            Html::A => self.link(node),
            _ => self.inline_kind(node, tag),
        }
    }

    fn leaf(&mut self, write: impl FnOnce(&mut super::Flow<'p>)) -> After {
        write(&mut self.flow);
        After::Nothing
    }

    /// What is neither one of the elements above nor embedded content.
    pub(super) fn other(&mut self, node: NodeId) -> After {
        self.block(node)
    }
}

/// The direction that an element sets; a `bdi` sets its own (HTML Standard, 4.5.24).
pub(super) fn direction(page: &Page, node: NodeId) -> Option<Direction> {
    let set = page.document.attr(node, "dir").and_then(Direction::of);
    set.or_else(|| (page.document.tag(node) == Html::Bdi).then_some(Direction::Auto))
}

/// Whether an element has any text of its own, images aside.
pub(super) fn has_words(document: &Document, node: NodeId) -> bool {
    document.descendants(node).filter_map(|id| document.text(id)).any(|t| !t.trim().is_empty())
}

/// Text with its white space collapsed.
pub(super) fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
