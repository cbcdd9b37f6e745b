"""发文字号 and 登记号: given from a series, or taken over from the office's own system and kept apart."""

from datetime import datetime

from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.core.publishing import document_numbers
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor, Role
from gongkai.publishing import policy
from gongkai.publishing.actions.frame import TakenDocument, take_document
from gongkai.publishing.models import Document, Edition, NumberMark
from gongkai.publishing.numbering import next_serial
from gongkai.publishing.policy import Condition, Conditions

_REGISTERS = frozenset(
    {f"{Role.OFFICE_HEAD}@own", f"{Role.BODY_ADMINISTRATOR}@own", f"{Role.CITY_OFFICE}@above"}
)
_ARTICLE = "《党政机关公文处理工作条例》第九条、第二十四条：发文字号"


@verb("document.give_number")
def give_number(
    *,
    actor: Actor,
    now: datetime,
    document_id: int,
    mark: str = "",
    number: str = "",
    based_on: int | None = None,
) -> Document | Refused:
    """编发文字号: the next of the body's 机关代字 `mark` in this year, or `number` as the office's own system
    gave it. A number stands in one document only."""
    taken = take_document(
        "document.give_number", document_id=document_id, actor=actor, now=now, based_on=based_on
    )
    if isinstance(taken, Refused):
        return taken
    if number.strip():
        given = _given(taken, number.strip())
    elif taken.document.number:
        given = Refused(Message(N_("这份文件已经有发文字号。")), _ARTICLE)
    else:
        given = _next(taken, mark)
    if isinstance(given, Refused):
        return given
    return taken.keep_document(number=given)


@verb("document.register")
def register(
    *, actor: Actor, now: datetime, document_id: int, number: str = "", based_on: int | None = None
) -> Document | Refused:
    """统一登记、统一编号: the next 登记号 of the body that registers, or `number` as it gave it on paper.
    Only after the legality of this text was examined."""
    taken = take_document(
        "document.register", document_id=document_id, actor=actor, now=now, based_on=based_on,
        judging=_may_register
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    document = taken.document
    if document.registration_number and document.standing == "prepared":
        return Refused(Message(N_("这份文件已经有登记号。")))
    if document.registration_number:
        return Refused(Message(N_("已经发布的文件在延续有效期时重新登记。")))
    given = next_registration(document, taken, number)
    if isinstance(given, Refused):
        return given
    return taken.keep_document(registration_number=given)


@verb("number_mark.register")
def register_mark(
    *, actor: Actor, now: datetime, body_id: int, mark: str, registers: bool = False
) -> NumberMark | Refused:
    """登记机关代字 of a body; or the letters of 登记号 it gives to normative documents (`registers`)."""
    refused = _may_set(actor, body_id, now)
    if refused is not None:
        return refused
    if not registers:
        try:
            document_numbers.document_number(mark.strip(), 2026, 1)
        except ValueError as error:
            return Refused(error.args[0])
    elif not (mark.strip().isascii() and mark.strip().isalnum()):
        return Refused(Message(N_("登记号的前缀由字母和数字组成。")))
    held = NumberMark.objects.filter(body_id=body_id, mark=mark.strip()).first()
    row = held or NumberMark(body_id=body_id, mark=mark.strip())
    write(row, registers=registers, stopped_on=None)
    return row


@verb("number_mark.stop")
def stop_mark(*, actor: Actor, now: datetime, mark_id: int) -> NumberMark | Refused:
    """停用: no more numbers under it; those given stay."""
    row = NumberMark.objects.select_for_update().filter(pk=mark_id, stopped_on__isnull=True).first()
    if row is None:
        return Refused(Message(N_("没有这个代字，或者已经停用。")))
    refused = _may_set(actor, row.body_id, now)
    if refused is not None:
        return refused
    write(row, stopped_on=timezone.localdate(now))
    return row


def next_registration(document: Document, taken: TakenDocument, number: str) -> str | Refused:
    """A 登记号 that no document has: the given one, or the next of the nearest body that registers."""
    if number.strip():
        wanted = number.strip().upper()
        if Document.objects.filter(registration_number=wanted).exclude(pk=document.pk).exists():
            return Refused(Message(N_("登记号“{number}”已经用在别的文件上。"), {"number": wanted}))
        return wanted
    above = [document.body_id, *(each.id for each in organisations.ancestors(document.body_id, taken.day))]
    marks = NumberMark.objects.filter(body__in=above, registers=True, stopped_on__isnull=True)
    by_body = {each.body_id: each for each in marks}
    mark = next((by_body[each] for each in above if each in by_body), None)
    if mark is None:
        return Refused(Message(N_("还没有登记统一编号的前缀，请主管部门先登记。")))
    serial = next_serial(mark.body_id, f"registration {mark.mark}", taken.day.year)
    return f"{mark.mark}-{taken.day.year}-{serial:07d}"


def _may_register(of: TakenDocument) -> Conditions:
    kind = of.kind
    reviewed = Edition.objects.filter(document=of.document, approved_by__has_key="legal").exists()
    return {
        Condition.IS_NORMATIVE: policy.when(
            not kind.is_normative, N_("只有行政规范性文件统一登记、统一编号。"), kind.article
        ),
        Condition.LEGALLY_REVIEWED: policy.when(
            not reviewed and of.document.first_released_at is None, N_("合法性审查通过以后才能登记。"),
            kind.article
        ),
    }  # fmt: skip


def _given(taken: TakenDocument, number: str) -> str | Refused:
    problem = document_numbers.number_problem(number)
    if problem is not None:
        return Refused(problem, _ARTICLE)
    holders = Document.objects.filter(body=taken.document.body_id, number=number)
    if holders.exclude(pk=taken.document.pk).exists():
        return Refused(Message(N_("发文字号“{number}”已经用在别的文件上。"), {"number": number}), _ARTICLE)
    return number


def _next(taken: TakenDocument, mark: str) -> str | Refused:
    body = taken.document.body_id
    held = NumberMark.objects.filter(body=body, mark=mark, registers=False, stopped_on__isnull=True).first()
    if held is None:
        return Refused(Message(N_("本单位没有登记“{mark}”这个机关代字。"), {"mark": mark}), _ARTICLE)
    while True:
        serial = next_serial(body, held.mark, taken.day.year)
        number = str(document_numbers.document_number(held.mark, taken.day.year, serial))
        if not Document.objects.filter(body=body, number=number).exists():  # taken over from elsewhere
            return number


def _may_set(actor: Actor, body_id: int, now: datetime) -> Refused | None:
    if policy.standing(actor, body_id, timezone.localdate(now)) & _REGISTERS:
        return None
    return Refused(Message(N_("只有本单位的公开机构负责人、管理员或者上级主管部门可以登记。")))
