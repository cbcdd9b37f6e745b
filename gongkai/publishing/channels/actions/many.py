"""The same for many at once: what a batch of released items says by an account or on a board, and what became
of it. Each is judged as it is alone and has its own event under the verb for one; what is refused stays."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import Gathered, save_columns, write_recorded_new
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing import law
from gongkai.publishing.actions import Led, NoneLed
from gongkai.publishing.channels import outbox, policy
from gongkai.publishing.channels.actions import deliveries, postings
from gongkai.publishing.channels.hints import Hint
from gongkai.publishing.channels.models import (
    Account,
    Carried,
    Delivery,
    DeliveryState,
    Posting,
    PostingState,
    What,
)

_TOLD = ("state", "hint", "error", "link", "proof_on", "proof_by", "checked_by", "ended_at", "next_at")
"""Columns of a delivery that these verbs change."""


@verb("postings.prepare", of_each="posting.prepare")
def prepare_many(
    *, actor: Actor, now: datetime, account_id: int, words: Mapping[int, tuple[str, str]]
) -> Led | NoneLed | Refused:
    """批量拟写: title and text with which one account posts each edition; what has words already keeps
    them."""
    account = Account.objects.filter(pk=account_id).first()
    if account is None:
        return Refused(Message(N_("没有这个账号或者文件。")))
    day, gathered = timezone.localdate(now), Gathered()
    refused = first_refusal(policy.may_prepare(actor, account.body_id, day), postings.not_open(account))
    if refused is not None:
        return refused
    editions = {each.pk: each for each in postings.editions().filter(pk__in=words)}
    there = Posting.objects.filter(edition__in=words, account=account).exclude(state=PostingState.DROPPED)
    has = set(there.values_list("edition_id", flat=True))
    channel = law.rules().channels.platform_of(account.platform).channel

    def judged(number: int) -> Refused | None:
        edition, (title, text) = editions.get(number), words[number]
        if edition is None or number in has:
            return Refused(Message(N_("没有这份文件，或者已经拟写，请单独办理。")))
        refused = first_refusal(postings.out_of_reach(edition, account), postings.wrong(account, title, text))
        if refused is None:
            gathered.write(Posting(
                edition=edition, document_id=edition.document_id, body_id=account.body_id, account=account,
                channel=channel, title=title.strip(), text=text.strip(), state=PostingState.PROPOSED,
                prepared_by=actor.code, prepared_at=now, revision=1,
            ))  # fmt: skip
        return refused

    return _ended(sorted(words), judged, gathered.save)


@verb("postings.approve", of_each="posting.approve")
def approve_many(*, actor: Actor, now: datetime, posting_ids: Collection[int]) -> Led | NoneLed:
    """批量审核通过."""
    day, gathered = timezone.localdate(now), Gathered()
    rows = Posting.objects.select_for_update(of=("self",)).select_related("edition__document", "account")
    found = {row.pk: row for row in rows.filter(pk__in=posting_ids).order_by("pk")}
    approved: list[Posting] = []

    def judged(number: int) -> Refused | None:
        row = found.get(number)
        if row is None or row.account is None or row.state != PostingState.PROPOSED:
            return Refused(Message(N_("这份内容不在待审核的状态。")))
        refused = first_refusal(
            policy.may_approve(actor, row.body_id, day, row.prepared_by), postings.not_settled(row.edition),
            postings.not_open(row.account), postings.wrong(row.account, row.title, row.text),
        )  # fmt: skip
        if refused is None:
            gathered.write(
                row, state=PostingState.APPROVED, approved_by=actor.code, approved_at=now,
                digest=row.edition.digest, revision=row.revision + 1,
            )  # fmt: skip
            approved.append(row)
        return refused

    def save() -> None:
        gathered.save()
        _into_outbox(approved, now)

    return _ended(sorted(posting_ids), judged, save)


@verb("postings.choose", of_each="posting.choose")
def choose_many(
    *, actor: Actor, now: datetime, edition_ids: Collection[int], channel: str
) -> Led | NoneLed | Refused:
    """批量选定 a channel where people make the editions public."""
    declared = law.rules().channels.find(channel)
    if declared is None or declared.by_machine:
        return Refused(Message(N_("请选择一个由人办理的渠道。")))
    day, gathered = timezone.localdate(now), Gathered()
    editions = {each.pk: each for each in postings.editions().filter(pk__in=edition_ids)}
    there = Posting.objects.filter(edition__in=edition_ids, channel=channel, account=None)
    has = set(there.exclude(state=PostingState.DROPPED).values_list("edition_id", flat=True))
    chosen: list[Posting] = []

    def judged(number: int) -> Refused | None:
        edition = editions.get(number)
        if edition is None:
            return Refused(Message(N_("没有这个账号或者文件。")))
        if number in has:
            return Refused(Message(N_("已经选了这个渠道。")))
        refused = policy.may_prepare(actor, edition.body_id, day)
        if refused is None:
            row = Posting(
                edition=edition, document_id=edition.document_id, body_id=edition.body_id, channel=channel,
                state=PostingState.APPROVED, prepared_by=actor.code, prepared_at=now, digest=edition.digest,
            )  # fmt: skip
            gathered.write(row)
            chosen.append(row)
        return refused

    def save() -> None:
        gathered.save()
        _into_outbox(chosen, now)

    return _ended(sorted(edition_ids), judged, save)


@verb("channel_deliveries.arrive", of_each="channel_delivery.arrive")
def arrive_many(*, actor: Actor, now: datetime, delivery_ids: Collection[int]) -> Led | NoneLed | Refused:
    """批量登记送达: the other side has them."""
    refused = policy.system_only(actor)
    if refused is not None:
        return refused

    def judged(row: Delivery) -> Refused | None:
        return deliveries.unless(row, DeliveryState.UNDER_WAY)

    return _changed(delivery_ids, judged, lambda rows: _arrived(rows, now))


@verb("channel_deliveries.prove", of_each="channel_delivery.prove")
def prove_many(*, actor: Actor, now: datetime, links: Mapping[int, str], on: date) -> Led | NoneLed:
    """批量登记凭证: a link for each, all of one day. Another person checks them."""
    day = timezone.localdate(now)

    def judged(row: Delivery) -> Refused | None:
        link = links[row.pk]
        return first_refusal(
            policy.may_prepare(actor, deliveries.who(row), day), deliveries.unless(row, *deliveries.OPEN),
            deliveries.no_proof(on, link, b"", now), deliveries.bad_link(link),
        )  # fmt: skip

    def save(rows: list[Delivery]) -> None:
        for row in rows:
            deliveries.tell(row, DeliveryState.PROVED, str(on))
            row.state, row.hint, row.link = DeliveryState.PROVED, Hint.CHECK, links[row.pk].strip()
            row.proof_on, row.proof_by, row.next_at = on, actor.code, None
        save_columns(rows, _TOLD)

    return _changed(links, judged, save)


@verb("channel_deliveries.check", of_each="channel_delivery.check")
def check_many(*, actor: Actor, now: datetime, delivery_ids: Collection[int]) -> Led | NoneLed:
    """批量核对凭证, by another person: agreed."""
    day = timezone.localdate(now)

    def judged(row: Delivery) -> Refused | None:
        return first_refusal(
            deliveries.unless(row, DeliveryState.PROVED),
            policy.may_check(actor, deliveries.who(row), day, row.proof_by),
        )

    def save(rows: list[Delivery]) -> None:
        for row in rows:
            row.checked_by = actor.code
        _arrived(rows, now)

    return _changed(delivery_ids, judged, save)


def _ended(
    numbers: Iterable[int], judged: Callable[[int], Refused | None], save: Callable[[], None]
) -> Led | NoneLed:
    """Judge all, write those that may go on, and tell what became of each."""
    done, held = [], []
    for number in numbers:
        refused = judged(number)
        if refused is None:
            done.append(number)
        else:
            held.append((number, refused))
    if not done:
        return NoneLed(Message(N_("所选的都不能办理。")), held=tuple(held))
    save()
    return Led(tuple(done), tuple(held))


def _changed(
    delivery_ids: Collection[int],
    judging: Callable[[Delivery], Refused | None],
    save: Callable[[list[Delivery]], None],
) -> Led | NoneLed:
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("edition", "account")
    found = {row.pk: row for row in rows.filter(pk__in=delivery_ids).order_by("pk")}
    going: list[Delivery] = []

    def judged(number: int) -> Refused | None:
        row = found.get(number)
        refused = judging(row) if row is not None else Refused(Message(N_("没有这条发送记录。")))
        if refused is None and row is not None:
            going.append(row)
        return refused

    return _ended(sorted(delivery_ids), judged, lambda: save(going))


def _arrived(rows: list[Delivery], now: datetime) -> None:
    for row in rows:
        deliveries.tell(row, DeliveryState.ARRIVED)
        row.state, row.hint, row.error = DeliveryState.ARRIVED, "", ""
        row.ended_at, row.next_at = now, None
    save_columns(rows, _TOLD)
    published = [row for row in rows if row.what == What.PUBLISH]
    _count([(row, row.proof_on or timezone.localdate(now)) for row in published])
    for row in published:
        if row.edition.number > 1:
            deliveries.take_back_earlier(row, now)


def _count(arrived: list[tuple[Delivery, date]]) -> None:
    """As of one: an item once in each row of the statistics, and once by each channel and target."""
    documents = {row.document_id for row, _ in arrived}
    standing = Carried.objects.standing().filter(document__in=documents)
    there = set(standing.values_list("document_id", "channel", "target"))
    in_row = set(standing.values_list("document_id", "row"))
    new: list[Carried] = []
    for delivery, on in arrived:
        counted = deliveries.counted_in(delivery)
        which = (delivery.document_id, delivery.channel, delivery.target)
        if counted is None or which in there:
            continue
        there.add(which)
        new.append(Carried(
            document_id=delivery.document_id, body_id=delivery.body_id, row=counted, channel=delivery.channel,
            target=delivery.target, on=on, is_first=(delivery.document_id, counted) not in in_row,
        ))  # fmt: skip
        in_row.add((delivery.document_id, counted))
    write_recorded_new(new)


def _into_outbox(rows: list[Posting], now: datetime) -> None:
    """Those whose document is out. Where a delivery waits for the words, it goes on with them."""
    waiting: set[tuple[Any, ...]] = set(
        Delivery.objects.filter(edition__in=[row.edition_id for row in rows], what=What.PUBLISH).values_list(
            "edition_id", "channel", "target"
        )
    )
    fresh = []
    for row in rows:
        if (row.edition_id, row.channel, outbox.target_of(row.account_id)) in waiting:
            postings.into_outbox(row, row.edition, now)
        elif postings.is_out(row.edition):
            fresh.append(outbox.of_posting(row, row.edition, now))
    outbox.put(fresh)
