//! From a walk over elements to well-nested events: contexts, paragraphs, inlines, white space.
//!
//! Nothing is written before there is something to say: starts wait until a word, an image or a
//! control comes, so that empty lists, paragraphs and regions leave no trace.

mod state;
mod text;

use super::RegionKind;
use crate::dom::NodeId;
use crate::event::{Attributes, Direction, Event, Image, Tag, TagEnd};
use std::{borrow::Cow, collections::VecDeque};

/// Language and direction at a place of the page.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Locale<'p> {
    pub(super) lang: Option<&'p str>,
    pub(super) dir: Option<Direction>,
    /// Whether assistive technology is kept from it.
    pub(super) unheard: bool,
}

/// An element of the reading that holds others.
#[derive(Debug)]
struct Context<'p> {
    end: TagEnd,
    /// Its start, until it is written.
    start: Option<(Tag<'p>, Attributes<'p>)>,
    locale: Locale<'p>,
    /// Made by the flow itself, for content where the parent wants an element around it.
    implied: bool,
}

impl Context<'_> {
    /// Whether it holds text as it is, and no blocks.
    fn holds_text(&self) -> bool {
        matches!(self.end, TagEnd::Heading | TagEnd::Preformatted | TagEnd::Title)
    }
}

/// An element within text: written only around text, again in each paragraph that it reaches into.
#[derive(Debug)]
struct Inline<'p> {
    tag: Tag<'p>,
    attributes: Attributes<'p>,
    locale: Locale<'p>,
    used: bool,
}

#[derive(Debug, Default)]
pub(super) struct Flow<'p> {
    queue: VecDeque<Event<'p>>,
    contexts: Vec<Context<'p>>,
    /// The contexts from here on are not written yet.
    unwritten: usize,
    inlines: Vec<Inline<'p>>,
    /// The inlines before this one are open in the output.
    open_inlines: usize,
    /// What the next paragraph is made from, where the page has an element for it.
    explicit: Option<Attributes<'p>>,
    paragraph: bool,
    /// Whether the current block has text already: white space at its beginning is dropped.
    started: bool,
    space: bool,
    /// Whether what comes next must not run into what stands before it.
    apart: bool,
    /// The last character of the current block.
    last: Option<char>,
    /// Where the link leads that was the last thing written.
    last_link: Option<Cow<'p, str>>,
    breaks: u8,
    /// Anchors and hidden fields that wait for a place where they may stand.
    held: Vec<Event<'p>>,
    /// The locale that blocks begun now are in.
    pub(super) locale: Locale<'p>,
    /// The page's own locale.
    root: Locale<'p>,
    /// The node that the text comes from, for what is made without an element.
    pub(super) node: Option<NodeId>,
    after_heading: bool,
    /// An image without a text alternative was the last thing written.
    after_mute_image: bool,
}

impl<'p> Flow<'p> {
    pub(super) fn new(root: Locale<'p>) -> Self {
        Flow { root, locale: root, ..Flow::default() }
    }

