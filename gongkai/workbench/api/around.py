"""Around the cases: for whom the token acts, the bodies he sees, the deadlines board."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from gongkai.casework.queries import Bucket, board
from gongkai.casework.queries.board import BoardRow
from gongkai.foundation.interface import cursors
from gongkai.foundation.interface.clocks import BodyOut
from gongkai.foundation.interface.fields import Identifier
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.tokens.scopes import Scope
from gongkai.workbench.api.door import SAYS_NO, acting

router = Router(tags=["around"])


class RoleOut(Schema):
    role: str
    body: str


class MeOut(Schema):
    """The person the token acts for, by number, and the roles it acts with today."""

    person: int | None
    roles: list[RoleOut]
    scopes: list[str]


@router.get("/me", response={200: MeOut, **SAYS_NO}, summary="令牌以谁的身份行事", url_name="me")
def me(request: HttpRequest) -> Any:
    """No scope is needed to ask this."""
    call = acting(request)
    bodies = organisations.latest_bodies(call.actor.bodies)
    roles = [{"role": role, "body": bodies[body].code} for role, body in sorted(call.actor.roles)]
    scopes = sorted(request.auth.scopes)  # type: ignore[attr-defined]
    return {"person": call.actor.person_id, "roles": roles, "scopes": scopes}


class BodyLineOut(BodyOut):
    """`id` is what steps take (`to_body_id`, `body_id`)."""

    id: int


@router.get("/bodies", response={200: list[BodyLineOut], **SAYS_NO}, summary="单位", url_name="bodies")
def bodies(request: HttpRequest) -> Any:
    """All bodies of today: a case may lead to any of them."""
    call = acting(request)
    return list(organisations.bodies_on(call.today).values())


class BoardIn(Schema):
    bucket: Bucket | None = None
    person: Identifier | None = None
    cursor: str = Field("", max_length=400)
    limit: int = Field(50, ge=1, le=200)


class BoardRowOut(Schema):
    """`due` is null while the clock stands; `waits_until`: when what is then awaited ends, null also while
    `awaits_proof`: nobody has entered yet when the fee notice was received."""

    id: int
    number: str
    body: str
    title: str
    state: str
    assigned_to: int | None
    bucket: str
    due: date | None
    provisional: bool
    day_number: int
    of: int
    days_late: int
    waits_until: date | None
    extended: bool
    awaits_proof: bool


class BoardOut(Schema):
    """`counts` are of all that was asked for, not of the page."""

    rows: list[BoardRowOut]
    counts: dict[str, int]
    next: str


@router.get("/deadlines", response={200: BoardOut, **SAYS_NO}, summary="期限看板", url_name="deadlines")
def deadlines(request: HttpRequest, asked: Query[BoardIn]) -> Any:
    """Open requests, soonest first."""
    call = acting(request, Scope.CASES_READ)
    after = cursors.read("deadlines", asked.cursor, _("cursor 只能用上一页的 next。")) or ""
    found = board(
        call.actor, call.today, person_id=asked.person, bucket=asked.bucket, after=after, limit=asked.limit
    )
    codes = organisations.latest_bodies({row.card.body for row in found.rows})
    return {
        "rows": [_row(row, codes[row.card.body].code) for row in found.rows],
        "counts": {bucket.value: found.counts.get(bucket, 0) for bucket in Bucket},
        "next": cursors.written("deadlines", found.after) if found.after else "",
    }


def _row(row: BoardRow, body: str) -> dict[str, Any]:
    card = row.card
    own = ("bucket", "due", "provisional", "day_number", "of", "days_late", "waits_until", "extended",
           "awaits_proof")  # fmt: skip
    return {
        "id": card.id, "number": card.number, "body": body, "title": card.title, "state": card.state,
        "assigned_to": card.assigned_to, **{name: getattr(row, name) for name in own},
    }  # fmt: skip
