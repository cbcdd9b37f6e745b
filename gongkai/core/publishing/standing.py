"""What a document is on a day (有效性), from what happened to it: pure, and it says why.

In force, amended, expired, repealed, replaced and withdrawn are different things. The text stays at its
address with its notice; only a withdrawn one is not given out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.validity import lapses_on
from gongkai.core.workdays import written


class Happened(StrEnum):
    """What moves the standing of a published document."""

    PUBLISHED = "published"
    AMENDED = "amended"  # another document changed part of it
    REPEALED = "repealed"
    CONSOLIDATED = "consolidated"  # another document replaces it
    EXPIRED = "expired"  # declared expired before or without a last day
    RENEWED = "renewed"  # registered and published again, with a new last day
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"  # published again after a withdrawal


class Standing(StrEnum):
    """The states of rules/lifecycles/document.toml that the public sees, and two the calendar gives."""

    UNPUBLISHED = "prepared"
    NOT_YET = "not_yet"  # 尚未施行
    IN_FORCE = "in_force"
    AMENDED = "amended"
    EXPIRED = "expired"
    REPEALED = "repealed"
    CONSOLIDATED = "consolidated"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class StandingEvent:
    """`on`: the day it takes effect. `effective_on`, `expires_on` for PUBLISHED and RENEWED. `basis`: the
    deciding document or article, `article` the rule it rests on."""

    happened: Happened
    on: date
    basis: str = ""
    article: str = ""
    effective_on: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class StandingPicture:
    """`since`: the first day of the standing; None before publication. `expires_on`: the last day of validity
    as known on the day asked about. `held`: what it was when it was withdrawn."""

    standing: Standing
    since: date | None
    article: str
    because: tuple[Message, ...]
    expires_on: date | None = None
    held: "StandingPicture | None" = None

    @property
    def is_in_force(self) -> bool:
        """Whether it binds: an amended document does, with its changes."""
        return self.standing in (Standing.IN_FORCE, Standing.AMENDED)


_ENDS = {
    Happened.REPEALED: Standing.REPEALED,
    Happened.CONSOLIDATED: Standing.CONSOLIDATED,
    Happened.EXPIRED: Standing.EXPIRED,
}
_SAID = {
    Happened.PUBLISHED: N_("{day}公布"),
    Happened.AMENDED: N_("{day}修改：{basis}"),
    Happened.REPEALED: N_("{day}废止：{basis}"),
    Happened.CONSOLIDATED: N_("{day}被替代：{basis}"),
    Happened.EXPIRED: N_("{day}失效：{basis}"),
    Happened.RENEWED: N_("{day}重新登记、公布，有效期重新计算"),
    Happened.WITHDRAWN: N_("{day}撤回：{basis}"),
    Happened.RESTORED: N_("{day}重新发布"),
}
_ORDER = {happened: place for place, happened in enumerate(Happened)}


def standing_on(events: Iterable[StandingEvent], day: date, lapse_article: str = "") -> StandingPicture:
    """The standing at the end of `day`. Events after it don't count; of one day, in the order of
    `Happened`."""
    told = sorted(
        (each for each in events if each.on <= day), key=lambda each: (each.on, _ORDER[each.happened])
    )
    picture = StandingPicture(Standing.UNPUBLISHED, None, "", (Message(N_("尚未公布")),))
    for each in told:
        picture = _after(_lapsed(picture, each.on, lapse_article), each)
    picture = _lapsed(picture, day, lapse_article)
    return _begun(picture, told, day)


def _after(before: StandingPicture, event: StandingEvent) -> StandingPicture:
    because = (*before.because, _said(event)) if before.since else (_said(event),)
    article = event.article or before.article
    match event.happened:
        case Happened.PUBLISHED:
            return StandingPicture(Standing.IN_FORCE, event.on, article, because, event.expires_on)
        case Happened.WITHDRAWN:
            held = before.held or before
            return StandingPicture(Standing.WITHDRAWN, event.on, article, because, before.expires_on, held)
        case Happened.RESTORED:
            return _restored(before, event, article, because)
    if not before.is_in_force:
        return before  # what has ended, is withdrawn or was never published is not moved by the others
    if event.happened is Happened.RENEWED:
        return replace(before, article=article, because=because, expires_on=event.expires_on)
    standing = _ENDS.get(event.happened, Standing.AMENDED)
    return StandingPicture(standing, event.on, article, because, before.expires_on)


def _restored(
    before: StandingPicture, event: StandingEvent, article: str, because: tuple[Message, ...]
) -> StandingPicture:
    """Published again: what had ended before it was withdrawn has still ended."""
    held = before.held
    if held is None:
        return before  # it was not withdrawn
    if held.standing in _ENDS.values():
        return replace(held, because=because)
    standing = held.standing if held.is_in_force else Standing.IN_FORCE
    return StandingPicture(standing, event.on, article, because, before.expires_on)


def _lapsed(picture: StandingPicture, day: date, article: str) -> StandingPicture:
    """Expired of itself when the last day lies before `day`."""
    if picture.expires_on is None or not picture.is_in_force or day <= picture.expires_on:
        return picture
    since = lapses_on(picture.expires_on)
    said = Message(N_("有效期至{day}，届满自动失效"), {"day": written(picture.expires_on)})
    return StandingPicture(
        Standing.EXPIRED, since, article or picture.article, (*picture.because, said), picture.expires_on
    )


def _begun(picture: StandingPicture, told: list[StandingEvent], day: date) -> StandingPicture:
    """Published but not yet effective."""
    effective = next((each.effective_on for each in reversed(told) if each.effective_on), None)
    if not picture.is_in_force or effective is None or effective <= day:
        return picture
    said = Message(N_("自{day}起施行"), {"day": written(effective)})
    return StandingPicture(
        Standing.NOT_YET, picture.since, picture.article, (*picture.because, said), picture.expires_on
    )


def _said(event: StandingEvent) -> Message:
    values = {"day": written(event.on), "basis": event.basis or event.article}
    return Message(_SAID[event.happened], values)
