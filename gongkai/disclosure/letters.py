"""Letters to who subscribed to a data set: to confirm, and what changed. Each carries the link that ends it
(RFC 8058)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from gongkai.disclosure import declared
from gongkai.disclosure.models import DataSubscription, DataSubscriptionState
from gongkai.foundation.look.declared import word
from gongkai.foundation.mail.headings import heads
from gongkai.foundation.mail.post import post

ABOUT = "data_subscription"
LISTED = 20  # releases told one by one
_SALT = "gongkai.disclosure.subscriptions"


@dataclass(frozen=True, slots=True)
class Change:
    """What one release did to the rows somebody means. `number`: of the release."""

    number: int
    at: datetime
    added: int
    changed: int
    removed: int

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def token_of(subscription_id: int) -> str:
    """What the link in a letter holds: who has it may confirm and end this one subscription."""
    return signing.dumps(subscription_id, salt=_SALT)


def subscription_of(token: str) -> int | None:
    try:
        found = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return found if isinstance(found, int) else None


def manage_link(subscription_id: int) -> str:
    return f"{_site()}/data/subscriptions/{token_of(subscription_id)}/"


@heads(ABOUT)
def headings(identifier: str) -> Mapping[str, str]:
    """One-click: a POST to this address ends it, without signing in or a page."""
    return {
        "List-Unsubscribe": f"<{manage_link(int(identifier))}one-click/>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def post_confirmation(row: DataSubscription, now: datetime) -> None:
    with translation.override(row.language):
        title = word(declared.newest(row.data_set, timezone.localdate(now)).title)
        if row.state == DataSubscriptionState.CONFIRMED:
            subject = _("您已经订阅了“{title}”的更新").format(title=title)
            text = _("您已经订阅，不需要再做什么。\n\n更改或者退订：{link}")
        else:
            subject = _("请确认订阅“{title}”的更新").format(title=title)
            text = _(
                "有人用这个邮箱订阅这份数据的更新。是您本人的话，请打开下面的网址确认；不是的话，请不要理会，"
                "不会再收到邮件。\n\n{link}"
            )
        text = text.format(link=manage_link(row.pk))
    post(to=row.email, subject=subject, text=text, about=(ABOUT, row.pk), now=now)


def post_changes(row: DataSubscription, changes: Sequence[Change], now: datetime) -> None:
    """One letter for all `changes`, the newest first."""
    with translation.override(row.language):
        title = word(declared.newest(row.data_set, timezone.localdate(now)).title)
        lines = [_line(row.data_set, each) for each in changes[:LISTED]]
        if len(changes) > LISTED:
            more = _("还有 {number} 次更新：{link}")
            lines.append(more.format(number=len(changes) - LISTED, link=f"{_address(row.data_set)}releases/"))
        asked = f"?{row.question}" if row.question else ""
        lines.append(_("现在的名单：{link}").format(link=f"{_address(row.data_set)}{asked}"))
        foot = _("您收到这封邮件，是因为订阅了“{title}”的更新。更改或者退订：{link}").format(
            title=title, link=manage_link(row.pk)
        )
        subject = _("“{title}”有更新").format(title=title)
    post(to=row.email, subject=subject, text="\n\n".join([*lines, f"--\n{foot}"]), about=(ABOUT, row.pk),
         now=now)  # fmt: skip


def _line(data_set: str, each: Change) -> str:
    parts = (
        _("新增 {count} 行").format(count=each.added) if each.added else "",
        _("更改 {count} 行").format(count=each.changed) if each.changed else "",
        _("移出 {count} 行").format(count=each.removed) if each.removed else "",
    )
    on = timezone.localdate(each.at).isoformat()
    return f"{on}  {_('，').join(filter(None, parts))}\n{_address(data_set)}releases/{each.number}/"


def _address(data_set: str) -> str:
    return f"{_site()}/data/{data_set}/"


def _site() -> str:
    return settings.SITE_URL.rstrip("/")
