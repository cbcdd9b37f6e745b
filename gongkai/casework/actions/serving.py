"""Sending the signed reply, and the proof that it arrived."""

from datetime import date, datetime

from gongkai.casework.models import Reply, Service
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor


@verb("reply.send")
def send(
    *,
    actor: Actor,
    now: datetime,
    reply_id: int,
    way: str = "",
    tracking: str = "",
    proof_file: int | None = None,
    on: date | None = None,
    note: str = "",
    based_on: int | None = None,
) -> Service | Refused:
    """Send the reply by `way` (empty: as the applicant chose) and close the case with its outcome."""
    raise NotImplementedError


@verb("reply.prove_service")
def prove_service(
    *,
    actor: Actor,
    now: datetime,
    service_id: int,
    served_on: date,
    tracking: str = "",
    proof_file: int | None = None,
    note: str = "",
) -> Service | Refused:
    """Keep when and how the reply arrived."""
    raise NotImplementedError
