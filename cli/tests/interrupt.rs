//! A run that somebody stops says so, and leaves nothing unfinished.

#![cfg(unix)]

mod common;

use common::{PAGE, Room};
use std::fs;
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

const BASE: [&str; 2] = ["--base-url", "https://www.urad.example/"];

fn kill(signal: &str, process: u32) {
    let sent = Command::new("kill").args([signal, &process.to_string()]).status().unwrap();
    assert!(sent.success() || signal == "-INT", "the process is gone");
}

/// Runs a command, and interrupts it when `begun` says so.
fn interrupted(room: &Room, args: &[&str], signal: &str, begun: impl Fn() -> bool) -> Output {
    let mut command = room.command(args);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let input = child.stdin.take();
    while !begun() && child.try_wait().unwrap().is_none() {
        sleep(Duration::from_millis(1));
    }
    kill(signal, child.id());
    let output = child.wait_with_output().unwrap();
    drop(input);
    output
}

#[test]
fn an_export_stops_between_two_files_and_is_finished_by_the_next() {
    let pages: Vec<_> = (0..1_000).map(|number| format!("{number}.html")).collect();
    let files: Vec<_> = pages.iter().map(|name| (name.as_str(), PAGE)).collect();
    let room = Room::with_site(&files);
    let args = ["export", "in", "out", BASE[0], BASE[1]];
    assert_eq!(room.run(args).code, Some(0));
    let whole = room.files("out");
    for signal in ["-INT", "-TERM"] {
        fs::remove_dir_all(room.path("out")).unwrap();
        fs::remove_dir_all(room.path("out.textify")).unwrap();
        let begun = || room.path("out/text").exists();
        let ended = interrupted(&room, &args, signal, begun);
        let told = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(130), "{told}");
        let sentence = "textify: interrupted: no file is left half written; the next export does what is \
                        left to do\n";
        assert_eq!(told, sentence);
        let left = [room.files("out"), room.files("out.textify")].concat();
        assert!(left.len() < whole.len(), "it was done before it was interrupted");
        assert!(left.iter().all(|file| !file.contains(".textify-tmp-")), "{left:?}");
        assert_eq!(room.run(args).code, Some(0));
        assert_eq!(room.files("out"), whole);
    }
}

#[test]
fn other_commands_say_so_too() {
    let room = Room::new();
    // The command waits for its input; nothing tells from outside when it has begun to.
    for pause in (0..10).map(|step| Duration::from_millis(50 << step)) {
        let ended = interrupted(&room, &["check", "-"], "-INT", || {
            sleep(pause);
            true
        });
        let told = String::from_utf8_lossy(&ended.stderr);
        if let Some(code) = ended.status.code() {
            assert_eq!(
                (code, &*told),
                (130, "textify: interrupted: no file is left half written\n")
            );
            return;
        }
    }
    panic!("an interrupt always ended the command without a word");
}
