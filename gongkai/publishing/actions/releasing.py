"""The release: now, at a set time, or once a server that was down is back; the document and its
interpretation in one transaction, or neither.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.attribute import Attribute
from gongkai.core.publishing.interpretation import material_due
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.ledger.deciding import against
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.tasks.queue import enqueue
from gongkai.publishing import interpreting, law, proving, publications, requirements
from gongkai.publishing.actions.effects import apply_due
from gongkai.publishing.actions.frame import (
    TakenDocument,
    TakenEdition,
    decide_document,
    decide_edition,
    locked_edition,
    take_document,
    take_edition,
)
from gongkai.publishing.actions.steps import not_as_approved, pass_over
from gongkai.publishing.models import Document, Edition, GateReview, Relation, StandingNotice
from gongkai.publishing.numbering import next_serial, no_code, numbers_of
from gongkai.publishing.policy import Condition, Conditions, Judge, when

type Reviewers = Callable[[TakenEdition], Collection[str]]

RELEASE_DUE = "publishing.release_due"
LATE_AFTER = timedelta(minutes=1)  # a scheduled release later than this says that it was late
_GATE = (
    "《政府信息公开条例》（2019年修订）第十七条；"
    "《保守国家秘密法实施条例》（2024年修订）第四十二条：先审查、后公开"
)


@verb("edition.release")
def release(
    *, actor: Actor, now: datetime, edition_id: int, based_on: int | None = None
) -> Edition | Refused:
    """发布: at once, and together with the interpretations that must appear with it. Refused as a whole
    when one of them is not ready; then nothing appears."""
    of = locked_edition(edition_id=edition_id, actor=actor, now=now, based_on=based_on)
    if isinstance(of, Refused):
        return of
    alone = _waits_for_its_document(of)
    if alone is not None:
        return alone
    companions = _companions(of)
    if isinstance(companions, Refused):
        return companions
    for each in (of, *companions):
        refused = _out(each, released_together=bool(companions))
        if refused is not None:
            return refused
    return of.edition


@verb("edition.schedule")
def schedule(
    *, actor: Actor, now: datetime, edition_id: int, at: datetime, based_on: int | None = None
) -> Edition | Refused:
    """定时发布. What a release needs is asked for now, and again when the time comes."""
    of = take_edition(
        "edition.schedule", edition_id=edition_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {
            Condition.ATTRIBUTE_OPEN: _open(of),
            Condition.TIME_AHEAD: when(at <= now, N_("定时发布的时间应当在现在以后。")),
        },
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    lacking = _lacking(of, timezone.localdate(at))
    if lacking is not None:
        return lacking
    enqueue(RELEASE_DUE, at=at, edition=edition_id)
    return of.keep(scheduled_for=at)


@verb("edition.unschedule")
def unschedule(
    *, actor: Actor, now: datetime, edition_id: int, based_on: int | None = None
) -> Edition | Refused:
    """取消定时发布."""
    of = take_edition("edition.unschedule", edition_id=edition_id, actor=actor, now=now, based_on=based_on)
    if isinstance(of, Refused):
        return of
    if of.edition.scheduled_for is None:
        return Refused(Message(N_("这一版本没有定时发布。")))
    return of.keep(scheduled_for=None)


@verb("edition.note_unreleased")
def note_unreleased(*, actor: Actor, now: datetime, edition_id: int, refused: Refused) -> Edition | Refused:
    """A scheduled release that could not be done when its time came: it waits for a person, who reads why."""
    if not actor.is_system:
        return Refused(Message(N_("定时发布的结果由系统登记。")))
    of = locked_edition(edition_id=edition_id, actor=actor, now=now)
    if isinstance(of, Refused):
        return of
    if of.edition.scheduled_for is None or of.edition.state != "ready":
        return Refused(Message(N_("这一版本没有定时发布。")))
    return of.keep(scheduled_for=None, returned=str(refused.reason))


@verb("edition.keep")
def keep_back(
    *, actor: Actor, now: datetime, edition_id: int, based_on: int | None = None
) -> Edition | Refused:
    """留存，不主动公开: signed, with its ground, and looked at again on a set day."""
    of = take_edition(
        "edition.keep", edition_id=edition_id, actor=actor, now=now, based_on=based_on, judging=_keeping
    )
    if isinstance(of, Refused):
        return of
    decision = decide_document("document.keep", of, _keeping(of))
    if isinstance(decision, Refused):
        return decision
    of.standing = decision.state
    of.keep_document(standing_on=of.day)
    return of.keep()


@verb("edition.take_up")
def take_up(
    *, actor: Actor, now: datetime, edition_id: int, based_on: int | None = None
) -> Edition | Refused:
    """改为公开，重新送审: after the attribute was changed to open, the text goes through every review
    again."""
    of = take_edition(
        "edition.take_up", edition_id=edition_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {Condition.ATTRIBUTE_OPEN: _open(of)},
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    if _another_open(of.document, of.edition.pk):
        return Refused(Message(N_("这份文件已有一个版本在办理。")))
    digest = of.digest()
    pass_over(of)
    return of.keep(approved_by={}, digest=digest)


@verb("document.new_edition")
def new_edition(
    *, actor: Actor, now: datetime, document_id: int, based_on: int | None = None
) -> Edition | Refused:
    """起草新版本 from the newest one, with its files. The new one says what changed."""
    taken = take_document(
        "document.new_edition", document_id=document_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {
            Condition.NO_EDITION_OPEN: when(
                _another_open(of.document, None), N_("这份文件已有一个版本在办理。")
            )
        },
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    newest = Edition.objects.filter(document=taken.document).exclude(state="discarded").order_by("-number")
    before = newest.first()
    if before is None:
        return Refused(Message(N_("这份文件还没有可以修改的版本。")))
    edition = _copied(before, taken)
    taken.keep_document()
    return edition


def _copied(before: Edition, taken: TakenDocument) -> Edition:
    same = (
        "title", "html", "text", "summary", "subject", "genre", "form", "elements", "keywords", "formed_on",
        "effective_on", "expires_on",
    )  # fmt: skip
    edition = Edition(
        document=taken.document, body_id=taken.document.body_id, number=before.number + 1, state="drafting",
        writers=[taken.actor.code], drafted_by=taken.actor.code, drafted_at=taken.now,
        reviewed_text=before.text, **{name: getattr(before, name) for name in same},
    )  # fmt: skip
    write(edition)
    for row in before.editionfiles.exclude(part="original").order_by("order", "pk"):
        row.pk, row.edition, row.at, row.masked_from_id = None, edition, taken.now, None
        row._state.adding = True
        write(row)
    return edition


def _waits_for_its_document(of: TakenEdition) -> Refused | None:
    """An interpretation does not go out before what it interprets."""
    waiting = Relation.objects.filter(
        document=of.document, kind=interpreting.INTERPRETS, to__first_released_at__isnull=True
    )
    if not waiting.exists():
        return None
    rules = law.interpretation()
    return Refused(Message(N_("解读材料随文件一起发布，请在文件那里办理。")), rules.together_article)


def _companions(of: TakenEdition) -> list[TakenEdition] | Refused:
    """The interpretations that go out with the document, locked in the order of their numbers. They are
    looked for as who releases the document, whoever that is: their own signature stands in their own
    chain."""
    if of.document.interpretation == "" or of.edition.number > 1:
        return []
    found = []
    for edition in sorted(interpreting.material_editions(of.document), key=lambda each: each.document_id):
        if edition.state == "released":
            continue
        taken = locked_edition(edition_id=edition.pk, actor=of.actor, now=of.now)
        if isinstance(taken, Refused):
            return taken
        if taken.edition.state == "ready":
            found.append(taken)
        elif of.document.interpretation == "together":
            values = {"title": taken.edition.title}
            rules = law.interpretation()
            return Refused(
                Message(N_("解读材料“{title}”还没有审签完毕，文件和解读都不发布。"), values),
                rules.together_article,
            )
    return found


def _out(of: TakenEdition, *, released_together: bool) -> Refused | None:
    """One edition out, with its document's address, index number and standing."""
    refused = may_go_out(of)
    if refused is not None:
        return refused
    document = of.document
    numbers = _numbers(of) if document.first_released_at is None else None
    if isinstance(numbers, Refused):
        return numbers
    published(of, numbers)
    planned = of.edition.scheduled_for
    late = planned is not None and of.now - planned > LATE_AFTER
    of.keep(
        reason=_said(of, late, released_together), released_at=of.now, released_by=of.actor.code, late=late
    )
    publications.stand(document)
    proving.enter_editions([of.edition], of.now)
    apply_due(of.now, document)
    return None


