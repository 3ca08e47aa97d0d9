//! The declarations that say how an element looks.

use super::super::color::{self, Paint};
use super::super::length::{self, Length};
use super::super::value::Dropped;
use super::image::{self, Image};
use super::shape::{angle, clip, clip_path, rotate, scale, transform, translate};
use super::{Align, Extent, Given, Item, Look, Looks, Overflow};
use cssparser::{ParseError, Parser, Token, match_ignore_ascii_case};

/// The properties, shorthands among them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::css) enum Named {
    /// A longhand that has one value of its own kind.
    One(Look),
    Background,
    Font,
    Inset,
    Overflow,
    Filter,
    BackgroundClip,
    OutlineStyle,
    OutlineWidth,
    OutlineColor,
    BorderStyle,
    BorderWidth,
    Transform,
    FlexFlow,
    Padding,
}

impl Named {
    pub(in crate::css) fn of(name: &str) -> Option<Named> {
        use Look::*;
        Some(Named::One(match_ignore_ascii_case! { name,
            "color" => Color,
            "font-size" => FontSize,
            "font-weight" => FontWeight,
            "line-height" => LineHeight,
            "letter-spacing" => LetterSpacing,
            "word-spacing" => WordSpacing,
            "text-align" | "text-align-all" => TextAlign,
            "text-indent" => TextIndent,
            "text-shadow" => TextShadow,
            "-webkit-text-fill-color" => TextFill,
            "background-color" => BackgroundColor,
            "background-image" => BackgroundImage,
            "opacity" => Opacity,
            "overflow-x" => OverflowX,
            "overflow-y" => OverflowY,
            "width" | "inline-size" => Width,
            "height" | "block-size" => Height,
            "max-width" | "max-inline-size" => MaxWidth,
            "max-height" | "max-block-size" => MaxHeight,
            "top" => Top,
            "right" => Right,
            "bottom" => Bottom,
            "left" => Left,
            "clip" => Clip,
            "clip-path" | "-webkit-clip-path" => ClipPath,
            "transform" | "-webkit-transform" => return Some(Named::Transform),
            "rotate" => Rotate,
            "translate" => Translate,
            "scale" => Scale,
            "z-index" => ZIndex,
            "padding-top" | "padding-block-start" => PaddingTop,
            "padding" => return Some(Named::Padding),
            "flex-direction" | "-webkit-flex-direction" => FlexColumn,
            "flex-wrap" | "-webkit-flex-wrap" => FlexWrap,
            "flex-flow" | "-webkit-flex-flow" => return Some(Named::FlexFlow),
            "grid" | "grid-template" | "grid-template-rows" | "grid-template-areas" => GridRows,
            "outline" => Outline,
            "text-decoration" | "text-decoration-line" => TextDecoration,
            "border" | "border-bottom" | "border-block-end" | "border-block" => BorderBottom,
            "border-style" | "border-bottom-style" => return Some(Named::BorderStyle),
            "border-width" | "border-bottom-width" => return Some(Named::BorderWidth),
            "background" => return Some(Named::Background),
            "font" => return Some(Named::Font),
            "inset" => return Some(Named::Inset),
            "overflow" => return Some(Named::Overflow),
            "filter" | "mix-blend-mode" | "mask" | "mask-image" | "-webkit-mask"
            | "-webkit-mask-image" => return Some(Named::Filter),
            "background-clip" | "-webkit-background-clip" => return Some(Named::BackgroundClip),
            "outline-style" => return Some(Named::OutlineStyle),
            "outline-width" => return Some(Named::OutlineWidth),
            "outline-color" => return Some(Named::OutlineColor),
            _ => return None,
        }))
    }

