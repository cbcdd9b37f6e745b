"""A reconsideration, a lawsuit or a complaint comes in as a case of its own, linked to what it is about."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from gongkai.casework import law
from gongkai.casework.actions.kinds import Filed, Sending, may_register, opened
from gongkai.casework.actions.opening import ApplicantFacts, RequestFacts
from gongkai.casework.models import CaseKind, Challenge, ChallengeGroup
from gongkai.casework.queries.cases import NoSuchCaseError, case_visible_to
from gongkai.casework.standings import stand
from gongkai.core.messages import N_, Message
from gongkai.core.receipt import Arrival, Channel
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations.roles import PUBLIC, Actor


@dataclass(frozen=True, slots=True)
class ChallengeFacts:
    """What is known of a challenge when it is registered. `filed_on`: the day it was applied for or sued;
    `accepted_on`: the day the organ took it up."""

    organ: str
    filed_on: date
    organ_number: str = ""
    accepted_on: date | None = None
    simplified: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class OpenedChallenge:
    """`code` lets a complainant follow his complaint; it is told now and kept nowhere."""

    case_id: int
    challenge_id: int
    number: str
    code: str = ""


@verb("reconsideration.register")
def register_reconsideration(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    facts: ChallengeFacts,
    about_id: int | None = None,
    applicant: ApplicantFacts | None = None,
    is_sample: bool = False,
) -> OpenedChallenge | Refused:
    """登记行政复议 (第五十一条) against a request's reply or silence, or another act of this work."""
    return _opened(
        CaseKind.RECONSIDERATION, ChallengeGroup.RECONSIDERATION, actor, now, body_id, facts,
        about_id=about_id, applicant=applicant, is_sample=is_sample,
    )  # fmt: skip


@verb("lawsuit.register")
def register_lawsuit(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    facts: ChallengeFacts,
    about_id: int | None = None,
    review_id: int | None = None,
    applicant: ApplicantFacts | None = None,
    is_sample: bool = False,
) -> OpenedChallenge | Refused:
    """登记行政诉讼. With `review_id`, a decided reconsideration on the same matter, it counts as
    复议后起诉, else as 未经复议直接起诉."""
    review = Challenge.objects.filter(pk=review_id).select_related("case").first() if review_id else None
    refused = _not_reviewed(review, about_id, body_id, facts.filed_on) if review_id else None
    if refused is not None:
        return refused
    group = ChallengeGroup.LAWSUIT_AFTER_REVIEW if review_id else ChallengeGroup.LAWSUIT_DIRECT
    return _opened(
        CaseKind.LAWSUIT, group, actor, now, body_id, facts,
        about_id=about_id, review=review, applicant=applicant, is_sample=is_sample,
    )  # fmt: skip


def register_complaint(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    against_id: int,
    facts: ChallengeFacts,
    text: str,
    about_id: int | None = None,
    applicant: ApplicantFacts | None = None,
    is_sample: bool = False,
    key: str = "",
) -> OpenedChallenge | Refused:
    """登记投诉、举报 (第四十七条、第五十一条). `body_id` receives and handles it, `against_id` is the body
    complained of, for which it is counted. The same `key` with the same content gives the same case."""
    sending = Sending.of(key, "complaint", body_id, against_id, text, about_id, applicant)
    found = sending.once(
        lambda: _register_complaint(
            actor=actor, now=now, body_id=body_id, against_id=against_id, facts=facts, text=text,
            about_id=about_id, applicant=applicant, is_sample=is_sample, sending=sending,
        )
    )  # fmt: skip
    if isinstance(found, Filed):
        challenge = Challenge.objects.get(case=found.case_id)
        return OpenedChallenge(found.case_id, challenge.pk, found.number, found.code)
    return found


_WITHOUT_KEY = Sending("", "")


