//! Records that are kept compressed: the pages of a site say much the same.

use super::keys::{read_number, write_number};
use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress};
use std::sync::Arc;

/// Records by their numbers, in blocks that are compressed when they are full.
#[derive(Debug)]
pub(super) struct Packed {
    blocks: Vec<Block>,
    open: Block,
    compress: Compress,
    count: u32,
}

#[derive(Debug, Default)]
struct Block {
    /// The number of its first record.
    first: u32,
    /// How long it is when it is not compressed.
    length: usize,
    bytes: Vec<u8>,
}

/// How long a block is about: longer ones compress better, shorter ones are read sooner.
const BLOCK: usize = 16 << 10;

impl Default for Packed {
    fn default() -> Self {
        let compress = Compress::new(Compression::fast(), false);
        Packed { blocks: Vec::new(), open: Block::default(), compress, count: 0 }
    }
}

impl Packed {
    /// Adds a record, and tells its number.
    pub(super) fn push(&mut self, record: &[u8]) -> u32 {
        write_number(&mut self.open.bytes, record.len());
        self.open.bytes.extend_from_slice(record);
        self.count += 1;
        if self.open.bytes.len() >= BLOCK {
            self.seal();
        }
        self.count - 1
    }

    /// Compresses the block that is open.
    fn seal(&mut self) {
        let mut bytes = Vec::with_capacity(self.open.bytes.len() + 64);
        self.compress.reset();
        let done = self.compress.compress_vec(&self.open.bytes, &mut bytes, FlushCompress::Finish);
        debug_assert_eq!(done.ok(), Some(flate2::Status::StreamEnd), "there is room for all of it");
        bytes.shrink_to_fit();
        let (first, length) = (self.open.first, self.open.bytes.len());
        self.blocks.push(Block { first, length, bytes });
        self.open.bytes.clear();
        self.open.first = self.count;
    }

    /// Reads records; quickly where one is asked for after the other.
    pub(super) fn reader(&self) -> Reader<'_> {
        Reader { packed: self, block: None, bytes: Arc::default(), at: 0, next: 0 }
    }
}

/// Reads records. A copy of it shares its block.
#[derive(Debug, Clone)]
pub(super) struct Reader<'p> {
    packed: &'p Packed,
    block: Option<usize>,
    /// The block as it was before it was compressed.
    bytes: Arc<Vec<u8>>,
    /// Where the next record begins in it.
    at: usize,
    next: u32,
}

impl Reader<'_> {
    /// The record of a number; without fields for one that is none.
    pub(super) fn get(&mut self, number: u32) -> Fields<'_> {
        let blocks = &self.packed.blocks;
        // The block that is open comes after all others.
        let block = match number >= self.packed.open.first {
            true => blocks.len(),
            false => blocks.partition_point(|block| block.first <= number).saturating_sub(1),
        };
        if self.block != Some(block) || number < self.next {
            self.enter(block);
        }
        while self.next < number && self.step().is_some() {}
        let record = self.step().unwrap_or(0..0);
        Fields(&self.bytes[record])
    }

    fn enter(&mut self, number: usize) {
        let block = self.packed.blocks.get(number).unwrap_or(&self.packed.open);
        if self.block != Some(number) {
            let mut bytes = Vec::with_capacity(block.length);
            if number < self.packed.blocks.len() {
                let mut plain = Decompress::new(false);
                let done = plain.decompress_vec(&block.bytes, &mut bytes, FlushDecompress::Finish);
                debug_assert!(done.is_ok(), "what was compressed here is whole");
            } else {
                bytes.extend_from_slice(&block.bytes);
            }
            self.bytes = Arc::new(bytes);
        }
        (self.block, self.at, self.next) = (Some(number), 0, block.first);
    }

    /// Where the next record stands in its block.
    fn step(&mut self) -> Option<std::ops::Range<usize>> {
        let mut rest = self.bytes.get(self.at..)?;
        let length = read_number(&mut rest)?;
        let start = self.bytes.len() - rest.len();
        self.at = (start + length).min(self.bytes.len());
        self.next += 1;
        Some(start..self.at)
    }
}

/// Writes the fields of a record.
#[derive(Debug, Default)]
pub(super) struct Record(Vec<u8>);

impl Record {
    pub(super) fn number(&mut self, number: usize) {
        write_number(&mut self.0, number);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Reads them in the same order. What is not there is nothing: zero, or an empty text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields<'r>(&'r [u8]);

impl<'r> Fields<'r> {
    pub(super) fn number(&mut self) -> usize {
        read_number(&mut self.0).unwrap_or(0)
    }

    pub(super) fn text(&mut self) -> &'r str {
        let length = self.number().min(self.0.len());
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        std::str::from_utf8(text).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_there_in_any_order() {
        let mut packed = Packed::default();
        let text = |number: u32| format!("Notice {number} – Town Hall").repeat(number as usize % 9);
        for number in 0..3_000 {
            let mut record = Record::default();
            record.number(number as usize * 1_000);
            record.text(&text(number));
            assert_eq!(packed.push(record.bytes()), number);
        }
        assert!(packed.blocks.len() > 3 && !packed.open.bytes.is_empty());
        let kept: usize = packed.blocks.iter().map(|block| block.bytes.len()).sum();
        assert!(kept * 5 < packed.blocks.iter().map(|block| block.length).sum());
        let mut reader = packed.reader();
        let backwards = (0..3_000).rev().step_by(7);
        for number in (0..3_000).chain(backwards).chain([5, 5, 2_999, 2_999, 0]) {
            let mut fields = reader.get(number);
            assert_eq!((fields.number(), fields.text()), (number as usize * 1_000, &*text(number)));
        }
        let mut none = reader.get(3_000);
        assert_eq!((none.number(), none.text()), (0, ""));
        assert_eq!(Packed::default().reader().get(0).text(), "");
    }
}
