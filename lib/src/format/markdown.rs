//! Writes a reading as CommonMark.

mod blocks;
mod body;
mod escape;
mod inline;
mod tables;
#[cfg(test)]
mod tests;

use super::sheet::Sheet;
use super::{Links, Tables};
use crate::event::Event;
use crate::page::Page;
use body::{Body, Marks};
use std::io::{self, Write};

/// Writes a reading as CommonMark, with GitHub's tables for simple data tables.
///
/// - The title is a heading of level 1; headings keep their levels, up to 6.
/// - A region is announced by its name as a paragraph in bold, `**Menu**`, but not the main
///   content where the page begins with it. So are terms, captions, legends and summaries.
/// - Paragraphs are one line each. A line break is a backslash at the end of a line.
/// - A data table with spanned cells or cells of several lines is a list, one item a row, each
///   cell after the names of its row and column.
/// - Lists that are numbered by letters or Roman numbers are bullets before these numbers.
/// - Links within the page are written as text: CommonMark has no targets for them.
///
/// Text that looks like markup is escaped, so that it stays text; no HTML goes out, nor do control
/// characters. CommonMark has no place for the language of parts.
///
/// ```
/// use textify::{Page, ParseOptions, ReadOptions, format::Markdown};
///
/// let html = b"<html lang=en><h1>News</h1><ul><li>1*2<li><a href=/2>Two</a></ul>";
/// let page = Page::parse(html, &ParseOptions::new())?;
/// let mut markdown = Vec::new();
/// Markdown::new().write(&page, page.read(&ReadOptions::new()), &mut markdown)?;
/// assert_eq!(
///     String::from_utf8_lossy(&markdown),
///     "# News\n\n- 1\\*2\n- [Two][1]\n\n[1]: /2\n"
/// );
/// # Ok::<(), textify::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Markdown {
    links: Links,
    tables: Tables,
}

impl Markdown {
    /// The default settings: addresses are defined at the end.
    pub fn new() -> Self {
        Markdown::default()
    }

    /// Where the addresses of links go: [`Links::List`] writes reference links.
    pub fn with_links(mut self, links: Links) -> Self {
        self.links = links;
        self
    }

    /// How data tables are written.
    pub fn with_tables(mut self, tables: Tables) -> Self {
        self.tables = tables;
        self
    }

    /// Writes the events of a page, block by block as they come.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn write<'p>(
        &self,
        page: &'p Page,
        events: impl Iterator<Item = Event<'p>>,
        out: &mut impl Write,
    ) -> io::Result<()> {
        Body::new(Marks::default(), Sheet::new(0), page.language())
            .with_links(self.links)
            .with_tables(self.tables)
            .write(events, out)
    }
}