    /// What the property sets.
    pub(in crate::css) fn looks(self) -> &'static [Look] {
        match self {
            Named::One(look) => {
                let at = Look::ALL.iter().position(|&other| other == look).unwrap_or_default();
                &Look::ALL[at..=at]
            }
            Named::Background => &[Look::BackgroundColor, Look::BackgroundImage],
            Named::Font => &[Look::FontSize, Look::FontWeight, Look::LineHeight],
            Named::Inset => &[Look::Top, Look::Right, Look::Bottom, Look::Left],
            Named::Overflow => &[Look::OverflowX, Look::OverflowY],
            Named::Filter => &[Look::Effect],
            Named::BackgroundClip => &[Look::TextFill],
            Named::OutlineStyle | Named::OutlineWidth | Named::OutlineColor => &[Look::Outline],
            Named::BorderStyle | Named::BorderWidth => &[Look::BorderBottom],
            Named::Transform => &[Look::Transform, Look::TransformAway],
            Named::FlexFlow => &[Look::FlexColumn, Look::FlexWrap],
            Named::Padding => &[Look::PaddingTop],
        }
    }

    pub(in crate::css) fn unknown(self) -> Looks {
        self.looks().iter().map(|&look| (look, Given::Unknown)).collect()
    }

    /// Whether it is about outlines only.
    pub(in crate::css) fn is_outline(self) -> bool {
        self.looks() == [Look::Outline]
    }
}

/// Parses a value up to `!important` or the end.
pub(in crate::css) fn parse(named: Named, input: &mut Parser<'_>) -> Result<Looks, Dropped> {
    let one =
        |given: Given| -> Looks { named.looks().iter().map(|&l| (l, given.clone())).collect() };
    match named {
        Named::One(look) => self::one(look, input).map(one),
        Named::Background => background(input),
        Named::Transform => transform(input),
        Named::Padding => {
            let top = length::parse(input).map(Given::Length)?;
            rest(input);
            Ok(Box::new([(Look::PaddingTop, top)]))
        }
        Named::FlexFlow => {
            let words = words(input)?;
            let has = |wanted: &str| words.iter().any(|word| word.starts_with(wanted));
            Ok(Box::new([
                (Look::FlexColumn, is_flag(has("column"))),
                (Look::FlexWrap, is_flag(has("wrap"))),
            ]))
        }
        Named::Font => font(input),
        Named::Inset => inset(input),
        Named::Overflow => {
            let across = overflow(input)?;
            let along = input.try_parse(overflow).unwrap_or(across);
            let given = |overflow| Given::Item(Item::Overflow(overflow));
            Ok(Box::new([(Look::OverflowX, given(across)), (Look::OverflowY, given(along))]))
        }
        Named::Filter => flag(input, &["none", "normal"]).map(one),
        Named::BackgroundClip => {
            let words = words(input)?;
            Ok(one(Given::Item(Item::Flag(words.iter().any(|word| word == "text")))))
        }
        Named::OutlineStyle | Named::BorderStyle => {
            let drawn = flag(input, &["none", "hidden"]).map(one);
            rest(input);
            drawn
        }
        Named::OutlineWidth | Named::BorderWidth => {
            let none = match length::parse(input)? {
                Length::Px(px) | Length::Em(px) | Length::Number(px) => px == 0.0,
                _ => false,
            };
            rest(input);
            Ok(if none { one(Given::Item(Item::Flag(false))) } else { Box::new([]) })
        }
        Named::OutlineColor => match color::parse(input)? {
            Paint::Rgba(color) if color.alpha == 0 => Ok(one(Given::Item(Item::Flag(false)))),
            _ => Ok(Box::new([])),
        },
    }
}

