//! Where outputs go, and that they are whole.

mod common;
use common::{PAGE, Room};
use std::fs;
use std::io::Read;
use std::process::Stdio;

#[test]
fn the_extension_chooses_the_format() {
    let room = Room::new();
    for (name, to) in
        [("a.txt", "plain"), ("a.html", "html"), ("a.HTM", "html"), ("a.md", "markdown")]
    {
        room.run(["-o", name, "page.html"]).fine();
        assert_eq!(room.read(name), room.run(["--to", to, "page.html"]).fine(), "{name}");
    }
    assert!(room.read("a.html").contains("The office opens at nine."));
}

#[test]
fn the_standard_input_is_read() {
    let room = Room::new();
    let expected = room.run(["--to", "innertext", "page.html"]).fine().to_owned();
    assert!(expected.contains("The office opens at nine.") && !expected.contains("Draft"));
    for args in [&["--to", "innertext"][..], &["--to", "innertext", "-"]] {
        assert_eq!(room.piped(args, PAGE.as_bytes()).fine(), expected);
    }
}

#[test]
fn several_pages_follow_each_other_after_an_empty_line() {
    let room = Room::new();
    room.write("empty.html", "<title>Nothing</title><p hidden>x");
    for to in ["plain", "markdown", "innertext"] {
        let one = room.run(["--to", to, "page.html"]).fine().to_owned();
        let two = room.run(["--to", to, "other.html"]).fine().to_owned();
        let both = room.run(["--to", to, "page.html", "other.html"]);
        let between = if one.is_empty() { "" } else { "\n" };
        assert_eq!(both.fine(), format!("{one}{between}{two}"), "{to}");
    }
    // A page without any text leaves no gap.
    let ran = room.run(["--to", "innertext", "empty.html", "page.html"]);
    assert!(ran.out.starts_with("Notices"), "{:?}", ran.out);
}

#[test]
fn links_of_later_pages_keep_their_addresses() {
    let room = Room::new();
    room.write("a.html", "<p>See <a href=https://example.org/a>one</a>.");
    room.write("b.html", "<p>See <a href=https://example.org/b>two</a>.");
    let alone = room.run(["--to", "markdown", "b.html"]);
    assert!(alone.fine().contains("[two][1]"), "{}", alone.out);
    let both = room.run(["--to", "markdown", "a.html", "b.html"]);
    assert!(both.fine().contains("[two](https://example.org/b)"), "{}", both.out);
}

