//! The print version of a page, or of an article whose chapters are pages.

use super::Part;
use super::folder::{Folder, Uses};
use super::versions::Maker;
use crate::error::Error;
use crate::event::{Event, Tag};
use crate::format::{Chapter, Picture};
use crate::page::Page;
use crate::sitemap::Leads;

impl Maker<'_> {
    /// The print version that begins with a page; `None` where there is nothing to print.
    pub(super) fn print_version(
        &self,
        key: &str,
        page: &Page,
        uses: &Uses,
    ) -> Result<Option<Vec<u8>>, Error> {
        let mut others = Vec::new();
        for other in self.article(key).into_iter().skip(1) {
            let bytes = self.folder.read(&other)?;
            uses.add(&other);
            // One that cannot be read has no versions, and a note says so.
            if let Ok(page) = self.folder.parse(&other, &bytes, uses) {
                others.push((other, page));
            }
        }
        let place = self.place(Part::Print, key);
        let pages = std::iter::once((key, page)).chain(others.iter().map(|(k, p)| (&**k, p)));
        let chapters: Vec<_> =
            pages.map(|(key, page)| self.chapter(&place, key, page, uses)).collect();
        let printed: Vec<_> = chapters.into_iter().filter(|chapter| !chapter.is_empty()).collect();
        if printed.is_empty() {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let accessibility = self.settings.accessibility().clone();
        let print = self.settings.paper().clone().with_accessibility(accessibility);
        print.write(&printed, &mut bytes)?;
        Ok(Some(bytes))
    }

    fn chapter<'p>(
        &'p self,
        place: &str,
        key: &'p str,
        page: &'p Page,
        uses: &'p Uses,
    ) -> Chapter<'p> {
        let folder: &Folder = &self.folder;
        let facts = page.facts();
        let picture = move |address: &str, _| {
            folder.beside(key, facts.base(), address, uses).and_then(Picture::new)
        };
        let to = |other: &str| folder.directory.relative(place, other);
        let events = Chapter::reading(page).map(|event| self.addressed(key, event));
        let chapter = Chapter::new(page, events).with_pictures(picture);
        let chapter = chapter.with_file(key).with_way_back(to(key));
        match self.settings.makes(Part::Text) {
            true => chapter.with_text_version(to(&self.place(Part::Text, key))),
            false => chapter,
        }
    }
}

impl Maker<'_> {
    /// A link of a printed page leads to the address of its target, which need not be its path.
    fn addressed<'p>(&self, key: &str, event: Event<'p>) -> Event<'p> {
        let Event::Start(Tag::Link(mut link), attributes) = event else { return event };
        let directory = &self.folder.directory;
        if directory.has_own_addresses()
            && !link.href.starts_with('#')
            && let Leads::File(other, fragment) = directory.leads_resolved(key, &link.href)
            && directory.has_own_address(&other)
        {
            let fragment = fragment.map_or_else(String::new, |name| format!("#{name}"));
            link.href = format!("{}{fragment}", directory.absolute(&other)).into();
        }
        Event::Start(Tag::Link(link), attributes)
    }
}