fn one(look: Look, input: &mut Parser<'_>) -> Result<Given, Dropped> {
    use Look::*;
    match look {
        Color | BackgroundColor => color::parse(input).map(Given::Paint),
        FontSize => font_size(input),
        FontWeight => font_weight(input),
        LineHeight | LetterSpacing | WordSpacing => {
            let normal =
                if look == LineHeight { Item::Extent(Extent::Auto) } else { Item::Number(0.0) };
            word_or_length(input, &["normal"], normal)
        }
        Width | Height | MaxWidth | MaxHeight | Top | Right | Bottom | Left => {
            let words = [
                "auto",
                "none",
                "min-content",
                "max-content",
                "fit-content",
                "stretch",
                "-webkit-fill-available",
                "-moz-available",
            ];
            word_or_length(input, &words, Item::Extent(Extent::Auto))
        }
        TextIndent => {
            let indent = length::parse(input).map(Given::Length);
            while input.try_parse(Parser::expect_ident_cloned).is_ok() {}
            indent
        }
        TextAlign => text_align(input),
        TextShadow => flag(input, &["none"]),
        TextDecoration => {
            let drawn = flag(input, &["none"]);
            rest(input);
            drawn
        }
        BackgroundImage => image::parse(input).map(|image| Given::Item(Item::Image(image))),
        TextFill => match color::parse(input)? {
            Paint::Current => Ok(Given::Item(Item::Flag(false))),
            _ => Ok(Given::Item(Item::Flag(true))),
        },
        Opacity => match length::parse(input)? {
            Length::Percent(share) => Ok(Given::Item(Item::Number(share / 100.0))),
            Length::Number(number) => Ok(Given::Item(Item::Number(number))),
            length => Ok(Given::Length(length)),
        },
        OverflowX | OverflowY => overflow(input).map(|it| Given::Item(Item::Overflow(it))),
        Clip => clip(input),
        ClipPath => clip_path(input),
        Rotate => rotate(input),
        Outline | BorderBottom => outline(input),
        Effect => flag(input, &["none", "normal"]),
        _ => place(look, input),
    }
}

/// A value that says where an element stands, or what stands in it.
fn place(look: Look, input: &mut Parser<'_>) -> Result<Given, Dropped> {
    use Look::*;
    match look {
        Translate => translate(input),
        Scale => scale(input),
        FlexColumn => words(input).map(|words| is_flag(words[0].starts_with("column"))),
        FlexWrap => words(input).map(|words| is_flag(words[0].starts_with("wrap"))),
        GridRows => flag(input, &["none"]),
        PaddingTop => length::parse(input).map(Given::Length),
        ZIndex => match input.try_parse(Parser::expect_integer) {
            Ok(index) => Ok(is_flag(index < 0)),
            Err(_) => input.expect_ident().map(|_| is_flag(false)).map_err(Into::into),
        },
        // A shorthand sets the others.
        _ => Err(ParseError::unexpected_token()),
    }
}

fn is_flag(flag: bool) -> Given {
    Given::Item(Item::Flag(flag))
}

/// The words of a value that has nothing else.
fn words(input: &mut Parser<'_>) -> Result<Vec<String>, Dropped> {
    let mut words = Vec::new();
    loop {
        if let Ok(word) = input.try_parse(Parser::expect_ident_cloned) {
            words.push(word.to_ascii_lowercase());
        } else if input.try_parse(Parser::expect_comma).is_err() {
            break;
        }
    }
    if words.is_empty() { Err(ParseError::unexpected_token()) } else { Ok(words) }
}

/// Takes the rest of a value up to `!important`.
pub(super) fn rest(input: &mut Parser<'_>) {
    loop {
        let before = input.state();
        match input.next() {
            Ok(Token::Delim('!')) => return input.reset(&before),
            Ok(_) => {}
            Err(_) => return,
        }
    }
}

/// Whether a value is anything but one of the words for nothing.
fn flag(input: &mut Parser<'_>, nothing: &[&str]) -> Result<Given, Dropped> {
    let start = input.state();
    let none = match input.next()? {
        Token::Ident(word) => nothing.iter().any(|none| word.eq_ignore_ascii_case(none)),
        Token::Delim('!') => return Err(ParseError::unexpected_token()),
        _ => false,
    };
    if !none {
        input.reset(&start);
        rest(input);
    }
    Ok(Given::Item(Item::Flag(!none)))
}

fn word_or_length(input: &mut Parser<'_>, words: &[&str], item: Item) -> Result<Given, Dropped> {
    let word = input.try_parse(|input| {
        let word = input.expect_ident()?;
        match words.iter().any(|known| word.eq_ignore_ascii_case(known)) {
            true => Ok(()),
            false => Err(Dropped::unexpected_token()),
        }
    });
    if word.is_ok() { Ok(Given::Item(item)) } else { length::parse(input).map(Given::Length) }
}

