//! The export of a whole site, and the proof of it.

mod common;

use common::{Ran, Room};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const BASE: [&str; 2] = ["--base-url", "https://www.urad.example/"];

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("fixtures/site")
}

/// All files below a folder, by their paths.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut folders, mut files) = (vec![folder.to_path_buf()], BTreeMap::new());
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    let bytes = fs::read(&path).unwrap();
                    files.insert(path.strip_prefix(folder).unwrap().to_path_buf(), bytes);
                }
            }
        }
    }
    files
}

/// A room with a copy of the fixture site in `in`.
fn room() -> Room {
    let room = Room::new();
    for (path, bytes) in files(&fixtures()) {
        let path = room.path("in").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    room
}

fn export(room: &Room) -> Ran {
    room.run(["export", "in", "out"].into_iter().chain(BASE))
}

fn verify(room: &Room) -> Ran {
    room.run(["verify", "out", "--source", "in"].into_iter().chain(BASE))
}

fn change(room: &Room, path: &str, change: impl Fn(String) -> String) {
    let before = room.read(path);
    let after = change(before.clone());
    assert_ne!(before, after, "{path} is not changed");
    room.write(path, after);
}

#[test]
fn an_export_is_complete() {
    let room = room();
    let ran = export(&room);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    assert!(ran.err.contains("en/accessibility.html: warning: copied as it is"), "{}", ran.err);
    let page = room.read("out/sluzby/pasy.html");
    assert!(page.contains("<a href=\"../text/sluzby/pasy.html\">"), "{page}");
    assert!(page.contains("<a href=\"../print/sluzby/pasy.html\">"), "{page}");
    assert!(page.contains("<a href=\"mailto:?subject=Cestovn"), "{page}");
    let text = room.read("out/text/sluzby/pasy.html");
    assert!(text.contains("<a href=\"../../sluzby/pasy.html\">Původní stránka</a>"), "{text}");
    assert!(text.contains("<a href=\"obcanske-prukazy.html\">"), "{text}");
    assert!(text.contains("<a href=\"../../print/sluzby/pasy.html\">Verze pro tisk</a>"), "{text}");
    assert!(text.contains("<a href=\"mailto:?subject=Cestovn"), "{text}");
    let search = room.read("out/sluzby/rezervace.html");
    assert!(search.contains("<a href=\"#textify-search\">"), "{search}");
    assert!(search.contains("<form id=\"textify-search\" role=\"search\""), "{search}");
    let form = room.read("out/text/sluzby/formulare.html");
    assert!(form.contains("href=\"../../soubor/zadost-o-pas.aspx\""), "{form}");
    for copied in ["soubor/vyrocni-zprava.pdf", "soubor/zadost-o-pas.aspx", "en/accessibility.html"]
    {
        let same = fs::read(room.path("out").join(copied)).unwrap()
            == fs::read(room.path("in").join(copied)).unwrap();
        assert!(same, "{copied}");
    }
    let ran = verify(&room);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    let ran = room.run(["verify", "out"].into_iter().chain(BASE));
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
}

#[test]
fn chapters_share_one_print_version() {
    let room = room();
    assert_eq!(export(&room).code, Some(0));
    let articles = [("clanek/sit", "Národní kontaktní místa"), ("en/moving", "Your first week")];
    for (article, second) in articles {
        let (folder, name) = article.split_once('/').unwrap();
        let place = format!("../print/{article}-1.html");
        for number in 1..=3 {
            let page = room.read(format!("out/{article}-{number}.html"));
            assert!(page.contains(&format!("<a href=\"{place}\">")), "{page}");
            let text = room.read(format!("out/text/{article}-{number}.html"));
            assert!(text.contains(&format!("<a href=\"../{place}\">")), "{text}");
        }
        assert!(!room.path(format!("out/print/{article}-2.html")).exists());
        let print = room.read(format!("out/print/{article}-1.html"));
        let back = format!("<a href=\"../../{folder}/{name}-2.html\">");
        assert!(print.contains(&back), "{print}");
        assert_eq!(print.matches(&format!("<h2>{second}</h2>")).count(), 1, "{print}");
        assert!(!print.contains("<h3>"), "{print}");
    }
    let print = room.read("out/print/en/moving-1.html");
    assert!(print.contains("<img src=\"data:image/png;base64,"), "{print}");

    // What one chapter says is printed with all, and so is a new image.
    change(&room, "in/en/moving-3.html", |page| page.replace("Ukrainian", "Ukrainian, Polish"));
    let ran = export(&room);
    assert!(ran.err.contains("; 3 files written, "), "{}", ran.err);
    assert!(room.read("out/print/en/moving-1.html").contains("Ukrainian, Polish"));
    room.write("in/obrazky/urad.png", "GIF89a");
    assert!(export(&room).err.contains("; 3 files written, "));
    assert!(room.read("out/print/en/moving-1.html").contains("data:image/gif;base64,"));
    assert_eq!(verify(&room).code, Some(0));
}

#[test]
fn a_part_alone() {
    let room = room();
    let some = |command: &[&'static str], only: &'static str| {
        room.run(command.iter().copied().chain(["--only", only]).chain(BASE))
    };
    assert_eq!(some(&["export", "in", "out"], "print").code, Some(0));
    assert!(!room.path("out/text").exists() && !room.path("out/sitemap.xml").exists());
    assert!(!room.read("out/mapa.html").contains("Textov"));
    assert_eq!(some(&["verify", "out"], "print").code, Some(0));
    assert_eq!(some(&["verify", "out"], "print,text").code, Some(1));
    // What is not asked for any more goes.
    assert_eq!(some(&["export", "in", "out"], "text,sitemap").code, Some(0));
    assert!(!room.path("out/print").exists() && room.path("out/sitemap.xml").exists());
    assert_eq!(some(&["verify", "out"], "text,sitemap").code, Some(0));
}

#[test]
fn a_second_run_does_what_is_left_to_do() {
    let room = room();
    assert_eq!(export(&room).code, Some(0));
    let whole = files(&room.path("out"));
    let again = export(&room);
    assert!(again.err.contains("; 0 files written, "), "{}", again.err);

    // A version is lost, one is half there, and somebody has a file of his own.
    fs::remove_file(room.path("out/text/kontakty.html")).unwrap();
    room.write("out/text/mapa.html", "<html");
    room.write("out/text/own.html", "mine");
    let mended = export(&room);
    assert!(mended.err.contains("; 2 files written, "), "{}", mended.err);
    assert_eq!(room.read("out/text/own.html"), "mine");
    fs::remove_file(room.path("out/text/own.html")).unwrap();
    assert_eq!(files(&room.path("out")), whole);

    // A page vanishes, and all that was made of it; what links to it is made anew.
    fs::remove_file(room.path("in/archiv/2008.html")).unwrap();
    let ran = export(&room);
    assert!(ran.err.contains(", 3 removed in "), "{}", ran.err);
    assert!(!room.path("out/text/archiv/2008.html").exists());
    assert_eq!(verify(&room).code, Some(0));
}

#[test]
fn a_forged_manifest_fools_nobody() {
    let room = room();
    assert_eq!(export(&room).code, Some(0));
    room.write("precious.txt", "precious");
    change(&room, "out.textify/manifest.json", |text| {
        let at = text.find("\"text/404.html\"").unwrap();
        [&text[..at], "\"../precious.txt\"", &text[at + "\"text/404.html\"".len()..]].concat()
    });
    fs::remove_file(room.path("out/text/kontakty.html")).unwrap();
    fs::remove_file(room.path("out/print/mapa.html")).unwrap();
    let found = verify(&room);
    assert_eq!(found.code, Some(1));
    assert!(found.out.contains("kontakty.html: there is no text version"), "{}", found.out);
    assert!(found.out.contains("mapa.html: there is no print version"), "{}", found.out);
    // Who calls a page a site map, or a changed version the one that was made, is not believed.
    let honest = room.read("out.textify/manifest.json");
    change(&room, "out/text/en/news.html", |page| page.replace("</h1>", " 2</h1>"));
    room.write(
        "out.textify/manifest.json",
        "{\"sources\":{},\"maps\":[{\"path\":\"mapa.html\",\"hash\":\"00\"}]}",
    );
    let found = room.run(["verify", "out"].into_iter().chain(BASE));
    assert!(found.out.contains("en/news.html: the text version adds: 2"), "{}", found.out);
    assert!(found.out.contains("mapa.html: there is no print version"), "{}", found.out);
    room.write("out.textify/manifest.json", honest);
    assert_eq!(export(&room).code, Some(0));
    assert_eq!(room.read("precious.txt"), "precious");
    assert_eq!(verify(&room).code, Some(0));
}

const GAPS: [&str; 25] = [
    "aktuality/povodne.html text lacks-words",
    "archiv/1999.html page wrongly-in-site-map",
    "archiv/2008.html print not-reachable",
    "archiv/2009.html page not-in-site-map",
    "clanek/sit-1.html page other-original",
    "clanek/sit-1.html print no-version",
    "clanek/sit-2.html print no-version",
    "clanek/sit-3.html print no-version",
    "en/moving-1.html print lacks-words",
    "en/moving-1.html print adds-words",
    "en/news.html text other-language",
    "en/passports.html print other-language",
    "en/services.html text reordered",
    "en/services.html text finding",
    "kontakty.html text no-version",
    "kontakty.html print no-way-back",
    "o-uradu/historie.html page other-original",
    "o-uradu/historie.html text out-of-date",
    "o-uradu/historie.html print out-of-date",
    "o-uradu/vedeni.html page no-original",
    "print/zapomenuto.html print no-page",
    "sluzby/formulare.html text lacks-link",
    "sluzby/index.html text no-way-back",
    "sluzby/pasy.html text not-reachable",
    "sluzby/rezervace.html text reordered",
];

/// Breaks print versions too, and what else can differ.
fn break_more(room: &Room) {
    fs::remove_file(room.path("out/print/clanek/sit-1.html")).unwrap();
    change(room, "out/print/kontakty.html", |page| page.replace("kontakty.html\"", "mapa.html\""));
    change(room, "out/archiv/2008.html", |page| page.replace("print/archiv", "text/archiv"));
    change(room, "out/print/en/moving-1.html", |page| page.replace("German", "Greek"));
    change(room, "out/print/en/passports.html", |page| page.replace("lang=\"en\"", "lang=\"fr\""));
    change(room, "out/text/sluzby/rezervace.html", |page| {
        page.replace("Jméno a příjmení", "Příjmení a jméno")
    });
    change(room, "out/text/sluzby/formulare.html", |page| {
        page.replace("zadost-o-pas.aspx", "zmena-pobytu.rtf")
    });
    fs::write(room.path("out/print/zapomenuto.html"), "<title>T</title>").unwrap();
}

#[test]
fn every_gap_is_named_and_no_other() {
    let room = room();
    assert_eq!(export(&room).code, Some(0));
    change(&room, "in/o-uradu/historie.html", |page| page.replace("roku 1992", "roku 1848"));
    fs::remove_file(room.path("out/text/kontakty.html")).unwrap();
    change(&room, "out/sluzby/pasy.html", |page| page.replace("../text/sluzby/pasy.html", "#"));
    change(&room, "out/text/sluzby/index.html", |page| {
        page.replace("../../sluzby/index.html", "#")
    });
    change(&room, "out/text/en/news.html", |page| {
        page.replace("<html lang=\"en\"", "<html lang=\"de\"")
    });
    change(&room, "out/text/aktuality/povodne.html", |page| {
        page.replace("O příspěvek lze žádat", "")
    });
    change(&room, "out/text/en/services.html", |page| {
        page.replace("<title>", "<title hidden></title><p>")
    });
    fs::remove_file(room.path("out/o-uradu/vedeni.html")).unwrap();
    change(&room, "out/clanek/sit-1.html", |page| page.replace("veřejné správě", "správě"));
    change(&room, "out/sitemap.xml", |xml| xml.replace("archiv/2009.html", "archiv/1999.html"));
    break_more(&room);
    let ran =
        room.run(["verify", "out", "--source", "in", "--format", "json"].into_iter().chain(BASE));
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let gap = |gap: &serde_json::Value| {
        let version = gap["version"].as_str().unwrap_or("page");
        format!("{} {version} {}", gap["path"].as_str().unwrap(), gap["gap"].as_str().unwrap())
    };
    let found: Vec<String> = report["gaps"].as_array().unwrap().iter().map(gap).collect();
    assert_eq!(found, GAPS);
}

#[test]
fn the_address_is_that_of_the_export() {
    let room = room();
    assert_eq!(export(&room).code, Some(0));
    let ran = room.run(["verify", "out", "--source", "in"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    room.write(
        "textify.toml",
        "[export]\nbase-url = 'https://www.urad.example/'\nsource = 'in'\noutput = 'out'\n",
    );
    let ran = room.run(["verify"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    let ran = room.run(["verify", "--base-url", "https://test.urad.example/"]);
    let one = ".: the site was exported for https://www.urad.example/, not for https://test.urad.example/: export it again\n";
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), one), "{}", ran.err);
    // Where nothing knows it, it has to be given.
    fs::remove_file(room.path("textify.toml")).unwrap();
    let ran = room.run(["verify", "in"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("hint: give it with --base-url"), "{}", ran.err);
}

#[test]
fn a_version_older_than_its_page_is_out_of_date() {
    let room = room();
    assert_eq!(export(&room).code, Some(0));
    // The page of the exported site is changed, and no source is at hand.
    change(&room, "out/o-uradu/historie.html", |page| page.replace("roku 1992", "roku 1848"));
    let ran = room.run(["verify", "out"]);
    let expected = "o-uradu/historie.html: the text version is out of date: it was made of an earlier state of the page\n\
        o-uradu/historie.html: the print version is out of date: it was made of an earlier state of the page\n";
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), expected), "{}", ran.err);
    // A version that somebody changed is no older one.
    change(&room, "out/text/o-uradu/historie.html", |page| page.replace("roku 1992", "roku 1066"));
    let ran = room.run(["verify", "out"]);
    assert!(ran.out.contains("o-uradu/historie.html: the text version lacks: 1848"), "{}", ran.out);
}

#[test]
fn evidence_stays_open_where_a_person_must_judge() {
    let room = room();
    assert_eq!(export(&room).code, Some(0));
    let ran = room.run(["verify", "out", "--format", "earl"].into_iter().chain(BASE));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let earl: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let graph = earl["@graph"].as_array().unwrap();
    let outcomes = |wanted: &str| {
        let outcome =
            |node: &&serde_json::Value| node["earl:result"]["earl:outcome"]["@id"] == wanted;
        graph.iter().filter(outcome).count()
    };
    assert_eq!((outcomes("earl:passed"), outcomes("earl:cantTell")), (41 * 13 + 1 - 2, 41 + 2));
    assert_eq!(outcomes("earl:failed"), 0);
}

#[test]
fn refuses_what_would_do_harm() {
    let room = room();
    fs::create_dir(room.path("in/text")).unwrap();
    room.write("in/text/a.html", "<p>a");
    let ran = export(&room);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("the site has a folder “text” of its own"), "{}", ran.err);
    assert!(ran.err.contains("hint: give another name with --text-dir"), "{}", ran.err);
    assert!(!room.path("out").exists());
    let named = ["export", "in", "out", "--text-dir", "textova-verze"].into_iter().chain(BASE);
    assert_eq!(room.run(named).code, Some(0));
    assert!(room.path("out/textova-verze/text/a.html").exists());
    let into_itself = ["export", "in/sluzby", "in"].into_iter().chain(BASE);
    assert_eq!(room.run(into_itself).code, Some(2));
    assert_eq!(room.run(["export", "in", "out2"]).code, Some(2));
}

