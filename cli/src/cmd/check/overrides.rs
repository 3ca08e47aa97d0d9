//! What is asked of some pages otherwise: `[[check.overrides]]` in `textify.toml`.

use super::inputs::Asked;
use super::settings::{LevelArg, Settings, selectors};
use crate::config::one_of;
use crate::paths::{matcher, parted};
use crate::report::{Problem, name, warn};
use globset::GlobMatcher;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use textify::check::{Check, Selector};

/// Other settings for some pages
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Override {
    /// The pages, and folders with pages, that it applies to; `*` matches any part of a name, `**`
    /// any folders
    pub(super) paths: Vec<PathBuf>,

    /// Conformance level for these pages
    #[serde(default, deserialize_with = "one_of")]
    pub(super) level: Option<LevelArg>,

    /// Rules to ignore on these pages, in addition to those ignored everywhere
    #[serde(default, deserialize_with = "selectors")]
    #[schemars(with = "Vec<String>")]
    pub(super) ignore: Vec<Selector>,
}

/// What is asked of each page.
#[derive(Debug)]
pub(super) struct Checks {
    all: Vec<Check>,
    /// Of each page the index of its check.
    of: Vec<usize>,
}

impl Checks {
    /// The same of all pages.
    pub(super) fn same(check: Check, pages: usize) -> Checks {
        Checks { all: vec![check], of: vec![0; pages] }
    }

    /// What settings ask; of overrides for the same page the later ones count more.
    pub(super) fn new(settings: &Settings, asked: &[Asked]) -> Result<Checks, Problem> {
        if settings.overrides.is_empty() {
            return Ok(Checks::same(settings.check(), asked.len()));
        }
        let places = settings.overrides.iter().map(places);
        let places: Vec<Vec<Place>> = places.collect::<Result<_, _>>()?;
        let (mut known, mut all, mut of) = (Vec::new(), Vec::new(), Vec::new());
        for page in asked {
            let path = page.page.as_ref().ok().and_then(|page| page.path());
            let path = path.and_then(|path| path.canonicalize().ok());
            let meant = |places: &Vec<Place>| {
                path.as_ref().is_some_and(|path| places.iter().any(|it| it.holds(path)))
            };
            let meant: Vec<bool> = places.iter().map(meant).collect();
            let index = known.iter().position(|other| *other == meant).unwrap_or_else(|| {
                all.push(settings.check_with(&meant));
                known.push(meant);
                all.len() - 1
            });
            of.push(index);
        }
        Ok(Checks { all, of })
    }

    /// The check of a page.
    pub(super) fn of(&self, page: usize) -> &Check {
        &self.all[self.of[page]]
    }

    /// All checks, each with the pages that it is for.
    pub(super) fn each(&self) -> impl Iterator<Item = (&Check, HashSet<usize>)> {
        self.all.iter().enumerate().map(|(own, check)| {
            let of = self.of.iter().enumerate();
            (check, of.filter(|(_, check)| **check == own).map(|(page, _)| page).collect())
        })
    }
}

/// Where pages of an override are.
#[derive(Debug)]
enum Place {
    /// This page, or those in this folder.
    At(PathBuf),
    /// Those whose paths are like this.
    Like(GlobMatcher),
}

impl Place {
    fn holds(&self, page: &Path) -> bool {
        match self {
            Place::At(place) => page.starts_with(place),
            // A folder that is meant holds what is in it.
            Place::Like(pattern) => page.ancestors().any(|path| pattern.is_match(path)),
        }
    }
}

/// Where the pages of an override are; what is nowhere is told.
fn places(it: &Override) -> Result<Vec<Place>, Problem> {
    let mut places = Vec::new();
    for path in &it.paths {
        let whole = || (path.clone(), String::new());
        let (folder, pattern) = if path.exists() { whole() } else { parted(path) };
        match folder.canonicalize() {
            Ok(place) if pattern.is_empty() => places.push(Place::At(place)),
            Ok(folder) => places.push(Place::Like(like(path, &folder, &pattern)?)),
            Err(_) => {
                warn(name(path), "check.overrides names it, and there is no such page or folder");
            }
        }
    }
    Ok(places)
}

/// What is like a pattern in a folder.
fn like(path: &Path, folder: &Path, pattern: &str) -> Result<GlobMatcher, Problem> {
    matcher(folder, pattern).map_err(|error| {
        let what = format_args!("check.overrides has no such pattern: {}", error.kind());
        Problem::new(name(path), what, "write * for any letters of a name, and ** for any folders")
    })
}
