//! Forms that still work: controls with their names, values and constraints.

use super::elements::Body;
use super::links::address;
use crate::escape::{attribute, says_something, text};
use crate::event::{Attributes, Choice, Control, ControlKind, FieldType, Form, FormId, TagEnd};
use std::borrow::Cow;

impl<'p> Body<'p> {
    fn form_id(&self, form: FormId) -> String {
        self.own_id(&format!("form-{}", form.index() + 1))
    }

    pub(super) fn form(&mut self, form: &Form<'p>, attributes: &Attributes<'p>) {
        if let Some(id) = attributes.id {
            self.event(crate::event::Event::Anchor(id));
        }
        let id = self.form_id(form.form);
        let own = Attributes { id: None, ..*attributes };
        if self.is_open(TagEnd::Form) {
            // A form within a form is none (HTML Standard, 4.10.3): its controls name it.
            let start = self.out.len();
            self.form_start(form, &id, &Attributes::new(attributes.node));
            let form = self.out.split_off(start);
            self.empty_forms.extend([&form, "</form>\n"]);
            return self.open(TagEnd::Region, "div", "</div>\n", &own, |_| {});
        }
        let start = self.out.len();
        self.form_start(form, &id, &own);
        self.open_form(form.form, start);
    }

    fn form_start(&mut self, form: &Form<'p>, id: &str, attributes: &Attributes<'p>) {
        self.out.push_str("<form");
        self.attributes(attributes);
        attribute(&mut self.out, "id", id);
        if let Some(action) = &form.action {
            address(&mut self.out, "action", action);
        }
        let label = form.label.as_deref().map(|label| self.form_name(label));
        let rest =
            [("method", form.method), ("enctype", form.enctype), ("aria-label", label.as_deref())];
        for (name, value) in rest {
            if let Some(value) = value {
                attribute(&mut self.out, name, value);
            }
        }
        self.out.push_str(">\n");
    }

    /// The name of a form, different from that of every other.
    fn form_name(&mut self, label: &str) -> String {
        let count = self.form_names.entry(label.to_owned()).or_default();
        *count += 1;
        match *count {
            1 => label.to_owned(),
            count => format!("{label} {count}"),
        }
    }

    /// The `form` attribute of a control that stands outside its form.
    fn owner(&mut self, form: Option<FormId>) {
        if let Some(form) = form.filter(|&form| !self.in_form(form)) {
            let id = self.form_id(form);
            attribute(&mut self.out, "form", &id);
        }
    }

    pub(super) fn hidden(&mut self, name: &str, value: &str, form: Option<FormId>) {
        self.out.push_str("<input type=\"hidden\"");
        attribute(&mut self.out, "name", name);
        attribute(&mut self.out, "value", value);
        self.owner(form);
        self.out.push_str(">\n");
    }

    pub(super) fn control(&mut self, control: &Control<'p>, attributes: Attributes<'p>) {
        match control.kind {
            ControlKind::Select => self.select(control, &attributes),
            ControlKind::TextArea => {
                self.out.push_str("<textarea");
                self.common(control, &attributes);
                self.out.push('>');
                let value = control.value.as_deref().unwrap_or_default();
                if value.starts_with('\n') {
                    self.out.push('\n');
                }
                text(&mut self.out, value);
                self.out.push_str("</textarea>");
            }
            ControlKind::Submit | ControlKind::Reset | ControlKind::Button => {
                self.button(control, &attributes);
            }
            ControlKind::Meter | ControlKind::Progress | ControlKind::Output => {
                if !control.labelled && !control.label.is_empty() {
                    text(&mut self.out, &control.label);
                    self.out.push_str(": ");
                }
                text(&mut self.out, control.value.as_deref().unwrap_or_default());
            }
            ControlKind::Field(_) | ControlKind::Radio | ControlKind::Checkbox => {
                self.input(control, &attributes);
            }
        }
    }

    fn input(&mut self, control: &Control<'p>, attributes: &Attributes<'p>) {
        self.out.push_str("<input");
        attribute(&mut self.out, "type", input_type(control.kind));
        self.common(control, attributes);
        if let Some(value) = &control.value {
            attribute(&mut self.out, "value", value);
        }
        if control.checked {
            self.out.push_str(" checked");
        }
        if control.multiple {
            self.out.push_str(" multiple");
        }
        if control.options.is_empty() {
            return self.out.push('>');
        }
        self.datalists += 1;
        let id = self.own_id(&format!("suggestions-{}", self.datalists));
        attribute(&mut self.out, "list", &id);
        self.out.push_str("> <datalist");
        attribute(&mut self.out, "id", &id);
        self.out.push_str(">\n");
        control.options.iter().for_each(|choice| self.choice(choice));
        self.out.push_str("</datalist>");
    }

