//! Properties whose value is a meaning: fonts, weight, slant, lines through text, text above or
//! below the line (CSS Fonts 4, Text Decoration 4, Inline Layout 3).

use super::counter_style::{self, ListStyleType};
use super::value::{Dropped, Property, Value};
use super::{Font, Script};
use cssparser::{ParseError, Parser, Token, match_ignore_ascii_case};

/// From here on a weight is bold (CSS Fonts 4, 2.2: 600 is semi-bold).
const BOLD: f32 = 600.0;

/// Parses a property of this module; nothing for any other.
pub(super) fn parse(property: Property, input: &mut Parser<'_>) -> Option<Result<Value, Dropped>> {
    Some(match property {
        Property::ListStyle | Property::ListStyleType => list_style(property, input),
        Property::Font => font(input),
        Property::FontFamily => family(input).map(Value::FontFamily),
        Property::FontWeight => weight(input).map(Value::Bold),
        Property::FontStyle => slant(input).map(Value::Italic),
        Property::VerticalAlign => vertical_align(input),
        Property::FontPosition => font_position(input),
        Property::TextDecoration => {
            words(input).map(|words| Value::Struck(words.iter().any(|word| word == "line-through")))
        }
        Property::Order => order(input),
        Property::FlexDirection => {
            words(input).map(|words| Value::Reversed(words.iter().any(|w| is_reverse(w))))
        }
        _ => return None,
    })
}

fn is_reverse(word: &str) -> bool {
    matches!(word, "row-reverse" | "column-reverse")
}

/// The words of a value, in lower case; colours, lengths and functions beside them say nothing here.
fn words(input: &mut Parser<'_>) -> Result<Vec<String>, Dropped> {
    let (mut words, mut any) = (Vec::new(), false);
    loop {
        let before = input.state();
        match input.next() {
            Ok(Token::Ident(word)) => words.push(word.to_ascii_lowercase()),
            Ok(Token::Function(name)) if name.eq_ignore_ascii_case("var") => {
                return Err(ParseError::unexpected_token());
            }
            Ok(Token::Delim('!')) => {
                input.reset(&before);
                break;
            }
            Ok(Token::Delim(_) | Token::Semicolon | Token::Colon) => {
                return Err(ParseError::unexpected_token());
            }
            Ok(_) => {}
            Err(_) => break,
        }
        any = true;
    }
    if any { Ok(words) } else { Err(ParseError::unexpected_token()) }
}

/// A list of font families: the first decides.
fn family(input: &mut Parser<'_>) -> Result<Font, Dropped> {
    let families = input.parse_comma_separated(|input| {
        if let Ok(name) = input.try_parse(|input| input.expect_string_cloned()) {
            return Ok::<_, Dropped>(name.to_ascii_lowercase());
        }
        let mut name = input.expect_ident()?.to_ascii_lowercase();
        while let Ok(word) = input.try_parse(|input| input.expect_ident_cloned()) {
            name.push(' ');
            name.push_str(&word.to_ascii_lowercase());
        }
        Ok(name)
    })?;
    Ok(families.first().map_or(Font::Text, |name| font_named(name)))
}

/// What a family of this name is for.
pub(super) fn font_named(name: &str) -> Font {
    let name = name.trim().to_ascii_lowercase();
    const ICONS: [&str; 10] = [
        "icon",
        "awesome",
        "glyph",
        "fontello",
        "material symbol",
        "entypo",
        "typicons",
        "pictos",
        "icomoon",
        "linear",
    ];
    match &*name {
        "symbol" => Font::Symbol,
        "wingdings" => Font::Wingdings,
        _ if ICONS.iter().any(|icons| name.contains(icons)) => Font::Icons,
        _ => Font::Text,
    }
}

fn weight(input: &mut Parser<'_>) -> Result<bool, Dropped> {
    match input.next()? {
        Token::Number { value, .. } if (1.0..=1000.0).contains(value) => Ok(*value >= BOLD),
        Token::Ident(word) => Ok(match_ignore_ascii_case! { word,
            "bold" | "bolder" => true,
            "normal" | "lighter" => false,
            _ => return Err(ParseError::unexpected_token()),
        }),
        _ => Err(ParseError::unexpected_token()),
    }
}

fn slant(input: &mut Parser<'_>) -> Result<bool, Dropped> {
    let word = input.expect_ident_cloned()?;
    let slanted = match_ignore_ascii_case! { &word,
        "italic" | "oblique" => true,
        "normal" => false,
        _ => return Err(ParseError::unexpected_token()),
    };
    // An angle may follow.
    let _ = input.try_parse(|input| match input.next()? {
        Token::Dimension { .. } => Ok(()),
        _ => Err(ParseError::<()>::unexpected_token()),
    });
    Ok(slanted)
}

