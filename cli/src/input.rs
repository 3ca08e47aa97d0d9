//! Where pages come from.

use crate::local::Local;
use crate::output::folder_of;
use crate::paths::{Takes, expanded};
use crate::report::{Problem, name, reason, warn};
use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use textify::{Page, ParseOptions, Syntax};
use url::Url;

/// Whether anything in the bytes of a page may be a tag, also in UTF-16.
fn has_tags(bytes: &[u8]) -> bool {
    let starts = bytes.iter().enumerate().filter(|&(_, &byte)| byte == b'<');
    let mut next = starts.filter_map(|(at, _)| bytes.get(at + 1));
    next.any(|&byte| byte.is_ascii_alphabetic() || matches!(byte, 0 | b'!' | b'/' | b'?'))
}

/// Whether a name says that a file is text or code and no page.
fn is_named_as_text(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let endings =
        ["txt", "text", "md", "markdown", "csv", "tsv", "log", "css", "js", "toml", "yaml", "yml"];
    endings.iter().any(|text| ending.eq_ignore_ascii_case(text))
}

/// One byte over the library's limit.
const MOST: u64 = (64 << 20) + 1;

/// A page to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    Stdin,
    File(PathBuf),
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Input::Stdin => f.write_str("standard input"),
            Input::File(path) => f.write_str(&name(path)),
        }
    }
}

impl Input {
    /// The input that an argument names.
    pub(crate) fn new(path: &Path) -> Input {
        if path.as_os_str() == "-" { Input::Stdin } else { Input::File(path.to_owned()) }
    }

    /// The inputs that the arguments name; `reader` is the command that takes a page from a pipe.
    pub(crate) fn all(files: &[PathBuf], reader: &'static str) -> Result<Vec<Input>, Problem> {
        let files = expanded(files, Takes::Pages(reader))?;
        let inputs: Vec<_> = files.iter().map(|path| Input::new(path)).collect();
        Ok(if inputs.is_empty() { vec![Input::Stdin] } else { inputs })
    }

    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Input::Stdin => None,
            Input::File(path) => Some(path),
        }
    }

    /// Reads and parses the page, and the style sheets that it has beside it or below the root of
    /// its site; of a page over the byte limit no more than the limit is read.
    pub(crate) fn parse(
        &self,
        options: &ParseOptions,
        root: Option<&Path>,
    ) -> Result<Page, Problem> {
        let local = Local::new(self.path(), root);
        let files = local.clone();
        let options = options
            .clone()
            .with_sheets(move |address| local.read(address))
            .with_files(move |address| files.linked(address));
        self.page(&self.bytes()?, &options)
    }

    /// Parses the bytes of the page. What holds no tag at all is no page where its name says so, and
    /// else a page of which the lines are lost.
    pub(crate) fn page(&self, bytes: &[u8], options: &ParseOptions) -> Result<Page, Problem> {
        let name = self.path().map_or(Cow::Borrowed(""), |path| path.to_string_lossy());
        let options = options.clone().with_syntax(Syntax::of_name(&name));
        let page = Page::parse(bytes, &options).map_err(|error| Problem::of(self, &error))?;
        if let Some(why) = page.xml_fault() {
            warn(self, format_args!("it is not well-formed XML, and is read as HTML: {why}"));
        }
        if has_tags(bytes) {
            return Ok(page);
        }
        if self.path().is_some_and(is_named_as_text) {
            let hint = "read it as it is, or give an HTML page";
            return Err(Problem::new(self, "the input is plain text, not an HTML page", hint));
        }
        warn(self, "it has no HTML tags: its lines are read as one paragraph");
        Ok(page)
    }

    /// The bytes of the page; of one over the byte limit enough for it to be refused.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, Problem> {
        let mut bytes = Vec::new();
        let read = match self {
            Input::Stdin => io::stdin().lock().take(MOST).read_to_end(&mut bytes),
            Input::File(path) => self.open(path)?.take(MOST).read_to_end(&mut bytes),
        };
        read.map(|_| bytes).map_err(|error| self.unreadable(&error))
    }

    fn open(&self, path: &Path) -> Result<File, Problem> {
        // Some systems open a folder as if it were a file.
        if path.is_dir() {
            let hint = format!("give the pages in it, such as {}", name(&path.join("*.html")));
            return Err(Problem::new(self, "it is a folder, not a page", hint));
        }
        File::open(path).map_err(|error| self.unreadable(&error))
    }

    fn unreadable(&self, error: &io::Error) -> Problem {
        match error.kind() {
            io::ErrorKind::NotFound => {
                Problem::new(self, "there is no such file", "check the spelling of the file name")
            }
            _ => Problem::new(
                self,
                format_args!("it cannot be read: {}", reason(error)),
                "check that it is a file and that you may read it",
            ),
        }
    }

    /// The page's address as seen from a folder, percent-encoded for a link. Only a real file will
    /// still be there when somebody follows it.
    pub(crate) fn relative_to(&self, folder: &Path) -> Option<String> {
        let path = self.path().filter(|path| path.is_file())?;
        let original = folder_of(path).canonicalize().ok()?.join(path.file_name()?);
        let base = Url::from_directory_path(folder.canonicalize().ok()?).ok()?;
        let relative = base.make_relative(&Url::from_file_path(original).ok()?)?;
        // A colon in the first segment would make it a scheme (RFC 3986, 4.2).
        let first = relative.split('/').next().unwrap_or_default();
        Some(if first.contains(':') { format!("./{relative}") } else { relative })
    }
}
