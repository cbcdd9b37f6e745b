"""SpreadsheetML: nothing hidden may go out; paths, names of editors, drawings of comments go, and what holds
on to pivot tables: their cells stay as values, the rows they were made from do not."""

from lxml import etree

from gongkai.core.messages import N_, Message

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_GONE = frozenset({"absPath", "fileSharing", "legacyDrawing", "legacyDrawingHF", "customProperties", "docOid",
                   "documentId", "revisionPtr", "pivotSource", "pivotFmts"})  # fmt: skip
_STORED = frozenset({"pivotCaches", "pivotCacheIdVersion", "pivotTableReferences", "slicerCaches",
                     "slicerList", "timelineCacheRefs", "timelineRefs", "dataModel"})  # fmt: skip
_SHOWN_BY = frozenset({"slicer", "timeslicer"})
_ANCHORS = frozenset({"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"})
_TRUE = frozenset({"1", "true"})


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
    for each in list(root.iter()):
        if not isinstance(each.tag, str):
            continue
        name = etree.QName(each).localname
        if name in _GONE:
            _drop(each)
        elif name in _STORED:
            extension = _around(each, frozenset({"ext"}))
            _drop(each if extension is None else extension)
        elif name in _SHOWN_BY:
            _drop(_around(each, _ANCHORS))


def _around(each: etree._Element, names: frozenset[str]) -> etree._Element | None:
    """What it stands in, of these names."""
    return next((one for one in each.iterancestors() if etree.QName(one).localname in names), None)


def _drop(each: etree._Element | None) -> None:
    parent = each.getparent() if each is not None else None
    if each is not None and parent is not None:
        parent.remove(each)
