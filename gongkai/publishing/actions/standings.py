"""What becomes of a released document: amended, repealed, replaced, expired, withdrawn, renewed. Each with
its own notice at the same address, and nothing of it silent.
"""

from datetime import date, datetime
from typing import Any

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.findings import Part
from gongkai.core.publishing.validity import lapses_on, renewal_problems
from gongkai.core.workdays import written as written_day
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing import law, proving, publications
from gongkai.publishing.actions.frame import TakenDocument, take_document
from gongkai.publishing.actions.numbers import next_registration
from gongkai.publishing.models import Document, Edition, Evaluation, StandingNotice
from gongkai.publishing.policy import Condition, Judge, refused, when, written
from gongkai.publishing.reading import findings_in_words

CONCLUSIONS = ("keep", "amend", "repeal", "lapse")
NO_FORCE = N_("这一类信息没有有效性，不能修改、废止、替代；有错的可以撤回，或者发布新版本。")
_NEEDS_BASIS = N_("请写明依据：由哪份文件或者哪一条规定。")


@verb("document.amend")
def amend(
    *,
    actor: Actor,
    now: datetime,
    document_id: int,
    reason: str,
    basis: str = "",
    by_document: int | None = None,
    on: date | None = None,
    based_on: int | None = None,
) -> Document | Refused:
    """标为已修改: another document changed part of it; it stays in force with its changes."""
    return _changed("document.amend", actor, now, document_id, based_on, reason, basis, by_document, on)


@verb("document.repeal")
def repeal(
    *,
    actor: Actor,
    now: datetime,
    document_id: int,
    reason: str,
    basis: str = "",
    by_document: int | None = None,
    on: date | None = None,
    based_on: int | None = None,
) -> Document | Refused:
    """废止, from the day `on`."""
    return _changed("document.repeal", actor, now, document_id, based_on, reason, basis, by_document, on)


@verb("document.consolidate")
def consolidate(
    *,
    actor: Actor,
    now: datetime,
    document_id: int,
    reason: str,
    basis: str = "",
    by_document: int | None = None,
    on: date | None = None,
    based_on: int | None = None,
) -> Document | Refused:
    """标为被替代: another document takes its place."""
    return _changed("document.consolidate", actor, now, document_id, based_on, reason, basis, by_document, on)


