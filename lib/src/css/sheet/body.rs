//! What stands between the braces of a sheet: rules within rules, and at-rules around them.

use super::{MOST_SELECTORS, Place, Rule, Sheet};
use crate::css::condition;
use crate::css::counter_style;
use crate::css::layer::layer_name;
use crate::css::scoping::Scoping;
use crate::css::selector::{self, PseudoElement, Selectors};
use crate::css::source::Loader;
use crate::css::value::{Declaration, Dropped, Value, parse_declaration};
use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, match_ignore_ascii_case,
};
use selectors::parser::{AncestorHashes, ParseRelative, SelectorList};

/// The most simple selectors and combinators in one selector: the engine walks them by recursion.
const LONGEST_SELECTOR: usize = 256;

/// The most that nested rules may multiply their parents' selectors by repeating `&`.
const HEAVIEST: usize = 100_000;

/// The selectors of a style rule, and what one attempt to match them costs.
#[derive(Clone)]
pub(in crate::css) struct Prelude {
    selectors: SelectorList<Selectors>,
    weight: usize,
    /// Whether `:focus` or one of its kin is named.
    focus: bool,
    /// Whether `:has()` is.
    relates: bool,
    /// Whether `:host` is.
    host: bool,
}

impl Prelude {
    /// The root of a scope, of no specificity of its own.
    fn scope_root() -> Prelude {
        let mut input = Parser::new(":where(:scope)");
        let selectors = selector::parse(&mut input, ParseRelative::No).expect("a fixed selector");
        Prelude { selectors, weight: 1, focus: false, relates: false, host: false }
    }
}

/// What stands between the braces of a sheet, a conditional rule or a style rule.
pub(super) struct Body<'s, 'l> {
    sheet: &'s mut Sheet,
    loader: &'s mut Loader<'l>,
    place: &'s Place<'s>,
    around: Around,
    declarations: Vec<Declaration>,
    /// Whether nothing has come yet that `@import` must stand before.
    imports: bool,
}

/// The rules around a block.
#[derive(Clone, Default)]
struct Around {
    layer: u32,
    /// The style rule, whose declarations these are and which `&` means.
    parent: Option<Prelude>,
    scope: Option<u32>,
    /// Whether `parent` is the root of the scope, and no rule of the page.
    is_scope: bool,
    container: bool,
}

impl<'s, 'l> Body<'s, 'l> {
    pub(super) fn of_sheet(
        sheet: &'s mut Sheet,
        loader: &'s mut Loader<'l>,
        place: &'s Place<'s>,
        layer: u32,
    ) -> Body<'s, 'l> {
        let around = Around { layer, ..Around::default() };
        Body { sheet, loader, place, around, declarations: Vec::new(), imports: true }
    }
}

impl Body<'_, '_> {
    /// Reads a nested block; its declarations come before those that follow it.
    fn nested(&mut self, around: Around, input: &mut Parser<'_>) {
        self.flush();
        let mut body = Body {
            sheet: &mut *self.sheet,
            loader: &mut *self.loader,
            place: self.place,
            around,
            declarations: Vec::new(),
            imports: false,
        };
        RuleBodyParser::new(input, &mut body).for_each(drop);
        body.flush();
    }

    /// Makes rules of the declarations so far.
    fn flush(&mut self) {
        let declarations = std::mem::take(&mut self.declarations);
        let Some(prelude) = self.around.parent.as_ref().filter(|_| !declarations.is_empty()) else {
            return;
        };
        let sheet = &mut *self.sheet;
        sheet.uses_variables |=
            declarations.iter().any(|d| matches!(d.value, Value::Unresolved(..)));
        sheet.counts_items |= declarations.iter().any(|d| d.value.counts_items());
        let block = sheet.blocks.len() as u32;
        sheet.blocks.push(declarations);
        let quirks = crate::css::cascade::quirks_mode(sheet.quirks);
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
                layer: self.around.layer,
                cost: 1 + (prelude.weight / 16) as u32,
                pseudo,
                focus: prelude.focus,
                relates: prelude.relates,
                container: self.around.container,
                scope: self.around.scope,
                tree: self.place.tree,
                host: prelude.host && self.place.tree > 0,
            });
        }
    }
}

impl<'i> QualifiedRuleParser<'i> for Body<'_, '_> {
    type Prelude = Prelude;
    type QualifiedRule = ();
    type Error = selectors::parser::SelectorParseErrorKind;

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<Prelude, Dropped> {
        self.prelude(input)
    }

    fn parse_block(
        &mut self,
        prelude: Prelude,
        _start: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), Dropped> {
        self.imports = false;
        let around = Around { parent: Some(prelude), is_scope: false, ..self.around.clone() };
        self.nested(around, input);
        Ok(())
    }
}

