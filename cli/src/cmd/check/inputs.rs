//! Which pages are checked.

use super::listed;
use super::settings::Settings;
use crate::input::Input;
use crate::paths::{Takes, expanded};
use crate::report::{Problem, name, warn};
use crate::walk;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use textify::site::{FileFilter, ServerCode};
use textify::sitemap::is_page;

/// The most that is read of a page, in bytes.
const MAX_PAGE: u64 = 64 << 20;

/// A page that is to be checked.
#[derive(Debug)]
pub(super) struct Asked {
    /// As reports name it.
    pub(super) name: String,
    /// Where it is, or why it is nowhere.
    pub(super) page: Result<Input, Problem>,
}

impl Asked {
    pub(super) fn file(path: PathBuf) -> Asked {
        Asked { name: shown(&path), page: Ok(Input::File(path)) }
    }

    pub(super) fn nowhere(name: impl Into<String>, problem: Problem) -> Asked {
        Asked { name: name.into(), page: Err(problem) }
    }
}

/// The path as reports name it: with `/` on every system.
fn shown(path: &Path) -> String {
    let text = path.to_string_lossy().into_owned();
    if cfg!(windows) { text.replace('\\', "/") } else { text }
}

/// The pages that paths and site map name, each once; folders are searched, their pages sorted by
/// name.
pub(super) fn inputs(settings: &Settings, filter: &FileFilter) -> Result<Vec<Asked>, Problem> {
    if settings.paths.is_empty() && settings.sitemap.is_none() {
        let hint = "give pages or folders; - is the standard input";
        return Err(Problem::new("check", "no page is named", hint));
    }
    let mut asked = Vec::new();
    for path in &expanded(&settings.paths, Takes::Pages("textify check -"))? {
        if path.as_os_str() == "-" {
            asked.push(Asked { name: "-".to_owned(), page: Ok(Input::Stdin) });
        } else if path.is_dir() {
            let before = asked.len();
            asked.extend(in_folder(path, filter)?);
            if asked.len() == before {
                let hint = "give a folder with .html, .htm, .xhtml or .svg files";
                return Err(Problem::new(name(path), "there is no page in the folder", hint));
            }
        } else {
            asked.push(Asked::file(path.clone()));
        }
    }
    if let Some(file) = &settings.sitemap {
        asked.extend(listed::pages(file, settings)?);
    }
    // The same page twice would be told to have the title of another.
    let mut seen = HashSet::new();
    asked.retain(|asked| match &asked.page {
        Ok(Input::File(path)) => seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())),
        Ok(Input::Stdin) => seen.insert("-".into()),
        Err(_) => true,
    });
    let programs = asked.len();
    asked.retain(|asked| !is_program(asked));
    if asked.is_empty() && programs > 0 {
        let hint = "give the pages as a browser receives them";
        return Err(Problem::new("check", "there is no page, only programs", hint));
    }
    Ok(asked)
}

/// The pages of a folder by name, and the folders in it that could not be read.
fn in_folder(folder: &Path, filter: &FileFilter) -> Result<Vec<Asked>, Problem> {
    let files = walk::files(folder, filter, None)?;
    let mut paths: Vec<_> = files.paths().collect();
    paths.sort();
    let unread = files.errors().iter().map(|error| {
        let problem = Problem::of(name(folder), error);
        Asked::nowhere(problem.subject().to_owned(), problem)
    });
    let pages = paths.into_iter().filter_map(|path| found(folder.join(path)));
    Ok(pages.chain(unread).collect())
}

/// Whether a page that is asked for is a program; then a warning says so.
fn is_program(asked: &Asked) -> bool {
    let Ok(Input::File(path)) = &asked.page else { return false };
    // What comes through a pipe can be read only once.
    if !path.is_file() {
        return false;
    }
    let mut bytes = Vec::new();
    // A page that cannot be read is reported later.
    let read = File::open(path).and_then(|file| file.take(MAX_PAGE).read_to_end(&mut bytes));
    let code = read.ok().and_then(|_| ServerCode::find(path, &bytes));
    code.inspect(|&code| walk::warn_program(path, code)).is_some()
}

/// What becomes of a file of a folder: a page or nothing.
fn found(path: PathBuf) -> Option<Asked> {
    let svg = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("svg"));
    if svg || is_page(&path, b"") {
        return Some(Asked::file(path));
    }
    match head(&path) {
        Ok(head) => {
            let is_asked = is_page(&path, &head) || ServerCode::find(&path, &head).is_some();
            is_asked.then(|| Asked::file(path))
        }
        Err(error) => {
            warn(name(&path), format_args!("skipped: {}", crate::report::reason(&error)));
            None
        }
    }
}

/// How a file begins.
fn head(path: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path)?.take(512).read_to_end(&mut head)?;
    Ok(head)
}
