//! The site map for search engines (<https://www.sitemaps.org/protocol.html>), written as a stream:
//! of any number of addresses only one is held at a time.

use super::map::SiteMap;
use super::names::{MapName, XML_MARK};
use crate::escape::xml_text;
use flate2::{Compression, GzBuilder, write::GzEncoder};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io::{self, Write};

/// How many addresses one file may hold.
const MOST_ADDRESSES: usize = 50_000;

/// How many bytes one file may have, before it is compressed.
const MOST_BYTES: usize = 52_428_800;

/// A page of a site map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    location: String,
    modified: Option<String>,
    alternates: Vec<(String, String)>,
}

impl Entry {
    /// A page by its absolute address, percent-encoded.
    pub fn new(location: impl Into<String>) -> Self {
        Entry { location: location.into(), modified: None, alternates: Vec::new() }
    }

    /// When it was last changed: a W3C date, or date and time.
    pub fn with_modified(mut self, date: impl Into<String>) -> Self {
        self.modified = Some(date.into());
        self
    }

    /// The page in a language, itself included: the tag and the absolute address.
    pub fn with_alternate(mut self, tag: impl Into<String>, location: impl Into<String>) -> Self {
        self.alternates.push((tag.into(), location.into()));
        self
    }

    /// Its absolute address.
    pub fn location(&self) -> &str {
        &self.location
    }

    /// When it was last changed, as far as it is known.
    pub fn modified(&self) -> Option<&str> {
        self.modified.as_deref()
    }

    /// The languages that it is there in, and the address for each.
    pub fn alternates(&self) -> &[(String, String)] {
        &self.alternates
    }
}

/// Writes the site map for search engines.
///
/// It is one file, `sitemap.xml` unless another name is given, or where that would hold more than 50,000 addresses or 50 MiB, an
/// index of that name and the files that it lists.
#[derive(Debug, Clone, Default)]
pub struct Xml {
    gzip: bool,
    name: MapName,
}

impl Xml {
    /// The default settings: not compressed.
    pub fn new() -> Self {
        Xml::default()
    }

    /// Whether files are compressed; an index stays as it is.
    pub fn with_gzip(mut self, gzip: bool) -> Self {
        self.gzip = gzip;
        self
    }

    /// What the files are called.
    pub fn with_name(mut self, name: MapName) -> Self {
        self.name = name;
        self
    }

    /// The files of a site map.
    pub fn files<'m>(
        &self,
        map: &'m SiteMap,
    ) -> Vec<XmlFile<impl Iterator<Item = Entry> + Clone + use<'m>>> {
        self.files_of(map.base(), map.entries())
    }

    /// The files for some addresses; `base` is that of the folder which the files will be in, with
    /// a slash at its end.
    ///
    /// The addresses are gone through once here and once more when the files are written.
    ///
    /// ```
    /// use textify::sitemap::{Entry, Xml};
    ///
    /// let entries = (0..120_000).map(|n| Entry::new(format!("https://www.example.org/{n}")));
    /// let files = Xml::new().files_of("https://www.example.org/", entries);
    /// let names: Vec<_> = files.iter().map(|file| file.name()).collect();
    /// assert_eq!(names, ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]);
    /// ```
    pub fn files_of<I>(&self, base: &str, entries: I) -> Vec<XmlFile<I>>
    where
        I: Iterator<Item = Entry> + Clone,
    {
        let mut parts = parts(entries);
        let ending = if self.gzip { ".xml.gz" } else { ".xml" };
        if parts.len() < 2 {
            let part = parts.pop().map(|part| XmlFile {
                name: if self.gzip { self.name.packed() } else { self.name.xml() },
                gzip: self.gzip,
                content: Content::Addresses(part),
            });
            return part.into_iter().collect();
        }
        let names: Vec<_> = (1..=parts.len()).map(|n| self.name.part(n, ending)).collect();
        let index = Content::Index(names.iter().map(|name| [base, name].concat()).collect());
        let index = XmlFile { name: self.name.xml(), gzip: false, content: index };
        let parts = parts.into_iter().zip(names).map(|(part, name)| XmlFile {
            name,
            gzip: self.gzip,
            content: Content::Addresses(part),
        });
        std::iter::once(index).chain(parts).collect()
    }
}

/// One file of a site map.
#[derive(Debug)]
pub struct XmlFile<I> {
    name: String,
    gzip: bool,
    content: Content<I>,
}

#[derive(Debug)]
enum Content<I> {
    Index(Vec<String>),
    Addresses(Part<I>),
}

/// A run of addresses for one file.
#[derive(Debug)]
struct Part<I> {
    from: I,
    count: usize,
}

impl<I: Iterator<Item = Entry> + Clone> XmlFile<I> {
    /// What the file is called, in the folder of the site's root.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Writes the file.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        if !self.gzip {
            return self.content.write(out);
        }
        // Neither name nor time: the same addresses give the same bytes.
        let mut packed: GzEncoder<_> = GzBuilder::new().write(out, Compression::best());
        self.content.write(&mut packed)?;
        packed.finish().map(drop)
    }
}

impl<I: Iterator<Item = Entry> + Clone> Content<I> {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Content::Index(files) => {
                out.write_all(&around("sitemapindex", &INDEX).0)?;
                for file in files {
                    let mut element = Vec::new();
                    let mut xml = Writer::new(&mut element);
                    xml.create_element("sitemap")
                        .write_inner_content(|xml| text(xml, "loc", file))?;
                    element.push(b'\n');
                    out.write_all(&element)?;
                }
                out.write_all(&around("sitemapindex", &INDEX).1)
            }
            Content::Addresses(part) => {
                let mut element = Vec::new();
                out.write_all(&around("urlset", &URLSET).0)?;
                for entry in part.from.clone().take(part.count) {
                    element.clear();
                    url(&entry, &mut element)?;
                    out.write_all(&element)?;
                }
                out.write_all(&around("urlset", &URLSET).1)
            }
        }
    }
}

const INDEX: [(&str, &str); 1] = [("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")];
const URLSET: [(&str, &str); 2] = [INDEX[0], ("xmlns:xhtml", "http://www.w3.org/1999/xhtml")];

/// The beginning and the end of a file.
fn around(root: &str, attributes: &[(&str, &str)]) -> (Vec<u8>, Vec<u8>) {
    let written = |events: Vec<Event<'_>>| {
        let mut bytes = Vec::new();
        for event in events {
            let done = Writer::new(&mut bytes).write_event(event);
            debug_assert!(done.is_ok(), "memory takes everything");
            bytes.push(b'\n');
        }
        bytes
    };
    let start = BytesStart::new(root).with_attributes(attributes.iter().copied());
    let declaration = BytesDecl::new("1.0", Some("UTF-8"), None);
    let mut start = written(vec![Event::Decl(declaration), Event::Start(start)]);
    let second = memchr::memchr(b'\n', &start).map_or(0, |end| end + 1);
    start.splice(second..second, format!("{XML_MARK}\n").into_bytes());
    (start, written(vec![Event::End(BytesEnd::new(root))]))
}

/// Writes one address as a line.
fn url(entry: &Entry, line: &mut Vec<u8>) -> io::Result<()> {
    let mut xml = Writer::new(&mut *line);
    xml.create_element("url").write_inner_content(|xml| {
        text(xml, "loc", &entry.location)?;
        if let Some(date) = &entry.modified {
            text(xml, "lastmod", date)?;
        }
        for (language, location) in &entry.alternates {
            let (language, location) = (xml_text(language), xml_text(location));
            let attributes = [("rel", "alternate"), ("hreflang", &*language), ("href", &*location)];
            xml.create_element("xhtml:link").with_attributes(attributes).write_empty()?;
        }
        Ok(())
    })?;
    line.push(b'\n');
    Ok(())
}

