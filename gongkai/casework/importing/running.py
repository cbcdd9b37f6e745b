"""Bringing lines in through the verbs, each whole or not at all; or trying that and leaving no trace."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.casework import law
from gongkai.casework.actions.challenges import (
    Conclusion,
    OpenedChallenge,
    conclude_lawsuit,
    conclude_reconsideration,
    register_lawsuit,
    register_reconsideration,
)
from gongkai.casework.actions.intake import Intake, Registered, register
from gongkai.casework.actions.kinds import Sending
from gongkai.casework.actions.recording import record_past_end, record_past_reply, record_past_steps
from gongkai.casework.importing.cells import Cells, Problem
from gongkai.casework.importing.columns import CHALLENGES, SHEET, sheets
from gongkai.casework.importing.reading import ChallengeLine, RequestLine, challenge_of, request_of
from gongkai.casework.importing.workbook import Line, Workbook, said
from gongkai.casework.models import Case, CaseEvent, CaseKind, Challenge, IntakeKey
from gongkai.casework.models.importing import Became
from gongkai.core.clock import Happened
from gongkai.core.messages import N_, Message
from gongkai.core.outcomes import Outcome
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import Actor


@dataclass(frozen=True, slots=True)
class Came:
    """What became of a line. `number` is the case's own, of a trial none."""

    external: str
    became: Became
    number: str = ""
    case_id: int | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Bringing:
    """For whom lines are brought in, and when: `now` is the moment of entry; lines keep their own dates."""

    actor: Actor
    now: datetime
    body_id: int
    workbook: Workbook
    dry_run: bool
    is_sample: bool = False

    def line(self, line: Line) -> Came:
        """One line, known by its 原编号: what was brought in before is not brought in again."""
        external = said(line.cells.get("external", ""))
        cells = Cells(line, sheets()[line.sheet], self.workbook)
        told = request_of(cells) if line.sheet == SHEET else challenge_of(cells)
        if told is None:
            return Came(external, Became.REFUSED, problems=tuple(cells.problems))
        came = Came(external, Became.REFUSED)
        try:
            with transaction.atomic():
                came = self._request(told) if isinstance(told, RequestLine) else self._challenge(told)
                if self.dry_run or came.became is Became.REFUSED:
                    raise _NothingStaysError
        except _NothingStaysError:
            if came.became is Became.NEW:
                return Came(external, Became.NEW)
        return came

    def _request(self, told: RequestLine) -> Came:
        made = register(
            **self._common, arrival=told.arrival, on=told.arrival.submitted, kind=CaseKind.REQUEST,
            facts=Intake(told.request, told.applicant), key=self._key("import", told.external),
        )  # fmt: skip
        if isinstance(made, Refused):
            return _refused(told.external, made)
        for done in self._steps(told, made):
            if isinstance(done, Refused):
                return _refused(told.external, done)
        return _came(told.external, made.number, made.case_id, again=made.again)

    @property
    def _common(self) -> dict[str, Any]:
        return {
            "actor": self.actor, "now": self.now, "body_id": self.body_id, "is_sample": self.is_sample,
        }  # fmt: skip

    def _key(self, kind: str, external: str) -> str:
        return f"{kind}:{self.body_id}:{external}"[:80]

    def _steps(self, told: RequestLine, made: Registered) -> Iterator[Case | Refused]:
        """What is still to do after registering: nothing for a case that was brought in whole before."""
        case = Case.objects.get(pk=made.case_id)
        if made.again and (case.outcome or not told.outcome):
            return
        if made.waiting_for is not None and (told.outcome or told.steps.days):
            yield Refused(made.waiting_for)
            return
        if told.steps.days and not _has_steps(case):
            yield record_past_steps(actor=self.actor, now=self.now, case_id=case.pk, steps=told.steps)
        if told.outcome:
            yield self._end(told, case)

    def _end(self, told: RequestLine, case: Case) -> Case | Refused:
        outcome = _outcome(case, told.outcome)
        if outcome is None or told.ended_on is None:
            values = {"title": told.outcome}
            return Refused(Message(N_("收到申请之日适用的规定没有“{title}”这种结果。"), values))
        about: dict[str, Any] = {
            "actor": self.actor, "now": self.now, "case_id": case.pk, "outcome": outcome.code,
            "on": told.ended_on,
        }  # fmt: skip
        if not outcome.replied and not told.document:
            return record_past_end(**about)
        return record_past_reply(document=told.document, **about)

    def _challenge(self, told: ChallengeLine) -> Came:
        about, review = self._about(told), self._review(told)
        if isinstance(about, Refused):
            return _refused(told.external, about)
        if isinstance(review, Refused):
            return _refused(told.external, review)
        sending = Sending.of(
            self._key("import-challenge", told.external),
            told.kind, told.about, told.review, told.facts.organ, told.facts.filed_on,
        )  # fmt: skip
        known = sending.known()
        if isinstance(known, Refused):
            return _refused(told.external, known)
        made = known or self._registered(told, about, review)
        if isinstance(made, Refused):
            return _refused(told.external, made)
        if known is None:
            sending.keep(made.case_id, self.now)
        case = Case.objects.get(pk=made.case_id)
        if told.decision and not case.outcome:
            done = self._conclude(told, case)
            if isinstance(done, Refused):
                return _refused(told.external, done)
        return _came(told.external, made.number, made.case_id, again=known is not None)

    def _registered(
        self, told: ChallengeLine, about: int | None, review: int | None
    ) -> OpenedChallenge | Refused:
        if told.kind == CaseKind.LAWSUIT:
            return register_lawsuit(**self._common, facts=told.facts, about_id=about, review_id=review)
        return register_reconsideration(**self._common, facts=told.facts, about_id=about)

    def _conclude(self, told: ChallengeLine, case: Case) -> Case | Refused:
        conclude = conclude_lawsuit if told.kind == CaseKind.LAWSUIT else conclude_reconsideration
        conclusion = Conclusion(told.decision, told.document, told.decided_on, told.corrected_what)
        return conclude(
            actor=self.actor, now=self.now, case_id=case.pk, conclusion=conclusion, on=told.decided_on
        )

    def _about(self, told: ChallengeLine) -> int | Refused | None:
        """The request: by its number here, or as it was brought in from a workbook of the body's."""
        if not told.about:
            return None
        found = Case.objects.filter(number=told.about, body_id=self.body_id, kind=CaseKind.REQUEST).first()
        used = IntakeKey.objects.filter(key=self._key("import", told.about)).first()
        if found is not None:
            return found.pk
        if used is not None:
            return used.case_id
        if self.dry_run and (SHEET, "external", told.about) in self.workbook.first:
            return None  # not there yet: it stands in the same workbook
        return Refused(Message(N_("没有找到“{about}”这件申请。"), {"about": told.about}))

    def _review(self, told: ChallengeLine) -> int | Refused | None:
        """The reconsideration that went before a lawsuit."""
        if not told.review or told.kind != CaseKind.LAWSUIT:
            return None
        used = IntakeKey.objects.filter(key=self._key("import-challenge", told.review)).first()
        if used is not None:
            return Challenge.objects.get(case=used.case_id).pk
        if self.dry_run and (CHALLENGES, "external", told.review) in self.workbook.first:
            return None
        return Refused(Message(N_("没有找到“{review}”这件复议。"), {"review": told.review}))


class _NothingStaysError(Exception):
    """Rolls a line back."""


def _came(external: str, number: str, case_id: int, *, again: bool) -> Came:
    return Came(external, Became.KNOWN if again else Became.NEW, number, case_id)


def _outcome(case: Case, title: str) -> Outcome | None:
    rules = law.outcomes_of(case.received_on or case.submitted_on)
    return next((each for each in rules.outcome if each.title == title), None)


def _has_steps(case: Case) -> bool:
    return CaseEvent.objects.filter(case=case).exclude(kind=Happened.RECEIVED).exists()


def _refused(external: str, refused: Refused) -> Came:
    return Came(external, Became.REFUSED, problems=(Problem("", refused.reason),))
