//! A site as web teams have it on disk: three languages, four encodings, a part saved by wget, a
//! part saved by HTTrack, programs of the server, files that nobody may publish, links, and an
//! older export. Every page is invented.

use encoding_rs::{Encoding, ISO_8859_2, UTF_8, WINDOWS_1250};
use std::fs;
use std::path::{Path, PathBuf};

/// The address of the site.
pub(crate) const BASE: &str = "https://www.urad.example/";

/// How many announcements there are in each encoding.
const ANNOUNCEMENTS: usize = 30;
/// How many pages there are in each foreign language.
const FOREIGN: usize = 25;
/// How many pages wget saved with the query in the name.
const WGET: usize = 40;
/// How many pages HTTrack saved.
const HTTRACK: usize = 30;

/// A folder that the site is written to.
pub(crate) struct Site<'r> {
    root: &'r Path,
}

impl Site<'_> {
    /// Writes the whole site below a folder.
    pub(crate) fn write(root: &Path) {
        let site = Site { root };
        site.own_pages();
        site.announcements();
        site.foreign_pages();
        site.saved_by_wget();
        site.saved_by_httrack();
        site.server_code();
        site.private_files();
        site.for_robots();
        site.odd_names();
        site.addresses();
        site.faults();
        #[cfg(unix)]
        site.links();
    }

    fn path(&self, name: &str) -> PathBuf {
        let path = self.root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        path
    }

    fn bytes(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).unwrap();
    }

    /// A page in an encoding that it declares.
    fn page(&self, name: &str, page: &Page<'_>) {
        self.bytes(name, page.bytes());
    }

    fn own_pages(&self) {
        let menu = "<a href=\"/aktuality/\">Aktuality</a> <a href=\"/kontakty.html\">Kontakty</a> \
            <a href=\"/dokumenty/zpr%C3%A1va%20o%20%C4%8Dinnosti.html\">Zpráva</a>";
        let head = "<link rel=\"stylesheet\" href=\"/styl/hlavni.css\">\
            <link rel=\"alternate\" hreflang=\"en\" href=\"/en/\">\
            <link rel=\"alternate\" hreflang=\"de\" href=\"/de/\">\
            <link rel=\"alternate\" hreflang=\"czech republic\" href=\"/cz/\">";
        let mut home = Page::new("cs", "Úřad města Kamenice", "Vítejte na stránkách úřadu.");
        (home.head, home.menu) = (head, menu);
        self.page("index.html", &home);
        let mut contacts = Page::new("cs", "Kontakty", "Podatelna je v přízemí, dveře číslo tři.");
        contacts.menu = "<a href=\"/\">Úvod</a> <a href=\"/mapa%20stranek.html\">Mapa</a>";
        self.page("kontakty.html", &contacts);
        let report = Page::new("cs", "Zpráva o činnosti", "Rada jednala dvanáctkrát.");
        self.page("dokumenty/zpráva o činnosti.html", &report);
        self.bytes("styl/hlavni.css", HOSTILE_SHEET);
        self.bytes("obrazky/znak.png", PNG);
        self.bytes("soubory/rozpočet 2025.pdf", b"%PDF-1.4\n%%EOF\n");
    }

    fn announcements(&self) {
        for (folder, encoding) in
            [("aktuality", WINDOWS_1250), ("uredni-deska", ISO_8859_2), ("zpravodaj", UTF_8)]
        {
            let mut list = String::new();
            for number in 1..=ANNOUNCEMENTS {
                let title = format!("Oznámení číslo {number}");
                let text = format!("Žluťoučký kůň přišel na úřad už {number}. dubna.");
                let mut page = Page::new("cs", &title, &text);
                page.encoding = encoding;
                self.page(&format!("{folder}/oznameni-{number}.html"), &page);
                list += &format!("<a href=\"oznameni-{number}.html\">{title}</a> ");
            }
            let mut index = Page::new("cs", folder, "Všechna oznámení úřadu od nejnovějšího.");
            (index.encoding, index.menu) = (encoding, &list);
            self.page(&format!("{folder}/index.html"), &index);
        }
    }

    fn foreign_pages(&self) {
        for (language, title, text) in [
            ("en", "Notice", "The office is open from eight to noon on every working day."),
            ("de", "Mitteilung", "Das Amt ist an jedem Werktag von acht bis zwölf Uhr geöffnet."),
        ] {
            let mut list = String::new();
            for number in 1..=FOREIGN {
                let title = format!("{title} {number}");
                self.page(&format!("{language}/{number}.html"), &Page::new(language, &title, text));
                list += &format!("<a href=\"{number}.html\">{title}</a> ");
            }
            let mut index = Page::new(language, title, text);
            index.head = "<link rel=\"alternate\" hreflang=\"cs\" href=\"/\">";
            index.menu = &list;
            self.page(&format!("{language}/index.html"), &index);
        }
        // Saved by an editor of the nineties, as UTF-16 with a byte order mark.
        let old = Page::new("de", "Archiv", "Diese Seite ist alt und bleibt, wie sie ist.");
        let units = old.html().replace("utf-8", "utf-16");
        let units = std::iter::once('\u{feff}').chain(units.chars());
        let bytes: Vec<u8> =
            units.collect::<String>().encode_utf16().flat_map(u16::to_le_bytes).collect();
        self.bytes("de/archiv.html", bytes);
    }

    /// `wget --mirror`, with and without `--adjust-extension`, and as it names files on Windows.
    fn saved_by_wget(&self) {
        for number in 1..=WGET {
            let name = match number % 3 {
                0 => format!("docDetail.aspx?docid={number}&docType=ART.html"),
                1 => format!("docDetail.aspx?docid={number}&docType=ART"),
                _ => format!("docDetail.aspx@docid={number}&docType=ART.html"),
            };
            let next = number % WGET + 1;
            let menu = format!("<a href=\"docDetail.aspx?docid={next}&amp;docType=ART\">Další</a>");
            let title = format!("Dokument {number}");
            let mut page = Page::new("cs", &title, "Dokument je v archivu úřadu od roku 2009.");
            page.menu = &menu;
            self.page(&format!("mvcr/{name}"), &page);
        }
    }

    fn saved_by_httrack(&self) {
        for number in 1..=HTTRACK {
            let title = format!("Stránka {number}");
            let page = Page::new("cs", &title, "Stránku uložil nástroj pro zrcadlení webů.");
            let mark = format!(
                "<!-- Mirrored from www.urad.example/stary-web/clanek?id={number} by HTTrack \
                Website Copier/3.x [XR&CO'2014], Mon, 06 Jan 2025 09:00:00 GMT -->"
            );
            let html = page.html().replacen("<head>", &format!("<head>{mark}"), 1);
            self.bytes(&format!("stary-web/clanek{number:04x}.html"), html);
        }
    }

    /// Programs that the server runs: what visitors get is not in the file.
    fn server_code(&self) {
        let page = Page::new("cs", "Formulář", "Vyplňte žádost.").html();
        let inside = |code: &str| page.replace("<h1>", &format!("{code}<h1>"));
        self.bytes("program/formular.php", format!("<?php session_start(); ?>\n{page}"));
        self.bytes("program/vysledek.php", inside("<p><?= $jmeno ?></p>"));
        let in_a_tag = "<div<?php if ($siroky) echo ' class=\"x\"'; ?>>Text</div>";
        self.bytes("program/znacka.php", inside(in_a_tag));
        self.bytes("program/hledani.asp", format!("<%@ Language=VBScript %>\n{page}"));
        self.bytes("program/prehled.aspx", format!("<%@ Page Language=\"C#\" %>\n{page}"));
        self.bytes("program/seznam.jsp", inside("<% for (int i = 0; i < 3; i++) { %>.<% } %>"));
        self.bytes("program/paticka.shtml", inside("<!--#include virtual=\"/paticka.inc\" -->"));
        self.bytes("program/wp-config.php", "<?php define('DB_PASSWORD', 'velmi-tajne');\n");
        self.bytes("program/hlavicka.inc", "<?php $heslo = 'velmi-tajne'; ?>\n");
        // A page of what a server of this kind sent is a page.
        self.page(
            "program/ulozeno.php",
            &Page::new("cs", "Uloženo", "Takto stránku poslal server."),
        );
        let braces = Page::new("cs", "Vzorec", "Součet je {{ a + b }} korun.");
        self.page("program/vzorec.html", &braces);
    }

    fn private_files(&self) {
        let draft = Page::new("cs", "Koncept", "Tajný koncept nesmí na web.").html();
        self.bytes(".git/HEAD", "ref: refs/heads/main\n");
        self.bytes(".git/koncept.html", &draft);
        self.bytes(".env", "HESLO=velmi-tajne\n");
        self.bytes("node_modules/balik/index.html", &draft);
        self.bytes("index.html~", &draft);
        self.bytes("kontakty.html.bak", &draft);
        self.bytes("klice/server.key", "velmi-tajne\n");
        self.bytes("klice/id_rsa", "velmi-tajne\n");
        self.bytes("zaloha.sql", "INSERT INTO lide VALUES ('velmi-tajne');\n");
        self.bytes("web.config", "<configuration><!-- velmi-tajne --></configuration>");
        self.bytes("textify.toml", "");
        self.bytes("_vti_cnf/index.html", "vti_encoding:SR|utf8-nl\nvti_author:SR|velmi-tajne\n");
        self.bytes(".well-known/security.txt", "Contact: mailto:bezpecnost@urad.example\n");
        self.bytes(".htaccess", "DirectoryIndex uvod.html index.html index.htm Default.asp\n");
    }

    fn for_robots(&self) {
        self.bytes("robots.txt", "User-agent: *\nDisallow: /interni/\nAllow: /\n");
        let map = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
            <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\
            <url><loc>{BASE}</loc></url><url><loc>{BASE}kontakty.html</loc></url></urlset>"
        );
        self.bytes("sitemap.xml", map);
        self.page("interni/porada.html", &Page::new("cs", "Porada", "Porada je v úterý v devět."));
        let mut hidden = Page::new("cs", "Děkujeme", "Vaše zpráva byla odeslána.");
        hidden.head = "<meta name=\"robots\" content=\"noindex, nofollow, max-snippet:0\">";
        self.page("dekujeme.html", &hidden);
        let feed = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>\
            <title>Aktuality</title></channel></rss>";
        self.bytes("aktuality/kanal.html", feed);
        self.page("en/404.html", &Page::new("en", "Page not found", "There is no such page."));
        let proof = "google-site-verification: google1234567890abcdef.html";
        self.bytes("google1234567890abcdef.html", proof);
    }

    fn odd_names(&self) {
        for (name, title) in [
            ("mapa stranek.html", "Mapa stránek"),
            ("sleva 100%.html", "Sleva"),
            ("a+b & c.html", "Součet"),
            ("Stará Verze/INDEX.HTM", "Stará verze"),
            ("lidé/Default.asp", "Lidé"),
            ("rozcestnik/uvod.html", "Rozcestník"),
        ] {
            self.page(name, &Page::new("cs", title, "Název souboru je neobvyklý."));
        }
    }

    /// Pages that name their own address.
    fn addresses(&self) {
        for (name, canonical) in [
            ("adresy/vlastni.html", "https://www.urad.example/sluzby/pasy"),
            ("adresy/dvojce-1.html", "https://www.urad.example/sluzby/prukazy"),
            ("adresy/dvojce-2.html", "https://www.urad.example/sluzby/prukazy"),
            ("adresy/jinam.html", "https://www.jinde.example/clanek"),
            ("adresy/velka.html", "https://www.urad.example/adresy/Velka.html"),
        ] {
            let head = format!("<link rel=\"canonical\" href=\"{canonical}\">");
            let mut page = Page::new("cs", name, "Stránka říká, jakou má adresu.");
            page.head = &head;
            self.page(name, &page);
        }
        let mut linking = Page::new("cs", "Odkaz na adresu", "Adresa vede na stránku v souboru.");
        linking.menu = "<a href=\"/sluzby/pasy\">Pasy</a>";
        self.page("adresy/odkaz.html", &linking);
    }

    /// The same broken link on many pages, and the other kinds of faults.
    fn faults(&self) {
        for number in 1..=20 {
            let mut page = Page::new("cs", "Služba", "Popis služby úřadu pro občany města.");
            let title = format!("Služba {number}");
            page.title = &title;
            page.menu = "<a href=\"/zrusena/\">Zrušená stránka</a>";
            self.page(&format!("sluzby-mesta/{number}.html"), &page);
        }
        let mut page = Page::new("cs", "Chyby", "Na stránce je několik chyb v odkazech.");
        page.head = "<link rel=\"stylesheet\" href=\"/styl/chybi.css\">";
        page.menu = "<img src=\"/obrazky/chybi.png\" alt=\"Budova\"> \
            <a href=\"file:///C:/dokumenty/plan.doc\">Plán</a> \
            <a href=\"http://localhost:8080/test\">Zkouška</a>";
        self.page("chyby.html", &page);
    }

    #[cfg(unix)]
    fn links(&self) {
        use std::os::unix::fs::symlink;
        symlink("kontakty.html", self.path("spojeni.html")).unwrap();
        let outside = self.root.parent().unwrap().join("mimo.html");
        fs::write(&outside, Page::new("cs", "Mimo", "Soubor leží mimo web.").html()).unwrap();
        symlink(&outside, self.path("ven.html")).unwrap();
        symlink("aktuality", self.path("novinky")).unwrap();
    }
}

