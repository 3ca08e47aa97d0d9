//! The help of each command, and what shells complete from it.

mod common;
use common::Room;
use std::fs;
use std::process::Command;

/// The names of all commands, as the help lists them.
fn commands(room: &Room) -> Vec<String> {
    let help = room.run(["--help"]).fine().to_owned();
    let list = help.split("Commands:\n").nth(1).expect("a list of commands");
    let lines = list.lines().take_while(|line| !line.is_empty());
    let names = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect()
}

#[test]
fn every_command_has_examples_and_says_its_exit_status() {
    let room = Room::new();
    let commands = commands(&room);
    assert!(commands.len() >= 10 && commands.contains(&"check".to_owned()), "{commands:?}");
    for command in commands.iter().filter(|command| *command != "help") {
        let help = room.run([command, "--help"]).fine().to_owned();
        assert!(help.contains("Examples:\n  textify"), "{help}");
        let words = help.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains("Exit status: 0 if ") && words.contains(" 2 if "), "{help}");
        assert!(help.contains("--quiet") && help.contains("--color"), "{help}");
        assert!(help.lines().all(|line| line.chars().count() <= 100), "{help}");
    }
}

/// A folder with what the examples name, and a `curl` that gives a page.
#[cfg(unix)]
fn room_for_examples() -> Room {
    use std::os::unix::fs::PermissionsExt;
    let room = Room::new();
    for folder in
        ["site", "bin", ".local/share/bash-completion/completions", ".config/fish/completions"]
    {
        fs::create_dir_all(room.path(folder)).unwrap();
    }
    for name in ["chapter-1.html", "chapter-2.html", "site/index.html"] {
        room.write(name, common::PAGE);
    }
    room.write("site/contacts.html", common::OTHER);
    room.write("sitemap.xml", "https://www.example.org/contacts.html\n");
    room.write(
        "bin/curl",
        format!("#!/bin/sh\n[ \"$1\" = -L ] && cat {}\n", room.path("page.html").display()),
    );
    fs::set_permissions(room.path("bin/curl"), fs::Permissions::from_mode(0o755)).unwrap();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_textify"), room.path("bin/textify")).unwrap();
    room
}

/// Through a shell, as people run them.
#[cfg(unix)]
#[test]
fn examples_of_the_help_run() {
    let room = room_for_examples();
    let path = format!("{}:{}", room.path("bin").display(), std::env::var("PATH").unwrap());
    let mut count = 0;
    let commands = commands(&room);
    for command in commands.iter().map(String::as_str).filter(|it| *it != "help").chain([""]) {
        let args: Vec<_> = [command, "--help"].into_iter().filter(|arg| !arg.is_empty()).collect();
        let help = room.run(&args).fine().to_owned();
        let examples = help.split("Examples:\n").nth(1).expect("examples");
        for line in examples.lines().take_while(|line| !line.is_empty()) {
            // What comes after two spaces says what the example is for.
            let example = line.trim_start().split("  ").next().unwrap();
            let mut shell = Command::new("sh");
            shell.args(["-c", example]).current_dir(room.path("."));
            let ran = shell.env("PATH", &path).env("HOME", room.path(".")).output().unwrap();
            let err = String::from_utf8_lossy(&ran.stderr);
            let may_find = matches!(command, "check" | "verify");
            let is_fine = ran.status.success() || may_find && ran.status.code() == Some(1);
            assert!(is_fine && !err.contains("hint: "), "{example}: {:?}\n{err}", ran.status);
            count += 1;
        }
    }
    assert!(count >= 25, "{count} examples");
}

/// What bash offers for the last word of a line.
#[cfg(unix)]
fn completed(script: &str, words: &[&str]) -> Option<Vec<String>> {
    let line = format!(
        "{script}\nCOMP_WORDS=({})\nCOMP_CWORD={}\n_textify textify '{}' '{}'\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"",
        words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" "),
        words.len() - 1,
        words[words.len() - 1],
        words[words.len() - 2],
    );
    let Ok(ran) = Command::new("bash").args(["--norc", "-c", &line]).output() else {
        println!("skipped: there is no bash");
        return None;
    };
    let out = String::from_utf8_lossy(&ran.stdout).into_owned();
    Some(out.lines().map(str::to_owned).collect())
}

#[cfg(unix)]
#[test]
fn bash_completes_rules_formats_and_levels() {
    let room = Room::new();
    let script = room.run(["completions", "bash"]).fine().to_owned();
    for (words, offered) in [
        (&["textify", "che"][..], "check"),
        (&["textify", "check", "--level", "a"], "aaa"),
        (&["textify", "check", "--ignore", "viewport"], "viewport-zoom"),
        (&["textify", "check", "--select", "page-has"], "page-has-h1"),
        (&["textify", "check", "--format", "sa"], "sarif"),
        (&["textify", "check", "--output", "jun"], "junit="),
        (&["textify", "--to", "mark"], "markdown"),
        (&["textify", "explain", "viewport"], "viewport-zoom"),
        (&["textify", "check", "--color", "ne"], "never"),
    ] {
        let Some(found) = completed(&script, words) else { return };
        assert!(found.iter().any(|word| word == offered), "{words:?}: {found:?}");
    }
    for shell in ["zsh", "fish", "powershell", "elvish"] {
        let script = room.run(["completions", shell]).fine().to_owned();
        for word in ["viewport-zoom", "sarif", "aaa", "quiet"] {
            let is_value = script.contains(word);
            // These two shells are given options, and no values.
            assert!(
                is_value || word != "quiet" && matches!(shell, "powershell" | "elvish"),
                "{shell}: {word}"
            );
        }
    }
}
