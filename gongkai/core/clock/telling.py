"""The explanation of a clock, line by line, each with its article."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from gongkai.core.clock.events import ClockEvent, Happened
from gongkai.core.clock.hearings_told import hearing_line
from gongkai.core.clock.history import History, Period
from gongkai.core.clock.reading import Lapse, Line
from gongkai.core.clock.spans import DAY, Hearing, Span, gaps
from gongkai.core.clock.stops import LAPSED_CORRECTION, awaits_proof, rolled
from gongkai.core.messages import N_, Message
from gongkai.core.workdays import Calendar, not_published, written


@dataclass(frozen=True, slots=True)
class Telling:
    """What there is to tell of. `awaits`: the year whose holiday notice may still move the date. `late`:
    working days past the due date."""

    history: History
    calendar: Calendar
    today: date
    hearings: Mapping[str, Hearing]
    without: Sequence[Span]
    due: date | None
    awaits: int | None
    late: int
    lapse: Lapse | None
    fee_by: date | None


def tell(of: Telling) -> tuple[Line, ...]:
    """In the order of the days; what it comes to stands last."""
    lines = [line for period in of.history.periods for line in _period(of, period)]
    lines += [hearing_line(each, of.calendar, _dated(of.history, each)) for each in of.hearings.values()]
    lines += _letters_served(of)
    lines += _overlaps(of)
    lines += _reasons(of)
    lines += _holidays(of)
    lines.sort(key=lambda line: line.first)
    return (*lines, *_outcome(of))


def _line(text: str, article: str, first: date, last: date | None = None, **values: object) -> Line:
    return Line(Message(text, values), article, first, last or first)


def _period(of: Telling, period: Period) -> Iterator[Line]:
    rules = of.history.rules
    yield _beginning(of, period)
    extension = period.extension
    if extension is not None and extension.on >= period.began.on:
        yield _line(
            N_("{day}决定延长答复期限 {days} 个工作日"),
            rules.extension.article, extension.on, day=written(extension.on), days=extension.days,
        )  # fmt: skip
    elif extension is not None:
        yield _line(
            N_("此前延长的 {days} 个工作日计入新的答复期限"),
            rules.extension.article, period.began.on, days=extension.days,
        )  # fmt: skip
    fixed = period.fixed
    if fixed is not None and fixed.kind is Happened.DELAYED and fixed.until and rules.excess:
        yield _line(
            N_("{day}确定延迟答复，答复日期为{until}"),
            rules.excess.article, fixed.on, fixed.until, day=written(fixed.on), until=written(fixed.until),
        )  # fmt: skip
    if period.stopped and period.over is not None:
        yield from _stop(of, period, period.over)
    if period.ended is not None and period is not of.history.period:
        yield _end(of, period, period.ended)


def _end(of: Telling, period: Period, end: ClockEvent) -> Line:
    """A reply rests on the reply period; an end without one on what it was waiting for, if it was."""
    rules, day = of.history.rules, written(end.on)
    if end.kind is Happened.REPLIED:
        return _line(N_("{day}答复"), rules.reply.article, end.on, day=day)
    article = rules.legal_basis
    if period.stopped and period.over is not None:
        fee = rules.fee if period.over.kind is Happened.FEE_ASKED else None
        article = fee.article if fee is not None else rules.correction.article
    return _line(N_("{day}办结"), article, end.on, day=day)


def _beginning(of: Telling, period: Period) -> Line:
    rules, began = of.history.rules, period.began
    values = {"day": written(began.on), "days": period.days}
    if began.kind is Happened.RECEIVED:
        text, article = N_("{day}收到申请，自次日起算，答复期限为 {days} 个工作日"), rules.reply.article
    elif began.kind is Happened.CORRECTED:
        text = N_("{day}收到补正的申请，答复期限自次日起重新计算，为 {days} 个工作日")
        article = rules.correction.restart_article
    elif began.kind is Happened.FEE_PAID and rules.fee is not None:
        text = N_("{day}缴纳信息处理费，答复期限自次日起重新计算，为 {days} 个工作日")
        article = rules.fee.restart_article
    elif began.until is not None:
        text, article = N_("{day}收到责令重新答复的决定，应在{until}以前答复"), rules.reopening.article
        values["until"] = written(began.until)
    else:
        text = N_("{day}收到责令重新答复的决定，自次日起算，答复期限为 {days} 个工作日")
        article = rules.reopening.article
    return Line(Message(text, values), article, began.on, began.on)


def _stop(of: Telling, period: Period, asked: ClockEvent) -> Iterator[Line]:
    rules, current = of.history.rules, of.history.stop is asked
    day = written(asked.on)
    if asked.kind is Happened.FEE_ASKED and rules.fee is not None:
        yield _line(N_("{day}发出收费通知，等待缴费，答复期限停止计算"), rules.fee.article, asked.on, day=day)
        if current and awaits_proof(of.history):
            text = N_("还没有登记收费通知的送达，缴费期限自对方收到的次日起算，尚未开始")
            yield _line(text, rules.fee.article, asked.on)
        if current and of.fee_by is not None:
            served = of.history.stop_served
            text = N_("自收到收费通知的次日起 {days} 个工作日内缴费，最后一天为{by}")
            if served is not None:
                text = N_("{served}收到收费通知，自次日起 {days} 个工作日内缴费，最后一天为{by}")
            yield _line(
                text, rules.fee.article, served or asked.on, of.fee_by,
                days=rules.fee.days, by=written(of.fee_by), served=written(served or asked.on),
            )  # fmt: skip
    elif asked.until is None:
        yield _line(
            N_("{day}要求补正，等待补正，答复期限停止计算"), rules.correction.article, asked.on, day=day
        )
    else:
        yield _line(
            N_("{day}要求补正，补正期限至{until}，等待补正，答复期限停止计算"),
            rules.correction.article, asked.on, asked.until, day=day, until=written(asked.until),
        )  # fmt: skip
        yield from _rolled(of, period, asked.until)
    if period.extension is not None and not rules.extension.survives_restart:
        yield _line(
            N_("此前延长的期限随原答复期限终止，不计入重新计算的期限"), rules.extension.article, asked.on
        )


def _rolled(of: Telling, period: Period, until: date) -> Iterator[Line]:
    """Told while the answer is awaited, and afterwards where it was awaited beyond `until`."""
    last = rolled(of.history.rules, until, of.calendar)
    later = of.history.periods[of.history.periods.index(period) + 1 :]
    answer = period.ended or (later[0].began if later else None)
    if last != until and (answer is None or answer.on > until):
        yield _line(
            N_("补正期限的最后一天{until}不是工作日，顺延至{rolled}"),
            of.history.rules.correction.roll_article, until, last, until=written(until), rolled=written(last),
        )  # fmt: skip


def _dated(history: History, each: Hearing) -> bool:
    """The consultation falls into a period that has a date of its own."""
    sent = each.inquiry.sent.on
    within = [period for period in history.periods if period.began.on <= sent]
    return bool(within) and within[-1].fixed is not None


def _letters_served(of: Telling) -> Iterator[Line]:
    """The day a letter was received, where its period counts from there."""
    for each in of.hearings.values():
        served, sent = each.inquiry.served, each.inquiry.sent
        if served is None or served == sent.on or each.due is None:
            continue
        yield _line(
            N_("{day}对方收到征求意见书，提出意见的期限自次日起算，为 {days} 个工作日"),
            each.rule.article, served, day=written(served), days=each.due.days,
        )  # fmt: skip


def _overlaps(of: Telling) -> Iterator[Line]:
    """Consultations at the same time are one pause."""
    pausing = sorted(
        (
            each
            for each in of.hearings.values()
            if each.pauses and each.left_out and not _dated(of.history, each)
        ),
        key=lambda each: each.left_out.first,
    )
    for earlier, later in pairwise(pausing):
        shared = later.left_out.within(earlier.left_out.first, earlier.left_out.last)
        if shared:
            yield _line(
                N_("{begin}至{until}同时征求几方的意见，只扣除一次"),
                later.rule.pause_article, shared.first, shared.last,
                begin=written(shared.first), until=written(shared.last),
            )  # fmt: skip


def _reasons(of: Telling) -> Iterator[Line]:
    excess = of.history.rules.excess
    if excess is None:
        return
    for asked, given in of.history.reasons:
        text = N_("{day}要求说明理由，等待说明的时间计入答复期限")
        if excess.reasons_left_out:
            text = N_("{day}要求说明理由，次日起至收到说明之日不计入答复期限")
        yield _line(text, excess.article, asked, given, day=written(asked))


def _holidays(of: Telling) -> Iterator[Line]:
    """Holidays and make-up days of the period the due date rests on, where it is counted; while a fee is
    awaited, of the days for paying it."""
    period = of.history.period
    if of.fee_by is not None and period.over is not None:
        runs: tuple[Span, ...] = (Span((of.history.stop_served or period.over.on) + DAY, of.fee_by),)
    elif of.due is None or period.fixed is not None:
        return
    else:
        runs = gaps(period.began.on + DAY, of.due, of.without)
    for counted in runs:
        for step in of.calendar.steps(counted.first, counted.last):
            yield Line(step.message, of.calendar.sources[step.first], step.first, step.last)


def _outcome(of: Telling) -> Iterator[Line]:
    rules, due, end = of.history.rules, of.due, of.history.end
    if due is not None:
        yield _line(N_("答复期限于{due}届满"), _due_article(of.history), due, due=written(due))
    if of.lapse is not None:
        text = N_("逾期不缴费的，自{on}起视为放弃申请")
        if of.lapse.outcome == LAPSED_CORRECTION:
            text = N_("无正当理由逾期不补正的，自{on}起视为放弃申请")
        yield _line(text, of.lapse.article, of.lapse.on, on=written(of.lapse.on))
    resting_on = due or (of.lapse.on if of.lapse else None)
    if of.awaits is not None and resting_on is not None:
        yield Line(not_published(of.awaits), rules.reply.article, resting_on, resting_on)
    if end is not None:
        yield _end(of, of.history.period, end)
    if of.late and due is not None:
        until = _late_until(of)
        text = N_("超过答复期限 {days} 个工作日")
        if not of.calendar.workdays_between(due, until):
            text = N_("已经超过答复期限")
        yield _line(text, rules.reply.article, due + DAY, until, days=of.late)


def _late_until(of: Telling) -> date:
    """The day up to which it is late: of the reply or closing, else today."""
    over = of.history.period.over
    return over.on if over is not None else of.today


def _due_article(history: History) -> str:
    fixed, rules = history.period.fixed, history.rules
    if fixed is not None and fixed.kind is Happened.DELAYED and rules.excess is not None:
        return rules.excess.article
    return rules.reopening.article if history.period.ordered else rules.reply.article
