//! What a folder can hold besides good pages: all of it is checked or told, and nothing is a green
//! run that checked nothing.

mod common;
use common::Room;
use std::fs;

fn moving(more: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=en><title>News</title><main><h1>News</h1>\
         <marquee>Closed.</marquee>{more}</main>"
    )
}

#[test]
fn binary_files_and_empty_ones_are_told() {
    let room = Room::new();
    fs::create_dir(room.path("site")).unwrap();
    room.write("site/good.html", common::PAGE);
    room.write("site/picture.html", [0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13]);
    room.write("site/nothing.html", "");
    room.write("site/zeros.html", [0; 5000]);
    room.write("site/data.bin", [0; 5000]);
    let ran = room.run(["check", "site"]);
    assert_eq!(ran.code, Some(2), "{}", ran.out);
    for name in ["picture.html", "nothing.html"] {
        assert!(ran.out.contains(&format!("site/{name}: could not be checked")), "{}", ran.out);
        assert!(ran.err.contains(&format!("textify: site/{name}: the input is")), "{}", ran.err);
    }
    assert!(!ran.out.contains("data.bin"), "{}", ran.out);
}

#[cfg(unix)]
#[test]
fn files_and_folders_that_cannot_be_read_are_told() {
    use std::os::unix::fs::PermissionsExt;
    let room = Room::new();
    fs::create_dir_all(room.path("site/closed")).unwrap();
    room.write("site/good.html", common::PAGE);
    room.write("site/secret.html", common::OTHER);
    room.write("site/closed/in.html", common::OTHER);
    let close = |name: &str, mode| {
        fs::set_permissions(room.path(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    close("site/secret.html", 0o000);
    close("site/closed", 0o000);
    if fs::read(room.path("site/secret.html")).is_ok() {
        println!("skipped: this user may read everything");
        close("site/closed", 0o755);
        return;
    }
    let ran = room.run(["check", "site"]);
    close("site/closed", 0o755);
    assert_eq!(ran.code, Some(2), "{}", ran.out);
    assert!(ran.err.contains("site/secret.html: it cannot be read"), "{}", ran.err);
    assert!(ran.err.contains("site/closed: it cannot be read"), "{}", ran.err);
    assert!(ran.out.contains("Checked 1 page, 2 could not be checked"), "{}", ran.out);
}

#[cfg(unix)]
#[test]
fn links_to_folders_are_told_and_never_followed_round() {
    let room = Room::new();
    fs::create_dir(room.path("site")).unwrap();
    room.write("site/good.html", common::PAGE);
    std::os::unix::fs::symlink(".", room.path("site/again")).unwrap();
    let ran = room.run(["check", "--ignore=best-practice", "site"]);
    assert_eq!(ran.code, Some(0), "{}", ran.out);
    assert_eq!(
        ran.err,
        "textify: site/again: warning: passed over: it is a symbolic link to a folder\n"
    );
}

#[test]
fn broken_markup_is_checked() {
    let room = Room::new();
    let deep = "<div><b><table>".repeat(30_000);
    let markup = ["<p <p <<!-- <!", "</p></html></body><tr><td>&#0;&#xD800;", &deep];
    for markup in markup {
        room.write("news.html", moving(markup));
        let ran = room.run(["check", "--select=moving-content-element", "news.html"]);
        assert_eq!(ran.code, Some(1), "{}", ran.err);
        assert!(ran.out.contains("The text moves"), "{}", ran.out);
    }
}

#[test]
fn old_encodings_are_checked_and_named_by_their_letters() {
    let room = Room::new();
    let page = |charset: &str, name: &[u8]| {
        let head =
            format!("<!DOCTYPE html><html lang=cs><meta charset={charset}><title>Obrázky</title>");
        let mut page: Vec<u8> = head.bytes().filter(u8::is_ascii).collect();
        page.extend(b"<main><h1>Obr</h1><p>x</p><a href=a.html><img src='");
        page.extend(name);
        page.extend(b".png'></a></main>");
        page
    };
    room.write("a.html", page("windows-1250", b"\x9elut\xfd"));
    room.write("b.html", page("iso-8859-2", b"\xbelut\xfd"));
    let mut utf16 = vec![0xff, 0xfe];
    let text = "<!DOCTYPE html><html lang=cs><title>A</title><main><h1>A</h1><a href=a.html><img src='žlutý.png'></a></main>";
    utf16.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    room.write("c.html", utf16);
    for name in ["a.html", "b.html", "c.html"] {
        let ran = room.run(["check", "--select=image-alt-present,link-name", name]);
        assert_eq!(ran.code, Some(1), "{}", ran.err);
        assert!(ran.out.contains("žlutý.png"), "{name}: {}", ran.out);
    }
}

/// Release builds take a fraction of a second; here it shows that no step grows with the square.
#[test]
fn a_page_of_20_megabytes_is_checked() {
    let room = Room::new();
    let row = "<tr><td>Poplatek<td>120 Kč<td><a href=podrobnosti.html>Podrobnosti</a>\n";
    let rows = row.repeat((20 << 20) / row.len());
    room.write(
        "large.html",
        moving(&format!("<table><tr><th>Co<th>Kolik<th>Více\n{rows}</table>")),
    );
    let ran = room.run(["check", "--select=moving-content-element", "large.html"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    room.write("huge.html", vec![b'a'; (64 << 20) + 1]);
    let ran = room.run(["check", "huge.html"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("more than 67108864 bytes"), "{}", ran.err);
}
