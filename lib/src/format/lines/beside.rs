//! What the page says of an element beside its content: its name, its description, and that it is the
//! current one of a set.

use super::{Body, Open, Style};
use crate::event::{Attributes, Current, TagEnd};
use crate::words;

/// What is to be said of an element after its first text.
#[derive(Debug)]
pub(super) enum Remark {
    /// It is the current one of a set.
    Current(Current),
    /// It is selected.
    Selected,
    /// Its name, where its text does not say it.
    Name(String),
}

impl<'p, S: Style<'p>> Body<'p, S> {
    /// Says the name of the block that has just begun, where the page shows it nowhere.
    pub(super) fn name_block(&mut self) {
        let accessible = self.open.last().and_then(|open| open.accessible.as_ref());
        if let Some(name) = accessible.filter(|it| !it.name_shown).and_then(|it| it.name.clone()) {
            S::name(self, &name);
        }
    }

    /// Says what waits for the end of a text, where there is one.
    pub(super) fn say_remark(&mut self) {
        let Some(remark) = self.remark.take_if(|_| !self.text.trim().is_empty()) else { return };
        match remark {
            Remark::Current(current) => self.say_current(current),
            Remark::Selected => self.append(&format!(" ({})", self.here().selected)),
            Remark::Name(name) if words::says(&self.text, &name) => {}
            Remark::Name(name) => self.append(&format!(" ({name})")),
        }
    }

    fn say_current(&mut self, current: Current) {
        self.append(&format!(" ({})", self.here().current(current)));
    }

    /// Says what is to be known of an element within text.
    pub(super) fn say_beside(&mut self, open: &Open<'p, S>) {
        let Some(accessible) = &open.accessible else { return };
        let told = accessible.description_shown || accessible.description_is_title;
        if let Some(description) = accessible.description.as_deref().filter(|_| !told) {
            self.append(&format!(" ({description})"));
        }
        if let Some(current) = accessible.states.current {
            self.say_current(current);
        }
    }
}

/// What is to be said of a block after its first text. A landmark and its like are named before.
pub(super) fn remark(kind: TagEnd, attributes: &Attributes<'_>) -> Option<Remark> {
    if let Some(current) = attributes.current() {
        return Some(Remark::Current(current));
    }
    if attributes.states().selected == Some(true) {
        return Some(Remark::Selected);
    }
    let in_text = matches!(kind, TagEnd::Heading | TagEnd::Cell | TagEnd::Item);
    attributes.unshown_name().filter(|_| in_text).map(|name| Remark::Name(name.to_owned()))
}
