"""What is pasted or typed becomes text of a document: structure stays, everything active or foreign goes.

Word's own markup, scripts, styles, comments and event handlers are gone; a picture stays only if it is one of
the edition's own files (`src="attachment:12"`), so that no page of the public calls another server, and no
tracking pixel counts who reads. Alignment stays as a class (`center`, `right`), for the pages allow no style.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote

import nh3
from lxml import etree, html

_TAGS = {
    "p", "br", "h2", "h3", "h4", "strong", "em", "u", "s", "sup", "sub", "a", "img", "figure", "figcaption",
    "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "hr", "table", "caption", "thead", "tbody", "tfoot",
    "tr",
    "th", "td", "div",
}  # fmt: skip
_ALIGNED = {"p", "div", "h2", "h3", "h4", "td", "th", "figure", "img"}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
}
_CLASSES = {tag: {"center", "right"} for tag in _ALIGNED}
_SCHEMES = {"http", "https", "mailto", "tel", "attachment"}
_GONE_WITH_CONTENT = {
    "script", "style", "iframe", "object", "embed", "applet", "form", "noscript", "template", "svg", "math",
    "audio", "video", "link", "meta", "base", "title", "xml", "frame", "frameset",
}  # fmt: skip
_RENAMED = {
    "h1": "h2",
    "h5": "h4",
    "h6": "h4",
    "b": "strong",
    "i": "em",
    "strike": "s",
    "del": "s",
    "ins": "u",
}
_BLOCKS = {
    "p", "div", "h2", "h3", "h4", "li", "tr", "table", "blockquote", "figure", "figcaption", "caption", "dt",
    "dd", "hr", "ul", "ol", "dl",
}  # fmt: skip
_OWN_PICTURE = re.compile(r"attachment:\d+\Z")
_ALIGN = re.compile(r"text-align\s*:\s*(center|right)", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}\Z")
_SPACES = re.compile(r"[ \t\r\f\v]+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`pictures_removed`: pictures from elsewhere; `active_removed`: scripts, frames, forms and the like."""

    html: str
    text: str
    pictures_removed: int = 0
    active_removed: int = 0


def cleaned(given: str) -> Cleaned:
    """The given HTML as it may be published, and what had to go. Doing it twice changes nothing."""
    given = given.replace("\x00", "").strip()
    if not given:
        return Cleaned("", "")
    root = html.fragment_fromstring(given, create_parent="div")
    pictures, active = _prepare(root)
    inner = (_escaped(root.text) + "".join(_serialised(child) for child in root)).strip()
    safe = nh3.clean(
        inner, tags=_TAGS, attributes=_ATTRIBUTES, allowed_classes=_CLASSES, url_schemes=_SCHEMES,
        clean_content_tags=_GONE_WITH_CONTENT, attribute_filter=_attribute, url_relative="pass_through",
    ).strip()  # fmt: skip
    return Cleaned(safe, text_of(safe), pictures, active)


def text_of(safe: str) -> str:
    """The words of a cleaned text: a line a block, cells of a row apart by tabs."""
    if not safe:
        return ""
    pieces: list[str] = []
    _words(html.fragment_fromstring(safe, create_parent="div"), pieces)
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(pieces).replace("\xa0", " ").split("\n"))
    return "\n".join(line for line in lines if line)


def pictures_in(safe: str) -> frozenset[int]:
    """The files that a cleaned text shows."""
    return frozenset(int(number) for number in re.findall(r'src="attachment:(\d+)"', safe))


def behind_words(safe: str) -> tuple[str, ...]:
    """What a cleaned text says beside its words: where its links lead, what appears over them."""
    root = html.fragment_fromstring(safe, create_parent="div") if safe else html.Element("div")
    values = [unquote(each.get(name) or "") for each in root.iter() for name in ("href", "title")]
    return tuple(dict.fromkeys(each for each in values if each and not _OWN_PICTURE.match(each)))


def from_plain(text: str) -> str:
    """Plain text as paragraphs."""
    return "".join(f"<p>{_escaped(line.strip())}</p>" for line in text.splitlines() if line.strip())


def _prepare(root: html.HtmlElement) -> tuple[int, int]:
    pictures = active = 0
    for element in list(root.iter()):
        if element is root:
            continue
        if not isinstance(element.tag, str):  # comments, Word's conditions, processing instructions
            _drop(element)
            continue
        if element.tag in _RENAMED:
            element.tag = _RENAMED[element.tag]
        if element.tag in _GONE_WITH_CONTENT:
            active += element.tag not in ("style", "link", "meta", "title", "xml")
            _drop(element)
        elif element.tag == "img" and not _OWN_PICTURE.match((element.get("src") or "").strip()):
            pictures += 1
            _drop(element)
        else:
            _align(element)
    for element in list(root.iter("p", "div")):
        if element is not root and _is_empty(element):
            _drop(element)
    return pictures, active


def _is_empty(element: html.HtmlElement) -> bool:
    """Neither words nor a picture, a rule or a table in it."""
    words = "".join(element.itertext()).replace("\xa0", "").strip()
    return not words and not any(each.tag in ("img", "hr", "table") for each in element.iter())


def _drop(element: html.HtmlElement) -> None:
    """Away with it and its content; what follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    tail, before = element.tail or "", element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _align(element: html.HtmlElement) -> None:
    found = _ALIGN.search(element.get("style") or "")
    side = found[1].lower() if found else (element.get("align") or "").lower()
    own = {each for each in (element.get("class") or "").split() if each in ("center", "right")}
    if side in ("center", "right"):
        own = {side}
    if own and element.tag in _ALIGNED:
        element.set("class", min(own))
    elif "class" in element.attrib:
        del element.attrib["class"]


def _attribute(tag: str, name: str, value: str) -> str | None:
    if tag == "img" and name == "src":
        return value if _OWN_PICTURE.match(value) else None
    if name in ("colspan", "rowspan", "start"):
        return value if _NUMBER.match(value) else None
    if tag == "a" and name == "href" and value.lower().startswith("attachment:"):
        return value if _OWN_PICTURE.match(value) else None
    return value


def _words(element: html.HtmlElement, into: list[str]) -> None:
    tag = element.tag
    if tag in _BLOCKS:
        into.append("\n")
    if tag == "br":
        into.append("\n")
    if tag == "img":
        into.append(element.get("alt") or "")
    into.append((element.text or "").replace("\n", " "))
    for child in element:
        if isinstance(child.tag, str):
            _words(child, into)
        into.append((child.tail or "").replace("\n", " "))
    if tag in ("td", "th"):
        into.append("\t")
    if tag in _BLOCKS:
        into.append("\n")


def _serialised(element: html.HtmlElement) -> str:
    return etree.tostring(element, encoding="unicode", method="html")


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
