"""The sample's standard catalogues as they stand these days: the city's and three counties', side by side in
four fields; one extended because requests showed the need, one change that waits to be decided."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from gongkai.casework.actions import propose_task
from gongkai.casework.queries.cases import cases_visible_to
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.organisations.queries import actor_for
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.project.demo.city import SampleBody, SampleCity
from gongkai.project.demo.ground import DATA, SHANGHAI, done, moment, together
from gongkai.publishing.catalogue import actions
from gongkai.publishing.catalogue.actions import RowChange
from gongkai.publishing.catalogue.facts import Facts

OPENED, WANTED, WAITS = timedelta(days=200), timedelta(days=40), timedelta(days=2)
"""How long ago the catalogues came into force, one of them was extended, another change was proposed."""

_FIRST = "按照标准目录编制本级目录（示例）"
_REVIEWED = "逐项核对，没有要增减的（示例）"
_NOT_COLUMNS = ("only", "differing")
_ASKED_BY = 3  # requests that showed the need

type Catalogues = Mapping[tuple[str, str], int]
"""Numbers of the catalogues, by body and field."""


@together()
def enter_catalogues(city: SampleCity, now: datetime) -> None:
    """Everything up to `now`, by the bodies' own people: proposed by one, decided by another."""
    said = tomllib.loads((DATA / "catalogues.toml").read_text(encoding="utf-8"))
    bodies = {each.share.code: each for each in city.everyone if each.share.code in said["bodies"]}
    today = now.astimezone(SHANGHAI).date()
    catalogues = {
        (body.share.code, field["code"]): _opened(body, field, _workday(today - OPENED))
        for body in bodies.values()
        for field in said["field"]
    }
    _extended(bodies, catalogues, said["wanted"], _workday(today - WANTED))
    _waits(bodies, catalogues, said["waiting"], _workday(today - WAITS))


def _opened(body: SampleBody, field: Mapping[str, Any], day: date) -> int:
    clerk, reviewer = actor_for(body.clerk, day), actor_for(body.reviewer, day)
    catalogue = done(
        actions.open_catalogue(
            actor=clerk, now=moment(day, 9), body_id=body.id, field=field["code"], is_sample=True
        )
    )
    rows = list(rows_of(body, field["row"]))
    change = done(
        actions.propose(actor=clerk, now=moment(day, 10), catalogue_id=catalogue.pk, rows=rows, reason=_FIRST)
    )
    done(actions.approve(actor=reviewer, now=moment(day, 15), change_id=change.pk))
    done(actions.review(actor=reviewer, now=moment(day, 16), catalogue_id=catalogue.pk, reason=_REVIEWED))
    return int(catalogue.pk)


def rows_of(body: SampleBody, rows: Sequence[Mapping[str, Any]]) -> Iterator[RowChange]:
    """The body's rows, numbered in their order, each in its own words where it differs from the others."""
    code = body.share.code
    own = [each for each in rows if code in each.get("only", (code,))]
    for number, each in enumerate(own, start=1):
        said = {name: it for name, it in each.items() if name not in _NOT_COLUMNS}
        said |= each.get("differing", {}).get(code, {})
        told: dict[str, Any] = {name: tuple(it) if isinstance(it, list) else it for name, it in said.items()}
        yield RowChange(None, Facts(number=str(number), **told))


def _extended(
    bodies: Mapping[str, SampleBody], catalogues: Catalogues, said: Mapping[str, Any], day: date
) -> None:
    """As the requests of the same body showed that the row is wanted (《条例》第四十四条)."""
    body = bodies.get(said["body"])
    if body is None:
        return
    task = None
    asked = cases_visible_to(SYSTEM, day).filter(body=body.id, kind="request", is_sample=True)
    cases = list(asked.exclude(outcome="").order_by("-pk").values_list("pk", flat=True)[:_ASKED_BY])
    if cases:
        proposed = propose_task(
            actor=SYSTEM, now=moment(day, 8), body_id=body.id, subject=said["subject"], case_ids=cases, on=day
        )
        task = done(proposed).pk
    change = _proposed(body, catalogues, said, day, task)
    done(actions.approve(actor=actor_for(body.reviewer, day), now=moment(day, 15), change_id=change.pk))


def _waits(
    bodies: Mapping[str, SampleBody], catalogues: Catalogues, said: Mapping[str, Any], day: date
) -> None:
    body = bodies.get(said["body"])
    if body is not None:
        _proposed(body, catalogues, said, day, None)


def _proposed(
    body: SampleBody, catalogues: Catalogues, said: Mapping[str, Any], day: date, task: int | None
) -> Any:
    (row,) = rows_of(body, [said["row"]])
    return done(
        actions.propose(
            actor=actor_for(body.clerk, day), now=moment(day, 10), rows=[row], reason=said["reason"],
            catalogue_id=catalogues[body.share.code, said["field"]], request_task=task,
        )
    )  # fmt: skip


def _workday(day: date) -> date:
    """The next working day after `day`."""
    return current_calendar().add_workdays(day, 1).date
