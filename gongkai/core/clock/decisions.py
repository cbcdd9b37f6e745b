"""May this be done to the clock on that day? Each answer names its article.

`Allowed.state` is the phase the clock will then be in. What is written down late is judged by its own day,
and refused when it does not fit what is known to have followed. The decision is about the clock alone: who
may act, and in which state of the case, is the lifecycle's business.
"""

from collections.abc import Sequence
from datetime import date

from gongkai.core.clock.events import ClockEvent, Consulted, Happened
from gongkai.core.clock.history import History, history_of
from gongkai.core.clock.reading import Phase, Reading
from gongkai.core.clock.reckoning import reckon
from gongkai.core.clock.rules import ClockRules
from gongkai.core.clock.stops import correction_due
from gongkai.core.lifecycle import Allowed, Denied
from gongkai.core.messages import N_, Message
from gongkai.core.workdays import Calendar, written

type Events = Sequence[ClockEvent]

_NEW = "?"  # the reference of a letter that is not written yet
_SENT = (Happened.CONSULTED, Happened.FEE_ASKED, Happened.CORRECTION_ASKED)

_STANDING = {
    Phase.WAITING: N_("尚未确定收到申请之日。"),
    Phase.CORRECTING: N_("正在等待申请人补正，没有正在计算的答复期限。"),
    Phase.FEE: N_("正在等待申请人缴费，没有正在计算的答复期限。"),
    Phase.ENDED: N_("申请已经办结。"),
}


def may_ask_correction(
    rules: ClockRules, events: Events, calendar: Calendar, on: date, until: date | None = None
) -> Allowed | Denied:
    """`until`: last day of the reasonable period the notice gives; looked at only when given."""
    rule, reading = rules.correction, reckon(rules, events, calendar, on)
    refused = _not_running(reading, rule.article)
    if refused is not None:
        return refused
    if rule.once and history_of(rules, events).corrections:
        return Denied(Message(N_("补正只能一次性告知，已经要求过补正。")), rule.article)
    last = reading.correction_by or reading.due
    if last is not None and on > last:
        if rule.within is None:
            return Denied(Message(N_("答复期限已于{day}届满，不能再要求补正。"), _day(last)), rule.article)
        values = {"days": rule.within, "day": written(last)}
        said = N_("要求补正应在收到申请之日起 {days} 个工作日内提出，最后一天是{day}。")
        return Denied(Message(said, values), rule.article)
    if until is not None and until <= on:
        return Denied(Message(N_("补正期限应当合理，不能早于通知的次日。")), rule.article)
    asked = ClockEvent(Happened.CORRECTION_ASKED, on, until=until or on)
    return _unless_impossible(rules, events, calendar, asked, rule.article)


def may_correct(
    rules: ClockRules, events: Events, calendar: Calendar, on: date, *, good_reason: bool = False
) -> Allowed | Denied:
    """May the corrected request received on `on` be taken? `good_reason`: for being late."""
    rule, history = rules.correction, history_of(rules, events)
    if history.stop is None or history.stop.kind is not Happened.CORRECTION_ASKED:
        return Denied(Message(N_("没有等待补正的通知。")), rule.article)
    last = correction_due(history, calendar)
    if rule.lapses and last is not None and on > last and not good_reason:
        said = N_("补正期限已于{day}届满，没有正当理由的，视为放弃申请。")
        return Denied(Message(said, _day(last)), rule.article)
    corrected = ClockEvent(Happened.CORRECTED, on)
    return _unless_impossible(rules, events, calendar, corrected, rule.restart_article)


def may_consult(
    rules: ClockRules, events: Events, calendar: Calendar, on: date, party: Consulted
) -> Allowed | Denied:
    """May a letter asking for an opinion go out on `on`? From the last day of the period on, and where a date
    was set by delay or order, it may go out as well: whom the release concerns has to be heard (第三十二条).
    But it stops nothing any more and the clock runs on."""
    rule, reading = rules.consultation(party), reckon(rules, events, calendar, on)
    refused = _not_running(reading, rule.article)
    if refused is not None:
        return refused
    if not rule.pauses:
        said = N_("征求其他机关意见的时间不能从答复期限中扣除，请作为内部协办办理。")
        return Denied(Message(said), rule.pause_article)
    sent = ClockEvent(Happened.CONSULTED, on, ref=_NEW, party=party)
    return _unless_impossible(rules, events, calendar, sent, rule.article)