#[cfg(unix)]
#[test]
fn never_follows_links_out_of_the_folders() {
    use std::os::unix::fs::symlink;
    let room = room();
    fs::create_dir(room.path("elsewhere")).unwrap();
    room.write("elsewhere/secret.html", "<p>secret");
    symlink(room.path("elsewhere"), room.path("in/away")).unwrap();
    let ran = export(&room);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("away: warning: passed over: it is a symbolic link"), "{}", ran.err);
    assert!(!room.path("out/away").exists());

    // A folder of the output is replaced by a link that leads out.
    fs::remove_dir_all(room.path("out/text")).unwrap();
    symlink(room.path("elsewhere"), room.path("out/text")).unwrap();
    let ran = export(&room);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("leads through a symbolic link"), "{}", ran.err);
    assert_eq!(fs::read_dir(room.path("elsewhere")).unwrap().count(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn takes_any_name_that_a_file_can_have() {
    use std::os::unix::ffi::OsStrExt;
    let room = Room::new();
    let long = "a".repeat(250) + ".html";
    let names: [&[u8]; 4] = [b"new\nline.html", b"\xff\xfe.html", long.as_bytes(), b"x?y=1&z.html"];
    fs::create_dir(room.path("in")).unwrap();
    for name in names {
        let path = room.path("in").join(std::ffi::OsStr::from_bytes(name));
        fs::write(path, "<title>T</title><p>Text").unwrap();
    }
    assert_eq!(export(&room).code, Some(0));
    assert_eq!(files(&room.path("out/text")).len(), names.len());
    let ran = verify(&room);
    assert_eq!(ran.code, Some(0), "{}", ran.out);
}
