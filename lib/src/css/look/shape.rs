//! Shapes that cut an element, and functions that turn it.

use super::super::length::{self, Length};
use super::super::value::Dropped;
use super::parse::rest;
use super::{Given, Item, Look, Looks};
use cssparser::{ParseError, Parser, Token, match_ignore_ascii_case};

/// Whether the rectangle of `clip` is empty, or a dot.
pub(super) fn clip(input: &mut Parser<'_>) -> Result<Given, Dropped> {
    if input.try_parse(|input| input.expect_ident_matching("auto")).is_ok() {
        return Ok(Given::Item(Item::Flag(false)));
    }
    input.expect_function_matching("rect")?;
    input.parse_nested_block(|input| {
        let mut sides = Vec::new();
        while !input.is_exhausted() {
            sides.push(match input.try_parse(length::parse) {
                Ok(Length::Px(px) | Length::Number(px)) => Some(px),
                Ok(_) => None,
                Err(_) => input.expect_ident().map(|_| None)?,
            });
            let _ = input.try_parse(Parser::expect_comma);
        }
        let [Some(top), Some(right), Some(bottom), Some(left)] = sides[..] else {
            return Ok(Given::Item(Item::Flag(false)));
        };
        Ok(Given::Item(Item::Flag(bottom - top <= 1.0 || right - left <= 1.0)))
    })
}

/// Whether a shape leaves nothing: `inset(50%)`, `circle(0)`, a polygon of one point.
pub(super) fn clip_path(input: &mut Parser<'_>) -> Result<Given, Dropped> {
    if input.try_parse(|input| input.expect_ident_matching("none")).is_ok() {
        return Ok(Given::Item(Item::Flag(false)));
    }
    let Ok(name) = input.try_parse(|input| input.expect_function().cloned()) else {
        rest(input);
        return Ok(Given::Item(Item::Flag(false)));
    };
    let all = input.parse_nested_block(|input| -> Result<bool, Dropped> {
        let mut numbers = Vec::new();
        while !input.is_exhausted() {
            match input.try_parse(length::parse) {
                Ok(length) => numbers.push(length),
                Err(_) => drop(input.next()?.clone()),
            }
        }
        let zero = |length: &Length| {
            matches!(length, Length::Px(n) | Length::Percent(n) | Length::Number(n) | Length::Em(n) if *n == 0.0)
        };
        let half = |length: &Length| matches!(length, Length::Percent(share) if *share >= 50.0);
        Ok(match_ignore_ascii_case! { &name,
            "inset" => !numbers.is_empty() && numbers.iter().all(half),
            "circle" | "ellipse" => numbers.first().is_some_and(zero),
            "polygon" => !numbers.is_empty() && numbers.iter().all(zero),
            _ => false,
        })
    })?;
    rest(input);
    Ok(Given::Item(Item::Flag(all)))
}

pub(super) fn angle(input: &mut Parser<'_>) -> Result<f32, Dropped> {
    match input.next()? {
        Token::Number { value, .. } if *value == 0.0 => Ok(0.0),
        Token::Dimension { value, unit, .. } => Ok(match_ignore_ascii_case! { unit,
            "deg" => *value,
            "grad" => value * 0.9,
            "rad" => value.to_degrees(),
            "turn" => value * 360.0,
            _ => return Err(ParseError::unexpected_token()),
        }),
        _ => Err(ParseError::unexpected_token()),
    }
}

