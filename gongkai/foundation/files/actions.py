"""The verbs on files."""

import logging
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.foundation.files import accepting, contents, erasing, policy, queries, sealing, storage
from gongkai.foundation.files.kinds import Kind
from gongkai.foundation.files.models import StoredFile
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor

log = logging.getLogger(__name__)


@verb("file.attach")
def attach(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    name: str,
    content: bytes,
    purpose: str,
    sealed: bool = False,
    film: bool = False,
) -> int | Refused:
    """Keep a file for the body; with `film` a video. Returns its number."""
    refused = policy.may_attach(actor, body_id)
    if refused is not None:
        return refused
    largest = settings.FILES_VIDEO_LARGEST if film else None
    kind = accepting.accepted(name, content, largest=largest, film=film)
    return _kept(actor, now, body_id, name, content, purpose, sealed, kind)


@verb("file.attach_public")
def attach_public(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    name: str,
    content: bytes,
    purpose: str,
    sealed: bool = False,
) -> int | Refused:
    """Keep what somebody from outside hands to the body: smaller and of fewer kinds than the staff's."""
    kind = accepting.accepted(
        name, content, largest=settings.FILES_PUBLIC_LARGEST, endings=settings.FILES_PUBLIC_ENDINGS
    )
    return _kept(actor, now, body_id, name, content, purpose, sealed, kind)


@verb("file.open_sealed")
def open_sealed(*, actor: Actor, now: datetime, file_id: int, reason: str) -> bytes | Refused:
    """Open a sealed file for a person; who, when and why stays in the ledger.

    《个人信息保护法》第五十一条。
    """
    card = queries.file_visible_to(actor, timezone.localdate(now), file_id)
    if card is None or not card.is_sealed:
        return Refused(Message(N_("没有这份材料，或者您不能查看。")))
    if not reason.strip():
        return Refused(Message(N_("请写明查看的原因。")), "《个人信息保护法》第五十一条")
    if card.erased_at is not None:
        return Refused(Message(N_("这份材料已按规定删除。")))
    write(StoredFile.objects.get(pk=file_id), reason=reason)
    return contents.content_of(card)


@verb("file.erase")
def erase(*, actor: Actor, now: datetime, file_id: int, reason: str) -> int | Refused:
    """Erase a file: name and content go, the row stays. 《个人信息保护法》第四十七条。"""
    file = StoredFile.objects.select_for_update().filter(pk=file_id).first()
    if file is None:
        return Refused(Message(N_("没有这份材料。")))
    refused = policy.may_erase(actor, file.body_id)
    if refused is not None:
        return refused
    if file.erased_at is not None:
        return Refused(Message(N_("这份材料已按规定删除。")))
    write(file, reason=reason, erased_at=now, name="")
    erasing.after_commit(file.sha256)
    return file.pk


@verb("file.reseal")
def reseal(*, actor: Actor, now: datetime, file_id: int) -> int | Refused:
    """Seal a file anew with the present key, after keys were changed."""
    if not actor.is_system:
        return Refused(Message(N_("更换密钥由系统执行。")))
    file = StoredFile.objects.select_for_update().filter(pk=file_id, erased_at__isnull=True).first()
    if file is None or file.sealed_with in ("", sealing.current_key()):
        return Refused(Message(N_("这份材料不需要重新加密。")))
    before = file.sha256
    sealed = sealing.seal(sealing.unseal(before, storage.sealed_content_of(before)))
    storage.put(sealed.place, sealed.content)
    write(file, sha256=sealed.place, sealed_with=sealed.key)
    erasing.after_commit(before)
    return file.pk


def _kept(
    actor: Actor, now: datetime, body_id: int, name: str, content: bytes, purpose: str, sealed: bool,
    kind: Kind | Message,
) -> int | Refused:  # fmt: skip
    if isinstance(kind, Message):
        return Refused(kind, details=(("file", kind),))
    if sealed and not sealing.is_possible():
        return Refused(
            Message(N_("系统没有配置材料密钥，暂不能接收身份证明等须加密保存的材料，请联系管理员"))
        )
    try:
        place, key = _stored(content, sealed)
    except storage.FullError:
        log.exception("no room for an uploaded file")
        full = Message(N_("服务器磁盘已满，文件没有保存。请联系管理员，腾出空间后再上传。"))
        return Refused(full, details=(("file", full),))
    file = StoredFile(
        sha256=place, size=len(content), name=accepting.plain(name), content_type=kind.content_type,
        body_id=body_id, attached_by_id=actor.person_id, at=now, purpose=purpose, sealed_with=key,
    )  # fmt: skip
    write(file)
    return file.pk


def _stored(content: bytes, sealed: bool) -> tuple[str, str]:
    """The place of the content, and the key's name if it was sealed."""
    if not sealed:
        return erasing.keep_against_erasing(content), ""
    made = sealing.seal(content)
    storage.put(made.place, made.content)
    return made.place, made.key
