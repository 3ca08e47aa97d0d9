//! Forms that still work: controls with their names, values and constraints.

use super::elements::Body;
use super::links::address;
use crate::escape::{attribute, says_something, text};
use crate::event::{
    Attributes, Choice, Control, ControlKind, Event, FieldType, Form, FormId, TagEnd,
};
use crate::format::words;
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
        let own = attributes.without_id();
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
        self.has_form(form.form);
        self.out.push_str("<form");
        self.basic_attributes(attributes);
        attribute(&mut self.out, "id", id);
        if let Some(action) = &form.action {
            address(&mut self.out, "action", action);
        }
        let label = attributes.name().map(|name| self.distinct_name(name));
        let rest =
            [("method", form.method), ("enctype", form.enctype), ("aria-label", label.as_deref())];
        for (name, value) in rest {
            if let Some(value) = value {
                attribute(&mut self.out, name, value);
            }
        }
        self.out.push_str(">\n");
    }

    /// The `form` attribute of a control that stands outside its form.
    fn owner(&mut self, form: Option<FormId>) {
        if let Some(form) = form.filter(|&form| !self.in_form(form)) {
            let id = self.form_id(form);
            self.owning_form(form, id);
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
        self.script_in_form |= control.needs_script && self.is_open(TagEnd::Form);
        if control.needs_script && !control.kind.is_button() && !control.kind.is_shown_value() {
            return self.widget(control, attributes);
        }
        self.native(control, attributes);
    }

    /// Ends a form: where some of it needs a script, what works is said beside it.
    pub(super) fn end_form(&mut self) {
        if std::mem::take(&mut self.script_in_form) {
            self.out.push_str("<p");
            let mut marks = String::new();
            self.own_words_here(&mut marks);
            self.out.extend([&*marks, ">"]);
            let phrases = self.here();
            text(&mut self.out, &phrases.form_works);
            self.out.push_str("</p>\n");
        }
    }

    /// A control that a script made: it cannot be used here, and its name is seen beside it.
    fn widget(&mut self, control: &Control<'p>, mut attributes: Attributes<'p>) {
        let name = attributes.unshown_name().map(str::to_owned).unwrap_or_default();
        let labelled = !name.is_empty() && !self.is_open(TagEnd::Label);
        let accessible = attributes.accessible.get_or_insert_default();
        accessible.states.disabled = true;
        accessible.name_shown |= labelled;
        if !labelled {
            return self.native(control, attributes);
        }
        self.label(None, &Attributes::new(attributes.node));
        self.label_speaks();
        if control.kind.is_choice() {
            self.native(control, attributes);
            self.out.push(' ');
            text(&mut self.out, &name);
        } else {
            text(&mut self.out, name.trim_end_matches(':'));
            self.out.push_str(": ");
            self.native(control, attributes);
        }
        self.event(Event::End(TagEnd::Label));
    }

    fn native(&mut self, control: &Control<'p>, attributes: Attributes<'p>) {
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
            kind if kind.is_button() => self.button(control, &attributes),
            kind if kind.is_shown_value() => {
                if let Some(name) = attributes.unshown_name() {
                    text(&mut self.out, name);
                    self.out.push_str(": ");
                }
                text(&mut self.out, control.value.as_deref().unwrap_or_default());
            }
            _ => self.input(control, &attributes),
        }
    }

    fn input(&mut self, control: &Control<'p>, attributes: &Attributes<'p>) {
        self.out.push_str("<input");
        let is_number = |value: &str| value.trim().parse::<f64>().is_ok();
        attribute(
            &mut self.out,
            "type",
            match input_type(control.kind) {
                // A slider whose value is said in words shows them.
                "range" if !control.value.as_deref().is_none_or(is_number) => "text",
                keyword => keyword,
            },
        );
        if control.kind == ControlKind::Switch {
            attribute(&mut self.out, "role", "switch");
        }
        self.common(control, attributes);
        if let Some(value) = &control.value {
            attribute(&mut self.out, "value", value);
        }
        if control.kind.is_choice() && attributes.states().is_checked() {
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
        let kind = match control.kind {
            _ if control.needs_script => "button",
            ControlKind::Reset => "reset",
            _ => "submit",
        };
        attribute(&mut self.out, "type", kind);
        self.state(control, attributes);
        let (states, phrases) = (attributes.states(), self.here());
        if let Some(expanded) = states.expanded {
            attribute(&mut self.out, "aria-expanded", if expanded { "true" } else { "false" });
        }
        if let Some(pressed) = states.pressed {
            attribute(&mut self.out, "aria-pressed", pressed.keyword());
        }
        if let Some(value) = &control.value {
            attribute(&mut self.out, "value", value);
        }
        self.out.push('>');
        let name = words::button_name(control, attributes, phrases).unwrap_or(&phrases.button);
        text(&mut self.out, name);
        if control.needs_script {
            // Of a tab no attribute of a button can tell what it is.
            let tab = control.kind == ControlKind::Tab;
            let selected = tab && states.selected == Some(true);
            let remarks = [(tab, &phrases.tab), (selected, &phrases.selected)].into_iter();
            let remarks = remarks.filter(|(holds, _)| *holds).map(|(_, phrase)| phrase.as_str());
            let remarks: Vec<&str> = remarks.chain([&*phrases.needs_script]).collect();
            text(&mut self.out, &format!(" ({})", remarks.join(", ")));
        }
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
        let states = attributes.states();
        if states.required {
            self.out.push_str(match asks_for_choice(control) {
                true => " required",
                false => " aria-required=\"true\"",
            });
        }
        if states.readonly {
            self.out.push_str(" readonly");
        }
        if states.invalid {
            attribute(&mut self.out, "aria-invalid", "true");
        }
    }

    fn state(&mut self, control: &Control<'p>, attributes: &Attributes<'p>) {
        self.basic_attributes(attributes);
        if let Some(name) = control.name.filter(|name| !name.is_empty()) {
            attribute(&mut self.out, "name", name);
        }
        self.owner(control.form);
        let states = attributes.states();
        let error = states.invalid.then(|| words::error(attributes, self.here()));
        let hints = error.into_iter().chain(attributes.description().map(str::to_owned));
        let hints: Vec<String> = hints.collect();
        if !hints.is_empty() {
            attribute(&mut self.out, "title", &hints.join("; "));
        }
        if let Some(current) = states.current {
            attribute(&mut self.out, "aria-current", current.keyword());
        }
        if states.disabled || control.needs_script {
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
        let label = match (attributes.name().unwrap_or_default(), control.name) {
            ("", Some(name)) if !name.is_empty() => Cow::Borrowed(name),
            ("", _) => Cow::Borrowed(&*self.here().field),
            (label, _) => Cow::Borrowed(label),
        };
        self.field_name(attributes.id, attributes.name_is_shown(), &label);
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
        ControlKind::Checkbox | ControlKind::Switch => "checkbox",
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
