"""The sample city's bodies, people and registers, entered through the same verbs as real ones."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.core.organisation_codes import credit_code_check_digit
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.actions import BodyFacts, OfficeFacts
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.project.demo.figures import Share, spread
from gongkai.project.demo.ground import DATA, ENTERED, FOUNDED, IN_OFFICE_FROM, SET_UP, YEAR, done, together
from gongkai.project.demo.staff import Desk, desk_of, person, register_organs

KINDS = ("county", "zone", "committee", "department")
CITY_WEIGHT = 10

_LEVEL_AND_KIND = {
    "county": ("county", "government"),
    "zone": ("county", "zone_committee"),
    "committee": ("county", "zone_committee"),
    "department": ("city", "department"),
}


@dataclass(frozen=True, slots=True)
class SampleBody:
    """A body of the sample as entered: identifier, spreading share, and who fills in, who reviews,
    who handles cases."""

    id: int
    share: Share
    name: str
    short_name: str
    clerk: int
    reviewer: int
    desk: Desk


@dataclass(frozen=True, slots=True)
class SampleCity:
    """The city as entered: its own body first, then the 64 that report to it."""

    province: int
    city: SampleBody
    bodies: tuple[SampleBody, ...]
    officer: int

    @property
    def everyone(self) -> tuple[SampleBody, ...]:
        return (self.city, *self.bodies)


def declared() -> dict[str, Any]:
    """The sample's bodies as written down."""
    return tomllib.loads((DATA / "bodies.toml").read_text(encoding="utf-8"))


@together()
def enter_city() -> SampleCity:
    """Province, city, the 64 bodies and their people."""
    names = declared()
    province = _found(names["province"], "province", "government", None, 0)
    city_id = _found(names["city"], "city", "government", province, 0)
    city = _staffed(city_id, names["city"], Share(names["city"]["code"], "city", CITY_WEIGHT))
    bodies = tuple(_enter_bodies(names, city_id))
    officer = person("gongkaiban", "政务公开办（示例）", city_id, Role.CITY_OFFICE)
    person("shengbanguancha", "省办观察员（示例）", province, Role.PROVINCE_OBSERVER)
    person("shenji", "审计员（示例）", city_id, Role.AUDITOR)
    return SampleCity(province, city, bodies, officer)


def _enter_bodies(names: Mapping[str, Any], city_id: int) -> Iterator[SampleBody]:
    order = 0
    for kind in KINDS:
        level, body_kind = _LEVEL_AND_KIND[kind]
        for entry in names[kind]:
            order += 1
            body = _found(entry, level, body_kind, city_id, order)
            yield _staffed(body, entry, Share(entry["code"], kind, entry["weight"]))


def _found(entry: Mapping[str, Any], level: str, kind: str, parent: int | None, order: int) -> int:
    facts = BodyFacts(
        name=entry["name"],
        short_name=entry["short_name"],
        level=level,
        kind=kind,
        parent=parent,
        reports_to_parent=parent is not None and level != "province",
        division_code=entry.get("division_code", ""),
        credit_code=entry.get("credit_code") or _credit_code(order),
        order=order,
    )
    return done(
        organisations.found_body(actor=SYSTEM, now=SET_UP, code=entry["code"], facts=facts, on=FOUNDED)
    )


def _credit_code(order: int) -> str:
    """A code with the right check digit, of an impossible region; none for who publishes nothing."""
    if not order:
        return ""
    first = f"11990000{order + 1:09d}"  # the city has the first
    return first + credit_code_check_digit(first)


def _staffed(body: int, entry: Mapping[str, Any], share: Share) -> SampleBody:
    """At least two people for each thing, so that nobody reviews his own work."""
    short = entry["short_name"]
    clerk = person(
        f"{share.code}-tianbao",
        f"{short}填报人（示例）",
        body,
        Role.STATISTICS_CLERK,
        Role.BODY_ADMINISTRATOR,
    )
    reviewer = person(f"{share.code}-shenhe", f"{short}审核人（示例）", body, Role.REVIEWER)
    register_organs(body, dict(entry), share.kind)
    desk = desk_of(body, share.code, short, reviewer)
    return SampleBody(body, share, entry["name"], short, clerk, reviewer, desk)


@together()
def enter_registers(body: SampleBody, figures: Mapping[str, int]) -> None:
    """Funds, meetings and courses, so that the counts give `figures`."""
    if figures["12.4"]:
        done(
            organisations.register_fund(
                actor=SYSTEM, now=ENTERED, body_id=body.id, year=YEAR, fen=figures["12.4"],
                purpose="政府信息公开专项经费（示例）",
            )
        )  # fmt: skip
    for number in range(figures["13.1"]):
        done(
            organisations.register_meeting(
                actor=SYSTEM, now=ENTERED, body_id=body.id, on=_day(number, figures["13.1"]),
                title=f"{body.short_name}政务公开工作会议（示例{number + 1}）",
            )
        )  # fmt: skip
    trainees = spread(figures["13.3"], [1] * figures["13.2"]) if figures["13.2"] else []
    for number, count in enumerate(trainees):
        done(
            organisations.register_course(
                actor=SYSTEM, now=ENTERED, body_id=body.id, on=_day(number, len(trainees)),
                title=f"{body.short_name}政务公开培训班（示例{number + 1}）", trainees=count,
            )
        )  # fmt: skip


@together()
def enter_offices(body: SampleBody, figures: Mapping[str, int]) -> None:
    """Offices with their staff, so that the counts give `figures`."""
    offices, full_time, part_time = figures["12.1"], figures["12.3.1"], figures["12.3.2"]
    shares = [1] * offices
    if not offices:
        return
    entered = done(
        organisations.register_offices(
            actor=SYSTEM, now=SET_UP, body_id=body.id, valid_from=IN_OFFICE_FROM,
            offices=[_office(body, number) for number in range(1, offices + 1)],
        )
    )  # fmt: skip
    staff = zip(spread(full_time, shares), spread(part_time, shares), strict=True)
    done(
        organisations.set_staffing_of(
            actor=SYSTEM, now=SET_UP, staff=dict(zip(entered, staff, strict=True)), valid_from=IN_OFFICE_FROM
        )
    )


def _office(body: SampleBody, number: int) -> OfficeFacts:
    return OfficeFacts(
        name=f"{body.short_name}政府信息公开工作机构（示例{number}）", address=f"示例路{number}号",
        phone="0000-0000000", office_hours="工作日 9:00—12:00，13:30—17:00",
    )  # fmt: skip


def _day(number: int, of: int) -> date:
    """Days spread evenly over the year."""
    return date.fromordinal(date(YEAR, 1, 10).toordinal() + number * 340 // max(of, 1))
