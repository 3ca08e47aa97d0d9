//! The files that a web team has in the folder of its site and that no visitor is to get.

use crate::sitemap::holds_editor_data;
use std::fmt::{self, Display};

/// Why a file or folder is no part of the published site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Omission {
    /// Its name begins with a dot, or it belongs to the operating system or to version control.
    Hidden,
    /// A folder of packages, such as `node_modules`.
    Dependencies,
    /// A backup or swap file of an editor.
    Backup,
    /// A folder in which an editor of pages keeps its own data, such as `_vti_cnf`.
    EditorData,
    /// A private key or a file of passwords.
    Key,
    /// A database or its dump.
    Database,
    /// Configuration of the server, or code that only other files include.
    ServerFile,
    /// A file of textify itself.
    OwnFile,
    /// The output of an earlier export.
    EarlierExport,
    /// A pattern of the user excludes it.
    Excluded,
    /// An ignore file that the user named excludes it.
    Ignored,
}

impl Omission {
    /// The reason as a noun for so many files.
    fn noun(self, count: usize) -> &'static str {
        let one = count == 1;
        match self {
            Omission::Hidden => "hidden",
            Omission::Dependencies if one => "dependency",
            Omission::Dependencies => "dependencies",
            Omission::Backup if one => "backup",
            Omission::Backup => "backups",
            Omission::EditorData if one => "folder of an editor",
            Omission::EditorData => "folders of editors",
            Omission::Key if one => "key",
            Omission::Key => "keys",
            Omission::Database if one => "database",
            Omission::Database => "databases",
            Omission::ServerFile if one => "server file",
            Omission::ServerFile => "server files",
            Omission::OwnFile if one => "file of textify",
            Omission::OwnFile => "files of textify",
            Omission::EarlierExport if one => "earlier export",
            Omission::EarlierExport => "earlier exports",
            Omission::Excluded => "excluded",
            Omission::Ignored => "ignored",
        }
    }
}

/// How many names the summary gives for each reason.
const MAX_NAMES: usize = 3;

/// What was left out of a site: how many files and folders for each reason, and the first of them. A
/// folder counts once, whatever it holds.
#[derive(Debug, Clone, Default)]
pub struct Omitted(Vec<(Omission, usize, Vec<String>)>);

impl Omitted {
    pub(super) fn add(&mut self, reason: Omission, path: String) {
        let at = self.0.binary_search_by_key(&reason, |it| it.0).unwrap_or_else(|at| {
            self.0.insert(at, (reason, 0, Vec::new()));
            at
        });
        let (_, count, names) = &mut self.0[at];
        *count += 1;
        if names.len() < MAX_NAMES {
            names.push(path);
        }
    }

    /// Whether nothing was left out.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The reasons, each with the number of files and folders and the paths of the first three.
    pub fn reasons(&self) -> impl Iterator<Item = (Omission, usize, &[String])> {
        self.0.iter().map(|(reason, count, names)| (*reason, *count, &**names))
    }
}

/// `2 hidden (.env, .git/), 1 backup (index.html~)`
impl Display for Omitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, (reason, count, names)) in self.reasons().enumerate() {
            let comma = if number > 0 { ", " } else { "" };
            let more = if count > names.len() { ", …" } else { "" };
            let (noun, names) = (reason.noun(count), names.join(", "));
            write!(f, "{comma}{count} {noun} ({names}{more})")?;
        }
        Ok(())
    }
}

/// Hidden names that visitors and servers need: RFC 8615, and the settings of Apache.
const PUBLISHED: [&str; 2] = [".well-known", ".htaccess"];

/// What systems and version control leave in folders without a dot before the name.
const SYSTEM: [&str; 6] =
    ["cvs", "__macosx", "thumbs.db", "ehthumbs.db", "desktop.ini", "$recycle.bin"];

const DEPENDENCIES: [&str; 2] = ["node_modules", "bower_components"];

const BACKUPS: [&str; 12] = [
    ".bak", ".bkp", ".backup", ".old", ".orig", ".rej", ".save", ".swp", ".swo", ".swn", ".tmp",
    "~",
];

const KEYS: [&str; 10] =
    [".pem", ".key", ".p12", ".pfx", ".jks", ".keystore", ".ppk", ".kdb", ".kdbx", ".htpasswd"];

