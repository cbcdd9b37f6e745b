"""Rows by program: a release is begun, its rows tried, what is wrong read cell by cell, handed to review.

A program never releases: another person reviews and approves on the screens. A token may be held to certain
data sets.
"""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from ninja.decorators import decorate_view
from pydantic import Field, JsonValue, StringConstraints

from gongkai.core.disclosure.schema import Mode
from gongkai.disclosure import actions
from gongkai.disclosure.actions import Given
from gongkai.disclosure.queries import releases
from gongkai.disclosure.queries.releases import Previewed, ReleaseCard, WantedReleases, WholeRelease
from gongkai.foundation.interface import cursors, versions
from gongkai.foundation.interface.fields import Code, Identifier, Line
from gongkai.foundation.interface.problems import FORBIDDEN, ProblemError, done, words
from gongkai.foundation.interface.repeating import key_header
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.tokens.scopes import Scope
from gongkai.workbench.api.cases import body_id_of
from gongkai.workbench.api.door import REFUSES, SAYS_NO, Call, acting, once

CREATED = 201
MOST_ROWS = 5_000
_COLUMN = Annotated[str, StringConstraints(pattern=r"^[a-z_][a-z0-9_]{0,59}$")]
type Row = dict[_COLUMN, JsonValue]

router = Router(tags=["data"])


class RowsIn(Schema):
    """Rows by column names, cells as people would type them; see `write-schema.json` of the data set. A list
    that is longer comes in several releases."""

    rows: list[Row] = Field(..., min_length=1, max_length=MOST_ROWS)


class ReleaseIn(RowsIn):
    """`body`: code, the token's own when left out. `mode`: `upsert` leaves other rows, `whole` takes those
    away that are not here; empty: as declared. `reason`: why rows are corrected, for everybody."""

    body: Code = ""
    period: Annotated[str, StringConstraints(max_length=10, pattern=r"^[0-9A-Z-]*$")] = ""
    mode: Mode | None = None
    reason: Line = ""


class CellOut(Schema):
    """`row` counts from 1; `column` empty: of the row as a whole."""

    row: int
    column: str
    message: str


class ChangeOut(Schema):
    """`number`: the permanent one of a row that is known; `columns`: those that differ."""

    row: int
    key: str
    number: int | None
    columns: list[str]


class ReleaseOut(Schema):
    """`may`: verbs the person may try now. `number`: the sequence in the change feed, once it is out."""

    id: int
    data_set: str
    body: str
    period: str
    mode: str
    state: str
    added: int
    changed: int
    removed: int
    same: int
    refused: int
    findings: int
    created_at: datetime
    checked_at: datetime | None
    released_at: datetime | None
    number: int | None
    returned: str
    revision: int


class TriedOut(ReleaseOut):
    """With its dry run; the first hundreds of each list."""

    declared: date
    may: list[str]
    notes: list[str]
    problem_count: int
    problems: list[CellOut]
    will_add: list[ChangeOut]
    will_change: list[ChangeOut]
    will_remove: list[ChangeOut]


class ReleasesPage(Schema):
    releases: list[ReleaseOut]
    next: str


class AskedIn(Schema):
    data_set: Code = ""
    state: Code = ""
    cursor: str = Field("", max_length=400)
    limit: int = Field(50, ge=1, le=200)


class SubmitIn(Schema):
    """`leave_out`: rows that are refused stay out, and the others go on."""

    leave_out: bool = False


class WhyIn(Schema):
    reason: Line


class NothingIn(Schema):
    pass


@router.post(
    "/data/{data_set}/releases", response={CREATED: TriedOut, **REFUSES}, summary="报送一批数据",
    url_name="data_begin",
)  # fmt: skip
@decorate_view(once)
def begin(
    request: HttpRequest, response: HttpResponse, data_set: Code, given: ReleaseIn,
    idempotency_key: str = key_header(),
) -> Any:  # fmt: skip
    """release.begin, and the dry run at once. Nothing is public before another person has approved it."""
    call = _writing(request, data_set)
    begun = done(
        actions.begin(
            actor=call.actor, now=call.now, body_id=body_id_of(call, given.body), data_set=data_set,
            way="api", given=Given.rows(given.rows), period=given.period, mode=given.mode or "",
            reason=given.reason,
        )
    )  # fmt: skip
    done(actions.check(actor=call.actor, now=call.now, release_id=begun.pk))
    return Status(CREATED, _tried(call, begun.pk, response))


@router.get(
    "/data/releases", response={200: ReleasesPage, **SAYS_NO}, summary="报送的情况", url_name="data_releases"
)
def listed(request: HttpRequest, asked: Query[AskedIn]) -> Any:
    """Releases of the person's bodies, newest first."""
    call = acting(request, Scope.DATA_READ)
    before = cursors.read("data", asked.cursor, _("cursor 只能用上一页的 next。"))
    states = (asked.state,) if asked.state else ()
    wanted = WantedReleases(data_set=asked.data_set, states=states)
    found = releases.listed(call.actor, call.today, wanted, before=before, limit=asked.limit)
    codes = organisations.latest_bodies({each.body for each in found.items})
    return {
        "releases": [_card(each, codes[each.body].code) for each in found.items],
        "next": cursors.written("data", found.before) if found.before else "",
    }


