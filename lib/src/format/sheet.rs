//! Lines with what stands before them: the indentation of lists, the marks of quotations, and the
//! blank lines between blocks.

use super::wrap::{Lines, width};
use std::io::{self, Write};

/// What separates two blocks at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// The end of a line.
    Line,
    /// A blank line.
    Blank,
}

/// A level of indentation, as it has to be restored.
#[derive(Debug, Clone, Copy)]
struct Level {
    prefix: usize,
    lead: Option<usize>,
}

/// Deeper than this nothing is indented further, however deep a page nests its lists.
const MAX_INDENT: usize = 40;

/// The output so far, and how its next line begins.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) out: String,
    /// Columns; `usize::MAX` where lines are not wrapped.
    width: usize,
    max_indent: usize,
    /// What every line begins with.
    prefix: String,
    /// What the next line begins with instead, where a list marker waits for its text.
    lead: String,
    leads: bool,
    levels: Vec<Level>,
    gap: Gap,
    /// The shortest prefix since the last line: a blank line between two blocks has what is
    /// around both.
    low: usize,
    /// How many lines have been written.
    lines: usize,
    /// Whether blank lines are left out.
    tight: bool,
}

impl Sheet {
    /// A sheet of that many columns; 0 for any number.
    pub(super) fn new(width: usize) -> Self {
        let width = if width == 0 { usize::MAX } else { width };
        Sheet {
            out: String::new(),
            width,
            max_indent: MAX_INDENT.min(width / 2),
            prefix: String::new(),
            lead: String::new(),
            leads: false,
            levels: Vec::new(),
            gap: Gap::Line,
            low: 0,
            lines: 0,
            tight: false,
        }
    }

    /// A sheet for the content of cells: nothing is wrapped yet, and there are no blank lines.
    pub(super) fn tight() -> Self {
        Sheet { tight: true, ..Sheet::new(0) }
    }

    /// How many lines have been written.
    pub(super) fn lines(&self) -> usize {
        self.lines
    }

    pub(super) fn is_tight(&self) -> bool {
        self.tight
    }

    /// The columns that are left beside the indentation.
    pub(super) fn room(&self) -> usize {
        self.width.saturating_sub(self.prefix.len())
    }

    /// What separates the next line from the last.
    pub(super) fn gap(&self) -> Gap {
        self.gap
    }

    pub(super) fn set_gap(&mut self, gap: Gap) {
        self.gap = gap;
    }

