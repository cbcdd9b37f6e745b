"""Replies and notices as the staff's screens show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.casework import law, letters, policy, remedies, wording
from gongkai.casework.composing import BLANK
from gongkai.casework.documents import letter_pdf
from gongkai.casework.models import (
    Case,
    CaseFile,
    FileRole,
    Notice,
    Redaction,
    Reply,
    ReplyTemplate,
    Service,
)
from gongkai.casework.queries.cases import cases_visible_to
from gongkai.casework.requirements import Line, checklist
from gongkai.core.outcomes import Outcome
from gongkai.core.replies import Notice as Kind
from gongkai.foundation.files.queries import FileCard, cards
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor

_WAITS_FOR = {
    "returned": ("request_clerk", "drafter"),
    "in_review": ("reviewer", "office_head"),
    "confidentiality": ("confidentiality_reviewer",),
    "legal": ("legal_reviewer",),
    "to_sign": ("signer",),
    "signed": ("request_clerk",),
}
"""Whose step a reply's state is; a draft is in its drafter's own hands."""


@dataclass(frozen=True, slots=True)
class Approval:
    """A step of the chain that is done: "review", "confidentiality" or "legal"; `by` is a name."""

    step: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ServiceCard:
    id: int
    way: str
    sent_on: date
    served_on: date | None
    tracking: str
    note: str
    letter: int | None
    proof: int | None


@dataclass(frozen=True, slots=True)
class ReplyView:
    """One reply whole. `text` is what the drafter writes on, `printed` the letter as it will stand; `blanks`
    counts what is still to be filled. `earlier_text`: what was sent to review the time before. `undecided`:
    why the order of remedies is a setting of the office."""

    id: int
    case: int
    state: str
    state_label: str
    outcome: Outcome
    title: str
    number: str
    text: str
    printed: str
    own_text: bool
    blanks: int
    remedy: str
    undecided: str
    grounds: str
    ground_codes: tuple[str, ...]
    facts: dict[str, str]
    enclosures: tuple[FileCard, ...]
    checklist: tuple[Line, ...]
    approvals: tuple[Approval, ...]
    returned: str
    earlier_text: str
    drafted_by: str
    signed_by: str
    signed_on: date | None
    sent_on: date | None
    pdf: int | None
    docx: int | None
    services: tuple[ServiceCard, ...]
    verbs: tuple[str, ...]
    revision: int


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """A letter that is not the reply. `file` is None until its document is made."""

    id: int
    template: str
    title: str
    number: str
    on: date
    until: date | None
    way: str
    letter: int | None
    file: int | None
    shown: bool


@dataclass(frozen=True, slots=True)
class TemplateView:
    """A letter of a regime: as declared, and as the body words it (`own`, None where it does not)."""

    code: str
    title: str
    declared: str
    own: str | None
    own_id: int | None
    is_notice: bool


@dataclass(frozen=True, slots=True)
class WaitingReply:
    """A reply that waits for the person."""

    id: int
    case: int
    case_number: str
    title: str
    body: int
    state: str
    outcome: str
    drafted_at: datetime


def reply_visible_to(actor: Actor, reply_id: int, day: date) -> ReplyView | None:
    """None when there is no such reply or its case is not for the person's eyes."""
    reply = Reply.objects.select_related("case").filter(pk=reply_id).first()
    if reply is None or not cases_visible_to(actor, day).filter(pk=reply.case_id).exists():
        return None
    return _view(actor, reply, day)


def replies_of(actor: Actor, case: Case, day: date) -> list[ReplyView]:
    """The case's replies, the one in the chain first. The caller has made sure that the case may be seen."""
    found = Reply.objects.select_related("case").filter(case=case).order_by("-pk")
    return [_view(actor, reply, day) for reply in found]


def waiting_for(actor: Actor, day: date, limit: int = 50) -> list[WaitingReply]:
    """Replies whose next step is the person's, longest waiting first; none that he wrote himself and would
    have to approve."""
    states = [state for state, roles in _WAITS_FOR.items() if any(role in roles for role, _ in actor.roles)]
    found = Reply.objects.filter(
        case__in=cases_visible_to(actor, day), case__state="replying", state__in=states
    ).select_related("case")
    waiting = [
        WaitingReply(
            each.pk,
            each.case_id,
            each.case.number,
            each.case.title,
            each.body_id,
            each.state,
            each.outcome,
            each.drafted_at,
        )
        for each in found.order_by("drafted_at", "pk")[: limit * 4]
        if _his_step(actor, each)
    ]
    return waiting[:limit]


