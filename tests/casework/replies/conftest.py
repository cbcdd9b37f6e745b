"""A small city whose offices answer requests, and the short steps from a decision to a reply that is out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from gongkai.casework import actions, law
from gongkai.casework.actions import ApplicantFacts, Intake, RemedyFacts, RequestFacts
from gongkai.casework.models import Case, CaseFile, FileRole, Reply
from gongkai.core.messages import Message
from gongkai.core.receipt import Arrival, Channel
from gongkai.foundation.files import actions as files
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import REGISTRY, verb
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role

FOUNDED = date(2008, 5, 1)
PERSON = ApplicantFacts(
    name="张样本", id_kind="居民身份证", id_number="990000199001010012", phone="13800001234",
    email="zhang@example.org", address="样本路1号",
)  # fmt: skip
WANTED = "2016年度退耕还林补助资金的发放名单"
GOVERNMENT, SUPERIOR, COURT = "某市人民政府", "某省林业厅", "某市兰山区人民法院"
ADDRESSES = RemedyFacts(
    government_name=GOVERNMENT, government_address="样本大道1号", superior_name=SUPERIOR,
    superior_address="样本大道2号", court_name=COURT, court_address="样本大道3号",
    online_review="https://review.example.org/", reply_prefix="市林公开",
)  # fmt: skip
FACTS = {
    "where_to_find": "本机关网站“政府信息公开”栏目",
    "responsible_body": "市自然资源局，电话：0000-0000000",
    "search_record": "检索本机关2016年以来的收文、发文登记和档案目录",
    "earlier_reply": "市林公开〔2023〕第1号，2023年1月5日",
    "other_channel": "市信访局",
}


def moment(day: date, minutes: int = 0) -> datetime:
    """Nine o'clock of that day in Beijing, and some minutes."""
    return datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC) + timedelta(minutes=minutes)


@dataclass
class Office:
    """The bodies by name; verbs with a moment that moves on."""

    bodies: dict[str, int]
    minutes: int = 0

    def at(self, day: date) -> datetime:
        self.minutes += 1
        return moment(day, self.minutes)

    def person(self, role: Role, body: str = "forestry", name: str = "") -> Actor:
        code = f"someone:{body}-{name or role.value}"
        return Actor(code, roles=frozenset({(role.value, self.bodies[body])}))

    def clerk(self, body: str = "forestry") -> Actor:
        return self.person(Role.REQUEST_CLERK, body)

    def handled(
        self,
        day: date,
        *,
        body: str = "forestry",
        wanted: str = WANTED,
        applicant: ApplicantFacts = PERSON,
        delivery: str = "post",
        is_sample: bool = False,
    ) -> Case:
        """A request handed in at the counter and taken up."""
        made = actions.register(
            actor=self.clerk(body), now=self.at(day), body_id=self.bodies[body],
            arrival=Arrival(Channel.COUNTER, day), is_sample=is_sample,
            facts=Intake(RequestFacts(wanted=wanted, delivery=delivery), applicant),
        )  # fmt: skip
        assert made, said(made)
        examined = actions.examine(actor=self.clerk(body), now=self.at(day), case_id=made.case_id)
        assert examined, said(examined)
        return Case.objects.get(pk=made.case_id)

    def decide(self, case: Case, day: date, outcome: str, **more: Any) -> Any:
        body = self.name_of(case)
        return actions.decide(
            actor=self.clerk(body), now=self.at(day), case_id=case.pk, outcome=outcome, **more
        )

    def decided(self, case: Case, day: date, outcome: str, **more: Any) -> Reply:
        reply = self.decide(case, day, outcome, **more)
        assert reply, said(reply)
        return reply

    def file(
        self, case: Case, day: date, role: FileRole, *, name: str = "名单.txt", content: bytes = b"abc"
    ) -> int:
        """A file of the case, as if attached by its clerk."""
        return _attach(actor=SYSTEM, now=self.at(day), case=case, role=role, name=name, content=content)

    def do(self, do: Callable[..., Any], actor: Actor, day: date, **more: Any) -> Any:
        return do(actor=actor, now=self.at(day), **more)

    def draft(self, reply: Reply, day: date, **more: Any) -> Any:
        body = self.name_of(reply.case)
        return self.do(actions.draft, self.clerk(body), day, reply_id=reply.pk, **more)

    def chain(self, reply: Reply, day: date, until: str = "to_sign") -> Reply:
        """Review, confidentiality and legality, as far as the outcome asks for them."""
        body = self.name_of(reply.case)
        steps: Mapping[str, tuple[Callable[..., Any], Actor]] = {
            "drafting": (actions.send_to_review, self.clerk(body)),
            "returned": (actions.send_to_review, self.clerk(body)),
            "in_review": (actions.review_ok, self.person(Role.REVIEWER, body)),
            "confidentiality": (
                actions.confidentiality_ok, self.person(Role.CONFIDENTIALITY_REVIEWER, body)
            ),
            "legal": (actions.legal_ok, self.person(Role.LEGAL_REVIEWER, body)),
        }  # fmt: skip
        while (now := Reply.objects.get(pk=reply.pk)).state != until:
            step, actor = steps[now.state]
            done = self.do(step, actor, day, reply_id=reply.pk)
            assert done, said(done)
        return now

    def sign(self, reply: Reply, day: date, **more: Any) -> Any:
        body = self.name_of(reply.case)
        return self.do(actions.sign, self.person(Role.SIGNER, body), day, reply_id=reply.pk, **more)

    def signed(self, reply: Reply, day: date) -> Reply:
        self.chain(reply, day)
        done = self.sign(reply, day)
        assert done, said(done)
        return Reply.objects.get(pk=reply.pk)

    def send(self, reply: Reply, day: date, **more: Any) -> Any:
        body = self.name_of(reply.case)
        return self.do(actions.send, self.clerk(body), day, reply_id=reply.pk, **more)

    def answered(self, case: Case, day: date, outcome: str, **more: Any) -> Reply:
        """The whole way to a reply that is out."""
        reply = self.ready(case, day, outcome, **more)
        sent = self.send(self.signed(reply, day), day)
        assert sent, said(sent)
        return Reply.objects.get(pk=reply.pk)

    def ready(
        self,
        case: Case,
        day: date,
        outcome: str,
        *,
        grounds: str = "经审查，理由如上",
        ground_codes: Sequence[str] | None = None,
    ) -> Reply:
        """A draft with everything its outcome wants beside it."""
        codes = _a_ground(case, outcome) if ground_codes is None else ground_codes
        reply = self.decided(case, day, outcome, grounds=grounds, ground_codes=codes, facts=FACTS)
        self.file(case, day, FileRole.RECORD, name="检索记录.txt", content=b"record")
        if outcome in ("disclosed", "partly_disclosed"):
            role = FileRole.ENCLOSURE if outcome == "disclosed" else FileRole.REDACTED
            enclosure = self.file(case, day, role, content=f"list {case.pk}".encode())
            drafted = self.draft(reply, day, enclosures=[enclosure])
            assert drafted, said(drafted)
        return Reply.objects.get(pk=reply.pk)

    def name_of(self, case: Case) -> str:
        return next(name for name, pk in self.bodies.items() if pk == case.body_id)


