"""Bodies that can't word a reply or close a request yet: an organ their letters must name has no address."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from gongkai.casework.queries.cases import bodies_seen_by
from gongkai.casework.remedies import missing_for, registered_on
from gongkai.core.messages import N_, Message
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor, Role

_NO_PREFIX = Message(N_("没有登记答复文号的代字"))


@dataclass(frozen=True, slots=True)
class Unready:
    """A body and each thing it still has to register."""

    body: int
    name: str
    missing: tuple[Message, ...]


def unready_bodies(actor: Actor, day: date) -> list[Unready]:
    """Among the bodies whose cases the person sees or whose settings he keeps, by name."""
    seen = bodies_seen_by(actor, day) | actor.bodies_as(Role.BODY_ADMINISTRATOR)
    return lacking_in(seen, day)


def lacking_in(body_ids: Collection[int], day: date) -> list[Unready]:
    """Bodies of that day only: one that is gone answers through its heir. Three statements for all."""
    there = organisations.bodies_on(day, body_ids) if body_ids else {}
    registered = registered_on(there, day)
    found = []
    for pk, body in there.items():
        row = registered.get(pk)
        missing = missing_for(body.kind, body.level, row, day)
        if row is None or not row.reply_prefix:
            missing = (*missing, _NO_PREFIX)
        if missing:
            found.append(Unready(pk, body.name, missing))
    return sorted(found, key=lambda each: each.name)
