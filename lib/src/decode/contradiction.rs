//! Whether the bytes of a page contradict the encoding that it declares.
//!
//! Browsers obey a wrong label; a reader of the text version could not repair the result as they
//! can in a browser.

use super::detect;
use crate::language;
use encoding_rs::*;

/// How many characters beyond ASCII prove an encoding: one or two may look so by chance in a short
/// text, three hardly ever.
const MIN_PROOF_CHARS: usize = 3;

/// How many bytes are looked at for the language of the text.
const MAX_LANGUAGE_BYTES: usize = 64 * 1024;

/// The first letters of another script than Latin: Greek.
const FIRST_BEYOND_LATIN: char = '\u{370}';

/// The declared encoding, or another where the bytes plainly contradict it; `utf8` is the text
/// where the bytes are valid UTF-8.
pub(super) fn resolve(
    bytes: &[u8],
    utf8: Option<&str>,
    declared: &'static Encoding,
) -> &'static Encoding {
    if declared == UTF_8 {
        return detect(bytes, utf8);
    }
    // UTF-16 of mostly ASCII text is valid UTF-8 with zero bytes in it.
    if declared == UTF_16LE || declared == UTF_16BE {
        return declared;
    }
    if let Some(text) = utf8 {
        let proven = text.chars().filter(|c| !c.is_ascii()).nth(MIN_PROOF_CHARS - 1).is_some();
        return if proven { UTF_8 } else { declared };
    }
    if !declared.is_single_byte() {
        return declared;
    }
    let actual = windows_sibling(bytes, declared).or_else(|| by_language(bytes, declared));
    actual.unwrap_or(declared)
}

/// The Windows encoding that a part of ISO 8859 is mistaken for. Bytes 80 to 9F are control characters
/// in ISO 8859 (ISO/IEC 6429), which no text has, and letters and quotation marks in Windows.
fn windows_sibling(bytes: &[u8], declared: &'static Encoding) -> Option<&'static Encoding> {
    let is_control = |byte: &u8| (0x80..=0x9f).contains(byte);
    if !declared.name().starts_with("ISO-8859") || !bytes.iter().any(is_control) {
        return None;
    }
    let siblings = [
        (ISO_8859_2, WINDOWS_1250),
        (ISO_8859_7, WINDOWS_1253),
        (ISO_8859_8, WINDOWS_1255),
        (ISO_8859_8_I, WINDOWS_1255),
        (ISO_8859_13, WINDOWS_1257),
        (ISO_8859_15, WINDOWS_1252),
    ];
    let Some((_, sibling)) = siblings.into_iter().find(|(iso, _)| *iso == declared) else {
        // The letters of the others stand at other places: the whole text has to tell.
        let detected = detect(bytes, None);
        return (detected != declared).then_some(detected);
    };
    let letter = |encoding, byte| character(encoding, byte).is_some_and(char::is_alphabetic);
    let beyond_ascii = || bytes.iter().copied().filter(|byte| !byte.is_ascii());
    let windows = |byte: u8| character(sibling, byte).is_some_and(|c| !c.is_control());
    let windows_chars = beyond_ascii().filter(|byte| is_control(byte) && windows(*byte)).count();
    // A page of ISO 8859 with quotation marks pasted from Windows keeps its letters.
    let has_windows_letters = beyond_ascii().any(|byte| is_control(&byte) && letter(sibling, byte));
    let lost = |byte: &u8| match has_windows_letters {
        true => !letter(sibling, *byte),
        false => character(sibling, *byte) != character(declared, *byte),
    };
    let iso_letters = beyond_ascii().filter(|byte| letter(declared, *byte) && lost(byte)).count();
    (windows_chars > iso_letters).then_some(sibling)
}

/// What a byte beyond ASCII stands for in a single-byte encoding.
fn character(encoding: &'static Encoding, byte: u8) -> Option<char> {
    let byte = [byte];
    let text = encoding.decode_without_bom_handling_and_without_replacement(&byte)?;
    text.chars().next()
}

/// The detected encoding, where the text is in a language whose letters the declared one does not
/// have: Czech cannot be in ISO-8859-1.
fn by_language(bytes: &[u8], declared: &'static Encoding) -> Option<&'static Encoding> {
    let detected = detect(bytes, None);
    if detected == declared || !detected.is_single_byte() {
        return None;
    }
    let start = Encoding::ascii_valid_up_to(bytes);
    let text = detected
        .decode_without_bom_handling(&bytes[..bytes.len().min(start + MAX_LANGUAGE_BYTES)])
        .0;
    let prose = prose(&text[start..]);
    let language = language::detect(&prose, None).filter(|found| found.certain)?;
    let alphabet = language::letters(language.tag);
    let own = |letter: char| match alphabet.is_empty() {
        // The tables leave out the letters of a script that tells the language.
        true => letter.is_alphabetic() && letter >= FIRST_BEYOND_LATIN,
        false => letter.to_lowercase().next().is_some_and(|lower| alphabet.contains(lower)),
    };
    let impossible =
        |letter: &char| own(*letter) && declared.encode(letter.encode_utf8(&mut [0; 4])).2;
    prose.chars().filter(impossible).nth(MIN_PROOF_CHARS - 1).map(|_| detected)
}

/// The text between tags, as far as it has letters beyond ASCII: neither markup nor scripts.
fn prose(source: &str) -> String {
    let runs = source.split(['<', '>']).filter(|run| !run.is_ascii());
    runs.collect::<Vec<_>>().join(" ")
}
