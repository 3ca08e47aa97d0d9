//! The computed looks of all elements.

use super::super::cascade::Cascade;
use super::super::color::Paint;
use super::super::length::{Length, Scale};
use super::super::selector::PseudoElement;
use super::super::sheet::{Scope, Sheet};
use super::super::source::{Loader, Surroundings};
use super::super::value::{Property, Value, Wide};
use super::{Computed, Extent, Given, Item, Known, Look, defaults};
use crate::dom::{Document, NodeId, Step, Tag};
use std::collections::HashMap;

/// The most nodes of a page whose looks are computed: beyond, none is known.
const LARGEST: usize = 500_000;

/// No element has this place.
const NONE: u32 = u32::MAX;

/// The computed looks of a document's elements.
#[derive(Debug)]
pub(in crate::css) struct Table {
    /// Of each node the place among the looks.
    places: Vec<u32>,
    looks: Vec<Computed>,
    /// How the placeholders of fields look.
    placeholders: HashMap<NodeId, Computed>,
}

impl Table {
    pub(in crate::css) fn new(document: &Document, surroundings: &Surroundings) -> Table {
        let mut loader = Loader::new(surroundings);
        let sheet = Sheet::of(document, &mut loader, Scope::Looks);
        let bounded = !loader.too_many() && document.len() <= LARGEST;
        let table = bounded.then(|| Table::computed(document, sheet.as_ref())).flatten();
        table.unwrap_or_else(|| Table::empty(0))
    }

    fn empty(nodes: usize) -> Table {
        Table { places: vec![NONE; nodes], looks: Vec::new(), placeholders: HashMap::new() }
    }

    /// Nothing when the sheets ask for more work than is allowed.
    fn computed(document: &Document, sheet: Option<&Sheet>) -> Option<Table> {
        if sheet.is_some_and(Sheet::too_large) {
            return None;
        }
        let initial = defaults::initial();
        let mut table = Table::empty(document.len());
        let mut cascade = Cascade::new(document, sheet);
        let mut rem = None;
        for step in document.walk(Document::ROOT) {
            let id = match step {
                Step::Enter(id) if document.is_element(id) => id,
                Step::Leave(id) if document.is_element(id) => {
                    cascade.leave();
                    continue;
                }
                _ => continue,
            };
            let parent = document.parent(id).and_then(|parent| table.at(parent)).copied();
            let element = Element {
                document,
                parent: parent.unwrap_or(initial),
                initial,
                rem: rem.unwrap_or(16.0),
            };
            let (computed, placeholder) = element.computed(&mut cascade, id);
            table.placeholders.extend(placeholder.map(|looks| (id, looks)));
            rem = rem.or(Some(computed.font_size().value().unwrap_or(f32::NAN)));
            table.places[id.index()] = table.looks.len() as u32;
            table.looks.push(computed);
        }
        cascade.finish().map(|_| table)
    }

    fn at(&self, node: NodeId) -> Option<&Computed> {
        self.looks.get(*self.places.get(node.index())? as usize)
    }

    /// The looks of the placeholder of a field.
    pub(in crate::css) fn placeholder(&self, field: NodeId) -> Computed {
        self.placeholders.get(&field).copied().unwrap_or(Computed::unknown())
    }

    /// The looks of an element, or of the one that a text stands in.
    pub(in crate::css) fn of(&self, document: &Document, node: NodeId) -> Computed {
        let mut around = std::iter::once(node).chain(document.ancestors(node));
        let element = around.find(|&id| document.is_element(id));
        element.and_then(|id| self.at(id)).copied().unwrap_or(Computed::unknown())
    }
}

/// The strongest declaration of one property.
#[derive(Debug, Clone)]
enum Won {
    UserAgent(Given),
    Page(Given),
    Wide(Wide),
}

/// What an element's values are computed from.
struct Element<'d> {
    document: &'d Document,
    parent: Computed,
    initial: Computed,
    rem: f32,
}

/// The strongest declarations of all properties.
type Wins = [Option<Won>; Look::ALL.len()];

