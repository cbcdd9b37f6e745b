"""What an applicant sees of his own case, once `entering.enter` has let him in."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from gongkai.casework import law, policy
from gongkai.casework.models import Application, Case, CaseEvent, CaseFile, FileRole
from gongkai.casework.queries.cases import NoSuchCaseError, case_visible_to
from gongkai.casework.queries.clocks import readings
from gongkai.core.clock import Happened, Reading
from gongkai.core.messages import N_, Message
from gongkai.foundation.files.queries import FileCard, cards
from gongkai.foundation.organisations.roles import Actor

_SHOWN = {
    Happened.RECEIVED: N_("收到申请"),
    Happened.CORRECTION_ASKED: N_("要求补正"),
    Happened.CORRECTED: N_("收到补正，答复期限重新计算"),
    Happened.CONSULTED: N_("征求其他方面的意见"),
    Happened.CONSULT_ENDED: N_("收到征求的意见"),
    Happened.EXTENDED: N_("延长答复期限"),
    Happened.REASONS_ASKED: N_("要求说明理由"),
    Happened.REASONS_GIVEN: N_("收到说明的理由"),
    Happened.FEE_ASKED: N_("通知缴纳信息处理费"),
    Happened.FEE_PAID: N_("收到缴费，答复期限重新计算"),
    Happened.DELAYED: N_("确定延迟答复的日期"),
    Happened.REPLIED: N_("作出答复"),
    Happened.CLOSED: N_("终止办理"),
    Happened.REOPENED: N_("重新办理"),
}
"""What happens inside the office stays there."""


@dataclass(frozen=True, slots=True)
class Step:
    """A dated happening in the applicant's words. `until`: a day somebody has to keep."""

    kind: str
    said: Message
    on: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A file he may fetch."""

    file: FileCard
    role: str
    on: date


@dataclass(frozen=True, slots=True)
class OwnCase:
    """`can`: verbs open to the applicant now ("case.withdraw"). `items`: what he is asked to correct, and
    `until` when he is to answer. `wanted` is in his own words."""

    id: int
    kind: str
    number: str
    body: int
    state: str
    state_said: Message
    outcome: str
    closed_on: date | None
    submitted_on: date
    received_on: date | None
    waiting_for: Message | None
    wanted: str
    reading: Reading | None
    steps: tuple[Step, ...]
    papers: tuple[Paper, ...]
    can: tuple[str, ...]
    items: str
    until: date | None
    revision: int


def own_case(actor: Actor, day: date) -> OwnCase:
    """The case of the applicant who was let in. Raises NoSuchCaseError for everybody else."""
    case_id = policy.case_of_applicant(actor)
    if case_id is None:
        raise NoSuchCaseError(case_id)
    case = case_visible_to(actor, case_id, day)
    application = Application.objects.filter(case=case).first()
    reading = readings([case], day).get(case.pk)
    items, until = _awaited(case)
    waiting = law.receipt_of_case(case).waiting_for if case.received_on is None else None
    return OwnCase(
        case.pk, case.kind, case.number, case.body_id, case.state,
        Message(law.lifecycle_of(case.kind).states[case.state]), case.outcome, case.closed_on,
        case.submitted_on, case.received_on, waiting, application.wanted if application else "", reading,
        _steps(case), _papers(case), policy.permitted_verbs(actor, case, day), items, until, case.revision,
    )  # fmt: skip


def own_file(actor: Actor, day: date, file_id: int) -> FileCard | None:
    """A file of his case, if it is shown to him."""
    return next((paper.file for paper in own_case(actor, day).papers if paper.file.id == file_id), None)


def _steps(case: Case) -> tuple[Step, ...]:
    events = CaseEvent.objects.filter(case=case, struck_at__isnull=True).order_by("on", "pk")
    return tuple(
        Step(each.kind, Message(_SHOWN[Happened(each.kind)]), each.on, each.until)
        for each in events
        if Happened(each.kind) in _SHOWN
    )


def _papers(case: Case) -> tuple[Paper, ...]:
    found = list(
        CaseFile.objects.filter(case=case, shown=True).exclude(role=FileRole.IDENTITY).order_by("at", "pk")
    )
    known = cards([each.file_id for each in found])
    return tuple(
        Paper(known[each.file_id], each.role, timezone.localdate(each.at))
        for each in found
        if each.file_id in known and known[each.file_id].erased_at is None
    )


def _awaited(case: Case) -> tuple[str, date | None]:
    """What the newest correction notice or request for reasons asks for, while it is open."""
    event = (
        CaseEvent.objects.filter(
            case=case, struck_at__isnull=True, kind__in=[Happened.CORRECTION_ASKED, Happened.REASONS_ASKED]
        )
        .order_by("-on", "-pk")
        .first()
    )
    answered = {Happened.CORRECTION_ASKED: Happened.CORRECTED, Happened.REASONS_ASKED: Happened.REASONS_GIVEN}
    if event is None or case.closed_on is not None:
        return "", None
    done = CaseEvent.objects.filter(
        case=case, kind=answered[Happened(event.kind)], pk__gt=event.pk, struck_at__isnull=True
    )
    if done.exists():
        return "", None
    return (event.note if event.kind == Happened.CORRECTION_ASKED else ""), event.until
