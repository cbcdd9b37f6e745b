"""What of casework waits for a person: the front page lists it, soonest due first."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.casework.queries import Bucket, board
from gongkai.casework.queries.board import BoardRow
from gongkai.casework.queries.explaining import complaints_asked_of
from gongkai.casework.queries.followups import advice_visible_to, tasks_visible_to
from gongkai.casework.queries.inquiries import asked_of, opinions_asked_of
from gongkai.casework.queries.replies import waiting_for
from gongkai.casework.queries.waiting import extensions_waiting, given_to, given_to_nobody
from gongkai.foundation.mail.queries import arrived
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.waiting import Line
from gongkai.workbench.cases.desk import case_address
from gongkai.workbench.cases.words import to_do, verb_name
from gongkai.workbench.shell import HANDLING, Staff

MOST = 15
_HIS_ADVICE = ("advice.send", "advice.answer", "advice.accept")
_HIS_TASKS = ("proactive_task.assign", "proactive_task.submit", "proactive_task.publish")
_PRESSING = (Bucket.OVERDUE, Bucket.TODAY, Bucket.THIS_WEEK, Bucket.WAITING)


@dataclass(frozen=True, slots=True)
class CaseworkWaiting:
    """`mails`: how many have arrived and were not dealt with; `more`: cases beyond those listed."""

    lines: tuple[Line, ...]
    mails: int
    more: int


def casework_waiting(staff: Staff) -> CaseworkWaiting | None:
    """None for those without a part in casework."""
    if not staff.acts_as(*HANDLING):
        return None
    lines, more = _pressing(staff)
    told = {each.address for each in lines}
    lines += [each for each in _given(staff) if each.address not in told]
    lines = [*_extensions(staff), *_replies(staff), *lines, *_asked(staff), *_followups(staff)]
    ordered = sorted(lines, key=lambda each: each.due or date.max)
    reads = staff.acts_as(Role.REQUEST_CLERK)
    return CaseworkWaiting(tuple(ordered), len(arrived(staff.actor)) if reads else 0, more)


def _pressing(staff: Staff) -> tuple[list[Line], int]:
    """Open requests due this week or over, and those not yet confirmed; of the clerk and of the head."""
    if not staff.acts_as(Role.REQUEST_CLERK, Role.OFFICE_HEAD):
        return [], 0
    found = [
        row for bucket in _PRESSING for row in board(staff.actor, staff.today, bucket=bucket, limit=MOST).rows
    ]
    return [_case(row) for row in found[:MOST]], max(len(found) - MOST, 0)


def _case(row: BoardRow) -> Line:
    card = row.card
    return Line(
        case_address(card.id), card.title or card.number, card.number, to_do(card.kind, card.state),
        row.due, row.bucket is Bucket.OVERDUE,
    )  # fmt: skip


def _given(staff: Staff) -> list[Line]:
    """What was given to this person, whenever it is due, and what nobody has taken yet."""
    return [
        Line(
            case_address(card.id), card.title or card.number, card.number,
            to_do(card.kind, card.state), reading.due if reading else None,
            reading is not None and reading.overdue,
        )
        for card, reading in (
            *given_to(staff.actor, staff.today)[:MOST], *given_to_nobody(staff.actor, staff.today, MOST)
        )
    ]  # fmt: skip


def _extensions(staff: Staff) -> list[Line]:
    return [
        Line(
            case_address(card.id), card.title or card.number, card.number,
            _("审批延期 {days} 个工作日").format(days=extension.days), reading.due, reading.overdue,
        )
        for card, extension, reading in extensions_waiting(staff.actor, staff.today)
    ]  # fmt: skip


def _replies(staff: Staff) -> list[Line]:
    return [
        Line(
            reverse("workbench:case_reply", args=[each.case]), each.title or each.case_number,
            each.case_number, to_do("reply", each.state),
        )
        for each in waiting_for(staff.actor, staff.today)
    ]  # fmt: skip


def _asked(staff: Staff) -> list[Line]:
    today = staff.today
    found = [
        Line(
            reverse("workbench:case_inquiry", args=[each.id]), each.question[:40], each.number,
            _("答复核查"), each.due_on, each.due_on < today,
        )
        for each in asked_of(staff.actor, today, open_only=True)
    ]  # fmt: skip
    found += [
        Line(
            reverse("workbench:case_opinion", args=[each.id]), each.information[:40], each.number,
            _("提出意见"), each.due_on,
        )
        for each in opinions_asked_of(staff.actor, today)
        if each.ended_on is None
    ]  # fmt: skip
    found += [
        Line(
            reverse("workbench:case_complaint", args=[each.case_id]), each.text[:40], each.number,
            _("对投诉说明情况"), each.due_on, each.due_on is not None and each.due_on < today,
        )
        for each in complaints_asked_of(staff.actor, today)
        if each.answers
    ]  # fmt: skip
    return found


def _followups(staff: Staff) -> list[Line]:
    today = staff.today
    found = []
    for advice in advice_visible_to(staff.actor, today):
        verb = next((each for each in _HIS_ADVICE if each in advice.verbs), "")
        if verb:
            address = reverse("workbench:advice", args=[advice.id])
            found.append(Line(address, advice.text[:40], _("工作建议"), verb_name(verb), advice.due_on))
    for task in tasks_visible_to(staff.actor, today):
        verb = next((each for each in _HIS_TASKS if each in task.verbs), "")
        if verb:
            address = reverse("workbench:task", args=[task.id])
            found.append(Line(address, task.subject, _("主动公开任务"), verb_name(verb), task.due_on))
    return found