def preview(reply_id: int) -> bytes:
    """The reply as PDF as it stands now; after signing the kept document is the one that counts."""
    return letter_pdf(letters.of_reply(Reply.objects.select_related("case").get(pk=reply_id)))


def printed_notice(notice_id: int, *, code: str = "") -> bytes:
    """A notice as PDF. `code`: the query code for the receipt that is handed over at the counter; it is kept
    nowhere, so that it can be printed only when it is told."""
    return letter_pdf(letters.of_notice(Notice.objects.select_related("case").get(pk=notice_id), code=code))


def notices_of(case: Case) -> list[NoticeCard]:
    """Letters of the case, oldest first."""
    return [
        NoticeCard(
            each.pk, each.template, letters.title_of(each), each.number, each.on,
            each.until, each.way, each.letter, each.file_id, each.shown,
        )
        for each in Notice.objects.select_related("case").filter(case=case).order_by("on", "pk")
    ]  # fmt: skip


def enclosure_choices(case: Case) -> list[FileCard]:
    """Files that may go out with the reply: meant for release, and no redacted copy made of them."""
    originals = Redaction.objects.filter(case=case).values("original_id")
    found = CaseFile.objects.filter(case=case, role__in=(FileRole.ENCLOSURE, FileRole.REDACTED)).exclude(
        file_id__in=originals
    )
    return list(cards(found.order_by("pk").values_list("file_id", flat=True)).values())


def templates_for_body(body_id: int, regime: str) -> list[TemplateView]:
    """Every letter of the regime with the body's own wording of it."""
    own = {each.code: each for each in ReplyTemplate.objects.filter(body_id=body_id, regime=regime)}
    found = []
    for each in wording.templates_of(regime).template:
        code = each.notice or each.outcome
        mine = own.get(code)
        found.append(
            TemplateView(
                code, each.title, wording.declared(regime, code).text.strip(),
                mine.text if mine else None, mine.pk if mine else None, each.notice in set(Kind),
            )
        )  # fmt: skip
    return found


def _view(actor: Actor, reply: Reply, day: date) -> ReplyView:
    case = reply.case
    outcome = wording.outcome_of(case, reply.outcome)
    told = remedies.told_for(outcome, case.body_id, reply.remedy_on)
    files = cards(reply.enclosures)
    steps = sorted(reply.approved_by.items(), key=lambda step: str(step[1]["at"]))
    names = organisations.names_of(
        {reply.drafted_by, reply.signed_by, *(each["by"] for _, each in steps)} - {""}
    )
    held = policy.standing(actor, case.body_id, day, case_id=case.pk)
    lifecycle = law.lifecycle_of("reply")
    return ReplyView(
        id=reply.pk,
        case=case.pk,
        state=reply.state,
        state_label=lifecycle.states[reply.state],
        outcome=outcome,
        title=reply.title,
        number=reply.number,
        text=reply.text,
        printed=letters.of_reply(reply).text,
        own_text=reply.own_text,
        blanks=reply.text.count(BLANK),
        remedy=reply.remedy,
        undecided="" if isinstance(told, Refused) else told.remedy.undecided,
        grounds=reply.grounds,
        ground_codes=tuple(reply.ground_codes),
        facts=dict(reply.facts),
        enclosures=tuple(files[pk] for pk in reply.enclosures if pk in files),
        checklist=checklist(case, reply),
        approvals=tuple(
            Approval(step, names.get(each["by"], each["by"]), datetime.fromisoformat(each["at"]))
            for step, each in steps
        ),
        returned=reply.returned,
        earlier_text=reply.earlier_text,
        drafted_by=names.get(reply.drafted_by, reply.drafted_by),
        signed_by=names.get(reply.signed_by, reply.signed_by),
        signed_on=reply.signed_on,
        sent_on=reply.sent_on,
        pdf=reply.pdf_id,
        docx=reply.docx_id,
        services=_services(reply),
        verbs=lifecycle.permitted(reply.state, held),
        revision=reply.revision,
    )


def _services(reply: Reply) -> tuple[ServiceCard, ...]:
    found: Sequence[Service] = list(reply.services.order_by("pk"))
    return tuple(
        ServiceCard(
            each.pk, each.way, each.sent_on, each.served_on, each.tracking, each.note, each.letter,
            each.proof_id,
        )
        for each in found
    )  # fmt: skip


def _his_step(actor: Actor, reply: Reply) -> bool:
    roles = _WAITS_FOR[reply.state]
    mine = any(role in roles and body == reply.body_id for role, body in actor.roles)
    approves = reply.state not in ("returned", "signed")
    return mine and not (approves and actor.code in reply.writers)
