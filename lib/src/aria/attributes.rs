//! The states and properties of WAI-ARIA 1.2, with those of 1.3 that browsers know.

/// What values a state or property takes (WAI-ARIA 1.2, 10.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value {
    /// `true` or `false`
    Boolean,
    /// `true`, `false` or `undefined`
    BooleanOrUndefined,
    /// `true`, `false`, `mixed` or `undefined`
    Tristate,
    /// The id of an element.
    Id,
    /// Ids, parted by white space.
    Ids,
    Integer,
    Number,
    Text,
    /// One of these words.
    Token(&'static [&'static str]),
    /// Some of these words, parted by white space.
    Tokens(&'static [&'static str]),
}

/// A state or property.
#[derive(Debug)]
pub(crate) struct Attribute {
    pub(crate) name: &'static str,
    pub(crate) value: Value,
    /// Whether every element takes it.
    pub(crate) global: bool,
    /// Whether WAI-ARIA 1.2 advises against it: wholly, or on roles that do not name it.
    pub(crate) deprecated: bool,
}

/// The state or property of a name, lower case.
pub(crate) fn find(name: &str) -> Option<&'static Attribute> {
    // Most attributes are none of these.
    if !name.starts_with("aria-") {
        return None;
    }
    let at = ATTRIBUTES.binary_search_by_key(&name, |attribute| attribute.name).ok()?;
    Some(&ATTRIBUTES[at])
}

const fn one(name: &'static str, value: Value) -> Attribute {
    Attribute { name, value, global: false, deprecated: false }
}

const fn global(name: &'static str, value: Value) -> Attribute {
    Attribute { name, value, global: true, deprecated: false }
}

const fn old(name: &'static str, value: Value) -> Attribute {
    Attribute { name, value, global: true, deprecated: true }
}

use Value::*;

/// All states and properties, by name.
pub(crate) const ATTRIBUTES: &[Attribute] = &[
    one("aria-activedescendant", Id),
    global("aria-atomic", Boolean),
    one("aria-autocomplete", Token(&["inline", "list", "both", "none"])),
    global("aria-braillelabel", Text),
    global("aria-brailleroledescription", Text),
    global("aria-busy", Boolean),
    one("aria-checked", Tristate),
    one("aria-colcount", Integer),
    one("aria-colindex", Integer),
    one("aria-colindextext", Text),
    one("aria-colspan", Integer),
    global("aria-controls", Ids),
    global("aria-current", Token(&["page", "step", "location", "date", "time", "true", "false"])),
    global("aria-describedby", Ids),
    global("aria-description", Text),
    global("aria-details", Ids),
    old("aria-disabled", Boolean),
    old("aria-dropeffect", Tokens(&["copy", "execute", "link", "move", "none", "popup"])),
    old("aria-errormessage", Ids),
    one("aria-expanded", BooleanOrUndefined),
    global("aria-flowto", Ids),
    old("aria-grabbed", BooleanOrUndefined),
    old("aria-haspopup", Token(&["false", "true", "menu", "listbox", "tree", "grid", "dialog"])),
    global("aria-hidden", BooleanOrUndefined),
    old("aria-invalid", Token(&["grammar", "false", "spelling", "true"])),
    global("aria-keyshortcuts", Text),
    global("aria-label", Text),
    global("aria-labelledby", Ids),
    one("aria-level", Integer),
    global("aria-live", Token(&["assertive", "off", "polite"])),
    one("aria-modal", Boolean),
    one("aria-multiline", Boolean),
    one("aria-multiselectable", Boolean),
    one("aria-orientation", Token(&["horizontal", "undefined", "vertical"])),
    global("aria-owns", Ids),
    one("aria-placeholder", Text),
    one("aria-posinset", Integer),
    one("aria-pressed", Tristate),
    one("aria-readonly", Boolean),
    global("aria-relevant", Tokens(&["additions", "all", "removals", "text"])),
    one("aria-required", Boolean),
    global("aria-roledescription", Text),
    one("aria-rowcount", Integer),
    one("aria-rowindex", Integer),
    one("aria-rowindextext", Text),
    one("aria-rowspan", Integer),
    one("aria-selected", BooleanOrUndefined),
    one("aria-setsize", Integer),
    one("aria-sort", Token(&["ascending", "descending", "none", "other"])),
    one("aria-valuemax", Number),
    one("aria-valuemin", Number),
    one("aria-valuenow", Number),
    one("aria-valuetext", Text),
];

#[cfg(test)]
mod tests {
    use super::ATTRIBUTES;

    #[test]
    fn the_table_is_in_order() {
        assert!(ATTRIBUTES.is_sorted_by_key(|attribute| attribute.name));
    }
}
