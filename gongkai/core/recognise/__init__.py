"""Recognition: from a read document to a report's body, year, form, cells, sentences and headings.

The form is the one the document uses, known by its labels and columns and not by its year: a report that
uses last year's form is read by that form, so that a check can say so.
"""

from collections.abc import Sequence

from gongkai.core.document import Document, Line
from gongkai.core.forms import Form
from gongkai.core.reading import Reading
from gongkai.core.recognise.entries import entries_of
from gongkai.core.recognise.form import Used, best_form
from gongkai.core.recognise.prose import read_prose
from gongkai.core.recognise.text import key
from gongkai.core.recognise.title import body_and_year

__all__ = ["recognise"]

HEAD_LINES, LONGEST_HEAD = 60, 60


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
    labels = {key(row.label) for table in used.form.tables for block in table.blocks for row in block.rows}
    taken: set[int] = set()
    for first, last in used.zones:
        taken.update(line.number for line in lines if first <= line.number <= last)
        above = [line for line in lines if line.number < first]
        for line in reversed(above[-HEAD_LINES:]):
            if not _is_table_head(line, labels):
                break
            taken.add(line.number)
    return taken


def _is_table_head(line: Line, labels: set[str]) -> bool:
    if key(line.text) in labels:
        return True
    text = line.text.strip()
    if text.endswith(("。", "；", "：")) or len(text) > LONGEST_HEAD:
        return False
    return not (text[:1] in "一二三四五六七八九十" and text[1:3].strip()[:1] in ("、", ".", "．"))
