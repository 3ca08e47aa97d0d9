//! The computed looks of all elements.

use super::super::cascade::Cascade;
use super::super::color::Paint;
use super::super::length::{Length, Scale};
use super::super::selector::PseudoElement;
use super::super::sheet::Sheet;
use super::super::value::{Property, Value, Wide};
use super::{Computed, Extent, Given, Item, Known, Look, defaults};
use crate::dom::{Document, NodeId, Step, Tag};
use std::collections::HashMap;

/// The most nodes of a page whose looks are computed: beyond, none is known.
const LARGEST: usize = 500_000;

/// No element has this place.
const NONE: u32 = u32::MAX;

/// The computed looks of a document's elements. Elements that nothing is declared of share theirs
/// with their siblings.
#[derive(Debug)]
pub(in crate::css) struct Table {
    /// Of each node the place among the looks.
    places: Vec<u32>,
    looks: Vec<Computed>,
    /// Of each of the looks the place of those that children have which nothing is declared of.
    within: Vec<u32>,
    /// Of each of the looks the place of those that the last child had which anything is declared of.
    last: Vec<u32>,
    /// How the placeholders of fields look.
    placeholders: HashMap<NodeId, Computed>,
}

impl Table {
    /// What is known with these sheets; nothing when they ask for more work than is allowed.
    pub(in crate::css) fn computed(document: &Document, sheet: Option<&Sheet>) -> Option<Table> {
        if document.len() > LARGEST {
            return None;
        }
        Cascade::compute(document, sheet, |cascade| Table::filled(document, cascade))
    }

    fn filled(document: &Document, mut cascade: Cascade<'_>) -> Option<Table> {
        let initial = defaults::initial();
        let mut table = Table {
            places: vec![NONE; document.len()],
            looks: Vec::new(),
            within: Vec::new(),
            last: Vec::new(),
            placeholders: HashMap::new(),
        };
        let mut declared = Declared::new(document);
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
            declared.gather(&mut cascade, id);
            let place = table.add(document, id, &declared, &initial, rem.unwrap_or(16.0));
            let size = table.looks[place as usize].font_size().value();
            rem = rem.or(Some(size.unwrap_or(f32::NAN)));
        }
        cascade.finish().map(|_| table)
    }

    /// The place of an element's looks; its parent has its own already.
    fn add(
        &mut self,
        document: &Document,
        id: NodeId,
        declared: &Declared<'_>,
        initial: &Computed,
        rem: f32,
    ) -> u32 {
        let parent = document.parent(id).map_or(NONE, |parent| self.places[parent.index()]);
        let element = Element {
            parent: self.looks.get(parent as usize).unwrap_or(initial),
            initial,
            own: &declared.own,
            rem,
        };
        let plain = declared.element.set.is_empty();
        let shared = self.within.get(parent as usize).copied().unwrap_or(NONE);
        let place = if plain && shared != NONE {
            shared
        } else {
            let computed = element.settled(&declared.element);
            // One that inherits all it has looks as its children do.
            let alike = if plain { parent } else { self.last_of(parent) };
            let same = self.looks.get(alike as usize) == Some(&computed);
            if !same {
                self.looks.push(computed);
                self.within.push(NONE);
                self.last.push(NONE);
            }
            let place = if same { alike } else { self.looks.len() as u32 - 1 };
            if let Some(within) = self.within.get_mut(parent as usize).filter(|_| plain) {
                *within = place;
            }
            if let Some(last) = self.last.get_mut(parent as usize).filter(|_| !plain) {
                *last = place;
            }
            place
        };
        self.places[id.index()] = place;
        if has_placeholder(document, id) {
            let parent = &self.looks[place as usize];
            let field = Element { parent, initial, own: &[], rem };
            self.placeholders.insert(id, field.settled(&declared.placeholder));
        }
        place
    }

    /// The place of what the last child of these looks had, if it was declared.
    fn last_of(&self, parent: u32) -> u32 {
        self.last.get(parent as usize).copied().unwrap_or(NONE)
    }

    /// The looks of the placeholder of a field.
    pub(in crate::css) fn placeholder(&self, field: NodeId) -> Option<&Computed> {
        self.placeholders.get(&field)
    }

    /// The looks of an element, or of the one that a text stands in.
    pub(in crate::css) fn of(&self, document: &Document, node: NodeId) -> Option<&Computed> {
        let mut around = std::iter::once(node).chain(document.ancestors(node));
        let element = around.find(|&id| document.is_element(id))?;
        self.looks.get(*self.places.get(element.index())? as usize)
    }
}

fn has_placeholder(document: &Document, id: NodeId) -> bool {
    let field = matches!(document.tag(id), Tag::Input | Tag::Textarea);
    field && document.has_attr(id, "placeholder")
}

/// The strongest declaration of one property.
#[derive(Debug, Clone)]
enum Won {
    UserAgent(Given),
    Page(Given),
    Wide(Wide),
}

/// The strongest declarations, by their properties.
#[derive(Debug)]
struct Wins {
    won: [Option<Won>; Look::ALL.len()],
    /// The properties that have one.
    set: Vec<Look>,
}

