"""The year's items as they came from the bodies' office systems: some batches a body, each led through
every step together by its own people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from gongkai.core.publishing.gate import Answer, ItemAnswer
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.organisations.queries import actor_for
from gongkai.project.demo.cases.playing import Story
from gongkai.project.demo.city import SampleBody
from gongkai.project.demo.figures import spread
from gongkai.project.demo.ground import YEAR, done, moment
from gongkai.project.demo.published.channels import carry
from gongkai.project.demo.published.telling import Sentence, numbered
from gongkai.publishing import importing, law, leading
from gongkai.publishing.queries.batches import editions_of

FIRST = date(YEAR, 1, 5)
_DAYS = 355
_BATCH = 30  # items of a batch, about; no body has more than one a week
_MOST_BATCHES = 50
_NOTICE_EVERY = 6  # of so many items one is a notice, the others are news
_APART = 37  # how far from each other two bodies begin in the report
_STEPS = (("send_to_review", 0), ("gate", 1), ("sign", 2), ("release", 3))
"""What is done with a batch, and how many hours after it came in."""


class SampleHeldError(RuntimeError):
    """Items of the sample stayed behind at a step."""


@dataclass(frozen=True, slots=True)
class Load:
    """What of the year's items comes in one batch: the body's items from number `first` (from 0) on.
    `carried`: how many go out by each channel besides."""

    body: SampleBody
    on: date
    first: int
    size: int
    carried: Mapping[str, int]


def loads(body: SampleBody, items: int, carried: Mapping[str, int]) -> Iterator[Load]:
    """The body's year in some batches, evenly over the working days."""
    if not items:
        return
    calendar = current_calendar()
    several = min(_MOST_BATCHES, max(1, items // _BATCH))
    sizes = spread(items, [1] * several)
    out = {channel: spread(much, sizes) for channel, much in carried.items()}
    first = 0
    for at, size in enumerate(sizes):
        wished = FIRST + timedelta(days=(at * _DAYS + body.id * 3 % 30) // several)
        day = calendar.add_workdays(wished - timedelta(days=1), 1).date
        yield Load(body, day, first, size, {channel: parts[at] for channel, parts in out.items()})
        first += size


def _item(body: SampleBody, told: Sequence[Sentence], number: int, day: date) -> dict[str, object]:
    """`number` from 0. A body that has told the whole report begins again, with the next of its issues."""
    title, text, subject = numbered(told, body.id * _APART, number)
    return {
        "external": f"{body.share.code}-{YEAR}-{number + 1:05d}",
        "kind": "notice" if (number + 1) % _NOTICE_EVERY == 0 else "news",
        "title": f"{body.name}：{title}",
        "text": text,
        "subject": subject,
        "formed_on": day,
        "attribute": "open",
        "ground": "widely_known",
    }


def story(load: Load, accounts: Mapping[str, int], told: Sequence[Sentence]) -> Story:
    """From what the office system sent to what everybody reads, on one day."""
    body, at = load.body, moment(load.on, 9, load.body.id % 50)
    yield at
    batch = _came_in(load, told, at)
    numbers = [each.pk for each in editions_of(batch.pk)]
    people = {"gate": body.desk.confidentiality, "sign": body.desk.signer}
    for step, hours in _STEPS:
        yield (now := at + timedelta(hours=hours))
        _led(numbers, people.get(step, body.clerk), step, now)
    yield (now := at + timedelta(hours=4))
    carry(body, editions_of(batch.pk), load.carried, accounts, now)


def _came_in(load: Load, told: Sequence[Sentence], now: datetime) -> Any:
    body, clerk = load.body, actor_for(load.body.clerk, load.on)
    items = [_item(body, told, load.first + number, load.on) for number in range(load.size)]
    batch = done(
        importing.receive(
            actor=clerk, now=now, body_id=body.id, name=f"{body.short_name}{load.on}.zip",
            content=importing.packed(items, {}), is_sample=True,
        )
    )  # fmt: skip
    checked = done(importing.check(batch.pk, now))
    if checked.refused:
        raise SampleHeldError(f"{body.short_name}: {checked.report[:3]}")
    done(importing.confirm(actor=clerk, now=now, batch_id=batch.pk))
    importing.bring_in(batch.pk, now)
    return batch


def _led(numbers: Sequence[int], person: int, step: str, now: datetime) -> None:
    """One step for all items of the batch, as by somebody who ticks all of them."""
    answers = {item.code: ItemAnswer(Answer.CLEAR) for item in law.gate().item} if step == "gate" else None
    actor = actor_for(person, now.date())
    led = leading.lead(step, actor=actor, now=now, edition_ids=numbers, answers=answers)
    if led.held:
        raise SampleHeldError("；".join(str(refused.reason) for _, refused in led.held[:3]))
