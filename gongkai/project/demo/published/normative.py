"""Normative documents of the year, each with its interpretation, registered and numbered, out together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import cycle, islice
from typing import Any

from gongkai.core.publishing.gate import Answer, ItemAnswer
from gongkai.core.publishing.validity import last_day_of
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.organisations.queries import actor_for
from gongkai.foundation.organisations.roles import Actor
from gongkai.project.demo.cases.playing import Story
from gongkai.project.demo.city import SampleBody, SampleCity
from gongkai.project.demo.ground import YEAR, done, moment
from gongkai.project.demo.publications import Told
from gongkai.publishing import actions, law
from gongkai.publishing.actions import Words

OF_CITY, OF_DEPARTMENTS = 3, 10  # 13 for the 1,268 of the report
_BIG_ENOUGH = 12  # weight of a department whose printed share has room for one
_REGISTERS = "LYSDR"
_YEARS = 5
_DAY_OF_MONTH = 10
_TO_EFFECT = timedelta(days=35)


@dataclass(frozen=True, slots=True)
class Ruling:
    body: SampleBody
    on: date
    told: Told


def rulings(city: SampleCity, told: Sequence[Told]) -> Iterator[Ruling]:
    """One a month, of the city or a department, and one more in the last."""
    departments = [
        each for each in city.bodies if each.share.kind == "department" and each.share.weight >= _BIG_ENOUGH
    ]
    makers = [city.city] * OF_CITY + departments[:OF_DEPARTMENTS]
    calendar = current_calendar()
    for number, (body, one) in enumerate(zip(makers, islice(cycle(told), len(makers)), strict=True)):
        wished = date(YEAR, min(number + 1, 12), _DAY_OF_MONTH)
        yield Ruling(body, calendar.add_workdays(wished - timedelta(days=1), 1).date, one)


def set_up(city: SampleCity, makers: Sequence[SampleBody]) -> None:
    """The letters of registration numbers, and the makers' own."""
    head = actor_for(city.city.desk.head, _begun().date())
    done(actions.register_mark(
        actor=head, now=_begun(), body_id=city.city.id, mark=_REGISTERS, registers=True
    ))  # fmt: skip
    for body in {each.id: each for each in makers}.values():
        own = actor_for(body.desk.head, _begun().date())
        done(actions.register_mark(actor=own, now=_begun(), body_id=body.id, mark=_mark(body)))


def story(ruling: Ruling) -> Story:
    """From the draft to the release of both, on one day."""
    body, at = ruling.body, moment(ruling.on, 9, ruling.body.id % 50)
    yield at
    made = _Making(ruling)
    edition, material = made.drafted()
    yield at + timedelta(hours=2)
    made.now = at + timedelta(hours=2)
    made.chain(material, ("review_ok", "gate", "sign"))
    made.chain(edition, ("review_ok", "gate", "legal_ok"))
    made.numbered(edition)
    made.chain(edition, ("interpretation_ok", "sign"))
    yield at + timedelta(hours=6)
    made.now = at + timedelta(hours=6)
    done(actions.release(actor=made.person(body.clerk), now=made.now, edition_id=edition.pk))


def following_last_day(first: date) -> date:
    """The last day of a validity that begins on `first`."""
    return last_day_of(first, _YEARS)


class _Making:
    """One document and its interpretation, by the people of one body. `now` moves on."""

    def __init__(self, ruling: Ruling) -> None:
        self.ruling = ruling
        self.now = moment(ruling.on, 9, ruling.body.id % 50)

    def person(self, number: int) -> Actor:
        return actor_for(number, self.ruling.on)

    def drafted(self) -> tuple[Any, Any]:
        """Both as their drafter sends them to review."""
        body, day, told = self.ruling.body, self.ruling.on, self.ruling.told
        drafter = self.person(body.clerk)
        effect = day + _TO_EFFECT
        title = f"{body.name}{told.title}实施办法"
        edition = self._begun("normative", Words(
            title=title, html=f"<p>{told.text}</p>", summary=told.text[:60], subject="general",
            genre="measures", keywords=("政务公开",), formed_on=day, effective_on=effect,
            expires_on=following_last_day(effect),
        ))  # fmt: skip
        document = edition.document_id
        done(actions.describe(actor=drafter, now=self.now, document_id=document, catalogue="normative"))
        done(
            actions.plan_interpretation(
                actor=drafter, now=self.now, edition_id=edition.pk, forms=["text"], channels=["website"],
                outline="背景依据、目标任务、主要内容", on=day, interpreter=f"{body.short_name}（示例）",
            )
        )  # fmt: skip
        material = self._begun("interpretation", Words(
            title=f"《{title}》解读", form="text", elements=("background", "aims", "content"), formed_on=day,
            html=f"<p>背景依据：国务院和省政务公开工作要点。</p><p>目标任务：{told.title}。</p><p>主要内容：{told.text}</p>",
        ))  # fmt: skip
        done(
            actions.relate(
                actor=drafter, now=self.now, document_id=material.document_id, to_id=document,
                kind="interprets",
            )
        )  # fmt: skip
        for each in (material, edition):
            done(actions.send_to_review(actor=drafter, now=self.now, edition_id=each.pk))
        return edition, material

    def _begun(self, kind: str, words: Words) -> Any:
        drafter = self.person(self.ruling.body.clerk)
        made = done(
            actions.begin(
                actor=drafter, now=self.now, body_id=self.ruling.body.id, kind=kind, words=words,
                is_sample=True,
            )
        )  # fmt: skip
        done(
            actions.set_attribute(
                actor=drafter, now=self.now, document_id=made.edition.document_id, attribute="open",
                ground="widely_known",
            )
        )  # fmt: skip
        edition: Any = made.edition
        return edition

    def numbered(self, edition: Any) -> None:
        body, document = self.ruling.body, edition.document_id
        drafter, head = self.person(body.clerk), self.person(body.desk.head)
        done(actions.give_number(actor=drafter, now=self.now, document_id=document, mark=_mark(body)))
        done(actions.register(actor=head, now=self.now, document_id=document))

    def chain(self, edition: Any, steps: Sequence[str]) -> None:
        desk = self.ruling.body.desk
        more: dict[str, Any] = {"now": self.now, "edition_id": edition.pk}
        for step in steps:
            if step == "gate":
                examiner = self.person(desk.confidentiality)
                answers = {item.code: ItemAnswer(Answer.CLEAR) for item in law.gate().item}
                done(actions.check_item(actor=examiner, answers=answers, **more))
                done(actions.confidentiality_ok(actor=examiner, result="open", **more))
            else:
                verb, who = {
                    "review_ok": (actions.review_ok, desk.reviewer),
                    "legal_ok": (actions.legal_ok, desk.legal),
                    "interpretation_ok": (actions.interpretation_ok, desk.reviewer),
                    "sign": (actions.sign, desk.signer),
                }[step]
                done(verb(actor=self.person(who), **more))


def _begun() -> datetime:
    return moment(date(YEAR, 1, 4), 8, 30)


def _mark(body: SampleBody) -> str:
    """The body's letters for normative documents."""
    return "临政规" if body.share.kind == "city" else f"临{body.short_name.removeprefix('市')}规"
