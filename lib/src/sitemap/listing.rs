//! Reads the site maps of others, as sitemaps.org has them: XML or lines of text, compressed or not.

use crate::error::{Error, ErrorKind};
use flate2::read::GzDecoder;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::Read;

/// The most that one file may have, as sitemaps.org allows: 50 MB, and what writers overdo.
const LARGEST: u64 = 64 << 20;

/// What a site map lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    pages: Vec<String>,
    site_maps: Vec<String>,
}

impl Listing {
    /// Reads a site map, or an index of site maps.
    ///
    /// ```
    /// use textify::sitemap::Listing;
    ///
    /// let xml = b"<urlset><url><loc> https://example.org/a?b&amp;c </loc></url></urlset>";
    /// let listing = Listing::read(xml)?;
    /// assert_eq!(listing.pages(), ["https://example.org/a?b&c"]);
    /// assert!(Listing::read(b"<html><title>Not found</title></html>").is_err());
    /// # Ok::<(), textify::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When it is no site map, or more than 64 MiB.
    pub fn read(bytes: &[u8]) -> Result<Listing, Error> {
        let mut unpacked = Vec::new();
        let bytes = if bytes.starts_with(&[0x1f, 0x8b]) {
            let mut limited = GzDecoder::new(bytes).take(LARGEST + 1);
            limited.read_to_end(&mut unpacked).map_err(|_| wrong("it is no whole gzip file"))?;
            &unpacked[..]
        } else {
            bytes
        };
        if bytes.len() as u64 > LARGEST {
            return Err(wrong("it has more than 64 MiB"));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| wrong("it is not in UTF-8"))?;
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if text.starts_with('<') { xml(text) } else { lines(text) }
    }

    /// The addresses of pages.
    pub fn pages(&self) -> &[String] {
        &self.pages
    }

    /// The addresses of further site maps.
    pub fn site_maps(&self) -> &[String] {
        &self.site_maps
    }
}

fn wrong(why: impl Into<String>) -> Error {
    ErrorKind::NotSiteMap(why.into()).into()
}

/// One address a line.
fn lines(text: &str) -> Result<Listing, Error> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let pages: Vec<String> = lines.map(str::to_owned).collect();
    match pages.iter().find(|line| url::Url::parse(line).is_err()) {
        None if !pages.is_empty() => Ok(Listing { pages, site_maps: Vec::new() }),
        None => Err(wrong("it is empty")),
        Some(line) => Err(wrong(format!("“{line}” is no absolute address"))),
    }
}

/// The `loc` of each `url` and `sitemap`; those of images and videos in them are other elements.
fn xml(text: &str) -> Result<Listing, Error> {
    let mut reader = Reader::from_str(text);
    let mut listing = Listing::default();
    let mut open: Vec<Vec<u8>> = Vec::new();
    let mut location = String::new();
    loop {
        let event = reader.read_event().map_err(|error| wrong(error.to_string()))?;
        match event {
            Event::Start(tag) => {
                let name = plain(&tag);
                if open.is_empty() && !matches!(&name[..], b"urlset" | b"sitemapindex") {
                    return Err(wrong("its root is neither urlset nor sitemapindex"));
                }
                open.push(name);
                location.clear();
            }
            Event::Text(text) => {
                location.push_str(&text.decode().map_err(|e| wrong(e.to_string()))?)
            }
            Event::CData(text) => {
                location.push_str(&text.decode().map_err(|e| wrong(e.to_string()))?);
            }
            Event::GeneralRef(entity) => {
                let entity = entity.decode().map_err(|e| wrong(e.to_string()))?;
                let written = format!("&{entity};");
                let meant = quick_xml::escape::unescape(&written);
                location.push_str(&meant.map_err(|error| wrong(error.to_string()))?);
            }
            Event::End(_) => {
                let path: Vec<&[u8]> = open.iter().map(Vec::as_slice).collect();
                let found = || location.trim().to_owned();
                match path[..] {
                    [_, b"url", b"loc"] => listing.pages.push(found()),
                    [_, b"sitemap", b"loc"] => listing.site_maps.push(found()),
                    _ => {}
                }
                open.pop();
            }
            Event::Eof if open.is_empty() => return Ok(listing),
            Event::Eof => return Err(wrong("it ends in the middle")),
            _ => {}
        }
    }
}

/// The name of an element without a prefix for the namespace of site maps: most write none, and
/// those of images and videos are never `loc` alone.
fn plain(tag: &BytesStart<'_>) -> Vec<u8> {
    let name = tag.name();
    match name.prefix() {
        Some(prefix) if matches!(prefix.as_ref(), b"sm" | b"sitemap" | b"s") => {
            name.local_name().as_ref().to_vec()
        }
        _ => name.as_ref().to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    #[test]
    fn pages_and_not_their_images() {
        let xml = "\u{feff}<?xml version='1.0' encoding='UTF-8'?>\n<urlset xmlns:image='i'>\
            <url><loc>\nhttps://example.org/ </loc><image:image><image:loc>https://example.org/a.png\
            </image:loc></image:image></url><url><loc><![CDATA[https://example.org/b?c&d]]></loc></url>\
            </urlset>";
        let listing = Listing::read(xml.as_bytes()).unwrap();
        assert_eq!(listing.pages(), ["https://example.org/", "https://example.org/b?c&d"]);
    }

    #[test]
    fn an_index_compressed() {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all(
            b"<sitemapindex><sitemap><loc>https://example.org/1.xml</loc></sitemap></sitemapindex>",
        )
        .unwrap();
        let bytes = gzip.finish().unwrap();
        let listing = Listing::read(&bytes).unwrap();
        assert_eq!(listing.site_maps(), ["https://example.org/1.xml"]);
        assert!(listing.pages().is_empty());
        assert!(Listing::read(&bytes[..bytes.len() - 9]).is_err(), "cut short");
    }

    #[test]
    fn lines_of_text() {
        let listing =
            Listing::read(b"https://example.org/\r\n\r\nhttps://example.org/a\n").unwrap();
        assert_eq!(listing.pages(), ["https://example.org/", "https://example.org/a"]);
    }

    #[test]
    fn what_is_no_site_map() {
        for bytes in
            [&b""[..], b"<html></html>", b"<urlset><url>", b"news\n", b"\xff\xfe<\0", b"<a"]
        {
            assert!(Listing::read(bytes).is_err(), "{}", String::from_utf8_lossy(bytes));
        }
    }
}
