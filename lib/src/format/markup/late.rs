//! What can be written only when all is known: which label belongs to which control. A label may
//! stand before its control or after it, and either may be missing from the reading.

use super::elements::Body;
use crate::escape::attribute;
use crate::event::{Attributes, FormId, TagEnd};
use std::collections::HashSet;

/// Stands in the output for what is written late. Text and attributes never hold it: it is a
/// noncharacter.
const MARK: char = '\u{fdd0}';

#[derive(Debug, Default)]
pub(super) struct Late<'p> {
    marks: Vec<Mark>,
    labels: Vec<Label<'p>>,
    fields: Vec<Field<'p>>,
    /// The forms that are written.
    forms: HashSet<FormId>,
}

#[derive(Debug)]
enum Mark {
    /// The name of a label element in its start tag, with its `for`.
    Start(usize),
    /// The name of a label element in its end tag.
    End(usize),
    /// What a field is called where no label says it.
    Field(usize),
    /// The form of a control that stands outside it.
    Owner(FormId, String),
}

#[derive(Debug)]
struct Label<'p> {
    target: Option<&'p str>,
    /// The fields within.
    fields: Vec<usize>,
    /// Whether there are words in it.
    speaks: bool,
    /// Whether there is a button in it.
    button: bool,
}

#[derive(Debug)]
struct Field<'p> {
    id: Option<&'p str>,
    label: Option<usize>,
    /// Whether a label of the page says its name.
    labelled: bool,
    name: String,
}

impl<'p> Late<'p> {
    fn mark(&mut self, mark: Mark) -> String {
        self.marks.push(mark);
        format!("{MARK}{};", self.marks.len() - 1)
    }

    /// Whether a label element works as one: with words for one field, its target or what it stands
    /// around (HTML Standard, 4.10.4).
    fn works(&self, label: &Label<'_>, targets: &HashSet<&str>) -> bool {
        if !label.speaks || label.button {
            return false;
        }
        match (label.target, label.fields.as_slice()) {
            (Some(id), []) => targets.contains(id),
            (Some(id), [field]) => self.fields[*field].id == Some(id),
            (None, [_]) => true,
            _ => false,
        }
    }

    /// Puts everything in its place.
    pub(super) fn settle(&self, out: String) -> String {
        if self.marks.is_empty() {
            return out;
        }
        let targets: HashSet<_> = self.fields.iter().filter_map(|field| field.id).collect();
        let works: Vec<_> = self.labels.iter().map(|it| self.works(it, &targets)).collect();
        let with = |(label, works): (&Label<'p>, &bool)| label.target.filter(|_| *works);
        let named: HashSet<_> = self.labels.iter().zip(&works).filter_map(with).collect();
        let mut settled = String::with_capacity(out.len());
        let mut pieces = out.split(MARK);
        settled.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let (number, rest) = piece.split_once(';').unwrap_or(("", piece));
            match number.parse().ok().and_then(|number: usize| self.marks.get(number)) {
                Some(&Mark::Start(label)) if works[label] => {
                    settled.push_str("label");
                    if let Some(id) = self.labels[label].target {
                        attribute(&mut settled, "for", id);
                    }
                }
                Some(&Mark::End(label)) if works[label] => settled.push_str("label"),
                Some(Mark::Start(_) | Mark::End(_)) => settled.push_str("span"),
                Some(&Mark::Field(field)) => {
                    let field = &self.fields[field];
                    let around = field.label.is_some_and(|label| works[label]);
                    let by_id = field.id.is_some_and(|id| named.contains(id));
                    if !(field.labelled && (around || by_id)) {
                        attribute(&mut settled, "aria-label", &field.name);
                    }
                }
                Some(Mark::Owner(form, id)) if self.forms.contains(form) => {
                    attribute(&mut settled, "form", id);
                }
                Some(Mark::Owner(..)) | None => {}
            }
            settled.push_str(rest);
        }
        settled
    }
}

impl<'p> Body<'p> {
    pub(super) fn label(&mut self, control: Option<&'p str>, attributes: &Attributes<'p>) {
        if self.is_open(TagEnd::Label) {
            return self.push(TagEnd::Label, "", self.out.len());
        }
        // The target of a label is an id, and an id holds no white space.
        let target = control.filter(|id| !id.contains(|c: char| c.is_ascii_whitespace()));
        let label = Label { target, fields: Vec::new(), speaks: false, button: false };
        self.late.labels.push(label);
        let name = self.late.mark(Mark::Start(self.late.labels.len() - 1));
        self.open(TagEnd::Label, &name, "</label>", attributes, |_| {});
    }

    pub(super) fn end_label(&mut self) {
        let name = self.late.mark(Mark::End(self.late.labels.len() - 1));
        self.out.push_str(&format!("</{name}>"));
    }

    /// Notes that the open label says something, if one is open.
    pub(super) fn label_speaks(&mut self) {
        if let Some(label) = self.open_label() {
            label.speaks = true;
        }
    }

    /// Notes that a button stands in the open label, if one is open.
    pub(super) fn label_holds_button(&mut self) {
        if let Some(label) = self.open_label() {
            label.button = true;
        }
    }

    fn open_label(&mut self) -> Option<&mut Label<'p>> {
        let open = self.is_open(TagEnd::Label);
        self.late.labels.last_mut().filter(|_| open)
    }

    /// Notes that a form is written: controls may name it.
    pub(super) fn has_form(&mut self, form: FormId) {
        self.late.forms.insert(form);
    }

    /// Where the form of a control goes that stands outside it, if that form is written.
    pub(super) fn owning_form(&mut self, form: FormId, id: String) {
        let mark = self.late.mark(Mark::Owner(form, id));
        self.out.push_str(&mark);
    }

    /// Where the name of a field goes, if no label gives it.
    pub(super) fn field_name(&mut self, id: Option<&'p str>, labelled: bool, name: &str) {
        let label = self.is_open(TagEnd::Label).then(|| self.late.labels.len() - 1);
        let field = self.late.fields.len();
        self.late.fields.push(Field { id, label, labelled, name: name.to_owned() });
        if let Some(label) = label {
            self.late.labels[label].fields.push(field);
        }
        let mark = self.late.mark(Mark::Field(field));
        self.out.push_str(&mark);
    }
}
