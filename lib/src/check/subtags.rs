//! The registry of language subtags (BCP 47, RFC 5646).

use language_tags::LanguageTag;

/// Whether the primary subtag of a tag is a language of the registry. White space around the tag
/// makes it unknown, as it does for browsers.
pub(crate) fn is_known_language(tag: &str) -> bool {
    let primary = tag.split('-').next().unwrap_or(tag);
    (2..=8).contains(&primary.len())
        && LanguageTag::parse(primary).is_ok_and(|parsed| parsed.validate().is_ok())
}

#[cfg(test)]
mod tests {
    use super::is_known_language;

    #[test]
    fn the_primary_subtag_decides() {
        for tag in ["cs", "en-GB", "FR", "sr-Latn-RS", "cs-invented", "yue"] {
            assert!(is_known_language(tag), "{tag}");
        }
        for tag in ["cz", "english", "x-private", "i-klingon", "", "e", "en_GB", " en", "#1", "ces"]
        {
            assert!(!is_known_language(tag), "{tag}");
        }
    }
}
