"""One case whole, as those see it who handle or oversee it: personal data masked until somebody asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.casework import law, policy
from gongkai.casework.models import (
    Advice,
    Applicant,
    ApplicantType,
    Application,
    Case,
    CaseEvent,
    CaseFile,
    PublishedReply,
)
from gongkai.casework.queries.cards import CaseCard, cards, masked_name, masked_phone
from gongkai.casework.queries.cases import case_with_its_people, cases_visible_to
from gongkai.casework.queries.clocks import readings
from gongkai.casework.queries.contests import ChallengeCard, challenge_of, challenges_about
from gongkai.casework.queries.handling import Handling, handling_of
from gongkai.casework.queries.replies import NoticeCard, ReplyView, notices_of, replies_of
from gongkai.core.clock import Reading
from gongkai.core.outcomes import NoSuchOutcomeError
from gongkai.core.receipt import Receipt
from gongkai.foundation.files.queries import FileCard, files_visible_to
from gongkai.foundation.files.queries import cards as file_cards
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor

_SHOWN_OF_ADDRESS = 6
_SHOWN_OF_PROOF = 3


@dataclass(frozen=True, slots=True)
class MaskedApplicant:
    """Enough to tell whom one speaks of; `erased` once the retention rule has removed the data."""

    type_label: str
    name: str
    id_kind: str
    id_number: str
    contact: str
    phone: str
    email: str
    address: str
    helped: bool
    erased: bool


@dataclass(frozen=True, slots=True)
class Words:
    """What was asked for, in the applicant's words."""

    wanted: str
    feature: str
    purpose: str
    form_label: str
    delivery_label: str
    corrected: str
    as_sent: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A file of the case. `may_open`: whether this person may fetch it."""

    file: FileCard
    role: str
    role_label: str
    shown: bool
    at: datetime
    may_open: bool


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """A happening as the clock counts it. A struck one stays readable."""

    id: int
    kind: str
    on: date
    by: str
    struck: bool


@dataclass(frozen=True, slots=True)
class PublishedCard:
    """The reply as the public reads or read it."""

    id: int
    title: str
    published_at: datetime
    withdrawn_at: datetime | None
    withdrawn_reason: str


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """Advice to a unit that this case led to."""

    id: int
    to_body: int
    to_unit: str
    state_label: str
    due_on: date


@dataclass(frozen=True, slots=True)
class WholeCase:
    """Everything a person may see of a case. `verbs`: what he may try now; `held`: his role@place towards it.
    `linked`: cases it was split from, is about or repeats, as far as he may see them."""

    card: CaseCard
    kind_label: str
    channel_label: str
    state_label: str
    outcome_label: str
    receipt: Receipt
    reading: Reading | None
    applicant: MaskedApplicant | None
    words: Words | None
    is_handler: bool
    referred_to: str
    assigned_to: str
    events: tuple[DatedEvent, ...]
    papers: tuple[Paper, ...]
    notices: tuple[NoticeCard, ...]
    replies: tuple[ReplyView, ...]
    handling: Handling
    challenge: ChallengeCard | None
    challenges: tuple[ChallengeCard, ...]
    parts: tuple[CaseCard, ...]
    linked: Mapping[int, CaseCard]
    advice: tuple[AdviceLine, ...]
    published: PublishedCard | None
    verbs: tuple[str, ...]
    held: frozenset[str]

    @property
    def reply(self) -> ReplyView | None:
        """The reply that is under way, or the last one sent."""
        return self.replies[0] if self.replies else None


def whole_case(actor: Actor, case_id: int, day: date) -> WholeCase:
    """Raises NoSuchCaseError. What is personal is masked; the words of the request and what was written about
    it are for those with a part in the case."""
    case = case_with_its_people(actor, case_id, day)
    held = policy.standing(actor, case.body_id, day, case_id=case.pk)
    is_handler = any(f"{role}@own" in held for role in policy.ASSIGNEES)
    reading = readings([case], day).get(case.pk)
    lifecycle = law.lifecycle_of(case.kind)
    card = cards([case])[0]
    return WholeCase(
        card=card,
        kind_label=str(case.get_kind_display()),
        channel_label=str(case.get_channel_display()),
        state_label=lifecycle.states[case.state],
        outcome_label=outcome_label(case),
        receipt=law.receipt_of_case(case),
        reading=reading,
        applicant=_applicant(case, card),
        words=_words(case) if is_handler else None,
        is_handler=is_handler,
        referred_to=case.referred_to,
        assigned_to=_assigned_to(case),
        events=_events(case),
        papers=_papers(actor, case, day),
        notices=tuple(notices_of(case)) if is_handler else (),
        replies=tuple(replies_of(actor, case, day)) if is_handler else (),
        handling=handling_of(case, reading) if is_handler else Handling(),
        challenge=challenge_of(case),
        challenges=challenges_about(case),
        parts=tuple(cards(Case.objects.filter(split_of=case).order_by("pk"))),
        linked=_linked(actor, case, day),
        advice=_advice(case) if is_handler else (),
        published=_published(case),
        verbs=lifecycle.permitted(case.state, held),
        held=held,
    )


def outcome_label(case: Case) -> str:
    """The outcome's title in the list of the case's day; empty while it is open."""
    if not case.outcome:
        return ""
    try:
        return law.outcomes_of(case.received_on or case.submitted_on).find(case.outcome).title
    except NoSuchOutcomeError:
        return case.outcome


def masked_address(address: str) -> str:
    """The district stays, street and door go."""
    return address[:_SHOWN_OF_ADDRESS] + "…" if len(address) > _SHOWN_OF_ADDRESS else "…" * bool(address)


def masked_email(email: str) -> str:
    """zhang@example.org as z***@example.org."""
    name, at, place = email.partition("@")
    return f"{name[:1]}***{at}{place}" if at else ""


def _applicant(case: Case, shown: CaseCard) -> MaskedApplicant | None:
    each: Applicant | None = getattr(case, "applicant", None)
    if each is None:
        return None
    proof = each.id_number
    return MaskedApplicant(
        _type_label(case.applicant_type), shown.name, each.id_kind,
        proof[:_SHOWN_OF_PROOF] + "*" * max(len(proof) - _SHOWN_OF_PROOF, 0), masked_name(each.contact),
        masked_phone(each.phone), masked_email(each.email), masked_address(each.address), each.helped,
        each.erased_at is not None,
    )  # fmt: skip


def _type_label(code: str) -> str:
    return str(ApplicantType(code).label) if code in ApplicantType else code


def _words(case: Case) -> Words | None:
    each: Application | None = getattr(case, "application", None)
    if each is None:
        return None
    return Words(
        each.wanted, each.feature, each.purpose, str(each.get_form_display()),
        str(each.get_delivery_display()), each.corrected, each.as_sent,
    )  # fmt: skip


def _assigned_to(case: Case) -> str:
    return case.assigned_to.name if case.assigned_to is not None else ""


def _events(case: Case) -> tuple[DatedEvent, ...]:
    found = list(CaseEvent.objects.filter(case=case).order_by("on", "pk"))
    names = organisations.names_of({each.by for each in found})
    return tuple(
        DatedEvent(each.pk, each.kind, each.on, names.get(each.by, ""), each.struck_at is not None)
        for each in found
    )


def _papers(actor: Actor, case: Case, day: date) -> tuple[Paper, ...]:
    found = list(CaseFile.objects.filter(case=case).order_by("at", "pk"))
    numbers = [each.file_id for each in found]
    known, open_to = file_cards(numbers), files_visible_to(actor, day, numbers)
    return tuple(
        Paper(
            known[each.file_id], each.role, str(each.get_role_display()), each.shown, each.at,
            each.file_id in open_to and known[each.file_id].erased_at is None,
        )
        for each in found
        if each.file_id in known
    )  # fmt: skip


def _linked(actor: Actor, case: Case, day: date) -> dict[int, CaseCard]:
    wanted = [each for each in (case.split_of_id, case.about_id, case.repeats_id) if each]
    if not wanted:
        return {}
    return {card.id: card for card in cards(cases_visible_to(actor, day).filter(pk__in=wanted))}


def _advice(case: Case) -> tuple[AdviceLine, ...]:
    states = law.lifecycle_of("advice").states
    return tuple(
        AdviceLine(each.pk, each.to_body_id, each.to_unit, states[each.state], each.due_on)
        for each in Advice.objects.filter(case=case).order_by("pk")
    )


def _published(case: Case) -> PublishedCard | None:
    each = PublishedReply.objects.filter(case=case).order_by("-pk").first()
    if each is None:
        return None
    return PublishedCard(each.pk, each.title, each.published_at, each.withdrawn_at, each.withdrawn_reason)
