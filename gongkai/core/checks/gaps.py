"""What a report leaves out: the proper form of its year, what became of requests, a row of the table."""

import re
from collections.abc import Iterator

from gongkai.core.findings import Figure, Finding, Where
from gongkai.core.forms import Form, Severity
from gongkai.core.messages import N_, Message
from gongkai.core.narrative.table import TableSide, plain
from gongkai.core.reading import Reading

_FEE = re.compile(r"(?:未|没有|无)(?:收取|产生|发生)[^，。；]{0,16}费|未收费|收取[^，。；]{0,20}费用?")
_EXPLAINED = re.compile(
    r"结转|未办结|尚未|正在办理|正在处理|撤回|撤销申请|撤销了|待答复|待办|顺延|跨年|下年|次年|未到期|办理中|在办"
)
_ANSWERED = re.compile(
    r"(?:答复|办结|办复)[^，。；率]{0,12}\d+\s*[件份条宗个]|\d+\s*[件份条宗个][^，。；]{0,14}(?:答复|办结)"
)
_FIRST_FORM = 2014  # before it there was no national form


def check_form_year(reading: Reading, proper: Form | None) -> Iterator[Finding]:
    """The form used against the form in force for the year (`proper`, None when there was none)."""
    used, year = reading.form, reading.year
    if used is None or year is None or proper is None or used.code == proper.code or year < _FIRST_FORM:
        return
    yield Finding(
        "form-year",
        Severity.ERROR,
        Message(
            N_("{year} 年度报告用的是 {used} 年格式的表，应当用 {proper} 年格式"),
            {"year": year, "used": used.code, "proper": proper.code},
        ),
        Where(),
        used.code,
        proper.code,
        basis=Message("{document}", {"document": proper.document}),
        suggestion=Message(N_("请换用该年度的格式重新填表")),
    )


def explains_open_requests(reading: Reading) -> bool:
    """Whether the prose says what became of requests that were received and not closed in the year."""
    return any(_EXPLAINED.search(sentence.text) for sentence in reading.sentences)


def check_requests_accounted(reading: Reading) -> Iterator[Finding]:
    """2014 form: the prose that tells how many requests came in must tell how many were answered."""
    form = reading.form
    if form is None or form.code != "2014":
        return
    table = TableSide(form, reading.cells)
    received, closed = table.amount(["3.1"]), table.amount(["3.2"])
    chapter = next((heading for heading in reading.headings if "依申请" in heading.text), None)
    text = " ".join(sentence.text for sentence in reading.sentences)
    if received is None or received.value == 0 or chapter is None:
        return
    if re.search(r"申请[^。]{0,12}\d+", text) and not _ANSWERED.search(text):
        yield Finding(
            "requests-unanswered-in-text",
            Severity.NOTE,
            Message(N_("正文写了收到申请的件数，没有写办结、答复的件数")),
            chapter.where,
            None,
            plain(closed.value) if closed is not None else None,
            table.figures(closed) if closed is not None else (),
            Message(N_("《政府信息公开条例》规定年度报告应写明依申请公开的处理情况")),
            Message(N_("请在依申请公开部分补写办结、答复情况")),
        )


def check_fee_row(reading: Reading) -> Iterator[Finding]:
    """2014 form: the national row of fees is missing while the prose speaks of fees."""
    form = reading.form
    if form is None or form.code != "2014" or not form.optional_rows:
        return
    row = form.optional_rows[0]
    if row.code in reading.cells or len(reading.cells) < 20:
        return
    spoken = next((sentence for sentence in reading.sentences if _FEE.search(sentence.text)), None)
    if spoken is None:
        return
    yield Finding(
        "fee-row-missing",
        Severity.NOTE,
        Message(N_("附表缺“{label}”一行，正文写有收费情况"), {"label": row.label}),
        Where(spoken.where.page, spoken.where.line, row.code),
        None,
        None,
        (Figure(f"正文：{spoken.text[:40]}", None, spoken.where),),
        Message("{document}", {"document": form.document}),
        Message(N_("请补上这一行；未收费的填 0")),
    )
