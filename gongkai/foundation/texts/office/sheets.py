"""XLSX: cell by cell, with what rows, columns, sheets and formats hide."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lxml import etree

from gongkai.core.messages import N_, Message
from gongkai.foundation.texts.office import leftovers, parts
from gongkai.foundation.texts.office.parts import Parts, attribute
from gongkai.foundation.texts.passage import Layer, Passage

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TRUE = frozenset({"1", "true"})
_BLANK_FORMATS = frozenset({";;;", ";;", ";"})
_FORMULAS = frozenset({"f", "formula", "formula1", "formula2"})
_LITERAL = re.compile(r'"([^"]{2,})"')
_LARGE = re.compile(r"\d(?:\.\d+)?E\+?(\d{2})", re.IGNORECASE)
_LONGEST_NUMBER = 20  # digits behind the first
_MARGINS = frozenset({"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"})


@dataclass(frozen=True, slots=True)
class _Book:
    """What the sheets share."""

    strings: Sequence[str]
    unseen_formats: frozenset[int]


@dataclass(slots=True)
class _Sheet:
    name: str
    hidden: Message | None
    columns: list[tuple[int, int]] = field(default_factory=list)


def passages(content: bytes) -> Iterator[Passage]:
    """Sheet by sheet; then comments, texts in drawings, names; then what the file tells of itself."""
    found = parts.parts(content)
    book = _Book(_strings(found), _unseen_formats(found))
    workbook = parts.root(found["xl/workbook.xml"])
    leads = parts.related(found, "xl/workbook.xml")
    for each in workbook.iter(f"{_S}sheet"):
        part = found.get(leads.get(attribute(each, "id"), ""))
        if part is None:
            continue
        state = each.get("state", "visible")
        hidden = None if state == "visible" else Message(N_("隐藏的工作表"))
        yield Passage(each.get("name", ""), Layer.HIDDEN if hidden else Layer.BODY, Message(N_("工作表名称")))
        yield from _sheet(parts.root(part), _Sheet(each.get("name", ""), hidden), book)
    yield from _notes(found)
    yield from _drawn(found)
    yield from _names(workbook)
    yield from _left(found, book)
    yield from parts.behind(found)


def _strings(found: Parts) -> list[str]:
    if "xl/sharedStrings.xml" not in found:
        return []
    return [_text(each) for each in parts.root(found["xl/sharedStrings.xml"]).iter(f"{_S}si")]


def _text(owner: etree._Element) -> str:
    """Without the readings (rPh) that stand over Japanese and Chinese characters."""
    texts = [
        each.text or ""
        for each in owner.iter(f"{_S}t")
        if not any(above.tag == f"{_S}rPh" for above in each.iterancestors())
    ]
    return "".join(texts)


def _unseen_formats(found: Parts) -> frozenset[int]:
    """Numbers of cell formats that show nothing."""
    if "xl/styles.xml" not in found:
        return frozenset()
    tree = parts.root(found["xl/styles.xml"])
    blank = {
        each.get("numFmtId", "")
        for each in tree.iter(f"{_S}numFmt")
        if each.get("formatCode", "").replace('"', "").strip() in _BLANK_FORMATS
    }
    formats = tree.find(f"{_S}cellXfs")
    rows = [] if formats is None else list(formats)
    return frozenset(number for number, each in enumerate(rows) if each.get("numFmtId") in blank)


def _sheet(tree: etree._Element, sheet: _Sheet, book: _Book) -> Iterator[Passage]:
    for each in tree.iter(f"{_S}col"):
        if each.get("hidden") in _TRUE or each.get("width") == "0":
            sheet.columns.append((int(each.get("min", "0")), int(each.get("max", "0"))))
    for row in tree.iter(f"{_S}row"):
        unseen = row.get("hidden") in _TRUE or row.get("ht") == "0"
        for cell in row.iter(f"{_S}c"):
            text = _value(cell, book)
            if text.strip():
                yield _cell(cell, text, sheet, book, unseen)
    yield from _beside(tree, sheet.name)


def _beside(tree: etree._Element, sheet: str) -> Iterator[Passage]:
    """Margins, constants within formulas, what may be chosen in a cell and what is said beside it."""
    values = {"sheet": sheet}
    for each in tree.iter():
        name, text = parts.local(each), each.text or ""
        if name in _MARGINS and text:
            yield Passage(text, Layer.MARGIN, Message(N_("表“{sheet}”的页眉页脚"), values))
        elif name in _FORMULAS:
            yield from _constants(text, Message(N_("表“{sheet}”的公式"), values))
        elif name == "dataValidation":
            for key in ("promptTitle", "prompt", "errorTitle", "error"):
                yield Passage(
                    each.get(key, ""), Layer.ANNOTATION, Message(N_("表“{sheet}”的输入提示"), values)
                )
        elif name == "hyperlink":
            yield Passage(each.get("tooltip", ""), Layer.ANNOTATION, Message(N_("链接的提示")))


def _constants(formula: str, place: Message) -> Iterator[Passage]:
    told = "；".join(each for each in _LITERAL.findall(formula) if leftovers.telling(each))
    if told:
        yield Passage(told, Layer.HIDDEN, place)


def _value(cell: etree._Element, book: _Book) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell)
    value = cell.findtext(f"{_S}v") or ""
    if kind == "s":
        return book.strings[int(value)] if value.isdigit() and int(value) < len(book.strings) else ""
    return _with_its_digits(value) if kind == "n" else value


def _with_its_digits(number: str) -> str:
    """Large numbers are kept as 3.71302E+17: all digits of them, as the cell can show them."""
    found = _LARGE.fullmatch(number)
    return f"{Decimal(number):.0f}" if found and int(found[1]) <= _LONGEST_NUMBER else number


def _cell(cell: etree._Element, text: str, sheet: _Sheet, book: _Book, row_unseen: bool) -> Passage:
    at = cell.get("r", "")
    values = {"sheet": sheet.name, "cell": at}
    why = sheet.hidden
    if why is None and row_unseen:
        why = Message(N_("隐藏的行"))
    if why is None and any(first <= _column(at) <= last for first, last in sheet.columns):
        why = Message(N_("隐藏的列"))
    if why is None and int(cell.get("s", "0")) in book.unseen_formats:
        why = Message(N_("格式设为不显示"))
    if why is None:
        return Passage(text, Layer.BODY, Message(N_("表“{sheet}”{cell}"), values))
    return Passage(text, Layer.HIDDEN, Message(N_("表“{sheet}”{cell}，{why}"), values | {"why": why}))


def _column(cell: str) -> int:
    """A → 1, Z → 26, AA → 27."""
    number = 0
    for letter in cell:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - 64
    return number


def _notes(found: Parts) -> Iterator[Passage]:
    for beginning in ("xl/comments", "xl/threadedComments/"):
        for _, tree in parts.named(found, beginning):
            for each in tree.iter():
                if parts.local(each) in ("comment", "threadedComment"):
                    text = "".join(
                        part.text or "" for part in each.iter() if parts.local(part) in ("t", "text")
                    )
                    yield Passage(
                        text, Layer.ANNOTATION, Message(N_("{cell} 的批注"), {"cell": each.get("ref", "")})
                    )
            for each in tree.iter(f"{_S}author"):
                yield Passage(each.text or "", Layer.PROPERTY, Message(N_("批注的作者")))


def _drawn(found: Parts) -> Iterator[Passage]:
    for beginning, place in (
        ("xl/drawings/drawing", N_("工作表上的文本框")),
        ("xl/charts/chart", N_("图表中的文字")),
        ("xl/externalLinks/externalLink", N_("链接的其他工作簿中的值")),
    ):
        layer = Layer.HIDDEN if "externalLinks" in beginning else Layer.BODY
        for _, tree in parts.named(found, beginning):
            for text in _words(tree):
                yield Passage(text, layer, Message(place))


def _words(tree: etree._Element) -> Iterator[str]:
    """Paragraph by paragraph, and the values of charts and cells."""
    for each in tree.iter():
        name = parts.local(each)
        if name == "p":
            text = "".join(run.text or "" for run in each.iter() if parts.local(run) == "t")
        elif name in ("t", "v") and not any(parts.local(above) == "p" for above in each.iterancestors()):
            text = each.text or ""
        else:
            continue
        if text:
            yield text


def _left(found: Parts, book: _Book) -> Iterator[Passage]:
    """Texts in the file's store that no cell shows any more."""
    used = {
        cell.findtext(f"{_S}v")
        for _, tree in parts.named(found, "xl/worksheets/")
        for cell in tree.iter(f"{_S}c")
        if cell.get("t") == "s"
    }
    unused = [text for number, text in enumerate(book.strings) if str(number) not in used]
    told = "\n".join(text for text in unused if leftovers.telling(text))
    if told:
        yield Passage(told, Layer.HIDDEN, Message(N_("已从单元格删去、仍留在文件里的文字")))


def _names(workbook: etree._Element) -> Iterator[Passage]:
    for each in workbook.iter(f"{_S}definedName"):
        if each.get("hidden") not in _TRUE:
            yield from _constants(
                each.text or "", Message(N_("名称“{name}”"), {"name": each.get("name", "")})
            )
        else:
            yield Passage(
                f"{each.get('name', '')} = {each.text or ''}", Layer.HIDDEN, Message(N_("隐藏的名称"))
            )
