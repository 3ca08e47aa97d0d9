//! What a page says, as a stream of events: the one reading that every output consumes.

mod attributes;
mod form;

use crate::read::RegionKind;
use std::borrow::Cow;

pub use crate::aria::{Accessible, Current, States, Toggle};
pub use crate::page::Direction;
pub use attributes::Attributes;
pub use form::{Choice, Control, ControlKind, FieldType, Form, FormId};

/// One step of a reading.
///
/// Every [`Start`](Event::Start) is followed by its [`End`](Event::End), properly nested. White
/// space is collapsed as CSS does it: [`Text`](Event::Text) holds no line breaks outside
/// [`Tag::Preformatted`], no run of spaces, and none at the beginning or end of a block.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Event<'p> {
    /// An element begins.
    Start(Tag<'p>, Attributes<'p>),
    /// The innermost open element ends.
    End(TagEnd),
    /// Text, as rendered.
    Text(Cow<'p, str>),
    /// A line break within a block (`br`).
    Break,
    /// A thematic break (`hr`).
    Rule,
    /// An image that says something, by its alternative text.
    Image(Image<'p>),
    /// A control of a form: field, choice or button.
    Control(Box<Control<'p>>, Attributes<'p>),
    /// A hidden field (`input type=hidden`): its form works only with it.
    Hidden {
        /// The field's name.
        name: &'p str,
        /// The field's value.
        value: &'p str,
        /// The form that it belongs to.
        form: Option<FormId>,
    },
    /// A place that something links to and that no element of the reading carries as its id.
    Anchor(&'p str),
}

/// The elements of a reading.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Tag<'p> {
    /// The page's title: text only, first of all, in content order.
    Title,
    /// A region of the page (landmark). Its name is that of its attributes, or the words that a menu
    /// or an aside begins with.
    Region {
        /// What the region is for.
        kind: RegionKind,
    },
    /// A part of the page that has a name: a section, an article, a group, a note.
    Section {
        /// Its role (WAI-ARIA).
        role: &'static str,
    },
    /// A heading.
    Heading {
        /// From 1 to 6 as in HTML; `aria-level` may go beyond.
        level: u8,
    },
    /// A paragraph.
    Paragraph {
        /// Text that stands in no paragraph of its own (loose in a list item, cell or `div`).
        implied: bool,
    },
    /// A list.
    List {
        /// The first number, where the list is ordered.
        start: Option<i64>,
        /// Whether it counts down.
        reversed: bool,
        /// How its numbers are written.
        numbering: Numbering,
        /// The value of `list-style-type` that all of its items have, where `numbering` cannot say it.
        style: Option<&'p str>,
    },
    /// An item of a list.
    Item {
        /// Its number, where the list is ordered.
        number: Option<i64>,
        /// What the page shows before it, where that is neither a bullet nor the number as the list
        /// writes numbers; empty where the list is ordered and nothing is shown that says anything.
        marker: Option<Cow<'p, str>>,
    },
    /// A description list (`dl`).
    DescriptionList,
    /// A term of a description list.
    Term,
    /// The description of the terms before it.
    Description,
    /// A quotation in a block of its own (`blockquote`).
    BlockQuote,
    /// Text whose white space counts (`pre`).
    Preformatted,
    /// A figure.
    Figure,
    /// The caption of a figure.
    FigureCaption,
    /// Contact information (`address`).
    Address,
    /// A data table; layout tables are read cell by cell, without any event.
    Table(Box<Table>),
    /// The caption of a table.
    TableCaption,
    /// A row of a table.
    Row {
        /// The part of the table that the row belongs to.
        group: RowGroup,
        /// Whether the part begins with it: a table may have several bodies.
        first: bool,
    },
    /// A cell of a table.
    Cell(Box<Cell>),
    /// Content under a summary (`details`); always shown, as it would be opened.
    Details {
        /// Whether the page shows it open.
        open: bool,
    },
    /// The summary of a `details`.
    Summary,
    /// A form.
    Form(Box<Form<'p>>),
    /// A group of controls (`fieldset`, `role=group` or `radiogroup` with a name).
    FieldSet,
    /// The name of a group of controls.
    Legend,
    /// The label of a control.
    Label {
        /// The id of the control, where the control is not within the label itself.
        control: Option<&'p str>,
    },
    /// A link; around blocks where the page has it so.
    Link(Box<Link<'p>>),
    /// Stress (`em`, `i`).
    Emphasis,
    /// Importance (`strong`, `b`).
    Strong,
    /// Computer code within text.
    Code,
    /// User input (`kbd`).
    Keyboard,
    /// Program output (`samp`).
    Sample,
    /// A variable.
    Variable,
    /// Text below the line.
    Subscript,
    /// Text above the line.
    Superscript,
    /// Removed text (`del`, `s`, `strike`).
    Deleted,
    /// Added text (`ins`).
    Inserted,
    /// Highlighted text.
    Mark,
    /// Side comments (`small`).
    Small,
    /// A quotation within text (`q`): the quotation marks are the output's to write.
    Quote,
    /// The title of a work.
    Cite,
    /// The term being defined.
    Definition,
    /// An abbreviation.
    Abbreviation {
        /// Its expansion.
        title: &'p str,
    },
    /// A date or time.
    Time {
        /// The machine-readable value.
        datetime: &'p str,
    },
    /// A ruby annotation's base and texts.
    Ruby,
    /// The annotation of the ruby base before it.
    RubyText,
    /// A formula; its text within is one line that can be read.
    Formula(Box<Formula>),
    /// Text whose characters are forced into one direction (`bdo`).
    BidiOverride,
    /// Text in another language or direction.
    Span,
}

/// The end of an element: a [`Tag`] without its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[allow(missing_docs, reason = "each is the end of the Tag of its name")]
pub enum TagEnd {
    Title,
    Region,
    Section,
    Heading,
    Paragraph,
    List,
    Item,
    DescriptionList,
    Term,
    Description,
    BlockQuote,
    Preformatted,
    Figure,
    FigureCaption,
    Address,
    Table,
    TableCaption,
    Row,
    Cell,
    Details,
    Summary,
    Form,
    FieldSet,
    Legend,
    Label,
    Link,
    Emphasis,
    Strong,
    Code,
    Keyboard,
    Sample,
    Variable,
    Subscript,
    Superscript,
    Deleted,
    Inserted,
    Mark,
    Small,
    Quote,
    Cite,
    Definition,
    Abbreviation,
    Time,
    Ruby,
    RubyText,
    Formula,
    BidiOverride,
    Span,
}

impl Tag<'_> {
    /// The end that belongs to this start.
    pub fn end(&self) -> TagEnd {
        macro_rules! ends {
            ($($name:ident),*) => { match self { $(Tag::$name { .. } => TagEnd::$name),* } };
        }
        ends!(
            Title,
            Region,
            Section,
            Heading,
            Paragraph,
            List,
            Item,
            DescriptionList,
            Term,
            Description,
            BlockQuote,
            Preformatted,
            Figure,
            FigureCaption,
            Address,
            Table,
            TableCaption,
            Row,
            Cell,
            Details,
            Summary,
            Form,
            FieldSet,
            Legend,
            Label,
            Link,
            Emphasis,
            Strong,
            Code,
            Keyboard,
            Sample,
            Variable,
            Subscript,
            Superscript,
            Deleted,
            Inserted,
            Mark,
            Small,
            Quote,
            Cite,
            Definition,
            Abbreviation,
            Time,
            Ruby,
            RubyText,
            Formula,
            BidiOverride,
            Span
        )
    }
}

/// How the numbers of a list are written (`type` of `ol`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Numbering {
    /// 1, 2, 3
    #[default]
    Decimal,
    /// a, b, c
    LowerAlpha,
    /// A, B, C
    UpperAlpha,
    /// i, ii, iii
    LowerRoman,
    /// I, II, III
    UpperRoman,
}

/// A link.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Link<'p> {
    /// Where it leads: absolute where the page's own address is known, else as the page has it;
    /// `#…` within the page.
    pub href: Cow<'p, str>,
    /// Whether the page opens it in a new window.
    pub new_window: bool,
    /// The language of its target.
    pub hreflang: Option<&'p str>,
    /// Whether it stands around blocks.
    pub block: bool,
}

