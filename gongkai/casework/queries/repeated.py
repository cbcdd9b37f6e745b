"""The same thing asked for by several people: what should be published instead of answered again."""

from collections.abc import Collection
from dataclasses import dataclass

from gongkai.casework import law
from gongkai.casework.models import Applicant, Application, Case, CaseKind, ProactiveTask
from gongkai.casework.outreach_rules import outreach_rules
from gongkai.core.outcomes import Contested, NoSuchOutcomeError

_RELEASED = (Contested.GRANTED, Contested.PARTLY_GRANTED)
_SPARSE = 12  # bigrams compared in the index: enough that requests alike share one


@dataclass(frozen=True, slots=True)
class Alike:
    """A request for the same thing. `person_key` tells people apart without saying who they are."""

    case_id: int
    person_key: str


def asked_for_alike(case_id: int) -> tuple[Alike, ...]:
    """Requests of the body that asked for what this one did and got it, this one included; empty if this one
    was not granted. Requests of unknown people are left out, for they may all be the same."""
    case = Case.objects.filter(pk=case_id, kind=CaseKind.REQUEST, erased_at__isnull=True).first()
    application = Application.objects.filter(case=case_id).first()
    if case is None or application is None or not application.grams or not _released(case):
        return ()
    likeness = outreach_rules().proactive.likeness
    grams = set(application.grams)
    found = [
        each.case
        for each in Application.objects.filter(
            case__body_id=case.body_id, case__kind=CaseKind.REQUEST, case__outcome__gt="",
            grams__overlap=_spread(application.grams),
        ).select_related("case")
        if _percent(grams, each.grams) >= likeness and _released(each.case)
    ]  # fmt: skip
    people = Applicant.objects.filter(case__in=found).exclude(person_key="")
    return tuple(Alike(*row) for row in people.order_by("case_id").values_list("case_id", "person_key"))


def task_about(body_id: int, case_ids: Collection[int]) -> ProactiveTask | None:
    """The body's task that already covers one of the cases."""
    for task in ProactiveTask.objects.filter(body_id=body_id).order_by("-pk"):
        if set(task.case_ids) & set(case_ids):
            return task
    return None


def _released(case: Case) -> bool:
    try:
        found = law.outcomes_of(case.received_on or case.submitted_on).find(case.outcome)
    except NoSuchOutcomeError:
        return False
    return found.contested in _RELEASED


def _percent(grams: set[int], others: Collection[int]) -> int:
    together = grams | set(others)
    return 100 * len(grams & set(others)) // len(together) if together else 0


def _spread(grams: list[int]) -> list[int]:
    """A few of the bigrams, evenly over the sorted numbers: as good as chance, and the same each time."""
    step = max(1, len(grams) // _SPARSE)
    return grams[::step]
