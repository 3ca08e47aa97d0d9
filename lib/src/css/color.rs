//! Colours (CSS Color 4), as sRGB in a byte for each component, as screens show them.

use super::value::Dropped;
use cssparser::color::PredefinedColorSpace as Space;
use cssparser::{ParseError, Parser, match_ignore_ascii_case};
use cssparser_color::{Color, hsl_to_rgb, hwb_to_rgb};

/// A colour of sRGB.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Rgba {
    pub(crate) red: u8,
    pub(crate) green: u8,
    pub(crate) blue: u8,
    pub(crate) alpha: u8,
}

impl Rgba {
    pub(crate) const BLACK: Rgba = Rgba::opaque(0, 0, 0);
    pub(crate) const WHITE: Rgba = Rgba::opaque(255, 255, 255);
    pub(crate) const TRANSPARENT: Rgba = Rgba { red: 0, green: 0, blue: 0, alpha: 0 };

    pub(crate) const fn opaque(red: u8, green: u8, blue: u8) -> Rgba {
        Rgba { red, green, blue, alpha: 255 }
    }

    fn new([red, green, blue]: [f32; 3], alpha: Option<f32>) -> Rgba {
        let byte = |part: f32| (part.clamp(0.0, 1.0) * 255.0).round() as u8;
        Rgba {
            red: byte(red),
            green: byte(green),
            blue: byte(blue),
            alpha: byte(alpha.unwrap_or(0.0)),
        }
    }

    /// This colour, its alpha times an opacity.
    pub(crate) fn faded(self, opacity: f32) -> Rgba {
        let alpha = (f32::from(self.alpha) * opacity.clamp(0.0, 1.0)).round() as u8;
        Rgba { alpha, ..self }
    }

    /// This colour as it is seen over another (Compositing and Blending 1, 5.1: "source over").
    pub(crate) fn over(self, below: Rgba) -> Rgba {
        if self.alpha == 255 || below.alpha == 0 {
            return self;
        }
        let (own, other) = (f32::from(self.alpha) / 255.0, f32::from(below.alpha) / 255.0);
        let alpha = own + other * (1.0 - own);
        let mix = |a: u8, b: u8| {
            let sum = f32::from(a) * own + f32::from(b) * other * (1.0 - own);
            if alpha > 0.0 { sum / alpha / 255.0 } else { 0.0 }
        };
        let parts =
            [mix(self.red, below.red), mix(self.green, below.green), mix(self.blue, below.blue)];
        Rgba::new(parts, Some(alpha))
    }

    /// The colour so many steps on the way to another.
    pub(crate) fn mixed(self, other: Rgba, step: u16, of: u16) -> Rgba {
        self.blended(other, f32::from(step) / f32::from(of))
    }

    /// This colour with that share of another, mixed with premultiplied alpha.
    fn blended(self, other: Rgba, share: f32) -> Rgba {
        let (own, others) = (f32::from(self.alpha) / 255.0, f32::from(other.alpha) / 255.0);
        let alpha = own * (1.0 - share) + others * share;
        let mix = |a: u8, b: u8| {
            let sum = f32::from(a) * own * (1.0 - share) + f32::from(b) * others * share;
            if alpha > 0.0 { sum / alpha / 255.0 } else { 0.0 }
        };
        let parts =
            [mix(self.red, other.red), mix(self.green, other.green), mix(self.blue, other.blue)];
        Rgba::new(parts, Some(alpha))
    }

