//! Lengths and numbers, with the arithmetic of CSS Values 4.

use super::value::Dropped;
use cssparser::{ParseError, Parser, Token, match_ignore_ascii_case};

/// What relative units are relative to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    /// The font size of the element, or of its parent where that is computed.
    pub(super) em: f32,
    /// The font size of the root element.
    pub(super) rem: f32,
}

/// A value in pixels with a share of something that is not known here.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(super) struct Sum {
    pub(super) px: f32,
    /// In parts of one hundred.
    pub(super) percent: f32,
    pub(super) number: f32,
}

#[derive(Clone, PartialEq, Debug)]
pub(super) enum Length {
    Number(f32),
    Percent(f32),
    Px(f32),
    Em(f32),
    Rem(f32),
    Sum(Vec<(f32, Length)>),
    Product(Box<Length>, f32),
    Least(Vec<Length>),
    Most(Vec<Length>),
}

impl Length {
    /// The value; nothing where it is a comparison that only the layout decides.
    pub(super) fn sum(&self, scale: Scale) -> Option<Sum> {
        let px = |px| Some(Sum { px, ..Sum::default() });
        match self {
            Length::Number(number) => Some(Sum { number: *number, ..Sum::default() }),
            Length::Percent(percent) => Some(Sum { percent: *percent, ..Sum::default() }),
            Length::Px(value) => px(*value),
            Length::Em(value) => px(value * scale.em),
            Length::Rem(value) => px(value * scale.rem),
            Length::Sum(parts) => parts.iter().try_fold(Sum::default(), |sum, (sign, part)| {
                let part = part.sum(scale)?;
                Some(Sum {
                    px: sum.px + sign * part.px,
                    percent: sum.percent + sign * part.percent,
                    number: sum.number + sign * part.number,
                })
            }),
            Length::Product(part, factor) => {
                let Sum { px, percent, number } = part.sum(scale)?;
                Some(Sum { px: px * factor, percent: percent * factor, number: number * factor })
            }
            Length::Least(parts) => extreme(parts, scale, f32::min),
            Length::Most(parts) => extreme(parts, scale, f32::max),
        }
    }
}

fn extreme(parts: &[Length], scale: Scale, choose: fn(f32, f32) -> f32) -> Option<Sum> {
    let mut sums = parts.iter().map(|part| part.sum(scale));
    let mut best = sums.next()??;
    for sum in sums {
        let sum = sum?;
        if sum.percent != 0.0 || best.percent != 0.0 {
            return None;
        }
        best = Sum {
            px: choose(best.px, sum.px),
            percent: 0.0,
            number: choose(best.number, sum.number),
        };
    }
    Some(best)
}

/// A number, percentage, length or calculation. Nesting is bounded by the parser's limit.
pub(super) fn parse(input: &mut Parser<'_>) -> Result<Length, Dropped> {
    match input.next()?.clone() {
        Token::Number { value, .. } => Ok(Length::Number(value)),
        Token::Percentage { unit_value, .. } => Ok(Length::Percent(unit_value * 100.0)),
        Token::Dimension { value, unit, .. } => dimension(value, &unit),
        Token::Function(name) => input.parse_nested_block(|input| function(&name, input)),
        _ => Err(ParseError::unexpected_token()),
    }
}

fn dimension(value: f32, unit: &str) -> Result<Length, Dropped> {
    Ok(match_ignore_ascii_case! { unit,
        "px" => Length::Px(value),
        "em" => Length::Em(value),
        "rem" => Length::Rem(value),
        // About what the usual fonts have.
        "ex" | "ch" => Length::Em(value * 0.5),
        "lh" | "rlh" => Length::Em(value * 1.2),
        "pt" => Length::Px(value * 96.0 / 72.0),
        "pc" => Length::Px(value * 16.0),
        "in" => Length::Px(value * 96.0),
        "cm" => Length::Px(value * 96.0 / 2.54),
        "mm" => Length::Px(value * 96.0 / 25.4),
        "q" => Length::Px(value * 96.0 / 101.6),
        // The screen that media queries are answered for.
        "vw" | "svw" | "lvw" | "dvw" | "vi" | "vmax" => Length::Px(value * 12.8),
        "vh" | "svh" | "lvh" | "dvh" | "vb" | "vmin" => Length::Px(value * 8.0),
        _ => return Err(ParseError::unexpected_token()),
    })
}

fn function(name: &str, input: &mut Parser<'_>) -> Result<Length, Dropped> {
    match_ignore_ascii_case! { name,
        "calc" | "-webkit-calc" | "-moz-calc" => sum(input),
        "min" => Ok(Length::Least(input.parse_comma_separated(sum)?)),
        "max" => Ok(Length::Most(input.parse_comma_separated(sum)?)),
        "clamp" => {
            let parts = input.parse_comma_separated(sum)?;
            let [least, value, most] =
                <[Length; 3]>::try_from(parts).map_err(|_| ParseError::unexpected_token())?;
            Ok(Length::Most(vec![least, Length::Least(vec![value, most])]))
        },
        _ => Err(ParseError::unexpected_token()),
    }
}

fn sum(input: &mut Parser<'_>) -> Result<Length, Dropped> {
    let mut parts = vec![(1.0, product(input)?)];
    while !input.is_exhausted() {
        let before = input.state();
        let sign = match input.next()? {
            Token::Delim('+') => 1.0,
            Token::Delim('-') => -1.0,
            _ => {
                input.reset(&before);
                break;
            }
        };
        parts.push((sign, product(input)?));
    }
    Ok(if parts.len() == 1 { parts.remove(0).1 } else { Length::Sum(parts) })
}

fn product(input: &mut Parser<'_>) -> Result<Length, Dropped> {
    let mut value = operand(input)?;
    loop {
        if input.try_parse(|input| input.expect_delim('*')).is_ok() {
            value = match (value, operand(input)?) {
                (Length::Number(factor), other) | (other, Length::Number(factor)) => {
                    Length::Product(Box::new(other), factor)
                }
                _ => return Err(ParseError::unexpected_token()),
            };
        } else if input.try_parse(|input| input.expect_delim('/')).is_ok() {
            let Length::Number(divisor) = operand(input)? else {
                return Err(ParseError::unexpected_token());
            };
            value = Length::Product(Box::new(value), 1.0 / divisor);
        } else {
            return Ok(value);
        }
    }
}

fn operand(input: &mut Parser<'_>) -> Result<Length, Dropped> {
    if input.try_parse(Parser::expect_parenthesis_block).is_ok() {
        return input.parse_nested_block(sum);
    }
    parse(input)
}
