//! `@media` and `@supports`: decided once, for a wide colour screen of an ordinary computer.

use super::value::{self, Dropped, Property};
use cssparser::{ParseError, Parser, Token, match_ignore_ascii_case};

/// The viewport that width and height queries are answered for, in CSS pixels.
const VIEWPORT: (f32, f32) = (1280.0, 800.0);

/// Whether a media query list holds (Media Queries 5); an empty one does.
pub(super) fn media_list(input: &mut Parser<'_>) -> bool {
    if input.is_exhausted() {
        return true;
    }
    let queries = input.parse_comma_separated_ignoring_errors(|input| {
        let holds = media_query(input)?;
        input.expect_exhausted()?;
        Ok::<_, Dropped>(holds)
    });
    queries.contains(&true)
}

fn media_query(input: &mut Parser<'_>) -> Result<bool, Dropped> {
    let start = input.state();
    if input.try_parse(|input| input.expect_ident_matching("only")).is_err()
        && let Ok(condition) = input.try_parse(media_condition)
    {
        // What cannot be known does not hold.
        return Ok(condition == Some(true));
    }
    input.reset(&start);
    let negated = input.try_parse(|input| input.expect_ident_matching("not")).is_ok();
    if !negated {
        let _ = input.try_parse(|input| input.expect_ident_matching("only"));
    }
    let word = input.expect_ident()?;
    let medium = match_ignore_ascii_case! { word,
        "all" | "screen" => true,
        "and" | "or" | "not" | "only" | "layer" => return Err(ParseError::unexpected_token()),
        _ => false,
    };
    let mut holds = Some(medium);
    while input.try_parse(|input| input.expect_ident_matching("and")).is_ok() {
        let inverted = input.try_parse(|input| input.expect_ident_matching("not")).is_ok();
        let part = media_in_parens(input)?;
        holds = and(holds, if inverted { part.map(|p| !p) } else { part });
    }
    Ok((if negated { holds.map(|h| !h) } else { holds }) == Some(true))
}

/// A condition's truth; nothing where it cannot be known.
type Truth = Option<bool>;

fn and(a: Truth, b: Truth) -> Truth {
    if a == Some(false) || b == Some(false) { Some(false) } else { a.and(b) }
}

fn or(a: Truth, b: Truth) -> Truth {
    if a == Some(true) || b == Some(true) { Some(true) } else { a.and(b) }
}

