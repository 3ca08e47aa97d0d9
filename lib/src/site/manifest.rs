//! What an export has made: which files are textify's own, and what they were made from.
//!
//! The manifest has a line for each file of the site, in the order in which these are walked, so that
//! it is read and written along with them and never held in memory. It is the same wherever the same
//! site is exported. The stamps of the files, which are not, stand in a file beside it, in the same order; then comes
//! the time at which the export ended, and the hash of the manifest.

use super::chapters::Signs;
use super::output::{self, Output, Unfinished};
use super::stamp::Stamp;
use super::state::{self, State};
use crate::error::Error;
use crate::sitemap::order;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Lines, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// The manifest's own name, in the folder of the state.
pub(super) const NAME: &str = "manifest.json";

/// That of the stamps.
const STAMPS: &str = "stamps";

/// How the manifest begins and ends around its lines.
const SOURCES: &str = ",\"sources\":[";
const MAPS: &str = "],\"maps\":";

/// A file of the site, and what was made from it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub(super) path: String,
    /// Whether it is a page.
    pub(super) page: bool,
    /// Whether it is a page that shows instructions of a template.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) template: bool,
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

impl Source {
    /// The stamps of the file and of what was made from it.
    pub(super) fn stamps(&self) -> Vec<Option<Stamp>> {
        std::iter::once(self.stamp).chain(self.made.iter().map(|made| made.stamp)).collect()
    }
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
        Hash::new([0; Hash::SIZE])
    }
}

impl Hash {
    /// How many bytes it has.
    pub(super) const SIZE: usize = blake3::OUT_LEN;

    pub(super) fn new(bytes: [u8; Hash::SIZE]) -> Hash {
        Hash(blake3::Hash::from_bytes(bytes))
    }

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
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    /// The address of the site's root.
    #[serde(default)]
    pub(super) base: String,
    /// The hash of the settings.
    pub(super) settings: Hash,
    /// The hash of all that the versions of every page depend on.
    pub(super) site: Hash,
}

/// The manifest of an export, read along with the files of the site. What cannot be read is not
/// there: then all is made anew, and nothing is removed.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    pub(super) head: Head,
    lines: Option<Lines<BufReader<File>>>,
    stamps: Option<BufReader<File>>,
    next: Option<Source>,
    maps: Vec<Made>,
}

impl Manifest {
    /// The manifest of the last export.
    pub(super) fn read(output: &Output) -> Manifest {
        let open = |name: &str| output.state.read(name).ok();
        let stamps = open(STAMPS).and_then(|stamps| trusted(stamps, open(NAME)?).ok().flatten());
        open(NAME).map(|file| Manifest::of(file, stamps)).unwrap_or_default()
    }

    /// The manifest of the export that wrote a folder, for one who does not write there.
    pub(super) fn read_only(output: &Path, state: Option<&Path>) -> Manifest {
        let file = state::manifest(output, state);
        file.map(|file| Manifest::of(file, None)).unwrap_or_default()
    }

    /// The address for which the site was exported, if that is known.
    pub(super) fn base(&self) -> Option<&str> {
        Some(&*self.head.base).filter(|base| !base.is_empty())
    }

    fn of(file: File, stamps: Option<File>) -> Manifest {
        let mut lines = BufReader::new(file).lines();
        let head = lines.next().and_then(Result::ok);
        let head = head.as_deref().and_then(|line| line.strip_suffix(SOURCES));
        let head = head.and_then(|head| serde_json::from_str(&[head, "}"].concat()).ok());
        let Some(head) = head else { return Manifest::default() };
        let (lines, stamps) = (Some(lines), stamps.map(BufReader::new));
        Manifest { head, lines, stamps, ..Manifest::default() }
    }

    /// The next file, which stays the next one until it is taken.
    fn peek(&mut self) -> Option<&Source> {
        if self.next.is_none() {
            self.next = self.line().and_then(Line::source);
        }
        self.next.as_ref()
    }

