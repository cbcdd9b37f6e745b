"""A reporting year of any size, put straight into the tables: figures of submitted and accepted returns.

The verbs are not what is measured here; the sums over what they leave behind are.
"""

from datetime import date, datetime

from gongkai.core.forms import Kind
from gongkai.foundation import rulebook
from gongkai.foundation.organisations import actions
from gongkai.foundation.organisations.actions import BodyFacts
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.reporting.models import Figure, ReportingYear, Return, Submission

FOUNDED = date(2010, 1, 1)


def build(*, name: str, bodies: int, year: int, now: datetime) -> int:
    """A parent with `bodies` accepted returns of all cells of the year's form. Gives the parent's return."""
    form = rulebook.form_for(year)
    parent = found(name, None, 0, now)
    opening = ReportingYear.objects.create(
        year=year,
        form=form.code,
        root_id=parent,
        tree_day=date(year, 12, 31),
        opened_at=now,
        opened_by="bench",
    )
    common = {"reporting_year": opening, "year": year, "state_since": now}
    top = Return.objects.create(body_id=parent, **common)
    ids = [found(f"{name}-{number}", parent, number, now) for number in range(bodies)]
    children = Return.objects.bulk_create(
        Return(body_id=body, parent=top, ancestors=[parent], order=number, **common)
        for number, body in enumerate(ids)
    )
    submissions = Submission.objects.bulk_create(
        Submission(
            of=child, number=1, version=1, at=now, by="bench", ledger_position=0, own={},
            rule_version=rulebook.rule_version(),
        )
        for child in children
    )  # fmt: skip
    codes = [code for code, spec in form.cells.items() if spec.kind is not Kind.HEADING]
    for submission in submissions:
        Figure.objects.bulk_create(
            Figure(submission=submission, code=code, state="number", value=number % 17)
            for number, code in enumerate(codes)
        )
    for child, submission in zip(children, submissions, strict=True):
        child.state, child.accepted, child.latest = "accepted", submission, submission
    Return.objects.bulk_update(children, ["state", "accepted", "latest"], batch_size=500)
    return top.pk


def found(code: str, parent: int | None, order: int, now: datetime) -> int:
    """A body through the verb, at the top or below `parent`."""
    facts = BodyFacts(
        name=f"基准{code}", parent=parent, order=order,
        level="city" if parent else "province", kind="department" if parent else "government",
    )  # fmt: skip
    made = actions.found_body(actor=SYSTEM, now=now, code=code, facts=facts, on=FOUNDED)
    assert isinstance(made, int), made
    return made
