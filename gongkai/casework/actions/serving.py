"""Sending the signed reply, and the proof that it arrived.

A reply is in time if it is sent by the due day: handed to the applicant or to the post, or out of our mail
system, or onto the portal. The time in the post does not count (期间不包括在途时间, 《民事诉讼法》第八十五条,
which courts apply here by 《行政诉讼法》第一百零一条). The applicant's periods run from the day it is served.
"""

from collections.abc import Sequence
from datetime import date, datetime

from gongkai.casework import requirements, wording
from gongkai.casework.actions.frame import refused_by, take
from gongkai.casework.actions.keeping import content_of, keep_file, own_file
from gongkai.casework.actions.notices import SENT_BY_US, SERVED_AT_ONCE
from gongkai.casework.actions.reply_frame import NoSuchReplyError, TakenReply, take_reply
from gongkai.casework.composing import inconsistent
from gongkai.casework.models import Case, CaseFile, FileRole, Reply, Service, Way
from gongkai.casework.policy import Condition, Conditions, Judge, when
from gongkai.casework.standings import stand
from gongkai.core.clock import Happened
from gongkai.core.clock.decisions import may_reply
from gongkai.core.messages import N_, Message
from gongkai.core.outcomes import Requirement
from gongkai.foundation.files.kinds import Kind, kind_of
from gongkai.foundation.files.queries import FileCard, cards
from gongkai.foundation.files.stripping import strip
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.mail.post import post
from gongkai.foundation.organisations.roles import Actor

_SUBJECT = "关于您的政府信息公开申请（{number}）的答复"
_ATTACHED = (
    "您提交的政府信息公开申请（登记编号：{number}）已经答复，答复书和附件见本邮件的附件。\n\n{body}\n{day}"
)
_FETCH = (
    "您提交的政府信息公开申请（登记编号：{number}）已经答复，请凭登记编号和查询码在网站上查收。"
    "\n\n{body}\n{day}"
)


@verb("case.send_reply")
def send(
    *,
    actor: Actor,
    now: datetime,
    reply_id: int,
    way: str = "",
    tracking: str = "",
    proof_file: int | None = None,
    on: date | None = None,
    note: str = "",
    based_on: int | None = None,
) -> Service | Refused:
    """Send the reply by `way` (empty: as the applicant chose) and close the case with its outcome.

    `on` is the day it was handed over or posted. The remedies are those of that day: a reply signed under the
    old law and sent under the new one must be written again. `based_on` is the reply's revision.
    """
    of = take_reply_to_send(reply_id, actor, now, on, based_on, way)
    if isinstance(of, Refused):
        return of
    reply, case, chosen = of.reply, of.case, _way(of.case, way)
    refused = first_refusal(_deliverable(case, chosen), _from_today(chosen, of))
    if refused is not None:
        return refused
    proof = None if proof_file is None else own_file(case, proof_file, (FileRole.PROOF,))
    if isinstance(proof, Refused):
        return proof
    enclosed = _outgoing(case, reply, now)
    if isinstance(enclosed, Refused):
        return enclosed
    _show(case, [reply.pdf_id, *enclosed])
    service = Service(
        case=case, body_id=case.body_id, reply=reply, way=chosen, sent_on=of.day, tracking=tracking.strip(),
        letter=_posted(case, reply, chosen, enclosed, of.day, now),
        served_on=of.day if chosen in SERVED_AT_ONCE else None, proof_id=proof_file, note=note.strip(),
    )  # fmt: skip
    write(service)
    of.keep(sent_on=of.day)
    of.taken.happened(Happened.REPLIED)
    of.taken.keep(outcome=reply.outcome, closed_on=of.day)
    stand(case)
    return service


@verb("reply.prove_service")
def prove_service(
    *,
    actor: Actor,
    now: datetime,
    service_id: int,
    served_on: date,
    tracking: str = "",
    proof_file: int | None = None,
    note: str = "",
) -> Service | Refused:
    """Keep when and how the reply arrived: signature, tracking of the post, answer of the mail server."""
    service = Service.objects.select_for_update().filter(pk=service_id).first()
    if service is None:
        raise NoSuchReplyError(service_id)
    of = take_reply("reply.prove_service", reply_id=service.reply_id, actor=actor, now=now, on=served_on)
    if isinstance(of, Refused):
        return of
    if served_on < service.sent_on:
        values = {"sent": wording.chinese_day(service.sent_on)}
        return Refused(Message(N_("送达日期不能早于发出日期（{sent}）。"), values))
    proof = None if proof_file is None else own_file(of.case, proof_file, (FileRole.PROOF,))
    if isinstance(proof, Refused):
        return proof
    write(
        service, served_on=served_on, tracking=tracking.strip() or service.tracking,
        proof_id=proof_file or service.proof_id, note=note.strip() or service.note,
    )  # fmt: skip
    return service


