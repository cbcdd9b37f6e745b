"""Whether a run of a DOCX is seen: hidden, white on white, too small."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from gongkai.core.messages import N_, Message
from gongkai.foundation.texts.office import grounds, parts
from gongkai.foundation.texts.office.grounds import TableStyles, is_white
from gongkai.foundation.texts.office.parts import Parts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = frozenset({"0", "false", "off", "none"})
_TINY = 4  # half points
_UNTIL = frozenset({f"{W}body", f"{W}txbxContent", f"{W}hdr", f"{W}ftr"})


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of its text; None where it says nothing."""

    based_on: str
    vanish: bool | None
    color: str | None
    size: int | None
    shaded: bool


@dataclass(frozen=True, slots=True)
class Styles:
    """Number of a style → its looks; of a table's style → what it colours."""

    texts: Mapping[str, Style]
    tables: TableStyles


def styles(found: Parts) -> Styles:
    """What the file's styles say."""
    if "word/styles.xml" not in found:
        return Styles({}, {})
    tree = parts.root(found["word/styles.xml"])
    texts = {each.get(f"{W}styleId", ""): _style(each) for each in tree.iter(f"{W}style")}
    return Styles(texts, grounds.table_styles(tree))


def why_unseen(element: etree._Element, known: Styles) -> Message | None:
    """Why the text in this element of a run is not seen; None when it is."""
    run = next((each for each in element.iterancestors() if each.tag == f"{W}r"), None)
    paragraph = next((each for each in element.iterancestors() if each.tag == f"{W}p"), None)
    looks = [*_layers(run, "rPr", "rStyle", known.texts),
             *_layers(paragraph, "pPr", "pStyle", known.texts)]  # fmt: skip
    if _first(each.vanish for each in looks):
        return Message(N_("设为隐藏的文字"))
    size = _first(each.size for each in looks)
    if size is not None and size <= _TINY:
        return Message(N_("字号过小的文字"))
    color = _first(each.color for each in looks)
    shaded = any(each.shaded for each in looks) or _stands_on_color(element, known.tables)
    if color is not None and is_white(color) and not shaded:
        return Message(N_("白色的文字"))
    return None


def _first[T](values: Iterable[T | None]) -> T | None:
    return next((each for each in values if each is not None), None)


def _layers(
    owner: etree._Element | None, properties: str, style: str, known: Mapping[str, Style]
) -> list[Style]:
    """Its own looks, then those of its style, then of the style that rests on."""
    if owner is None:
        return []
    own = owner.find(f"{W}{properties}")
    if own is None:
        return []
    found = [_look(own, "")] if properties == "rPr" else [_look(own, "", shading_only=True)]
    named = own.find(f"{W}{style}")
    name = named.get(f"{W}val", "") if named is not None else ""
    seen: set[str] = set()
    while name in known and name not in seen:
        seen.add(name)
        found.append(known[name])
        name = known[name].based_on
    return found


def _style(each: etree._Element) -> Style:
    based = each.find(f"{W}basedOn")
    name = based.get(f"{W}val", "") if based is not None else ""
    own = each.find(f"{W}rPr")
    look = _look(own, name) if own is not None else Style(name, None, None, None, False)
    whole = each.find(f"{W}pPr")
    shaded = look.shaded or (whole is not None and _is_shaded(whole))
    return Style(name, look.vanish, look.color, look.size, shaded)


def _look(properties: etree._Element, based_on: str, *, shading_only: bool = False) -> Style:
    if shading_only:
        return Style(based_on, None, None, None, _is_shaded(properties))
    vanish, size = properties.find(f"{W}vanish"), properties.find(f"{W}sz")
    color = properties.find(f"{W}color")
    points = size.get(f"{W}val", "") if size is not None else ""
    return Style(
        based_on,
        None if vanish is None else vanish.get(f"{W}val", "1") not in _OFF,
        None if color is None else color.get(f"{W}val", ""),
        int(points) if points.isdigit() else None,
        _is_shaded(properties),
    )


def _is_shaded(properties: etree._Element) -> bool:
    highlight = properties.find(f"{W}highlight")
    if highlight is not None and highlight.get(f"{W}val", "none") not in ("none", "white"):
        return True
    return bool(grounds.ground_of(properties))


def _stands_on_color(element: etree._Element, known: TableStyles) -> bool:
    """In a cell, row or table with a colour, of its own or of its style; or in a text box, which often has
    one."""
    for each in element.iterancestors():
        if each.tag == f"{W}txbxContent":
            return True
        if each.tag in _UNTIL:
            return False
        if each.tag == f"{W}tc":
            own = grounds.ground_of(each.find(f"{W}tcPr"))
            if own is not None:
                return own
            if grounds.stands_on_color(each, known):
                return True
        if each.tag == f"{W}tbl" and grounds.ground_of(each.find(f"{W}tblPr")):
            return True
    return False
