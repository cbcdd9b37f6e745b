"""Reading points, what is deposited there, and who came."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.recorded import Recorded
from gongkai.foundation.ledger.rows import withdraw, write_recorded
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing.archives import policy
from gongkai.publishing.archives.choices import DepositForm, PlaceType
from gongkai.publishing.archives.models import Deposit, Package, ReadingPoint, Visits
from gongkai.publishing.models import Document

_MOST_VISITORS = 10_000_000


@dataclass(frozen=True, slots=True)
class PointFacts:
    """`accessible`: what there is for who can't climb stairs, see or hear; "" for nothing."""

    name: str
    place: str
    address: str
    hours: str
    valid_from: date
    phone: str = ""
    accessible: str = ""
    valid_to: date | None = None


@verb("reading_point.register")
def register_point(
    *, actor: Actor, now: datetime, body_id: int, facts: PointFacts, is_sample: bool = False
) -> ReadingPoint | Refused:
    """设置并登记查阅场所."""
    day = timezone.localdate(now)
    refused = first_refusal(policy.may_keep(actor, body_id, day), _wrong(facts))
    if refused is not None:
        return refused
    level = organisations.body(body_id, day).level
    return write_recorded(ReadingPoint(body_id=body_id, level=level, is_sample=is_sample, **asdict(facts)))


@verb("reading_point.change")
def change_point(
    *, actor: Actor, now: datetime, entry: int, facts: PointFacts, reason: str
) -> ReadingPoint | Refused:
    """变更登记 or 撤销 (with `valid_to`). The former entry stays readable."""
    point = _point(entry)
    if isinstance(point, Refused):
        return point
    refused = first_refusal(
        policy.may_keep(actor, point.body_id, timezone.localdate(now)), _wrong(facts), _reasoned(reason)
    )
    if refused is not None:
        return refused
    row = ReadingPoint(body_id=point.body_id, level=point.level, is_sample=point.is_sample, **asdict(facts))
    return write_recorded(row, replaces=point, reason=reason.strip())


@verb("deposit.record")
def deposit(
    *, actor: Actor, now: datetime, point: int, document_ids: Collection[int], form: str, on: date,
    copies: int = 1,
) -> int | Refused:  # fmt: skip
    """登记报送 of one's own published documents, at whosever reading point. What is there already
    in this form is passed over; how many were new."""
    place = _point(point)
    if isinstance(place, Refused):
        return place
    day = timezone.localdate(now)
    bodies = set(Document.objects.filter(pk__in=document_ids).values_list("body_id", flat=True))
    refused = first_refusal(*(policy.may_keep(actor, body, day) for body in sorted(bodies)))
    if refused is not None:
        return refused
    if form not in DepositForm or not 0 < copies < 100_000 or on > day:
        return Refused(Message(N_("请选择纸质或者电子，份数应当是正整数，日期不能在今天以后。")))
    made = hand_in(place, document_ids, DepositForm(form), on, copies)
    return made or Refused(Message(N_("没有可以登记的：信息没有公开，或者已经登记过。")))


@verb("deposit.strike")
def strike_deposit(*, actor: Actor, now: datetime, entry: int, reason: str) -> int | Refused:
    """划去 a wrong registration."""
    row = Deposit.objects.standing().select_for_update().filter(entry=entry).first()
    if row is None:
        return Refused(Message(N_("没有这一笔登记。")))
    return _struck(row, row.body_id, actor, now, reason)


@verb("reading_point.record_visits")
def record_visits(*, actor: Actor, now: datetime, point: int, month: date, visitors: int) -> Visits | Refused:
    """登记接待人次 of a month; a second time corrects the first."""
    place = _point(point)
    if isinstance(place, Refused):
        return place
    day = timezone.localdate(now)
    refused = policy.may_keep(actor, place.body_id, day)
    if refused is not None:
        return refused
    first = month.replace(day=1)
    if first > day or not 0 <= visitors <= _MOST_VISITORS:
        return Refused(Message(N_("月份不能在本月以后，人次应当是零或者正整数。")))
    rows = Visits.objects.standing().select_for_update()
    known = rows.filter(point=place.entry_id, month=first).first()
    row = Visits(
        body_id=place.body_id, level=place.level, point_id=place.entry_id, month=first, visitors=visitors
    )
    return write_recorded(row, replaces=known if isinstance(known, Visits) else None)


def hand_in(
    place: ReadingPoint, document_ids: Collection[int], form: DepositForm, on: date, copies: int,
    package: Package | None = None,
) -> int:  # fmt: skip
    """Write a deposit for each document that is out and not there in this form, inside a verb."""
    there = Deposit.objects.standing().filter(point=place.entry_id, form=form, document__in=document_ids)
    known = set(there.values_list("document_id", flat=True))
    out = Document.objects.filter(pk__in=set(document_ids) - known, first_released_at__isnull=False)
    rows = list(out.exclude(standing="withdrawn").order_by("pk"))
    for each in rows:
        write_recorded(
            Deposit(
                body_id=each.body_id, point_id=place.entry_id, document=each, form=form, copies=copies, on=on,
                package=package,
            )
        )  # fmt: skip
    return len(rows)


def point_to_write(entry: int) -> ReadingPoint | Refused:
    """The standing row of a reading point, locked."""
    return _point(entry)


def _point(entry: int) -> ReadingPoint | Refused:
    found = ReadingPoint.objects.standing().select_for_update().filter(entry=entry).first()
    if isinstance(found, ReadingPoint):
        return found
    return Refused(Message(N_("没有这个查阅场所。")))


def _struck(row: Recorded, body_id: int, actor: Actor, now: datetime, reason: str) -> int | Refused:
    refused = first_refusal(policy.may_keep(actor, body_id, timezone.localdate(now)), _reasoned(reason))
    if refused is not None:
        return refused
    withdraw(row, reason=reason.strip())
    return row.entry_id


def _reasoned(reason: str) -> Refused | None:
    return None if reason.strip() else Refused(Message(N_("请写明理由。")))


def _wrong(facts: PointFacts) -> Refused | None:
    lacking = [name for name in ("name", "address", "hours") if not getattr(facts, name).strip()]
    if lacking or facts.place not in PlaceType:
        details = tuple((name, Message(N_("请填写"))) for name in lacking)
        return Refused(Message(N_("请填写名称、场所类型、地址和开放时间。")), policy.ARTICLE, details)
    if facts.valid_to is not None and facts.valid_to <= facts.valid_from:
        return Refused(Message(N_("撤销日期应当在设立日期以后。")))
    return None
