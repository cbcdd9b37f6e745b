"""Handing a file to a browser. Whoever calls this has asked `queries` first."""

from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse

from gongkai.foundation.files import storage
from gongkai.foundation.files.queries import FileCard


def response(file: FileCard) -> HttpResponse:
    """The file to keep, never to show within our pages; FILES_ACCEL leaves the sending to nginx."""
    if settings.FILES_ACCEL:
        answer = HttpResponse(content_type=file.content_type)
        place = storage.path_of(file.sha256).relative_to(settings.MEDIA_ROOT)
        answer["X-Accel-Redirect"] = f"{settings.FILES_ACCEL.rstrip('/')}/{place.as_posix()}"
    else:
        answer = HttpResponse(storage.content_of(file.sha256), content_type=file.content_type)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer
