"""On which site a thing is found: that of the body that publishes it, or else of the nearest body above that
has one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.apps import apps

from gongkai.foundation.ledger.remembering import remembered
from gongkai.foundation.organisations.queries.bodies import BodyOnDay


@dataclass(frozen=True, slots=True)
class FoundAt:
    """A site as a search knows it. `code` is the first part of its address, `bodies` whose things it has."""

    code: str
    name: str
    bodies: frozenset[int] = field(default_factory=frozenset)


def sites(bodies: Mapping[int, BodyOnDay]) -> dict[str, FoundAt]:
    """The open sites by code. `bodies`: all of the day."""
    opened = {body: (code, name) for body, code, name in _opened()}
    of: dict[int, set[int]] = {body: set() for body in opened}
    for number in bodies:
        nearest = next((each for each in _upwards(number, bodies) if each in opened), None)
        if nearest is not None:
            of[nearest].add(number)
    return {code: FoundAt(code, name, frozenset(of[body])) for body, (code, name) in opened.items()}


def _upwards(number: int, bodies: Mapping[int, BodyOnDay]) -> Iterator[int]:
    """The body itself, then those above."""
    above: int | None = number
    while above is not None and above in bodies:
        yield above
        above = bodies[above].parent


@remembered("site")
def _opened() -> tuple[tuple[int, str, str], ...]:
    rows = apps.get_model("pages", "PublicSite").objects.filter(closed_at=None).order_by("pk")
    return tuple(rows.values_list("body_id", "home__slug", "name"))