def take_reply_to_send(
    reply_id: int, actor: Actor, now: datetime, on: date | None, based_on: int | None, way: str
) -> TakenReply | Refused:
    """The signed reply, if both its own life and its case's allow it to go out."""
    of = take_reply(
        "reply.send", reply_id=reply_id, actor=actor, now=now, on=on, based_on=based_on,
        judging=lambda of: _conditions(of, way),
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    taken = take(
        "case.send_reply", case_id=of.case.pk, actor=actor, now=now, on=on,
        judging=lambda taken: _conditions(of, way),
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    of.taken, of.case = taken, taken.case
    refused = refused_by(taken.against(may_reply))
    return of if refused is None else refused


def _conditions(of: TakenReply, way: str) -> Conditions:
    """The things that must hold when a reply goes out, each told with what is lacking."""
    reply, case = of.reply, of.case
    online = _way(case, way) in SENT_BY_US
    return {
        Condition.OUTCOME_DECIDED: lambda: None,  # there is a reply: its outcome was decided
        Condition.REQUIREMENTS_MET: lambda: requirements.unmet(
            case, reply, without=(*requirements.REVIEWS, Requirement.THIRD_PARTY_NOTICE)
        ),
        Condition.REVIEWS_DONE: lambda: requirements.unmet(
            case, reply, without=set(Requirement) - set(requirements.REVIEWS)
        ),
        Condition.OVERRIDE_NOTIFIED: lambda: requirements.unmet(
            case, reply, without=set(Requirement) - {Requirement.THIRD_PARTY_NOTICE}
        ),
        Condition.TEXT_CONSISTENT: lambda: inconsistent(case, reply, of.day, served_online=online),
        Condition.NUMBER_GIVEN: _numbered(reply),
    }


def _numbered(reply: Reply) -> Judge:
    return when(not (reply.number and reply.signed_on), N_("答复书还没有签发，没有文号。"))


def _way(case: Case, way: str) -> Way:
    return Way(way) if way else wording.asked_in(case).way


def _deliverable(case: Case, way: Way) -> Refused | None:
    """E-mail needs an address; everything else can be done without one of ours."""
    if way is Way.EMAIL and not wording.asked_in(case).email:
        return Refused(Message(N_("申请人没有留下电子邮箱，请改用其他送达方式。")))
    return None


def _from_today(way: Way, of: TakenReply) -> Refused | None:
    """What this system sends goes out now, and can't have gone out before."""
    if way not in SENT_BY_US or of.day >= of.taken.day:
        return None
    return Refused(Message(N_("通过电子邮件、网上送达的答复今天才发出，日期不能早于今天。")))


def _outgoing(case: Case, reply: Reply, now: datetime) -> list[int] | Refused:
    """The enclosures as they leave the house. All are cleaned before the first is kept: cleaning takes longer
    than the ledger may be held."""
    roles = dict(
        CaseFile.objects.filter(case=case, file_id__in=reply.enclosures).values_list("file_id", "role")
    )
    known = cards(reply.enclosures)
    ready: list[tuple[FileCard, bytes | None]] = []
    for card in (known[pk] for pk in reply.enclosures):
        clean = None if roles[card.id] == FileRole.REDACTED else _cleaned(card)
        if isinstance(clean, Message):
            return Refused(clean, details=(("enclosures", Message("{name}", {"name": card.name})),))
        ready.append((card, clean))
    sent: list[int] = []
    for card, content in ready:
        if content is None:
            sent.append(card.id)
            continue
        kept = keep_file(case=case, now=now, role=FileRole.ENCLOSURE, name=card.name, content=content)
        if isinstance(kept, Refused):
            return kept
        sent.append(kept.file_id)
    return sent


def _cleaned(card: FileCard) -> bytes | Message | None:
    """The file without authors, editing history and comments; None when it has none. What can't be cleaned
    does not go out. (A redacted copy is clean from its making.)"""
    content = content_of(card.id)
    kind = kind_of(content)
    clean = strip(content, kind) if isinstance(kind, Kind) else kind
    return None if clean == content else clean


def _show(case: Case, file_ids: Sequence[int | None]) -> None:
    """From now on the applicant finds these files under his number and code."""
    for each in CaseFile.objects.filter(case=case, file_id__in=[pk for pk in file_ids if pk], shown=False):
        write(each, shown=True)


def _posted(
    case: Case, reply: Reply, way: Way, enclosed: Sequence[int], day: date, now: datetime
) -> int | None:
    """The letter that carries the reply, or tells that it can be fetched; None where no address is known."""
    email = wording.asked_in(case).email
    if way not in SENT_BY_US or not email:
        return None
    values = {
        "number": case.number, "day": wording.chinese_day(day), "body": wording.body_name(case.body_id, day),
    }  # fmt: skip
    text = (_ATTACHED if way is Way.EMAIL else _FETCH).format(**values)
    files = cards([pk for pk in (reply.pdf_id, *enclosed) if pk]) if way is Way.EMAIL else {}
    return post(
        to=email, subject=_SUBJECT.format(**values), text=text, about=("case", case.pk), now=now,
        body_id=case.body_id, attachments=[(card.name, card.id) for card in files.values()], is_proof=True,
    )  # fmt: skip
