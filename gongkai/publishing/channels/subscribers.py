"""邮件订阅 of what is published: what may be wished for, and what a letter tells of each item."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from gongkai.foundation.mail.subscriptions.lists import MailingList
from gongkai.foundation.mail.subscriptions.telling import News as Letter
from gongkai.publishing.channels.models import MailSubscription, News, Waiting
from gongkai.publishing.queries.public import ItemCard

_LISTED = 30  # items told one by one


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to be told of; what is empty does not filter. `text`: as typed into the search."""

    of_id: int | None = None
    kind: str = ""
    subject: str = ""
    text: str = ""


def _title(_row: MailSubscription, _now: datetime) -> str:
    return _("政府信息")


def _drop(row: MailSubscription) -> None:
    Waiting.objects.filter(subscription=row).delete()


ITEMS = MailingList(
    MailSubscription, "/subscriptions/", "gongkai.publishing.channels.subscriptions", _title,
    personal=("text",), ends=_drop,
)  # fmt: skip


def letter(items: Sequence[tuple[News, ItemCard | None, str]]) -> Letter:
    """One for everything that waits. Of what was withdrawn (no card) only its index number is told."""
    lines = [_line(*each) for each in items[:_LISTED]]
    if len(items) > _LISTED:
        more = _("还有 {number} 条，请到网站查看：{link}")
        lines.append(more.format(number=len(items) - _LISTED, link=f"{_site()}/documents/"))
    card = items[0][1]
    if len(items) == 1 and card is not None and card.title:
        return card.title, lines
    return _("政府信息更新：{number} 条").format(number=len(items)), lines


def _line(news: News, card: ItemCard | None, index_number: str) -> str:
    if card is None:
        return _("已撤回：索引号 {number}").format(number=index_number)
    title = card.title if news is News.RELEASED else _("新版本：{title}").format(title=card.title)
    return f"{title}\n{card.on.isoformat()}  {_site()}/documents/{card.address}/"


def _site() -> str:
    return settings.SITE_URL.rstrip("/")
