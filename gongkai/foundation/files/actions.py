"""The one verb on files."""

from datetime import datetime

from django.conf import settings

from gongkai.core.messages import N_, Message
from gongkai.foundation.files import kinds, policy, scanning, storage
from gongkai.foundation.files.models import StoredFile
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor

_MEBIBYTE = 1 << 20


@verb("file.attach")
def attach(
    *, actor: Actor, now: datetime, body_id: int, name: str, content: bytes, purpose: str
) -> int | Refused:
    """Keep a file for the body. Returns its number."""
    refused = policy.may_attach(actor, body_id)
    if refused is not None:
        return refused
    kind = _accepted(name, content)
    if isinstance(kind, Message):
        return Refused(kind, details=(("file", kind),))
    file = StoredFile(
        sha256=storage.keep(content), size=len(content), name=_plain(name), content_type=kind.content_type,
        body_id=body_id, attached_by_id=actor.person_id, at=now, purpose=purpose,
    )  # fmt: skip
    write(file)
    return file.pk


def _accepted(name: str, content: bytes) -> kinds.Kind | Message:
    """The file's kind, or the first reason against it. The cheap questions come first."""
    if not content:
        return Message(N_("文件是空的"))
    if len(content) > settings.FILES_LARGEST:
        values = {"size": len(content) / _MEBIBYTE, "largest": settings.FILES_LARGEST / _MEBIBYTE}
        return Message(N_("文件有 {size:.1f} MB，超过 {largest:.0f} MB 的上限"), values)
    kind = kinds.kind_of(content)
    if isinstance(kind, Message):
        return kind
    if not kinds.fits(kind, name):
        return Message(N_("文件内容与扩展名不符，内容应为 {ending}"), {"ending": "/".join(kind.endings)})
    return scanning.problem(content) or kind


def _plain(name: str) -> str:
    """The last part of a path, without control characters, cut in the middle so that the ending stays."""
    last = name.replace("\\", "/").rpartition("/")[2]
    clean = "".join(character for character in last if character.isprintable()).strip() or "file"
    return clean if len(clean) <= 200 else f"{clean[:150]}…{clean[-40:]}"
