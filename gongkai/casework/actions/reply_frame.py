"""What every verb on a reply shares: lock its case, then itself; compare; ask."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongkai.casework import policy
from gongkai.casework.actions.changes_told import reply_since
from gongkai.casework.actions.frame import Taken, locked
from gongkai.casework.composing import contents_of, digest_of
from gongkai.casework.models import Case, Reply
from gongkai.casework.policy import Conditions
from gongkai.core.lifecycle import Allowed
from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Overtaken, Refused, first_refusal
from gongkai.foundation.organisations.roles import Actor


class NoSuchReplyError(LookupError):
    """There is no such reply, or the person may not see its case."""


@dataclass
class TakenReply:
    """A reply locked for one verb together with its case; `state` is what the reply becomes."""

    reply: Reply
    case: Case
    taken: Taken
    actor: Actor
    now: datetime
    day: date
    state: str

    def keep(self, *, reason: str = "", **changes: Any) -> Reply:
        """Write the reply with its new state, one revision further."""
        revision = self.reply.revision + 1
        write(self.reply, reason=reason, state=self.state, revision=revision, **changes)
        return self.reply

    def digest(self) -> str:
        """Of all that is approved, as it stands now."""
        return digest_of(self.reply, contents_of(self.case, self.reply.enclosures))


type Judging = Callable[[TakenReply], Conditions]


def take_reply(
    verb: str,
    *,
    reply_id: int,
    actor: Actor,
    now: datetime,
    on: date | None = None,
    based_on: int | None = None,
    judging: Judging | None = None,
) -> TakenReply | Refused:
    """The reply, locked until the transaction ends, if `actor` may do `verb` on it now.

    `based_on` is the reply's revision the person saw. The case is locked first, as the verbs on cases do, so
    that the two never wait for each other. Raises NoSuchReplyError.
    """
    case_id = Reply.objects.filter(pk=reply_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise NoSuchReplyError(reply_id)
    taken = locked(case_id=case_id, actor=actor, now=now, on=on, based_on=None)
    if isinstance(taken, Refused):
        return taken
    reply = Reply.objects.select_for_update().get(pk=reply_id)
    found = TakenReply(reply, taken.case, taken, actor, now, taken.on, reply.state)
    refused = first_refusal(_stale(reply, based_on), _ended(found))
    if refused is not None:
        return refused
    decision = decide_reply(verb, found, judging(found) if judging else None)
    if isinstance(decision, Refused):
        return decision
    found.state = decision.state
    return found


def decide_reply(verb: str, of: TakenReply, conditions: Conditions | None = None) -> Allowed | Refused:
    """May the verb be done on the reply as it is, by who took it?"""
    held = policy.standing(of.actor, of.case.body_id, of.taken.day, case_id=of.case.pk)
    return policy.decide_in("reply", of.state, verb, held, conditions)


def _ended(of: TakenReply) -> Refused | None:
    """A draft goes nowhere once its request ended without a reply (withdrawn, abandoned)."""
    if of.case.closed_on is None or of.reply.sent_on is not None:
        return None
    return Refused(Message(N_("申请已经终止办理，这份答复不再办理。")))


def _stale(reply: Reply, based_on: int | None) -> Refused | None:
    """Who acts on an old revision is told who did what since."""
    if based_on is None or based_on == reply.revision:
        return None
    return Overtaken(
        Message(N_("您打开之后，这份答复已有人办理。请看看有什么变化，再决定是否继续。")),
        details=reply_since(reply, based_on),
    )
