//! What no visitor is to get: every command that reads a folder leaves out the same files.

mod common;

use common::{OTHER, PAGE, Ran, Room};

const BASE: [&str; 2] = ["--base-url", "https://www.urad.example/"];

/// A checkout of a site as a web team has it.
fn checkout() -> Room {
    Room::with_site(&[
        ("index.html", PAGE),
        ("news/a.html", OTHER),
        (".well-known/security.txt", "Contact: mailto:a@urad.example"),
        (".htaccess", "DirectoryIndex index.html"),
        ("news/.htaccess", "Require all granted"),
        ("robots.txt", "User-agent: *"),
        (".env", "DB_PASSWORD=secret"),
        (".git/config", "[remote]"),
        (".git/draft.html", PAGE),
        (".well-known/.secret", "a"),
        ("node_modules/bootstrap/dist/a.css", "p { color: #000 }"),
        ("node_modules/bootstrap/README.html", PAGE),
        ("index.html~", PAGE),
        ("news/a.html.bak", PAGE),
        (".index.html.swp", "vim"),
        ("news/#a.html#", PAGE),
        ("server.key", "-----BEGIN PRIVATE KEY-----"),
        ("id_rsa", "-----BEGIN OPENSSH PRIVATE KEY-----"),
        ("backup/site.sql.gz", "x"),
        ("web.config", "<configuration/>"),
        ("wp-config.php", "<?php define('DB_PASSWORD', 'secret');"),
        ("lib/db.inc", "<?php $password = 'secret';"),
        ("lib/functions.php", "<?php function a($b) { return $b < 2; }"),
        ("textify.toml", "[export]"),
        ("old.textify/manifest.json", "{}"),
    ])
}

const PUBLISHED: [&str; 6] = [
    ".htaccess",
    ".well-known/security.txt",
    "index.html",
    "news/.htaccess",
    "news/a.html",
    "robots.txt",
];

fn export(room: &Room, more: &[&str]) -> Ran {
    room.run(["export", "in", "out"].iter().chain(&BASE).chain(more))
}

/// The originals of an exported site.
fn originals(room: &Room) -> Vec<String> {
    let is_own = |file: &String| {
        file.starts_with("text/") || file.starts_with("print/") || file.starts_with("sitemap.")
    };
    let mut files = room.files("out");
    files.retain(|file| !is_own(file));
    files
}

#[test]
fn an_export_publishes_what_visitors_are_to_get() {
    let room = checkout();
    let ran = export(&room, &[]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(originals(&room), PUBLISHED);
    let told: Vec<_> = ran.err.lines().filter(|line| line.contains("left out")).collect();
    assert_eq!(told.len(), 1, "{}", ran.err);
    let reasons = [
        "textify: left out: 4 hidden (",
        ", 1 dependency (node_modules/), 3 backups (",
        ", 2 keys (id_rsa, server.key), 1 database (backup/site.sql.gz), 4 server files (",
        ", …), 2 files of textify (",
    ];
    for part in reasons {
        assert!(told[0].contains(part), "{}", told[0]);
    }
    let whole: String =
        room.files("out").iter().map(|file| room.read(format!("out/{file}"))).collect();
    assert!(!whole.contains("secret") && !whole.contains("PRIVATE KEY"));
}

#[test]
fn all_commands_agree() {
    let room = checkout();
    assert_eq!(export(&room, &[]).code, Some(0));
    let runs = [
        room.run(["verify", "out", "--source", "in"].iter().chain(&BASE)),
        room.run(["verify", "out"].iter().chain(&BASE)),
        room.run(["sitemap", "in"].iter().chain(&BASE)),
        room.run(["check", "in", "--format", "json", "--fail-on", "never"]),
    ];
    for ran in &runs {
        assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
        assert!(!ran.out.contains("draft.html") && !ran.out.contains("README"), "{}", ran.out);
    }
    for told in [&runs[0].err, &runs[2].err, &runs[3].err] {
        assert!(told.contains("textify: left out: 4 hidden ("), "{told}");
    }
    assert_eq!(runs[2].out.matches("<loc>").count(), 2, "{}", runs[2].out);
    assert_eq!(runs[3].out.matches("\"path\": \"in/").count(), 2, "{}", runs[3].out);
}

#[test]
fn patterns_exclude_and_include() {
    let room = checkout();
    room.write(
        "textify.toml",
        "exclude = ['/news/']\ninclude = ['node_modules/bootstrap/dist/', 'web.config']\n",
    );
    let ran = export(&room, &["--exclude", "robots.txt", "--include", ".env"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let expected = [
        ".env",
        ".htaccess",
        ".well-known/security.txt",
        "index.html",
        "node_modules/bootstrap/dist/a.css",
        "web.config",
    ];
    assert_eq!(originals(&room), expected);
    assert!(ran.err.contains("2 excluded (news/, robots.txt)"), "{}", ran.err);
    let ran = room.run(["verify", "out", "--source", "in"].iter().chain(&BASE));
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    let ran = room.run(["sitemap", "in"].iter().chain(&BASE));
    assert_eq!(ran.out.matches("<loc>").count(), 1, "{}", ran.out);
    let ran = room.run(["check", "in", "--format", "json", "--fail-on", "never"]);
    assert_eq!(ran.out.matches("\"path\": \"in/").count(), 1, "{}", ran.out);
    // What is excluded later goes from the output.
    let ran = export(&room, &["--exclude", "web.config"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(!room.path("out/web.config").exists() && !room.path("out/.env").exists());
    let ran = export(&room, &["--exclude", "a[z-a]"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("“a[z-a]” is no pattern for files\nhint: "), "{}", ran.err);
}

#[test]
fn an_ignore_file_counts_only_where_it_is_named() {
    let room = Room::with_site(&[
        ("index.html", PAGE),
        ("draft.html", PAGE),
        ("build/a.html", PAGE),
        ("build/keep.html", PAGE),
        ("sub/build/a.html", PAGE),
    ]);
    room.write("in/.gitignore", "# drafts\ndraft.*\n/build/*\n!keep.html\n");
    assert_eq!(export(&room, &[]).code, Some(0));
    assert!(room.path("out/draft.html").exists() && room.path("out/build/a.html").exists());
    let ran = export(&room, &["--ignore-file", "in/.gitignore"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(originals(&room), ["build/keep.html", "index.html", "sub/build/a.html"]);
    assert!(ran.err.contains("2 ignored ("), "{}", ran.err);
    // One around the site holds from its own folder, and settings are meant from that of their file.
    room.write(".textifyignore", "in/sub/\ndraft.html\n");
    room.write("textify.toml", "ignore-file = ['.textifyignore']\n");
    assert_eq!(export(&room, &[]).code, Some(0));
    assert_eq!(originals(&room), ["build/a.html", "build/keep.html", "index.html"]);
    let ran = export(&room, &["--ignore-file", "gone"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("gone: there is no such file\nhint: "), "{}", ran.err);
}
