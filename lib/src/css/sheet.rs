//! The page's style sheets, parsed into the rules that concern the text.

use super::condition;
use super::selector::{self, PseudoElement, Selectors};
use super::value::{Declaration, Dropped, Value, parse_declaration};
use crate::dom::{Document, NodeId, Tag};
use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, StyleSheetParser, Token,
    match_ignore_ascii_case,
};
use selectors::parser::{AncestorHashes, ParseRelative, Selector, SelectorList};
use std::collections::HashMap;

/// The most selectors whose rules are kept; a page with more has its sheets ignored.
pub(super) const MOST_SELECTORS: usize = 65_536;

/// The most simple selectors and combinators in one selector: the engine walks them by recursion.
const LONGEST_SELECTOR: usize = 256;

/// The most that nested rules may multiply their parents' selectors by repeating `&`.
const HEAVIEST: usize = 100_000;

/// How deep blocks and brackets may nest; deeper ones are dropped with the rule they stand in.
const DEEPEST: u8 = 32;

/// One selector and the declarations that it carries.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) selector: Selector<Selectors>,
    pub(super) hashes: AncestorHashes,
    pub(super) block: u32,
    /// The layer; after [`Sheet::of`] its rank, the strongest last.
    pub(super) layer: u32,
    /// About how many steps one attempt to match takes, apart from walking the tree.
    pub(super) cost: u32,
    pub(super) pseudo: Option<PseudoElement>,
}

/// All sheets of a page as one.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) rules: Vec<Rule>,
    pub(super) blocks: Vec<Vec<Declaration>>,
    /// Whether some declaration needs `var()`: else custom properties need not be followed.
    pub(super) uses_variables: bool,
    layers: Layers,
    quirks: bool,
}

impl Sheet {
    /// The page's sheets; nothing where it has none that says anything about the text.
    pub(super) fn of(document: &Document) -> Option<Sheet> {
        let mut sheet = Sheet { quirks: document.quirks(), ..Sheet::default() };
        let mut any = false;
        for id in document.descendants(Document::ROOT) {
            if document.name(id) == "style" {
                if applies(document, id) {
                    any = true;
                    sheet.parse(&document.text_content(id));
                }
            } else if let Some(style) = document.attr(id, "style") {
                sheet.uses_variables |= style.contains("var(");
            }
        }
        if !any || sheet.rules.is_empty() {
            return None;
        }
        sheet.drop_idle_pseudos();
        let ranks = sheet.layers.ranks();
        for rule in &mut sheet.rules {
            rule.layer = ranks[rule.layer as usize];
        }
        Some(sheet)
    }

    /// Without a text or picture for `::before` and `::after` nothing else of them counts: many
    /// sheets style them on every element, only to clear floats.
    fn drop_idle_pseudos(&mut self) {
        let generates = |rule: &Rule| {
            let declared = self.blocks[rule.block as usize].iter();
            is_generated(rule.pseudo) && declared.into_iter().any(|d| d.value.generates())
        };
        if !self.rules.iter().any(generates) {
            self.rules.retain(|rule| !is_generated(rule.pseudo));
        }
    }

    pub(super) fn too_large(&self) -> bool {
        self.rules.len() >= MOST_SELECTORS
    }

    fn parse(&mut self, text: &str) {
        let mut input = Parser::new(text);
        input.set_nested_block_limit(DEEPEST);
        let mut body = Body { sheet: self, layer: 0, parent: None, declarations: Vec::new() };
        let rules = StyleSheetParser::new(&mut input, &mut body);
        // A rule that does not parse is left out, as the standard asks.
        rules.for_each(drop);
    }
}

fn is_generated(pseudo: Option<PseudoElement>) -> bool {
    matches!(pseudo, Some(PseudoElement::Before | PseudoElement::After))
}

/// Whether a `style` element is a CSS sheet for screens that stands in the page itself.
fn applies(document: &Document, id: NodeId) -> bool {
    let kind = document.attr(id, "type").unwrap_or_default();
    let css = kind.is_empty() || kind.eq_ignore_ascii_case("text/css");
    let media = document.attr(id, "media").unwrap_or_default();
    css && condition::media_list(&mut Parser::new(media))
        && document.ancestors(id).all(|outer| document.tag(outer) != Tag::Template)
}

