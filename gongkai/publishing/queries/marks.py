"""机关代字 and the prefixes of 登记号, with what was given under them and what was done with them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from gongkai.foundation.ledger.queries import EventLine, told
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor, Role
from gongkai.publishing import policy
from gongkai.publishing.models import NumberMark, NumberSeries
from gongkai.publishing.queries.visible import own_bodies

SETTING = (Role.OFFICE_HEAD, Role.BODY_ADMINISTRATOR)
_HISTORY = 20


@dataclass(frozen=True, slots=True)
class MarkCard:
    """`given`: (year, last number given), newest first. `history` newest first."""

    id: int
    body: int
    mark: str
    registers: bool
    stopped_on: date | None
    given: tuple[tuple[int, int], ...]
    history: tuple[EventLine, ...]


def bodies_set_by(actor: Actor, day: date) -> frozenset[int]:
    """Bodies for which the person may register and stop marks."""
    below = organisations.subtree_ids(actor.bodies_as(*policy.OVERSEERS), day)
    return frozenset(actor.bodies_as(*SETTING)) | below


def marks_visible_to(actor: Actor, day: date) -> tuple[MarkCard, ...]:
    """The marks of the bodies whose documents the person has a part in, or whose marks he sets; those in use
    first. Three statements, and one a mark for its history."""
    seen = own_bodies(actor, day) | bodies_set_by(actor, day)
    found = list(NumberMark.objects.filter(body__in=seen))
    found.sort(key=lambda each: (each.stopped_on is not None, each.body_id, each.registers, each.pk))
    given = _given({each.body_id for each in found})
    return tuple(_card(each, given) for each in found)


def marks_in_use(body_id: int) -> tuple[str, ...]:
    """The 机关代字 under which the body numbers its documents now."""
    rows = NumberMark.objects.filter(body=body_id, registers=False, stopped_on__isnull=True)
    return tuple(rows.order_by("pk").values_list("mark", flat=True))


def _given(bodies: Collection[int]) -> dict[tuple[int, str], list[tuple[int, int]]]:
    rows = NumberSeries.objects.filter(body__in=bodies).order_by("-year")
    found: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for body, code, year, last in rows.values_list("body_id", "code", "year", "last"):
        found.setdefault((body, code), []).append((year, last))
    return found


def _card(row: NumberMark, given: dict[tuple[int, str], list[tuple[int, int]]]) -> MarkCard:
    code = f"registration {row.mark}" if row.registers else row.mark
    return MarkCard(
        row.pk, row.body_id, row.mark, row.registers, row.stopped_on,
        tuple(given.get((row.body_id, code), ())), tuple(told("number_mark", row.pk)[::-1][:_HISTORY]),
    )  # fmt: skip