/// One page.
struct Page<'p> {
    language: &'p str,
    title: &'p str,
    text: &'p str,
    head: &'p str,
    menu: &'p str,
    encoding: &'static Encoding,
}

impl<'p> Page<'p> {
    fn new(language: &'p str, title: &'p str, text: &'p str) -> Page<'p> {
        Page { language, title, text, head: "", menu: "", encoding: UTF_8 }
    }

    fn html(&self) -> String {
        let Page { language, title, text, head, menu, encoding } = self;
        let charset = encoding.name().to_lowercase();
        format!(
            "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"{charset}\">\n\
            <title>{title} – Úřad města Kamenice</title>\n{head}\n</head>\n<body>\n\
            <nav>{menu}</nav>\n<main>\n<h1>{title}</h1>\n<p>{text}</p>\n</main>\n</body>\n</html>\n"
        )
    }

    fn bytes(&self) -> Vec<u8> {
        self.encoding.encode(&self.html()).0.into_owned()
    }
}

/// A style sheet that hides and moves what a site does not expect at the beginning of `body`.
const HOSTILE_SHEET: &str = "body { display: flex; flex-direction: column }\n\
    body > :first-child, nav ul, nav li { position: absolute; left: -9999px }\n\
    body > div:first-of-type { height: 0; overflow: hidden; font-size: 0 }\n";

/// A picture of one dot.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\
    \0\0\0\x0aIDATx\x9cc`\0\0\0\x02\0\x01\x48\xaf\xa4\x71\0\0\0\0IEND\xaeB`\x82";
