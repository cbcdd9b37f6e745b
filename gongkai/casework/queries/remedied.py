"""What an applicant may do against how his request ended, or against silence; and what he is asked to pay."""

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.casework import law, policy
from gongkai.casework.models import Case, CaseKind, FeeNotice, Notice, RemedyAddresses, Reply, Service
from gongkai.casework.queries.cases import NoSuchCaseError, case_visible_to, readings
from gongkai.casework.remedies import Told, addresses_on, told, told_for
from gongkai.core import fees
from gongkai.core.messages import N_, Message
from gongkai.core.outcomes import Contested
from gongkai.core.remedies import Organ
from gongkai.core.replies import Notice as Letter
from gongkai.core.workdays import Calendar
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import Actor

_SUPERIORS = frozenset(
    {Organ.SUPERIOR_GOVERNMENT, Organ.SUPERIOR_DEPARTMENT, Organ.FOUNDING_DEPARTMENT, Organ.MANAGING_BODY}
)

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Place:
    """Where to turn: an organ or a court."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class OwnRemedy:
    """What stands open. `block`: as the letter says it, a paragraph each. `against` says what is contested,
    known since `known_on`. `review_until` is the last day to apply for review, `days_left` counts from the
    day of asking (0: today is the last; negative: over). `court_until`: the last day of a suit without review
    before it. `undecided`: why review comes first where the law does not say so itself."""

    against: Message
    known_on: date
    block: tuple[str, ...]
    organs: tuple[Place, ...]
    review_first: bool
    review_until: date
    days_left: int
    court: Place | None
    court_until: date | None
    months: int
    online: str
    articles: tuple[str, ...]
    undecided: str


@dataclass(frozen=True, slots=True)
class OwnFee:
    """What is asked for. `lines`: first and last item or page, and fen for each; `letter` is the notice's
    text, which says where to pay. `voucher`: what the applicant told, not yet confirmed."""

    basis: str
    basis_label: str
    quantity: int
    fen: int
    lines: tuple[fees.ChargeLine, ...]
    told_on: date
    until: date | None
    voucher: str
    letter: str


def remedy_of(actor: Actor, day: date) -> OwnRemedy | Message:
    """The remedy of the applicant who was let in, or why there is none yet. Raises NoSuchCaseError."""
    case = _own(actor, day)
    found = _contested(case, day)
    if found is None:
        return Message(N_("还没有答复，也没有超过期限。有意见可以先向办理单位反映，或者投诉。"))
    against, known_on, block = found
    if isinstance(block, Refused):
        return block.reason
    if not block.remedy.told:
        return Message(N_("这件申请由您自己撤回或者终止，没有可以复议、起诉的答复。"))
    return _remedy(case, against, known_on, block, day)


def ending_of(actor: Actor, day: date) -> Message | None:
    """How the request ended, in the words of its outcome; None while it is open, and for other kinds."""
    case = _own(actor, day)
    if case.kind != CaseKind.REQUEST or case.closed_on is None:
        return None
    return Message(law.outcomes_of(case.received_on or case.submitted_on).find(case.outcome).title)


def fee_of(actor: Actor, day: date) -> OwnFee | None:
    """What the applicant is asked to pay and has not; None when nothing."""
    case = _own(actor, day)
    fee = FeeNotice.objects.filter(case=case, paid_on__isnull=True).first()
    if fee is None or case.closed_on is not None:
        return None
    notice = Notice.objects.filter(case=case, template=Letter.FEE).order_by("-on", "-pk").first()
    return OwnFee(
        fee.basis, str(FeeNotice.Basis(fee.basis).label), fee.quantity, fee.fen, _lines(fee), fee.told_on,
        readings([case], day)[case.pk].fee_by, fee.voucher, notice.text if notice else "",
    )  # fmt: skip


def _own(actor: Actor, day: date) -> Case:
    case_id = policy.case_of_applicant(actor)
    if case_id is None:
        raise NoSuchCaseError(case_id)
    return case_visible_to(actor, case_id, day)


def _lines(fee: FeeNotice) -> tuple[fees.ChargeLine, ...]:
    """How the amount comes about by the tariff of the notice's day. By item the notice asks for this one."""
    tariff = law.tariff_of(fee.told_on)
    if tariff is None:
        return ()
    if fee.basis == FeeNotice.Basis.PAGE:
        return fees.charge_by_page(tariff, fee.quantity).lines
    return fees.charge_by_item(tariff, 1, fee.quantity - 1).lines


