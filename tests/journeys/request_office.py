"""A forestry office with everybody a request needs, who can sign in; and what a journey takes as done.

It works at the machine's own time, as the browser does.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone

from gongkai.casework import actions
from gongkai.casework.actions import ApplicantFacts, Intake, RemedyFacts, RequestFacts
from gongkai.casework.queries.whole import whole_case
from gongkai.core.receipt import Arrival, Channel
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations import queries
from gongkai.foundation.organisations.actions import BodyFacts
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role
from tests.journeys.city import FOUNDED, OPENED, PASSWORD, SECRET, must

WANTED = "2025年度退耕还林补助资金的发放名单"
PERSON = ApplicantFacts(
    name="张样本", id_kind="居民身份证", id_number="990000199001010012", phone="13800001234",
    address="样本市样本区样本路1号",
)  # fmt: skip
PEOPLE = {
    "clerk": Role.REQUEST_CLERK,
    "second": Role.REQUEST_CLERK,
    "reviewer": Role.REVIEWER,
    "confidentiality": Role.CONFIDENTIALITY_REVIEWER,
    "legal": Role.LEGAL_REVIEWER,
    "signer": Role.SIGNER,
    "head": Role.OFFICE_HEAD,
}
_ADDRESSES = RemedyFacts(
    government_name="青山市人民政府", government_address="样本大道1号", superior_name="某省林业局",
    superior_address="样本大道2号", court_name="青山市人民法院", court_address="样本大道3号",
    online_review="https://review.example.org/", reply_prefix="青林依",
)  # fmt: skip


@dataclass
class Office:
    """One body and its people by short names."""

    body: int
    people: dict[str, int] = field(default_factory=dict)

    def actor(self, who: str) -> Actor:
        return queries.actor_for(self.people[who], timezone.localdate())

    def do(self, act: Callable[..., Any], who: str = "clerk", **more: Any) -> Any:
        """A step that the journey takes as done."""
        return must(act(actor=self.actor(who), now=timezone.now(), **more))

    def handled(self) -> int:
        """A request handed in at the counter today and taken up."""
        made = self.do(
            actions.register, body_id=self.body, arrival=Arrival(Channel.COUNTER, timezone.localdate()),
            facts=Intake(RequestFacts(wanted=WANTED), PERSON),
        )  # fmt: skip
        self.do(actions.examine, case_id=made.case_id)
        return int(made.case_id)

    def answered(self, outcome: str = "not_this_body") -> int:
        """A request that was refused, and its reply handed over."""
        case = self.handled()
        facts = {"responsible_body": "市自然资源局，电话：0000-0000000"}
        reply = self.do(actions.decide, case_id=case, outcome=outcome, grounds="不由本机关制作", facts=facts)
        for step, who in (
            (actions.send_to_review, "clerk"), (actions.review_ok, "reviewer"), (actions.sign, "signer")
        ):  # fmt: skip
            self.do(step, who, reply_id=reply.pk)
        self.do(actions.send, reply_id=reply.pk, way="handed")
        return case

    def state(self, case: int) -> str:
        return whole_case(self.actor("clerk"), case, timezone.localdate()).card.state


def build() -> Office:
    """The office, its organs of remedy, and its people with both factors."""
    facts = BodyFacts(
        name="青山市林业局", short_name="市林业局", level="city", kind="department", parent=None
    )
    body = organisations.found_body(actor=SYSTEM, now=OPENED, code="linye", facts=facts, on=FOUNDED)
    assert isinstance(body, int), body
    must(
        actions.register_addresses(
            actor=SYSTEM, now=OPENED, body_id=body, valid_from=FOUNDED, facts=_ADDRESSES
        )
    )
    office = Office(body)
    for short, role in PEOPLE.items():
        office.people[short] = _appointed(body, short, role, FOUNDED)
    return office


def _appointed(body: int, short: str, role: Role, on: date) -> int:
    person = organisations.create_person(
        actor=SYSTEM, now=OPENED, body_id=body, username=f"linye-{short}", name=f"{role.label}{short}",
        password=PASSWORD,
    )  # fmt: skip
    assert isinstance(person, int), person
    must(organisations.appoint(actor=SYSTEM, now=OPENED, person_id=person, body_id=body, role=role, on=on))
    TOTP.activate(queries.account(person), SECRET)
    return person
