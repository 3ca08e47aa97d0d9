//! Which address a page has, and where that is written.

mod common;

use common::{Ran, Room, page};

const BASE: &str = "--base-url=https://www.example.org/";

fn canonical(href: &str) -> String {
    format!("<link rel=canonical href=\"{href}\">")
}

fn sitemap(room: &Room, more: &[&str]) -> Ran {
    let ran = room.run(["sitemap", "in", BASE].iter().chain(more));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    ran
}

fn export(room: &Room, more: &[&str]) -> Ran {
    let ran = room.run(["export", "in", "out", BASE].iter().chain(more));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    ran
}

fn verify(room: &Room, more: &[&str]) {
    for source in [&["--source", "in"][..], &[]] {
        let ran = room.run(["verify", "out", BASE].iter().chain(source).chain(more));
        assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    }
}

/// The addresses of a site map, below the root.
fn listed(xml: &str) -> Vec<&str> {
    let locations = xml.split("<loc>https://www.example.org/").skip(1);
    locations.map(|rest| rest.split("</loc>").next().unwrap()).collect()
}

#[test]
fn a_canonical_link_on_the_site_is_the_address() {
    let nice = canonical("https://www.example.org/news/first?part=1");
    let room = Room::with_site(&[
        (
            "index.html",
            &page(
                "Home",
                "",
                "<a href=a1.html>First</a> <a href='/news/first?part=1#top'>Same</a>",
            ),
        ),
        ("a1.html", &page("First", &nice, "<a href=index.html>Home</a>")),
    ]);
    let ran = sitemap(&room, &[]);
    assert_eq!(listed(&ran.out), ["", "news/first?part=1"]);
    assert!(!ran.err.contains("Broken link"), "{}", ran.err);
    assert!(
        ran.err.contains(
            "Canonical address that is no file of the site: /news/first?part=1 (a1.html)"
        ),
        "{}",
        ran.err
    );

    export(&room, &[]);
    let own = "https://www.example.org/news/first?part=1";
    assert_eq!(listed(&room.read("out/sitemap.xml")), ["", "news/first?part=1"]);
    let text = room.read("out/text/a1.html");
    assert!(text.contains(&format!("<link rel=\"canonical\" href=\"{own}\">")), "{text}");
    // Relative links begin from where the page lies, links to the address lead to the text version.
    assert!(text.contains("href=\"index.html\""), "{text}");
    let home = room.read("out/text/index.html");
    assert!(home.contains("href=\"a1.html#top\""), "{home}");
    let print = room.read("out/print/a1.html");
    assert!(print.contains(&format!("<a href=\"{own}\">")), "the source on paper: {print}");
    let home = room.read("out/print/index.html");
    assert!(home.contains(own) && !home.contains("example.org/a1.html"), "{home}");
    verify(&room, &[]);
}

#[test]
fn canonical_links_that_are_at_fault_are_reported() {
    let room = Room::with_site(&[
        ("index.html", &page("Home", &canonical("/INDEX.html"), "<a href=a.html>A</a>")),
        ("a.html", &page("A", &canonical("/same"), "<a href=b.html>B</a>")),
        ("b.html", &page("B", &canonical("/same"), "<a href=c.html>C</a>")),
        ("c.html", &page("C", &canonical("b.html"), "<a href=d.html>D</a>")),
        ("d.html", &page("D", "", &format!("{}<a href=e.html>E</a>", canonical("/elsewhere")))),
        ("e.html", &page("E", &canonical("/D.html"), "<a href=a.html>A</a>")),
    ]);
    let ran = sitemap(&room, &[]);
    // A canonical link in the body counts as nothing; one that differs in case only moves no page.
    assert_eq!(listed(&ran.out), ["", "d.html", "e.html"]);
    for fault in [
        "Several pages with the same canonical address: /same (2 pages, first a.html)",
        "Canonical address that differs from / in case only: /INDEX.html (index.html)",
        "Canonical address that differs from /d.html in case only: /D.html (e.html)",
        "c.html: left out: it names another page as canonical: https://www.example.org/b.html",
    ] {
        assert!(ran.err.contains(fault), "{fault}: {}", ran.err);
    }
    assert!(!ran.err.contains("/elsewhere"), "{}", ran.err);
}