def _said(of: TakenEdition, late: bool, together: bool) -> str:
    parts = []
    if late and of.edition.scheduled_for is not None:
        planned = timezone.localtime(of.edition.scheduled_for).strftime("%Y-%m-%d %H:%M")
        parts.append(f"定于{planned}发布，系统恢复后补发")
    if together:
        parts.append("文件和解读一同发布")
    return "；".join(parts)


def may_go_out(of: TakenEdition, passed_by: Reviewers | None = None) -> Refused | None:
    """Why edition and document may not be released now; when they may, both are what they become."""
    decision = decide_edition("edition.release", of, _needs(of, of.day, passed_by))
    becomes = decide_document("document.publish", of)
    if isinstance(decision, Refused):
        return decision
    if isinstance(becomes, Refused):
        return becomes
    of.state, of.standing = decision.state, becomes.state
    return None


def published(of: TakenEdition, numbers: tuple[str, str] | None) -> None:
    """The document is out. `numbers`: its address and 索引号 when it is the first time."""
    document = of.document
    again = document.standing == "withdrawn"
    changes: dict[str, Any] = {"last_released_at": of.now, **_dates(of)}
    if numbers is not None:
        changes |= {"address": numbers[0], "index_number": numbers[1], "first_released_at": of.now}
        if document.interpretation == "later":
            changes["interpretation_by"] = material_due(law.interpretation(), of.day, current_calendar())
    if numbers is not None or again:
        changes["standing_on"] = of.day
    if again and (held := _held(document)) is not None:
        of.standing = held.standing
        changes["standing_on"] = held.on if held.standing in publications.ENDED else of.day
    of.keep_document(**changes)
    if numbers is not None or again:
        _notice_of_release(of, again)


