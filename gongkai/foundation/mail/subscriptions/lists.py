"""What may be subscribed to, and the links that stand in its letters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core import signing

from gongkai.foundation.ledger.rows import subject_of
from gongkai.foundation.mail.headings import heads
from gongkai.foundation.mail.subscriptions.rows import Subscription


def _nothing(_row: Subscription) -> None:
    return


@dataclass(frozen=True, slots=True)
class MailingList[S: Subscription]:
    """Something people may be told of by e-mail. To declare one is to have its letters carry the header that
    ends a subscription.

    `model`: the table of its subscriptions. `path`: where its pages stand. `salt`: makes a link of this list
    worthless for another. `title`: what somebody subscribed to, in words. `personal`: columns besides the
    address that are emptied when it ends. `begins`, `ends`: what the room does when it is confirmed, ended.
    """

    model: type[S]
    path: str
    salt: str
    title: Callable[[S, datetime], str]
    personal: tuple[str, ...] = ()
    begins: Callable[[S], None] = _nothing
    ends: Callable[[S], None] = _nothing

    def __post_init__(self) -> None:
        heads(self.about)(self.headings)

    @property
    def about(self) -> str:
        """What its letters are about, and its rows are in the ledger."""
        return subject_of(self.model)

    def link(self, subscription_id: int) -> str:
        """Who has it may confirm, change and end this one subscription."""
        token = signing.dumps(subscription_id, salt=self.salt)
        return f"{settings.SITE_URL.rstrip('/')}{self.path}{token}/"

    def by_token(self, token: str) -> S | None:
        """The subscription a link is for; None for a link that was never sent."""
        try:
            number = signing.loads(token, salt=self.salt)
        except signing.BadSignature:
            return None
        return self.model._default_manager.filter(pk=number).first()

    def headings(self, identifier: str) -> Mapping[str, str]:
        """One-click: a POST to this address ends it, without signing in or a page."""
        return {
            "List-Unsubscribe": f"<{self.link(int(identifier))}one-click/>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
