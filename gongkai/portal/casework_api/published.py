"""Published replies: searched, read, suggested while somebody types."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from pydantic import Field

from gongkai.casework.queries import public
from gongkai.foundation.interface import cursors
from gongkai.foundation.interface.clocks import BodyOut
from gongkai.foundation.interface.fields import Code, Identifier, Line
from gongkai.foundation.interface.problems import Problem, nothing
from gongkai.foundation.organisations import queries as organisations
from gongkai.portal.casework_api.asking import body_of
from gongkai.portal.casework_api.door import ANSWERS, slow_reading

GONE = 410

router = Router(tags=["read"])


class PublishedOut(Schema):
    id: int
    body: BodyOut
    title: str
    outcome: str
    replied_on: date
    published_at: datetime


class PublishedPage(Schema):
    """`next` is the cursor of the following page, empty on the last."""

    replies: list[PublishedOut]
    next: str


class PublishedTextOut(PublishedOut):
    """`digest`: SHA-256 of title, question and answer, as the ledger keeps it."""

    question: str
    answer: str
    digest: str


class SearchIn(Schema):
    """Every word of `q` must occur."""

    q: Line = ""
    body: Code = ""
    cursor: str = Field("", max_length=400)
    limit: int = Field(20, ge=1, le=100)


@router.get(
    "/replies", response={200: PublishedPage, **ANSWERS}, summary="查找公开的答复", url_name="replies",
)  # fmt: skip
def replies(request: HttpRequest, asked: Query[SearchIn]) -> Any:
    """Newest first."""
    slow_reading(request)
    after = cursors.read("replies", asked.cursor, _("cursor 只能用上一页的 next。")) or ""
    body_id = body_of(asked.body) if asked.body else None
    found = public.search(asked.q, after, body_id=body_id, limit=asked.limit)
    return {
        "replies": _shapes(found.items),
        "next": cursors.written("replies", found.after) if found.after else "",
    }


class TypedIn(Schema):
    q: Line


@router.get(
    "/replies/similar",
    response={200: list[PublishedOut], **ANSWERS},
    summary="与所写内容相近的公开答复",
    url_name="similar",
)
def similar(request: HttpRequest, asked: Query[TypedIn]) -> Any:
    """For a form: what others asked, before asking oneself."""
    slow_reading(request)
    return _shapes(public.suggest(asked.q))


@router.get(
    "/replies/{reply_id}",
    response={200: PublishedTextOut, GONE: Problem, **ANSWERS},
    summary="一份公开的答复",
    url_name="reply",
)
def reply(request: HttpRequest, reply_id: Identifier) -> Any:
    """410 for one that was published and taken down, with the reason."""
    slow_reading(request)
    found = public.published(reply_id)
    if found is not None:
        (card,) = _shapes([found.card])
        return {**card, "question": found.question, "answer": found.answer, "digest": found.digest}
    gone = public.taken_down(reply_id)
    if gone is None:
        raise nothing()
    return Status(GONE, {"message": _("这份答复已撤下：{reason}").format(reason=gone.reason)})


def _shapes(cards: Any) -> list[dict[str, Any]]:
    bodies = organisations.latest_bodies({card.body for card in cards})
    return [
        {
            "id": card.id, "title": card.title, "outcome": card.outcome, "replied_on": card.replied_on,
            "published_at": card.published_at,
            "body": {"code": bodies[card.body].code, "name": bodies[card.body].name},
        }
        for card in cards
    ]  # fmt: skip
