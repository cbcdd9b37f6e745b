"""Deliveries and postings: of a document, and what waits for a person."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing import law
from gongkai.publishing.channels import policy
from gongkai.publishing.channels.hints import TAKING_DOWN, WORDS, Hint
from gongkai.publishing.channels.models import Delivery, DeliveryState, Posting, PostingState, What
from gongkai.publishing.channels.outbox import GAZETTE
from gongkai.publishing.queries.visible import documents_visible_to, own_bodies

WAITS = (
    DeliveryState.FAILED, DeliveryState.UNSURE, DeliveryState.BY_HAND, DeliveryState.PROVED,
    DeliveryState.HELD,
)  # fmt: skip
"""States in which nothing goes on without a person."""

_WITH = ("edition", "document", "account", "media_list", "proof_file")


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """`of`: the account or list; `next`: what a person does now; `steps`: what this person may do."""

    id: int
    document_id: int
    title: str
    edition: int
    body: int
    what: What
    channel: str
    of: str
    state: DeliveryState
    at: datetime
    ended_at: datetime | None
    next_at: datetime | None
    attempts: int
    link: str
    error: str
    next: str
    proof_file: int | None
    proof_on: date | None
    proof_by: str
    steps: tuple[str, ...]
    posting_edition: int
    account: int | None


@dataclass(frozen=True, slots=True)
class PostingLine:
    """`steps` as above."""

    id: int
    document_id: int
    edition_id: int
    document_title: str
    body: int
    channel: str
    of: str
    account: int | None
    title: str
    text: str
    state: PostingState
    note: str
    prepared_by: str
    prepared_at: datetime
    approved_by: str
    revision: int
    steps: tuple[str, ...]


def of_document(actor: Actor, document_id: int, day: date) -> list[DeliveryLine]:
    """Everything that went anywhere, newest edition first. Ask for the document first whether it is seen."""
    found = Delivery.objects.filter(document__in=documents_visible_to(actor, day).filter(pk=document_id))
    rows = found.select_related(*_WITH).order_by("-edition__number", "what", "pk")
    return _lines(rows, actor, day)


def delivery(actor: Actor, delivery_id: int, day: date) -> DeliveryLine | None:
    """One that the person's body has to do with."""
    found = _known(actor, day).filter(pk=delivery_id).select_related(*_WITH)
    return next(iter(_lines(found, actor, day)), None)


def waiting(actor: Actor, day: date, *, limit: int = 200) -> list[DeliveryLine]:
    """What does not go on by itself, of the person's own bodies; dead letters first. The gazette's are the
    gazette's work."""
    own = policy.own(actor, day)
    found = Delivery.objects.filter(Q(account__body__in=own) | Q(account__isnull=True, body__in=own))
    found = found.filter(state__in=WAITS).exclude(state=DeliveryState.UNSURE, hint="")
    found = found.exclude(channel=GAZETTE, state=DeliveryState.HELD)
    rows = list(found.select_related(*_WITH).order_by("pk")[:limit])
    order = list(WAITS)
    return _lines(sorted(rows, key=lambda each: order.index(DeliveryState(each.state))), actor, day)


def dead() -> QuerySet[Delivery]:
    """What failed for good, or of which nobody can say whether it is out."""
    unsure = Q(state=DeliveryState.UNSURE, hint=Hint.SETTLE)
    return Delivery.objects.filter(Q(state=DeliveryState.FAILED) | unsure)


def dead_of(actor: Actor, day: date, *, limit: int = 20) -> list[DeliveryLine]:
    """Those of the person's own bodies that he can do something about, oldest first."""
    own = policy.own(actor, day)
    found = dead().filter(Q(account__body__in=own) | Q(account__isnull=True, body__in=own))
    return [
        each for each in _lines(found.select_related(*_WITH).order_by("pk")[:limit], actor, day) if each.steps
    ]


def listed(
    actor: Actor, day: date, *, states: Collection[str] = (), channel: str = "", before: int | None = None,
    limit: int = 30,
) -> list[DeliveryLine]:  # fmt: skip
    """Newest first, of the bodies one knows."""
    found = _known(actor, day)
    if states:
        found = found.filter(state__in=list(states))
    if channel:
        found = found.filter(channel=channel)
    if before is not None:
        found = found.filter(pk__lt=before)
    return _lines(found.select_related(*_WITH).order_by("-pk")[:limit], actor, day)


def postings_of(actor: Actor, document_id: int, day: date) -> list[PostingLine]:
    """The words for a document: of what is not out only its own body's people read them."""
    document = documents_visible_to(actor, day).filter(pk=document_id).first()
    if document is None:
        return []
    found = Posting.objects.filter(document=document).exclude(state=PostingState.DROPPED)
    if document.first_released_at is None and document.body_id not in own_bodies(actor, day):
        found = found.filter(body__in=policy.own(actor, day))
    return _postings(found.order_by("-edition__number", "pk"), actor, day)


