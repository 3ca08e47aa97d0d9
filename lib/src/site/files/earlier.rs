//! Earlier exports in the folder of a site: they are no part of it.

use super::omission::STATE;
use crate::decorate::MARKS;
use crate::site::{output, state};
use crate::sitemap::is_page;
use memchr::memmem;
use percent_encoding::percent_decode;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Stands in the head of every version that an export makes (HTML Standard, "generator").
const GENERATOR: &str = "<meta name=\"generator\" content=\"textify\">";

/// Where a version begins that another would be taken for.
const HEAD: &[u8] = b"<head>\n";

/// The most that is read of a page to find an export's marks in it, in bytes.
const MAX_READ: u64 = 1 << 20;

/// The most links of an export that are followed from one page.
const MAX_LINKS: usize = 16;

/// A version with the mark of its maker.
pub(in crate::site) fn signed(mut html: Vec<u8>) -> Vec<u8> {
    if let Some(at) = memmem::find(&html, HEAD) {
        let line = GENERATOR.bytes().chain(*b"\n");
        let at = at + HEAD.len();
        html.splice(at..at, line);
    }
    html
}

fn is_signed(bytes: &[u8]) -> bool {
    memmem::find(bytes, GENERATOR.as_bytes()).is_some()
}

/// What an export made of a folder's pages, as far as one of them tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Exported {
    /// It holds text or print versions.
    Versions,
    /// It holds pages with links to versions, and these.
    Site,
    No,
}

impl Exported {
    /// Looks at a folder: at the state of an export in it or beside it, then at one of its pages.
    pub(in crate::site) fn of(folder: &Path) -> Exported {
        if state::is_of_export(folder) {
            return Exported::Site;
        }
        let Some(page) = first_page(folder) else { return Exported::No };
        let Ok(bytes) = output::beginning(&page, MAX_READ) else { return Exported::No };
        if is_signed(&bytes) {
            return Exported::Versions;
        }
        match versions(folder, &bytes).take(MAX_LINKS).any(|it| leads_to_version(&it)) {
            true => Exported::Site,
            false => Exported::No,
        }
    }
}

/// The state beside a folder.
pub(in crate::site) fn state_beside(folder: &Path) -> Option<PathBuf> {
    let mut name = folder.file_name()?.to_owned();
    name.push(STATE);
    Some(folder.with_file_name(name))
}

/// A page of a folder, the first by name.
fn first_page(folder: &Path) -> Option<PathBuf> {
    let files = fs::read_dir(folder).ok()?.filter_map(Result::ok);
    let files = files.filter(|found| found.file_type().is_ok_and(|kind| kind.is_file()));
    files.map(|found| found.path()).filter(|path| is_page(path, b"")).min()
}

/// The files below a page's folder that an export's links in it lead to.
fn versions<'b>(folder: &'b Path, bytes: &'b [u8]) -> impl Iterator<Item = PathBuf> + 'b {
    let starts = memmem::find_iter(bytes, MARKS[0].as_bytes());
    let marked = starts.map(|at| {
        let end = memmem::find(&bytes[at..], MARKS[1].as_bytes());
        &bytes[at..end.map_or(at, |end| at + end)]
    });
    let links = marked.flat_map(|part| {
        let starts = memmem::find_iter(part, b"href=\"").map(|at| &part[at + "href=\"".len()..]);
        starts.filter_map(|rest| rest.split(|&byte| byte == b'"').next())
    });
    links.filter_map(move |href| {
        let path = percent_decode(href).decode_utf8().ok()?;
        let path = Path::new(&*path);
        let inside = path.components().all(|it| matches!(it, Component::Normal(_)));
        inside.then(|| folder.join(path))
    })
}

fn leads_to_version(path: &Path) -> bool {
    is_page(path, b"") && output::head(path).is_ok_and(|head| is_signed(&head))
}
