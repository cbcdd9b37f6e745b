"""How a request came, for whoever puts its registration right."""

from datetime import date

from gongkai.casework.queries.cases import case_visible_to
from gongkai.core.receipt import Channel
from gongkai.foundation.organisations.roles import Actor


def arrival_of(actor: Actor, case_id: int, day: date) -> dict[str, object]:
    """As registered, by the names of `actions.ArrivalFacts`. Raises NoSuchCaseError."""
    case = case_visible_to(actor, case_id, day)
    return {
        "channel": Channel(case.channel),
        "submitted": case.submitted_on,
        "signed_for": case.signed_for,
        "reached_system": case.reached_system,
        "confirmed": case.confirmed_on,
        "misdirected": case.misdirected,
    }
