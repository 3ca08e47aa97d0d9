//! Code that runs on the server: a file that holds some is a program, not the page that it makes.
//!
//! One pass over the bytes, from one `<` to the next. Code in `script` and `style` does not count: there
//! `<%` and `<?` are more often templates for the browser and text.

use memchr::{memchr, memchr2_iter, memchr3, memmem};
use std::fmt;
use std::path::Path;

/// The kinds of code that a server runs within a file of HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ServerCode {
    /// PHP.
    Php,
    /// ASP, ASP.NET or JSP, and other templates between `<%` and `%>`.
    Asp,
    /// Server-side includes, as Apache and nginx have them.
    Includes,
    /// ColdFusion.
    ColdFusion,
    /// A script that the server starts, such as one in Perl.
    Script,
}

impl fmt::Display for ServerCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ServerCode::Php => "PHP code",
            ServerCode::Asp => "ASP, ASP.NET or JSP code",
            ServerCode::Includes => "server-side includes",
            ServerCode::ColdFusion => "ColdFusion code",
            ServerCode::Script => "a script for the server",
        })
    }
}

/// The endings of programs by the code that they are written in.
const ENDINGS: [(ServerCode, &[&str]); 4] = [
    (ServerCode::Php, &["php", "php3", "php4", "php5", "php7", "php8", "phtml"]),
    (ServerCode::Asp, &["asp", "aspx", "jsp", "jspx", "ashx", "asmx"]),
    (ServerCode::ColdFusion, &["cfm", "cfml", "cfc"]),
    (ServerCode::Script, &["cgi", "pl", "py", "fcgi"]),
];

/// The kind of code that files of this name hold, if they hold any.
fn by_name(path: &Path) -> Option<ServerCode> {
    let ending = path.extension()?.to_string_lossy().to_ascii_lowercase();
    ENDINGS.iter().find(|(_, endings)| endings.contains(&&*ending)).map(|(code, _)| *code)
}

impl ServerCode {
    /// Whether a server may take a file of this name for a program.
    pub fn is_possible(path: &Path) -> bool {
        by_name(path).is_some()
    }

    /// The code that a file holds outside `script` and `style`, by its name and its bytes.
    ///
    /// ```
    /// use textify::site::ServerCode;
    ///
    /// let code = |text: &[u8]| ServerCode::find("page.html".as_ref(), text);
    /// assert_eq!(code(b"<h1><?= $title ?></h1>"), Some(ServerCode::Php));
    /// assert_eq!(code(b"<?xml version='1.0'?><p>5 <% 7"), None);
    /// ```
    pub fn find(path: &Path, bytes: &[u8]) -> Option<ServerCode> {
        let named = by_name(path);
        if named == Some(ServerCode::Script) && bytes.starts_with(b"#!") {
            return named;
        }
        Scan { bytes, at: 0, named, open: None }.find()
    }

    /// Whether a program has no markup at all: then it is for other files to include, or configuration.
    pub(super) fn is_bare(bytes: &[u8]) -> bool {
        let is_tag = |at: usize| {
            let next = bytes.get(at + 1).copied().unwrap_or_default();
            next.is_ascii_alphabetic() || matches!(next, b'/' | b'!')
        };
        !memchr::memchr_iter(b'<', bytes).any(is_tag)
    }
}

/// Commands of server-side includes: of Apache (mod_include), nginx and IIS.
const INCLUDES: [&str; 13] = [
    "include", "exec", "echo", "set", "if", "elif", "else", "endif", "config", "flastmod", "fsize",
    "printenv", "block",
];

/// Elements whose content is no markup.
const RAW: [&str; 2] = ["script", "style"];

struct Scan<'b> {
    bytes: &'b [u8],
    at: usize,
    named: Option<ServerCode>,
    /// Code that is only such where it is closed.
    open: Option<ServerCode>,
}