/// The absolute sizes of CSS Fonts 4, 2.5, for a medium one of 16 pixels.
fn font_size(input: &mut Parser<'_>) -> Result<Given, Dropped> {
    let start = input.state();
    if let Ok(word) = input.try_parse(Parser::expect_ident_cloned) {
        let size = match_ignore_ascii_case! { &word,
            "xx-small" => 9.0,
            "x-small" => 10.0,
            "small" => 13.0,
            "medium" => 16.0,
            "large" => 18.0,
            "x-large" => 24.0,
            "xx-large" => 32.0,
            "xxx-large" => 48.0,
            "larger" => return Ok(Given::Step(true)),
            "smaller" => return Ok(Given::Step(false)),
            _ => return Err(ParseError::unexpected_token()),
        };
        return Ok(Given::Item(Item::Number(size)));
    }
    input.reset(&start);
    length::parse(input).map(Given::Length)
}

fn font_weight(input: &mut Parser<'_>) -> Result<Given, Dropped> {
    match input.next()? {
        Token::Number { value, .. } if (1.0..=1000.0).contains(value) => {
            Ok(Given::Item(Item::Number(*value)))
        }
        Token::Ident(word) => Ok(match_ignore_ascii_case! { word,
            "normal" => Given::Item(Item::Number(400.0)),
            "bold" => Given::Item(Item::Number(700.0)),
            "bolder" => Given::Step(true),
            "lighter" => Given::Step(false),
            _ => return Err(ParseError::unexpected_token()),
        }),
        _ => Err(ParseError::unexpected_token()),
    }
}

fn text_align(input: &mut Parser<'_>) -> Result<Given, Dropped> {
    let align = match_ignore_ascii_case! { input.expect_ident()?,
        "justify" | "justify-all" => Align::Justify,
        "center" | "-webkit-center" | "-moz-center" => Align::Center,
        "start" | "end" | "left" | "right" | "match-parent" | "-webkit-left" | "-webkit-right"
        | "-webkit-auto" => Align::Edge,
        _ => return Err(ParseError::unexpected_token()),
    };
    Ok(Given::Item(Item::Align(align)))
}

fn overflow(input: &mut Parser<'_>) -> Result<Overflow, Dropped> {
    Ok(match_ignore_ascii_case! { input.expect_ident()?,
        "visible" => Overflow::Visible,
        "hidden" | "clip" | "-moz-hidden-unscrollable" => Overflow::Hidden,
        "auto" | "scroll" | "overlay" => Overflow::Scroll,
        _ => return Err(ParseError::unexpected_token()),
    })
}

/// The colour of the last layer, and whether any layer has a picture.
fn background(input: &mut Parser<'_>) -> Result<Looks, Dropped> {
    let (mut paint, mut picture, mut any) = (None, Image::None, false);
    loop {
        if let Ok(color) = input.try_parse(color::parse) {
            paint = Some(color);
        } else if let Ok(gradient) = input.try_parse(image::gradient) {
            picture = if picture == Image::None { gradient } else { Image::Other };
        } else {
            let before = input.state();
            match input.next() {
                Ok(Token::UnquotedUrl(_) | Token::BadUrl(_)) => picture = Image::Other,
                Ok(Token::Function(name)) => {
                    let calculates = ["calc", "min", "max", "clamp"];
                    if !calculates.iter().any(|f| name.eq_ignore_ascii_case(f)) {
                        picture = Image::Other;
                    }
                }
                Ok(Token::Ident(_) | Token::Number { .. } | Token::Percentage { .. }) => {}
                Ok(Token::Dimension { .. } | Token::Comma | Token::Delim('/')) => {}
                Ok(Token::Delim('!')) => {
                    input.reset(&before);
                    break;
                }
                Ok(_) => return Err(ParseError::unexpected_token()),
                Err(_) => break,
            }
        }
        any = true;
    }
    if !any {
        return Err(ParseError::unexpected_token());
    }
    let paint = paint.unwrap_or(Paint::Rgba(color::Rgba::TRANSPARENT));
    Ok(Box::new([
        (Look::BackgroundColor, Given::Paint(paint)),
        (Look::BackgroundImage, Given::Item(Item::Image(picture))),
    ]))
}

