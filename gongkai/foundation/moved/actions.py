"""Verbs: an old address leads somewhere, a list of them does, one no longer does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import write, write_new
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.moved import policy
from gongkai.foundation.moved.addresses import WrongAddressError, pair
from gongkai.foundation.moved.models import OldAddress
from gongkai.foundation.moved.values import Pair
from gongkai.foundation.organisations.roles import Actor

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many lead somewhere now, did so before, and lead elsewhere: these stay as they are."""

    added: int
    known: int
    elsewhere: tuple[Pair, ...]


@verb("redirect.add")
def add(*, actor: Actor, now: datetime, old: str, new: str) -> int | Refused:
    """设置旧网址. Returns its number."""
    refused = policy.may_redirect(actor)
    if refused is not None:
        return refused
    try:
        wanted = pair(old, new)
    except WrongAddressError as error:
        return Refused(error.message)
    if OldAddress.objects.filter(host=wanted.host, path=wanted.path, closed_at__isnull=True).exists():
        return Refused(Message(N_("这个旧网址已经设置过。要改去处，请先停用。")))
    row = _row(wanted, actor, now)
    write(row)
    return int(row.pk)


@verb("redirect.load")
def load(*, actor: Actor, now: datetime, pairs: Sequence[Pair]) -> Loaded | Refused:
    """载入旧网址清单: those not yet known are added. Doing it twice adds nothing, and says so."""
    refused = policy.may_redirect(actor)
    if refused is not None:
        return refused
    paths = [each.path for each in pairs]
    rows = OldAddress.objects.filter(path__in=paths, closed_at__isnull=True)
    there = {(each.host, each.path): each.to for each in rows}
    new = [each for each in pairs if (each.host, each.path) not in there]
    elsewhere = tuple(each for each in pairs if there.get((each.host, each.path), each.to) != each.to)
    if not new:
        return Refused(Message(N_("清单里没有新的旧网址。")))
    for first in range(0, len(new), _BATCH):
        write_new([_row(each, actor, now) for each in new[first : first + _BATCH]])
    return Loaded(len(new), len(pairs) - len(new) - len(elsewhere), elsewhere)


@verb("redirect.close")
def close(*, actor: Actor, now: datetime, old_address_id: int, reason: str) -> int | Refused:
    """停用旧网址: it leads nowhere any more, and may be set anew."""
    refused = policy.may_redirect(actor)
    if refused is not None:
        return refused
    row = OldAddress.objects.select_for_update().filter(pk=old_address_id, closed_at__isnull=True).first()
    if row is None:
        return Refused(Message(N_("没有这个旧网址，或者已经停用。")))
    write(row, reason=reason, closed_by=actor.code, closed_at=now)
    return old_address_id


def _row(wanted: Pair, actor: Actor, now: datetime) -> OldAddress:
    return OldAddress(host=wanted.host, path=wanted.path, to=wanted.to, added_by=actor.code, added_at=now)
