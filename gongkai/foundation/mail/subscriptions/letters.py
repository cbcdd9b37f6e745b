"""Letters to who subscribed: to confirm, and what is new. Each carries the link that ends it."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from gongkai.foundation.mail.post import post
from gongkai.foundation.mail.subscriptions.lists import MailingList
from gongkai.foundation.mail.subscriptions.rows import MailSubscriptionState, Subscription


def post_confirmation[S: Subscription](of: MailingList[S], row: S, now: datetime) -> None:
    with translation.override(row.language):
        title = of.title(row, now)
        if row.state == MailSubscriptionState.CONFIRMED:
            subject = _("您已经订阅了“{title}”的更新")
            text = _("您已经订阅，不需要再做什么。\n\n更改或者退订：{link}")
        else:
            subject = _("请确认订阅“{title}”的更新")
            text = _(
                "有人用这个邮箱订阅“{title}”的更新。是您本人的话，请打开下面的网址确认；不是的话，请不要理会，"
                "不会再收到邮件。\n\n{link}"
            )
        text = text.format(title=title, link=of.link(row.pk))
        subject = subject.format(title=title)
    post(to=row.email, subject=subject, text=text, about=(of.about, row.pk), now=now)


def post_news[S: Subscription](
    of: MailingList[S], row: S, subject: str, parts: Sequence[str], now: datetime
) -> None:
    """One letter with everything there is to tell; the language of the subscription is in use already."""
    foot = _("您收到这封邮件，是因为订阅了“{title}”的更新。更改或者退订：{link}").format(
        title=of.title(row, now), link=of.link(row.pk)
    )
    text = "\n\n".join([*parts, f"--\n{foot}"])
    post(to=row.email, subject=subject, text=text, about=(of.about, row.pk), now=now)