impl Wins {
    fn new() -> Wins {
        Wins { won: [const { None }; Look::ALL.len()], set: Vec::new() }
    }

    fn clear(&mut self) {
        for look in self.set.drain(..) {
            self.won[look as usize] = None;
        }
    }

    fn set(&mut self, look: Look, won: Won) {
        if self.won[look as usize].replace(won).is_none() {
            self.set.push(look);
        }
    }

    /// Takes a declaration, which is stronger than those before it.
    fn take(&mut self, value: &Value, quirks: bool) {
        match value {
            Value::Looks(looks) => {
                for (look, given) in looks {
                    if counts(*look, given, quirks) {
                        self.set(*look, Won::Page(given.clone()));
                    }
                }
            }
            Value::Wide(Property::Look(named), wide) => {
                for &look in named.looks() {
                    self.set(look, Won::Wide(*wide));
                }
            }
            Value::Wide(Property::All, wide) => {
                for look in Look::ALL {
                    self.set(look, Won::Wide(*wide));
                }
            }
            _ => {}
        }
    }
}

/// Lengths have units, save 0 and in quirks mode (Quirks Mode Standard, 3.2).
fn counts(look: Look, given: &Given, quirks: bool) -> bool {
    let bare = matches!(given, Given::Length(Length::Number(number)) if *number != 0.0);
    !bare || quirks || matches!(look, Look::LineHeight | Look::Opacity)
}

/// What is declared of one element after the other.
struct Declared<'d> {
    document: &'d Document,
    element: Wins,
    placeholder: Wins,
    /// What the user agent declares.
    own: Vec<(Look, Given)>,
}

impl<'d> Declared<'d> {
    fn new(document: &'d Document) -> Declared<'d> {
        Declared { document, element: Wins::new(), placeholder: Wins::new(), own: Vec::new() }
    }

    fn gather(&mut self, cascade: &mut Cascade<'_>, id: NodeId) {
        let (document, quirks) = (self.document, self.document.quirks());
        let Declared { element, placeholder, own, .. } = self;
        element.clear();
        placeholder.clear();
        own.clear();
        defaults::user_agent(document, id, &mut |look, given| {
            element.set(look, Won::UserAgent(given.clone()));
            own.push((look, given));
        });
        defaults::hints(document, id, &mut |look, given| element.set(look, Won::Page(given)));
        // Grey, but each browser has its own.
        placeholder.set(Look::Color, Won::UserAgent(Given::Unknown));
        cascade.enter_looks(id, &mut |pseudo, value| match pseudo {
            Some(PseudoElement::Placeholder) => placeholder.take(value, quirks),
            _ => element.take(value, quirks),
        });
    }
}

/// What an element's values are computed from.
struct Element<'c> {
    parent: &'c Computed,
    initial: &'c Computed,
    /// What the user agent declares of it.
    own: &'c [(Look, Given)],
    rem: f32,
}

impl Element<'_> {
    /// What the strongest declarations come to.
    fn settled(&self, wins: &Wins) -> Computed {
        let mut computed = self.initial.within(self.parent);
        // Others depend on the size of the font and on the colour.
        let first = [Look::FontSize, Look::Color];
        let others = wins.set.iter().copied().filter(|look| !first.contains(look));
        for look in first.into_iter().chain(others) {
            let Some(won) = &wins.won[look as usize] else { continue };
            computed.0[look as usize] = self.resolved(look, won, &computed);
        }
        computed
    }

    /// What a property has where nothing is declared.
    fn unset(&self, look: Look) -> Known<Item> {
        if look.inherits() { self.parent.get(look) } else { self.initial.get(look) }
    }

    fn resolved(&self, look: Look, won: &Won, computed: &Computed) -> Known<Item> {
        let user_agent = |given: &Given| {
            self.evaluated(look, given, computed).map_or(Known::Unknown, Known::Initial)
        };
        match won {
            Won::UserAgent(given) => user_agent(given),
            Won::Page(given) => {
                self.evaluated(look, given, computed).map_or(Known::Unknown, Known::Declared)
            }
            Won::Wide(Wide::Inherit) => self.parent.get(look),
            Won::Wide(Wide::Unset) => self.unset(look),
            Won::Wide(Wide::Initial) => {
                self.initial.get(look).value().map_or(Known::Unknown, Known::Declared)
            }
            Won::Wide(Wide::Revert) => {
                match self.own.iter().rev().find(|(other, _)| *other == look) {
                    Some((_, given)) => user_agent(given),
                    None => self.unset(look),
                }
            }
        }
    }

    /// The computed value; nothing where it cannot be known.
    fn evaluated(&self, look: Look, given: &Given, computed: &Computed) -> Option<Item> {
        match given {
            Given::Item(item) => Some(*item),
            Given::Unknown => None,
            Given::Paint(Paint::Rgba(color)) => Some(Item::Color(*color)),
            Given::Paint(Paint::Current) => {
                let from = if look == Look::Color { self.parent } else { computed };
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
        let sized = if look == Look::FontSize { self.parent } else { computed };
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
