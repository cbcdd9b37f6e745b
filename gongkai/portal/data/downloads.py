"""A data set as a file, as it was asked for: filters, day, columns and all. Small ones at once, CSV and JSON
row by row at any size, large ones of the other kinds in the background."""

from collections.abc import Iterator
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.disclosure import exports
from gongkai.disclosure.queries import rows
from gongkai.disclosure.queries.asking import AskedError
from gongkai.disclosure.queries.sets import DataSetCard
from gongkai.portal.data import exporting
from gongkai.portal.data.asked import Wish, read
from gongkai.portal.data.formats import BY_CODE, Format
from gongkai.portal.data.shell import card_at, clock, codes_on, of_set, page, today
from gongkai.portal.limits import seconds_to_wait, slowed

_FILES_AT_ONCE = frozenset({"xlsx", "parquet", "package"})


@require_GET
def download(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """The rows asked for in one of the FORMATS."""
    now = clock()
    card, of = card_at(name, timezone.localdate(now)), BY_CODE.get(form)
    if of is None:
        raise Http404
    if wait := seconds_to_wait(request, "data", settings.PORTAL_DATA_FILES_AN_HOUR, now):
        return slowed(request, wait, "fields")
    wish = read(request.GET, card.data_set, timezone.localdate(now), codes_on(timezone.localdate(now)))
    if wish.faults:
        return _refused(request, card, wish.faults[0])
    try:
        if of.code not in _FILES_AT_ONCE:
            return _as_file(StreamingHttpResponse(_streamed(card, of, wish)), card, of, wish)
        total, more = rows.total(card.data_set, wish.asked, most=of.at_once or 0)
        if more and not (card.data_set.series and of.code == "parquet"):
            return redirect(
                "portal:data_made",
                name,
                of.code,
                exporting.ask(card, of, wish, timezone.localdate(now), total),
            )
        return _as_file(FileResponse(exporting.written(card, of, wish)), card, of, wish)
    except AskedError as error:
        return _refused(request, card, error.message)


@require_GET
def made(request: HttpRequest, name: str, form: str, key: str) -> HttpResponseBase:
    """How far a large file is; the file itself when it is there."""
    card, of = card_at(name, today()), BY_CODE.get(form)
    if of is None or not key.isalnum() or len(key) != 64:
        raise Http404
    progress = exporting.progress(key, of)
    if progress.state == "unknown":
        raise Http404
    if progress.state == "ready" and "file" in request.GET:
        return _as_file(FileResponse(exporting.place(key, of).open("rb")), card, of, None)
    response = page(request, "made", of_set(card), (_("下载"), ""), card=card, form=of, made=progress)
    response["Cache-Control"] = "no-store"
    return response


def _streamed(card: DataSetCard, form: Format, wish: Wish) -> Iterator[bytes]:
    """Raises AskedError now, not when the first bytes are gone."""
    if form.code == "json":
        return exports.json_of(card.data_set, wish.asked, wish.columns)
    encoding = "gb18030" if form.code == "csv-gb18030" else "utf-8-sig"
    return exports.csv_of(card.data_set, wish.asked, encoding=encoding, only=wish.columns)


def _as_file[Response: HttpResponseBase](
    response: Response, card: DataSetCard, form: Format, wish: Wish | None
) -> Response:
    day = f"-{wish.on.isoformat()}" if wish and wish.on else ""
    name = f"{card.data_set.title}{day}.{form.ending}"
    response["Content-Type"] = form.mime
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "no-store"
    return response


def _refused(request: HttpRequest, card: DataSetCard, said: object) -> HttpResponse:
    back = reverse("portal:data_set", args=[card.name])
    return page(
        request, "refused", of_set(card), (_("下载"), ""), status=400, card=card, said=said, back=back
    )
