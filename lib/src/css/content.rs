//! Generated content: what `::before`, `::after` and `content` add to a page (CSS Generated
//! Content 3).

use super::counter::Counters;
use super::counter_style::{self, CounterStyles, ListStyleType};
use super::quotes::Quotes;
use super::style::Style;
use super::value::Dropped;
use super::{Display, Font, WhiteSpace};
use crate::dom::{Document, NodeId};
use cssparser::{ParseError, Parser, Token, match_ignore_ascii_case};

/// What stands before or after an element's content, or in its place, and is not in the page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Generated {
    /// The text that is seen.
    pub(crate) text: Box<str>,
    /// What is said instead of it, where the sheet gives an alternative after a slash.
    pub(crate) alternative: Option<Box<str>>,
    pub(crate) display: Display,
    pub(crate) white_space: WhiteSpace,
    pub(crate) font: Font,
    /// Whether a picture is shown besides the text, or alone.
    pub(crate) picture: bool,
    /// Whether it is seen; else it may only take its place.
    pub(crate) visible: bool,
    /// Whether a counter is part of it.
    pub(crate) counted: bool,
    /// Whether it tells an address (`attr(href)`), as the outputs do themselves.
    pub(crate) address: bool,
    /// Whether it tells the element's `title`.
    pub(crate) title: bool,
    /// Whether quotation marks of `quotes` are part of it.
    pub(crate) quotes: bool,
}

impl Generated {
    /// What a reader hears: the alternative, else the text.
    pub(crate) fn spoken(&self) -> &str {
        self.alternative.as_deref().unwrap_or(&self.text)
    }
}

/// The value of `content`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Content {
    shown: Vec<Piece>,
    alternative: Option<Vec<Piece>>,
    /// `normal`: nothing of `::before` and `::after`, of `::marker` what the list has.
    normal: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Piece {
    Text(Box<str>),
    /// An attribute of the element, and what stands for it where it is missing.
    Attribute(Box<str>, Box<str>),
    Picture,
    /// The number of a counter, of all of its name where there is a separator.
    Counter(Box<str>, Option<Box<str>>, ListStyleType),
    /// A quotation mark, which may only be counted.
    Quote {
        opens: bool,
        shown: bool,
    },
    /// Leaders fill lines, and what stands on other pages is not known.
    Silent,
}

/// What generated content depends on at its place.
pub(super) struct Place<'c> {
    pub(super) document: &'c Document,
    pub(super) id: NodeId,
    pub(super) counters: &'c Counters,
    pub(super) counter_styles: &'c mut CounterStyles,
    pub(super) quotes: &'c Quotes,
    /// How many quotations are open.
    pub(super) depth: &'c mut usize,
    pub(super) language: Option<&'c str>,
}

impl Content {
    /// Whether nothing can come of it: `none`, `normal`, `""`.
    pub(super) fn is_empty(&self) -> bool {
        let nothing = |piece: &Piece| matches!(piece, Piece::Text(text) if text.is_empty());
        self.shown.iter().all(nothing)
    }

    pub(super) fn is_normal(&self) -> bool {
        self.normal
    }

    /// What the element shows by it, in the style of the pseudo-element; nothing where that is
    /// nothing.
    pub(super) fn of(&self, place: &mut Place<'_>, style: Style) -> Option<Generated> {
        let text = place.joined(&self.shown);
        let picture = self.shown.contains(&Piece::Picture);
        let alternative = self.alternative.as_ref().map(|pieces| place.joined(pieces));
        let any = picture || !text.is_empty() || alternative.is_some();
        let has = |is: fn(&Piece) -> bool| self.shown.iter().any(is);
        any.then(|| Generated {
            text,
            alternative,
            display: style.display,
            white_space: style.white_space,
            font: style.font,
            picture,
            visible: !style.invisible,
            counted: has(|piece| matches!(piece, Piece::Counter(..))),
            address: has(|piece| match piece {
                Piece::Attribute(name, _) => matches!(&**name, "href" | "src" | "action" | "cite"),
                _ => false,
            }),
            title: has(|piece| matches!(piece, Piece::Attribute(name, _) if &**name == "title")),
            quotes: has(|piece| matches!(piece, Piece::Quote { .. })),
        })
    }

    /// How many numbers of counters it asks for.
    pub(super) fn counters(&self) -> usize {
        self.shown.iter().filter(|piece| matches!(piece, Piece::Counter(..))).count()
    }

    pub(super) fn has_quotes(&self) -> bool {
        self.shown.iter().any(|piece| matches!(piece, Piece::Quote { .. }))
    }

    /// Whether an element with this content shows it in place of its own (CSS Generated Content
    /// 3, 2: one picture and no more).
    pub(super) fn replaces(&self) -> bool {
        self.shown == [Piece::Picture]
    }
}

