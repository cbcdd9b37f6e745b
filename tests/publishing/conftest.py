"""A small city whose bodies publish, and the short steps from a draft to what everybody reads."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, connections

from gongkai.core.organisation_codes import credit_code_check_digit
from gongkai.core.publishing.gate import Answer, ItemAnswer
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role
from gongkai.publishing import actions, law, periodic
from gongkai.publishing.actions import Words
from gongkai.publishing.models import Document, Edition, EditionFile, GateFinding

DAY = date(2026, 3, 2)
FOUNDED = date(2008, 5, 1)
TREE = {
    "city": ("某市人民政府", "city", "government", None),
    "forestry": ("市林业局", "city", "department", "city"),
    "land": ("市自然资源局", "city", "department", "city"),
}
TEXT = "<p>根据有关规定，现就退耕还林补助资金发放工作通知如下。</p><p>一、按时足额发放。</p>"
NEWS = Words(title="市林业局召开春季造林现场会", html=TEXT, formed_on=DAY)
NORMATIVE = Words(
    title="某市退耕还林补助资金管理办法", html=TEXT, summary="规定补助资金的申请、发放和监督。",
    subject="agriculture", genre="measures", keywords=("退耕还林", "补助"), formed_on=DAY,
    effective_on=date(2026, 4, 10), expires_on=date(2031, 4, 9),
)  # fmt: skip
MATERIAL = Words(
    title="《某市退耕还林补助资金管理办法》解读", html="<p>为什么制定、要达到什么、规定了什么。</p>",
    formed_on=DAY, form="text", elements=("background", "aims", "content"),
)  # fmt: skip


def moment(day: date, minutes: int = 0) -> datetime:
    """Nine o'clock of that day in Beijing, and some minutes."""
    return datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC) + timedelta(minutes=minutes)


def credit_code(serial: int) -> str:
    """A code with the right check digit, of an impossible region."""
    first = f"11990000{serial:09d}"
    return first + credit_code_check_digit(first)


