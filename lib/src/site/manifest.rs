//! What an export has made: which files are textify's own, and what they were made from.
//!
//! The manifest has a line for each file of the site, in the order in which these are walked, so that
//! it is read and written along with them and never held in memory. It is the same wherever the same
//! site is exported. The stamps of the files, which are not, stand in a file beside it, line by line.

use super::chapters::Signs;
use super::output::{self, Output, Unfinished};
use super::paths;
use super::stamp::Stamp;
use crate::error::Error;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Lines, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The manifest's own name, in the output folder.
pub(super) const NAME: &str = ".textify-manifest.json";

/// That of the stamps.
const STAMPS: &str = ".textify-stamps";

/// How the manifest begins and ends around its lines.
const SOURCES: &str = ",\"sources\":[";
const MAPS: &str = "],\"maps\":";

/// A file of the site, and what was made from it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub(super) path: String,
    /// The hash of the file itself.
    pub(super) own: Hash,
    /// The hash of that and of all else that its versions depend on.
    pub(super) state: Hash,
    pub(super) made: Vec<Made>,
    /// The other files that its versions are made of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) uses: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) notes: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) signs: Option<Signs>,
    /// Only where it was settled when the export began.
    #[serde(skip)]
    pub(super) stamp: Option<Stamp>,
}

/// A file of the output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Made {
    pub(super) path: String,
    pub(super) hash: Hash,
    #[serde(skip)]
    pub(super) stamp: Option<Stamp>,
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

/// How the manifest begins.
#[derive(Serialize, Deserialize)]
struct Head {
    site: Hash,
}

type Text = Lines<BufReader<File>>;

/// The manifest of an export, read along with the files of the site. What cannot be read is not
/// there: then all is made anew, and nothing is removed.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// The hash of all that the versions of every page depend on.
    pub(super) site: Hash,
    lines: Option<Text>,
    stamps: Option<Text>,
    next: Option<(Option<PathBuf>, Source)>,
    maps: Vec<Made>,
}

impl Manifest {
    /// The manifest of the last export.
    pub(super) fn read(output: &Output) -> Manifest {
        let open = |name: &str| output.open_own(name).ok();
        let stamps = open(STAMPS).and_then(|stamps| trusted(stamps, open(NAME)?).ok().flatten());
        open(NAME).map(|file| Manifest::of(file, stamps)).unwrap_or_default()
    }

    fn of(file: File, stamps: Option<File>) -> Manifest {
        let text = |file: File| BufReader::new(file).lines();
        let mut lines = text(file);
        let head = lines.next().and_then(Result::ok);
        let head = head.as_deref().and_then(|line| line.strip_suffix(SOURCES));
        let head = head.and_then(|head| serde_json::from_str(&[head, "}"].concat()).ok());
        let Some(Head { site }) = head else { return Manifest::default() };
        let (lines, stamps) = (Some(lines), stamps.map(text));
        let mut manifest = Manifest { site, lines, stamps, ..Manifest::default() };
        manifest.advance();
        manifest
    }

    /// The next line.
    fn advance(&mut self) {
        let line = self.lines.as_mut().and_then(|lines| lines.next()?.ok());
        let stamps = self.stamps.as_mut().and_then(|lines| lines.next()?.ok());
        let stamps: Vec<Option<Stamp>> =
            stamps.and_then(|line| serde_json::from_str(&line).ok()).unwrap_or_default();
        let line = line.unwrap_or_default();
        if let Some(maps) = line.strip_prefix(MAPS).and_then(|line| line.strip_suffix('}')) {
            self.maps = serde_json::from_str(maps).unwrap_or_default();
            self.maps.iter_mut().zip(stamps).for_each(|(made, stamp)| made.stamp = stamp);
            self.next = None;
            return;
        }
        let source: Option<Source> =
            serde_json::from_str(line.strip_suffix(',').unwrap_or(&line)).ok();
        self.next = source.map(|mut source| {
            let mut stamps = stamps.into_iter();
            source.stamp = stamps.next().flatten();
            source.made.iter_mut().zip(stamps).for_each(|(made, stamp)| made.stamp = stamp);
            (paths::path(&source.path), source)
        });
    }

    /// What was made of a file of the site. Files are asked for in the order in which they are walked;
    /// those that are passed over are gone.
    pub(super) fn source(&mut self, path: &Path, gone: &mut dyn FnMut(Source)) -> Option<Source> {
        while self.next.as_ref().is_some_and(|(at, _)| at.as_deref() <= Some(path)) {
            let (at, source) = self.next.take()?;
            self.advance();
            if at.as_deref() == Some(path) {
                return Some(source);
            }
            gone(source);
        }
        None
    }

