"""What a draw is made of: the declared libraries of objects and inspectors, and the file anybody repeats it
from.

A field that names `random_draw` keeps its libraries and results in data sets told apart by their columns.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from gongkai.core.disclosure.logic import Logic, columns
from gongkai.core.disclosure.logic.draw import (
    Assignment,
    Candidate,
    Commitment,
    Draw,
    Inspector,
    Plan,
    Pool,
)
from gongkai.core.disclosure.schema import DataSet
from gongkai.core.disclosure.verify.draw import DrawFile, content_of
from gongkai.disclosure import declared, models
from gongkai.disclosure.models import DrawState, Row
from gongkai.foundation.organisations import queries as organisations

_OBJECTS, _INSPECTORS, _RESULTS = columns.NEEDS[Logic.RANDOM_DRAW]


@dataclass(frozen=True, slots=True)
class Libraries:
    """The data sets of one field that draws."""

    objects: DataSet
    inspectors: DataSet
    results: DataSet


def libraries(day: date) -> Libraries | None:
    """Those of the first field in force that has all three; None where no field draws."""
    for field in declared.fields().on(day):
        drawing = [each for each in field.data if Logic.RANDOM_DRAW in each.logic]
        found = [
            next((each for each in drawing if needed <= set(each.names)), None)
            for needed in (_OBJECTS, _INSPECTORS, _RESULTS)
        ]
        objects, inspectors, results = found
        if objects is not None and inspectors is not None and results is not None:
            return Libraries(objects, inspectors, results)
    return None


def lines(known: Libraries, bodies: frozenset[int]) -> list[str]:
    """The fields of enforcement that the bodies' objects are listed under."""
    rows = Row.objects.filter(data_set=known.objects.name, valid_to__isnull=True, body__in=bodies)
    return sorted({str(each) for each in rows.values_list("content__line", flat=True).distinct()})


def candidates(known: Libraries, bodies: frozenset[int], line: str) -> tuple[Candidate, ...]:
    """The bodies' objects of the line, as they stand."""
    return tuple(columns.candidate(each) for each in _standing(known.objects, bodies, content__line=line))


def inspectors(known: Libraries, bodies: frozenset[int]) -> tuple[Inspector, ...]:
    """The bodies' inspectors of all lines, as they stand."""
    return tuple(columns.inspector(each) for each in _standing(known.inspectors, bodies))


def _standing(data_set: DataSet, bodies: frozenset[int], **more: Any) -> Iterator[Mapping[str, object]]:
    rows = Row.objects.filter(data_set=data_set.name, valid_to__isnull=True, body__in=bodies, **more)
    yield from rows.order_by("key").values_list("content", flat=True)


def plan_of(draw: models.Draw) -> Plan:
    return Plan(draw.title, draw.line, draw.wanted, draw.team, draw.most)


def pool_of(draw: models.Draw) -> Pool:
    """The pool again from the text that was committed to."""
    content = json.loads(draw.pool)
    return Pool(
        Plan(**content["plan"]),
        tuple(Candidate(**each) for each in content["candidates"]),
        tuple(
            Inspector(each["number"], tuple(each["lines"]), tuple(each["avoids"]))
            for each in content["inspectors"]
        ),
    )


def commitment_of(draw: models.Draw) -> Commitment:
    at = timezone.localtime(draw.committed_at).isoformat(timespec="seconds")
    return Commitment(draw.list_digest, draw.share_digest, draw.public_source, at)


def result_row(draw: models.Draw, code: str, row: Mapping[str, Any], day: date) -> dict[str, Any]:
    """The row of the results: what the draw knows by itself, and what was typed."""
    names = {each.code: each.name for each in pool_of(draw).candidates}
    teams = {each: team for each, team, _short in draw.found}
    known = {
        "draw": draw.code, "item": draw.item, "credit_code": code, "title": names.get(code, ""),
        "body": organisations.latest_bodies([draw.body_id])[draw.body_id].code,
        "inspectors": "、".join(teams.get(code, ())),
    }  # fmt: skip
    columns = declared.data_set(draw.results_set, day).names
    return {**row, **{name: said for name, said in known.items() if name in columns and said}}


def file_of(draw: models.Draw, operator: str) -> dict[str, Any]:
    """The file of a draw that was made, for `gongkai draw verify`."""
    assert draw.state == DrawState.DRAWN
    assert draw.value_at is not None
    assert draw.drawn_at is not None
    found = Draw(draw.key, tuple(Assignment(code, tuple(team), short) for code, team, short in draw.found))
    return content_of(
        DrawFile(
            pool_of(draw), commitment_of(draw), draw.share, draw.public_value, _said(draw.value_at),
            _said(draw.drawn_at), operator, found,
        )
    )  # fmt: skip


def _said(at: Any) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")
