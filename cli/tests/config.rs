//! Settings from `textify.toml`, and what the command line makes of them.

mod common;
use common::Room;
use std::fs;
use std::path::Path;

/// Has an error, and a warning.
const PAGE: &str = "<!DOCTYPE html><html lang=en><title>Fees</title><main><h1>Fees</h1>\n\
    <marquee>Closed on Friday.</marquee></main>";

fn room(settings: &str) -> Room {
    let room = Room::new();
    fs::create_dir_all(room.path("site/news")).unwrap();
    room.write("site/news/fees.html", PAGE);
    room.write("textify.toml", settings);
    room
}

#[test]
fn the_file_is_found_from_a_folder_below_and_its_paths_are_meant_from_its_own() {
    let room = room(
        "[check]\npaths = ['site']\n\
         ignore = ['moving-content-element', 'obsolete-element']\n\
         output.json = 'found.json'\n",
    );
    let mut below = room.command(["check"]);
    let ran = below.current_dir(room.path("site/news")).output().unwrap();
    assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
    assert!(room.read("found.json").contains("\"../../site/news/fees.html\""));
    assert_eq!(room.run(["check"]).fine(), "Checked 1 page: nothing found.\n");
}

#[test]
fn the_command_line_wins() {
    let room = room("[check]\nignore = ['moving-content-element']\nfail-on = 'never'\n");
    let page = "site/news/fees.html";
    assert_eq!(room.run(["check", page]).code, Some(0));
    let ran = room.run(["check", "--ignore", "page-has-h1", page]);
    assert!(ran.out.contains("The text moves"), "{}", ran.out);
    assert_eq!(ran.code, Some(0), "never is still the file's");
    let ran = room.run(["check", "--ignore", "page-has-h1", "--fail-on", "error", page]);
    assert_eq!(ran.code, Some(1));
}

#[test]
fn another_file_can_be_given() {
    let room = room("[check]\nfail-on = 'never'\n");
    room.write("strict.toml", "[check]\nfail-on = 'error'\npaths = ['site']\n");
    assert_eq!(room.run(["check", "site"]).code, Some(0));
    assert_eq!(room.run(["check", "--config", "strict.toml"]).code, Some(1));
    room.run(["check", "--config", "gone.toml", "site"])
        .refused("gone.toml: there is no such file", "check the spelling of the file name");
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_what_was_meant() {
    let told = |settings: &str| {
        let ran = room(settings).run(["check", "site"]);
        assert_eq!(ran.code, Some(2), "{settings}: {}", ran.err);
        ran.err
    };
    let wrong = told("[check]\nlevel = 'aa'\nignroe = ['page-has-h1']\n");
    assert!(
        wrong.starts_with("textify: textify.toml:3: there is no setting “ignroe” here\n"),
        "{wrong}"
    );
    assert!(wrong.ends_with("hint: did you mean ignore?\n"), "{wrong}");
    let wrong = told("\n[chek]\n");
    assert!(
        wrong.starts_with("textify: textify.toml:2: there is no setting “chek” here\n"),
        "{wrong}"
    );
    assert!(wrong.ends_with("hint: did you mean check?\n"), "{wrong}");
    let wrong = told("[check]\nfail-on = 'warnings'\n");
    assert!(wrong.ends_with("hint: did you mean warning?\n"), "{wrong}");
    let wrong = told("[check]\nselect = [\n  'page-has-h1',\n  'viewport-zom',\n]\n");
    assert!(wrong.contains("\nhint: did you mean viewport-zoom?"), "{wrong}");
    let wrong = told("[check]\nmax-warnings = 'two'\n");
    let number =
        "textify.toml:2: a whole number of 0 or more is expected here, not the text “two”\nhint: ";
    assert!(wrong.contains(number), "{wrong}");
    let wrong = told("check = 3\n");
    let section = "textify.toml:1: a section with settings is expected here, not the number 3\n";
    assert!(wrong.contains(section), "{wrong}");
    let wrong = told("[export]\nonly = ['text', 'prnit']\n");
    let value = "“prnit” is not one of its values\nhint: did you mean print?\n";
    assert!(wrong.ends_with(value), "{wrong}");
    let wrong = told("[check]\nlevel = \n");
    assert!(wrong.starts_with("textify: textify.toml:2: "), "{wrong}");
}

#[test]
fn some_pages_are_asked_for_less() {
    let overrides = "[[check.overrides]]\npaths = ['site/news']\n\
        ignore = ['moving-content-element', 'obsolete-element']\n";
    let room = room(&format!("[check]\npaths = ['site']\n{overrides}"));
    room.write("site/fees.html", PAGE.replace("Fees", "Fees of 2027"));
    let ran = room.run(["check", "--format", "json"]);
    assert_eq!(ran.code, Some(1));
    let (news, fees) = ran.out.split_once("site/news/fees.html").map(|(a, b)| (b, a)).unwrap();
    assert!(fees.contains("moving-content-element"), "{}", ran.out);
    assert!(!news.contains("moving-content-element"), "{}", ran.out);
    // Whatever way the page is named.
    let mut below = room.command(["check", "fees.html"]);
    let ran = below.current_dir(room.path("site/news")).output().unwrap();
    assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stdout));
}