def _a_ground(case: Case, outcome: str) -> list[str]:
    grounds = law.outcomes_of(case.received_on).find(outcome).grounds
    return [grounds[0].code] if grounds else []


def _attach(**arguments: Any) -> int:
    """Runs as a verb of its own, which no room has: it is taken off the register again."""
    name = "test.attach"
    try:
        return verb(name)(_attached)(**arguments)
    finally:
        REGISTRY.pop(name, None)


def _attached(*, actor: Actor, now: datetime, case: Case, role: FileRole, name: str, content: bytes) -> int:
    file_id = files.attach(
        actor=actor, now=now, body_id=case.body_id, name=name, content=content, purpose=f"case_{role}"
    )
    assert isinstance(file_id, int), said(file_id)
    write(CaseFile(case=case, body_id=case.body_id, file_id=file_id, role=role, at=now))
    return file_id


def said(refused: Any) -> str:
    """A refusal in words, with everything told beside it."""
    if not hasattr(refused, "reason"):
        return repr(refused)
    details = "；".join(f"{key}: {message}" for key, message in refused.details)
    return f"{refused.reason} [{refused.article}] {details}"


def words(message: Message) -> str:
    return str(message)


TREE: Mapping[str, tuple[str, str, str, str | None]] = {
    "province": ("某省人民政府", "province", "government", None),
    "city": ("某市人民政府", "city", "government", "province"),
    "forestry": ("市林业局", "city", "department", "city"),
    "land": ("市自然资源局", "city", "department", "city"),
    "tax": ("市税务局", "city", "department", "city"),
    "justice": ("市司法局", "city", "department", "city"),
    "zone": ("市高新区管委会", "city", "zone_committee", "city"),
    "county": ("甲县人民政府", "county", "government", "city"),
    "town": ("乙镇人民政府", "township", "government", "county"),
    "school": ("市第一中学", "city", "institution", "city"),
}
LINES = {"tax": "vertical", "justice": "justice"}


class Bodies(dict[str, int]):
    """The city's bodies by name, each founded when it is first spoken of, with its organs registered."""

    def __missing__(self, code: str) -> int:
        name, level, kind, parent = TREE[code]
        facts = organisations.BodyFacts(
            name=name, level=level, kind=kind, parent=self[parent] if parent else None
        )
        body = organisations.found_body(actor=SYSTEM, now=moment(FOUNDED), code=code, on=FOUNDED, facts=facts)
        assert isinstance(body, int), body
        self[code] = body
        registered = actions.register_addresses(
            actor=SYSTEM, now=moment(FOUNDED), body_id=body, valid_from=FOUNDED, facts=_addresses(code)
        )
        assert registered, registered
        return body


@pytest.fixture
def office(db: None, settings, tmp_path) -> Office:
    settings.MEDIA_ROOT = tmp_path
    return Office(Bodies())


def _addresses(code: str) -> RemedyFacts:
    shown = {field: getattr(ADDRESSES, field) for field in RemedyFacts.__slots__}
    return RemedyFacts(**{**shown, "line": LINES.get(code, "ordinary"), "reply_prefix": f"{code}公开"})
