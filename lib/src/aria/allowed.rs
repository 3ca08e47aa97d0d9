//! Which roles an element may be given (ARIA in HTML, "Document conformance requirements").

use super::{Aria, implicit};
use crate::dom::{NodeId, Ns, Tag};

/// The roles that an element may be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Allowed {
    Any,
    /// These, parted by spaces, and what it has by itself.
    These(&'static str),
}

use Allowed::{Any, These};

const NONE: Allowed = These("");
const PRESENTATIONAL: Allowed = These("none presentation");
/// What a button may be.
const BUTTON: Allowed = These(
    "checkbox combobox gridcell link menuitem menuitemcheckbox menuitemradio option radio \
     separator slider switch tab treeitem",
);
const LINK: Allowed = These(
    "button checkbox menuitem menuitemcheckbox menuitemradio option radio switch tab treeitem \
     doc-backlink doc-biblioref doc-glossref doc-noteref",
);
const IMAGE: Allowed = These(
    "button checkbox link math menuitem menuitemcheckbox menuitemradio meter option progressbar \
     radio scrollbar separator slider switch tab treeitem doc-cover none presentation",
);
const LIST: Allowed =
    These("group listbox menu menubar none presentation radiogroup tablist toolbar tree directory");
const SECTION: Allowed = These(
    "alert alertdialog application banner complementary contentinfo dialog document feed group log \
     main marquee navigation none note presentation region search status tabpanel doc-abstract \
     doc-acknowledgments doc-afterword doc-appendix doc-bibliography doc-chapter doc-colophon \
     doc-conclusion doc-credit doc-credits doc-dedication doc-endnotes doc-epigraph doc-epilogue \
     doc-errata doc-example doc-foreword doc-glossary doc-index doc-introduction doc-notice \
     doc-pagelist doc-part doc-preface doc-prologue doc-pullquote doc-qna doc-toc",
);

/// The roles that an element may be given; `None` where nothing is said of it. The role that it has
/// by itself is among them.
pub(crate) fn allowed(aria: &Aria<'_>, node: NodeId) -> Option<Allowed> {
    match aria.doc.ns(node) {
        Ns::Html => {}
        Ns::Svg if aria.doc.name(node) == "svg" => return Some(Any),
        Ns::MathMl if aria.doc.name(node) == "math" => return Some(NONE),
        _ => return None,
    }
    // Elements of the author have a hyphen in their name.
    if aria.doc.name(node).contains('-') {
        return Some(Any);
    }
    let asked = aria.doc.attr(node, "role").and_then(super::first_role);
    let own = aria.own_role(node);
    if asked.is_some() && asked.map(|role| role.name()) == own {
        return Some(Any);
    }
    by_state(aria, node).or_else(|| by_tag(aria.doc.tag(node)))
}

/// Elements for which their attributes or what is around them decides.
fn by_state(aria: &Aria<'_>, node: NodeId) -> Option<Allowed> {
    let doc = aria.doc;
    let has = |name| doc.has_attr(node, name);
    let parent = doc.parent(node).map(|id| doc.tag(id));
    Some(match doc.tag(node) {
        Tag::A if has("href") => LINK,
        Tag::A => Any,
        Tag::Area if has("href") => NONE,
        Tag::Area => These("button link"),
        Tag::Div if parent == Some(Tag::Dl) => PRESENTATIONAL,
        Tag::Figure if doc.children(node).any(|id| doc.tag(id) == Tag::Figcaption) => NONE,
        Tag::Img => {
            let named = aria.is_named_by_author(node);
            match aria.doc.attr(node, "alt").map(str::trim) {
                Some("") if !named => PRESENTATIONAL,
                None if !named => NONE,
                _ => IMAGE,
            }
        }
        Tag::Input => input(aria, node),
        Tag::Li => match parent {
            Some(Tag::Ul | Tag::Ol | Tag::Menu) => These(
                "menuitem menuitemcheckbox menuitemradio none option presentation radio \
                 separator tab treeitem doc-biblioentry doc-endnote",
            ),
            _ => Any,
        },
        Tag::Select if has("multiple") || has("size") => NONE,
        Tag::Select => These("menu"),
        Tag::Td | Tag::Th | Tag::Tr => {
            let table = doc.ancestors(node).find(|&id| doc.tag(id) == Tag::Table);
            match table.and_then(|table| aria.role(table)).map(|role| role.name()) {
                Some("table") => NONE,
                Some("grid" | "treegrid") => These("gridcell rowheader columnheader row"),
                _ => Any,
            }
        }
        _ => return None,
    })
}

