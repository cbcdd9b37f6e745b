"""Bringing the rows in through the verbs, each whole or not at all; or trying that and leaving no trace."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from gongkai.casework import law
from gongkai.casework.actions.intake import Intake, Registered, register
from gongkai.casework.actions.recording import record_past_end, record_past_reply, record_past_steps
from gongkai.casework.importing.reading import ImportRow, NotImportableError, Problem, read
from gongkai.casework.models import Case, CaseEvent, CaseKind
from gongkai.core.clock import Happened
from gongkai.core.messages import N_, Message
from gongkai.core.outcomes import Outcome
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import Actor


class Became(StrEnum):
    """What became of a row."""

    NEW = "new"  # registered now (in a dry run: would be)
    KNOWN = "known"  # was brought in before
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowReport:
    """`number` is the case's own, of a dry run none."""

    row: int
    external: str
    became: Became
    number: str = ""
    case_id: int | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Line by line, in the order of the sheet."""

    dry_run: bool
    rows: tuple[RowReport, ...]

    def count(self, became: Became) -> int:
        return sum(each.became is became for each in self.rows)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(problem for row in self.rows for problem in row.problems)


class _NothingStaysError(Exception):
    """Rolls a row back."""


def import_requests(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    data: bytes,
    dry_run: bool,
    is_sample: bool = False,
) -> ImportReport | Refused:
    """Bring a body's existing requests in from the filled template. `now` is the moment of entry; the rows
    keep their own dates. A row that was brought in before, known by its 原编号, is not brought in again."""
    try:
        book = read(data)
    except NotImportableError as error:
        return Refused(error.message)
    if not book.read:
        return Refused(Message(N_("没有填写任何一行。")))
    told: dict[int, list[Problem]] = {}
    for problem in book.problems:
        told.setdefault(problem.row, []).append(problem)
    reports = {row: RowReport(row, "", Became.REFUSED, problems=tuple(found)) for row, found in told.items()}
    for row in book.rows:
        reports[row.row] = _row(actor, now, body_id, row, dry_run, is_sample)
    return ImportReport(dry_run, tuple(reports[row] for row in sorted(reports)))


def _row(
    actor: Actor, now: datetime, body_id: int, row: ImportRow, dry_run: bool, is_sample: bool
) -> RowReport:
    report = RowReport(row.row, row.external, Became.REFUSED)
    try:
        with transaction.atomic():
            report = _brought_in(actor, now, body_id, row, is_sample)
            if dry_run or report.became is Became.REFUSED:
                raise _NothingStaysError
    except _NothingStaysError:
        if report.became is Became.NEW:
            return RowReport(row.row, row.external, Became.NEW)
    return report


def _brought_in(actor: Actor, now: datetime, body_id: int, row: ImportRow, is_sample: bool) -> RowReport:
    made = register(
        actor=actor, now=now, body_id=body_id, arrival=row.arrival, on=row.arrival.submitted,
        facts=Intake(row.request, row.applicant), kind=CaseKind.REQUEST, is_sample=is_sample,
        key=f"import:{body_id}:{row.external}"[:80],
    )  # fmt: skip
    if isinstance(made, Refused):
        return _refused(row, made)
    for done in _steps(actor, now, row, made):
        if isinstance(done, Refused):
            return _refused(row, done)
    became = Became.KNOWN if made.again else Became.NEW
    return RowReport(row.row, row.external, became, made.number, made.case_id)


def _steps(actor: Actor, now: datetime, row: ImportRow, made: Registered) -> Iterator[Case | Refused]:
    """What is still to do after registering: nothing for a case that was brought in whole before."""
    case = Case.objects.get(pk=made.case_id)
    if made.again and (case.outcome or not row.outcome):
        return
    if made.waiting_for is not None and (row.outcome or row.steps.days):
        yield Refused(made.waiting_for)
        return
    if row.steps.days and not _has_steps(case):
        yield record_past_steps(actor=actor, now=now, case_id=case.pk, steps=row.steps)
    if row.outcome:
        yield _end(actor, now, row, case)


def _end(actor: Actor, now: datetime, row: ImportRow, case: Case) -> Case | Refused:
    outcome = _outcome(case, row.outcome)
    if outcome is None or row.ended_on is None:
        values = {"title": row.outcome}
        return Refused(Message(N_("收到申请之日适用的规定没有“{title}”这种结果。"), values))
    if not outcome.replied and not row.document:
        return record_past_end(actor=actor, now=now, case_id=case.pk, outcome=outcome.code, on=row.ended_on)
    return record_past_reply(
        actor=actor, now=now, case_id=case.pk, outcome=outcome.code, document=row.document, on=row.ended_on
    )


def _outcome(case: Case, title: str) -> Outcome | None:
    rules = law.outcomes_of(case.received_on or case.submitted_on)
    return next((each for each in rules.outcome if each.title == title), None)


def _has_steps(case: Case) -> bool:
    return CaseEvent.objects.filter(case=case).exclude(kind=Happened.RECEIVED).exists()


def _refused(row: ImportRow, refused: Refused) -> RowReport:
    said = [Problem(row.row, "", refused.reason)]
    return RowReport(row.row, row.external, Became.REFUSED, problems=tuple(said))
