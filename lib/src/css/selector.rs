//! What the selector engine has to know of our selectors: names, pseudo-classes and -elements.

use super::value::Dropped;
use cssparser::{
    CowRcStr, ParseError, Parser, ToCss, match_ignore_ascii_case, serialize_identifier,
};
use precomputed_hash::PrecomputedHash;
use selectors::parser::{
    ParseRelative, SelectorImpl, SelectorList, SelectorParseErrorKind as Unsupported,
};
use std::borrow::Borrow;
use std::fmt;

/// A name in a selector, with its hash.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Name {
    hash: u32,
    text: Box<str>,
}

impl Name {
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }
}

/// FNV-1a: the same for a selector's name and an element's, which is all that the filter needs.
pub(super) fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

impl From<&str> for Name {
    fn from(text: &str) -> Name {
        Name { hash: hash(text), text: text.into() }
    }
}

impl Borrow<str> for Name {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl PrecomputedHash for Name {
    fn precomputed_hash(&self) -> u32 {
        self.hash
    }
}

impl ToCss for Name {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        serialize_identifier(&self.text, dest)
    }
}

/// The pseudo-classes that the engine leaves to us, as far as a page at rest decides them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum PseudoClass {
    Link,
    Enabled,
    Disabled,
    Checked,
    Required,
    Optional,
    Open,
    Defined,
    Lang(Box<[Box<str>]>),
    /// `:focus` and `:focus-visible`: of an element that is asked about with the focus.
    Focus,
    FocusWithin,
    /// Whether the direction is right to left.
    Dir(bool),
    /// What only a user or a script can bring about: `:hover`, `:target`, `:visited` …
    Never,
}

impl selectors::parser::NonTSPseudoClass for PseudoClass {
    fn is_active_or_hover(&self) -> bool {
        false
    }

    fn is_user_action_state(&self) -> bool {
        matches!(self, PseudoClass::Never | PseudoClass::Focus | PseudoClass::FocusWithin)
    }
}

impl ToCss for PseudoClass {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        write!(dest, ":{self:?}")
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum PseudoElement {
    FirstLetter,
    Before,
    After,
    Marker,
    /// The text in a field that has no value (CSS Pseudo-Elements 4, 4.2).
    Placeholder,
    /// Any other: known, so that its rules parse, and never matched.
    Other,
}

impl selectors::parser::PseudoElement for PseudoElement {
    fn accepts_state_pseudo_classes(&self) -> bool {
        true
    }
}

impl ToCss for PseudoElement {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        write!(dest, "::{self:?}")
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Selectors;

impl SelectorImpl for Selectors {
    type ExtraMatchingData<'a> = ();
    type AttrValue = Name;
    type Identifier = Name;
    type LocalName = Name;
    type NamespaceUrl = Name;
    type NamespacePrefix = Name;
    type BorrowedNamespaceUrl = str;
    type BorrowedLocalName = str;
    type NonTSPseudoClass = PseudoClass;
    type PseudoElement = PseudoElement;
}

/// The grammar: everything static.
struct Grammar;

impl<'i> selectors::parser::Parser<'i> for Grammar {
    type Impl = Selectors;
    type Error = Unsupported;

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn parse_has(&self) -> bool {
        true
    }

    fn parse_host(&self) -> bool {
        true
    }

    fn parse_parent_selector(&self) -> bool {
        true
    }

    fn is_is_alias(&self, name: &str) -> bool {
        name.eq_ignore_ascii_case("-webkit-any")
    }

    fn parse_non_ts_pseudo_class(&self, name: &str) -> Result<PseudoClass, Dropped> {
        Ok(match_ignore_ascii_case! { name,
            "link" | "any-link" | "-webkit-any-link" => PseudoClass::Link,
            "enabled" => PseudoClass::Enabled,
            "disabled" => PseudoClass::Disabled,
            "checked" => PseudoClass::Checked,
            "required" => PseudoClass::Required,
            "optional" => PseudoClass::Optional,
            "open" => PseudoClass::Open,
            "defined" => PseudoClass::Defined,
            "focus" | "focus-visible" => PseudoClass::Focus,
            "focus-within" => PseudoClass::FocusWithin,
            "visited" | "hover" | "active" | "target"
            | "target-within" | "current" | "past" | "future" | "playing" | "paused"
            | "fullscreen" | "modal" | "popover-open" | "picture-in-picture" | "user-valid"
            | "user-invalid" | "autofill" | "-webkit-autofill" | "indeterminate"
            => PseudoClass::Never,
            _ => return Err(ParseError::custom(Unsupported::UnsupportedPseudoClassOrElement)),
        })
    }

    fn parse_non_ts_functional_pseudo_class(
        &self,
        name: &str,
        input: &mut Parser<'i>,
        _after_part: bool,
    ) -> Result<PseudoClass, Dropped> {
        if name.eq_ignore_ascii_case("dir") {
            return Ok(match input.expect_ident()?.to_ascii_lowercase().as_str() {
                "rtl" => PseudoClass::Dir(true),
                "ltr" => PseudoClass::Dir(false),
                _ => PseudoClass::Never,
            });
        }
        if !name.eq_ignore_ascii_case("lang") {
            return Err(ParseError::custom(Unsupported::UnsupportedPseudoClassOrElement));
        }
        let ranges = input.parse_comma_separated(|input| {
            Ok::<CowRcStr<'_>, Dropped>(input.expect_ident_or_string()?.clone())
        })?;
        Ok(PseudoClass::Lang(ranges.iter().map(|range| Box::from(range.as_ref())).collect()))
    }

    fn parse_pseudo_element(&self, name: &str) -> Result<PseudoElement, Dropped> {
        Ok(match_ignore_ascii_case! { name,
            "first-letter" => PseudoElement::FirstLetter,
            "before" => PseudoElement::Before,
            "after" => PseudoElement::After,
            "marker" => PseudoElement::Marker,
            "placeholder" | "-webkit-input-placeholder" => PseudoElement::Placeholder,
            _ => PseudoElement::Other,
        })
    }

    fn parse_functional_pseudo_element(
        &self,
        _name: &str,
        arguments: &mut Parser<'i>,
    ) -> Result<PseudoElement, Dropped> {
        while arguments.next().is_ok() {}
        Ok(PseudoElement::Other)
    }
}

pub(super) fn parse(
    input: &mut Parser<'_>,
    relative: ParseRelative,
) -> Result<SelectorList<Selectors>, Dropped> {
    SelectorList::parse(&Grammar, input, relative)
}

/// Whether a selector is one that we know (`@supports selector()`).
pub(super) fn parses(input: &mut Parser<'_>) -> bool {
    parse(input, ParseRelative::No).is_ok_and(|list| list.len() == 1)
}
