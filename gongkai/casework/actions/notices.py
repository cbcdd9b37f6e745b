"""Letters that are not the reply: receipt, correction notice, extension, inquiry, fee, closing.

`issue_notice` is no verb: the verbs of handling issue a notice inside their own transaction, so that a step
and its letter stand or fall together. The document is made and posted right after, by `print_notice`: setting
a page takes longer than the ledger may be held.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from gongkai.casework import letters, numbering, policy, remedies, wording
from gongkai.casework.actions.keeping import keep_file
from gongkai.casework.documents import letter_pdf
from gongkai.casework.models import Case, FileRole, Notice, Way
from gongkai.core.messages import N_, Message
from gongkai.core.outcomes import Contested, Outcome
from gongkai.core.replies import Notice as Kind
from gongkai.core.replies import Placeholder, UnfilledError, check_letter, fill
from gongkai.core.replies.templates import contested_in
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.mail.post import post
from gongkai.foundation.organisations.roles import SYSTEM, Actor
from gongkai.foundation.tasks.queue import enqueue

PRINT = "casework.print_notice"
SERVED_AT_ONCE = frozenset({Way.HANDED, Way.ONLINE})
"""Ways by which a letter has reached its addressee the moment it goes out."""

_MAY_PRINT = frozenset({"system", "request_clerk@own"})

SENT_BY_US = frozenset({Way.EMAIL, Way.ONLINE})
"""Ways by which this system itself sends a letter, at the moment it is issued."""

_SETS_PERIOD = frozenset(
    {
        Kind.CORRECTION,
        Kind.EXTENSION,
        Kind.THIRD_PARTY_INQUIRY,
        Kind.CO_AUTHOR_INQUIRY,
        Kind.REASONS,
        Kind.FEE,
        Kind.DELAY,
    }
)
"""Letters that are only worth something on the day they go out: a period begins, stops or is kept by them."""

_FROM_TODAY = N_(
    "通过电子邮件、网上送达的文书今天才发出，日期不能早于今天。已经用纸面送达的，请选择当时的送达方式。"
)

_TO_OTHERS = frozenset(
    {
        Kind.THIRD_PARTY_INQUIRY,
        Kind.CO_AUTHOR_INQUIRY,
        Kind.INQUIRY,
        Kind.OVERRIDE,
        Kind.REFERRAL,
        Kind.ADVICE,
    }
)


class NotPrintedError(RuntimeError):
    """The document could not be kept, say because the virus scanner does not answer."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who a notice goes to when it is not the applicant: a third party, a co-author, another unit."""

    name: str
    email: str = ""
    address: str = ""


def issue_notice(
    *,
    case: Case,
    template: str,
    values: Mapping[str, object],
    now: datetime,
    actor: Actor,
    until: date | None = None,
    way: str = "",
    on: date | None = None,
    to: Addressee | None = None,
) -> Notice | Refused:
    """Fill the letter `template` of the case's regime, number it, and have its document made and posted.

    `template` is a code of `core.replies.Notice`, or of an outcome that ends a case without a reply. `values`
    fills the template's own places (dates as dates); names, numbers and dates of the case, the contact and
    the remedy are filled here. `until` is the day the addressee has to keep, as told to him. `way` is how it
    goes out (`Way`); empty: the applicant's chosen way. `on` is the day on the letter, the day of `now`
    unless given: earlier for what was served on paper and is entered now, not for what is sent only now. `to`
    is the addressee when it is not the applicant. Refused when a place of the template stays empty or the
    remedy can't be told: the verb gives the refusal back.
    """
    today = timezone.localdate(now)
    day = on or today
    asked = wording.asked_in(case)
    chosen = _way(way, to.email if to else asked.email, to, asked)
    if day < today and chosen in SENT_BY_US and template in _SETS_PERIOD:
        return Refused(Message(_FROM_TODAY))
    filled = _filled(case, template, values, day, until, to, asked)
    if isinstance(filled, Refused):
        return filled
    code = str(values.get(Placeholder.QUERY_CODE, ""))
    number = _number(case, day) if wording.hole(Placeholder.NUMBER) in filled else ""
    email = to.email if to else asked.email
    notice = Notice(
        case=case, body_id=case.body_id, template=template, number=number, on=day, until=until,
        text=wording.finished(
            filled.replace(code, letters.CODE_TOLD) if code else filled, number=number, day=day
        ),
        way=chosen, to_name=to.name if to else "", to_email=to.email if to else "",
        shown=to is None and template not in _TO_OTHERS,
    )  # fmt: skip
    write(notice)
    if code and notice.way == Way.EMAIL:
        _post_with_code(notice, email, wording.finished(filled, number=number, day=day), now)
    enqueue(PRINT, notice=notice.pk)
    return notice


