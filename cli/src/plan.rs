//! What a run will do, checked before anything is read or written.

use crate::args::{Args, Format};
use crate::cmd::print;
use crate::input::Input;
use crate::language;
use crate::local::checked_root;
use crate::output::{folder_of, promised, refuse_ending};
use crate::paths::nearest;
use crate::record;
use crate::report::{Problem, name};
use crate::usage;
use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf, is_separator};
use textify::{Page, ParseOptions};

/// Where the pages go.
#[derive(Debug)]
pub(crate) enum Target {
    Stdout,
    File(PathBuf),
    /// One file for each page.
    Folder(PathBuf),
}

impl Target {
    pub(crate) fn new(output: Option<&Path>) -> Target {
        match output {
            None => Target::Stdout,
            Some(path) if path.as_os_str() == "-" => Target::Stdout,
            Some(path) if path.is_dir() || ends_with_separator(path) => Target::Folder(path.into()),
            Some(path) => Target::File(path.into()),
        }
    }

    /// The folder that the output will be in, from where links out of it begin.
    pub(crate) fn folder(&self) -> &Path {
        match self {
            Target::Stdout => Path::new("."),
            Target::File(path) => folder_of(path),
            Target::Folder(path) => path,
        }
    }
}

fn ends_with_separator(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().last().is_some_and(|&byte| is_separator(byte.into()))
}

/// Whether it is the case, what was asked for, what is wrong with it, and a hint.
type Contradiction = (bool, &'static str, &'static str, &'static str);

/// What a run will do.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) inputs: Vec<Input>,
    pub(crate) target: Target,
    pub(crate) format: Format,
    /// The names of the files in a folder, one for each input.
    pub(crate) names: Vec<PathBuf>,
}

impl Plan {
    /// # Errors
    ///
    /// All that is wrong with what was asked: nothing has been done then.
    pub(crate) fn new(args: &Args) -> Result<Plan, Vec<Problem>> {
        let mut problems = refused_options(args);
        problems.extend(args.root.as_deref().and_then(|root| checked_root(root).err()));
        let target = Target::new(args.output.as_deref());
        let format = format(args.to, &target).unwrap_or_else(|problem| {
            problems.push(problem);
            Format::Plain
        });
        problems.extend(meant_command(&args.files));
        let inputs = Input::all(&args.files, "textify --url {}").unwrap_or_else(|problem| {
            problems.push(problem);
            Vec::new()
        });
        let names = match &target {
            Target::Folder(_) => inputs.iter().map(|input| file_name(input, format)).collect(),
            _ => Vec::new(),
        };
        let plan = Plan { inputs, target, format, names };
        problems.extend(plan.contradictions(args));
        problems.extend(args.date.as_deref().and_then(|date| print::date(date).err()));
        let ledger = args.ledger.as_deref();
        match &plan.overwritten(ledger)[..] {
            [] => problems.extend(ledger.and_then(|path| record::refuse_ending(path).err())),
            overwritten => problems.extend(overwritten.iter().cloned()),
        }
        problems.extend(plan.doubled_names());
        if problems.is_empty() { Ok(plan) } else { Err(problems) }
    }

    /// What cannot be done together.
    fn contradictions(&self, args: &Args) -> Vec<Problem> {
        let stdin = self.inputs.iter().filter(|&input| *input == Input::Stdin).count();
        let several = self.inputs.len() > 1;
        let folder = matches!(self.target, Target::Folder(_));
        let ledger_on_stdout = args.ledger.as_ref().is_some_and(|path| path.as_os_str() == "-");
        let checks = [
            (stdin > 1, "standard input", "it can be read only once", "give - only once"),
            (
                stdin > 0 && folder,
                "standard input",
                "it has no name to call a file in a folder by",
                "give -o the name of a file",
            ),
            (
                several && !folder && self.format == Format::Html,
                "--to html",
                "several pages do not make one HTML page",
                "give a folder, such as -o texts/",
            ),
            (
                several && !folder && self.format == Format::Print,
                "--to print",
                "several pages become chapters of one document by a command of their own",
                "say textify print FILE... -o print.html, or give a folder, such as -o prints/",
            ),
            (
                several && args.url.is_some(),
                "--url",
                "several pages do not have one address",
                "give the pages one by one",
            ),
            (
                self.format == Format::InnerText && (args.ledger.is_some() || args.only.is_some()),
                "--to innertext",
                "it is the text of the whole body, with nothing chosen or left out",
                "leave out --ledger and --only, or give --to plain",
            ),
            (
                ledger_on_stdout && matches!(self.target, Target::Stdout),
                "--ledger",
                "the text version goes to the standard output already",
                "write the text version to a file with -o",
            ),
        ];
        let all = checks.into_iter().chain(self.contradictions_of_mail(args, several && !folder));
        let problem = |(_, subject, what, hint)| Problem::new(subject, what, hint);
        all.filter(|check| check.0).map(problem).collect()
    }

    /// What mails and dates cannot be asked for.
    fn contradictions_of_mail(&self, args: &Args, one_file: bool) -> [Contradiction; 4] {
        [
            (
                one_file && self.format == Format::Mail,
                "--to mail",
                "several pages do not make one mail",
                "give a folder, such as -o mails/",
            ),
            (
                args.from.is_some() && self.format != Format::Mail,
                "--from",
                "only a mail has a sender",
                "leave it out, or give --to mail",
            ),
            (
                args.from.as_ref().is_some_and(|from| !from.contains('@')),
                "--from",
                "it is no mail address",
                "write it as name@example.org or \"Name <name@example.org>\"",
            ),
            (
                args.date.is_some() && !matches!(self.format, Format::Mail | Format::Print),
                "--date",
                "only a mail or a print says of which day it is",
                "leave it out, or give --to mail or --to print",
            ),
        ]
    }

