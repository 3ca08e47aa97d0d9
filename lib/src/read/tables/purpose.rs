//! Whether a table holds data or only arranges the page.

use super::grid::{Grid, GridCell};
use super::headers::is_blank;
use crate::css::Display;
use crate::dom::{NodeId, Step, Tag};
use crate::page::Page;
use crate::read::text::{filled, visible_text};
use std::collections::HashSet;
use std::fmt;

/// From how many characters on the text of a cell is prose rather than a value.
const LONG: usize = 200;

/// Up to how many characters a text may name what stands beside it.
const LABEL: usize = 40;

/// From how many blocks (paragraphs, headings, lists) on a single cell is a part of the page.
const BLOCKS: usize = 4;

/// What a table is for, and what says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Purpose {
    /// Its rows and columns mean something.
    Data(Evidence),
    /// It only puts things beside each other.
    Layout(Evidence),
}

/// What the purpose of a table was told by, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Evidence {
    /// `role=presentation` or `none`: layout.
    PresentationRole,
    /// `role=table`, `grid` or `treegrid`: data.
    TableRole,
    /// `datatable="0"`: layout.
    DataTableAttribute,
    /// The page's `h1` or `main` is in it: layout.
    PageContent,
    /// It has one cell: layout.
    SingleCell,
    /// It has a caption: data.
    Caption,
    /// Cells have `headers` or `scope`: data.
    HeaderAssociation,
    /// The first row has a header cell for every column: data.
    HeaderRow,
    /// Another table is in it: layout.
    NestedTable,
    /// A cell holds four blocks or more, such as paragraphs, headings and lists: layout.
    ManyBlocks,
    /// It has header cells and no data cell that shows anything: layout.
    NoDataCells,
    /// It has header cells (`th`): data.
    HeaderCells,
    /// It has a single row or column: layout.
    SingleLine,
    /// It has a `thead` or `tfoot`: data.
    RowGroups,
    /// It has a `summary`: data.
    Summary,
    /// Cells have an `abbr`: data.
    Abbreviation,
    /// It has a `col` or `colgroup`: data.
    Columns,
    /// A cell holds fields of a form: layout.
    FormControls,
    /// Two columns, three rows or more, the first cell of each a short text that no other row
    /// has, beside lists or long text: data.
    Labels,
    /// A cell holds headings, lists, several paragraphs or sections: layout.
    BlockContent,
    /// All cells that show anything hold images and no text: layout.
    ImagesOnly,
    /// A cell holds more than 200 characters: layout.
    LongText,
    /// All text is that of links: layout.
    LinksOnly,
    /// It has a `border` or `rules`: data.
    Border,
    /// Three rows or more, all with as many cells, half of which show something: data.
    Regular,
    /// None of the above: layout.
    NothingSaysData,
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Evidence::PresentationRole => "its role says that it is for presentation",
            Evidence::TableRole => "its role says that it is a table",
            Evidence::DataTableAttribute => "datatable=\"0\" says that it holds no data",
            Evidence::PageContent => "it holds the page's main heading or content",
            Evidence::SingleCell => "it has a single cell",
            Evidence::Caption => "it has a caption",
            Evidence::HeaderAssociation => "its cells name their headers (headers, scope)",
            Evidence::HeaderRow => "its first row names its columns (th)",
            Evidence::NestedTable => "it holds another table",
            Evidence::ManyBlocks => "one of its cells holds a whole part of the page",
            Evidence::NoDataCells => "it has header cells, but nothing under them",
            Evidence::HeaderCells => "it has header cells (th)",
            Evidence::SingleLine => "it has a single row or column",
            Evidence::RowGroups => "it has a head or foot (thead, tfoot)",
            Evidence::Summary => "it has a summary",
            Evidence::Abbreviation => "its cells have abbreviations (abbr)",
            Evidence::Columns => "it declares its columns (col, colgroup)",
            Evidence::Labels => "its first column says what stands beside it",
            Evidence::BlockContent => "its cells hold headings, lists or other blocks",
            Evidence::FormControls => "its cells hold the fields of a form",
            Evidence::ImagesOnly => "its cells hold nothing but images",
            Evidence::LongText => "its cells hold long text",
            Evidence::LinksOnly => "its cells hold nothing but links",
            Evidence::Border => "its cells are bordered and short",
            Evidence::Regular => "its rows are alike and its cells short",
            Evidence::NothingSaysData => "nothing says that it holds data",
        })
    }
}

