//! Generated content: what `::before`, `::after` and `content` add to a page (CSS Generated
//! Content 3).

use super::Display;
use super::counter::{Counters, Numerals};
use super::value::Dropped;
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
    /// Whether a picture is shown besides the text, or alone.
    pub(crate) picture: bool,
}

impl Generated {
    /// What a reader hears: the alternative, else the text.
    pub(crate) fn spoken(&self) -> &str {
        self.alternative.as_deref().unwrap_or(&self.text)
    }
}

/// The value of `content`; nothing for `normal` and `none`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Content {
    shown: Vec<Piece>,
    alternative: Option<Vec<Piece>>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Piece {
    Text(Box<str>),
    /// An attribute of the element, and what stands for it where it is missing.
    Attribute(Box<str>, Box<str>),
    Picture,
    /// The number of a counter, of all of its name where there is a separator.
    Counter(Box<str>, Option<Box<str>>, Numerals),
    /// Leaders fill lines, and what stands on other pages is not known.
    Silent,
}

impl Content {
    /// Whether nothing can come of it: `none`, `normal`, `""`.
    pub(super) fn is_empty(&self) -> bool {
        let nothing = |piece: &Piece| matches!(piece, Piece::Text(text) if text.is_empty());
        self.shown.iter().all(nothing)
    }

    /// What the element shows by it; nothing where that is nothing.
    pub(super) fn of(
        &self,
        document: &Document,
        id: NodeId,
        display: Display,
        counters: Option<&Counters>,
    ) -> Option<Generated> {
        let joined = |pieces: &[Piece]| joined(pieces, document, id, counters);
        let text = joined(&self.shown);
        let picture = self.shown.contains(&Piece::Picture);
        let alternative = self.alternative.as_ref().map(|pieces| joined(pieces));
        let any = picture || !text.is_empty() || alternative.is_some();
        any.then_some(Generated { text, alternative, display, picture })
    }

    /// How many numbers of counters it asks for.
    pub(super) fn counters(&self) -> usize {
        self.shown.iter().filter(|piece| matches!(piece, Piece::Counter(..))).count()
    }

    /// Whether an element with this content shows it in place of its own (CSS Generated Content
    /// 3, 2: one picture and no more).
    pub(super) fn replaces(&self) -> bool {
        self.shown == [Piece::Picture]
    }
}

/// Counters say nothing where they are not known.
fn joined(
    pieces: &[Piece],
    document: &Document,
    id: NodeId,
    counters: Option<&Counters>,
) -> Box<str> {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.to_string(),
        Piece::Attribute(name, fallback) => {
            document.attr(id, name).map_or_else(|| fallback.to_string(), str::to_owned)
        }
        Piece::Counter(name, separator, numerals) => match (counters, separator) {
            (None, _) => String::new(),
            (Some(counters), None) => counters.innermost(name, *numerals),
            (Some(counters), Some(separator)) => counters.all(name, separator, *numerals),
        },
        Piece::Picture | Piece::Silent => String::new(),
    };
    pieces.iter().map(piece).collect::<String>().into()
}

/// The content list, and the alternative after a slash.
pub(super) fn parse(input: &mut Parser<'_>) -> Result<Content, Dropped> {
    if input.try_parse(|input| input.expect_ident_matching("normal")).is_ok()
        || input.try_parse(|input| input.expect_ident_matching("none")).is_ok()
    {
        return Ok(Content::default());
    }
    let shown = pieces(input)?;
    let alternative = match input.try_parse(|input| input.expect_delim('/')) {
        Ok(()) => Some(pieces(input)?),
        Err(_) => None,
    };
    Ok(Content { shown, alternative })
}

fn pieces(input: &mut Parser<'_>) -> Result<Vec<Piece>, Dropped> {
    let mut pieces = Vec::new();
    while let Ok(piece) = input.try_parse(piece) {
        pieces.push(piece);
    }
    if pieces.is_empty() { Err(ParseError::unexpected_token()) } else { Ok(pieces) }
}

fn piece(input: &mut Parser<'_>) -> Result<Piece, Dropped> {
    match input.next()?.clone() {
        Token::QuotedString(text) => Ok(Piece::Text(text.as_ref().into())),
        Token::UnquotedUrl(_) => Ok(Piece::Picture),
        // The marks that `quotes: auto` has where no language says otherwise.
        Token::Ident(word) => Ok(match_ignore_ascii_case! { &word,
            "open-quote" => Piece::Text("\u{201c}".into()),
            "close-quote" => Piece::Text("\u{201d}".into()),
            "no-open-quote" | "no-close-quote" => Piece::Silent,
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

/// `counter(name, style?)`, `counters(name, "separator", style?)`. The counter of list items is the
/// list's own, which the reading numbers.
fn counter(input: &mut Parser<'_>, all: bool) -> Result<Piece, Dropped> {
    let name = input.expect_ident_cloned()?;
    let mut separator = None;
    if all {
        input.expect_comma()?;
        separator = Some(input.expect_string_cloned()?.as_ref().into());
    }
    let mut numerals = Numerals::Decimal;
    if input.try_parse(Parser::expect_comma).is_ok() {
        let style = input.try_parse(|input| input.expect_ident_cloned());
        numerals = style.map_or(Numerals::Decimal, |style| Numerals::named(&style));
        while input.next().is_ok() {}
    }
    input.expect_exhausted()?;
    match name.eq_ignore_ascii_case("list-item") {
        true => Ok(Piece::Silent),
        false => Ok(Piece::Counter(name.as_ref().into(), separator, numerals)),
    }
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
        let document = dom::parse(html, &Limits::new()).expect("a small page");
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
            ("open-quote 'x' close-quote", "\u{201c}x\u{201d}", "\u{201c}x\u{201d}"),
            ("'\\2605' / 'starred'", "★", "starred"),
            ("'*' / ''", "*", ""),
            ("'*' / 'see ' attr(title)", "*", "see Tip"),
            ("url(star.png) / 'starred'", "", "starred"),
            ("url(star.png)", "", ""),
            ("counter(item) '. '", "0. ", "0. "),
            ("counter(list-item) '. '", ". ", ". "),
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
