"""The result as one self-contained page: the document on the left, the findings beside it.

No script, no outside resource. Whatever came out of a stranger's file is escaped.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from html import escape

from gongkai.core.document import Grid, Line, TableRow
from gongkai.core.findings import Figure, Finding, Where
from gongkai.core.forms import Severity
from gongkai.core.messages import N_, Message
from gongkai.reporting.checking.result import ReportResult, Translate, unchanged
from gongkai.reporting.checking.terminal import SEVERITY_NAMES, has_pages, place, summary

_STYLE = """
:root{font:16px/1.6 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#1d2733}
body{margin:0}header{padding:1rem 1.5rem;border-bottom:1px solid #c9d1d9}h1{font-size:1.25rem;margin:0}
.beside{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr)}
.document{padding:1rem 1.5rem;overflow-x:auto;border-right:1px solid #c9d1d9}
.findings{padding:1rem 1.5rem}.line{margin:0;display:flex;gap:.75rem}
.number{flex:none;width:3rem;text-align:right;color:#5b6672;font-size:.75rem;line-height:2.1}
table{border-collapse:collapse;margin:.5rem 0}
td{border:1px solid #9aa5b1;padding:.15rem .4rem;font-size:.875rem}
.error{border-left:.4rem solid #b3261e}.warning{border-left:.4rem solid #9a6700}
.note{border-left:.4rem solid #0b5cad}
.finding{padding:.25rem .75rem;margin:0 0 1rem}.finding h3{font-size:1rem;margin:0}.finding p{margin:.15rem 0}
.marked{background:#fff3cd}.marked.error{background:#fbe4e2}:target{outline:3px solid #0b5cad}
dt{font-weight:600}dd{margin:0 0 .2rem 1rem}small{color:#48525c}
@media (min-width:60rem){.document,.findings{max-height:92vh;overflow:auto}}
@media (max-width:60rem){.beside{grid-template-columns:1fr}
.document{border-right:0;border-bottom:1px solid #c9d1d9}}
"""


def as_page(results: Sequence[ReportResult], translate: Translate = unchanged) -> str:
    """A whole HTML page of all results."""
    title = translate(N_("年度报告检查结果"))
    body = "".join(fragment(result, translate, number) for number, result in enumerate(results, start=1))
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body>{body}</body></html>"
    )


def fragment(result: ReportResult, translate: Translate = unchanged, number: int = 1) -> str:
    """One report's document and findings, without page and style. `number` keeps anchors apart."""
    head = f"<header><h1>{escape(result.file)}</h1><p>{escape(summary(result, translate))}</p></header>"
    if result.reading is None:
        return f"<article>{head}</article>"
    marks = _marks(result.findings)
    shown = "".join(_blocks(result, marks, number))
    at = partial(_at, number, has_pages(result), translate)
    found = "".join(
        _finding(finding, f"r{number}-f{index}", at, translate)
        for index, finding in enumerate(result.findings, start=1)
    )
    none = f"<p>{escape(translate(N_('没有发现问题')))}</p>"
    original, problems = (
        escape(Message(name, {"file": result.file}).in_language(translate))
        for name in (N_("报告原文：{file}"), N_("问题：{file}"))
    )
    return (
        f'<article>{head}<div class="beside">'
        f'<section class="document" lang="zh-CN" aria-label="{original}" tabindex="0">{shown}</section>'
        f'<section class="findings" aria-label="{problems}" tabindex="0">{found or none}</section>'
        "</div></article>"
    )


def _marks(findings: Iterable[Finding]) -> dict[int, Severity]:
    """The gravest severity at each line."""
    order = [Severity.ERROR, Severity.WARNING, Severity.NOTE]
    marks: dict[int, Severity] = {}
    for finding in findings:
        for where in (finding.where, *(figure.where for figure in finding.figures)):
            if where.line is not None:
                known = marks.get(where.line, Severity.NOTE)
                marks[where.line] = min(known, finding.severity, key=order.index)
    return marks


def _blocks(result: ReportResult, marks: dict[int, Severity], number: int) -> Iterator[str]:
    document = result.reading.document if result.reading else None
    for block in document.blocks if document else ():
        if isinstance(block, Line):
            yield (
                f'<p class="line{_mark(block.number, marks)}" id="r{number}-l{block.number}">'
                f'<span class="number">{block.number}</span><span>{escape(block.text)}</span></p>'
            )
        else:
            yield _table(block, marks, number)


def _table(grid: Grid, marks: dict[int, Severity], number: int) -> str:
    rows = "".join(
        f'<tr id="r{number}-l{row.number}" class="{_mark(row.number, marks).strip()}">{_cells(row)}</tr>'
        for row in grid.rows
    )
    return f"<table>{rows}</table>"


def _cells(row: TableRow) -> str:
    return "".join(f"<td>{escape(cell.text) if cell.origin else ''}</td>" for cell in row.cells)


def _mark(line: int, marks: dict[int, Severity]) -> str:
    return f" marked {marks[line].value}" if line in marks else ""


def _finding(finding: Finding, anchor: str, at: Callable[[Where], str], translate: Translate) -> str:
    values = {"severity": Message(SEVERITY_NAMES[finding.severity]), "message": finding.message}
    said = Message(N_("{severity}：{message}"), values).in_language(translate)
    where = at(finding.where)
    figures = "".join(_figure(figure, at, translate) for figure in finding.figures)
    suggestion, source = finding.suggestion.in_language(translate), finding.basis.in_language(translate)
    basis = source and Message(N_("依据：{basis}"), {"basis": source}).in_language(translate)
    return (
        f'<section class="finding {finding.severity.value}" id="{anchor}" data-rule="{escape(finding.rule)}">'
        f"<h3>{escape(said)}</h3>"
        + (f"<p>{where}</p>" if where else "")
        + (f"<dl>{figures}</dl>" if figures else "")
        + (f"<p>→ {escape(suggestion)}</p>" if suggestion else "")
        + (f"<p><small>{escape(basis)}</small></p>" if basis else "")
        + "</section>"
    )


def _figure(figure: Figure, at: Callable[[Where], str], translate: Translate) -> str:
    value = translate(N_("空")) if figure.value is None else str(figure.value)
    return f"<dt>{escape(figure.label)}</dt><dd>{escape(value)} {at(figure.where)}</dd>"


def _at(number: int, paged: bool, translate: Translate, where: Where) -> str:
    """The place as a link to its line in the document beside."""
    text = escape(place(where, translate, paged=paged))
    return f'<a href="#r{number}-l{where.line}">{text}</a>' if text and where.line is not None else text
