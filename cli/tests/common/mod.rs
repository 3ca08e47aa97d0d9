//! Runs the real command, in a folder of its own.

// Every test file uses some of these helpers, none all of them.
#![allow(dead_code)]

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

pub(crate) const PAGE: &str = "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Notices</title>\
    <h1>Notices</h1><p>The office opens at nine.</p><p hidden>Draft</p>";
pub(crate) const OTHER: &str = "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Contacts</title>\
    <h1>Contacts</h1><p>Call the desk at any time.</p>";

/// A page with something in its head and some content.
pub(crate) fn page(title: &str, head: &str, content: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=en><head><title>{title}</title>{head}</head>\n\
         <body><main><h1>{title}</h1><p>All about {title}, at some length.</p>{content}</main></body></html>\n"
    )
}

/// What a run gave back.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// Demands failure, and a message with its hint.
    pub(crate) fn refused(&self, message: &str, hint: &str) {
        assert_eq!(self.code, Some(2), "exit status; stderr: {}", self.err);
        assert_eq!(self.err, format!("textify: {message}\nhint: {hint}\n"));
    }

    /// Demands failure, and that the last message is this with its hint.
    pub(crate) fn refused_at_end(&self, message: &str, hint: &str) {
        assert_eq!(self.code, Some(2), "exit status; stderr: {}", self.err);
        assert!(self.err.ends_with(&format!("textify: {message}\nhint: {hint}\n")), "{}", self.err);
    }

    /// Demands success with nothing to tell.
    pub(crate) fn fine(&self) -> &str {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "stdout: {}", self.out);
        &self.out
    }
}

pub(crate) struct Room {
    folder: TempDir,
}

impl Room {
    /// A folder with two pages.
    pub(crate) fn new() -> Room {
        let room = Room { folder: TempDir::new().unwrap() };
        room.write("page.html", PAGE);
        room.write("other.html", OTHER);
        room
    }

    /// A folder of its own with a site of these files in `in`.
    pub(crate) fn with_site(files: &[(&str, &str)]) -> Room {
        let room = Room::new();
        files.iter().for_each(|(name, text)| room.write_deep(Path::new("in").join(name), text));
        room
    }

    /// Writes a file, and makes the folders around it.
    pub(crate) fn write_deep(&self, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) {
        fs::create_dir_all(self.path(&name).parent().unwrap()).unwrap();
        self.write(name, bytes);
    }

    /// The paths of all files below a folder, in order, with `/` between names.
    pub(crate) fn files(&self, folder: &str) -> Vec<String> {
        let root = self.path(folder);
        let (mut folders, mut files) = (vec![root.clone()], Vec::new());
        while let Some(inner) = folders.pop() {
            for path in fs::read_dir(inner).unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let inside = path.strip_prefix(&root).unwrap().to_string_lossy();
                    files.push(inside.replace('\\', "/"));
                }
            }
        }
        files.sort();
        files
    }

    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).unwrap();
    }

    pub(crate) fn read(&self, name: impl AsRef<Path>) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names of all that the folder holds, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        let entry = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
        let entries = fs::read_dir(self.folder.path()).unwrap().map(Result::unwrap);
        let mut names: Vec<_> = entries.map(entry).collect();
        names.sort();
        names
    }

    pub(crate) fn command<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_textify"));
        command.current_dir(self.folder.path()).args(args);
        command
    }

    pub(crate) fn run<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Ran {
        self.piped(args, b"")
    }

    /// Runs the command in a folder of the room.
    pub(crate) fn run_in<A: AsRef<OsStr>>(
        &self,
        folder: &str,
        args: impl IntoIterator<Item = A>,
    ) -> Ran {
        let mut command = self.command(args);
        command.current_dir(self.path(folder));
        ran(command, b"")
    }

    /// Runs the command with some bytes at its standard input.
    pub(crate) fn piped<A: AsRef<OsStr>>(
        &self,
        args: impl IntoIterator<Item = A>,
        input: &[u8],
    ) -> Ran {
        ran(self.command(args), input)
    }
}

fn ran(mut command: Command, input: &[u8]) -> Ran {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A command that needs no input may be gone before it is given all.
    let _ = child.stdin.take().unwrap().write_all(input);
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).expect("all that the command says is UTF-8");
    Ran { code: status.code(), out: text(stdout), err: text(stderr) }
}
