"""HTML and Markdown, through one walk of the HTML tree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from markdown_it import MarkdownIt

from assistant.ingestion.blocks import Block, Heading, Item, Paragraph, ParsedDocument, Table
from assistant.ingestion.readers.plain import tab_rows, table_of

DROPPED = (
    "script",
    "style",
    "nav",
    "header",
    "footer",
    "noscript",
    "svg",
    "form",
    "button",
    "template",
    "head",
    "aside",
)
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:font-size|opacity)\s*:\s*0(?![.\d])", re.IGNORECASE
)
_HEADING = re.compile(r"^h([1-6])$")
_BLOCKS = (
    "p",
    "div",
    "section",
    "article",
    "main",
    "blockquote",
    "ul",
    "ol",
    "li",
    "table",
    "pre",
    "dl",
    "dt",
    "dd",
    "h1",
)
MIN_ENTRIES = 4
MAX_STRAY = 3
LONGEST_PAGE_NUMBER, FEWEST_DOTS = 4, 3
_NUMBER_LINE = re.compile(r"^\d+(?:\.\d+)*\s+\S")


def read_html(text: str) -> ParsedDocument:
    """Read an HTML page: its main part, without menus, scripts or forms."""
    soup = BeautifulSoup(text, "lxml")
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    for tag in soup.find_all(DROPPED):
        if tag.name not in {"header", "aside"} or tag.find(_HEADING) is None:
            tag.decompose()
    root = soup.find("main") or soup.find("article") or soup.body or soup
    return _document(root, title) if isinstance(root, Tag) else ParsedDocument(())


def read_markdown(text: str) -> ParsedDocument:
    """Read Markdown (CommonMark and tables); raw HTML in it is read as HTML."""
    body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(body)
    return _document(BeautifulSoup(html, "lxml"), "")


def _is_hidden(tag: Tag) -> bool:
    """Whether a reader of the page would not see `tag`: what nobody sees is not quoted."""
    return tag.has_attr("hidden") or bool(_UNSEEN.search(str(tag.get("style", ""))))


def _document(root: Tag, title: str) -> ParsedDocument:
    for tag in root.find_all(_is_hidden):
        tag.decompose()
    blocks = list(_walk(root))
    toc, kept = _split_contents(blocks)
    first = next((b.text for b in kept if isinstance(b, Heading) and b.level == 1), "")
    return ParsedDocument(blocks=tuple(kept), title=title or first, toc=tuple(toc))


def _walk(node: Tag) -> Iterator[Block]:
    loose: list[str] = []
    for child in node.children:
        if isinstance(child, Tag) and (child.name in _BLOCKS or _HEADING.match(child.name) or child.find(_BLOCKS)):
            yield from _paragraphs("".join(loose))
            loose = []
            yield from _tag(child)
        elif isinstance(child, Tag):
            loose.append(_text(child))
        elif type(child) is NavigableString:
            loose.append(str(child))
    yield from _paragraphs("".join(loose))


def _tag(tag: Tag) -> Iterator[Block]:
    heading = _HEADING.match(tag.name)
    if heading:
        text = " ".join(_text(tag).split())
        if text:
            yield Heading(text, int(heading[1]))
    elif tag.name in {"ul", "ol"}:
        yield from _items(tag, 0)
    elif tag.name == "table":
        yield from _table(tag)
    elif tag.name in {"p", "pre", "dt", "dd"} and not tag.find(_BLOCKS):
        yield from _paragraphs(_text(tag))
    else:
        yield from _walk(tag)


def _text(tag: Tag) -> str:
    """Text of `tag`; a line break stays one, superscripts stick to the word before."""
    return "".join("\n" if isinstance(d, Tag) and d.name == "br" else str(d) for d in tag.descendants if _kept(d))


def _kept(node: object) -> bool:
    return type(node) is NavigableString or (isinstance(node, Tag) and node.name == "br")


def _paragraphs(text: str) -> Iterator[Block]:
    lines = [ln for ln in text.split("\n") if ln.strip()]
    index = 0
    pending: list[str] = []
    while index < len(lines):
        rows = tab_rows(lines, index)
        contents = len(lines) > 1 and bool(_toc_title(lines[index]))
        if rows and not contents:
            if pending:
                yield Paragraph("\n".join(pending))
                pending = []
            yield table_of(rows)
            index += len(rows)
        elif contents or lines[index].endswith("\t"):
            if pending:
                yield Paragraph("\n".join(pending))
                pending = []
            yield Paragraph(lines[index].strip())
            index += 1
        else:
            pending.append(lines[index].strip())
            index += 1
    if pending:
        yield Paragraph("\n".join(pending))


def _items(tag: Tag, depth: int) -> Iterator[Block]:
    for li in tag.find_all("li", recursive=False):
        inner = [c for c in li.children if isinstance(c, Tag) and c.name in {"ul", "ol"}]
        text = "".join(_text(c) if isinstance(c, Tag) else str(c) for c in li.children if c not in inner)
        if text.strip():
            yield Item(re.sub(r"^\s*[➔➢✓✔►]\s*", "", text).strip(), depth=depth)
        for child in inner:
            yield from _items(child, depth + 1)


def _table(tag: Tag) -> Iterator[Block]:
    rows = [tr for tr in tag.find_all("tr") if tr.find_parent("table") is tag]
    cells = [tuple(" ".join(_text(c).split()) for c in tr.find_all(["td", "th"], recursive=False)) for tr in rows]
    cells = [row for row in cells if any(row)]
    if not cells:
        return
    if len(cells[0]) == 1 and len(cells) > 1 and max(map(len, cells)) == 1:
        yield from (Paragraph(row[0]) for row in cells)
        return
    width = max(map(len, cells))
    padded = tuple(row + ("",) * (width - len(row)) for row in cells)
    titled = len(padded) > 1 and (rows[0].find("th") is not None or rows[0].find_parent("thead") is not None)
    header = padded[0] if titled else ()
    body = padded[1:] if titled else padded
    yield Table(header, body, (None,) * len(body))


def _split_contents(blocks: list[Block]) -> tuple[list[str], list[Block]]:
    """Part the lines of a table of contents (a run of dotted lines ending with a number) from the rest."""
    hits = [i for i, b in enumerate(blocks) if _entries(b)]
    if not hits:
        return [], blocks
    first = last = hits[0]
    for index in hits[1:]:
        if index - last > MAX_STRAY:
            break
        last = index
    while last + 1 < len(blocks) and _stray(blocks[last + 1]):
        last += 1
    titles = [title for block in blocks[first : last + 1] for title in _entries(block)]
    return (titles, blocks[:first] + blocks[last + 1 :]) if len(titles) >= MIN_ENTRIES else ([], blocks)


def _entries(block: Block) -> list[str]:
    if not isinstance(block, Paragraph):
        return []
    return [title for line in block.text.split("\n") if (title := _toc_title(line))]


def _toc_title(line: str) -> str:
    """Return the title of a line « title ...... 12 », empty for another line; in one pass, however many the dots."""
    text = line.strip()
    dotted = text.rstrip("0123456789")
    if not 1 <= len(text) - len(dotted) <= LONGEST_PAGE_NUMBER:
        return ""
    dotted = dotted.rstrip()
    title = dotted.rstrip("…") if dotted.endswith("…") else dotted.rstrip(".")
    dots = len(dotted) - len(title)
    return title.strip() if dots >= (1 if dotted.endswith("…") else FEWEST_DOTS) else ""


def _stray(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(_NUMBER_LINE.match(block.text)) and len(block.text) < 120
