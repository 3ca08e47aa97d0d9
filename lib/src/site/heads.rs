//! The addresses of pages, from the settings and from what the heads of all pages say.

use super::folder::Folder;
use super::{Settings, output, paths};
use crate::decorate::undecorated;
use crate::error::Error;
use crate::sitemap::{Bits, Keys, MAX_HEAD_BYTES, OwnAddress, has_head, is_feed};
use rayon::prelude::*;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// What the head of a page shows.
enum Found {
    Feed(u32),
    Own(OwnAddress),
}

/// How much is read of a page for its head first, in bytes: most heads are shorter.
const USUAL_HEAD: u64 = 8 << 10;

/// How a page begins, with all of its head.
fn page_head(path: &Path) -> Result<Vec<u8>, Error> {
    let read = || -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        let file = File::open(path)?;
        (&file).take(USUAL_HEAD).read_to_end(&mut head)?;
        if head.len() as u64 == USUAL_HEAD && !has_head(&head) {
            (&file).take(MAX_HEAD_BYTES as u64).read_to_end(&mut head)?;
        }
        Ok(head)
    };
    read().map_err(|error| output::unreadable(path, &error))
}

impl Folder {
    /// The same with the addresses that the settings and the pages say; feeds are no pages.
    pub(super) fn with_addresses(
        mut self,
        keys: &Keys,
        settings: &Settings,
    ) -> Result<Folder, Error> {
        let mut rules = settings.url_rules().clone();
        for key in keys.iter().filter(|key| key.rsplit('/').next() == Some(".htaccess")) {
            let path = paths::path(&key).unwrap_or_default();
            if let Ok(text) = fs::read(self.root.join(&path)) {
                let folder = path.parent().unwrap_or(Path::new(""));
                rules = rules.with_htaccess(folder, &String::from_utf8_lossy(&text));
            }
        }
        let root = self.root.clone();
        self.directory = self.directory.with_rules(settings.no_extension(), &rules);
        let directory = &self.directory;
        let look = |page: u32| -> Result<Option<Found>, Error> {
            let path = paths::path(&keys.get(page as usize)).unwrap_or_default();
            let head = undecorated(&page_head(&root.join(path))?);
            if is_feed(&head) {
                return Ok(Some(Found::Feed(page)));
            }
            Ok(directory.claim(&rules, page, &head).map(Found::Own))
        };
        let pages = (0..keys.len() as u32).into_par_iter();
        let pages = pages.filter(|&page| directory.is_page_at(page));
        let found = pages.filter_map(|page| look(page).transpose());
        let found: Vec<Found> = found.collect::<Result<_, Error>>()?;
        let (mut feeds, mut own) = (Bits::default(), Vec::new());
        for found in found {
            match found {
                Found::Feed(page) => feeds.insert(page),
                Found::Own(address) => own.push(address),
            }
        }
        let is_page = |page: &u32| directory.is_page_at(*page) && !feeds.contains(*page);
        let pages = (0..keys.len() as u32).filter(is_page).collect();
        self.directory = self.directory.with_addresses(own, pages);
        Ok(self)
    }
}
