"""The register of accounts with what each has done lately, and lists of media."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Q
from django.utils import timezone

from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing import law
from gongkai.publishing.channels import policy
from gongkai.publishing.channels.dates import review_due
from gongkai.publishing.channels.models import (
    Account,
    AccountState,
    Delivery,
    DeliveryState,
    InboxMessage,
    MediaList,
    What,
)
from gongkai.publishing.channels.queries.inbox import OPEN


@dataclass(frozen=True, slots=True)
class Activity:
    """What the inspection asks of an account (国办秘函〔2019〕19号). `posts`: within the silent days;
    `silent`: an open account without a post in them."""

    last_post: datetime | None
    posts: int
    silent: bool
    messages: int
    answered: int
    waiting: int


@dataclass(frozen=True, slots=True)
class AccountCard:
    """`review_due`: the day of the yearly look; `is_connected`: the system can post."""

    id: int
    body: int
    platform: str
    platform_title: str
    by_machine: bool
    name: str
    address: str
    responsible: str
    phone: str
    filed_number: str
    state: AccountState
    opened_on: date
    state_on: date
    reviewed_on: date
    review_due: date
    is_connected: bool
    key: str
    cover: str
    is_sample: bool
    revision: int
    activity: Activity


@dataclass(frozen=True, slots=True)
class Poster:
    """An account that may post."""

    id: int
    body: int
    platform: str
    name: str


@dataclass(frozen=True, slots=True)
class MediaListCard:
    id: int
    body: int
    name: str
    channel: str
    kinds: tuple[str, ...]
    contacts: tuple[tuple[str, str], ...]


def accounts(actor: Actor, now: datetime, *, closed: bool = False) -> list[AccountCard]:
    """Of the bodies one knows, in their order."""
    found = Account.objects.filter(body__in=policy.known(actor, timezone.localdate(now)))
    if not closed:
        found = found.exclude(state=AccountState.CLOSED)
    rows = list(found.order_by("body_id", "platform", "pk"))
    done = activity(rows, now)
    return [_card(each, done[each.pk]) for each in rows]


def account(actor: Actor, account_id: int, now: datetime) -> AccountCard | None:
    found = Account.objects.filter(pk=account_id, body__in=policy.known(actor, timezone.localdate(now)))
    row = found.first()
    return _card(row, activity([row], now)[row.pk]) if row else None


def accounts_to_post(actor: Actor) -> list[Poster]:
    """Open accounts of the bodies for which the person prepares."""
    bodies = actor.bodies_as(*policy.PREPARERS)
    found = Account.objects.filter(body__in=bodies, state=AccountState.OPEN).order_by("platform", "pk")
    return [Poster(each.pk, each.body_id, each.platform, each.name) for each in found]


def activity(rows: Collection[Account], now: datetime) -> Mapping[int, Activity]:
    """Three statements, whatever their number."""
    silent = timedelta(days=law.rules().channels.new_media.silent_days)
    ids = [each.pk for each in rows]
    posts = Delivery.objects.filter(account__in=ids, what=What.PUBLISH, state=DeliveryState.ARRIVED)
    recent = Count("pk", filter=Q(ended_at__gte=now - silent))
    posted = {
        number: (last, count)
        for number, last, count in posts.order_by()
        .values_list("account")
        .annotate(last=Max("ended_at"), recent=recent)
    }
    messages = {
        row["account"]: row
        for row in InboxMessage.objects.filter(account__in=ids)
        .order_by()
        .values("account")
        .annotate(
            all=Count("pk"), answered=Count("pk", filter=Q(state="answered")),
            waiting=Count("pk", filter=Q(state__in=OPEN)),
        )
    }  # fmt: skip
    made = {}
    for each in rows:
        last, count = posted.get(each.pk, (None, 0))
        said = messages.get(each.pk, {"all": 0, "answered": 0, "waiting": 0})
        made[each.pk] = Activity(
            last, count, each.state == AccountState.OPEN and count == 0, said["all"], said["answered"],
            said["waiting"],
        )  # fmt: skip
    return made


def media_lists(actor: Actor, day: date) -> list[MediaListCard]:
    """Of one's own bodies: they hold people's addresses."""
    found = MediaList.objects.filter(body__in=policy.own(actor, day), is_active=True)
    return [_list(each) for each in found.order_by("body_id", "name")]


def media_list(actor: Actor, list_id: int, day: date) -> MediaListCard | None:
    found = MediaList.objects.filter(pk=list_id, body__in=policy.own(actor, day), is_active=True).first()
    return _list(found) if found else None


def _list(row: MediaList) -> MediaListCard:
    contacts = tuple((each["name"], each["email"]) for each in row.contacts)
    return MediaListCard(row.pk, row.body_id, row.name, row.channel, tuple(row.kinds), contacts)


def _card(row: Account, done: Activity) -> AccountCard:
    platform = law.rules().channels.platform_of(row.platform)
    return AccountCard(
        row.pk, row.body_id, row.platform, platform.title, platform.by_machine, row.name, row.address,
        row.responsible, row.phone, row.filed_number, AccountState(row.state), row.opened_on, row.state_on,
        row.reviewed_on, review_due(row.reviewed_on), bool(row.secret), row.key, row.cover, row.is_sample,
        row.revision, done,
    )  # fmt: skip
