//! Offsets of decoded text as offsets of the source bytes.

use super::encode::{escape, escapes};
use encoding_rs::{BIG5, DecoderResult, Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// Where each decoded byte came from.
///
/// A piecewise linear function: between two points all characters have the same number of decoded
/// bytes for a source byte, so only changes of that ratio are kept.
#[derive(Debug)]
pub(crate) struct SourceMap {
    /// Decoded and source offset, both ascending; the last is the end of the page.
    points: Vec<(usize, usize)>,
    /// Where the escape sequences of ISO-2022-JP end in the source.
    pub(super) escapes: Vec<usize>,
}

impl SourceMap {
    /// Maps the text that `decode` made of these bytes in this encoding.
    pub(crate) fn new(bytes: &[u8], encoding: &'static Encoding) -> Self {
        let bom = match Encoding::for_bom(bytes) {
            Some((marked, length)) if marked == encoding => length,
            _ => 0,
        };
        let mut builder = Builder { points: Vec::new(), ratio: (1, 1), end: (0, bom) };
        if encoding == UTF_8 {
            for chunk in bytes[bom..].utf8_chunks() {
                builder.step(chunk.valid().len(), chunk.valid().len());
                if !chunk.invalid().is_empty() {
                    builder.step(char::REPLACEMENT_CHARACTER.len_utf8(), chunk.invalid().len());
                }
            }
        } else {
            Tracer { bytes, encoding, start: bom, read: bom, builder: &mut builder }.run();
        }
        builder.points.push(builder.end);
        // An escape sequence may follow the last character.
        builder.points.push((builder.end.0, bytes.len()));
        let escapes = if encoding == ISO_2022_JP { escapes(bytes) } else { Vec::new() };
        Self { points: builder.points, escapes }
    }

    /// Where the character before a decoded offset ends in the source: escape sequences after it come
    /// later.
    pub(super) fn before(&self, decoded: usize) -> usize {
        let at = self.points.partition_point(|point| point.0 < decoded);
        match self.points.get(at) {
            Some(point) if point.0 == decoded => point.1,
            _ => self.source(decoded),
        }
    }

    /// The source offset of a decoded offset. Exact where a character begins (byte order mark and
    /// escape sequences before it are not part of it) and at the end.
    pub(crate) fn source(&self, decoded: usize) -> usize {
        // Of points at the same decoded offset the last counts: escapes end there.
        let next = self.points.partition_point(|point| point.0 <= decoded);
        match (next.checked_sub(1).map(|i| self.points[i]), self.points.get(next)) {
            (Some(from), Some(to)) => {
                let share = (decoded - from.0) as u128 * (to.1 - from.1) as u128;
                from.1 + (share / (to.0 - from.0) as u128) as usize
            }
            (Some(end), None) => end.1,
            (None, _) => 0,
        }
    }
}

/// Gathers the points from consecutive steps.
struct Builder {
    points: Vec<(usize, usize)>,
    ratio: (usize, usize),
    end: (usize, usize),
}

impl Builder {
    /// Goes on by characters of `decoded` bytes made of `source` bytes.
    fn step(&mut self, decoded: usize, source: usize) {
        if (decoded, source) == (0, 0) {
            return;
        }
        let same = decoded as u128 * self.ratio.1 as u128 == source as u128 * self.ratio.0 as u128;
        if self.points.is_empty() || !same {
            self.points.push(self.end);
            self.ratio = (decoded, source);
        }
        self.end = (self.end.0 + decoded, self.end.1 + source);
    }
}

/// Feeds a decoder byte by byte and watches what comes out after which byte.
struct Tracer<'a> {
    bytes: &'a [u8],
    encoding: &'static Encoding,
    /// Where the bytes of the next character begin.
    start: usize,
    /// How many bytes the decoder has been given.
    read: usize,
    builder: &'a mut Builder,
}

impl Tracer<'_> {
    fn run(mut self) {
        let mut decoder = self.encoding.new_decoder_without_bom_handling();
        // Room for all that one byte can set free: what was held back, and its own character.
        let mut buffer = [0; 64];
        loop {
            self.skip_ascii();
            let end = (self.read + 1).min(self.bytes.len());
            let last = end == self.bytes.len();
            let fed = &self.bytes[self.read..end];
            let (result, read, written) =
                decoder.decode_to_utf8_without_replacement(fed, &mut buffer, last);
            self.read += read;
            let text = std::str::from_utf8(&buffer[..written]).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => {
                    self.characters(text, self.read);
                    if last {
                        return;
                    }
                }
                DecoderResult::OutputFull => self.characters(text, self.read),
                DecoderResult::Malformed(length, after) => {
                    let end = self.read.saturating_sub(usize::from(after)).max(self.start);
                    let begin = end.saturating_sub(usize::from(length)).max(self.start);
                    self.characters(text, begin);
                    self.skip_to(begin);
                    self.character(char::REPLACEMENT_CHARACTER, end - begin);
                }
            }
        }
    }

    /// Where the decoder holds nothing back, ASCII stands for itself.
    fn skip_ascii(&mut self) {
        if self.encoding.is_ascii_compatible() && self.start == self.read {
            let length = Encoding::ascii_valid_up_to(&self.bytes[self.read..]);
            if length > 0 {
                self.builder.step(length, length);
                self.read += length;
                self.start += length;
            }
        }
    }

    /// Shares the bytes from `start` to `end` among the characters that came out of them.
    ///
    /// It is one character, except after an error: then the decoder has held back the bytes after
    /// the malformed ones, and may give several characters at once.
    fn characters(&mut self, text: &str, end: usize) {
        let mut left = text.chars().count();
        for c in text.chars() {
            self.skip_escapes(end);
            let bytes = end.saturating_sub(self.start);
            left -= 1;
            let own = if self.encoding == UTF_16LE || self.encoding == UTF_16BE {
                2 * c.len_utf16()
            } else if c.is_ascii() {
                1
            } else if left == 0 {
                bytes
            } else {
                // Big5 has four codes for a letter with its mark: both begin where the code does.
                usize::from(self.encoding != BIG5)
            };
            self.character(c, own.min(bytes));
        }
    }

    fn character(&mut self, c: char, bytes: usize) {
        self.builder.step(c.len_utf8(), bytes);
        self.start += bytes;
    }

    /// Escape sequences of ISO-2022-JP belong to no character.
    fn skip_escapes(&mut self, end: usize) {
        if self.encoding != ISO_2022_JP {
            return;
        }
        while escape(&self.bytes[self.start..end]).is_some() {
            self.skip_to(self.start + 3);
        }
    }

    fn skip_to(&mut self, start: usize) {
        if start > self.start {
            self.builder.step(0, start - self.start);
            self.start = start;
        }
    }
}
