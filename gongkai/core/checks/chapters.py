"""Chapters missing, misnumbered or mistitled."""

import re
from collections.abc import Iterator, Sequence

from gongkai.core.checks.wording import ChapterWords, TextWords
from gongkai.core.findings import Finding, Where
from gongkai.core.forms import Form, Severity
from gongkai.core.messages import N_, Message
from gongkai.core.reading import Reading, Sentence

_NUMBERED = re.compile(r"^\s*(?P<number>[一二三四五六七八九十]{1,3})\s*[、．.，]\s*(?P<title>.+)$")
_ORDER = "一二三四五六七八九十"
_RECOGNISED = 4  # fewer headings than this say more about the reading than about the report
_TITLE = 40


def check_chapters(reading: Reading, words: TextWords, expects_table: bool) -> Iterator[Finding]:
    """Numbering for any report; the six titles where the form prescribes them.

    Where a table was to be expected and none was read, its labels may stand among the headings, and nothing
    can be said of the chapters.
    """
    form = reading.form
    if form is None and expects_table:
        return
    headings = list(_chapter_headings(reading))
    if form is not None and form.fixed_chapters:
        yield from _prescribed(headings, reading, form, words)
    else:
        yield from _numbering(headings)


def _chapter_headings(reading: Reading) -> Iterator[tuple[str, str, Sentence]]:
    """Number, title and place of each chapter heading; those of a statistical table are none."""
    labels = _row_labels(reading.form) if reading.form else set()
    for heading in reading.headings:
        match = _NUMBERED.match(heading.text)
        if match is None:
            continue
        title = re.sub(r"[\s:：。]+$", "", re.sub(r"\s+", "", match["title"]))
        if f"{match['number']}、{title}" in labels:
            if reading.form is not None and reading.form.fixed_chapters:
                continue
            return  # the annex of the earlier form begins
        yield match["number"], title, heading


def _row_labels(form: Form) -> set[str]:
    """The numbered heads of a statistical table: 一、主动公开情况 begins the annex and no chapter."""
    rows = (row for table in form.tables for block in table.blocks for row in block.rows)
    return {re.sub(r"（.*$", "", row.label) for row in rows}


def _ordinal(number: str) -> int:
    """一 → 1, 十二 → 12."""
    if number.startswith("十"):
        return 10 + (_ORDER.index(number[1]) + 1 if len(number) > 1 else 0)
    return _ORDER.index(number[0]) + 1


def _numbering(headings: Sequence[tuple[str, str, Sentence]]) -> Iterator[Finding]:
    expected = 1
    for number, title, heading in headings:
        found = _ordinal(number)
        if found != expected and expected > 1:
            yield _misnumbered(number, title, heading, _written(expected))
        expected = found + 1


def _written(number: int) -> str:
    return _ORDER[number - 1] if number <= 10 else "十" + _ORDER[number - 11]


def _prescribed(
    headings: Sequence[tuple[str, str, Sentence]], reading: Reading, form: Form, words: TextWords
) -> Iterator[Finding]:
    known = {chapter.number: chapter for chapter in words.chapter}
    met: dict[str, tuple[str, str, Sentence]] = {}
    for number, title, heading in headings:
        meant = next((chapter for chapter in words.chapter if chapter.is_meant_by(title)), None)
        if meant is not None and meant.number not in met:
            met[meant.number] = number, title, heading
    if len(met) < _RECOGNISED:
        return
    for chapter in form.chapters:
        if chapter.number in met:
            yield from _against_form(*met[chapter.number], chapter.title, known[chapter.number])
        elif not _stands_anywhere(known[chapter.number], reading):
            yield _missing(chapter.number, chapter.title)


def _against_form(
    number: str, title: str, heading: Sentence, prescribed: str, words: ChapterWords
) -> Iterator[Finding]:
    if number != words.number:
        yield _misnumbered(number, title, heading, words.number)
    bare = re.sub(r"（.*?）$", "", title.replace("(", "（").replace(")", "）"))
    if bare != prescribed and bare not in words.also_right and len(bare) <= _TITLE:
        yield Finding(
            "chapter-title",
            Severity.NOTE,
            Message(
                N_("章名“{title}”与格式规定的“{prescribed}”不一致"),
                {"title": title, "prescribed": prescribed},
            ),
            heading.where,
            title,
            prescribed,
            basis=Message(N_("《政府信息公开工作年度报告格式》规定的六部分标题")),
            suggestion=Message(N_("请按格式改正章名")),
        )


def _stands_anywhere(chapter: ChapterWords, reading: Reading) -> bool:
    """Whether a short line anywhere looks like the chapter's heading, numbered or not."""
    texts = [line.text for line in reading.document.lines]
    texts += [cell.text for grid in reading.document.grids for row in grid.rows for cell in row.cells[:1]]
    return any(
        len(tidy) <= _TITLE and chapter.is_meant_by(tidy)
        for text in texts
        if (tidy := re.sub(r"\s+", "", text))
    )


def _missing(number: str, title: str) -> Finding:
    return Finding(
        "chapter-missing",
        Severity.WARNING,
        Message(N_("缺少第{number}部分“{title}”"), {"number": number, "title": title}),
        Where(),
        None,
        f"{number}、{title}",
        basis=Message(N_("《政府信息公开工作年度报告格式》规定的六部分")),
        suggestion=Message(N_("请补写这一部分；没有内容的写“无”")),
    )


def _misnumbered(number: str, title: str, heading: Sentence, expected: str) -> Finding:
    return Finding(
        "chapter-number",
        Severity.WARNING,
        Message(
            N_("章节序号有误：“{number}、{title}”应为“{expected}”"),
            {"number": number, "title": title, "expected": expected},
        ),
        heading.where,
        number,
        expected,
        basis=Message(N_("章节序号应连续")),
        suggestion=Message(N_("请改正序号，或补上缺少的部分")),
    )
