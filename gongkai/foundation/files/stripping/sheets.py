"""SpreadsheetML: nothing hidden may go out; paths, names of editors and drawings of comments go."""

from lxml import etree

from gongkai.core.messages import N_, Message

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_GONE = frozenset({"absPath", "fileSharing", "legacyDrawing", "legacyDrawingHF", "customProperties", "docOid",
                   "documentId", "revisionPtr"})  # fmt: skip
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
        parent = each.getparent()
        if parent is not None and etree.QName(each).localname in _GONE:
            parent.remove(each)
