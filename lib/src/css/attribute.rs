//! The `style` attribute (CSS Style Attributes).

use super::sheet::{DEEPEST, Scope};
use super::value::{Declaration, Dropped, Property, Value, Wide, parse_declaration};
use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, Parser, ParserState, QualifiedRuleParser,
    RuleBodyItemParser, RuleBodyParser,
};

/// The declarations of a `style` attribute.
pub(super) fn parse(text: &str, scope: Scope) -> Vec<Declaration> {
    let mut input = Parser::new(text);
    input.set_nested_block_limit(DEEPEST);
    let mut attribute = Attribute { scope, declarations: Vec::new() };
    RuleBodyParser::new(&mut input, &mut attribute).for_each(drop);
    attribute.declarations
}

/// Whether a `style` attribute declares a property with `!important`.
pub(crate) fn is_important(text: &str, name: &str) -> bool {
    let Some(property) = Property::within(Scope::Looks, name) else { return false };
    parse(text, Scope::Looks).iter().any(|declaration| {
        let declared = match &declaration.value {
            // What is inherited is not held by this attribute.
            Value::Wide(own, wide) => *own == property && *wide == Wide::Initial,
            Value::Unresolved(own, _) => *own == property,
            Value::Looks(looks) => match property {
                Property::Look(named) => looks.iter().any(|(look, _)| named.looks().contains(look)),
                _ => false,
            },
            _ => false,
        };
        declared && declaration.important
    })
}

struct Attribute {
    scope: Scope,
    declarations: Vec<Declaration>,
}

impl<'i> DeclarationParser<'i> for Attribute {
    type Declaration = ();
    type Error = selectors::parser::SelectorParseErrorKind;

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        _start: &ParserState,
    ) -> Result<(), Dropped> {
        self.declarations.extend(parse_declaration(self.scope, &name, input)?);
        Ok(())
    }
}

impl QualifiedRuleParser<'_> for Attribute {
    type Prelude = ();
    type QualifiedRule = ();
    type Error = selectors::parser::SelectorParseErrorKind;
}

impl AtRuleParser<'_> for Attribute {
    type Prelude = ();
    type AtRule = ();
    type Error = selectors::parser::SelectorParseErrorKind;
}

impl RuleBodyItemParser<'_, (), selectors::parser::SelectorParseErrorKind> for Attribute {
    fn parse_declarations(&self) -> bool {
        true
    }

    fn parse_qualified(&self) -> bool {
        false
    }
}