/// Cascade layers in order of first mention, the root first (CSS Cascading 5, 6.4).
#[derive(Debug)]
struct Layers {
    parents: Vec<u32>,
    named: HashMap<(u32, String), u32>,
}

impl Default for Layers {
    fn default() -> Self {
        Layers { parents: vec![0], named: HashMap::new() }
    }
}

impl Layers {
    fn add(&mut self, parent: u32) -> u32 {
        self.parents.push(parent);
        self.parents.len() as u32 - 1
    }

    fn named(&mut self, parent: u32, name: &str) -> u32 {
        if let Some(&known) = self.named.get(&(parent, name.to_owned())) {
            return known;
        }
        let layer = self.add(parent);
        self.named.insert((parent, name.to_owned()), layer);
        layer
    }

    /// Every layer's rank: its own rules beat those of the layers within it, so that the tree is
    /// ranked children first and the root, the rules in no layer, last.
    fn ranks(&self) -> Vec<u32> {
        let mut children = vec![Vec::new(); self.parents.len()];
        for (layer, &parent) in self.parents.iter().enumerate().skip(1) {
            children[parent as usize].push(layer);
        }
        // Parents before children and later children before earlier ones, then counted backwards.
        let mut ranks = vec![0; self.parents.len()];
        let mut next = self.parents.len() as u32;
        let mut open = vec![0];
        while let Some(layer) = open.pop() {
            next -= 1;
            ranks[layer] = next;
            open.append(&mut children[layer]);
        }
        ranks
    }
}

/// The selectors of a style rule, and what one attempt to match them costs.
#[derive(Clone)]
struct Prelude {
    selectors: SelectorList<Selectors>,
    weight: usize,
}

/// What stands between the braces of a sheet, a conditional rule or a style rule.
struct Body<'s> {
    sheet: &'s mut Sheet,
    layer: u32,
    /// The style rule around, whose declarations these are and which `&` means.
    parent: Option<Prelude>,
    declarations: Vec<Declaration>,
}

impl Body<'_> {
    /// Reads a nested block; its declarations come before those that follow it.
    fn nested(&mut self, parent: Option<Prelude>, layer: u32, input: &mut Parser<'_>) {
        self.flush();
        let mut body = Body { sheet: &mut *self.sheet, layer, parent, declarations: Vec::new() };
        RuleBodyParser::new(input, &mut body).for_each(drop);
        body.flush();
    }

    /// Makes rules of the declarations so far.
    fn flush(&mut self) {
        let declarations = std::mem::take(&mut self.declarations);
        let Some(prelude) = self.parent.as_ref().filter(|_| !declarations.is_empty()) else {
            return;
        };
        let sheet = &mut *self.sheet;
        sheet.uses_variables |=
            declarations.iter().any(|d| matches!(d.value, Value::Unresolved(..)));
        let block = sheet.blocks.len() as u32;
        sheet.blocks.push(declarations);
        let quirks = super::cascade::quirks_mode(sheet.quirks);
        for selector in prelude.selectors.slice() {
            let pseudo = selector.pseudo_element().copied();
            if pseudo == Some(PseudoElement::Other) {
                continue;
            }
            if selector.len() > LONGEST_SELECTOR || sheet.rules.len() >= MOST_SELECTORS {
                continue;
            }
            sheet.rules.push(Rule {
                hashes: AncestorHashes::new(selector, quirks),
                selector: selector.clone(),
                block,
                layer: self.layer,
                cost: 1 + (prelude.weight / 16) as u32,
                pseudo,
            });
        }
    }
}

impl<'i> QualifiedRuleParser<'i> for Body<'_> {
    type Prelude = Prelude;
    type QualifiedRule = ();
    type Error = selectors::parser::SelectorParseErrorKind;

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<Prelude, Dropped> {
        let start = input.position();
        let nesting =
            if self.parent.is_some() { ParseRelative::ForNesting } else { ParseRelative::No };
        let mut selectors = selector::parse(input, nesting)?;
        let text = input.slice_from(start);
        let count = selectors.len().max(1);
        // Without brackets each selector of a list is weighed by its share of the text.
        let mut weight = if text.contains(['(', '&']) { text.len() } else { text.len() / count };
        match &self.parent {
            Some(parent) => {
                let selves = text.matches('&').count().max(1);
                weight = weight.saturating_add(parent.weight.saturating_mul(selves));
                selectors = selectors.replace_parent_selector(&parent.selectors);
            }
            // Outside of a rule `&` would mean the root: rare enough to drop.
            None if text.contains('&') => return Err(ParseError::unexpected_token()),
            None => {}
        }
        if weight > HEAVIEST {
            return Err(ParseError::unexpected_token());
        }
        Ok(Prelude { selectors, weight })
    }

    fn parse_block(
        &mut self,
        prelude: Prelude,
        _start: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), Dropped> {
        self.nested(Some(prelude), self.layer, input);
        Ok(())
    }
}

