//! The page's style sheets, parsed into the rules that concern the text.

use super::condition;
use super::layer::{Layers, layer_name};
use super::owner::{self, Owner};
use super::selector::{self, PseudoElement, Selectors};
use super::source::{Loader, Surroundings};
use super::value::{Declaration, Dropped, Value, parse_declaration};
use crate::dom::{Document, NodeId};
use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, StyleSheetParser,
    match_ignore_ascii_case,
};
use selectors::parser::{AncestorHashes, ParseRelative, Selector, SelectorList};
use url::Url;

/// The most selectors whose rules are kept; a page with more has its sheets ignored.
pub(super) const MOST_SELECTORS: usize = 65_536;

/// The most simple selectors and combinators in one selector: the engine walks them by recursion.
const LONGEST_SELECTOR: usize = 256;

/// The most that nested rules may multiply their parents' selectors by repeating `&`.
const HEAVIEST: usize = 100_000;

/// How deep blocks and brackets may nest; deeper ones are dropped with the rule they stand in.
pub(super) const DEEPEST: u8 = 32;

/// How many sheets may import one another in a row.
const DEEPEST_IMPORT: usize = 16;

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
    /// Whether it may hold only while something has the focus.
    pub(super) focus: bool,
    /// Whether it asks what an element has in it or after it: `:has()`.
    pub(super) relates: bool,
}

/// Which properties are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Scope {
    /// Those that decide which text is shown, and how.
    #[default]
    Text,
    /// Those that decide how it looks, too.
    Looks,
}

/// All sheets of a page as one.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) rules: Vec<Rule>,
    pub(super) blocks: Vec<Vec<Declaration>>,
    /// Whether some declaration needs `var()`: else custom properties need not be followed.
    pub(super) uses_variables: bool,
    pub(super) scope: Scope,
    layers: Layers,
    quirks: bool,
}

impl Sheet {
    /// The page's sheets; nothing where it has none that says anything about the text.
    pub(super) fn of(document: &Document, loader: &mut Loader<'_>, scope: Scope) -> Option<Sheet> {
        let owners = owner::sheets(document, loader);
        if owners.is_empty() {
            return None;
        }
        let mut sheet = Sheet { scope, quirks: document.quirks(), ..Sheet::default() };
        for id in document.all().filter(|&id| document.is_element(id)) {
            let style = document.attr(id, "style");
            sheet.uses_variables |= style.is_some_and(|style| style.contains("var("));
        }
        for Owner { node, reference } in owners {
            let place = Place { node, url: None, chain: None };
            match reference {
                None => sheet.parse(&document.child_text(node), 0, &place, loader),
                Some(reference) => sheet.load(reference, 0, &place, loader),
            }
        }
        sheet.drop_idle_pseudos();
        if sheet.rules.is_empty() {
            return None;
        }
        let ranks = sheet.layers.ranks();
        for rule in &mut sheet.rules {
            rule.layer = ranks[rule.layer as usize];
        }
        Some(sheet)
    }

    /// The page's sheets with all that concerns its looks; nothing where they are more than any
    /// honest page has.
    pub(super) fn looks(document: &Document, surroundings: &Surroundings) -> Option<Option<Sheet>> {
        let mut loader = Loader::new(surroundings);
        let sheet = Sheet::of(document, &mut loader, Scope::Looks);
        let honest = !loader.too_many() && !sheet.as_ref().is_some_and(Sheet::too_large);
        honest.then_some(sheet)
    }

    /// Whether anything in it concerns the focus, or outlines.
    pub(super) fn styles_focus(&self) -> bool {
        let outline = |declaration: &Declaration| declaration.value.concerns_outlines();
        self.rules.iter().any(|rule| rule.focus) || self.blocks.iter().flatten().any(outline)
    }

    /// Whether anything in it rests on `:has()`.
    pub(super) fn relates(&self) -> bool {
        self.rules.iter().any(|rule| rule.relates)
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

    /// Reads a sheet that a place refers to; one that imports itself is read once.
    fn load(&mut self, reference: &str, layer: u32, place: &Place<'_>, loader: &mut Loader<'_>) {
        let Some((url, text)) = loader.get(place.node, place.url, reference) else { return };
        let mut around = std::iter::successors(Some(place), |place| place.chain);
        if around.clone().count() > DEEPEST_IMPORT || around.any(|place| place.url == Some(&url)) {
            return;
        }
        let place = Place { node: place.node, url: Some(&url), chain: Some(place) };
        self.parse(&text, layer, &place, loader);
    }

    fn parse(&mut self, text: &str, layer: u32, place: &Place<'_>, loader: &mut Loader<'_>) {
        let mut input = Parser::new(text);
        input.set_nested_block_limit(DEEPEST);
        let mut body = Body {
            sheet: self,
            loader,
            place,
            layer,
            parent: None,
            declarations: Vec::new(),
            imports: true,
        };
        let rules = StyleSheetParser::new(&mut input, &mut body);
        // A rule that does not parse is left out, as the standard asks.
        rules.for_each(drop);
    }
}

/// Where a sheet stands, and which sheets import it.
struct Place<'p> {
    node: NodeId,
    url: Option<&'p Url>,
    chain: Option<&'p Place<'p>>,
}

fn is_generated(pseudo: Option<PseudoElement>) -> bool {
    matches!(pseudo, Some(PseudoElement::Before | PseudoElement::After))
}

/// The selectors of a style rule, and what one attempt to match them costs.
#[derive(Clone)]
struct Prelude {
    selectors: SelectorList<Selectors>,
    weight: usize,
    /// Whether `:focus` or one of its kin is named.
    focus: bool,
    /// Whether `:has()` is.
    relates: bool,
}

