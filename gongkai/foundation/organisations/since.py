"""What happened to something since somebody last looked, for whoever comes second."""

from collections.abc import Callable

from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.queries import told
from gongkai.foundation.organisations.queries import names_of
from gongkai.foundation.organisations.roles import SYSTEM

type Told = tuple[tuple[str, Message], ...]


def as_it_is(code: str) -> Message | str:
    return code


def told_since(
    subject: str,
    number: int,
    revision: int,
    *,
    label_of: Callable[[str], str | None],
    other: Callable[[str], Message | str] = as_it_is,
) -> Told:
    """One line a verb, oldest first: when, who, what; from `revision` on. The key is the verb.

    `label_of`: what people call the verb; None leaves it out. `other`: who an actor is that isn't on file.
    """
    events = [
        (event, label)
        for event in told(subject, number)
        if event.before is not None and event.before["revision"] >= revision
        if (label := label_of(event.verb)) is not None
    ]
    names = names_of({event.actor for event, _ in events})
    return tuple(
        (
            event.verb,
            Message(
                N_("{at} {who}：{label}"),
                {
                    "at": timezone.localtime(event.at).strftime("%Y-%m-%d %H:%M"),
                    "who": names.get(event.actor)
                    or (Message(N_("系统")) if event.actor == SYSTEM.code else other(event.actor)),
                    "label": Message(label),
                },
            ),
        )
        for event, label in events
    )
