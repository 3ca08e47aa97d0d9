//! The one error type of the library.

use std::fmt;
use std::io;

/// What went wrong, with a hint for what to do about it.
///
/// One pointer in size; ask [`Error::kind`] for the reason. [`fmt::Display`] says what happened in
/// one sentence, [`Error::hint`] what to do next.
#[derive(Debug)]
pub struct Error(Box<ErrorKind>);

/// The reasons for which a page cannot be read or an output cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input has no bytes, or only white space.
    #[error("the input is empty")]
    Empty,
    /// The input is another kind of file.
    #[error("the input is {kind}, not an HTML page")]
    NotHtml {
        /// What it is, such as "a PDF document".
        kind: &'static str,
        /// What to do about it.
        hint: &'static str,
    },
    /// The Encoding Standard knows no such label.
    #[error("“{0}” is not an encoding label of the Encoding Standard")]
    UnknownEncoding(String),
    /// The page is beyond one of the [`Limits`](crate::Limits).
    #[error("the page has more than {limit} {what}")]
    TooLarge {
        /// What there is too much of: "bytes", "nodes", "attributes on one element", "levels of nesting".
        what: &'static str,
        /// How many of it are allowed.
        limit: usize,
    },
    /// A language tag that is not well-formed, or whose subtags are not registered.
    #[error("“{tag}” is not a language tag of BCP 47")]
    BadLanguage {
        /// The tag.
        tag: String,
        /// What to do about it, with the tag that was probably meant.
        hint: String,
    },
    /// An address that cannot be the page's own: not an absolute URL.
    #[error("“{0}” is not an absolute address")]
    BadUrl(String),
    /// An address that cannot be the root of a site.
    #[error("“{0}” is not the absolute http or https address of a site's root")]
    BadBase(String),
    /// What is no CSS selector, or one that depends on more than a page at rest.
    #[error("“{0}” is no selector")]
    BadSelector(String),
    /// What is no regular expression: the pattern, and why.
    #[error("“{0}” is not a regular expression: {1}")]
    BadUrlPattern(String, String),
    /// What is no pattern for files as `.gitignore` has them.
    #[error("“{0}” is no pattern for files")]
    BadPattern(String),
    /// The caller stopped the job before its end.
    #[error("it was interrupted")]
    Interrupted,
    /// What is no site map as sitemaps.org defines them.
    #[error("it is no site map: {0}")]
    NotSiteMap(String),
    /// A file of a site that cannot be read, or a place where none can be written.
    #[error("{}: {what}", path.display())]
    File {
        /// The file or folder.
        path: std::path::PathBuf,
        /// What is wrong with it.
        what: String,
        /// What to do about it.
        hint: String,
    },
    /// Reading the input or writing the output failed.
    #[error("{}", os_message(.0))]
    Io(#[from] io::Error),
}

impl Error {
    /// The reason.
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    /// What to do next, as one sentence without a full stop.
    pub fn hint(&self) -> &str {
        match &*self.0 {
            ErrorKind::Empty => "give a page with some content",
            ErrorKind::NotHtml { hint, .. } => hint,
            ErrorKind::UnknownEncoding(_) => {
                "use a label such as utf-8, windows-1250 or iso-8859-2"
            }
            ErrorKind::TooLarge { .. } => {
                "split the page, or raise the limit in the library's Limits"
            }
            ErrorKind::BadLanguage { hint, .. } => hint,
            ErrorKind::BadUrl(_) => "begin it with https:// or http://",
            ErrorKind::BadBase(_) => "give one such as https://www.example.org/",
            ErrorKind::BadSelector(_) => "use a CSS selector such as main a[href]",
            ErrorKind::BadUrlPattern(..) => {
                "write a pattern such as news/([0-9]+)\\.html, with a backslash before . and ?"
            }
            ErrorKind::BadPattern(_) => {
                "write * for any letters of a name, ** for any folders, and close each bracket"
            }
            ErrorKind::Interrupted => "run it again: the next run does what is left to do",
            ErrorKind::NotSiteMap(_) => {
                "give a site map of sitemaps.org: XML, or one address a line"
            }
            ErrorKind::File { hint, .. } => hint,
            ErrorKind::Io(_) => "check that the file is there and may be read or written",
        }
    }
}

/// What the operating system says, without its number: "permission denied".
pub fn os_message(error: &io::Error) -> String {
    // Crates that walk folders wrap the error, and say the path a second time.
    let mut inner: &(dyn std::error::Error + 'static) = error;
    while let Some(source) = inner.source() {
        inner = source;
    }
    let text = inner.to_string();
    let end = text.find(" (os error").unwrap_or(text.len());
    let mut text = text[..end].trim_end_matches('.').to_owned();
    let is_word = text.chars().nth(1).is_some_and(char::is_lowercase);
    if let Some(first) = text.get_mut(..1).filter(|_| is_word) {
        first.make_ascii_lowercase();
    }
    text
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            ErrorKind::Io(error) => Some(error),
            _ => None,
        }
    }
}

impl<K: Into<ErrorKind>> From<K> for Error {
    fn from(kind: K) -> Self {
        Error(Box::new(kind.into()))
    }
}
