//! How the caller says which address a file has: a list, mapping rules, what tools that copy sites leave.

use super::address::{Base, key};
use super::index_names::IndexNames;
use crate::error::{Error, ErrorKind};
use memchr::memmem;
use percent_encoding::percent_decode_str;
use regex::Regex;
use std::collections::BTreeMap;
use std::path::Path;

/// Which addresses the files of a site have, where these are not those of their paths.
///
/// A page's address is the first of these: its line in the list; the first rule whose pattern its path
/// matches; what a tool that copied the site left; its canonical link or `og:url`; its path.
///
/// ```
/// use textify::sitemap::{Survey, UrlRules};
///
/// let rules = UrlRules::new().with_rule(r"news/(\d+)\.html", "/news.php?id=$1")?;
/// let survey = Survey::new("https://www.example.org/", ["news/7.html"])?.with_url_rules(rules);
/// let own = survey.own_address("news/7.html".as_ref(), b"");
/// let mut survey = survey.with_addresses(own);
/// survey.add("news/7.html".as_ref(), b"<title>News</title>");
/// let map = survey.finish();
/// let entry = map.entries().next().unwrap();
/// assert_eq!(entry.location(), "https://www.example.org/news.php?id=7");
/// # Ok::<(), textify::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct UrlRules {
    /// By the paths of files.
    list: BTreeMap<Box<str>, String>,
    rules: Vec<(Regex, String)>,
    mirrors: Vec<Mirror>,
    index: IndexNames,
}

/// A tool that copies sites, and so names files in its own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mirror {
    /// `wget --mirror`: a query stands in the name after `?` or `@`, a page may end in `.html` as well.
    Wget,
    /// HTTrack: a comment in the page says where it was mirrored from.
    HtTrack,
}

impl UrlRules {
    /// No rules: addresses are those of canonical links and paths.
    pub fn new() -> UrlRules {
        UrlRules::default()
    }

    /// Adds files and their addresses, which may be absolute or begin with `/`.
    pub fn with_list<P: AsRef<Path>>(
        mut self,
        list: impl IntoIterator<Item = (P, String)>,
    ) -> UrlRules {
        let keyed = |(path, address): (P, String)| Some((key(path.as_ref())?, address));
        self.list.extend(list.into_iter().filter_map(keyed));
        self
    }

    /// Adds a rule: a regular expression that has to match the whole path of a file, with `/` between
    /// folders, and the address of such a file, in which `$1` or `${name}` stand for what groups match.
    ///
    /// # Errors
    ///
    /// When the pattern is no regular expression.
    pub fn with_rule(mut self, pattern: &str, address: &str) -> Result<UrlRules, Error> {
        let refused = |error: regex::Error| {
            let why = error.to_string();
            let last = why.lines().last().unwrap_or_default().trim_start_matches("error: ");
            ErrorKind::BadUrlPattern(pattern.to_owned(), last.to_owned())
        };
        let regex = Regex::new(&format!("^(?:{pattern})$")).map_err(refused)?;
        self.rules.push((regex, address.to_owned()));
        Ok(self)
    }

    /// Adds a tool that copied the site.
    pub fn with_mirror(mut self, mirror: Mirror) -> UrlRules {
        self.mirrors.push(mirror);
        self
    }

    /// The names of index pages, in the order in which the server looks for them; those of the default
    /// settings of common servers unless something else is said.
    pub fn with_index_names(
        mut self,
        names: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> UrlRules {
        self.index = IndexNames::given(names);
        self
    }

    /// Takes the `DirectoryIndex` of an `.htaccess` into account; `folder` is the path of the folder that
    /// the file lies in. Names that were given come before it.
    pub fn with_htaccess(mut self, folder: &Path, text: &str) -> UrlRules {
        let folder = key(folder).map_or_else(String::new, |key| format!("{key}/"));
        self.index.add_htaccess(&folder, text);
        self
    }

    /// The names of index pages.
    pub(crate) fn index_names(&self) -> &IndexNames {
        &self.index
    }

    /// The paths in the list that are none of these files.
    pub(crate) fn unknown<'u>(
        &'u self,
        is_file: impl Fn(&str) -> bool + 'u,
    ) -> impl Iterator<Item = &'u str> {
        self.list.keys().map(|key| &**key).filter(move |key| !is_file(key))
    }

    /// The address that the list gives a file.
    pub(super) fn listed(&self, key: &str) -> Option<&str> {
        self.list.get(key).map(String::as_str)
    }

    /// The address that the first rule which matches gives a file.
    pub(super) fn by_rule(&self, key: &str) -> Option<String> {
        if self.rules.is_empty() {
            return None;
        }
        let path = percent_decode_str(key).decode_utf8_lossy();
        self.rules.iter().find_map(|(pattern, address)| {
            let found = pattern.captures(&path)?;
            let mut filled = String::new();
            // What the path has of these characters is no part of the syntax of addresses.
            let group = |name: &str| {
                let group = match name.parse() {
                    Ok(number) => found.get(number),
                    Err(_) => found.name(name),
                };
                group.map_or("", |it| it.as_str()).replace('%', "%25").replace('#', "%23")
            };
            fill(address, group, &mut filled);
            Some(filled)
        })
    }

    /// The address that a page had where a tool copied it from; `head`: how the page begins.
    pub(super) fn mirrored(&self, key: &str, head: &[u8], base: &Base) -> Option<String> {
        self.mirrors.iter().find_map(|mirror| match mirror {
            Mirror::Wget => wget(key),
            Mirror::HtTrack => httrack(head, base),
        })
    }
}

