//! Tags of languages that look like codes of countries.

use crate::report::warn;

/// A tag, its language, the language of the country with that code, and the tag of the latter.
const LOOKALIKES: [(&str, &str, &str, &str); 6] = [
    ("ch", "Chamorro", "German", "de"),
    ("ee", "Ewe", "Estonian", "et"),
    ("kr", "Kanuri", "Korean", "ko"),
    ("lu", "Luba-Katanga", "Luxembourgish", "lb"),
    ("se", "Northern Sami", "Swedish", "sv"),
    ("si", "Sinhala", "Slovenian", "sl"),
];

/// Warns of a valid tag that many write for another language.
pub(crate) fn warn_of_lookalike(tag: &str) {
    let primary = tag.split('-').next().unwrap_or(tag);
    let known = LOOKALIKES.iter().find(|(known, ..)| primary.eq_ignore_ascii_case(known));
    if let Some((_, language, other, right)) = known {
        warn("--lang", format_args!("“{primary}” is {language}; the tag of {other} is {right}"));
    }
}