/// The at-rules that decide whether and how strongly their content applies.
pub(in crate::css) enum AtPrelude {
    /// The sheet, and the layer that its rules go to; nothing where its conditions do not hold.
    Import(Option<(String, Option<Vec<String>>)>),
    Condition(bool),
    Layers(Vec<Vec<String>>),
    Scope(u32),
    Container,
    CounterStyle(Box<str>),
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
            "scope" => self.scope(input).map(AtPrelude::Scope),
            // Of what size a container is, and of what style, only a layout tells.
            "container" => {
                while input.next().is_ok() {}
                Ok(AtPrelude::Container)
            },
            "counter-style" => counter_style::name(input).map(AtPrelude::CounterStyle),
            // Late imports do not count. What `@starting-style` holds is over when a page is at rest;
            // animations are not followed.
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
                    None => self.around.layer,
                    Some([]) => self.sheet.layers.add(self.around.layer),
                    Some(name) => self.layer_at(name),
                };
                self.sheet.load(&reference, layer, self.place, self.loader);
            }
            AtPrelude::Import(None) => {}
            _ => return Err(()),
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
        let mut around = self.around.clone();
        match prelude {
            AtPrelude::Import(_) => return Err(ParseError::unexpected_token()),
            AtPrelude::Condition(true) => {}
            AtPrelude::Condition(false) => return Ok(()),
            AtPrelude::Layers(names) => match names.as_slice() {
                [] => around.layer = self.sheet.layers.add(around.layer),
                [name] => around.layer = self.layer_at(name),
                _ => return Err(ParseError::unexpected_token()),
            },
            AtPrelude::Container => around.container = true,
            AtPrelude::Scope(scope) => {
                around.parent = Some(Prelude::scope_root());
                (around.scope, around.is_scope) = (Some(scope), true);
            }
            AtPrelude::CounterStyle(name) => {
                let style = counter_style::block(input);
                self.sheet.counter_styles.extend(style.map(|style| (name, style)));
                return Ok(());
            }
        }
        self.nested(around, input);
        Ok(())
    }
}

impl Body<'_, '_> {
    fn layer_at(&mut self, path: &[String]) -> u32 {
        path.iter().fold(self.around.layer, |layer, name| self.sheet.layers.named(layer, name))
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
        self.around.parent.is_some()
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

impl Body<'_, '_> {
    /// The selectors of a style rule.
    fn prelude(&mut self, input: &mut Parser<'_>) -> Result<Prelude, Dropped> {
        let start = input.position();
        let nesting = match &self.around {
            Around { is_scope: true, .. } => ParseRelative::ForScope,
            Around { parent: Some(_), .. } => ParseRelative::ForNesting,
            _ => ParseRelative::No,
        };
        let mut selectors = selector::parse(input, nesting)?;
        let text = input.slice_from(start);
        let count = selectors.len().max(1);
        // Without brackets each selector of a list is weighed by its share of the text.
        let mut weight = if text.contains(['(', '&']) { text.len() } else { text.len() / count };
        let around = self.around.parent.as_ref().filter(|_| !self.around.is_scope);
        match around {
            Some(parent) => {
                let selves = text.matches('&').count().max(1);
                weight = weight.saturating_add(parent.weight.saturating_mul(selves));
                selectors = selectors.replace_parent_selector(&parent.selectors);
            }
            // Outside of a rule `&` would mean the root: rare enough to drop. In a scope it means
            // the root of that.
            None if text.contains('&') && !self.around.is_scope => {
                return Err(ParseError::unexpected_token());
            }
            None => {}
        }
        if weight > HEAVIEST {
            return Err(ParseError::unexpected_token());
        }
        let named = |name: &str| text.to_ascii_lowercase().contains(name);
        Ok(Prelude {
            selectors,
            weight,
            focus: around.is_some_and(|parent| parent.focus) || named(":focus"),
            relates: around.is_some_and(|parent| parent.relates) || named(":has("),
            host: around.is_some_and(|parent| parent.host) || named(":host"),
        })
    }

    /// `(start) to (end)`, of which either may be missing (CSS Cascading and Inheritance 6, 2.5.1).
    fn scope(&mut self, input: &mut Parser<'_>) -> Result<u32, Dropped> {
        let around = self.around.parent.clone().filter(|_| !self.around.is_scope);
        let list = |input: &mut Parser<'_>, relative| {
            input.expect_parenthesis_block()?;
            input.parse_nested_block(|input| selector::parse(input, relative))
        };
        let start = match input.try_parse(|input| list(input, ParseRelative::No)) {
            Ok(start) => Some(match &around {
                Some(parent) => start.replace_parent_selector(&parent.selectors),
                None => start,
            }),
            Err(_) => None,
        };
        let end = match input.try_parse(|input| input.expect_ident_matching("to")) {
            Ok(()) => Some(list(input, ParseRelative::ForScope)?),
            Err(_) => None,
        };
        input.expect_exhausted()?;
        let owner = self.place.parent.filter(|_| self.place.url.is_none());
        Ok(self.sheet.scopes.add(Scoping { start, end, owner, outer: self.around.scope }))
    }
}
