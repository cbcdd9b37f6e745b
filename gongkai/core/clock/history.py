"""The events of a request folded into reply periods, stops and consultations. Needs no calendar."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from gongkai.core.clock.events import ClockEvent, Consulted, Happened
from gongkai.core.clock.rules import ClockRules, Once
from gongkai.core.messages import N_, Message
from gongkai.core.workdays import written

_STOPS = (Happened.CORRECTION_ASKED, Happened.FEE_ASKED)
_AFTER_THE_END = (Happened.REOPENED, Happened.SERVED, Happened.CONSULT_ENDED)


@dataclass(frozen=True, slots=True)
class Period:
    """One reply period. `began` is its day 0: RECEIVED, CORRECTED, FEE_PAID or REOPENED. `days`: what the
    law or the decision gives, in working days. `extension` is the event, also when it was taken over from
    the period before. `fixed`: the event that set a date of its own. `over`: what stopped or ended it.
    `ended`: reply or closing, which may follow a stop."""

    began: ClockEvent
    days: int
    extension: ClockEvent | None = None
    fixed: ClockEvent | None = None
    over: ClockEvent | None = None
    ended: ClockEvent | None = None

    @property
    def length(self) -> int:
        """Working days in all."""
        return self.days + ((self.extension.days or 0) if self.extension else 0)

    @property
    def stopped(self) -> bool:
        """It will not go on: a correction or a fee was asked, and only the answer begins a new period."""
        return self.over is not None and self.over.kind in _STOPS

    @property
    def ordered(self) -> bool:
        """A review organ or court set this period itself."""
        return self.began.kind is Happened.REOPENED and bool(self.began.days or self.began.until)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A consultation: sent, served when known, answered or not. `cut`: the case ended before the answer."""

    sent: ClockEvent
    party: Consulted
    served: date | None = None
    answered: date | None = None
    cut: date | None = None


@dataclass(slots=True)
class History:
    """What happened so far. `stop`: the notice whose answer is awaited. `end`: reply or closing.
    `notices`: references of correction and fee notices."""

    rules: ClockRules
    periods: list[Period] = field(default_factory=list)
    inquiries: dict[str, Inquiry] = field(default_factory=dict)
    reasons: list[tuple[date, date | None]] = field(default_factory=list)
    stop: ClockEvent | None = None
    stop_served: date | None = None
    end: ClockEvent | None = None
    notices: set[str] = field(default_factory=set)
    corrections: int = 0
    fee_asked: bool = False
    extended: bool = False  # within what may be extended only once

    @property
    def period(self) -> Period:
        return self.periods[-1]

    @property
    def receipt(self) -> date:
        """The day of receipt."""
        return self.periods[0].began.on

    def take(self, event: ClockEvent) -> None:
        """Add one event. Raises ValueError with a Message when it cannot follow what came before."""
        if not self.periods and event.kind is not Happened.RECEIVED:
            raise _impossible(event, N_("在收到申请之前"))
        if self.end is not None and event.kind not in _AFTER_THE_END:
            raise _impossible(event, N_("在申请办结之后"))
        _TAKE[event.kind](self, event)

    def _received(self, event: ClockEvent) -> None:
        if self.periods:
            raise _impossible(event, N_("收到申请之日只能有一个"))
        self.periods.append(Period(event, self.rules.reply.days))

    def _correction_asked(self, event: ClockEvent) -> None:
        self._refuse_while_stopped(event)
        if self.rules.correction.once and self.corrections:
            raise _impossible(event, N_("补正只能要求一次"))
        if event.until is None and self.rules.correction.lapses:
            raise _impossible(event, N_("没有写明补正期限"))
        if event.until is not None and event.until < event.on:
            raise _impossible(event, N_("补正期限早于通知之日"))
        self.corrections += 1
        self._stop(event)

    def _corrected(self, event: ClockEvent) -> None:
        self._restart(event, Happened.CORRECTION_ASKED, N_("没有等待补正的通知"))

    def _fee_asked(self, event: ClockEvent) -> None:
        self._refuse_while_stopped(event)
        if self.rules.fee is None or event.on < self.rules.fee.in_force:
            raise _impossible(event, N_("当时没有信息处理费"))
        if self.fee_asked:
            raise _impossible(event, N_("一件申请只能收取一次信息处理费"))
        self.fee_asked = True
        self._stop(event)

    def _fee_paid(self, event: ClockEvent) -> None:
        self._restart(event, Happened.FEE_ASKED, N_("没有等待缴费的通知"))

    def _consulted(self, event: ClockEvent) -> None:
        self._refuse_while_stopped(event)
        if event.party is None:
            raise _impossible(event, N_("没有写明征求谁的意见"))
        if event.ref in self.inquiries:
            raise _impossible(event, N_("征求意见书的编号重复"))
        self.inquiries[event.ref] = Inquiry(event, event.party)

    def _consult_ended(self, event: ClockEvent) -> None:
        known = self._inquiry(event)
        if known.answered is not None:
            raise _impossible(event, N_("这份征求意见书已经收到意见"))
        self.inquiries[event.ref] = replace(known, answered=event.on)

    def _served(self, event: ClockEvent) -> None:
        if event.ref not in self.inquiries and event.ref in self.notices:
            if self.stop is not None and self.stop.ref == event.ref:
                self.stop_served = event.on
            return  # proof of service that comes after the answer changes nothing
        known = self._inquiry(event)
        self.inquiries[event.ref] = replace(known, served=event.on)

    def _extended(self, event: ClockEvent) -> None:
        self._refuse_while_stopped(event)
        if self.extended:
            raise _impossible(event, N_("答复期限只能延长一次"))
        if self.period.fixed is not None:
            raise _impossible(event, N_("另行确定的日期不能延长"))
        if event.days is None or not 1 <= event.days <= self.rules.extension.days:
            raise _impossible(event, N_("延长的工作日数不在法定范围内"))
        self.extended = True
        self.periods[-1] = replace(self.period, extension=event)

    def _reasons_asked(self, event: ClockEvent) -> None:
        if self.reasons and self.reasons[-1][1] is None:
            raise _impossible(event, N_("已经要求说明理由"))
        self.reasons.append((event.on, None))

    def _reasons_given(self, event: ClockEvent) -> None:
        if not self.reasons or self.reasons[-1][1] is not None:
            raise _impossible(event, N_("没有要求说明理由"))
        self.reasons[-1] = (self.reasons[-1][0], event.on)

    def _delayed(self, event: ClockEvent) -> None:
        self._refuse_while_stopped(event)
        if self.rules.excess is None:
            raise _impossible(event, N_("当时没有延迟答复"))
        if event.until is None or event.until < event.on:
            raise _impossible(event, N_("没有写明延迟到哪一天，或者早于决定之日"))
        self.periods[-1] = replace(self.period, fixed=event)

    def _ended(self, event: ClockEvent) -> None:
        over = self.period.over or event
        self.periods[-1] = replace(self.period, over=over, ended=event)
        self.stop, self.stop_served, self.end = None, None, event
        for ref, inquiry in self.inquiries.items():
            if inquiry.cut is None:
                self.inquiries[ref] = replace(inquiry, cut=event.on)

    def _reopened(self, event: ClockEvent) -> None:
        if self.end is None:
            raise _impossible(event, N_("申请尚未办结"))
        if event.days is not None and event.days < 1:
            raise _impossible(event, N_("期限至少为 1 个工作日"))
        if event.until is not None and event.until < event.on:
            raise _impossible(event, N_("责令的日期早于收到决定之日"))
        self.end, self.stop, self.stop_served, self.extended = None, None, None, False
        fixed = event if event.until else None
        self.periods.append(Period(event, event.days or self.rules.reply.days, fixed=fixed))

    def _inquiry(self, event: ClockEvent) -> Inquiry:
        if event.ref not in self.inquiries:
            raise _impossible(event, N_("没有这个编号的征求意见书"))
        return self.inquiries[event.ref]

    def _refuse_while_stopped(self, event: ClockEvent) -> None:
        if self.stop is not None:
            raise _impossible(event, N_("在等待补正或者缴费期间"))

    def _stop(self, event: ClockEvent) -> None:
        self.periods[-1] = replace(self.period, over=event)
        self.stop, self.stop_served = event, None
        self.notices.add(event.ref)

    def _restart(self, event: ClockEvent, awaited: Happened, why_not: str) -> None:
        if self.stop is None or self.stop.kind is not awaited:
            raise _impossible(event, why_not)
        kept = self.period.extension if self.rules.extension.survives_restart else None
        if self.rules.extension.once_in is Once.PERIOD:
            self.extended = kept is not None
        self.stop, self.stop_served = None, None
        self.periods.append(Period(event, self.rules.reply.days, extension=kept))