/// Tells what a table is for. What authors declare comes first; a declaration that costs nothing
/// (a `th` for bold text, a `col` for a width) does not outweigh a page that stands in the table.
pub(in crate::read) fn purpose(page: &Page, table: NodeId) -> Purpose {
    use Purpose::{Data, Layout};
    let role = page.document.attr(table, "role").unwrap_or_default();
    for role in role.split_ascii_whitespace().map(str::to_ascii_lowercase) {
        match role.as_str() {
            "presentation" | "none" => return Layout(Evidence::PresentationRole),
            "table" | "grid" | "treegrid" => return Data(Evidence::TableRole),
            _ => {}
        }
    }
    if page.document.attr(table, "datatable").is_some_and(|value| value.trim() == "0") {
        return Layout(Evidence::DataTableAttribute);
    }
    let grid = Grid::new(page, table);
    let marks = Marks::new(page, table, &grid);
    let facts = Facts::new(page, &grid);
    by_markup(&grid, &marks, &facts).unwrap_or_else(|| by_content(page, table, &grid, &facts))
}

fn by_markup(grid: &Grid, marks: &Marks, facts: &Facts) -> Option<Purpose> {
    use Purpose::{Data, Layout};
    let single_line = grid.rows.len() < 2 || grid.columns < 2;
    Some(match () {
        () if facts.page_content => Layout(Evidence::PageContent),
        () if grid.cells.len() < 2 => Layout(Evidence::SingleCell),
        () if grid.caption.is_some() => Data(Evidence::Caption),
        () if marks.association => Data(Evidence::HeaderAssociation),
        () if marks.header_row && !single_line => Data(Evidence::HeaderRow),
        () if facts.tables => Layout(Evidence::NestedTable),
        () if facts.most_blocks >= BLOCKS => Layout(Evidence::ManyBlocks),
        () if marks.header_cells && !facts.data => Layout(Evidence::NoDataCells),
        () if marks.header_cells => Data(Evidence::HeaderCells),
        () if single_line => Layout(Evidence::SingleLine),
        () if marks.row_groups => Data(Evidence::RowGroups),
        () if marks.summary => Data(Evidence::Summary),
        () if marks.abbreviation => Data(Evidence::Abbreviation),
        () if marks.columns => Data(Evidence::Columns),
        () => return None,
    })
}

fn by_content(page: &Page, table: NodeId, grid: &Grid, facts: &Facts) -> Purpose {
    use Purpose::{Data, Layout};
    let number = |name| {
        let value = page.document.attr(table, name)?.trim();
        // `border` alone, or with its own name, is a border of 1.
        Some(value.parse().unwrap_or(1_u32))
    };
    let rules = page.document.attr(table, "rules").is_some_and(|rules| {
        ["rows", "cols", "all", "groups"].iter().any(|rule| rules.trim().eq_ignore_ascii_case(rule))
    });
    // Lists and long text are no parts of the page where each row says what it is about.
    let labelled = grid.columns == 2 && facts.labels();
    let full = facts.most_blocks > 0 || facts.longest > LONG;
    match () {
        () if facts.controls => Layout(Evidence::FormControls),
        () if full && labelled => Data(Evidence::Labels),
        () if facts.most_blocks > 0 => Layout(Evidence::BlockContent),
        () if facts.only_images => Layout(Evidence::ImagesOnly),
        () if facts.longest > LONG => Layout(Evidence::LongText),
        () if facts.only_links => Layout(Evidence::LinksOnly),
        () if rules || number("border") > Some(0) => Data(Evidence::Border),
        () if grid.rows.len() >= 3 && facts.regular => Data(Evidence::Regular),
        () => Layout(Evidence::NothingSaysData),
    }
}

/// What the mark-up of the table itself declares.
struct Marks {
    association: bool,
    header_cells: bool,
    /// Whether the first row has a header cell with text for every column.
    header_row: bool,
    row_groups: bool,
    summary: bool,
    abbreviation: bool,
    columns: bool,
}

impl Marks {
    fn new(page: &Page, table: NodeId, grid: &Grid) -> Marks {
        let document = &page.document;
        let any = |name: &str| {
            let has = |node| filled(document.attr(node, name)).is_some();
            grid.cells.iter().any(|cell| has(cell.node))
        };
        let child =
            |tags: &[Tag]| document.children(table).any(|c| tags.contains(&document.tag(c)));
        Marks {
            association: any("headers") || any("scope"),
            header_row: is_header_row(page, grid),
            header_cells: grid.cells.iter().any(|cell| document.tag(cell.node) == Tag::Th),
            row_groups: child(&[Tag::Thead, Tag::Tfoot]),
            summary: filled(document.attr(table, "summary")).is_some(),
            abbreviation: any("abbr"),
            columns: child(&[Tag::Col, Tag::Colgroup]),
        }
    }
}

fn is_header_row(page: &Page, grid: &Grid) -> bool {
    let first: Vec<_> = grid.cells.iter().take_while(|cell| cell.row == 0).collect();
    let names =
        |cell: &&GridCell| page.document.tag(cell.node) == Tag::Th && !is_blank(page, cell.node);
    // The corner may be empty.
    first.len() == grid.columns && first.iter().skip(1).all(names) && first.iter().any(names)
}

