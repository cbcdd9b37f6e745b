"""What may come in: from the outside of a file to its inside, the cheap questions first."""

from collections.abc import Callable, Collection, Mapping

from django.conf import settings

from gongkai.core.messages import N_, Message
from gongkai.foundation.files import kinds, scanning
from gongkai.foundation.files.inspecting import containers, films, images, old_office, portable
from gongkai.foundation.files.kinds import Kind

_MEBIBYTE = 1 << 20
_LONGEST_NAME = 200

type Inspection = Callable[[bytes], Message | None]

_INSPECTIONS: Mapping[Kind, Inspection] = {
    kinds.PDF: portable.problem,
    kinds.DOCX: containers.problem,
    kinds.XLSX: containers.problem,
    kinds.PPTX: containers.problem,
    kinds.OFD: containers.problem,
    kinds.OLD_OFFICE: old_office.problem,
    kinds.PNG: images.png_problem,
    kinds.JPEG: images.jpeg_problem,
    kinds.MP4: films.mp4_problem,
    kinds.WEBM: films.webm_problem,
}

_NOT_TAKEN = N_("不接收这种文件。可以上传：{endings}")


def accepted(
    name: str,
    content: bytes,
    *,
    largest: int | None = None,
    endings: Collection[str] | None = None,
    film: bool = False,
) -> Kind | Message:
    """The file's kind, or the first reason against it. `largest` in bytes; `endings` are those allowed;
    `film`: a video is wanted, and nothing else."""
    refused = _size_problem(len(content), settings.FILES_LARGEST if largest is None else largest)
    if refused is not None:
        return refused
    kind = kinds.kind_of(content)
    if isinstance(kind, Message):
        return kind
    if film is not (kind in kinds.FILMS):
        return _not_a_film() if film else Message(N_("这里不接收视频，请在“视频”一栏上传"))
    if not kinds.is_known(name):
        known = (kinds.MP4, kinds.WEBM) if film else kinds.KINDS
        taken = endings or [ending for each in known for ending in each.endings]
        return Message(_NOT_TAKEN, {"endings": "、".join(taken)})
    if not kinds.fits(kind, name):
        return Message(N_("文件内容与扩展名不符，内容应为 {ending}"), {"ending": "/".join(kind.endings)})
    if endings is not None and not set(endings) & {name.rpartition(".")[2].lower()}:
        return Message(_NOT_TAKEN, {"endings": "、".join(endings)})
    inspection = _INSPECTIONS.get(kind)
    refused = inspection(content) if inspection else None
    return refused or scanning.problem(content) or kind


def _not_a_film() -> Message:
    return Message(N_("不是可以播放的视频。请导出为 MP4 或 WebM 后再上传"))


def _size_problem(size: int, largest: int) -> Message | None:
    if size == 0:
        return Message(N_("文件是空的"))
    if size > largest:
        return too_large(size, largest)
    return None


def too_large(size: int, largest: int) -> Message:
    """In words; both in bytes."""
    values = {"size": size / _MEBIBYTE, "largest": largest / _MEBIBYTE}
    return Message(N_("文件有 {size:.1f} MB，超过 {largest:.0f} MB 的上限"), values)


def plain(name: str) -> str:
    """The last part of a path, without control characters, cut in the middle so that the ending stays."""
    last = name.replace("\\", "/").rpartition("/")[2]
    clean = "".join(character for character in last if character.isprintable()).strip() or "file"
    return clean if len(clean) <= _LONGEST_NAME else f"{clean[:150]}…{clean[-40:]}"
