"""The reply on its way to the signature: draft, review, confidentiality, legality, signing.

`begin_reply` is called by the verb that decides the outcome, in its transaction; the verbs here take it on.
A text changed after somebody approved it must be approved again; nobody approves what he wrote.
"""

from collections.abc import Sequence
from datetime import date, datetime

from gongkai.casework.models import Case, Reply
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor


def begin_reply(
    *,
    case: Case,
    outcome: str,
    actor: Actor,
    now: datetime,
    grounds: str = "",
    ground_codes: Sequence[str] = (),
    on: date | None = None,
) -> Reply:
    """The draft of the reply for the decided outcome, from the body's template, remedy block included."""
    raise NotImplementedError


@verb("reply.draft")
def draft(
    *,
    actor: Actor,
    now: datetime,
    reply_id: int,
    text: str | None = None,
    grounds: str | None = None,
    ground_codes: Sequence[str] | None = None,
    enclosures: Sequence[int] | None = None,
    based_on: int | None = None,
) -> Reply | Refused:
    """Write on the reply. What is None stays as it is; `enclosures` are numbers of the case's files."""
    raise NotImplementedError


@verb("reply.send_to_review")
def send_to_review(
    *, actor: Actor, now: datetime, reply_id: int, based_on: int | None = None
) -> Reply | Refused:
    raise NotImplementedError


@verb("reply.review_ok")
def review_ok(*, actor: Actor, now: datetime, reply_id: int, based_on: int | None = None) -> Reply | Refused:
    raise NotImplementedError


@verb("reply.confidentiality_ok")
def confidentiality_ok(
    *, actor: Actor, now: datetime, reply_id: int, based_on: int | None = None
) -> Reply | Refused:
    raise NotImplementedError


@verb("reply.legal_ok")
def legal_ok(*, actor: Actor, now: datetime, reply_id: int, based_on: int | None = None) -> Reply | Refused:
    raise NotImplementedError


@verb("reply.return")
def give_back(
    *, actor: Actor, now: datetime, reply_id: int, reason: str, based_on: int | None = None
) -> Reply | Refused:
    """Give the reply back to its drafter with a reason."""
    raise NotImplementedError


@verb("reply.sign")
def sign(
    *, actor: Actor, now: datetime, reply_id: int, on: date | None = None, based_on: int | None = None
) -> Reply | Refused:
    """Sign: the number is given, the documents are made."""
    raise NotImplementedError
