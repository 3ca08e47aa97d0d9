//! The computed values that decide about the text.

use super::counter_style::ListStyle;
use crate::dom::{Document, NodeId, Ns, Tag};

/// How an element takes part in the layout, as far as the text depends on it (CSS Display 3).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Display {
    #[default]
    Inline,
    /// Inline outside, a block container within: `inline-block`.
    InlineBlock,
    InlineFlex,
    InlineGrid,
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
        use Display::*;
        !self.is_atomic() && !matches!(self, Inline | Contents | None)
    }

    /// Whether the element stands in its line as one piece, with lines of its own within.
    pub(crate) fn is_atomic(self) -> bool {
        use Display::*;
        matches!(self, InlineBlock | InlineFlex | InlineGrid | InlineTable)
    }

    /// Whether the children are flex or grid items, blocks one and all.
    pub(crate) fn has_items(self) -> bool {
        matches!(self, Display::Flex | Display::Grid | Display::InlineFlex | Display::InlineGrid)
    }

    /// The display of a box that has to be a block (CSS Display 3, 2.7).
    pub(crate) fn blockified(self) -> Display {
        use Display::*;
        match self {
            Inline | InlineBlock | Caption | RowGroup | Row | Cell | Column => Block,
            InlineFlex => Flex,
            InlineGrid => Grid,
            InlineTable => Table,
            other => other,
        }
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

/// What happens to the case of letters (CSS Text 3, `text-transform`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum TextTransform {
    #[default]
    None,
    Uppercase,
    Lowercase,
    Capitalize,
}

/// The computed values of one element.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Style {
    pub(crate) display: Display,
    /// `visibility: hidden` or `collapse`; children may be visible again.
    pub(crate) invisible: bool,
    pub(crate) white_space: WhiteSpace,
    pub(crate) text_transform: TextTransform,
    /// `float` to any side.
    pub(crate) float: bool,
    /// `position: absolute` or `fixed`.
    pub(crate) absolute: bool,
    /// `direction: rtl`.
    pub(crate) rtl: bool,
    /// What stands before list items.
    pub(crate) list_style: ListStyle,
    pub(crate) font: Font,
    /// `font-weight` from 600 on.
    pub(crate) bold: bool,
    /// `font-style: italic` or `oblique`.
    pub(crate) italic: bool,
    pub(crate) script: Script,
    /// `text-decoration-line: line-through`, of the element's own.
    pub(crate) struck: bool,
    /// Specified to stand in a line, and taken out of it: it floats, is positioned, or is an item of
    /// a flex or grid container.
    pub(crate) lifted: bool,
    /// `order`, of an item: the eye meets it elsewhere among the others.
    pub(crate) reordered: bool,
    /// `flex-direction: row-reverse` or `column-reverse`, of a flex container.
    pub(crate) reversed: bool,
    /// `content-visibility: hidden`: the box is there, what is in it is not.
    pub(crate) skips_content: bool,
    /// Whether a container query decides if it is shown: it is kept for either answer.
    pub(crate) variant: bool,
}

impl Style {
    /// Whether the text around the element flows on as if it was not there.
    pub(crate) fn out_of_flow(self) -> bool {
        self.float || self.absolute
    }

    /// Whether what is read of the element may stand on lines of its own. A box that was specified to
    /// stand in a line, and is only seen elsewhere or by nobody, remains part of its sentence.
    pub(crate) fn breaks_line(self) -> bool {
        self.display.is_block() && !(self.lifted && self.absolute)
    }

    /// Whether the element stands apart from the words beside it, within their line.
    pub(crate) fn stands_apart(self) -> bool {
        self.lifted || self.display.is_atomic()
    }

    /// The style where it is not known whether this one holds or another: what either shows is shown.
    pub(super) fn or_variant(self, other: Style) -> Style {
        let hides = |style: Style| style.display == Display::None;
        let variant = hides(self) != hides(other) || self.invisible != other.invisible;
        let display = if hides(self) { other.display } else { self.display };
        Style { display, invisible: self.invisible && other.invisible, variant, ..self }
    }

    /// What a child starts from: inherited properties as here, the others at their initial value.
    pub(super) fn inherited(self) -> Style {
        Style {
            white_space: self.white_space,
            text_transform: self.text_transform,
            invisible: self.invisible,
            rtl: self.rtl,
            list_style: self.list_style,
            font: self.font,
            bold: self.bold,
            italic: self.italic,
            ..Style::default()
        }
    }
}

/// What kind of letters a text is written in, where that decides what it means.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Font {
    #[default]
    Text,
    /// Its letters are pictures.
    Icons,
    Symbol,
    Wingdings,
}

/// Text above or below the line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Script {
    #[default]
    None,
    Sub,
    Super,
}

/// The computed display, from the specified one and the element's place (CSS Display 3, 2.5 and
/// 2.7; CSS 2.2, 9.7).
pub(super) fn adjusted(
    doc: &Document,
    id: NodeId,
    mut style: Style,
    root: bool,
    outer: Display,
) -> Style {
    if style.display == Display::Contents && (root || !can_be_contents(doc, id)) {
        style.display = if root { Display::Block } else { Display::None };
    }
    let item = outer.has_items();
    if style.absolute || item || style.display == Display::Contents {
        style.float = false;
    }
    if style.display == Display::Contents {
        style.absolute = false;
    }
    if root || item || style.out_of_flow() {
        style.lifted = !root && is_inline(style.display);
        style.display = style.display.blockified();
    }
    style.reordered &= item;
    style.reversed &= matches!(style.display, Display::Flex | Display::InlineFlex);
    style
}

fn is_inline(display: Display) -> bool {
    display == Display::Inline || display.is_atomic()
}

/// The elements whose box cannot go while their content stays (CSS Display 3, 2.5).
pub(super) fn can_be_contents(document: &Document, id: NodeId) -> bool {
    use Tag::*;
    let replaced = matches!(
        document.tag(id),
        Br | Wbr
            | Meter
            | Progress
            | Canvas
            | Embed
            | Object
            | Audio
            | Iframe
            | Img
            | Video
            | Frame
            | Frameset
            | Input
            | Textarea
            | Select
    );
    !replaced && (document.ns(id) != Ns::Svg || document.name(id) != "svg")
}