impl Scan<'_> {
    fn find(&mut self) -> Option<ServerCode> {
        let mut from = 0;
        loop {
            let next = memchr(b'<', &self.bytes[self.at..]);
            self.at = next.map_or(self.bytes.len(), |next| self.at + next);
            let start = self.at;
            let rest = &self.bytes[start..];
            let (length, raw) = match rest.get(1) {
                None => (rest.len(), None),
                Some(b'!') if rest.starts_with(b"<!--") => {
                    if is_include(&rest[4..]) {
                        return Some(ServerCode::Includes);
                    }
                    (memmem::find(rest, b"-->").map_or(rest.len(), |end| end + 3), None)
                }
                Some(letter) if letter.is_ascii_alphabetic() => {
                    let tag = &rest[..tag_length(rest)];
                    if let Some(code) = self.in_tag(tag) {
                        return Some(code);
                    }
                    (tag.len(), RAW.into_iter().find(|name| is_named(tag, name)))
                }
                Some(_) => (1, None),
            };
            self.at = start + length;
            if let Some(name) = raw {
                let found = self.code(from..self.at);
                if found.is_some() {
                    return found;
                }
                self.at += raw_length(&self.bytes[self.at..], name);
                from = self.at;
            }
            if self.at >= self.bytes.len() {
                return self.code(from..self.bytes.len());
            }
        }
    }

    /// What only start tags tell: `runat=server`, and the elements of ColdFusion.
    fn in_tag(&self, tag: &[u8]) -> Option<ServerCode> {
        if self.named == Some(ServerCode::ColdFusion) && is_prefix(&tag[1..], "cf") {
            return self.named;
        }
        memchr2_iter(b'r', b'R', tag)
            .any(|at| runs_on_server(&tag[at..]))
            .then_some(ServerCode::Asp)
    }

    /// Code of PHP or ASP in a part of the file, as it begins and ends. A file that servers take for a
    /// program need not close it.
    fn code(&mut self, part: std::ops::Range<usize>) -> Option<ServerCode> {
        let bytes = &self.bytes[..part.end];
        let signs = memchr2_iter(b'?', b'%', &bytes[part.start..]).map(|at| part.start + at);
        for at in signs {
            let kind = if bytes[at] == b'?' { ServerCode::Php } else { ServerCode::Asp };
            if at > part.start && bytes[at - 1] == b'<' {
                match begins(&bytes[at..]) {
                    Begins::Code => return Some(kind),
                    Begins::WhereClosed if self.named == Some(kind) => return Some(kind),
                    Begins::WhereClosed => self.open = Some(kind),
                    Begins::Nothing => {}
                }
            } else if bytes.get(at + 1) == Some(&b'>') && self.open == Some(kind) {
                return self.open;
            }
        }
        None
    }
}

enum Begins {
    Code,
    WhereClosed,
    Nothing,
}

/// What begins with these bytes, which stand after a `<`.
fn begins(bytes: &[u8]) -> Begins {
    let (sign, rest) = (bytes[0], &bytes[1..]);
    let next = rest.first().copied();
    if sign == b'%' {
        // In running text, as in "5 <% 7", no word of a program follows.
        let word = rest.trim_ascii_start().first().copied().unwrap_or_default();
        let is_word = !word.is_ascii_digit() && word != 0;
        return if is_word { Begins::WhereClosed } else { Begins::Nothing };
    }
    let is_end = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
    match next {
        _ if is_prefix(rest, "php") && is_end(rest.get(3)) => Begins::Code,
        Some(b'=') => Begins::WhereClosed,
        Some(byte) if byte.is_ascii_whitespace() => Begins::WhereClosed,
        _ => Begins::Nothing,
    }
}

/// Whether a comment's text is a command for the server.
fn is_include(comment: &[u8]) -> bool {
    let Some(command) = comment.strip_prefix(b"#") else { return false };
    let length = command.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    INCLUDES.iter().any(|known| command[..length].eq_ignore_ascii_case(known.as_bytes()))
}

fn is_prefix(bytes: &[u8], name: &str) -> bool {
    bytes.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()))
}

/// Whether a start tag is one of this name.
fn is_named(tag: &[u8], name: &str) -> bool {
    let after = tag.get(1 + name.len()).copied().unwrap_or_default();
    is_prefix(&tag[1..], name) && !after.is_ascii_alphanumeric() && after != b'-'
}

fn runs_on_server(attribute: &[u8]) -> bool {
    if !is_prefix(attribute, "runat") {
        return false;
    }
    let value = attribute["runat".len()..].trim_ascii_start().strip_prefix(b"=");
    let value = value.unwrap_or_default().trim_ascii_start();
    is_prefix(value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value), "server")
}

/// How long the tag is that these bytes begin with; a `>` in a value does not end it.
fn tag_length(bytes: &[u8]) -> usize {
    let mut at = 1;
    while let Some(next) = memchr3(b'>', b'"', b'\'', &bytes[at..]) {
        at += next + 1;
        let sign = bytes[at - 1];
        if sign == b'>' {
            return at;
        }
        // A quotation mark elsewhere is part of a name or an unquoted value.
        if bytes[..at - 1].trim_ascii_end().ends_with(b"=") {
            let Some(end) = memchr(sign, &bytes[at..]) else { return bytes.len() };
            at += end + 1;
        }
    }
    bytes.len()
}

