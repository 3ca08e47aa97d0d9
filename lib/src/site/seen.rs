//! What was seen of every file of a site before anything is made of it.

use super::manifest::Hash;
use super::output::Output;
use super::stamp::Stamp;
use crate::error::Error;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen {
    /// The hash of its bytes.
    pub(super) own: Hash,
    /// Its stamp before it was read.
    pub(super) stamp: Option<Stamp>,
}

/// How many bytes are written down of a file.
const SIZE: usize = Hash::SIZE + Stamp::SIZE;

/// What was seen, by the numbers of the files: in a file, as memory is not to grow with the site.
#[derive(Debug)]
pub(super) struct Sightings<'o> {
    output: &'o Output,
    file: Mutex<File>,
}

impl<'o> Sightings<'o> {
    pub(super) fn new(output: &'o Output) -> Result<Sightings<'o>, Error> {
        Ok(Sightings { output, file: Mutex::new(output.scratch()?) })
    }

    /// Adds what was seen of the next files.
    pub(super) fn add(&self, seen: impl Iterator<Item = Seen>) -> Result<(), Error> {
        let bytes = |seen: Seen| [seen.own.bytes(), &Stamp::bytes(seen.stamp)].concat();
        let bytes: Vec<u8> = seen.flat_map(bytes).collect();
        self.with(|mut file| file.write_all(&bytes))
    }

    pub(super) fn range(&self, numbers: Range<usize>) -> Result<Vec<Seen>, Error> {
        let mut bytes = vec![0; numbers.len() * SIZE];
        self.with(|mut file| {
            file.seek(SeekFrom::Start((numbers.start * SIZE) as u64))?;
            file.read_exact(&mut bytes)
        })?;
        let seen = |bytes: &[u8; SIZE]| {
            let (own, stamp) = bytes.split_first_chunk::<{ Hash::SIZE }>()?;
            Some(Seen { own: Hash::new(*own), stamp: Stamp::of_bytes(stamp.first_chunk()?) })
        };
        Ok(bytes.as_chunks().0.iter().filter_map(seen).collect())
    }

    /// The hash of one file.
    pub(super) fn own(&self, number: u32) -> Result<Hash, Error> {
        let number = number as usize;
        Ok(self.range(number..number + 1)?.first().map_or_else(Hash::default, |seen| seen.own))
    }

    fn with(&self, work: impl FnOnce(&File) -> io::Result<()>) -> Result<(), Error> {
        let file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        work(&file).map_err(|error| self.output.unwritable("", &error))
    }
}