/// What stands between the braces of a sheet, a conditional rule or a style rule.
struct Body<'s, 'l> {
    sheet: &'s mut Sheet,
    loader: &'s mut Loader<'l>,
    place: &'s Place<'s>,
    layer: u32,
    /// The style rule around, whose declarations these are and which `&` means.
    parent: Option<Prelude>,
    declarations: Vec<Declaration>,
    /// Whether nothing has come yet that `@import` must stand before.
    imports: bool,
}

impl Body<'_, '_> {
    /// Reads a nested block; its declarations come before those that follow it.
    fn nested(&mut self, parent: Option<Prelude>, layer: u32, input: &mut Parser<'_>) {
        self.flush();
        let mut body = Body {
            sheet: &mut *self.sheet,
            loader: &mut *self.loader,
            place: self.place,
            layer,
            parent,
            declarations: Vec::new(),
            imports: false,
        };
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
                focus: prelude.focus,
                relates: prelude.relates,
            });
        }
    }
}

impl<'i> QualifiedRuleParser<'i> for Body<'_, '_> {
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
        let around = self.parent.as_ref();
        let focus = around.is_some_and(|parent| parent.focus) || text.contains(":focus");
        let relates = around.is_some_and(|parent| parent.relates)
            || text.to_ascii_lowercase().contains(":has(");
        Ok(Prelude { selectors, weight, focus, relates })
    }

    fn parse_block(
        &mut self,
        prelude: Prelude,
        _start: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), Dropped> {
        self.imports = false;
        self.nested(Some(prelude), self.layer, input);
        Ok(())
    }
}

/// The at-rules that decide whether and how strongly their content applies.
enum AtPrelude {
    /// The sheet, and the layer that its rules go to; nothing where its conditions do not hold.
    Import(Option<(String, Option<Vec<String>>)>),
    Condition(bool),
    Layers(Vec<Vec<String>>),
}

impl<'i> AtRuleParser<'i> for Body<'_, '_> {
    type Prelude = AtPrelude;
    type AtRule = ();
    type Error = selectors::parser::SelectorParseErrorKind;

    fn parse_prelude(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
    ) -> Result<AtPrelude, Dropped> {
        match_ignore_ascii_case! { &name,
            "import" if self.imports => import(input, self.loader).map(AtPrelude::Import),
            "media" => Ok(AtPrelude::Condition(self.loader.holds(input))),
            "supports" => Ok(AtPrelude::Condition(condition::supports(input))),
            "layer" if input.is_exhausted() => Ok(AtPrelude::Layers(Vec::new())),
            "layer" => input.parse_comma_separated(layer_name).map(AtPrelude::Layers),
            // Late imports do not count; containers, scopes and animations cannot be decided here.
            _ => Err(ParseError::unexpected_token()),
        }
    }

    fn rule_without_block(&mut self, prelude: AtPrelude, _start: &ParserState) -> Result<(), ()> {
        match prelude {
            AtPrelude::Layers(names) => {
                for name in names {
                    self.layer_at(&name);
                }
            }
            AtPrelude::Import(Some((reference, layer))) => {
                let layer = match layer.as_deref() {
                    None => self.layer,
                    Some([]) => self.sheet.layers.add(self.layer),
                    Some(name) => self.layer_at(name),
                };
                self.sheet.load(&reference, layer, self.place, self.loader);
            }
            AtPrelude::Import(None) => {}
            AtPrelude::Condition(_) => return Err(()),
        }
        Ok(())
    }

    fn parse_block(
        &mut self,
        prelude: AtPrelude,
        _start: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), Dropped> {
        self.imports = false;
        let layer = match prelude {
            AtPrelude::Import(_) => return Err(ParseError::unexpected_token()),
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

impl Body<'_, '_> {
    fn layer_at(&mut self, path: &[String]) -> u32 {
        path.iter().fold(self.layer, |layer, name| self.sheet.layers.named(layer, name))
    }
}

impl<'i> DeclarationParser<'i> for Body<'_, '_> {
    type Declaration = ();
    type Error = selectors::parser::SelectorParseErrorKind;

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        _start: &ParserState,
    ) -> Result<(), Dropped> {
        self.declarations.extend(parse_declaration(self.sheet.scope, &name, input)?);
        Ok(())
    }
}

impl RuleBodyItemParser<'_, (), selectors::parser::SelectorParseErrorKind> for Body<'_, '_> {
    fn parse_declarations(&self) -> bool {
        self.parent.is_some()
    }

    fn parse_qualified(&self) -> bool {
        true
    }
}

/// The address of an imported sheet, and the layer that it is put into.
type Import = (String, Option<Vec<String>>);

/// `url layer? supports()? media?` (CSS Cascading and Inheritance 5, 3).
fn import(input: &mut Parser<'_>, loader: &mut Loader<'_>) -> Result<Option<Import>, Dropped> {
    let reference = input.expect_url_or_string()?.as_ref().to_owned();
    let layer = if input.try_parse(|input| input.expect_ident_matching("layer")).is_ok() {
        Some(Vec::new())
    } else {
        let named = input.try_parse(|input| {
            input.expect_function_matching("layer")?;
            input.parse_nested_block(layer_name)
        });
        named.ok()
    };
    let supports = input.try_parse(|input| {
        input.expect_function_matching("supports")?;
        input.parse_nested_block(|input| Ok::<_, Dropped>(condition::supports_import(input)))
    });
    let holds = supports.unwrap_or(true) && loader.holds(input);
    Ok(holds.then_some((reference, layer)))
}
