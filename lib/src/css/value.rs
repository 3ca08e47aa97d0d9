//! Declarations of the properties that matter to the text, parsed and applied.

use super::content::{self, Content};
use super::counter::{self, Change, Changes};
use super::counter_style::ListStyleType;
use super::keywords::{
    WhiteSpaceCollapse, collapse, collapsed, display, text_transform, white_space, wrapped,
};
use super::look;
use super::quotes::{self, Quotes};
use super::sheet::Scope;
use super::text_style;
use super::{Display, Font, Script, Style, TextTransform, WhiteSpace};
use cssparser::{ParseError, Parser, Token, match_ignore_ascii_case, parse_important};

/// Why a piece of a sheet is dropped is of no interest: CSS has no errors, only ignored parts.
pub(super) type Dropped = ParseError<selectors::parser::SelectorParseErrorKind>;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Property {
    Display,
    Visibility,
    WhiteSpace,
    WhiteSpaceCollapse,
    TextWrap,
    TextTransform,
    Float,
    Position,
    ListStyle,
    ListStyleType,
    Direction,
    Font,
    FontFamily,
    FontWeight,
    FontStyle,
    VerticalAlign,
    FontPosition,
    TextDecoration,
    Order,
    FlexDirection,
    ContentVisibility,
    Quotes,
    Content,
    Counter(Change),
    All,
    /// What only the check asks for.
    Look(look::Named),
}

impl Property {
    pub(super) fn within(scope: Scope, name: &str) -> Option<Property> {
        let look = (scope == Scope::Looks).then(|| look::Named::of(name)).flatten();
        look.map(Property::Look).or_else(|| Property::named(name))
    }

    pub(super) fn named(name: &str) -> Option<Property> {
        Some(match_ignore_ascii_case! { name,
            "display" => Property::Display,
            "visibility" => Property::Visibility,
            "white-space" => Property::WhiteSpace,
            "white-space-collapse" => Property::WhiteSpaceCollapse,
            "text-wrap" | "text-wrap-mode" => Property::TextWrap,
            "text-transform" => Property::TextTransform,
            "float" => Property::Float,
            "position" => Property::Position,
            "list-style" => Property::ListStyle,
            "list-style-type" => Property::ListStyleType,
            "direction" => Property::Direction,
            "font" => Property::Font,
            "font-family" => Property::FontFamily,
            "font-weight" => Property::FontWeight,
            "font-style" => Property::FontStyle,
            "font-variant-position" => Property::FontPosition,
            "vertical-align" | "baseline-shift" => Property::VerticalAlign,
            "text-decoration" | "text-decoration-line" => Property::TextDecoration,
            "order" => Property::Order,
            "flex-direction" | "flex-flow" => Property::FlexDirection,
            "content-visibility" => Property::ContentVisibility,
            "quotes" => Property::Quotes,
            "content" => Property::Content,
            "counter-reset" => Property::Counter(Change::Reset),
            "counter-increment" => Property::Counter(Change::Increment),
            "counter-set" => Property::Counter(Change::Set),
            "all" => Property::All,
            _ => return None,
        })
    }
}

/// The CSS-wide keywords (CSS Cascading and Inheritance 5, 7.3).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Wide {
    Inherit,
    Initial,
    Unset,
    /// `revert-layer` too: layers are not kept apart once they are sorted.
    Revert,
}

impl Wide {
    pub(super) fn named(word: &str) -> Option<Wide> {
        Some(match_ignore_ascii_case! { word,
            "inherit" => Wide::Inherit,
            "initial" => Wide::Initial,
            "unset" => Wide::Unset,
            "revert" | "revert-layer" => Wide::Revert,
            _ => return None,
        })
    }
}

