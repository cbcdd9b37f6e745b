"""Personal data of closed cases goes when its time is over (《个人信息保护法》第四十七条).

Proofs of identity go first, the rest with the end of the file's keeping. Rows, ledger and statistics stay as
they are: none of them holds what is erased.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from gongkai.casework.actions.frame import Taken, locked, take
from gongkai.casework.models import (
    Advice,
    Applicant,
    Application,
    Case,
    CaseAccess,
    CaseEvent,
    CaseFile,
    CaseKind,
    Challenge,
    Consultation,
    Extension,
    Inquiry,
    Notice,
    PhoneLog,
    Reply,
    Service,
)
from gongkai.casework.policy import Condition, Conditions, Judge, when
from gongkai.casework.retention import retention_rules
from gongkai.casework.texts import grams_of
from gongkai.core.anonymise import anonymise
from gongkai.core.messages import N_, Message
from gongkai.foundation.files import actions as files
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.mail import actions as mail
from gongkai.foundation.organisations.roles import Actor

_BLANKED = {
    Consultation: ("name", "email", "phone", "address"),
    Notice: ("to_name", "to_email"),
    PhoneLog: ("number", "note"),
    Service: ("tracking", "note"),
}
_REWRITTEN = {
    CaseEvent: ("note",),
    Notice: ("text",),
    Reply: ("text", "grounds", "returned", "reviewed_text", "earlier_text"),
    Consultation: ("information", "text", "override_reason"),
    Inquiry: ("question", "answer"),
    Extension: ("reason",),
    Challenge: ("note", "explanation"),
    Advice: ("text", "answer"),
}
"""Columns kept out of the ledger: blanked whole, or rewritten without names and numbers."""


@verb("case.erase_identity")
def erase_identity(*, actor: Actor, now: datetime, case_id: int) -> Case | Refused:
    """删除身份证明材料的内容 some time after closing, by the retention rule."""
    taken = _over("case.erase_identity", actor, now, case_id)
    if isinstance(taken, Refused):
        return taken
    rules = retention_rules()
    erased = _erase_files(taken, rules.identity.files)
    if isinstance(erased, Refused):
        return erased
    return taken.keep(reason=rules.title)


@verb("case.erase")
def erase_personal_data(*, actor: Actor, now: datetime, case_id: int) -> Case | Refused:
    """删除个人信息 when the file's keeping is over: who asked, and whatever names him in the texts."""
    taken = _over("case.erase", actor, now, case_id)
    if isinstance(taken, Refused):
        return taken
    case, rules = taken.case, retention_rules()
    if case.erased_at is not None:
        return Refused(Message(N_("这件的个人信息已经删除。")))
    names = _names(case)
    erased = _erase_files(taken, rules.personal.files)
    if isinstance(erased, Refused):
        return erased
    _erase_letters(taken)
    _blank_rows(case, names)
    _erase_applicant(case, now, names)
    CaseAccess.objects.filter(case=case).delete()
    return taken.keep(reason=rules.title, erased_at=now, title=_without(case.title, names))


def identities_due(day: date) -> list[int]:
    """Cases whose proofs of identity may go: closed long enough, nothing about them pending."""
    with_files = CaseFile.objects.filter(
        role__in=retention_rules().identity.files, file__erased_at__isnull=True
    )
    found = _closed_by(retention_rules().identity_closed_before(day))
    return list(found.filter(pk__in=with_files.values("case_id")).values_list("pk", flat=True))


def personal_data_due(day: date) -> list[int]:
    """Cases whose personal data may go: closed long enough and, if requests, archived."""
    found = _closed_by(retention_rules().personal_closed_before(day)).filter(erased_at__isnull=True)
    requests = found.filter(kind=CaseKind.REQUEST, state="archived")
    return list((requests | found.exclude(kind=CaseKind.REQUEST)).values_list("pk", flat=True))


def _closed_by(day: date) -> QuerySet[Case]:
    pending = Case.objects.filter(about__isnull=False, closed_on__isnull=True)
    return Case.objects.filter(closed_on__lte=day).exclude(pk__in=pending.values("about_id")).order_by("pk")


