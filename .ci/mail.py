"""Writes every fixture as a mail and has Python's parser read it (RFC 5322, 2045, 2046, 2047)."""

import email.policy
import re
import subprocess
import sys
from email import message_from_bytes
from pathlib import Path

TEXTIFY = sys.argv[1]


def run(*args):
    """What the command writes, byte by byte."""
    return subprocess.run([TEXTIFY, *args], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def text(bytes):
    """Text as a mail has it: what ends its lines is the mail's business."""
    return bytes.decode().replace("\r\n", "\n").rstrip("\n")


def faults(page):
    raw = run("--to", "mail", "--from", "Žofie Vzorná <desk@example.org>", "--date=2010-04-29", page)
    mail = message_from_bytes(raw, policy=email.policy.default)
    parts = list(mail.iter_parts())
    for part in [mail, *parts]:
        yield from (f"{part.get_content_type()}: {defect!r}" for defect in part.defects)
        for name, value in part.items():
            yield from (f"{name}: {defect!r}" for defect in value.defects)
    if any(len(line) > 998 for line in raw.split(b"\r\n")) or b"\n" in raw.replace(b"\r\n", b""):
        yield "lines are too long, or do not end with CR and LF (RFC 5322, 2.1.1, 2.3)"
    if [part.get_content_type() for part in parts] != ["text/plain", "text/html"]:
        return (yield f"its parts are {parts}")
    if mail["from"].addresses[0].display_name != "Žofie Vzorná" or mail["date"].datetime.year != 2010:
        yield f"from {mail['from']} on {mail['date']}"
    if mail["x-unsent"] != "1" or mail["message-id"]:
        yield "it is no draft, or has an id of its own making"
    if "var(" in raw.decode() or 'class=3D"line"' in raw.decode():
        yield "its HTML has colours by name, or links to its parts"
    plain, html = (text(part.get_content().encode()) for part in parts)
    said = text(run("--to", "plain", page))
    source = plain.removeprefix(said)
    if not plain.startswith(said) or source and not re.fullmatch(r"\n\n[^\n]+: https?://\S+", source):
        yield "its plain text is not that of the page, and its address"
    if bool(source) != ('rel="canonical"' in html):
        yield "its parts do not both name the address of the page"
    if "<html" not in html or "</html>" not in html:
        yield "its HTML is not whole"


def main():
    pages = sorted(str(page) for folder in ("html", "mvcr", "site", "encoding") for page in Path("fixtures", folder).rglob("*.html"))
    pages = [page for page in pages if Path(page).read_bytes().strip()]
    found = [f"{page}: {fault}" for page in pages for fault in faults(page)]
    print("\n".join([*found, f"{len(pages)} mails read, {len(found)} faults"]))
    sys.exit(bool(found or not pages))


main()
