//! Folders that are not what the user takes them for: nothing in them is destroyed.

mod common;

use common::{OTHER, PAGE, Ran, Room};
use std::fs;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const BASE: [&str; 2] = ["--base-url", "https://www.urad.example/"];

fn export(room: &Room, more: &[&str]) -> Ran {
    room.run(["export", "in", "out"].iter().chain(&BASE).chain(more))
}

/// Demands an export without gaps.
fn complete(room: &Room, more: &[&str]) -> Ran {
    let ran = export(room, more);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let found = room.run(["verify", "out", "--source", "in"].iter().chain(&BASE));
    assert_eq!((found.code, found.out.as_str()), (Some(0), ""), "{}", found.err);
    ran
}

#[test]
fn a_source_without_a_page_changes_nothing() {
    let room = Room::with_site(&[("index.html", PAGE), ("style.css", "p { color: #000 }")]);
    complete(&room, &[]);
    let before = room.files("out");
    fs::remove_file(room.path("in/index.html")).unwrap();
    let hint = "give the folder that holds the pages of the site";
    export(&room, &[]).refused("export: in: there is no page in it", hint);
    assert_eq!(room.files("out"), before);
    let verify = |args: &[&str]| room.run(["verify"].iter().chain(args).chain(&BASE));
    verify(&["out", "--source", "in"]).refused("verify: in: there is no page in it", hint);
    fs::create_dir(room.path("empty")).unwrap();
    verify(&["empty"]).refused("verify: empty: there is no page in it", hint);
    assert_eq!(room.run(["check", "in"]).code, Some(2));
    assert_eq!(room.run(["sitemap", "in"].iter().chain(&BASE)).code, Some(2));
    // A folder that is new is not made either.
    let ran = room.run(["export", "in", "new"].iter().chain(&BASE));
    assert_eq!((ran.code, room.path("new").exists()), (Some(2), false));
}

#[test]
fn a_folder_with_other_files_is_refused_unless_forced() {
    let room = Room::with_site(&[("index.html", PAGE), ("old.html", OTHER)]);
    for (name, text) in
        [("CNAME", "www.urad.example"), (".git/config", "[core]"), ("index.html", "mine")]
    {
        room.write_deep(format!("out/{name}"), text);
    }
    let before = room.files("out");
    let ran = export(&room, &[]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("it holds files that no export made, such as "), "{}", ran.err);
    assert!(ran.err.contains("\nhint: give a new folder, or --force"), "{}", ran.err);
    assert_eq!((room.files("out"), room.path("out.textify").exists()), (before, false));
    complete(&room, &["--force"]);
    // Now it is known; what no export wrote stays whatever vanishes from the site.
    fs::remove_file(room.path("in/old.html")).unwrap();
    complete(&room, &[]);
    assert_eq!(
        (room.read("out/CNAME"), room.read("out/.git/config")),
        ("www.urad.example".into(), "[core]".into())
    );
    assert!(!room.path("out/old.html").exists());
    assert!(room.read("out/index.html").contains("The office opens"));
}