/// `style || variant || weight || stretch size / line-height family#`, or a system font.
fn font(input: &mut Parser<'_>) -> Result<Value, Dropped> {
    let (mut bold, mut italic) = (false, false);
    loop {
        match input.next()?.clone() {
            Token::Ident(word) => match_ignore_ascii_case! { &word,
                "italic" | "oblique" => italic = true,
                "bold" | "bolder" => bold = true,
                "xx-small" | "x-small" | "small" | "medium" | "large" | "x-large" | "xx-large"
                | "xxx-large" | "smaller" | "larger" => break,
                "caption" | "icon" | "menu" | "message-box" | "small-caption" | "status-bar" => {
                    return Ok(Value::Font(Font::Text, false, false));
                },
                _ => {},
            },
            Token::Number { value, .. } => bold = value >= BOLD,
            Token::Dimension { .. } | Token::Percentage { .. } => break,
            Token::Function(name) if !name.eq_ignore_ascii_case("var") => {
                input.parse_nested_block(|input| {
                    while input.next().is_ok() {}
                    Ok::<_, Dropped>(())
                })?;
                break;
            }
            _ => return Err(ParseError::unexpected_token()),
        }
    }
    if input.try_parse(|input| input.expect_delim('/')).is_ok() {
        input.next()?;
    }
    Ok(Value::Font(family(input)?, bold, italic))
}

fn vertical_align(input: &mut Parser<'_>) -> Result<Value, Dropped> {
    let script = match input.next()? {
        Token::Ident(word) if word.eq_ignore_ascii_case("super") => Script::Super,
        Token::Ident(word) if word.eq_ignore_ascii_case("sub") => Script::Sub,
        Token::Function(name) if name.eq_ignore_ascii_case("var") => {
            return Err(ParseError::unexpected_token());
        }
        _ => Script::None,
    };
    Ok(Value::Script(script))
}

/// `normal` says nothing of where the text is put by `vertical-align`.
fn font_position(input: &mut Parser<'_>) -> Result<Value, Dropped> {
    let word = input.expect_ident()?;
    Ok(match_ignore_ascii_case! { word,
        "super" => Value::Script(Script::Super),
        "sub" => Value::Script(Script::Sub),
        "normal" => Value::Other,
        _ => return Err(ParseError::unexpected_token()),
    })
}

fn order(input: &mut Parser<'_>) -> Result<Value, Dropped> {
    match input.next()? {
        Token::Number { int_value: Some(order), .. } => Ok(Value::Reordered(*order != 0)),
        _ => Err(ParseError::unexpected_token()),
    }
}

/// `list-style-type`, or the shorthand, in which `none` may stand for the image as well.
fn list_style(property: Property, input: &mut Parser<'_>) -> Result<Value, Dropped> {
    let shorthand = property == Property::ListStyle;
    let (mut none, mut kind, mut any) = (false, None, false);
    loop {
        let before = input.state();
        match input.next().cloned() {
            Ok(Token::Ident(word)) => match_ignore_ascii_case! { &word,
                "none" => none = true,
                "inside" | "outside" if shorthand => {},
                _ => kind = Some(ListStyleType::Named(word.as_ref().into())),
            },
            Ok(Token::QuotedString(text)) => kind = Some(ListStyleType::Text(text.as_ref().into())),
            Ok(Token::Function(name)) if name.eq_ignore_ascii_case("symbols") => {
                let symbols = input.parse_nested_block(counter_style::symbols)?;
                kind = Some(ListStyleType::Symbols(Box::new(symbols)));
            }
            Ok(Token::Function(name)) if name.eq_ignore_ascii_case("var") => {
                return Err(ParseError::unexpected_token());
            }
            Ok(Token::Function(_) | Token::UnquotedUrl(_)) if shorthand => {}
            Ok(Token::Delim('!')) => {
                input.reset(&before);
                break;
            }
            Ok(_) => return Err(ParseError::unexpected_token()),
            Err(_) => break,
        }
        any = true;
    }
    if !any {
        return Err(ParseError::unexpected_token());
    }
    // Of the shorthand the initial value is left where it names an image or a position alone.
    let initial = if none { ListStyleType::None } else { ListStyleType::Named("disc".into()) };
    Ok(Value::ListStyle(kind.unwrap_or(initial)))
}
