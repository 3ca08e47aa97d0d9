//! Exports of sites whose files are awkward, from and to folders that are no better.

mod common;

use common::{Ran, Room};
use std::fs;
use std::path::Path;

const BASE: [&str; 2] = ["--base-url", "https://www.urad.example/"];
const PAGE: &str = "<!DOCTYPE html><html lang=en><title>Fees</title><h1>Fees</h1><p>None.</p>";

/// A room with a site of these files.
fn room(files: &[(&str, &str)]) -> Room {
    let room = Room::new();
    for (name, text) in files {
        let path = Path::new("in").join(name);
        fs::create_dir_all(room.path(&path).parent().unwrap()).unwrap();
        room.write(path, text);
    }
    room
}

fn export(room: &Room) -> Ran {
    room.run(["export", "in", "out"].into_iter().chain(BASE))
}

/// Demands an export without gaps.
fn complete(room: &Room) -> Ran {
    let ran = export(room);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let found = room.run(["verify", "out", "--source", "in"].into_iter().chain(BASE));
    assert_eq!((found.code, found.out.as_str()), (Some(0), ""), "{}", found.err);
    ran
}

fn count(folder: &Path) -> usize {
    walk(folder).len()
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let (mut folders, mut files) = (vec![folder.to_path_buf()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            match entry.path().is_dir() {
                true => folders.push(entry.path()),
                false => files.push(entry.path()),
            }
        }
    }
    files
}

/// A link of a text version leads to the original of a page that has no versions.
#[test]
fn no_link_leads_to_a_version_that_is_not_there() {
    let list = PAGE.replace("None.", "<a href=empty.html>One</a> <a href=data.html>Two</a>");
    let room = room(&[("list.html", &list), ("empty.html", " \n"), ("data.html", "{\"a\": 1}")]);
    let ran = complete(&room);
    assert!(
        ran.err.contains("data.html: warning: copied as it is, without versions"),
        "{}",
        ran.err
    );
    let text = room.read("out/text/list.html");
    assert!(
        text.contains("href=\"../empty.html\"") && text.contains("href=\"../data.html\""),
        "{text}"
    );
    room.write("in/empty.html", PAGE);
    complete(&room);
    let text = room.read("out/text/list.html");
    assert!(
        text.contains("href=\"empty.html\"") && text.contains("href=\"../data.html\""),
        "{text}"
    );
}

#[cfg(unix)]
#[test]
fn queries_in_names_as_a_mirror_leaves_them() {
    let list = PAGE.replace("None.", "<a href='doc.aspx?id=3&amp;chnum=2'>Two</a>");
    let room = room(&[("list.html", &list), ("doc.aspx?id=3&chnum=2", PAGE)]);
    complete(&room);
    let text = room.read("out/text/list.html");
    assert!(text.contains("href=\"doc.aspx%3Fid=3&amp;chnum=2.html\">Two</a>"), "{text}");
    assert!(room.path("out/text/doc.aspx?id=3&chnum=2.html").exists());
}