#[derive(Clone, PartialEq, Debug)]
pub(super) enum Value {
    Display(Display),
    Invisible(bool),
    WhiteSpace(WhiteSpace),
    Collapse(WhiteSpaceCollapse),
    Wrap(bool),
    TextTransform(TextTransform),
    Float(bool),
    Absolute(bool),
    ListStyle(ListStyleType),
    Rtl(bool),
    /// The shorthand: family, weight and slant.
    Font(Font, bool, bool),
    FontFamily(Font),
    Bold(bool),
    Italic(bool),
    Script(Script),
    Struck(bool),
    Reordered(bool),
    Reversed(bool),
    SkipsContent(bool),
    Quotes(Quotes),
    Content(Content),
    Counter(Change, Changes),
    Looks(look::Looks),
    Wide(Property, Wide),
    /// A value with `var()`: parsed once the variables of an element are known.
    Unresolved(Property, Box<str>),
    /// A custom property and its text.
    Custom(Box<str>, Box<str>),
    /// A property that is not followed: it changes something that is seen.
    Other,
}

impl Value {
    /// Whether it may change something that is seen, outlines aside.
    pub(super) fn changes_more_than_outlines(&self) -> bool {
        let property = match self {
            Value::Wide(property, _) | Value::Unresolved(property, _) => *property,
            Value::Looks(looks) => {
                return looks.iter().any(|(look, _)| *look != look::Look::Outline);
            }
            Value::Custom(..) => return false,
            _ => return true,
        };
        !matches!(property, Property::Look(named) if named.is_outline())
    }

    /// Whether it may say something of outlines.
    pub(super) fn concerns_outlines(&self) -> bool {
        match self {
            Value::Looks(looks) => looks.iter().any(|(look, _)| *look == look::Look::Outline),
            Value::Wide(Property::Look(named), _) | Value::Unresolved(Property::Look(named), _) => {
                named.looks().contains(&look::Look::Outline)
            }
            Value::Wide(property, _) | Value::Unresolved(property, _) => *property == Property::All,
            _ => false,
        }
    }

    /// Whether it may ask for the numbers of list items.
    pub(super) fn counts_items(&self) -> bool {
        match self {
            Value::Content(content) => content.counters() > 0,
            Value::Unresolved(property, _) => *property == Property::Content,
            _ => false,
        }
    }

    /// Whether it may make generated content.
    pub(super) fn generates(&self) -> bool {
        match self {
            Value::Content(content) => !content.is_empty(),
            Value::Unresolved(property, _) => *property == Property::Content,
            _ => false,
        }
    }
}

#[derive(Clone, PartialEq, Debug)]
pub(super) struct Declaration {
    pub(super) value: Value,
    pub(super) important: bool,
}

/// Parses what follows a property's colon; nothing for a property that is not in the scope.
pub(super) fn parse_declaration(
    scope: Scope,
    name: &str,
    input: &mut Parser<'_>,
) -> Result<Option<Declaration>, Dropped> {
    if let Some(custom) = name.strip_prefix("--") {
        let text = remaining_text(input)?;
        let important = input.try_parse(parse_important).is_ok();
        return Ok(Some(Declaration {
            value: Value::Custom(custom.into(), text.into()),
            important,
        }));
    }
    let Some(property) = Property::within(scope, name) else {
        // A nested rule such as `a:hover {}` looks like a declaration up to its block.
        loop {
            match input.next() {
                Ok(Token::CurlyBracketBlock) => return Err(ParseError::unexpected_token()),
                Ok(_) => {}
                Err(_) if scope == Scope::Text => return Ok(None),
                Err(_) => return Ok(Some(Declaration { value: Value::Other, important: false })),
            }
        }
    };
    let start = input.state();
    let parsed = input.try_parse(|input| -> Result<Declaration, Dropped> {
        let from = input.position();
        let value = parse_value(property, input)?;
        // A picture of any kind parses; with variables it is parsed when these are known.
        if matches!(property, Property::Look(_)) && has_variables(input.slice_from(from)) {
            return Err(ParseError::unexpected_token());
        }
        let important = input.try_parse(parse_important).is_ok();
        input.expect_exhausted()?;
        Ok(Declaration { value, important })
    });
    if let Ok(declaration) = parsed {
        return Ok(Some(declaration));
    }
    input.reset(&start);
    let text = remaining_text(input)?;
    let important = input.try_parse(parse_important).is_ok();
    let value = if has_variables(text) {
        Value::Unresolved(property, text.into())
    } else {
        unsupported(property, text).ok_or_else(ParseError::unexpected_token)?
    };
    Ok(Some(Declaration { value, important }))
}