def posting(actor: Actor, posting_id: int, day: date) -> PostingLine | None:
    found = Posting.objects.filter(pk=posting_id, body__in=policy.own(actor, day))
    return next(iter(_postings(found, actor, day)), None)


def to_approve(actor: Actor, day: date) -> list[PostingLine]:
    """Words that wait for somebody like the person."""
    bodies = actor.bodies_as(*policy.APPROVERS)
    found = Posting.objects.filter(body__in=bodies, state=PostingState.PROPOSED)
    return _postings(found.exclude(prepared_by=actor.code).order_by("prepared_at", "pk"), actor, day)


def to_rewrite(actor: Actor, day: date) -> list[PostingLine]:
    """Words that came back."""
    bodies = actor.bodies_as(*policy.PREPARERS)
    found = Posting.objects.filter(body__in=bodies, state=PostingState.RETURNED)
    return _postings(found.order_by("prepared_at", "pk"), actor, day)


def channel_title(code: str) -> str:
    found = law.rules().channels.find(code)
    return found.title if found else code


def _known(actor: Actor, day: date) -> QuerySet[Delivery]:
    known = policy.known(actor, day)
    return Delivery.objects.filter(Q(body__in=known) | Q(account__body__in=known))


def _lines(rows: Iterable[Delivery], actor: Actor, day: date) -> list[DeliveryLine]:
    return [
        DeliveryLine(
            each.pk, each.document_id, each.edition.title, each.edition.number, each.body_id,
            What(each.what), each.channel, _of(each), DeliveryState(each.state), each.at, each.ended_at,
            each.next_at, each.attempts, each.link, each.error, _next(each),
            each.proof_file_id, each.proof_on, each.proof_by, _steps(each, actor, day), each.edition_id,
            each.account_id,
        )
        for each in rows
    ]  # fmt: skip


def _next(row: Delivery) -> str:
    words = TAKING_DOWN if row.what == What.WITHDRAW else WORDS
    return str(words[Hint(row.hint)]) if row.hint else ""


def _of(row: Delivery) -> str:
    if row.account is not None:
        return row.account.name
    return row.media_list.name if row.media_list is not None else ""


def _steps(row: Delivery, actor: Actor, day: date) -> tuple[str, ...]:
    body = row.account.body_id if row.account is not None else row.body_id
    state = row.state
    found = []
    if policy.may_prepare(actor, body, day) is None:
        if row.account is not None and row.what == What.PUBLISH and row.hint == Hint.WORDS:
            found.append("words")
        if state == DeliveryState.FAILED and row.hint != Hint.WORDS:
            found.append("resend")
        if state == DeliveryState.UNSURE:
            found.append("settle")
        if state in (DeliveryState.BY_HAND, DeliveryState.FAILED):
            found.append("prove")
        if state in (DeliveryState.BY_HAND, DeliveryState.FAILED, DeliveryState.HELD) and not (
            row.channel == GAZETTE and row.what == What.PUBLISH
        ):
            found.append("end")
    if state == DeliveryState.PROVED and policy.may_check(actor, body, day, row.proof_by) is None:
        found.append("check")
    return tuple(found)


def _postings(rows: QuerySet[Posting], actor: Actor, day: date) -> list[PostingLine]:
    return [
        PostingLine(
            each.pk, each.document_id, each.edition_id, each.edition.title, each.body_id, each.channel,
            each.account.name if each.account is not None else "", each.account_id, each.title, each.text,
            PostingState(each.state), each.note, each.prepared_by, each.prepared_at, each.approved_by,
            each.revision, _posting_steps(each, actor, day),
        )
        for each in rows.select_related("edition", "account")
    ]  # fmt: skip


def _posting_steps(row: Posting, actor: Actor, day: date) -> tuple[str, ...]:
    found = []
    if policy.may_prepare(actor, row.body_id, day) is None:
        found += ["prepare"] if row.account_id is not None else []
        found.append("drop")
    answer: Refused | None = policy.may_approve(actor, row.body_id, day, row.prepared_by)
    if row.state == PostingState.PROPOSED and answer is None:
        found += ["approve", "return"]
    return tuple(found)


def deliveries_of(edition_ids: Collection[int], channel: str) -> dict[int, int]:
    """The deliveries of editions by a channel that has one of each, by edition."""
    rows = Delivery.objects.filter(edition__in=edition_ids, channel=channel, what=What.PUBLISH)
    return dict(rows.order_by("pk").values_list("edition_id", "pk"))


def postings_by(edition_ids: Collection[int], account_id: int) -> list[int]:
    """The postings of editions by an account."""
    rows = Posting.objects.filter(edition__in=edition_ids, account=account_id)
    return list(rows.order_by("pk").values_list("pk", flat=True))
