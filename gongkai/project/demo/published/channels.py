"""What went out beside the site: posts on microblog and WeChat, notices on boards with their proof."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from gongkai.foundation.organisations.queries import actor_for
from gongkai.foundation.organisations.roles import SYSTEM, Actor
from gongkai.project.demo.city import SampleBody
from gongkai.project.demo.ground import IN_OFFICE_FROM, YEAR, done, moment
from gongkai.publishing.channels import actions, outbox
from gongkai.publishing.channels.actions import AccountFacts
from gongkai.publishing.channels.queries.deliveries import delivery_of

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
        for edition in editions[:several]:
            if channel in accounts:
                _post(edition, accounts[channel], people, now)
            else:
                _hang_out(edition, channel, people, now)


def _post(edition: Any, account: int, people: tuple[Actor, Actor], now: datetime) -> None:
    """Written by one, approved by another; the sample's platform, which is none, takes it at once."""
    writer, approver = people
    posting = done(
        actions.prepare(
            actor=writer, now=now, edition_id=edition.pk, account_id=account,
            title=edition.title[:_LONGEST_TITLE], text=edition.text.strip()[:_LONGEST],
        )
    )  # fmt: skip
    done(actions.approve(actor=approver, now=now, posting_id=posting.pk))
    delivery = delivery_of(edition.pk, posting.channel, posting.pk)
    outbox.handed_over(delivery, f"https://{posting.channel}.sample.invalid/{delivery}", now)
    done(actions.arrive(actor=SYSTEM, now=now, delivery_id=delivery))


def _hang_out(edition: Any, channel: str, people: tuple[Actor, Actor], now: datetime) -> None:
    """By hand, with a proof that another person has looked at."""
    done(actions.choose(actor=people[0], now=now, edition_id=edition.pk, channel=channel))
    delivery = delivery_of(edition.pk, channel)
    done(
        actions.prove(
            actor=people[0], now=now, delivery_id=delivery, on=now.date(),
            link=f"https://proof.sample.invalid/{delivery}",
        )
    )  # fmt: skip
    done(actions.check(actor=people[1], now=now, delivery_id=delivery, agreed=True))
