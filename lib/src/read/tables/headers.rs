//! Which cells are headers, and of what (HTML Standard, 4.9.12.2).

use super::grid::{Grid, GridCell};
use crate::dom::{NodeId, Step, Tag};
use crate::escape::{is_private, says_something};
use crate::event::{RowGroup, Scope};
use crate::page::Page;
use crate::read::signs::is_icon;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// How many header cells are looked at for one cell. Real tables need a few; repeated headings of
/// sections are passed over in one step.
const LOOKED_AT: usize = 64;

/// How many headers of each direction a cell gets: nobody could bear to hear more.
const KEPT: usize = 16;

/// How many slots of header cells are noted for each direction of a table: a million headers a
/// thousand columns wide must cost no more than they are worth.
const SLOTS: usize = 1 << 20;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Axis {
    Column,
    Row,
}

impl Axis {
    /// The slots in the direction of the walk.
    fn along(self, cell: &GridCell) -> Range<usize> {
        match self {
            Axis::Column => cell.rows(),
            Axis::Row => cell.columns(),
        }
    }

    /// The lines that the cell takes up.
    fn across(self, cell: &GridCell) -> Range<usize> {
        match self {
            Axis::Column => cell.columns(),
            Axis::Row => cell.rows(),
        }
    }
}

/// A header cell in one column or row.
#[derive(Debug, Clone, Copy)]
struct Entry {
    cell: usize,
    /// Where the run of headers that are as wide as this one, itself the last, begins in the line.
    run: usize,
    /// The same for the headers that stand directly one behind another and are none of the line's
    /// own, such as the row headers of a long table seen from below.
    stack: usize,
}

/// The header cells of a table, and how they apply by their scopes and places.
#[derive(Debug)]
struct Scoped {
    scopes: Vec<Option<Scope>>,
    blank: Vec<bool>,
    columns: Vec<Vec<Entry>>,
    rows: Vec<Vec<Entry>>,
    /// Headers of a group, by the number of the group, in the order of rows.
    row_groups: HashMap<usize, Vec<usize>>,
    column_groups: HashMap<usize, Vec<usize>>,
}

#[derive(Debug)]
pub(super) struct Headers {
    scoped: Scoped,
    /// The headers that cells name themselves.
    explicit: HashMap<usize, Vec<usize>>,
    /// The cells whose headers cannot be told from scopes and places alone.
    to_name: HashSet<usize>,
    /// The headers that those cells have.
    named: HashSet<usize>,
}

impl Headers {
    /// `seen`: the cells that look like headers, for a table in which nothing is marked as one.
    pub(super) fn new(
        page: &Page,
        grid: &Grid,
        by_node: &HashMap<NodeId, usize>,
        seen: &[usize],
    ) -> Headers {
        let blank: Vec<bool> = grid.cells.iter().map(|cell| is_blank(page, cell.node)).collect();
        let explicit = explicit(page, grid, by_node, &blank);
        let scopes = resolve(page, grid, &blank, (&explicit, seen));
        let mut headers = Headers {
            scoped: Scoped::new(grid, scopes, blank),
            explicit,
            to_name: HashSet::new(),
            named: HashSet::new(),
        };
        headers.find_unsaid(grid);
        headers
    }

    /// Finds the cells whose headers must be named where a header without text is no header cell,
    /// as in the HTML output: it neither applies to anything nor hides another one.
    fn find_unsaid(&mut self, grid: &Grid) {
        let Scoped { scopes, blank, .. } = &self.scoped;
        let blank_header = |at: usize| blank[at] && scopes[at].is_some();
        let blank_headers = (0..scopes.len()).any(blank_header);
        let sections = self.scoped.row_groups.values().any(|headers| headers.len() > 1);
        if self.explicit.is_empty() && !blank_headers && !grid.overlaps && !sections {
            return;
        }
        let written = (0..scopes.len()).map(|at| scopes[at].filter(|_| !blank[at])).collect();
        let written = Scoped::new(grid, written, blank.clone());
        for at in 0..grid.cells.len() {
            let wanted = self.indices(grid, at);
            let mut told = written.of(grid, at);
            told.sort_unstable();
            let mut sorted: Vec<usize> =
                wanted.iter().copied().filter(|&header| written.scopes[header].is_some()).collect();
            sorted.sort_unstable();
            // Cells that overlap in the page cannot do so in HTML, and say less by their places.
            let in_sections = self.scoped.sections(grid, at);
            if sorted != told || grid.overlaps || in_sections {
                self.to_name.insert(at);
                self.named.extend(sorted);
            }
        }
    }

    /// What a header cell applies to; `None` for a data cell.
    pub(super) fn scope(&self, at: usize) -> Option<Scope> {
        self.scoped.scopes[at]
    }

