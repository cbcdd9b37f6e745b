"""Handing a file to a browser. Whoever calls this has asked `queries` first."""

import re
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from gongkai.foundation.files import storage
from gongkai.foundation.files.contents import content_of
from gongkai.foundation.files.queries import FileCard

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")  # one part; who asks for several gets the whole
_PARTIAL, _NOT_THERE = 206, 416
_PIECE = 1 << 18


def response(file: FileCard) -> HttpResponse:
    """The file to keep, never to show within our pages; FILES_ACCEL leaves the sending to nginx.

    A sealed file is not handed out this way: `actions.open_sealed`, then `opened_response`.
    """
    if file.erased_at is not None:
        raise Http404
    if file.is_sealed:
        raise PermissionDenied
    if not settings.FILES_ACCEL:
        return _to_keep(file, content_of(file))
    answer = _to_keep(file, b"")
    place = storage.path_of(file.sha256).relative_to(settings.MEDIA_ROOT)
    answer["X-Accel-Redirect"] = f"{settings.FILES_ACCEL.rstrip('/')}/{place.as_posix()}"
    return answer


def played(request: HttpRequest, file: FileCard) -> HttpResponseBase:
    """A video to be played on the page: whole, or the part a player asks for (Range). nginx cuts it
    itself."""
    if settings.FILES_ACCEL or file.erased_at is not None or file.is_sealed:
        answer: HttpResponseBase = response(file)
    else:
        answer = _part(request.headers.get("Range", ""), file)
    answer["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(file.name)}"
    answer["Accept-Ranges"] = "bytes"
    return answer


def _part(wanted: str, file: FileCard) -> HttpResponseBase:
    asked = _RANGE.fullmatch(wanted.strip())
    first, last = _bounds(asked, file.size) if asked else (0, file.size - 1)
    if not 0 <= first <= last:
        answer = HttpResponse(status=_NOT_THERE)
        answer["Content-Range"] = f"bytes */{file.size}"
        return answer
    opened = storage.path_of(file.sha256).open("rb")
    opened.seek(first)
    body = StreamingHttpResponse(_read(opened, last - first + 1), content_type=file.content_type)
    body["Content-Length"] = str(last - first + 1)
    body["X-Content-Type-Options"] = "nosniff"
    if asked:
        body.status_code = _PARTIAL
        body["Content-Range"] = f"bytes {first}-{last}/{file.size}"
    return body


def _bounds(asked: re.Match[str], size: int) -> tuple[int, int]:
    """First and last byte; the first behind the last when the file has no such part."""
    first, last = asked[1], asked[2]
    if not first:
        return (max(size - int(last), 0), size - 1) if last and int(last) else (0, -1)
    return int(first), min(int(last), size - 1) if last else size - 1


def _read(opened: BinaryIO, left: int) -> Iterator[bytes]:
    with opened:
        while left > 0 and (piece := opened.read(min(left, _PIECE))):
            left -= len(piece)
            yield piece


def opened_response(file: FileCard, content: bytes) -> HttpResponse:
    """A sealed file that has been opened for this person. Never left to nginx: the disk holds it sealed."""
    return _to_keep(file, content)


def _to_keep(file: FileCard, content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type=file.content_type)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer
