"""Remedies (救济途径) of a reply: which organ reviews, which court, how long, and whether review comes first.

Computed from what is contested, the body that replied and the day the reply is made (not the day of receipt:
the review law in force when the act is done decides); never typed by hand.
"""

from collections.abc import Iterable
from datetime import date

from gongkai.core.messages import N_, Message
from gongkai.core.outcomes import Contested, Outcome
from gongkai.core.remedies.block import (
    COURTS,
    ORGANS,
    Address,
    Addresses,
    AddressMissingError,
    CourtRoute,
    Remedy,
    ReviewRoute,
)
from gongkai.core.remedies.law import (
    CourtLaw,
    Declined,
    Order,
    RemedyRules,
    ReviewLaw,
    Route,
    read_remedies,
)
from gongkai.core.remedies.standing import (
    KINDS,
    LEVELS,
    BodyKind,
    BodyLevel,
    BodyStanding,
    CourtLevel,
    Line,
    Organ,
)

__all__ = [
    "COURTS",
    "ORGANS",
    "Address",
    "AddressMissingError",
    "Addresses",
    "BodyKind",
    "BodyLevel",
    "BodyStanding",
    "CourtLaw",
    "CourtLevel",
    "CourtRoute",
    "Declined",
    "Line",
    "NoRouteError",
    "Order",
    "Organ",
    "Remedy",
    "RemedyRules",
    "ReviewLaw",
    "ReviewRoute",
    "Route",
    "read_remedies",
    "remedy",
    "remedy_for",
]

_NOT_CONTESTED = frozenset(
    {
        Contested.NOTHING,
        Contested.CORRECTION_NOTICE,
        Contested.EXTENSION_NOTICE,
        Contested.FEE_NOTICE,
    }
)


class NoRouteError(LookupError):
    """No declared rule says who reviews such a body, or which law holds on that day."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


def remedy(rules: RemedyRules, outcome: Outcome, standing: BodyStanding, on: date) -> Remedy:
    """The remedy of a reply with `outcome` made on `on` by a body of this standing. Raises NoRouteError."""
    return remedy_for(rules, outcome.contested, standing, on, outcome=outcome.code)


def remedy_for(
    rules: RemedyRules, contested: Contested, standing: BodyStanding, on: date, *, outcome: str = ""
) -> Remedy:
    """The remedy for anything that can be contested: a reply, a missing reply (`on`: the day after the period
    ended), an override of a third party, a notice. Raises NoRouteError.

    Notices of correction, extension and fee are steps on the way: they can't be contested by themselves, only
    with what follows from them.
    """
    law = _in_force(rules.review, on)
    if contested in _NOT_CONTESTED:
        return Remedy(contested, False, (), law.days, None, law.online, ())
    route = _route(law, standing)
    order = _order(law, contested, on)
    court = _court(_in_force(rules.court, on), standing, outcome, on, direct=not order.review_first)
    articles = (law.days_article, route.article, order.article, court.article)
    return Remedy(
        contested=contested,
        review_first=order.review_first,
        reviews=tuple(ReviewRoute(organ, route.article) for organ in route.organs),
        review_days=law.days,
        court=court,
        online_review=law.online,
        articles=tuple(dict.fromkeys(each for each in articles if each)),
        wording=law.wording,
        basis=order.article,
        undecided="" if order.settled else order.because,
        then_state_council=route.then_state_council,
    )


def _in_force[L: (ReviewLaw, CourtLaw)](laws: Iterable[L], on: date) -> L:
    for law in laws:
        if law.first <= on and (law.last is None or on <= law.last):
            return law
    raise NoRouteError(Message(N_("{day} 的救济途径没有规定"), {"day": on.isoformat()}))


def _route(law: ReviewLaw, standing: BodyStanding) -> Route:
    """The first route that fits: the file lists exceptions before the rule."""
    for route in law.route:
        if route.fits(standing):
            return route
    values = {
        "law": law.title,
        "kind": Message(KINDS[standing.kind]),
        "level": Message(LEVELS[standing.level]),
    }
    raise NoRouteError(Message(N_("{law}没有规定由谁复议这类机关（{kind}，{level}）"), values))


def _order(law: ReviewLaw, contested: Contested, on: date) -> Order:
    for order in law.order:
        if order.binds(contested, on):
            return order
    values = {"law": law.title, "contested": contested}
    raise NoRouteError(Message(N_("{law}没有说明“{contested}”是否应当先申请复议"), values))


def _court(law: CourtLaw, standing: BodyStanding, outcome: str, on: date, *, direct: bool) -> CourtRoute:
    intermediate = any(each.fits(standing) for each in law.intermediate)
    declined = [each for each in law.declined if outcome in each.outcomes and each.first <= on <= each.last]
    return CourtRoute(
        level=CourtLevel.INTERMEDIATE if intermediate else CourtLevel.BASIC,
        direct=direct,
        months=law.months,
        days_after_review=law.days_after_review,
        article=law.months_article if direct else law.after_review_article,
        after_review_article=law.after_review_article,
        told=all(each.tell for each in declined),
    )