#[test]
fn overrides_count_one_over_the_other_and_say_what_is_wrong_with_them() {
    let one = "[[check.overrides]]\npaths = ['site']\nignore = ['obsolete-element']\n";
    let other = "[[check.overrides]]\npaths = ['site/news/fees.html']\n\
        ignore = ['moving-content-element']\n";
    let both = room(&format!("[check]\npaths = ['site']\n{one}{other}"));
    assert_eq!(both.run(["check"]).fine(), "Checked 1 page: nothing found.\n");

    let wrong = room("[[check.overrides]]\npaths = ['site']\nignor = []\n").run(["check", "site"]);
    assert_eq!(wrong.code, Some(2));
    assert!(
        wrong.err.contains("textify.toml:3: there is no setting “ignor” here\n"),
        "{}",
        wrong.err
    );
    assert!(wrong.err.ends_with("hint: did you mean ignore?\n"), "{}", wrong.err);

    let gone = room("[[check.overrides]]\npaths = ['sit']\n").run(["check", "site"]);
    assert!(gone.err.contains("sit: warning: check.overrides names it"), "{}", gone.err);
}

#[test]
fn overrides_may_name_pages_by_patterns() {
    let overrides = |path: &str| {
        format!(
            "[check]\npaths = ['site']\n[[check.overrides]]\npaths = ['{path}']\n\
             ignore = ['moving-content-element', 'obsolete-element']\n"
        )
    };
    for path in ["site/**", "**/fees.html", "*/n?ws/*.html", "site/{news,gone}", "site/n*"] {
        let room = room(&overrides(path));
        assert_eq!(room.run(["check"]).fine(), "Checked 1 page: nothing found.\n", "{path}");
        let mut below = room.command(["check", "fees.html"]);
        let ran = below.current_dir(room.path("site/news")).output().unwrap();
        assert_eq!(ran.status.code(), Some(0), "{path}");
    }
    for path in ["site/*.html", "*", "**/news.html"] {
        let code = room(&overrides(path)).run(["check"]).code;
        assert_eq!(code, if path == "*" { Some(0) } else { Some(1) }, "{path}");
    }
    let wrong = room(&overrides("site/{news")).run(["check"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.starts_with("textify: site/{news: check.overrides has no"), "{}", wrong.err);
    assert!(wrong.err.ends_with("and ** for any folders\n"), "{}", wrong.err);
}

#[test]
fn the_settings_that_the_readme_shows_are_read() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = fs::read_to_string(readme).unwrap();
    let shown = readme.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
    let room = room(shown.expect("settings in README.md"));
    let ran = room.run(["check", "site"]);
    assert!(ran.err.starts_with("textify: accepted.json: it cannot be read"), "{}", ran.err);
}

/// `TEXTIFY_UPDATE=1 cargo test -p textify-cli --test config` writes it anew.
#[test]
fn the_committed_schema_is_the_one_of_this_version() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/textify.toml.json");
    let schema = Room::new().run(["schema", "config"]).fine().to_owned();
    if std::env::var_os("TEXTIFY_UPDATE").is_some() {
        fs::write(&path, &schema).unwrap();
    }
    let committed = fs::read_to_string(&path).expect("the committed schema");
    assert!(schema == committed, "{} is not what textify schema config says", path.display());
}
