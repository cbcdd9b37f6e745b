"""What every verb on a release shares: lock, compare, ask, write."""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.disclosure import policy
from gongkai.disclosure.models import Release
from gongkai.disclosure.policy import Conditions
from gongkai.disclosure.queries.visible import NoSuchReleaseError, releases_visible_to
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Overtaken, Refused, first_refusal
from gongkai.foundation.organisations.roles import Actor

CLOCKS_MAY_DIFFER = timedelta(minutes=5)  # of the machines that serve one installation
_TICK = timedelta(microseconds=1)
_LOCK = 0x66696C64  # first half of the advisory lock on a data set


@dataclass
class Taken:
    """A release locked for one verb; `state` is what it becomes."""

    release: Release
    actor: Actor
    now: datetime
    day: date
    state: str

    def keep(self, *, reason: str = "", rule_version: str = "", **changes: Any) -> Release:
        """Write the release with its new state, one revision further. `reason` is the ledger's."""
        write(self.release, reason=reason, rule_version=rule_version, **self._marks(), **changes)
        return self.release

    def ahead(self, changes: Mapping[str, Any]) -> Release:
        """Write what `keep` will write, before it is recorded: for long work that needs it, so that nobody
        waits for the ledger meanwhile. Returns the release as it will be."""
        written = {**self._marks(), **changes}
        Release.objects.filter(pk=self.release.pk).update(**written)
        to_be = copy(self.release)
        for name, value in written.items():
            setattr(to_be, name, value)
        return to_be

    def _marks(self) -> dict[str, Any]:
        return {
            "state": self.state,
            "revision": self.release.revision + 1,
            "touched_at": max(self.now, self.release.touched_at),
        }

    def wrote(self) -> list[str]:
        """The writers, with who acts now among them."""
        writers: list[str] = self.release.writers
        return writers if self.actor.code in writers else [*writers, self.actor.code]


type Judging = Callable[[Taken], Conditions]


def take(
    verb: str,
    *,
    release_id: int,
    actor: Actor,
    now: datetime,
    based_on: int | None = None,
    judging: Judging | None = None,
) -> Taken | Refused:
    """The release, locked until the transaction ends, if `actor` may do `verb` on it now. `based_on` is the
    revision the person saw. Raises NoSuchReleaseError when he may not see it."""
    day = timezone.localdate(now)
    found = releases_visible_to(actor, day).select_for_update(of=("self",)).filter(pk=release_id).first()
    if found is None:
        raise NoSuchReleaseError(release_id)
    refused = first_refusal(_stale(found, based_on), _clock_fell_back(found, now))
    if refused is not None:
        return refused
    taken = Taken(found, actor, now, day, found.state)
    held = policy.standing(actor, found.body_id, day)
    decision = policy.decide(found.state, verb, held, judging(taken) if judging else None)
    if isinstance(decision, Refused):
        return decision
    taken.state = decision.state
    return taken


def lock_data_set(data_set: str) -> None:
    """One writer of a data set's rows at a time, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCK, data_set])


def last_number(data_set: str) -> int:
    """How many releases of the data set are out."""
    return _last(data_set)[0]


def next_out(data_set: str, now: datetime) -> tuple[int, datetime]:
    """Number and time of the release that goes out now. Those of one data set are out one after the other,
    however the machines' clocks differ."""
    number, at = _last(data_set)
    return number + 1, now if at is None or now > at else at + _TICK


def _last(data_set: str) -> tuple[int, datetime | None]:
    out = Release.objects.filter(data_set=data_set, number__isnull=False)
    number, at = out.order_by("-number").values_list("number", "released_at").first() or (0, None)
    return number or 0, at


def _stale(release: Release, based_on: int | None) -> Refused | None:
    if based_on is None or based_on == release.revision:
        return None
    return Overtaken(Message(N_("您打开之后，这次发布已有人办理。请看看有什么变化，再决定是否继续。")))


def _clock_fell_back(release: Release, now: datetime) -> Refused | None:
    if now >= release.touched_at - CLOCKS_MAY_DIFFER:
        return None
    values = {"last": timezone.localtime(release.touched_at).strftime("%Y-%m-%d %H:%M")}
    return Refused(
        Message(N_("本机时间早于这次发布上一次办理的时间（{last}）。请管理员核对系统时钟后再办理。"), values)
    )
