"""微信公众号: an article is put into the draft box, the draft is handed in for publication, and the platform
publishes it in its own time (草稿箱、发布能力 of the public API). The pictures of the edition are put to
the platform first: those within the article (上传图文消息内的图片), the first of them also as its cover
(新增永久素材).

Only `freepublish/submit` makes anything public. A draft or picture that is put there twice is seen by nobody.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

from django.conf import settings
from django.utils import timezone

from gongkai.publishing.channels.adapters.base import HANDED, Ended, Fetched, Keep, Outcome
from gongkai.publishing.channels.adapters.calling import (
    Answer,
    LostError,
    NotReachedError,
    post_file,
    post_json,
)
from gongkai.publishing.channels.addresses import address_of
from gongkai.publishing.channels.hints import Hint
from gongkai.publishing.channels.models import Account, Delivery, InboxMessage, MessageKind
from gongkai.publishing.channels.pictures import fitting, pictures_of
from gongkai.publishing.channels.secrets import seal, unseal

_TOKEN_GONE = {40001, 40014, 41001, 42001}
_QUOTA = {45009}  # of the day; begins anew at midnight in Beijing
_BUSY = {-1, 45011}
_HINTS = {
    40013: Hint.SECRET, 40125: Hint.SECRET, 40002: Hint.SECRET, 40164: Hint.NETWORK,
    48001: Hint.PERMISSION, 48004: Hint.PERMISSION, 50002: Hint.PERMISSION, 48006: Hint.PERMISSION,
    53503: Hint.CONTENT, 53504: Hint.CONTENT, 53505: Hint.CONTENT, 87014: Hint.CONTENT,
    45166: Hint.CONTENT, 40007: Hint.ACCOUNT,
    40005: Hint.CONTENT, 40009: Hint.CONTENT, 45001: Hint.CONTENT,
}  # fmt: skip
_NOT_THERE = {53600, 53601}  # no such article
_PUBLISHED, _PUBLISHING = 0, 1
_REFUSED = {2: "原创声明失败", 3: "常规失败", 4: "平台审核不通过", 5: "发布后被删除", 6: "发布后被平台封禁"}
_RENEW_BEFORE = timedelta(minutes=5)
_LOOKED_AT = 20  # newest articles, which is what one page of the list holds
_LARGEST = 1 << 20  # bytes of a picture within an article
_LARGEST_COVER = 10 << 20
_DIGEST = 120  # characters of the summary


class _RefusedError(Exception):
    """The platform said no, with its number."""

    def __init__(self, answer: Answer) -> None:
        self.code = answer.number("errcode")
        super().__init__(f"{self.code} {answer.text('errmsg')}"[:300])


class WeChat:
    """`Delivery.remote`: pictures (number of the file → address there), cover and draft (media_id),
    publish_id, msg_data_id, article_id."""

    def publish(self, delivery: Delivery, now: datetime, keep: Keep) -> Outcome:
        account, posting = delivery.account, delivery.posting
        assert account is not None
        assert posting is not None
        if not account.secret:
            return Outcome(Ended.FAILED, hint=Hint.ACCOUNT)
        try:
            draft = delivery.remote.get("draft")
            if not draft:
                article = _article(delivery, account, _illustrated(delivery, account, now, keep))
                draft = _ask(account, now, "/cgi-bin/draft/add", {"articles": [article]}).text("media_id")
                keep(draft=draft)
            _token(account, now)  # so that nothing but the decisive call comes after this
        except LostError as error:  # at worst a draft nobody sees
            return Outcome(Ended.LATER, said=str(error))
        except (NotReachedError, _RefusedError) as error:
            return _refused(error, now)
        keep(**{HANDED: True})
        try:
            taken = _ask(account, now, "/cgi-bin/freepublish/submit", {"media_id": draft})
        except LostError as error:
            return Outcome(Ended.UNSURE, said=str(error))
        except (NotReachedError, _RefusedError) as error:
            keep(**{HANDED: False})
            return _refused(error, now)
        told = {"publish_id": taken.text("publish_id"), "msg_data_id": taken.text("msg_data_id")}
        return Outcome(Ended.UNDER_WAY, told)

    def ask(self, delivery: Delivery, now: datetime) -> Outcome:
        account = delivery.account
        assert account is not None
        try:
            if delivery.remote.get("publish_id"):
                return _became_of(account, delivery.remote["publish_id"], now)
            return _looked_up(account, delivery, now)
        except (NotReachedError, LostError, _RefusedError) as error:
            return Outcome(Ended.UNSURE, said=str(error))

    def take_down(self, delivery: Delivery, published: Delivery, now: datetime) -> Outcome:
        """Taking down twice does no harm, so a lost answer is asked again."""
        account = delivery.account
        assert account is not None
        article = published.remote.get("article_id")
        if not article:
            return Outcome(Ended.FAILED, hint=Hint.SETTLE)
        try:
            _ask(account, now, "/cgi-bin/freepublish/delete", {"article_id": article, "index": 1})
        except LostError as error:
            return Outcome(Ended.LATER, said=str(error))
        except (NotReachedError, _RefusedError) as error:
            if isinstance(error, _RefusedError) and error.code in _NOT_THERE:
                return Outcome(Ended.ARRIVED)
            return _refused(error, now)
        return Outcome(Ended.ARRIVED)

    def comments(self, delivery: Delivery, now: datetime) -> list[Fetched]:
        """评论 under one article, newest 50; none where the platform has them switched off. Raises
        NotReachedError, LostError."""
        account, data = delivery.account, delivery.remote.get("msg_data_id")
        assert account is not None
        if not str(data or "").isdecimal():
            return []
        asked = {"msg_data_id": int(data), "index": 0, "begin": 0, "count": 49, "type": 0}
        try:
            found = _ask(account, now, "/cgi-bin/comment/list", asked).rows("comment")
        except _RefusedError:
            return []
        return [
            Fetched(
                f"{data}:{each.get('user_comment_id')}", str(each.get("nick_name") or ""),
                str(each.get("openid") or ""), str(each.get("content") or ""), _moment(each, now),
                {"msg_data_id": int(data), "user_comment_id": each.get("user_comment_id")},
            )
            for each in found
        ]  # fmt: skip

    def answer(self, account: Account, message: InboxMessage, now: datetime) -> Outcome:
        """客服消息 to who wrote privately (within 48 hours), or a reply under the comment."""
        if message.kind == MessageKind.PRIVATE:
            path = "/cgi-bin/message/custom/send"
            said: dict[str, Any] = {
                "touser": message.author_id, "msgtype": "text", "text": {"content": message.answer},
            }  # fmt: skip
        else:
            path = "/cgi-bin/comment/reply/add"
            said = {**message.remote, "index": 0, "content": message.answer}
        try:
            _ask(account, now, path, said)
        except LostError as error:
            return Outcome(Ended.UNSURE, said=str(error))
        except (NotReachedError, _RefusedError) as error:
            return _refused(error, now)
        return Outcome(Ended.ARRIVED)


@dataclass(frozen=True, slots=True)
class _Illustrated:
    """Pictures as the platform has them: (address, words), and the number of the cover."""

    pictures: tuple[tuple[str, str], ...]
    cover: str


def _illustrated(delivery: Delivery, account: Account, now: datetime, keep: Keep) -> _Illustrated:
    """Every picture put there, each once: what arrived before an answer was lost is not put there again."""
    known: dict[str, str] = dict(delivery.remote.get("pictures", {}))
    found = pictures_of(delivery.edition_id)
    for each in found:
        if str(each.file) not in known:
            file = fitting(each.file, _LARGEST)
            known[str(each.file)] = _put(account, now, "/cgi-bin/media/uploadimg", file).text("url")
            keep(pictures=known)
    cover = str(delivery.remote.get("cover") or "")
    if found and not cover:
        file = fitting(found[0].file, _LARGEST_COVER)
        query = {"type": "image"}
        cover = _put(account, now, "/cgi-bin/material/add_material", file, query).text("media_id")
        keep(cover=cover)
    shown = tuple((known[str(each.file)], each.words) for each in found if known[str(each.file)])
    return _Illustrated(shown, cover or account.cover)


def _article(delivery: Delivery, account: Account, illustrated: _Illustrated) -> dict[str, Any]:
    posting = delivery.posting
    assert posting is not None
    paragraphs = [line.strip() for line in posting.text.splitlines() if line.strip()]
    pictures = (
        f'<p><img src="{escape(address)}" alt="{escape(words)}"></p>'
        for address, words in illustrated.pictures
    )
    return {
        "title": posting.title, "author": "", "digest": (paragraphs[0] if paragraphs else "")[:_DIGEST],
        "content": "".join([*(f"<p>{escape(line)}</p>" for line in paragraphs), *pictures]),
        "content_source_url": address_of(delivery.edition), "thumb_media_id": illustrated.cover,
        "need_open_comment": 1, "only_fans_can_comment": 0,
    }  # fmt: skip


def _became_of(account: Account, publish_id: str, now: datetime) -> Outcome:
    """发布状态轮询."""
    told = _ask(account, now, "/cgi-bin/freepublish/get", {"publish_id": publish_id})
    status = told.number("publish_status", -1)
    if status == _PUBLISHED:
        detail = told.body.get("article_detail")
        items = detail.get("item") if isinstance(detail, dict) else None
        link = str(items[0].get("article_url") or "") if items else ""
        return Outcome(Ended.ARRIVED, {"article_id": told.text("article_id")}, _link(link))
    if status == _PUBLISHING:
        return Outcome(Ended.UNDER_WAY)
    return Outcome(Ended.FAILED, said=_REFUSED.get(status, str(status)), hint=Hint.CONTENT)


def _looked_up(account: Account, delivery: Delivery, now: datetime) -> Outcome:
    """Among the newest articles by the link to our page, which no other has. Not there says little: the
    platform publishes in its own time."""
    asked = {"offset": 0, "count": _LOOKED_AT, "no_content": 0}
    wanted = address_of(delivery.edition)
    for each in _ask(account, now, "/cgi-bin/freepublish/batchget", asked).rows("item"):
        content: Mapping[str, Any] = each.get("content") or {}
        for article in content.get("news_item") or []:
            if article.get("content_source_url") == wanted and not article.get("is_deleted"):
                told = {"article_id": str(each.get("article_id") or "")}
                return Outcome(Ended.ARRIVED, told, _link(str(article.get("url") or "")))
    return Outcome(Ended.UNSURE)


def _ask(account: Account, now: datetime, path: str, body: Mapping[str, Any]) -> Answer:
    """One call; with a token made anew when the platform no longer knows the one we have. Raises
    _RefusedError, NotReachedError, LostError."""

    def call(token: str) -> Answer:
        return post_json(settings.CHANNEL_WECHAT_URL, path, {"access_token": token}, body)

    return _answered(account, now, call)


def _put(
    account: Account, now: datetime, path: str, file: tuple[str, str, bytes],
    query: Mapping[str, str] | None = None,
) -> Answer:  # fmt: skip
    """A picture put there; raises like `_ask`."""

    def call(token: str) -> Answer:
        asked = {"access_token": token, **(query or {})}
        return post_file(settings.CHANNEL_WECHAT_URL, path, asked, *file)

    return _answered(account, now, call)


def _answered(account: Account, now: datetime, call: Callable[[str], Answer]) -> Answer:
    answer = call(_token(account, now))
    if answer.number("errcode") in _TOKEN_GONE:
        answer = call(_token(account, now, anew=True))
    if answer.number("errcode"):
        raise _RefusedError(answer)
    if answer.status >= 500:
        raise LostError(f"HTTP {answer.status}")
    return answer


def _token(account: Account, now: datetime, *, anew: bool = False) -> str:
    """The one that holds, kept sealed for its time. A lost answer to the asking loses nothing."""
    if not anew and account.token and account.token_until and now < account.token_until - _RENEW_BEFORE:
        known = unseal(account.token)
        if known:
            return known
    asked = {
        "grant_type": "client_credential", "appid": account.key, "secret": unseal(account.secret),
        "force_refresh": anew,
    }  # fmt: skip
    try:
        told = post_json(settings.CHANNEL_WECHAT_URL, "/cgi-bin/stable_token", {}, asked)
    except LostError as error:
        raise NotReachedError(str(error)) from error
    token = told.text("access_token")
    if not token:
        raise _RefusedError(told)
    account.token, account.token_until = seal(token), now + timedelta(seconds=told.number("expires_in"))
    Account.objects.filter(pk=account.pk).update(token=account.token, token_until=account.token_until)
    return token


def _refused(error: NotReachedError | _RefusedError, now: datetime) -> Outcome:
    if isinstance(error, NotReachedError) or error.code in _BUSY | _TOKEN_GONE:
        return Outcome(Ended.LATER, said=str(error))
    if error.code in _QUOTA:
        return Outcome(Ended.LATER, said=str(error), not_before=_next_day(now))
    return Outcome(Ended.FAILED, said=str(error), hint=_HINTS.get(error.code, Hint.PLATFORM))


def _next_day(now: datetime) -> datetime:
    midnight = timezone.localtime(now).replace(hour=0, minute=5, second=0, microsecond=0)
    return midnight + timedelta(days=1)


def _moment(comment: Mapping[str, Any], now: datetime) -> datetime:
    seconds = comment.get("create_time")
    return datetime.fromtimestamp(seconds, UTC) if isinstance(seconds, int) else now


def _link(address: str) -> str:
    return address[:500] if address.startswith(("https://", "http://")) else ""
