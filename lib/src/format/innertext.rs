//! The `innerText` of a page's body (HTML Standard, 3.2.7), as a browser without scripts gives it.

mod line;

#[cfg(test)]
mod tests;

use crate::css::case::Casing;
use crate::css::{Display, Generated, Style, TextTransform};
use crate::dom::{Document, NodeId, Ns, Step, Tag};
use crate::page::Page;
use line::{Lines, Look, Slot, is_collapsible};

/// The text of a page as it is rendered: the `innerText` of its body, by the HTML Standard and
/// with scripting off.
///
/// ```
/// use textify::{Page, ParseOptions, format::inner_text};
///
/// let page = Page::from_html("<h1>Open</h1> <p>Mon  to <b>Fri</b>", &ParseOptions::new())?;
/// assert_eq!(inner_text(&page), "Open\n\nMon to Fri");
/// # Ok::<(), textify::Error>(())
/// ```
pub fn inner_text(page: &Page) -> String {
    let Some(body) = page.body() else { return String::new() };
    let document = &page.document;
    let mut outside = document.ancestors(body).chain([body]);
    if outside.any(|id| page.styles.of(id).display == Display::None) {
        return document.text_content(body);
    }
    let mut collector = Collector { page, lines: Lines::new(), boxes: Vec::new() };
    let mut walk = document.walk(body);
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(id) if document.is_element(id) => {
                if !collector.enter(id) {
                    walk.skip_children(id);
                }
            }
            Step::Enter(id) => collector.text(id),
            Step::Leave(id) if document.is_element(id) => collector.leave(id),
            Step::Leave(_) => {}
        }
    }
    collector.lines.finish()
}

/// Which children of an element are rendered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Children {
    All,
    Hidden,
    /// `select` shows its options and groups, `optgroup` its options.
    Options,
    /// A closed `details` shows its first summary.
    Summary(Option<NodeId>),
    /// SVG shows the text of its `text` elements only.
    SvgText,
}

/// How the lines of an element lie in those around it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Flow {
    /// In the same line.
    Inline,
    /// In lines of its own among them.
    Block,
    /// In lines of its own, as one piece of the outer line.
    Atomic,
    /// In lines of its own, of which the outer line knows nothing.
    Aside,
    /// In lines of its own that end the outer one.
    Cell,
}

/// An open element.
#[derive(Debug)]
struct Open {
    style: Style,
    flow: Flow,
    children: Children,
    casing: Casing,
    /// The required line breaks before and after.
    breaks: usize,
    /// The transform of the element's first letter, where it has one of its own.
    first_letter: Option<TextTransform>,
    /// Where a tab comes if another cell of the row follows.
    cell_end: Option<Slot>,
    /// Where a newline comes if another row of the table follows.
    row_end: Option<Slot>,
}

struct Collector<'p> {
    page: &'p Page,
    lines: Lines,
    boxes: Vec<Open>,
}

