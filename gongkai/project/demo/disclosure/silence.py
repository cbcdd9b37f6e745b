"""What the bodies state instead of rows: that the city publishes for them, that a period had nothing. Two
counties and a department say nothing, and the boards show what is missing."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.core.disclosure.bodies import Bodies, Body
from gongkai.core.disclosure.schema import DataSet
from gongkai.core.disclosure.timing import TimingKind
from gongkai.disclosure import actions
from gongkai.foundation.organisations import queries
from gongkai.project.demo.city import SampleBody
from gongkai.project.demo.disclosure.batches import working_day
from gongkai.project.demo.disclosure.guarded import WITHOUT
from gongkai.project.demo.disclosure.placed import WITHOUT_DEALS
from gongkai.project.demo.ground import FOUNDED, IN_OFFICE_FROM, YEAR, done, moment, together

SILENT = {"mengyin", "linshu", "tyj"}
"""Bodies that neither publish nor state anything."""

_HARVESTS = (range(24, 37), range(40, 52))
"""The weeks in which grain is bought; in the others the bureau states that none was."""

NOTHING = (
    *(("grain_purchase", "lsj", f"{YEAR}-W{week:02d}")
      for week in range(1, 53) if not any(week in each for each in _HARVESTS)),
    *(("accidents", "ajj", f"{YEAR}-{month:02d}") for month in WITHOUT),
    *(("land_deals", "gtj", f"{YEAR}-{month:02d}") for month in WITHOUT_DEALS),
    ("eia_approvals", "yinan", f"{YEAR}-10"), ("accidents", "yinan", f"{YEAR}-10"),
    ("accidents", "yinan", f"{YEAR}-11"), ("food_samples", "yinan", f"{YEAR}-10"),
)  # fmt: skip
"""Zero returns: data set, body, period."""

_STATED = 6
_BY_THE_CITY = "由市级主管部门统一公布（示例）"
_NO_SUCH_DUTY = "本单位没有这项职责（示例）"
_ELSEWHERE = "其余各月的读数在原系统公布（示例）"
_TAGS: Mapping[str, frozenset[str]] = {
    "city": frozenset({"city", "government"}),
    "county": frozenset({"county", "government"}),
    "zone": frozenset({"county", "zone_committee"}),
    "committee": frozenset({"county", "zone_committee"}),
    "department": frozenset({"city", "department"}),
}


@dataclass(frozen=True, slots=True)
class Said:
    """That a data set does not apply to a body, for good."""

    data_set: str
    body: str
    reason: str


def not_applicable(
    data_sets: Iterable[DataSet], bodies: Iterable[SampleBody], publishing: Collection[tuple[str, str]]
) -> Iterator[Said]:
    """For every body that owes a data set by periods and has no part in it. `publishing`: (data set, body)
    of all that goes out."""
    shares = {each.share.code: each.share for each in bodies}
    owing = Bodies(Body(code, _TAGS[share.kind], FOUNDED) for code, share in shares.items())
    for data_set in data_sets:
        if data_set.streams:
            yield from (Said(data_set.name, body, _ELSEWHERE) for body in data_set.owed_by if body in shares)
        elif _is_regular(data_set):
            for code in owing.owing(data_set.owed_by, IN_OFFICE_FROM):
                if (data_set.name, code) not in publishing and code not in SILENT:
                    kind = shares[code].kind
                    reason = _NO_SUCH_DUTY if kind in ("department", "city") else _BY_THE_CITY
                    yield Said(data_set.name, code, reason)


def _is_regular(data_set: DataSet) -> bool:
    cadence = data_set.cadence
    return cadence.timing.kind is TimingKind.CALENDAR or cadence.zero_return is not None


def _after(period: str) -> date:
    """When nothing is stated for it: on the Friday of a week, a week into the month after a month."""
    if "-W" in period:
        year, week = map(int, period.split("-W"))
        return date.fromisocalendar(year, week, 5)
    year, number = map(int, period.split("-"))
    return working_day(date(year + number // 12, number % 12 + 1, _STATED))


@together()
def state(said: Iterable[Said], bodies: Mapping[str, SampleBody]) -> int:
    """Enter the statements, said on the year's first working day, and the zero returns; how many."""
    first = date(YEAR, 1, 3)
    actors = {code: queries.actor_for(body.reviewer, first) for code, body in bodies.items()}
    statements = list(said)
    for each in statements:
        done(
            actions.not_applicable(
                actor=actors[each.body], now=moment(first, 10), body_id=bodies[each.body].id,
                data_set=each.data_set, reason=each.reason, is_sample=True,
            )
        )  # fmt: skip
    for data_set, code, period in NOTHING:
        done(
            actions.state_nothing(
                actor=actors[code], now=moment(_after(period), 10), body_id=bodies[code].id,
                data_set=data_set, period=period, reason="本期没有（示例）", is_sample=True,
            )
        )  # fmt: skip
    return len(statements) + len(NOTHING)
