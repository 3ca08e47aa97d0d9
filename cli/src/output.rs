//! Where outputs go: the standard output, or a file that is written whole or not at all.

use crate::interrupt::Guarded;
use crate::report::{Problem, name, reason};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// What the endings of names promise.
const PROMISES: [(&str, &str); 19] = [
    ("pdf", "a PDF document"),
    ("doc docx odt pages rtf", "a word processor's document"),
    ("epub", "an EPUB book"),
    ("xls xlsx ods", "a spreadsheet"),
    ("ppt pptx odp", "slides"),
    ("ps", "a PostScript document"),
    ("txt text", "plain text"),
    ("htm html", "an HTML page"),
    ("xht xhtml", "an XHTML page"),
    ("md markdown", "Markdown"),
    ("eml", "a mail"),
    ("mht mhtml", "an MHTML archive"),
    ("json", "JSON"),
    ("jsonld", "JSON-LD"),
    ("sarif", "a SARIF report"),
    ("xml", "XML"),
    ("csv", "a table in CSV"),
    ("bmp gif jpeg jpg png svg tiff webp", "an image"),
    ("7z bz2 gz tar tgz xz zip", "an archive"),
];

/// What the ending of a name promises, where that is known.
pub(crate) fn promised(path: &Path) -> Option<&'static str> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    let promise = PROMISES.iter().find(|(endings, _)| endings.split(' ').any(|it| it == ending));
    promise.map(|(_, what)| *what)
}

/// Refuses a name whose ending promises another format than the one that is written: `what`, which
/// has these endings.
pub(crate) fn refuse_ending(path: &Path, what: &str, endings: &[&str]) -> Result<(), Problem> {
    let Some(promise) = promised(path) else { return Ok(()) };
    let ending = path.extension().unwrap_or_default();
    if endings.iter().any(|own| ending.eq_ignore_ascii_case(own)) {
        return Ok(());
    }
    let right = path.with_extension(endings.first().unwrap_or(&""));
    let hint = match (promise, endings.contains(&"html")) {
        ("a PDF document", true) => {
            format!("write {}, and let a browser make the PDF: print it to a file", name(&right))
        }
        _ => format!("call it {}", name(&right)),
    };
    let what = format!("the name promises {promise}, but {what} is written");
    Err(Problem::new(name(path), what, hint))
}

/// Refuses a new folder whose name promises a file: `-o sitemap.xml`.
pub(crate) fn refuse_file_name(folder: &Path) -> Result<(), Problem> {
    match promised(folder) {
        Some(promise) if !folder.is_dir() => {
            let what = format!("the name promises {promise}, but a folder is written");
            Err(Problem::new(name(folder), what, "give the name of a folder, such as public/"))
        }
        _ => Ok(()),
    }
}

/// The folder of a file, also of one named without any.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

/// An output file that appears under its name only when it is complete.
#[derive(Debug)]
pub(crate) struct Whole {
    path: PathBuf,
    file: Unfinished,
}

#[derive(Debug)]
enum Unfinished {
    Temporary(BufWriter<NamedTempFile>, Guarded),
    /// A device or pipe: to replace it by a file would be wrong.
    Device(BufWriter<File>),
}

impl Whole {
    pub(crate) fn create(path: &Path) -> Result<Whole, Problem> {
        // Through a symbolic link the file that it leads to is replaced, not the link.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let before = fs::metadata(&path).ok();
        if path.is_dir() {
            let hint = "remove it, or write to a file of another name";
            return Err(Problem::new(name(&path), "a folder is in the way", hint));
        }
        if before.as_ref().is_some_and(|before| before.permissions().readonly()) {
            let hint = "allow writing to it, or write to another file";
            return Err(Problem::new(name(&path), "it is read-only", hint));
        }
        let file = if before.is_some_and(|before| !before.is_file()) {
            File::create(&path).map(|file| Unfinished::Device(BufWriter::new(file)))
        } else {
            temporary(&path)
                .map(|(file, guarded)| Unfinished::Temporary(BufWriter::new(file), guarded))
        };
        let file = file.map_err(|error| Whole::unwritable(&path, &error))?;
        Ok(Whole { path, file })
    }

    /// Puts the file in its place.
    pub(crate) fn commit(self) -> Result<(), Problem> {
        let result = match self.file {
            Unfinished::Device(mut file) => file.flush(),
            Unfinished::Temporary(file, _guarded) => file
                .into_inner()
                .map_err(io::IntoInnerError::into_error)
                .and_then(|file| file.persist(&self.path).map_err(|error| error.error))
                .map(drop),
        };
        result.map_err(|error| Whole::unwritable(&self.path, &error))
    }

    /// What to tell when the output fails.
    pub(crate) fn problem(&self, error: &io::Error) -> Problem {
        Whole::unwritable(&self.path, error)
    }

    fn unwritable(path: &Path, error: &io::Error) -> Problem {
        let folder = name(folder_of(path));
        match error.kind() {
            io::ErrorKind::NotFound => Problem::new(
                name(path),
                format_args!("it cannot be written: there is no folder {folder}"),
                "make the folder first",
            ),
            _ => Problem::new(
                name(path),
                format_args!("it cannot be written: {}", reason(error)),
                format!("check that you may write in {folder} and that there is room"),
            ),
        }
    }
}

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.file {
            Unfinished::Temporary(file, _) => file.write(bytes),
            Unfinished::Device(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.file {
            Unfinished::Temporary(file, _) => file.flush(),
            Unfinished::Device(file) => file.flush(),
        }
    }
}

/// A temporary file beside its target: only within one file system a file can be put in the place
/// of another in one step.
fn temporary(path: &Path) -> io::Result<(NamedTempFile, Guarded)> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".textify-");
    // Temporary files are for their owner alone; this one becomes an ordinary file, with the
    // permissions of the one that it replaces, or else what the umask leaves.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder_of(path))?;
    let guarded = Guarded::new(file.path());
    #[cfg(unix)]
    if let Ok(before) = fs::metadata(path) {
        file.as_file().set_permissions(before.permissions())?;
    }
    Ok((file, guarded))
}

/// What became of the standard output; a closed pipe has taken all that it wanted.
pub(crate) fn delivered(result: io::Result<()>) -> Result<(), Problem> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Problem::new(
            "standard output",
            format_args!("it cannot be written: {}", reason(&error)),
            "check that there is room, or write to a file with -o",
        )),
        _ => Ok(()),
    }
}

/// Makes a folder, and those around it, where they are not there yet.
pub(crate) fn make_folder(folder: &Path) -> Result<(), Problem> {
    fs::create_dir_all(folder).map_err(|error| {
        let what = format!("the folder cannot be made: {}", reason(&error));
        Problem::new(name(folder), what, "give another folder with -o")
    })
}
