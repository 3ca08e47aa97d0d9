//! Writes a reading as plain text.

use crate::event::Event;
use crate::page::Page;
use std::io::{self, Write};

/// Writes a reading as plain text.
#[derive(Debug, Clone, Default)]
pub struct Plain {}

impl Plain {
    /// The default settings.
    pub fn new() -> Self {
        Plain::default()
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
        let _ = (page, events, out);
        Ok(())
    }
}