const KEY_NAMES: [&str; 5] = ["id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "htpasswd"];

const DATABASES: [&str; 8] =
    [".sql", ".dump", ".sqlite", ".sqlite3", ".db", ".db3", ".mdb", ".accdb"];

/// Endings of compressed files: a dump is one all the same.
const COMPRESSED: [&str; 8] = [".gz", ".tgz", ".bz2", ".xz", ".zst", ".zip", ".7z", ".tar"];

/// Source files beside ASP.NET pages end in two parts: `.cs` alone is Czech where a server negotiates
/// languages.
const SERVER_FILES: [&str; 15] = [
    ".inc",
    ".config",
    ".asa",
    ".asax",
    ".ascx",
    ".master",
    ".aspx.cs",
    ".aspx.vb",
    ".ascx.cs",
    ".ascx.vb",
    ".master.cs",
    ".master.vb",
    ".asax.cs",
    ".asax.vb",
    ".jspf",
];

const SERVER_NAMES: [&str; 3] = ["wp-config.php", "wp-config-sample.php", "php.ini"];

const OWN_NAMES: [&str; 2] = ["textify.toml", "textify-check.cache"];

/// How the names of folders end in which exports keep their state.
pub(in crate::site) const STATE: &str = ".textify";

/// Why a file or folder of this name is left out of every site, unless somebody asks for it.
pub(super) fn by_name(name: &str, is_folder: bool) -> Option<Omission> {
    let name = name.to_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    let bare = COMPRESSED.iter().fold(&*name, |name, end| name.strip_suffix(end).unwrap_or(name));
    let is_dump = || DATABASES.iter().any(|ending| bare.ends_with(ending));
    let is_autosave = || name.len() > 2 && name.starts_with('#') && name.ends_with('#');
    if name.starts_with('.') && !PUBLISHED.contains(&&*name) || SYSTEM.contains(&&*name) {
        return Some(Omission::Hidden);
    }
    if is_folder && holds_editor_data(&name) {
        return Some(Omission::EditorData);
    }
    if is_folder && DEPENDENCIES.contains(&&*name) {
        return Some(Omission::Dependencies);
    }
    if ends(&BACKUPS) || name.starts_with("~$") || is_autosave() {
        return Some(Omission::Backup);
    }
    if is_folder {
        return name.ends_with(STATE).then_some(Omission::OwnFile);
    }
    if ends(&KEYS) || KEY_NAMES.contains(&&*name) {
        Some(Omission::Key)
    } else if is_dump() {
        Some(Omission::Database)
    } else if ends(&SERVER_FILES) || SERVER_NAMES.contains(&&*name) {
        Some(Omission::ServerFile)
    } else if OWN_NAMES.contains(&&*name) {
        Some(Omission::OwnFile)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_no_visitor_is_to_get() {
        let cases = [
            (Omission::Hidden, ".env .git .DS_Store Thumbs.db .gitignore .htpasswd"),
            (Omission::Backup, "a.html~ a.BAK index.php.bak .a.swp.swp #a# a.orig ~$fees.docx"),
            (Omission::Key, "server.pem server.key id_rsa id_ed25519 a.pfx htpasswd"),
            (Omission::Database, "a.sql a.sql.gz a.sql.tar.gz a.dump a.sqlite3 guests.mdb"),
            (Omission::ServerFile, "web.config Web.config wp-config.php db.inc Default.aspx.cs"),
            (Omission::OwnFile, "textify.toml textify-check.cache"),
        ];
        for (reason, names) in cases {
            for name in names.split(' ') {
                let expected = if name.starts_with('.') { Omission::Hidden } else { reason };
                assert_eq!(by_name(name, false), Some(expected), "{name}");
            }
        }
        let published = ".htaccess .well-known index.html.cs a.keynote id_rsa.pub robots.txt #top a.zip \
                         old.html backup.html key.html sql.html a.tar.gz config.html CNAME";
        for name in published.split(' ') {
            assert_eq!(by_name(name, false), None, "{name}");
        }
        assert_eq!(by_name("node_modules", true), Some(Omission::Dependencies));
        assert_eq!(by_name("_vti_pvt", true), Some(Omission::EditorData));
        assert_eq!(by_name("deploy.textify", true), Some(Omission::OwnFile));
        for name in ["node_modules", "deploy.textify"] {
            assert_eq!(by_name(name, false), None, "{name}");
        }
        for name in [".well-known", "web.config", "a.sql", "key"] {
            assert_eq!(by_name(name, true), None, "{name}");
        }
    }

    #[test]
    fn the_summary_counts_and_names_the_first() {
        let mut omitted = Omitted::default();
        let all = ["a~", ".git/", "b~", "c~", ".env", "d~"];
        for path in all {
            let reason = by_name(path.trim_end_matches('/'), path.ends_with('/'));
            omitted.add(reason.unwrap(), path.to_owned());
        }
        assert_eq!(omitted.to_string(), "2 hidden (.git/, .env), 4 backups (a~, b~, c~, …)");
    }
}
