"""What happened since somebody last looked, for whoever comes second."""

from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.queries import told
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.publishing.policy import lifecycle_of

type Told = tuple[tuple[str, Message], ...]


def told_since(subject: str, number: int, revision: int) -> Told:
    """One line a verb, oldest first: when, who, what. The key is the verb. `subject`: document or edition."""
    events = [
        event
        for event in told(subject, number)
        if event.before is not None and event.before["revision"] >= revision
    ]
    names = organisations.names_of({event.actor for event in events})
    return tuple(
        (
            event.verb,
            Message(
                N_("{at} {who}：{label}"),
                {
                    "at": timezone.localtime(event.at).strftime("%Y-%m-%d %H:%M"),
                    "who": names.get(event.actor)
                    or (Message(N_("系统")) if event.actor == SYSTEM.code else event.actor),
                    "label": Message(label_of(event.verb)),
                },
            ),
        )
        for event in events
    )


def label_of(verb: str) -> str:
    """What the lifecycles call a verb; the verb itself where neither knows it."""
    lifecycles = (lifecycle_of("edition"), lifecycle_of("document"))
    return next((each.label_of(verb) for each in lifecycles if verb in each.verbs), verb)
