"""WordprocessingML: names, and a parser that loads nothing from outside."""

import lxml.etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_LOOSE = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def parse(data: bytes) -> lxml.etree._Element:
    """The root of an XML part: no entities resolved, no DTD, no network, no huge trees."""
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return lxml.etree.fromstring(data.replace(_STRICT, _LOOSE), parser)


def value(node: lxml.etree._Element | None, name: str = "val") -> str | None:
    """The w: attribute `name` of `node`, None when either is missing."""
    return None if node is None else node.get(f"{W}{name}")


def integer(text: str | None, default: int) -> int:
    """`text` as a whole number, `default` when it is none."""
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default
