"""A return as a report: its wording, the office's paragraphs, and figures of other years and bodies."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from gongkai.core.cells import Cell, State
from gongkai.core.report import Report, Wording, compose, read_wording
from gongkai.foundation import rulebook
from gongkai.foundation.organisations.values import BodyOnDay
from gongkai.foundation.rulebook.book import RULES, declarations
from gongkai.reporting.bodies import bodies_of
from gongkai.reporting.figures import Cells, cells_from_json
from gongkai.reporting.models import Figure, FrozenReturn, ReportText, Return


@cache
def wording_of(form_code: str) -> Wording:
    """The declared narrative of a form (rules/returns/text/)."""
    (declaration,) = declarations(RULES, f"returns/text/{form_code}.toml")
    return read_wording(declaration, rulebook.form(form_code))


def texts_of(of: Return) -> dict[str, str]:
    """The newest text of each slot."""
    return {row.slot: row.text for row in ReportText.objects.filter(of=of).order_by("pk")}


def composed(
    of: Return,
    cells: Cells,
    texts: Mapping[str, str],
    *,
    below: Mapping[int, int],
    version: int,
    issued_on: date | None,
) -> Report:
    """The report of `of` with these figures and paragraphs. `below` are submission → return below."""
    form = rulebook.form(of.reporting_year.form)
    earlier = _earlier(of)
    return compose(
        form,
        cells,
        wording=wording_of(form.code),
        body=bodies_of([of])[of.body_id].name,
        year=of.year,
        previous=earlier.pop(of.year - 1, None),
        history=earlier,
        by_body=_by_body(below),
        texts=texts,
        issued_on=issued_on,
        version=version,
    )


def _earlier(of: Return) -> dict[int, Cells]:
    """Newest frozen figures of earlier years that used the same form."""
    rows = (
        FrozenReturn.objects.filter(
            of__body_id=of.body_id, of__year__lt=of.year, of__reporting_year__form=of.reporting_year.form
        )
        .order_by("of__year", "-version")
        .distinct("of__year")
        .values_list("of__year", "figures")
    )
    return {year: cells_from_json(figures) for year, figures in rows}


def _by_body(below: Mapping[int, int]) -> dict[str, Cells]:
    """Figures of the bodies below by their short names, in the bodies' order. Two statements."""
    figures: dict[int, dict[str, Cell]] = {number: {} for number in below}
    rows = Figure.objects.filter(submission_id__in=list(below))
    for number, code, state, value in rows.values_list("submission_id", "code", "state", "value"):
        figures[number][code] = Cell(State(state), value)
    returns = Return.objects.select_related("reporting_year").in_bulk(list(below.values()))
    bodies: dict[int, BodyOnDay] = bodies_of(list(returns.values())) if returns else {}
    labels = {number: bodies[returns[pk].body_id] for number, pk in below.items()}
    ordered = sorted(below, key=lambda number: (labels[number].order, labels[number].id))
    return {labels[number].label: figures[number] for number in ordered}
