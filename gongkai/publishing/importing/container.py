"""The zip in which a workbook arrives with its files: what is in it, and each file by itself, so that one bad
file is told by its name and the others come in."""

import zipfile
from collections.abc import Iterable
from io import BytesIO

from django.conf import settings

from gongkai.core.messages import N_, Message
from gongkai.foundation.files import accepting
from gongkai.foundation.files.kinds import BROKEN_CONTAINER, Kind
from gongkai.publishing.importing.problems import NotImportableError

_MOST_FILES = 60_000
_UTF8 = 0x800  # flag of an entry whose name is in UTF-8
_ENCRYPTED = 0x1


class Container:
    """`names` as people see them, "/" between folders."""

    def __init__(self, content: bytes) -> None:
        """Raises NotImportableError when it can't be opened, or unpacks to more than is taken."""
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except BROKEN_CONTAINER as error:
            raise NotImportableError(Message(N_("文件已损坏，请重新保存后再上传"))) from error
        entries = [each for each in self._zip.infolist() if not each.is_dir()]
        unpacked = sum(each.file_size for each in entries)
        if len(entries) > _MOST_FILES or unpacked > settings.FILES_LARGEST_UNPACKED:
            raise NotImportableError(Message(N_("压缩包里的文件过多或者解开后过大，请分成几个压缩包。")))
        self._entries = {_name(each): each for each in entries}

    @property
    def names(self) -> Iterable[str]:
        return self._entries.keys()

    def read(self, name: str) -> bytes | Message:
        """The content of a file, or why it can't be read. Raises KeyError."""
        entry = self._entries[name]
        if entry.flag_bits & _ENCRYPTED:
            return Message(N_("文件有密码，请去掉密码后再上传"))
        try:
            with self._zip.open(entry) as opened:
                content = opened.read(settings.FILES_VIDEO_LARGEST + 1)
        except BROKEN_CONTAINER:
            return Message(N_("文件已损坏，请重新保存后再上传"))
        if len(content) > settings.FILES_VIDEO_LARGEST:
            return accepting.too_large(entry.file_size, settings.FILES_VIDEO_LARGEST)
        return content

    def look_at(self, name: str, *, film: bool = False) -> Kind | Message:
        """What a file is, or the first reason against it."""
        content = self.read(name)
        if isinstance(content, Message):
            return content
        largest = settings.FILES_VIDEO_LARGEST if film else None
        return accepting.accepted(name.rpartition("/")[2], content, largest=largest, film=film)


def _name(entry: zipfile.ZipInfo) -> str:
    """Names that Windows wrote in the Chinese code page are read as such."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename
