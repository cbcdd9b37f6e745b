"""Figures over cases for a period as of any day: what the office knew then of what had happened by then."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import make_aware

from gongkai.casework.models import ApplicantType, ChallengeGroup
from gongkai.casework.models.cases import ChannelLabel
from gongkai.casework.queries.cases import bodies_seen_by
from gongkai.core.challenge_results import Result
from gongkai.core.counts import CountRow, Period, family_and_key
from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger import counting
from gongkai.foundation.ledger.chain import position_before
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.rulebook import current

_TIME = {
    "on_time": N_("按时办结"),
    "extended": N_("延期后按时办结"),
    "late": N_("逾期办结"),
    "extended_late": N_("延期后仍逾期办结"),
}
_RESULT = {
    Result.UPHELD: N_("结果维持"),
    Result.CORRECTED: N_("结果纠正"),
    Result.OTHER: N_("其他结果"),
}
_PENDING = N_("尚未审结")
_FAMILIES = (
    "requests_received", "requests_carried_in", "requests_closed", "requests_carried_out",
    "requests_by_channel", "requests_by_time", "challenges_closed", "challenges_pending",
)  # fmt: skip
_FEES = "request_fees"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `names` of the counts it is the sum of, by which it opens to its cases."""

    label: Message
    names: tuple[str, ...]
    value: int


@dataclass(frozen=True, slots=True)
class Section:
    title: Message
    figures: tuple[Figure, ...]

    @property
    def total(self) -> int:
        return sum(each.value for each in self.figures)


@dataclass(frozen=True, slots=True)
class Overview:
    """`on_time_rate`: of the requests closed in the period, how many within the law's or the extended period,
    in thousandths; None where none was closed. `fees_fen`: money paid."""

    period: Period
    position: int
    bodies: tuple[int, ...]
    sections: tuple[Section, ...]
    on_time_rate: int | None
    fees_fen: int


def position_on(day: date) -> int:
    """The ledger's position at the end of a day; 0 before the first event."""
    return position_before(make_aware(datetime.combine(day + timedelta(days=1), time.min)))


def overview(
    actor: Actor, body_ids: Collection[int], period: Period, day: date, position: int | None = None
) -> Overview:
    """The period's figures, summed over those of `body_ids` the person sees. `position`: as of that point of
    the ledger; by default everything known."""
    seen = visible_bodies(actor, body_ids, day)
    at = position_on(day) if position is None else position
    sums = _sums((*_FAMILIES, _FEES), seen, period, at)
    return Overview(
        period, at, seen, tuple(_sections(sums)), _rate(sums["requests_by_time"]), sums[_FEES].get("", 0)
    )


def rows_behind(
    actor: Actor, names: Iterable[str], body_ids: Collection[int], period: Period, day: date, position: int
) -> list[CountRow]:
    """The cases behind a figure, those of bodies the person sees."""
    asked = tuple(names)
    seen = visible_bodies(actor, body_ids, day)
    return [row for body in seen for row in counting.rows_of(asked, body, period, position)]


def visible_bodies(actor: Actor, body_ids: Collection[int], day: date) -> tuple[int, ...]:
    """Those of the bodies whose cases the person sees, in the order given."""
    if actor.is_system:
        return tuple(body_ids)
    seen = bodies_seen_by(actor, day)
    return tuple(body for body in body_ids if body in seen)


def _sums(
    names: Collection[str], bodies: Collection[int], period: Period, position: int
) -> dict[str, dict[str, int]]:
    """Of all bodies together, by count and key. One statement."""
    sums: dict[str, dict[str, int]] = {}
    for name, figures in counting.of_all(names, bodies, period, position).items():
        of = sums[name] = {}
        for (key, _), amount in figures.items():
            of[key] = of.get(key, 0) + amount
    return sums


def _sections(sums: Mapping[str, Mapping[str, int]]) -> Iterable[Section]:
    types = {each.value: Message(str(each.label)) for each in ApplicantType}
    channels = {each.value: Message(str(each.label)) for each in ChannelLabel}
    for name, title in (
        ("requests_received", N_("本期新收申请")),
        ("requests_carried_in", N_("上期结转申请")),
    ):
        yield _by_key(title, name, sums[name], types)
    yield _by_key(N_("收到方式"), "requests_by_channel", sums["requests_by_channel"], channels)
    yield Section(Message(N_("办理结果")), tuple(_outcomes(sums["requests_closed"])))
    times = {key: Message(said) for key, said in _TIME.items()}
    yield _by_key(N_("办结时间"), "requests_by_time", sums["requests_by_time"], times)
    yield _by_key(N_("结转下期"), "requests_carried_out", sums["requests_carried_out"], types)
    for group in ChallengeGroup:
        yield Section(Message(str(group.label)), tuple(_results(group.value, sums)))


def _by_key(title: str, family: str, sums: Mapping[str, int], labels: Mapping[str, Message]) -> Section:
    figures = (Figure(said, (f"{family}[{key}]",), sums.get(key, 0)) for key, said in labels.items())
    return Section(Message(title), tuple(figures))


def _outcomes(sums: Mapping[str, int]) -> Iterable[Figure]:
    """Each outcome that occurred, in the order of its list, whatever the applicant's type."""
    for rules in current().request_outcomes:
        for outcome in rules.outcome:
            keys = [f"{rules.regime}.{outcome.code}.{applicant}" for applicant in ApplicantType.values]
            names = tuple(f"requests_closed[{key}]" for key in keys)
            value = sum(sums.get(key, 0) for key in keys)
            if value:
                yield Figure(Message(outcome.title), names, value)


def _results(group: str, sums: Mapping[str, Mapping[str, int]]) -> Iterable[Figure]:
    for result, said in _RESULT.items():
        key = f"{group}.{result.value}"
        yield Figure(Message(said), (f"challenges_closed[{key}]",), sums["challenges_closed"].get(key, 0))
    pending = sums["challenges_pending"].get(group, 0)
    yield Figure(Message(_PENDING), (f"challenges_pending[{group}]",), pending)


def _rate(times: Mapping[str, int]) -> int | None:
    closed = sum(times.values())
    kept = times.get("on_time", 0) + times.get("extended", 0)
    return 1000 * kept // closed if closed else None


def label_of(name: str) -> str:
    """The title of the count a figure's name belongs to."""
    return counting.COUNTS.declared(family_and_key(name)[0]).title
