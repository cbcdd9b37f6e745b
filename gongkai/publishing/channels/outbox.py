"""What a release, a new edition or a withdrawal puts into the outbox, in its own transaction.

The portal and its feeds read the database: they have it the moment the release is committed. Everything else
waits here for background work, or for a person.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db.models import Q

from gongkai.core.publishing.kinds import GazetteDuty
from gongkai.foundation.ledger.rows import save_columns
from gongkai.foundation.tasks.queue import enqueue
from gongkai.publishing import law
from gongkai.publishing.channels.hints import Hint
from gongkai.publishing.channels.models import (
    AccountState,
    Delivery,
    DeliveryState,
    MediaList,
    Posting,
    PostingState,
    What,
)
from gongkai.publishing.models import Edition

SEND = "channels.send"
TELL = "channels.tell_subscribers"
WEBSITE, SUBSCRIBERS, GAZETTE = "website", "targeted", "gazette"

NOT_OUT = (DeliveryState.HELD, DeliveryState.QUEUED, DeliveryState.FAILED, DeliveryState.BY_HAND)
"""Nothing has left yet, for certain."""

MAYBE_OUT = (
    DeliveryState.ARRIVED, DeliveryState.SENDING, DeliveryState.UNDER_WAY, DeliveryState.UNSURE,
    DeliveryState.PROVED,
)  # fmt: skip
"""Something has left, or may have."""

_SOME_LETTERS = Q(state=DeliveryState.FAILED, media_list__isnull=False)
"""Of several letters some did not arrive; the others did."""


def released(edition_ids: Collection[int], now: datetime) -> None:
    """One row for each channel each of the editions goes to."""
    if not edition_ids:
        return
    editions = list(Edition.objects.select_related("document").filter(pk__in=edition_ids).order_by("pk"))
    lists = MediaList.objects.filter(body__in={each.body_id for each in editions}, is_active=True)
    approved = Posting.objects.filter(edition__in=editions, state=PostingState.APPROVED)
    media, postings = list(lists.order_by("pk")), list(approved.select_related("account").order_by("pk"))
    _put([row for each in editions for row in _of_edition(each, media, postings, now)])


def _of_edition(
    edition: Edition, media: Collection[MediaList], postings: Collection[Posting], now: datetime
) -> list[Delivery]:
    """`media` and `postings` of this edition and others."""
    document = edition.document
    rows = [_row(edition, WEBSITE, DeliveryState.ARRIVED, now), _row(edition, SUBSCRIBERS, _QUEUED, now)]
    rows += _to_gazette(edition, now)
    rows += [
        _to_list(edition, each, now)
        for each in media
        if each.body_id == document.body_id and document.kind in each.kinds
    ]
    rows += [of_posting(each, edition, now) for each in postings if each.edition_id == edition.pk]
    if edition.number > 1:
        rows += _where_earlier_went(edition, rows, now)
    return rows


def withdrawn(document_id: int, now: datetime) -> None:
    """撤回 follows to each channel it went to; what has not left stays here."""
    published = Delivery.objects.filter(document=document_id, what=What.PUBLISH)
    published.filter(state__in=NOT_OUT).exclude(_SOME_LETTERS).update(
        state=DeliveryState.DROPPED, ended_at=now, next_at=None, hint=""
    )
    gone = set(
        Delivery.objects.filter(document=document_id, what=What.WITHDRAW).values_list(
            "edition_id", "channel", "target"
        )
    )
    rows = []
    left = published.filter(Q(state__in=MAYBE_OUT) | _SOME_LETTERS)
    for each in left.select_related("edition", "account").order_by("pk"):
        if (each.edition_id, each.channel, each.target) not in gone:
            rows.append(take_back(each, now))
    _put(_newest_of_plain(rows))


def take_back(delivery: Delivery, now: datetime) -> Delivery:
    """The row that takes back what `delivery` brought, not yet saved."""
    state = {
        WEBSITE: DeliveryState.ARRIVED, SUBSCRIBERS: DeliveryState.QUEUED
    }.get(delivery.channel, DeliveryState.BY_HAND)  # fmt: skip
    if delivery.media_list_id is not None or _posts_itself(delivery):
        state = DeliveryState.QUEUED
    return Delivery(
        edition=delivery.edition, document_id=delivery.document_id, body_id=delivery.body_id,
        what=What.WITHDRAW, channel=delivery.channel, target=delivery.target, account_id=delivery.account_id,
        media_list_id=delivery.media_list_id, state=state, at=now,
        ended_at=now if state is DeliveryState.ARRIVED else None,
        hint=Hint.BY_HAND if state is DeliveryState.BY_HAND else "",
    )  # fmt: skip


def of_posting(posting: Posting, edition: Edition, now: datetime) -> Delivery:
    """The row for a posting, not yet saved: it waits while its words were approved for another text."""
    state, hint = DeliveryState.QUEUED, ""
    if posting.account is None or not _by_machine(posting.account.platform):
        state, hint = DeliveryState.BY_HAND, Hint.BY_HAND
    elif posting.digest != edition.digest:
        state, hint = DeliveryState.HELD, Hint.WORDS
    row = _row(edition, posting.channel, state, now, hint)
    row.account_id, row.posting, row.target = posting.account_id, posting, target_of(posting.account_id)
    return row


def target_of(account_id: int | None) -> str:
    return f"account:{account_id}" if account_id else ""


def put(rows: Iterable[Delivery]) -> None:
    """Save rows and have background work look at those that wait for it."""
    _put(list(rows))


def send_soon(delivery: Delivery) -> None:
    """Have background work look at a saved row, at its time."""
    if delivery.channel == SUBSCRIBERS:
        enqueue(TELL, once=TELL)
    else:
        enqueue(SEND, at=delivery.next_at, delivery=delivery.pk)


_QUEUED = DeliveryState.QUEUED


def _put(rows: list[Delivery]) -> None:
    queued = [row for row in Delivery.objects.bulk_create(rows) if row.state == DeliveryState.QUEUED]
    for row in queued:
        if row.channel != SUBSCRIBERS:
            send_soon(row)
    for row in [row for row in queued if row.channel == SUBSCRIBERS][:1]:
        send_soon(row)  # one job tells subscribers of all


def _row(edition: Edition, channel: str, state: DeliveryState, now: datetime, hint: str = "") -> Delivery:
    return Delivery(
        edition=edition, document_id=edition.document_id, body_id=edition.body_id, what=What.PUBLISH,
        channel=channel, state=state, at=now, hint=hint,
        ended_at=now if state is DeliveryState.ARRIVED else None,
    )  # fmt: skip


def _to_gazette(edition: Edition, now: datetime) -> list[Delivery]:
    """Every rule and normative document must be in the gazette; the row waits for the issue."""
    if law.kind_of(edition.document.kind).gazette is not GazetteDuty.MUST:
        return []
    return [_row(edition, GAZETTE, DeliveryState.HELD, now, Hint.GAZETTE)]


def _to_list(edition: Edition, media: MediaList, now: datetime) -> Delivery:
    row = _row(edition, media.channel, DeliveryState.QUEUED, now)
    row.media_list, row.target = media, f"list:{media.pk}"
    return row


def _where_earlier_went(edition: Edition, rows: list[Delivery], now: datetime) -> list[Delivery]:
    """A new edition follows to where earlier ones went: media by themselves; an account wants new words, a
    manual channel a person. What of earlier ones has not left does not leave any more."""
    before = Delivery.objects.filter(document=edition.document_id, what=What.PUBLISH).exclude(edition=edition)
    there = {(each.channel, each.target) for each in rows}
    made = []
    for each in before.exclude(state=DeliveryState.DROPPED).select_related("account").order_by("pk"):
        if (each.channel, each.target) not in there:
            there.add((each.channel, each.target))
            row = _follow(edition, each, now)
            if row is not None:
                made.append(row)
    before.filter(state__in=NOT_OUT).update(state=DeliveryState.DROPPED, ended_at=now, next_at=None, hint="")
    return made


def _follow(edition: Edition, earlier: Delivery, now: datetime) -> Delivery | None:
    if earlier.media_list_id is not None:
        media = MediaList.objects.filter(pk=earlier.media_list_id, is_active=True).first()
        return _to_list(edition, media, now) if media else None
    if earlier.account is not None and earlier.account.state == AccountState.CLOSED:
        return None
    state, hint = (
        (DeliveryState.HELD, Hint.WORDS) if _posts_itself(earlier) else (DeliveryState.BY_HAND, Hint.BY_HAND)
    )
    row = _row(edition, earlier.channel, state, now, hint)
    row.account_id, row.target = earlier.account_id, earlier.target
    return row


def _posts_itself(delivery: Delivery) -> bool:
    return delivery.account is not None and _by_machine(delivery.account.platform)


def _by_machine(platform: str) -> bool:
    return law.rules().channels.platform_of(platform).by_machine


def _newest_of_plain(rows: list[Delivery]) -> list[Delivery]:
    """Site, subscribers and media are told once of a withdrawal, of the newest edition; an account takes down
    each of its posts."""
    newest: dict[tuple[str, str], Delivery] = {}
    posts = []
    for each in rows:
        if each.account_id is not None:
            posts.append(each)
        else:
            newest[each.channel, each.target] = each
    return [*newest.values(), *posts]


def handed_over(links: Mapping[int, str], now: datetime) -> None:
    """Queued deliveries were given to their platform, which has not said yet that they are out: where they
    will stand, by delivery."""
    rows = list(Delivery.objects.select_for_update().filter(pk__in=links, state=DeliveryState.QUEUED))
    for row in rows:
        row.state, row.claimed_at, row.attempts = DeliveryState.UNDER_WAY, now, 1
        row.next_at, row.link = None, links[row.pk]
    save_columns(rows, ("state", "claimed_at", "attempts", "next_at", "link"))