    /// The next line that is one of a file.
    pub(super) fn line(&mut self) -> Option<Line> {
        let text = self.lines.as_mut()?.next()?.ok()?;
        let stamps = self.stamps.as_mut().and_then(|stamps| next_stamps(stamps).ok());
        let stamps = stamps.unwrap_or_default();
        let maps = text.strip_prefix(MAPS).and_then(|text| text.strip_suffix('}'));
        let Some(maps) = maps else { return Some(Line { text, stamps }) };
        self.maps = serde_json::from_str(maps).unwrap_or_default();
        self.maps.iter_mut().zip(stamps).for_each(|(made, stamp)| made.stamp = stamp);
        None
    }

    /// What was made of a file of the site. Files are asked for in the order in which they are walked;
    /// those that are passed over are gone.
    pub(super) fn source(&mut self, key: &str, gone: &mut dyn FnMut(Source)) -> Option<Source> {
        loop {
            let place = order(&self.peek()?.path, key);
            if place == Ordering::Greater {
                return None;
            }
            let source = self.next.take()?;
            if place == Ordering::Equal {
                return Some(source);
            }
            gone(source);
        }
    }

    /// The site maps, after the last file.
    pub(super) fn maps(&mut self, gone: &mut dyn FnMut(Source)) -> Vec<Made> {
        while self.peek().is_some() {
            self.next.take().into_iter().for_each(&mut *gone);
        }
        std::mem::take(&mut self.maps)
    }
}

/// When the last export ended, as the file system of its output tells it.
pub(super) fn ended(state: &State) -> Option<Stamp> {
    let mut stamps = state.read(STAMPS).ok()?;
    stamps.seek(SeekFrom::End(-((Stamp::SIZE + Hash::SIZE) as i64))).ok()?;
    let mut stamp = [0; Stamp::SIZE];
    stamps.read_exact(&mut stamp).ok()?;
    Stamp::of_bytes(&stamp)
}

/// The stamps, if they were written with this manifest: they end with its hash.
fn trusted(mut stamps: File, manifest: File) -> io::Result<Option<File>> {
    let own = output::hash_of_file(manifest)?;
    stamps.seek(SeekFrom::End(-(own.bytes().len() as i64)))?;
    let mut end = Vec::new();
    stamps.read_to_end(&mut end)?;
    stamps.rewind()?;
    Ok((end == own.bytes()).then_some(stamps))
}

/// The stamps of one line: their number, and each of them.
fn next_stamps(stamps: &mut impl Read) -> io::Result<Vec<Option<Stamp>>> {
    let (mut count, mut stamp) = ([0; 4], [0; Stamp::SIZE]);
    stamps.read_exact(&mut count)?;
    let mut all = Vec::new();
    for _ in 0..u32::from_le_bytes(count) {
        stamps.read_exact(&mut stamp)?;
        all.push(Stamp::of_bytes(&stamp));
    }
    Ok(all)
}

/// The stamps of a line as they are written.
fn bytes_of(stamps: &[Option<Stamp>]) -> Vec<u8> {
    let count = (stamps.len() as u32).to_le_bytes();
    count.into_iter().chain(stamps.iter().flat_map(|&stamp| Stamp::bytes(stamp))).collect()
}

/// How the stamps end.
fn end(output: &Output, manifest: Hash) -> Vec<u8> {
    [&Stamp::bytes(output.now())[..], manifest.bytes()].concat()
}

/// A line of the manifest that has not been looked into.
#[derive(Debug)]
pub(super) struct Line {
    text: String,
    stamps: Vec<Option<Stamp>>,
}

impl Line {
    pub(super) fn source(self) -> Option<Source> {
        let text = self.text.strip_suffix(',').unwrap_or(&self.text);
        let mut source: Source = serde_json::from_str(text).ok()?;
        let mut stamps = self.stamps.into_iter();
        source.stamp = stamps.next().flatten();
        source.made.iter_mut().zip(stamps).for_each(|(made, stamp)| made.stamp = stamp);
        Some(source)
    }
}

