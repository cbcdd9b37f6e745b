"""A small city whose people can sign in, and the steps of a return that a journey takes as done.

Everything is done by the verbs. The year lies back, so that the browser's clock never comes before it.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP

from gongkai.core.derived import entered_cells
from gongkai.foundation import rulebook
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations import queries
from gongkai.foundation.organisations.actions import BodyFacts
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role
from gongkai.reporting import actions
from gongkai.reporting.actions import Entry
from gongkai.reporting.queries import board, draft, return_view

YEAR = 2024
FOUNDED = date(2010, 1, 1)
OPENED = datetime(2025, 1, 6, 2, 0, tzinfo=UTC)
DONE = datetime(2025, 1, 10, 2, 0, tzinfo=UTC)
DAY = DONE.date()
PASSWORD = "qingshan-2025-journey"
SECRET = "JBSWY3DPEHPK3PXP"

BODIES = {
    "qingshan": ("青山市人民政府", "青山市", "city", "government"),
    "linxi": ("临溪县人民政府", "临溪县", "county", "government"),
    "linye": ("青山市林业局", "市林业局", "city", "department"),
    "jiaoyu": ("青山市教育局", "市教育局", "city", "department"),
}
PEOPLE = {
    "clerk": Role.STATISTICS_CLERK,
    "reviewer": Role.REVIEWER,
}
RECEIVED = {"T3.R1.C1": "12", "T3.R3.1.C1": "8", "T3.R3.4.1.C1": "3", "T3.R4.C1": "1"}
"""Twelve requests of natural persons: eight disclosed, three not held, one carried over."""
WRITTEN = "按照《条例》要求逐项落实，重点领域信息及时公开，公众可在政府网站和政务服务大厅查阅。"


@dataclass
class City:
    """Bodies and their people's account names by short codes: `people["linye", "clerk"]`."""

    bodies: dict[str, int] = field(default_factory=dict)
    people: dict[tuple[str, str], int] = field(default_factory=dict)
    returns: dict[str, int] = field(default_factory=dict)

    def actor(self, body: str, role: str) -> Actor:
        return queries.actor_for(self.people[body, role], DAY)

    def username(self, body: str, role: str) -> str:
        return f"{body}-{role}"

    def fill(self, body: str, cells: dict[str, str]) -> None:
        """Every cell: those given, the others 0; warnings explained."""
        clerk, pk = self.actor(body, "clerk"), self.returns[body]
        codes = entered_cells(rulebook.form_for(YEAR))
        entries = {code: Entry(cells.get(code, "0")) for code in codes}
        revision = return_view(clerk, pk, DAY).revision
        must(actions.save_cells(actor=clerk, now=DONE, return_id=pk, entries=entries, based_on=revision))
        for finding in return_view(clerk, pk, DAY).findings:
            if finding.must_be_explained:
                self.do(actions.explain_warning, body, "clerk", rule_key=finding.key, text="已核实")

    def submit(self, body: str, cells: dict[str, str]) -> None:
        """From the first figure to the body's submission, by two people."""
        self.fill(body, cells)
        self.do(actions.send_to_review, body, "clerk")
        self.do(actions.review_ok, body, "reviewer")
        self.do(actions.submit, body, "clerk")

    def accept(self, body: str) -> None:
        must(actions.accept(actor=self.actor("qingshan", "office"), now=DONE, return_id=self.returns[body]))

    def publish(self) -> None:
        """The whole city: every body's figures accepted, summed, frozen, published."""
        for body in ("linxi", "linye", "jiaoyu"):
            self.submit(body, RECEIVED)
            self.accept(body)
        self.submit("qingshan", RECEIVED)
        self.write_report()
        for verb in (actions.freeze, actions.publish):
            self.do(verb, "qingshan", "office")

    def write_report(self) -> None:
        """What the office has to write itself."""
        office, pk = self.actor("qingshan", "office"), self.returns["qingshan"]
        for place in draft(office, pk, DAY).slots:
            if place.slot.required:
                self.do(actions.write_text, "qingshan", "office", slot=place.slot.key, text=WRITTEN)

    def do(self, verb: Any, body: str, role: str, **more: Any) -> None:
        must(verb(actor=self.actor(body, role), now=DONE, return_id=self.returns[body], **more))


def must[T](result: T) -> T:
    """The verb's result; what was refused is a mistake in the test's story."""
    assert result, result
    return result


def build() -> City:
    """The bodies, their people with both factors, and the year's returns, still to be filled."""
    city = City()
    for order, (code, (name, short, level, kind)) in enumerate(BODIES.items()):
        facts = BodyFacts(
            name=name, short_name=short, level=level, kind=kind, parent=city.bodies.get("qingshan"),
            order=order,
        )  # fmt: skip
        made = organisations.found_body(actor=SYSTEM, now=OPENED, code=code, facts=facts, on=FOUNDED)
        city.bodies[code] = must(made)  # type: ignore[assignment]
        for person, role in PEOPLE.items():
            _appoint(city, code, person, role)
    _appoint(city, "qingshan", "office", Role.CITY_OFFICE)
    _appoint(city, "qingshan", "auditor", Role.AUDITOR)
    root = city.bodies["qingshan"]
    must(actions.open_year(actor=SYSTEM, now=OPENED, root_id=root, year=YEAR))
    lines = board(city.actor("qingshan", "office"), YEAR, DAY)
    city.returns = {line.body.code: line.return_id for line in lines}
    return city


def _appoint(city: City, body: str, person: str, role: Role) -> None:
    username = city.username(body, person)
    made = organisations.create_person(
        actor=SYSTEM, now=OPENED, body_id=city.bodies[body], username=username,
        name=f"{BODIES[body][1]}{role.label}", password=PASSWORD,
    )  # fmt: skip
    assert isinstance(made, int), made
    must(
        organisations.appoint(
            actor=SYSTEM, now=OPENED, person_id=made, body_id=city.bodies[body], role=role, on=FOUNDED
        )
    )
    TOTP.activate(queries.account(made), SECRET)
    city.people[body, person] = made