impl Place<'_> {
    fn joined(&mut self, pieces: &[Piece]) -> Box<str> {
        pieces.iter().map(|piece| self.said(piece)).collect::<String>().into()
    }

    fn said(&mut self, piece: &Piece) -> String {
        match piece {
            Piece::Text(text) => text.to_string(),
            Piece::Attribute(name, fallback) => {
                let value = self.document.attr(self.id, name);
                value.map_or_else(|| fallback.to_string(), str::to_owned)
            }
            Piece::Counter(name, separator, style) => {
                let style = self.counter_styles.number_of(style);
                if self.counter_styles.is_bullet(style) {
                    return String::new();
                }
                let numbers = match separator {
                    None => vec![self.counters.innermost(name)],
                    Some(_) => self.counters.all(name),
                };
                let written =
                    numbers.iter().map(|&number| self.counter_styles.write(style, number));
                written.collect::<Vec<_>>().join(separator.as_deref().unwrap_or_default())
            }
            Piece::Quote { opens: true, shown } => {
                let [mark, _] = self.quotes.at(*self.depth, self.language);
                *self.depth = self.depth.saturating_add(1);
                if *shown { mark } else { String::new() }
            }
            Piece::Quote { opens: false, shown } => {
                // A closing mark without an opening one is none.
                let Some(depth) = self.depth.checked_sub(1) else { return String::new() };
                *self.depth = depth;
                let [_, mark] = self.quotes.at(depth, self.language);
                if *shown { mark } else { String::new() }
            }
            Piece::Picture | Piece::Silent => String::new(),
        }
    }
}

/// The content list, and the alternative after a slash.
pub(super) fn parse(input: &mut Parser<'_>) -> Result<Content, Dropped> {
    let keyword = |input: &mut Parser<'_>, word| {
        input.try_parse(|input| input.expect_ident_matching(word)).is_ok()
    };
    if keyword(input, "normal") {
        return Ok(Content { normal: true, ..Content::default() });
    }
    if keyword(input, "none") {
        return Ok(Content::default());
    }
    let shown = pieces(input)?;
    let alternative = match input.try_parse(|input| input.expect_delim('/')) {
        Ok(()) => Some(pieces(input)?),
        Err(_) => None,
    };
    Ok(Content { shown, alternative, normal: false })
}

fn pieces(input: &mut Parser<'_>) -> Result<Vec<Piece>, Dropped> {
    let mut pieces = Vec::new();
    while let Ok(piece) = input.try_parse(piece) {
        pieces.push(piece);
    }
    if pieces.is_empty() { Err(ParseError::unexpected_token()) } else { Ok(pieces) }
}

fn piece(input: &mut Parser<'_>) -> Result<Piece, Dropped> {
    let quote = |opens, shown| Piece::Quote { opens, shown };
    match input.next()?.clone() {
        Token::QuotedString(text) => Ok(Piece::Text(text.as_ref().into())),
        Token::UnquotedUrl(_) => Ok(Piece::Picture),
        Token::Ident(word) => Ok(match_ignore_ascii_case! { &word,
            "open-quote" => quote(true, true),
            "close-quote" => quote(false, true),
            "no-open-quote" => quote(true, false),
            "no-close-quote" => quote(false, false),
            _ => return Err(ParseError::unexpected_token()),
        }),
        Token::Function(name) => input.parse_nested_block(|input| function(&name, input)),
        _ => Err(ParseError::unexpected_token()),
    }
}

fn function(name: &str, input: &mut Parser<'_>) -> Result<Piece, Dropped> {
    let piece = match_ignore_ascii_case! { name,
        "attr" => return attribute(input),
        "counter" => return counter(input, false),
        "counters" => return counter(input, true),
        "leader" | "target-counter" | "target-counters"
        | "target-text" | "string" => Piece::Silent,
        "url" | "src" | "image" | "image-set" | "-webkit-image-set" | "element" | "cross-fade"
        | "linear-gradient" | "radial-gradient" | "conic-gradient"
        | "repeating-linear-gradient" | "repeating-radial-gradient"
        | "repeating-conic-gradient" | "-webkit-linear-gradient" => Piece::Picture,
        _ => return Err(ParseError::unexpected_token()),
    };
    while input.next().is_ok() {}
    Ok(piece)
}

/// `counter(name, style?)`, `counters(name, "separator", style?)`.
fn counter(input: &mut Parser<'_>, all: bool) -> Result<Piece, Dropped> {
    let name = input.expect_ident_cloned()?;
    let mut separator = None;
    if all {
        input.expect_comma()?;
        separator = Some(input.expect_string_cloned()?.as_ref().into());
    }
    let mut style = ListStyleType::Named("decimal".into());
    if input.try_parse(Parser::expect_comma).is_ok() {
        style = match input.next()?.clone() {
            Token::Ident(word) => ListStyleType::Named(word.as_ref().into()),
            Token::Function(name) if name.eq_ignore_ascii_case("symbols") => {
                let symbols = input.parse_nested_block(counter_style::symbols)?;
                ListStyleType::Symbols(Box::new(symbols))
            }
            _ => return Err(ParseError::unexpected_token()),
        };
    }
    input.expect_exhausted()?;
    Ok(Piece::Counter(name.as_ref().into(), separator, style))
}

