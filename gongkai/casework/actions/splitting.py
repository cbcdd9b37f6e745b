"""One matter a case (一事一申请): a request for several things becomes several linked cases."""

from collections.abc import Sequence
from datetime import datetime

from gongkai.casework import numbering
from gongkai.casework.actions.frame import Taken, take
from gongkai.casework.actions.opening import RequestFacts, title_of
from gongkai.casework.models import Applicant, Application, Case, CaseAccess, CaseEvent, CaseFile, FileRole
from gongkai.casework.policy import Condition, Conditions, when, written
from gongkai.casework.standings import stand
from gongkai.casework.texts import grams_of, text_key
from gongkai.core.messages import N_
from gongkai.foundation.ledger.chain import wait_for_turn
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor

_COPIED_ROLES = (FileRole.IDENTITY, FileRole.APPLICATION, FileRole.CORRECTION)


@verb("case.split")
def split(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    matters: Sequence[str],
    reason: str,
    based_on: int | None = None,
) -> list[Case] | Refused:
    """拆分 (国办发〔2010〕5号): the first matter stays with this case, each other becomes a case of its own
    with the same applicant, query code, day of receipt and clock. Returns the new cases."""
    texts = [each.strip() for each in matters if each.strip()]

    def judging(_taken: Taken) -> Conditions:
        return {
            Condition.SEVERAL_MATTERS: when(len(texts) < 2, N_("请分别写明两件以上的事项。")),
            Condition.REASON_GIVEN: written(reason),
        }

    taken = take("case.split", case_id=case_id, actor=actor, now=now, based_on=based_on, judging=judging)
    if isinstance(taken, Refused):
        return taken
    wait_for_turn()
    parts = [_part(taken, text, reason) for text in texts[1:]]
    application = Application.objects.get(case=taken.case)
    application.as_sent = application.as_sent or application.wanted
    _reword(application, texts[0])
    taken.keep(reason=reason, title=title_of(RequestFacts(texts[0])))
    return parts


def _part(taken: Taken, text: str, reason: str) -> Case:
    whole, year = taken.case, taken.day.year
    serial = numbering.next_serial(whole.body_id, whole.kind, year)
    code = organisations.latest_bodies([whole.body_id])[whole.body_id].code
    part = Case(
        kind=whole.kind, body_id=whole.body_id, year=year, serial=serial,
        number=numbering.case_number(whole.kind, code, year, serial),
        regime=whole.regime, channel=whole.channel, applicant_type=whole.applicant_type,
        submitted_on=whole.submitted_on, signed_for=whole.signed_for, reached_system=whole.reached_system,
        confirmed_on=whole.confirmed_on, misdirected=whole.misdirected, received_on=whole.received_on,
        state=whole.state, title=title_of(RequestFacts(text)), assigned_to_id=whole.assigned_to_id,
        unit=whole.unit, split_of_id=whole.split_of_id or whole.pk, is_sample=whole.is_sample,
        created_at=taken.now, touched_at=taken.now,
    )  # fmt: skip
    write(part, reason=reason)
    _copy_people_and_words(whole, part, text)
    _copy_history(whole, part, taken)
    stand(part, taken.calendar)
    return part


def _copy_people_and_words(whole: Case, part: Case, text: str) -> None:
    applicant = Applicant.objects.filter(case=whole).first()
    if applicant is not None:
        applicant.pk, applicant.case, applicant._state.adding = None, part, True
        write(applicant)
    application = Application.objects.get(case=whole)
    application.as_sent = application.as_sent or application.wanted
    application.pk, application.case, application._state.adding = None, part, True
    _reword(application, text)
    access = CaseAccess.objects.filter(case=whole).first()
    if access is not None:
        CaseAccess.objects.create(case=part, code_hash=access.code_hash)


def _copy_history(whole: Case, part: Case, taken: Taken) -> None:
    """What has happened so far holds for each matter: receipt, and a correction already answered."""
    for event in CaseEvent.objects.filter(case=whole, struck_at__isnull=True).order_by("on", "pk"):
        event.pk, event.case, event._state.adding = None, part, True
        write(event)
    for file in CaseFile.objects.filter(case=whole, role__in=_COPIED_ROLES):
        copy = CaseFile(
            case=part, body_id=part.body_id, file_id=file.file_id, role=file.role, shown=file.shown,
            at=taken.now,
        )  # fmt: skip
        write(copy)


def _reword(application: Application, text: str) -> None:
    application.wanted, application.text_key = text, text_key(text)
    write(application, grams=grams_of(f"{application.feature} {text}"))