@verb("complaint.register")
def _register_complaint(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    against_id: int,
    facts: ChallengeFacts,
    text: str,
    about_id: int | None = None,
    applicant: ApplicantFacts | None = None,
    is_sample: bool = False,
    sending: Sending = _WITHOUT_KEY,
) -> OpenedChallenge | Refused:
    """登记投诉、举报 (第四十七条、第五十一条). `body_id` receives and handles it, `against_id` is the body
    complained of, for which it is counted."""
    return _opened(
        CaseKind.COMPLAINT, ChallengeGroup.COMPLAINT, actor, now, body_id, facts,
        against_id=against_id, about_id=about_id, applicant=applicant, is_sample=is_sample, text=text,
        sending=sending,
    )  # fmt: skip


def _opened(
    kind: CaseKind,
    group: ChallengeGroup,
    actor: Actor,
    now: datetime,
    body_id: int,
    facts: ChallengeFacts,
    *,
    about_id: int | None = None,
    against_id: int | None = None,
    review: Challenge | None = None,
    applicant: ApplicantFacts | None = None,
    text: str = "",
    is_sample: bool = False,
    sending: Sending | None = None,
) -> OpenedChallenge | Refused:
    day = timezone.localdate(now)
    refused = first_refusal(
        may_register(actor, body_id, kind, day),
        _impossible(facts, day),
        law.before_the_law(facts.filed_on, facts.accepted_on),
        _elsewhere(actor, about_id, body_id, kind, day),
    )
    if refused is not None:
        return refused
    received_on = facts.accepted_on or facts.filed_on
    taken = opened(
        kind=kind, actor=actor, now=now, body_id=body_id, received_on=received_on, applicant=applicant,
        arrival=Arrival(Channel.OTHER, facts.filed_on), request=RequestFacts(text) if text else None,
        about_id=about_id, is_sample=is_sample,
    )  # fmt: skip
    challenge = Challenge(
        case=taken.case, body_id=against_id or body_id, group=group, review=review, organ=facts.organ,
        organ_number=facts.organ_number, filed_on=facts.filed_on, accepted_on=facts.accepted_on,
        simplified=facts.simplified, note=facts.note,
    )  # fmt: skip
    write(challenge)
    stand(taken.case, taken.calendar, taken.events)
    code = sending.let_in(taken.case, now).code if sending else ""
    return OpenedChallenge(taken.case.pk, challenge.pk, taken.case.number, code)


def _impossible(facts: ChallengeFacts, day: date) -> Refused | None:
    given = [each for each in (facts.filed_on, facts.accepted_on) if each]
    if any(each > day for each in given):
        return Refused(Message(N_("不能登记将来的日期。")))
    if facts.accepted_on and facts.accepted_on < facts.filed_on:
        return Refused(Message(N_("受理日期不能早于申请、起诉的日期。")))
    if not facts.organ.strip():
        said = Message(N_("请写明复议机关、法院或者受理机关。"))
        return Refused(said, details=(("organ", said),))
    return None


def _elsewhere(actor: Actor, about_id: int | None, body_id: int, kind: str, day: date) -> Refused | None:
    """The request must be one the person may see; a review or suit is against the body that handled it."""
    if about_id is None or actor == PUBLIC:
        return None
    try:
        about = case_visible_to(actor, about_id, day)
    except NoSuchCaseError:
        return Refused(Message(N_("没有找到所针对的申请。")))
    if kind != CaseKind.COMPLAINT and about.body_id != body_id:
        return Refused(Message(N_("所针对的申请不是本单位办理的。")))
    return None


def _not_reviewed(
    review: Challenge | None, about_id: int | None, body_id: int, filed_on: date
) -> Refused | None:
    fits = review is not None and review.body_id == body_id and review.case.about_id == about_id
    if review is None or not fits or review.group != ChallengeGroup.RECONSIDERATION:
        return Refused(Message(N_("没有找到对同一事项的行政复议。")))
    if not review.result:
        return Refused(Message(N_("行政复议还没有结果，不能登记为复议后起诉。")))
    if review.decided_on and filed_on < review.decided_on:
        return Refused(Message(N_("起诉日期早于复议决定的日期，不是复议后起诉。")))
    return None
