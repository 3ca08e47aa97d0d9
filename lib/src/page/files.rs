//! The files that a page links to, as far as the caller has them at hand.

use super::Page;
use crate::css::Surroundings;
use std::fmt;
use std::sync::Arc;

type Get = dyn Fn(&str) -> Option<u64> + Send + Sync;

/// How the caller gives the sizes of files: by their addresses.
#[derive(Clone)]
pub(super) struct FileSizes(Arc<Get>);

impl FileSizes {
    pub(super) fn new(get: impl Fn(&str) -> Option<u64> + Send + Sync + 'static) -> FileSizes {
        FileSizes(Arc::new(get))
    }
}

impl fmt::Debug for FileSizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FileSizes")
    }
}

/// Files, and where the page stands among them.
#[derive(Debug)]
pub(super) struct Files {
    pub(super) sizes: FileSizes,
    pub(super) surroundings: Surroundings,
}

impl Page {
    /// The size of the file that a reference leads to, in bytes.
    pub(crate) fn file_size(&self, reference: &str) -> Option<u64> {
        let Files { sizes: FileSizes(get), surroundings } = self.files.as_ref()?;
        get(&surroundings.resolve(reference)?)
    }
}
