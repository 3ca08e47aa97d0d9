//! What is kept of a checked page for the rules that compare pages.

use crate::check::context::Context;
use crate::check::finding::Location;
use crate::check::suppress::{Comments, SiteIgnore};
use crate::check::words::{is_accessibility_statement, is_help, is_search, is_site_map};
use crate::dom::{NodeId, Tag};
use crate::language::primary;
use crate::page::LanguageEvidence;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// The links of a page that are looked at.
const LINKS: usize = 2_000;

/// What rules for sites see of a page.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct SiteFacts {
    pub(crate) title: String,
    /// Where the title stands, or the page begins.
    pub(crate) title_location: Location,
    /// Where the page begins.
    pub(crate) top: Location,
    /// The primary subtag of its language; empty where it is not known.
    pub(crate) language: String,
    /// The page's own absolute address, where it tells it.
    pub(crate) url: Option<String>,
    /// The address of its `base` element.
    pub(crate) base: Option<String>,
    /// Whether the site can be searched from it.
    pub(crate) search: bool,
    /// Whether it links to a map of the site.
    pub(crate) site_map: bool,
    /// Whether it links to a statement on accessibility.
    pub(crate) statement: bool,
    pub(crate) menus: Vec<Menu>,
    /// The links outside the main content, in the order of the page, and the places they are in.
    pub(crate) furniture: Vec<SiteLink>,
    /// Where the links of the main content lead, each once.
    pub(crate) content: Vec<String>,
    /// What comments of the page ignore.
    pub(crate) ignores: Vec<SiteIgnore>,
}

/// A navigation landmark.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Menu {
    /// What tells it from the others of a page: its name, lower case, or its number.
    pub(crate) key: String,
    pub(crate) location: Location,
}

/// A link outside the main content.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct SiteLink {
    pub(crate) href: String,
    pub(crate) name: String,
    /// The menu that it is in, by its index.
    pub(crate) menu: Option<usize>,
    /// The landmark that it is in: the role.
    pub(crate) place: String,
    /// Where it stands, if it offers help.
    pub(crate) help: Option<Location>,
}

impl SiteFacts {
    pub(crate) fn of(cx: &Context<'_>, comments: &Comments<'_>) -> SiteFacts {
        let title = cx.all(Tag::Title).next().or_else(|| cx.root());
        let top = cx.page.body().filter(|&body| cx.doc.start_tag(body).is_some());
        let top = top.or_else(|| cx.root());
        let base = cx.all(Tag::Base).find_map(|id| cx.filled(id, "href"));
        let mut facts = SiteFacts {
            title: cx.page.title(),
            title_location: title.map(|node| cx.locate(node)).unwrap_or_default(),
            top: top.map(|node| cx.locate(node)).unwrap_or_default(),
            language: language(cx),
            url: cx.page.url().map(str::to_owned),
            base: base.map(str::to_owned),
            search: can_search(cx),
            ignores: comments.of_site(cx),
            ..SiteFacts::default()
        };
        facts.harvest(cx);
        facts
    }

    fn harvest(&mut self, cx: &Context<'_>) {
        let navs: Vec<NodeId> = cx.with_role(&["navigation"]).collect();
        let mut nameless = 0;
        for &nav in &navs {
            let name = cx.aria.name(nav).text.trim().to_lowercase();
            let key = if name.is_empty() {
                nameless += 1;
                nameless.to_string()
            } else {
                name
            };
            self.menus.push(Menu { key, location: cx.locate(nav) });
        }
        let mut seen = HashSet::new();
        for link in cx.all(Tag::A).take(LINKS) {
            let Some(href) = cx.filled(link, "href") else { continue };
            let href = href.split('#').next().unwrap_or_default();
            if href.is_empty() || cx.hidden(link) {
                continue;
            }
            let name = cx.aria.name(link).text;
            let told = format!("{name} {}", href.replace(['-', '_'], " ")).to_lowercase();
            self.site_map = self.site_map || is_site_map(&told);
            self.statement = self.statement || is_accessibility_statement(&told);
            let place = cx.doc.ancestors(link).find(|&id| {
                cx.aria.role(id).is_some_and(|role| role.is_landmark() && role.name() != "region")
            });
            let role = place.and_then(|id| cx.aria.role(id)).map_or("", |role| role.name());
            if matches!(role, "main" | "") {
                if seen.insert(href) {
                    self.content.push(href.to_owned());
                }
                if role == "main" {
                    continue;
                }
            }
            self.furniture.push(SiteLink {
                href: href.to_owned(),
                menu: place.and_then(|id| navs.iter().position(|&nav| nav == id)),
                place: role.to_owned(),
                help: is_help(href, &name).then(|| cx.locate(link)),
                name,
            });
        }
    }
}

/// The primary subtag of what the caller says, else of what the text certainly is in, else of what
/// the page says.
fn language(cx: &Context<'_>) -> String {
    let (said, found) = (cx.page.declared_language(), cx.spoken().filter(|found| found.certain));
    match (said, found) {
        (Some((tag, LanguageEvidence::Given)), _) | (Some((tag, _)), None) => primary(tag),
        (_, Some(found)) => primary(found.tag),
        (None, None) => String::new(),
    }
}

/// Whether a page has a field to search the site with, or a link to one.
fn can_search(cx: &Context<'_>) -> bool {
    let search = ["search", "searchbox"];
    if cx.with_role(&search).next().is_some() {
        return true;
    }
    let field = |id: NodeId| {
        let kind = cx.filled(id, "type").unwrap_or("text").to_ascii_lowercase();
        let named = |name| cx.filled(id, name).is_some_and(|it| it == "q" || is_search(it));
        kind == "search" || (kind == "text" && (named("name") || named("id")))
    };
    let link = |id: NodeId| cx.doc.has_attr(id, "href") && is_search(&cx.text(id));
    cx.all(Tag::Input).any(field) || cx.all(Tag::A).take(LINKS).any(link)
}
