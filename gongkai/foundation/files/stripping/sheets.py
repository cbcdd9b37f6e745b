"""SpreadsheetML: nothing hidden may go out; paths, names of editors, drawings of comments go, and what holds
on to pivot tables, other workbooks and databases: cells stay as values, what they were made from does not."""

import re

from lxml import etree

from gongkai.core.messages import N_, Message
from gongkai.foundation.files.stripping.elements import drop

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_GONE = frozenset({"absPath", "fileSharing", "legacyDrawing", "legacyDrawingHF", "customProperties", "docOid",
                   "documentId", "revisionPtr", "pivotSource", "pivotFmts"})  # fmt: skip
_STORED = frozenset({"pivotCaches", "pivotCacheIdVersion", "pivotTableReferences", "slicerCaches",
                     "slicerList", "timelineCacheRefs", "timelineRefs", "dataModel",
                     "externalReferences"})  # fmt: skip
_SHOWN_BY = frozenset({"slicer", "timeslicer"})
_ANCHORS = frozenset({"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"})
_TRUE = frozenset({"1", "true"})
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_OTHER_BOOK = re.compile(r"'?\[\d+\][^\[\]!]*!")  # [1]Sheet1!A1, '[1]a b'!A1, [1]!name
_OF_A_QUERY = ("connectionId", "queryTableFieldId")


def hidden(root: etree._Element) -> Message | None:
    """What the part holds that a reader does not see: sheets, rows, columns, names of ranges."""
    unseen = [
        each.get("name", "")
        for each in root.iter(f"{_S}sheet")
        if each.get("state", "visible") in ("hidden", "veryHidden")
    ]
    if unseen:
        values = {"names": "、".join(unseen)}
        return Message(N_("工作簿有隐藏的工作表（{names}），请删除或取消隐藏后再发出"), values)
    for kind in ("row", "col"):
        if any(each.get("hidden") in _TRUE for each in root.iter(f"{_S}{kind}")):
            return Message(N_("工作表有隐藏的行或列，请删除或取消隐藏后再发出"))
    return None


def clean(root: etree._Element) -> None:
    """Change the part in place."""
    _forget_other_books(root)
    _forget_queries(root)
    for each in list(root.iter()):
        if not isinstance(each.tag, str):
            continue
        name = etree.QName(each).localname
        if name in _GONE:
            drop(each)
        elif name in _STORED:
            extension = _around(each, frozenset({"ext"}))
            drop(each if extension is None else extension)
        elif name in _SHOWN_BY:
            drop(_around(each, _ANCHORS))


def _forget_other_books(root: etree._Element) -> None:
    """What a formula found in another workbook stays as the value of its cell."""
    together = set()  # cells that share one formula
    for each in list(root.iter(f"{_S}f", f"{_S}definedName")):
        if _OTHER_BOOK.search(each.text or ""):
            together.add(each.get("si"))
            drop(each)
    for each in list(root.iter(f"{_S}f")):
        if each.get("si") in together - {None}:
            drop(each)
    for each in root.iter(f"{_CHART}f"):
        if _OTHER_BOOK.search(each.text or ""):
            each.text = "#REF!"


def _forget_queries(root: etree._Element) -> None:
    """A table that a query filled stays as a table."""
    for each in root.iter(f"{_S}table", f"{_S}tableColumn"):
        if each.get("tableType") == "queryTable":
            del each.attrib["tableType"]
        for name in _OF_A_QUERY:
            each.attrib.pop(name, "")


def _around(each: etree._Element, names: frozenset[str]) -> etree._Element | None:
    """What it stands in, of these names."""
    return next((one for one in each.iterancestors() if etree.QName(one).localname in names), None)
