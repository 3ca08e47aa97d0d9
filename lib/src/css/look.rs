//! How an element looks: the computed values that the check asks for, apart from [`Style`], which
//! every reading needs. They are computed when somebody asks for the first time.
//!
//! [`Style`]: super::Style

mod defaults;
mod image;
mod parse;
mod shape;
mod table;
#[cfg(test)]
mod tests;

use super::color::{Paint, Rgba};
use super::length::Length;
pub(crate) use image::Image;
pub(super) use parse::{Named, parse};
pub(super) use table::Table;

/// A computed value, and how far it can be relied on.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Known<T> {
    /// What holds where the page says nothing: the initial value, or the user agent's.
    Initial(T),
    /// What the page says, on the element or on one that it inherits from.
    Declared(T),
    /// The page says something that is not evaluated here.
    Unknown,
}

impl<T: Copy> Known<T> {
    pub(crate) fn value(self) -> Option<T> {
        match self {
            Known::Initial(value) | Known::Declared(value) => Some(value),
            Known::Unknown => None,
        }
    }

    /// Whether the page says nothing.
    pub(crate) fn is_initial(self) -> bool {
        matches!(self, Known::Initial(_))
    }

    /// Whether it is certain that a condition holds.
    pub(crate) fn is(self, holds: impl FnOnce(T) -> bool) -> bool {
        self.value().is_some_and(holds)
    }

    fn map<U>(self, change: impl FnOnce(T) -> Option<U>) -> Known<U> {
        let wrap = if matches!(self, Known::Initial(_)) { Known::Initial } else { Known::Declared };
        self.value().and_then(change).map_or(Known::Unknown, wrap)
    }
}

/// A length as far as it can be known without layout.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Extent {
    /// `auto`, `normal`, `none`: what the layout makes of it.
    Auto,
    /// In CSS pixels.
    Px(f32),
    /// In parts of one hundred.
    Percent(f32),
    /// A bare number, where that is no length: of `line-height`.
    Number(f32),
}

/// `text-align`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Align {
    /// `start`, `end`, `left`, `right` and the like: one edge is straight.
    Edge,
    Center,
    Justify,
}

/// `overflow` along one axis.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Overflow {
    Visible,
    /// `hidden` and `clip`.
    Hidden,
    /// `auto` and `scroll`.
    Scroll,
}

