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
    /// Its accessible name.
    pub label: Option<Cow<'p, str>>,
}

/// A control of a form.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Control<'p> {
    /// What kind of control it is.
    pub kind: ControlKind,
    /// Its accessible name; empty where the page gives none.
    pub label: Cow<'p, str>,
    /// Whether a label that is read as text of the page gives that name already.
    pub labelled: bool,
    /// The name under which it is sent.
    pub name: Option<&'p str>,
    /// Its value: what a field holds, what a choice or button sends.
    pub value: Option<Cow<'p, str>>,
    /// Example or hint shown in an empty field.
    pub placeholder: Option<&'p str>,
    /// A further explanation (`aria-describedby`, else `title`).
    pub description: Option<Cow<'p, str>>,
    /// Whether a choice is checked.
    pub checked: bool,
    /// Whether it must be filled in.
    pub required: bool,
    /// Whether it cannot be used.
    pub disabled: bool,
    /// Whether it cannot be changed.
    pub readonly: bool,
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
    /// A list to choose from (`select`).
    Select,
    /// A button that sends the form.
    Submit,
    /// A button that empties the form.
    Reset,
    /// A button that does something by script only.
    Button,
    /// A measurement (`meter`), its text in `value`.
    Meter,
    /// How far something has come (`progress`), its text in `value`.
    Progress,
    /// The result of a calculation (`output`).
    Output,
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
