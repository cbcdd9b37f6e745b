"""A small city whose bodies keep data sets, and the short steps from a table to what everybody reads."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from gongkai.core.declarations import Declaration
from gongkai.core.disclosure.reading import read_fields
from gongkai.core.disclosure.schema import Fields
from gongkai.core.organisation_codes import credit_code_check_digit
from gongkai.disclosure import actions, declared, loading
from gongkai.disclosure.actions import Given
from gongkai.disclosure.models import Release, Row
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role

DAY = date(2026, 3, 2)
FOUNDED = date(2008, 5, 1)
TREE = {
    "city": ("某市人民政府", "city", "government", None),
    "forestry": ("市林业局", "city", "department", "city"),
    "land": ("市自然资源局", "city", "department", "city"),
}
FINES = Path(__file__).with_name("fines.toml").read_text(encoding="utf-8")
HEAD = "决定书文号\t当事人\t处罚种类\t罚款金额（万元）\t决定日期\t违法事实\n"


def moment(day: date, minutes: int = 0) -> datetime:
    """Nine o'clock of that day in Beijing, and some minutes."""
    return datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC) + timedelta(minutes=minutes)


def fields_of(*texts: str) -> Fields:
    return read_fields([Declaration(text, f"fields/{n}.toml") for n, text in enumerate(texts)])


def fine(number: int, **more: Any) -> dict[str, Any]:
    """A row as a form gives it."""
    return {
        "number": f"样处〔2026〕{number}号", "party": "张小样", "kind": "罚款", "amount": "1.5",
        "decided_on": "2026-02-27", **more,
    }  # fmt: skip


@dataclass
class Office:
    """The bodies by name; verbs with a moment that moves on."""

    bodies: dict[str, int]
    minutes: int = 0

    def at(self, day: date = DAY) -> datetime:
        self.minutes += 1
        return moment(day, self.minutes)

    def person(self, role: Role, body: str = "forestry", name: str = "") -> Actor:
        return Actor(
            f"someone:{body}-{name or role.value}", roles=frozenset({(role.value, self.bodies[body])})
        )

    def person_of(self, role: str, body: str) -> Actor:
        return self.person(Role(role), body)

    def person_named(self, body: str, name: str) -> Actor:
        """Another hat of the same person: a reviewer with the code of, say, the drafter."""
        return self.person(Role.REVIEWER, body, name)

    def writer(self, body: str = "forestry") -> Actor:
        return self.person(Role.DRAFTER, body)

    def reviewer(self, body: str = "forestry") -> Actor:
        return self.person(Role.REVIEWER, body)

    def do(self, verb: Callable[..., Any], actor: Actor, day: date = DAY, **more: Any) -> Any:
        return verb(actor=actor, now=self.at(day), **more)

    def must(self, verb: Callable[..., Any], actor: Actor, day: date = DAY, **more: Any) -> Any:
        done = self.do(verb, actor, day, **more)
        assert done, said(done)
        return done

    def begun(
        self, given: Given, data_set: str = "fines", *, body: str = "forestry", day: date = DAY, **more: Any
    ) -> Release:
        return self.must(
            actions.begin, self.writer(body), day, body_id=self.bodies[body], data_set=data_set,
            way=more.pop("way", "form"), given=given, **more,
        )  # fmt: skip

    def checked(self, given: Given, data_set: str = "fines", *, body: str = "forestry", day: date = DAY,
                **more: Any) -> Release:  # fmt: skip
        release = self.begun(given, data_set, body=body, day=day, **more)
        return self.must(actions.check, self.writer(body), day, release_id=release.pk)

    def submitted(self, given: Given, data_set: str = "fines", *, body: str = "forestry", day: date = DAY,
                  **more: Any) -> Release:  # fmt: skip
        release = self.checked(given, data_set, body=body, day=day, **more)
        return self.must(actions.submit, self.writer(body), day, release_id=release.pk)

    def approved(self, given: Given, data_set: str = "fines", *, body: str = "forestry", day: date = DAY,
                 **more: Any) -> Release:  # fmt: skip
        release = self.submitted(given, data_set, body=body, day=day, **more)
        return self.must(actions.approve, self.reviewer(body), day, release_id=release.pk)

    def out(self, release: Release, *, body: str = "forestry", day: date = DAY) -> Release:
        """From wherever it waits to its release."""
        if release.state == "in_review":
            self.must(actions.approve, self.reviewer(body), day, release_id=release.pk)
        return self.must(actions.release, self.writer(body), day, release_id=release.pk)

    def released(self, given: Given, data_set: str = "fines", *, body: str = "forestry", day: date = DAY,
                 **more: Any) -> Release:  # fmt: skip
        return self.out(self.approved(given, data_set, body=body, day=day, **more), body=body, day=day)


def fresh(release: Release) -> Release:
    return Release.objects.get(pk=release.pk)


def rows(data_set: str = "fines", *, all_versions: bool = False) -> list[Row]:
    found = Row.objects.filter(data_set=data_set).order_by("number", "version")
    return list(found if all_versions else found.filter(valid_to__isnull=True))


def said(refused: Any) -> str:
    return f"{refused.reason} {[(name, str(each)) for name, each in refused.details]}"


def credit_code(serial: int) -> str:
    first = f"11990000{serial:09d}"
    return first + credit_code_check_digit(first)


@pytest.fixture
def fields(monkeypatch: pytest.MonkeyPatch) -> Fields:
    """The declarations of these tests instead of the installation's."""
    known = fields_of(FINES)
    monkeypatch.setattr(declared, "installed", lambda: known)
    return known


@pytest.fixture
def office(db: None, fields: Fields) -> Office:
    made: dict[str, int] = {}
    for serial, (code, (name, level, kind, parent)) in enumerate(TREE.items(), start=1):
        facts = organisations.BodyFacts(
            name=name, level=level, kind=kind, parent=made[parent] if parent else None,
            credit_code=credit_code(serial),
        )  # fmt: skip
        body = organisations.found_body(actor=SYSTEM, now=moment(FOUNDED), code=code, on=FOUNDED, facts=facts)
        assert isinstance(body, int), body
        made[code] = body
    return Office(made)


__all__ = ["DAY", "HEAD", "Office", "fine", "fresh", "loading", "moment", "rows", "said"]