def _post_with_code(notice: Notice, email: str, text: str, now: datetime) -> None:
    """The one letter that must tell the code, which no row may keep: posted now, forgotten once sent."""
    notice.letter = post(
        to=email, subject=letters.title_of(notice), text=text, about=("case", notice.case_id), now=now,
        body_id=notice.body_id, is_secret=True,
    )  # fmt: skip
    write(notice)


@verb("notice.print")
def print_notice(*, actor: Actor, now: datetime, notice_id: int) -> Notice | Refused:
    """Make the notice's document and post it, once: a second call changes nothing."""
    notice = Notice.objects.select_for_update(of=("self",)).select_related("case").get(pk=notice_id)
    if not policy.standing(actor, notice.body_id, timezone.localdate(now)) & _MAY_PRINT:
        return Refused(Message(N_("只有本单位的经办人可以生成文书。")))
    if notice.file_id is not None:
        return Refused(Message(N_("这份文书已经生成。")))
    title = letters.title_of(notice)
    name = f"{title}{notice.number and f' {notice.number}'}.pdf"
    kept = keep_file(
        case=notice.case, now=now, role=FileRole.NOTICE, name=name,
        content=letter_pdf(letters.of_notice(notice)), shown=notice.shown,
    )  # fmt: skip
    if isinstance(kept, Refused):
        return kept
    notice.file_id = kept.file_id
    email = _email_of(notice)
    if notice.way == Way.EMAIL and email and notice.letter is None:
        notice.letter = post(
            to=email, subject=title, text=notice.text, about=("case", notice.case_id), now=now,
            body_id=notice.body_id, attachments=[(name, kept.file_id)], is_proof=True,
        )  # fmt: skip
    write(notice)
    return notice


def make_sure(notice_id: int, now: datetime) -> None:
    """Print the notice unless it is printed. Raises NotPrintedError, so that background work tries again."""
    done = print_notice(actor=SYSTEM, now=now, notice_id=notice_id)
    if isinstance(done, Refused) and Notice.objects.filter(pk=notice_id, file__isnull=True).exists():
        raise NotPrintedError(str(done.reason))


def _filled(
    case: Case,
    code: str,
    values: Mapping[str, object],
    day: date,
    until: date | None,
    to: Addressee | None,
    asked: wording.Asked,
) -> str | Refused:
    try:
        template = wording.template_for(case, code)
    except LookupError:
        return Refused(Message(N_("适用的规定没有“{code}”这种文书。"), {"code": code}))
    subject = Kind(code) if code in Kind else wording.outcome_of(case, code)
    block = _block(case, subject, day)
    if isinstance(block, Refused):
        return block
    places = wording.values_for(case, day, asked) | {Placeholder.REMEDY: block}
    if isinstance(subject, Outcome):
        places[Placeholder.ARTICLE] = wording.cited(subject.articles)
    if until is not None:
        places[Placeholder.PERIOD_END] = wording.chinese_day(until)
    if to is not None:
        places[Placeholder.ADDRESSEE] = to.name
    places |= {name: _said(value) for name, value in values.items()}
    try:
        filled = fill(template.text, places)
    except UnfilledError as error:
        return Refused(error.message)
    wrong = check_letter(filled, block.splitlines(), asked.lines)
    return Refused(wrong[0], details=tuple(("text", each) for each in wrong)) if wrong else filled


def _block(case: Case, subject: Outcome | Kind, day: date) -> str | Refused:
    """The remedy block; empty for a letter that has no place for one."""
    contested = contested_in(subject)
    if contested is Contested.NOTHING:
        return ""
    outcome = subject.code if isinstance(subject, Outcome) else ""
    told = remedies.told(contested, case.body_id, day, outcome=outcome)
    return told if isinstance(told, Refused) else told.block


def _said(value: object) -> str:
    if isinstance(value, date):
        return wording.chinese_day(value)
    return str(value)


def _number(case: Case, day: date) -> str:
    """文号 of a notice: the body's prefix, 告, the year and the next number of its series."""
    registered = remedies.addresses_on(case.body_id, day)
    prefix = registered.reply_prefix if registered else ""
    return f"{prefix}告〔{day.year}〕{numbering.next_serial(case.body_id, 'notice', day.year)}号"


def _way(way: str, email: str, to: Addressee | None, asked: wording.Asked) -> str:
    """E-mail needs an address: without one the letter goes by post."""
    chosen = way or (Way.EMAIL if to and to.email else Way.EMS if to else asked.way)
    return Way.EMS if chosen == Way.EMAIL and not email else chosen


def _email_of(notice: Notice) -> str:
    return notice.to_email if notice.to_name else wording.asked_in(notice.case).email
