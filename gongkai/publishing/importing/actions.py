"""A batch comes in: checked in the background, brought in when somebody says so, then led through the chain.

Each row is brought in whole or not at all, and once: a row whose 原编号 the body has already is known. So a
repeat is harmless, and a worker that dies in between is simply followed by another.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.gate import ItemAnswer
from gongkai.foundation.files import erasing, storage
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role
from gongkai.foundation.tasks.queue import enqueue
from gongkai.publishing.importing.arriving import arrive, drafter_of, placed_in_catalogue
from gongkai.publishing.importing.problems import NotImportableError
from gongkai.publishing.importing.reading import Arrived, Problem, read
from gongkai.publishing.leading import STEPS
from gongkai.publishing.models import Batch, BatchState, Document, Edition

CHECK, BRING_IN, ADVANCE = "publishing.check_batch", "publishing.bring_in", "publishing.advance_batch"
AT_ONCE = 200  # rows of one transaction
_MOST_TOLD = 1000  # rows of the report


@verb("batch.receive")
def receive(
    *, actor: Actor, now: datetime, body_id: int, name: str, content: bytes, is_sample: bool = False
) -> Batch | Refused:
    """收下 a workbook or a zip of the body's office system. It is checked at once in the background; nothing
    comes in before `confirm`."""
    refused = _not_his(actor, body_id)
    if refused is not None:
        return refused
    if not content.startswith(b"PK"):
        said = Message(N_("请上传 .xlsx 工作簿，或者装有工作簿和附件的 .zip 压缩包。"))
        return Refused(said, details=(("file", said),))
    try:
        kept = erasing.keep_against_erasing(content)
    except storage.FullError:
        full = Message(N_("服务器磁盘已满，文件没有保存。请联系管理员，腾出空间后再上传。"))
        return Refused(full, details=(("file", full),))
    batch = Batch(
        body_id=body_id, name=name[-200:], content=kept,
        state=BatchState.CHECKING, person_id=actor.person_id, by=actor.code, at=now, is_sample=is_sample,
    )  # fmt: skip
    write(batch)
    enqueue(CHECK, batch=batch.pk)
    return batch


@verb("batch.note_check")
def _note_check(*, actor: Actor, now: datetime, batch_id: int, arrived: Arrived | Message) -> Batch | Refused:
    batch = Batch.objects.select_for_update().get(pk=batch_id)
    if not actor.is_system or batch.state != BatchState.CHECKING:
        return Refused(Message(N_("这一批已经检查过。")))
    if isinstance(arrived, Message):
        report = [{"row": 0, "column": "", "key": "", "said": str(arrived)}]
        return _keep(batch, state=BatchState.DONE, report=report)
    known, taken = _known(batch, arrived), _numbers_taken(batch, arrived)
    problems = [*arrived.problems, *placed_in_catalogue(batch, arrived.rows)[1], *taken]
    bad = _rows_of(problems)
    return _keep(
        batch, state=BatchState.CHECKED, total=arrived.read, refused=len(bad), report=_told(problems),
        known=sum(row.external in known for row in arrived.rows if row.row not in bad),
    )  # fmt: skip


def check(batch_id: int, now: datetime) -> Batch | Refused:
    """Read everything and note row by row what can't be taken: the dry run, which leaves nothing behind."""
    batch = Batch.objects.get(pk=batch_id)
    if batch.state != BatchState.CHECKING:
        return batch
    arrived: Arrived | Message
    try:
        arrived = read(storage.content_of(batch.content), timezone.localdate(now))
    except NotImportableError as error:
        arrived = error.message
    return _note_check(actor=SYSTEM, now=now, batch_id=batch_id, arrived=arrived)


@verb("batch.confirm")
def confirm(*, actor: Actor, now: datetime, batch_id: int) -> Batch | Refused:
    """正式导入: the good rows come in as drafts; the bad ones stay out, as listed."""
    batch = Batch.objects.select_for_update().filter(pk=batch_id).first()
    if batch is None or _not_his(actor, batch.body_id) is not None:
        return Refused(Message(N_("没有这一批，或者您不能办理。")))
    if batch.state != BatchState.CHECKED:
        return Refused(Message(N_("检查完成以后才能正式导入，并且只导入一次。")))
    if batch.refused == batch.total:
        return Refused(Message(N_("没有可以导入的行。请改好工作簿，重新上传。")))
    enqueue(BRING_IN, batch=batch.pk)
    return _keep(
        batch, state=BatchState.BRINGING_IN, by=actor.code, person_id=actor.person_id, known=0, done=0
    )


def bring_in(batch_id: int, now: datetime) -> None:
    """Bring all rows in, a hundred a transaction. What was done before is not done again."""
    batch = Batch.objects.get(pk=batch_id)
    if batch.state != BatchState.BRINGING_IN:
        return
    arrived = read(storage.content_of(batch.content), timezone.localdate(batch.at))
    while batch.state == BatchState.BRINGING_IN:
        with transaction.atomic():
            batch = Batch.objects.select_for_update().get(pk=batch_id)
            if batch.state == BatchState.BRINGING_IN:
                batch = _brought_in(actor=drafter_of(batch), now=now, batch=batch, arrived=arrived)