def _over(name: str, actor: Actor, now: datetime, case_id: int) -> Taken | Refused:
    """The case, if the system asks and the time is over. Requests also ask their lifecycle."""
    if not actor.is_system:
        return Refused(Message(N_("个人信息由系统按保存期限删除。")))

    def judging(taken: Taken) -> Conditions:
        return {Condition.RETENTION_OVER: _retained(name, taken)}

    if Case.objects.filter(pk=case_id, kind=CaseKind.REQUEST).exists():
        return take(name, case_id=case_id, actor=actor, now=now, judging=judging)
    taken = locked(case_id=case_id, actor=actor, now=now, on=None, based_on=None)
    if isinstance(taken, Refused):
        return taken
    why = _retained(name, taken)()
    return why if isinstance(why, Refused) else taken


def _retained(name: str, taken: Taken) -> Judge:
    rules = retention_rules()
    whole = name == "case.erase"
    last = rules.personal_closed_before(taken.day) if whole else rules.identity_closed_before(taken.day)
    closed = taken.case.closed_on
    pending = Case.objects.filter(about=taken.case, closed_on__isnull=True).exists()
    return when(closed is None or closed > last or pending, N_("还没有到规定的保存期限。"))


def _erase_files(taken: Taken, roles: Iterable[str]) -> Refused | None:
    found = CaseFile.objects.filter(case=taken.case, role__in=roles, file__erased_at__isnull=True)
    for file_id in found.order_by("pk").values_list("file_id", flat=True):
        done = files.erase(actor=taken.actor, now=taken.now, file_id=file_id, reason=retention_rules().title)
        if isinstance(done, Refused):
            return done
    return None


def _erase_letters(taken: Taken) -> None:
    """Letters kept as proof of service; others have gone before. That there is none is no refusal here."""
    notices = Notice.objects.filter(case=taken.case, letter__isnull=False)
    services = Service.objects.filter(case=taken.case, letter__isnull=False)
    numbers = [*notices.values_list("letter", flat=True), *services.values_list("letter", flat=True)]
    letters = [number for number in numbers if number is not None]
    if letters:
        mail.erase(actor=taken.actor, now=taken.now, letters=letters, reason=retention_rules().title)


def _blank_rows(case: Case, names: Iterable[str]) -> None:
    """Columns of which the ledger knows nothing, so that no event is lost."""
    for model, columns in _BLANKED.items():
        model._default_manager.filter(case=case).update(**dict.fromkeys(columns, ""))
    for rewritten, columns in _REWRITTEN.items():
        rows = rewritten._default_manager.filter(case=case)
        for row in rows:
            rows.filter(pk=row.pk).update(**{name: _without(getattr(row, name), names) for name in columns})
    Reply.objects.filter(case=case).update(facts={})


def _erase_applicant(case: Case, now: datetime, names: Iterable[str]) -> None:
    applicant = Applicant.objects.filter(case=case).first()
    if applicant is not None:
        write(
            applicant, erased_at=now, name="", id_kind="", id_number="", contact="", phone="", email="",
            address="", postcode="", person_key="",
        )  # fmt: skip
    application = Application.objects.filter(case=case).first()
    if application is not None:
        texts = {
            name: _without(getattr(application, name), names)
            for name in ("wanted", "feature", "purpose", "corrected", "as_sent")
        }
        plain = grams_of(f"{texts['feature']} {texts['wanted']}")
        write(application, erased_at=now, grams=plain, text_key="", **texts)


def _names(case: Case) -> tuple[str, ...]:
    """Everybody the case knows by name."""
    people = Applicant.objects.filter(case=case).values_list("name", "contact")
    asked = Consultation.objects.filter(case=case).values_list("name", flat=True)
    return tuple({name for pair in people for name in pair if name} | {name for name in asked if name})


def _without(text: str, names: Iterable[str]) -> str:
    return anonymise(text, names).text if text else ""
