//! Runs the terminal examples of README.md: each `console` block shows commands and their output. They run in
//! a folder of their own that has the fixtures, since some write files.

use std::fs;
use std::path::Path;
use std::process::Command;

/// A command of the README and what it says there.
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

#[test]
fn examples_print_what_the_readme_shows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace's root");
    let readme = fs::read_to_string(root.join("README.md")).expect("README.md");
    let examples = examples(&readme);
    assert!(examples.len() >= 3, "README.md has only {} examples", examples.len());
    let folder = tempfile::tempdir().expect("a folder");
    copy(&root.join("fixtures"), &folder.path().join("fixtures"));
    let mut wrong = String::new();
    for Example { line, command, output } in examples {
        let printed = run(&command, folder.path());
        if printed != output {
            wrong += &format!("README.md:{line}: {command}\nprints:\n{printed}\nnot:\n{output}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
