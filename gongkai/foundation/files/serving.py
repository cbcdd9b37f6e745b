"""Handing a file to a browser. Whoever calls this has asked `queries` first."""

from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse

from gongkai.foundation.files import storage
from gongkai.foundation.files.contents import content_of
from gongkai.foundation.files.queries import FileCard


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


def opened_response(file: FileCard, content: bytes) -> HttpResponse:
    """A sealed file that has been opened for this person. Never left to nginx: the disk holds it sealed."""
    return _to_keep(file, content)


def _to_keep(file: FileCard, content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type=file.content_type)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer
