"""A workbook comes in: tried at once in the background, brought in when somebody says so, then forgotten."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from gongkai.casework.importing.cells import Problem
from gongkai.casework.importing.packing import packed
from gongkai.casework.importing.running import Bringing, Came
from gongkai.casework.importing.workbook import LARGEST, Line, NotImportableError, Workbook, opened
from gongkai.casework.models.importing import Became, ImportLine, ImportRun, ImportState
from gongkai.core.messages import N_, Message
from gongkai.foundation.files import contents
from gongkai.foundation.files.accepting import too_large
from gongkai.foundation.files.actions import attach, erase
from gongkai.foundation.files.queries import cards
from gongkai.foundation.ledger.rows import snapshot, subject_of, write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, record, verb
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role
from gongkai.foundation.tasks.queue import enqueue

ADVANCE = "casework.import_lines"
PURPOSE = "case_import"
AT_ONCE = 200  # lines of one job, so that mail and clocks are not kept waiting
log = logging.getLogger(__name__)
_WORKING = (ImportState.TRYING, ImportState.RUNNING)


def begin(
    *, actor: Actor, now: datetime, body_id: int, name: str, content: bytes, is_sample: bool = False
) -> ImportRun | Refused:
    """A file of existing cases of the body, in the template's form. It is tried at once, without a trace; see
    `confirm`."""
    refused = first_refusal(_not_his(actor, body_id), _too_large(content))
    if refused is not None:
        return refused
    try:
        total = len(opened(content).lines)
    except NotImportableError as error:
        return Refused(error.message, details=(("file", error.message),))
    return _begin(
        actor=actor, now=now, body_id=body_id, name=name, content=content, total=total, is_sample=is_sample
    )


@verb("import.begin")
def _begin(
    *, actor: Actor, now: datetime, body_id: int, name: str, content: bytes, total: int, is_sample: bool
) -> ImportRun | Refused:
    file_id = attach(
        actor=actor, now=now, body_id=body_id, name="import.xlsx", content=content, purpose=PURPOSE,
        sealed=True,
    )  # fmt: skip
    if isinstance(file_id, Refused):
        return file_id
    run = ImportRun(
        body_id=body_id, state=ImportState.TRYING, name=name[-200:], file_id=file_id,
        person_id=actor.person_id, at=now, total=total, is_sample=is_sample,
    )  # fmt: skip
    write(run)
    enqueue(ADVANCE, run=run.pk)
    return run


@verb("import.confirm")
def confirm(*, actor: Actor, now: datetime, run_id: int) -> ImportRun | Refused:
    """正式导入 of what was tried: the lines without problems come in, those with problems stay out."""
    run = ImportRun.objects.select_for_update().filter(pk=run_id).first()
    if run is None or _not_his(actor, run.body_id) is not None:
        return Refused(Message(N_("没有这次导入，或者您不能办理。")))
    if run.state != ImportState.TRIED:
        return Refused(Message(N_("试运行完成以后才能正式导入，并且只导入一次。")))
    if not run.lines.exclude(became=Became.REFUSED).exists():
        return Refused(Message(N_("没有可以导入的行。请改好工作簿，重新上传。")))
    run.lines.all().delete()
    write(run, state=ImportState.RUNNING, confirmed_at=now, person_id=actor.person_id, done=0)
    enqueue(ADVANCE, run=run.pk)
    return run


def advance(*, run_id: int, now: datetime, actor: Actor, most: int = AT_ONCE) -> bool:
    """Do the next lines as `actor`. Is there more to do? What was done is not done again: each line and its
    report are one transaction, and whoever comes second waits for the first."""
    run = ImportRun.objects.filter(pk=run_id, state__in=_WORKING).first()
    if run is None:
        return False
    workbook = opened(contents.content_of(cards([run.file_id])[run.file_id]))
    bringing = Bringing(
        actor, now, run.body_id, workbook, run.state == ImportState.TRYING, is_sample=run.is_sample
    )
    for place in range(run.done, min(run.done + most, run.total)):
        if not _line(run, place, workbook, bringing):
            break
    return _over(run_id, now)


def advance_as_begun(run_id: int, now: datetime) -> None:
    """The background work: as the person who began or confirmed it, with what he may today; and on again."""
    run = ImportRun.objects.filter(pk=run_id).first()
    if run is None:
        return
    actor = organisations.actor_for(run.person_id, timezone.localdate(now)) if run.person_id else SYSTEM
    if advance(run_id=run_id, now=now, actor=actor):
        enqueue(ADVANCE, run=run_id)


@verb("import.finish")
def _finish(*, actor: Actor, now: datetime, run_id: int) -> ImportRun | Refused:
    """Everything was tried, or brought in: in the latter case the file is no longer needed."""
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    if run.state not in _WORKING or run.done < run.total:
        return Refused(Message(N_("这次导入还没有做完。")))
    if run.state == ImportState.RUNNING:
        erase(actor=SYSTEM, now=now, file_id=run.file_id, reason="导入完成")
    write(run, state=ImportState.TRIED if run.state == ImportState.TRYING else ImportState.DONE)
    return run


@verb("import.forget")
def forget(*, actor: Actor, now: datetime, run_id: int) -> int | Refused:
    """Report and file of a workbook go; the cases it brought stay."""
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    if not actor.is_system:
        return Refused(Message(N_("导入的记录到期由系统清除。")))
    record(subject=(subject_of(ImportRun), run.pk), body=run.body_id, before=snapshot(run), after=None)
    if cards([run.file_id])[run.file_id].erased_at is None:
        erase(actor=SYSTEM, now=now, file_id=run.file_id, reason="导入的记录到期")
    run.delete()
    return run_id


def _not_his(actor: Actor, body_id: int) -> Refused | None:
    if actor.is_system or actor.holds(Role.REQUEST_CLERK, body_id):
        return None
    return Refused(Message(N_("只有本单位的依申请公开经办人可以导入。")))


def _too_large(content: bytes) -> Refused | None:
    """Asked before the file is opened."""
    if len(content) <= LARGEST:
        return None
    said = too_large(len(content), LARGEST)
    return Refused(said, details=(("file", said),))


def _line(run: ImportRun, place: int, workbook: Workbook, bringing: Bringing) -> bool:
    """Do one line and keep what became of it. False when another was there before."""
    with transaction.atomic():
        held = ImportRun.objects.select_for_update().get(pk=run.pk)
        if held.state != run.state or held.done != place:
            return False
        line = workbook.lines[place]
        came = _came(bringing, line)
        ImportLine.objects.create(
            run=held, place=place, sheet=line.sheet, row=line.row, external=came.external[:200],
            became=came.became, case_id=came.case_id, number=came.number,
            problems=[[each.column, packed(each.message)] for each in came.problems],
        )  # fmt: skip
        ImportRun.objects.filter(pk=run.pk).update(done=place + 1)
    return True


def _came(bringing: Bringing, line: Line) -> Came:
    """A line that breaks the program holds up no other."""
    try:
        return bringing.line(line)
    except Exception:  # whatever it is, it is told in this line and in the log
        log.exception("line %s of sheet %s could not be brought in", line.row, line.sheet)
        said = Message(N_("这一行程序不能处理，已记入系统日志。请核对日期和内容，或者联系系统管理员。"))
        return Came("", Became.REFUSED, problems=(Problem("", said),))


def _over(run_id: int, now: datetime) -> bool:
    run = ImportRun.objects.get(pk=run_id)
    if run.done < run.total:
        return True
    _finish(actor=SYSTEM, now=now, run_id=run_id)
    return False


def forget_old(now: datetime) -> int:
    """Runs of more than CASE_IMPORTS_KEPT_DAYS ago."""
    before = now - timedelta(days=settings.CASE_IMPORTS_KEPT_DAYS)
    old = list(ImportRun.objects.filter(at__lt=before).order_by("pk").values_list("pk", flat=True))
    return sum(1 for run_id in old if forget(actor=SYSTEM, now=now, run_id=run_id))
