//! The document around the chapters: head, what it is and where it is from, contents, addresses.

use super::plan::{Part, Plan};
use super::writer::{Shared, Writer};
use super::{Print, code, dates::Day, style};
use crate::escape::{attribute, text};
use crate::format::Links;
use crate::format::crawlers;
use crate::format::markup::{direction, link, own_words};
use crate::format::references::readable;
use crate::format::text::push_address;
use crate::i18n::Phrases;
use crate::page::Page;

/// A name, and some markup.
type Row<'a> = (&'a str, String);

/// A printed document.
pub(super) struct Document<'a> {
    print: &'a Print,
    plan: &'a Plan<'a>,
    phrases: &'static Phrases,
    /// The language of the first chapter, and so of the document.
    language: Option<&'a str>,
}

impl<'a> Document<'a> {
    pub(super) fn new(print: &'a Print, plan: &'a Plan<'a>) -> Self {
        let language = plan.parts.first().and_then(|part| part.language);
        Document { print, plan, phrases: Phrases::of(language), language }
    }

    pub(super) fn write(&self) -> String {
        let mut shared = Shared::new(self.print, self.plan);
        let mut out = String::new();
        self.head(&mut out);
        self.ways(&mut out);
        self.site(&mut out);
        out.push_str("<main>\n");
        match self.plan.parts.as_slice() {
            [part] => self.page(part, &mut shared, &mut out),
            parts => self.chapters(parts, &mut shared, &mut out),
        }
        self.addresses(&shared, &mut out);
        self.rows(&self.accessibility(), self.language, &mut out);
        out.push_str("</main>\n</body>\n</html>\n");
        out
    }

    fn title(&self) -> &str {
        let first = || self.plan.parts.first().map(Part::name);
        let title = self.plan.title.as_deref().or_else(first);
        title.filter(|title| !title.trim().is_empty()).unwrap_or(&self.phrases.print_version)
    }

    fn head(&self, out: &mut String) {
        out.push_str("<!DOCTYPE html>\n<html");
        let page = self.plan.parts.first().map(|part| part.chapter.page);
        // A page of an unknown language is marked so below; the words around are textify's.
        attribute(out, "lang", self.language.unwrap_or(&self.phrases.language));
        if let Some(set) = page.and_then(Page::direction) {
            attribute(out, "dir", direction(set));
        }
        out.push_str(">\n<head>\n<meta charset=\"utf-8\">\n");
        out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.push_str("<title>");
        let title = self.title().split_whitespace().collect::<Vec<_>>().join(" ");
        text(out, &title);
        if let Some(site) = &self.plan.site {
            text(out, &format!(" – {site}"));
        }
        out.push_str("</title>\n");
        let is_one = self.plan.parts.len() == 1;
        let canonical = page.and_then(Page::url).filter(|_| is_one);
        crawlers::write(out, canonical, self.plan.parts.iter().map(|part| part.chapter.page));
        out.push_str("<style>\n");
        style::write(out, self.print.size, &title);
        out.push_str("</style>\n</head>\n<body>\n");
    }

    /// The ways to the original pages and their text versions, for whoever reads on a screen.
    fn ways(&self, out: &mut String) {
        let phrases = self.phrases;
        let mut items = String::new();
        for part in &self.plan.parts {
            let ways = [
                (&part.chapter.way_back, &phrases.original),
                (&part.chapter.text_version, &phrases.text_version),
            ];
            for (href, name) in ways {
                let Some(href) = href else { continue };
                let name = match self.plan.parts.len() {
                    1 => name.clone(),
                    _ => format!(
                        "{name}: {}",
                        part.name().split_whitespace().collect::<Vec<_>>().join(" ")
                    ),
                };
                items.push_str("<li>");
                link(&mut items, href, &name);
                items.push_str("</li>\n");
            }
        }
        if items.is_empty() {
            return;
        }
        out.push_str("<nav class=\"ways\"");
        attribute(out, "aria-label", &phrases.print_version);
        self.own_language(self.language, out);
        out.push_str(">\n<ul>\n");
        out.push_str(&items);
        out.push_str("</ul>\n</nav>\n");
    }

