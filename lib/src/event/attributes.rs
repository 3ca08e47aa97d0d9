//! What is known of any element: its id, its language, and what it exposes to assistive technology.

use super::{Accessible, Current, Direction, States};
use crate::dom::NodeId;
use std::borrow::Cow;

/// What is known of any element.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Attributes<'p> {
    /// The id, where it is valid and the first of its kind on the page.
    pub id: Option<&'p str>,
    /// The language (BCP 47), where it differs from what is around.
    pub lang: Option<&'p str>,
    /// The direction, where the page sets one here.
    pub dir: Option<Direction>,
    /// Whether the page shows it but keeps assistive technology from it (`aria-hidden`), and not
    /// yet from what is around.
    pub aria_hidden: bool,
    /// Its accessible name, description and states, where the page gives any by attributes.
    pub accessible: Option<Box<Accessible<'p>>>,
    /// The source of the element.
    pub node: NodeId,
}

impl<'p> Attributes<'p> {
    pub(crate) fn new(node: NodeId) -> Self {
        let (id, lang, dir, aria_hidden, accessible) = (None, None, None, false, None);
        Attributes { id, lang, dir, aria_hidden, accessible, node }
    }

    /// The accessible name, where it does not come from what the element shows itself.
    pub fn name(&self) -> Option<&str> {
        self.accessible.as_ref()?.name.as_deref()
    }

    /// Whether text of the page says the name.
    pub fn name_is_shown(&self) -> bool {
        self.accessible.as_ref().is_some_and(|it| it.name_shown)
    }

    /// The states.
    pub fn states(&self) -> &States<'p> {
        self.accessible.as_ref().map_or(&States::NONE, |it| &it.states)
    }

    /// The accessible name where no text of the page says it.
    pub fn unshown_name(&self) -> Option<&str> {
        self.accessible.as_ref().filter(|it| !it.name_shown)?.name.as_deref()
    }

    /// The accessible description.
    pub fn description(&self) -> Option<&str> {
        self.accessible.as_ref()?.description.as_deref()
    }

    /// The accessible description where neither text of the page nor a `title` says it.
    pub fn unshown_description(&self) -> Option<&str> {
        let unshown = |it: &&Accessible<'_>| !it.description_shown && !it.description_is_title;
        self.accessible.as_deref().filter(unshown)?.description.as_deref()
    }

    /// Which one of a set it is the current one of.
    pub fn current(&self) -> Option<Current> {
        self.states().current
    }

    /// The same for an element that is written once more in another block: it is not named twice,
    /// nor is its id.
    pub(crate) fn continued(&self) -> Attributes<'p> {
        Attributes { id: None, accessible: None, ..self.clone() }
    }

    /// The same without an id.
    pub(crate) fn without_id(&self) -> Attributes<'p> {
        Attributes { id: None, ..self.clone() }
    }

    /// The same for an element that no `aria-label` may name (ARIA in HTML, naming prohibited): its name
    /// is its description.
    pub(crate) fn described_by_name(&self) -> Attributes<'p> {
        let mut described = self.clone();
        if let Some(accessible) = &mut described.accessible
            && let Some(name) = accessible.name.take()
        {
            accessible.description.get_or_insert(name);
        }
        described
    }

    /// The language and the direction alone.
    pub(crate) fn locale(&self) -> Attributes<'p> {
        Attributes { accessible: None, ..self.without_id() }
    }

    /// Sets the name.
    pub(crate) fn set_name(&mut self, name: Option<Cow<'p, str>>, shown: bool) {
        if name.is_some() || self.accessible.is_some() {
            let accessible = self.accessible.get_or_insert_default();
            (accessible.name, accessible.name_shown) = (name, shown);
        }
    }
}
