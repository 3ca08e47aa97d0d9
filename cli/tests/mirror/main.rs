//! A whole mirror as web teams have it, exported and verified. `TEXTIFY_MIRROR=DIR` keeps the
//! site in `DIR/in` and its export in `DIR/out`, for tools that serve it.

#[path = "../common/mod.rs"]
mod common;
mod site;

use common::{Ran, Room};
use site::{BASE, Site};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// What a web team says of the mirror.
const SETTINGS: [&str; 4] = ["--base-url", BASE, "--mirrored-by", "wget,httrack"];

/// The mirror and its export, made once for all tests.
struct Mirror {
    room: Room,
    export: Ran,
}

static MIRROR: LazyLock<Mirror> = LazyLock::new(|| {
    let room = Room::new();
    Site::write(&room.path("in"));
    older_export(&room);
    let export = room.run(["export", "in", "out"].iter().chain(&SETTINGS));
    if let Some(kept) = std::env::var_os("TEXTIFY_MIRROR") {
        copy(&room.path("in"), &PathBuf::from(&kept).join("in"));
        copy(&room.path("out"), &PathBuf::from(&kept).join("out"));
    }
    Mirror { room, export }
});

/// What an earlier export made, in a folder of the site.
fn older_export(room: &Room) {
    fs::create_dir(room.path("small")).unwrap();
    fs::copy(room.path("page.html"), room.path("small/index.html")).unwrap();
    let ran = room.run(["export", "small", "in/verejne", "--base-url", BASE]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

/// Copies the files of a folder, and those that links lead to.
fn copy(from: &Path, to: &Path) {
    for path in paths(from).into_iter().filter(|path| from.join(path).is_file()) {
        let copy = to.join(&path);
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(from.join(path), copy).unwrap();
    }
}

/// The files below a folder, by their paths there.
fn paths(folder: &Path) -> BTreeSet<String> {
    let (mut folders, mut files) = (vec![folder.to_path_buf()], BTreeSet::new());
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).unwrap() {
            let entry = entry.unwrap();
            let path = entry.path();
            match entry.file_type().unwrap().is_dir() {
                true => folders.push(path),
                false => {
                    let path = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                    files.insert(path);
                }
            }
        }
    }
    files
}