def _held(document: Document) -> StandingNotice | None:
    """The notice of what a document was when it was withdrawn: published again, what was repealed before is
    still repealed."""
    told = StandingNotice.objects.filter(document=document).exclude(standing="withdrawn")
    return told.order_by("-pk").first()


def _dates(of: TakenEdition) -> dict[str, Any]:
    """Day of effect and last day of validity as the edition has them, unless it only repeats those of the
    edition before: a renewal in between then holds."""
    before = None if of.document.first_released_at is None else _newest_out(of.document)
    own = (of.edition.effective_on, of.edition.expires_on)
    if before is not None and own == (before.effective_on, before.expires_on):
        return {}
    return {"effective_on": own[0], "expires_on": own[1], "told_of_expiry": None}


def _newest_out(document: Document) -> Edition | None:
    return Edition.objects.filter(document=document, released_at__isnull=False).order_by("-number").first()


def _notice_of_release(of: TakenEdition, again: bool) -> None:
    """The first line of the document's history; or that it is out again after a withdrawal."""
    of.put(
        StandingNotice(
            document=of.document, body_id=of.document.body_id, standing=of.document.standing, on=of.day,
            until=of.document.expires_on, reason="重新发布" if again else "发布", by=of.actor.code, at=of.now,
        )
    )  # fmt: skip


def _numbers(of: TakenEdition) -> tuple[str, str] | Refused:
    """Address and 索引号 of a document that is released for the first time."""
    body = organisations.latest_bodies([of.document.body_id])[of.document.body_id]
    refused = no_code(body)
    if refused is not None:
        return refused
    year = year_of(of)
    return numbers_of(body, year, next_serial(of.document.body_id, "index", year))


def year_of(of: TakenEdition) -> int:
    """In whose series the document is numbered."""
    return (of.edition.formed_on or of.day).year


def _needs(of: TakenEdition, on: date, passed_by: Reviewers | None = None) -> Conditions:
    return {
        Condition.ATTRIBUTE_OPEN: _open(of),
        Condition.APPROVALS_CURRENT: lambda: not_as_approved(of),
        Condition.GATE_PASSED: lambda: _not_through_the_gate(of, passed_by or reviewers),
        Condition.NUMBERED: lambda: first_refusal(
            requirements.incomplete(of.document, of.edition, of.day, numbered=True),
            requirements.term_problem(of.document, of.edition, on),
        ),
        Condition.INTERPRETATION_READY: lambda: _not_interpreted(of, on),
    }


def _lacking(of: TakenEdition, on: date) -> Refused | None:
    """The first thing a release on that day would be refused for."""
    asked = (against(judge) for judge in _needs(of, on).values())
    return next((found for found in asked if found is not None), None)


def _not_interpreted(of: TakenEdition, on: date) -> Refused | None:
    if of.edition.number > 1:
        return None
    formed_on = of.edition.formed_on or of.day
    return interpreting.not_ready_to_release(of.document, formed_on, on)


def reviewers(of: TakenEdition) -> Collection[str]:
    """Who passed this very text."""
    passed = GateReview.objects.filter(edition=of.edition, digest=of.digest(), passed=True)
    return passed.values_list("reviewer", flat=True)


def _not_through_the_gate(of: TakenEdition, passed_by: Reviewers) -> Refused | None:
    if any(reviewer not in of.edition.writers for reviewer in passed_by(of)):
        return None
    return Refused(Message(N_("这一文本没有通过保密审查，不能发布。")), _GATE)


def _open(of: TakenEdition) -> Judge:
    return when(of.document.attribute != Attribute.OPEN, N_("公开属性不是主动公开，不能发布。"))


def _keeping(of: TakenEdition) -> Conditions:
    document = of.document
    return {
        Condition.ATTRIBUTE_NOT_OPEN: when(
            document.attribute in ("", Attribute.OPEN), N_("公开属性是主动公开，应当发布。")
        ),
        Condition.APPROVALS_CURRENT: lambda: not_as_approved(of),
        Condition.REASSESSMENT_DATED: when(document.reassess_on is None, N_("请定重新评估的日期。")),
    }


def _another_open(document: Document, but: int | None) -> bool:
    closed: Sequence[str] = ("released", "kept", "discarded")
    return Edition.objects.filter(document=document).exclude(state__in=closed).exclude(pk=but or 0).exists()