_TAKE: Mapping[Happened, Callable[[History, ClockEvent], None]] = {
    Happened.RECEIVED: History._received,
    Happened.CORRECTION_ASKED: History._correction_asked,
    Happened.CORRECTED: History._corrected,
    Happened.CONSULTED: History._consulted,
    Happened.CONSULT_ENDED: History._consult_ended,
    Happened.SERVED: History._served,
    Happened.EXTENDED: History._extended,
    Happened.REASONS_ASKED: History._reasons_asked,
    Happened.REASONS_GIVEN: History._reasons_given,
    Happened.FEE_ASKED: History._fee_asked,
    Happened.FEE_PAID: History._fee_paid,
    Happened.DELAYED: History._delayed,
    Happened.REPLIED: History._ended,
    Happened.CLOSED: History._ended,
    Happened.REOPENED: History._reopened,
}


def history_of(rules: ClockRules, events: Iterable[ClockEvent]) -> History:
    """All events, in order of day; those of one day in the order given, but for the receipt: a day of receipt
    that was corrected is written down last and stays what everything follows from."""
    history = History(rules)
    for event in sorted(events, key=lambda each: (each.on, each.kind is not Happened.RECEIVED)):
        history.take(event)
    return history


def _impossible(event: ClockEvent, why: str) -> ValueError:
    values = {"day": written(event.on), "what": Message(_WORDS[event.kind]), "why": Message(why)}
    return ValueError(Message(N_("{day}的“{what}”不成立：{why}"), values))


_WORDS: Mapping[Happened, str] = {
    Happened.RECEIVED: N_("收到申请"),
    Happened.CORRECTION_ASKED: N_("要求补正"),
    Happened.CORRECTED: N_("收到补正"),
    Happened.CONSULTED: N_("征求意见"),
    Happened.CONSULT_ENDED: N_("收到意见"),
    Happened.SERVED: N_("送达"),
    Happened.EXTENDED: N_("延长答复期限"),
    Happened.REASONS_ASKED: N_("要求说明理由"),
    Happened.REASONS_GIVEN: N_("说明理由"),
    Happened.FEE_ASKED: N_("收费通知"),
    Happened.FEE_PAID: N_("缴费"),
    Happened.DELAYED: N_("延迟答复"),
    Happened.REPLIED: N_("答复"),
    Happened.CLOSED: N_("办结"),
    Happened.REOPENED: N_("重新办理"),
}