    pub(super) fn next(&mut self) -> Option<Event<'p>> {
        self.queue.pop_front()
    }

    /// Whether the current block has text already.
    pub(super) fn is_started(&self) -> bool {
        self.started
    }

    /// Whether a heading was the last thing written.
    pub(super) fn after_heading(&self) -> bool {
        self.after_heading
    }

    pub(super) fn forget_heading(&mut self) {
        self.after_heading = false;
    }

    /// The innermost context.
    pub(super) fn top(&self) -> Option<TagEnd> {
        self.contexts.last().map(|context| context.end)
    }

    /// Whether blocks may begin here, or only text.
    pub(super) fn holds_text(&self) -> bool {
        self.contexts.last().is_some_and(Context::holds_text)
    }

    fn around(&self) -> Locale<'p> {
        self.contexts.last().map_or(self.root, |context| context.locale)
    }

    /// A boundary between blocks: what comes next stands on a line of its own.
    pub(super) fn boundary(&mut self) {
        self.last_link = None;
        if self.holds_text() {
            self.breaks = self.breaks.max(u8::from(self.started));
            self.space = false;
            return;
        }
        self.close_inlines();
        if std::mem::take(&mut self.paragraph) {
            self.queue.push_back(Event::End(TagEnd::Paragraph));
        }
        self.restart();
    }

    fn restart(&mut self) {
        (self.space, self.breaks, self.started) = (false, 0, false);
        (self.apart, self.last) = (false, None);
    }

    fn close_inlines(&mut self) {
        for inline in self.inlines[..std::mem::take(&mut self.open_inlines)].iter().rev() {
            self.queue.push_back(Event::End(inline.tag.end()));
        }
    }

    /// Begins an element that holds blocks, or text as it is. Within a heading nothing can begin:
    /// `false` then, and its content is read as the heading's text.
    pub(super) fn open(&mut self, tag: Tag<'p>, mut attributes: Attributes<'p>) -> bool {
        self.boundary();
        if self.holds_text() {
            return false;
        }
        self.explicit = None;
        let end = tag.end();
        while self.contexts.last().is_some_and(|c| c.implied && is_sibling(c.end, end)) {
            self.pop();
        }
        self.imply(Some(end));
        let locale = self.localise(&mut attributes, self.around(), self.locale);
        self.contexts.push(Context { end, start: Some((tag, attributes)), locale, implied: false });
        true
    }

    /// Sets what the element says of language and direction beside what is around it.
    fn localise(
        &self,
        attributes: &mut Attributes<'p>,
        around: Locale<'p>,
        here: Locale<'p>,
    ) -> Locale<'p> {
        attributes.lang = here.lang.filter(|_| here.lang != around.lang);
        attributes.dir = here.dir.filter(|_| here.dir != around.dir);
        attributes.aria_hidden = here.unheard && !around.unheard;
        here
    }

    /// Ends the innermost element that [`open`](Self::open) began.
    pub(super) fn close(&mut self) {
        self.boundary();
        self.explicit = None;
        while self.contexts.last().is_some_and(|context| context.implied) {
            self.pop();
        }
        self.pop();
    }

    fn pop(&mut self) {
        self.boundary();
        let Some(context) = self.contexts.pop() else { return };
        self.unwritten = self.unwritten.min(self.contexts.len());
        if context.start.is_none() {
            self.close_inlines();
            self.queue.push_back(Event::End(context.end));
            self.after_heading = context.end == TagEnd::Heading;
        }
        self.restart();
    }

    /// Puts the element around the coming content that its place asks for: an item in a list, a
    /// region at the root of the page.
    fn imply(&mut self, child: Option<TagEnd>) {
        let landmark = |end| matches!(end, TagEnd::Region);
        let at_root = !child.is_some_and(|end| matches!(end, TagEnd::Region | TagEnd::Form));
        let tag = match self.top() {
            Some(TagEnd::List) if child != Some(TagEnd::Item) => {
                Tag::Item { number: None, marker: None }
            }
            Some(TagEnd::DescriptionList)
                if !matches!(child, Some(TagEnd::Term | TagEnd::Description)) =>
            {
                Tag::Description
            }
            None | Some(TagEnd::Form)
                if at_root && !self.contexts.iter().any(|c| landmark(c.end)) =>
            {
                Tag::Region { kind: RegionKind::Other }
            }
            _ => return,
        };
        let Some(node) = self.node else { return };
        let locale = self.around();
        let start = Some((tag, Attributes::new(node)));
        let end = start.as_ref().map_or(TagEnd::Item, |(tag, _)| tag.end());
        self.contexts.push(Context { end, start, locale, implied: true });
    }

    /// Writes the starts that have waited for content.
    pub(super) fn write_contexts(&mut self) {
        for context in &mut self.contexts[self.unwritten..] {
            if let Some((tag, attributes)) = context.start.take() {
                self.queue.push_back(Event::Start(tag, attributes));
            }
        }
        self.unwritten = self.contexts.len();
        self.after_heading = false;
    }

    /// Whether the innermost context has been written: it has content.
    pub(super) fn is_written(&self) -> bool {
        self.contexts.last().is_some_and(|context| context.start.is_none())
    }

    /// Marks the text to come as a paragraph of the page.
    pub(super) fn begin_paragraph(&mut self, attributes: Attributes<'p>) {
        self.boundary();
        if !self.holds_text() {
            self.explicit = Some(attributes);
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        self.boundary();
        self.explicit = None;
    }

    /// Makes ready for text or what stands within text.
    fn ready(&mut self) {
        self.after_mute_image = false;
        (self.apart, self.last_link) = (false, None);
        if !self.paragraph && !self.holds_text() {
            self.imply(None);
        }
        self.write_contexts();
        if !self.paragraph && !self.holds_text() {
            let implied = self.explicit.is_none();
            let made_from = self.explicit.take();
            let mut attributes = made_from.unwrap_or_else(|| {
                Attributes::new(self.node.unwrap_or(crate::dom::Document::ROOT))
            });
            self.localise(&mut attributes, self.around(), self.locale);
            self.queue.push_back(Event::Start(Tag::Paragraph { implied }, attributes));
            self.paragraph = true;
        }
        self.queue.extend(self.held.drain(..));
        if self.breaks > 0 {
            let breaks = std::mem::take(&mut self.breaks).min(2);
            self.queue.extend((0..breaks).map(|_| Event::Break));
            self.space = false;
        }
        if std::mem::take(&mut self.space) && self.started {
            self.queue.push_back(Event::Text(Cow::Borrowed(" ")));
        }
        self.open_inlines();
        self.started = true;
    }

    fn open_inlines(&mut self) {
        for at in self.open_inlines..self.inlines.len() {
            let inline = &mut self.inlines[at];
            inline.used = true;
            // Written again in another paragraph, it is the same element still.
            let again = inline.attributes.continued();
            let attributes = std::mem::replace(&mut inline.attributes, again);
            self.queue.push_back(Event::Start(inline.tag.clone(), attributes));
        }
        self.open_inlines = self.inlines.len();
    }

    /// Begins an element within text.
    pub(super) fn open_inline(
        &mut self,
        tag: Tag<'p>,
        mut attributes: Attributes<'p>,
        locale: Locale<'p>,
    ) {
        let around = self.inlines.last().map_or(self.locale, |inline| inline.locale);
        let locale = self.localise(&mut attributes, around, locale);
        self.inlines.push(Inline { tag, attributes, locale, used: false });
    }

    /// Whether the innermost inline has been written anywhere.
    pub(super) fn inline_used(&self) -> bool {
        self.inlines.last().is_some_and(|inline| inline.used)
    }

    pub(super) fn close_inline(&mut self) {
        if self.open_inlines == self.inlines.len() {
            if let Some(inline) = self.inlines.last() {
                self.queue.push_back(Event::End(inline.tag.end()));
                if let Tag::Link(link) = &inline.tag {
                    self.last_link = Some(link.href.clone());
                }
            }
            self.open_inlines -= 1;
        }
        self.inlines.pop();
    }

    /// A line break of the page.
    pub(super) fn line_break(&mut self) {
        if self.started {
            self.breaks = self.breaks.saturating_add(1);
        }
        self.space = false;
    }

    /// Something within text that is no text: an image or a control, kept apart by spaces.
    pub(super) fn leaf(&mut self, event: Event<'p>) {
        self.space();
        self.ready();
        self.queue.push_back(event);
        // What ends a sentence follows at once, all else stands apart.
        (self.last, self.apart) = (Some(']'), true);
    }

    /// An image. Of several in a row that have no text alternative one is said: more would tell
    /// nothing more. One that its caption tells makes no paragraph, in most outputs an empty one.
    pub(super) fn image(&mut self, image: Image<'p>) {
        if image.captioned && !self.paragraph && !self.holds_text() {
            self.write_contexts();
            return self.queue.push_back(Event::Image(image));
        }
        let mute = image.alt.is_none();
        if !(mute && self.after_mute_image) {
            self.leaf(Event::Image(image));
            self.after_mute_image = mute;
        }
    }

    /// A control: nothing that works stands within a link (HTML Standard, 4.5.1), which goes on
    /// after it.
    pub(super) fn control(&mut self, event: Event<'p>) {
        if !self.in_link() {
            return self.leaf(event);
        }
        self.close_inlines();
        let around = std::mem::take(&mut self.inlines);
        self.leaf(event);
        self.inlines = around;
    }

    /// Something that stands between blocks.
    pub(super) fn block(&mut self, event: Event<'p>) {
        self.boundary();
        if self.holds_text() {
            return;
        }
        self.imply(None);
        self.write_contexts();
        self.queue.extend(self.held.drain(..));
        self.queue.push_back(event);
    }

    /// Something unseen, written at the next place where it may stand.
    pub(super) fn hold(&mut self, event: Event<'p>) {
        self.held.push(event);
    }

    /// Writes what has been held and found no place; at the end of a region.
    pub(super) fn release(&mut self) {
        if !self.held.is_empty() {
            self.boundary();
            self.imply(None);
            self.write_contexts();
            self.queue.extend(self.held.drain(..));
        }
    }

    /// Writes the title of a page, before anything else.
    pub(super) fn title(&mut self, title: &str) {
        if !title.is_empty() {
            let attributes = Attributes::new(crate::dom::Document::ROOT);
            self.queue.push_back(Event::Start(Tag::Title, attributes));
            self.queue.push_back(Event::Text(Cow::Owned(title.to_owned())));
            self.queue.push_back(Event::End(TagEnd::Title));
        }
    }

    /// The language and direction of something within text, beside what is around it.
    pub(super) fn localised(&self, node: NodeId, here: Locale<'p>) -> Attributes<'p> {
        let mut attributes = Attributes::new(node);
        let around = self.inlines.last().map_or(self.locale, |inline| inline.locale);
        self.localise(&mut attributes, around, here);
        attributes
    }
}

/// Whether a new `child` ends an implied element of kind `open`.
fn is_sibling(open: TagEnd, child: TagEnd) -> bool {
    match open {
        TagEnd::Item => child == TagEnd::Item,
        TagEnd::Description => matches!(child, TagEnd::Term | TagEnd::Description),
        TagEnd::Region => matches!(child, TagEnd::Region | TagEnd::Form),
        _ => false,
    }
}
