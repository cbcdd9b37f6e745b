"""What the sample city publishes: the key fields of its 2017 report, one item each, in the report's words,
through every step from the draft to the signed proof."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings

from gongkai.core.publishing.gate import Answer, ItemAnswer
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations import queries
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role
from gongkai.foundation.transparency.actions import sign_head
from gongkai.foundation.transparency.signing import ED25519, new_key, write_key
from gongkai.project.demo.city import SampleBody, SampleCity
from gongkai.project.demo.ground import DATA, IN_OFFICE_FROM, SET_UP, YEAR, done, moment
from gongkai.publishing import actions, law
from gongkai.publishing.actions import Words

PRINTED = "linyi-2017-report.txt"
FIRST, APART = date(YEAR, 2, 6), timedelta(days=5)
_ITEM = re.compile(r"^[（(]\d{1,2}[）)]([^。]{4,40})。(.+)$", re.DOTALL)
_BREAK = re.compile(r"^(?:[（(]\d{1,2}[）)]|[一二三四五六七八九]、|\d、|（[一二三四五六七八九]）)")


@dataclass(frozen=True, slots=True)
class Told:
    """An item of the printed report."""

    title: str
    text: str


def enter_publications(city: SampleCity) -> int:
    """Every item of the report's key fields, published by the city itself; how many there are."""
    _get_ready(city.city)
    items = list(printed_items((DATA / PRINTED).read_text(encoding="utf-8")))
    for number, told in enumerate(items):
        _publish(city.city, told, FIRST + number * APART)
    done(sign_head(actor=SYSTEM, now=moment(FIRST + len(items) * APART, 0, 5)))
    return len(items)


def printed_items(text: str) -> Iterator[Told]:
    """The numbered items of the report, each with its heading. Lines and pages are joined again."""
    for paragraph in _paragraphs(text):
        found = _ITEM.match(paragraph)
        if found:
            yield Told(found.group(1), found.group(2))


def _paragraphs(text: str) -> Iterator[str]:
    lines = (line.strip() for line in text.splitlines())
    joined = ""
    for line in lines:
        if not line or line.isdecimal():
            continue
        if _BREAK.match(line):
            yield joined
            joined = ""
        joined += line
    yield joined


def _get_ready(body: SampleBody) -> None:
    """A drafter, and a key for the heads."""
    done(
        organisations.appoint(
            actor=SYSTEM,
            now=SET_UP,
            person_id=body.clerk,
            body_id=body.id,
            role=Role.DRAFTER,
            on=IN_OFFICE_FROM,
        )
    )
    key = Path(settings.HEAD_KEY)
    if not key.exists():
        write_key(new_key(ED25519), key)


def _publish(body: SampleBody, told: Told, day: date) -> None:
    drafter, examiner, signer = _people(body, day)
    words = Words(title=f"2017年政务公开：{told.title}", html=f"<p>{told.text}</p>", formed_on=day)
    edition = done(
        actions.begin(
            actor=drafter, now=moment(day, 9), body_id=body.id, kind="news", words=words, is_sample=True
        )
    ).edition
    number = edition.pk
    done(
        actions.set_attribute(
            actor=drafter, now=moment(day, 9, 5), document_id=edition.document_id, attribute="open",
            ground="widely_known",
        )
    )  # fmt: skip
    done(actions.send_to_review(actor=drafter, now=moment(day, 9, 10), edition_id=number))
    answers = {item.code: ItemAnswer(Answer.CLEAR) for item in law.gate().item}
    done(actions.check_item(actor=examiner, now=moment(day, 10), answers=answers, edition_id=number))
    done(actions.confidentiality_ok(actor=examiner, now=moment(day, 10, 5), result="open", edition_id=number))
    done(actions.sign(actor=signer, now=moment(day, 11), edition_id=number))
    done(actions.release(actor=drafter, now=moment(day, 15), edition_id=number))


def _people(body: SampleBody, day: date) -> tuple[Actor, Actor, Actor]:
    """Who drafts, examines and signs."""
    numbers = (body.clerk, body.desk.confidentiality, body.desk.signer)
    drafter, examiner, signer = (queries.actor_for(number, day) for number in numbers)
    return drafter, examiner, signer
