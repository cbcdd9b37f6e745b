"""A small city with a disclosure office, and the short steps of a request's story."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connections

from gongkai.casework import actions
from gongkai.casework.actions import ApplicantFacts, Intake, RequestFacts
from gongkai.casework.models import Case
from gongkai.core.receipt import Arrival, Channel
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role

FOUNDED = date(2008, 5, 1)
TREE = {
    "city": ("某市人民政府", "city", "government", None),
    "forestry": ("市林业局", "city", "department", "city"),
    "land": ("市自然资源局", "city", "department", "city"),
}
PERSON = ApplicantFacts(
    name="张样本", id_kind="居民身份证", id_number="990000199001010012", phone="13800001234",
    email="zhang@example.org", address="样本路 1 号",
)  # fmt: skip


ADDRESSES = actions.RemedyFacts(
    line="ordinary", government_name="某市人民政府", government_address="样本路 2 号",
    superior_name="某省林业局", superior_address="样本路 3 号", court_name="某区人民法院",
    court_address="样本路 4 号", reply_prefix="样林依",
)  # fmt: skip


def moment(day: date, minutes: int = 0) -> datetime:
    """Nine o'clock of that day in Beijing, and some minutes."""
    return datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC) + timedelta(minutes=minutes)


@dataclass
class Office:
    """The bodies by name, and the verbs with a day that moves on."""

    bodies: dict[str, int]
    minutes: int = 0
    codes: dict[int, str] = field(default_factory=dict)

    def at(self, day: date) -> datetime:
        self.minutes += 1
        return moment(day, self.minutes)

    def person(self, role: Role, body: str = "forestry", name: str = "") -> Actor:
        code = f"someone:{body}-{name or role.value}"
        return Actor(code, roles=frozenset({(role.value, self.bodies[body])}))

    @property
    def clerk(self) -> Actor:
        return self.person(Role.REQUEST_CLERK)

    @property
    def head(self) -> Actor:
        return self.person(Role.OFFICE_HEAD)

    def register(
        self,
        day: date,
        *,
        wanted: str = "2016年度退耕还林补助资金的发放名单",
        channel: Channel = Channel.COUNTER,
        applicant: ApplicantFacts = PERSON,
        body: str = "forestry",
        actor: Actor | None = None,
        **more: Any,
    ) -> Any:
        facts = Intake(RequestFacts(wanted=wanted), applicant)
        arrival = more.pop("arrival", None) or Arrival(channel, day)
        return actions.register(
            actor=actor or self.person(Role.REQUEST_CLERK, body), now=more.pop("now", None) or self.at(day),
            body_id=self.bodies[body], arrival=arrival, facts=facts, **more,
        )  # fmt: skip

    def received(self, day: date, **more: Any) -> int:
        """A request handed in at the counter and taken up."""
        made = self.register(day, **more)
        assert made, made
        return made.case_id

    def handled(self, day: date, **more: Any) -> int:
        case_id = self.received(day, **more)
        self.must(actions.examine, case_id, day)
        return case_id

    def do(
        self, verb: Callable[..., Any], case_id: int, day: date, actor: Actor | None = None, **more: Any
    ) -> Any:
        return verb(actor=actor or self.clerk, now=self.at(day), case_id=case_id, **more)

    def must(self, *args: Any, **more: Any) -> Any:
        done = self.do(*args, **more)
        assert done, done
        return done


def together(*works):
    """Run the works at the same time, each on a connection of its own; their results in order."""
    results = [None] * len(works)
    start = threading.Barrier(len(works))

    def run(n, work):
        try:
            start.wait()
            results[n] = work()
        except BaseException as error:
            results[n] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n, work)) for n, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def case_of(case_id: int) -> Case:
    return Case.objects.get(pk=case_id)


@pytest.fixture
def office(db: None) -> Office:
    made: dict[str, int] = {}
    for code, (name, level, kind, parent) in TREE.items():
        facts = organisations.BodyFacts(
            name=name, level=level, kind=kind, parent=made[parent] if parent else None
        )
        body = organisations.found_body(actor=SYSTEM, now=moment(FOUNDED), code=code, on=FOUNDED, facts=facts)
        assert isinstance(body, int), body
        made[code] = body
    office = Office(made)
    for body in ("forestry", "land"):
        told = actions.register_addresses(
            actor=office.person(Role.OFFICE_HEAD, body), now=moment(FOUNDED), body_id=made[body],
            valid_from=FOUNDED, facts=ADDRESSES,
        )  # fmt: skip
        assert told, told
    return office
