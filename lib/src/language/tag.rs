//! Language tags (BCP 47, RFC 5646) and the registry of their subtags.

use crate::error::{Error, ErrorKind};

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

/// Whether the primary subtag of a tag is a language of the registry, whatever comes after it; `i-klingon`, which was
/// registered as a whole, has none (ACT, "known primary language tag").
/// White space around the tag makes it unknown, as it does for browsers.
pub(crate) fn is_known(tag: &str) -> bool {
    registered(tag.split('-').next().unwrap_or(tag)).is_some()
}

/// Names that people give to languages, each after the tag that is meant: codes of countries and of
/// other lists, and words.
const OTHER_NAMES: [(&str, &str); 36] = [
    ("ar", "ara arabic"),
    ("bg", "bul bulgarian"),
    ("cs", "cz cze ces czech cesky česky čeština cestina"),
    ("cy", "cym wel welsh"),
    ("da", "dk dan danish dansk"),
    ("de", "deu ger german deutsch"),
    ("de-AT", "at"),
    ("el", "gr gre ell greek"),
    ("en", "eng english"),
    ("en-GB", "gb"),
    ("en-US", "us usa"),
    ("es", "sp esp spa spanish espanol español"),
    ("et", "est estonian"),
    ("eu", "baq eus basque"),
    ("fi", "fin finnish suomi"),
    ("fr", "fra fre french francais français"),
    ("ga", "gle irish"),
    ("he", "il heb hebrew"),
    ("hr", "hrv croatian hrvatski"),
    ("hu", "hun hungarian magyar"),
    ("it", "ita italian italiano"),
    ("ja", "jp jpn japanese"),
    ("ko", "kor korean"),
    ("lt", "lit lithuanian"),
    ("lv", "lav latvian"),
    ("nl", "nld dut dutch nederlands"),
    ("pl", "pol polish polski"),
    ("pt", "por portuguese"),
    ("ro", "ron rum romanian"),
    ("sk", "slk slo slovak slovenčina slovencina"),
    ("sl", "slv slovenian"),
    ("sq", "al alb sqi albanian"),
    ("sr", "rs srp serbian"),
    ("sv", "swe swedish svenska"),
    ("uk", "ua ukr ukrainian"),
    ("zh", "cn chi zho chinese"),
];

/// Refuses a tag that is not well-formed or not registered.
pub(crate) fn checked(tag: &str) -> Result<(), Error> {
    if registered(tag) == Some(tag) {
        return Ok(());
    }
    let hint = match meant(tag) {
        Some(meant) => format!("did you mean {meant}?"),
        None => "use a tag such as cs, en or pt-BR".to_owned(),
    };
    Err(ErrorKind::BadLanguage { tag: tag.to_owned(), hint }.into())
}

/// The tag that is probably meant by one that is not valid: `cs` by `cz`, `en-GB` by `en_UK`.
fn meant(tag: &str) -> Option<String> {
    let tag = tag.trim().replace('_', "-");
    let (name, rest) = tag.split_once('-').unwrap_or((&tag, ""));
    let name = name.to_lowercase();
    let known = OTHER_NAMES.iter().find(|(_, names)| names.split(' ').any(|it| it == name));
    let primary = known.map_or(name.as_str(), |(tag, _)| tag);
    let rest = if rest.eq_ignore_ascii_case("uk") { "GB" } else { rest };
    let whole = if rest.is_empty() { primary.to_owned() } else { format!("{primary}-{rest}") };
    registered(&whole).or_else(|| registered(primary)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{OTHER_NAMES, checked, is_known, meant, registered};

    #[test]
    fn slips_are_answered_with_the_tag_that_was_meant() {
        for (tag, right) in [
            ("cz", "cs"),
            ("CZ", "cs"),
            ("dk", "da"),
            ("gr", "el"),
            ("jp", "ja"),
            ("ua", "uk"),
            ("en-UK", "en-GB"),
            ("en_GB", "en-GB"),
            ("cz-CZ", "cs-CZ"),
            ("english", "en"),
            ("deu", "de"),
            (" cs ", "cs"),
            ("cs-invented", "cs"),
        ] {
            assert_eq!(meant(tag).as_deref(), Some(right), "{tag}");
            assert!(checked(tag).is_err(), "{tag}");
        }
        for tag in ["", "?", "en_", "papyrus", "x-own"] {
            let error = checked(tag).unwrap_err();
            let hint = error.hint();
            assert!(hint == "use a tag such as cs, en or pt-BR" || tag == "en_", "{tag}: {hint}");
        }
        for (tag, _) in OTHER_NAMES {
            assert!(checked(tag).is_ok(), "{tag}");
        }
    }

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
