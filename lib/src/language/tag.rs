//! Language tags (BCP 47, RFC 5646) and the registry of their subtags.

/// The primary subtag of a tag, in lower case. `en_GB`, which is not well-formed, is English too.
pub(crate) fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

/// Whether two tags name the same language, whatever the region.
pub(crate) fn same_language(a: &str, b: &str) -> bool {
    primary(a) == primary(b)
}

/// What the registry knows of a well-formed tag: all of it, or else its language alone. `cz` and
/// `english` are none.
pub(crate) fn registered(tag: &str) -> Option<&str> {
    let valid = |tag: &str| {
        language_tags::LanguageTag::parse(tag).is_ok_and(|parsed| parsed.validate().is_ok())
    };
    oxilangtag::LanguageTag::parse(tag).ok()?;
    let primary = tag.split('-').next().unwrap_or(tag);
    // A tag for private use, `x-…`, names no language that others know.
    if primary.len() < 2 {
        return None;
    }
    if valid(tag) { Some(tag) } else { valid(primary).then_some(primary) }
}

/// Whether the primary subtag of a tag is a language of the registry, whatever comes after it.
/// White space around the tag makes it unknown, as it does for browsers.
pub(crate) fn is_known(tag: &str) -> bool {
    registered(tag.split('-').next().unwrap_or(tag)).is_some()
}

#[cfg(test)]
mod tests {
    use super::{is_known, registered};

    #[test]
    fn only_languages_that_there_are() {
        for tag in ["cs", "en-GB", "FR", "sr-Latn-RS", "cs-x-own"] {
            assert_eq!(registered(tag), Some(tag));
        }
        assert_eq!(registered("en-UK"), Some("en"));
        for tag in ["cz", "english", "deutsch", "en_GB", "x-private", ""] {
            assert_eq!(registered(tag), None, "{tag}");
        }
    }

    #[test]
    fn the_primary_subtag_decides() {
        for tag in ["cs", "en-GB", "FR", "sr-Latn-RS", "cs-invented", "yue", "en-a"] {
            assert!(is_known(tag), "{tag}");
        }
        for tag in ["cz", "english", "x-private", "i-klingon", "", "e", "en_GB", " en", "#1", "ces"]
        {
            assert!(!is_known(tag), "{tag}");
        }
    }
}
