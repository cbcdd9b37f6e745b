"""How the interpretation of a document stands: duty, plan, material (`core.publishing.interpretation`)."""

from collections.abc import Collection
from datetime import date

from gongkai.core.publishing.interpretation import (
    Duty,
    Element,
    Form,
    Material,
    Plan,
    duty_of,
    material_problems,
    plan_problems,
    release_problems,
)
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.ledger.verbs import Refused
from gongkai.publishing import law
from gongkai.publishing.models import Document, Edition, InterpretationPlan, Relation
from gongkai.publishing.policy import refused

INTERPRETS = "interprets"
READY = ("ready", "released")


def duty(document: Document, formed_on: date) -> Duty:
    """Whether the document needs an interpretation, by rule or because a ground was ticked."""
    return duty_of(law.interpretation(), document.kind, formed_on, document.interpretation_ground)


def how(needed: bool) -> str:
    """The document's column: with the document, or later where a local rule allows it."""
    if not needed:
        return ""
    return "later" if law.interpretation().lag_workdays else "together"


def plan_of(document: Document) -> Plan | None:
    row = InterpretationPlan.objects.filter(document=document).first()
    if row is None:
        return None
    forms = tuple(Form(each) for each in row.forms)
    return Plan(row.outline, forms, tuple(row.channels), row.on, row.interpreter)


def material_editions(document: Document) -> list[Edition]:
    """The newest edition of each document that interprets this one, but for discarded ones."""
    sources = Relation.objects.filter(to=document, kind=INTERPRETS).values("document")
    rows = Edition.objects.filter(document__in=sources).exclude(state="discarded")
    newest = rows.order_by("document_id", "-number").distinct("document_id")
    return list(newest.select_related("document"))


def materials(document: Document, ready: Collection[str] = READY) -> tuple[Material, ...]:
    return tuple(
        Material(
            each.title,
            Form(each.form or Form.TEXT),
            tuple(Element(name) for name in each.elements),
            each.state in ready,
        )
        for each in material_editions(document)
    )


def not_planned(document: Document, formed_on: date) -> Refused | None:
    """What the plan lacks before the document goes on its way (不予收文)."""
    if not duty(document, formed_on).needed:
        return None
    return refused(plan_problems(law.interpretation(), plan_of(document)), "interpretation")


def not_ready_to_sign(document: Document) -> Refused | None:
    """Before signing the material must have come as far as its own signature: 同步审签."""
    rules, plan = law.interpretation(), plan_of(document)
    lacking = plan_problems(rules, plan)
    if lacking or plan is None:
        return refused(lacking, "interpretation")
    if rules.lag_workdays:
        return None
    problems = material_problems(rules, plan, materials(document, ("to_sign", *READY)))
    return refused(problems, "interpretation")


def not_ready_to_release(document: Document, formed_on: date, on: date) -> Refused | None:
    """What is missing for a release on that day."""
    owed = duty(document, formed_on)
    if not owed.needed:
        return None
    problems = release_problems(
        law.interpretation(), owed, plan_of(document), materials(document), on,
        current_calendar(),
    )  # fmt: skip
    return refused(problems, "interpretation")