    /// The outputs that would replace an input or each other.
    fn overwritten(&self, ledger: Option<&Path>) -> Vec<Problem> {
        let ledger = ledger.filter(|path| path.as_os_str() != "-").map(Path::to_path_buf);
        let pages: Vec<PathBuf> = match &self.target {
            Target::Stdout => Vec::new(),
            Target::File(path) => vec![path.clone()],
            Target::Folder(folder) => self.names.iter().map(|name| folder.join(name)).collect(),
        };
        let mut taken: HashMap<PathBuf, &str> = HashMap::new();
        for path in self.inputs.iter().filter_map(Input::path) {
            taken.insert(place(path), "it is an input, and would be overwritten");
        }
        let refused = |path: &PathBuf, taken: &HashMap<PathBuf, &str>| {
            let what = *taken.get(&place(path))?;
            Some(Problem::new(name(path), what, "give the output another name or folder"))
        };
        let mut problems: Vec<_> = pages.iter().filter_map(|path| refused(path, &taken)).collect();
        for path in &pages {
            taken.entry(place(path)).or_insert("the text version and the ledger have one name");
        }
        problems.extend(ledger.iter().filter_map(|path| refused(path, &taken)));
        problems
    }

    /// The inputs whose files in the folder would have one name.
    fn doubled_names(&self) -> Vec<Problem> {
        let mut first: HashMap<OsString, &Input> = HashMap::new();
        let mut problems = Vec::new();
        for (input, file) in self.inputs.iter().zip(&self.names) {
            // File systems there do not tell upper from lower case.
            let blind = cfg!(any(windows, target_os = "macos"));
            let key = file.as_os_str();
            let key = if blind { key.to_ascii_lowercase() } else { key.to_owned() };
            if let Some(other) = first.get(&key) {
                let what = format!("its output has the name of that of {other}: {}", name(file));
                problems.push(Problem::new(input, what, "write them to different folders"));
            } else {
                first.insert(key, input);
            }
        }
        problems
    }
}

/// What is wrong with a first word that is neither a file nor a command, if it was meant for one.
fn meant_command(files: &[PathBuf]) -> Option<Problem> {
    let word = files.first()?.to_str()?;
    let is_word = word.chars().all(|c| c.is_alphabetic() || c == '-');
    if !is_word || word == "-" || Path::new(word).exists() {
        return None;
    }
    let what = "there is no such command and no such file";
    let hint = match nearest(&word.to_lowercase(), usage::commands()) {
        Some(near) => format!("did you mean textify {near}?"),
        None => "check the spelling; textify --help lists the commands".to_owned(),
    };
    Some(Problem::new(word, what, hint))
}

/// Options whose values the library refuses, tried on a page of one letter.
fn refused_options(args: &Args) -> Vec<Problem> {
    let with = |value: &Option<String>, set: fn(ParseOptions, String) -> ParseOptions| {
        value.clone().map(|value| set(ParseOptions::new(), value))
    };
    args.lang.as_deref().into_iter().for_each(language::warn_of_lookalike);
    let options = [
        ("--encoding", with(&args.encoding, ParseOptions::with_encoding)),
        ("--lang", with(&args.lang, ParseOptions::with_language)),
        ("--url", with(&args.url, ParseOptions::with_url)),
    ];
    let refused = |(option, options): (&str, Option<ParseOptions>)| {
        let error = Page::parse(b"a", &options?).err()?;
        Some(Problem::of(option, &error))
    };
    options.into_iter().filter_map(refused).collect()
}

/// The format that is asked for, else that of the output's ending; plain text where it has none.
fn format(asked: Option<Format>, target: &Target) -> Result<Format, Problem> {
    let Target::File(path) = target else { return Ok(asked.unwrap_or(Format::Plain)) };
    let Some(extension) = path.extension() else { return Ok(asked.unwrap_or(Format::Plain)) };
    let own = extension.to_str().and_then(Format::of_extension);
    match asked.or(own) {
        Some(format) => refuse_ending(path, format.what(), format.endings()).map(|()| format),
        None => {
            let what = match promised(path) {
                Some(promise) => format!("the name promises {promise}, which is not written"),
                None => "the name of the output does not tell its format".to_owned(),
            };
            let hint = match promised(path) {
                Some("a PDF document") => {
                    "write a print version with textify print -o FILE.html, and let a browser make \
                     the PDF: print it to a file"
                }
                _ => "end it in .txt, .html, .md or .eml, or give --to",
            };
            Err(Problem::new(name(path), what, hint))
        }
    }
}

/// What the output of an input is called in a folder.
fn file_name(input: &Input, format: Format) -> PathBuf {
    let name = input.path().and_then(Path::file_name).unwrap_or_default();
    Path::new(name).with_extension(format.endings()[0])
}

/// A path in the one form that can be compared, for a file that need not be there yet.
pub(crate) fn place(path: &Path) -> PathBuf {
    let in_folder = || Some(folder_of(path).canonicalize().ok()?.join(path.file_name()?));
    path.canonicalize().ok().or_else(in_folder).unwrap_or_else(|| path.to_owned())
}
