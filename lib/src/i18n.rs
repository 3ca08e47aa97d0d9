//! The phrases that textify itself says, in the page's language.

use crate::aria::Current;
use crate::language::primary;
use crate::read::RegionKind;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Every phrase of one language: one TOML file in `locales/` each.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Phrases {
    /// The BCP 47 tag of the language that the phrases are in.
    pub(crate) language: String,
    // Regions.
    pub(crate) main: String,
    pub(crate) navigation: String,
    pub(crate) complementary: String,
    pub(crate) banner: String,
    pub(crate) content_info: String,
    pub(crate) search: String,
    pub(crate) other: String,
    // The text version's own furniture.
    pub(crate) text_version: String,
    pub(crate) original: String,
    pub(crate) skip_to: String,
    pub(crate) links: String,
    pub(crate) details: String,
    pub(crate) submit: String,
    pub(crate) site_map: String,
    pub(crate) quick_links: String,
    pub(crate) by_mail: String,
    pub(crate) accessibility: String,
    pub(crate) accessibility_statement: String,
    pub(crate) accessibility_feedback: String,
    /// The name of the language in the language itself, as a link to a page in it says it.
    pub(crate) language_name: String,
    // Images and embedded content.
    pub(crate) image_without_description: String,
    // Controls.
    pub(crate) field: String,
    pub(crate) text_area: String,
    pub(crate) password: String,
    pub(crate) file: String,
    pub(crate) radio: String,
    pub(crate) checkbox: String,
    pub(crate) select: String,
    pub(crate) button: String,
    pub(crate) checked: String,
    pub(crate) not_checked: String,
    pub(crate) selected: String,
    pub(crate) not_selected: String,
    pub(crate) required: String,
    pub(crate) disabled: String,
    pub(crate) read_only: String,
    pub(crate) options: String,
    pub(crate) multiple: String,
    pub(crate) hint: String,
    // The current one of a set.
    current_page: String,
    current_step: String,
    current: String,
    // States and kinds of controls, with those that only scripts make.
    pub(crate) error: String,
    pub(crate) expanded: String,
    pub(crate) collapsed: String,
    pub(crate) pressed: String,
    pub(crate) not_pressed: String,
    pub(crate) mixed: String,
    pub(crate) switch: String,
    pub(crate) on: String,
    pub(crate) off: String,
    pub(crate) tab: String,
    pub(crate) reset: String,
    pub(crate) needs_script: String,
    /// A sentence beside a form with controls that need a script.
    pub(crate) form_works: String,
    /// With `{count}`.
    pub(crate) more: String,
    pub(crate) suggestions: String,
    // Text.
    pub(crate) deleted: String,
    // The print version and mail.
    pub(crate) print_version: String,
    pub(crate) contents: String,
    pub(crate) source: String,
    pub(crate) source_unknown: String,
    pub(crate) source_code: String,
    pub(crate) date: String,
    pub(crate) printed: String,
    pub(crate) in_language: String,
    pub(crate) see_section: String,
    /// With `{day}`, `{month}` and `{year}`.
    pub(crate) date_format: String,
    /// As they stand in a date.
    pub(crate) months: [String; 12],
    // Sizes of files: the sign before decimals, and the units, a thousand of one in the next.
    decimal: String,
    bytes: [String; 4],
    // Quotation marks: outer opening and closing, inner opening and closing.
    quotes: [String; 4],
    /// The names of languages, by their primary subtags.
    pub(crate) languages: BTreeMap<String, String>,
}

/// A language that there are phrases in. They are read when they are asked for first.
struct Locale {
    language: &'static str,
    source: &'static str,
    phrases: OnceLock<Phrases>,
}

impl Locale {
    fn phrases(&self) -> &Phrases {
        let parse = || toml::from_str(self.source).expect("a test reads every locale");
        self.phrases.get_or_init(parse)
    }
}

macro_rules! locales {
    ($($language:literal)*) => {
        [$(Locale {
            language: $language,
            source: include_str!(concat!("../locales/", $language, ".toml")),
            phrases: OnceLock::new(),
        }),*]
    };
}

/// All official languages of the European Union, and Ukrainian; the first stands for all others.
static LOCALES: [Locale; 25] = locales![
    "en" "bg" "cs" "da" "de" "el" "es" "et" "fi" "fr" "ga" "hr" "hu" "it" "lt" "lv" "mt" "nl" "pl"
    "pt" "ro" "sk" "sl" "sv" "uk"
];

impl Phrases {
    /// The name of a region.
    pub(crate) fn region(&self, kind: RegionKind) -> &str {
        match kind {
            RegionKind::Main => &self.main,
            RegionKind::Navigation => &self.navigation,
            RegionKind::Search => &self.search,
            RegionKind::Complementary => &self.complementary,
            RegionKind::Other => &self.other,
            RegionKind::Banner => &self.banner,
            RegionKind::ContentInfo => &self.content_info,
        }
    }

    /// What is said of the current one of a set.
    pub(crate) fn current(&self, current: Current) -> &str {
        match current {
            Current::Page => &self.current_page,
            Current::Step => &self.current_step,
            _ => &self.current,
        }
    }

