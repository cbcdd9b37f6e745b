"""The result in a terminal: one block a file, the gravest findings first. Colours are the caller's choice."""

from collections.abc import Iterator

from gongkai.core.findings import Figure, Finding, Where
from gongkai.core.forms import Severity
from gongkai.core.messages import N_, Message
from gongkai.reporting.checking.result import ReportResult, Translate, unchanged

SEVERITY_NAMES = {Severity.ERROR: N_("错误"), Severity.WARNING: N_("提醒"), Severity.NOTE: N_("提示")}
_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33", Severity.NOTE: "36"}
_FIGURES = 12  # more figures than this are not listed one by one


def as_text(result: ReportResult, *, coloured: bool = False, translate: Translate = unchanged) -> str:
    """One file's result for reading."""
    return "\n".join(_lines(result, coloured, translate))


def summary(result: ReportResult, translate: Translate = unchanged) -> str:
    """One line: what it is and how many findings of each severity."""
    if result.reading is None:
        return (result.message or Message("")).in_language(translate)
    values = {
        "whose": _whose(result, translate),
        "errors": result.count(Severity.ERROR),
        "warnings": result.count(Severity.WARNING),
        "notes": result.count(Severity.NOTE),
    }
    said = Message(N_("{whose}：错误 {errors}，提醒 {warnings}，提示 {notes}"), values)
    return said.in_language(translate)


def has_pages(result: ReportResult) -> bool:
    """Whether a page says anything: a text, a web page or a sheet is all one."""
    return result.reading is not None and result.reading.document.pages > 1


def place(where: Where, translate: Translate = unchanged, *, paged: bool = True) -> str:
    """A place in words: 第 3 页第 54 行，单元格 3.1.4. `paged`: whether the document has pages."""
    parts = []
    if paged and where.page is not None:
        parts.append(Message(N_("第 {page} 页"), {"page": where.page}).in_language(translate))
    if where.line is not None:
        parts.append(Message(N_("第 {line} 行"), {"line": where.line}).in_language(translate))
    if where.cell:
        parts.append(Message(N_("单元格 {cell}"), {"cell": where.cell}).in_language(translate))
    return " ".join(parts)


def _whose(result: ReportResult, translate: Translate) -> str:
    reading = result.reading
    if reading is None:
        return ""
    said = [Message(reading.body or N_("（未认出机关）"))]
    if reading.year:
        said.append(Message(N_("{year} 年度"), {"year": reading.year}))
    if reading.form:
        said.append(Message(N_("{form} 年格式"), {"form": reading.form.code}))
    return " ".join(message.in_language(translate) for message in said)


def _lines(result: ReportResult, coloured: bool, translate: Translate) -> Iterator[str]:
    yield _paint(result.file, "1", coloured)
    if result.reading is None:
        yield "  " + summary(result, translate)
        return
    yield "  " + summary(result, translate)
    if not result.findings:
        yield "  " + translate(N_("没有发现问题"))
    paged = has_pages(result)
    for finding in result.findings:
        yield from _finding(finding, paged, coloured, translate)


def _finding(finding: Finding, paged: bool, coloured: bool, translate: Translate) -> Iterator[str]:
    name = _paint(translate(SEVERITY_NAMES[finding.severity]), _COLOURS[finding.severity], coloured)
    yield f"  {name} [{finding.rule}] {place(finding.where, translate, paged=paged)}".rstrip()
    yield f"      {finding.message.in_language(translate)}"
    if 0 < len(finding.figures) <= _FIGURES:
        yield "      " + "；".join(_figure(figure, paged, translate) for figure in finding.figures)
    basis, suggestion = finding.basis.in_language(translate), finding.suggestion.in_language(translate)
    if suggestion:
        yield f"      → {suggestion}"
    if basis:
        yield "      " + Message(N_("依据：{basis}"), {"basis": basis}).in_language(translate)


def _figure(figure: Figure, paged: bool, translate: Translate) -> str:
    value = translate(N_("空")) if figure.value is None else str(figure.value)
    at = place(Where(figure.where.page, figure.where.line), translate, paged=paged)
    return f"{figure.label} {value}" + (f"（{at}）" if at else "")


def _paint(text: str, colour: str, coloured: bool) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if coloured else text