    /// Who speaks.
    fn site(&self, out: &mut String) {
        let names = [&self.plan.site, &self.plan.organisation];
        let names: Vec<_> = names.into_iter().flatten().collect();
        if names.is_empty() {
            return;
        }
        // The page as a whole may speak another language than the article that is printed.
        let page = self.plan.parts.first().and_then(|part| part.chapter.page.language());
        let other = page.filter(|page| Some(*page) != self.language);
        out.push_str("<header>\n");
        for name in names {
            out.push_str("<p class=\"site\"");
            other.into_iter().for_each(|other| attribute(out, "lang", other));
            out.push('>');
            text(out, name);
            out.push_str("</p>\n");
        }
        out.push_str("</header>\n");
    }

    /// A document that is one page.
    fn page(&self, part: &'a Part<'a>, shared: &mut Shared<'a>, out: &mut String) {
        let (lead, body) = Writer::new(shared, part).write(1);
        match &self.plan.title {
            Some(title) => heading(out, title),
            None => out.push_str(&lead),
        }
        let rows: Vec<_> =
            self.source(part).into_iter().chain(self.day(part)).chain(self.spoken(part)).collect();
        self.rows(&[rows, self.printed()].concat(), self.language, out);
        self.contents(out);
        out.push_str(&body);
    }