/// An image.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Image<'p> {
    /// Its text alternative; `None` when the page gives none, which outputs say in words.
    pub alt: Option<Cow<'p, str>>,
    /// Whether the image is all that a link, button or heading says.
    pub alone: bool,
    /// The address of the image, as the page has it.
    pub source: Option<&'p str>,
    /// The other forms that the page has of it, in the order in which they are to be looked at.
    pub sources: Vec<ImageSource<'p>>,
    /// How wide the page shows it, in CSS pixels, where an attribute says so.
    pub width: Option<u32>,
    /// Its further description (`aria-describedby`, `desc`, `title`).
    pub description: Option<Cow<'p, str>>,
    /// Whether the description is the image's `title`, a tooltip.
    pub description_is_title: bool,
    /// The language of the alternative text, where it differs from what is around.
    pub lang: Option<&'p str>,
    /// Whether the caption of its figure begins with what the alternative text says: outputs that
    /// put the words in the image's place say them once.
    pub captioned: bool,
}

/// Forms of one image: a `source` of its `picture`, or its own `srcset` (HTML Standard, 4.8.4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ImageSource<'p> {
    /// The addresses with their descriptors (`srcset`).
    pub set: &'p str,
    /// How wide the image is shown (`sizes`).
    pub sizes: &'p str,
    /// What the forms are for (`media`).
    pub media: &'p str,
    /// The MIME type of all of them (`type`); may be empty.
    pub kind: &'p str,
}

/// A formula.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Formula {
    /// Presentation MathML by an allow-list of elements and attributes: safe to be written into a
    /// page as it is.
    pub markup: String,
    /// Whether it stands on lines of its own.
    pub block: bool,
}

/// The part of a table that a row belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowGroup {
    /// `thead`
    Head,
    /// `tbody`, or none
    Body,
    /// `tfoot`
    Foot,
}

/// The geometry of a data table (HTML Standard, 4.9.12).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Table {
    /// Number of columns.
    pub columns: usize,
    /// Number of rows.
    pub rows: usize,
    /// How many columns each of the declared column groups has, from the first column on; they need
    /// not cover all columns.
    pub column_groups: Vec<usize>,
}

/// A cell of a data table.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cell {
    /// Row of its upper left slot, from 0.
    pub row: usize,
    /// Column of its upper left slot, from 0.
    pub column: usize,
    /// How many rows it spans, within the table.
    pub row_span: usize,
    /// How many columns it spans, within the table.
    pub column_span: usize,
    /// What it is a header of; `None` for a data cell.
    pub scope: Option<Scope>,
    /// The header cells that apply to it, by their upper left slots (row, column): column headers
    /// from the top, then row headers from the start of the row.
    pub headers: Vec<(usize, usize)>,
    /// What it is called, as a header, where that is said before other cells (`abbr`).
    pub abbreviation: Option<String>,
    /// Whether its headers cannot be told from the scopes and places of the header cells.
    pub names_headers: bool,
    /// Whether it is a header of a cell whose headers cannot be told so.
    pub is_named: bool,
}

/// What a header cell applies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The cells below it.
    Column,
    /// The cells beside it.
    Row,
    /// A group of columns.
    ColumnGroup,
    /// A group of rows.
    RowGroup,
}