@verb("document.expire")
def expire(
    *, actor: Actor, now: datetime, document_id: int, based_on: int | None = None
) -> Document | Refused:
    """标为失效: the last day of validity is over; it has no force from the day after, however late this
    runs."""
    taken = take_document(
        "document.expire", document_id=document_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {
            Condition.VALIDITY_OVER: when(
                of.document.expires_on is None or of.document.expires_on >= of.day, N_("有效期还没有届满。")
            ),
            Condition.NOTICE_CLEAN: lambda: None,
        },
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    last = taken.document.expires_on
    assert last is not None
    reason = f"有效期至{written_day(last)}，届满自动失效"
    return _become(taken, reason=reason, on=lapses_on(last))


@verb("document.withdraw")
def withdraw(
    *, actor: Actor, now: datetime, document_id: int, reason: str, based_on: int | None = None
) -> Document | Refused:
    """撤回 at once, by one person: what went wrong is taken down first and dealt with afterwards. The address
    answers with the reason; the text is no longer given out."""
    taken = take_document(
        "document.withdraw", document_id=document_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {
            Condition.REASON_GIVEN: written(reason),
            Condition.NOTICE_CLEAN: _clean(reason),
        },
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    return _become(taken, reason=reason.strip(), on=taken.day)


@verb("document.warn_expiry")
def warn_expiry(*, actor: Actor, now: datetime, document_id: int) -> Document | Refused:
    """有效期届满前提醒: that the months of evaluation have begun, once for each last day of validity."""
    taken = take_document("document.warn_expiry", document_id=document_id, actor=actor, now=now)
    if isinstance(taken, Refused):
        return taken
    if taken.document.told_of_expiry == taken.document.expires_on:
        return Refused(Message(N_("已经提醒过。")))
    return taken.keep_document(told_of_expiry=taken.document.expires_on)


@verb("document.evaluate")
def evaluate(
    *,
    actor: Actor,
    now: datetime,
    document_id: int,
    conclusion: str,
    reason: str,
    on: date | None = None,
    based_on: int | None = None,
) -> Evaluation | Refused:
    """登记评估、清理结论: keep, amend, repeal or let lapse."""
    taken = take_document(
        "document.evaluate", document_id=document_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {Condition.IS_NORMATIVE: _normative(of), Condition.REASON_GIVEN: written(reason)},
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    if conclusion not in CONCLUSIONS:
        return Refused(Message(N_("请选定结论：继续有效、修改、废止或者到期失效。")))
    if on is not None and on > taken.day:
        return Refused(Message(N_("评估日期不能在今天以后。")))
    row = Evaluation(
        document=taken.document, body_id=taken.document.body_id, on=on or taken.day, conclusion=conclusion,
        reason=reason.strip(), by=actor.code, at=now,
    )  # fmt: skip
    write(row)
    taken.keep_document()
    return row


@verb("document.renew")
def renew(
    *,
    actor: Actor,
    now: datetime,
    document_id: int,
    expires_on: date,
    basis: str,
    registration: str = "",
    based_on: int | None = None,
) -> Document | Refused:
    """延续有效期: evaluated, registered anew and published again; the validity counts from today."""
    taken = take_document(
        "document.renew", document_id=document_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {
            Condition.IS_NORMATIVE: _normative(of),
            Condition.EVALUATED: lambda: _not_evaluated(of),
            Condition.BASIS_NAMED: written(basis, _NEEDS_BASIS),
            Condition.NOTICE_CLEAN: _clean(basis),
        },
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    number = next_registration(taken.document, taken, registration)
    if isinstance(number, Refused):
        return number
    problem = _renewal_problem(taken, number, expires_on)
    if problem is not None:
        return problem
    reason = f"经评估继续有效，重新登记（{number}）：{basis.strip()}"
    changes: dict[str, Any] = {
        "registration_number": number,
        "expires_on": expires_on,
        "told_of_expiry": None,
    }
    return _become(taken, reason=reason, on=taken.day, until=expires_on, keeps_since=True, **changes)


def _changed(
    verb_name: str,
    actor: Actor,
    now: datetime,
    document_id: int,
    based_on: int | None,
    reason: str,
    basis: str,
    by_document: int | None,
    on: date | None,
) -> Document | Refused:
    deciding = Document.objects.filter(pk=by_document or 0, first_released_at__isnull=False).first()
    named = basis if deciding is None else basis or "deciding document"
    taken = take_document(
        verb_name, document_id=document_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {
            Condition.HAS_FORCE: when(not of.kind.has_force, NO_FORCE, of.kind.article),
            Condition.BASIS_NAMED: written(named, _NEEDS_BASIS),
            Condition.REASON_GIVEN: written(reason),
            Condition.NOTICE_CLEAN: _clean(f"{reason}\n{basis}"),
        },
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    if on is not None and on > taken.day:
        return Refused(
            Message(N_("还没有到生效的日期，到期再办；由新文件废止、修改的，到施行之日自动处理。"))
        )
    said = reason.strip() if not basis.strip() else f"{reason.strip()}（{basis.strip()}）"
    return _become(taken, reason=said, on=on or taken.day, by=deciding)


def _become(
    taken: TakenDocument,
    *,
    reason: str,
    on: date,
    by: Document | None = None,
    until: date | None = None,
    keeps_since: bool = False,
    **changes: Any,
) -> Document:
    """The document's new standing, its notice, and what the statistics know of it."""
    if not keeps_since:
        changes["standing_on"] = on
    document = taken.keep_document(reason=reason, **changes)
    notice = StandingNotice(
        document=document, body_id=document.body_id, standing=document.standing, on=on, until=until,
        reason=reason, by_document=by, by=taken.actor.code, at=taken.now,
    )  # fmt: skip
    write(notice)
    publications.stand(document)
    proving.enter_notice(notice)
    return document


def _clean(words: str) -> Judge:
    """The public words hold no personal data and no mark."""

    def judge() -> Refused | None:
        found = findings_in_words(words, Part.NOTICE)
        if not found:
            return None
        values = {"words": found[0].finding.words}
        rule = law.gate().rule_of(found[0].finding.kind)
        return Refused(Message(N_("公告里有不宜公开的内容：“{words}”，请改写。"), values), rule.article)

    return judge


def _normative(of: TakenDocument) -> Judge:
    return when(not of.kind.is_normative, N_("只有行政规范性文件有有效期和清理。"), of.kind.article)


def _last_evaluation(of: TakenDocument) -> Evaluation | None:
    return Evaluation.objects.filter(document=of.document).order_by("-on", "-pk").first()


def _not_evaluated(of: TakenDocument) -> Refused | None:
    last = _last_evaluation(of)
    if last is not None and last.conclusion == "keep":
        return None
    return Refused(Message(N_("延续以前要评估，结论为继续有效。")))


def _renewal_problem(of: TakenDocument, number: str, expires_next: date) -> Refused | None:
    document, last = of.document, _last_evaluation(of)
    rules = law.validity(of.day, document.kind)
    if rules is None or document.expires_on is None:
        return Refused(Message(N_("这份文件没有有效期，不需要延续。")))
    newest = Edition.objects.filter(document=document, released_at__isnull=False).order_by("-number").first()
    problems = renewal_problems(
        rules, expires_on=document.expires_on, evaluated_on=last.on if last else None, renewed_on=of.day,
        registration=number, earlier_registrations=[document.registration_number], expires_next=expires_next,
        title=newest.title if newest else "",
    )  # fmt: skip
    return refused(problems, "validity")
