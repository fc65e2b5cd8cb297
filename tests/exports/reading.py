"""Read the exported files with other libraries than those that wrote them."""

import io
import re
import zipfile
from datetime import date

from lxml import etree
from markdown_it import MarkdownIt
from pypdf import PdfReader

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LONGEST_OCTETS = 75


def docx_part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return etree.fromstring(archive.read(name))


def docx_paragraphs(data):
    """List (style, text) for each paragraph of the body, table cells included; no-break spaces read as spaces."""
    found = []
    for paragraph in docx_part(data, "word/document.xml").iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        parts = [node.text or "" if node.tag == f"{W}t" else "\n" for node in paragraph.iter(f"{W}t", f"{W}br")]
        found.append((style.get(f"{W}val") if style is not None else "", "".join(parts).replace("\u00a0", " ")))
    return found


def docx_text(data):
    return "\n".join(text for _, text in docx_paragraphs(data))


def pdf(data):
    return PdfReader(io.BytesIO(data), strict=True)


def pdf_text(data):
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pdf(data).pages))


def markdown_text(text):
    """Return the plain text of a Markdown document, line breaks kept."""
    parser = MarkdownIt("commonmark").enable("table")
    lines = []
    for token in parser.parse(text):
        if token.type == "inline":
            lines.append("".join("\n" if t.type == "hardbreak" else t.content for t in token.children))
    return "\n".join(lines)


def calendar_events(data):
    """Check the file line by line against RFC 5545, and return its events as dictionaries."""
    assert data.endswith(b"\r\n")
    physical = data[:-2].split(b"\r\n")
    assert all(len(line) <= LONGEST_OCTETS and b"\n" not in line and b"\r" not in line for line in physical)
    content = data.decode().replace("\r\n ", "").split("\r\n")[:-1]
    assert content[0] == "BEGIN:VCALENDAR" and content[-1] == "END:VCALENDAR"
    assert "VERSION:2.0" in content and any(line.startswith("PRODID:") for line in content)
    return [_event(lines) for lines in _components(content)]


def _components(content):
    stack, current, events = [], None, []
    for line in content:
        name, _, value = line.partition(":")
        assert re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[^;:]+)*", name), line
        if name == "BEGIN":
            stack.append(value)
            current = [] if value == "VEVENT" else current
        elif name == "END":
            assert stack.pop() == value
            if value == "VEVENT":
                events.append(current)
                current = None
        elif current is not None:
            current.append((stack[-1], name, value))
    assert stack == []
    return events


def _event(lines):
    own = {name: value for owner, name, value in lines if owner == "VEVENT"}
    assert {"UID", "DTSTAMP"} <= set(own)
    assert re.fullmatch(r"\d{8}T\d{6}Z", own["DTSTAMP"])
    first, after = (date.fromisoformat(own[f"{key};VALUE=DATE"]) for key in ("DTSTART", "DTEND"))
    alarms = [value for owner, name, value in lines if owner == "VALARM" and name == "TRIGGER"]
    return {"uid": own["UID"], "day": first, "after": after, "summary": unescape(own["SUMMARY"]), "alarms": alarms,
            "description": unescape(own.get("DESCRIPTION", ""))}  # fmt: skip


def unescape(text):
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], text)
