"""Rows: a page of them, the whole as a file, one with its versions."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _

from gongkai.core.disclosure.formats.openapi import (
    LONGEST_CURSOR,
    LONGEST_VALUE,
    LONGEST_WORDS,
    MOST_ROWS,
    MOST_VALUES,
    asked_names,
)
from gongkai.core.disclosure.masking import public_columns
from gongkai.core.disclosure.schema import DataSet
from gongkai.disclosure import exports
from gongkai.disclosure.exports.streams import object_of
from gongkai.disclosure.queries import rows
from gongkai.disclosure.queries.rows import RowCard
from gongkai.disclosure.queries.sets import DataSetCard
from gongkai.foundation.interface.problems import NOT_FOUND, TOO_MANY, ProblemError, words
from gongkai.foundation.organisations.queries import latest_bodies
from gongkai.portal.data import exporting
from gongkai.portal.data.asked import Wish, date_of, end_of, read
from gongkai.portal.data.formats import BY_CODE, Format
from gongkai.portal.data.shell import names_on
from gongkai.portal.data_api.door import (
    answering,
    card_of,
    clock,
    only_known,
    preferred,
    today,
    told,
    whole_number,
    wrong,
)
from gongkai.portal.limits import seconds_to_wait

FORMS = {"application/json": "json", "text/csv": "csv", "application/vnd.apache.parquet": "parquet"}
PAGE = 100
NOT_OFFERED, ACCEPTED = 406, 202
SOON = "10"  # seconds after which a file that is being made may be asked for again
LARGEST_NUMBER = 2**63 - 1


@answering
def page(request: HttpRequest, name: str) -> HttpResponseBase:
    """A page as JSON; or, as `Accept` says, everything asked for as CSV or Parquet."""
    form = preferred(request, FORMS, "json")
    if form is None:
        raise ProblemError(NOT_OFFERED, _("提供 JSON、CSV 和 Parquet。请在 Accept 中写明其中一种。"))
    if form != "json":
        return _file(request, card_of(name), BY_CODE[form])
    card = card_of(name)
    wish = _wish(request, card, {"after", "limit"})
    limit = whole_number(request, "limit", PAGE, 1, MOST_ROWS)
    if len(request.GET.get("after", "")) > LONGEST_CURSOR:
        raise wrong("after")
    found = rows.page(card.data_set, wish.asked, after=wish.after, limit=limit)
    return told({"rows": as_objects(card.data_set, found.items, wish.columns), "next": found.after})


@answering
def file(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """Everything asked for: `rows.json`, `rows.csv`, `rows.parquet`."""
    if form not in FORMS.values():
        raise ProblemError(NOT_FOUND, _("有三种文件：rows.json、rows.csv、rows.parquet。"))
    return _file(request, card_of(name), BY_CODE[form])


@answering
def one(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """The row as it stands, or stood at the end of `as_of`; the last version of one that is gone."""
    only_known(request, {"as_of"})
    card, day = card_of(name), request.GET.get("as_of")
    if number > LARGEST_NUMBER:
        raise _nothing()
    moment = end_of(_day(day)) if day is not None else None
    found = rows.row(card.data_set, number, moment)
    if found is None:
        raise _nothing()
    return told(as_objects(card.data_set, [found])[0])


@answering
def versions(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Every version of the row, the newest first; with the public reason where it was corrected or taken."""
    only_known(request, ())
    card = card_of(name)
    found = rows.history(card.data_set, number) if number <= LARGEST_NUMBER else ()
    if not found:
        raise _nothing()
    listed = as_objects(card.data_set, found)
    return told({
        "versions": [{**each, "_reason": row.reason} for each, row in zip(listed, found, strict=True)]
    })  # fmt: skip


