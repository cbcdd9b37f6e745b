"""Published items for programs: the list, one whole, and search; part of the public interface at /api/.

Lists page by key. Every answer has a validator (ETag) and may be kept by caches like a page. `fields` leaves
out of each item what is not asked for.
"""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from ninja.decorators import decorate_view
from pydantic import Field

from gongkai.foundation.interface import cursors, rates
from gongkai.foundation.interface.fields import Code, Line, Moment
from gongkai.foundation.interface.problems import NOT_FOUND, TOO_MANY, UNPROCESSABLE, Problem, ProblemError
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import PUBLIC
from gongkai.foundation.search import queries as search
from gongkai.foundation.search.engine import Unavailable
from gongkai.foundation.search.items import Order
from gongkai.foundation.search.queries import Asked
from gongkai.foundation.signin.address import client_network
from gongkai.portal.frame import cached, clock
from gongkai.portal.publications import plain
from gongkai.publishing.queries import public
from gongkai.publishing.queries.public import ItemCard, NoSuchItemError

GONE, UNCHANGED, UNAVAILABLE = 410, 304, 503
ADDRESS = r"^[a-z0-9-]{1,60}$"
FIELDS = r"^[a-z_]{1,30}(,[a-z_]{1,30}){0,30}$"
COUNTED = ("kind", "body", "subject", "standing", "year")

router = Router(tags=["documents"])


class BodyOut(Schema):
    code: str
    name: str


class ItemOut(Schema):
    """One item. `link` is its permanent page; `released_at` is that of its first release, `changed_at` of its
    newest edition. `fields` may leave out everything but `address`."""

    address: str
    link: str | None = None
    index_number: str | None = None
    document_number: str | None = None
    kind: str | None = None
    title: str | None = None
    summary: str | None = None
    body: BodyOut | None = None
    subject: str | None = None
    genre: str | None = None
    standing: str | None = None
    formed_on: date | None = None
    released_at: datetime | None = None
    changed_at: datetime | None = None
    is_sample: bool | None = None


class ItemsPage(Schema):
    """`next` is the cursor of the following page, empty on the last."""

    documents: list[ItemOut]
    next: str


class FoundItemOut(ItemOut):
    """`excerpts`: where the words stand in the text."""

    excerpts: list[str] = []


class FoundItemsPage(Schema):
    """`total` is at least that many when `more`; `near`: nothing fits, these resemble it; `meant`: what may
    have been meant. `facets`: by name, value → number."""

    documents: list[FoundItemOut]
    total: int
    more: bool
    near: bool
    meant: str
    facets: dict[str, dict[str, int]]
    next: str


class ItemFileOut(Schema):
    name: str
    size: int
    type: str
    sha256: str
    address: str


class NoticeOut(Schema):
    """`by`: the address of the document that brought it about."""

    standing: str
    on: date
    reason: str
    by: str | None = None


class RelationOut(Schema):
    """`outward`: this document does it to the other."""

    kind: str
    outward: bool
    address: str


class ItemTextOut(Schema):
    """Everything its page says; the same as at the item's own address with `.json`. `digest` is over
    everything in the edition."""

    address: str
    index_number: str
    kind: str
    title: str
    body: BodyOut | None
    joint_makers: list[str]
    document_number: str
    registration_number: str
    subject: str
    genre: str
    keywords: list[str]
    summary: str
    formed_on: date | None
    released_at: datetime
    changed_at: datetime
    effective_on: date | None
    expires_on: date | None
    standing: str
    edition: int
    change_note: str
    text: str
    html: str
    digest: str
    files: list[ItemFileOut]
    notices: list[NoticeOut]
    relations: list[RelationOut]
    is_sample: bool


class GoneOut(Problem):
    """What was withdrawn: when, and why, in public words."""

    notices: list[NoticeOut] = []


class ListIn(Schema):
    """`body` by its code; `since`: released or changed since then."""

    kind: Code = ""
    body: Code = ""
    subject: Code = ""
    standing: Code = ""
    since: Moment | None = None
    cursor: str = Field("", max_length=400)
    limit: int = Field(20, ge=1, le=100)
    fields: str = Field(
        "", max_length=300, pattern=f"^$|{FIELDS}", description="要哪些字段，用逗号分开；不填为全部"
    )


class SearchIn(Schema):
    """Words as in the search box: “phrase”, -without, numbers typed loosely."""

    q: Line
    kind: Code = ""
    body: Code = ""
    subject: Code = ""
    standing: Code = ""
    year: str = Field("", pattern=r"^(\d{4})?$")
    order: Order = Order.RELEVANCE
    cursor: str = Field("", max_length=400)
    limit: int = Field(20, ge=1, le=50)


ANSWERS: dict[int, Any] = {UNCHANGED: None, UNPROCESSABLE: Problem, TOO_MANY: Problem}
CURSOR = "documents"


@router.get(
    "/documents", response={200: ItemsPage, **ANSWERS}, summary="公开的信息，最新的在前", exclude_unset=True
)
@decorate_view(cached)
def documents(request: HttpRequest, asked: Query[ListIn]) -> Any:
    """Newest first. What was withdrawn is left out."""
    _slowly(request)
    found = public.released(
        body_ids=_body_ids(asked.body), kinds=[asked.kind] if asked.kind else (), subject=asked.subject,
        standings=[asked.standing] if asked.standing else (), since=asked.since, after=_after(asked.cursor),
        limit=asked.limit,
    )  # fmt: skip
    return {
        "documents": _listed(request, found.items, asked.fields),
        "next": cursors.written(CURSOR, found.after) if found.after else "",
    }


