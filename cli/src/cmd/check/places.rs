//! Paths of pages that do not depend on the folder in which the command runs.

use std::env;
use std::path::{Component, Path, PathBuf, absolute};

/// A folder that paths are relative to, and what stands before them.
pub(super) struct Base {
    folder: PathBuf,
    prefix: String,
}

impl Base {
    /// Paths relative to a folder.
    pub(super) fn folder(folder: &Path) -> Base {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        Base { folder: clean(folder), prefix: String::new() }
    }

    /// Paths relative to the root of the repository, as code scanning wants them: the nearest
    /// folder with `.git` from the working folder upwards, or a prefix for paths that are relative
    /// to the working folder. `None` where there is neither.
    pub(super) fn repository(prefix: Option<&str>) -> Option<Base> {
        let here = env::current_dir().ok()?;
        if let Some(prefix) = prefix {
            let prefix = prefix.trim_end_matches('/');
            let parted = if prefix.is_empty() { "" } else { "/" };
            return Some(Base { folder: clean(&here), prefix: format!("{prefix}{parted}") });
        }
        let root = here.ancestors().find(|folder| folder.join(".git").exists())?;
        Some(Base::folder(root))
    }

    /// The path of a page from the folder, with `/`; of a page outside of it as it was named.
    pub(super) fn path(&self, named: &str) -> String {
        let whole = clean(Path::new(named));
        let Ok(below) = whole.strip_prefix(&self.folder) else { return named.to_owned() };
        // The standard input is no file.
        if named == "-" {
            return named.to_owned();
        }
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        format!("{}{}", self.prefix, parts.join("/"))
    }
}

/// The whole path without `.` and `..`; symbolic links stay what they are called.
fn clean(path: &Path) -> PathBuf {
    let whole = absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut clean = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                clean.pop();
            }
            part => clean.push(part),
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_one_path_however_it_is_named() {
        let base = Base::folder(Path::new("site"));
        let whole = clean(Path::new("site/a/b.html"));
        for named in ["site/a/b.html", "./site/a/b.html", "site/../site/a/./b.html"] {
            assert_eq!(base.path(named), "a/b.html", "{named}");
        }
        assert_eq!(base.path(&whole.to_string_lossy()), "a/b.html");
        assert_eq!(base.path("other/b.html"), "other/b.html");
        assert_eq!(Base::folder(Path::new("")).path("-"), "-");
        let prefixed = Base::repository(Some("web/")).expect("a prefix is enough");
        assert_eq!(prefixed.path("./a/b.html"), "web/a/b.html");
    }
}