/// The at-rules that decide whether and how strongly their content applies.
enum AtPrelude {
    Condition(bool),
    Layers(Vec<Vec<String>>),
}

impl<'i> AtRuleParser<'i> for Body<'_> {
    type Prelude = AtPrelude;
    type AtRule = ();
    type Error = selectors::parser::SelectorParseErrorKind;

    fn parse_prelude(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
    ) -> Result<AtPrelude, Dropped> {
        match_ignore_ascii_case! { &name,
            "media" => Ok(AtPrelude::Condition(condition::media_list(input))),
            "supports" => Ok(AtPrelude::Condition(condition::supports(input))),
            "layer" if input.is_exhausted() => Ok(AtPrelude::Layers(Vec::new())),
            "layer" => input.parse_comma_separated(layer_name).map(AtPrelude::Layers),
            // Imports are not fetched; containers, scopes and animations cannot be decided here.
            _ => Err(ParseError::unexpected_token()),
        }
    }

    fn rule_without_block(&mut self, prelude: AtPrelude, _start: &ParserState) -> Result<(), ()> {
        let AtPrelude::Layers(names) = prelude else { return Err(()) };
        for name in names {
            self.layer_at(&name);
        }
        Ok(())
    }

    fn parse_block(
        &mut self,
        prelude: AtPrelude,
        _start: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), Dropped> {
        let layer = match prelude {
            AtPrelude::Condition(true) => self.layer,
            AtPrelude::Condition(false) => return Ok(()),
            AtPrelude::Layers(names) => match names.as_slice() {
                [] => self.sheet.layers.add(self.layer),
                [name] => self.layer_at(name),
                _ => return Err(ParseError::unexpected_token()),
            },
        };
        self.nested(self.parent.clone(), layer, input);
        Ok(())
    }
}

impl Body<'_> {
    fn layer_at(&mut self, path: &[String]) -> u32 {
        path.iter().fold(self.layer, |layer, name| self.sheet.layers.named(layer, name))
    }
}

/// A layer's name: identifiers joined by dots.
fn layer_name(input: &mut Parser<'_>) -> Result<Vec<String>, Dropped> {
    let mut path = vec![input.expect_ident()?.as_ref().to_owned()];
    loop {
        let before = input.state();
        match input.next_including_whitespace() {
            Ok(Token::Delim('.')) => path.push(input.expect_ident()?.as_ref().to_owned()),
            _ => {
                input.reset(&before);
                return Ok(path);
            }
        }
    }
}

impl<'i> DeclarationParser<'i> for Body<'_> {
    type Declaration = ();
    type Error = selectors::parser::SelectorParseErrorKind;

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        _start: &ParserState,
    ) -> Result<(), Dropped> {
        self.declarations.extend(parse_declaration(&name, input)?);
        Ok(())
    }
}

impl RuleBodyItemParser<'_, (), selectors::parser::SelectorParseErrorKind> for Body<'_> {
    fn parse_declarations(&self) -> bool {
        self.parent.is_some()
    }

    fn parse_qualified(&self) -> bool {
        true
    }
}

/// The declarations of a `style` attribute.
pub(super) fn parse_attribute(text: &str) -> Vec<Declaration> {
    let mut input = Parser::new(text);
    input.set_nested_block_limit(DEEPEST);
    let mut attribute = Attribute(Vec::new());
    RuleBodyParser::new(&mut input, &mut attribute).for_each(drop);
    attribute.0
}

struct Attribute(Vec<Declaration>);

impl<'i> DeclarationParser<'i> for Attribute {
    type Declaration = ();
    type Error = selectors::parser::SelectorParseErrorKind;

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        _start: &ParserState,
    ) -> Result<(), Dropped> {
        self.0.extend(parse_declaration(&name, input)?);
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