/// Writes an enumeration and the list of all its variants.
macro_rules! looks {
    ($($(#[$attribute:meta])* $name:ident,)*) => {
        /// The longhands, or what several of them come to.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub(super) enum Look {
            $($(#[$attribute])* $name,)*
        }

        impl Look {
            const ALL: [Look; [$(Look::$name),*].len()] = [$(Look::$name),*];
        }
    };
}

looks! {
    // These inherit.
    Color,
    FontSize,
    FontWeight,
    LineHeight,
    LetterSpacing,
    WordSpacing,
    TextAlign,
    TextIndent,
    TextShadow,
    /// Whether the text is painted by something else than `color`.
    TextFill,
    // These do not.
    BackgroundColor,
    BackgroundImage,
    Opacity,
    /// `filter`, `mix-blend-mode` and `mask`: what changes colours in ways not followed here.
    Effect,
    OverflowX,
    OverflowY,
    Width,
    Height,
    MaxWidth,
    MaxHeight,
    Top,
    Right,
    Bottom,
    Left,
    /// Whether `clip` leaves nothing to see.
    Clip,
    ClipPath,
    /// In degrees, around the axis out of the screen.
    Transform,
    Rotate,
    /// Whether an outline is drawn.
    Outline,
    /// Whether a line is drawn under, over or through the text.
    TextDecoration,
    BorderBottom,
    /// Whether flex items stand one below the other.
    FlexColumn,
    /// Whether flex items have several lines.
    FlexWrap,
    /// Whether a grid says how many rows it has.
    GridRows,
    /// Whether `transform` leaves nothing to see, or moves the element off the screen.
    TransformAway,
    Translate,
    Scale,
    /// Whether the element lies behind what it stands in.
    ZIndex,
    PaddingTop,
}

impl Look {
    fn inherits(self) -> bool {
        (self as usize) < Look::BackgroundColor as usize
    }
}

/// A computed value of any property.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Item {
    Color(Rgba),
    Number(f32),
    Extent(Extent),
    Flag(bool),
    Image(Image),
    Align(Align),
    Overflow(Overflow),
}

/// A value as a sheet gives it.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Given {
    Item(Item),
    Paint(Paint),
    Length(Length),
    /// A size by the parent's: `larger`, `bolder` and their opposites.
    Step(bool),
    Unknown,
}

/// Whether a value of `outline` draws one.
pub(super) fn outline(given: &Given) -> Known<bool> {
    match given {
        Given::Item(Item::Flag(drawn)) => Known::Declared(*drawn),
        _ => Known::Unknown,
    }
}

/// What one declaration gives; a shorthand gives several.
pub(super) type Looks = Box<[(Look, Given)]>;

/// The computed values of one element, for the check.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Computed([Known<Item>; Look::ALL.len()]);

/// The accessors; those of one kind are alike.
impl Computed {
    /// Of what is not computed.
    pub(super) const UNKNOWN: Computed = Computed([Known::Unknown; Look::ALL.len()]);

    /// These values, with those that inherit from a parent.
    fn within(&self, parent: &Computed) -> Computed {
        let (mut computed, inherited) = (*self, Look::BackgroundColor as usize);
        computed.0[..inherited].copy_from_slice(&parent.0[..inherited]);
        computed
    }

    fn get(&self, look: Look) -> Known<Item> {
        self.0[look as usize]
    }

    fn color_of(&self, look: Look) -> Known<Rgba> {
        self.get(look).map(|item| if let Item::Color(color) = item { Some(color) } else { None })
    }

    fn number(&self, look: Look) -> Known<f32> {
        self.get(look).map(|item| if let Item::Number(number) = item { Some(number) } else { None })
    }

    fn extent(&self, look: Look) -> Known<Extent> {
        self.get(look).map(|item| if let Item::Extent(extent) = item { Some(extent) } else { None })
    }

    fn flag(&self, look: Look) -> Known<bool> {
        self.get(look).map(|item| if let Item::Flag(flag) = item { Some(flag) } else { None })
    }

    fn overflow_of(&self, look: Look) -> Known<Overflow> {
        self.get(look).map(|item| if let Item::Overflow(it) = item { Some(it) } else { None })
    }

    pub(crate) fn color(&self) -> Known<Rgba> {
        if self.text_fill().is(|other| !other) {
            self.color_of(Look::Color)
        } else {
            Known::Unknown
        }
    }

    fn text_fill(&self) -> Known<bool> {
        self.flag(Look::TextFill)
    }

    pub(crate) fn background_color(&self) -> Known<Rgba> {
        self.color_of(Look::BackgroundColor)
    }

    /// What lies on the background colour.
    pub(crate) fn background_image(&self) -> Known<Image> {
        self.get(Look::BackgroundImage)
            .map(|item| if let Item::Image(image) = item { Some(image) } else { None })
    }

    /// Whether the element's own style draws a line along its text.
    pub(crate) fn lined(&self) -> Known<bool> {
        let (decoration, border) = (self.flag(Look::TextDecoration), self.flag(Look::BorderBottom));
        if decoration.is(|drawn| drawn) { decoration } else { border }
    }

    pub(crate) fn opacity(&self) -> Known<f32> {
        self.number(Look::Opacity)
    }

    /// Whether a filter, mask or blend mode changes the colours.
    pub(crate) fn effect(&self) -> Known<bool> {
        self.flag(Look::Effect)
    }

    /// In CSS pixels.
    pub(crate) fn font_size(&self) -> Known<f32> {
        self.number(Look::FontSize)
    }

    /// From 1 to 1000.
    pub(crate) fn font_weight(&self) -> Known<f32> {
        self.number(Look::FontWeight)
    }

    pub(crate) fn text_shadow(&self) -> Known<bool> {
        self.flag(Look::TextShadow)
    }

    /// `Auto` is `normal`; a number is in font sizes.
    pub(crate) fn line_height(&self) -> Known<Extent> {
        self.extent(Look::LineHeight)
    }

    /// In CSS pixels; 0 for `normal`.
    pub(crate) fn letter_spacing(&self) -> Known<f32> {
        self.number(Look::LetterSpacing)
    }

    /// In CSS pixels; 0 for `normal`.
    pub(crate) fn word_spacing(&self) -> Known<f32> {
        self.number(Look::WordSpacing)
    }

    pub(crate) fn text_align(&self) -> Known<Align> {
        self.get(Look::TextAlign)
            .map(|item| if let Item::Align(it) = item { Some(it) } else { None })
    }

    /// Along the lines of the text, and across.
    pub(crate) fn overflow(&self) -> (Known<Overflow>, Known<Overflow>) {
        (self.overflow_of(Look::OverflowX), self.overflow_of(Look::OverflowY))
    }

    pub(crate) fn width(&self) -> Known<Extent> {
        self.extent(Look::Width)
    }

    pub(crate) fn height(&self) -> Known<Extent> {
        self.extent(Look::Height)
    }

    pub(crate) fn max_width(&self) -> Known<Extent> {
        self.extent(Look::MaxWidth)
    }

    pub(crate) fn max_height(&self) -> Known<Extent> {
        self.extent(Look::MaxHeight)
    }

    /// Whether flex items stand one below the other, or have a line each if they need it.
    pub(crate) fn stacks(&self) -> bool {
        [Look::FlexColumn, Look::FlexWrap].into_iter().any(|look| self.flag(look).is(|set| set))
    }

    /// Whether a grid says how many rows it has.
    pub(crate) fn grid_rows(&self) -> Known<bool> {
        self.flag(Look::GridRows)
    }

    pub(crate) fn top(&self) -> Known<Extent> {
        self.extent(Look::Top)
    }

    #[cfg(feature = "site")]
    pub(crate) fn padding_top(&self) -> Known<Extent> {
        self.extent(Look::PaddingTop)
    }

    pub(crate) fn bottom(&self) -> Known<Extent> {
        self.extent(Look::Bottom)
    }

    /// How far the element is turned in its plane, in degrees.
    pub(crate) fn rotation(&self) -> Known<f32> {
        match (self.number(Look::Transform), self.number(Look::Rotate)) {
            (Known::Initial(a), Known::Initial(b)) => Known::Initial(a + b),
            (a, b) => {
                a.value().zip(b.value()).map_or(Known::Unknown, |(a, b)| Known::Declared(a + b))
            }
        }
    }

    /// Whether the element's own style puts its text where nobody sees it: clipped away, of no
    /// size, or far off the screen. It is kept for those who hear the page.
    pub(crate) fn unseen(&self, absolute: bool) -> bool {
        self.unseen_by(absolute).is_some()
    }

    /// The property by which the element's own style hides it from those who see the page.
    #[cfg(feature = "site")]
    pub(crate) fn hidden_by(&self, absolute: bool) -> Option<&'static str> {
        let set = |look| self.flag(look).is(|set| set);
        let tiny = |look| self.is_tiny(look);
        self.unseen_by(absolute).or(match () {
            () if set(Look::TransformAway) => Some("transform"),
            () if set(Look::Translate) => Some("translate"),
            () if set(Look::Scale) => Some("scale"),
            () if set(Look::ZIndex) => Some("z-index"),
            () if tiny(Look::MaxWidth) && self.cuts(Look::OverflowX) => Some("max-width"),
            () if tiny(Look::MaxHeight) && self.cuts(Look::OverflowY) => Some("max-height"),
            () => None,
        })
    }

    fn unseen_by(&self, absolute: bool) -> Option<&'static str> {
        let far = |look| {
            self.extent(look).is(|extent| match extent {
                Extent::Px(px) => px <= -999.0,
                Extent::Percent(percent) => percent <= -100.0,
                _ => false,
            })
        };
        let tiny = |look| self.is_tiny(look);
        let sides = [
            (Look::Top, "top"),
            (Look::Right, "right"),
            (Look::Bottom, "bottom"),
            (Look::Left, "left"),
        ];
        if absolute && let Some((_, side)) = sides.into_iter().find(|&(look, _)| far(look)) {
            return Some(side);
        }
        match () {
            () if self.flag(Look::ClipPath).is(|all| all) => Some("clip-path"),
            () if absolute && self.flag(Look::Clip).is(|all| all) => Some("clip"),
            () if far(Look::TextIndent) => Some("text-indent"),
            () if self.font_size().is(|size| size == 0.0) => Some("font-size"),
            () if self.opacity().is(|opacity| opacity == 0.0) => Some("opacity"),
            () if tiny(Look::Width) && self.cuts(Look::OverflowX) => Some("width"),
            () if tiny(Look::Height) && self.cuts(Look::OverflowY) => Some("height"),
            () => None,
        }
    }

    fn is_tiny(&self, look: Look) -> bool {
        self.extent(look).is(|extent| matches!(extent, Extent::Px(px) if px <= 1.0))
    }

    fn cuts(&self, look: Look) -> bool {
        self.overflow_of(look).is(|overflow| overflow != Overflow::Visible)
    }
}
