//! Pictures and gradients behind an element.

use super::super::color::{self, Paint, Rgba};
use super::super::value::Dropped;
use super::parse::rest;
use cssparser::{ParseError, Parser, Token};

/// So many colours of a gradient are kept; those with more are pictures to us.
const MOST: usize = 3;

/// What lies on the background colour (CSS Backgrounds 3, 2.3).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Image {
    None,
    Gradient(Stops),
    /// A picture, several of them, or a gradient that is not followed here.
    Other,
}

/// The colours of a gradient, in their order, without repetitions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Stops {
    colors: [Rgba; MOST],
    count: u8,
}

impl Stops {
    fn of(stops: &[Rgba]) -> Option<Stops> {
        let mut colors = [Rgba::TRANSPARENT; MOST];
        colors.get_mut(..stops.len())?.copy_from_slice(stops);
        Some(Stops { colors, count: stops.len() as u8 })
    }

    /// The colours, and some between each two neighbours (CSS Images 3, 3.4.2: premultiplied).
    pub(crate) fn samples(&self) -> Vec<Rgba> {
        const STEPS: u16 = 8;
        let stops = &self.colors[..self.count as usize];
        let mut samples = stops.to_vec();
        for pair in stops.windows(2) {
            samples.extend((1..STEPS).map(|step| pair[0].mixed(pair[1], step, STEPS)));
        }
        samples
    }
}

/// The images of a value, up to `!important` or the end.
pub(super) fn parse(input: &mut Parser<'_>) -> Result<Image, Dropped> {
    if input.try_parse(|input| input.expect_ident_matching("none")).is_ok() {
        return Ok(Image::None);
    }
    let start = input.state();
    if matches!(input.next()?, Token::Delim('!')) {
        return Err(ParseError::unexpected_token());
    }
    input.reset(&start);
    let image = input.try_parse(gradient).unwrap_or(Image::Other);
    let after = input.state();
    let whole = matches!(input.next(), Err(_) | Ok(Token::Delim('!')));
    input.reset(&after);
    rest(input);
    Ok(if whole { image } else { Image::Other })
}

/// One gradient by its function.
pub(super) fn gradient(input: &mut Parser<'_>) -> Result<Image, Dropped> {
    let name = input.expect_function()?.to_ascii_lowercase();
    if !name.trim_start_matches("-webkit-").ends_with("gradient") {
        return Err(ParseError::unexpected_token());
    }
    input.parse_nested_block(|input| {
        let (mut stops, mut known) = (Vec::new(), true);
        while !input.is_exhausted() {
            match input.try_parse(color::parse) {
                Ok(Paint::Rgba(color)) if stops.last() == Some(&color) => {}
                Ok(Paint::Rgba(color)) => stops.push(color),
                Ok(_) => known = false,
                Err(_) => match input.next() {
                    // Another space to mix the colours in, or the old `-webkit-gradient()`.
                    Ok(Token::Ident(word)) => known &= !word.eq_ignore_ascii_case("in"),
                    Ok(Token::Function(name)) => known &= name.eq_ignore_ascii_case("calc"),
                    _ => {}
                },
            }
        }
        let stops = Stops::of(&stops).filter(|stops| known && stops.count > 0);
        Ok(stops.map_or(Image::Other, Image::Gradient))
    })
}
