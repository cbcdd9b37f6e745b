"""What verbs on cases of other kinds than requests share: the kind's lifecycle, and no reply period."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError
from django.utils.timezone import localdate

from gongkai.casework import access_codes, law, policy
from gongkai.casework.actions.frame import Taken, take
from gongkai.casework.actions.opening import ApplicantFacts, RequestFacts, open_case
from gongkai.casework.models import Case, CaseAccess, IntakeKey
from gongkai.casework.policy import Conditions
from gongkai.casework.queries.cases import NoSuchCaseError
from gongkai.casework.standings import stand
from gongkai.core.clock import Happened
from gongkai.core.lifecycle import APPLICANT
from gongkai.core.messages import N_, Message
from gongkai.core.receipt import Arrival
from gongkai.foundation.ledger.chain import wait_for_turn
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import PUBLIC, Actor


def taken_of(
    verb: str,
    *,
    case_id: int,
    actor: Actor,
    now: datetime,
    on: date | None = None,
    based_on: int | None = None,
    conditions: Conditions | None = None,
    addressed: int | None = None,
) -> Taken | Refused:
    """The case of the verb's own kind, locked. Raises NoSuchCaseError for a case of another kind too."""
    kind = verb.partition(".")[0]
    if not Case.objects.filter(pk=case_id, kind=kind).exists():
        raise NoSuchCaseError(case_id)
    return take(
        verb, case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        judging=lambda _: conditions or {}, addressed=addressed,
    )  # fmt: skip


def may_register(actor: Actor, body_id: int, kind: str, day: date) -> Refused | None:
    """Whoever comes from outside stands to the new case as its applicant."""
    held = frozenset({APPLICANT}) if actor == PUBLIC else policy.standing(actor, body_id, day)
    decision = policy.decide_in(kind, law.lifecycle_of(kind).initial, f"{kind}.register", held)
    return decision if isinstance(decision, Refused) else None


def opened(
    *,
    kind: str,
    actor: Actor,
    now: datetime,
    body_id: int,
    arrival: Arrival,
    request: RequestFacts | None,
    applicant: ApplicantFacts | None,
    received_on: date,
    about_id: int | None = None,
    is_sample: bool = False,
) -> Taken:
    """A new case, received on the day it came."""
    wait_for_turn()
    taken = open_case(
        actor=actor, now=now, body_id=body_id, kind=kind, on=received_on, applicant=applicant,
        arrival=arrival, request=request, about_id=about_id, is_sample=is_sample,
    )  # fmt: skip
    taken.happened(Happened.RECEIVED, on=received_on)
    taken.keep(received_on=received_on)
    return taken


@dataclass(frozen=True, slots=True)
class Filed:
    """`code` is told now and kept nowhere. `again`: the key had been used, this is the case of then."""

    case_id: int
    number: str
    code: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Sending:
    """One sending by somebody from outside: the same key with the same content gives the same case."""

    key: str
    digest: str

    @classmethod
    def of(cls, key: str, *content: object) -> "Sending":
        return cls(key, access_codes.keyed("intake", json.dumps(content, default=str, ensure_ascii=False)))

    def known(self) -> Filed | Refused | None:
        """What the key was used for before."""
        used = IntakeKey.objects.filter(key=self.key).select_related("case").first() if self.key else None
        if used is None:
            return None
        if not access_codes.same(used.digest, self.digest):
            return Refused(Message(N_("这份材料已经提交过，内容与这次不同。请重新打开页面再填写。")))
        return Filed(used.case_id, used.case.number, access_codes.code_for(self.key, self.digest), again=True)

    def once[T](self, register: Callable[[], T | Refused]) -> T | Filed | Refused:
        """Register unless the key was used, also while another is just registering the same."""
        known = self.known()
        if known is not None:
            return known
        try:
            return register()
        except IntegrityError:
            known = self.known()
            if known is None:
                raise
            return known

    def let_in(self, case: Case, now: datetime) -> Filed:
        """The applicant's way to his case."""
        code = access_codes.code_for(self.key, self.digest) if self.key else access_codes.new_code()
        CaseAccess.objects.create(case=case, code_hash=access_codes.code_hash(code))
        self.keep(case.pk, now)
        return Filed(case.pk, case.number, code)

    def keep(self, case_id: int, now: datetime) -> None:
        """The key is used."""
        if self.key:
            IntakeKey.objects.create(key=self.key, digest=self.digest, case_id=case_id, at=now)


def ended(taken: Taken, outcome: str, *, on: date | None = None, reason: str = "") -> Case:
    """The case closes with its outcome, and the statistics know."""
    case = taken.keep(reason=reason, outcome=outcome, closed_on=on or taken.on)
    stand(case, taken.calendar, taken.events)
    return case


def in_the_future(now: datetime, *days: date | None) -> Refused | None:
    if any(each is not None and each > localdate(now) for each in days):
        return Refused(Message(N_("不能登记将来的日期。")))
    return None
