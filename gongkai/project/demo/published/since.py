"""What became of the year's normative documents since: each was looked at again in its last months.

Most were renewed for five years more, some were let lapse, as with real ones; so who looks at the sample
today finds documents in force, documents that have expired, and perhaps some whose last months have begun.
"""

from datetime import date, datetime, timedelta
from typing import Any

from gongkai.core.publishing.validity import lapses_on, renewal_window
from gongkai.foundation.organisations.queries import actor_for
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.project.demo.cases.playing import Story, play, until
from gongkai.project.demo.city import SampleCity
from gongkai.project.demo.ground import done, moment
from gongkai.project.demo.published.normative import following_last_day
from gongkai.publishing import actions, law, periodic
from gongkai.publishing.queries.cards import DocumentCard, Wanted, listed

_LAPSES_EVERY = 4  # of so many one is let lapse
_MOST = 100
_LOOKED_AT = timedelta(days=100)  # after the last months have begun
_RENEWED = timedelta(days=60)  # after it was looked at
_KEPT = "实施情况良好，仍有需要，上位法没有变化（示例）"
_DROPPED = "任务已经完成，不再需要（示例）"


def enter_since(city: SampleCity, now: datetime) -> None:
    """Everything up to `now`, in the order of time."""
    heads = {body.id: body.desk.head for body in city.everyone}
    found = listed(SYSTEM, now.date(), Wanted(kinds=("normative",), standings=("in_force",)), limit=_MOST)
    cards = sorted(found.items, key=lambda each: (each.expires_on or date.max, each.id))
    stories = [
        until(_story(card, heads[card.body], number % _LAPSES_EVERY == 0), now)
        for number, card in enumerate(cards, start=1)
    ]
    play(stories, lambda ended, of: None)


def _story(card: DocumentCard, head: int, lapses: bool) -> Story:
    last, released = card.expires_on, card.first_released_at
    rules = law.validity(released.date(), card.kind) if released else None
    while last is not None and rules is not None:
        opens = renewal_window(rules, last).opens
        yield (now := moment(opens, 0, 5))
        periodic.warn_of_expiry(now)
        yield (now := moment(opens + _LOOKED_AT, 10))
        about: dict[str, Any] = {"actor": actor_for(head, now.date()), "document_id": card.id}
        if lapses:
            done(actions.evaluate(now=now, conclusion="lapse", reason=_DROPPED, **about))
            yield (now := moment(lapses_on(last), 0, 5))
            periodic.expire_over(now)
            return
        done(actions.evaluate(now=now, conclusion="keep", reason=_KEPT, **about))
        yield (now := moment(now.date() + _RENEWED, 10))
        last = following_last_day(now.date())
        about = {"actor": actor_for(head, now.date()), "document_id": card.id}
        done(actions.renew(now=now, expires_on=last, basis="经评估，继续有效（示例）", **about))
