"""What went out beside the site: posts on microblog and WeChat, notices on boards with their proof."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from gongkai.foundation.organisations.queries import actor_for
from gongkai.foundation.organisations.roles import SYSTEM, Actor
from gongkai.project.demo.city import SampleBody
from gongkai.project.demo.ground import IN_OFFICE_FROM, YEAR, SampleRefusedError, done, moment
from gongkai.publishing.channels import actions, outbox
from gongkai.publishing.channels.actions import AccountFacts
from gongkai.publishing.channels.queries.deliveries import deliveries_of, postings_by

CELLS: Mapping[str, str] = {"microblog": "1.2.3", "wechat": "1.2.4", "notice_board": "1.2.5"}
"""The channels of the sample, and the row of the table each stands for."""

_PLATFORMS: Mapping[str, str] = {"microblog": "政务微博", "wechat": "政务微信"}
_LONGEST_TITLE, _LONGEST = 32, 110


def open_accounts(body: SampleBody) -> dict[str, int]:
    """The body's accounts, by platform."""
    now = moment(date(YEAR, 1, 4), 8, 50)
    keeper = actor_for(body.clerk, now.date())
    made = {}
    for platform, title in _PLATFORMS.items():
        facts = AccountFacts(
            name=f"{body.short_name}{title}（示例）", responsible=f"{body.short_name}填报人（示例）",
            opened_on=IN_OFFICE_FROM, address=f"https://{platform}.sample.invalid/{body.share.code}",
        )  # fmt: skip
        account = actions.register(
            actor=keeper, now=now, body_id=body.id, platform=platform, facts=facts, is_sample=True
        )
        made[platform] = done(account).pk
    return made


def carry(
    body: SampleBody, editions: Sequence[Any], much: Mapping[str, int], accounts: Mapping[str, int],
    now: datetime,
) -> None:  # fmt: skip
    """The first of a batch's released editions by each channel, as many as `much` says."""
    people = (actor_for(body.clerk, now.date()), actor_for(body.desk.head, now.date()))
    for channel, several in much.items():
        chosen = editions[:several]
        if chosen and channel in accounts:
            _post(chosen, channel, accounts[channel], people, now)
        elif chosen:
            _hang_out(chosen, channel, people, now)


def _post(
    editions: Sequence[Any], channel: str, account: int, people: tuple[Actor, Actor], now: datetime
) -> None:
    """Written by one, approved by another; the sample's platform, which is none, takes them at once."""
    writer, approver = people
    numbers = [each.pk for each in editions]
    words = {each.pk: (each.title[:_LONGEST_TITLE], each.text.strip()[:_LONGEST]) for each in editions}
    done(actions.prepare_many(actor=writer, now=now, account_id=account, words=words))
    done(actions.approve_many(actor=approver, now=now, posting_ids=postings_by(numbers, account)))
    deliveries = deliveries_of(numbers, channel).values()
    outbox.handed_over({each: f"https://{channel}.sample.invalid/{each}" for each in deliveries}, now)
    arrived = done(actions.arrive_many(actor=SYSTEM, now=now, delivery_ids=deliveries))
    _all_went(arrived, editions)


def _hang_out(editions: Sequence[Any], channel: str, people: tuple[Actor, Actor], now: datetime) -> None:
    """By hand, with a proof that another person has looked at."""
    keeper, other = people
    numbers = [each.pk for each in editions]
    done(actions.choose_many(actor=keeper, now=now, edition_ids=numbers, channel=channel))
    deliveries = deliveries_of(numbers, channel).values()
    links = {each: f"https://proof.sample.invalid/{each}" for each in deliveries}
    done(actions.prove_many(actor=keeper, now=now, links=links, on=now.date()))
    _all_went(done(actions.check_many(actor=other, now=now, delivery_ids=deliveries)), editions)


def _all_went(led: Any, editions: Sequence[Any]) -> None:
    if len(led.done) != len(editions):
        raise SampleRefusedError("；".join(str(refused.reason) for _, refused in led.held[:3]))