    /// Whether the headers of a cell must be named, as its place does not tell them.
    pub(super) fn must_name(&self, at: usize) -> bool {
        self.to_name.contains(&at)
    }

    /// Whether a cell must be named as a header somewhere.
    pub(super) fn is_named(&self, at: usize) -> bool {
        self.named.contains(&at)
    }

    /// The slots of the header cells that apply to a cell.
    pub(super) fn of(&self, grid: &Grid, at: usize) -> Vec<(usize, usize)> {
        let slot = |at: usize| (grid.cells[at].row, grid.cells[at].column);
        self.indices(grid, at).into_iter().map(slot).collect()
    }

    fn indices(&self, grid: &Grid, at: usize) -> Vec<usize> {
        match self.explicit.get(&at) {
            Some(named) => named.clone(),
            None => self.scoped.of(grid, at),
        }
    }
}

impl Scoped {
    fn new(grid: &Grid, scopes: Vec<Option<Scope>>, blank: Vec<bool>) -> Scoped {
        let (mut row_groups, mut column_groups) = (HashMap::new(), HashMap::new());
        for (at, cell) in grid.cells.iter().enumerate().filter(|&(at, _)| !blank[at]) {
            let (groups, group) = match scopes[at] {
                Some(Scope::RowGroup) => (&mut row_groups, Some(grid.rows[cell.row].group)),
                Some(Scope::ColumnGroup) => (&mut column_groups, column_group(grid, cell.column)),
                _ => continue,
            };
            if let Some(group) = group {
                groups.entry(group).or_insert_with(Vec::new).push(at);
            }
        }
        Scoped {
            columns: lines(grid, &scopes, Axis::Column),
            rows: lines(grid, &scopes, Axis::Row),
            row_groups,
            column_groups,
            scopes,
            blank,
        }
    }

    /// Whether several headers of its row group apply to a cell by the standard, or would but for
    /// [`keep_nearest`].
    fn sections(&self, grid: &Grid, at: usize) -> bool {
        let group = grid.rows[grid.cells[at].row].group;
        self.row_groups.get(&group).is_some_and(|headers| headers.len() > 1)
    }

    /// The header cells that apply to a cell by their scopes and places.
    fn of(&self, grid: &Grid, at: usize) -> Vec<usize> {
        let cell = &grid.cells[at];
        let mut found = Vec::new();
        self.scan_lines(grid, at, Axis::Column, &mut found);
        self.scan_lines(grid, at, Axis::Row, &mut found);
        if let Some(group) = self.row_groups.get(&grid.rows[cell.row].group) {
            let first = found.len();
            from_group(grid, cell, group, &mut found);
            keep_nearest(grid, first, &mut found);
        }
        let group = column_group(grid, cell.column).and_then(|g| self.column_groups.get(&g));
        if let Some(group) = group {
            from_group(grid, cell, group, &mut found);
        }
        found.retain(|&header| header != at);
        found.sort_unstable_by_key(|&header| {
            let GridCell { row, column, .. } = grid.cells[header];
            match self.scopes[header] {
                Some(Scope::RowGroup) => (1, row, column),
                Some(Scope::Row) => (2, column, row),
                _ => (0, row, column),
            }
        });
        found.dedup();
        found
    }

    /// Walks back from a cell through each line that it takes up.
    fn scan_lines(&self, grid: &Grid, at: usize, axis: Axis, found: &mut Vec<usize>) {
        let lines = match axis {
            Axis::Column => &self.columns,
            Axis::Row => &self.rows,
        };
        let before = found.len();
        let mut steps = LOOKED_AT;
        for line in axis.across(&grid.cells[at]) {
            // A line costs a step even if nothing stands in it: cells may be very wide.
            let Some(left) = steps.checked_sub(1).filter(|_| found.len() < before + KEPT) else {
                return;
            };
            steps = left;
            self.scan(grid, at, axis, &lines[line], found, before + KEPT, &mut steps);
        }
    }

    /// The internal algorithm for scanning and assigning header cells. It goes from header to
    /// header; what lies between two that do not touch can only be data cells.
    #[allow(clippy::too_many_arguments, reason = "the state of the standard's algorithm")]
    fn scan(
        &self,
        grid: &Grid,
        at: usize,
        axis: Axis,
        line: &[Entry],
        found: &mut Vec<usize>,
        most: usize,
        steps: &mut usize,
    ) {
        let cell = &grid.cells[at];
        let mut edge = axis.along(cell).start;
        let mut opaque: Vec<Range<usize>> = Vec::new();
        let mut block: Vec<Range<usize>> = Vec::new();
        if self.scopes[at].is_some() {
            block.push(axis.across(cell));
        }
        let starts_before = |entry: &Entry| axis.along(&grid.cells[entry.cell]).start < edge;
        let mut next = line.partition_point(starts_before);
        while let Some(place) = next.checked_sub(1).filter(|_| *steps > 0 && found.len() < most) {
            *steps -= 1;
            let Entry { cell: header, run, stack } = line[place];
            let (along, across) =
                (axis.along(&grid.cells[header]), axis.across(&grid.cells[header]));
            if along.end < edge {
                opaque.append(&mut block);
            }
            if opaque.contains(&across) {
                // Whatever of the same width stands before it is as opaque.
                next = run;
                edge = axis.along(&grid.cells[line[run].cell]).start;
                continue;
            }
            if applies(grid, self.scopes[header], axis) && !self.blank[header] {
                found.push(header);
            }
            if !block.contains(&across) {
                block.push(across);
            }
            next = stack;
            edge = axis.along(&grid.cells[line[stack].cell]).start;
        }
    }
}

