"""Small pieces of WordprocessingML that python-docx has no call for."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def mark(name: str, *children, **attributes: object):
    """The element `w:name`; attribute `first_line` is written w:firstLine, values as text."""
    element = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        head, *rest = attribute.split("_")
        element.set(qn("w:" + head + "".join(word.capitalize() for word in rest)), str(value))
    element.extend(children)
    return element


def fonts(east_asian: str, latin: str = "Times New Roman"):
    """w:rFonts naming the East-Asian family as well: without it Word sets Chinese in its default."""
    return mark("rFonts", ascii=latin, h_ansi=latin, cs=latin, east_asia=east_asian, hint="eastAsia")


def field(instruction: str) -> list:
    """A simple field such as PAGE, as the runs Word expects."""
    return [
        mark("r", mark("fldChar", fld_char_type="begin")),
        mark("r", _text("instrText", f" {instruction} ")),
        mark("r", mark("fldChar", fld_char_type="separate")),
        mark("r", _text("t", "1")),
        mark("r", mark("fldChar", fld_char_type="end")),
    ]


def _text(name: str, words: str):
    element = mark(name)
    element.text = words
    element.set(qn("xml:space"), "preserve")
    return element


def text(words: str):
    """w:t keeping its spaces."""
    return _text("t", words)