/// How far a list of transform functions turns the element in its plane, and whether one of them leaves
/// nothing of it on the screen.
pub(super) fn transform(input: &mut Parser<'_>) -> Result<Looks, Dropped> {
    let looks = |turned: Given, away: bool| -> Looks {
        Box::new([(Look::Transform, turned), (Look::TransformAway, Given::Item(Item::Flag(away)))])
    };
    if input.try_parse(|input| input.expect_ident_matching("none")).is_ok() {
        return Ok(looks(Given::Item(Item::Number(0.0)), false));
    }
    let (mut sum, mut away, mut any) = (Some(0.0), false, false);
    while let Ok(name) = input.try_parse(|input| input.expect_function().cloned()) {
        let part = input.parse_nested_block(|input| {
            let start = input.state();
            away |= is_away(&name, input);
            input.reset(&start);
            let part = turn(&name, input);
            while input.next().is_ok() {}
            Ok::<_, Dropped>(part)
        })?;
        sum = sum.zip(part).map(|(sum, part)| sum + part);
        any = true;
    }
    match sum {
        _ if !any => Err(ParseError::unexpected_token()),
        Some(sum) => Ok(looks(Given::Item(Item::Number(sum)), away)),
        None => Ok(looks(Given::Unknown, away)),
    }
}

/// Whether a transform function moves the element off the screen or leaves no size of it.
fn is_away(name: &str, input: &mut Parser<'_>) -> bool {
    let name = name.to_ascii_lowercase();
    let arguments = input.parse_comma_separated(|input| length::parse(input));
    let arguments: Vec<Length> = arguments.unwrap_or_default();
    match &*name {
        "translate" | "translatex" | "translatey" | "translate3d" => arguments.iter().any(is_far),
        "scale" | "scalex" | "scaley" => arguments.iter().any(is_nothing),
        _ => false,
    }
}

fn is_far(length: &Length) -> bool {
    matches!(length, Length::Px(px) if *px <= -999.0)
        || matches!(length, Length::Percent(percent) if *percent <= -100.0)
}

fn is_nothing(factor: &Length) -> bool {
    matches!(factor, Length::Number(number) | Length::Percent(number) if *number == 0.0)
}

/// Whether the property of this name moves the element off the screen.
pub(super) fn translate(input: &mut Parser<'_>) -> Result<Given, Dropped> {
    lengths(input, is_far)
}

/// Whether the property of this name leaves no size of the element.
pub(super) fn scale(input: &mut Parser<'_>) -> Result<Given, Dropped> {
    lengths(input, is_nothing)
}

fn lengths(input: &mut Parser<'_>, is: fn(&Length) -> bool) -> Result<Given, Dropped> {
    if input.try_parse(|input| input.expect_ident_matching("none")).is_ok() {
        return Ok(Given::Item(Item::Flag(false)));
    }
    let mut any = is(&length::parse(input)?);
    while let Ok(more) = input.try_parse(length::parse) {
        any |= is(&more);
    }
    Ok(Given::Item(Item::Flag(any)))
}

fn turn(name: &str, input: &mut Parser<'_>) -> Option<f32> {
    let mut numbers = || -> Option<Vec<f32>> {
        input.parse_comma_separated(|input| Ok::<_, Dropped>(input.expect_number()?)).ok()
    };
    match_ignore_ascii_case! { name,
        "rotate" | "rotatez" => angle(input).ok(),
        "rotate3d" => {
            let mut axis = [0.0; 3];
            for part in &mut axis {
                *part = input.expect_number().ok()?;
                input.expect_comma().ok()?;
            }
            let angle = angle(input).ok()?;
            Some(if axis[0] == 0.0 && axis[1] == 0.0 { angle * axis[2].signum() } else { 0.0 })
        },
        "matrix" => numbers().and_then(|n| Some(n.get(1)?.atan2(n[0]).to_degrees())),
        "matrix3d" => numbers().and_then(|n| Some(n.get(1)?.atan2(n[0]).to_degrees())),
        _ => Some(0.0),
    }
}

pub(super) fn rotate(input: &mut Parser<'_>) -> Result<Given, Dropped> {
    if input.try_parse(|input| input.expect_ident_matching("none")).is_ok() {
        return Ok(Given::Item(Item::Number(0.0)));
    }
    let flat = match input.try_parse(Parser::expect_ident_cloned) {
        Ok(axis) => axis.eq_ignore_ascii_case("z"),
        Err(_) => true,
    };
    let angle = angle(input)?;
    Ok(Given::Item(Item::Number(if flat { angle } else { 0.0 })))
}
