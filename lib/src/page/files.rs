//! What the caller knows of the files that a page links to.

use super::Page;
use std::fmt;
use std::sync::Arc;

/// A file that a page links to, as far as the caller knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum LinkedFile {
    /// It is there.
    Present {
        /// Its size.
        bytes: u64,
    },
    /// It is not there.
    Missing,
    /// It is somewhere where the caller does not look.
    #[default]
    Unknown,
}

/// How the caller tells of files.
#[derive(Clone)]
pub(crate) struct Lookup(Arc<dyn Fn(&str) -> LinkedFile + Send + Sync>);

impl Lookup {
    pub(super) fn new(look: impl Fn(&str) -> LinkedFile + Send + Sync + 'static) -> Lookup {
        Lookup(Arc::new(look))
    }
}

impl fmt::Debug for Lookup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lookup")
    }
}

impl Page {
    /// The file that a link leads to.
    pub(crate) fn linked_file(&self, href: &str) -> LinkedFile {
        let Some(Lookup(look)) = &self.files else { return LinkedFile::Unknown };
        self.addresses.resolve(href).map_or(LinkedFile::Unknown, |address| look(&address))
    }
}