/// New stamps for the manifest that is there.
#[derive(Debug)]
pub(super) struct Restamping<'o> {
    output: &'o Output,
    stamps: BufWriter<Unfinished>,
    /// Whether some of them are worth more than the old ones.
    fresh: bool,
}

impl<'o> Restamping<'o> {
    pub(super) fn new(output: &'o Output) -> Result<Restamping<'o>, Error> {
        Ok(Restamping { output, stamps: BufWriter::new(output.state.begin(STAMPS)?), fresh: false })
    }

    /// The stamps of the next line. Those of files that were read tell more than before: time has passed
    /// since these were made.
    pub(super) fn line(&mut self, stamps: &[Option<Stamp>], read: bool) -> Result<(), Error> {
        self.fresh |= read;
        self.write(&bytes_of(stamps))
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let written = self.stamps.write_all(bytes);
        written.map_err(|error| self.output.state.unwritable(STAMPS, &error))
    }

    /// Puts them in the place of the old ones, where they tell more.
    pub(super) fn commit(mut self) -> Result<(), Error> {
        if !self.fresh {
            return Ok(());
        }
        let state = &self.output.state;
        let own = state.read(NAME).and_then(output::hash_of_file);
        let own = own.map_err(|error| state.unwritable(NAME, &error))?;
        self.write(&end(self.output, own))?;
        let stamps = self.stamps.into_inner();
        state.finish(STAMPS, stamps.map_err(|error| state.unwritable(STAMPS, error.error()))?)
    }
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
    pub(super) fn new(output: &'o Output, head: Head) -> Result<Writing<'o>, Error> {
        let begin = |name| output.state.begin(name).map(BufWriter::new);
        let (manifest, stamps) = (begin(NAME)?, begin(STAMPS)?);
        let hash = blake3::Hasher::new();
        let mut writing = Writing { output, manifest, stamps, hash, begun: false };
        let head = serde_json::to_string(&head).unwrap_or_default();
        writing.write(&[head.trim_end_matches('}'), SOURCES, "\n"].concat(), b"")?;
        Ok(writing)
    }

    fn write(&mut self, text: &str, stamps: &[u8]) -> Result<(), Error> {
        self.hash.update(text.as_bytes());
        let mut write = || {
            self.manifest.write_all(text.as_bytes())?;
            self.stamps.write_all(stamps)
        };
        write().map_err(|error| self.output.state.unwritable(NAME, &error))
    }

    pub(super) fn source(&mut self, source: &Source) -> Result<(), Error> {
        let before = if std::mem::replace(&mut self.begun, true) { ",\n" } else { "" };
        let text = serde_json::to_string(source).unwrap_or_default();
        self.write(&[before, &text].concat(), &bytes_of(&source.stamps()))
    }

    /// Writes its end. It is put in its place later.
    pub(super) fn finish(mut self, maps: &[Made]) -> Result<Written<'o>, Error> {
        let before = if self.begun { "\n" } else { "" };
        let text = serde_json::to_string(maps).unwrap_or_default();
        let stamps: Vec<_> = maps.iter().map(|made| made.stamp).collect();
        self.write(&[before, MAPS, &text, "}\n"].concat(), &bytes_of(&stamps))?;
        let own = Hash::of(&self.hash);
        let output = self.output;
        let done = || {
            self.stamps.write_all(&end(output, own))?;
            Ok((self.manifest.into_inner()?, self.stamps.into_inner()?))
        };
        let (manifest, stamps) = done().map_err(|error| output.state.unwritable(NAME, &error))?;
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
        self.output.state.finish(NAME, self.manifest)?;
        self.output.state.finish(STAMPS, self.stamps)
    }
}
