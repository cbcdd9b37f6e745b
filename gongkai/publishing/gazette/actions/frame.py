"""What every verb on an issue shares: lock, compare, ask, write."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import snapshot, subject_of, write
from gongkai.foundation.ledger.verbs import Overtaken, Refused, record
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.organisations.since import told_since
from gongkai.publishing.gazette import policy
from gongkai.publishing.gazette.models import Issue
from gongkai.publishing.gazette.policy import Conditions
from gongkai.publishing.gazette.queries.visible import NoSuchIssueError, issues_visible_to


@dataclass
class TakenIssue:
    """An issue locked for one verb; `state` is what it becomes."""

    issue: Issue
    actor: Actor
    now: datetime
    day: date
    state: str

    def keep(self, *, reason: str = "", **changes: Any) -> Issue:
        """Write the issue with its new state, one revision further."""
        issue = self.issue
        write(
            issue, reason=reason, state=self.state, revision=issue.revision + 1,
            touched_at=max(self.now, issue.touched_at), **changes,
        )  # fmt: skip
        return issue

    def wrote(self) -> list[str]:
        """Who put it together, with who acts now among them."""
        writers: list[str] = self.issue.writers
        return writers if self.actor.code in writers else [*writers, self.actor.code]


type Judging = Callable[[TakenIssue], Conditions]


def take_issue(
    verb: str,
    *,
    issue_id: int,
    actor: Actor,
    now: datetime,
    based_on: int | None = None,
    judging: Judging | None = None,
) -> TakenIssue | Refused:
    """The issue, locked until the transaction ends, if `actor` may do `verb` on it now. `based_on` is the
    revision the person saw. Raises NoSuchIssueError when he may not see it."""
    day = timezone.localdate(now)
    seen = issues_visible_to(actor, day).select_related("gazette")
    found = seen.select_for_update(of=("self",)).filter(pk=issue_id).first()
    if found is None:
        raise NoSuchIssueError(issue_id)
    if based_on is not None and based_on != found.revision:
        life = policy.the_lifecycle()
        return Overtaken(
            Message(N_("您打开之后，这一期已有人编辑。请看看有什么变化，再决定是否继续。")),
            details=told_since(
                "gazette_issue",
                found.pk,
                based_on,
                label_of=lambda verb: life.label_of(verb) if verb in life.verbs else verb,
            ),
        )
    taken = TakenIssue(found, actor, now, day, found.state)
    held = policy.standing(actor, found.body_id, day)
    decision = policy.decide(found.state, verb, held, judging(taken) if judging else None)
    if isinstance(decision, Refused):
        return decision
    taken.state = decision.state
    return taken


def gone(row: models.Model, body: int) -> None:
    """Take a row away; the ledger keeps what it was. Inside a verb."""
    record(subject=(subject_of(type(row)), row.pk), body=body, before=snapshot(row), after=None)
    row.delete()
