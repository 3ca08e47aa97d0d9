//! Doctypes (HTML Standard, from "DOCTYPE state" to "bogus DOCTYPE state").

use super::{Tokenizer, find, is_space};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Doctype, Token};
use memchr::memchr2;

impl Tokenizer<'_> {
    /// The doctype at hand. One that ends too early or holds something else sets quirks mode.
    pub(super) fn doctype(&mut self) -> Token {
        let mut doctype = Doctype::default();
        self.at += "<!doctype".len();
        doctype.force_quirks = self.doctype_parts(&mut doctype).is_none();
        self.skip_declarations();
        // Whatever is left is skipped.
        self.at = find(self.bytes(), self.at, |&byte| byte == b'>');
        self.at = self.source.len().min(self.at + 1);
        Token::DoctypeToken(doctype)
    }

    /// Reads to the `>`, or as far as all is well; nothing if something is not.
    fn doctype_parts(&mut self, doctype: &mut Doctype) -> Option<()> {
        if self.skip_space()? == b'>' {
            return None;
        }
        let from = self.at;
        self.at = find(self.bytes(), from, |&byte| is_space(byte) || byte == b'>');
        let name = self.slice(from, self.at, None).to_ascii_lowercase();
        doctype.name = Some(name.into());
        if self.skip_space()? == b'>' {
            return Some(());
        }
        let keyword = self.bytes().get(self.at..self.at + "public".len())?.to_ascii_lowercase();
        if !matches!(&*keyword, b"public" | b"system") {
            return None;
        }
        self.at += keyword.len();
        self.skip_space()?;
        if keyword == b"public" {
            self.identifier(&mut doctype.public_id)?;
            if self.skip_space()? == b'>' {
                return Some(());
            }
        }
        self.identifier(&mut doctype.system_id)?;
        self.skip_space().map(drop)
    }

    /// The first byte that is not white space, `None` at the end of the page.
    fn skip_space(&mut self) -> Option<u8> {
        self.at = find(self.bytes(), self.at, |&byte| !is_space(byte));
        self.bytes().get(self.at).copied()
    }

    /// A quoted identifier; nothing where there is none or it is not closed.
    fn identifier(&mut self, identifier: &mut Option<StrTendril>) -> Option<()> {
        let bytes = self.bytes();
        let quote = *bytes.get(self.at).filter(|byte| matches!(byte, b'"' | b'\''))?;
        let from = self.at + 1;
        let end = memchr2(quote, b'>', &bytes[from..]).map_or(bytes.len(), |end| from + end);
        *identifier = Some(self.slice(from, end, None));
        self.at = end;
        (bytes.get(end) == Some(&quote)).then(|| self.at += 1)
    }
}
