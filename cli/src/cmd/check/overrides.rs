//! What is asked of some pages otherwise: `[[check.overrides]]` in `textify.toml`.

use super::inputs::Asked;
use super::settings::{LevelArg, Settings, selectors};
use crate::report::{name, warn};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::HashSet;
use std::path::PathBuf;
use textify::check::{Check, Selector};

/// What is asked of some pages otherwise
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Override {
    /// The pages, and folders with pages, that it is for
    pub(super) paths: Vec<PathBuf>,

    /// The level of conformance that is asked of them
    #[serde(default)]
    pub(super) level: Option<LevelArg>,

    /// Rules that are not asked of them, besides those that no page is asked for
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
    pub(super) fn new(settings: &Settings, asked: &[Asked]) -> Checks {
        if settings.overrides.is_empty() {
            return Checks::same(settings.check(), asked.len());
        }
        let places: Vec<Vec<PathBuf>> = settings.overrides.iter().map(places).collect();
        let (mut known, mut all, mut of) = (Vec::new(), Vec::new(), Vec::new());
        for page in asked {
            let path = page.page.as_ref().ok().and_then(|page| page.path());
            let path = path.and_then(|path| path.canonicalize().ok());
            let meant = |places: &Vec<PathBuf>| {
                path.as_ref().is_some_and(|path| places.iter().any(|it| path.starts_with(it)))
            };
            let meant: Vec<bool> = places.iter().map(meant).collect();
            let index = known.iter().position(|other| *other == meant).unwrap_or_else(|| {
                all.push(settings.check_with(&meant));
                known.push(meant);
                all.len() - 1
            });
            of.push(index);
        }
        Checks { all, of }
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

/// Where the pages of an override are; what is nowhere is told.
fn places(it: &Override) -> Vec<PathBuf> {
    let place = |path: &PathBuf| match path.canonicalize() {
        Ok(place) => Some(place),
        Err(_) => {
            warn(name(path), "check.overrides names it, and there is no such page or folder");
            None
        }
    };
    it.paths.iter().filter_map(place).collect()
}