fn text(xml: &mut Writer<impl Write>, name: &str, content: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(&xml_text(content))).map(drop)
}

/// Shares the addresses among files, each within both limits. There is always one.
fn parts<I: Iterator<Item = Entry> + Clone>(mut entries: I) -> Vec<Part<I>> {
    let frame = around("urlset", &URLSET);
    let frame = frame.0.len() + frame.1.len();
    let mut parts = vec![Part { from: entries.clone(), count: 0 }];
    let (mut size, mut element) = (frame, Vec::new());
    loop {
        let before = entries.clone();
        let Some(entry) = entries.next() else { return parts };
        element.clear();
        let written = url(&entry, &mut element);
        debug_assert!(written.is_ok(), "memory takes everything");
        let last = parts.last_mut().expect("the first part is made above");
        let full = last.count == MOST_ADDRESSES || size + element.len() > MOST_BYTES;
        if full && last.count > 0 {
            parts.push(Part { from: before, count: 1 });
            size = frame + element.len();
        } else {
            last.count += 1;
            size += element.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(count: usize, length: usize) -> impl Iterator<Item = Entry> + Clone {
        let path = "a".repeat(length);
        (0..count).map(move |n| Entry::new(format!("https://example.org/{path}{n}")))
    }

    fn written<I: Iterator<Item = Entry> + Clone>(file: &XmlFile<I>) -> String {
        let mut bytes = Vec::new();
        file.write(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn splits_at_fifty_thousand() {
        assert_eq!(Xml::new().files_of("https://example.org/", entries(50_000, 1)).len(), 1);
        let files = Xml::new().files_of("https://example.org/", entries(50_001, 1));
        assert_eq!(files.len(), 3);
        assert!(written(&files[0]).contains("<loc>https://example.org/sitemap-2.xml</loc>"));
        assert_eq!(written(&files[1]).matches("<loc>").count(), 50_000);
        assert_eq!(written(&files[2]).matches("<loc>").count(), 1);
    }

    #[test]
    fn splits_at_fifty_megabytes() {
        // 50 MiB hold fewer than 26,000 addresses of 2,000 characters.
        let files = Xml::new().files_of("https://example.org/", entries(30_000, 2_000));
        assert_eq!(files.len(), 3);
        let sizes: Vec<_> = files[1..].iter().map(|file| written(file).len()).collect();
        assert!(sizes.iter().all(|&size| size <= MOST_BYTES), "{sizes:?}");
        assert!(sizes[0] > MOST_BYTES - 2_200, "{sizes:?}");
    }

    #[test]
    fn escapes_what_xml_would_misread() {
        let entry = Entry::new("https://example.org/a&b'c")
            .with_modified("2010-04-29")
            .with_alternate("cs", "https://example.org/?\"<>");
        let files = Xml::new().files_of("https://example.org/", std::iter::once(entry));
        let xml = written(&files[0]);
        assert!(xml.contains("<loc>https://example.org/a&amp;b&apos;c</loc>"), "{xml}");
        assert!(xml.contains("<lastmod>2010-04-29</lastmod>"), "{xml}");
        assert!(xml.contains("href=\"https://example.org/?&quot;&lt;&gt;\""), "{xml}");
    }

    #[test]
    fn packs_the_same_bytes_every_time() {
        let packed = || {
            let files = Xml::new().with_gzip(true).files_of("https://example.org/", entries(3, 5));
            assert_eq!(files[0].name(), "sitemap.xml.gz");
            let mut bytes = Vec::new();
            files[0].write(&mut bytes).unwrap();
            bytes
        };
        assert_eq!(packed(), packed());
        let mut xml = String::new();
        io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&packed()[..]), &mut xml)
            .unwrap();
        assert_eq!(xml.matches("<url>").count(), 3);
    }
}
