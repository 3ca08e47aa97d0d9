//! `@media` and `@supports`: decided once, for one medium and its usual size.

use super::value::{self, Dropped, Property};
use cssparser::{ParseError, Parser, Token, match_ignore_ascii_case};

/// What a page is styled for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Media {
    /// A wide colour screen of an ordinary computer.
    #[default]
    Screen,
    /// Paper of the size A4, upright.
    Print,
}

/// What media queries are answered for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Environment {
    pub(crate) media: Media,
    /// Whether the screen is turned from what its medium has: only `orientation` tells.
    pub(crate) turned: bool,
}

impl Environment {
    /// The width and height of the viewport, or of the page within its margins, in CSS pixels.
    pub(super) fn viewport(self) -> (f32, f32) {
        match self.media {
            Media::Screen => (1280.0, 800.0),
            Media::Print => (718.0, 1047.0),
        }
    }

    /// The same with the screen turned by a quarter.
    pub(super) fn other_way(self) -> Environment {
        Environment { turned: !self.turned, ..self }
    }

    fn is_print(self) -> bool {
        self.media == Media::Print
    }
}

/// Whether a media query list holds (Media Queries 5); an empty one does.
pub(super) fn media_list(input: &mut Parser<'_>, at: Environment) -> bool {
    if input.is_exhausted() {
        return true;
    }
    let queries = input.parse_comma_separated_ignoring_errors(|input| {
        let holds = media_query(input, at)?;
        input.expect_exhausted()?;
        Ok::<_, Dropped>(holds)
    });
    queries.contains(&true)
}

fn media_query(input: &mut Parser<'_>, at: Environment) -> Result<bool, Dropped> {
    let start = input.state();
    if input.try_parse(|input| input.expect_ident_matching("only")).is_err()
        && let Ok(condition) = input.try_parse(|input| media_condition(input, at))
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
        "all" => true,
        "screen" => !at.is_print(),
        "print" => at.is_print(),
        "and" | "or" | "not" | "only" | "layer" => return Err(ParseError::unexpected_token()),
        _ => false,
    };
    let mut holds = Some(medium);
    while input.try_parse(|input| input.expect_ident_matching("and")).is_ok() {
        let inverted = input.try_parse(|input| input.expect_ident_matching("not")).is_ok();
        let part = media_in_parens(input, at)?;
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

pub(super) fn media_condition(input: &mut Parser<'_>, at: Environment) -> Result<Truth, Dropped> {
    condition(input, |input| media_in_parens(input, at))
}

/// Nesting is bounded by the parser's limit on nested blocks.
fn media_in_parens(input: &mut Parser<'_>, at: Environment) -> Result<Truth, Dropped> {
    input.expect_parenthesis_block()?;
    input.parse_nested_block(|input| {
        let nested = input.try_parse(|input| {
            let truth = media_condition(input, at)?;
            input.expect_exhausted()?;
            Ok::<_, Dropped>(truth)
        });
        match nested {
            Ok(truth) => Ok(truth),
            Err(_) => Ok(media_feature(input, at)),
        }
    })
}

fn media_feature(input: &mut Parser<'_>, at: Environment) -> Truth {
    let start = input.state();
    if let Ok(truth) = input.try_parse(|input| range(input, at)) {
        return truth;
    }
    input.reset(&start);
    let name = input.expect_ident_cloned().ok()?.to_ascii_lowercase();
    if input.is_exhausted() {
        return boolean_feature(&name, at);
    }
    input.expect_colon().ok()?;
    if let Some(bound) = name.strip_prefix("min-") {
        return Some(size(bound, at)? >= length(input, at).ok()?);
    }
    if let Some(bound) = name.strip_prefix("max-") {
        return Some(size(bound, at)? <= length(input, at).ok()?);
    }
    if let Some(size) = size(&name, at) {
        return Some(size == length(input, at).ok()?);
    }
    discrete_feature(&name, at, &input.expect_ident().ok()?.to_ascii_lowercase())
}

fn size(feature: &str, at: Environment) -> Option<f32> {
    match feature {
        "width" | "device-width" => Some(at.viewport().0),
        "height" | "device-height" => Some(at.viewport().1),
        _ => None,
    }
}

fn boolean_feature(name: &str, at: Environment) -> Truth {
    match name {
        "hover" | "any-hover" | "pointer" | "any-pointer" | "update" => Some(!at.is_print()),
        "width"
        | "height"
        | "device-width"
        | "device-height"
        | "color"
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
fn discrete_feature(name: &str, at: Environment, value: &str) -> Truth {
    let actual = match name {
        "orientation" if at.is_print() == at.turned => "landscape",
        "orientation" => "portrait",
        "prefers-color-scheme" => "light",
        "prefers-reduced-motion"
        | "prefers-contrast"
        | "prefers-reduced-transparency"
        | "prefers-reduced-data" => "no-preference",
        "forced-colors" | "inverted-colors" | "scripting" => "none",
        "hover" | "any-hover" | "pointer" | "any-pointer" | "update" if at.is_print() => "none",
        "hover" | "any-hover" => "hover",
        "pointer" | "any-pointer" => "fine",
        "update" => "fast",
        "display-mode" => "browser",
        _ => return None,
    };
    Some(value == actual)
}

/// `(width >= 40em)`, `(20em <= width < 60em)`.
fn range(input: &mut Parser<'_>, at: Environment) -> Result<Truth, Dropped> {
    let first = operand(input, at)?;
    let ordering = comparison(input)?;
    let second = operand(input, at)?;
    let mut truth = compare(first, ordering, second);
    if !input.is_exhausted() {
        let ordering = comparison(input)?;
        truth = and(truth, compare(second, ordering, operand(input, at)?));
    }
    input.expect_exhausted()?;
    Ok(truth)
}

fn operand(input: &mut Parser<'_>, at: Environment) -> Result<Option<f32>, Dropped> {
    if let Ok(name) = input.try_parse(|input| input.expect_ident_cloned()) {
        return Ok(size(&name.to_ascii_lowercase(), at));
    }
    length(input, at).map(Some)
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
pub(super) fn length(input: &mut Parser<'_>, at: Environment) -> Result<f32, Dropped> {
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
                "vw" => at.viewport().0 / 100.0,
                "vh" => at.viewport().1 / 100.0,
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

/// What `@import` asks for: a condition, or a declaration without parentheses.
pub(super) fn supports_import(input: &mut Parser<'_>) -> bool {
    let condition = input.try_parse(|input| {
        let truth = supports_condition(input)?;
        input.expect_exhausted()?;
        Ok::<_, Dropped>(truth)
    });
    match condition {
        Ok(truth) => truth == Some(true),
        Err(_) => supports_declaration(input),
    }
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
