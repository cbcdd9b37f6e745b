"""HTML into text: what a person would read, none of what a browser would run."""

import re

from lxml import etree

from gongkai.foundation.mail.reading.charsets import known, text_of

_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_UNREAD = {"script", "style", "head", "title", "noscript", "template", "object", "iframe", "svg"}
_BLOCKS = {
    "p",
    "div",
    "tr",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "ul",
    "ol",
    "blockquote",
    "pre",
    "hr",
}
_CELLS = {"td", "th"}


def text_of_html(content: bytes, declared: str) -> tuple[str, bool]:
    """The text, and whether every byte could be read. The label of the part goes before that of the page."""
    if not known(declared):
        label = _DECLARED.search(content[:4096])
        declared = label[1].decode("ascii") if label else declared
    markup, whole = text_of(content, declared)
    return _read(markup.replace("\x00", "")), whole


def _read(markup: str) -> str:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, recover=True
    )
    parser.feed(markup.encode("utf-8", "replace"))
    try:
        root = parser.close()
    except etree.XMLSyntaxError:
        return ""
    pieces: list[str] = []
    unread = 0
    for event, element in etree.iterwalk(root, events=("start", "end")) if root is not None else ():
        tag = element.tag if isinstance(element.tag, str) else ""
        begins = event == "start"
        if tag in _UNREAD:
            unread += 1 if begins else -1
        if (tag == "br" and begins) or (tag in _BLOCKS and pieces and not pieces[-1].endswith("\n")):
            pieces.append("\n")
        elif tag in _CELLS and not begins:
            pieces.append("\t")
        words = element.text if begins else element.tail
        if words and not unread and (words.strip() or "\n" not in words):
            pieces.append(re.sub(r"\s+", " ", words))
    lines = (re.sub(r"[ \u00a0]+", " ", line).strip() for line in "".join(pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
