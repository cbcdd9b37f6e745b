"""What happened to a case since somebody last looked, for whoever comes second."""

from django.utils import timezone

from gongkai.casework.law import lifecycle_of
from gongkai.casework.models import Case
from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.queries import told
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import SYSTEM

type Told = tuple[tuple[str, Message], ...]

_APPLICANT = Message(N_("申请人"))
_SYSTEM = Message(N_("系统"))


def told_since(case: Case, revision: int) -> Told:
    """One line a verb, oldest first: when, who, what. The key is the verb."""
    events = [
        event
        for event in told("case", case.pk)
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
                    or (_SYSTEM if event.actor == SYSTEM.code else _other(event.actor)),
                    "label": Message(_label(case.kind, event.verb)),
                },
            ),
        )
        for event in events
    )


def _other(code: str) -> Message | str:
    return _APPLICANT if code.startswith("applicant:") else code


def _label(kind: str, verb: str) -> str:
    lifecycles = (lifecycle_of(kind), lifecycle_of("reply"))
    return next((each.label_of(verb) for each in lifecycles if verb in each.verbs), verb)