#[test]
fn og_url_counts_where_there_is_no_canonical_link() {
    let og = |to: &str| format!("<meta property=og:url content=\"{to}\">");
    let room = Room::with_site(&[
        ("index.html", &page("Home", &og("https://www.example.org/"), "<a href=a.html>A</a>")),
        ("a.html", &page("A", &og("https://www.example.org/a-nice-name"), "<a href=b.html>B</a>")),
        ("b.html", &page("B", &og("https://www.example.org/"), "")),
        ("c.html", &page("C", &og("https://other.example/c"), "")),
    ]);
    let ran = sitemap(&room, &[]);
    assert_eq!(listed(&ran.out), ["", "a-nice-name", "b.html", "c.html"]);
}

#[test]
fn the_list_of_the_caller_comes_first() {
    let room = Room::with_site(&[
        (
            "index.html",
            &page("Home", "", "<a href='/article.php?id=7'>Seven</a><a href=dump/7.html>7</a>"),
        ),
        (
            "dump/7.html",
            &page(
                "Seven",
                &canonical("/other"),
                "<a href='/?home'>Home</a><img src=img/x.png alt=X>",
            ),
        ),
        ("img/x.png", "no image"),
    ]);
    room.write(
        "urls.tsv",
        "\u{feff}# path, address\ndump/7.html\t/article.php?id=7\r\ngone.html\t/x\n",
    );
    let ran = sitemap(&room, &["--urls", "urls.tsv"]);
    assert_eq!(listed(&ran.out), ["", "article.php?id=7"]);
    assert!(ran.err.contains("gone.html: warning: the list of addresses names it"), "{}", ran.err);
    assert!(!ran.err.contains("Broken link: /article"), "{}", ran.err);
    // The image lies where the page is served, not where its file is.
    assert!(!ran.err.contains("Missing image"), "{}", ran.err);

    room.write("textify.toml", "[urls]\nlist = \"urls.tsv\"\n");
    let ran = export(&room, &[]);
    assert!(ran.err.contains("gone.html: warning: the list of addresses names it"), "{}", ran.err);
    let text = room.read("out/text/dump/7.html");
    assert!(
        text.contains("canonical\" href=\"https://www.example.org/article.php?id=7\""),
        "{text}"
    );
    let original = room.read("out/dump/7.html");
    assert!(
        original.contains("mailto:") && original.contains("article%2Ephp%3Fid%3D7"),
        "{original}"
    );
    assert!(room.read("out/text/index.html").matches("href=\"dump/7.html\"").count() == 2);
    verify(&room, &[]);
}

