"""Recognition: from a read document to a report's body, year, form, cells, sentences and headings.

The form is the one the document uses, known by its labels and columns and not by its year: a report that
uses last year's form is read by that form, so that a check can say so.
"""

import re
from collections.abc import Sequence

from gongkai.core.document import Document, Line
from gongkai.core.forms import Form
from gongkai.core.reading import Reading
from gongkai.core.recognise.entries import entries_of
from gongkai.core.recognise.form import Used, best_form
from gongkai.core.recognise.prose import read_prose
from gongkai.core.recognise.text import plain
from gongkai.core.recognise.title import body_and_year

__all__ = ["recognise"]

HEAD_LINES, LONGEST_HEAD = 80, 70
_TABLE_WORDS = (
    "申请人情况",
    "信息内容",
    "统计指标",
    "指标名称",
    "单位",
    "计量单位",
    "统计数",
    "数量",
    "序号",
    "合计",
)


def recognise(document: Document, forms: Sequence[Form], filename: str = "") -> Reading:
    """What `document` says as an annual report. Parts that are not found stay None or empty."""
    entries = entries_of(document)
    body, year = body_and_year(document, filename)
    used = best_form(entries, forms, year)
    sentences, headings = read_prose(document, _table_lines(document, used) if used else set())
    return Reading(
        document=document,
        form=used.form if used else None,
        body=body,
        year=year,
        cells=dict(used.harvest.cells) if used else {},
        sentences=sentences,
        headings=headings,
        findings=tuple(used.harvest.findings) if used else (),
    )


def _table_lines(document: Document, used: Used) -> set[int]:
    """The numbers of the running lines that belong to a table: its rows, and its heads above them."""
    lines = list(document.lines)
    printed = _printed_by(used.form)
    taken: set[int] = set()
    for first, last in used.zones:
        taken.update(line.number for line in lines if first <= line.number <= last)
        above = [line for line in lines if line.number < first]
        for line in reversed(above[-HEAD_LINES:]):
            if not _is_table_head(line, printed):
                break
            taken.add(line.number)
    return taken


def _printed_by(form: Form) -> str:
    """All that the form itself prints in its tables, as one string of keys."""
    texts = list(_TABLE_WORDS)
    for table in form.tables:
        texts.append(table.header_note)
        for block in table.blocks:
            texts.append(block.head)
            texts.extend(text for column in block.columns for text in (column.label, column.group or ""))
            texts.extend(row.label for row in block.rows)
    return "|".join(re.sub(r"[^\w|]", "", plain(text)) for text in texts)


def _is_table_head(line: Line, printed: str) -> bool:
    """True for a line made of the form's own words, whole or broken."""
    words = [re.sub(r"\W", "", plain(word)) for word in line.text.split()]
    return sum(map(len, words)) <= LONGEST_HEAD and all(word in printed for word in words)
