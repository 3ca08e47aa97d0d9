//! What an export has made: which files are textify's own, and what they were made from.

use super::chapters::Signs;
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
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    /// The hash of the file and of all that every page's versions depend on.
    pub(super) seen: Hash,
    /// The hash of that and of all else that its own versions depend on.
    pub(super) state: Hash,
    pub(super) made: Vec<Made>,
    /// The other files that its versions are made of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) uses: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) notes: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) signs: Option<Signs>,
}

/// A file of the output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Made {
    pub(super) path: String,
    pub(super) hash: Hash,
}

/// A hash, written in hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(super) struct Hash(blake3::Hash);

impl Default for Hash {
    fn default() -> Self {
        Hash(blake3::Hash::from_bytes([0; 32]))
    }
}

impl Hash {
    pub(super) fn of(hasher: &blake3::Hasher) -> Hash {
        Hash(hasher.finalize())
    }

    pub(super) fn of_bytes(bytes: &[u8]) -> Hash {
        Hash(blake3::hash(bytes))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl From<Hash> for String {
    fn from(hash: Hash) -> String {
        hash.0.to_hex().to_string()
    }
}

impl TryFrom<String> for Hash {
    type Error = blake3::HexError;

    fn try_from(text: String) -> Result<Hash, blake3::HexError> {
        blake3::Hash::from_hex(text).map(Hash)
    }
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
