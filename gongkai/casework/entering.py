"""Letting an applicant in by number and query code, and noticing who guesses.

Wrong codes are counted for the case and for the address they come from; either is then locked for a while.
A code has 60 bits, so that a lock only keeps the guessing visible and cheap for us; nobody gets through.
"""

from datetime import datetime, timedelta
from unicodedata import normalize

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from gongkai.casework import access_codes
from gongkai.casework.models import Case, CaseAccess
from gongkai.casework.policy import applicant_of
from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused, record, verb
from gongkai.foundation.mail.post import post
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role

_WRONG = Message(N_("登记编号或者查询码不对，请核对后再试。"))
_LOCKED = N_("输错的次数太多，请 {minutes} 分钟后再试。")


def enter(*, number: str, code: str, address: str, now: datetime) -> Actor | Refused:
    """The applicant of the case, or the same words for every mistake. `address`: where he writes from."""
    if _address_locked(address):
        return _locked_for(timedelta(seconds=settings.CASE_CODE_LOCK_SECONDS))
    typed = normalize("NFKC", number).strip()
    with transaction.atomic():
        access = (
            CaseAccess.objects.select_for_update(of=("self",))
            .select_related("case")
            .filter(case__number__iexact=typed)
            .first()
        )
        if access is not None and access.locked_until is not None and access.locked_until > now:
            return _locked_for(access.locked_until - now)
        expected = access.code_hash if access is not None else access_codes.code_hash("")
        right = access_codes.same(expected, access_codes.code_hash(code)) and access is not None
        if access is not None and right:
            _forget(access)
            return applicant_of(access.case_id)
        tried = _count(access, now)
    _notice(access, tried, address, now)
    return Refused(_WRONG)


@verb("case.note_wrong_codes")
def note_wrong_codes(
    *, actor: Actor, now: datetime, case_id: int | None, count: int, address_key: str
) -> int:
    """Somebody tries codes: kept in the ledger, and the office that holds the case is told by letter."""
    case = Case.objects.filter(pk=case_id or 0).first()
    record(
        subject=("query_code", case.pk if case else address_key),
        body=case.body_id if case else None,
        after={"wrong": count, "address": address_key},
    )
    if case is not None:
        for head in organisations.holders(Role.OFFICE_HEAD, [case.body_id], timezone.localdate(now)):
            if head.email:
                post(
                    to=head.email, subject=f"查询码多次输错：{case.number}",
                    text=f"有人连续 {count} 次输错申请 {case.number} 的查询码，系统已暂停查询一段时间。",
                    about=("case", case.pk), now=now,
                )  # fmt: skip
    return count


def _forget(access: CaseAccess) -> None:
    if access.failures or access.locked_until:
        access.failures, access.locked_until = 0, None
        access.save(update_fields=["failures", "locked_until"])


def _count(access: CaseAccess | None, now: datetime) -> int:
    if access is None:
        return 0
    access.failures += 1
    if access.failures % settings.CASE_CODE_FAILURES == 0:
        access.locked_until = now + timedelta(seconds=settings.CASE_CODE_LOCK_SECONDS)
    access.save(update_fields=["failures", "locked_until"])
    return access.failures


def _notice(access: CaseAccess | None, tried: int, address: str, now: datetime) -> None:
    """After the counters are kept: a refusal must not undo them."""
    key = _address_key(address)
    wrong = _count_address(key)
    if access is not None and tried % settings.CASE_CODE_FAILURES == 0:
        note_wrong_codes(actor=SYSTEM, now=now, case_id=access.case_id, count=tried, address_key=key)
    elif wrong == settings.CASE_ADDRESS_FAILURES:
        note_wrong_codes(actor=SYSTEM, now=now, case_id=None, count=wrong, address_key=key)


def _address_key(address: str) -> str:
    """The ledger names an address by this, so that it can tell one from another and no more."""
    return access_codes.keyed("address", address)[:40]


def _address_locked(address: str) -> bool:
    key = _address_key(address)
    return int(cache.get(f"case-codes:{key}", 0)) >= settings.CASE_ADDRESS_FAILURES


def _count_address(key: str) -> int:
    """Wrong tries from one address since the first of them, forgotten after the time of a lock."""
    name = f"case-codes:{key}"
    cache.add(name, 0, settings.CASE_CODE_LOCK_SECONDS)
    try:
        return int(cache.incr(name))
    except ValueError:  # forgotten in between
        return 1


def _locked_for(rest: timedelta) -> Refused:
    minutes = max(1, -(-int(rest.total_seconds()) // 60))
    return Refused(Message(_LOCKED, {"minutes": minutes}))