/// How long the text of a raw element is, with its end tag's beginning left out.
fn raw_length(bytes: &[u8], name: &str) -> usize {
    let mut ends = memmem::find_iter(bytes, b"</");
    ends.find(|&at| is_prefix(&bytes[at + 2..], name)).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(name: &str, text: &str) -> Option<ServerCode> {
        ServerCode::find(Path::new(name), text.as_bytes())
    }

    #[test]
    fn code_of_each_kind() {
        let cases = [
            (ServerCode::Php, "<?php echo 1;"),
            (ServerCode::Php, "<html><?PHP\n"),
            (ServerCode::Php, "<h1><?= $a ?></h1>"),
            (ServerCode::Php, "<p><? if (1): ?>a<? endif ?>"),
            (ServerCode::Php, "<a href=\"<?php echo $url ?>\">a</a>"),
            (ServerCode::Php, "<!-- <?php include 'old.php' ?> -->"),
            (ServerCode::Php, "<script>var a</script><?php b() ?>"),
            (ServerCode::Asp, "<%@ Page Language=\"C#\" %><html>"),
            (ServerCode::Asp, "<p><%= Now() %>"),
            (ServerCode::Asp, "<td class=\"<%# Eval(\"a\") %>\">"),
            (ServerCode::Asp, "<%\n  Dim a\n%>"),
            (ServerCode::Asp, "<% Response.Write(\"<script>%<\\/script>\") : a </script> %>"),
            (ServerCode::Asp, "<form id=a RunAt = \"server\">"),
            (ServerCode::Asp, "<asp:Label Text=\"a>b\" runat='server' />"),
            (ServerCode::Asp, "<script runat=server>a</script>"),
            (ServerCode::Includes, "<body><!--#include virtual=\"/head.html\" -->"),
            (ServerCode::Includes, "<!--#ECHO var=\"DATE_LOCAL\" -->"),
        ];
        for (code, text) in cases {
            assert_eq!(find("a.html", text), Some(code), "{text}");
        }
        assert_eq!(find("a.php", "<? require 'b';"), Some(ServerCode::Php));
        assert_eq!(find("a.asp", "<% Response.Redirect \"b\""), Some(ServerCode::Asp));
        assert_eq!(find("a.cfm", "<cfset a = 1><p>"), Some(ServerCode::ColdFusion));
        assert_eq!(find("a.cgi", "#!/usr/bin/perl\n"), Some(ServerCode::Script));
    }

    #[test]
    fn pages_without_code() {
        let plain = [
            "",
            "<",
            "<?xml version=\"1.0\"?><html><?xml-stylesheet href=a.css?>",
            "<?xml:namespace prefix = o ns = \"urn:schemas-microsoft-com:office:office\" />",
            "<p>5 <% 7 and 8 %> 9",
            "<p>a <% b",
            "<p>What <? I do not know",
            "<p>Is it so?> Yes, 5 %> 3",
            "<script>a = '<?php b ?>' + \"<%= c %>\"</script>",
            "<script type=text/template><% if (a) { %><p><% } %></script><style>/* <?= ?> */</style>",
            "<p>a <% b<script>%></script>",
            "<!-- #BeginEditable \"main\" --><!-- InstanceBegin --><!--[if IE]><![endif]-->",
            "<!--# a --><!--#region-->",
            "<p>runat=server is an attribute</p><a title=\"run\" runat=client>",
            "<p>{{ title }} {% if a %}",
            "<cfset a = 1>",
            "#!/bin/sh",
            "<a title='unclosed>",
            "<script>unclosed <?php",
            "<!-- unclosed",
            "<scripts><p>",
        ];
        for text in plain {
            assert_eq!(find("a.html", text), None, "{text}");
        }
        assert_eq!(find("list.aspx", "<!DOCTYPE html><p>As a browser receives it"), None);
    }

    #[test]
    fn what_only_others_include_has_no_markup() {
        assert!(ServerCode::is_bare(b"<?php $a = 1 < 2; <? ?> $b <$c; <% %>"));
        assert!(!ServerCode::is_bare(b"<?php echo '<p>'; ?>"));
        assert!(!ServerCode::is_bare(b"<?php a() ?><!DOCTYPE html>"));
    }
}
