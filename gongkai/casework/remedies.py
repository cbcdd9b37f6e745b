"""The remedy block of a body's letters: what the law says, with the organs as they were named on that day."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai.casework.models import RemedyAddresses
from gongkai.core.messages import N_, Message
from gongkai.core.outcomes import Contested, Outcome
from gongkai.core.remedies import (
    Address,
    Addresses,
    AddressMissingError,
    BodyKind,
    BodyLevel,
    BodyStanding,
    CourtLevel,
    Line,
    NoRouteError,
    Organ,
    Remedy,
    RemedyRules,
    read_remedies,
    remedy_for,
)
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.rulebook.book import RULES, declarations

_HEARD_BY_GOVERNMENT = (
    Organ.SAME_LEVEL_GOVERNMENT,
    Organ.FOUNDING_GOVERNMENT,
    Organ.GOVERNMENT_OF_FOUNDER,
    Organ.MANAGING_GOVERNMENT,
    Organ.ITSELF,
)
_HEARD_BY_SUPERIOR = (
    Organ.SUPERIOR_GOVERNMENT,
    Organ.SUPERIOR_DEPARTMENT,
    Organ.FOUNDING_DEPARTMENT,
    Organ.MANAGING_BODY,
)


@dataclass(frozen=True, slots=True)
class Told:
    """The remedy and its block, a paragraph a line; `block` is empty when nothing can be contested."""

    remedy: Remedy
    block: str


@cache
def remedy_rules() -> RemedyRules:
    """rules/remedies/."""
    return read_remedies(
        declarations(RULES, "remedies/review-*.toml"), declarations(RULES, "remedies/court-*.toml")
    )


def addresses_on(body_id: int, day: date) -> RemedyAddresses | None:
    """What the body has registered for letters of `day`: the latest row that begins by then."""
    return (
        RemedyAddresses.objects.standing()
        .filter(body_id=body_id, valid_from__lte=day)
        .order_by("-valid_from", "-pk")
        .first()
    )


def registered_on(body_ids: Collection[int], day: date) -> dict[int, RemedyAddresses]:
    """The same for many bodies, in one statement."""
    rows = RemedyAddresses.objects.standing().filter(body_id__in=list(body_ids), valid_from__lte=day)
    return {row.body_id: row for row in rows.order_by("valid_from", "pk")}


def missing_for(kind: str, level: str, registered: RemedyAddresses | None, day: date) -> tuple[Message, ...]:
    """What a body of this kind must still register before all its letters of `day` can tell the remedies:
    those that must be reviewed first and those that may go to court at once, served on paper or online. A
    body nobody reviews answers no requests."""
    line = Line(registered.line) if registered and registered.line else Line.ORDINARY
    standing, addresses = BodyStanding(BodyKind(kind), BodyLevel(level), line), _addresses(registered)
    found: dict[str, Message] = {}
    for contested in (Contested.WITHHELD, Contested.LAPSED, Contested.GRANTED):
        try:
            remedy = remedy_for(remedy_rules(), contested, standing, day)
        except NoRouteError:
            return ()
        found |= {str(each): each for each in remedy.missing(addresses, served_online=True)}
    return tuple(found.values())


def body_standing(body_id: int, day: date, registered: RemedyAddresses | None) -> BodyStanding:
    """How the body stood on `day`, or last stood if it is gone. Raises NoSuchBodyError."""
    found = organisations.bodies_on(day, [body_id]) or organisations.latest_bodies([body_id])
    if body_id not in found:
        raise organisations.NoSuchBodyError
    line = Line(registered.line) if registered and registered.line else Line.ORDINARY
    return BodyStanding(BodyKind(found[body_id].kind), BodyLevel(found[body_id].level), line)


def told_for(outcome: Outcome, body_id: int, day: date, *, served_online: bool = False) -> Told | Refused:
    """The remedy of a reply with `outcome` that the body makes on `day`."""
    return told(outcome.contested, body_id, day, outcome=outcome.code, served_online=served_online)


def told(
    contested: Contested,
    body_id: int,
    day: date,
    *,
    outcome: str = "",
    served_online: bool = False,
    asked_on: date | None = None,
) -> Told | Refused:
    """The same for anything that can be contested. Refused when no rule fits or an address is missing: told
    which, and where to enter it. `asked_on`: the day whose addresses count, where that is another than the
    day whose law does."""
    registered = addresses_on(body_id, asked_on or day)
    standing = body_standing(body_id, day, registered)
    try:
        found = remedy_for(remedy_rules(), contested, standing, day, outcome=outcome)
        block = found.text(_addresses(registered), served_online=served_online)
    except NoRouteError as error:
        return Refused(error.message)
    except AddressMissingError as error:
        return Refused(
            _said_where(error.missing),
            "；".join(found.articles),
            tuple(("remedy", each) for each in error.missing),
        )
    return Told(found, "\n".join(block))


def _said_where(missing: Sequence[Message]) -> Message:
    """Each missing thing, and the page on which it is registered."""
    parts: dict[str, object] = {f"part{index}": each for index, each in enumerate(missing)}
    listed = Message("；".join(f"{{{name}}}" for name in parts), parts)
    said = N_("救济途径还不能写明：{missing}。请在“办件”的“文书和设置”页登记复议机关和法院后再办理。")
    return Message(said, {"missing": listed})


def _addresses(registered: RemedyAddresses | None) -> Addresses:
    if registered is None:
        return Addresses()
    government = Address(registered.government_name, registered.government_address)
    superior = Address(registered.superior_name, registered.superior_address)
    court = Address(registered.court_name, registered.court_address)
    return Addresses(
        organs={
            **dict.fromkeys(_HEARD_BY_GOVERNMENT, government),
            **dict.fromkeys(_HEARD_BY_SUPERIOR, superior),
        },
        courts=dict.fromkeys(CourtLevel, court),
        online=registered.online_review,
    )