@router.get(
    "/data/releases/{release_id}", response={200: TriedOut, **SAYS_NO}, summary="一次报送",
    url_name="data_release",
)  # fmt: skip
def one(request: HttpRequest, response: HttpResponse, release_id: Identifier) -> Any:
    """With what the check found. ETag is the revision."""
    return _tried(acting(request, Scope.DATA_READ), release_id, response)


@router.post(
    "/data/releases/{release_id}/rows", response={200: TriedOut, **REFUSES}, summary="改报",
    url_name="data_rows",
)  # fmt: skip
@decorate_view(once)
def rows(
    request: HttpRequest, response: HttpResponse, release_id: Identifier, given: RowsIn,
    idempotency_key: str = key_header(), if_match: str = versions.if_match(),
) -> Any:  # fmt: skip
    """release.write and the dry run: these rows take the place of those that were there."""
    call = _writing_on(request, release_id)
    done(
        actions.write_rows(
            actor=call.actor, now=call.now, release_id=release_id, rows=given.rows,
            based_on=versions.revision(if_match),
        )
    )  # fmt: skip
    done(actions.check(actor=call.actor, now=call.now, release_id=release_id))
    return _tried(call, release_id, response)


@router.post(
    "/data/releases/{release_id}/steps/check", response={200: TriedOut, **REFUSES}, summary="release.check",
    url_name="data_check", operation_id="step_release_check",
)  # fmt: skip
@decorate_view(once)
def check(
    request: HttpRequest, response: HttpResponse, release_id: Identifier, given: NothingIn,
    idempotency_key: str = key_header(), if_match: str = versions.if_match(),
) -> Any:  # fmt: skip
    """release.check: the dry run against what is public now."""
    call, seen = _writing_on(request, release_id), versions.revision(if_match)
    done(actions.check(actor=call.actor, now=call.now, release_id=release_id, based_on=seen))
    return _tried(call, release_id, response)


@router.post(
    "/data/releases/{release_id}/steps/submit", response={200: TriedOut, **REFUSES}, summary="release.submit",
    url_name="data_submit", operation_id="step_release_submit",
)  # fmt: skip
@decorate_view(once)
def submit(
    request: HttpRequest, response: HttpResponse, release_id: Identifier, given: SubmitIn,
    idempotency_key: str = key_header(), if_match: str = versions.if_match(),
) -> Any:  # fmt: skip
    """release.submit: to review by another person."""
    call, seen = _writing_on(request, release_id), versions.revision(if_match)
    done(
        actions.submit(
            actor=call.actor, now=call.now, release_id=release_id, leave_out=given.leave_out, based_on=seen
        )
    )
    return _tried(call, release_id, response)


@router.post(
    "/data/releases/{release_id}/steps/cancel", response={200: TriedOut, **REFUSES}, summary="release.cancel",
    url_name="data_cancel", operation_id="step_release_cancel",
)  # fmt: skip
@decorate_view(once)
def cancel(
    request: HttpRequest, response: HttpResponse, release_id: Identifier, given: WhyIn,
    idempotency_key: str = key_header(), if_match: str = versions.if_match(),
) -> Any:  # fmt: skip
    """release.cancel."""
    call, seen = _writing_on(request, release_id), versions.revision(if_match)
    done(
        actions.cancel(
            actor=call.actor, now=call.now, release_id=release_id, reason=given.reason, based_on=seen
        )
    )
    return _tried(call, release_id, response)


def _writing(request: HttpRequest, data_set: str) -> Call:
    """The call, if its token may write to this data set. Raises ProblemError."""
    call = acting(request, Scope.DATA_WRITE)
    if not request.auth.may_write_to(data_set):  # type: ignore[attr-defined]
        said = _("令牌不能报送数据集“{name}”。请另签发包含它的令牌。").format(name=data_set)
        raise ProblemError(FORBIDDEN, said)
    return call


def _writing_on(request: HttpRequest, release_id: int) -> Call:
    call = acting(request, Scope.DATA_WRITE)
    return _writing(request, releases.whole(call.actor, call.today, release_id).card.data_set)


def _tried(call: Call, release_id: int, response: HttpResponse) -> dict[str, Any]:
    found = releases.whole(call.actor, call.today, release_id)
    versions.tagged(response, found.card.revision)
    return _shown(found, organisations.latest_bodies({found.card.body})[found.card.body].code)


def _shown(found: WholeRelease, body: str) -> dict[str, Any]:
    notes = [*found.notes, *([found.file_refused] if found.file_refused else [])]
    return {
        **_card(found.card, body),
        "declared": found.declared,
        "may": list(found.may),
        "notes": [words(each) for each in notes],
        "problem_count": found.problem_count,
        "problems": [
            {"row": each.row, "column": each.column, "message": words(each.message)}
            for each in found.problems
        ],
        "will_add": [_change(each) for each in found.added],
        "will_change": [_change(each) for each in found.changed],
        "will_remove": [_change(each) for each in found.removed],
    }


def _change(each: Previewed) -> dict[str, Any]:
    return {"row": each.row, "key": each.key, "number": each.number, "columns": list(each.columns)}


def _card(card: ReleaseCard, body: str) -> dict[str, Any]:
    plain = [name for name in ReleaseOut.model_fields if name != "body"]
    return {**{name: getattr(card, name) for name in plain}, "body": body}
