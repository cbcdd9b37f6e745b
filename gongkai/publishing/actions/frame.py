"""What every verb on a document or an edition shares: lock, compare, ask, write."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from gongkai.core.lifecycle import Allowed
from gongkai.core.messages import N_, Message
from gongkai.core.publishing.kinds import Kind
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Overtaken, Refused, first_refusal
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing import law, policy
from gongkai.publishing.actions.changes_told import document_or_edition_since
from gongkai.publishing.digests import digest_of
from gongkai.publishing.models import Document, Edition
from gongkai.publishing.policy import Conditions
from gongkai.publishing.queries.visible import (
    NoSuchDocumentError,
    NoSuchEditionError,
    documents_visible_to,
    editions_visible_to,
)

CLOCKS_MAY_DIFFER = timedelta(minutes=5)  # of the machines that serve one installation


@dataclass
class TakenDocument:
    """A document locked for one verb; `standing` is what it becomes. `put` writes a row: at once, or together
    with those of others (`Gathered.write`)."""

    document: Document
    actor: Actor
    now: datetime
    day: date
    standing: str
    put: Callable[..., object] = field(default=write, kw_only=True)

    @property
    def kind(self) -> Kind:
        return law.kind_of(self.document.kind)

    def keep_document(self, *, reason: str = "", **changes: Any) -> Document:
        """Write the document with its new standing: one revision further, whatever else changed."""
        document = self.document
        self.put(
            document, reason=reason, standing=self.standing, revision=document.revision + 1,
            touched_at=max(self.now, document.touched_at), **changes,
        )  # fmt: skip
        return document


@dataclass
class TakenEdition(TakenDocument):
    """An edition locked together with its document; `state` is what the edition becomes."""

    edition: Edition
    state: str

    def keep(self, *, reason: str = "", **changes: Any) -> Edition:
        """Write the edition with its new state, one revision further."""
        revision = self.edition.revision + 1
        self.put(self.edition, reason=reason, state=self.state, revision=revision, **changes)
        return self.edition

    def digest(self) -> str:
        """Of all that the public will read, as it stands now."""
        return digest_of(self.edition)

    def wrote(self) -> list[str]:
        """The writers, with who acts now among them."""
        writers: list[str] = self.edition.writers
        return writers if self.actor.code in writers else [*writers, self.actor.code]


type JudgingDocument = Callable[[TakenDocument], Conditions]
type JudgingEdition = Callable[[TakenEdition], Conditions]


def take_document(
    verb: str,
    *,
    document_id: int,
    actor: Actor,
    now: datetime,
    based_on: int | None = None,
    judging: JudgingDocument | None = None,
) -> TakenDocument | Refused:
    """The document, locked until the transaction ends, if `actor` may do `verb` on it now.

    `based_on` is the revision the person saw: if somebody acted since, he is told who did what.
    Raises NoSuchDocumentError when the person may not see it.
    """
    day = timezone.localdate(now)
    found = documents_visible_to(actor, day).select_for_update(of=("self",)).filter(pk=document_id).first()
    if found is None:
        raise NoSuchDocumentError(document_id)
    refused = first_refusal(_stale_document(found, based_on), _clock_fell_back(found, now))
    if refused is not None:
        return refused
    taken = TakenDocument(found, actor, now, day, found.standing)
    decision = decide_document(verb, taken, judging(taken) if judging else None)
    if isinstance(decision, Refused):
        return decision
    taken.standing = decision.state
    return taken


def decide_document(verb: str, of: TakenDocument, conditions: Conditions | None = None) -> Allowed | Refused:
    """May the verb be done on the document as it is, by who took it?"""
    held = policy.standing(of.actor, of.document.body_id, of.day)
    return policy.decide("document", of.document.standing, verb, held, conditions)


def take_edition(
    verb: str,
    *,
    edition_id: int,
    actor: Actor,
    now: datetime,
    based_on: int | None = None,
    judging: JudgingEdition | None = None,
) -> TakenEdition | Refused:
    """The same for an edition. The document is locked first, so that verbs on either wait for each other in
    one order. Raises NoSuchEditionError."""
    taken = locked_edition(edition_id=edition_id, actor=actor, now=now, based_on=based_on)
    if isinstance(taken, Refused):
        return taken
    decision = decide_edition(verb, taken, judging(taken) if judging else None)
    if isinstance(decision, Refused):
        return decision
    taken.state = decision.state
    return taken


def locked_edition(
    *, edition_id: int, actor: Actor, now: datetime, based_on: int | None = None
) -> TakenEdition | Refused:
    """The same before the lifecycle is asked."""
    day = timezone.localdate(now)
    seen = editions_visible_to(actor, day).filter(pk=edition_id)
    document_id = seen.values_list("document_id", flat=True).first()
    if document_id is None:
        raise NoSuchEditionError(edition_id)
    document = Document.objects.select_for_update().get(pk=document_id)
    edition = Edition.objects.select_for_update().get(pk=edition_id)
    edition.document = document
    refused = not_as_seen(edition, based_on, now)
    if refused is not None:
        return refused
    return TakenEdition(document, actor, now, day, document.standing, edition, edition.state)


def not_as_seen(edition: Edition, based_on: int | None, now: datetime) -> Refused | None:
    """Why nothing is done on it: somebody acted since the person looked, or the clock fell back."""
    return first_refusal(_stale_edition(edition, based_on), _clock_fell_back(edition.document, now))


def decide_edition(verb: str, of: TakenEdition, conditions: Conditions | None = None) -> Allowed | Refused:
    """May the verb be done on the edition as it stands, by who took it?"""
    held = policy.standing(of.actor, of.document.body_id, of.day)
    return policy.decide("edition", of.state, verb, held, conditions)


def _stale_document(document: Document, based_on: int | None) -> Refused | None:
    if based_on is None or based_on == document.revision:
        return None
    return Overtaken(
        Message(N_("您打开之后，这份文件已有人办理。请看看有什么变化，再决定是否继续。")),
        details=document_or_edition_since("document", document.pk, based_on),
    )


def _stale_edition(edition: Edition, based_on: int | None) -> Refused | None:
    if based_on is None or based_on == edition.revision:
        return None
    return Overtaken(
        Message(N_("您打开之后，这一版本已有人办理。请看看有什么变化，再决定是否继续。")),
        details=document_or_edition_since("edition", edition.pk, based_on),
    )


def _clock_fell_back(document: Document, now: datetime) -> Refused | None:
    if now >= document.touched_at - CLOCKS_MAY_DIFFER:
        return None
    values = {"last": timezone.localtime(document.touched_at).strftime("%Y-%m-%d %H:%M")}
    return Refused(
        Message(N_("本机时间早于这份文件上一次办理的时间（{last}）。请管理员核对系统时钟后再办理。"), values)
    )
