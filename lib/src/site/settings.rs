//! What is made of a site, where it goes, and how it looks.

use super::files::FileFilter;
use super::{Part, output, paths};
use crate::decorate::LinksPosition;
use crate::error::Error;
use crate::format::{AccessibilityLinks, Print};
use crate::sitemap::{Keys, MapName, UrlRules};
use std::path::{Component, Path};

/// How a site is made: the same for its [`Export`](super::Export) and its
/// [verification](super::Verify).
#[derive(Debug, Clone)]
pub struct Settings {
    text: String,
    print: String,
    parts: Vec<Part>,
    no_extension: bool,
    paper: Print,
    map_name: Option<String>,
    url_rules: UrlRules,
    files: FileFilter,
    links: LinksPosition,
    style_sheet: Option<String>,
    accessibility: AccessibilityLinks,
}

impl Default for Settings {
    fn default() -> Self {
        let parts = vec![Part::Text, Part::Print, Part::SiteMap];
        let (text, print) = ("text".to_owned(), "print".to_owned());
        let links = LinksPosition::default();
        let (paper, url_rules, files) = (Print::new(), UrlRules::new(), FileFilter::new());
        let (no_extension, style_sheet, map_name) = (false, None, None);
        let accessibility = AccessibilityLinks::new();
        Settings {
            text,
            print,
            parts,
            no_extension,
            paper,
            map_name,
            url_rules,
            files,
            links,
            style_sheet,
            accessibility,
        }
    }
}

impl Settings {
    /// The default settings.
    pub fn new() -> Settings {
        Settings::default()
    }

    /// The folder for text versions, below the output folder: `text` unless something else is said.
    pub fn with_text_dir(mut self, name: impl Into<String>) -> Self {
        self.text = name.into();
        self
    }

    /// The folder for print versions, below the output folder: `print` unless something else is said.
    pub fn with_print_dir(mut self, name: impl Into<String>) -> Self {
        self.print = name.into();
        self
    }

    /// The parts to be made; all unless something else is said.
    pub fn with_parts(mut self, parts: impl IntoIterator<Item = Part>) -> Self {
        self.parts = parts.into_iter().collect();
        self
    }

    /// Whether the site is served without the endings of its pages: the site map lists `/news` for
    /// `news.html`.
    pub fn with_no_extension(mut self, no_extension: bool) -> Self {
        self.no_extension = no_extension;
        self
    }

    /// How print versions are written: their size, links, images and codes.
    pub fn with_print(mut self, print: Print) -> Self {
        self.paper = print;
        self
    }

    /// What the site maps are called, without their endings: `sitemap` unless something else is said, or
    /// `textify-sitemap` where the site has a site map of its own.
    pub fn with_site_map_name(mut self, name: impl Into<String>) -> Self {
        self.map_name = Some(name.into());
        self
    }

    /// How the addresses of files follow from their paths.
    pub fn with_url_rules(mut self, rules: UrlRules) -> Self {
        self.url_rules = rules;
        self
    }

    pub(super) fn url_rules(&self) -> &UrlRules {
        &self.url_rules
    }

    /// The name of the site maps that was given.
    pub(super) fn map_name(&self) -> Option<MapName> {
        self.map_name.as_deref().map(MapName::new)
    }

    /// Which files of the folder belong to the site.
    pub fn with_files(mut self, files: FileFilter) -> Self {
        self.files = files;
        self
    }

    pub(super) fn files(&self) -> &FileFilter {
        &self.files
    }

    /// Where the links to the versions stand in the original pages; at the top unless something else is
    /// said.
    pub fn with_links(mut self, position: LinksPosition) -> Self {
        self.links = position;
        self
    }

    /// The path, below the root of the site, of the style sheet of these links. The site's own file is
    /// kept; where it has none, the export writes [`QuickLinks::STYLE`](crate::QuickLinks::STYLE) there.
    /// Without it the style is written into each page.
    pub fn with_style_sheet(mut self, path: impl Into<String>) -> Self {
        self.style_sheet = Some(path.into());
        self
    }

