//! The command line as people type it: slips, patterns, addresses, and what a terminal can show.

mod common;
use common::{OTHER, Room};
use std::fs;

#[test]
fn an_address_is_no_file_and_the_hint_says_how_to_read_it() {
    let room = Room::new();
    let site = "https://example.org/";
    let what = format!("{site}: it is an address, and textify reads files only");
    let page = |reader: &str| format!("curl -L {site} | {reader}");
    room.run([site]).refused(&what, &page("textify --url https://example.org/"));
    let print = page("textify print --url https://example.org/");
    room.run(["print", site]).refused(&what, &print);
    room.run(["check", site]).refused(&what, &page("textify check -"));
    room.run(["tree", site]).refused(&what, &page("textify tree -"));
    let folder = format!("copy the site into a folder first, as by wget --mirror {site}");
    let base = "--base-url=https://example.org/";
    room.run(["export", site, "out", base]).refused(&what, &folder);
    room.run(["export", ".", site, base]).refused(&what, &folder);
    room.run(["verify", site, base]).refused(&what, &folder);
    room.run(["verify", "out", "--source", site, base]).refused(&what, &folder);
    room.run(["sitemap", site, base]).refused(&what, &folder);
    room.run(["check", "--root", site, "page.html"]).refused(&what, &folder);
    let file = format!("save it as a file first, as by curl -L -O {site}");
    room.run(["check", "--sitemap", site, "--root", "."]).refused(&what, &file);
    room.run(["check", "--baseline", site, "page.html"]).refused(&what, &file);
    room.run(["check", "--config", site, "page.html"]).refused(&what, &file);
    room.write("textify.toml", format!("[check]\npaths = ['{site}']\n"));
    room.run(["check"]).refused(&what, &page("textify check -"));
    assert_eq!(
        room.run(["FILE:///page.html"]).err.lines().last(),
        Some("hint: give the path of the file")
    );
}

#[test]
fn a_misspelt_command_is_suggested() {
    let room = Room::new();
    let what = "there is no such command and no such file";
    room.run(["minutes"]).refused(
        &format!("minutes: {what}"),
        "check the spelling; textify --help lists the commands",
    );
    let ran = room.run(["chekc", "page.html"]);
    ran.refused(&format!("chekc: {what}"), "did you mean textify check?");
    room.write("chekc", common::PAGE);
    assert!(room.run(["chekc"]).fine().starts_with("Notices\n"), "a file of that name is read");
    room.run(["help", "chek"]).refused("chek: there is no such command", "did you mean check?");
}

#[test]
fn options_are_told_in_words() {
    let room = Room::new();
    let help = "textify --help shows the options and examples";
    room.run(["--widht", "3", "page.html"])
        .refused("--widht: textify has no such option", "did you mean --width?");
    room.run(["--width", "three", "page.html"])
        .refused("--width: “three” is not a whole number", help);
    room.run(["--to", "markdwon", "page.html"]).refused(
        "--to: “markdwon” is not one of its values",
        "did you mean markdown? The values are plain, html, markdown, print, mail, innertext",
    );
    room.run(["--lang", "cs", "--lang", "en", "page.html"])
        .refused("--lang: it is given twice", "give it once");
    let help = "textify check --help shows the options and examples";
    room.run(["check", "--level"]).refused("--level: its value is missing", help);
    room.run(["check", "--jobs", "0", "page.html"])
        .refused("--jobs: “0” is not a number from 1 to 65535", help);
    room.run(["check", "--fix", "--diff", "page.html"])
        .refused("--fix: it cannot be combined with --diff", "leave out one of the two");
    room.run(["check", "--select", "viewport-zom", "page.html"]).refused(
        "--select: “viewport-zom” names no rule and no group of rules",
        "did you mean viewport-zoom? textify check --list-rules lists all",
    );
    room.run(["check", "--output", "check.sarif", "page.html"]).refused(
        "--output: “check.sarif” is not a format and a file",
        "write it as sarif=check.sarif",
    );
    room.run(["sitemap"]).refused(
        "textify sitemap: DIR is missing",
        "textify sitemap --help shows the options and examples",
    );
    room.run(["export", "a", "b", "c"]).refused(
        "c: there is one argument too many",
        "textify export --help shows the options and examples",
    );
    room.run(["--width", "60", "check", "page.html"]).refused(
        "--width: it stands before the command check",
        "put the options after the command, or name a file check as ./check",
    );
}

#[test]
fn levels_and_formats_are_known_in_any_case() {
    let room = Room::new();
    room.run(["check", "--level", "AA", "--format", "JSON", "page.html"]).fine();
    room.run(["check", "--fail-on", "Never", "--output", "SARIF=a.sarif", "page.html"]).fine();
    assert!(room.read("a.sarif").contains("\"2.1.0\""));
    assert_eq!(
        room.run(["--to", "HTML", "--links", "Inline", "page.html"]).fine(),
        room.run(["--to", "html", "--links", "inline", "page.html"]).fine()
    );
    room.write(
        "textify.toml",
        "[check]\nlevel = 'AAA'\nfail-on = 'Error'\n[print]\nsize = 'Large'\n",
    );
    room.run(["check", "page.html"]).fine();
}

