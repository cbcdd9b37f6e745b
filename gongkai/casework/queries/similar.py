"""Requests like this one: sent twice, by the same person before, or about the same thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import QuerySet

from gongkai.casework.models import Case, CaseKind
from gongkai.casework.queries.cards import CaseCard, cards
from gongkai.casework.queries.cases import bodies_seen_by, case_with_its_people, cases_visible_to
from gongkai.casework.queries.rarity import rarest
from gongkai.foundation.ledger.remembering import remembered
from gongkai.foundation.organisations.roles import Actor

_NEWEST = 20
_LEAST = 0.3  # share of common bigrams below which two texts are not alike


@dataclass(frozen=True, slots=True)
class Alike:
    """Another request. `share`: twice the common bigrams over the sum of both (1.0: the same text)."""

    card: CaseCard
    share: float
    same_text: bool
    same_person: bool


@dataclass(frozen=True, slots=True)
class _Marks:
    """By what a request is compared; empty where it lacks the thing."""

    body: int
    person_key: str
    text_key: str
    grams: tuple[int, ...]


_RESTS_ON = ("case", "applicant", "application", "body_version", "succession")


def duplicates(actor: Actor, case_id: int, day: date) -> list[CaseCard]:
    """The same person's requests with the same text at the same body: most likely sent twice."""
    marks = _marks(actor, case_id, day)
    if not (marks.person_key and marks.text_key):
        return []
    newest = _newest_of_the_same_person(actor, case_id, day, _NEWEST)
    if len(newest) < _NEWEST:  # there are no others
        return cards(case for case in newest if _same_text(marks, case))
    return cards(
        _same_person(actor, case_id, day).filter(body_id=marks.body, application__text_key=marks.text_key)
    )


def of_the_same_person(actor: Actor, case_id: int, day: date, limit: int = _NEWEST) -> list[CaseCard]:
    """What the same applicant asked the bodies the person sees, newest first."""
    return cards(_newest_of_the_same_person(actor, case_id, day, limit))


@remembered(*_RESTS_ON)
def _newest_of_the_same_person(actor: Actor, case_id: int, day: date, limit: int) -> tuple[Case, ...]:
    return tuple(_same_person(actor, case_id, day).order_by("-submitted_on", "-pk")[:limit])


@remembered(*_RESTS_ON)
def alike(actor: Actor, case_id: int, day: date, limit: int = 10) -> list[Alike]:
    """Requests with much the same words, best first, among those the person sees."""
    marks = _marks(actor, case_id, day)
    if not marks.grams:
        return []
    shares = _shares(marks.grams, bodies_seen_by(actor, day), case_id, limit)
    others = Case.objects.filter(pk__in=shares).select_related("applicant", "application")
    found = {case.pk: case for case in others}
    shown = {card.id: card for card in cards(found.values())}
    return [
        Alike(shown[pk], share, _same_text(marks, found[pk]), _by_same_person(marks, found[pk]))
        for pk, share in shares.items()
    ]


def _marks(actor: Actor, case_id: int, day: date) -> _Marks:
    """Raises NoSuchCaseError."""
    case = case_with_its_people(actor, case_id, day)
    applicant, application = getattr(case, "applicant", None), getattr(case, "application", None)
    return _Marks(
        case.body_id,
        applicant.person_key if applicant else "",
        application.text_key if application else "",
        tuple(application.grams or ()) if application else (),
    )


def _same_person(actor: Actor, case_id: int, day: date) -> QuerySet[Case]:
    key = _marks(actor, case_id, day).person_key
    seen = cases_visible_to(actor, day).filter(kind=CaseKind.REQUEST).exclude(pk=case_id)
    return (seen.filter(applicant__person_key=key) if key else seen.none()).select_related(
        "applicant", "application"
    )


def _same_text(marks: _Marks, other: Case) -> bool:
    application = getattr(other, "application", None)
    return application is not None and (other.body_id, application.text_key) == (marks.body, marks.text_key)


def _by_same_person(marks: _Marks, other: Case) -> bool:
    applicant = getattr(other, "applicant", None)
    return applicant is not None and bool(marks.person_key) and applicant.person_key == marks.person_key


_ALIKE = """
WITH candidate AS (
    SELECT application.case_id, application.grams
    FROM casework_application AS application JOIN casework_case AS the_case ON the_case.id = case_id
    WHERE application.grams && %(rare)s::int[] AND the_case.kind = %(kind)s
        AND the_case.body_id = ANY (%(bodies)s::bigint[]) AND the_case.id <> %(case)s
), measured AS (
    SELECT case_id, 2.0 * (
        SELECT count(*) FROM unnest(grams) AS own(gram) WHERE gram = ANY (%(all)s::int[])
    ) / (cardinality(grams) + %(count)s) AS share
    FROM candidate
)
SELECT case_id, share::float FROM measured WHERE share >= %(least)s
ORDER BY share DESC, case_id DESC LIMIT %(limit)s
"""


def _shares(grams: Sequence[int], bodies: frozenset[int], case_id: int, limit: int) -> dict[int, float]:
    """The cases most alike and their share. Candidates share one of the text's rarest bigrams."""
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, {
            "rare": rarest(grams, "casework_application"), "all": list(grams), "count": len(grams),
            "kind": CaseKind.REQUEST, "bodies": sorted(bodies), "case": case_id, "least": _LEAST,
            "limit": limit,
        })  # fmt: skip
        return dict(cursor.fetchall())