/// `not x`, `x and y and …`, `x or y or …`: the grammar that both kinds of conditions share.
fn condition<F>(input: &mut Parser<'_>, part: F) -> Result<Truth, Dropped>
where
    F: Fn(&mut Parser<'_>) -> Result<Truth, Dropped>,
{
    if input.try_parse(|input| input.expect_ident_matching("not")).is_ok() {
        return Ok(part(input)?.map(|truth| !truth));
    }
    let mut truth = part(input)?;
    for (word, join) in [("and", and as fn(Truth, Truth) -> Truth), ("or", or)] {
        let mut any = false;
        while input.try_parse(|input| input.expect_ident_matching(word)).is_ok() {
            truth = join(truth, part(input)?);
            any = true;
        }
        if any {
            break;
        }
    }
    Ok(truth)
}

fn media_condition(input: &mut Parser<'_>) -> Result<Truth, Dropped> {
    condition(input, media_in_parens)
}

/// Nesting is bounded by the parser's limit on nested blocks.
fn media_in_parens(input: &mut Parser<'_>) -> Result<Truth, Dropped> {
    input.expect_parenthesis_block()?;
    input.parse_nested_block(|input| {
        let nested = input.try_parse(|input| {
            let truth = media_condition(input)?;
            input.expect_exhausted()?;
            Ok::<_, Dropped>(truth)
        });
        match nested {
            Ok(truth) => Ok(truth),
            Err(_) => Ok(media_feature(input)),
        }
    })
}

fn media_feature(input: &mut Parser<'_>) -> Truth {
    let start = input.state();
    if let Ok(truth) = input.try_parse(range) {
        return truth;
    }
    input.reset(&start);
    let name = input.expect_ident_cloned().ok()?.to_ascii_lowercase();
    if input.is_exhausted() {
        return boolean_feature(&name);
    }
    input.expect_colon().ok()?;
    if let Some(bound) = name.strip_prefix("min-") {
        return Some(size(bound)? >= length(input).ok()?);
    }
    if let Some(bound) = name.strip_prefix("max-") {
        return Some(size(bound)? <= length(input).ok()?);
    }
    if let Some(size) = size(&name) {
        return Some(size == length(input).ok()?);
    }
    discrete_feature(&name, &input.expect_ident().ok()?.to_ascii_lowercase())
}

fn size(feature: &str) -> Option<f32> {
    match feature {
        "width" | "device-width" => Some(VIEWPORT.0),
        "height" | "device-height" => Some(VIEWPORT.1),
        _ => None,
    }
}

fn boolean_feature(name: &str) -> Truth {
    match name {
        "width"
        | "height"
        | "device-width"
        | "device-height"
        | "color"
        | "hover"
        | "any-hover"
        | "pointer"
        | "any-pointer"
        | "update"
        | "orientation"
        | "display-mode"
        | "resolution"
        | "aspect-ratio"
        | "prefers-color-scheme" => Some(true),
        "monochrome"
        | "grid"
        | "color-index"
        | "scripting"
        | "prefers-reduced-motion"
        | "prefers-contrast"
        | "prefers-reduced-transparency"
        | "prefers-reduced-data"
        | "forced-colors"
        | "inverted-colors" => Some(false),
        _ => None,
    }
}

/// A reader who has stated no preference, at a desk, with scripts off.
fn discrete_feature(name: &str, value: &str) -> Truth {
    let actual = match name {
        "orientation" => "landscape",
        "prefers-color-scheme" => "light",
        "prefers-reduced-motion"
        | "prefers-contrast"
        | "prefers-reduced-transparency"
        | "prefers-reduced-data" => "no-preference",
        "forced-colors" | "inverted-colors" | "scripting" => "none",
        "hover" | "any-hover" => "hover",
        "pointer" | "any-pointer" => "fine",
        "update" => "fast",
        "display-mode" => "browser",
        _ => return None,
    };
    Some(value == actual)
}

/// `(width >= 40em)`, `(20em <= width < 60em)`.
fn range(input: &mut Parser<'_>) -> Result<Truth, Dropped> {
    let first = operand(input)?;
    let ordering = comparison(input)?;
    let second = operand(input)?;
    let mut truth = compare(first, ordering, second);
    if !input.is_exhausted() {
        let ordering = comparison(input)?;
        truth = and(truth, compare(second, ordering, operand(input)?));
    }
    input.expect_exhausted()?;
    Ok(truth)
}

fn operand(input: &mut Parser<'_>) -> Result<Option<f32>, Dropped> {
    if let Ok(name) = input.try_parse(|input| input.expect_ident_cloned()) {
        return Ok(size(&name.to_ascii_lowercase()));
    }
    length(input).map(Some)
}

/// The comparison's sign, and whether equality satisfies it.
fn comparison(input: &mut Parser<'_>) -> Result<(char, bool), Dropped> {
    let sign = match input.next()? {
        Token::Delim(sign @ ('<' | '>' | '=')) => *sign,
        _ => return Err(ParseError::unexpected_token()),
    };
    let equal = sign == '=' || input.try_parse(|input| input.expect_delim('=')).is_ok();
    Ok((sign, equal))
}

fn compare(a: Option<f32>, (sign, equal): (char, bool), b: Option<f32>) -> Truth {
    let (a, b) = (a?, b?);
    Some((equal && a == b) || (sign == '<' && a < b) || (sign == '>' && a > b))
}

/// A length in pixels; relative units by the initial font size (Media Queries 5, 1.3).
fn length(input: &mut Parser<'_>) -> Result<f32, Dropped> {
    match input.next()? {
        Token::Number { value, .. } if *value == 0.0 => Ok(0.0),
        Token::Dimension { value, unit, .. } => {
            let pixels = match_ignore_ascii_case! { unit,
                "px" => 1.0,
                "em" | "rem" => 16.0,
                "ex" | "ch" => 8.0,
                "pt" => 96.0 / 72.0,
                "pc" => 16.0,
                "in" => 96.0,
                "cm" => 96.0 / 2.54,
                "mm" => 96.0 / 25.4,
                "vw" => VIEWPORT.0 / 100.0,
                "vh" => VIEWPORT.1 / 100.0,
                _ => return Err(ParseError::unexpected_token()),
            };
            Ok(value * pixels)
        }
        _ => Err(ParseError::unexpected_token()),
    }
}

/// Whether an `@supports` condition holds (CSS Conditional Rules 4).
pub(super) fn supports(input: &mut Parser<'_>) -> bool {
    let holds = supports_condition(input);
    holds == Ok(Some(true)) && input.is_exhausted()
}

fn supports_condition(input: &mut Parser<'_>) -> Result<Truth, Dropped> {
    condition(input, supports_in_parens)
}

fn supports_in_parens(input: &mut Parser<'_>) -> Result<Truth, Dropped> {
    match input.next()?.clone() {
        Token::ParenthesisBlock => input.parse_nested_block(|input| {
            let nested = input.try_parse(|input| {
                let truth = supports_condition(input)?;
                input.expect_exhausted()?;
                Ok::<_, Dropped>(truth)
            });
            match nested {
                Ok(truth) => Ok(truth),
                Err(_) => Ok(Some(supports_declaration(input))),
            }
        }),
        Token::Function(name) => input.parse_nested_block(|input| {
            let selector = name.eq_ignore_ascii_case("selector");
            let parses = selector && super::selector::parses(input);
            while input.next().is_ok() {}
            Ok(Some(parses))
        }),
        _ => Err(ParseError::unexpected_token()),
    }
}

/// Properties that do not concern text are taken as supported, as browsers of today do, save the
/// ones of a single maker.
fn supports_declaration(input: &mut Parser<'_>) -> bool {
    let Ok(name) = input.expect_ident_cloned() else { return false };
    if input.expect_colon().is_err() || input.is_exhausted() {
        return false;
    }
    match Property::named(&name) {
        Some(property) => {
            let value = value::parse_value(property, input);
            value.is_ok() && input.is_exhausted()
        }
        None => {
            while input.next().is_ok() {}
            let lower = name.to_ascii_lowercase();
            !["-moz-", "-ms-", "-o-"].iter().any(|prefix| lower.starts_with(prefix))
        }
    }
}
