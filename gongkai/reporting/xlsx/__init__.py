"""A return as a workbook: downloaded, filled off line, uploaded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.core.messages import N_, Message
from gongkai.foundation import rulebook
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import Actor
from gongkai.reporting import actions
from gongkai.reporting.actions import Entry, Saved
from gongkai.reporting.bodies import body_of
from gongkai.reporting.figures import OwnCell, own_cells
from gongkai.reporting.models import CellComment, Return
from gongkai.reporting.queries.visible import day_of, visible_return
from gongkai.reporting.xlsx.identity import Identity, difference
from gongkai.reporting.xlsx.layout import Layout, layout
from gongkai.reporting.xlsx.read import NotAWorkbookError, Typed, open_workbook, read, who
from gongkai.reporting.xlsx.write import write

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Download:
    name: str
    data: bytes
    media_type: str = MEDIA_TYPE


@dataclass(frozen=True, slots=True)
class BadWorkbook(Refused):
    """Cells of an uploaded workbook that can't be taken: `details` are (place, reason), ("统计表 D7", …).

    Nothing was saved; the file is still the person's own.
    """


def download(actor: Actor, return_id: int, day: date) -> Download:
    """The workbook of a return as it stands. Raises NoSuchReturnError."""
    of = visible_return(actor, return_id, day)
    form = rulebook.form(of.reporting_year.form)
    own = own_cells([of.pk])[of.pk]
    facts = _identity(of)
    data = write(form, _layout(of, own), own, facts, _comments(of))
    return Download(f"{facts.body_name}{of.year}年{form.title}.xlsx", data)


def upload(*, actor: Actor, now: datetime, return_id: int, data: bytes) -> Saved | Refused:
    """Take over what was changed in a downloaded workbook, all or nothing.

    Refused by name when it is another body's, year's, form's or version's; cell by cell when entries are bad;
    as `StaleSave` when others changed the same cells meanwhile. Raises NoSuchReturnError.
    """
    of = visible_return(actor, return_id, day_of(now))
    plan = _layout(of, own_cells([of.pk])[of.pk])
    try:
        books = open_workbook(data)
        wrong = difference(who(books[0])[0], _identity(of))
        if wrong is not None:
            return Refused(wrong)
        found = read(books, plan)
    except NotAWorkbookError as error:
        return Refused(error.message)
    if found.problems:
        said = Message(N_("表中有 {count} 处有误，没有导入。"), {"count": len(found.problems)})
        return BadWorkbook(said, "", found.problems)
    saved = actions.save_cells(
        actor=actor, now=now, return_id=return_id, based_on=found.identity.revision, whole=True,
        entries={each.code: _entry(each) for each in found.changed},
    )  # fmt: skip
    return _placed(saved, plan)


def _entry(each: Typed) -> Entry:
    return Entry(each.text, each.reason)


def _placed(saved: Saved | Refused, plan: Layout) -> Saved | Refused:
    """Reasons for cells, told by their place in the workbook."""
    if isinstance(saved, Saved | actions.StaleSave) or not saved.details:
        return saved
    return BadWorkbook(saved.reason, saved.article, _places(dict(saved.details), plan))


def _places(details: Mapping[str, Message], plan: Layout) -> tuple[tuple[str, Message], ...]:
    return tuple((plan.slots[code].where, message) for code, message in details.items())


def _layout(of: Return, own: Mapping[str, OwnCell]) -> Layout:
    counted = [code for code, cell in own.items() if cell.counted is not None]
    return layout(rulebook.form(of.reporting_year.form), counted)


def _identity(of: Return) -> Identity:
    body = body_of(of)
    return Identity(
        body.code,
        body.name,
        of.year,
        of.reporting_year.form,
        of.version,
        of.revision,
        rulebook.rule_version(),
    )


def _comments(of: Return) -> dict[str, str]:
    rows = CellComment.objects.filter(of=of, closed_at__isnull=True).exclude(code="")
    said: dict[str, list[str]] = {}
    for code, text in rows.values_list("code", "text"):
        said.setdefault(code, []).append(text)
    return {code: "\n".join(texts) for code, texts in said.items()}
