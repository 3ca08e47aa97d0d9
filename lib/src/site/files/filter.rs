//! Which files of a folder belong to the site: the built-in rules, and what the user says.

use super::omission::{Omission, by_name};
use crate::error::{Error, ErrorKind};
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::{Path, PathBuf};

/// Which files belong to a site.
///
/// Names such as `.git`, `node_modules`, backups, keys and database dumps are left out unless a pattern
/// includes them. Patterns are written as in `.gitignore`: one without a slash is for names in any
/// folder, one with a slash for paths from the root of the site, and what is said of a folder is said
/// of all in it.
#[derive(Debug, Clone, Default)]
pub struct FileFilter {
    exclude: Vec<String>,
    include: Vec<String>,
    ignore_files: Vec<PathBuf>,
}

impl FileFilter {
    /// The built-in rules alone.
    pub fn new() -> FileFilter {
        FileFilter::default()
    }

    /// Patterns of files to leave out; one after `!` is an exception from those before it.
    pub fn with_exclude<S: Into<String>>(mut self, patterns: impl IntoIterator<Item = S>) -> Self {
        self.exclude = patterns.into_iter().map(Into::into).collect();
        self
    }

    /// Patterns of files to keep although the built-in rules or an ignore file leave them out.
    /// What is excluded stays out.
    pub fn with_include<S: Into<String>>(mut self, patterns: impl IntoIterator<Item = S>) -> Self {
        self.include = patterns.into_iter().map(Into::into).collect();
        self
    }

    /// Files such as `.gitignore`, with patterns of files to leave out.
    pub fn with_ignore_files<P: Into<PathBuf>>(
        mut self,
        files: impl IntoIterator<Item = P>,
    ) -> Self {
        self.ignore_files = files.into_iter().map(Into::into).collect();
        self
    }

    /// Prepares the patterns for a folder.
    pub(super) fn for_root(&self, root: &Path) -> Result<Rules, Error> {
        let ignore_files = self.ignore_files.iter().map(|file| ignore_file(file, root));
        Ok(Rules {
            exclude: patterns(&self.exclude)?,
            include: patterns(&self.include)?,
            way_to_included: patterns(&parents(&self.include))?,
            ignore_files: ignore_files.collect::<Result<_, _>>()?,
            root: root.to_owned(),
        })
    }
}

fn patterns(patterns: &[String]) -> Result<Gitignore, Error> {
    let mut builder = GitignoreBuilder::new("");
    for pattern in patterns {
        // A line of an ignore file that begins like this is a comment.
        let escaped = pattern.starts_with('#').then(|| format!("\\{pattern}"));
        let added = builder.add_line(None, escaped.as_ref().unwrap_or(pattern));
        added.map_err(|_| ErrorKind::BadPattern(pattern.clone()))?;
    }
    builder.build().map_err(|_| ErrorKind::BadPattern(patterns.join(" ")).into())
}

/// Patterns of the folders on the way to what patterns include: a folder that is left out is entered
/// for their sake.
fn parents(patterns: &[String]) -> Vec<String> {
    let mut parents = Vec::new();
    for pattern in patterns {
        let names: Vec<_> = pattern.trim_matches('/').split('/').collect();
        let fixed = names.iter().take_while(|name| **name != "**").count();
        let inner = (1..fixed.min(names.len() - 1) + 1).map(|end| names[..end].join("/"));
        parents.extend(inner.map(|folder| format!("/{folder}/")));
    }
    parents
}

/// The patterns of an ignore file hold from its folder, where that is around the site or in it.
fn ignore_file(file: &Path, root: &Path) -> Result<Gitignore, Error> {
    let unreadable = |why: String| -> Error {
        let hint = "check the name of the ignore file, and its patterns".to_owned();
        ErrorKind::File { path: file.to_owned(), what: why, hint }.into()
    };
    let whole = file.canonicalize().map_err(|_| unreadable("there is no such file".to_owned()))?;
    let folder = whole.parent().unwrap_or(root);
    let related = root.starts_with(folder) || folder.starts_with(root);
    let mut builder = GitignoreBuilder::new(if related { folder } else { root });
    match builder.add(&whole) {
        Some(error) => Err(unreadable(format!("the ignore file cannot be used: {error}"))),
        None => builder.build().map_err(|error| unreadable(error.to_string())),
    }
}

/// A filter, prepared for one folder.
#[derive(Debug)]
pub(super) struct Rules {
    root: PathBuf,
    exclude: Gitignore,
    include: Gitignore,
    way_to_included: Gitignore,
    ignore_files: Vec<Gitignore>,
}

