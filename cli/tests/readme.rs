//! Runs the terminal examples of README.md and of the guide in docs/: each `console` block shows commands and
//! their output. Those of a page run in a folder of their own that has the fixtures, since some write files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A command of a page and what it prints there.
struct Example {
    line: usize,
    command: String,
    output: String,
}

fn examples(readme: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut inside = false;
    for (number, line) in readme.lines().enumerate() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if let (true, Some(command)) = (inside, line.strip_prefix("$ ")) {
            let command = command.to_owned();
            examples.push(Example { line: number + 1, command, output: String::new() });
        } else if let (true, Some(example)) = (inside, examples.last_mut()) {
            example.output.push_str(line);
            example.output.push('\n');
        }
    }
    examples
}

/// What the command prints, standard output before standard error.
fn run(command: &str, folder: &Path) -> String {
    let mut words = command.split_ascii_whitespace();
    assert_eq!(words.next(), Some("textify"), "an example of another command: {command}");
    let output = Command::new(env!("CARGO_BIN_EXE_textify"))
        .args(words)
        .current_dir(folder)
        .env_clear()
        .output()
        .expect("the command runs");
    let text = [output.stdout, output.stderr].concat();
    String::from_utf8(text).expect("the output is UTF-8")
}

fn copy(from: &Path, to: &Path) {
    let mut folders = vec![(from.to_owned(), to.to_owned())];
    while let Some((from, to)) = folders.pop() {
        fs::create_dir_all(&to).expect("a new folder");
        for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
            let (path, to) = (entry.path(), to.join(entry.file_name()));
            if path.is_dir() {
                folders.push((path, to));
            } else {
                fs::copy(path, to).expect("a file");
            }
        }
    }
}

/// The pages whose examples are run.
fn pages() -> Vec<PathBuf> {
    let mut pages = vec![root().join("README.md")];
    let chapters = fs::read_dir(root().join("docs/src")).expect("docs/src");
    pages.extend(chapters.map(|entry| entry.expect("an entry").path()));
    pages.sort();
    pages
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace's root").to_owned()
}

#[test]
fn examples_print_what_the_documentation_shows() {
    let mut wrong = String::new();
    let mut count = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).expect("a page of the documentation");
        let folder = tempfile::tempdir().expect("a folder");
        copy(&root().join("fixtures"), &folder.path().join("fixtures"));
        for Example { line, command, output } in examples(&text) {
            count += 1;
            let printed = run(&command, folder.path());
            if printed != output {
                let page = page.display();
                wrong += &format!("{page}:{line}: {command}\nprints:\n{printed}\nnot:\n{output}\n");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count >= 8, "the documentation has only {count} examples");
}

#[test]
fn chapters_and_the_files_that_pages_link_to_are_there() {
    let summary = fs::read_to_string(root().join("docs/src/SUMMARY.md")).expect("SUMMARY.md");
    for page in pages() {
        let name = page.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_chapter = !["README.md", "SUMMARY.md"].contains(&&*name);
        assert!(!is_chapter || summary.contains(&format!("]({name})")), "{name} is no chapter");
        let text = fs::read_to_string(&page).expect("a page of the documentation");
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.contains(':') && !link.starts_with('#')) {
            let file = link.split('#').next().unwrap_or_default();
            let to = page.parent().expect("a folder").join(file);
            assert!(to.is_file(), "{} links to {link}", page.display());
        }
    }
}

#[test]
fn the_configuration_for_iis_is_well_formed() {
    let guide = fs::read_to_string(root().join("docs/src/deploying.md")).expect("the guide");
    let config = guide.split("```xml\n").nth(1).and_then(|rest| rest.split("```").next());
    let mut reader = quick_xml::Reader::from_str(config.expect("a configuration for IIS"));
    let mut depth = 0;
    loop {
        match reader.read_event().expect("well-formed XML") {
            quick_xml::events::Event::Start(_) => depth += 1,
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
}
