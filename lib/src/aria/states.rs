//! What an element is beside its role and content: the name that attributes give it, its
//! description and its states (WAI-ARIA 1.2, 6.6; HTML-AAM 1.0, 4).

use super::{Aria, Source};
use crate::dom::{NodeId, Ns, Tag};
use std::borrow::Cow;

/// The most bytes of a name or description that is written with an element: any number of elements
/// may refer to the whole page.
const MAX_BYTES: usize = 1_000;

/// What an element exposes to assistive technology beside its content.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Accessible<'p> {
    /// The accessible name, where it does not come from what the element shows itself.
    pub name: Option<Cow<'p, str>>,
    /// Whether text of the page says the name, so that it need not be said twice.
    pub name_shown: bool,
    /// The accessible description.
    pub description: Option<Cow<'p, str>>,
    /// Whether text of the page says the description.
    pub description_shown: bool,
    /// Whether the description is the element's `title`, a tooltip.
    pub description_is_title: bool,
    /// Its states.
    pub states: States<'p>,
}

/// Which one of a set of related elements is the current one (`aria-current`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Current {
    /// The page that is shown, in a set of pages.
    Page,
    /// The step that is being taken, of a process.
    Step,
    /// The place where the reader is.
    Location,
    /// Today, in a calendar.
    Date,
    /// The time that it is, in a timetable.
    Time,
    /// The current one of any other set.
    Other,
}

impl Current {
    /// The value of `aria-current`.
    pub fn keyword(self) -> &'static str {
        match self {
            Current::Page => "page",
            Current::Step => "step",
            Current::Location => "location",
            Current::Date => "date",
            Current::Time => "time",
            Current::Other => "true",
        }
    }
}

/// A state that is on, off or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Toggle {
    /// `false`
    Off,
    /// `true`
    On,
    /// `mixed`: on for some of what it stands for.
    Mixed,
}

impl Toggle {
    /// The value of `aria-checked` and `aria-pressed`.
    pub fn keyword(self) -> &'static str {
        match self {
            Toggle::Off => "false",
            Toggle::On => "true",
            Toggle::Mixed => "mixed",
        }
    }
}

/// The states of an element.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct States<'p> {
    /// Whether it is the current one of a set.
    pub current: Option<Current>,
    /// Whether it is checked, where it can be.
    pub checked: Option<Toggle>,
    /// Whether it is pressed, where it is a button that stays so.
    pub pressed: Option<Toggle>,
    /// Whether it is selected, where it can be (`aria-selected`).
    pub selected: Option<bool>,
    /// Whether what it controls is shown, where it controls something.
    pub expanded: Option<bool>,
    /// Whether it cannot be used.
    pub disabled: bool,
    /// Whether it must be filled in.
    pub required: bool,
    /// Whether it cannot be changed.
    pub readonly: bool,
    /// Whether what it holds is wrong.
    pub invalid: bool,
    /// What is wrong with it (`aria-errormessage`), where it is invalid.
    pub error: Option<Cow<'p, str>>,
}

impl States<'_> {
    /// No state at all.
    pub(crate) const NONE: States<'static> = States {
        current: None,
        checked: None,
        pressed: None,
        selected: None,
        expanded: None,
        disabled: false,
        required: false,
        readonly: false,
        invalid: false,
        error: None,
    };

    /// Whether it is checked or on.
    pub fn is_checked(&self) -> bool {
        self.checked == Some(Toggle::On)
    }
}

impl<'p> Aria<'p> {
    /// What attributes say of an element beside its content; `None` where they say nothing.
    pub(crate) fn accessible(&self, node: NodeId) -> Option<Box<Accessible<'p>>> {
        // Most elements have no such attribute, and cost no more than this look.
        let tells = |name: &str| name.starts_with("aria-") || matches!(name, "title" | "summary");
        let tells = self.doc.attrs(node).any(|(prefix, name, _)| prefix.is_none() && tells(name));
        // A drawing tells by its children.
        if !tells && self.doc.ns(node) != Ns::Svg {
            return None;
        }
        let mut accessible = Accessible { states: self.states(node), ..Accessible::default() };
        let role = self.role(node).filter(|role| !role.is_name_prohibited());
        if role.is_some() {
            let name = self.name(node);
            let given = [Source::Reference, Source::Label, Source::Title];
            if name.from.is_some_and(|from| given.contains(&from)) {
                accessible.name_shown =
                    name.from == Some(Source::Reference) && self.shows(node, "aria-labelledby");
                accessible.name = clipped(name.text);
            }
            let description = self.description(node);
            accessible.description_shown =
                description.from == Some(Source::Reference) && self.shows(node, "aria-describedby");
            accessible.description_is_title = description.from == Some(Source::Title);
            accessible.description = clipped(description.text);
        }
        (accessible != Accessible::default()).then(|| Box::new(accessible))
    }

    /// Whether all that an attribute refers to is seen on the page.
    fn shows(&self, node: NodeId, attribute: &str) -> bool {
        self.references(node, attribute).iter().all(|&id| self.visible(id))
    }

    /// The states of an element, by ARIA or by HTML; what its role does not take is not asked for.
    pub(crate) fn states(&self, node: NodeId) -> States<'p> {
        let attr = |name: &str| self.filled(node, name).map(str::to_ascii_lowercase);
        let truth = |name: &str| match attr(name)?.as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        };
        let toggle = |name: &str| match attr(name)?.as_str() {
            "true" => Some(Toggle::On),
            "false" => Some(Toggle::Off),
            "mixed" => Some(Toggle::Mixed),
            _ => None,
        };
        let has = |name: &str| self.doc.has_attr(node, name);
        let invalid = attr("aria-invalid").is_some_and(|value| value != "false");
        let error = invalid.then(|| self.referenced(node, "aria-errormessage")).flatten();
        States {
            current: attr("aria-current").as_deref().and_then(current),
            // A native choice says itself whether it is checked.
            checked: self.native_choice(node).or_else(|| toggle("aria-checked")),
            pressed: toggle("aria-pressed"),
            selected: truth("aria-selected"),
            expanded: truth("aria-expanded"),
            disabled: self.disabled(node) || truth("aria-disabled") == Some(true),
            required: has("required") || truth("aria-required") == Some(true),
            readonly: has("readonly") || truth("aria-readonly") == Some(true),
            invalid,
            error: error.map(Cow::Owned),
        }
    }

    fn native_choice(&self, node: NodeId) -> Option<Toggle> {
        let kind = self.filled(node, "type").unwrap_or_default();
        let choice = ["checkbox", "radio"].iter().any(|it| kind.eq_ignore_ascii_case(it));
        (choice && self.doc.tag(node) == Tag::Input)
            .then(|| if self.doc.has_attr(node, "checked") { Toggle::On } else { Toggle::Off })
    }
}

fn current(value: &str) -> Option<Current> {
    Some(match value {
        "false" => return None,
        "page" => Current::Page,
        "step" => Current::Step,
        "location" => Current::Location,
        "date" => Current::Date,
        "time" => Current::Time,
        // WAI-ARIA 1.2, 6.6: any other value counts as true.
        _ => Current::Other,
    })
}

/// A text cut to what may be written with an element; `None` for an empty one. No-break spaces at
/// its ends are padding.
fn clipped<'p>(mut text: String) -> Option<Cow<'p, str>> {
    let end = (0..=MAX_BYTES.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
    text.truncate(end.unwrap_or_default());
    let text = text.trim().replace('\u{ad}', "");
    (!text.is_empty()).then_some(Cow::Owned(text))
}
