"""What waits for the head of the office or for whom it was given to, and to whom a case may be given."""

from datetime import date

from gongkai.casework import policy
from gongkai.casework.models import Case, Extension
from gongkai.casework.queries.cards import CaseCard, cards
from gongkai.casework.queries.cases import cases_visible_to
from gongkai.casework.queries.clocks import readings
from gongkai.casework.queries.handling import ExtensionCard, extension_card
from gongkai.core.clock import Reading
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor, Role


def extensions_waiting(actor: Actor, day: date) -> list[tuple[CaseCard, ExtensionCard, Reading]]:
    """Extensions the person, as head of the office, has to decide; soonest due first."""
    found = list(
        Extension.objects.select_related("case").filter(
            granted__isnull=True, body__in=actor.bodies_as(Role.OFFICE_HEAD), case__closed_on__isnull=True
        )
    )
    of_cases = [each.case for each in found]
    shown, by_case = readings(of_cases, day), {card.id: card for card in cards(of_cases)}
    names = organisations.names_of({each.asked_by for each in found})
    rows = [
        (by_case[each.case_id], extension_card(each, names.get(each.asked_by, "")), shown[each.case_id])
        for each in found
    ]
    return sorted(rows, key=lambda row: (row[2].due or date.max, row[0].id))


def given_to(actor: Actor, day: date) -> list[tuple[CaseCard, Reading | None]]:
    """Open cases that were given to this person, soonest due first; those without a clock last."""
    if actor.person_id is None:
        return []
    given = cases_visible_to(actor, day).filter(assigned_to_id=actor.person_id, closed_on__isnull=True)
    return _soonest_first(list(given), day)


def given_to_nobody(actor: Actor, day: date, limit: int = 15) -> list[tuple[CaseCard, Reading | None]]:
    """Open requests of the clerk's own bodies that nobody has taken yet, those that came first first."""
    own = actor.bodies_as(Role.REQUEST_CLERK)
    if not own:
        return []
    open_ones = cases_visible_to(actor, day).filter(
        kind="request", body__in=own, assigned_to__isnull=True, closed_on__isnull=True
    )
    return _soonest_first(list(open_ones.order_by("submitted_on", "pk")[:limit]), day)


def _soonest_first(found: list[Case], day: date) -> list[tuple[CaseCard, Reading | None]]:
    shown = readings(found, day)
    rows = [(card, shown.get(card.id)) for card in cards(found)]
    return sorted(rows, key=lambda row: ((row[1].due if row[1] else None) or date.max, row[0].id))


def handlers_of(body_id: int, day: date) -> list[tuple[int, str]]:
    """(person, name) of those with a part in the body's cases."""
    found = {
        person.id: person.name
        for role in policy.ASSIGNEES
        for person in organisations.holders(role, [body_id], day)
    }
    return sorted(found.items(), key=lambda pair: pair[1])