/// What becomes of a file or folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Kept,
    /// By a pattern of the user: the built-in rules do not count in it.
    Included,
    Omitted(Omission),
    /// A folder that is left out, but for something in it.
    OmittedInPart(Omission),
}

impl Rules {
    /// `path`: below the root; `parent`: the verdict about the folder that holds it.
    pub(super) fn verdict(&self, path: &Path, is_folder: bool, parent: Verdict) -> Verdict {
        if self.exclude.matched(path, is_folder).is_ignore() {
            return Verdict::Omitted(Omission::Excluded);
        }
        if parent == Verdict::Included || self.include.matched(path, is_folder).is_ignore() {
            return Verdict::Included;
        }
        let inherited = match parent {
            Verdict::Omitted(reason) | Verdict::OmittedInPart(reason) => Some(reason),
            Verdict::Kept | Verdict::Included => None,
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let own = inherited.or_else(|| by_name(&name, is_folder));
        let Some(reason) = own.or_else(|| self.ignored(path, is_folder)) else {
            return Verdict::Kept;
        };
        match is_folder && self.way_to_included.matched(path, true).is_ignore() {
            true => Verdict::OmittedInPart(reason),
            false => Verdict::Omitted(reason),
        }
    }

    /// What the last ignore file that names a path says of it.
    fn ignored(&self, path: &Path, is_folder: bool) -> Option<Omission> {
        let path = self.root.join(path);
        let inside = self.ignore_files.iter().filter(|file| path.starts_with(file.path()));
        let last = inside.map(|file| file.matched(&path, is_folder)).rfind(|it| !it.is_none());
        matches!(last, Some(Match::Ignore(_))).then_some(Omission::Ignored)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Omission::{Backup, Dependencies, Excluded, Hidden};
    use Verdict::{Included, Kept, Omitted, OmittedInPart};

    fn rules(exclude: &[&str], include: &[&str]) -> Rules {
        let filter = FileFilter::new().with_exclude(exclude.iter().copied());
        filter.with_include(include.iter().copied()).for_root(Path::new("/site")).unwrap()
    }

    /// The verdict on a path, after those on the folders around it.
    fn verdict(rules: &Rules, path: &str) -> Verdict {
        let (folder, is_folder) = (path.trim_end_matches('/'), path.ends_with('/'));
        let mut verdict = Kept;
        for (at, _) in folder.match_indices('/') {
            verdict = rules.verdict(Path::new(&folder[..at]), true, verdict);
        }
        rules.verdict(Path::new(folder), is_folder, verdict)
    }

    #[test]
    fn a_pattern_is_for_names_or_for_paths() {
        let rules = rules(&["drafts/", "/archive/*.pdf", "*.map", "!main.map", "#x"], &[]);
        for path in ["drafts/", "cs/drafts/", "archive/a.pdf", "js/a.map", "#x"] {
            assert_eq!(verdict(&rules, path), Omitted(Excluded), "{path}");
        }
        for path in ["drafts", "archive/a/b.pdf", "cs/archive/a.pdf", "js/main.map", "x"] {
            assert_eq!(verdict(&rules, path), Kept, "{path}");
        }
    }

    #[test]
    fn what_is_included_is_kept_and_no_more() {
        let include = ["node_modules/bootstrap/dist/", ".nojekyll", "/.github/**/*.html"];
        let rules = rules(&["*.map"], &include);
        assert_eq!(verdict(&rules, "node_modules/"), OmittedInPart(Dependencies));
        assert_eq!(verdict(&rules, "node_modules/jquery/"), Omitted(Dependencies));
        assert_eq!(verdict(&rules, "node_modules/bootstrap/a.js"), Omitted(Dependencies));
        assert_eq!(verdict(&rules, "node_modules/bootstrap/dist/css/a.css"), Included);
        assert_eq!(verdict(&rules, "node_modules/bootstrap/dist/a.map"), Omitted(Excluded));
        assert_eq!(verdict(&rules, "cs/node_modules/"), Omitted(Dependencies));
        assert_eq!(verdict(&rules, "cs/.nojekyll"), Included);
        assert_eq!(verdict(&rules, ".github/"), OmittedInPart(Hidden));
        assert_eq!(verdict(&rules, "a.bak"), Omitted(Backup));
    }

    #[test]
    fn a_pattern_that_is_none_is_named() {
        let error =
            FileFilter::new().with_exclude(["a[z-a]"]).for_root(Path::new("/")).unwrap_err();
        assert_eq!(error.to_string(), "“a[z-a]” is no pattern for files");
    }
}
