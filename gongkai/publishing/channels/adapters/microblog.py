"""微博: one call posts a text with a link (statuses/share of the public API).

The platform refuses the same words a second time by itself; then, as after a lost answer, the account's own
newest posts are looked through.
"""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from gongkai.publishing.channels.adapters.base import HANDED, Ended, Fetched, Keep, Outcome
from gongkai.publishing.channels.adapters.calling import Answer, LostError, NotReachedError, get, post_form
from gongkai.publishing.channels.addresses import address_of
from gongkai.publishing.channels.hints import Hint
from gongkai.publishing.channels.models import Account, Delivery, InboxMessage
from gongkai.publishing.channels.secrets import unseal

_RATE = {10022, 10023, 10024}
_BUSY = {10001, 10009}
_SAME_AGAIN = {20017, 20019}
_NOT_THERE = {20101}
_HINTS = {
    21314: Hint.SECRET, 21315: Hint.SECRET, 21316: Hint.SECRET, 21317: Hint.SECRET, 21327: Hint.SECRET,
    21332: Hint.SECRET, 21301: Hint.SECRET, 10014: Hint.PERMISSION, 10004: Hint.NETWORK,
    20012: Hint.CONTENT, 20021: Hint.CONTENT, 20018: Hint.CONTENT, 20032: Hint.CONTENT,
}  # fmt: skip
_AGAIN_AFTER = timedelta(hours=1)
_LOOKED_AT = "50"
_SINCE = timedelta(minutes=10)  # clocks differ
_WRITTEN = "%a %b %d %H:%M:%S %z %Y"


class _RefusedError(Exception):
    """The platform said no, with its number."""

    def __init__(self, answer: Answer) -> None:
        self.code = answer.number("error_code")
        super().__init__(f"{self.code} {answer.text('error')}"[:300])


class Microblog:
    """`Delivery.remote`: id."""

    def publish(self, delivery: Delivery, now: datetime, keep: Keep) -> Outcome:
        account, posting = delivery.account, delivery.posting
        assert account is not None
        assert posting is not None
        if not account.secret:
            return Outcome(Ended.FAILED, hint=Hint.ACCOUNT)
        keep(**{HANDED: True})
        try:
            status = f"{posting.text.strip()} {address_of(delivery.edition)}"
            told = _post(account, "/2/statuses/share.json", status=status)
        except LostError as error:
            return Outcome(Ended.UNSURE, said=str(error))
        except (NotReachedError, _RefusedError) as error:
            if isinstance(error, _RefusedError) and error.code in _SAME_AGAIN:
                return Outcome(Ended.UNSURE, said=str(error))
            keep(**{HANDED: False})
            return _refused(error, now)
        return _posted(told.body)

    def ask(self, delivery: Delivery, now: datetime) -> Outcome:
        """Among the account's newest posts, by its words."""
        account, posting = delivery.account, delivery.posting
        assert account is not None
        assert posting is not None
        try:
            found = _get(account, "/2/statuses/user_timeline.json", count=_LOOKED_AT).rows("statuses")
        except (NotReachedError, LostError, _RefusedError) as error:
            return Outcome(Ended.UNSURE, said=str(error))
        words = _bare(posting.text)
        since = (delivery.claimed_at or delivery.at) - _SINCE
        for each in found:
            if _bare(str(each.get("text") or "")).startswith(words) and _moment(each, now) >= since:
                return _posted(each)
        return Outcome(Ended.UNSURE)

    def take_down(self, delivery: Delivery, published: Delivery, now: datetime) -> Outcome:
        """Taking down twice does no harm, so a lost answer is asked again."""
        account = delivery.account
        assert account is not None
        if not published.remote.get("id"):
            return Outcome(Ended.FAILED, hint=Hint.SETTLE)
        try:
            _post(account, "/2/statuses/destroy.json", id=str(published.remote["id"]))
        except LostError as error:
            return Outcome(Ended.LATER, said=str(error))
        except (NotReachedError, _RefusedError) as error:
            if isinstance(error, _RefusedError) and error.code in _NOT_THERE:
                return Outcome(Ended.ARRIVED)
            return _refused(error, now)
        return Outcome(Ended.ARRIVED)

    def comments(self, delivery: Delivery, now: datetime) -> list[Fetched]:
        """评论 under one post, newest 50. Raises NotReachedError, LostError."""
        account, post = delivery.account, str(delivery.remote.get("id") or "")
        assert account is not None
        if not post:
            return []
        try:
            found = _get(account, "/2/comments/show.json", id=post, count=_LOOKED_AT).rows("comments")
        except _RefusedError:
            return []
        return [_fetched(each, post, now) for each in found]

    def answer(self, account: Account, message: InboxMessage, now: datetime) -> Outcome:
        """A reply under the comment."""
        said = {"id": str(message.remote.get("id")), "cid": str(message.remote.get("cid"))}
        try:
            _post(account, "/2/comments/reply.json", comment=message.answer, **said)
        except LostError as error:
            return Outcome(Ended.UNSURE, said=str(error))
        except (NotReachedError, _RefusedError) as error:
            return _refused(error, now)
        return Outcome(Ended.ARRIVED)


def _fetched(comment: Mapping[str, Any], post: str, now: datetime) -> Fetched:
    user: Mapping[str, Any] = comment.get("user") or {}
    number = str(comment.get("idstr") or comment.get("id"))
    return Fetched(
        number, str(user.get("screen_name") or ""), str(user.get("idstr") or user.get("id") or ""),
        str(comment.get("text") or ""), _moment(comment, now), {"id": post, "cid": number},
    )  # fmt: skip


def _posted(told: Mapping[str, Any]) -> Outcome:
    number = str(told.get("idstr") or told.get("id") or "")
    if not number:
        return Outcome(Ended.UNSURE)
    user: Mapping[str, Any] = told.get("user") or {}
    author = str(user.get("idstr") or user.get("id") or "")
    link = f"https://weibo.com/{author}/{told.get('mid') or number}" if author.isdecimal() else ""
    return Outcome(Ended.ARRIVED, {"id": number}, link[:500])


def _post(account: Account, path: str, **fields: str) -> Answer:
    sent = {"access_token": unseal(account.secret), **fields}
    if settings.CHANNEL_OUR_ADDRESS:
        sent["rip"] = settings.CHANNEL_OUR_ADDRESS
    return _checked(post_form(settings.CHANNEL_MICROBLOG_URL, path, sent))


def _get(account: Account, path: str, **query: str) -> Answer:
    asked = {"access_token": unseal(account.secret), **query}
    return _checked(get(settings.CHANNEL_MICROBLOG_URL, path, asked))


def _checked(answer: Answer) -> Answer:
    if answer.number("error_code"):
        raise _RefusedError(answer)
    if answer.status >= 400:
        raise LostError(f"HTTP {answer.status}")
    return answer


def _refused(error: NotReachedError | _RefusedError, now: datetime) -> Outcome:
    if isinstance(error, NotReachedError) or error.code in _BUSY:
        return Outcome(Ended.LATER, said=str(error))
    if error.code in _RATE:
        return Outcome(Ended.LATER, said=str(error), not_before=now + _AGAIN_AFTER)
    return Outcome(Ended.FAILED, said=str(error), hint=_HINTS.get(error.code, Hint.PLATFORM))


def _moment(told: Mapping[str, Any], now: datetime) -> datetime:
    try:
        return datetime.strptime(str(told.get("created_at")), _WRITTEN)
    except ValueError:
        return now


def _bare(text: str) -> str:
    """Without links, which the platform shortens, and without blanks."""
    return re.sub(r"https?://\S+|\s+", "", text)
