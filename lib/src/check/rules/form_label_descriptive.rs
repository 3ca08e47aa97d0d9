//! ACT cc0f0a, in part: labels that do not say what belongs into a field.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::check::words::is_placeholder_label;
use crate::dom::{Document, NodeId, NodeMap, Step, Tag};
use std::collections::{HashMap, HashSet};

pub(super) const RULE: Rule = Rule {
    id: "form-label-descriptive",
    title: "The label of a field says what belongs into it.",
    criteria: &["2.4.6"],
    advice: false,
    act: &["cc0f0a"],
    decidable: Decidable::Partial,
    severity: Severity::Warning,
    svg: false,
    who: "People who hear or enlarge one field at a time have only its label to go by.",
    hint: "Name in the label what is to be filled in, and what it is for where there are several \
          of one kind.",
    bad: "<html lang=en><title>Contact</title><label>Field <input></label>",
    good: "<html lang=en><title>Contact</title><label>First name <input></label>",
    check: Check::Page(check),
};

const FIELDS: &[&str] = &["textbox", "searchbox", "combobox", "listbox", "spinbutton"];

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let fields: Vec<(NodeId, String)> = cx
        .of_role(FIELDS)
        .filter(|&id| is_field(c, id))
        .filter_map(|id| Some((id, visible_label(c, id)?)))
        .collect();
    let mut names = HashSet::new();
    let again = fields.iter().any(|(_, label)| !names.insert(label.to_lowercase()));
    for (id, label) in &fields {
        told(c, *id, label);
    }
    if again {
        tell_same(c, &fields);
    }
}

/// Tells of fields of one label between which no text that is seen tells them apart.
fn tell_same(c: &mut Checker<'_>, fields: &[(NodeId, String)]) {
    let cx = c.cx;
    let by_field: NodeMap<&str> = fields.iter().map(|(id, label)| (*id, label.as_str())).collect();
    // How much visible text that is no label has been passed, and where each label stood.
    let (mut passed, mut labels) = (0, HashMap::<String, usize>::new());
    let mut walk = cx.doc.walk(Document::ROOT);
    while let Some(step) = walk.next() {
        let Step::Enter(id) = step else { continue };
        let tag = cx.doc.tag(id);
        if cx.doc.text(id).is_some() {
            passed += usize::from(tells_apart(c, id));
        } else if tag == Tag::Img && cx.visible(id) {
            passed += 1;
        } else if let Some(label) = by_field.get(&id) {
            let first = labels.insert(label.to_lowercase(), passed);
            if first == Some(passed) {
                c.fail(id, format!("Another field before it is called “{label}”, and no visible text tells the two apart."));
            }
        }
        if matches!(tag, Tag::Script | Tag::Style | Tag::Template | Tag::Select | Tag::Textarea) {
            walk.skip_children(id);
        }
    }
}

fn told(c: &mut Checker<'_>, field: NodeId, label: &str) {
    if is_placeholder_label(label) {
        c.fail(field, format!("The label “{label}” does not say what belongs into the field."));
    }
}

/// Whether a text is one that people see, and no label.
fn tells_apart(c: &Checker<'_>, text: NodeId) -> bool {
    let cx = c.cx;
    let says = cx.doc.text(text).is_some_and(|text| text.contains(char::is_alphanumeric));
    let Some(parent) = cx.doc.parent(text).filter(|_| says) else { return false };
    let label = |id: NodeId| cx.doc.tag(id) == Tag::Label;
    let around = std::iter::once(parent).chain(cx.doc.ancestors(parent)).any(label);
    !around && cx.visible(parent) && !cx.page.unseen(parent)
}

fn is_field(c: &Checker<'_>, id: NodeId) -> bool {
    let cx = c.cx;
    cx.doc.is_element(id)
        && cx.aria.is_any(id, FIELDS)
        && cx.aria.exposed(id)
        && cx.visible(id)
        && !cx.page.unseen(id)
}

/// What labels that people see call a field; nothing where its name comes from elsewhere.
fn visible_label(c: &Checker<'_>, field: NodeId) -> Option<String> {
    let cx = c.cx;
    let named = cx.aria.references(field, "aria-labelledby");
    let of: Vec<NodeId> = match named.is_empty() {
        true => cx.page.labels_of(field).to_vec(),
        false => named,
    };
    let seen = |&id: &NodeId| cx.visible(id) && !cx.page.unseen(id);
    if of.is_empty() || !of.iter().all(seen) || cx.filled(field, "aria-label").is_some() {
        return None;
    }
    let text = cx.aria.name(field).text;
    let text = text.trim().trim_end_matches([':', '*', ' ']).to_owned();
    Some(text).filter(|text| !text.is_empty())
}
