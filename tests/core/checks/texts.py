"""Small reports for the tests of text checks: lines as printed, sentences and headings."""

from collections.abc import Sequence

from gongkai.core.document import Document, Line
from gongkai.core.findings import Where
from gongkai.core.reading import Reading, Sentence
from gongkai.foundation import rulebook

CITY = "青川市人民政府"


def text_report(
    text: str = "",
    *,
    year: int = 2024,
    body: str = CITY,
    form: str | None = "2021",
    lines: Sequence[str] = (),
    headings: Sequence[str] = (),
    heading: str = "（一）主动公开情况",
) -> Reading:
    """A reading of these lines and headings; `text` is cut into sentences at 。."""
    parts = [part + "。" for part in text.split("。") if part]
    blocks = tuple(Line(line, 1, number) for number, line in enumerate([*headings, *lines], start=1))
    return Reading(
        Document("report.txt", "txt", blocks),
        rulebook.form(form) if form else None,
        body,
        year,
        {},
        tuple(Sentence(part, Where(1, n), "一", heading) for n, part in enumerate(parts, start=1)),
        tuple(Sentence(title, Where(1, n), title[:1], title) for n, title in enumerate(headings, start=1)),
    )
