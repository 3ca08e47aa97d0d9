//! Writes a reading as CommonMark.

use super::Links;
use crate::event::Event;
use crate::page::Page;
use std::io::{self, Write};

/// Writes a reading as CommonMark.
#[derive(Debug, Clone, Default)]
pub struct Markdown {
    links: Links,
}

impl Markdown {
    /// The default settings.
    pub fn new() -> Self {
        Markdown::default()
    }

    /// Where the addresses of links go.
    pub fn with_links(mut self, links: Links) -> Self {
        self.links = links;
        self
    }

    /// Writes the events of a page.
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
        let _ = (page, events, out, self.links);
        Ok(())
    }
}
