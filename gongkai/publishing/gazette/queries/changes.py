"""What happened to an issue since somebody last looked, for whoever comes second."""

from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.queries import told
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.publishing.gazette.policy import the_lifecycle


def told_since(issue_id: int, revision: int) -> tuple[tuple[str, Message], ...]:
    """One line a verb, oldest first: when, who, what. The key is the verb."""
    events = [
        event
        for event in told("gazette_issue", issue_id)
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
    """What the lifecycle calls a verb; the verb itself where it does not know it."""
    return the_lifecycle().label_of(verb) if verb in the_lifecycle().verbs else verb
