//! The roles of WAI-ARIA 1.2 with those of 1.3 that browsers know, DPUB-ARIA and the graphics
//! module: what each takes, holds and stands in.

mod dpub;
#[cfg(test)]
mod tests;

use dpub::DPUB;
use std::fmt;

/// A role, with all that the specification says of it.
#[derive(Clone, Copy)]
pub(crate) struct Role(&'static Data);

/// One entry of the tables.
struct Data {
    name: &'static str,
    flags: u8,
    required: &'static [&'static str],
    supported: &'static [&'static str],
    context: &'static [&'static str],
    owned: &'static [&'static str],
}

const FROM_CONTENT: u8 = 1;
const NO_NAME: u8 = 2;
const LEAF: u8 = 4;
const WIDGET: u8 = 8;
const LANDMARK: u8 = 16;

impl Role {
    /// The role of a name; `image` and `none` for their synonyms `img` and `presentation`.
    pub(crate) fn named(name: &str) -> Option<Role> {
        let name = match name {
            "img" => "image",
            "presentation" => "none",
            "directory" => "list",
            name => name,
        };
        if let Ok(at) = ROLES.binary_search_by_key(&name, |data| data.name) {
            return Some(Role(&ROLES[at]));
        }
        DPUB.iter().find(|data| data.name == name).map(Role)
    }

    /// A role that is known to be in the tables.
    pub(crate) fn known(name: &'static str) -> Role {
        Role::named(name).expect("a role of the tables")
    }

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        self.0.name
    }

    /// Whether it is one of these.
    pub(crate) fn is_any(self, names: &[&str]) -> bool {
        names.contains(&self.0.name)
    }

    /// Whether it is `none`: the element is exposed without a role, or not at all.
    pub(crate) fn is_none(self) -> bool {
        self.0.name == "none"
    }

    /// Whether its name comes from its content where no author gives one.
    pub(crate) fn is_named_by_content(self) -> bool {
        self.0.flags & FROM_CONTENT != 0
    }

    /// Whether authors must not name it.
    pub(crate) fn is_name_prohibited(self) -> bool {
        self.0.flags & NO_NAME != 0
    }

    /// Whether all within it is presentational.
    pub(crate) fn is_leaf(self) -> bool {
        self.0.flags & LEAF != 0
    }

    /// Whether people act on it.
    pub(crate) fn is_widget(self) -> bool {
        self.0.flags & WIDGET != 0
    }

    /// Whether it is a landmark.
    pub(crate) fn is_landmark(self) -> bool {
        self.0.flags & LANDMARK != 0
    }

    /// The states and properties that authors must give it.
    pub(crate) fn required(self) -> &'static [&'static str] {
        self.0.required
    }

    /// Whether it takes a state or property that is not global.
    pub(crate) fn supports(self, attribute: &str) -> bool {
        self.0.supported.contains(&attribute) || self.0.required.contains(&attribute)
    }

    /// The roles of which one has to own it.
    pub(crate) fn context(self) -> &'static [&'static str] {
        self.0.context
    }

    /// The roles of which it has to own one.
    pub(crate) fn owned(self) -> &'static [&'static str] {
        self.0.owned
    }
}

impl PartialEq for Role {
    fn eq(&self, other: &Role) -> bool {
        self.0.name == other.0.name
    }
}

impl Eq for Role {}

impl fmt::Debug for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Role({})", self.0.name)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name)
    }
}

const fn role(name: &'static str, flags: u8) -> Data {
    Data { name, flags, required: &[], supported: &[], context: &[], owned: &[] }
}

impl Data {
    const fn required(mut self, required: &'static [&'static str]) -> Self {
        self.required = required;
        self
    }

    const fn takes(mut self, supported: &'static [&'static str]) -> Self {
        self.supported = supported;
        self
    }

    const fn within(mut self, context: &'static [&'static str]) -> Self {
        self.context = context;
        self
    }

    const fn owning(mut self, owned: &'static [&'static str]) -> Self {
        self.owned = owned;
        self
    }
}

