"""Makes site maps with textify and has them read by others. Exits with an error where they differ."""

import gzip
import http.server
import logging
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import threading
from xml.etree import ElementTree

from usp.tree import sitemap_tree_for_homepage

ROOT = pathlib.Path(__file__).resolve().parent
TEXTIFY = pathlib.Path(sys.argv[1]).resolve()
PAGES = 120_000
# What a site of this size may take; with a tenth of the pages it is about a quarter of that.
MEMORY = 250 << 20


def textify(*args):
    subprocess.run([TEXTIFY, "sitemap", *args], check=True, stderr=subprocess.PIPE)


def validate(file):
    schema = ROOT / "schema" / "sitemap.xsd"
    subprocess.run(["xmllint", "--noout", "--nonet", "--schema", schema, file], check=True)


def served(folder):
    """The address of a folder, served as it is."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args):
            super().__init__(*args, directory=folder)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def read(address):
    """The pages that the parser finds, by way of robots.txt."""
    logging.disable(logging.CRITICAL)
    return [page.url for page in sitemap_tree_for_homepage(address, use_known_paths=False).all_pages()]


LOC = "{*}url/{*}loc"


def check(site, pages, files, gzipped):
    """Checks the site map of a folder: so many files with so many pages, where their number is known."""
    out = site / "out"
    out.mkdir()
    address = served(out)
    textify(site / "in", "--base-url", address, "-o", out, *(["--gzip"] if gzipped else []))
    maps = sorted(out.glob("sitemap*.xml*"))
    assert len(maps) == files, maps
    plain = []
    for file in maps:
        if file.suffix == ".gz":
            unpacked = site / file.stem
            unpacked.write_bytes(gzip.decompress(file.read_bytes()))
            file = unpacked
        validate(file)
        plain.append(file)
    entry = "sitemap.xml.gz" if gzipped and files == 1 else "sitemap.xml"
    (out / "robots.txt").write_text(f"Sitemap: {address}{entry}\n")
    found = read(address)
    listed = {loc.text for file in plain for loc in ElementTree.parse(file).iterfind(LOC)}
    pages = pages or len(listed)
    assert listed and len(found) == pages and set(found) == listed, (len(found), pages)
    print(f"{pages} addresses in {files} files{' (gzip)' if gzipped else ''}: valid, and read in full")


def generate(site):
    for number in range(PAGES):
        folder = site / "in" / str(number // 1000)
        folder.mkdir(parents=True, exist_ok=True)
        page = f"<!DOCTYPE html><html lang=cs><title>{number}</title><p><a href=p{number + 1}.html>dále</a>"
        (folder / f"p{number}.html").write_text(page)


def main():
    # In memory where that is possible: so many files take long on a disk.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as scratch:
        scratch = pathlib.Path(scratch)
        for gzipped in (False, True):
            site = scratch / f"fixtures-{gzipped}"
            site.mkdir()
            (site / "in").symlink_to(ROOT.parent / "fixtures" / "site")
            check(site, None, 1, gzipped)
        site = scratch / "large"
        generate(site)
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        check(site, PAGES, 4, False)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
        print(f"peak memory of the commands: {peak >> 20} MiB (before: {before >> 10} MiB)")
        assert peak < MEMORY, peak


main()
