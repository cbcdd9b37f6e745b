"""What every verb on a release shares: lock, compare, ask, write."""

from collections.abc import Callable, Mapping
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

    def ahead(self, changes: Mapping[str, Any]) -> None:
        """Write what `keep` will write, before it is recorded: for long work that needs it, so that nobody
        waits for the ledger meanwhile."""
        Release.objects.filter(pk=self.release.pk).update(**{**self._marks(), **changes})

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
    out = Release.objects.filter(data_set=data_set, number__isnull=False)
    return out.order_by("-number").values_list("number", flat=True).first() or 0


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
