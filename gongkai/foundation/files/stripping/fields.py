"""Fields of WordprocessingML: what they show stays as plain text; what they ask for goes (the name of a file,
of an author, a query, a question with its default). Those that only count or lead within the document stay
fields, so that page numbers and contents go on to be right."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from gongkai.foundation.files.stripping.elements import drop, unwrap

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RUN, _PROPERTIES = f"{_W}r", f"{_W}rPr"
_MARK, _CODE, _SIMPLE = f"{_W}fldChar", f"{_W}instrText", f"{_W}fldSimple"
_KIND = f"{_W}fldCharType"
_WITHIN = re.compile(
    r"\s*(?:(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION)(?:\s+\\\S+(?:\s+[A-Za-z]+)?)*"
    r"|(?:PAGEREF|REF|NOTEREF|HYPERLINK\s+\\l)\s+\"?_(?:Toc|Ref)[0-9]+\"?(?:\s+\\[a-z*](?:\s+MERGEFORMAT)?)*"
    r"|TOC(?:\s+\\[a-z](?:\s+\"?[0-9]+(?:-[0-9]+)?\"?)?)*)\s*",
    re.IGNORECASE | re.ASCII,
)


@dataclass(slots=True)
class _Field:
    """`marks`: where it begins, turns from code to what it shows, and ends; `coded`: runs within the code;
    `around`: fields in whose code it stands."""

    around: tuple["_Field", ...] = ()
    marks: list[etree._Element] = field(default_factory=list)
    code: list[etree._Element] = field(default_factory=list)
    coded: list[etree._Element] = field(default_factory=list)
    shows: bool = False

    @property
    def stays(self) -> bool:
        only_within = _WITHIN.fullmatch("".join(each.text or "" for each in self.code)) is not None
        return only_within and all(each.stays for each in self.around)


def clean(root: etree._Element) -> None:
    """Change the part in place."""
    for each in list(root.iter(_SIMPLE)):
        if _WITHIN.fullmatch(each.get(f"{_W}instr", "")) is None:
            unwrap(each, without=f"{_W}fldData")
        else:
            each[:] = [child for child in each if child.tag != f"{_W}fldData"]
    kept: set[etree._Element] = set()
    for found, ended in [*_fields(root)]:  # before anything is taken out
        if found.stays and ended:
            kept.update(found.code, found.marks)
            continue
        for run in found.coded if ended else ():
            drop(run)
    for each in [*root.iter(_MARK, _CODE)]:
        if each not in kept:
            _out_of_its_run(each)
        else:
            del each[:]  # data of forms


def _fields(root: etree._Element) -> Iterator[tuple[_Field, bool]]:
    """Every field, inner ones before those around them, and whether it ends."""
    open_: list[_Field] = []
    for run in root.iter(_RUN):
        for each in run:
            kind = each.get(_KIND, "") if each.tag == _MARK else ""
            if kind:
                ended = _marked(open_, each, kind)
                if ended is not None:
                    yield ended, True
            elif open_ and each.tag == _CODE:
                open_[-1].code.append(each)
            elif each.tag != _PROPERTIES:
                for around in _unshown(open_):
                    around.coded.append(run)
    yield from ((each, False) for each in open_)


def _marked(open_: list[_Field], mark: etree._Element, kind: str) -> _Field | None:
    """The field that ends here."""
    if kind == "begin":
        open_.append(_Field(_unshown(open_)))
    if not open_:
        return None
    open_[-1].marks.append(mark)
    open_[-1].shows |= kind == "separate"
    return open_.pop() if kind == "end" else None


def _unshown(open_: list[_Field]) -> tuple[_Field, ...]:
    """Fields whose code is being read."""
    return tuple(each for each in open_ if not each.shows)


def _out_of_its_run(each: etree._Element) -> None:
    run = each.getparent()
    if run is None:
        return
    run.remove(each)
    if run.tag == _RUN and all(child.tag == _PROPERTIES for child in run):
        drop(run)
