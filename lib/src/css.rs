//! What style decides about the text: display, visibility, white space.

use crate::dom::{Data, Document, NodeId, Ns, Step, Tag};

/// How an element takes part in the layout, as far as the text depends on it (CSS Display 3).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Display {
    #[default]
    Inline,
    /// Inline outside, a block container within: `inline-block`, `inline-flex`, `inline-grid`.
    InlineBlock,
    Block,
    Flex,
    Grid,
    ListItem,
    Table,
    InlineTable,
    Caption,
    RowGroup,
    Row,
    Cell,
    Column,
    /// The element makes no box, its children do.
    Contents,
    None,
}

impl Display {
    /// Whether text before and after the element stands on other lines than the text within.
    pub(crate) fn is_block(self) -> bool {
        !matches!(
            self,
            Display::Inline
                | Display::InlineBlock
                | Display::InlineTable
                | Display::Contents
                | Display::None
        )
    }
}

/// What happens to white space (CSS Text 3, `white-space`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum WhiteSpace {
    #[default]
    Normal,
    NoWrap,
    Pre,
    PreWrap,
    PreLine,
    BreakSpaces,
}

/// The computed values of one element.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Style {
    pub(crate) display: Display,
    /// `visibility: hidden` or `collapse`; children may be visible again.
    pub(crate) invisible: bool,
    pub(crate) white_space: WhiteSpace,
}

/// The computed style of every element of a document.
#[derive(Debug)]
pub(crate) struct Styles(Vec<Style>);

impl Styles {
    pub(crate) fn new(document: &Document) -> Styles {
        let mut styles = vec![Style::default(); document.len()];
        for step in document.walk(Document::ROOT) {
            let Step::Enter(id) = step else { continue };
            let parent = document.parent(id).map_or(Style::default(), |p| styles[p.index()]);
            styles[id.index()] = match document.data(id) {
                Data::Element(_) => computed(document, id, parent),
                _ => Style { display: Display::Inline, ..parent },
            };
        }
        Styles(styles)
    }

    pub(crate) fn of(&self, node: NodeId) -> Style {
        self.0[node.index()]
    }
}

fn computed(document: &Document, id: NodeId, parent: Style) -> Style {
    let mut style = Style { display: default_display(document, id), ..parent };
    if matches!(document.tag(id), Tag::Pre | Tag::Listing | Tag::Xmp | Tag::Plaintext) {
        style.white_space = WhiteSpace::Pre;
    }
    if let Some(text) = document.attr(id, "style") {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if compact.contains("display:none") {
            style.display = Display::None;
        }
        if compact.contains("visibility:hidden") {
            style.invisible = true;
        }
    }
    style
}

/// The display that the user agent style sheet gives (HTML Standard, 15.3).
fn default_display(document: &Document, id: NodeId) -> Display {
    use Tag::*;
    if document.ns(id) != Ns::Html {
        return Display::Inline;
    }
    if document.has_attr(id, "hidden") && document.tag(id) != Tag::Embed {
        return Display::None;
    }
    match document.tag(id) {
        Area | Base | Basefont | Datalist | Head | Link | Meta | Noembed | Noframes | Param
        | Rp | Script | Style | Template | Title => Display::None,
        Address | Article | Aside | Blockquote | Body | Center | Dd | Details | Dialog | Dir
        | Div | Dl | Dt | Fieldset | Figcaption | Figure | Footer | Form | Frame | Frameset
        | H1 | H2 | H3 | H4 | H5 | H6 | Header | Hgroup | Hr | Html | Legend | Listing | Main
        | Menu | Nav | Ol | Optgroup | Option | P | Plaintext | Pre | Search | Section
        | Summary | Ul | Xmp => Display::Block,
        Li => Display::ListItem,
        Table => Display::Table,
        Caption => Display::Caption,
        Thead | Tbody | Tfoot => Display::RowGroup,
        Tr => Display::Row,
        Td | Th => Display::Cell,
        Col | Colgroup => Display::Column,
        Button | Input | Select | Textarea | Meter | Progress | Marquee => Display::InlineBlock,
        Slot => Display::Contents,
        _ => Display::Inline,
    }
}
