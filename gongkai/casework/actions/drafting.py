"""Writing the reply: begun when the outcome is decided, written on until it goes to review."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils import timezone

from gongkai.casework import wording
from gongkai.casework.actions.reply_frame import take_reply
from gongkai.casework.composing import FACTS, block_of_day, composed, contents_of, digest_of, with_block
from gongkai.casework.models import Case, CaseFile, FileRole, Redaction, Reply
from gongkai.core.messages import N_, Message
from gongkai.core.outcomes import NoSuchOutcomeError
from gongkai.core.replies import Placeholder
from gongkai.foundation.files import kinds
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations.roles import Actor

ENCLOSABLE = (FileRole.ENCLOSURE, FileRole.REDACTED)
_CLEANED = {
    kind.content_type for kind in (kinds.PDF, kinds.DOCX, kinds.XLSX, kinds.PNG, kinds.JPEG, kinds.TEXT)
}
"""Kinds of file whose authors and editing history can be taken out before they leave the house."""


def begin_reply(
    *,
    case: Case,
    outcome: str,
    actor: Actor,
    now: datetime,
    grounds: str = "",
    ground_codes: Sequence[str] = (),
    facts: Mapping[str, str] | None = None,
    on: date | None = None,
) -> Reply | Refused:
    """The draft of the reply for the decided outcome, from the body's template, remedy block included.

    A reply of the case that has not been sent is begun anew: its approvals are void, its number stays. The
    case is locked by the verb that calls.
    """
    day = on or timezone.localdate(now)
    try:
        wording.outcome_of(case, outcome)
    except NoSuchOutcomeError as error:
        return Refused(error.message)
    reply = Reply.objects.select_for_update().filter(case=case, sent_on__isnull=True).first()
    if reply is None:
        reply = Reply(case=case, body_id=case.body_id, writers=[])
    reply.outcome, reply.grounds, reply.ground_codes = outcome, grounds.strip(), list(ground_codes)
    reply.facts = {**reply.facts, **_earlier(case), **(facts or {})}
    reply.state, reply.own_text, reply.returned, reply.approved_by = "drafting", False, "", {}
    reply.signed_on, reply.signed_by, reply.pdf_id, reply.docx_id = None, "", None, None
    refused = first_refusal(_facts_known(reply), _grounds_known(case, reply))
    if refused is not None:
        return refused
    _written_by(reply, actor, now)
    _rewrite(case, reply, day)
    write(reply, revision=reply.revision + 1)
    return reply


@verb("reply.draft")
def draft(
    *,
    actor: Actor,
    now: datetime,
    reply_id: int,
    text: str | None = None,
    grounds: str | None = None,
    ground_codes: Sequence[str] | None = None,
    facts: Mapping[str, str] | None = None,
    enclosures: Sequence[int] | None = None,
    from_template: bool = False,
    based_on: int | None = None,
) -> Reply | Refused:
    """Write on the reply. What is None stays as it is; `enclosures` are file numbers of the case's files.

    The filled template follows grounds, facts and enclosures until the drafter gives a `text` of his own;
    from then on only the remedy block is kept up to date in it. `from_template` goes back to the template.
    """
    of = take_reply("reply.draft", reply_id=reply_id, actor=actor, now=now, based_on=based_on)
    if isinstance(of, Refused):
        return of
    reply, case = of.reply, of.case
    reply.grounds = reply.grounds if grounds is None else grounds.strip()
    reply.ground_codes = reply.ground_codes if ground_codes is None else list(ground_codes)
    reply.facts = {**reply.facts, **{name: said.strip() for name, said in (facts or {}).items()}}
    reply.enclosures = reply.enclosures if enclosures is None else list(dict.fromkeys(enclosures))
    refused = first_refusal(
        _facts_known(reply), _grounds_known(case, reply), _enclosable(case, reply.enclosures)
    )
    if refused is not None:
        return refused
    if text is not None:
        reply.text, reply.own_text = text.replace("\r\n", "\n").strip(), True
    reply.own_text = reply.own_text and not from_template
    _written_by(reply, actor, now)
    _rewrite(case, reply, of.day)
    return of.keep()


def _rewrite(case: Case, reply: Reply, day: date) -> None:
    """Bring text, title, remedy and digest up to date with what the reply holds."""
    fresh = composed(case, reply, day)
    if reply.own_text:
        block = block_of_day(case, reply, day)
        after = "" if isinstance(block, Refused) else block
        reply.text = with_block(reply.text, reply.remedy, after)
        reply.remedy = after
    else:
        reply.text, reply.remedy = fresh.text, fresh.remedy
    reply.title, reply.articles, reply.remedy_on = fresh.title, list(fresh.articles), day
    reply.text_digest = digest_of(reply, contents_of(case, reply.enclosures))


def _written_by(reply: Reply, actor: Actor, now: datetime) -> None:
    """Who has written on it may not approve it."""
    reply.drafted_by, reply.drafted_at = actor.code, now
    reply.writers = sorted({*reply.writers, actor.code})


def _earlier(case: Case) -> dict[str, str]:
    """The reply to the request this one repeats (第三十六条第六项), where it is on file."""
    before = (
        Reply.objects.filter(case_id=case.repeats_id, sent_on__isnull=False)
        .order_by("-sent_on", "-pk")
        .first()
        if case.repeats_id
        else None
    )
    if before is None or before.signed_on is None:
        return {}
    return {Placeholder.EARLIER_REPLY: f"{before.number}，{wording.chinese_day(before.signed_on)}"}


def _facts_known(reply: Reply) -> Refused | None:
    unknown = [name for name in reply.facts if name not in FACTS]
    if not unknown:
        return None
    return Refused(Message(N_("不认识的填充项“{name}”"), {"name": "、".join(unknown)}))


def _grounds_known(case: Case, reply: Reply) -> Refused | None:
    outcome = wording.outcome_of(case, reply.outcome)
    unknown = set(reply.ground_codes) - {ground.code for ground in outcome.grounds}
    if not unknown:
        return None
    values = {"title": Message(outcome.title), "code": "、".join(sorted(unknown))}
    return Refused(Message(N_("“{title}”没有“{code}”这一情形。"), values))


def _enclosable(case: Case, file_ids: Sequence[int]) -> Refused | None:
    """Enclosures are files of the case meant for release; never one of which a redacted copy was made."""
    known = {
        each.file_id: each.file
        for each in CaseFile.objects.filter(
            case=case, role__in=ENCLOSABLE, file_id__in=file_ids
        ).select_related("file")
    }
    if set(file_ids) - known.keys():
        return Refused(Message(N_("附件只能从这件申请的“拟公开材料”和“区分处理件”中选择。")))
    unclean = next((file.name for file in known.values() if file.content_type not in _CLEANED), None)
    if unclean is not None:
        return Refused(
            Message(N_("“{name}”的编辑信息去不掉，不能发出，请转换为 PDF 后再附。"), {"name": unclean})
        )
    original = (
        Redaction.objects.filter(case=case, original_id__in=file_ids).select_related("original").first()
    )
    if original is None:
        return None
    return Refused(
        Message(
            N_("“{name}”已作区分处理，不能再附原件，请改附区分处理件。"), {"name": original.original.name}
        ),
        "《政府信息公开条例》（2019年修订）第三十七条",
    )