impl Collector<'_> {
    /// Enters an element, and says whether its children are to be entered.
    fn enter(&mut self, id: NodeId) -> bool {
        let document = &self.page.document;
        let open = self.opened(id);
        let style = open.style;
        let rendered = style.display != Display::None;
        if rendered {
            self.before(&open);
        }
        let children = open.children;
        if rendered {
            self.generated(id, &open, self.page.styles.before(id), '“');
        }
        if rendered && document.tag(id) == Tag::Br {
            self.lines.line_break(!style.invisible);
        } else if rendered && is_replaced(document, id) {
            self.lines.object();
        }
        self.boxes.push(open);
        rendered && children != Children::Hidden
    }

    /// The element as a box, its display as `innerText` sees it.
    fn opened(&self, id: NodeId) -> Open {
        let document = &self.page.document;
        let tag = document.tag(id);
        let mut style = self.page.styles.of(id);
        if !self.is_shown(id) {
            style.display = Display::None;
        }
        if style.display != Display::None {
            match tag {
                // In its line a list of options is one piece.
                Tag::Select if !is_block_level(style.display) => {
                    style.display = Display::InlineBlock;
                }
                Tag::Optgroup | Tag::Option => style.display = Display::Block,
                // A rendered legend is a block of its own (HTML Standard, 15.3.13).
                Tag::Legend if self.is_rendered_legend(id, style) => {
                    style.display = style.display.blockified();
                }
                // Among the items of a flex container a line break is part of the text.
                Tag::Br => style.display = Display::Inline,
                // Buttons are blocks of their own even where they are called inline.
                Tag::Button if style.display == Display::Inline => {
                    style.display = Display::InlineBlock;
                }
                _ => {}
            }
        }
        let block = is_block_level(style.display);
        let breaks = match style.display {
            _ if style.invisible => 0,
            Display::None | Display::Contents => 0,
            _ if tag == Tag::Select => 0,
            _ if tag == Tag::P => 2,
            Display::Caption => 1,
            _ => usize::from(block),
        };
        let outer = self.boxes.last().map(|open| open.casing);
        let flow = flow(style);
        Open {
            flow,
            children: self.shown_children(id, tag),
            casing: self.casing(id, outer),
            breaks,
            first_letter: self.page.styles.first_letter(id).filter(|_| flow != Flow::Inline),
            cell_end: None,
            row_end: None,
            style,
        }
    }

    /// Whether this is the first legend of a fieldset, and in its flow.
    fn is_rendered_legend(&self, id: NodeId, style: Style) -> bool {
        let document = &self.page.document;
        let fieldset = document.parent(id).filter(|&id| document.tag(id) == Tag::Fieldset);
        fieldset.is_some_and(|fieldset| {
            let mut legends =
                document.children(fieldset).filter(|&id| document.tag(id) == Tag::Legend);
            !style.out_of_flow() && legends.next() == Some(id)
        })
    }

    /// What stands before or after the content of an element and is none of its text: the spaces
    /// beside it are not at the edge of a line.
    fn generated(&mut self, id: NodeId, open: &Open, content: Option<&Generated>, quote: char) {
        if open.style.display.has_items() {
            // An item of its own.
            return;
        }
        let inline = |content: &&Generated| match content.display {
            Display::Inline => !content.text.chars().all(is_collapsible) || content.picture,
            display => display.is_atomic(),
        };
        let last = content.filter(inline).map(|content| content.text.chars().next_back());
        let quotes = content.is_none() && self.page.document.tag(id) == Tag::Q;
        if quotes || last.is_some() {
            self.lines.unseen(last.flatten().or(quotes.then_some(quote)));
        }
    }

    fn casing(&self, id: NodeId, outer: Option<Casing>) -> Casing {
        let document = &self.page.document;
        // An empty value counts here: it says that the language is not that of the parent.
        let own = document.attr_ns(id, Ns::Xml, "lang").or_else(|| document.attr(id, "lang"));
        let own = own.map(|tag| Casing::of(tag.trim()));
        own.or(outer).unwrap_or_else(|| {
            self.page.declared_language().map_or(Casing::Ordinary, |(tag, _)| Casing::of(tag))
        })
    }

    /// Whether the parent renders this child.
    fn is_shown(&self, id: NodeId) -> bool {
        let document = &self.page.document;
        match self.boxes.last().map_or(Children::All, |open| open.children) {
            Children::All | Children::SvgText => true,
            Children::Hidden => false,
            Children::Options => matches!(document.tag(id), Tag::Option | Tag::Optgroup),
            Children::Summary(summary) => summary == Some(id),
        }
    }

    fn shown_children(&self, id: NodeId, tag: Tag) -> Children {
        let document = &self.page.document;
        if document.ns(id) == Ns::Svg {
            let outer = self.boxes.last().map_or(Children::SvgText, |open| open.children);
            return match document.name(id) {
                "text" | "foreignObject" => Children::All,
                "svg" => Children::SvgText,
                _ => outer,
            };
        }
        match tag {
            Tag::Select | Tag::Optgroup => Children::Options,
            Tag::Details if !document.has_attr(id, "open") => {
                let mut children = document.children(id);
                Children::Summary(children.find(|&id| document.tag(id) == Tag::Summary))
            }
            Tag::Col | Tag::Colgroup | Tag::Br | Tag::Wbr | Tag::Template => Children::Hidden,
            _ if is_replaced(document, id) => Children::Hidden,
            _ if self.page.styles.of(id).display == Display::Column => Children::Hidden,
            _ => Children::All,
        }
    }

    /// What an element does to the lines before its content.
    fn before(&mut self, open: &Open) {
        self.lines.require(open.breaks);
        match open.style.display {
            Display::Cell => self.cell(),
            Display::Row => self.row(),
            Display::Contents => {}
            Display::Caption | Display::RowGroup | Display::Column => self.interrupt(),
            _ => {
                self.wrap();
                if open.flow != Flow::Aside {
                    self.interrupt();
                }
            }
        }
        match open.flow {
            Flow::Inline => {}
            Flow::Block => self.lines.end_line(),
            Flow::Atomic | Flow::Aside | Flow::Cell => self.lines.open(),
        }
        if open.first_letter.is_some() {
            self.lines.set_first_letter(open.first_letter);
        }
    }

    fn leave(&mut self, id: NodeId) {
        let Some(open) = self.boxes.pop() else { return };
        if open.style.display == Display::None {
            return;
        }
        self.generated(id, &open, self.page.styles.after(id), '”');
        match open.flow {
            Flow::Inline => {}
            Flow::Block => {
                self.lines.end_line();
                if open.first_letter.is_some() {
                    self.lines.set_first_letter(None);
                }
            }
            Flow::Atomic => {
                self.lines.close();
                self.lines.object();
            }
            Flow::Aside => self.lines.close(),
            Flow::Cell => {
                self.lines.close();
                self.lines.end_line();
            }
        }
        match open.style.display {
            Display::Cell if !open.style.invisible => {
                let (end, parent) = (self.lines.slot(), self.parent());
                if let Some(parent) = parent {
                    self.boxes[parent].cell_end = Some(end);
                }
            }
            Display::Row if !open.style.invisible => {
                let (end, table) = (self.lines.slot(), self.table());
                if let Some(table) = table {
                    self.boxes[table].row_end = Some(end);
                }
            }
            _ => {}
        }
        self.lines.require(open.breaks);
    }

    /// The nearest open element that makes a box.
    fn parent(&self) -> Option<usize> {
        self.boxes.iter().rposition(|open| open.style.display != Display::Contents)
    }

    /// The table that a row or cell belongs to, or the box that holds an anonymous one.
    fn table(&self) -> Option<usize> {
        self.boxes.iter().rposition(|open| {
            !matches!(open.style.display, Display::Contents | Display::RowGroup | Display::Row)
        })
    }

    /// A cell begins: the one before it in its row is not the last. Cells outside of rows stand
    /// in an anonymous one with their neighbours (CSS 2.2, 17.2.1).
    fn cell(&mut self) {
        let Some(parent) = self.parent() else { return };
        if let Some(end) = self.boxes[parent].cell_end.take() {
            self.lines.fill(end, '\t');
        } else if self.boxes[parent].style.display != Display::Row {
            self.row();
        }
    }

    /// A row begins: the one before it in its table is not the last.
    fn row(&mut self) {
        if let Some(table) = self.table()
            && let Some(end) = self.boxes[table].row_end.take()
        {
            self.lines.fill(end, '\n');
        }
        let parent = self.parent();
        if let Some(parent) = parent.filter(|&at| self.boxes[at].style.display != Display::Row) {
            self.boxes[parent].cell_end = None;
        }
    }

    /// Other content within a row stands in an anonymous cell, among rows in an anonymous row.
    fn wrap(&mut self) {
        let Some(parent) = self.parent() else { return };
        match self.boxes[parent].style.display {
            Display::Row => {
                if let Some(end) = self.boxes[parent].cell_end.take() {
                    self.lines.fill(end, '\t');
                }
            }
            Display::Table | Display::InlineTable | Display::RowGroup => self.row(),
            _ => {}
        }
    }

    /// Other content ends the anonymous rows and tables before it.
    fn interrupt(&mut self) {
        let Some(parent) = self.parent() else { return };
        let open = &mut self.boxes[parent];
        match open.style.display {
            Display::Row => {}
            Display::Table | Display::InlineTable | Display::RowGroup => open.cell_end = None,
            _ => (open.cell_end, open.row_end) = (None, None),
        }
    }

    fn text(&mut self, id: NodeId) {
        let Some(text) = self.page.document.text(id) else { return };
        let (Some(open), Some(parent)) = (self.boxes.last(), self.parent()) else { return };
        if open.children != Children::All {
            return;
        }
        let look = Look {
            white_space: open.style.white_space,
            transform: open.style.text_transform,
            casing: open.casing,
            visible: !open.style.invisible,
        };
        let display = self.boxes[parent].style.display;
        let boxes_only = display.has_items()
            || matches!(
                display,
                Display::Table | Display::InlineTable | Display::RowGroup | Display::Row
            );
        let blank = text.chars().all(is_collapsible);
        // White space alone makes no box among those of a table, a flex or a grid container.
        if blank && boxes_only {
            return;
        }
        if !blank {
            self.wrap();
            self.interrupt();
        }
        self.lines.text(text, look);
    }
}

/// Block-level boxes; those within tables are not.
fn is_block_level(display: Display) -> bool {
    use Display::*;
    matches!(display, Block | Flex | Grid | ListItem | Table)
}

fn flow(style: Style) -> Flow {
    match style.display {
        Display::Inline | Display::Contents | Display::None => Flow::Inline,
        _ if style.out_of_flow() => Flow::Aside,
        Display::Cell => Flow::Cell,
        display if display.is_atomic() => Flow::Atomic,
        _ => Flow::Block,
    }
}

/// The elements whose content is not text of the page: pictures, other documents, controls.
fn is_replaced(document: &Document, id: NodeId) -> bool {
    use Tag::*;
    match document.tag(id) {
        Audio | Canvas | Embed | Frame | Iframe | Img | Input | Meter | Progress | Textarea
        | Video => true,
        // Without a resource an object shows what stands in it.
        Object => document.has_attr(id, "data"),
        _ => document.ns(id) == Ns::Svg && document.name(id) == "svg",
    }
}