#[test]
fn a_folder_gets_one_file_for_each_page() {
    let room = Room::new();
    room.run(["--to", "html", "-o", "texts/new/", "page.html", "other.html"]).fine();
    let html = room.read("texts/new/page.html");
    assert!(html.contains("nine") && html.contains(r#"href="../../page.html""#), "{html}");
    assert!(room.read("texts/new/other.html").contains("desk"));
    // An existing folder needs no slash; what a run wrote, the next one may write again.
    room.run(["-o", "texts", "page.html"]).fine();
    room.run(["-o", "texts", "page.html"]).fine();
    assert!(room.path("texts/page.txt").is_file());
    let ran = room.run(["-o", "fresh/", "missing.html"]);
    assert!(ran.code == Some(2) && !room.path("fresh").exists(), "no folder without a page in it");
}

#[test]
fn the_original_is_linked_as_seen_from_the_output() {
    let room = Room::new();
    fs::create_dir_all(room.path("in")).unwrap();
    fs::create_dir_all(room.path("out")).unwrap();
    room.write("in/a b#ž:1.html", PAGE);
    let encoded = "in/a%20b%23%C5%BE:1.html";
    let to_file = ["-o", "out/x.html", "in/a b#ž:1.html"];
    room.run(to_file).fine();
    assert!(room.read("out/x.html").contains(&format!(r#"href="../{encoded}""#)));
    let out = room.run(["--to", "html", "in/a b#ž:1.html"]);
    assert!(out.fine().contains(&format!(r#"href="{encoded}""#)));
    fs::rename(room.path("in/a b#ž:1.html"), room.path("a:b.html")).unwrap();
    assert!(room.run(["--to", "html", "a:b.html"]).fine().contains(r#"href="./a:b.html""#));
    // Piped pages have no file, pages with an address are linked by it.
    assert!(!room.piped(["--to", "html"], PAGE.as_bytes()).fine().contains("page.html"));
    let known = room.run(["--to", "html", "--url", "https://example.org/n", "page.html"]);
    assert!(
        known.fine().contains(r#"href="https://example.org/n""#)
            && !known.out.contains("page.html")
    );
}

#[test]
fn a_failed_run_leaves_all_as_it_was() {
    let room = Room::new();
    room.write("out.txt", "old\n");
    room.write("left.json", "old\n");
    let before = room.names();
    let ran = room.run(["-o", "out.txt", "--ledger", "left.json", "page.html", "missing.html"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!((room.read("out.txt"), room.read("left.json")), ("old\n".into(), "old\n".into()));
    assert_eq!(room.names(), before, "no temporary file stays");
}

#[test]
fn a_second_run_gives_the_same() {
    let room = Room::new();
    for to in ["plain", "html", "markdown", "innertext"] {
        let once = room.run(["--to", to, "page.html"]);
        assert_eq!(once.fine(), room.run(["--to", to, "page.html"]).fine(), "{to}");
    }
}

#[cfg(unix)]
#[test]
fn permissions_stay_or_follow_the_umask() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let room = Room::new();
    let mode = |name: &str| fs::metadata(room.path(name)).unwrap().permissions().mode() & 0o777;
    room.run(["-o", "new.html", "page.html"]).fine();
    room.write("plain-file", "");
    assert_eq!(mode("new.html"), mode("plain-file"));
    room.write("old.html", "old");
    fs::set_permissions(room.path("old.html"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("old.html", room.path("link.html")).unwrap();
    room.run(["-o", "link.html", "page.html"]).fine();
    assert_eq!(mode("old.html"), 0o640);
    assert!(room.path("link.html").is_symlink() && room.read("old.html").contains("nine"));
    room.run(["--to", "html", "-o", "/dev/null", "page.html"]).fine();
    assert!(!fs::metadata("/dev/null").unwrap().is_file(), "a device is written to, not replaced");
}

#[cfg(target_os = "linux")]
#[test]
fn names_need_not_be_utf8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let room = Room::new();
    let name = OsStr::from_bytes(b"d\xedl.html");
    room.write(name, PAGE);
    let ran = room.run([OsStr::new("--to"), OsStr::new("html"), name]);
    assert!(ran.fine().contains(r#"href="d%EDl.html""#), "{}", ran.out);
    room.run([OsStr::new("-o"), OsStr::new("texts/"), name]).fine();
    assert!(room.path("texts").join(OsStr::from_bytes(b"d\xedl.txt")).is_file());
    let ran = room.run([OsStr::from_bytes(b"\xff.html")]);
    ran.refused("\u{fffd}.html: there is no such file", "check the spelling of the file name");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let room = Room::new();
    room.write("long.html", format!("<p>{}", "words and words ".repeat(200_000)));
    for args in
        [&["--to", "innertext", "long.html", "long.html"][..], &["--to", "html", "long.html"]]
    {
        let mut command = room.command(args);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut out = child.stdout.take().unwrap();
        out.read_exact(&mut [0]).unwrap();
        drop(out);
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), err.as_ref()), (Some(0), ""), "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn nobody_needs_to_listen() {
    let room = Room::new();
    for (args, code) in [(&["--help"][..], 0), (&["--version"], 0), (&["missing.html"], 2)] {
        let shut = || {
            let (reader, writer) = std::io::pipe().unwrap();
            drop(reader);
            writer
        };
        let status = room.command(args).stdout(shut()).stderr(shut()).status().unwrap();
        assert_eq!(status.code(), Some(code), "{args:?}");
    }
}

#[test]
fn help_and_version() {
    let room = Room::new();
    let version = room.run(["--version"]);
    assert_eq!(version.fine(), concat!("textify ", env!("CARGO_PKG_VERSION"), "\n"));
    let help = room.run(["--help"]);
    assert!(help.fine().contains("Examples:") && help.out.contains("--ledger <FILE>"));
    assert!(help.out.lines().all(|line| line.chars().count() <= 100), "help is wrapped");
    assert!(!help.out.contains('\u{1b}'), "no colour outside a terminal");
}

/// A run that waits for its input has begun its output already.
#[cfg(unix)]
#[test]
fn an_interrupt_leaves_nothing_behind() {
    for signal in ["-INT", "-TERM"] {
        let room = Room::new();
        let before = room.names();
        let mut command = room.command(["-", "-o", "text.txt"]);
        let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
        let input = child.stdin.take();
        while room.names() == before {
            assert_eq!(child.try_wait().unwrap(), None, "it ended without being asked to");
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        let id = child.id().to_string();
        std::process::Command::new("kill").args([signal, &id]).status().unwrap();
        let status = child.wait().unwrap();
        drop(input);
        assert_eq!((status.code(), room.names()), (Some(130), before), "{signal}");
    }
}