/// The roles of which one owns a row, and those that a row owns.
const TABLES: &[&str] = &["grid", "table", "treegrid"];
const ROW_PARENTS: &[&str] = &["grid", "rowgroup", "table", "treegrid"];
const CELLS: &[&str] = &["cell", "columnheader", "gridcell", "rowheader"];
const ROWS: &[&str] = &["row", "rowgroup"];
const MENUS: &[&str] = &["group", "menu", "menubar"];
const MENU_ITEMS: &[&str] =
    &["group", "menuitem", "menuitemcheckbox", "menuitemradio", "separator"];

const PLACES: &[&str] = &[
    "aria-colindex",
    "aria-colindextext",
    "aria-colspan",
    "aria-rowindex",
    "aria-rowindextext",
    "aria-rowspan",
];
const HEADERS: &[&str] = &[
    "aria-colindex",
    "aria-colindextext",
    "aria-colspan",
    "aria-rowindex",
    "aria-rowindextext",
    "aria-rowspan",
    "aria-sort",
    "aria-disabled",
    "aria-errormessage",
    "aria-expanded",
    "aria-haspopup",
    "aria-invalid",
    "aria-readonly",
    "aria-required",
    "aria-selected",
];
const GRID_CELL: &[&str] = &[
    "aria-colindex",
    "aria-colindextext",
    "aria-colspan",
    "aria-rowindex",
    "aria-rowindextext",
    "aria-rowspan",
    "aria-disabled",
    "aria-errormessage",
    "aria-expanded",
    "aria-haspopup",
    "aria-invalid",
    "aria-readonly",
    "aria-required",
    "aria-selected",
];
const ITEM: &[&str] =
    &["aria-disabled", "aria-expanded", "aria-haspopup", "aria-posinset", "aria-setsize"];
const CHOICE: &[&str] = &[
    "aria-disabled",
    "aria-errormessage",
    "aria-expanded",
    "aria-invalid",
    "aria-readonly",
    "aria-required",
];
const TEXT: &[&str] = &[
    "aria-activedescendant",
    "aria-autocomplete",
    "aria-disabled",
    "aria-errormessage",
    "aria-haspopup",
    "aria-invalid",
    "aria-multiline",
    "aria-placeholder",
    "aria-readonly",
    "aria-required",
];
const RANGE: &[&str] = &["aria-valuemax", "aria-valuemin", "aria-valuenow", "aria-valuetext"];
const MENU: &[&str] = &["aria-activedescendant", "aria-disabled", "aria-orientation"];