/// What the cells hold, tables within them aside.
#[derive(Default)]
struct Facts {
    page_content: bool,
    tables: bool,
    controls: bool,
    /// Whether a data cell shows anything.
    data: bool,
    most_blocks: usize,
    longest: usize,
    only_images: bool,
    only_links: bool,
    /// Whether all rows have as many cells, most of which show something.
    regular: bool,
    /// The rows that begin with a short text of its own beside something else.
    labelled: HashSet<String>,
    rows: usize,
    /// Whether a cell holds what gives structure to a page, not to a cell.
    sections: bool,
}

/// What one cell holds.
#[derive(Default)]
struct Content {
    blocks: usize,
    text: usize,
    linked: usize,
    images: usize,
}

impl Facts {
    /// Whether every row is a label and what it labels: a record, though without any header cell.
    fn labels(&self) -> bool {
        self.rows >= 3
            && self.longest <= 4 * LONG
            && self.labelled.len() == self.rows
            && !self.sections
    }

    fn new(page: &Page, grid: &Grid) -> Facts {
        let rows = grid.rows.len();
        let mut facts = Facts { only_images: true, only_links: true, rows, ..Facts::default() };
        let mut filled = 0;
        let mut per_row = vec![0_usize; grid.rows.len()];
        for cell in &grid.cells {
            per_row[cell.row] += 1;
            let content = facts.look(page, cell.node);
            facts.most_blocks = facts.most_blocks.max(content.blocks);
            facts.longest = facts.longest.max(content.text);
            if content.text == 0 && content.images == 0 && is_blank(page, cell.node) {
                continue;
            }
            filled += 1;
            facts.data |= page.document.tag(cell.node) == Tag::Td;
            let alone = content.linked + content.images + content.blocks == 0;
            if cell.column == 0 && cell.row_span == 1 && alone && content.text <= LABEL {
                facts.labelled.insert(visible_text(page, cell.node));
            }
            facts.only_images &= content.text == 0 && content.images > 0;
            facts.only_links &= content.text == content.linked;
        }
        facts.regular = per_row.iter().all(|&cells| cells == grid.columns)
            && grid.columns > 1
            && filled * 2 >= grid.cells.len();
        facts
    }

    fn look(&mut self, page: &Page, cell: NodeId) -> Content {
        let document = &page.document;
        let mut content = Content::default();
        let (mut paragraphs, mut links) = (0, 0_usize);
        let mut walk = document.walk(cell);
        while let Some(step) = walk.next() {
            let node = match step {
                Step::Leave(node) => {
                    links -= usize::from(document.tag(node) == Tag::A && node != cell);
                    continue;
                }
                Step::Enter(node) => node,
            };
            if let Some(text) = document.text(node) {
                let words = text.split_ascii_whitespace();
                let length = words.map(|word| word.chars().count()).sum::<usize>();
                content.text += length;
                content.linked += if links > 0 { length } else { 0 };
            }
            let tag = document.tag(node);
            links += usize::from(tag == Tag::A);
            if page.styles.of(node).display == Display::None {
                walk.skip_children(node);
                continue;
            }
            match tag {
                Tag::Table if node != cell => {
                    self.tables = true;
                    walk.skip_children(node);
                }
                Tag::H1 | Tag::Main => {
                    self.page_content = true;
                    content.blocks += 1;
                }
                Tag::P => paragraphs += 1,
                _ if is_block(tag) => {
                    content.blocks += 1;
                    self.sections |= !matches!(tag, Tag::Ul | Tag::Ol | Tag::Dl | Tag::Hr);
                }
                Tag::Form | Tag::Select | Tag::Textarea | Tag::Button => self.controls = true,
                Tag::Input => {
                    let kind = document.attr(node, "type").unwrap_or_default();
                    self.controls |= !kind.eq_ignore_ascii_case("hidden");
                }
                Tag::Img | Tag::Object | Tag::Embed => content.images += 1,
                _ => {}
            }
        }
        // A paragraph of its own is how editors write any cell; two are text.
        content.blocks += if paragraphs > 1 { paragraphs } else { 0 };
        content
    }
}

/// The elements that structure a page rather than fill a cell.
fn is_block(tag: Tag) -> bool {
    use Tag::{
        Article, Aside, Blockquote, Dir, Dl, Fieldset, Footer, H2, H3, H4, H5, H6, Header, Hr,
        Menu, Nav, Ol, Section, Ul,
    };
    matches!(
        tag,
        Article
            | Aside
            | Blockquote
            | Dir
            | Dl
            | Fieldset
            | Footer
            | H2
            | H3
            | H4
            | H5
            | H6
            | Header
    ) || matches!(tag, Hr | Menu | Nav | Ol | Section | Ul)
}
