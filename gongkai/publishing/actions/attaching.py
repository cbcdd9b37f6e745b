"""Files of an edition: put to it, taken from it, replaced by a copy from which something is taken out."""

import html as markup
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from gongkai.core.anonymise import MASK
from gongkai.core.messages import N_, Message
from gongkai.foundation.files import actions as files
from gongkai.foundation.files import contents, kinds, queries
from gongkai.foundation.files.stripping import strip
from gongkai.foundation.ledger.rows import snapshot, subject_of, write
from gongkai.foundation.ledger.verbs import Refused, record, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.redaction import Box, redact, redact_picture
from gongkai.foundation.tasks.queue import enqueue
from gongkai.publishing import requirements
from gongkai.publishing.actions.frame import TakenEdition, take_edition
from gongkai.publishing.models import Edition, EditionFile, FilePart, Masking
from gongkai.publishing.sanitising import text_of

PURPOSE = "publishing"
READ = "publishing.read_file"
_LONGEST_ALTERNATIVE = 100_000
_TAG = re.compile(r"(<[^>]*>)")
_MASKABLE = ("title", "summary", "change_note")
_PERSONAL = "《政府信息公开条例》（2019年修订）第三十七条：区分处理；《个人信息保护法》第二十五条"


@verb("edition.attach")
def attach(
    *,
    actor: Actor,
    now: datetime,
    edition_id: int,
    name: str,
    content: bytes,
    part: str = FilePart.ATTACHMENT,
    alternative: str = "",
    beside: int | None = None,
    based_on: int | None = None,
) -> EditionFile | Refused:
    """Put a file to the edition. It is read in the background, for the gate and for search. `alternative`
    tells a picture or a video in words; `beside`: the video of which this is the poster."""
    of = take_edition("edition.attach", edition_id=edition_id, actor=actor, now=now, based_on=based_on)
    if isinstance(of, Refused):
        return of
    if part not in FilePart or part == FilePart.ORIGINAL:
        return Refused(Message(N_("上传的只能是附件、图片、视频或者视频封面。")))
    refused = _poster_problem(of.edition, part, beside, content)
    if refused is not None:
        return refused
    told = Told(requirements.plain(alternative), beside)
    row = kept(of, name=name, content=content, part=FilePart(part), told=told)
    if isinstance(row, Refused):
        return row
    of.keep(writers=of.wrote())
    return row


@verb("edition.describe_file")
def describe_file(
    *,
    actor: Actor,
    now: datetime,
    edition_id: int,
    file_id: int,
    alternative: str,
    based_on: int | None = None,
) -> EditionFile | Refused:
    """文字说明 of a picture, 文字稿 of a video: in words, for who can't see or hear it
    （《无障碍环境建设法》第三十二条）."""
    of = take_edition("edition.attach", edition_id=edition_id, actor=actor, now=now, based_on=based_on)
    if isinstance(of, Refused):
        return of
    row = own_file(of.edition, file_id)
    if isinstance(row, Refused):
        return row
    write(row, alternative=requirements.plain(alternative)[:_LONGEST_ALTERNATIVE])
    of.keep(writers=of.wrote())
    return row


@verb("edition.detach")
def detach(
    *, actor: Actor, now: datetime, edition_id: int, file_id: int, based_on: int | None = None
) -> Edition | Refused:
    """Take a file from the edition; with a masked copy goes the original it was made from."""
    of = take_edition("edition.detach", edition_id=edition_id, actor=actor, now=now, based_on=based_on)
    if isinstance(of, Refused):
        return of
    row = own_file(of.edition, file_id)
    if isinstance(row, Refused):
        return row
    if row.masked_from_id is not None:
        for original in EditionFile.objects.filter(
            edition=of.edition, file=row.masked_from_id, part=FilePart.ORIGINAL
        ):
            _gone(original)
    for poster in EditionFile.objects.filter(edition=of.edition, beside=row.file_id):
        _gone(poster)
    _gone(row)
    return of.keep(writers=of.wrote())


@verb("edition.mask")
def mask(
    *,
    actor: Actor,
    now: datetime,
    edition_id: int,
    reason: str,
    passages: Sequence[str] = (),
    file_id: int | None = None,
    boxes: Sequence[Box] = (),
    based_on: int | None = None,
) -> Edition | Refused:
    """区分处理 before publication: `passages` of the edition's own words become ×××; of a file a copy is made
    without what lies under the boxes (PDF), or without comments, hidden parts and properties (any kind, no
    boxes), and takes the original's place. The original is kept and never shown."""
    of = take_edition("edition.mask", edition_id=edition_id, actor=actor, now=now, based_on=based_on)
    if isinstance(of, Refused):
        return of
    if not reason.strip():
        return Refused(Message(N_("请写明遮盖部分不予公开的理由。")), _PERSONAL)
    done = (
        _mask_words(of, passages, reason)
        if file_id is None
        else _mask_file(of, file_id, boxes, reason)
    )  # fmt: skip
    if isinstance(done, Refused):
        return done
    return of.keep(reason=reason.strip(), writers=of.wrote())


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a file: in words what it shows, and the video beside which it stands."""

    alternative: str = ""
    beside: int | None = None


def kept(
    of: TakenEdition,
    *,
    name: str,
    content: bytes,
    part: FilePart,
    told: Told = Told(),
    masked_from: EditionFile | None = None,
) -> EditionFile | Refused:
    """Keep a file for the edition, at the end or in the place of what it was made from; inside a verb."""
    file_id = files.attach(
        actor=of.actor, now=of.now, body_id=of.document.body_id, name=name, content=content,
        purpose=PURPOSE, film=part is FilePart.VIDEO,
    )  # fmt: skip
    if isinstance(file_id, Refused):
        return file_id
    card = queries.cards([file_id])[file_id]
    order = masked_from.order if masked_from else _last_order(of.edition) + 1
    row = EditionFile(
        edition=of.edition, body_id=of.document.body_id, file_id=file_id, part=part, name=card.name,
        order=order, alternative=told.alternative[:_LONGEST_ALTERNATIVE], beside_id=told.beside,
        masked_from_id=masked_from.file_id if masked_from else None, at=of.now,
    )  # fmt: skip
    write(row)
    enqueue(READ, once=f"read:{file_id}", file=file_id)
    return row


def own_file(edition: Edition, file_id: int) -> EditionFile | Refused:
    """The edition's file of this number that is to be published."""
    found = EditionFile.objects.filter(edition=edition, file=file_id).exclude(part=FilePart.ORIGINAL).first()
    if found is None:
        return Refused(Message(N_("这一版本没有这个文件，请刷新后重新选择。")))
    return found