    fn button(&mut self, control: &Control<'p>, attributes: &Attributes<'p>) {
        self.label_holds_button();
        self.out.push_str("<button");
        attribute(
            &mut self.out,
            "type",
            if control.kind == ControlKind::Reset { "reset" } else { "submit" },
        );
        self.state(control, attributes);
        if let Some(value) = &control.value {
            attribute(&mut self.out, "value", value);
        }
        self.out.push('>');
        let label = if control.label.is_empty() { &*self.here().submit } else { &*control.label };
        text(&mut self.out, label);
        self.out.push_str("</button>");
    }

    fn select(&mut self, control: &Control<'p>, attributes: &Attributes<'p>) {
        self.out.push_str("<select");
        self.common(control, attributes);
        if control.multiple {
            self.out.push_str(" multiple");
        }
        self.out.push_str(">\n");
        for group in control.options.chunk_by(|a, b| a.group == b.group) {
            let name = group.first().and_then(|choice| choice.group);
            if let Some(name) = name {
                self.out.push_str("<optgroup");
                attribute(&mut self.out, "label", name);
                self.out.push_str(">\n");
            }
            group.iter().for_each(|choice| self.choice(choice));
            if name.is_some() {
                self.out.push_str("</optgroup>\n");
            }
        }
        self.out.push_str("</select>");
    }

    fn choice(&mut self, choice: &Choice<'p>) {
        self.out.push_str("<option");
        if let Some(value) = choice.value {
            attribute(&mut self.out, "value", value);
        }
        if choice.selected {
            self.out.push_str(" selected");
        }
        if choice.disabled {
            self.out.push_str(" disabled");
        }
        if !says_something(&choice.label) {
            // An option without text needs a label of its own to be valid.
            attribute(&mut self.out, "label", "–");
        }
        self.out.push('>');
        text(&mut self.out, &choice.label);
        self.out.push_str("</option>\n");
    }

    /// Attributes of every field: those of every control, its name, its constraints.
    fn common(&mut self, control: &Control<'p>, attributes: &Attributes<'p>) {
        self.state(control, attributes);
        self.name(control, attributes);
        if let Some(placeholder) = control.placeholder {
            attribute(&mut self.out, "placeholder", placeholder);
        }
        if control.required {
            self.out.push_str(match asks_for_choice(control) {
                true => " required",
                false => " aria-required=\"true\"",
            });
        }
        if control.readonly {
            self.out.push_str(" readonly");
        }
    }

    fn state(&mut self, control: &Control<'p>, attributes: &Attributes<'p>) {
        self.attributes(attributes);
        if let Some(name) = control.name.filter(|name| !name.is_empty()) {
            attribute(&mut self.out, "name", name);
        }
        self.owner(control.form);
        if let Some(description) = &control.description {
            attribute(&mut self.out, "title", description);
        }
        if control.disabled {
            self.out.push_str(" disabled");
        }
        for (name, value) in &control.constraints {
            match *name {
                "formaction" => address(&mut self.out, name, value),
                name => attribute(&mut self.out, name, value),
            }
        }
    }

    /// A field is named by its label; where none is written, by what the page calls it, and as a last
    /// resort by the name that it is sent under.
    fn name(&mut self, control: &Control<'p>, attributes: &Attributes<'p>) {
        let label = match (&*control.label, control.name) {
            ("", Some(name)) if !name.is_empty() => Cow::Borrowed(name),
            ("", _) => Cow::Borrowed(&*self.here().field),
            (label, _) => Cow::Borrowed(label),
        };
        self.field_name(attributes.id, control.labelled, &label);
    }
}

/// Whether `required` means anything for a list: one that offers no empty choice first has an answer
/// from the beginning, and may not carry the attribute (HTML Standard, 4.10.7).
fn asks_for_choice(control: &Control<'_>) -> bool {
    let size = |(name, value): &(&str, Cow<'_, str>)| {
        *name == "size" && value.parse::<u32>().is_ok_and(|size| size > 1)
    };
    let empty = |choice: &Choice<'_>| match choice.value {
        Some(value) => value.is_empty(),
        None => choice.label.is_empty(),
    };
    control.kind != ControlKind::Select
        || control.multiple
        || control.constraints.iter().any(size)
        || control.options.first().is_some_and(|choice| choice.group.is_none() && empty(choice))
}

/// The keyword of `input type` (HTML Standard, 4.10.5).
fn input_type(kind: ControlKind) -> &'static str {
    match kind {
        ControlKind::Radio => "radio",
        ControlKind::Checkbox => "checkbox",
        ControlKind::Field(field) => match field {
            FieldType::Search => "search",
            FieldType::Email => "email",
            FieldType::Url => "url",
            FieldType::Tel => "tel",
            FieldType::Password => "password",
            FieldType::Number => "number",
            FieldType::Range => "range",
            FieldType::Date => "date",
            FieldType::Month => "month",
            FieldType::Week => "week",
            FieldType::Time => "time",
            FieldType::DateTimeLocal => "datetime-local",
            FieldType::Color => "color",
            FieldType::File => "file",
            FieldType::Text => "text",
        },
        _ => "text",
    }
}
