//! The names of the pages that a server gives for their folder.

use super::address::{folder, segment};
use super::keys::Keys;
use std::collections::BTreeMap;

/// The names of index pages in the default settings of servers, in the order in which they are looked for:
/// Apache and its Debian package, nginx, IIS, Tomcat, lighttpd.
const USUAL: [&str; 18] = [
    "index.html",
    "index.htm",
    "index.xhtml",
    "index.shtml",
    "index.php",
    "index.aspx",
    "index.asp",
    "index.jsp",
    "index.cgi",
    "index.pl",
    "index.lighttpd.html",
    "default.html",
    "default.htm",
    "default.aspx",
    "default.asp",
    "default.jsp",
    "default.php",
    "iisstart.htm",
];

/// Whether a name is that of an index page by some server's default settings, in any case.
pub(crate) fn is_usual(name: &str) -> bool {
    USUAL.iter().any(|usual| usual.eq_ignore_ascii_case(name))
}

/// The names of the index pages of a site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct IndexNames {
    /// Those that the caller gives.
    given: Option<Vec<String>>,
    /// Those that the `.htaccess` of a folder sets, by the folder's path with its final slash.
    folders: BTreeMap<String, Vec<String>>,
}

impl IndexNames {
    /// These names, in the order in which they are looked for, instead of the usual ones.
    pub(crate) fn given(names: impl IntoIterator<Item = impl AsRef<str>>) -> IndexNames {
        let names: Vec<String> = names.into_iter().map(|name| segment(name.as_ref())).collect();
        let given = Some(names).filter(|names| !names.is_empty());
        IndexNames { given, ..IndexNames::default() }
    }

    /// Takes a folder's `.htaccess` into account, for the folder and all below it. What the caller gives
    /// comes before.
    pub(crate) fn add_htaccess(&mut self, folder: &str, text: &str) {
        if let Some(names) = directory_index(text) {
            self.folders.insert(folder.to_owned(), names);
        }
    }

    /// The names for a folder; `None` for the usual ones.
    fn of(&self, folder: &str) -> Option<&[String]> {
        if self.given.is_some() || self.folders.is_empty() {
            return self.given.as_deref();
        }
        let mut up = folder;
        loop {
            if let Some(names) = self.folders.get(up) {
                return Some(names);
            }
            up = super::address::folder(up.strip_suffix('/')?);
        }
    }

    /// Whether a server gives this page for its folder.
    pub(crate) fn contains(&self, key: &str) -> bool {
        let folder = folder(key);
        let name = &key[folder.len()..];
        match self.of(folder) {
            Some(names) => names.iter().any(|index| index.eq_ignore_ascii_case(name)),
            None => is_usual(name),
        }
    }

    /// The index page of a folder.
    pub(super) fn find(&self, folder: &str, keys: &Keys) -> Option<u32> {
        let usual = keys.indexes(folder);
        let named = |name: &str| {
            let same = |it: &&(u32, String)| it.1[folder.len()..].eq_ignore_ascii_case(name);
            usual.iter().find(same).map(|found| found.0)
        };
        match self.of(folder) {
            Some(names) => names.iter().find_map(|name| {
                named(name).or_else(|| keys.find(&[folder, name.as_str()].concat()))
            }),
            None if usual.is_empty() => None,
            None => USUAL.iter().find_map(|name| named(name)),
        }
    }
}

/// The names that the directives `DirectoryIndex` of Apache's mod_dir set; names outside of the folder
/// are passed over.
fn directory_index(text: &str) -> Option<Vec<String>> {
    let mut found: Option<Vec<String>> = None;
    for line in text.lines() {
        let mut words = line.split_ascii_whitespace();
        if !words.next().is_some_and(|word| word.eq_ignore_ascii_case("DirectoryIndex")) {
            continue;
        }
        let names = found.get_or_insert_default();
        let words = words.map(|word| word.trim_matches('"'));
        let inside = |word: &&str| !word.contains('/') && !word.eq_ignore_ascii_case("disabled");
        names.extend(words.filter(inside).map(segment));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(all: &[&str]) -> Keys {
        Keys::sorted(all.iter().map(|&key| key.into()).collect())
    }

    #[test]
    fn usual_names_in_any_case() {
        let keys =
            keys(&["Default.aspx", "a/INDEX.HTM", "b/index.php", "b/index.html", "c/home.html"]);
        let names = IndexNames::default();
        let find = |folder| names.find(folder, &keys).map(|number| keys.get(number as usize));
        assert_eq!(find("").as_deref(), Some("Default.aspx"));
        assert_eq!(find("a/").as_deref(), Some("a/INDEX.HTM"));
        assert_eq!(find("b/").as_deref(), Some("b/index.html"));
        assert_eq!((find("c/"), find("d/")), (None, None));
        assert!(names.contains("x/iisStart.htm") && !names.contains("index.html/x.html"));
    }

    #[test]
    fn given_names_replace_the_usual_ones() {
        let keys = keys(&["index.html", "home.html", "a/index.php", "a/Index.html"]);
        let names = IndexNames::given(["home.html", "index.html"]);
        let find = |folder| names.find(folder, &keys).map(|number| keys.get(number as usize));
        assert_eq!(find("").as_deref(), Some("home.html"));
        assert_eq!(find("a/").as_deref(), Some("a/Index.html"));
        assert!(!names.contains("a/index.php"));
    }

    #[test]
    fn names_of_an_htaccess() {
        let keys =
            keys(&["index.html", "start.html", "a/b/index.html", "c/main.htm", "c/start.html"]);
        let mut names = IndexNames::default();
        names.add_htaccess("", "# x\nOptions -Indexes\n directoryindex start.html /cgi/x.pl\n");
        names.add_htaccess("a/", "DirectoryIndex index.html\n");
        names.add_htaccess("c/", "DirectoryIndex disabled\n");
        names.add_htaccess("d/", "Options -Indexes\n");
        let find = |folder| names.find(folder, &keys).map(|number| keys.get(number as usize));
        assert_eq!(find("").as_deref(), Some("start.html"));
        assert_eq!(find("a/b/").as_deref(), Some("a/b/index.html"));
        assert_eq!(find("c/"), None);
        assert!(names.contains("d/start.html") && !names.contains("index.html"));
        assert_eq!(directory_index("#DirectoryIndex x"), None);
    }
}
