"""Letters to subscribers: to confirm, and what is new. Each carries the link that ends it (RFC 8058)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.utils import translation
from django.utils.translation import gettext as _

from gongkai.foundation.mail.headings import heads
from gongkai.foundation.mail.post import post
from gongkai.publishing.channels.models import MailSubscription, MailSubscriptionState, News
from gongkai.publishing.queries.public import ItemCard

ABOUT = "mail_subscription"
LISTED = 30
_SALT = "gongkai.publishing.channels.subscriptions"


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
    return f"{settings.SITE_URL.rstrip('/')}/subscriptions/{token_of(subscription_id)}/"


@heads(ABOUT)
def headings(identifier: str) -> Mapping[str, str]:
    """One-click: a POST to this address ends it, without signing in or a page."""
    return {
        "List-Unsubscribe": f"<{manage_link(int(identifier))}one-click/>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def post_confirmation(row: MailSubscription, now: datetime) -> None:
    with translation.override(row.language):
        if row.state == MailSubscriptionState.CONFIRMED:
            subject = _("您已经订阅了这些政府信息")
            text = _("您已经订阅，不需要再做什么。\n\n更改或者退订：{link}")
        else:
            subject = _("请确认订阅政府信息")
            text = _(
                "有人用这个邮箱订阅政府信息。是您本人的话，请打开下面的网址确认；不是的话，请不要理会，"
                "不会再收到邮件。\n\n{link}"
            )
        text = text.format(link=manage_link(row.pk))
    post(to=row.email, subject=subject, text=text, about=(ABOUT, row.pk), now=now)


def post_news(
    row: MailSubscription, items: Sequence[tuple[News, ItemCard | None, str]], now: datetime
) -> None:
    """One letter with everything that waits. Of what was withdrawn only its index number is told."""
    with translation.override(row.language):
        lines = [_line(*each) for each in items[:LISTED]]
        if len(items) > LISTED:
            more = _("还有 {number} 条，请到网站查看：{link}")
            lines.append(
                more.format(number=len(items) - LISTED, link=f"{settings.SITE_URL.rstrip('/')}/documents/")
            )
        first = next((card.title for _news, card, _index in items if card is not None), "")
        subject = (
            first if len(items) == 1 and first else _("政府信息更新：{number} 条").format(number=len(items))
        )
        foot = _("您收到这封邮件，是因为订阅了政府信息。更改或者退订：{link}").format(
            link=manage_link(row.pk)
        )
        text = "\n\n".join([*lines, "--\n" + foot])
    post(to=row.email, subject=subject, text=text, about=(ABOUT, row.pk), now=now)


def _line(news: News, card: ItemCard | None, index_number: str) -> str:
    if card is None:
        return _("已撤回：索引号 {number}").format(number=index_number)
    link = f"{settings.SITE_URL.rstrip('/')}/documents/{card.address}/"
    title = card.title if news is News.RELEASED else _("新版本：{title}").format(title=card.title)
    return f"{title}\n{card.on.isoformat()}  {link}"
