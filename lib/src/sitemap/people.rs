//! The site map for people: an accessible page of nested lists, and the same as text.

use super::map::{Lines, SiteMap};
use super::names::{HTML_MARK, MapName};
use super::outline::Outline;
use crate::escape::{attribute, escaped};
use crate::i18n::Phrases;
use crate::language::{is_known, same_language};
use std::fmt::Write as _;
use std::io::{self, Write};

/// Writes the site map for people, in the language of the home page.
///
/// It begins with the home page and the pages beside it; every page with others below it has a
/// heading of its own. The name of a page in another language says so to screen readers.
#[derive(Debug, Clone, Default)]
pub struct People {
    name: MapName,
}

const STYLE: &str = include_str!("../format/html/style.css");

impl People {
    /// The default settings.
    pub fn new() -> Self {
        People::default()
    }

    /// What the files are called.
    pub fn with_name(mut self, name: MapName) -> Self {
        self.name = name;
        self
    }

    /// Writes a page of HTML.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn html(&self, map: &SiteMap, out: &mut impl Write) -> io::Result<()> {
        let language = map.language();
        let phrases = Phrases::of(language);
        let (outline, mut lines) = (map.outline(), map.lines());
        let mut page = String::from("<!DOCTYPE html>\n<html");
        attribute(&mut page, "lang", language.unwrap_or(&phrases.language));
        page.push_str(">\n<head>\n<meta charset=\"utf-8\">\n");
        page.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        let _ = writeln!(page, "{HTML_MARK}");
        let site = outline.lines().next().map(|first| lines.line(first).name);
        let site = site.map_or(String::new(), |name| format!(" – {name}"));
        let _ =
            writeln!(page, "<title>{}</title>", escaped(&format!("{}{site}", phrases.site_map)));
        let _ = writeln!(
            page,
            "<link rel=\"canonical\" href=\"{}\">",
            escaped(&map.absolute(&self.name.html()))
        );
        let _ = write!(page, "<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n");
        out.write_all(page.as_bytes())?;
        let own = language.is_some_and(|tag| same_language(tag, &phrases.language));
        let mut heading = String::from("<h1");
        if !own && language.is_some() {
            attribute(&mut heading, "lang", &phrases.language);
        }
        writeln!(out, "{heading}>{}</h1>", escaped(&phrases.site_map))?;
        sections(&outline, &mut lines, language, out)?;
        out.write_all(b"</main>\n</body>\n</html>\n")
    }

    /// Writes plain text.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn text(&self, map: &SiteMap, out: &mut impl Write) -> io::Result<()> {
        let title = &Phrases::of(map.language()).site_map;
        let (outline, mut lines) = (map.outline(), map.lines());
        writeln!(out, "{title}\n{}\n", "=".repeat(title.chars().count()))?;
        for line in outline.lines() {
            let Line { depth, name, address, .. } = lines.line(line);
            write!(out, "{}* {name}", "  ".repeat(depth))?;
            match address {
                Some(address) => writeln!(out, " <{address}>")?,
                None => writeln!(out)?,
            }
        }
        Ok(())
    }
}

/// The home page and the single pages as a list, then a section for each page with others below.
fn sections(
    outline: &Outline,
    lines: &mut Lines<'_>,
    language: Option<&str>,
    out: &mut impl Write,
) -> io::Result<()> {
    // All stands below the home page, if there is one.
    let home = outline.lines().filter(|line| line.0 == 0).nth(1).is_none();
    let top = usize::from(home && outline.lines().nth(1).is_some());
    let mut single = false;
    let mut all = outline.lines().peekable();
    while let Some(line) = all.next() {
        let has_more = all.peek().is_some_and(|next| next.0 > line.0);
        if line.0 < top || (line.0 == top && !has_more) {
            if !std::mem::replace(&mut single, true) {
                out.write_all(b"<ul>\n")?;
            }
            writeln!(out, "<li>{}</li>", entry(&lines.line(line), language))?;
        }
    }
    if single {
        out.write_all(b"</ul>\n")?;
    }
    let mut all = outline.lines().peekable();
    while let Some(line) = all.next() {
        let has_more = all.peek().is_some_and(|next| next.0 > line.0);
        if line.0 == top && has_more {
            writeln!(out, "<h2>{}</h2>", entry(&lines.line(line), language))?;
            let below = std::iter::from_fn(|| all.next_if(|line| line.0 > top));
            list(below.map(|line| lines.line(line)), top, language, out)?;
        }
    }
    Ok(())
}

/// Nested lists.
fn list(
    lines: impl Iterator<Item = Line>,
    top: usize,
    language: Option<&str>,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut open = top;
    for line in lines {
        if line.depth > open {
            out.write_all(if open == top { b"<ul>\n" } else { b"\n<ul>\n" })?;
        } else {
            out.write_all(b"</li>\n")?;
            for _ in line.depth..open {
                out.write_all(b"</ul>\n</li>\n")?;
            }
        }
        open = line.depth;
        write!(out, "<li>{}", entry(&line, language))?;
    }
    for depth in (top..open).rev() {
        out.write_all(b"</li>\n</ul>\n")?;
        debug_assert!(depth >= top, "as many lists are closed as were opened");
    }
    Ok(())
}

/// A page's name as a link, or a folder's.
fn entry(line: &Line, language: Option<&str>) -> String {
    let said = line.language.as_deref().filter(|tag| is_known(tag));
    let own = said.filter(|&tag| Some(tag) != language);
    let mut entry = String::new();
    let tag = if line.address.is_some() { "a" } else { "span" };
    if line.address.is_none() && own.is_none() {
        return escaped(&line.name);
    }
    let _ = write!(entry, "<{tag}");
    if let Some(address) = &line.address {
        attribute(&mut entry, "href", address);
    }
    if let Some(language) = own {
        attribute(&mut entry, "lang", language);
    }
    let _ = write!(entry, ">{}</{tag}>", escaped(&line.name));
    entry
}

/// A line of the outline.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) depth: usize,
    pub(super) name: String,
    pub(super) language: Option<Box<str>>,
    /// The absolute address; none for a folder without a page.
    pub(super) address: Option<String>,
}