/// Whether a header cell is a header of its columns (or rows) one by one. A `colgroup` header on a
/// page that declares no column groups can only mean the columns that it spans.
fn applies(grid: &Grid, scope: Option<Scope>, axis: Axis) -> bool {
    match (axis, scope) {
        (Axis::Column, Some(Scope::ColumnGroup)) => grid.column_groups.is_empty(),
        (Axis::Column, scope) => scope == Some(Scope::Column),
        (Axis::Row, scope) => scope == Some(Scope::Row),
    }
}

/// Headers of the group that a cell stands in, as far as they begin before the cell ends.
fn from_group(grid: &Grid, cell: &GridCell, group: &[usize], found: &mut Vec<usize>) {
    let above = group.partition_point(|&at| grid.cells[at].row < cell.rows().end);
    let near = group[..above].iter().rev().take(LOOKED_AT);
    found.extend(near.copied().filter(|&at| grid.cells[at].column < cell.columns().end).take(KEPT));
}

/// Of the headers of a row group that stand one below the other the nearest one counts: pages that
/// keep all their sections in one group mean it so, though the standard would give all of them to
/// the last. They are named in HTML, see [`Headers::find_unsaid`].
fn keep_nearest(grid: &Grid, first: usize, found: &mut Vec<usize>) {
    let mut seen: Vec<Range<usize>> = Vec::new();
    let mut nearest = found.split_off(first);
    nearest.retain(|&header| {
        let columns = grid.cells[header].columns();
        let new = !seen.contains(&columns);
        seen.push(columns);
        new
    });
    found.append(&mut nearest);
}

fn column_group(grid: &Grid, column: usize) -> Option<usize> {
    let at = grid.column_groups.partition_point(|group| group.end <= column);
    grid.column_groups.get(at).filter(|group| group.contains(&column)).map(|_| at)
}

/// The cells that the `headers` attribute names, where it names any.
fn explicit(
    page: &Page,
    grid: &Grid,
    by_node: &HashMap<NodeId, usize>,
    blank: &[bool],
) -> HashMap<usize, Vec<usize>> {
    let mut explicit = HashMap::new();
    for (at, cell) in grid.cells.iter().enumerate() {
        let Some(ids) = page.document.attr(cell.node, "headers") else { continue };
        let cells = ids.split_ascii_whitespace().filter_map(|id| page.by_id(id));
        let mut named = Vec::new();
        for other in cells.filter_map(|node| by_node.get(&node).copied()).take(LOOKED_AT) {
            if other != at && !named.contains(&other) && named.len() < 2 * KEPT {
                named.push(other);
            }
        }
        // An empty attribute says "none"; one whose ids lead nowhere says nothing.
        if !named.is_empty() || ids.trim_ascii().is_empty() {
            named.retain(|&header| !blank[header]);
            explicit.insert(at, named);
        }
    }
    explicit
}

/// The header cells of every column or row, in the direction of the table.
fn lines(grid: &Grid, scopes: &[Option<Scope>], axis: Axis) -> Vec<Vec<Entry>> {
    let count = match axis {
        Axis::Column => grid.columns,
        Axis::Row => grid.rows.len(),
    };
    let mut lines: Vec<Vec<Entry>> = vec![Vec::new(); count];
    let mut left = SLOTS;
    for (at, cell) in grid.cells.iter().enumerate().filter(|&(at, _)| scopes[at].is_some()) {
        for line in axis.across(cell).take(left) {
            left -= 1;
            lines[line].push(Entry { cell: at, run: 0, stack: 0 });
        }
    }
    for line in &mut lines {
        line.sort_by_key(|entry| axis.along(&grid.cells[entry.cell]).start);
        for place in 1..line.len() {
            let (before, this) = (line[place - 1], line[place]);
            let [above, below] = [before, this].map(|entry| &grid.cells[entry.cell]);
            let same = axis.across(above) == axis.across(below);
            let touch = axis.along(above).end >= axis.along(below).start;
            let apply = [before, this].map(|entry| applies(grid, scopes[entry.cell], axis));
            let stacked = same && touch && apply == [false, false];
            line[place].run = if same { before.run } else { place };
            line[place].stack = if stacked { before.stack } else { place };
        }
    }
    lines
}

