//! Articles whose chapters stand on pages of their own, and which pages those are.
//!
//! Pages are chapters where all of them agree: each carries the same list, headed as one of
//! chapters, or each names the one after it and is named by that as the one before. A list
//! of news on several pages does the latter too: so such a row counts only where its links
//! speak of chapters, or a list of names on some page is that row.

use super::folder::Folder;
use crate::dom::{Document, NodeId, Syntax, Tag};
use crate::error::Error;
use crate::page::{Page, ParseOptions};
use crate::sitemap::{Keys, Leads};
use memchr::memmem;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// What chapters are called: the beginnings of words, in lower case.
const CHAPTER: [&str; 5] = ["chapter", "kapit", "chapitre", "capit", "rozdzia"];

/// The words that begin the name of a link to the next chapter, and to the one before.
const NEXT: [&str; 7] =
    ["next", "další", "následující", "ďalš", "nächste", "chapitre suivant", "następn"];
const BEFORE: [&str; 7] =
    ["prev", "předchozí", "predch", "predoš", "vorherige", "chapitre précédent", "poprzedni"];

/// The most chapters of one article.
const MOST: usize = 200;

/// What a page says of the chapters around it; pages are known by their keys.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Signs {
    next: Option<String>,
    before: Option<String>,
    /// Whether one of these links speaks of chapters.
    named: bool,
    /// Many pages have the same: it is kept once.
    lists: Vec<Arc<List>>,
}

/// A list of pages by their names; the page itself need not be a link in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct List {
    /// Whether it is headed as one of chapters.
    headed: bool,
    pages: Vec<String>,
}

impl Signs {
    /// What a page says, if it says anything.
    pub(super) fn of(folder: &Arc<Folder>, key: &str, bytes: &[u8]) -> Option<Signs> {
        if !may_say(bytes) {
            return None;
        }
        let url = folder.directory.absolute(key);
        let options = ParseOptions::new().with_url(url).with_syntax(Syntax::of_name(key));
        let page = Page::parse(bytes, &options).ok()?;
        let facts = page.facts();
        let target = |href: &str| match folder.directory.leads(key, facts.base(), href) {
            Leads::File(file, _) if folder.directory.is_page(&file) => Some(file),
            _ => None,
        };
        let mut signs = Signs::default();
        let document = &page.document;
        let mut heading = "";
        for node in document.all() {
            if let Some(text) = document.text(node).filter(|text| !text.trim().is_empty()) {
                let parent = document.parent(node).map(|parent| document.tag(parent));
                let other = matches!(parent, Some(Tag::A | Tag::Li | Tag::Title));
                heading = if other { "" } else { text };
            }
            signs.relation(document, node, &target);
            if matches!(document.tag(node), Tag::Ol | Tag::Ul) {
                let headed = speaks_of_chapters(heading);
                let pages = listed(document, node, key, &target);
                signs.lists.extend(pages.map(|pages| Arc::new(List { headed, pages })));
            }
        }
        signs.next.take_if(|next| next == key);
        signs.before.take_if(|before| before == key);
        (signs != Signs::default()).then_some(signs)
    }

    /// Shares its lists with those of other pages.
    pub(super) fn share(&mut self, known: &mut HashSet<Arc<List>>) {
        for list in &mut self.lists {
            match known.get(list) {
                Some(known) => *list = Arc::clone(known),
                None => drop(known.insert(Arc::clone(list))),
            }
        }
    }

    /// A link that says where it leads: by its `rel` (HTML Standard, 4.6.7), or by its text.
    fn relation(
        &mut self,
        document: &Document,
        node: NodeId,
        target: &impl Fn(&str) -> Option<String>,
    ) {
        let is_link = matches!(document.tag(node), Tag::A | Tag::Link | Tag::Area);
        let Some(href) = document.attr(node, "href").filter(|_| is_link) else { return };
        let text = document.text_content(node).trim().to_lowercase();
        let speaks = speaks_of_chapters(&text);
        let rel = document.attr(node, "rel").unwrap_or_default().to_ascii_lowercase();
        let has = |name: &str| rel.split_ascii_whitespace().any(|it| it == name);
        let says = |words: &[&str]| speaks && words.iter().any(|word| text.starts_with(word));
        let place = match () {
            () if has("next") || says(&NEXT) => &mut self.next,
            () if has("prev") || has("previous") || says(&BEFORE) => &mut self.before,
            () => return,
        };
        *place = place.take().or_else(|| target(href));
        self.named |= speaks;
    }
}