@verb("batch.bring_in")
def _brought_in(*, actor: Actor, now: datetime, batch: Batch, arrived: Arrived) -> Batch:
    """The next rows. Good rows that meet with a refusal all the same are listed like the bad ones."""
    rows = arrived.rows[batch.done : batch.done + AT_ONCE]
    known = _held(batch.body_id, [row.external for row in rows])
    fresh = [row for row in rows if row.external not in known]
    refused = arrive(batch, arrived, fresh, now)
    bad, report = batch.refused, batch.report
    if not batch.done:  # what the check found in the database is found anew, row by row
        bad, report = len(_rows_of(arrived.problems)), _told(arrived.problems)
    done = batch.done + len(rows)
    over = done >= len(arrived.rows)
    return _keep(
        batch, done=done, known=batch.known + len(rows) - len(fresh),
        brought_in=batch.brought_in + len(fresh) - len(refused), refused=bad + len(refused),
        report=_by_row([*report, *_told(refused)])[:_MOST_TOLD],
        state=BatchState.DONE if over else BatchState.BRINGING_IN,
    )  # fmt: skip


@verb("batch.advance")
def advance(
    *, actor: Actor, now: datetime, batch_id: int, step: str, answers: Mapping[str, ItemAnswer] | None = None
) -> Batch | Refused:
    """批量办理 one step for all editions of the batch that wait at it, in the background and in the person's
    name. At the gate his answers to the list count for each item, and whatever the machine points at stays
    behind to be judged one by one."""
    batch = Batch.objects.select_for_update().filter(pk=batch_id).first()
    if batch is None or step not in STEPS:
        return Refused(Message(N_("没有这一批，或者没有这个环节。")))
    if not any(actor.holds(role, batch.body_id) for role in STEPS[step].roles):
        return Refused(Message(N_("您的岗位不能办理这个环节。")))
    if batch.state != BatchState.DONE:
        return Refused(Message(N_("导入完成以后才能批量办理。")))
    if batch.progress.get("running"):
        return Refused(Message(N_("这一批正在办理上一个环节，请等它做完。")))
    waiting = Edition.objects.filter(batch=batch, state__in=STEPS[step].states).count()
    if not waiting:
        return Refused(Message(N_("这一批没有等这个环节的信息。")))
    told = {code: [each.answer.value, each.note] for code, each in (answers or {}).items()}
    progress = {
        "step": step, "running": True, "by": actor.code, "person": actor.person_id, "answers": told,
        "total": waiting, "done": 0, "held": [],
    }  # fmt: skip
    enqueue(ADVANCE, batch=batch.pk)
    return _keep(batch, progress=progress)


def _keep(batch: Batch, **changes: object) -> Batch:
    write(batch, revision=batch.revision + 1, **changes)  # type: ignore[arg-type]
    return batch


def _told(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = [
        {"row": each.row, "column": each.column, "key": each.key, "said": str(each.message)}
        for each in problems
    ]
    return _by_row(told)[:_MOST_TOLD]


def _by_row(report: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """In the order of the workbook, for whoever goes through it with the list in hand; last what belongs
    to no row."""
    return sorted(report, key=lambda each: (not each["row"], each["row"]))


def _rows_of(problems: Sequence[Problem]) -> set[int]:
    """The rows that stay out; what belongs to no row is told, and not counted."""
    return {each.row for each in problems if each.row}


def _known(batch: Batch, arrived: Arrived) -> frozenset[str]:
    return _held(batch.body_id, [row.external for row in arrived.rows])


def _held(body_id: int, externals: Sequence[str]) -> frozenset[str]:
    """Those of the office system's numbers that the body has here already."""
    rows = Document.objects.filter(body=body_id, external__in=externals)
    return frozenset(rows.values_list("external", flat=True))


def _numbers_taken(batch: Batch, arrived: Arrived) -> list[Problem]:
    """发文字号 and 登记号 that another document has."""
    rows = {row.texts["number"]: row for row in arrived.rows if row.texts["number"]}
    taken = Document.objects.filter(body=batch.body_id, number__in=rows).values_list("number", "external")
    found = [
        Problem(rows[number].row, "发文字号", Message(N_("已经用在别的文件上。")), "number")
        for number, external in taken
        if external != rows[number].external
    ]
    by_registration = {row.texts["registration"]: row for row in arrived.rows if row.texts["registration"]}
    held = Document.objects.filter(registration_number__in=by_registration)
    return found + [
        Problem(by_registration[number].row, "登记号", Message(N_("已经用在别的文件上。")), "registration")
        for number, external in held.values_list("registration_number", "external")
        if external != by_registration[number].external
    ]


def _not_his(actor: Actor, body_id: int) -> Refused | None:
    if actor.is_system or actor.holds(Role.DRAFTER, body_id) or actor.holds(Role.OFFICE_HEAD, body_id):
        return None
    return Refused(Message(N_("只有本单位的拟稿人和公开机构负责人可以批量导入。")))


@erasing.needed_by
def still_needed(place: str) -> bool:
    """The file of a batch stays until the batch is in."""
    return Batch.objects.filter(content=place).exclude(state=BatchState.DONE).exists()
