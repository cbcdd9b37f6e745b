"""The body's own wording of its letters, and the organs they name."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.utils import timezone

from gongkai.casework import wording
from gongkai.casework.models import RemedyAddresses, ReplyTemplate
from gongkai.casework.policy import standing
from gongkai.core.messages import N_, Message
from gongkai.core.outcomes import NoSuchOutcomeError
from gongkai.core.remedies import Line
from gongkai.core.replies import check_template
from gongkai.foundation.ledger.rows import snapshot, subject_of, write, write_recorded
from gongkai.foundation.ledger.verbs import Refused, record, verb
from gongkai.foundation.organisations.roles import Actor

REGIME_DAYS = {"2007": date(2008, 5, 1), "2019": date(2019, 5, 15)}
"""A day of each regime, to find its list of outcomes by."""

_MAY = frozenset(
    {
        "office_head@own",
        "legal_reviewer@own",
        "body_administrator@own",
        "city_office@own",
        "city_office@above",
        "system",
    }
)


@dataclass(frozen=True, slots=True)
class RemedyFacts:
    """What a body's letters need to know to name the remedies; see `models.RemedyAddresses`."""

    line: str = Line.ORDINARY
    government_name: str = ""
    government_address: str = ""
    superior_name: str = ""
    superior_address: str = ""
    court_name: str = ""
    court_address: str = ""
    online_review: str = ""
    reply_prefix: str = ""


@verb("template.save")
def save_template(
    *, actor: Actor, now: datetime, body_id: int, regime: str, code: str, text: str
) -> ReplyTemplate | Refused:
    """Word a letter of the body. `code` is a notice's or an outcome's; `text` the whole letter.

    Refused when it tells remedies of its own beside the computed block, or lacks a place the letter needs.
    """
    refused = _may(actor, body_id, now)
    if refused is not None:
        return refused
    wrong = problems(regime, code, text)
    if wrong:
        return Refused(
            Message(N_("模板不能保存，有 {count} 处要改：{first}"), {"count": len(wrong), "first": wrong[0]}),
            "《政府信息公开条例》第三十六条；《行政复议法》（2023年修订）第二十三条第二款",
            tuple(("text", each) for each in wrong),
        )
    before = ReplyTemplate.objects.select_for_update().filter(body_id=body_id, regime=regime, code=code)
    own = before.first() or ReplyTemplate(body_id=body_id, regime=regime, code=code)
    write(own, text=text.replace("\r\n", "\n").strip(), at=now, by=actor.code)
    return own


@verb("template.drop")
def drop_template(*, actor: Actor, now: datetime, template_id: int) -> int | Refused:
    """Go back to the declared wording."""
    own = ReplyTemplate.objects.select_for_update().filter(pk=template_id).first()
    if own is None:
        return Refused(Message(N_("没有这个模板，可能已经删除。")))
    refused = _may(actor, own.body_id, now)
    if refused is not None:
        return refused
    record(subject=(subject_of(ReplyTemplate), own.pk), body=own.body_id, before=snapshot(own), after=None)
    own.delete()
    return template_id


@verb("remedy.register_addresses")
def register_addresses(
    *, actor: Actor, now: datetime, body_id: int, valid_from: date, facts: RemedyFacts
) -> RemedyAddresses | Refused:
    """Register who hears complaints about the body from a day on, and the prefix of its replies' numbers.

    A second registration for the same day corrects the first; letters already sent keep what they said.
    """
    refused = _may(actor, body_id, now)
    if refused is not None:
        return refused
    if facts.line not in set(Line):
        return Refused(Message(N_("没有“{line}”这种领导体制。"), {"line": facts.line}))
    before = (
        RemedyAddresses.objects.standing()
        .select_for_update()
        .filter(body_id=body_id, valid_from=valid_from)
        .first()
    )
    row = RemedyAddresses(body_id=body_id, valid_from=valid_from, **asdict(facts))
    return write_recorded(row, replaces=before)


def may_set(actor: Actor, body_id: int, day: date) -> bool:
    """Whether the person words the body's letters and registers who hears complaints about it."""
    return bool(standing(actor, body_id, day) & _MAY)


def problems(regime: str, code: str, text: str) -> tuple[Message, ...]:
    """Why the text can't be the body's wording of this letter; empty when it can."""
    if regime not in REGIME_DAYS:
        return (Message(N_("没有“{regime}”这个时期的条例。"), {"regime": regime}),)
    try:
        wording.declared(regime, code)
        subject = wording.subject_of(REGIME_DAYS[regime], code)
    except (LookupError, NoSuchOutcomeError):
        return (Message(N_("适用的规定没有“{code}”这种文书。"), {"code": code}),)
    return check_template(text, subject)


def _may(actor: Actor, body_id: int, now: datetime) -> Refused | None:
    if may_set(actor, body_id, timezone.localdate(now)):
        return None
    return Refused(Message(N_("只有本单位的公开机构负责人、合法性审查员、管理员或者上级主管部门可以设置。")))