/// The pages of a list, where each item is a link to one, or the page itself.
fn listed(
    document: &Document,
    list: NodeId,
    own: &str,
    target: &impl Fn(&str) -> Option<String>,
) -> Option<Vec<String>> {
    let items = document.children(list).filter(|&child| document.tag(child) == Tag::Li);
    let mut pages: Vec<String> = Vec::new();
    for item in items {
        let links = document.descendants(item).filter(|&node| document.has_attr(node, "href"));
        let links: Vec<_> = links.take(2).collect();
        let page = match links[..] {
            [] => own.to_owned(),
            [link] => target(document.attr(link, "href")?)?,
            _ => return None,
        };
        let is_name = document.text_content(item).chars().any(char::is_alphabetic);
        if !is_name || pages.contains(&page) || pages.len() == MOST {
            return None;
        }
        pages.push(page);
    }
    (pages.len() > 1).then_some(pages)
}

/// Whether a page may say anything at all, told at little cost.
fn may_say(bytes: &[u8]) -> bool {
    // Without the zeros ASCII can be found in UTF-16 too.
    let lower: Vec<u8> = bytes.iter().filter(|&&b| b != 0).map(u8::to_ascii_lowercase).collect();
    let has = |text: &[u8], word: &str| memmem::find(text, word.as_bytes()).is_some();
    let rel = |at: usize| {
        let value = &lower[at..lower.len().min(at + "rel=".len() + 40)];
        let value = value.split(|&b| b == b'>').next().unwrap_or_default();
        has(value, "next") || has(value, "prev")
    };
    CHAPTER.iter().any(|word| has(&lower, word)) || memmem::find_iter(&lower, b"rel=").any(rel)
}

/// Whether a text has a word for chapters.
pub(super) fn speaks_of_chapters(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphabetic());
    words.any(|word| CHAPTER.iter().any(|start| word.starts_with(start)))
}

/// The articles of a site whose chapters stand on several pages.
#[derive(Debug, Default)]
pub(super) struct Chapters {
    articles: Vec<Vec<String>>,
    by_page: HashMap<String, usize>,
}

impl Chapters {
    /// Those of all pages of a site.
    pub(super) fn of_site(folder: &Arc<Folder>, keys: &Keys) -> Result<Chapters, Error> {
        let signs = |number| {
            let key = keys.get(number as usize);
            let bytes = folder.read(&key);
            bytes.map(|bytes| Some((key.clone(), Signs::of(folder, &key, &bytes)?))).transpose()
        };
        let numbers = (0..keys.len() as u32).into_par_iter();
        let pages = numbers.filter(|&number| folder.directory.is_page_at(number));
        let said: Result<Vec<(String, Signs)>, Error> = pages.filter_map(signs).collect();
        Ok(Chapters::new(&said?.into_iter().collect()))
    }

    /// `signs`: what each page says, by its key.
    pub(super) fn new(signs: &BTreeMap<String, Signs>) -> Chapters {
        let mut chapters = Chapters::default();
        for page in signs.values() {
            let headed = page.lists.iter().filter(|list| list.headed);
            for list in headed {
                // All that are listed list the same.
                let agree = |key: &String| {
                    let lists = signs.get(key.as_str()).map(|signs| &signs.lists);
                    lists.is_some_and(|lists| lists.contains(list))
                };
                if list.pages.iter().all(agree) {
                    chapters.add(list.pages.clone());
                }
            }
        }
        let listed: HashSet<&[String]> =
            signs.values().flat_map(|page| &page.lists).map(|list| &*list.pages).collect();
        for row in rows(signs) {
            let named = || row.iter().any(|key| signs.get(key.as_str()).is_some_and(|it| it.named));
            if listed.contains(&*row) || named() {
                chapters.add(row);
            }
        }
        chapters
    }

    /// A page belongs to one article.
    fn add(&mut self, pages: Vec<String>) {
        if !pages.iter().any(|page| self.by_page.contains_key(page)) {
            let number = self.articles.len();
            self.by_page.extend(pages.iter().map(|page| (page.clone(), number)));
            self.articles.push(pages);
        }
    }

    /// The chapters of the article that a page belongs to, where it is not alone.
    pub(super) fn of(&self, key: &str) -> Option<&[String]> {
        self.by_page.get(key).map(|&number| &*self.articles[number])
    }
}

/// Pages each of which names the one after it and is named by that as the one before.
fn rows(signs: &BTreeMap<String, Signs>) -> Vec<Vec<String>> {
    let next = |key: &str| -> Option<&str> {
        let next = signs.get(key)?.next.as_deref()?;
        (signs.get(next)?.before.as_deref() == Some(key)).then_some(next)
    };
    let is_followed_to = |key: &str| {
        let before = signs.get(key).and_then(|page| page.before.as_deref());
        before.is_some_and(|before| next(before) == Some(key))
    };
    let mut rows = Vec::new();
    // A row that goes round has no beginning, and is none.
    for first in signs.keys().filter(|key| !is_followed_to(key)) {
        let row: Vec<String> = std::iter::successors(Some(first.as_str()), |&key| next(key))
            .take(MOST + 1)
            .map(str::to_owned)
            .collect();
        if (2..=MOST).contains(&row.len()) {
            rows.push(row);
        }
    }
    rows
}

#[cfg(test)]
mod tests;