#[test]
fn versions_of_two_pages_never_meet() {
    let room = room(&[
        ("news", PAGE),
        ("news.html", &PAGE.replace("None", "One")),
        ("news-1", &PAGE.replace("None", "Two")),
        ("a.aspx", &PAGE.replace("None", "Three")),
        ("a.aspx.html", &PAGE.replace("None", "Four")),
        ("a.aspx-1.html", &PAGE.replace("None", "Five")),
    ]);
    complete(&room);
    assert_eq!(count(&room.path("out/text")), 6);
    assert_eq!(count(&room.path("out/print")), 6);
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_differ_in_case_are_told() {
    let room = room(&[("Fees.html", PAGE), ("fees.html", &PAGE.replace("None", "Some"))]);
    let told = complete(&room).err;
    assert!(told.contains("fees.html: warning: it differs from Fees.html in case only"), "{told}");
    assert_eq!(count(&room.path("out/text")), 2);
}

#[cfg(target_os = "linux")]
#[test]
fn long_and_odd_names() {
    let long = "č".repeat(125) + ".aspx";
    let odd = ["..a.html", "a..html", "....aspx", "a\\b.html", "%2e%2e.html", "-r.html", " .html"];
    let names = odd.iter().copied().chain([long.as_str()]);
    let files: Vec<_> = names.map(|name| (name, PAGE)).collect();
    let room = room(&files);
    let told = complete(&room).err;
    assert!(told.contains("left out: 2 hidden (....aspx, ..a.html)"), "{told}");
    assert_eq!(count(&room.path("out/text")), files.len() - 2);
    let name = |path: &Path| path.file_name().unwrap().len();
    let longest = walk(&room.path("out/text")).iter().map(|path| name(path)).max();
    assert!((200..=255).contains(&longest.unwrap()), "{longest:?}");
}

#[cfg(unix)]
#[test]
fn nothing_outside_the_site_is_read() {
    use std::os::unix::fs::symlink;
    let page = PAGE.replace(
        "<p>",
        "<link rel=stylesheet href=../hidden.css><img src=../secret.gif alt=Secret>\
         <img src=link.gif alt=Link><a href=../../../../etc/passwd>up</a><p>",
    );
    let room = room(&[("a.html", &page)]);
    room.write("hidden.css", "p{display:none}");
    room.write("secret.gif", "GIF89a secret");
    symlink(room.path("secret.gif"), room.path("in/link.gif")).unwrap();
    let ran = complete(&room);
    assert!(
        ran.err.contains("link.gif: warning: passed over: it is a symbolic link"),
        "{}",
        ran.err
    );
    let print = room.read("out/print/a.html");
    assert!(!print.contains("data:") && print.contains("[Secret]"), "{print}");
    assert!(room.read("out/text/a.html").contains("None."));
}

#[cfg(unix)]
#[test]
fn copies_are_not_tied_to_the_source() {
    use std::os::unix::fs::MetadataExt;
    let room = room(&[("a.html", PAGE), ("b/large.bin", &"x".repeat(100_000))]);
    complete(&room);
    assert_eq!(room.read("out/b/large.bin"), room.read("in/b/large.bin"));
    let inode = |path: &str| fs::metadata(room.path(path)).unwrap().ino();
    assert_ne!(inode("out/b/large.bin"), inode("in/b/large.bin"));
    fs::write(room.path("in/b/large.bin"), "new").unwrap();
    assert_eq!(room.read("out/b/large.bin").len(), 100_000);
    complete(&room);
    assert_eq!(room.read("out/b/large.bin"), "new");
}

/// Neither by size nor by time can such a change be told.
#[test]
fn a_change_that_keeps_size_and_time_is_seen() {
    let files = [("page.html", PAGE), ("data.bin", "0"), ("style.css", "p { color: #000 }")];
    let room = room(&files);
    let old = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    let dated = |path: &str, text: &str| {
        room.write(path, text);
        let file = fs::File::options().write(true).open(room.path(path)).unwrap();
        file.set_modified(old).unwrap();
    };
    for round in 0..6 {
        let (page, data) = (PAGE.replace("None", &format!("No. {round}")), round.to_string());
        dated("in/page.html", &page);
        dated("in/data.bin", &data);
        complete(&room);
        assert!(room.read("out/text/page.html").contains(&format!("No. {round}")));
        assert_eq!(room.read("out/data.bin"), data);
    }
    let made = room.read("out/text/page.html");
    dated("out/text/page.html", &made.replace("No. 5", "No. 6"));
    dated("out/data.bin", "6");
    complete(&room);
    assert_eq!(room.read("out/text/page.html"), made);
    assert_eq!(room.read("out/data.bin"), "5");
}

/// Stamps tell of files that were left alone for a while, and of what happened to them then.
#[cfg(target_os = "linux")]
#[test]
fn what_was_left_alone_is_looked_at_all_the_same() {
    use std::os::unix::fs::MetadataExt;
    let page = PAGE.replace("<h1>", "<link rel=stylesheet href=style.css><h1>");
    let files = [("page.html", &*page), ("data.bin", "0"), ("style.css", "p { color: #000 }")];
    let room = room(&files);
    let written = |count: usize| {
        let told = complete(&room).err;
        let noun = if count == 1 { "file" } else { "files" };
        assert!(told.contains(&format!("; {count} {noun} written, ")), "{told}");
    };
    complete(&room);
    std::thread::sleep(std::time::Duration::from_millis(2_200));
    let stamps = || fs::metadata(room.path("out.textify/stamps")).unwrap().ino();
    let first = stamps();
    written(0);
    let settled = stamps();
    assert_ne!(settled, first, "time has passed: stamps tell more than before");
    written(0);
    assert_eq!(stamps(), settled, "there was nothing to do");

    let made = room.read("out/text/page.html");
    room.write("out/text/page.html", made.replace("None", "Some"));
    written(1);
    assert_eq!(room.read("out/text/page.html"), made);
    fs::remove_file(room.path("out/data.bin")).unwrap();
    written(1);
    room.write("in/style.css", "p { display: none }");
    complete(&room);
    assert!(!room.read("out/text/page.html").contains("None."));
    room.write("in/new.html", PAGE.replace("None", "New"));
    complete(&room);
    assert!(room.read("out/sitemap.xml").contains("/new.html<"));
    fs::remove_file(room.path("in/new.html")).unwrap();
    complete(&room);
    assert!(!room.path("out/text/new.html").exists());
    let other = ["export", "in", "out", "--base-url", "https://other.example/"];
    assert_eq!(room.run(other).code, Some(0));
    assert!(room.read("out/sitemap.xml").contains("https://other.example/page.html"));
}

#[test]
fn a_page_that_vanishes_meanwhile_is_told_and_nothing_is_lost() {
    let files: Vec<_> = (0..40).map(|number| format!("page-{number}.html")).collect();
    let files: Vec<_> = files.iter().map(|name| (name.as_str(), PAGE)).collect();
    let room = room(&files);
    complete(&room);
    files
        .iter()
        .for_each(|(name, _)| room.write(Path::new("in").join(name), PAGE.replace("None", "New")));
    let vanish = |_| {
        for (name, _) in &files {
            let _ = fs::remove_file(room.path("in").join(name));
        }
    };
    let export = textify::site::Export::new(room.path("in"), room.path("out"), BASE[1]).unwrap();
    let error = export.run(&vanish).unwrap_err();
    assert!(error.to_string().contains("it cannot be read"), "{error}");
    assert_eq!(error.hint(), "check that it is there and may be read");
    for path in walk(&room.path("out/text")) {
        let text = fs::read_to_string(path).unwrap();
        assert!(text.ends_with("</html>\n"), "{text}");
    }
    files.iter().for_each(|(name, _)| room.write(Path::new("in").join(name), PAGE));
    complete(&room);
}

/// The superuser may write anywhere: then another user tries.
#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written() {
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;
    let room = room(&[("a.html", PAGE)]);
    fs::create_dir(room.path("out")).unwrap();
    let mode = |path: &str, mode| {
        fs::set_permissions(room.path(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    mode("", 0o755);
    mode("out", 0o555);
    let args = ["export", "in", "out"].into_iter().chain(BASE);
    let mut command = room.command(args.clone());
    if fs::write(room.path("out/probe"), "").is_ok() {
        fs::remove_file(room.path("out/probe")).unwrap();
        command = Command::new("setpriv");
        command.args(["--reuid=65534", "--clear-groups", env!("CARGO_BIN_EXE_textify")]);
        let can_run = command.arg("--version").output().is_ok_and(|ran| ran.status.success());
        if !can_run {
            return println!("skipped: no other user can run the command here");
        }
        command = Command::new("setpriv");
        command.args(["--reuid=65534", "--clear-groups", env!("CARGO_BIN_EXE_textify")]).args(args);
        command.current_dir(room.path(""));
    }
    let ran = command.output().unwrap();
    let told = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(2), "{told}");
    assert!(told.contains("it cannot be written") && told.contains("\nhint: "), "{told}");
    assert_eq!(count(&room.path("out")), 0);
    mode("out", 0o755);
    complete(&room);
}

#[test]
fn settings_stand_in_a_file() {
    let room = room(&[("a.html", PAGE)]);
    room.write(
        "textify.toml",
        "[export]\nsource = 'in'\noutput = 'out'\nbase-url = 'https://www.urad.example/'\n\
         only = ['text', 'print']\ntext-dir = 'plain'\n",
    );
    assert_eq!(room.run(["export"]).code, Some(0));
    assert!(room.path("out/plain/a.html").exists() && room.path("out/print/a.html").exists());
    assert!(!room.path("out/sitemap.xml").exists());
    assert_eq!(room.run(["verify"]).code, Some(0));
    // The command line wins.
    assert_eq!(room.run(["export", "--only", "print", "in", "other"]).code, Some(0));
    assert!(!room.path("other/plain").exists() && room.path("other/print/a.html").exists());
    room.write("textify.toml", "[export]\ntext-folder = 'plain'\n");
    let ran = room.run(["export", "in", "out"].into_iter().chain(BASE));
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("textify.toml:2: there is no setting “text-folder”"), "{}", ran.err);
    assert!(ran.err.contains("hint: did you mean text-dir?"), "{}", ran.err);
}

#[test]
fn print_versions_look_as_the_settings_of_print_say() {
    let linked = "<!DOCTYPE html><html lang=en><title>Fees</title><main><h1>Fees</h1>\
                  <p><a href=../a.html>All fees</a></main>";
    let room = room(&[("a.html", PAGE), ("sub/b.html", linked)]);
    let settings = |more: &str| {
        let text = format!("[export]\nno-extension = true\n[print]\n{more}");
        room.write("textify.toml", text.as_str());
    };
    settings("size = 'large'\nlinks = 'none'\nqr = true\n");
    complete(&room);
    let print = fs::read_to_string(room.path("out/print/sub/b.html")).unwrap();
    assert!(print.contains("18pt") && print.contains("<svg") && !print.contains("[1]"), "{print}");
    const URL: [&str; 2] = ["--url", "https://www.urad.example/sub/b"];
    // The same settings hold for a document that is printed by hand, unless it is told otherwise.
    let by_hand = room.run(["print", "in/sub/b.html"].into_iter().chain(URL)).fine().to_owned();
    assert!(by_hand.contains("18pt") && !by_hand.contains("[1]"), "{by_hand}");
    let clear = ["print", "--size", "clear", "in/sub/b.html"];
    let by_hand = room.run(clear.into_iter().chain(URL)).fine().to_owned();
    assert!(by_hand.contains("14pt") && !by_hand.contains("[1]"), "{by_hand}");
    // Addresses are those that the site is served at.
    let read = |name: &str| fs::read_to_string(room.path(name)).unwrap();
    assert!(read("out/sitemap.xml").contains("<loc>https://www.urad.example/sub/b</loc>"));
    let canonical = "rel=\"canonical\" href=\"https://www.urad.example/sub/b\"";
    assert!(read("out/sub/b.html").contains(canonical), "{}", read("out/sub/b.html"));
    // Other settings make other versions, and verification asks for those.
    settings("size = 'clear'\n");
    let found = room.run(["verify", "out", "--source", "in"].into_iter().chain(BASE));
    assert_eq!(found.code, Some(1), "{}", found.out);
    assert!(found.out.contains("sub/b.html: the print version lacks"), "{}", found.out);
    complete(&room);
}
