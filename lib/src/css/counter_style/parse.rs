//! `@counter-style` and `symbols()` (CSS Counter Styles 3, 3 and 5).

use super::super::value::Dropped;
use super::{CounterStyle, System};
use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, Token, match_ignore_ascii_case,
};
use selectors::parser::SelectorParseErrorKind;

/// The most symbols that one style may have.
const MAX_SYMBOLS: usize = 1_000;

/// The name of an `@counter-style`: no sheet may define those (3).
pub(in crate::css) fn name(input: &mut Parser<'_>) -> Result<Box<str>, Dropped> {
    let name = input.expect_ident_cloned()?;
    let fixed =
        ["none", "decimal", "disc", "square", "circle", "disclosure-open", "disclosure-closed"];
    if fixed.iter().any(|fixed| name.eq_ignore_ascii_case(fixed)) {
        return Err(ParseError::unexpected_token());
    }
    Ok(name.as_ref().into())
}

/// The descriptors of an `@counter-style`; nothing where they define none.
pub(in crate::css) fn block(input: &mut Parser<'_>) -> Option<CounterStyle> {
    let mut descriptors = Descriptors(CounterStyle::new(System::Symbolic));
    RuleBodyParser::new(input, &mut descriptors).for_each(drop);
    Some(descriptors.0).filter(CounterStyle::is_complete)
}

struct Descriptors(CounterStyle);

impl<'i> DeclarationParser<'i> for Descriptors {
    type Declaration = ();
    type Error = SelectorParseErrorKind;

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        _start: &ParserState,
    ) -> Result<(), Dropped> {
        descriptor(&mut self.0, &name, input)
    }
}

impl QualifiedRuleParser<'_> for Descriptors {
    type Prelude = ();
    type QualifiedRule = ();
    type Error = SelectorParseErrorKind;
}

impl AtRuleParser<'_> for Descriptors {
    type Prelude = ();
    type AtRule = ();
    type Error = SelectorParseErrorKind;
}

impl RuleBodyItemParser<'_, (), SelectorParseErrorKind> for Descriptors {
    fn parse_declarations(&self) -> bool {
        true
    }

    fn parse_qualified(&self) -> bool {
        false
    }
}

impl CounterStyle {
    /// Whether it has what its system asks for (3.1).
    fn is_complete(&self) -> bool {
        match &self.system {
            System::Cyclic | System::Fixed(_) | System::Symbolic => !self.symbols.is_empty(),
            System::Alphabetic | System::Numeric => self.symbols.len() >= 2,
            System::Additive => !self.additive.is_empty(),
            System::Extends(_) => self.symbols.is_empty() && self.additive.is_empty(),
            System::Chinese(_) | System::Ethiopic => true,
        }
    }
}

/// Reads one descriptor.
fn descriptor(style: &mut CounterStyle, name: &str, input: &mut Parser<'_>) -> Result<(), Dropped> {
    match_ignore_ascii_case! { name,
        "system" => style.system = system(input)?,
        "symbols" => style.symbols = list(input)?,
        "additive-symbols" => style.additive = additive(input)?,
        "negative" => {
            let before = symbol(input)?;
            let after = input.try_parse(symbol).unwrap_or_else(|_| "".into());
            style.negative = Some((before, after));
        },
        "prefix" => style.prefix = Some(symbol(input)?),
        "suffix" => style.suffix = Some(symbol(input)?),
        "range" => style.range = range(input)?,
        "pad" => style.pad = Some(pad(input)?),
        "fallback" => style.fallback = Some(input.expect_ident_cloned()?.as_ref().into()),
        "speak-as" => while input.next().is_ok() {},
        _ => return Err(ParseError::unexpected_token()),
    }
    Ok(input.expect_exhausted()?)
}

fn symbol(input: &mut Parser<'_>) -> Result<Box<str>, Dropped> {
    match input.next()? {
        Token::QuotedString(text) => Ok(text.as_ref().into()),
        Token::Ident(word) => Ok(word.as_ref().into()),
        _ => Err(ParseError::unexpected_token()),
    }
}