def _contested(case: Case, day: date) -> tuple[Message, date, Told | Refused] | None:
    """What was decided and since when the applicant knows it; silence once the period is over. Judged by the
    review law of the day of the letter, and silence by that of the first day on which no reply could be in
    time any more: a law that came later does not change what was neglected before."""
    reply = Reply.objects.filter(case=case, sent_on__isnull=False).order_by("-sent_on", "-pk").first()
    if case.closed_on is not None:
        outcome = law.outcomes_of(case.received_on or case.submitted_on).find(case.outcome)
        answered = reply is not None and reply.outcome == case.outcome
        known_on = _served(reply) if reply and answered else _told_of_end(case, case.closed_on)
        made_on = case.closed_on if answered else known_on
        return Message(outcome.title), known_on, told_for(outcome, case.body_id, made_on)
    reading = readings([case], day).get(case.pk)
    if reading is None or not reading.overdue or reading.due is None:
        return None
    silence = Message(N_("到期没有答复"))
    return silence, reading.due, told(Contested.SILENCE, case.body_id, reading.due + _DAY, asked_on=day)


def _told_of_end(case: Case, closed_on: date) -> date:
    """The day of the letter that told him: a request that silence ended may be closed later than its day."""
    notice = Notice.objects.filter(case=case, template=case.outcome, on__gte=closed_on).order_by("on").first()
    return notice.on if notice else closed_on


def _served(reply: Reply) -> date:
    """When the reply reached him; the day it was sent as long as no proof has come back."""
    found = Service.objects.filter(reply=reply, served_on__isnull=False).order_by("served_on").first()
    return found.served_on if found and found.served_on else reply.sent_on or reply.remedy_on


def _remedy(case: Case, against: Message, known_on: date, block: Told, day: date) -> OwnRemedy:
    remedy, calendar = block.remedy, current_calendar()
    registered = addresses_on(case.body_id, day)
    review_until = _not_before_work(known_on + timedelta(days=remedy.review_days), calendar)
    direct = remedy.court if remedy.court and remedy.court.direct and not remedy.review_first else None
    return OwnRemedy(
        against=against,
        known_on=known_on,
        block=tuple(block.block.splitlines()),
        organs=tuple(_place(registered, route.organ) for route in remedy.reviews if registered),
        review_first=remedy.review_first,
        review_until=review_until,
        days_left=(review_until - day).days,
        court=Place(registered.court_name, registered.court_address) if registered and direct else None,
        court_until=_not_before_work(_months_after(known_on, direct.months), calendar) if direct else None,
        months=direct.months if direct else 0,
        online=registered.online_review if registered and remedy.online_review else "",
        articles=remedy.articles,
        undecided=remedy.undecided,
    )


def _place(registered: RemedyAddresses, organ: Organ) -> Place:
    if organ in _SUPERIORS:
        return Place(registered.superior_name, registered.superior_address)
    return Place(registered.government_name, registered.government_address)


def _not_before_work(last: date, calendar: Calendar) -> date:
    """A period that would end on a day off ends on the next working day (《民法典》第二百零三条)."""
    return last if calendar.is_workday(last) else calendar.add_workdays(last, 1).date


def _months_after(day: date, months: int) -> date:
    """The same day of the month, or the month's last when it has none (《民法典》第二百零二条)."""
    year, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has a 28th day")
