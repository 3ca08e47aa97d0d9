//! Quotation marks: the property `quotes`, and the marks of languages (CSS Generated Content 3, 3).

use super::value::Dropped;
use cssparser::{ParseError, Parser, Token};
use std::rc::Rc;

/// The opening and the closing mark of one level.
type Pair = [Box<str>; 2];

/// The value of `quotes`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) enum Quotes {
    /// Those of the language.
    #[default]
    Auto,
    None,
    Pairs(Rc<[Pair]>),
}

impl Quotes {
    /// The marks at a depth, from 0; deeper ones are those of the innermost level.
    pub(super) fn at(&self, depth: usize, language: Option<&str>) -> [String; 2] {
        let [open, close] = match self {
            Quotes::None => ["", ""],
            Quotes::Pairs(pairs) => match pairs.get(depth).or(pairs.last()) {
                Some([open, close]) => [&**open, &**close],
                None => ["", ""],
            },
            Quotes::Auto => {
                let [open, close, inner_open, inner_close] = of_language(language);
                if depth == 0 { [open, close] } else { [inner_open, inner_close] }
            }
        };
        [open.to_owned(), close.to_owned()]
    }
}

/// `auto`, `none`, or pairs of strings.
pub(super) fn parse(input: &mut Parser<'_>) -> Result<Quotes, Dropped> {
    if input.try_parse(|input| input.expect_ident_matching("auto")).is_ok() {
        return Ok(Quotes::Auto);
    }
    if input.try_parse(|input| input.expect_ident_matching("none")).is_ok() {
        return Ok(Quotes::None);
    }
    let mut pairs = Vec::new();
    while let Ok(open) = input.try_parse(string) {
        pairs.push([open, string(input)?]);
    }
    if pairs.is_empty() {
        Err(ParseError::unexpected_token())
    } else {
        Ok(Quotes::Pairs(pairs.into()))
    }
}

fn string(input: &mut Parser<'_>) -> Result<Box<str>, Dropped> {
    match input.next()? {
        Token::QuotedString(text) => Ok(text.as_ref().into()),
        _ => Err(ParseError::unexpected_token()),
    }
}

/// The marks of a language, outer and inner ones, as the Unicode CLDR has them.
fn of_language(language: Option<&str>) -> [&'static str; 4] {
    let language = language.unwrap_or_default().to_ascii_lowercase();
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    match primary {
        "cs" | "sk" | "de" | "et" | "is" | "lt" | "lb" | "dsb" | "hsb" | "sl"
            if language.ends_with("-ch") || language.ends_with("-li") =>
        {
            ["«", "»", "‹", "›"]
        }
        "cs" | "sk" | "de" | "et" | "is" | "lt" | "lb" | "dsb" | "hsb" | "sl" | "ka" => {
            ["„", "“", "‚", "‘"]
        }
        "bg" => ["„", "“", "’", "’"],
        "mk" => ["„", "“", "’", "‘"],
        "sr" | "bs" => ["„", "“", "‘", "’"],
        "hr" => ["„", "“", "‚", "‘"],
        "hu" => ["„", "”", "»", "«"],
        "pl" | "ro" => ["„", "”", "«", "»"],
        "ru" | "uk" | "be" | "kk" => ["«", "»", "„", "“"],
        "fr" if language.ends_with("-ch") => ["«", "»", "‹", "›"],
        "fr" => ["«", "»", "«", "»"],
        "es" | "pt" if language.ends_with("-br") => ["“", "”", "‘", "’"],
        "es" | "pt" | "it" | "ca" | "gl" | "el" | "eu" | "hy" | "az" => ["«", "»", "“", "”"],
        "no" | "nb" | "nn" | "da" if primary != "da" => ["«", "»", "‘", "’"],
        "fi" | "sv" | "he" => ["”", "”", "’", "’"],
        "sq" => ["«", "»", "“", "”"],
        "ja" => ["「", "」", "『", "』"],
        "zh" if language.contains("-tw") || language.contains("-hant") => ["「", "」", "『", "』"],
        "ar" | "ur" => ["”", "“", "’", "‘"],
        "fa" => ["«", "»", "‹", "›"],
        "am" | "ti" => ["«", "»", "‹", "›"],
        _ => ["“", "”", "‘", "’"],
    }
}