#[test]
fn patterns_are_expanded_where_the_shell_did_not() {
    let room = Room::new();
    let (page, other) = (room.run(["page.html"]).out, room.run(["other.html"]).out);
    assert_eq!(room.run(["*.html"]).fine(), format!("{other}\n{page}"), "sorted by name");
    assert_eq!(room.run(["./p?ge.html"]).fine(), page);
    fs::create_dir_all(room.path("site/news/.drafts")).unwrap();
    room.write("site/news/a.html", OTHER);
    room.write("site/news/.drafts/b.html", OTHER);
    room.write("site/.hidden.html", OTHER);
    assert_eq!(room.run(["site/**/*.html"]).fine(), other, "nothing hidden");
    assert_eq!(room.run(["site/*/a.html"]).fine(), other);
    let checked = room.run(["check", "--format", "json", "site/n*"]);
    assert!(checked.out.contains("site/news/a.html"), "{}{}", checked.out, checked.err);
    assert_eq!(room.run(["tree", "pa*.html"]).fine(), room.run(["tree", "page.html"]).fine());
    room.run(["tree", "*.html"]).refused("*.html: 2 files match the pattern", "give one of them");
    room.run(["*.htm"])
        .refused("*.htm: no file matches the pattern", "check the spelling of the pattern");
}

/// `wget --mirror` leaves the query in the name; a name that is there is no pattern.
#[cfg(unix)]
#[test]
fn names_with_question_marks_are_names() {
    let room = Room::new();
    room.write("page.asp?id=1", OTHER);
    room.write("page.asp-id=1", common::PAGE);
    assert_eq!(room.run(["page.asp?id=1"]).fine(), room.run(["other.html"]).fine());
}

#[test]
fn quiet_prints_errors_only() {
    let room = Room::new();
    room.write("old.html", b"<title>Old</title><p>Sch\xf6ne Gr\xfc\xdfe aus dem Rathaus");
    assert!(room.run(["old.html"]).err.contains("warning"));
    let text = room.run(["old.html"]).out;
    assert_eq!(room.run(["-q", "old.html"]).fine(), text);
    room.write("good.html", common::PAGE.replace("<h1>", "<main><h1>"));
    assert_eq!(room.run(["--quiet", "check", "good.html"]).fine(), "");
    assert_eq!(room.run(["check", "good.html", "-q"]).fine(), "");
    let export = ["export", ".", "../out", "--base-url", "https://example.org/", "-q"];
    fs::create_dir(room.path("in")).unwrap();
    fs::rename(room.path("page.html"), room.path("in/page.html")).unwrap();
    let mut run = room.command(export);
    let ran = run.current_dir(room.path("in")).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&ran.stderr), "");
    assert_eq!(ran.status.code(), Some(0));
    let ran = room.run(["-q", "gone.html"]);
    assert!(ran.err.starts_with("textify: gone.html: there is no such file"), "{}", ran.err);
    room.write("bad.html", "<title>x</title><marquee>News</marquee>");
    let found = room.run(["check", "-q", "bad.html"]);
    assert!(found.code == Some(1) && found.out.contains("marquee"), "{}", found.out);
}

/// What the command writes to a terminal, as util-linux' `script` makes one.
#[cfg(target_os = "linux")]
fn on_terminal(room: &Room, command: &str, environment: &[(&str, &str)]) -> Option<String> {
    let textify = env!("CARGO_BIN_EXE_textify");
    let line = format!("{textify} {command}");
    let mut script = std::process::Command::new("script");
    script.args(["-q", "-e", "-c", &line, "/dev/null"]).current_dir(room.path("."));
    script.env_remove("NO_COLOR").env("TERM", "xterm").envs(environment.iter().copied());
    script.stdin(std::process::Stdio::null());
    match script.output() {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(_) => {
            println!("skipped: there is no command script");
            None
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_gets_escape_codes_only_where_it_takes_them() {
    let room = Room::new();
    room.write("bad.html", "<title>x</title><marquee>News</marquee>");
    let escapes = |command: &str, environment: &[(&str, &str)]| {
        on_terminal(&room, command, environment).map(|shown| {
            assert!(shown.contains("marquee") || shown.contains("Usage"), "{shown}");
            shown.contains('\u{1b}')
        })
    };
    let Some(colored) = escapes("check bad.html", &[]) else { return };
    assert!(colored, "a terminal gets color");
    for (command, environment) in [
        ("check bad.html", ("TERM", "dumb")),
        ("check bad.html", ("NO_COLOR", "1")),
        ("check --color never bad.html", ("TERM", "xterm")),
        ("check --help", ("TERM", "dumb")),
        ("check --help", ("NO_COLOR", "1")),
        ("check --help --color=never", ("TERM", "xterm")),
    ] {
        assert_eq!(escapes(command, &[environment]), Some(false), "{command} {environment:?}");
    }
    let piped = room.run(["check", "--color", "always", "bad.html"]);
    assert!(piped.out.contains('\u{1b}'), "{}", piped.out);
    // Neither frames nor pointers, which are read letter by letter.
    let dumb = on_terminal(&room, "check bad.html", &[("TERM", "dumb")]).unwrap_or_default();
    let plain = room.run(["check", "bad.html"]).out;
    assert_eq!(dumb.replace("\r\n", "\n"), plain);
}

#[cfg(target_os = "linux")]
#[test]
fn progress_is_redrawn_only_where_lines_can_be() {
    let room = Room::new();
    fs::create_dir(room.path("site")).unwrap();
    for number in 0..400 {
        room.write(format!("site/{number}.html"), common::PAGE);
    }
    let export = |name: &str, environment: &[(&str, &str)]| {
        let command = format!("export site {name} --base-url https://example.org/");
        on_terminal(&room, &command, environment)
    };
    for (name, environment) in [("a", ("TERM", "dumb")), ("b", ("NO_COLOR", "1"))] {
        let Some(shown) = export(name, &[environment]) else { return };
        assert!(!shown.contains('\u{1b}'), "{shown:?}");
        assert!(!shown.trim_end().replace("\r\n", "\n").contains('\r'), "{shown:?}");
        assert!(shown.contains("400 pages"), "{shown}");
    }
    let shown = export("c", &[]).unwrap_or_default();
    assert!(shown.contains("\r\u{1b}[K"), "{shown:?}");
}