/// What each cell is a header of. Two steps go beyond the standard: an empty data cell (the corner
/// of many tables) is not counted as data, and a header cell that the standard leaves as header of
/// nothing, for there are data beside and below it, applies to where its next data cell is.
fn resolve(
    page: &Page,
    grid: &Grid,
    blank: &[bool],
    (explicit, seen): (&HashMap<usize, Vec<usize>>, &[usize]),
) -> Vec<Option<Scope>> {
    let mut declared: Vec<Option<Option<Scope>>> =
        grid.cells.iter().map(|cell| declared(page, cell.node)).collect();
    for &header in explicit.values().flatten() {
        // A cell that others name as their header is one.
        declared[header] = declared[header].or(Some(None));
    }
    if declared.iter().all(Option::is_none) {
        seen.iter().for_each(|&at| declared[at] = Some(None));
    }
    let data = |axis: Axis, count: usize| {
        let mut change = vec![0_i64; count + 1];
        for (at, cell) in grid.cells.iter().enumerate() {
            if declared[at].is_none() && !blank[at] {
                change[axis.across(cell).start] += 1;
                change[axis.across(cell).end] -= 1;
            }
        }
        // How many lines up to each one hold data.
        let (mut depth, mut lines) = (0, 0);
        let mut sums = vec![0_usize];
        for step in &change[..count] {
            depth += step;
            lines += usize::from(depth > 0);
            sums.push(lines);
        }
        move |range: Range<usize>| sums[range.end] > sums[range.start]
    };
    let data_in_columns = data(Axis::Column, grid.columns);
    let data_in_rows = data(Axis::Row, grid.rows.len());
    let auto = |at: usize, cell: &GridCell| {
        if !data_in_rows(cell.rows()) {
            return Scope::Column;
        }
        if !data_in_columns(cell.columns()) {
            return Scope::Row;
        }
        let next = grid.cells.get(at + 1).filter(|next| next.row == cell.row);
        let beside_data = next.is_some() && declared[at + 1].is_none();
        match grid.rows[cell.row].kind {
            RowGroup::Head => Scope::Column,
            _ if beside_data || (cell.column == 0 && cell.row > 0) => Scope::Row,
            _ => Scope::Column,
        }
    };
    let scope = |(at, cell): (usize, &GridCell)| {
        declared[at].map(|scope| scope.unwrap_or_else(|| auto(at, cell)))
    };
    grid.cells.iter().enumerate().map(scope).collect()
}

/// Whether a cell is a header by its mark-up, and with which scope (`None`: auto). A `td` with a
/// scope is one by HTML 4.01 (11.2.6), which the older pages follow.
fn declared(page: &Page, cell: NodeId) -> Option<Option<Scope>> {
    let document = &page.document;
    let keyword = |name| document.attr(cell, name).unwrap_or_default().trim().to_ascii_lowercase();
    match keyword("role").as_str() {
        "columnheader" => return Some(Some(Scope::Column)),
        "rowheader" => return Some(Some(Scope::Row)),
        "cell" | "gridcell" => return None,
        _ => {}
    }
    let scope = match keyword("scope").as_str() {
        "col" => Some(Scope::Column),
        "row" => Some(Scope::Row),
        "colgroup" => Some(Scope::ColumnGroup),
        "rowgroup" => Some(Scope::RowGroup),
        _ => None,
    };
    (scope.is_some() || document.tag(cell) == Tag::Th).then_some(scope)
}

/// Whether a cell shows nothing: the standard's empty cell, and one that holds a mere no-break
/// space, line break or decoration.
pub(super) fn is_blank(page: &Page, cell: NodeId) -> bool {
    let document = &page.document;
    let mut walk = document.walk(cell);
    while let Some(step) = walk.next() {
        let Step::Enter(node) = step else { continue };
        if page.styles.of(node).display == crate::css::Display::None {
            walk.skip_children(node);
            continue;
        }
        let shows = match document.tag(node) {
            Tag::Img => document.attr(node, "alt").is_none_or(says_something),
            Tag::Input | Tag::Select | Tag::Textarea | Tag::Button | Tag::Meter => true,
            Tag::Iframe | Tag::Object | Tag::Embed | Tag::Video | Tag::Audio => true,
            _ => document.name(node) == "svg",
        };
        let adds = [page.styles.before(node), page.styles.after(node)];
        let sign = |text: &str| text.contains(|c: char| !c.is_whitespace() && !is_private(c));
        let adds = adds.into_iter().flatten().any(|it| it.visible && sign(it.spoken()));
        let says = |text: &str| says_something(text) && !is_icon(text);
        if shows || adds || document.text(node).is_some_and(says) {
            return false;
        }
    }
    true
}
