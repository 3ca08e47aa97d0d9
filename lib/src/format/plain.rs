//! Writes a reading as plain text.

mod body;
mod columns;
mod inline;
#[cfg(test)]
mod tests;

use super::references::References;
use super::sheet::Sheet;
use super::{Links, Tables};
use crate::event::Event;
use crate::i18n::Phrases;
use crate::page::Page;
use body::{Body, PlainText};
use std::io::{self, Write};

/// Writes a reading as plain text, for a terminal, a screen reader or a mail.
///
/// - The title and headings of level 1 are underlined with `=`, those of level 2 with `-`; deeper
///   ones begin with `### ` and so on, one `#` for each level.
/// - A region is announced by its name, `== Menu ==`, but not the main content where the page
///   begins with it.
/// - Blocks are separated by one blank line. Lines end at spaces only, so that words, addresses
///   and numbers held together by no-break spaces can be searched for.
/// - Lists are indented below `- ` or their numbers, quotations begin with `> `, preformatted text
///   is indented by four spaces and keeps its lines; descriptions are indented below their terms.
/// - Images stand as `[alternative text]`, controls of forms in brackets and in words.
/// - Data tables are columns where they fit, else each cell stands on a line of its own after the
///   names of its row and column.
/// - Removed text is kept and marked in words, abbreviations are explained at their first use.
/// - Links within the page are written as text: without a browser their targets mean nothing.
///
/// Control characters, directional overrides and soft hyphens of the page never go out.
///
/// ```
/// use textify::{Page, ParseOptions, ReadOptions, format::Plain};
///
/// let html = b"<html lang=en><title>News</title><ul><li>One<li><a href=/2>Two</a></ul>";
/// let page = Page::parse(html, &ParseOptions::new())?;
/// let mut text = Vec::new();
/// Plain::new().write(&page, page.read(&ReadOptions::new()), &mut text)?;
/// assert_eq!(
///     String::from_utf8_lossy(&text),
///     "News\n====\n\n- One\n- Two [1]\n\nLinks\n-----\n\n[1] /2\n"
/// );
/// # Ok::<(), textify::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Plain {
    width: usize,
    links: Links,
    tables: Tables,
    region_names: bool,
}

impl Default for Plain {
    fn default() -> Self {
        Plain { width: 72, links: Links::List, tables: Tables::Fit, region_names: true }
    }
}

impl Plain {
    /// The default settings: 72 columns, addresses listed at the end.
    pub fn new() -> Self {
        Plain::default()
    }

    /// How many columns a line may have; 0 for any number.
    pub fn with_width(mut self, width: usize) -> Self {
        self.width = width;
        self
    }

    /// Where the addresses of links go.
    pub fn with_links(mut self, links: Links) -> Self {
        self.links = links;
        self
    }

    /// How data tables are written: columns of text are hard to follow by ear.
    pub fn with_tables(mut self, tables: Tables) -> Self {
        self.tables = tables;
        self
    }

    /// Whether regions are announced by their names: of use where they are read in another order
    /// than that of the page.
    pub fn with_region_names(mut self, region_names: bool) -> Self {
        self.region_names = region_names;
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
        let language = page.language();
        let style = PlainText { phrases: Phrases::of(language) };
        Body::new(style, Sheet::new(self.width), language)
            .with_links(self.links)
            .with_references(References::of(page))
            .with_tables(self.tables)
            .with_region_names(self.region_names)
            .write(events, out)
    }
}
