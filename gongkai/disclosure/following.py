"""Search hears of a data set's page when something of it went out, in the transaction of the release."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from gongkai.disclosure.found import SET, number_of
from gongkai.foundation.ledger.following import follows
from gongkai.foundation.search.changes import note_changes


class Noted(Protocol):
    """What a follower needs to know of an event."""

    subject_type: Any
    subject_id: Any
    after: Any


_OUT = ("release.release", "row.expire")


@follows
def tell_search(verb: str, now: datetime, events: Sequence[Noted]) -> None:
    if verb not in _OUT:
        return
    names = {each.after["data_set"] for each in events if each.subject_type == "release"}
    note_changes(SET, sorted(map(number_of, names)))
