"""Requests like this one: sent twice, by the same person before, or about the same thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import QuerySet

from gongkai.casework.models import Applicant, Application, Case, CaseKind
from gongkai.casework.queries.cards import CaseCard, cards
from gongkai.casework.queries.cases import bodies_seen_by, case_visible_to, cases_visible_to
from gongkai.casework.queries.rarity import rarest
from gongkai.foundation.organisations.roles import Actor

_LEAST = 0.3  # share of common bigrams below which two texts are not alike


@dataclass(frozen=True, slots=True)
class Alike:
    """Another request. `share`: twice the common bigrams over the sum of both (1.0: the same text)."""

    card: CaseCard
    share: float
    same_text: bool
    same_person: bool


def duplicates(actor: Actor, case_id: int, day: date) -> list[CaseCard]:
    """The same person's requests with the same text at the same body: most likely sent twice."""
    case = case_visible_to(actor, case_id, day)
    return cards(_same_text(case, _same_person(actor, case, day)))


def of_the_same_person(actor: Actor, case_id: int, day: date, limit: int = 20) -> list[CaseCard]:
    """What the same applicant asked the bodies the person sees, newest first."""
    case = case_visible_to(actor, case_id, day)
    return cards(_same_person(actor, case, day).order_by("-submitted_on", "-pk")[:limit])


def alike(actor: Actor, case_id: int, day: date, limit: int = 10) -> list[Alike]:
    """Requests with much the same words, best first, among those the person sees."""
    case = case_visible_to(actor, case_id, day)
    application = Application.objects.filter(case=case).first()
    if application is None or not application.grams:
        return []
    shares = _shares(application.grams, bodies_seen_by(actor, day), case_id, limit)
    found = {card.id: card for card in cards(Case.objects.filter(pk__in=shares))}
    people = set(_same_person(actor, case, day).filter(pk__in=shares).values_list("pk", flat=True))
    texts = set(_same_text(case, Case.objects.filter(pk__in=shares)).values_list("pk", flat=True))
    return [Alike(found[pk], share, pk in texts, pk in people) for pk, share in shares.items()]


def _same_person(actor: Actor, case: Case, day: date) -> QuerySet[Case]:
    key = Applicant.objects.filter(case=case).values_list("person_key", flat=True).first()
    seen = cases_visible_to(actor, day).filter(kind=CaseKind.REQUEST).exclude(pk=case.pk)
    return seen.filter(applicant__person_key=key) if key else seen.none()


def _same_text(case: Case, among: QuerySet[Case]) -> QuerySet[Case]:
    key = Application.objects.filter(case=case).values_list("text_key", flat=True).first()
    return among.filter(body_id=case.body_id, application__text_key=key) if key else among.none()


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