#[test]
fn a_list_that_cannot_be_meant_is_refused() {
    let room = Room::with_site(&[("a.html", &page("A", "", ""))]);
    for (list, message) in [
        ("a.html /a\n", "urls.tsv:1: there is no tab between path and address"),
        (
            "\na.html\thttps://other.example/\n",
            "urls.tsv:2: “https://other.example/” is no address of the site",
        ),
        ("a.html\t/x\nb.html\t/x\n", "urls.tsv:2: “/x” is the address of line 1, too"),
    ] {
        room.write("urls.tsv", list);
        for command in [&["sitemap", "in"][..], &["export", "in", "out"]] {
            let ran = room.run(command.iter().chain(&[BASE, "--urls", "urls.tsv"]));
            assert_eq!(ran.code, Some(2), "{}", ran.err);
            assert!(ran.err.contains(message) && ran.err.contains("hint: "), "{}", ran.err);
        }
    }
    let ran = room.run(["sitemap", "in", BASE, "--urls", "nowhere.tsv"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
}

#[test]
fn rules_make_addresses_of_paths() {
    let room = Room::with_site(&[
        ("news/7.html", &page("Seven", "", "<a href='/news.php?id=8'>Eight</a>")),
        ("news/8.html", &page("Eight", "", "<a href='/news.php?id=7'>Seven</a>")),
    ]);
    let rules =
        "[urls]\nrules = [{ pattern = 'news/(\\d+)\\.html', address = '/news.php?id=$1' }]\n";
    room.write("textify.toml", rules);
    let ran = sitemap(&room, &[]);
    assert_eq!(listed(&ran.out), ["news.php?id=7", "news.php?id=8"]);
    assert!(!ran.err.contains("Broken link"), "{}", ran.err);
    export(&room, &[]);
    assert!(room.read("out/text/news/7.html").contains("href=\"8.html\""));
    verify(&room, &[]);
    room.write("textify.toml", "[urls]\nrules = [{ pattern = '(', address = '' }]\n");
    let ran = room.run(["sitemap", "in", BASE]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("“(” is not a regular expression"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn mirrors_of_wget_and_httrack() {
    let mirrored =
        "<!-- Mirrored from www.example.org/list.php?page=2 by HTTrack Website Copier/3.x -->";
    let room = Room::with_site(&[
        (
            "index.html",
            &page("Home", "", "<a href='news.php%3Fid=1.html'>One</a><a href=list2.html>Two</a>"),
        ),
        ("news.php?id=1.html", &page("One", "", "<a href='index.html'>Home</a>")),
        ("news.php@id=2", &page("Two", "", "<a href='list.php?page=2'>List</a>")),
        (
            "list2.html",
            &format!("{mirrored}{}", page("List", "", "<a href='news.php?id=2'>Two</a>")),
        ),
    ]);
    let by = ["--mirrored-by", "wget,httrack"];
    let ran = sitemap(&room, &by);
    let mut found = listed(&ran.out);
    found.sort_unstable();
    assert_eq!(found, ["", "list.php?page=2", "news.php?id=1", "news.php?id=2"]);
    assert!(!ran.err.contains("Broken link"), "{}", ran.err);
    export(&room, &by);
    let text = room.read("out/text/news.php?id=1.html");
    assert!(text.contains("canonical\" href=\"https://www.example.org/news.php?id=1\""), "{text}");
    let print = room.read("out/print/index.html");
    assert!(print.contains("https://www.example.org/news.php?id=1"), "{print}");
    verify(&room, &by);

    // Without a rule the name is the address, and no canonical link names an address that no server has.
    export(&room, &[]);
    let original = room.read("out/news.php?id=1.html");
    assert!(!original.contains("rel=\"canonical\""), "{original}");
    for version in ["text", "print"] {
        let version = room.read(format!("out/{version}/news.php?id=1.html"));
        assert!(!version.contains("rel=\"canonical\""), "{version}");
    }
    assert!(
        room.read("out/index.html").contains("rel=\"canonical\" href=\"https://www.example.org/\"")
    );
}

#[test]
fn index_pages_have_the_address_of_their_folder() {
    let room = Room::with_site(&[
        ("Default.aspx", &page("Home", "", "<a href=a/>A</a><a href=b/>B</a>")),
        ("a/INDEX.HTM", &page("A", "", "<a href=/>Home</a>")),
        ("b/start.html", &page("B", "", "<a href=/>Home</a>")),
        ("b/x.html", &page("X", "", "<a href=./>B</a>")),
    ]);
    let ran = sitemap(&room, &[]);
    assert_eq!(listed(&ran.out), ["", "a/", "b/start.html", "b/x.html"]);
    assert!(ran.err.contains("Broken link: /b/ (2 pages, first Default.aspx:3)"), "{}", ran.err);
    let ran = sitemap(&room, &["--index", "default.aspx,start.html,index.htm"]);
    assert_eq!(listed(&ran.out), ["", "a/", "b/", "b/x.html"]);
    assert!(!ran.err.contains("Broken link"), "{}", ran.err);
    room.write("in/.htaccess", "DirectoryIndex Default.aspx start.html index.htm\n");
    assert_eq!(listed(&sitemap(&room, &[]).out), ["", "a/", "b/", "b/x.html"]);
    export(&room, &[]);
    assert_eq!(listed(&room.read("out/sitemap.xml")), ["", "a/", "b/", "b/x.html"]);
    assert!(room.read("out/text/b/x.html").contains("href=\"start.html\""));
    verify(&room, &[]);
}