@router.get(
    "/documents/search", response={200: FoundItemsPage, UNAVAILABLE: Problem, **ANSWERS}, summary="全文搜索",
    exclude_unset=True,
)  # fmt: skip
@decorate_view(cached)
def find(request: HttpRequest, asked: Query[SearchIn]) -> Any:
    """The same search as on the site, with facets. 503 while there is no index."""
    _slowly(request)
    bodies = organisations.bodies_on(timezone.localdate(clock())).values()
    codes = {str(each.id): each.code for each in bodies}
    body = next((number for number, code in codes.items() if code == asked.body), asked.body)
    filters = {
        "kind": asked.kind, "body": body, "subject": asked.subject, "standing": asked.standing,
        "year": asked.year,
    }  # fmt: skip
    question = Asked(
        asked.q, {name: (value,) for name, value in filters.items() if value}, ("document",), asked.order,
        COUNTED, asked.limit, _after(asked.cursor),
    )  # fmt: skip
    try:
        answer = search.find(PUBLIC, timezone.localdate(clock()), question)
    except Unavailable:
        return Status(UNAVAILABLE, {"message": _("全文搜索暂时不能用。请稍后再搜。")})
    cards = public.cards_of([each.key.number for each in answer.shown])
    hits = [each for each in answer.shown if each.key.number in cards]
    rows = _listed(request, [cards[each.key.number] for each in hits], "")
    for row, hit in zip(rows, hits, strict=True):
        row["excerpts"] = ["".join(words for words, _marked in each.pieces()) for each in hit.fragments]
    facets = {name: dict(counted) for name, counted in answer.facets.items()}
    if "body" in facets:
        facets["body"] = {codes[value]: number for value, number in facets["body"].items() if value in codes}
    return {
        "documents": rows, "total": answer.total, "more": answer.more, "near": answer.near,
        "meant": answer.meant, "facets": facets,
        "next": cursors.written(CURSOR, answer.next) if answer.next else "",
    }  # fmt: skip


@router.get(
    "/documents/{address}", response={200: ItemTextOut, GONE: GoneOut, NOT_FOUND: Problem, **ANSWERS},
    summary="一条信息的全部内容",
)  # fmt: skip
@decorate_view(cached)
def document(request: HttpRequest, address: str, edition: int | None = Query(None, ge=1, le=9999)) -> Any:
    """The newest edition, or a certain one. What was withdrawn answers 410 with its notices."""
    _slowly(request)
    try:
        found = public.item(address[:60].replace("\x00", ""), edition=edition)
    except NoSuchItemError:
        raise ProblemError(NOT_FOUND, _("没有这条信息（或这一版）。")) from None
    if found.edition is not None:
        return plain.as_data(request, found)
    notices = [{"standing": each.standing, "on": each.on, "reason": each.reason} for each in found.notices]
    return Status(GONE, {"message": _("这条信息已撤回。"), "notices": notices})


def _listed(request: HttpRequest, cards: Any, fields: str) -> list[dict[str, Any]]:
    bodies = organisations.latest_bodies({each.body for each in cards})
    wanted = {each for each in fields.split(",") if each}
    if unknown := wanted - set(ItemOut.model_fields):
        raise ProblemError(UNPROCESSABLE, _("没有这些字段：{names}").format(names="、".join(sorted(unknown))))
    rows = [_row(request, each, bodies.get(each.body)) for each in cards]
    if not wanted:
        return rows
    return [{name: row[name] for name in row if name in wanted | {"address"}} for row in rows]


def _row(request: HttpRequest, card: ItemCard, body: Any) -> dict[str, Any]:
    return {
        "address": card.address, "link": plain.address(request, card), "index_number": card.index_number,
        "document_number": card.number, "kind": card.kind, "title": card.title, "summary": card.summary,
        "body": {"code": body.code, "name": body.name} if body else None, "subject": card.subject,
        "genre": card.genre, "standing": card.standing, "formed_on": card.formed_on,
        "released_at": card.released_at, "changed_at": card.changed_at, "is_sample": card.is_sample,
    }  # fmt: skip


def _body_ids(code: str) -> list[int] | None:
    if not code:
        return None
    return [
        each.id for each in organisations.bodies_on(timezone.localdate(clock())).values() if each.code == code
    ]


def _after(cursor: str) -> str:
    return str(cursors.read(CURSOR, cursor, _("cursor 只能用上一页的 next。")) or "")


def _slowly(request: HttpRequest) -> None:
    """Raises ProblemError for who asks too often. Answers of a cache in front are not counted."""
    seconds = rates.wait(f"reading:{client_network(request)}", settings.API_STRANGERS_CALLS_A_MINUTE, clock())
    if seconds:
        said = _("调用过于频繁。请 {seconds} 秒后再试。").format(seconds=seconds)
        raise ProblemError(TOO_MANY, said, {"Retry-After": str(seconds)})