/// The shorthand resets what it does not say (CSS Fonts 4, 2.7).
fn font(input: &mut Parser<'_>) -> Result<Looks, Dropped> {
    let mut weight = Given::Item(Item::Number(400.0));
    let size = loop {
        if let Ok(size) = input.try_parse(font_size_or_system) {
            break size;
        } else if let Ok(given) = input.try_parse(font_weight) {
            weight = given;
        } else {
            // Slant, variants and widths.
            input.expect_ident()?;
            let _ = input.try_parse(angle);
        }
    };
    let Some(size) = size else {
        rest(input);
        return Ok(Named::Font.unknown());
    };
    let mut height = Given::Item(Item::Extent(Extent::Auto));
    if input.try_parse(|input| input.expect_delim('/')).is_ok() {
        height = one(Look::LineHeight, input)?;
    }
    if input.is_exhausted() {
        return Err(ParseError::unexpected_token());
    }
    rest(input);
    Ok(Box::new([(Look::FontSize, size), (Look::FontWeight, weight), (Look::LineHeight, height)]))
}

/// A size within the shorthand, where a bare number is a weight; nothing for a system font.
fn font_size_or_system(input: &mut Parser<'_>) -> Result<Option<Given>, Dropped> {
    const SYSTEM: [&str; 6] =
        ["caption", "icon", "menu", "message-box", "small-caption", "status-bar"];
    let system = input.try_parse(|input| -> Result<(), Dropped> {
        let word = input.expect_ident()?.to_ascii_lowercase();
        if SYSTEM.contains(&&*word) { Ok(()) } else { Err(ParseError::unexpected_token()) }
    });
    if system.is_ok() {
        return Ok(None);
    }
    match font_size(input)? {
        Given::Length(Length::Number(number)) if number != 0.0 => {
            Err(ParseError::unexpected_token())
        }
        size => Ok(Some(size)),
    }
}

/// One to four values, around from the top.
fn inset(input: &mut Parser<'_>) -> Result<Looks, Dropped> {
    let mut sides = vec![one(Look::Top, input)?];
    while let Ok(side) = input.try_parse(|input| one(Look::Top, input)) {
        sides.push(side);
    }
    let at = |index: usize, else_at: usize| sides.get(index).unwrap_or(&sides[else_at]).clone();
    let right = at(1, 0);
    let left = sides.get(3).cloned().unwrap_or_else(|| right.clone());
    Ok(Box::new([
        (Look::Top, at(0, 0)),
        (Look::Right, right),
        (Look::Bottom, at(2, 0)),
        (Look::Left, left),
    ]))
}

/// Whether the shorthand draws anything: it must have a style, and neither no width nor no colour.
fn outline(input: &mut Parser<'_>) -> Result<Given, Dropped> {
    let (mut style, mut seen, mut any) = (false, true, false);
    loop {
        if let Ok(width) = input.try_parse(length::parse) {
            seen &= !matches!(width, Length::Px(0.0) | Length::Number(0.0) | Length::Em(0.0));
        } else if let Ok(paint) = input.try_parse(color::parse) {
            seen &= !matches!(paint, Paint::Rgba(color) if color.alpha == 0);
        } else if let Ok(word) = input.try_parse(Parser::expect_ident_cloned) {
            match_ignore_ascii_case! { &word,
                "auto" | "dotted" | "dashed" | "solid" | "double" | "groove" | "ridge" | "inset"
                | "outset" => style = true,
                "none" | "hidden" | "thin" | "medium" | "thick" | "invert" => {},
                _ => return Err(ParseError::unexpected_token()),
            }
        } else {
            break;
        }
        any = true;
    }
    if any {
        Ok(Given::Item(Item::Flag(style && seen)))
    } else {
        Err(ParseError::unexpected_token())
    }
}
