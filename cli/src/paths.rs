//! Files and folders as people name them: patterns that the shell left, addresses, slips.

use crate::report::{Problem, name};
use globset::{GlobBuilder, GlobMatcher};
use std::fs;
use std::path::{Component, Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// What a command takes in the place of an address.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Takes {
    /// Pages, and what reads one from the standard input; `{}` stands for its address.
    Pages(&'static str),
    /// A folder with a site.
    Site,
    /// A file.
    File,
}

/// The files that arguments name: patterns become the files that they match.
///
/// # Errors
///
/// An address, and a pattern that matches nothing.
pub(crate) fn expanded(paths: &[PathBuf], takes: Takes) -> Result<Vec<PathBuf>, Problem> {
    let mut files = Vec::new();
    for path in paths {
        refuse_address(path, takes)?;
        // `wget --mirror` makes names with question marks.
        match pattern(path) {
            Some(pattern) if fs::symlink_metadata(path).is_err() => {
                files.extend(matching(path, &pattern)?);
            }
            _ => files.push(path.clone()),
        }
    }
    Ok(files)
}

/// The one file that an argument names.
pub(crate) fn expanded_one(path: &Path, takes: Takes) -> Result<PathBuf, Problem> {
    match &mut expanded(&[path.to_owned()], takes)?[..] {
        [one] => Ok(std::mem::take(one)),
        several => {
            let what = format!("{} files match the pattern", several.len());
            Err(Problem::new(name(path), what, "give one of them"))
        }
    }
}

/// Refuses an address: textify reads files.
pub(crate) fn refuse_address(path: &Path, takes: Takes) -> Result<(), Problem> {
    let Some(address) = address(path) else { return Ok(()) };
    let what = "it is an address, and textify reads files only";
    let quoted = quoted(&address);
    let hint = match takes {
        _ if address.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:")) => {
            "give the path of the file".to_owned()
        }
        Takes::Pages(reader) => format!("curl -L {quoted} | {}", reader.replace("{}", &quoted)),
        Takes::Site => format!("copy the site into a folder first, as by wget --mirror {quoted}"),
        Takes::File => format!("save it as a file first, as by curl -L -O {quoted}"),
    };
    Err(Problem::new(address, what, hint))
}

/// The address that stands where a file is expected.
fn address(path: &Path) -> Option<String> {
    let text = path.to_str()?;
    let lower = text.to_ascii_lowercase();
    let schemes = ["http:/", "https:/", "ftp:/", "file:/"];
    let is_address = schemes.iter().any(|scheme| lower.starts_with(scheme));
    is_address.then(|| text.to_owned())
}

/// Whether a path is an address, which lies in no folder.
pub(crate) fn is_address(path: &Path) -> bool {
    address(path).is_some()
}

/// An address that a shell takes as it is.
fn quoted(address: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/:.-_~%+,@=".contains(c);
    match (address.chars().all(is_plain), cfg!(windows)) {
        (true, _) => address.to_owned(),
        (_, true) => format!("\"{}\"", address.replace('"', "%22")),
        (_, false) => format!("'{}'", address.replace('\'', "%27")),
    }
}

fn is_meta(part: &Component<'_>) -> bool {
    part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{'])
}

/// A path with signs that stand for other letters, where they make a pattern.
fn pattern(path: &Path) -> Option<Pattern> {
    path.to_str()?.contains(['*', '?', '[']).then_some(())?;
    let (folder, below) = parted(path);
    let matcher = matcher(&folder, &below).ok()?;
    Some(Pattern { folder, below, matcher })
}

/// The files that are like a name.
struct Pattern {
    folder: PathBuf,
    /// What is below the folder.
    below: String,
    matcher: GlobMatcher,
}

/// A path up to the first name with such a sign, and the rest.
pub(crate) fn parted(path: &Path) -> (PathBuf, String) {
    if !path.components().any(|part| is_meta(&part)) {
        return (path.to_owned(), String::new());
    }
    let folder: PathBuf = path.components().take_while(|part| !is_meta(part)).collect();
    let rest = path.components().skip_while(|part| !is_meta(part));
    let rest: Vec<_> = rest.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
    (folder, rest.join("/"))
}

/// The pattern below a folder, for whole paths.
pub(crate) fn matcher(folder: &Path, pattern: &str) -> Result<GlobMatcher, globset::Error> {
    let whole = format!("{}/{pattern}", globset::escape(&folder.to_string_lossy()));
    let mut glob = GlobBuilder::new(&whole);
    let glob = glob.literal_separator(true).case_insensitive(cfg!(windows));
    glob.build().map(|glob| glob.compile_matcher())
}

/// The files and folders that a pattern matches, sorted by name, as a shell gives them.
fn matching(path: &Path, pattern: &Pattern) -> Result<Vec<PathBuf>, Problem> {
    let Pattern { folder, below, matcher } = pattern;
    let depth = if below.contains("**") { usize::MAX } else { below.split('/').count() };
    let asks_for_hidden = below.split('/').any(|name| name.starts_with('.'));
    let is_shown = |entry: &DirEntry| {
        let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        entry.depth() == 0 || asks_for_hidden || !is_hidden
    };
    let entries = WalkDir::new(folder).min_depth(1).max_depth(depth).follow_links(true);
    let entries = entries.sort_by_file_name().into_iter().filter_entry(is_shown);
    // A folder that may not be read holds no match, as in a shell.
    let found = entries.filter_map(Result::ok).map(DirEntry::into_path);
    let found = found.filter(|path| matcher.is_match(path));
    // Without the "./" of the folder that was added.
    let given = |found: PathBuf| match path.starts_with(".") {
        true => found,
        false => found.strip_prefix(".").map(Path::to_owned).unwrap_or(found),
    };
    let found: Vec<_> = found.map(given).collect();
    if found.is_empty() {
        let hint = "check the spelling of the pattern";
        return Err(Problem::new(name(path), "no file matches the pattern", hint));
    }
    Ok(found)
}

/// Of known names the one most like what was found, if one is.
pub(crate) fn nearest<T: AsRef<str>>(found: &str, known: impl IntoIterator<Item = T>) -> Option<T> {
    let near = known.into_iter().map(|known| (strsim::jaro_winkler(found, known.as_ref()), known));
    let (likeness, known) = near.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (likeness > 0.8).then_some(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_the_place_of_files() {
        for text in ["https://example.org/", "HTTP://example.org", "file:///tmp/a.html", "ftp://x/"]
        {
            assert!(is_address(Path::new(text)), "{text}");
        }
        for text in ["http", "https.html", "./https://example.org", "C:/site", "-"] {
            assert!(!is_address(Path::new(text)), "{text}");
        }
    }

    #[test]
    fn a_shell_is_given_nothing_to_run() {
        assert_eq!(quoted("https://example.org/a-b.html"), "https://example.org/a-b.html");
        if !cfg!(windows) {
            assert_eq!(quoted("https://x/?a=1&b=$(c)'"), "'https://x/?a=1&b=$(c)%27'");
        }
    }

    #[test]
    fn slips_are_told_from_other_names() {
        let commands = ["check", "export", "print", "sitemap"];
        assert_eq!(nearest("chekc", commands), Some("check"));
        assert_eq!(nearest("site-map", commands), Some("sitemap"));
        assert_eq!(nearest("readme", commands), None);
    }
}