fn input(aria: &Aria<'_>, node: NodeId) -> Allowed {
    let kind = aria.filled(node, "type").unwrap_or("text").to_ascii_lowercase();
    let suggests = aria.doc.has_attr(node, "list");
    match kind.as_str() {
        "button" | "image" | "reset" | "submit" => BUTTON,
        "checkbox" if aria.doc.has_attr(node, "aria-pressed") => {
            These("button menuitemcheckbox option switch")
        }
        "checkbox" => These("menuitemcheckbox option switch"),
        "radio" => These("menuitemradio"),
        "color" | "date" | "datetime-local" | "file" | "hidden" | "month" | "number"
        | "password" | "range" | "time" | "week" => NONE,
        "email" | "search" | "tel" | "url" => NONE,
        _ if suggests => NONE,
        _ => These("combobox searchbox spinbutton"),
    }
}

fn by_tag(tag: Tag) -> Option<Allowed> {
    Some(match tag {
        Tag::Article => These("application document feed main none presentation region"),
        Tag::Aside => These(
            "complementary feed none note presentation region search doc-dedication doc-example doc-footnote \
             doc-glossary doc-pullquote doc-tip",
        ),
        Tag::Audio | Tag::Video => These("application"),
        Tag::Br | Tag::Wbr | Tag::Dl => match tag {
            Tag::Dl => These("group list none presentation"),
            _ => PRESENTATIONAL,
        },
        Tag::Button => BUTTON,
        Tag::Details | Tag::Label | Tag::Legend | Tag::Main | Tag::Meter | Tag::Progress => NONE,
        Tag::Datalist | Tag::Optgroup | Tag::Option | Tag::Textarea | Tag::Dd => NONE,
        Tag::Base | Tag::Caption | Tag::Col | Tag::Colgroup | Tag::Head | Tag::Link | Tag::Map => {
            NONE
        }
        Tag::Meta | Tag::Noscript | Tag::Param | Tag::Picture | Tag::Script | Tag::Slot => NONE,
        Tag::Source | Tag::Style | Tag::Template | Tag::Title | Tag::Track => NONE,
        Tag::Body | Tag::Html => NONE,
        Tag::Dialog => These("alertdialog"),
        Tag::Dt => These("listitem"),
        Tag::Embed => These("application document img none presentation"),
        Tag::Fieldset => These("none presentation radiogroup"),
        Tag::Figcaption => These("group none presentation"),
        Tag::Footer => These("contentinfo group none presentation doc-footnote"),
        Tag::Form => These("form none presentation search"),
        Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => {
            These("none presentation tab doc-subtitle")
        }
        Tag::Header => These("banner group none presentation"),
        Tag::Hr => These("none presentation doc-pagebreak"),
        Tag::Iframe => These("application document img none presentation"),
        Tag::Nav => These("menu menubar none presentation tablist doc-index doc-pagelist doc-toc"),
        Tag::Object => These("application document img"),
        Tag::Ol | Tag::Ul | Tag::Menu => LIST,
        Tag::Search => These("form group none presentation region"),
        Tag::Section => SECTION,
        Tag::Summary => return None,
        _ => Any,
    })
}

impl Aria<'_> {
    /// The role that an element would have without a `role`.
    fn own_role(&self, node: NodeId) -> Option<&'static str> {
        implicit::role(self, node, self.index())
    }
}
