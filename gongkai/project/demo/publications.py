"""What the sample city publishes: the key fields of its 2017 report, one item each, in the report's words,
through every step from the draft to the signed proof."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings

from gongkai.core.publishing.gate import Answer, ItemAnswer
from gongkai.foundation.organisations import queries
from gongkai.foundation.organisations.roles import SYSTEM, Actor
from gongkai.foundation.transparency.actions import sign_head
from gongkai.foundation.transparency.signing import ED25519, new_key, write_key
from gongkai.project.demo.cases.playing import Story
from gongkai.project.demo.city import SampleBody
from gongkai.project.demo.ground import DATA, YEAR, done, moment
from gongkai.publishing import actions, law
from gongkai.publishing.actions import Words

PRINTED = "linyi-2017-report.txt"
ISSUER = "临沂市"
FIRST, APART = date(YEAR, 2, 6), timedelta(days=5)
_ITEM = re.compile(r"^[（(]\d{1,2}[）)]([^。]{4,40})。(.+)$", re.DOTALL)
_BREAK = re.compile(r"^(?:[（(]\d{1,2}[）)]|[一二三四五六七八九]、|\d、|（[一二三四五六七八九]）)")


@dataclass(frozen=True, slots=True)
class Told:
    """An item of the printed report."""

    title: str
    text: str


def key_fields() -> list[Told]:
    """Every item of the report's key fields."""
    return list(printed_items((DATA / PRINTED).read_text(encoding="utf-8")))


def stories(body: SampleBody, items: Sequence[Told]) -> Iterator[Story]:
    """Each published by the city itself."""
    for number, told in enumerate(items):
        yield _story(body, told, FIRST + number * APART)


def sign(now: datetime) -> None:
    """The head over everything published so far, from which proofs are made."""
    done(sign_head(actor=SYSTEM, now=now, issuer=ISSUER))


def printed_items(text: str) -> Iterator[Told]:
    """The numbered items of the report, each with its heading. Lines and pages are joined again."""
    for paragraph in paragraphs(text):
        found = _ITEM.match(paragraph)
        if found:
            yield Told(found.group(1), found.group(2))


def paragraphs(text: str) -> Iterator[str]:
    """Paragraphs of the print, each in one line, without the numbers of its pages."""
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


def make_key() -> None:
    """A key for the heads, if the installation has none."""
    key = Path(settings.HEAD_KEY)
    if not key.exists():
        write_key(new_key(ED25519), key)


def _story(body: SampleBody, told: Told, day: date) -> Story:
    yield moment(day, 9)
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
    yield moment(day, 10)
    answers = {item.code: ItemAnswer(Answer.CLEAR) for item in law.gate().item}
    done(actions.check_item(actor=examiner, now=moment(day, 10), answers=answers, edition_id=number))
    done(actions.confidentiality_ok(actor=examiner, now=moment(day, 10, 5), result="open", edition_id=number))
    yield moment(day, 11)
    done(actions.sign(actor=signer, now=moment(day, 11), edition_id=number))
    yield moment(day, 15)
    done(actions.release(actor=drafter, now=moment(day, 15), edition_id=number))


def _people(body: SampleBody, day: date) -> tuple[Actor, Actor, Actor]:
    """Who drafts, examines and signs."""
    numbers = (body.clerk, body.desk.confidentiality, body.desk.signer)
    drafter, examiner, signer = (queries.actor_for(number, day) for number in numbers)
    return drafter, examiner, signer
