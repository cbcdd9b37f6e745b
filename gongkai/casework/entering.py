"""Letting an applicant in by number and query code, and noticing who guesses (`guessing`)."""

from datetime import datetime
from unicodedata import normalize

from django.utils import timezone

from gongkai.casework import access_codes, guessing
from gongkai.casework.models import Case, CaseAccess
from gongkai.casework.policy import applicant_of
from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused, record, verb
from gongkai.foundation.mail.post import post
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role

_WRONG = Message(N_("登记编号或者查询码不对，请核对后再试。"))
_WAIT = N_("从您这里输错的次数太多，请 {minutes} 分钟后再试。")


def enter(*, number: str, code: str, address: str, now: datetime) -> Actor | Refused:
    """The applicant of the case, or the same words for every mistake. `address`: where he writes from, a
    network address or a device that is known."""
    wait = guessing.seconds_to_wait(address, now)
    if wait:
        return wait_for(wait)
    typed = plain_number(number)
    access = CaseAccess.objects.filter(case__number__iexact=typed).first()
    expected = access.code_hash if access is not None else access_codes.code_hash("")
    right = access_codes.same(expected, access_codes.code_hash(code))
    if access is not None and right:
        return applicant_of(access.case_id)
    noticed = guessing.wrong(address, typed, now)
    if noticed.on_number and access is not None:
        note_wrong_codes(
            actor=SYSTEM, now=now, case_id=access.case_id, count=noticed.on_number,
            address_key=guessing.source_key(address),
        )  # fmt: skip
    tell_of_guessing(noticed, address, now)
    return Refused(_WRONG)


def tell_of_guessing(noticed: guessing.Noticed, address: str, now: datetime) -> None:
    """Into the ledger, and to the office in charge, when there are many wrong codes over all."""
    if noticed.in_all:
        note_wrong_codes(
            actor=SYSTEM, now=now, case_id=None, count=noticed.in_all,
            address_key=guessing.source_key(address),
        )  # fmt: skip


def plain_number(typed: str) -> str:
    """A number as it was typed: full-width forms, case and spaces around it don't matter."""
    return normalize("NFKC", typed).strip().casefold()


def wait_for(seconds: int) -> Refused:
    return Refused(Message(_WAIT, {"minutes": -(-seconds // 60)}))


@verb("case.note_wrong_codes")
def note_wrong_codes(
    *, actor: Actor, now: datetime, case_id: int | None, count: int, address_key: str
) -> int:
    """Somebody tries codes: kept in the ledger. On one case the office that holds it is told by letter; over
    all, the offices in charge. `address_key` names the newest source."""
    case = Case.objects.filter(pk=case_id or 0).first()
    record(
        subject=("query_code", case.pk if case else address_key),
        body=case.body_id if case else None,
        after={"wrong": count, "address": address_key},
    )
    if case is not None:
        subject = f"查询码多次输错：{case.number}"
        text = f"今天申请 {case.number} 的查询码已被输错 {count} 次。输错的一方已被限制，申请人仍可正常查询。"
        _tell(Role.OFFICE_HEAD, [case.body_id], subject, text, ("case", case.pk), now)
    else:
        bodies = list(organisations.bodies_on(timezone.localdate(now)))
        text = f"一小时内各申请的查询码、草稿码共被输错 {count} 次，可能有人在试。请看工作台的“后台任务”。"
        _tell(Role.CITY_OFFICE, bodies, "有人可能在试查询码", text, ("query_code", address_key), now)
    return count


def _tell(
    role: Role, bodies: list[int], subject: str, text: str, about: tuple[str, object], now: datetime
) -> None:
    for each in organisations.holders(role, bodies, timezone.localdate(now)):
        if each.email:
            post(to=each.email, subject=subject, text=text, about=about, now=now)