def may_end_consultation(
    rules: ClockRules, events: Events, calendar: Calendar, on: date, ref: str
) -> Allowed | Denied:
    """May an opinion received on `on` be taken down? Late ones too: they just no longer move the clock."""
    history = history_of(rules, events)
    inquiry = history.inquiries.get(ref)
    if inquiry is None:
        return Denied(Message(N_("没有这个编号的征求意见书。")), rules.third_party.article)
    article = rules.consultation(inquiry.party).article
    if inquiry.answered is not None:
        return Denied(Message(N_("这份征求意见书已经收到意见。")), article)
    if on < inquiry.sent.on:
        return Denied(Message(N_("收到意见的日期早于发出征求意见书的日期。")), article)
    answered = ClockEvent(Happened.CONSULT_ENDED, on, ref=ref)
    return _unless_impossible(rules, events, calendar, answered, article)


def may_record_service(
    rules: ClockRules, events: Events, calendar: Calendar, on: date, ref: str
) -> Allowed | Denied:
    """May it be taken down that the letter or notice with this reference was received on `on`?"""
    sent = [event for event in events if event.ref == ref and event.kind in _SENT]
    if not sent:
        return Denied(Message(N_("没有这个编号的文书。")), rules.legal_basis)
    article = rules.legal_basis
    if sent[-1].party is not None:
        article = rules.consultation(sent[-1].party).article
    elif sent[-1].kind is Happened.FEE_ASKED and rules.fee is not None:
        article = rules.fee.article
    if on < sent[-1].on:
        return Denied(Message(N_("送达的日期早于发出的日期。")), article)
    return _unless_impossible(rules, events, calendar, ClockEvent(Happened.SERVED, on, ref=ref), article)


def may_extend(
    rules: ClockRules, events: Events, calendar: Calendar, on: date, days: int
) -> Allowed | Denied:
    """Once, by 1 to the regime's number of working days, and before the period is over: its last day is
    still in time."""
    rule, reading = rules.extension, reckon(rules, events, calendar, on)
    history = history_of(rules, events)
    for refused in (_not_running(reading, rule.article), _not_extensible(rules, history)):
        if refused is not None:
            return refused
    if reading.due is not None and on > reading.due:
        return Denied(Message(N_("答复期限已于{day}届满，不能再延长。"), _day(reading.due)), rule.article)
    if not 1 <= days <= rule.days:
        said = N_("延长的期限为 1 至 {most} 个工作日，现为 {days} 个工作日。")
        return Denied(Message(said, {"most": rule.days, "days": days}), rule.article)
    extended = ClockEvent(Happened.EXTENDED, on, days=days)
    return _unless_impossible(rules, events, calendar, extended, rule.article)


def _not_extensible(rules: ClockRules, history: History) -> Denied | None:
    article = rules.extension.article
    if history.extended:
        return Denied(Message(N_("答复期限只能延长一次，已经延长过。")), article)
    fixed = history.period.fixed
    if fixed is not None and fixed.kind is Happened.DELAYED:
        return Denied(Message(N_("已经确定延迟答复的日期，不能再延长。")), article)
    if fixed is not None or (history.period.ordered and not rules.reopening.orders_may_be_extended):
        said = N_("复议机关或者人民法院确定的答复期限不能延长。")
        return Denied(Message(said), rules.reopening.article)
    return None


def may_ask_reasons(rules: ClockRules, events: Events, calendar: Calendar, on: date) -> Allowed | Denied:
    reading = reckon(rules, events, calendar, on)
    if rules.excess is None:
        return Denied(_not_in_law(N_("要求说明申请的数量、频次的理由")), rules.legal_basis)
    refused = _not_running(reading, rules.excess.article)
    if refused is not None:
        return refused
    if history_of(rules, events).reasons:
        return Denied(Message(N_("已经要求申请人说明理由。")), rules.excess.article)
    asked = ClockEvent(Happened.REASONS_ASKED, on)
    return _unless_impossible(rules, events, calendar, asked, rules.excess.article)


def may_delay(
    rules: ClockRules, events: Events, calendar: Calendar, on: date, until: date
) -> Allowed | Denied:
    """After the applicant gave reasons that hold: to a date after the period, told within the period."""
    reading = reckon(rules, events, calendar, on)
    if rules.excess is None:
        return Denied(_not_in_law(N_("延迟答复")), rules.legal_basis)
    article = rules.excess.article
    refused = _not_running(reading, article)
    if refused is not None:
        return refused
    history = history_of(rules, events)
    if not any(given is not None for _asked, given in history.reasons):
        return Denied(Message(N_("应先要求申请人说明理由，认为理由合理的才可以延迟答复。")), article)
    if history.period.fixed is not None:
        return Denied(Message(N_("已经确定了答复的日期，不能再延迟。")), article)
    if reading.due is not None and on > reading.due:
        return Denied(Message(N_("答复期限已于{day}届满，不能再延迟。"), _day(reading.due)), article)
    if reading.due is not None and until <= reading.due:
        return Denied(Message(N_("延迟答复的日期应晚于答复期限{day}。"), _day(reading.due)), article)
    delayed = ClockEvent(Happened.DELAYED, on, until=until)
    return _unless_impossible(rules, events, calendar, delayed, article)


