"""The papers of a case in the order in which they are bound (归档)."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone, translation
from PIL import Image

from gongkai.casework import law, letters, wording
from gongkai.casework.documents import letter_pdf
from gongkai.casework.documents.bundle import Paper, Sheet, Table, bound, sheet_pdf
from gongkai.casework.models import Applicant, Application, Case, CaseFile, FileRole, Notice, Reply, Service
from gongkai.casework.models.cases import ChannelLabel
from gongkai.casework.queries.cases import reading
from gongkai.foundation.files import kinds, office
from gongkai.foundation.files.contents import content_of
from gongkai.foundation.files.queries import FileCard, cards
from gongkai.foundation.ledger.queries import EventLine, told
from gongkai.foundation.organisations import queries as organisations

ORDER = (
    FileRole.APPLICATION,
    FileRole.CORRECTION,
    FileRole.OPINION,
    FileRole.RECORD,
    FileRole.ENCLOSURE,
    FileRole.REDACTED,
    FileRole.PROOF,
)
"""Kept files, in the order of the file; notices and replies have places of their own. Proofs of identity are
not bound in: they go by their own, shorter rule."""

_DPI = 150
_ROOM = 0.8  # of the largest file that may be kept, for the papers; the rest for binding
_WAYS = {
    "ems": "邮政特快专递", "registered": "挂号信", "handed": "当面签收", "email": "电子邮件", "fax": "传真",
    "online": "网上查收",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """A paper that is a kept file of the case, and can be found without this one."""

    card: FileCard
    paper: Paper


def dossier(case: Case, day: date) -> bytes:
    """The whole file as one PDF: cover and index, request, notices, material, replies, proofs, the clock's
    explanation, and what the ledger says. Material that would make it larger than a file may be is listed
    with its number and hash."""
    return bound(_cover(case, day), list(_within(_ROOM * settings.FILES_LARGEST, _papers(case, day))))


def _within(room: float, papers: Iterator[Kept | Paper]) -> Iterator[Paper]:
    for each in papers:
        paper = each.paper if isinstance(each, Kept) else each
        if isinstance(each, Kept) and paper.size > room:
            where = f"另存：文件 {each.card.id}，SHA-256 {each.card.sha256[:16]}"
            paper = Paper(paper.title, None, elsewhere=where)
        room -= paper.size
        yield paper


def _cover(case: Case, day: date) -> Sheet:
    applicant = Applicant.objects.filter(case=case).first()
    with translation.override(None):
        channel = str(ChannelLabel(case.channel).label)
    facts = [
        ("登记编号", case.number),
        ("承办单位", wording.body_name(case.body_id, day)),
        ("申请人", (applicant.name if applicant else "") or wording.ERASED),
        ("收到方式", channel),
        ("提交日期", wording.chinese_day(case.submitted_on)),
        ("收到申请之日", wording.chinese_day(case.received_on) if case.received_on else "未确认收到"),
        ("办理结果", wording.outcome_of(case, case.outcome).title if case.outcome else ""),
        ("办结日期", wording.chinese_day(case.closed_on) if case.closed_on else ""),
        ("归档日期", wording.chinese_day(day)),
    ]
    title = "政府信息公开申请案卷" + ("（示例）" if case.is_sample else "")
    return Sheet(title, wording.body_name(case.body_id, day), facts)


def _papers(case: Case, day: date) -> Iterator[Kept | Paper]:
    files = list(CaseFile.objects.filter(case=case, role__in=ORDER).order_by("at", "pk"))
    kept = cards([each.file_id for each in files])
    by_role = {
        role: [kept[each.file_id] for each in files if each.role == role and each.file_id in kept]
        for role in ORDER
    }
    yield Paper("申请的内容", sheet_pdf(_request(case, day)))
    yield from _bindable(by_role, FileRole.APPLICATION, FileRole.CORRECTION)
    for notice in Notice.objects.filter(case=case).select_related("case").order_by("on", "pk"):
        yield Paper(f"{letters.title_of(notice)} {notice.number}".strip(), _notice(notice))
    yield from _bindable(by_role, FileRole.OPINION, FileRole.RECORD)
    for reply in Reply.objects.filter(case=case, sent_on__isnull=False).select_related("case").order_by("pk"):
        yield Paper(
            f"{reply.title} {reply.number}", _kept(reply.pdf_id) or letter_pdf(letters.of_reply(reply))
        )
    yield from _bindable(by_role, FileRole.ENCLOSURE, FileRole.REDACTED, FileRole.PROOF)
    yield Paper("办理经过和期限计算", sheet_pdf(_record(case, day)))


def _bindable(by_role: dict[FileRole, list[FileCard]], *roles: FileRole) -> Iterator[Kept]:
    with translation.override(None):
        names = {role: str(role.label) for role in roles}
    for role in roles:
        for card in by_role[role]:
            yield Kept(card, _bind(f"{names[role]}：{card.name}", card))


def _bind(title: str, card: FileCard) -> Paper:
    """A file as pages where that can be done, else as it is. An erased one leaves its place in the index."""
    if card.erased_at is not None:
        return Paper(title, None, elsewhere="已按期删除")
    content = content_of(card)
    pages = _as_pages(content, card.name)
    return Paper(title, pages) if pages else Paper(title, None, f"{card.id} {card.name}", content)


def _as_pages(content: bytes, name: str) -> bytes | None:
    kind = kinds.kind_of(content)
    if kind == kinds.PDF:
        return content
    if kind in (kinds.PNG, kinds.JPEG):
        out = io.BytesIO()
        with Image.open(io.BytesIO(content)) as picture:
            picture.convert("RGB").save(out, "PDF", resolution=_DPI)
        return out.getvalue()
    made = office.as_pdf(content, kind, name) if isinstance(kind, kinds.Kind) else None
    return made if isinstance(made, bytes) else None


def _notice(notice: Notice) -> bytes:
    return _kept(notice.file_id) or letter_pdf(letters.of_notice(notice))


def _kept(file_id: int | None) -> bytes | None:
    return None if file_id is None else content_of(cards([file_id])[file_id])


def _request(case: Case, day: date) -> Sheet:
    application = Application.objects.filter(case=case).first()
    with translation.override(None):
        facts = [
            ("登记编号", case.number),
            ("所需信息的内容", (application.wanted if application else "") or wording.ERASED),
        ]
        if application is not None:
            facts += [
                ("名称、文号或者其他特征", application.feature),
                ("补正的内容", application.corrected),
                ("获取信息的形式", str(application.get_form_display())),
                ("获取信息的途径", str(application.get_delivery_display())),
            ]
    return Sheet("申请的内容", wording.body_name(case.body_id, day), [row for row in facts if row[1].strip()])


def _record(case: Case, day: date) -> Sheet:
    parts = []
    if law.has_clock(case.kind):
        parts.append(_clock(case, day))
    parts.append(_services(case))
    parts.append(_ledger(case))
    return Sheet("办理经过和期限计算", wording.body_name(case.body_id, day), (), tuple(parts))


def _clock(case: Case, day: date) -> Table:
    shown = reading(case.pk, case.closed_on or day)
    rows = [(str(line.message), line.article) for line in shown.lines]
    return Table("答复期限的计算", (5, 4), ("说明", "依据"), rows)


def _services(case: Case) -> Table:
    rows = [
        (
            each.reply.number,
            _WAYS[each.way],
            each.sent_on.isoformat(),
            each.served_on.isoformat() if each.served_on else "",
            each.tracking,
        )
        for each in Service.objects.filter(case=case).select_related("reply").order_by("pk")
    ]
    return Table("发出和送达", (4, 3, 3, 3, 3), ("文号", "方式", "发出", "送达", "邮件号码"), rows)


def _ledger(case: Case) -> Table:
    """What was done to the case and its replies, a line a verb, each with the number and the beginning of the
    hash of its last event, by which the ledger is held against this file."""
    lines = list(told("case", case.pk))
    for reply_id in Reply.objects.filter(case=case).values_list("pk", flat=True):
        lines += told("reply", reply_id)
    verbs = {(line.verb, line.at, line.actor): line for line in sorted(lines, key=lambda line: line.sequence)}
    lines = sorted(verbs.values(), key=lambda line: line.sequence)
    names = organisations.names_of({line.actor for line in lines})
    rows = [_event(case, line, names.get(line.actor) or _breakable(line.actor)) for line in lines]
    return Table("台账摘录", (2, 4, 3, 4, 4, 3), ("序号", "时间", "经办", "事项", "理由", "校验值"), rows)


def _breakable(code: str) -> str:
    """A long code may go on in the next line after its marks."""
    return re.sub(r"([:_.-])", "\\1\u200b", code)


def _event(case: Case, line: EventLine, who: str) -> tuple[str, ...]:
    label = next(
        (
            lifecycle.label_of(line.verb)
            for lifecycle in (law.lifecycle_of(case.kind), law.lifecycle_of("reply"))
            if line.verb in lifecycle.verbs
        ),
        line.verb,
    )
    at = timezone.localtime(line.at).strftime("%Y-%m-%d %H:%M")
    by = {"system": "系统", "public": "申请人", f"applicant:{case.pk}": "申请人"}.get(line.actor, who)
    return (str(line.sequence), at, by, label, line.reason, line.hash[:12])
