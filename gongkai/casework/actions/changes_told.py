"""What happened to a case or a reply since somebody last looked, for whoever comes second."""

from gongkai.casework.law import lifecycle_of
from gongkai.casework.models import Case, Reply
from gongkai.core.messages import N_, Message
from gongkai.foundation.organisations.since import Told, told_since

_APPLICANT = Message(N_("申请人"))


def case_since(case: Case, revision: int) -> Told:
    """With the steps of its replies, which move the case on."""
    lifecycles = (lifecycle_of(case.kind), lifecycle_of("reply"))
    return told_since(
        "case",
        case.pk,
        revision,
        label_of=lambda verb: next((each.label_of(verb) for each in lifecycles if verb in each.verbs), verb),
        other=lambda code: _APPLICANT if code.startswith("applicant:") else code,
    )


def reply_since(reply: Reply, revision: int) -> Told:
    """The steps of its lifecycle; what follows of itself is left out."""
    life = lifecycle_of("reply")
    return told_since(
        "reply",
        reply.pk,
        revision,
        label_of=lambda verb: life.label_of(verb) if verb in life.verbs else None,
    )