def may_ask_fee(rules: ClockRules, events: Events, calendar: Calendar, on: date) -> Allowed | Denied:
    """Within the reply period, once a request, since the tariff is in force."""
    reading, fee = reckon(rules, events, calendar, on), rules.fee
    if fee is None or on < fee.in_force:
        return Denied(_not_in_law(N_("收取信息处理费")), fee.article if fee else rules.legal_basis)
    refused = _not_running(reading, fee.article)
    if refused is not None:
        return refused
    if history_of(rules, events).fee_asked:
        return Denied(Message(N_("一件申请只能按一种标准收取一次信息处理费。")), fee.article)
    if reading.due is not None and on > reading.due:
        said = N_("收费通知应在答复期限内发出，答复期限已于{day}届满。")
        return Denied(Message(said, _day(reading.due)), fee.article)
    asked = ClockEvent(Happened.FEE_ASKED, on, ref=_NEW)
    return _unless_impossible(rules, events, calendar, asked, fee.article)


def may_pay_fee(rules: ClockRules, events: Events, calendar: Calendar, on: date) -> Allowed | Denied:
    """As long as the day on which the notice was received is unknown, every payment is in time."""
    reading, fee = reckon(rules, events, calendar, on), rules.fee
    if reading.phase is not Phase.FEE or fee is None:
        return Denied(Message(N_("没有等待缴费的通知。")), fee.article if fee else rules.legal_basis)
    if reading.fee_by is not None and on > reading.fee_by:
        said = N_("缴费期限已于{day}届满，视为放弃申请。")
        return Denied(Message(said, _day(reading.fee_by)), fee.article)
    paid = ClockEvent(Happened.FEE_PAID, on)
    return _unless_impossible(rules, events, calendar, paid, fee.restart_article)


def may_reply(rules: ClockRules, events: Events, calendar: Calendar, on: date) -> Allowed | Denied:
    """Late replies are allowed, for a duty does not end with its date; so is a reply that waits neither for
    the correction nor for the fee it asked for."""
    phase = reckon(rules, events, calendar, on).phase
    if phase in (Phase.WAITING, Phase.ENDED):
        return Denied(Message(_STANDING[phase]), rules.reply.article)
    replied = ClockEvent(Happened.REPLIED, on)
    return _unless_impossible(rules, events, calendar, replied, rules.reply.article)


def may_lapse(rules: ClockRules, events: Events, calendar: Calendar, on: date) -> Allowed | Denied:
    """May the request be closed as deemed abandoned on `on`?"""
    reading = reckon(rules, events, calendar, on)
    lapse = reading.lapse
    if reading.awaits_proof and rules.fee is not None:
        said = N_("还没有登记收费通知的送达，缴费期限没有开始，不能视为放弃申请。请先登记送达。")
        return Denied(Message(said), rules.fee.article)
    if lapse is None:
        return Denied(Message(N_("没有逾期即视为放弃申请的通知。")), rules.correction.article)
    if on < lapse.on:
        return Denied(Message(N_("期限尚未届满，自{day}起才视为放弃申请。"), _day(lapse.on)), lapse.article)
    return _unless_impossible(rules, events, calendar, ClockEvent(Happened.CLOSED, on), lapse.article)


def may_reopen(rules: ClockRules, events: Events, calendar: Calendar, on: date) -> Allowed | Denied:
    if reckon(rules, events, calendar, on).phase is not Phase.ENDED:
        return Denied(Message(N_("申请尚未办结，不需要重新办理。")), rules.reopening.article)
    reopened = ClockEvent(Happened.REOPENED, on)
    return _unless_impossible(rules, events, calendar, reopened, rules.reopening.article)


def _unless_impossible(
    rules: ClockRules, events: Events, calendar: Calendar, event: ClockEvent, article: str
) -> Allowed | Denied:
    """Allowed with the phase after `event`, unless it cannot stand where its day puts it: written down late,
    it may come before what it follows from, or before what it would have ruled out."""
    try:
        return Allowed(reckon(rules, [*events, event], calendar, event.on).phase, article)
    except ValueError as error:
        return Denied(error.args[0], article)


def _not_running(reading: Reading, article: str) -> Denied | None:
    said = _STANDING.get(reading.phase)
    return Denied(Message(said), article) if said else None


def _not_in_law(what: str) -> Message:
    return Message(N_("申请所适用的规定中没有{what}的依据。"), {"what": Message(what)})


def _day(day: date) -> dict[str, object]:
    return {"day": written(day)}