    /// The size of a file, in the unit of its order: with one decimal where it is a small number of
    /// large units.
    pub(crate) fn size(&self, bytes: u64) -> String {
        let (mut scale, mut unit) = (1_u128, 0);
        let rounded = |scale, times| (u128::from(bytes) * times + scale / 2) / scale;
        // Rounding may lead up to the next unit.
        while rounded(scale, 1) >= 1_000 && unit + 1 < self.bytes.len() {
            scale *= 1_000;
            unit += 1;
        }
        let (whole, tenths) = (rounded(scale, 1), rounded(scale, 10));
        let number = match tenths % 10 {
            1.. if unit > 1 && tenths < 100 => {
                format!("{}{}{}", tenths / 10, self.decimal, tenths % 10)
            }
            _ => whole.to_string(),
        };
        format!("{number} {}", self.bytes[unit])
    }

    /// How a region is announced: by what it is and its label, or by the label alone where that
    /// says it, in words of the language or of ARIA ("Main menu", "Footer navigation").
    pub(crate) fn labelled_region(&self, kind: RegionKind, label: &str) -> String {
        let (name, role) = (self.region(kind), role(kind));
        let said = label.to_lowercase();
        match said.contains(&name.to_lowercase()) || said.contains(role) {
            true => label.to_owned(),
            false => format!("{name}: {label}"),
        }
    }

    /// The marks of a quotation within so many others: outer and inner ones take turns.
    pub(crate) fn quotes(&self, depth: usize) -> [&str; 2] {
        let [opening, closing, inner_opening, inner_closing] = &self.quotes;
        match depth % 2 {
            0 => [opening, closing],
            _ => [inner_opening, inner_closing],
        }
    }

    /// The phrases for a BCP 47 language tag; English ones where the language is unknown or has
    /// none. [`Phrases::language`] tells which they are.
    pub(crate) fn of(language: Option<&str>) -> &'static Phrases {
        let wanted = language.map(primary).unwrap_or_default();
        let own = LOCALES.iter().find(|locale| locale.language == wanted);
        own.unwrap_or(&LOCALES[0]).phrases()
    }

    /// The name of a language in the language itself, by its tag; the tag where it is not known.
    pub(crate) fn own_name(tag: &str) -> &str {
        let own = Phrases::of(Some(tag));
        if own.differ_from(Some(tag)) { tag } else { &own.language_name }
    }

    /// The name of a language, by its tag.
    pub(crate) fn language_name(&self, tag: &str) -> Option<&str> {
        self.languages.get(&primary(tag)).map(String::as_str)
    }

    /// Whether they are in another language than the one of that tag.
    pub(crate) fn differ_from(&self, language: Option<&str>) -> bool {
        language.is_none_or(|tag| primary(tag) != self.language)
    }
}

/// The landmark role of a region.
fn role(kind: RegionKind) -> &'static str {
    match kind {
        RegionKind::Main => "main",
        RegionKind::Navigation => "navigation",
        RegionKind::Search => "search",
        RegionKind::Complementary => "complementary",
        RegionKind::Other => "region",
        RegionKind::Banner => "banner",
        RegionKind::ContentInfo => "contentinfo",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_that_says_what_a_region_is_stands_alone() {
        let named = |label| Phrases::of(Some("en")).labelled_region(RegionKind::Navigation, label);
        assert_eq!(named("Main Menu"), "Main Menu");
        assert_eq!(named("Footer navigation"), "Footer navigation");
        assert_eq!(named("You are here"), "Menu: You are here");
    }

    #[test]
    fn speaks_the_language_of_the_page() {
        assert_eq!(Phrases::of(Some("cs-CZ")).navigation, "Menu");
        assert_eq!(Phrases::of(Some("pt-BR")).language, "pt");
        assert_eq!(Phrases::of(Some("xx")).language, "en");
        assert_eq!(Phrases::of(None).language, "en");
    }

    #[test]
    fn sizes_are_in_the_units_of_the_language() {
        let size = |lang, bytes| Phrases::of(Some(lang)).size(bytes);
        assert_eq!(size("cs", 0), "0 B");
        assert_eq!(size("cs", 999), "999 B");
        assert_eq!(size("cs", 1_000), "1 kB");
        assert_eq!(size("cs", 56_499), "56 kB");
        assert_eq!(size("cs", 999_400), "999 kB");
        assert_eq!(size("cs", 999_600), "1 MB");
        assert_eq!(size("cs", 1_234_567), "1,2 MB");
        assert_eq!(size("en", 1_234_567), "1.2 MB");
        assert_eq!(size("en", 12_345_678), "12 MB");
        assert_eq!(size("fr", 3_400_000_000), "3,4 Go");
        assert_eq!(size("en", u64::MAX), "18446744074 GB");
    }

    #[test]
    fn every_language_has_every_phrase() {
        let keys = |locale: &Locale| {
            let table: toml::Table = toml::from_str(locale.source).expect("valid TOML");
            let languages = table["languages"].as_table().expect("a table").keys();
            table.keys().chain(languages).cloned().collect::<Vec<_>>()
        };
        for locale in &LOCALES {
            assert_eq!(keys(locale), keys(&LOCALES[0]), "in {}", locale.language);
            assert_eq!(locale.phrases().language, locale.language);
        }
    }

    #[test]
    fn has_no_empty_phrase() {
        for phrases in LOCALES.iter().map(Locale::phrases) {
            let value = format!("{phrases:?}");
            assert!(!value.contains("\"\""), "{} lacks a phrase: {value}", phrases.language);
        }
    }
}