fn list(input: &mut Parser<'_>) -> Result<Vec<Box<str>>, Dropped> {
    let mut symbols = Vec::new();
    while let Ok(symbol) = input.try_parse(symbol) {
        symbols.push(symbol);
    }
    let fits = !symbols.is_empty() && symbols.len() <= MAX_SYMBOLS;
    if fits { Ok(symbols) } else { Err(ParseError::unexpected_token()) }
}

fn system(input: &mut Parser<'_>) -> Result<System, Dropped> {
    let word = input.expect_ident_cloned()?;
    Ok(match_ignore_ascii_case! { &word,
        "cyclic" => System::Cyclic,
        "numeric" => System::Numeric,
        "alphabetic" => System::Alphabetic,
        "symbolic" => System::Symbolic,
        "additive" => System::Additive,
        "fixed" => System::Fixed(input.try_parse(Parser::expect_integer).map_or(1, i64::from)),
        "extends" => System::Extends(input.expect_ident_cloned()?.as_ref().into()),
        _ => return Err(ParseError::unexpected_token()),
    })
}

fn additive(input: &mut Parser<'_>) -> Result<Vec<(i64, Box<str>)>, Dropped> {
    let parts = input.parse_comma_separated(|input| {
        let first = input.try_parse(Parser::expect_integer);
        let symbol = symbol(input)?;
        let weight = match first {
            Ok(weight) => weight,
            Err(_) => input.expect_integer()?,
        };
        Ok::<_, Dropped>((i64::from(weight), symbol))
    })?;
    let falling = parts.windows(2).all(|pair| pair[0].0 > pair[1].0);
    let fits =
        falling && parts.len() <= MAX_SYMBOLS && parts.iter().all(|(weight, _)| *weight >= 0);
    if fits { Ok(parts) } else { Err(ParseError::unexpected_token()) }
}

fn range(input: &mut Parser<'_>) -> Result<Option<Vec<(i64, i64)>>, Dropped> {
    if input.try_parse(|input| input.expect_ident_matching("auto")).is_ok() {
        return Ok(None);
    }
    let bound = |input: &mut Parser<'_>, infinite: i64| {
        if input.try_parse(|input| input.expect_ident_matching("infinite")).is_ok() {
            return Ok::<_, Dropped>(infinite);
        }
        Ok(i64::from(input.expect_integer()?))
    };
    let ranges = input.parse_comma_separated(|input| {
        let (low, high) = (bound(input, i64::MIN)?, bound(input, i64::MAX)?);
        if low <= high { Ok((low, high)) } else { Err(ParseError::unexpected_token()) }
    })?;
    Ok(Some(ranges))
}

fn pad(input: &mut Parser<'_>) -> Result<(usize, Box<str>), Dropped> {
    let first = input.try_parse(Parser::expect_integer);
    let symbol = symbol(input)?;
    let length = match first {
        Ok(length) => length,
        Err(_) => input.expect_integer()?,
    };
    let length = usize::try_from(length).map_err(|_| ParseError::unexpected_token())?;
    Ok((length, symbol))
}

/// What stands in the brackets of `symbols()`: pictures are no text.
pub(in crate::css) fn symbols(input: &mut Parser<'_>) -> Result<CounterStyle, Dropped> {
    let system = input.try_parse(|input| {
        let word = input.expect_ident_cloned()?;
        Ok::<_, Dropped>(match_ignore_ascii_case! { &word,
            "cyclic" => System::Cyclic,
            "numeric" => System::Numeric,
            "alphabetic" => System::Alphabetic,
            "symbolic" => System::Symbolic,
            "fixed" => System::Fixed(1),
            _ => return Err(ParseError::unexpected_token()),
        })
    });
    let mut style = CounterStyle::new(system.unwrap_or(System::Symbolic));
    style.symbols = list(input)?;
    style.suffix = Some(" ".into());
    input.expect_exhausted()?;
    if style.is_complete() { Ok(style) } else { Err(ParseError::unexpected_token()) }
}