def _poster_problem(edition: Edition, part: str, beside: int | None, content: bytes) -> Refused | None:
    videos = EditionFile.objects.filter(edition=edition, part=FilePart.VIDEO, file=beside or 0)
    if (part == FilePart.POSTER) is not videos.exists():
        return Refused(Message(N_("封面要放在一个视频旁边，其他文件不用。")))
    if part == FilePart.POSTER and kinds.kind_of(content) not in (kinds.PNG, kinds.JPEG):
        return Refused(Message(N_("封面应当是 PNG 或 JPEG 图片。")))
    return None


def _last_order(edition: Edition) -> int:
    orders = EditionFile.objects.filter(edition=edition).order_by("-order").values_list("order", flat=True)
    return orders.first() or 0


def _gone(row: EditionFile) -> None:
    record(subject=(subject_of(EditionFile), row.pk), body=row.body_id, before=snapshot(row), after=None)
    row.delete()


def _mask_file(of: TakenEdition, file_id: int, boxes: Sequence[Box], reason: str) -> Refused | None:
    row = own_file(of.edition, file_id)
    if isinstance(row, Refused):
        return row
    content = contents.content_of(queries.cards([file_id])[file_id])
    made = _copy(content, boxes)
    if isinstance(made, Message):
        return Refused(made, details=(("file", made),))
    part = FilePart(row.part)
    write(row, part=FilePart.ORIGINAL)
    told = Told(row.alternative, row.beside_id)
    copy = kept(of, name=row.name, content=made, part=part, told=told, masked_from=row)
    if isinstance(copy, Refused):
        return copy
    write(
        Masking(
            edition=of.edition, body_id=of.document.body_id, original_id=row.file_id, copy_id=copy.file_id,
            boxes=[asdict(box) for box in boxes], reason=reason.strip(), by=of.actor.code, at=of.now,
        )
    )  # fmt: skip
    return None


def _copy(content: bytes, boxes: Sequence[Box]) -> bytes | Message:
    kind = kinds.kind_of(content)
    if isinstance(kind, Message):
        return kind
    if kind is kinds.PDF:
        return redact(content, boxes)
    if boxes and kind in (kinds.PNG, kinds.JPEG):
        return redact_picture(content, boxes)
    if boxes:
        return Message(
            N_("只有 PDF 和图片可以逐处遮盖。请转换为 PDF 后重新上传，或者在原文件里改好后重新上传。")
        )
    return strip(content, kind)


def _masked(text: str, passage: str) -> tuple[str, int]:
    return text.replace(passage, MASK), text.count(passage)


def _masked_html(text: str, passage: str) -> tuple[str, int]:
    """Between tags only, never within one."""
    sought = markup.escape(passage, quote=False)
    pieces = _TAG.split(text)
    times = sum(piece.count(sought) for piece in pieces[::2])
    pieces[::2] = [piece.replace(sought, MASK) for piece in pieces[::2]]
    return "".join(pieces), times


def _mask_words(of: TakenEdition, passages: Sequence[str], reason: str) -> Refused | None:
    edition = of.edition
    words = {name: getattr(edition, name) for name in (*_MASKABLE, "html")}
    spans = 0
    for passage in sorted({each for each in passages if each.strip()}, key=len, reverse=True):
        found = 0
        for name, text in words.items():
            masked, times = _masked_html(text, passage) if name == "html" else _masked(text, passage)
            words[name], found = masked, found + times
        if not found:
            return Refused(
                Message(N_("正文里没有连着的“{passage}”，请在编辑页里直接修改。"), {"passage": passage[:20]})
            )
        spans += found
    if not spans:
        return Refused(Message(N_("请选择要遮盖的文字或者文件。")))
    for name, text in words.items():
        setattr(edition, name, text)
    edition.text = text_of(edition.html)
    write(
        Masking(
            edition=edition, body_id=edition.body_id, spans=spans, reason=reason.strip(), by=of.actor.code,
            at=of.now,
        )
    )  # fmt: skip
    return None
