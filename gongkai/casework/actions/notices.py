"""Letters that are not the reply: receipt, correction notice, extension, inquiry, fee, closing.

Not a verb: the verbs of handling issue a notice inside their own transaction, so that a step and its letter
stand or fall together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.casework.models import Case, Notice
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import Actor


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who a notice goes to when it is not the applicant: a third party, a co-author, another unit."""

    name: str
    email: str = ""
    address: str = ""


def issue_notice(
    *,
    case: Case,
    template: str,
    values: Mapping[str, object],
    now: datetime,
    actor: Actor,
    until: date | None = None,
    way: str = "",
    on: date | None = None,
    to: Addressee | None = None,
) -> Notice | Refused:
    """Fill the notice `template` of the case's regime, number it, make its PDF and queue its letter.

    `values` fills the template's own places; names, numbers and dates of the case are filled from the case.
    `until` is the day the addressee has to keep, as told to him. `way` is how it goes out (`Way`); empty: the
    applicant's chosen way. `on` is the day on the letter, the day of `now` unless given. `to` is the addressee
    when it is not the applicant. Refused when a place of the template stays empty or the remedy can't be told:
    the verb gives the refusal back.
    """
    raise NotImplementedError
