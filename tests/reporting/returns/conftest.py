"""A small city with people, and the short steps of a return's story."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from gongkai.core.derived import entered_cells
from gongkai.foundation import rulebook
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role
from gongkai.reporting import actions
from gongkai.reporting.actions import Entry
from gongkai.reporting.composing import wording_of
from gongkai.reporting.judgement import judge
from gongkai.reporting.models import Return

FOUNDED = date(2010, 1, 1)
DAY = date(2018, 1, 10)
FIRST = datetime(2018, 1, 10, 2, 0, tzinfo=UTC)


def _moments() -> Iterator[datetime]:
    moment = FIRST
    while True:
        yield moment
        moment += timedelta(minutes=1)


@dataclass
class Story:
    """The city's bodies by name, its people, and the verbs with a clock that moves on."""

    bodies: dict[str, int]
    moments: Iterator[datetime] = field(default_factory=_moments)

    @property
    def now(self) -> datetime:
        return next(self.moments)

    def person(self, body: str, *roles: Role, name: str = "") -> Actor:
        code = f"someone:{body}-{name or '-'.join(role.value for role in roles)}"
        return Actor(code, roles=frozenset((role.value, self.bodies[body]) for role in roles))

    def clerk(self, body: str) -> Actor:
        return self.person(body, Role.STATISTICS_CLERK)

    def reviewer(self, body: str) -> Actor:
        return self.person(body, Role.REVIEWER)

    def office(self, body: str = "city") -> Actor:
        return self.person(body, Role.CITY_OFFICE)

    def open(self, root: str = "city", year: int = 2017) -> None:
        opened = actions.open_year(
            actor=self.office(root), now=datetime(year + 1, 1, 5, tzinfo=UTC),
            root_id=self.bodies[root], year=year,
        )  # fmt: skip
        assert opened, opened

    def of(self, body: str, year: int = 2017) -> Return:
        return Return.objects.get(body_id=self.bodies[body], year=year)

    def do(self, verb: Callable[..., Any], actor: Actor, body: str, year: int = 2017, **more: Any) -> Any:
        """Do a verb on the body's return, whatever comes of it."""
        return verb(actor=actor, now=self.now, return_id=self.of(body, year).pk, **more)

    def save(self, body: str, year: int = 2017, **more: Any) -> Any:
        """Save cells: save("forestry", cells={"3.1.1": "4"})."""
        cells = {code: Entry(text) for code, text in more.pop("cells").items()}
        more.setdefault("based_on", self.of(body, year).revision)
        more.setdefault("actor", self.clerk(body))
        return actions.save_cells(now=self.now, return_id=self.of(body, year).pk, entries=cells, **more)

    def fill(self, body: str, cells: dict[str, str] | None = None, year: int = 2017) -> None:
        """Fill every cell: those given, the others with 0."""
        given = cells or {}
        form = rulebook.form_for(year)
        saved = self.save(body, year, cells={code: given.get(code, "0") for code in entered_cells(form)})
        assert saved, saved

    def pass_on(self, body: str, year: int = 2017) -> None:
        """Send to review, find in order, submit."""
        for verb, actor in (
            (actions.send_to_review, self.clerk(body)),
            (actions.review_ok, self.reviewer(body)),
            (actions.submit, self.clerk(body)),
        ):
            done = self.do(verb, actor, body, year)
            assert done, done

    def explain_all(self, body: str, year: int = 2017) -> None:
        from_rules = judged(self.of(body, year)).warnings
        for warning in from_rules:
            done = self.do(
                actions.explain_warning, self.clerk(body), body, year, rule_key=warning.key, text="已核实"
            )
            assert done, done

    def report(
        self, body: str, cells: dict[str, str] | None = None, year: int = 2017, by: str = "city"
    ) -> None:
        """The whole way of a department's return until the city has accepted it."""
        self.fill(body, cells, year)
        self.explain_all(body, year)
        self.pass_on(body, year)
        done = self.do(actions.accept, self.office(by), body, year)
        assert done, done

    def freeze_city(self, cells: dict[str, str] | None = None, year: int = 2017) -> Any:
        """The city's own figures, its sum, and version after version."""
        if cells is not None:
            self.save("city", year, cells=cells)
        self.explain_all("city", year)
        self.pass_on("city", year)
        return self.freeze("city", year)

    def freeze(self, body: str, year: int = 2017) -> Any:
        """Write what the report still needs, then make the version."""
        for slot in wording_of(self.of(body, year).reporting_year.form).slots:
            if slot.required:
                self.do(actions.write_text, self.clerk(body), body, year, slot=slot.key, text="已完成。")
        frozen = self.do(actions.freeze, self.office(), body, year)
        assert frozen, frozen
        return frozen


def judged(of: Return) -> Any:
    from_now = Return.objects.select_related("reporting_year").get(pk=of.pk)
    return judge(from_now)


TREE = {
    "city": ("某市人民政府", "city", "government", None),
    "county": ("甲县人民政府", "county", "government", "city"),
    "township": ("乙镇人民政府", "township", "government", "county"),
    "village": ("丙村民委员会", "village", "institution", "township"),
    "forestry": ("市林业局", "city", "department", "city"),
    "land": ("市国土资源局", "city", "department", "city"),
}


@pytest.fixture
def story(db: None) -> Story:
    made: dict[str, int] = {}
    for code, (name, level, kind, parent) in TREE.items():
        facts = organisations.BodyFacts(
            name=name, level=level, kind=kind, parent=made[parent] if parent else None
        )
        body = organisations.found_body(actor=SYSTEM, now=FIRST, code=code, on=FOUNDED, facts=facts)
        assert isinstance(body, int), body
        made[code] = body
    return Story(made)


@pytest.fixture
def opened(story: Story) -> Story:
    story.open()
    return story