#[test]
fn an_export_whose_state_is_lost_is_known_by_its_marks() {
    let room = Room::with_site(&[("index.html", PAGE), ("old.html", OTHER)]);
    complete(&room, &[]);
    fs::remove_dir_all(room.path("out.textify")).unwrap();
    fs::remove_file(room.path("in/old.html")).unwrap();
    let ran = export(&room, &[]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    // Nobody knows any more who made this one.
    assert!(room.path("out/old.html").exists());
}

#[test]
fn an_earlier_export_in_the_source_is_no_part_of_it() {
    let room = Room::with_site(&[("index.html", PAGE), ("a/b.html", OTHER)]);
    let inner = ["export", "in", "in/deploy", "--text-dir", "plain"];
    assert_eq!(room.run(inner.iter().chain(&BASE)).code, Some(0));
    assert!(room.path("in/deploy/plain/a/b.html").exists());
    fs::remove_dir_all(room.path("in/deploy.textify")).unwrap();
    let told = complete(&room, &[]).err;
    assert!(told.contains("deploy/: warning: left out: it is an earlier export"), "{told}");
    assert!(told.contains("textify: left out: 1 earlier export (deploy/)"), "{told}");
    assert!(!room.path("out/deploy").exists());
    let ran = room.run(["sitemap", "in"].iter().chain(&BASE));
    assert_eq!(ran.out.matches("<loc>").count(), 2, "{}", ran.out);
    let ran = room.run(["check", "in", "--format", "json", "--fail-on", "never"]);
    assert_eq!(ran.out.matches("\"path\": \"in/").count(), 2, "{}", ran.out);
    // Versions alone are known, too, and so is the state beside a folder without pages of its own.
    room.write_deep("in/texts/b.html", room.read("out/text/a/b.html"));
    let told = complete(&room, &[]).err;
    assert!(
        told.contains("texts/: warning: left out: it holds versions that an earlier export made"),
        "{told}"
    );
}

#[test]
fn an_export_can_be_checked_and_exported_itself() {
    let room = Room::with_site(&[("index.html", PAGE), ("a/b.html", OTHER)]);
    complete(&room, &[]);
    let ran = room.run(["check", "out", "--format", "json", "--fail-on", "never"]);
    assert!(ran.out.contains("\"path\": \"out/text/a/b.html\""), "{}", ran.out);
    // Such as a mirror of a site that is an export: its links are replaced, not doubled.
    let parts = ["--only", "text,print"];
    let again = room.run(["export", "out", "again"].iter().chain(&BASE).chain(&parts));
    assert_eq!(again.code, Some(0), "{}", again.err);
    let marks = |page: &str| room.read(page).matches("<!--textify-->").count();
    assert_eq!(marks("again/a/b.html"), marks("out/a/b.html"));
    assert!(again.err.contains("text/: warning: left out: it holds versions"), "{}", again.err);
    let verify = ["verify", "again", "--source", "out"];
    let found = room.run(verify.iter().chain(&BASE).chain(&parts));
    assert_eq!((found.code, found.out.as_str()), (Some(0), ""), "{}", found.err);
}

#[cfg(unix)]
#[test]
fn links_to_files_of_the_site_are_files() {
    use std::os::unix::fs::symlink;
    let room = Room::with_site(&[("a.html", PAGE), ("sub/b.txt", "text"), (".env", "secret")]);
    room.write("outside.html", OTHER);
    let links = [
        ("a.html", "in/copy.html", None),
        ("sub/b.txt", "in/b.txt", None),
        ("../outside.html", "in/out.html", Some("a symbolic link that leads out of the site")),
        ("sub", "in/folder", Some("a symbolic link to a folder")),
        ("gone.html", "in/dead.html", Some("a symbolic link that leads nowhere")),
        (".env", "in/env.txt", Some("a symbolic link to a file that is left out")),
    ];
    for (target, link, _) in links {
        symlink(target, room.path(link)).unwrap();
    }
    let told = complete(&room, &[]).err;
    for (_, link, why) in links {
        let name = link.strip_prefix("in/").unwrap();
        assert_eq!(room.path("out").join(name).exists(), why.is_none(), "{name}");
        if let Some(why) = why {
            assert!(told.contains(&format!("{name}: warning: passed over: it is {why}")), "{told}");
        }
    }
    assert!(
        room.read("out/copy.html").contains("The office opens")
            && room.path("out/text/copy.html").exists()
    );
    assert!(!room.path("out/b.txt").symlink_metadata().unwrap().is_symlink());
    // Whatever a link leads to now is what counts.
    fs::remove_file(room.path("in/b.txt")).unwrap();
    room.write("in/sub/c.txt", "more");
    symlink("sub/c.txt", room.path("in/b.txt")).unwrap();
    complete(&room, &[]);
    assert_eq!(room.read("out/b.txt"), "more");
}

#[test]
fn copies_keep_their_time_and_pages_with_links_do_not() {
    let utf16: Vec<u8> =
        "\u{feff}<title>T</title><p>a".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let room = Room::with_site(&[("a.html", PAGE), ("b.pdf", "%PDF-1.4"), ("c.html", "")]);
    room.write("in/c.html", utf16);
    let old = UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let set = |name: &str, time: SystemTime| {
        let file = fs::File::options().write(true).open(room.path(name)).unwrap();
        file.set_modified(time).unwrap();
    };
    let time = |name: &str| room.path(name).metadata().unwrap().modified().unwrap();
    ["in/a.html", "in/b.pdf", "in/c.html"].into_iter().for_each(|name| set(name, old));
    complete(&room, &[]);
    assert_eq!((time("out/b.pdf"), time("out/c.html")), (old, old));
    assert!(time("out/a.html") > old && time("out/text/a.html") > old);
    // An older file in the place of a newer one: caches that have the newer one must ask again.
    room.write("in/b.pdf", "%PDF-1.3");
    set("in/b.pdf", old - Duration::from_secs(60));
    complete(&room, &[]);
    assert!(time("out/b.pdf") > old);
    room.write("in/b.pdf", "%PDF-1.5");
    complete(&room, &[]);
    assert_eq!(time("out/b.pdf"), time("in/b.pdf"));
}

#[test]
fn the_state_lies_where_it_is_not_published() {
    let room = Room::with_site(&[("a.html", PAGE), ("b.html", OTHER)]);
    complete(&room, &[]);
    assert!(
        room.files("out").iter().all(|file| !file.contains("textify")),
        "{:?}",
        room.files("out")
    );
    assert_eq!(room.files("out.textify"), ["lock", "manifest.json", "output", "stamps"]);
    // Elsewhere, by an option or a setting; also where the folder of the site is.
    room.write("textify.toml", "[export]\nstate = 'in/state'\n");
    let other = |more: &[&str]| room.run(["export", "in", "other"].iter().chain(&BASE).chain(more));
    assert_eq!(other(&[]).code, Some(0));
    assert!(room.path("in/state/manifest.json").exists() && !room.path("other.textify").exists());
    assert!(other(&[]).err.contains("; 0 files written, "));
    assert!(!room.path("other/state").exists());
    let ran = other(&["--state", "other/state"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(
        ran.err.contains("the state of the export would lie in what is published\nhint: "),
        "{}",
        ran.err
    );
    // The state of one output says nothing about another.
    room.write_deep("third/mine.txt", "mine");
    let ran = room.run(["export", "in", "third"].iter().chain(&BASE));
    assert!(ran.code == Some(2) && ran.err.contains("such as mine.txt"), "{}", ran.err);
}

#[test]
fn the_state_of_an_older_export_is_taken_over() {
    let room = Room::with_site(&[("a.html", PAGE), ("b.html", OTHER)]);
    complete(&room, &[]);
    fs::rename(room.path("out.textify/manifest.json"), room.path("out/.textify-manifest.json"))
        .unwrap();
    fs::rename(room.path("out.textify/stamps"), room.path("out/.textify-stamps")).unwrap();
    fs::remove_dir_all(room.path("out.textify")).unwrap();
    room.write("out/.textify-lock", "");
    fs::remove_file(room.path("in/b.html")).unwrap();
    let ran = complete(&room, &[]);
    assert!(ran.err.contains(", 3 removed in out"), "{}", ran.err);
    assert!(
        room.files("out").iter().all(|file| !file.contains("textify")),
        "{:?}",
        room.files("out")
    );
}
