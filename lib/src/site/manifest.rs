//! What an export has made: which files are textify's own, and what they were made from.

use super::output::Output;
use crate::error::Error;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The manifest's own name, in the output folder.
pub(super) const NAME: &str = ".textify-manifest.json";

/// What an export has made.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    /// By the path of the source.
    pub(super) sources: BTreeMap<String, Source>,
    /// The site maps.
    pub(super) maps: Vec<Made>,
}

/// A file of the site, and what was made from it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    /// The hash of all that its versions depend on.
    pub(super) state: String,
    pub(super) made: Vec<Made>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) notes: Vec<String>,
}

/// A file of the output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Made {
    pub(super) path: String,
    pub(super) hash: String,
}

impl Made {
    pub(super) fn new(path: String, bytes: &[u8]) -> Made {
        Made { path, hash: hash(bytes) }
    }
}

pub(super) fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

impl Manifest {
    /// The manifest of the last export; an empty one where there is none that can be read. Then all
    /// is made anew, and nothing is removed.
    pub(super) fn read(output: &Output) -> Manifest {
        let bytes = output.read_own(NAME).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    pub(super) fn write(&self, output: &Output) -> Result<(), Error> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        output.put_synced(NAME, &bytes)
    }

    /// All files that were made.
    pub(super) fn made(&self) -> impl Iterator<Item = &Made> {
        self.sources.values().flat_map(|source| &source.made).chain(&self.maps)
    }
}
