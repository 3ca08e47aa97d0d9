//! Landmarks with their names, and the links that lead to them.

use super::elements::{Body, Open};
use super::links::text_of;
use super::own_words;
use crate::escape::{attribute, text};
use crate::event::{Attributes, TagEnd};
use crate::read::RegionKind;
use crate::words::words;

/// A region that a link at the beginning leads to.
#[derive(Debug)]
pub(in crate::format) struct Landmark<'p> {
    pub(in crate::format) kind: RegionKind,
    pub(in crate::format) id: String,
    pub(in crate::format) name: String,
    /// The language of its name, where it is not the page's.
    pub(in crate::format) lang: Option<&'p str>,
    /// Whether the page gives it a name.
    pub(in crate::format) is_labelled: bool,
    /// Whether its name is more than that of another with a number.
    pub(in crate::format) is_distinct: bool,
}

impl<'p> Body<'p> {
    pub(super) fn region(&mut self, kind: RegionKind, attributes: &Attributes<'p>) {
        let label = attributes.name();
        let nested = self.is_open(TagEnd::Region);
        let first = self.has.insert(kind);
        // A page that hides all of itself cannot have meant it.
        let heard = kind == RegionKind::Main || !attributes.aria_hidden;
        let attributes = &Attributes { aria_hidden: !heard, ..attributes.clone() };
        let (name, end, role) = match kind {
            RegionKind::Main if first => ("main", "</main>\n", None),
            RegionKind::Navigation => ("nav", "</nav>\n", None),
            RegionKind::Complementary if !nested => ("aside", "</aside>\n", None),
            RegionKind::Banner if !nested && first => ("header", "</header>\n", None),
            RegionKind::ContentInfo if !nested && first => ("footer", "</footer>\n", None),
            RegionKind::Search => ("div", "</div>\n", Some("search")),
            _ => ("section", "</section>\n", None),
        };
        let (title, is_distinct) = self.region_name(kind, label, attributes.lang);
        self.region_count += 1;
        let number = self.region_count;
        let id = match attributes.id {
            Some(id) => id.to_owned(),
            None => self.own_id(&format!("region-{number}")),
        };
        let named = kind != RegionKind::Main || !first;
        let name_id = self.own_id(&format!("name-{number}"));
        let is_main = name == "main";
        let unknown = self.page.language().is_none() && attributes.lang.is_none() && !nested;
        self.open(TagEnd::Region, name, end, attributes, |out| {
            if attributes.id.is_none() {
                attribute(out, "id", &id);
            }
            if let Some(role) = role {
                attribute(out, "role", role);
            }
            if named {
                attribute(out, "aria-labelledby", &name_id);
            } else if let Some(label) = label.filter(|_| is_main) {
                attribute(out, "aria-label", label);
            }
            if unknown {
                // HTML Standard, 3.2.6.2: the empty string says that the language is not known.
                out.push_str(" lang=\"\"");
            }
            attribute(out, "tabindex", "-1");
        });
        if named {
            self.region_heading(&name_id, &title, label.is_none(), attributes.lang);
        }
        if !nested {
            let (lang, is_labelled) = (attributes.lang, label.is_some());
            let name = title;
            self.landmarks.push(Landmark { kind, id, name, lang, is_labelled, is_distinct });
        }
    }

    /// Takes the name of a region away that its own heading says right behind it: then it is not shown twice.
    pub(super) fn end_region(&mut self, open: &Open<'p>) {
        let content = &self.out[open.content..];
        let Some(rest) = content.strip_prefix("<p class=\"name\" id=\"") else { return };
        let Some((id, rest)) = rest.split_once('"') else { return };
        let Some((attributes, rest)) = rest.split_once('>') else { return };
        let Some((name, rest)) = rest.split_once("</p>\n") else { return };
        let heading = rest.strip_prefix("<h").and_then(|rest| rest.split_once("</h"));
        let says = heading.and_then(|(heading, _)| heading.split_once('>'));
        let is_said = says.is_some_and(|(_, said)| {
            attributes.is_empty() && words(&text_of(said)) == words(&text_of(name))
        });
        if !is_said {
            return;
        }
        let by_id = format!(" aria-labelledby=\"{id}\"");
        let label = format!(" aria-label=\"{}\"", name.replace('"', "&quot;"));
        let end = self.out.len() - rest.len();
        let start_tag = self.out[open.start..open.content].replacen(&by_id, &label, 1);
        self.out.replace_range(open.start..end, &start_tag);
    }

    /// A part of the page that has a name.
    pub(super) fn section(&mut self, role: &str, attributes: &Attributes<'p>) {
        let name = attributes.name().map(|name| self.distinct_name(name));
        let (element, end, role) = match role {
            "region" => ("section", "</section>\n", None),
            "article" => ("article", "</article>\n", None),
            // What these must hold or do, only a script gives them.
            "application" | "document" | "feed" | "toolbar" => ("div", "</div>\n", Some("group")),
            role => ("div", "</div>\n", Some(role)),
        };
        let mut named = attributes.clone();
        named.set_name(name.map(Into::into), false);
        self.open(TagEnd::Section, element, end, &named, |out| {
            if let Some(role) = role {
                attribute(out, "role", role);
            }
        });
    }

    /// The name of a region, as its first line; ours alone is in our language.
    fn region_heading(&mut self, id: &str, title: &str, ours: bool, lang: Option<&'p str>) {
        let phrases = self.phrases_for(lang);
        let around = lang.or_else(|| self.language_here());
        self.out.push_str("<p class=\"name\"");
        attribute(&mut self.out, "id", id);
        if ours {
            let direction = self.direction_here();
            own_words(&mut self.out, phrases, around, direction);
        }
        self.out.push('>');
        text(&mut self.out, title);
        self.out.push_str("</p>\n");
    }

    /// The name of a region, and whether it is that of no other part. What kind of region it is, the element says.
    fn region_name(
        &mut self,
        kind: RegionKind,
        label: Option<&str>,
        lang: Option<&str>,
    ) -> (String, bool) {
        let label = label.filter(|_| kind != RegionKind::Main);
        let name = label.unwrap_or(self.phrases_for(lang).region(kind));
        let distinct = self.distinct_name(name);
        let is_own = distinct == name;
        (distinct, is_own)
    }

    /// The name of a region, section or form, different from that of every other.
    pub(super) fn distinct_name(&mut self, name: &str) -> String {
        // Names that differ in case alone sound the same.
        let count = self.names.entry(name.to_lowercase()).or_default();
        *count += 1;
        match *count {
            1 => name.to_owned(),
            count => format!("{name} {count}"),
        }
    }
}
