//! The pages of a site map, as files of the folder in which the site was built.

use super::inputs::Asked;
use super::settings::Settings;
use crate::local::checked_root;
use crate::paths::{Takes, refuse_address};
use crate::report::{Problem, name};
use crate::walk::unreadable;
use percent_encoding::percent_decode_str;
use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};
use textify::sitemap::Listing;
use url::Url;

/// What servers give for the address of a folder.
const INDEXES: [&str; 4] = ["index.html", "index.htm", "index.xhtml", "index.php"];

/// What servers give for an address without it.
const ENDINGS: [&str; 3] = ["html", "htm", "xhtml"];

/// The pages that a site map and all those that it refers to list.
pub(super) fn pages(file: &Path, settings: &Settings) -> Result<Vec<Asked>, Problem> {
    let Some(root) = &settings.root else {
        let hint = "give the folder in which the site was built, with --root";
        return Err(Problem::new("--sitemap", "where its pages lie is not known", hint));
    };
    checked_root(root)?;
    refuse_address(file, Takes::File)?;
    let site = Site { root, base: settings.base_url.as_deref() };
    let mut asked = Vec::new();
    let mut seen = HashSet::new();
    let mut maps = vec![file.to_owned()];
    while let Some(map) = maps.pop() {
        // An index may list itself.
        if !seen.insert(map.clone()) {
            continue;
        }
        let read = fs::read(&map).map_err(|error| unreadable(&map, &error));
        let listing = read.and_then(|bytes| {
            Listing::read(&bytes).map_err(|error| Problem::of(name(&map), &error))
        });
        let listing = match listing {
            Ok(listing) => listing,
            Err(problem) if map == file => return Err(problem),
            Err(problem) => {
                asked.push(Asked::nowhere(name(&map), problem));
                continue;
            }
        };
        let mut further = Vec::new();
        for address in listing.site_maps() {
            match site.file(address) {
                Ok(map) => further.push(map),
                Err(problem) => asked.push(Asked::nowhere(address, problem)),
            }
        }
        maps.extend(further.into_iter().rev());
        asked.extend(listing.pages().iter().map(|address| match site.file(address) {
            Ok(path) => Asked::file(path),
            Err(problem) => Asked::nowhere(address, problem),
        }));
    }
    if asked.is_empty() {
        let hint = "give a site map with pages";
        return Err(Problem::new(name(file), "it lists no page", hint));
    }
    Ok(asked)
}

/// Where the pages of a site lie.
struct Site<'s> {
    root: &'s Path,
    /// The address of the root; without one every host's root is it.
    base: Option<&'s str>,
}

impl Site<'_> {
    /// The file that an address means.
    fn file(&self, address: &str) -> Result<PathBuf, Problem> {
        let url = Url::parse(address).map_err(|_| {
            let hint = "write absolute addresses into the site map";
            Problem::new(address, "it is not an absolute address", hint)
        })?;
        let path = self.below(&url).ok_or_else(|| {
            let what = format!("it is not below {}", self.base.unwrap_or_default());
            Problem::new(address, what, "take it out of the site map, or give another --base-url")
        })?;
        self.find(&path, url.query()).ok_or_else(|| {
            let what = format!("the site map lists it, and it has no file in {}", name(self.root));
            Problem::new(address, what, "build the page, or take it out of the site map")
        })
    }

    /// The path below the root, still percent-encoded.
    fn below(&self, url: &Url) -> Option<String> {
        let Some(base) = self.base else {
            return Some(url.path().trim_start_matches('/').to_owned());
        };
        let base = Url::parse(base).ok()?;
        let folder = base.path().trim_end_matches('/');
        let host = |url: &Url| (url.host_str().map(str::to_owned), url.port());
        let rest = url.path().strip_prefix(folder)?;
        let inside = rest.is_empty() || rest.starts_with('/');
        (host(url) == host(&base) && inside).then(|| rest.trim_start_matches('/').to_owned())
    }

    fn find(&self, path: &str, query: Option<&str>) -> Option<PathBuf> {
        let decoded = percent_decode_str(path).decode_utf8().ok()?;
        let relative = Path::new(&*decoded);
        let plain = relative.components().all(|step| matches!(step, Component::Normal(_)));
        if !plain || decoded.contains('\0') {
            return None;
        }
        let place =
            if decoded.is_empty() { self.root.to_owned() } else { self.root.join(relative) };
        let with = |ending: &str| {
            let mut name = place.file_name().map(OsStr::to_owned)?;
            name.push(ending);
            Some(place.with_file_name(name))
        };
        let mut places = Vec::new();
        if let Some(query) = query {
            // As `wget --mirror` names it.
            let named = with(&format!("?{query}"));
            let html = with(&format!("?{query}.html"));
            places.extend(named.into_iter().chain(html));
        }
        if place.is_dir() || decoded.ends_with('/') {
            places.extend(INDEXES.iter().map(|index| place.join(index)));
        } else {
            places.push(place.clone());
        }
        if !decoded.is_empty() && !decoded.ends_with('/') {
            places.extend(ENDINGS.iter().filter_map(|ending| with(&format!(".{ending}"))));
        }
        places.into_iter().find(|place| place.is_file())
    }
}
