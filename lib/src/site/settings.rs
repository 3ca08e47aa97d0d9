//! What is made of a site, where it goes, and how it looks.

use super::files::FileFilter;
use super::{Part, output, paths};
use crate::decorate::LinksPosition;
use crate::error::Error;
use crate::format::{AccessibilityLinks, Print};
use crate::sitemap::Keys;
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
        let (paper, files) = (Print::new(), FileFilter::new());
        let (style_sheet, accessibility) = (None, AccessibilityLinks::new());
        let no_extension = false;
        Settings {
            text,
            print,
            parts,
            no_extension,
            paper,
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
}