    /// The site maps, after the last file.
    pub(super) fn maps(&mut self, gone: &mut dyn FnMut(Source)) -> Vec<Made> {
        while let Some((_, source)) = self.next.take() {
            gone(source);
            self.advance();
        }
        std::mem::take(&mut self.maps)
    }
}

/// The stamps, if they were written with this manifest: they end with its hash.
fn trusted(mut stamps: File, manifest: File) -> io::Result<Option<File>> {
    let own: String = output::hash_of_file(manifest)?.into();
    stamps.seek(SeekFrom::End(-(own.len() as i64)))?;
    let mut end = String::new();
    stamps.read_to_string(&mut end)?;
    stamps.rewind()?;
    Ok((end == own).then_some(stamps))
}

/// A manifest that is being written.
#[derive(Debug)]
pub(super) struct Writing<'o> {
    output: &'o Output,
    manifest: BufWriter<Unfinished>,
    stamps: BufWriter<Unfinished>,
    hash: blake3::Hasher,
    begun: bool,
}

impl<'o> Writing<'o> {
    pub(super) fn new(output: &'o Output, site: Hash) -> Result<Writing<'o>, Error> {
        let begin = |name| output.begin(name).map(BufWriter::new);
        let (manifest, stamps) = (begin(NAME)?, begin(STAMPS)?);
        let hash = blake3::Hasher::new();
        let mut writing = Writing { output, manifest, stamps, hash, begun: false };
        let head = serde_json::to_string(&Head { site }).unwrap_or_default();
        writing.write(&[head.trim_end_matches('}'), SOURCES, "\n"].concat(), None)?;
        Ok(writing)
    }

    fn write(&mut self, text: &str, stamps: Option<&[Option<Stamp>]>) -> Result<(), Error> {
        self.hash.update(text.as_bytes());
        let mut write = || {
            self.manifest.write_all(text.as_bytes())?;
            if let Some(stamps) = stamps {
                serde_json::to_writer(&mut self.stamps, stamps)?;
                self.stamps.write_all(b"\n")?;
            }
            Ok(())
        };
        write().map_err(|error| self.output.unwritable(NAME, &error))
    }

    pub(super) fn source(&mut self, source: &Source) -> Result<(), Error> {
        let before = if std::mem::replace(&mut self.begun, true) { ",\n" } else { "" };
        let text = serde_json::to_string(source).unwrap_or_default();
        let made = source.made.iter().map(|made| made.stamp);
        let stamps: Vec<_> = std::iter::once(source.stamp).chain(made).collect();
        self.write(&[before, &text].concat(), Some(&stamps))
    }

    /// Writes its end. It is put in its place later.
    pub(super) fn finish(mut self, maps: &[Made]) -> Result<Written<'o>, Error> {
        let before = if self.begun { "\n" } else { "" };
        let text = serde_json::to_string(maps).unwrap_or_default();
        let stamps: Vec<_> = maps.iter().map(|made| made.stamp).collect();
        self.write(&[before, MAPS, &text, "}\n"].concat(), Some(&stamps))?;
        let own = String::from(Hash::of(&self.hash));
        let output = self.output;
        let done = || {
            self.stamps.write_all(own.as_bytes())?;
            Ok((self.manifest.into_inner()?, self.stamps.into_inner()?))
        };
        let (manifest, stamps) = done().map_err(|error| output.unwritable(NAME, &error))?;
        Ok(Written { output, manifest, stamps })
    }
}

/// A manifest that is complete and not yet in its place.
#[derive(Debug)]
pub(super) struct Written<'o> {
    output: &'o Output,
    manifest: Unfinished,
    stamps: Unfinished,
}

impl Written<'_> {
    /// Shows all files that were made.
    pub(super) fn each(&self, show: &mut dyn FnMut(&Made)) -> Result<(), Error> {
        let file = File::open(self.manifest.path());
        let file = file.map_err(|error| output::unreadable(self.manifest.path(), &error))?;
        let mut manifest = Manifest::of(file, None);
        let maps = manifest.maps(&mut |source| source.made.iter().for_each(&mut *show));
        maps.iter().for_each(show);
        Ok(())
    }

    /// Puts the manifest in its place, when it is on the disk; and the stamps, which hold for it.
    pub(super) fn commit(self) -> Result<(), Error> {
        self.output.finish(NAME, self.manifest)?;
        self.output.finish(STAMPS, self.stamps)
    }
}