impl Element<'_> {
    /// The looks of an element, and of its placeholder where it has one.
    fn computed(&self, cascade: &mut Cascade<'_>, id: NodeId) -> (Computed, Option<Computed>) {
        let mut won: Wins = [const { None }; Look::ALL.len()];
        let mut own = Vec::new();
        defaults::user_agent(self.document, id, &mut |look, given| {
            won[look as usize] = Some(Won::UserAgent(given.clone()));
            own.push((look, given));
        });
        defaults::hints(self.document, id, &mut |look, given| {
            won[look as usize] = Some(Won::Page(given));
        });
        let mut within: Wins = [const { None }; Look::ALL.len()];
        // Grey, but each browser has its own.
        within[Look::Color as usize] = Some(Won::UserAgent(Given::Unknown));
        cascade.enter_looks(id, &mut |pseudo, value| match pseudo {
            Some(PseudoElement::Placeholder) => self.take(&mut within, value),
            _ => self.take(&mut won, value),
        });
        let computed = self.settled(&won, &own);
        let field = matches!(self.document.tag(id), Tag::Input | Tag::Textarea);
        let placeholder = (field && self.document.has_attr(id, "placeholder"))
            .then(|| Element { parent: computed, ..*self }.settled(&within, &[]));
        (computed, placeholder)
    }

    /// Takes a declaration, which is stronger than those before it.
    fn take(&self, won: &mut Wins, value: &Value) {
        match value {
            Value::Looks(looks) => {
                for (look, given) in looks.iter().filter(|(look, given)| self.counts(*look, given))
                {
                    won[*look as usize] = Some(Won::Page(given.clone()));
                }
            }
            Value::Wide(Property::Look(named), wide) => {
                for look in named.looks() {
                    won[*look as usize] = Some(Won::Wide(*wide));
                }
            }
            Value::Wide(Property::All, wide) => won.fill(Some(Won::Wide(*wide))),
            _ => {}
        }
    }

    /// What the strongest declarations come to.
    fn settled(&self, won: &Wins, own: &[(Look, Given)]) -> Computed {
        let mut computed = self.inherited();
        // Others depend on the size of the font and on the colour.
        let first = [Look::FontSize, Look::Color];
        let others = Look::ALL.into_iter().filter(|look| !first.contains(look));
        for look in first.into_iter().chain(others) {
            let Some(won) = &won[look as usize] else { continue };
            computed.0[look as usize] = self.resolved(look, won, own, &computed);
        }
        computed
    }

    /// Lengths have units, save 0 and in quirks mode (Quirks Mode Standard, 3.2).
    fn counts(&self, look: Look, given: &Given) -> bool {
        let bare = matches!(given, Given::Length(Length::Number(number)) if *number != 0.0);
        !bare || self.document.quirks() || matches!(look, Look::LineHeight | Look::Opacity)
    }

    fn inherited(&self) -> Computed {
        Computed(Look::ALL.map(|look| match look.inherits() {
            true => self.parent.get(look),
            false => self.initial.get(look),
        }))
    }

    fn resolved(
        &self,
        look: Look,
        won: &Won,
        own: &[(Look, Given)],
        computed: &Computed,
    ) -> Known<Item> {
        let user_agent = |given: &Given| {
            self.evaluated(look, given, computed).map_or(Known::Unknown, Known::Initial)
        };
        match won {
            Won::UserAgent(given) => user_agent(given),
            Won::Page(given) => {
                self.evaluated(look, given, computed).map_or(Known::Unknown, Known::Declared)
            }
            Won::Wide(Wide::Inherit) => self.parent.get(look),
            Won::Wide(Wide::Unset) => self.inherited().get(look),
            Won::Wide(Wide::Initial) => {
                self.initial.get(look).value().map_or(Known::Unknown, Known::Declared)
            }
            Won::Wide(Wide::Revert) => match own.iter().rev().find(|(other, _)| *other == look) {
                Some((_, given)) => user_agent(given),
                None => self.inherited().get(look),
            },
        }
    }

    /// The computed value; nothing where it cannot be known.
    fn evaluated(&self, look: Look, given: &Given, computed: &Computed) -> Option<Item> {
        match given {
            Given::Item(item) => Some(*item),
            Given::Unknown => None,
            Given::Paint(Paint::Rgba(color)) => Some(Item::Color(*color)),
            Given::Paint(Paint::Current) => {
                let from = if look == Look::Color { &self.parent } else { computed };
                from.color_of(Look::Color).value().map(Item::Color)
            }
            Given::Paint(Paint::Unknown) => None,
            Given::Step(more) if look == Look::FontSize => {
                let size = self.parent.font_size().value()?;
                Some(Item::Number(if *more { size * 1.2 } else { size / 1.2 }))
            }
            Given::Step(more) => {
                let weight = self.parent.font_weight().value()?;
                Some(Item::Number(if *more { bolder(weight) } else { lighter(weight) }))
            }
            Given::Length(length) => self.length(look, length, computed),
        }
    }

    fn length(&self, look: Look, length: &Length, computed: &Computed) -> Option<Item> {
        let sized = if look == Look::FontSize { &self.parent } else { computed };
        // A size that is not known makes all that depends on it no number.
        let em = sized.font_size().value().unwrap_or(f32::NAN);
        let sum = length.sum(Scale { em, rem: self.rem })?;
        let share = em * sum.percent / 100.0;
        let item = match look {
            Look::FontSize | Look::LetterSpacing | Look::WordSpacing => {
                Item::Number(sum.px + share + sum.number)
            }
            Look::Opacity => Item::Number(sum.number + sum.percent / 100.0),
            Look::LineHeight if sum.number != 0.0 => Item::Extent(Extent::Number(sum.number)),
            Look::LineHeight => Item::Extent(Extent::Px(sum.px + share)),
            _ if sum.percent == 0.0 => Item::Extent(Extent::Px(sum.px + sum.number)),
            _ if sum.px == 0.0 => Item::Extent(Extent::Percent(sum.percent)),
            _ => Item::Extent(Extent::Auto),
        };
        let finite = match item {
            Item::Number(number) | Item::Extent(Extent::Px(number) | Extent::Number(number)) => {
                number.is_finite()
            }
            _ => true,
        };
        finite.then_some(item)
    }
}

/// CSS Fonts 4, 2.2.1: relative weights.
fn bolder(weight: f32) -> f32 {
    match weight {
        weight if weight < 350.0 => 400.0,
        weight if weight < 550.0 => 700.0,
        weight => weight.max(900.0),
    }
}

fn lighter(weight: f32) -> f32 {
    match weight {
        weight if weight < 100.0 => weight,
        weight if weight < 550.0 => 100.0,
        weight if weight < 750.0 => 400.0,
        _ => 700.0,
    }
}
