"""The year's items as they came from the bodies' office systems: some batches a body, each led through
every step by its own people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from gongkai.core.publishing.gate import Answer, ItemAnswer
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.organisations.queries import actor_for
from gongkai.project.demo.cases.playing import Story
from gongkai.project.demo.city import SampleBody
from gongkai.project.demo.figures import spread
from gongkai.project.demo.ground import YEAR, done, moment
from gongkai.project.demo.published.channels import carry
from gongkai.project.demo.published.telling import Sentence, some
from gongkai.publishing import importing, law
from gongkai.publishing.importing import stepping
from gongkai.publishing.queries.batches import editions_of

FIRST = date(YEAR, 1, 5)
_DAYS = 355
_BATCH = 12  # items of a batch, about; no body has more than one a week
_MOST_BATCHES = 50
_NOTICE_EVERY = 6  # of so many items one is a notice, the others are news
_STEPS = (("send_to_review", 0), ("gate", 1), ("sign", 2), ("release", 3))
"""What is done with a batch, and how many hours after it came in."""


class SampleHeldError(RuntimeError):
    """Items of the sample stayed behind at a step."""


@dataclass(frozen=True, slots=True)
class Load:
    """What of the year's items comes in one batch. `carried`: how many go out by each channel besides."""

    body: SampleBody
    on: date
    items: tuple[dict[str, object], ...]
    carried: Mapping[str, int]


def loads(
    body: SampleBody, items: int, carried: Mapping[str, int], told: Sequence[Sentence]
) -> Iterator[Load]:
    """The body's year in some batches, evenly over the working days."""
    if not items:
        return
    calendar, numbers = current_calendar(), count(1)
    several = min(_MOST_BATCHES, max(1, items // _BATCH))
    start = body.id * 37
    sizes = spread(items, [1] * several)
    out = {channel: spread(much, sizes) for channel, much in carried.items()}
    for at, size in enumerate(sizes):
        wished = FIRST + timedelta(days=(at * _DAYS + body.id * 3 % 30) // several)
        day = calendar.add_workdays(wished - timedelta(days=1), 1).date
        chosen = some(told, start, size)
        items_told = tuple(_item(body, each, next(numbers), day) for each in chosen)
        yield Load(body, day, items_told, {channel: parts[at] for channel, parts in out.items()})
        start += size


def _item(body: SampleBody, told: Sentence, number: int, day: date) -> dict[str, object]:
    return {
        "external": f"{body.share.code}-{YEAR}-{number:05d}",
        "kind": "notice" if number % _NOTICE_EVERY == 0 else "news",
        "title": f"{body.name}：{told.title}",
        "text": told.text,
        "subject": told.subject,
        "formed_on": day,
        "attribute": "open",
        "ground": "widely_known",
    }


def story(load: Load, accounts: Mapping[str, int]) -> Story:
    """From what the office system sent to what everybody reads, on one day."""
    body, at = load.body, moment(load.on, 9, load.body.id % 50)
    yield at
    batch = _came_in(load, at)
    people = {"gate": body.desk.confidentiality, "sign": body.desk.signer}
    for step, hours in _STEPS:
        yield (now := at + timedelta(hours=hours))
        _led(batch.pk, people.get(step, body.clerk), step, now)
    yield (now := at + timedelta(hours=4))
    editions = editions_of(batch.pk)
    carry(body, editions[: max(load.carried.values(), default=0)], load.carried, accounts, now)


def _came_in(load: Load, now: datetime) -> Any:
    clerk = actor_for(load.body.clerk, load.on)
    batch = done(
        importing.receive(
            actor=clerk, now=now, body_id=load.body.id, name=f"{load.body.short_name}{load.on}.zip",
            content=importing.packed(load.items, {}), is_sample=True,
        )
    )  # fmt: skip
    checked = done(importing.check(batch.pk, now))
    if checked.refused:
        raise SampleHeldError(f"{load.body.short_name}: {checked.report[:3]}")
    done(importing.confirm(actor=clerk, now=now, batch_id=batch.pk))
    importing.bring_in(batch.pk, now)
    return batch


def _led(batch_id: int, person: int, step: str, now: datetime) -> None:
    """One step for all items of the batch, as the background work does it."""
    answers = {item.code: ItemAnswer(Answer.CLEAR) for item in law.gate().item} if step == "gate" else None
    actor = actor_for(person, now.date())
    led = done(importing.advance(actor=actor, now=now, batch_id=batch_id, step=step, answers=answers))
    stepping.run_ordered(batch_id, now)
    led.refresh_from_db()
    if led.progress["held"]:
        raise SampleHeldError(str(led.progress["held"][:3]))
