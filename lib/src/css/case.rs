//! `text-transform`: full case mapping with the languages that have rules of their own
//! (CSS Text 3, 2.1; Unicode `SpecialCasing.txt`).

use crate::css::TextTransform;

/// The rules of a content language.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Casing {
    #[default]
    Ordinary,
    /// Turkish and Azerbaijani: dotted and dotless i are two letters.
    Turkic,
    Lithuanian,
    Greek,
    Dutch,
}

impl Casing {
    pub(crate) fn of(language: &str) -> Casing {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "tr" | "az" | "crh" | "tt" | "ba" => Casing::Turkic,
            "lt" => Casing::Lithuanian,
            "el" => Casing::Greek,
            "nl" => Casing::Dutch,
            _ => Casing::Ordinary,
        }
    }
}

/// The two characters before a text: they decide where words start.
pub(crate) type Before = [Option<char>; 2];

pub(crate) fn transform(
    text: &str,
    how: TextTransform,
    casing: Casing,
    before: Before,
    out: &mut String,
) {
    match how {
        TextTransform::None => out.push_str(text),
        TextTransform::Uppercase => uppercase(text, casing, out),
        TextTransform::Lowercase => lowercase(text, casing, out),
        TextTransform::Capitalize => capitalize(text, casing, before, out),
    }
}

fn uppercase(text: &str, casing: Casing, out: &mut String) {
    match casing {
        Casing::Turkic => {
            text.chars()
                .for_each(|c| if c == 'i' { out.push('İ') } else { out.extend(c.to_uppercase()) });
        }
        Casing::Lithuanian => {
            let mut soft_dotted = false;
            for c in text.chars() {
                // The dot is written in lower case only to keep it below an accent.
                if !(soft_dotted && c == '\u{307}') {
                    out.extend(c.to_uppercase());
                }
                soft_dotted = matches!(c, 'i' | 'j' | 'į');
            }
        }
        Casing::Greek => greek_uppercase(text, out),
        _ => out.push_str(&text.to_uppercase()),
    }
}

/// Greek capitals carry no accents; a dialytika keeps apart what the accent kept apart.
fn greek_uppercase(text: &str, out: &mut String) {
    let mut chars = text.chars().peekable();
    let (mut accented, mut letter_before) = (false, false);
    while let Some(c) = chars.next() {
        let was_accented = std::mem::take(&mut accented);
        let word_before = std::mem::replace(&mut letter_before, c.is_alphabetic());
        let plain = match c {
            // The word "or" keeps its accent, which tells it from the article.
            'ή' | 'Ή' if !word_before && !chars.peek().is_some_and(|c| c.is_alphabetic()) => 'Ή',
            'ά' | 'Ά' => 'Α',
            'έ' | 'Έ' => 'Ε',
            'ή' | 'Ή' => 'Η',
            'ί' | 'Ί' => 'Ι',
            'ό' | 'Ό' => 'Ο',
            'ύ' | 'Ύ' => 'Υ',
            'ώ' | 'Ώ' => 'Ω',
            'ΐ' | 'ϊ' => 'Ϊ',
            'ΰ' | 'ϋ' => 'Ϋ',
            'ι' if was_accented => 'Ϊ',
            'υ' if was_accented => 'Ϋ',
            '\u{301}' if word_before => continue,
            other => {
                out.extend(other.to_uppercase());
                continue;
            }
        };
        accented = matches!(c, 'ά' | 'Ά' | 'έ' | 'Έ' | 'ό' | 'Ό' | 'ύ' | 'Ύ');
        out.push(plain);
    }
}

fn lowercase(text: &str, casing: Casing, out: &mut String) {
    match casing {
        Casing::Turkic => {
            let mut chars = text.chars().peekable();
            while let Some(c) = chars.next() {
                match c {
                    'İ' => out.push('i'),
                    'I' if chars.next_if_eq(&'\u{307}').is_some() => out.push('i'),
                    'I' => out.push('ı'),
                    other => out.extend(other.to_lowercase()),
                }
            }
        }
        Casing::Lithuanian => {
            let mut chars = text.chars().peekable();
            while let Some(c) = chars.next() {
                let above = matches!(chars.peek(), Some('\u{300}' | '\u{301}' | '\u{303}'));
                match c {
                    'Ì' => out.push_str("i\u{307}\u{300}"),
                    'Í' => out.push_str("i\u{307}\u{301}"),
                    'Ĩ' => out.push_str("i\u{307}\u{303}"),
                    'I' | 'J' | 'Į' if above => {
                        out.extend(c.to_lowercase());
                        out.push('\u{307}');
                    }
                    other => out.extend(other.to_lowercase()),
                }
            }
        }
        _ => out.push_str(&text.to_lowercase()),
    }
}

fn capitalize(text: &str, casing: Casing, mut before: Before, out: &mut String) {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_alphanumeric() && starts_word(before) {
            titlecase(c, casing, out);
            if casing == Casing::Dutch
                && matches!(c, 'i' | 'I')
                && chars.next_if(|next| matches!(next, 'j' | 'J')).is_some()
            {
                out.push('J');
                before = [Some(c), Some('J')];
                continue;
            }
        } else {
            out.push(c);
        }
        before = [before[1], Some(c)];
    }
}

/// Whether a letter after these characters starts a word; an apostrophe or a point within a word
/// does not end it (Unicode Standard Annex 29).
fn starts_word([second, first]: Before) -> bool {
    let within = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_' || is_mark(c));
    match first {
        Some('\'' | '’' | '.' | '·' | '\u{ad}' | '\u{200d}') => !within(second),
        first => !within(first),
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn titlecase(c: char, casing: Casing, out: &mut String) {
    match c {
        'i' if casing == Casing::Turkic => out.push('İ'),
        'Ǆ' | 'ǅ' | 'ǆ' => out.push('ǅ'),
        'Ǉ' | 'ǈ' | 'ǉ' => out.push('ǈ'),
        'Ǌ' | 'ǋ' | 'ǌ' => out.push('ǋ'),
        'Ǳ' | 'ǲ' | 'ǳ' => out.push('ǲ'),
        _ => {
            // A ligature's capital is several letters, of which a title has one: ß is Ss.
            let mut upper = c.to_uppercase();
            out.extend(upper.next());
            out.extend(upper.flat_map(char::to_lowercase));
        }
    }
}