impl Mirror {
    fn bytes(&self, path: &str) -> Vec<u8> {
        fs::read(self.room.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn text(&self, path: &str) -> String {
        self.room.read(path)
    }

    fn has(&self, path: &str) -> bool {
        self.room.path(path).exists()
    }

    /// The message of the export about a file.
    fn said(&self, words: &str) -> bool {
        self.export.err.contains(words)
    }
}

#[test]
fn the_export_succeeds_and_verifies() {
    assert_eq!((MIRROR.export.code, &*MIRROR.export.out), (Some(0), ""), "{}", MIRROR.export.err);
    let files = paths(&MIRROR.room.path("in")).len();
    assert!(files >= 300, "the mirror has {files} files");
    let verified = MIRROR.room.run(["verify", "out", "--source", "in"].iter().chain(&SETTINGS));
    assert_eq!(verified.code, Some(0), "{}", verified.err);
    assert!(verified.err.contains(" pages verified, 0 gaps"), "{}", verified.err);
    let again = MIRROR.room.run(["export", "in", "out"].iter().chain(&SETTINGS));
    assert!(again.err.contains("; 0 files written, "), "{}", again.err);
}

#[test]
fn nothing_private_is_published() {
    let published = paths(&MIRROR.room.path("out"));
    for path in &published {
        let bytes = MIRROR.bytes(&format!("out/{path}"));
        for secret in ["velmi-tajne", "Tajný koncept"] {
            let found = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
            assert!(!found, "{path} holds {secret}");
        }
    }
    for part in
        [".git", ".env", "node_modules", "~", ".bak", "klice/", ".sql", "web.config", "textify"]
    {
        let found = published.iter().find(|path| path.contains(part));
        assert!(found.is_none_or(|path| path.contains("textify-sitemap")), "{found:?}");
    }
    for kept in [".well-known/security.txt", ".htaccess", "styl/hlavni.css", "obrazky/znak.png"] {
        let (before, after) = (format!("in/{kept}"), format!("out/{kept}"));
        assert_eq!(MIRROR.bytes(&before), MIRROR.bytes(&after), "{kept}");
    }
    for named in
        ["2 keys (klice/id_rsa, klice/server.key)", "1 database (zaloha.sql)", "index.html~"]
    {
        assert!(MIRROR.said(named), "{named}: {}", MIRROR.export.err);
    }
}

#[test]
fn programs_are_copied_and_named() {
    for name in [
        "formular.php",
        "vysledek.php",
        "znacka.php",
        "hledani.asp",
        "prehled.aspx",
        "seznam.jsp",
        "paticka.shtml",
    ] {
        let (before, after) = (format!("in/program/{name}"), format!("out/program/{name}"));
        assert_eq!(MIRROR.bytes(&before), MIRROR.bytes(&after), "{name}");
        assert!(!MIRROR.has(&format!("out/text/program/{name}.html")), "{name}");
        assert!(!MIRROR.has(&format!("out/text/program/{name}")), "{name}");
        assert!(
            MIRROR.said(&format!("program/{name}: warning: ")),
            "{name}: {}",
            MIRROR.export.err
        );
    }
    assert!(MIRROR.said("a server that does not run it shows its source"));
    for left_out in ["wp-config.php", "hlavicka.inc"] {
        assert!(!MIRROR.has(&format!("out/program/{left_out}")), "{left_out}");
    }
    assert!(
        MIRROR.text("out/text/program/ulozeno.php.html").contains("Takto stránku poslal server.")
    );
    assert!(MIRROR.text("out/text/program/vzorec.html").contains("{{ a + b }}"));
}

#[test]
fn every_page_has_versions_in_its_language() {
    for (path, words) in [
        ("index.html", "Vítejte na stránkách úřadu."),
        ("aktuality/oznameni-7.html", "Žluťoučký kůň přišel na úřad už 7. dubna."),
        ("uredni-deska/oznameni-7.html", "Žluťoučký kůň přišel na úřad už 7. dubna."),
        ("en/7.html", "The office is open from eight to noon"),
        ("de/7.html", "von acht bis zwölf Uhr geöffnet"),
        ("mvcr/docDetail.aspx?docid=3&docType=ART.html", "Dokument je v archivu"),
        ("mvcr/docDetail.aspx?docid=4&docType=ART", "Dokument je v archivu"),
        ("mvcr/docDetail.aspx@docid=5&docType=ART.html", "Dokument je v archivu"),
        ("stary-web/clanek0007.html", "Stránku uložil nástroj"),
        ("sleva 100%.html", "Název souboru je neobvyklý."),
        ("a+b & c.html", "Název souboru je neobvyklý."),
        ("Stará Verze/INDEX.HTM", "Název souboru je neobvyklý."),
        ("lidé/Default.asp", "Název souboru je neobvyklý."),
        ("interni/porada.html", "Porada je v úterý"),
    ] {
        for version in ["text", "print"] {
            let ending = if path.ends_with(".html") { "" } else { ".html" };
            let text = MIRROR.text(&format!("out/{version}/{path}{ending}"));
            assert!(text.contains(words), "{version} of {path}: {text}");
            let language = path.split('/').next().filter(|part| part.len() == 2).unwrap_or("cs");
            assert!(text.contains(&format!("lang=\"{language}\"")), "{version} of {path}");
        }
        let original = MIRROR.bytes(&format!("out/{path}"));
        assert!(original.windows(14).any(|part| part == b"<!--textify-->"), "{path}");
    }
    // A page in UTF-16 gets no links, and the export says so.
    assert_eq!(MIRROR.bytes("in/de/archiv.html"), MIRROR.bytes("out/de/archiv.html"));
    assert!(MIRROR.said("de/archiv.html: warning: "));
    assert!(MIRROR.text("out/text/de/archiv.html").contains("Diese Seite ist alt"));
}

/// The addresses of a site map.
fn listed(xml: &str) -> Vec<&str> {
    let entries = xml.split("<loc>").skip(1);
    entries.filter_map(|entry| entry.split("</loc>").next()?.strip_prefix(BASE)).collect()
}

#[test]
fn the_site_map_lists_addresses_as_servers_have_them() {
    assert_eq!(MIRROR.bytes("in/sitemap.xml"), MIRROR.bytes("out/sitemap.xml"));
    assert_eq!(MIRROR.bytes("in/robots.txt"), MIRROR.bytes("out/robots.txt"));
    let map = MIRROR.text("out/textify-sitemap.xml");
    let listed = listed(&map);
    for address in [
        "",
        "en/",
        "rozcestnik/",
        "lid%C3%A9/",
        "Star%C3%A1%20Verze/",
        "mvcr/docDetail.aspx?docid=4&amp;docType=ART",
        "mvcr/docDetail.aspx?docid=5&amp;docType=ART",
        "stary-web/clanek?id=7",
        "sluzby/pasy",
        "sleva%20100%25.html",
        "spojeni.html",
    ] {
        assert!(listed.contains(&address), "{address} is not in {listed:#?}");
    }
    for part in [
        "interni/",
        "dekujeme",
        "kanal",
        "404",
        "google",
        "_vti_cnf",
        "program/formular",
        "vlastni.html",
        "jinam.html",
        "verejne",
        "%3F",
        "novinky",
    ] {
        let found = listed.iter().find(|address| address.contains(part));
        assert_eq!(found, None, "{part} is listed");
    }
    assert!(!map.contains("czech republic"));
}

#[test]
fn directives_for_robots_and_addresses_reach_the_versions() {
    for version in ["text", "print"] {
        let asks = MIRROR.text(&format!("out/{version}/dekujeme.html"));
        assert!(asks.contains("content=\"noindex, nofollow, max-snippet:0\""), "{version}: {asks}");
    }
    assert!(MIRROR.said("Disallow: /text/interni/"), "{}", MIRROR.export.err);
    let named = MIRROR.text("out/print/adresy/vlastni.html");
    assert!(named.contains("https://www.urad.example/sluzby/pasy"), "{named}");
    let linking = MIRROR.text("out/text/adresy/odkaz.html");
    assert!(linking.contains("href=\"vlastni.html\""), "{linking}");
    let httrack = MIRROR.text("out/print/stary-web/clanek0007.html");
    assert!(httrack.contains("https://www.urad.example/stary-web/clanek?id=7"), "{httrack}");
}

#[test]
fn an_older_export_and_links_out_are_left_out() {
    assert!(!MIRROR.has("out/verejne"));
    assert!(
        MIRROR.said("verejne/: warning: left out: it is an earlier export"),
        "{}",
        MIRROR.export.err
    );
    if cfg!(unix) {
        assert!(MIRROR.text("out/text/spojeni.html").contains("Podatelna je v přízemí"));
        for gone in ["ven.html", "novinky", "text/ven.html"] {
            assert!(!MIRROR.has(&format!("out/{gone}")), "{gone}");
        }
        for named in ["ven.html: warning: passed over", "novinky: warning: passed over"] {
            assert!(MIRROR.said(named), "{named}: {}", MIRROR.export.err);
        }
    }
}

#[test]
fn faults_are_grouped_by_cause() {
    let ran = MIRROR.room.run(["sitemap", "in", "-o", "map"].iter().chain(&SETTINGS));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    for fault in [
        "Broken link: /zrusena/ (20 pages, first sluzby-mesta/1.html:",
        "Several pages with the same canonical address: /sluzby/prukazy (2 pages",
        "in case only: /adresy/Velka.html",
        "/obrazky/chybi.png",
        "/styl/chybi.css",
        "file:///C:/dokumenty/plan.doc",
        "localhost:8080",
    ] {
        assert!(ran.err.contains(fault), "{fault}: {}", ran.err);
    }
    let lines = ran.err.lines().filter(|line| line.contains("/zrusena/")).count();
    assert_eq!(lines, 1, "{}", ran.err);
}
