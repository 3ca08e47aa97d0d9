"""Follows every link of an exported site on a server: each answers 200 with the right content type.

Usage: serve.py FOLDER ORIGIN SITE [MISSING...]; MISSING are the paths that links lead to and that are not there.
       serve.py FOLDER lists the pages of the site and their addresses, as the site's text versions have them.
"""

import sys
import urllib.error
import urllib.request
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

# How files begin, and the types that a server may give them.
TYPES = [
    (b"%PDF-", {"application/pdf"}),
    (b"\x89PNG", {"image/png"}),
    (b"{\\rtf", {"application/rtf", "text/rtf"}),
    (b"<?xml", {"text/xml", "application/xml"}),
    (b"<svg", {"image/svg+xml"}),
]
LINKS = {"href", "src", "data", "longdesc", "background"}


class Canonical(HTMLParser):
    found = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "link" and attrs.get("rel") == "canonical":
            self.found = attrs["href"]


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.base, self.found = None, []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "base" and attrs.get("href") and self.base is None:
            self.base = attrs["href"].strip()
            return
        self.found += [attrs[name].strip() for name in LINKS if attrs.get(name)]


def expected(path, body):
    for start, types in TYPES:
        if body.startswith(start) and not path.endswith(".html"):
            return types
    endings = {".txt": {"text/plain"}, ".css": {"text/css"}}
    return endings.get(Path(path).suffix, {"text/html"})


def fetch(origin, path, headers={}):
    request = urllib.request.Request(origin + path, headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def address(path):
    """The address of a file by its name: a question mark in it is no query."""
    return "/" + quote(path)


def addresses(folder):
    """The path of each page below the root, a tab, and its address there."""
    for version in sorted(folder.glob("text/**/*.html")):
        path = str(version.relative_to(folder / "text"))
        page = next(page for page in [path, path.removesuffix(".html")] if (folder / page).is_file())
        links = Canonical()
        links.feed(version.read_text())
        if links.found:
            url = urlsplit(links.found)
            print(page, url.path[1:] + (f"?{url.query}" if url.query else ""), sep="\t")


def main(folder, origin, site, missing):
    files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    is_hidden = lambda part: part.startswith(".") and part != ".well-known"
    hidden = [path for path in files if any(map(is_hidden, path.split("/")))]
    todo = {address(path): {"a name"} for path in files if path not in hidden}
    faults, seen, absent = [], set(), set()
    while todo:
        path, sources = todo.popitem()
        seen.add(path)
        status, headers, body = fetch(origin, path)
        if status == 404 and unquote(path) in missing:
            absent.add(unquote(path))
            continue
        if status != 200:
            faults.append(f"{path}: {status}, linked in {sorted(sources)[:3]}")
            continue
        # An empty file has no content to be of the wrong type.
        kind = headers.get_content_type()
        if body and kind not in expected(unquote(path), body):
            faults.append(f"{path}: {kind} of {body[:20]}")
        charset = headers.get_content_charset()
        is_version = path.startswith(("/text/", "/print/", "/sitemap."))
        if kind == "text/html" and charset != ("utf-8" if is_version else None):
            faults.append(f"{path}: the charset {charset}")
        if kind != "text/html":
            continue
        if is_version and "default-src 'none'" not in headers.get("Content-Security-Policy", ""):
            faults.append(f"{path}: no policy for its content")
        etag = headers.get("ETag")
        again = fetch(origin, path, {"If-None-Match": etag or ""})[0]
        if etag is None or again != 304 or headers.get("Cache-Control") != "no-cache":
            faults.append(f"{path}: a browser cannot ask whether it has changed ({etag}, {again})")
        page = Links()
        page.feed(body.decode("utf-16" if body[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1"))
        here = urljoin(site + path, page.base or "")
        for link in page.found:
            target = urlsplit(urldefrag(urljoin(here, link))[0])
            if f"{target.scheme}://{target.netloc}" != site:
                continue
            to = (target.path or "/") + (f"?{target.query}" if target.query else "")
            if to not in seen:
                todo.setdefault(to, set()).add(path)
    for path in hidden:
        if fetch(origin, address(path))[0] != 404:
            faults.append(f"{path}: a hidden file is served")
    if ".htaccess" not in hidden or "/.well-known/security.txt" not in seen:
        faults.append("the export lacks .htaccess or .well-known")
    faults += [f"{path}: no link leads there" for path in missing - absent]
    for fault in faults:
        print(fault)
    if faults:
        sys.exit(1)
    pages = sum(path.startswith(("/text/", "/print/")) for path in seen)
    queries = sum("?" in path or "%3F" in path for path in seen)
    print(f"{len(seen)} addresses answer, {pages} of versions, {queries} with a question mark")


if len(sys.argv) == 2:
    addresses(Path(sys.argv[1]))
else:
    main(Path(sys.argv[1]), *sys.argv[2:4], set(sys.argv[4:]))