    pub(super) fn links(&self) -> LinksPosition {
        self.links
    }

    /// The key of the style sheet of the links, where it is a file of its own.
    pub(super) fn style_sheet(&self) -> Option<String> {
        self.style_sheet.as_ref().map(|path| paths::key(Path::new(path)))
    }

    /// The accessibility statement and the feedback mechanism of the site, linked in every version.
    pub fn with_accessibility(mut self, links: AccessibilityLinks) -> Self {
        self.accessibility = links;
        self
    }

    pub(super) fn accessibility(&self) -> &AccessibilityLinks {
        &self.accessibility
    }

    pub(super) fn parts(&self) -> &[Part] {
        &self.parts
    }

    pub(super) fn no_extension(&self) -> bool {
        self.no_extension
    }

    pub(super) fn paper(&self) -> &Print {
        &self.paper
    }

    pub(super) fn makes(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }

    /// The kinds of versions that are made.
    pub(super) fn versions(&self) -> impl Iterator<Item = Part> {
        [Part::Text, Part::Print].into_iter().filter(|&part| self.makes(part))
    }

    /// The folder for a kind of versions.
    pub(super) fn folder(&self, part: Part) -> &str {
        if part == Part::Print { &self.print } else { &self.text }
    }

    /// The folders of the versions are textify's own.
    pub(super) fn check(&self, source: &Path, keys: &Keys) -> Result<(), Error> {
        self.check_map_name(source, keys)?;
        let mut taken = Vec::new();
        for part in self.versions() {
            let name = self.folder(part);
            let hint = match part {
                Part::Print => "give another name with --print-dir",
                _ => "give another name with --text-dir",
            };
            let folder = Path::new(name);
            let parts: Vec<_> = folder.components().collect();
            if !matches!(parts[..], [Component::Normal(part)] if part == name) {
                return Err(output::problem(folder, "it is not the name of a folder", hint));
            }
            if taken.contains(&name) {
                let what = "text versions and print versions cannot share a folder";
                return Err(output::problem(folder, what, hint));
            }
            let own = paths::key(folder);
            let inside = keys.get(keys.first_from(&format!("{own}/")) as usize);
            if keys.find(&own).is_some() || inside.starts_with(&format!("{own}/")) {
                let what = format!("the site has a folder “{name}” of its own");
                return Err(output::problem(source, what, hint));
            }
            taken.push(name);
        }
        if let Some(sheet) = &self.style_sheet {
            let path = Path::new(sheet);
            let is_inside = path.components().all(|part| matches!(part, Component::Normal(_)));
            if !is_inside || path.extension().is_none_or(|it| !it.eq_ignore_ascii_case("css")) {
                let what = "it is not the path of a style sheet in the site";
                let hint = "give one below the root of the site with --css, such as css/links.css";
                return Err(output::problem(path, what, hint));
            }
        }
        Ok(())
    }

    /// A name that is given has to be one, and free.
    fn check_map_name(&self, source: &Path, keys: &Keys) -> Result<(), Error> {
        let Some(name) = self.map_name.as_deref().filter(|_| self.makes(Part::SiteMap)) else {
            return Ok(());
        };
        let hint = "give another name with --sitemap-name";
        let parts: Vec<_> = Path::new(name).components().collect();
        if !matches!(parts[..], [Component::Normal(part)] if part == name) {
            return Err(output::problem(Path::new(name), "it is not the name of a file", hint));
        }
        let is_there = |file: &str| keys.find(&paths::key(Path::new(file))).is_some();
        match MapName::new(name).taken(is_there) {
            Some(file) => {
                let what = format!("the site has a file “{file}” of its own");
                Err(output::problem(source, what, hint))
            }
            None => Ok(()),
        }
    }
}
