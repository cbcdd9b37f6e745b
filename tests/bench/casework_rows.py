"""Cases of any number, put straight into the tables by COPY: 64 bodies, ten dated happenings each.

The verbs are not what is measured here; reading what they leave behind is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from django.db import connection, models

from gongkai.casework.models import Applicant, Application, Case, CaseEvent, CaseStanding
from gongkai.casework.texts import grams_of, text_key
from gongkai.foundation.ledger.models import Entry

EVENTS = 10
OPEN = 0.04  # share still open
CHALLENGED = 0.08  # share that are reconsiderations and lawsuits
WORDS = ("征地补偿", "房屋征收", "预算决算", "招生划片", "环评审批", "行政处罚", "规划许可", "招标合同")
TYPES = ("natural",) * 8 + ("business", "legal_service")
CHANNELS = ("counter", "signed_post", "signed_post", "internet", "internet", "email")
OUTCOMES = (
    "disclosed",
    "already_public",
    "partly_disclosed",
    "nonexistent",
    "not_this_body",
    "internal_affairs",
)
RESULTS = ("upheld", "corrected", "other")
GROUPS = ("reconsideration", "lawsuit_direct", "lawsuit_after_review")

# Days after receipt. A correction begins the period anew; two letters are asked about; one extension.
CLOSED_STORY = (
    ("received", 0), ("correction_asked", 3), ("corrected", 6), ("consulted", 8), ("served", 9),
    ("consult_ended", 16), ("reasons_asked", 17), ("reasons_given", 20), ("extended", 21), ("replied", 28),
)  # fmt: skip
OPEN_STORY = (
    ("received", 0), ("correction_asked", 1), ("corrected", 2), ("consulted", 3), ("served", 3),
    ("consult_ended", 4), ("consulted", 5), ("served", 5), ("consult_ended", 6), ("extended", 7),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawn:
    """One case as drawn by lot."""

    pk: int
    body: int
    serial: int
    kind: str
    group: str
    received: date
    open: bool
    result: str
    type: str
    channel: str

    @property
    def closed(self) -> date | None:
        return None if self.open else self.received + timedelta(days=CLOSED_STORY[-1][1])


def fill(bodies: Sequence[int], cases: int, today: date) -> None:
    """So many cases, the closed ones of the last two years and the open ones of the last weeks."""
    draw = Random(f"{cases} cases")
    first = (Case.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    drawn = [_drawn(draw, first + number, bodies, number, today) for number in range(cases)]
    _copy(Case, (_case(each) for each in drawn))
    _copy(Applicant, (_applicant(each) for each in drawn))
    _copy(Application, (_application(each) for each in drawn if each.kind == "request"))
    _copy(CaseEvent, (event for each in drawn for event in _events(each)))
    entry = (Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    _copy(Entry, ({"id": entry + number, "subject": "case_standing"} for number in range(cases)))
    _copy(
        CaseStanding, (row for number, each in enumerate(drawn) for row in _standings(each, entry + number))
    )
    with connection.cursor() as cursor:
        for model in (Case, Entry):
            sequence = f"pg_get_serial_sequence('{model._meta.db_table}', 'id')"
            cursor.execute(f"SELECT setval({sequence}, (SELECT max(id) FROM {model._meta.db_table}))")
        cursor.execute("VACUUM ANALYZE")  # as the database does by itself soon after


def _drawn(draw: Random, pk: int, bodies: Sequence[int], number: int, today: date) -> Drawn:
    is_open = draw.random() < OPEN
    days = draw.randint(1, 24) if is_open else draw.randint(30, 730)
    kind, group = "request", ""
    if draw.random() < CHALLENGED:
        group = draw.choice(GROUPS)
        kind = "reconsideration" if group == "reconsideration" else "lawsuit"
    result = draw.choice(OUTCOMES if kind == "request" else RESULTS)
    return Drawn(
        pk, bodies[number % len(bodies)], number + 1, kind, group, today - timedelta(days=days), is_open,
        result, draw.choice(TYPES), draw.choice(CHANNELS),
    )  # fmt: skip


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(2), UTC)


def _case(each: Drawn) -> dict[str, Any]:
    at = _moment(each.received)
    return {
        "id": each.pk, "kind": each.kind, "body_id": each.body, "year": each.received.year,
        "serial": each.serial, "number": f"bench-{each.kind}-{each.pk}", "regime": "2019",
        "channel": each.channel, "applicant_type": each.type, "submitted_on": each.received,
        "misdirected": False, "received_on": each.received, "state": "handling" if each.open else "replied",
        "outcome": "" if each.open else each.result, "closed_on": each.closed,
        "title": f"{WORDS[each.pk % len(WORDS)]}第{each.pk}件", "unit": "", "referred_to": "", "revision": 5,
        "is_sample": True, "created_at": at, "touched_at": at,
    }  # fmt: skip


def _applicant(each: Drawn) -> dict[str, Any]:
    return {
        "case_id": each.pk, "name": f"样{each.pk % 5000}", "id_kind": "", "id_number": "", "contact": "",
        "phone": f"1380000{each.pk % 10000:04d}", "email": "", "address": "示例路", "postcode": "",
        "person_key": f"{each.pk % 50000:064d}", "helped": False,
    }  # fmt: skip


def _application(each: Drawn) -> dict[str, Any]:
    wanted = f"{WORDS[each.pk % len(WORDS)]}的文件、依据和批复，第{each.pk}件"
    return {
        "case_id": each.pk, "wanted": wanted, "feature": "", "purpose": "", "form": "paper",
        "delivery": "post", "corrected": "", "as_sent": "", "grams": grams_of(wanted),
        "text_key": text_key(wanted),
    }  # fmt: skip


def _events(each: Drawn) -> Iterator[dict[str, Any]]:
    letters = 0
    for kind, after in OPEN_STORY if each.open else CLOSED_STORY:
        day = each.received + timedelta(days=after)
        letters += kind == "consulted"
        asked = kind in ("consulted", "served", "consult_ended")
        yield {
            "case_id": each.pk, "body_id": each.body, "kind": kind, "on": day,
            "days": 20 if kind == "extended" else None,
            "until": day + timedelta(days=10) if kind == "correction_asked" else None,
            "ref": f"consultation:{each.pk * 2 + letters}" if asked else "",
            "party": "third_party" if kind == "consulted" else "", "note": "", "at": _moment(day),
            "by": "bench",
        }  # fmt: skip


def _standings(each: Drawn, entry: int) -> Iterator[dict[str, Any]]:
    """As registered, as extended, as closed: each row takes the place of the one before."""
    closed = () if each.open else (True,)
    steps = [(False, False), (True, False), *((True, done) for done in closed)]
    for number, (extended, done) in enumerate(steps, start=1):
        yield {
            "entry_id": entry, "recorded_from": number,
            "recorded_to": number + 1 if number < len(steps) else None,
            "case_id": each.pk, "body_id": each.body, "kind": each.kind, "group": each.group,
            "regime": "2019", "channel": each.channel, "applicant_type": each.type,
            "received_on": each.received, "closed_on": each.closed if done else None,
            "result": each.result if done else "", "extended": extended, "late": False, "round": 1,
            "fee_fen": 0,
        }  # fmt: skip


def _copy(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> None:
    """All rows in one COPY. Every row has the same columns; the others stay empty."""
    iterator = iter(rows)
    first = next(iterator)
    columns = ", ".join(f'"{name}"' for name in first)
    statement = f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN'
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write_row(tuple(first.values()))
        for row in iterator:
            copy.write_row(tuple(row.values()))