    /// The relative luminance, alpha aside (WCAG 2.2, glossary).
    pub(crate) fn luminance(self) -> f64 {
        let linear = |byte: u8| {
            let part = f64::from(byte) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// The contrast ratio of two opaque colours, from 1 to 21 (WCAG 2.2, glossary).
    pub(crate) fn contrast(self, other: Rgba) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

/// A colour as a sheet gives it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Paint {
    Rgba(Rgba),
    /// `currentcolor`.
    Current,
    /// A colour that depends on the system, or on functions that are not evaluated here.
    Unknown,
}

pub(super) fn parse(input: &mut Parser<'_>) -> Result<Paint, Dropped> {
    let start = input.state();
    if let Ok(paint) = input.try_parse(system) {
        return Ok(paint);
    }
    input.reset(&start);
    let color = input.try_parse(Color::parse);
    if let Ok(color) = color {
        return Ok(converted(color));
    }
    input.reset(&start);
    let function = input.expect_function()?.clone();
    input.parse_nested_block(|input| {
        if function.eq_ignore_ascii_case("light-dark") {
            // A page that does not ask for dark colours is shown in light ones.
            let light = parse(input)?;
            while input.next().is_ok() {}
            return Ok(light);
        }
        if function.eq_ignore_ascii_case("color-mix") {
            let mixed = input.try_parse(mix).ok().flatten();
            while input.next().is_ok() {}
            return Ok(mixed.map_or(Paint::Unknown, Paint::Rgba));
        }
        while input.next().is_ok() {}
        let functions = ["contrast-color", "device-cmyk", "env", "attr", "if"];
        let colors = ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"];
        let known = |names: &[&str]| names.iter().any(|name| function.eq_ignore_ascii_case(name));
        // Relative colours and `calc()` within them.
        if known(&functions) || known(&colors) {
            return Ok(Paint::Unknown);
        }
        Err(ParseError::unexpected_token())
    })
}

/// The arguments of `color-mix()` (CSS Color 5, 3); nothing where the colours are mixed in another
/// space than sRGB, or are not known.
fn mix(input: &mut Parser<'_>) -> Result<Option<Rgba>, Dropped> {
    input.expect_ident_matching("in")?;
    let srgb = input.expect_ident()?.eq_ignore_ascii_case("srgb");
    input.expect_comma()?;
    let (one, first) = part(input)?;
    input.expect_comma()?;
    let (other, second) = part(input)?;
    input.expect_exhausted()?;
    let (first, second) = match (first, second) {
        (None, None) => (0.5, 0.5),
        (Some(first), None) => (first, 1.0 - first),
        (None, Some(second)) => (1.0 - second, second),
        (Some(first), Some(second)) => (first, second),
    };
    let sum = first + second;
    let (Paint::Rgba(one), Paint::Rgba(other)) = (one, other) else { return Ok(None) };
    if !srgb || sum <= 0.0 {
        return Ok(None);
    }
    // What is missing to the whole is transparent.
    Ok(Some(one.blended(other, second / sum).faded(sum.min(1.0))))
}

/// A colour and its share, in either order.
fn part(input: &mut Parser<'_>) -> Result<(Paint, Option<f32>), Dropped> {
    let before = input.try_parse(Parser::expect_percentage).ok();
    let color = parse(input)?;
    let share = before.or_else(|| input.try_parse(Parser::expect_percentage).ok());
    match share {
        Some(share) if !(0.0..=1.0).contains(&share) => Err(ParseError::unexpected_token()),
        share => Ok((color, share)),
    }
}

/// The system colours (CSS Color 4, 6.2), as far as browsers agree on them.
fn system(input: &mut Parser<'_>) -> Result<Paint, Dropped> {
    let word = input.expect_ident()?;
    Ok(match_ignore_ascii_case! { word,
        "canvas" | "field" | "window" => Paint::Rgba(Rgba::WHITE),
        "canvastext" | "fieldtext" | "buttontext" | "windowtext" => Paint::Rgba(Rgba::BLACK),
        "linktext" => Paint::Rgba(Rgba::opaque(0, 0, 238)),
        "accentcolor" | "accentcolortext" | "activetext" | "buttonborder" | "buttonface" | "graytext"
        | "highlight" | "highlighttext" | "mark" | "marktext" | "selecteditem"
        | "selecteditemtext" | "visitedtext" | "-webkit-link" | "-webkit-text"
        | "buttonhighlight" | "buttonshadow" | "menu" | "menutext" | "infobackground" | "infotext"
        | "threedface" | "background" => Paint::Unknown,
        _ => return Err(ParseError::unexpected_token()),
    })
}

fn converted(color: Color) -> Paint {
    let or0 = |part: Option<f32>| part.unwrap_or(0.0);
    Paint::Rgba(match color {
        Color::CurrentColor => return Paint::Current,
        Color::Rgba(c) => {
            let parts = [c.red, c.green, c.blue].map(|part| f32::from(part) / 255.0);
            Rgba::new(parts, Some(c.alpha))
        }
        Color::Hsl(c) => {
            let hue = or0(c.hue).rem_euclid(360.0) / 360.0;
            let (red, green, blue) = hsl_to_rgb(hue, or0(c.saturation), or0(c.lightness));
            Rgba::new([red, green, blue], c.alpha)
        }
        Color::Hwb(c) => {
            let hue = or0(c.hue).rem_euclid(360.0) / 360.0;
            let (red, green, blue) = hwb_to_rgb(hue, or0(c.whiteness), or0(c.blackness));
            Rgba::new([red, green, blue], c.alpha)
        }
        Color::Lab(c) => Rgba::new(lab(or0(c.lightness), or0(c.a), or0(c.b)), c.alpha),
        Color::Lch(c) => {
            let (a, b) = polar(or0(c.chroma), or0(c.hue));
            Rgba::new(lab(or0(c.lightness), a, b), c.alpha)
        }
        Color::Oklab(c) => Rgba::new(oklab(or0(c.lightness), or0(c.a), or0(c.b)), c.alpha),
        Color::Oklch(c) => {
            let (a, b) = polar(or0(c.chroma), or0(c.hue));
            Rgba::new(oklab(or0(c.lightness), a, b), c.alpha)
        }
        Color::ColorFunction(c) => {
            let parts = [or0(c.c1), or0(c.c2), or0(c.c3)];
            match c.color_space {
                Space::Srgb => Rgba::new(parts, c.alpha),
                Space::SrgbLinear => Rgba::new(parts.map(gamma), c.alpha),
                _ => return Paint::Unknown,
            }
        }
    })
}

fn polar(chroma: f32, hue: f32) -> (f32, f32) {
    let (sin, cos) = hue.to_radians().sin_cos();
    (chroma * cos, chroma * sin)
}

/// From linear light to the values of sRGB.
fn gamma(part: f32) -> f32 {
    let curved = |part: f32| 1.055 * part.powf(1.0 / 2.4) - 0.055;
    if part > 0.003_130_8 { curved(part) } else { 12.92 * part }
}

/// CSS Color 4, 18: CIELAB under D50 to sRGB, by way of XYZ under D65 (Bradford).
fn lab(lightness: f32, a: f32, b: f32) -> [f32; 3] {
    const KAPPA: f32 = 24_389.0 / 27.0;
    const EPSILON: f32 = 216.0 / 24_389.0;
    let fy = (lightness + 16.0) / 116.0;
    let cube = |f: f32| if f.powi(3) > EPSILON { f.powi(3) } else { (116.0 * f - 16.0) / KAPPA };
    let y = if lightness > KAPPA * EPSILON { fy.powi(3) } else { lightness / KAPPA };
    let (x, z) = (cube(fy + a / 500.0) * 0.964_296, cube(fy - b / 200.0) * 0.825_105);
    let d65 = [
        0.955_473_4 * x - 0.023_098_5 * y + 0.063_259_3 * z,
        -0.028_369_7 * x + 1.009_995_5 * y + 0.021_041_4 * z,
        0.012_314 * x - 0.020_507_7 * y + 1.330_365_9 * z,
    ];
    let [x, y, z] = d65;
    [
        3.240_97 * x - 1.537_383_2 * y - 0.498_610_8 * z,
        -0.969_243_6 * x + 1.875_967_5 * y + 0.041_555_1 * z,
        0.055_630_1 * x - 0.203_977 * y + 1.056_971_5 * z,
    ]
    .map(gamma)
}

/// CSS Color 4, 18: Oklab to sRGB.
fn oklab(lightness: f32, a: f32, b: f32) -> [f32; 3] {
    let l = (lightness + 0.396_337_78 * a + 0.215_803_76 * b).powi(3);
    let m = (lightness - 0.105_561_35 * a - 0.063_854_17 * b).powi(3);
    let s = (lightness - 0.089_484_18 * a - 1.291_485_5 * b).powi(3);
    [
        4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_94 * s,
        -1.268_438 * l + 2.609_757_4 * m - 0.341_319_38 * s,
        -0.004_196_086_3 * l - 0.703_418_6 * m + 1.707_614_7 * s,
    ]
    .map(gamma)
}

/// A colour of an old attribute, such as `bgcolor` (HTML Standard, 2.3.6: rules for parsing a
/// legacy color value).
pub(super) fn legacy(value: &str) -> Option<Rgba> {
    let value = value.trim_matches(|c: char| c.is_ascii_whitespace());
    if value.is_empty() || value.eq_ignore_ascii_case("transparent") {
        return None;
    }
    if let Ok((red, green, blue)) = cssparser::color::parse_named_color(value) {
        return Some(Rgba::opaque(red, green, blue));
    }
    let hex = |c: char| c.to_digit(16);
    if let Some(short) = value.strip_prefix('#').filter(|short| short.chars().count() == 3) {
        let digits: Option<Vec<u32>> = short.chars().map(hex).collect();
        if let Some([red, green, blue]) = digits.as_deref() {
            let byte = |digit: &u32| (digit * 17) as u8;
            return Some(Rgba::opaque(byte(red), byte(green), byte(blue)));
        }
    }
    // Characters beyond the basic plane count twice; whatever is no digit counts as zero.
    let mut digits = Vec::new();
    for c in value.chars().take(128) {
        let pieces = if c as u32 > 0xffff { 2 } else { 1 };
        digits.extend(std::iter::repeat_n(hex(c).unwrap_or(0), pieces));
    }
    if value.starts_with('#') {
        digits.remove(0);
    }
    while digits.is_empty() || digits.len() % 3 != 0 {
        digits.push(0);
    }
    let length = digits.len() / 3;
    let mut parts: Vec<&[u32]> = digits.chunks(length).collect();
    parts.iter_mut().for_each(|part| *part = &part[length.saturating_sub(8)..]);
    while parts[0].len() > 2 && parts.iter().all(|part| part[0] == 0) {
        parts.iter_mut().for_each(|part| *part = &part[1..]);
    }
    let byte = |part: &[u32]| part.iter().take(2).fold(0, |sum, digit| sum * 16 + digit) as u8;
    Some(Rgba::opaque(byte(parts[0]), byte(parts[1]), byte(parts[2])))
}
