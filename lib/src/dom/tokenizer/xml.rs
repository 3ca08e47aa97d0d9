//! What tokens are in XML that are others in HTML (XML 1.0, 2.5 to 2.8 and 3.1). The tree is that of the HTML parser
//! all the same: for a page that is valid it is the one of XML, but for the `tbody` that it adds.

use super::{Syntax, Text, Tokenizer, raw};
use html5ever::tokenizer::{Tag, TagKind};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};
use memchr::{memchr2, memmem};

const CDATA: &[u8] = b"<![CDATA[";

/// Elements that the HTML parser closes itself (HTML Standard, 13.1.2, "void elements").
fn is_void(name: &LocalName) -> bool {
    const VOID: [&str; 15] = [
        "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta",
        "param", "source", "track", "wbr",
    ];
    VOID.contains(&&**name)
}

impl Tokenizer<'_> {
    pub(super) fn is_xml(&self) -> bool {
        self.syntax == Syntax::Xml
    }

    /// A start tag that ends with `/` is an element without content. Foreign elements end like this in HTML, too.
    pub(super) fn xml_tag(&mut self, tag: &mut Tag, is_foreign: bool) {
        if tag.kind == TagKind::EndTag {
            return;
        }
        let begins_foreign = tag.name == local_name!("svg") || tag.name == local_name!("math");
        if tag.self_closing && !is_foreign && !begins_foreign && !is_void(&tag.name) {
            tag.self_closing = false;
            let (kind, name) = (TagKind::EndTag, tag.name.clone());
            let (self_closing, attrs, had_duplicate_attributes) = (false, Vec::new(), false);
            self.pending = Some(Tag { kind, name, self_closing, attrs, had_duplicate_attributes });
        }
        // HTML Standard, 3.2.6.2: in XML, `xml:lang` says the language, before `lang`.
        let value = |name: &str| {
            let found = tag.attrs.iter().position(|it| *it.name.local == *name)?;
            Some((found, tag.attrs[found].value.clone()))
        };
        if let Some((_, language)) = value("xml:lang") {
            match value("lang") {
                Some((own, _)) => tag.attrs[own].value = language,
                None => {
                    let name = QualName::new(None, ns!(), local_name!("lang"));
                    tag.attrs.push(Attribute { name, value: language });
                }
            }
        }
    }

    /// The text of an element that holds nothing else in HTML: references count in it, and it may be a section of
    /// CDATA.
    pub(super) fn switch_xml(&mut self, text: Text, name: &LocalName) {
        if self.pending.is_some() || text == Text::Plaintext {
            return;
        }
        let rest = &self.bytes()[self.at..];
        let blank = rest.len() - rest.trim_ascii_start().len();
        if rest[blank..].starts_with(CDATA) {
            self.at += blank;
            return self.begin_cdata();
        }
        self.text = Text::Rcdata;
        self.text_end = raw::end(rest, name).map_or(self.source.len(), |end| self.at + end);
    }

    /// The length of the processing instruction at hand, where there is one.
    pub(super) fn instruction(&self) -> Option<usize> {
        let rest = self.bytes()[self.at..].strip_prefix(b"<?").filter(|_| self.is_xml())?;
        Some(memmem::find(rest, b"?>")? + "<??>".len())
    }

    /// Skips the declarations within a doctype.
    pub(super) fn skip_declarations(&mut self) {
        let rest = &self.bytes()[self.at..];
        let inside = memchr2(b'[', b'>', rest).filter(|&at| rest[at] == b'[' && self.is_xml());
        let end = inside.and_then(|from| Some(from + memmem::find(&rest[from..], b"]>")?));
        self.at += end.unwrap_or(0);
    }
}