/// All roles but those of DPUB-ARIA, by name.
const ROLES: &[Data] = &[
    role("alert", 0),
    role("alertdialog", 0).takes(&["aria-modal"]),
    role("application", 0).takes(&[
        "aria-activedescendant",
        "aria-disabled",
        "aria-errormessage",
        "aria-expanded",
        "aria-haspopup",
        "aria-invalid",
    ]),
    role("article", 0).takes(&["aria-posinset", "aria-setsize"]),
    role("banner", LANDMARK),
    role("blockquote", 0),
    role("button", FROM_CONTENT | LEAF | WIDGET).takes(&[
        "aria-disabled",
        "aria-expanded",
        "aria-haspopup",
        "aria-pressed",
    ]),
    role("caption", NO_NAME).within(&["figure", "grid", "table", "treegrid"]),
    role("cell", FROM_CONTENT).takes(PLACES).within(&["row"]),
    role("checkbox", FROM_CONTENT | LEAF | WIDGET).required(&["aria-checked"]).takes(CHOICE),
    role("code", NO_NAME),
    role("columnheader", FROM_CONTENT).takes(HEADERS).within(&["row"]),
    role("combobox", WIDGET).required(&["aria-expanded"]).takes(&[
        "aria-activedescendant",
        "aria-autocomplete",
        "aria-controls",
        "aria-disabled",
        "aria-errormessage",
        "aria-haspopup",
        "aria-invalid",
        "aria-readonly",
        "aria-required",
        "aria-placeholder",
    ]),
    role("comment", FROM_CONTENT).takes(&["aria-level", "aria-posinset", "aria-setsize"]),
    role("complementary", LANDMARK),
    role("contentinfo", LANDMARK),
    role("definition", 0),
    role("deletion", NO_NAME),
    role("dialog", 0).takes(&["aria-modal"]),
    role("document", 0),
    role("emphasis", NO_NAME),
    role("feed", 0).owning(&["article"]),
    role("figure", 0),
    role("form", LANDMARK),
    role("generic", NO_NAME),
    role("graphics-document", 0),
    role("graphics-object", 0),
    role("graphics-symbol", LEAF),
    role("grid", 0)
        .takes(&[
            "aria-activedescendant",
            "aria-colcount",
            "aria-disabled",
            "aria-multiselectable",
            "aria-readonly",
            "aria-rowcount",
        ])
        .owning(ROWS),
    role("gridcell", FROM_CONTENT).takes(GRID_CELL).within(&["row"]),
    role("group", 0).takes(&["aria-activedescendant", "aria-disabled"]),
    role("heading", FROM_CONTENT).required(&["aria-level"]),
    role("image", LEAF),
    role("insertion", NO_NAME),
    role("link", FROM_CONTENT | WIDGET).takes(&["aria-disabled", "aria-expanded", "aria-haspopup"]),
    role("list", 0).owning(&["listitem"]),
    role("listbox", WIDGET)
        .takes(&[
            "aria-activedescendant",
            "aria-disabled",
            "aria-errormessage",
            "aria-expanded",
            "aria-invalid",
            "aria-multiselectable",
            "aria-orientation",
            "aria-readonly",
            "aria-required",
        ])
        .owning(&["group", "option"]),
    role("listitem", 0).takes(&["aria-level", "aria-posinset", "aria-setsize"]).within(&["list"]),
    role("log", 0),
    role("main", LANDMARK),
    role("mark", NO_NAME),
    role("marquee", 0),
    role("math", 0),
    role("menu", 0).takes(MENU).owning(MENU_ITEMS),
    role("menubar", 0).takes(MENU).owning(MENU_ITEMS),
    role("menuitem", FROM_CONTENT | WIDGET).takes(ITEM).within(MENUS),
    role("menuitemcheckbox", FROM_CONTENT | LEAF | WIDGET)
        .required(&["aria-checked"])
        .takes(ITEM)
        .within(MENUS),
    role("menuitemradio", FROM_CONTENT | LEAF | WIDGET)
        .required(&["aria-checked"])
        .takes(ITEM)
        .within(MENUS),
    role("meter", LEAF).required(&["aria-valuenow"]).takes(RANGE),
    role("navigation", LANDMARK),
    role("none", NO_NAME),
    role("note", 0),
    role("option", FROM_CONTENT | LEAF | WIDGET)
        .takes(&["aria-checked", "aria-disabled", "aria-posinset", "aria-selected", "aria-setsize"])
        .within(&["group", "listbox"]),
    role("paragraph", NO_NAME),
    role("progressbar", LEAF).takes(RANGE),
    role("radio", FROM_CONTENT | LEAF | WIDGET).required(&["aria-checked"]).takes(&[
        "aria-disabled",
        "aria-posinset",
        "aria-setsize",
    ]),
    role("radiogroup", 0).takes(&[
        "aria-activedescendant",
        "aria-disabled",
        "aria-errormessage",
        "aria-invalid",
        "aria-orientation",
        "aria-readonly",
        "aria-required",
    ]),
    role("region", LANDMARK),
    role("row", FROM_CONTENT)
        .takes(&[
            "aria-activedescendant",
            "aria-colindex",
            "aria-disabled",
            "aria-expanded",
            "aria-level",
            "aria-posinset",
            "aria-rowindex",
            "aria-rowindextext",
            "aria-selected",
            "aria-setsize",
        ])
        .within(ROW_PARENTS)
        .owning(CELLS),
    role("rowgroup", 0).within(TABLES).owning(&["row"]),
    role("rowheader", FROM_CONTENT).takes(HEADERS).within(&["row"]),
    role("scrollbar", LEAF | WIDGET).required(&["aria-controls", "aria-valuenow"]).takes(&[
        "aria-disabled",
        "aria-orientation",
        "aria-valuemax",
        "aria-valuemin",
        "aria-valuetext",
    ]),
    role("search", LANDMARK),
    role("searchbox", WIDGET).takes(TEXT),
    role("sectionfooter", 0),
    role("sectionheader", 0),
    role("separator", LEAF).takes(&[
        "aria-disabled",
        "aria-orientation",
        "aria-valuemax",
        "aria-valuemin",
        "aria-valuenow",
        "aria-valuetext",
    ]),
    role("slider", LEAF | WIDGET).required(&["aria-valuenow"]).takes(&[
        "aria-disabled",
        "aria-errormessage",
        "aria-haspopup",
        "aria-invalid",
        "aria-orientation",
        "aria-readonly",
        "aria-valuemax",
        "aria-valuemin",
        "aria-valuetext",
    ]),
    role("spinbutton", WIDGET).takes(&[
        "aria-activedescendant",
        "aria-disabled",
        "aria-errormessage",
        "aria-invalid",
        "aria-readonly",
        "aria-required",
        "aria-valuemax",
        "aria-valuemin",
        "aria-valuenow",
        "aria-valuetext",
    ]),
    role("status", 0),
    role("strong", NO_NAME),
    role("subscript", NO_NAME),
    role("suggestion", NO_NAME),
    role("superscript", NO_NAME),
    role("switch", FROM_CONTENT | LEAF | WIDGET).required(&["aria-checked"]).takes(CHOICE),
    role("tab", FROM_CONTENT | LEAF | WIDGET)
        .takes(&[
            "aria-disabled",
            "aria-expanded",
            "aria-haspopup",
            "aria-posinset",
            "aria-selected",
            "aria-setsize",
        ])
        .within(&["tablist"]),
    role("table", 0).takes(&["aria-colcount", "aria-rowcount"]).owning(ROWS),
    role("tablist", 0)
        .takes(&[
            "aria-activedescendant",
            "aria-disabled",
            "aria-level",
            "aria-multiselectable",
            "aria-orientation",
        ])
        .owning(&["tab"]),
    role("tabpanel", 0),
    role("term", 0),
    role("textbox", WIDGET).takes(TEXT),
    role("time", 0),
    role("timer", 0),
    role("toolbar", 0).takes(MENU),
    role("tooltip", FROM_CONTENT),
    role("tree", 0)
        .takes(&[
            "aria-activedescendant",
            "aria-disabled",
            "aria-errormessage",
            "aria-invalid",
            "aria-multiselectable",
            "aria-orientation",
            "aria-required",
        ])
        .owning(&["group", "treeitem"]),
    role("treegrid", 0)
        .takes(&[
            "aria-activedescendant",
            "aria-colcount",
            "aria-disabled",
            "aria-errormessage",
            "aria-invalid",
            "aria-multiselectable",
            "aria-orientation",
            "aria-readonly",
            "aria-required",
            "aria-rowcount",
        ])
        .owning(ROWS),
    role("treeitem", FROM_CONTENT | WIDGET)
        .takes(&[
            "aria-checked",
            "aria-disabled",
            "aria-expanded",
            "aria-haspopup",
            "aria-level",
            "aria-posinset",
            "aria-selected",
            "aria-setsize",
        ])
        .within(&["group", "tree"]),
];