@dataclass
class Office:
    """The bodies by name; verbs with a moment that moves on."""

    bodies: dict[str, int]
    minutes: int = 0

    def at(self, day: date = DAY) -> datetime:
        self.minutes += 1
        return moment(day, self.minutes)

    def person(self, role: Role, body: str = "forestry", name: str = "") -> Actor:
        code = f"someone:{body}-{name or role.value}"
        return Actor(code, roles=frozenset({(role.value, self.bodies[body])}))

    def drafter(self, body: str = "forestry") -> Actor:
        return self.person(Role.DRAFTER, body)

    def do(self, verb: Callable[..., Any], actor: Actor, day: date = DAY, **more: Any) -> Any:
        return verb(actor=actor, now=self.at(day), **more)

    def must(self, verb: Callable[..., Any], actor: Actor, day: date = DAY, **more: Any) -> Any:
        done = self.do(verb, actor, day, **more)
        assert done, said(done)
        return done

    def drafted(
        self, kind: str = "news", words: Words = NEWS, *, body: str = "forestry", day: date = DAY, **more: Any
    ) -> Edition:
        """A draft with its attribute settled: open."""
        made = self.must(
            actions.begin, self.drafter(body), day, body_id=self.bodies[body], kind=kind, words=words, **more
        )
        self.settle(made.edition, day)
        return fresh(made.edition)

    def settle(
        self, edition: Edition, day: date = DAY, attribute: str = "open", ground: str = "widely_known",
        **more: Any,
    ) -> Document:  # fmt: skip
        return self.must(
            actions.set_attribute, self.drafter(self.name_of(edition)), day, document_id=edition.document_id,
            attribute=attribute, ground=ground, **more,
        )  # fmt: skip

    def name_of(self, edition: Edition) -> str:
        return next(name for name, number in self.bodies.items() if number == edition.body_id)

    def attach(
        self,
        edition: Edition,
        name: str = "名单.txt",
        content: bytes = "造林面积表".encode(),
        day: date = DAY,
    ) -> EditionFile:
        row = self.must(
            actions.attach, self.drafter(self.name_of(edition)), day, edition_id=edition.pk, name=name,
            content=content,
        )  # fmt: skip
        periodic.read_and_note(row.file_id, self.at(day))
        return row

    def attach_read(self, row: EditionFile) -> None:
        """The background work on a file has been done."""
        periodic.read_and_note(row.file_id, self.at())

    def answer_all(self, edition: Edition, day: date = DAY) -> None:
        """Every item of the list is clear."""
        answers = {item.code: ItemAnswer(Answer.CLEAR) for item in law.gate().item}
        self.must(actions.check_item, self.gatekeeper(edition), day, edition_id=edition.pk, answers=answers)

    def gatekeeper(self, edition: Edition) -> Actor:
        return self.person(Role.CONFIDENTIALITY_REVIEWER, self.name_of(edition))

    def gatekeeper_of(self, body: str) -> Actor:
        return self.person(Role.CONFIDENTIALITY_REVIEWER, body)

    def judge_all(self, edition: Edition, verdict: str = "false_alarm", day: date = DAY) -> None:
        for key in findings(edition).values_list("key", flat=True).distinct():
            self.must(
                actions.judge_finding, self.gatekeeper(edition), day, edition_id=edition.pk, key=key,
                verdict=verdict, reason="本机关对外公布的办公号码",
            )  # fmt: skip

    def step(self, edition: Edition, day: date = DAY) -> Any:
        """The next step of the chain by whoever does it."""
        body, state = self.name_of(edition), fresh(edition).state
        if state == "confidentiality":
            self.answer_all(edition, day)
            return self.do(
                actions.confidentiality_ok,
                self.gatekeeper(edition),
                day,
                edition_id=edition.pk,
                result="open",
            )
        verb, role = {
            "drafting": (actions.send_to_review, Role.DRAFTER),
            "returned": (actions.send_to_review, Role.DRAFTER),
            "unit_review": (actions.review_ok, Role.REVIEWER),
            "legal": (actions.legal_ok, Role.LEGAL_REVIEWER),
            "interpretation": (actions.interpretation_ok, Role.REVIEWER),
            "to_sign": (actions.sign, Role.SIGNER),
        }[state]
        return self.do(verb, self.person(role, body), day, edition_id=edition.pk)

    def chain(self, edition: Edition, until: str = "ready", day: date = DAY) -> Edition:
        while fresh(edition).state != until:
            done = self.step(edition, day)
            assert done, said(done)
        return fresh(edition)

    def release(self, edition: Edition, day: date = DAY, actor: Actor | None = None, **more: Any) -> Any:
        actor = actor or self.drafter(self.name_of(edition))
        return self.do(actions.release, actor, day, edition_id=edition.pk, **more)

    def released(self, edition: Edition | None = None, day: date = DAY) -> Edition:
        """One item out: news unless told otherwise."""
        edition = self.chain(edition or self.drafted(day=day), day=day)
        done = self.release(edition, day)
        assert done, said(done)
        return fresh(edition)

    def normative(
        self, words: Words = NORMATIVE, *, body: str = "forestry", day: date = DAY, number: str = ""
    ) -> tuple[Edition, Edition]:
        """A normative document with plan and material, both as far as they come before the release."""
        edition = self.drafted("normative", words, body=body, day=day)
        drafter = self.drafter(body)
        self.must(actions.describe, drafter, day, document_id=edition.document_id, catalogue="normative")
        self.must(
            actions.plan_interpretation, drafter, day, edition_id=edition.pk, forms=["text"],
            outline="背景依据、目标任务、主要内容", channels=["website"], on=day, interpreter="造林科 样本",
        )  # fmt: skip
        material = self.drafted("interpretation", MATERIAL, body=body, day=day)
        self.must(
            actions.relate, drafter, day, document_id=material.document_id, to_id=edition.document_id,
            kind="interprets",
        )  # fmt: skip
        self.chain(material, day=day)
        self.chain(edition, "interpretation", day)
        self.number(edition, day, number)
        self.chain(edition, day=day)
        return fresh(edition), fresh(material)

    def number(self, edition: Edition, day: date = DAY, number: str = "") -> None:
        body = self.name_of(edition)
        which = {"number": number}
        head = self.person(Role.OFFICE_HEAD, body)
        if not number:
            mark = "样林规" if body == "forestry" else "样自然规"
            which = {"mark": mark}
            self.must(actions.register_mark, head, day, body_id=edition.body_id, mark=mark)
        self.must(actions.give_number, self.drafter(body), day, document_id=edition.document_id, **which)
        city = self.person(Role.OFFICE_HEAD, "city")
        self.must(actions.register_mark, city, day, body_id=self.bodies["city"], mark="YSDR", registers=True)
        self.must(actions.register, head, day, document_id=edition.document_id)


def fresh(edition: Edition) -> Edition:
    return Edition.objects.select_related("document").get(pk=edition.pk)


def findings(edition: Edition) -> Any:
    return GateFinding.objects.filter(review__edition=edition, review__decided_at__isnull=True)


def said(refused: Any) -> str:
    return f"{refused.reason} {[str(each) for _, each in refused.details]}"


def constraints_now() -> None:
    """What the database looks at when a transaction ends, looked at now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def together(*works: Callable[[], Any]) -> list[Any]:
    """Run the works at the same time, each on a connection of its own; their results in order."""
    results: list[Any] = [None] * len(works)
    start = threading.Barrier(len(works))

    def run(n: int, work: Callable[[], Any]) -> None:
        try:
            start.wait()
            results[n] = work()
        except BaseException as error:
            results[n] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.fixture
def office(db: None) -> Office:
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