    fn chapters(&self, parts: &'a [Part<'a>], shared: &mut Shared<'a>, out: &mut String) {
        heading(out, self.title());
        // What is the same of all chapters is said once.
        let source = self.shared(parts, |part| self.source(part));
        let spoken = self.shared(parts, |part| self.spoken(part));
        let all = [source.clone(), spoken.clone(), self.printed()].concat();
        self.rows(&all, self.language, out);
        self.contents(out);
        for part in parts {
            let (lead, body) = Writer::new(shared, part).write(2);
            out.push_str("<section");
            attribute(out, "id", &part.id);
            let page = part.chapter.page;
            if part.language != self.language {
                attribute(out, "lang", part.language.unwrap_or_default());
            }
            let first = parts.first().and_then(|first| first.chapter.page.direction());
            if page.direction() != first {
                attribute(out, "dir", page.direction().map_or("ltr", direction));
            }
            out.push_str(">\n");
            out.push_str(&lead);
            let mut rows = self.day(part);
            if source.is_empty() {
                rows.splice(0..0, self.source(part));
            }
            if spoken.is_empty() {
                rows.extend(self.spoken(part));
            }
            self.rows(&rows, part.language, out);
            out.push_str(&body);
            out.push_str("</section>\n");
        }
    }

    /// What is to be said of each part, where it is the same of all of them.
    fn shared(
        &self,
        parts: &'a [Part<'a>],
        row: impl Fn(&Part<'a>) -> Vec<Row<'a>>,
    ) -> Vec<Row<'a>> {
        let mut rows = parts.iter().map(row);
        let first = rows.next().unwrap_or_default();
        if rows.all(|row| row == first) { first } else { Vec::new() }
    }

    /// Where a page is from.
    fn source(&self, part: &Part<'_>) -> Vec<Row<'a>> {
        let phrases = self.phrases;
        let mut source = String::new();
        match part.chapter.page.url() {
            Some(url) => {
                link(&mut source, url, url);
                if let Some(svg) =
                    self.print.code.then(|| code::svg(url, &phrases.source_code)).flatten()
                {
                    source.push_str(&svg);
                }
            }
            None => text(&mut source, &phrases.source_unknown),
        }
        vec![(&phrases.source, source)]
    }

    /// Of which day it is.
    fn day(&self, part: &Part<'_>) -> Vec<Row<'a>> {
        let written = part.day.map(|day| time(day, self.phrases));
        written.map(|written| (&*self.phrases.date, written)).into_iter().collect()
    }

    /// In which language it speaks.
    fn spoken(&self, part: &Part<'_>) -> Vec<Row<'a>> {
        let name = part.language.and_then(|tag| self.phrases.language_name(tag));
        name.map(|name| (&*self.phrases.in_language, name.to_owned())).into_iter().collect()
    }

    /// When it was printed, where that is to be said.
    fn printed(&self) -> Vec<Row<'a>> {
        let Some(date) = self.print.date.as_deref() else { return Vec::new() };
        let written = match Day::parse(date) {
            Some(day) => time(day, self.phrases),
            None => {
                let mut written = String::new();
                text(&mut written, date);
                written
            }
        };
        vec![(&self.phrases.printed, written)]
    }

    /// Where the accessibility statement is and where barriers are reported: addresses that can be
    /// read on paper.
    fn accessibility(&self) -> Vec<Row<'a>> {
        let row = |(href, name): (&str, &'a str)| {
            let mut value = String::new();
            link(&mut value, href, href.trim_start_matches("mailto:"));
            (name, value)
        };
        self.print.accessibility.items(self.phrases).into_iter().map(row).collect()
    }

    /// What is to be known of the document or a chapter, which speaks a language.
    fn rows(&self, rows: &[Row<'_>], around: Option<&str>, out: &mut String) {
        if rows.is_empty() {
            return;
        }
        out.push_str("<dl class=\"about\"");
        self.own_language(around, out);
        out.push_str(">\n");
        for (name, value) in rows {
            out.push_str("<div><dt>");
            text(out, name);
            out.push_str(":</dt> <dd>");
            out.push_str(value);
            out.push_str("</dd></div>\n");
        }
        out.push_str("</dl>\n");
    }

    /// Marks the language of what textify says itself, where it is not that of what is around.
    fn own_language(&self, around: Option<&str>, out: &mut String) {
        let first = self.plan.parts.first().map(|part| part.chapter.page);
        own_words(out, self.phrases, around, first.and_then(Page::direction));
    }

    fn contents(&self, out: &mut String) {
        if self.plan.contents.is_empty() {
            return;
        }
        let id = self.plan.own_id("contents");
        out.push_str("<nav");
        attribute(out, "aria-labelledby", &id);
        out.push_str(">\n<h2");
        attribute(out, "id", &id);
        self.own_language(self.language, out);
        out.push('>');
        text(out, &self.phrases.contents);
        out.push_str("</h2>\n<ol>\n");
        for (id, name) in &self.plan.contents {
            out.push_str("<li>");
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            link(out, &format!("#{id}"), &name);
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n</nav>\n");
    }

    /// The addresses of links in full, each once.
    fn addresses(&self, shared: &Shared<'_>, out: &mut String) {
        let addresses = shared.references.addresses();
        if addresses.is_empty() || self.print.links != Links::List {
            return;
        }
        let id = self.plan.own_id("links");
        out.push_str("<section");
        attribute(out, "aria-labelledby", &id);
        out.push_str(" class=\"links\">\n<h2");
        attribute(out, "id", &id);
        self.own_language(self.language, out);
        out.push('>');
        text(out, &self.phrases.links);
        out.push_str("</h2>\n<ol>\n");
        for (href, title) in addresses.iter().zip(&shared.titles) {
            let mut address = String::new();
            push_address(&mut address, readable(href));
            out.push_str("<li>");
            link(out, href, &address);
            if let Some(title) = title {
                text(out, &format!(" – {title}"));
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n</section>\n");
    }
}

fn heading(out: &mut String, title: &str) {
    out.push_str("<h1>");
    text(out, title.trim());
    out.push_str("</h1>\n");
}

fn time(day: Day, phrases: &Phrases) -> String {
    format!("<time datetime=\"{}\">{}</time>", day.iso(), day.written(phrases))
}