/// `attr(name)`, `attr(name, "else")`, `attr(name string, "else")` (CSS Values 5, 7.7).
fn attribute(input: &mut Parser<'_>) -> Result<Piece, Dropped> {
    let name = input.expect_ident_cloned()?.to_ascii_lowercase();
    let text = ["string", "raw-string"];
    let _ = input.try_parse(|input| match text.contains(&input.expect_ident()?.as_ref()) {
        true => Ok(()),
        false => Err(ParseError::<()>::unexpected_token()),
    });
    let fallback = match input.try_parse(Parser::expect_comma) {
        Ok(()) => input.expect_string_cloned()?.as_ref().into(),
        Err(_) => "".into(),
    };
    input.expect_exhausted()?;
    Ok(Piece::Attribute(name.into(), fallback))
}

#[cfg(test)]
mod tests {
    use super::super::{Styles, Surroundings};
    use super::Generated;
    use crate::dom::{self, Document};
    use crate::limits::Limits;

    fn find(
        html: &str,
        get: fn(&Styles, crate::NodeId) -> Option<&Generated>,
    ) -> Option<Generated> {
        let document = dom::parse(html, dom::Syntax::Html, &Limits::new()).expect("a small page");
        let styles = Styles::new(&document, Surroundings::default());
        let mut all = document.descendants(Document::ROOT);
        let x = all.find(|&id| document.attr(id, "id") == Some("x")).expect("the element");
        get(&styles, x).cloned()
    }

    /// What `#x::before` adds: the text, and what is said of it.
    fn before(css: &str) -> Option<(String, String)> {
        let html = format!("<!doctype html><style>{css}</style><p id=x title=Tip lang=cs>a");
        let found = find(&html, Styles::before)?;
        Some((found.text.to_string(), found.spoken().to_owned()))
    }

    #[test]
    fn content_is_text_attributes_and_quotation_marks() {
        for (value, text, spoken) in [
            ("'New: '", "New: ", "New: "),
            ("'a' \"b\" attr(title)", "abTip", "abTip"),
            ("attr(TITLE string, 'none')", "Tip", "Tip"),
            ("attr(alt, 'none')", "none", "none"),
            ("open-quote 'x' close-quote", "„x“", "„x“"),
            ("'\\2605' / 'starred'", "★", "starred"),
            ("'*' / ''", "*", ""),
            ("'*' / 'see ' attr(title)", "*", "see Tip"),
            ("url(star.png) / 'starred'", "", "starred"),
            ("url(star.png)", "", ""),
            ("counter(item) '. '", "0. ", "0. "),
            ("counter(list-item) '. '", "0. ", "0. "),
            ("counter(item, symbols(fixed '*' '+')) counter(item, disc)", "0", "0"),
            ("var(--word, 'else')", "else", "else"),
        ] {
            let css = format!("#x::before {{ content: {value} }}");
            assert_eq!(before(&css), Some((text.to_owned(), spoken.to_owned())), "{value}");
        }
        for value in
            ["none", "normal", "''", "nonsense", "'a' /", "'a' bold", "inherit", "attr(alt)"]
        {
            assert_eq!(before(&format!("#x::before {{ content: {value} }}")), None, "{value}");
        }
    }

    #[test]
    fn the_cascade_decides_whether_it_stands() {
        let shown = |css: &str| before(css).map(|(text, _)| text);
        let is = |css: &str, text: Option<&str>| assert_eq!(shown(css).as_deref(), text, "{css}");
        is("p:before { content: 'a' } #x::before { content: 'b' }", Some("b"));
        is("p::before { content: 'a' !important } #x::before { content: 'b' }", Some("a"));
        is("p::before { content: 'a' } #x::before { content: none }", None);
        is("p::before { content: 'a' } #x::before { content: unset }", None);
        is("p::before { content: 'a'; display: none }", None);
        is("p::before { content: 'a'; visibility: hidden }", None);
        is("p::before { content: 'a'; content: 12px }", Some("a"));
        is("p::after { content: 'a' }", None);
        is("p { content: 'a' }", None);
        is("p { --w: 'a' } p::before { content: var(--w) }", Some("a"));
        is("p { &::before { content: 'a' } }", Some("a"));
        is("@media print { p::before { content: 'a' } }", None);
    }

    #[test]
    fn its_box_stands_in_the_line_or_apart() {
        let block = |css: &str| {
            let html = format!("<style>#x::after {{ content: 'a'; {css} }}</style><p id=x>");
            find(&html, Styles::after).unwrap().display.is_block()
        };
        assert!(!block("") && block("display: block") && block("position: absolute"));
    }

    #[test]
    fn pictures_stand_for_elements_and_replaced_elements_have_no_pseudo_elements() {
        let html = "<style>#x { content: url(a.png) / 'word' }</style><b id=x>a</b>";
        assert_eq!(find(html, Styles::replaced).unwrap().spoken(), "word");
        let html = "<b id=x style=\"content: 'word'\">a</b>";
        assert_eq!(find(html, Styles::replaced), None);
        let html = "<style>#x::before { content: 'word' }</style><img id=x>";
        assert_eq!(find(html, Styles::before), None);
    }
}