    pub(super) fn raise_gap(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    /// Goes one level in: the first line begins with `marker`, the following with as many spaces.
    pub(super) fn open_marked(&mut self, marker: &str) {
        let lead = self.leads.then_some(self.lead.len());
        self.push_level(lead);
        let fits = self.prefix.len() + marker.len() <= self.max_indent;
        if !self.leads {
            self.lead.clear();
            self.lead.push_str(&self.prefix);
        }
        if fits || !self.leads {
            self.lead.push_str(marker);
        }
        self.leads = true;
        if fits {
            self.prefix.extend(std::iter::repeat_n(' ', marker.len()));
        }
    }

    /// Goes one level in: every line begins with `mark`.
    pub(super) fn open(&mut self, mark: &str) {
        let lead = self.leads.then_some(self.lead.len());
        self.push_level(lead);
        if self.prefix.len() + mark.len() <= self.max_indent {
            self.prefix.push_str(mark);
            if self.leads {
                self.lead.push_str(mark);
            }
        }
    }

    /// Goes one level in: every line but the first begins with `mark`.
    pub(super) fn open_hanging(&mut self, mark: &str) {
        self.open_marked("");
        if self.prefix.len() + mark.len() <= self.max_indent {
            self.prefix.push_str(mark);
        }
    }

    fn push_level(&mut self, lead: Option<usize>) {
        self.low = self.low.min(self.prefix.len());
        self.levels.push(Level { prefix: self.prefix.len(), lead });
    }

    /// Goes one level out. A marker that has got no text is dropped.
    pub(super) fn close(&mut self) {
        let Some(level) = self.levels.pop() else { return };
        self.prefix.truncate(level.prefix);
        self.low = self.low.min(level.prefix);
        if self.leads {
            self.leads = level.lead.is_some();
            self.lead.truncate(level.lead.unwrap_or_default());
        }
    }

    /// Writes one line as it is. A blank one is written when another follows it.
    pub(super) fn line(&mut self, text: &str) {
        let text = text.trim_end();
        if text.is_empty() {
            self.gap = Gap::Blank;
            return;
        }
        if self.gap == Gap::Blank && self.lines > 0 && !self.tight {
            self.out.push_str(self.prefix[..self.low].trim_end());
            self.out.push('\n');
        }
        let begin = if std::mem::take(&mut self.leads) { &self.lead } else { &self.prefix };
        self.out.push_str(begin);
        self.out.push_str(text);
        self.out.push('\n');
        self.gap = Gap::Line;
        self.low = self.prefix.len();
        self.lines += 1;
    }

    /// Writes a text in lines of the sheet's width. Gives the columns of the widest one.
    pub(super) fn paragraph(&mut self, text: &str) -> usize {
        if self.width == usize::MAX && !text.contains('\n') {
            self.line(text);
            return width(text);
        }
        let mut lines = Lines::new(text);
        let mut widest = 0;
        loop {
            let begin = if self.leads { self.lead.len() } else { self.prefix.len() };
            let Some(line) = lines.next(self.width.saturating_sub(begin)) else { return widest };
            self.line(line);
            widest = widest.max(width(line.trim_end()));
        }
    }

    /// Writes lines whose white space counts: nothing is wrapped, tabs become spaces.
    pub(super) fn verbatim(&mut self, text: &str) {
        let mut expanded = String::new();
        for line in text.split('\n') {
            if line.contains('\t') {
                expanded.clear();
                let mut column = 0;
                for (at, piece) in line.split('\t').enumerate() {
                    let stop = if at > 0 { 8 - column % 8 } else { 0 };
                    expanded.extend(std::iter::repeat_n(' ', stop));
                    expanded.push_str(piece);
                    column += stop + width(piece);
                }
                self.line(&expanded);
            } else {
                self.line(line);
            }
        }
    }

    /// Hands over what is written, once it is worth it.
    pub(super) fn pass_on(&mut self, out: &mut impl Write, at_least: usize) -> io::Result<()> {
        if self.out.len() < at_least {
            return Ok(());
        }
        out.write_all(self.out.as_bytes())?;
        self.out.clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nests_marks_and_markers() {
        let mut sheet = Sheet::new(20);
        sheet.open("> ");
        sheet.line("a");
        sheet.open_marked("1. ");
        sheet.open_marked("- ");
        sheet.paragraph("word word word word");
        sheet.raise_gap(Gap::Blank);
        sheet.line("b");
        sheet.close();
        sheet.close();
        sheet.close();
        sheet.raise_gap(Gap::Blank);
        sheet.line("c");
        assert_eq!(sheet.out, "> a\n> 1. - word word\n>      word word\n>\n>      b\n\nc\n");
    }

    #[test]
    fn writes_blank_lines_between_blocks_only() {
        let mut sheet = Sheet::new(0);
        ["", "a", "", " ", "b", ""].into_iter().for_each(|line| sheet.line(line));
        assert_eq!(sheet.out, "a\n\nb\n");
    }

    #[test]
    fn drops_markers_without_text() {
        let mut sheet = Sheet::new(0);
        sheet.open_marked("- ");
        sheet.open_marked("- ");
        sheet.close();
        sheet.line("a");
        sheet.close();
        sheet.open_marked("- ");
        sheet.close();
        sheet.line("b");
        assert_eq!(sheet.out, "- a\nb\n");
    }

    #[test]
    fn stops_indenting() {
        let mut sheet = Sheet::new(72);
        (0..500).for_each(|_| sheet.open_marked("- "));
        sheet.line("a");
        sheet.line("b");
        assert!(sheet.out.lines().all(|line| line.len() <= 41), "{}", sheet.out);
    }

    #[test]
    fn expands_tabs() {
        let mut sheet = Sheet::new(4);
        sheet.verbatim("a\tb\n  long line");
        assert_eq!(sheet.out, "a       b\n  long line\n");
    }
}
