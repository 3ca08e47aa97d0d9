//! The links of one page, for a site whose pages are made when they are asked for.

use super::chapters::Chapters;
use super::folder::{Folder, Uses};
use super::versions::Maker;
use super::{Export, Part, output, paths};
use crate::decorate::InsertedLinks;
use crate::error::Error;
use crate::escape::{attribute, escaped};
use crate::page::Page;
use crate::sitemap::{Bits, Directory, Keys, MapName};
use std::path::Path;
use std::sync::Arc;

/// What is known of a page that is no file of the site, such as one that a content management system makes.
#[derive(Debug, Clone, Default)]
pub struct DynamicPage {
    language: Option<String>,
    title: String,
    main: Option<String>,
}

impl DynamicPage {
    /// A page of which nothing is known.
    pub fn new() -> Self {
        DynamicPage::default()
    }

    /// Its language, in which the links are named: English where it is not known.
    pub fn with_language(mut self, tag: impl Into<String>) -> Self {
        self.language = Some(tag.into());
        self
    }

    /// Its title, which a message about it has for its subject.
    pub fn with_title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// The id of its main content, to which a skip link leads.
    pub fn with_main(mut self, id: impl Into<String>) -> Self {
        self.main = Some(id.into());
        self
    }

    /// A page of this kind, with nothing in it that links depend on but what is known.
    fn html(&self) -> String {
        let mut html = String::from("<!DOCTYPE html><html");
        if let Some(tag) = &self.language {
            attribute(&mut html, "lang", tag);
        }
        html.push_str("><head><title>");
        html.push_str(&escaped(&self.title));
        html.push_str("</title></head><body><p>Header</p>");
        if let Some(id) = &self.main {
            html.push_str("<main");
            attribute(&mut html, "id", id);
            html.push_str("><h1>Title</h1><p>The text of the page.</p></main>");
        }
        html.push_str("</body></html>");
        html
    }
}

impl Export {
    /// What an export inserts into a page: for the template of a site whose pages are no files.
    ///
    /// `path` is the page's path below the root of the site. Where it is a file of the source, the links
    /// are those of that page; else `page` says what is known of it.
    ///
    /// # Errors
    ///
    /// When the path is none below a root, when the page or the source cannot be read, or when the page is
    /// one that takes no links.
    pub fn links_for(&self, path: &str, page: &DynamicPage) -> Result<InsertedLinks, Error> {
        let shown = Path::new(path);
        let path = path.trim_start_matches('/');
        let path = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        let key = paths::key(Path::new(&path));
        if paths::path(&key).is_none() {
            let what = "it is no path below the root of a site";
            return Err(output::problem(shown, what, "give one such as news/today.html"));
        }
        let has_source = !self.source.as_os_str().is_empty();
        let is_file = has_source && self.source.join(&path).is_file();
        let (folder, chapters) = match is_file {
            true => self.whole()?,
            false => (self.alone(&key)?, Chapters::default()),
        };
        let bytes = match is_file {
            true => folder.read(&key)?,
            false => page.html().into_bytes(),
        };
        let uses = Uses::default();
        let page = folder.parse(&key, &bytes, &uses)?;
        let is_there = |file: &str| self.source.join(file).is_file();
        let map_name = || MapName::free(|file| has_source && is_there(file));
        let map_name = self.settings.map_name().unwrap_or_else(map_name);
        let maker = Maker { settings: &self.settings, folder, chapters, map_name };
        let is_printed = self.settings.makes(Part::Print)
            && (!is_file || self.is_printed(&maker, &key, &page, &uses)?);
        let links = maker.quick_links(&key, &page, is_printed);
        links.insertions(&page).map_err(|why| {
            output::problem(shown, why.to_string(), "give a page that browsers show as one")
        })
    }

    fn is_printed(
        &self,
        maker: &Maker<'_>,
        key: &str,
        page: &Page,
        uses: &Uses,
    ) -> Result<bool, Error> {
        Ok(maker.leader(key) != key || maker.print_version(key, page, uses)?.is_some())
    }

    /// The folder of the site, as an export sees it.
    fn whole(&self) -> Result<(Arc<Folder>, Chapters), Error> {
        let (keys, ..) = self.files()?;
        let folder = Folder::new(&self.source, &self.base, &keys, &self.settings)?;
        let folder = Arc::new(folder);
        let chapters = match self.settings.makes(Part::Print) {
            true => Chapters::of_site(&folder, &keys)?,
            false => Chapters::default(),
        };
        Ok((folder, chapters))
    }

    /// A folder that holds one page.
    fn alone(&self, key: &str) -> Result<Arc<Folder>, Error> {
        let mut keys = Keys::default();
        keys.push(key);
        let pages: Bits = std::iter::once(0).collect();
        let directory = Directory::new(&self.base, Arc::new(keys), pages)?;
        let settings = &self.settings;
        let directory = directory.with_rules(settings.no_extension(), settings.url_rules());
        Ok(Arc::new(Folder::of_directory(&self.source, directory)))
    }
}
