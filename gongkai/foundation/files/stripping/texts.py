"""WordprocessingML: changes taken as accepted, comments, hidden text, codes of fields and marks of editing
sessions gone."""

from lxml import etree

from gongkai.foundation.files.stripping import fields
from gongkai.foundation.files.stripping.elements import drop, unwrap

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = frozenset(
    f"{_W}{name}"
    for name in (
        "del", "moveFrom", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
        "delText", "delInstrText", "commentRangeStart", "commentRangeEnd", "commentReference",
        "annotationRef", "rsids", "docVars", "attachedTemplate", "trackRevisions", "cellIns", "cellMerge",
        "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
        "numberingChange", "saveThroughXslt", "writeProtection",
    )
)  # fmt: skip
_UNWRAPPED = frozenset({f"{_W}ins", f"{_W}moveTo"})
_AUTHORED = frozenset({f"{_W}author", f"{_W}initials", f"{_W}date"})


def clean(root: etree._Element) -> None:
    """Change the part in place."""
    for row in list(root.iter(f"{_W}tr")):
        if row.find(f"{_W}trPr/{_W}del") is not None:
            drop(row)
    for cell in list(root.iter(f"{_W}tc")):
        if cell.find(f"{_W}tcPr/{_W}cellDel") is not None:
            drop(cell)
    for run in list(root.iter(f"{_W}r")):
        if _is_hidden(run):
            drop(run)
    for each in list(root.iter()):
        if isinstance(each.tag, str):
            _element(each)
    fields.clean(root)


def _element(each: etree._Element) -> None:
    if each.tag in _GONE or (str(each.tag).startswith(_W) and str(each.tag).endswith("Change")):
        drop(each)
    elif each.tag in _UNWRAPPED:
        unwrap(each)
    for name in list(each.attrib):
        plain = str(name).rpartition("}")[2]
        if plain.startswith("rsid") or name in _AUTHORED or plain in ("paraId", "textId"):
            del each.attrib[name]


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "1") not in ("0", "false", "off")
