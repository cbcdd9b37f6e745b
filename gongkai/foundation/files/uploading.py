"""Uploads while they arrive: what is too large is cut off before it fills memory or disk.

The other fields of the form survive, so that nobody types his request twice: `refused(request)` tells the
page which files were left out and why. In a form, file fields come last, so that the typed ones have arrived
when an upload has to be stopped.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import (
    FileUploadHandler,
    SkipFile,
    StopUpload,
    TemporaryFileUploadHandler,
)
from django.http import HttpRequest

from gongkai.core.messages import N_, Message
from gongkai.foundation.files import accepting, storage

VIDEO = "video"  # name of the field that may hold one
TABLE = "table"  # name of the field that may hold a table of a data set
_ATTRIBUTE = "_gongkai_refused_uploads"


class Quota(FileUploadHandler):
    """Stands first among the handlers. A file over FILES_LARGEST (a video over
    FILES_VIDEO_LARGEST, a table of a data set over FIELDS_LARGEST) is skipped. When everything together is
    over FILES_LARGEST_REQUEST, reading stops and the connection is closed."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._of_file = 0
        self._of_request = 0
        self._announced = 0

    def handle_raw_input(
        self, input_data: Any, meta: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        """Note how much is announced."""
        self._announced = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count."""
        super().new_file(*args, **kwargs)
        self._of_file = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass it on as long as there is room."""
        self._of_file += len(raw_data)
        self._of_request += len(raw_data)
        if (
            self._announced > settings.FILES_LARGEST_REQUEST
            or self._of_request > settings.FILES_LARGEST_REQUEST
        ):
            largest = settings.FILES_LARGEST_REQUEST / (1 << 20)
            self._refuse(Message(N_("上传的文件合计超过 {largest:.0f} MB，未接收"), {"largest": largest}))
            raise StopUpload(connection_reset=True)
        special = {VIDEO: settings.FILES_VIDEO_LARGEST, TABLE: settings.FIELDS_LARGEST}
        largest = special.get(str(self.field_name), settings.FILES_LARGEST)
        if self._of_file > largest:
            self._refuse(accepting.too_large(self._of_file, largest))
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler keeps the file."""
        return

    def _refuse(self, reason: Message) -> None:
        told = [*refused_of(self.request), (str(self.field_name or ""), reason)]
        setattr(self.request, _ATTRIBUTE, told)


class Spool(TemporaryFileUploadHandler):
    """Keeps a large upload on disk while it arrives; when there is no room for it, it says so."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().new_file(*args, **kwargs)
        except OSError as error:
            self._stop(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            self._stop(error)

    def _stop(self, error: OSError) -> None:
        if not storage.is_full(error):
            raise error
        said = Message(N_("服务器磁盘已满，文件没有保存。请联系管理员，腾出空间后再上传。"))
        told = [*refused_of(self.request), (str(self.field_name or ""), said)]
        setattr(self.request, _ATTRIBUTE, told)
        raise StopUpload(connection_reset=True)


def refused(request: HttpRequest) -> Sequence[tuple[str, Message]]:
    """Field and reason of each file that was cut off. Reads the form if that has not happened yet."""
    request.FILES  # noqa: B018 - to ask for them is to read the form
    return refused_of(request)


def refused_of(request: HttpRequest | None) -> Sequence[tuple[str, Message]]:
    """The same of a request whose form has been read."""
    return tuple(getattr(request, _ATTRIBUTE, ()))
