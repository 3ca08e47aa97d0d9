//! Forms and their controls.

use std::borrow::Cow;

/// Tells the forms of a page apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FormId(pub(crate) usize);

impl FormId {
    /// The form's number on the page, from 0, in tree order.
    pub fn index(self) -> usize {
        self.0
    }
}

/// A form.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Form<'p> {
    /// Which form it is.
    pub form: FormId,
    /// Where it is sent: as [`Link::href`](crate::Link::href).
    pub action: Option<Cow<'p, str>>,
    /// How it is sent: `get`, `post` or `dialog`.
    pub method: Option<&'p str>,
    /// How its data are encoded.
    pub enctype: Option<&'p str>,
}

/// A control of a form. Its name, its description and its states are those of its attributes.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Control<'p> {
    /// What kind of control it is.
    pub kind: ControlKind,
    /// Whether only a script could make it work.
    pub needs_script: bool,
    /// The name under which it is sent.
    pub name: Option<&'p str>,
    /// Its value: what a field holds, what a choice or button sends.
    pub value: Option<Cow<'p, str>>,
    /// Example or hint shown in an empty field.
    pub placeholder: Option<&'p str>,
    /// Whether several values may be chosen or given.
    pub multiple: bool,
    /// The choices of a list, or what a field suggests (`datalist`).
    pub options: Vec<Choice<'p>>,
    /// The form that it belongs to.
    pub form: Option<FormId>,
    /// Further attributes that its function needs, as the page has them: `min`, `max`, `step`,
    /// `maxlength`, `minlength`, `pattern`, `autocomplete`, `accept`, `size`, `rows`, `cols`,
    /// `formaction` (resolved), `formmethod`, `inputmode`.
    pub constraints: Vec<(&'p str, Cow<'p, str>)>,
}

/// The kinds of controls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ControlKind {
    /// A field for one line of text; the type is the keyword of `input type`.
    Field(FieldType),
    /// A field for several lines (`textarea`).
    TextArea,
    /// One of several choices that exclude each other.
    Radio,
    /// A choice by itself.
    Checkbox,
    /// A choice that is on or off (`role=switch`).
    Switch,
    /// A list to choose from (`select`).
    Select,
    /// A button that sends the form.
    Submit,
    /// A button that empties the form.
    Reset,
    /// A button that does something by script only.
    Button,
    /// A button that shows one of several panels (`role=tab`).
    Tab,
    /// A measurement (`meter`), its text in `value`.
    Meter,
    /// How far something has come (`progress`), its text in `value`.
    Progress,
    /// The result of a calculation (`output`).
    Output,
}

impl ControlKind {
    /// Whether people press it.
    pub(crate) fn is_button(self) -> bool {
        use ControlKind::{Button, Reset, Submit, Tab};
        matches!(self, Submit | Reset | Button | Tab)
    }

    /// Whether it is there to be checked.
    pub(crate) fn is_choice(self) -> bool {
        matches!(self, ControlKind::Radio | ControlKind::Checkbox | ControlKind::Switch)
    }

    /// Whether it shows a value that nobody can change.
    pub(crate) fn is_shown_value(self) -> bool {
        matches!(self, ControlKind::Meter | ControlKind::Progress | ControlKind::Output)
    }
}

/// The types of one-line fields, by the keywords of `input type` (HTML Standard, 4.10.5.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[allow(missing_docs, reason = "each is the keyword of its name")]
pub enum FieldType {
    Text,
    Search,
    Email,
    Url,
    Tel,
    Password,
    Number,
    Range,
    Date,
    Month,
    Week,
    Time,
    DateTimeLocal,
    Color,
    File,
}

/// A choice of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Choice<'p> {
    /// What it says.
    pub label: Cow<'p, str>,
    /// What it sends, where that is not its text.
    pub value: Option<&'p str>,
    /// The group that it stands in.
    pub group: Option<&'p str>,
    /// Whether it is chosen.
    pub selected: bool,
    /// Whether it cannot be chosen.
    pub disabled: bool,
}