def as_objects(
    data_set: DataSet, cards: Iterable[RowCard], columns: tuple[str, ...] = ()
) -> list[dict[str, Any]]:
    """Rows as programs read them; of `columns` alone where any are named."""
    cards = list(cards)
    codes = {pk: each.code for pk, each in latest_bodies({row.body for row in cards}).items()}
    shown = tuple(each for each in public_columns(data_set) if not columns or each.name in columns)
    return [object_of(shown, row, codes.get(row.body, "")) for row in cards]


def _wish(request: HttpRequest, card: DataSetCard, more: set[str]) -> Wish:
    """What is asked; what can't be understood is refused, not passed over."""
    only_known(request, asked_names(card.data_set) | more)
    day = today()
    codes = {each.code: pk for pk, each in names_on(day).bodies.items()}
    wish = read(request.GET, card.data_set, day, codes)
    if wish.faults:
        raise ProblemError(422, words(wish.faults[0]))
    _kept_whole(request.GET, wish, codes)
    return wish


def _kept_whole(said: QueryDict, wish: Wish, codes: Mapping[str, int]) -> None:
    """Pages forgive what a program should be told: an unknown body or column, words that are too many."""
    if "by" in said and said["by"] not in codes:
        raise wrong("by")
    if "columns" in said and tuple(str(said["columns"]).split(",")) != wish.columns:
        raise wrong("columns")
    if len(said.get("q", "")) > LONGEST_WORDS:
        raise wrong("q")
    if "sort" in said and len(str(said["sort"]).split(",")) != len(wish.asked.sort):
        raise wrong("sort")
    if "as_of" in said:
        _day(str(said["as_of"]))
    for name in said:
        if name.startswith(("f-", "from-", "to-")):
            given = said.getlist(name)
            most = MOST_VALUES if name.startswith("f-") else 1
            if len(given) > most or not all(0 < len(str(each).strip()) <= LONGEST_VALUE for each in given):
                raise wrong(name)


def _day(said: str) -> Any:
    try:
        day = date_of(said)
    except ValueError:
        raise wrong("as_of") from None
    if day > today():
        raise wrong("as_of")
    return day


def _file(request: HttpRequest, card: DataSetCard, form: Format) -> HttpResponseBase:
    wish = _wish(request, card, set())
    now = clock()
    tag = quote_etag(
        exporting.key_of(card, form, f"{wish.query()} {card.field.digest} {timezone.localdate(now)}")
    )
    known = get_conditional_response(request, etag=tag)
    if known is not None:
        return known
    if wait := seconds_to_wait(request, "data", settings.PORTAL_DATA_FILES_AN_HOUR, now):
        said = _("调用过于频繁。请 {seconds} 秒后再试。").format(seconds=wait)
        raise ProblemError(TOO_MANY, said, {"Retry-After": str(wait)})
    response = _made(request, card, form, wish)
    if response.status_code != ACCEPTED:
        response["ETag"] = tag
    return response


def _made(request: HttpRequest, card: DataSetCard, form: Format, wish: Wish) -> HttpResponseBase:
    """CSV and JSON as they come; a large Parquet file is made in the background."""
    data_set = card.data_set
    if form.code == "json":
        return StreamingHttpResponse(
            exports.json_of(data_set, wish.asked, wish.columns), content_type=form.mime
        )
    if form.code == "csv":
        lines = exports.csv_of(data_set, wish.asked, encoding="utf-8", names=True, only=wish.columns)
        return StreamingHttpResponse(lines, content_type=form.mime)
    total, more = rows.total(data_set, wish.asked, most=form.at_once or 0)
    if not more or data_set.series:
        return FileResponse(exporting.written(card, form, wish), content_type=form.mime)
    key = exporting.ask(card, form, wish, today(), total)
    response = told({"message": _("文件正在生成，请稍后再取。")})
    response.status_code = ACCEPTED
    response["Location"] = request.build_absolute_uri(
        reverse("portal:data_made", args=[card.name, form.code, key]) + "?file"
    )
    response["Retry-After"] = SOON
    return response


def _nothing() -> ProblemError:
    return ProblemError(NOT_FOUND, _("没有这一行（或这次变更）。"))
