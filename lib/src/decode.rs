//! Bytes to text, by the encoding sniffing algorithm of the HTML Standard
//! (<https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding>).

mod contradiction;
mod encode;
mod map;
mod prescan;
#[cfg(test)]
mod tests;

use std::fmt;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8};

pub(crate) use map::SourceMap;

/// A decoded page source.
#[derive(Debug)]
pub(crate) struct Decoded {
    /// The text, without byte order mark.
    pub(crate) text: String,
    pub(crate) encoding: &'static Encoding,
    pub(crate) evidence: Evidence,
    pub(crate) warnings: Vec<DecodeWarning>,
}

/// What a page's character encoding was concluded from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Evidence {
    /// A byte order mark.
    Bom,
    /// The caller named it, for example from a `Content-Type` header.
    Hint,
    /// The page declares it, in a `meta` element or an XML declaration.
    Meta,
    /// Nothing usable declares it; it was detected from the bytes.
    Detected,
}

/// Something about a page's encoding that its author should put right.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeWarning {
    /// The page declares a label that the Encoding Standard does not know.
    #[non_exhaustive]
    UnknownLabel {
        /// The label as the page writes it, cut short if it is very long.
        label: String,
    },
    /// The page declares one encoding, its bytes are in another.
    #[non_exhaustive]
    ContradictedLabel {
        /// The name of the declared encoding.
        declared: &'static str,
        /// The name of the encoding in which the page was read.
        read_as: &'static str,
    },
    /// Bytes that mean nothing in the encoding were read as U+FFFD.
    #[non_exhaustive]
    InvalidBytes {
        /// How many replacement characters stand for them.
        count: usize,
    },
    /// The page has characters beyond ASCII and declares no known encoding.
    #[non_exhaustive]
    Undeclared {
        /// The name of the encoding that was detected.
        detected: &'static str,
    },
}

impl fmt::Display for DecodeWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // Escaped, for the label is the page's and may hold control characters.
            Self::UnknownLabel { label } => {
                write!(f, "the page declares an unknown encoding, \"{}\"", label.escape_debug())
            }
            Self::ContradictedLabel { declared, read_as } => {
                write!(f, "the page declares {declared}, but its bytes were read as {read_as}")
            }
            Self::InvalidBytes { count } => {
                write!(f, "invalid bytes were replaced by U+FFFD in {count} place(s)")
            }
            Self::Undeclared { detected } => {
                write!(f, "the page declares no known encoding; detected {detected}")
            }
        }
    }
}

/// The encoding of a label: "get an encoding" of the Encoding Standard.
///
/// The standard's `replacement` encoding is none: it yields no text at all.
pub(crate) fn label(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label_no_replacement(label.as_bytes())
}

/// What the encoding of some bytes was concluded to be.
pub(crate) struct Conclusion<'b> {
    pub(crate) encoding: &'static Encoding,
    /// The length of the byte order mark.
    pub(crate) bom: usize,
    evidence: Evidence,
    warnings: Vec<DecodeWarning>,
    /// The text, where what follows the mark is valid UTF-8.
    utf8: Option<&'b str>,
}

/// Decodes a page; `hint` is what the caller knows of its encoding.
pub(crate) fn decode(bytes: &[u8], hint: Option<&'static Encoding>) -> Decoded {
    let Conclusion { encoding, bom, evidence, warnings, utf8 } = conclude(bytes, hint);
    read(&bytes[bom..], encoding, utf8, evidence, warnings)
}

/// The encoding sniffing algorithm, without decoding.
pub(crate) fn conclude<'b>(bytes: &'b [u8], hint: Option<&'static Encoding>) -> Conclusion<'b> {
    let found = |encoding, bom, evidence, warnings, utf8| Conclusion {
        encoding,
        bom,
        evidence,
        warnings,
        utf8,
    };
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        let utf8 = std::str::from_utf8(&bytes[bom..]).ok();
        return found(encoding, bom, Evidence::Bom, Vec::new(), utf8);
    }
    let utf8 = std::str::from_utf8(bytes).ok();
    if let Some(encoding) = hint {
        return found(encoding, 0, Evidence::Hint, Vec::new(), utf8);
    }
    let mut warnings = Vec::new();
    let declaration = prescan::declaration(bytes);
    if let Some(label) = declaration.unknown {
        warnings.push(DecodeWarning::UnknownLabel { label });
    }
    let (encoding, evidence) = match declaration.encoding {
        Some(declared) => {
            let actual = contradiction::resolve(bytes, utf8, declared);
            if actual == declared {
                (declared, Evidence::Meta)
            } else {
                let (declared, read_as) = (declared.name(), actual.name());
                warnings.push(DecodeWarning::ContradictedLabel { declared, read_as });
                (actual, Evidence::Detected)
            }
        }
        None => {
            let detected = detect(bytes, utf8);
            if !bytes.is_ascii() {
                warnings.push(DecodeWarning::Undeclared { detected: detected.name() });
            }
            (detected, Evidence::Detected)
        }
    };
    found(encoding, 0, evidence, warnings, utf8)
}

/// Decodes `bytes`, already without byte order mark; `utf8` is their text where they are valid
/// UTF-8.
fn read(
    bytes: &[u8],
    encoding: &'static Encoding,
    utf8: Option<&str>,
    evidence: Evidence,
    mut warnings: Vec<DecodeWarning>,
) -> Decoded {
    let (text, invalid) = match utf8 {
        Some(text) if encoding == UTF_8 => (text.to_owned(), 0),
        _ => transcode(bytes, encoding),
    };
    if invalid > 0 {
        warnings.push(DecodeWarning::InvalidBytes { count: invalid });
    }
    Decoded { text, encoding, evidence, warnings }
}

/// How much text is decoded at a time.
const BUFFER: usize = 16 * 1024;

/// The text, and how many malformed sequences became U+FFFD in it.
fn transcode(bytes: &[u8], encoding: &'static Encoding) -> (String, usize) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    // Not straight into `text`: each call would touch all of its spare capacity, and there is one
    // call for each malformed sequence.
    let mut buffer = "\0".repeat(BUFFER);
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut invalid = 0;
    let mut rest = bytes;
    loop {
        let (result, read, written) =
            decoder.decode_to_str_without_replacement(rest, &mut buffer, true);
        text.push_str(&buffer[..written]);
        rest = &rest[read..];
        match result {
            DecoderResult::InputEmpty => return (text, invalid),
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                text.push(char::REPLACEMENT_CHARACTER);
                invalid += 1;
            }
        }
    }
}

/// How many bytes detection looks at: more than enough to tell, and a huge page stays quick.
const SAMPLE: usize = 1024 * 1024;

/// The encoding that the bytes themselves show.
fn detect(bytes: &[u8], utf8: Option<&str>) -> &'static Encoding {
    if utf8.is_some() || is_mostly_utf8(bytes) {
        return UTF_8;
    }
    // ISO-2022-JP is pure ASCII, so undeclared it was UTF-8 above, as in browsers.
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // The detector remembers at most two ASCII characters before the first other one.
    let start = Encoding::ascii_valid_up_to(bytes).saturating_sub(2);
    let end = bytes.len().min(start + SAMPLE);
    detector.feed(&bytes[start..end], end == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether stray bytes are fewer than the characters beyond ASCII that are valid UTF-8. In legacy
/// text nearly all bytes beyond ASCII are strays, so there is a wide gap between the two.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut stray) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        stray += usize::from(!chunk.invalid().is_empty());
    }
    valid > stray
}
