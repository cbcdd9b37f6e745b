"""Files of a form on its way: kept at once, so that no mistake elsewhere in the form loses them."""

from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _

from gongkai.casework.choices import FileRole
from gongkai.core.messages import Message
from gongkai.foundation.files import actions as files
from gongkai.foundation.files.contents import ErasedError, content_of
from gongkai.foundation.files.queries import cards
from gongkai.foundation.files.uploading import refused as cut_off
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import PUBLIC
from gongkai.portal.requests.kept import Asking, Attached

MOST = 10  # files of one role
IDENTITY = FileRole.IDENTITY.value
APPLICATION = FileRole.APPLICATION.value


def take(
    request: HttpRequest, asked: Asking, field: str, role: str, now: datetime
) -> tuple[Asking, list[str]]:
    """Keep what came in `field` of the form. Returns the form, and why some files were not taken."""
    problems = [told(reason) for where, reason in cut_off(request) if where in (field, "")]
    for upload in request.FILES.getlist(field):
        name = str(upload.name)
        if len(asked.files(role)) >= MOST:
            problems.append(_("最多附{count}个文件，“{name}”没有收下。").format(count=MOST, name=name))
            continue
        kept = keep(asked.body, name, upload.read(), role, now)
        if isinstance(kept, Refused):
            problems.append(_("“{name}”没有收下：{reason}。").format(name=name, reason=told(kept.reason)))
        else:
            asked = replace(asked, attached=(*asked.attached, kept))
    return asked, problems


def keep(body: int, name: str, content: bytes, role: str, now: datetime) -> Attached | Refused:
    """Proof of identity is sealed: only the body's request clerks can open it."""
    made = files.attach_public(
        actor=PUBLIC, now=now, body_id=body, name=name, content=content, purpose=f"case_{role}",
        sealed=role == IDENTITY,
    )  # fmt: skip
    return made if isinstance(made, Refused) else Attached(made, name, len(content), role, body)


def without(asked: Asking, file_id: str) -> Asking:
    """The form less one file."""
    return replace(asked, attached=tuple(each for each in asked.attached if str(each.id) != file_id))


def moved(asked: Asking, now: datetime) -> Asking:
    """The form's files as files of the body it is now addressed to. One that is gone is left out."""
    known = cards([each.id for each in asked.attached])
    moved: list[Attached] = []
    for each in asked.attached:
        if each.body == asked.body:
            moved.append(each)
            continue
        if each.id not in known:
            continue
        try:
            made = keep(asked.body, each.name, content_of(known[each.id]), each.role, now)
        except (ErasedError, FileNotFoundError):
            continue
        if not isinstance(made, Refused):
            moved.append(made)
    return replace(asked, attached=tuple(moved))


def told(reason: Message) -> str:
    """In the reader's language, without a full stop of its own."""
    return str(reason.in_language(_)).rstrip("。.")