fn has_variables(text: &str) -> bool {
    text.contains('(') && text.to_ascii_lowercase().contains("var(")
}

/// What a value means that does not parse: with a function it may be one that browsers know.
pub(super) fn unsupported(property: Property, text: &str) -> Option<Value> {
    match property {
        Property::Look(named) if text.contains('(') => Some(Value::Looks(named.unknown())),
        _ => None,
    }
}

/// The text up to `!` or the end of the declaration.
fn remaining_text<'i>(input: &mut Parser<'i>) -> Result<&'i str, Dropped> {
    input.skip_whitespace();
    let start = input.position();
    loop {
        let end = input.state();
        match input.next_including_whitespace_and_comments() {
            Ok(Token::Delim('!')) => {
                input.reset(&end);
                return Ok(input.slice_from(start).trim());
            }
            Ok(token) if token.is_parse_error() => return Err(ParseError::unexpected_token()),
            Ok(_) => {}
            Err(_) => return Ok(input.slice_from(start).trim()),
        }
    }
}

/// Parses a property's value up to `!important` or the end.
pub(super) fn parse_value(property: Property, input: &mut Parser<'_>) -> Result<Value, Dropped> {
    let wide = input.try_parse(|input| -> Result<Wide, Dropped> {
        Wide::named(input.expect_ident()?).ok_or_else(ParseError::unexpected_token)
    });
    if let Ok(wide) = wide {
        return Ok(Value::Wide(property, wide));
    }
    if let Some(parsed) = text_style::parse(property, input) {
        return parsed;
    }
    match property {
        Property::Quotes => return quotes::parse(input).map(Value::Quotes),
        Property::Content => return content::parse(input).map(Value::Content),
        Property::Counter(change) => {
            return counter::parse(change, input).map(|changes| Value::Counter(change, changes));
        }
        Property::All => return Err(ParseError::unexpected_token()),
        Property::Look(named) => return look::parse(named, input).map(Value::Looks),
        _ => {}
    }
    let mut words = Vec::with_capacity(2);
    while let Ok(word) = input.try_parse(|input| input.expect_ident_cloned()) {
        words.push(word.to_ascii_lowercase());
        if words.len() > 3 {
            return Err(ParseError::unexpected_token());
        }
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    keywords(property, &words).ok_or_else(ParseError::unexpected_token)
}

fn keywords(property: Property, words: &[&str]) -> Option<Value> {
    if property == Property::Display {
        return display(words).map(Value::Display);
    }
    if property == Property::WhiteSpace {
        return white_space(words);
    }
    if property == Property::TextTransform {
        return text_transform(words).map(Value::TextTransform);
    }
    let &[word] = words else { return None };
    Some(match (property, word) {
        (Property::Visibility, "visible") => Value::Invisible(false),
        (Property::Visibility, "hidden" | "collapse") => Value::Invisible(true),
        (Property::WhiteSpaceCollapse, _) => Value::Collapse(collapse(word)?),
        (Property::TextWrap, "nowrap") => Value::Wrap(false),
        (Property::TextWrap, "wrap" | "balance" | "pretty" | "stable") => Value::Wrap(true),
        (Property::Float, "none") => Value::Float(false),
        (Property::Float, "left" | "right" | "inline-start" | "inline-end") => Value::Float(true),
        (Property::Position, "absolute" | "fixed") => Value::Absolute(true),
        (Property::Position, "static" | "relative" | "sticky" | "-webkit-sticky") => {
            Value::Absolute(false)
        }
        (Property::ContentVisibility, "hidden") => Value::SkipsContent(true),
        (Property::ContentVisibility, "visible" | "auto") => Value::SkipsContent(false),
        (Property::Direction, "ltr") => Value::Rtl(false),
        (Property::Direction, "rtl") => Value::Rtl(true),
        _ => return None,
    })
}

/// Sets one property of an element's style; `default` is what the user agent alone would say.
pub(super) fn apply(value: &Value, style: &mut Style, parent: &Style, default: &Style) {
    match *value {
        Value::Display(display) => style.display = display,
        Value::Invisible(invisible) => style.invisible = invisible,
        Value::WhiteSpace(white_space) => style.white_space = white_space,
        Value::Collapse(collapse) => style.white_space = collapsed(style.white_space, collapse),
        Value::Wrap(wrap) => style.white_space = wrapped(style.white_space, wrap),
        Value::TextTransform(transform) => style.text_transform = transform,
        Value::Float(float) => style.float = float,
        Value::Absolute(absolute) => style.absolute = absolute,
        Value::Font(font, bold, italic) => {
            (style.font, style.bold, style.italic) = (font, bold, italic);
        }
        Value::FontFamily(font) => style.font = font,
        Value::Bold(bold) => style.bold = bold,
        Value::Italic(italic) => style.italic = italic,
        Value::Script(script) => style.script = script,
        Value::Struck(struck) => style.struck = struck,
        Value::Reordered(reordered) => style.reordered = reordered,
        Value::Reversed(reversed) => style.reversed = reversed,
        Value::SkipsContent(skips) => style.skips_content = skips,
        Value::Rtl(rtl) => style.rtl = rtl,
        Value::Wide(property, Wide::Inherit) => copy(property, parent, style),
        Value::Wide(property, Wide::Initial) => copy(property, &Style::default(), style),
        Value::Wide(property, Wide::Unset) => copy(property, &parent.inherited(), style),
        Value::Wide(property, Wide::Revert) => copy(property, default, style),
        // Generated text, counters and looks are kept apart from the style; the cascade numbers
        // list styles.
        Value::Content(_) | Value::Counter(..) | Value::Quotes(_) | Value::Looks(_) => {}
        Value::ListStyle(_) => {}
        Value::Unresolved(..) | Value::Custom(..) | Value::Other => {}
    }
}

/// The value of `content` after one more declaration.
pub(super) fn apply_content(value: &Value, content: &mut Option<Content>) {
    match value {
        Value::Content(declared) => *content = Some(declared.clone()),
        Value::Wide(Property::Content | Property::All, _) => *content = None,
        _ => {}
    }
}

fn copy(property: Property, from: &Style, to: &mut Style) {
    match property {
        Property::Display => to.display = from.display,
        Property::Visibility => to.invisible = from.invisible,
        Property::WhiteSpace | Property::WhiteSpaceCollapse | Property::TextWrap => {
            to.white_space = from.white_space;
        }
        Property::TextTransform => to.text_transform = from.text_transform,
        Property::Float => to.float = from.float,
        Property::Position => to.absolute = from.absolute,
        Property::ListStyle | Property::ListStyleType => to.list_style = from.list_style,
        Property::Direction => to.rtl = from.rtl,
        Property::Font => (to.font, to.bold, to.italic) = (from.font, from.bold, from.italic),
        Property::FontFamily => to.font = from.font,
        Property::FontWeight => to.bold = from.bold,
        Property::FontStyle => to.italic = from.italic,
        Property::VerticalAlign => to.script = from.script,
        Property::TextDecoration => to.struck = from.struck,
        Property::Order => to.reordered = from.reordered,
        Property::FlexDirection => to.reversed = from.reversed,
        Property::ContentVisibility => to.skips_content = from.skips_content,
        Property::FontPosition | Property::Quotes => {}
        Property::Content | Property::Counter(_) | Property::Look(_) => {}
        // `all` leaves out `direction` (CSS Cascading and Inheritance 5, 3.2).
        Property::All => *to = Style { rtl: to.rtl, ..*from },
    }
}
