"""What happens of itself: each document a verb of its own, safe to run late and twice."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from gongkai.core.publishing.validity import renewal_window
from gongkai.core.workdays import written
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.publishing import actions, law
from gongkai.publishing.actions.effects import IN_FORCE, apply_due
from gongkai.publishing.actions.gating import reviews_with
from gongkai.publishing.models import Document, Edition, FileReading
from gongkai.publishing.reading import read_file
from gongkai.publishing.reminders import remind


def read_and_note(file_id: int, now: datetime) -> None:
    """Read a file once; what it holds joins the reviews that are open for it."""
    if not FileReading.objects.filter(file=file_id).exists():
        FileReading.objects.update_or_create(file_id=file_id, defaults={"at": now, **read_file(file_id)})
    for edition in reviews_with(file_id):
        actions.note_findings(actor=SYSTEM, now=now, edition_id=edition)


def release_due(now: datetime, edition_id: int | None = None) -> list[int]:
    """Release what was scheduled for a time that has come. Which were they?

    One that can't be released any more waits for a person, with the reason.
    """
    due = Edition.objects.filter(state="ready", scheduled_for__lte=now)
    if edition_id is not None:
        due = due.filter(pk=edition_id)
    done = []
    for each in due.order_by("scheduled_for", "pk").values_list("pk", flat=True):
        if not Edition.objects.filter(pk=each, state="ready", scheduled_for__lte=now).exists():
            continue  # went out together with another meanwhile
        result = actions.release(actor=SYSTEM, now=now, edition_id=each)
        if isinstance(result, Refused):
            actions.note_unreleased(actor=SYSTEM, now=now, edition_id=each, refused=result)
        else:
            done.append(each)
    return done


def apply_relations(now: datetime) -> int:
    """Documents that amend, repeal or replace others do so on the day they take effect. How many did?"""
    return apply_due(now)


def expire_over(now: datetime) -> int:
    """Documents whose last day of validity is over. How many were they?"""
    over = Document.objects.filter(standing__in=IN_FORCE, expires_on__lt=timezone.localdate(now))
    numbers = over.order_by("expires_on", "pk").values_list("pk", flat=True)
    return sum(bool(actions.expire(actor=SYSTEM, now=now, document_id=each)) for each in list(numbers))


@transaction.atomic
def warn_of_expiry(now: datetime) -> int:
    """Tell the makers of documents that come into their last months. How many?"""
    today = timezone.localdate(now)
    found = Document.objects.filter(standing__in=IN_FORCE, expires_on__gte=today).exclude(
        told_of_expiry=F("expires_on")
    )
    warned: list[tuple[Document, str]] = []
    for document in found.order_by("expires_on", "pk"):
        last = document.expires_on
        rules = law.validity(timezone.localdate(document.first_released_at), document.kind)
        if rules is None or last is None or today < renewal_window(rules, last).opens:
            continue
        if not isinstance(actions.warn_expiry(actor=SYSTEM, now=now, document_id=document.pk), Refused):
            line = f"《{_title(document)}》有效期至{written(last)}，依据：{rules.evaluation_article}"
            warned.append((document, line))
    _tell(warned, "{number} 件文件的有效期将满", _EXPIRES, now)
    return len(warned)


@transaction.atomic
def remind_of_reassessment(now: datetime) -> int:
    """Tell the makers of withheld documents whose day of re-assessment has come. How many?"""
    today = timezone.localdate(now)
    found = Document.objects.filter(standing="kept", reassess_on__lte=today).exclude(
        told_of_reassessment=F("reassess_on")
    )
    told: list[tuple[Document, str]] = []
    for document in found.order_by("reassess_on", "pk"):
        done = actions.remind_reassessment(actor=SYSTEM, now=now, document_id=document.pk)
        if not isinstance(done, Refused):
            told.append((document, f"编号 {document.pk} 的文件"))
    _tell(told, "{number} 件不公开的文件应当重新评估", _REASSESS, now)
    return len(told)


_EXPIRES = "请在届满前评估：继续有效的，重新登记、编号、公布；不再需要的，到期自动失效。"
_REASSESS = "请登录系统办理：可以公开的申请变更公开属性，仍不公开的写明理由和下次日期。"
_TOLD = (Role.OFFICE_HEAD, Role.LEGAL_REVIEWER)


def _tell(found: Sequence[tuple[Document, str]], subject: str, say: str, now: datetime) -> None:
    """One letter a body to those who head its disclosure office or examine legality. The words of what is not
    published stay out of letters."""
    by_body: dict[int, list[str]] = {}
    for document, line in found:
        by_body.setdefault(document.body_id, []).append(line)
    for body, lines in by_body.items():
        remind(
            body_id=body, roles=_TOLD, subject=subject.format(number=len(lines)), lines=lines, say=say,
            about=("documents_due", body), now=now,
        )  # fmt: skip


def _title(document: Document) -> str:
    newest = Edition.objects.filter(document=document, released_at__isnull=False).order_by("-number").first()
    return newest.title if newest else ""