/// Puts groups in the places of `$1` and `${name}`; `$$` stands for `$`.
fn fill(template: &str, group: impl Fn(&str) -> String, out: &mut String) {
    let mut rest = template;
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('$') {
            out.push('$');
            rest = after;
            continue;
        }
        let (name, after) = match rest.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
            Some(found) => found,
            None => rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())),
        };
        match name {
            "" => out.push('$'),
            name => out.push_str(&group(name)),
        }
        rest = after;
    }
    out.push_str(rest);
}

/// The endings of programs that make pages.
const PROGRAMS: [&str; 9] =
    [".php", ".asp", ".aspx", ".jsp", ".cgi", ".pl", ".cfm", ".do", ".shtml"];

/// The address of which `wget` made a name: `news.php?id=1.html` or `news.php@id=1.html`.
fn wget(key: &str) -> Option<String> {
    let (folder, name) = key.split_at(super::address::folder(key).len());
    let is_page = |name: &str| {
        let name = name.to_ascii_lowercase();
        PROGRAMS.iter().any(|end| name.ends_with(end))
            || name.ends_with(".html")
            || name.ends_with(".htm")
    };
    let cut = name.split_once("%3F").or_else(|| name.split_once('@').filter(|it| is_page(it.0)));
    let Some((page, query)) = cut else {
        // `--adjust-extension` alone.
        let page = name.strip_suffix(".html").filter(|it| is_page(it) && !it.ends_with(".htm"))?;
        return Some(format!("/{folder}{page}"));
    };
    let query = query.strip_suffix(".html").unwrap_or(query);
    // The name has the letters of the address, and `%` where that has it.
    let query = percent_decode_str(query).decode_utf8_lossy().replace('#', "%23");
    // Its own name for the page of a folder.
    let page = if page == "index.html" { "" } else { page };
    Some(format!("/{folder}{page}?{query}"))
}

/// Where the comment may stand that HTTrack writes, in bytes.
const COMMENT_WITHIN: usize = 4_096;

/// The address in `<!-- Mirrored from www.example.org/news.php?id=1 by HTTrack … -->`.
fn httrack(head: &[u8], base: &Base) -> Option<String> {
    const START: &[u8] = b"<!-- Mirrored from ";
    let head = &head[..head.len().min(COMMENT_WITHIN)];
    let at = memmem::find(head, START)? + START.len();
    let rest = &head[at..];
    let end = memmem::find(rest, b" by HTTrack")?;
    let address = std::str::from_utf8(&rest[..end]).ok()?;
    let scheme = base.as_str().split("//").next().unwrap_or_default();
    (!address.contains("-->")).then(|| format!("{scheme}//{address}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_wget() {
        for (path, address) in [
            ("a/news.php?id=1&x=2.html", Some("/a/news.php?id=1&x=2")),
            ("news.php@id=1", Some("/news.php?id=1")),
            ("index.html?lang=en", Some("/?lang=en")),
            ("doc.aspx.html", Some("/doc.aspx")),
            ("doc.aspx?u=%C3%A1.html", Some("/doc.aspx?u=%C3%A1")),
            ("novák@urad.html", None),
            ("a.html", None),
            ("logo.png", None),
        ] {
            let key = key(Path::new(path)).unwrap();
            assert_eq!(wget(&key).as_deref(), address, "{path}");
        }
    }

    #[test]
    fn comments_of_httrack() {
        let base = Base::new("https://www.example.org/").unwrap();
        let of = |page: &str| httrack(page.as_bytes(), &base);
        let page = "<html>\n<!-- Mirrored from www.example.org/a.php?id=1 by HTTrack Website Copier/3.x -->";
        assert_eq!(of(page).as_deref(), Some("https://www.example.org/a.php?id=1"));
        assert_eq!(of("<!-- Mirrored from x --><!-- by HTTrack -->"), None);
        assert_eq!(of("<p>Mirrored"), None);
    }

    #[test]
    fn rules_fill_in_what_they_match() {
        let rules = UrlRules::new();
        let rules = rules.with_rule(r"(?<kind>[a-z]+)/(\d+)\.html", "/${kind}.php?id=$2&a=$$1");
        let rules = rules.unwrap().with_rule("(.*)#(.*)", "/$1/$2$").unwrap();
        assert_eq!(rules.by_rule("news/12.html").as_deref(), Some("/news.php?id=12&a=$1"));
        assert_eq!(rules.by_rule("x/news/12.html"), None);
        assert_eq!(rules.by_rule("50%25%23b%23").as_deref(), Some("/50%25%23b/$"));
        let refused = UrlRules::new().with_rule("(", "").unwrap_err();
        assert!(refused.to_string().contains("“(”"), "{refused}");
    }
}
